"""The words of lexicon/invloed.toml and invloedklassen.toml: what a text says of its causes, and what they usually are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract import search
from extract.search import Search, search_for
from extract.words import lexicon

_GAP = re.compile(r"<(\d)>")
#: A word inside a pattern's gap; no punctuation, so that a gap stays inside one clause.
_WORD = r"(?:[\w'’%%-]+ ){0,%s}"


@dataclass(frozen=True, slots=True)
class CauseClass:
    """A class of causes on which a text is silent: whether a region can influence it, where, and why (a Dutch phrase)."""

    name: str
    beinvloedbaar: bool
    niveau: str
    reason: str


def expanded(form: str) -> re.Pattern[str]:
    """A form with its building blocks and gaps filled in; capitals make no difference."""
    for name, pattern in lexicon("invloed.toml")["bouwsteen"][0].items():
        form = form.replace(f"<{name}>", f"(?:{pattern})")
    return re.compile(_GAP.sub(lambda gap: _WORD % gap[1], form), re.IGNORECASE)


@cache
def searches(name: str) -> tuple[Search, ...]:
    """The forms of one list of invloed.toml, ready to search with."""
    return tuple(search_for(expanded(str(e["vorm"]))) for e in lexicon("invloed.toml")[name])


def level_of(text: str) -> str:
    """The level (landelijk, regionaal, lokaal) a text names; '' when it names none."""
    levels = zip((str(e["niveau"]) for e in lexicon("invloed.toml")["niveau"]), searches("niveau"), strict=True)
    return next((level for level, found in levels if search.matches((found,), text)), "")


@cache
def _classes() -> tuple[tuple[CauseClass, Search], ...]:
    return tuple(
        (
            CauseClass(str(e["naam"]), bool(e["beinvloedbaar"]), str(e.get("niveau", "")), str(e["reden"])),
            search_for(expanded(str(e["vorm"]))),
        )
        for e in lexicon("invloedklassen.toml")["klasse"]
    )


def class_of(text: str) -> CauseClass | None:
    """The first class that the words of a cause belong to; None leaves it to a human."""
    return next((found for found, words in _classes() if search.matches((words,), text)), None)
