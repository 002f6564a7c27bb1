"""Sentences with the mentions, roles and links they must give, and sentences that must give none (cases/vermeldingen)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.mention_words import STAND_IN, forms, words
from extract.nlp import lexicon
from extract.pipeline import extract_document
from extract.records import Document, DocumentInfo, Extraction, Page

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

FILES = sorted((Path(__file__).parent / "cases" / "vermeldingen").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["geval"]]
LEXICON = [(name, entry) for name, found in lexicon("vermeldingen.toml").items() for entry in found]
LISTS = [(name, entry) for name, entry in LEXICON if "woorden" in entry]
FORMS = [(name, k) for name in dict(LEXICON) for k, e in enumerate(lexicon("vermeldingen.toml")[name]) if "vorm" in e]
ROLE = {True: "ja", False: "nee", None: ""}


def read(nlp: Language, text: str, year: int) -> Extraction:
    info = DocumentInfo("proef", "proef.md", "Proef", "regioplan", "veenrijk", year)
    return extract_document(Document(info, (Page(1, text),)), nlp)


def test_enough_cases() -> None:
    assert len(FILES) >= 7
    assert len(CASES) >= 83
    assert sum(not case["vermeldingen"] and not case["rollen"] for case in CASES) >= 26
    assert len(LISTS) >= 28
    assert len(FORMS) >= 11


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["zin"][:60])
def test_sentence(nlp: Language, case: dict[str, Any]) -> None:
    found = read(nlp, case["zin"], case.get("jaar", 2025))
    names = {m.id: m.text for m in found.mentions}
    got = [{"type": m.type, "tekst": m.text, **{k: v for k, v in m.fields if k != "aard"}} for m in found.mentions]
    roles = [{"tekst": r.argument.text, "label": r.label, "kan": ROLE[r.beinvloedbaar], "niveau": r.niveau} for r in found.roles]
    links = [{"relatie": k.relation, "van": names[k.source], "naar": names[k.target]} for k in found.links]
    assert got == case["vermeldingen"]
    assert roles == case["rollen"]
    assert links == case["koppelingen"]


def holds(nlp: Language, name: str, entry: dict[str, object], text: str) -> bool:
    """Whether a text holds a word of a list: as a form, a lemma, a word group, or the end of a compound."""
    listed = {str(w).lower() for w in entry["woorden"]}  # type: ignore[attr-defined]
    endings = tuple(words(name, "einde"))
    tokens = [form for t in nlp(text) for form in (t.lower_, t.lemma_.lower())]
    group = any(f" {w} " in f" {text.lower().rstrip('.')} " for w in listed)
    return group or bool(listed & set(tokens)) or bool(endings and any(t.endswith(endings) for t in tokens))


@pytest.mark.parametrize(("name", "entry"), LISTS, ids=lambda x: x if isinstance(x, str) else "")
def test_word_list_holds_its_examples(nlp: Language, name: str, entry: dict[str, object]) -> None:
    assert [t for t in entry["voorbeelden"] if not holds(nlp, name, entry, t)] == []  # type: ignore[attr-defined]
    assert [t for t in entry["niet"] if holds(nlp, name, entry, t)] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "k"), FORMS)
def test_form_finds_its_examples(name: str, k: int) -> None:
    entry, form = lexicon("vermeldingen.toml")[name][k], forms(name)[k]
    assert [t for t in entry["voorbeelden"] if not form.search(t)] == []  # type: ignore[attr-defined]
    assert [t for t in entry["niet"] if form.search(t)] == []  # type: ignore[attr-defined]


def test_forms_stay_bounded() -> None:
    for name in {name for name, _ in FORMS}:
        for form in forms(name):
            for text in ("van 12 " * 2_000, f"{STAND_IN} " * 2_000, "aantal " * 2_000):
                form.search(text)
