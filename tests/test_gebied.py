"""Where a plan holds: rows of gemeenten, parts, sites, and what a sentence is about (lexicon/gebied.toml)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest

from extract.clean import clean
from extract.pipeline import parse_units
from extract.plans.area_words import elsewhere, lasting, whole_region
from extract.plans.areas import Where, places_in, read_areas
from extract.plans.plan_area import find_area
from extract.plans.records import PlanText, plan_text
from extract.records import Document, DocumentInfo, Page
from extract.words import lexicon
from ontology.planfeiten import Plangebied

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

WORDS = lexicon("gebied.toml")
PLAN = "Dit plan geldt voor de gemeenten Brinkhorst, Veldwijk en Oudeloop.\n\n"


def read(nlp: Language, text: str, title: str = "Regioplan") -> PlanText:
    document = Document(DocumentInfo("proef", "proef.md", title, "regioplan", "Heuvelrand", 2025), (Page(1, text),))
    units = clean(document)
    return plan_text(document.info, units, parse_units(units, nlp))


@pytest.mark.parametrize("entry", WORDS["gebied"], ids=lambda e: str(e["vorm"])[:40])
def test_a_way_to_say_the_area_gives_its_gemeenten(nlp: Language, entry: dict[str, object]) -> None:
    for text, *names in cast("list[list[str]]", entry["voorbeelden"]):
        assert read_areas(read(nlp, text)).gemeenten == tuple(names), text
    for text in cast("list[str]", entry["niet"]):
        assert read_areas(read(nlp, text)).gemeenten == (), text


@pytest.mark.parametrize("entry", WORDS["locatie"], ids=lambda e: str(e["vorm"])[:40])
def test_a_site_lies_in_a_place(nlp: Language, entry: dict[str, object]) -> None:
    for text, site, place in cast("list[list[str]]", entry["voorbeelden"]):
        assert read_areas(read(nlp, text)).locaties == {site: place}
    for text in cast("list[str]", entry["niet"]):
        assert read_areas(read(nlp, text)).locaties == {}


@pytest.mark.parametrize(("name", "pattern"), [("geheel", whole_region()), ("looptijd", lasting())])
def test_word_list_holds_its_examples(name: str, pattern: re.Pattern[str]) -> None:
    for entry in WORDS[name]:
        assert all(pattern.search(text) for text in cast("list[str]", entry["voorbeelden"]))
        assert not any(pattern.search(text) for text in cast("list[str]", entry["niet"]))


def test_words_for_others_are_seen() -> None:
    assert elsewhere().search("de omliggende gemeenten ")


@pytest.mark.parametrize(
    ("sentence", "where"),
    [
        ("De SEH in Brinkhorst sluit.", Where(("Brinkhorst",))),
        ("Het Brinkhorstse ziekenhuis blijft open voor Veldwijkers.", Where(("Brinkhorst", "Veldwijk"))),
        ("In alle drie onze gemeenten, Veldwijk inbegrepen, komt een cursus.", Where()),
        ("De post aan de Kerkweg sluit.", Where(("Veldwijk",), ("Kerkweg",))),
        ("Aan de Marktstraat komt een praktijk.", Where((), ("Marktstraat",))),
        ("In de Rand groeit de vraag.", Where(("Oudeloop", "Veldwijk"))),
        ("De vraag groeit.", Where()),
    ],
)
def test_what_a_sentence_is_about(nlp: Language, sentence: str, where: Where) -> None:
    plan = read(
        nlp, f"Dit plan omvat Brinkhorst en de Rand (Veldwijk en Oudeloop).\n\nDe post aan de Kerkweg in Veldwijk is klein.\n\n{sentence}"
    )
    assert read_areas(plan).where(sentence) == where


def test_a_place_no_list_holds_is_a_location(nlp: Language) -> None:
    areas = read_areas(read(nlp, PLAN + "De bus naar Zandhuizen rijdt niet. Zandhuizen houdt een post."))
    assert areas.where("Zandhuizen houdt een post.") == Where((), ("Zandhuizen",))


def test_rows() -> None:
    assert places_in("Brinkhorst, Land van Cuijk en de Platen") == ("Brinkhorst", "Land van Cuijk")


def test_the_area_and_period_of_a_plan(nlp: Language) -> None:
    text = PLAN + "De looptijd is 1 juli 2025 tot en met 31 december 2028."
    (raw,) = find_area(read(nlp, text))
    wanted = Plangebied(
        onderwerp="Heuvelrand",
        gemeenten=("Brinkhorst", "Oudeloop", "Veldwijk"),
        schaal="zorgkantoorregio",
        vanaf="2025-07-01",
        tot="2028-12-31",
    )
    assert raw.fact == wanted
    assert len(raw.sentences) == 2
    (titled,) = find_area(read(nlp, "De zorg staat onder druk.", "Regioplan 2024-2027"))
    assert (titled.fact.vanaf, titled.fact.tot) == ("2024-01-01", "2027-12-31")


def test_neighbours_and_smaller_rows_are_not_the_area(nlp: Language) -> None:
    others = "De omliggende gemeenten Dalfoort en Holkerk doen niet mee."
    text = f"De vier gemeenten maakten dit plan. {others} In de gemeenten Brinkhorst en Veldwijk is een proef."
    assert read_areas(read(nlp, text)).gemeenten == ()
