"""Causes with their verdict and knelpunten with their ties, in sentences, lists and tables (cases/oorzaken, cases/ongekoppeld)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.pipeline import extract_document
from extract.problems import NAMED_ONLY
from extract.records import Document, DocumentInfo, Extraction, Page
from extract.tables import table_rows
from graph.build_causes import CausePlace, cause_places
from ontology.load import load_concepts

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

CASES = Path(__file__).parent / "cases"
SCHEME = {concept.iri: concept for concept in load_concepts()}
VERDICT = {True: "ja", False: "nee", None: ""}


def cases(folder: str) -> list[dict[str, Any]]:
    files = sorted((CASES / folder).glob("*.toml"))
    return [case for file in files for case in tomllib.loads(file.read_text(encoding="utf-8"))["geval"]]


CAUSES, PROBLEMS = cases("oorzaken"), cases("ongekoppeld")


def read(nlp: Language, text: str) -> Extraction:
    info = DocumentInfo("proef", "proef.md", "Proef", "regioplan", "veenrijk", 2025)
    return extract_document(Document(info, (Page(1, text),)), nlp)


def about(words: str, places: list[CausePlace]) -> set[str]:
    """The verdicts on the cause that holds these words, else on the quote that does."""
    named = [p for p in places if words.lower() in p.cause.text.lower()]
    shown = named or [p for p in places if words.lower() in p.quote[0].quote.lower()]
    return {VERDICT[p.beinvloedbaar] for p in shown}


def test_enough_cases() -> None:
    assert sum(len(case["oorzaken"]) for case in CAUSES) >= 69
    assert sum(len(case["knelpunten"]) for case in PROBLEMS) >= 60
    assert sum(not case["oorzaken"] for case in CAUSES) >= 30
    assert sum(not case["knelpunten"] for case in PROBLEMS) >= 41


@pytest.mark.parametrize("case", CAUSES, ids=lambda case: case["tekst"][:60])
def test_cause(nlp: Language, case: dict[str, Any]) -> None:
    places = cause_places(read(nlp, case["tekst"]), SCHEME)
    assert {o["woorden"]: about(o["woorden"], places) for o in case["oorzaken"]} == {o["woorden"]: {o["kan"]} for o in case["oorzaken"]}
    assert case["oorzaken"] or not places


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda case: case["tekst"][:60])
def test_problem(nlp: Language, case: dict[str, Any]) -> None:
    found = read(nlp, case["tekst"])
    problems = [m for m in found.mentions if m.type == "knelpunt" and m.rule != NAMED_ONLY]
    shown = " / ".join(" ".join(e.quote for e in m.sentence) for m in problems).lower()
    assert [words for words in case["knelpunten"] if words.lower() not in shown] == []
    assert case["knelpunten"] or not problems
    names = {m.id: m.text for m in found.mentions}
    ties = {(k.relation, names[k.source], names[k.target]) for k in found.links}
    claims = [c for c in found.claims if c.status == "aanvaard"]
    assert "verband" not in case or any(r == "adresseert" and case["verband"] in a for r, a, _ in ties)
    assert "doelgroep" not in case or any(r == "heeft_doelgroep" and case["doelgroep"] in b for r, _, b in ties)
    assert "oorzaak" not in case or any(case["oorzaak"] in c.cause.text for c in claims)
    assert "effect" not in case or any(case["effect"] in c.effect.text for c in claims)


def test_table_cells_know_where_they_stand() -> None:
    text = "| Knelpunt | Oorzaak |\n|---|---|\n|  Geen nachtzorg | - |\n"
    row = table_rows(Document(DocumentInfo("p", "p.md", "P", "regioplan", "veenrijk", 2025), (Page(1, text),)), ())[0]
    assert [(c.role, c.unit.text) for c in row.cells] == [("knelpunt", "Geen nachtzorg")]
    assert [text[o] for o in row.cells[0].unit.offsets] == list("Geen nachtzorg")
    assert row.line.quote == text[row.line.begin : row.line.end] == "|  Geen nachtzorg | - |"
