"""Flows, capacity and compensation: the words of their lexicons, and sentences with the exact facts they give (cases/planfeiten)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.clean import clean
from extract.pipeline import parse_units
from extract.plans.capacity import find_capacity
from extract.plans.compensation import find_compensation, find_left_out
from extract.plans.flow_sides import verbs_of
from extract.plans.flow_words import FILES, lemmas
from extract.plans.records import plan_text
from extract.plans.shifts import find_shifts
from extract.records import Document, DocumentInfo, Page
from extract.words import lexicon
from ontology.planfeiten import values

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parent / "cases" / "planfeiten"
FINDERS = {"stromen": (find_shifts,), "capaciteit": (find_capacity,), "opvang": (find_compensation, find_left_out)}
CASES = [(name, case) for name in FINDERS for case in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["geval"]]
WORDS = [(name, entry) for file in FILES for name, found in lexicon(file).items() for entry in found]


def test_enough_cases() -> None:
    assert sum(bool(case["feiten"]) for _, case in CASES) >= 60
    assert sum(not case["feiten"] for _, case in CASES) >= 20


def facts_of(nlp: Language, name: str, text: str) -> list[dict[str, object]]:
    """The facts of a text as the case files write them: class, rule and filled fields but for the subject."""
    info = DocumentInfo("proef", "proef.md", "Proef", "regioplan", "Heuvelrand", 2025, ("Brinkhorst", "Veldwijk"))
    document = Document(info, (Page(1, text),))
    units = clean(document)
    plan = plan_text(info, units, parse_units(units, nlp))
    found = []
    for raw in (raw for finder in FINDERS[name] for raw in finder(plan)):
        fields: dict[str, object] = {"soort": type(raw.fact).__name__, "regel": raw.rule}
        for key, value in values(raw.fact):
            if key != "onderwerp" or name == "opvang":
                fields[key] = [*fields[key], value] if key in fields else [value]  # type: ignore[misc]  # a list, made here
        found.append({key: " ".join(map(str, value)) if isinstance(value, list) else value for key, value in fields.items()})
    return found


@pytest.mark.parametrize(("name", "case"), CASES, ids=lambda x: x["tekst"][:50] if isinstance(x, dict) else "")
def test_text_gives_exactly_these_facts(nlp: Language, name: str, case: dict[str, Any]) -> None:
    assert facts_of(nlp, name, case["tekst"]) == case["feiten"]


@pytest.mark.parametrize(("name", "entry"), WORDS, ids=lambda x: x if isinstance(x, str) else "")
def test_words_find_their_examples(nlp: Language, name: str, entry: dict[str, Any]) -> None:

    pattern = re.compile("|".join(entry.get("vormen", ())) or r"(?!)", re.IGNORECASE)

    def found(text: str) -> bool:
        verbs = (verbs_of(sentence) for sentence in nlp(text).sents) if "lemmas" in entry else ()
        return bool(pattern.search(text)) or any(lemmas(name) & found for found in verbs)

    assert [text for text in entry["voorbeelden"] if not found(text)] == []
    assert [text for text in entry["niet"] if found(text)] == []
