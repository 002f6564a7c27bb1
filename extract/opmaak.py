"""The layout patterns of lexicon/opmaak.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


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
def words(name: str) -> frozenset[str]:
    """The word list with this name, in lower case."""
    for entry in _table()["woorden"]:
        if entry["naam"] == name:
            return frozenset(entry["woorden"])
    raise KeyError(name)
