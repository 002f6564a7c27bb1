"""Measures, safeguards, conditions and starts: sentences with the fields they give, and the examples of the lexicons.

cases/planfeiten/maatregelen.toml: [[geval]] tekst, and feiten = [{soort = "Maatregel", ...fields}], every fact of those kinds.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.pipeline import extract_document
from extract.plans.conditions import needed
from extract.plans.measure_words import cues
from extract.records import Document, DocumentInfo, Page
from extract.words import lexicon
from ontology.planfeiten import Afspraak, Maatregel, Planfeit, Voorwaarde, Waarborg, values

if TYPE_CHECKING:
    from spacy.language import Language

CASES = tomllib.loads((Path(__file__).parent / "cases" / "planfeiten" / "maatregelen.toml").read_text(encoding="utf-8"))["geval"]
KINDS = (Maatregel, Waarborg, Voorwaarde, Afspraak)
DIRECTIONS = ("sluiten", "concentreren", "afschalen", "behouden", "uitbreiden", "starten")


def facts(nlp: Language, text: str) -> list[Planfeit]:
    """The facts of a short plan of 2025."""
    info = DocumentInfo("proef", "proef.md", "Proef", "regioplan", "Heuvelrand", 2025, ("Brinkhorst", "Noord", "Veldwijk", "Zuid"))
    return [found.fact for found in extract_document(Document(info, (Page(1, text),)), nlp).facts]


def directions(nlp: Language, text: str) -> set[str]:
    """The directions of the measures of a text; a road that is closed is no facility."""
    measures = (fact for fact in facts(nlp, text) if isinstance(fact, Maatregel))
    return {fact.richting for fact in measures if fact.plekken or not fact.naar_plekken}


def shown(fact: Planfeit) -> dict[str, Any]:
    """A fact as a case writes it: its kind and its filled fields without the phrases for people."""
    found: dict[str, Any] = {"soort": type(fact).__name__}
    for name, value in values(fact):
        if name not in ("onderwerp", "resultaat"):
            found[name] = value if name not in found else [*([found[name]] if not isinstance(found[name], list) else found[name]), value]
    return found


def test_enough_cases() -> None:
    assert len(CASES) >= 24
    assert sum(not case["feiten"] for case in CASES) >= 8
    assert len(cues()) >= 60


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tekst"][:60])
def test_text(nlp: Language, case: dict[str, Any]) -> None:
    got = [shown(fact) for fact in facts(nlp, case["tekst"]) if isinstance(fact, KINDS)]
    assert [entry for entry in got if entry.get("richting", "sluiten") in DIRECTIONS] == case["feiten"]


ENTRIES = [(name, e) for name in ("werkwoord", "vorm") for e in lexicon("maatregelen.toml")[name]]


@pytest.mark.model
@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=lambda x: x if isinstance(x, str) else str(x.get("lemma", x.get("vorm")))[:30])
def test_words_give_their_direction(nlp: Language, name: str, entry: dict[str, Any]) -> None:
    assert [t for t in entry["voorbeelden"] if entry["richting"] not in directions(nlp, t)] == []
    assert [t for t in entry["niet"] if entry["richting"] in directions(nlp, t)] == []


@pytest.mark.model
@pytest.mark.parametrize("entry", lexicon("maatregelen.toml")["wending"], ids=lambda e: str(e["vorm"])[:30])
def test_phrases_give_their_direction(nlp: Language, entry: dict[str, Any]) -> None:
    for richting, texts in entry["voorbeelden"].items():
        assert [t for t in texts if richting not in directions(nlp, t)] == []
    assert [t for t in entry["niet"] if directions(nlp, t)] == []


PATTERNS = [
    (f, name, e)
    for f in ("maatregelen.toml", "waarborgen.toml")
    for name, found in lexicon(f).items()
    if isinstance(found, list)
    for e in found
]
PATTERNS = [(f, name, e) for f, name, e in PATTERNS if name not in ("werkwoord", "vorm", "wending") and "terug" not in e]


@pytest.mark.parametrize(("file", "name", "entry"), PATTERNS, ids=lambda x: x if isinstance(x, str) else str(x["vorm"])[:30])
def test_patterns_find_their_examples(file: str, name: str, entry: dict[str, Any]) -> None:
    def found(text: str) -> bool:
        also = entry.get("eist")
        return bool(re.search(entry["vorm"], text, re.IGNORECASE)) and (also is None or bool(re.search(also, text, re.IGNORECASE)))

    assert [t for t in entry["voorbeelden"] if not found(t)] == []
    assert [t for t in entry["niet"] if found(t)] == []


@pytest.mark.parametrize("entry", lexicon("voorwaarden.toml")["voorwaarde"], ids=lambda e: str(e["vorm"])[:30])
def test_conditions_name_what_is_needed(entry: dict[str, Any]) -> None:
    assert [(text, needed(text)) for text, need in entry["voorbeelden"] if needed(text) != need] == []
    assert [text for text in entry["niet"] if needed(text)] == []
