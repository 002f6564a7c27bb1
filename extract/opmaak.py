"""The layout patterns of lexicon/opmaak.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from extract.search import Search, search_for


@cache
def _table() -> dict[str, Any]:  # Any: TOML has no narrower type
    return tomllib.loads((files("extract") / "lexicon" / "opmaak.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The compiled pattern with this name; a KeyError means the name is not in opmaak.toml."""
    for entry in _table()["patroon"]:
        if entry["naam"] == name:
            return re.compile(entry["uitdrukking"])
    raise KeyError(name)


@cache
def _search(name: str) -> Search:
    return search_for(pattern(name))


def possible(name: str, text: str) -> bool:
    """Whether a text holds a piece without which the pattern cannot match; a quick look before a slow one."""
    return _search(name).possible(text)


def finds(name: str, text: str) -> bool:
    """Whether the pattern with this name is found in a text."""
    return possible(name, text) and pattern(name).search(text) is not None


@cache
def words(name: str) -> frozenset[str]:
    """The word list with this name, in lower case."""
    for entry in _table()["woorden"]:
        if entry["naam"] == name:
            return frozenset(entry["woorden"])
    raise KeyError(name)
