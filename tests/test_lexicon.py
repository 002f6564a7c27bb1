"""Every list of words and patterns says what it finds and what it must leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from extract.mention_words import expressions
from extract.words import lexicon, mentions

PATTERNS = "vermeldingen.toml"


def entries(file: str) -> Iterator[tuple[str, dict[str, object]]]:
    for name, found in lexicon(file).items():
        for entry in found:
            yield name, entry


WORDS = [(name, e) for name, e in entries("kwalificatie.toml") if name != "actor"]
REGEX = [(name, e) for name, e in entries(PATTERNS) if "patroon" in e]


def test_enough_entries() -> None:
    assert len(WORDS) >= 35
    assert len(REGEX) >= 12


@pytest.mark.parametrize(("name", "entry"), WORDS, ids=lambda x: x if isinstance(x, str) else "")
def test_word_list_finds_its_examples(name: str, entry: dict[str, object]) -> None:
    assert all(mentions(name, text) for text in entry["voorbeelden"])  # type: ignore[attr-defined]
    assert not any(mentions(name, text) for text in entry["niet"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "entry"), REGEX, ids=lambda x: x if isinstance(x, str) else "")
def test_pattern_finds_its_examples(name: str, entry: dict[str, object]) -> None:
    own = re.compile(str(entry["patroon"]), expressions(name)[0].flags)
    assert all(own.search(text) for text in entry["voorbeelden"])  # type: ignore[attr-defined]
    assert not any(e.search(text) for e in expressions(name) for text in entry["niet"])  # type: ignore[attr-defined]


def test_words_are_in_lower_case() -> None:
    for name, entry in entries("kwalificatie.toml"):
        words = [str(w) for w in entry["woorden"]]  # type: ignore[attr-defined]
        assert len(words) == len(set(words)), name


@pytest.mark.parametrize("expression", [e for name, _ in REGEX for e in expressions(name)], ids=lambda e: e.pattern[:30])
def test_patterns_stay_bounded(expression: re.Pattern[str]) -> None:
    for text in ("a " * 5_000, "De Het Een " * 1_500, "geen cijfers " * 800):
        expression.search(text)  # a pattern that explodes would run into the time limit of the whole run
