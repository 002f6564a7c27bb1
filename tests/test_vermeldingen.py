"""Sentences with the mentions, roles and links they must give, and sentences that must give none (cases/vermeldingen)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.groups import find_groups
from extract.mention_words import STAND_IN, forms, words
from extract.parties import find_parties
from extract.pipeline import extract_document
from extract.records import Document, DocumentInfo, Extraction, Page
from extract.words import lexicon

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
    assert len(CASES) >= 108
    assert sum(not case["vermeldingen"] and not case["rollen"] for case in CASES) >= 31
    assert len(LISTS) >= 49
    assert len(FORMS) >= 24


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


PARTIES = lexicon("partijen.toml")["partij"]


@pytest.mark.parametrize("entry", PARTIES, ids=lambda e: e["sleutel"])
def test_party_is_found_under_its_key(nlp: Language, entry: dict[str, Any]) -> None:
    keys = [[dict(m.fields)["sleutel"] for m in find_parties(nlp(t)) if m.type == "partij"] for t in entry["voorbeelden"]]
    assert all(entry["sleutel"] in found for found in keys)
    assert [t for t in entry["niet"] if any(m.type == "partij" for m in find_parties(nlp(t)))] == []


def test_gemeente_with_an_everyday_name_needs_its_word(nlp: Language) -> None:
    entry = lexicon("partijen.toml")["gemeente_dubbelzinnig"][0]
    for text in entry["voorbeelden"]:  # type: ignore[attr-defined]
        assert any(m.type == "gemeente" for m in find_parties(nlp(text)))
    for text in entry["niet"]:  # type: ignore[attr-defined]
        assert not any(m.type == "gemeente" for m in find_parties(nlp(text)))


def test_sector_is_found_under_its_concept(nlp: Language) -> None:
    found = [m for m in find_parties(nlp("De wijkverpleging in Zwolle krimpt.")) if m.type == "sector"]
    assert [dict(m.fields)["sleutel"].rsplit("/", 1)[-1] for m in found] == ["sector-wijkverpleging"]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Er is hulp voor inwoners van 65 jaar en ouder met klachten.", "van 65 jaar en ouder"),
        ("Er is suïcide onder 75-plussers.", "75-plussers"),
    ],
)
def test_group_has_its_age(nlp: Language, text: str, age: str) -> None:
    groups = [m for s in nlp(text).sents for m in find_groups(s)]
    assert [dict(m.fields)["leeftijd"] for m in groups] == [age]


def test_forms_stay_bounded() -> None:
    for name in {name for name, _ in FORMS}:
        for form in forms(name):
            for text in ("van 12 " * 2_000, f"{STAND_IN} " * 2_000, "aantal " * 2_000):
                form.search(text)
