"""Word lists of the lexicon as sets and phrase tests; the words themselves are data (lexicon/*.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import cast

from extract import search
from extract.search import Search, search_for


@cache
def lexicon(name: str) -> dict[str, list[dict[str, object]]]:
    """One TOML word list of extract/lexicon, read once."""
    return tomllib.loads(resources.files("extract").joinpath("lexicon", name).read_text(encoding="utf-8"))


@cache
def word_set(name: str) -> frozenset[str]:
    """All words of one list (kwalificatie.toml, grenzen.toml or signalen.toml), lower case."""
    for file in ("kwalificatie.toml", "grenzen.toml", "signalen.toml"):
        entries = lexicon(file).get(name)
        if entries is not None:
            return frozenset(w for e in entries for w in cast("list[str]", e["woorden"]))
    raise KeyError(name)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One expression that finds any word or phrase of a list."""
    return re.compile(any_of(word_set(name)), re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words or phrases as whole words, longest first."""
    longest_first = sorted(set(words), key=lambda w: (-len(w), w))
    return r"(?<!\w)(?:" + "|".join(re.escape(w) for w in longest_first) + r")(?!\w)"


@cache
def _searches(name: str) -> tuple[Search, ...]:
    return (search_for(pattern(name)),)


def mentions(name: str, text: str) -> bool:
    """Whether the text holds a word or phrase of the list."""
    return search.matches(_searches(name), text)
