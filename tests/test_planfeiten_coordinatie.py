"""Functions that distribute care, alignment, leads and priorities: sentences with the fields they give, and every word list."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.pipeline import extract_document
from extract.records import Document, DocumentInfo, Page
from extract.words import lexicon

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

FILE = Path(__file__).parent / "cases" / "planfeiten" / "coordinatie.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["geval"]
FORMS = [
    (file, name, entry)
    for file in ("coordinatie.toml", "prioriteiten.toml", "planrollen.toml")
    for name, found in lexicon(file).items()
    for entry in found
    if name not in ("rol", "eigenaar", "algemeen")
]


def test_enough_cases() -> None:
    assert len(CASES) >= 17
    assert sum(not case["feiten"] for case in CASES) >= 5
    assert len(FORMS) >= 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tekst"][:60])
def test_text(nlp: Language, case: dict[str, Any]) -> None:
    info = DocumentInfo("proef", "proef.md", "Proef", "regioplan", "Heuvelrand", 2025)
    found = extract_document(Document(info, (Page(1, case["tekst"]),)), nlp).facts
    facts = [fact.fact for fact in found if type(fact.fact).__name__ == case["klasse"]]
    wanted = [{key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()} for fields in case["feiten"]]
    got = [{key: getattr(fact, key) for key in fields} for fact, fields in zip(facts, wanted, strict=False)]
    assert got == wanted
    assert len(facts) == len(wanted), facts


@pytest.mark.parametrize(("file", "name", "entry"), FORMS, ids=lambda x: x if isinstance(x, str) else str(x.get("vorm"))[:30])
def test_form_finds_its_examples(file: str, name: str, entry: dict[str, Any]) -> None:
    form = re.compile(entry["vorm"])
    assert [text for text in entry["voorbeelden"] if not form.search(text)] == []
    assert [text for text in entry["niet"] if form.search(text)] == []
