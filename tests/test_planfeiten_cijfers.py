"""The words by which figures, staff, money and conditions are found: every example fits, every counterexample does not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.indicators import OWN, load_measures, measured, same_measure
from extract.pipeline import extract_document
from extract.records import Document, DocumentInfo, Page
from extract.words import lexicon
from ontology.beroepen import Beroep, find_beroepen, load_beroepen
from ontology.planfeiten import Cijfer, Middelenclaim, Personeelsclaim, values
from queries.conflicten.groei import Groei, compare

if TYPE_CHECKING:
    from spacy.language import Language

LISTS = [
    (file, name, entry)
    for file in ("cijfers.toml", "personeel.toml", "middelen.toml", "randvoorwaarden.toml")
    for name, found in lexicon(file).items()
    for entry in found
]
CASES = tomllib.loads((Path(__file__).parent / "cases" / "planfeiten" / "cijfers.toml").read_text(encoding="utf-8"))["geval"]


@pytest.mark.parametrize(("file", "name", "entry"), LISTS, ids=[f"{f}-{n}-{k}" for k, (f, n, _) in enumerate(LISTS)])
def test_forms_hold_their_examples(file: str, name: str, entry: dict[str, Any]) -> None:
    def fits(text: str) -> bool:
        return bool(re.search(entry["vorm"], text) and re.search(entry.get("nodig", ""), text))

    assert entry["voorbeelden"]
    assert [text for text in entry["voorbeelden"] if not fits(text)] == []
    assert [text for text in entry["niet"] if fits(text)] == []


@pytest.mark.parametrize("entry", lexicon("indicatoren.toml")["maat"], ids=lambda entry: entry["sleutel"])
def test_measures_hold_their_examples(entry: dict[str, Any]) -> None:
    pattern = load_measures()[entry["sleutel"]].patroon
    assert [text for text in entry["voorbeelden"] if not pattern.search(text)] == []
    assert [text for text in entry["niet"] if pattern.search(text)] == []


@pytest.mark.parametrize("beroep", load_beroepen().values(), ids=lambda beroep: beroep.sleutel)
def test_professions_hold_their_examples(beroep: Beroep) -> None:
    for text in beroep.voorbeelden:
        assert beroep.sleutel in {hit.sleutel for hit in find_beroepen(text)}, text
    for text in beroep.niet:
        assert beroep.sleutel not in {hit.sleutel for hit in find_beroepen(text)}, text


def test_what_is_measured() -> None:
    assert measured("het aantal SEH-bezoeken van ouderen") == {"gebruik", "seh"}
    assert measured("bezoeken van inwoners aan de spoedeisende hulp") == {"gebruik", "seh"}
    assert measured("het aantal A1- en A2-ritten van de ambulance") == {"rit"}
    assert measured("mensen met epilepsie") == {OWN + "epilepsie"}
    assert not same_measure(measured("het aantal huishoudens"), measured("het aantal inwoners"))


def test_growth_is_compared_on_the_same_years() -> None:
    exact = compare(Groei(26, 2022, 2030, 2023), Groei(7, 2022, 2030, 2024))
    assert exact is not None
    assert (exact.oordeel, round(exact.kleinste, 6), exact.omgerekend) == ("uiteen", 19.0, False)
    same_line = compare(Groei(20, 2020, 2040, 2023), Groei(10, 2020, 2030, 2023))
    assert same_line is not None
    assert same_line.oordeel == "gelijk"
    unknown = compare(Groei(22, None, 2035, 2023), Groei(22, None, 2035, 2023))
    assert unknown is not None
    assert unknown.oordeel == "gelijk"
    assert compare(Groei(20, 2030, 2040, 2023), Groei(20, 2020, 2030, 2023)) is None


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["zin"][:60])
def test_sentence(nlp: Language, case: dict[str, Any]) -> None:
    info = DocumentInfo("proef", "proef.md", "Proef", "regioplan", "veenrijk", 2024)
    found = extract_document(Document(info, (Page(1, case["zin"]),)), nlp, models=None).facts
    kinds = (Cijfer, Personeelsclaim, Middelenclaim)
    got = [
        {"soort": type(f.fact).__name__, **{name: value for name, value in values(f.fact) if name != "onderwerp"}}
        for f in found
        if isinstance(f.fact, kinds)
    ]
    assert got == case["feiten"]


def test_enough_sentences() -> None:
    assert len(CASES) >= 12
    assert sum(not case["feiten"] for case in CASES) >= 4
