"""The word lists of flows, capacity and compensation (stromen.toml, capaciteit.toml, opvang.toml) as tests on a text."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extract.words import lexicon

#: Where each list stands; a name occurs in one file only.
FILES = ("stromen.toml", "capaciteit.toml", "opvang.toml")


@cache
def form(name: str) -> re.Pattern[str]:
    """One expression for all forms of a list."""
    return re.compile("|".join(form for entry in entries(name) for form in cast("list[str]", entry.get("vormen", ()))), re.IGNORECASE)


@cache
def lemmas(name: str) -> frozenset[str]:
    """The verbs of a list, with their particle in front ('doorstromen')."""
    return frozenset(word for entry in entries(name) for word in cast("list[str]", entry.get("lemmas", ())))


def said(name: str, text: str) -> bool:
    """Whether a text holds one of the forms of a list."""
    return form(name).search(text) is not None


@cache
def keyed(name: str, key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms of a list whose entries each stand for something, as (what, expression)."""
    return tuple((str(e[key]), re.compile("|".join(cast("list[str]", e["vormen"])), re.IGNORECASE)) for e in entries(name))


@cache
def entries(name: str) -> list[dict[str, object]]:
    """The entries of a list."""
    return next(lexicon(file)[name] for file in FILES if name in lexicon(file))
