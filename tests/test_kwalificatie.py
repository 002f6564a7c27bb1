"""Sentences with the kind, sign, certainty and denial they must be given, and what words say of an outcome (cases/kwalificatie)."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract import kinds
from extract.kinds import is_action, is_measure
from extract.pipeline import SHIPPED, extract_document
from extract.qualify import BARRING, believe, is_about_document
from extract.records import Claim, Document, DocumentInfo, Page
from extract.valence import roles_in, valence, valence_of
from extract.words import lexicon

if TYPE_CHECKING:
    from spacy.language import Language

FILES = sorted((Path(__file__).parent / "cases" / "kwalificatie").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["geval"]]
#: What the examples of a list must be worth, for lists whose words have a worth of their own.
WORTH = {"slecht": -1, "goed": 1, "last": -1, "baat": 1}
VALENCE = [(role, entry) for role, entries in lexicon("valentie.toml").items() for entry in entries]
SIGNS = {str(entry["id"]): entry for entry in lexicon("soort.toml")["teken"]}


def read(nlp: Language, text: str, soort: str = "", *, learned: bool = False) -> tuple[Claim, ...]:
    info = DocumentInfo("proef", "proef.md", "Proef", soort, "veenrijk", 2025)
    return extract_document(Document(info, (Page(1, text),)), nlp, threshold=0.5, models=SHIPPED if learned else None).claims


def given(claim: Claim) -> dict[str, Any]:
    return {
        "soort": claim.kind,
        "teken": claim.polarity,
        "zekerheid": claim.certainty,
        "ontkend": claim.negated,
        "status": claim.status,
    }


def test_enough_cases() -> None:
    assert len(FILES) >= 10
    assert len(CASES) >= 102
    assert sum(case.get("ontkend", False) for case in CASES) >= 18
    assert sum(case.get("zekerheid") == "mogelijk" for case in CASES) >= 18
    assert sum(len(entry.get("woorden", ())) for _, entry in VALENCE) >= 600  # type: ignore[arg-type]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["zin"][:60])
def test_sentence(nlp: Language, case: dict[str, Any]) -> None:
    wanted = {k: v for k, v in case.items() if k not in {"zin", "oorzaak", "geleerd"}}
    found = [
        c
        for c in read(nlp, case["zin"], learned=case.get("geleerd", False))
        if case["oorzaak"] in c.cause.text or c.cause.text in case["oorzaak"]
    ]
    assert wanted in [{k: v for k, v in given(claim).items() if k in wanted} for claim in found]


@pytest.mark.model
def test_reason_names_what_decided(nlp: Language) -> None:
    (claim,) = read(nlp, "De roosterpool moet leiden tot minder verzuim.")
    assert "het gevolg is gunstig" in claim.reason
    assert claim.rule in claim.reason


@pytest.mark.model
def test_a_plan_leans_to_intentions(nlp: Language) -> None:
    text = "Beeldbellen leidt tot minder reistijd, vaak ook voor ouderen."
    assert [c.kind for c in read(nlp, text, "zorgkantoorregiobeeld")] == ["oorzakelijk"]
    assert [c.kind for c in read(nlp, text, "regioplan")] == ["beoogd"]


@pytest.mark.parametrize(("role", "entry"), VALENCE, ids=lambda x: x if isinstance(x, str) else "")
def test_valence_list_finds_its_examples(role: str, entry: dict[str, Any]) -> None:
    if role in WORTH:
        assert all(valence_of(text) * WORTH[role] > 0 for text in entry["voorbeelden"])
        assert not any(valence_of(text) * WORTH[role] > 0 for text in entry["niet"])
    elif role == "neutraal":
        assert not any(valence_of(text) for text in entry["voorbeelden"])
    else:
        wanted = {role} if role != "scheidbaar" else {"meer", "minder"}
        assert all(roles_in(text) & wanted for text in entry["voorbeelden"])
        assert not any(roles_in(text) & wanted for text in entry["niet"])


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("minder wachttijden", 1.0),
        ("toename van de wachttijden", -1.0),
        ("zorgvraag", 0.0),
        ("zorgvraag neemt toe", -1.0),
        ("afname van de druk op mantelzorgers", 1.0),
        ("ontlasten van huisartsen", 1.0),
        ("tekort aan personeel", -1.0),
        ("geen passende plek", -1.0),
        ("voorkomen van een toename van zorgkosten", 1.0),
        ("meer tijd voor de patiënt en minder administratieve lasten", 1.0),
        ("mantelzorgdruk", -1.0),
        ("bloeddruk", 0.0),
        ("kwetsbare ouderen", 0.0),
        ("", 0.0),
    ],
)
def test_valence_of_phrases(text: str, worth: float) -> None:
    assert valence_of(text) == worth
    assert valence(text.split()) == worth


def test_valence_stays_in_range() -> None:
    words = [str(w) for _, entry in VALENCE for w in entry.get("woorden", ())]  # type: ignore[attr-defined]
    assert all(-1.0 <= valence_of(f"{a} {b}") <= 1.0 for a, b in zip(words, words[7:], strict=False))


def test_measures_and_actions() -> None:
    assert is_measure("valpreventie bij ouderen")
    assert is_measure("Aanpak eenzaamheid")
    assert not is_measure("vergrijzing")
    assert is_action("in te zetten op preventie")
    assert is_action("versterken van de eerste lijn")
    assert not is_action("tekort aan ouderen")


def test_every_sign_has_a_weight_and_is_looked_for() -> None:
    named = set(re.findall(r'^ {8}"(\w+)":', inspect.getsource(kinds.signs_of_kind), re.MULTILINE))
    assert named | {"basis", "geleerd"} == set(SIGNS)
    assert all(entry["gewicht"] and entry["uitleg"] for entry in SIGNS.values())


def test_barring_signs_lower_belief() -> None:
    assert all(believe(0.6, [sign]) < 0.6 for sign in BARRING)


def test_sentences_about_the_document() -> None:
    for name in ("over_het_document", "over_de_cijfers", "meta"):
        for entry in lexicon("kwalificatie.toml")[name]:
            assert all(is_about_document(str(text)) for text in entry["voorbeelden"])  # type: ignore[attr-defined]
            assert not any(is_about_document(str(text)) for text in entry["niet"])  # type: ignore[attr-defined]
