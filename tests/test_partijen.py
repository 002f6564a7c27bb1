"""Parties of a plan and how they stand to it (lexicon/partijnamen.toml, planrollen.toml)."""

from __future__ import annotations

from typing import cast

import pytest
from spacy.language import Language

from extract.clean import clean
from extract.pipeline import parse_units
from extract.plans.areas import read_areas
from extract.plans.parties import read_parties, same_party
from extract.plans.records import PlanText, plan_text
from extract.plans.roles import find_roles
from extract.records import Document, DocumentInfo, Page
from extract.words import lexicon
from ontology.planfeiten import Planrol

pytestmark = pytest.mark.model


def read(nlp: Language, text: str) -> PlanText:
    document = Document(DocumentInfo("proef", "proef.md", "Plan", "regioplan", "Heuvelrand", 2025), (Page(1, text),))
    units = clean(document)
    return plan_text(document.info, units, parse_units(units, nlp))


def named(nlp: Language, text: str) -> list[tuple[str, str]]:
    plan = read(nlp, text)
    return [(party.naam, party.soort) for party in read_parties(plan, read_areas(plan)).find(text)]


@pytest.mark.parametrize("entry", lexicon("partijnamen.toml")["partij"], ids=lambda e: str(e["soort"]))
def test_party_is_found_by_its_name(nlp: Language, entry: dict[str, object]) -> None:
    for text, name in cast("list[list[str]]", entry["voorbeelden"]):
        assert (name, entry["soort"]) in named(nlp, text)
    for text in cast("list[str]", entry["niet"]):
        assert entry["soort"] not in {kind for _, kind in named(nlp, text)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ziekenhuis De Linde bouwt. Dat kost De Linde geld.", ["Ziekenhuis De Linde", "Ziekenhuis De Linde"]),
        ("Medisch Centrum Zand (MCZ) bouwt. MCZ betaalt.", ["Medisch Centrum Zand", "Medisch Centrum Zand", "Medisch Centrum Zand"]),
        ("WZB (Woonzorg Beukhof, sinds 1990) groeit. WZB bouwt.", ["Woonzorg Beukhof", "Woonzorg Beukhof", "Woonzorg Beukhof"]),
        ("RAV Heuvelland rijdt. De RAV tekent.", ["RAV Heuvelland", "RAV Heuvelland"]),
    ],
)
def test_short_names_and_abbreviations_are_the_same_party(nlp: Language, text: str, names: list[str]) -> None:
    assert [name for name, _ in named(nlp, text)] == names


def test_two_names_of_one_party() -> None:
    assert same_party("Ziekenhuis De Linde", "De Linde")
    assert same_party("Huisartsenkring Zand", "Huisartsen Zand")
    assert not same_party("RAV Zand", "GGD Zand")
    assert not same_party("Zorggroep Beuk", "Zorggroep Eik")


def test_the_business_of_a_party_stands_between_brackets(nlp: Language) -> None:
    plan = read(nlp, "Stichting Zeekust (ouderenzorg en thuiszorg) doet mee.")
    assert "wijkverpleging" in read_parties(plan, read_areas(plan)).plekken["Stichting Zeekust"]


@pytest.mark.parametrize("entry", lexicon("planrollen.toml")["rol"], ids=lambda e: f"{e['rol']}-{str(e['vorm'])[:30]}")
def test_role_of_its_examples(nlp: Language, entry: dict[str, object]) -> None:
    for text, *names in cast("list[list[str]]", entry["voorbeelden"]):
        facts = [raw.fact for raw in find_roles(read(nlp, text)) if isinstance(raw.fact, Planrol)]
        assert {(f.planrol, name.lower()) for f in facts for name in f.partijen} == {(entry["rol"], name.lower()) for name in names}, text
    for text in cast("list[str]", entry["niet"]):
        assert [raw.fact for raw in find_roles(read(nlp, text))] == [], text
