"""The words of lexicon/maatregelen.toml: verbs, forms and phrases with the direction they give a facility."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from extract.words import lexicon

_FILE = "maatregelen.toml"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give a direction: a verb by ``lemmas`` (with one of ``particles``, not as one of ``barred``), or a ``form``.

    ``weak``: the subject or object must be the facility itself; ``counts``: it must be a number of beds; ``access``: the
    clause says that people can go there; ``thing``: anything can be the subject, not only a place of care; ``short``: only in
    a list or table; ``hours``: the parts of day and week that it is about.
    """

    name: str
    direction: str
    lemmas: frozenset[str]
    particles: frozenset[str]
    barred: frozenset[str]
    form: re.Pattern[str] | None
    also: re.Pattern[str] | None
    weak: bool
    counts: bool
    access: bool
    thing: bool
    short: bool
    hours: tuple[str, ...]


def lists(name: str) -> dict[str, Any]:
    """One table of the lexicon that is not a list of entries."""
    return cast("dict[str, Any]", lexicon(_FILE)[name])


def entries(name: str) -> list[dict[str, Any]]:
    """The entries of one list."""
    return cast("list[dict[str, Any]]", lexicon(_FILE)[name])


@cache
def word_list(name: str, key: str = "woorden") -> frozenset[str]:
    """The words of one table as a set."""
    return frozenset(lists(name)[key])


@cache
def cues() -> tuple[Cue, ...]:
    """All cues: verbs, forms and the phrases around nouns, in the order of the lexicon."""
    found = [_cue(f"{name}-{k}", e["richting"], e) for name in ("werkwoord", "vorm") for k, e in enumerate(entries(name), 1)]
    for k, entry in enumerate(entries("wending"), 1):
        for direction, nouns in lists("naamwoord").items():
            form = entry["vorm"].replace("<naamwoord>", f"(?:{'|'.join(nouns)})")
            found.append(_cue(f"wending-{k}", direction, entry | {"vorm": form}))
    return tuple(found)


def _cue(name: str, direction: str, entry: dict[str, Any]) -> Cue:
    form = str(entry.get("vorm", ""))
    ignore = re.IGNORECASE if not re.search(r"\[A-Z\]", form) else re.NOFLAG
    return Cue(
        name=name,
        direction=direction,
        lemmas=frozenset(entry.get("lemma", ())),
        particles=frozenset(entry.get("deeltje", ())),
        barred=frozenset(entry.get("niet_deeltje", ())),
        form=re.compile(form, ignore) if form else None,
        also=re.compile(entry["eist"], re.IGNORECASE) if "eist" in entry else None,
        weak=bool(entry.get("zwak")),
        counts=bool(entry.get("telt")),
        access=bool(entry.get("toegang")),
        thing=bool(entry.get("ding")),
        short=bool(entry.get("kort")),
        hours=tuple(entry.get("uren", ())),
    )


@cache
def forms(name: str, key: str) -> tuple[tuple[re.Pattern[str], Any], ...]:
    """The forms of one list, each with the value of ``key``."""
    return tuple((re.compile(e["vorm"], re.IGNORECASE), e.get(key)) for e in entries(name))
