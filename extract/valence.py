"""What words say of the outcome for care and health: good, bad, or nothing; change words and 'geen' turn it (valentie.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from extract.lemmas import stem
from extract.words import any_of, lexicon

#: Shortest stem by which words are compared ('groen' and 'groot' share 'gro'), and shortest last part of a compound.
STEMMED, LAST_PART = 4, 4
_BORDERS = re.compile(r"[,;:/()]|\b(?:en|of|maar|waardoor|zodat)\b")
#: Roles of words that say how much of something there is.
CHANGES = frozenset({"meer", "minder", "niet"})
#: Worth of a word by role: alone, and beside a change.
_ALONE = {"slecht": -1.0, "goed": 1.0, "last": 0.0, "baat": 0.25}
_CHANGED = {"slecht": -1.0, "goed": 1.0, "last": -1.0, "baat": 1.0}


@dataclass(frozen=True, slots=True)
class _Index:
    """The lexicon by word, by stem, by last part of a compound, and its phrases."""

    words: dict[str, frozenset[str]]
    stems: dict[str, frozenset[str]]
    last_parts: dict[str, frozenset[str]]
    phrases: dict[str, str]
    phrase: re.Pattern[str]


def valence(words: Sequence[str]) -> float:
    """The outcome that some words name, in [-1, 1]: below 0 bad for care or health, above 0 good, 0 unknown.

    >>> valence(["minder", "wachttijden"]), valence(["tekort", "aan", "personeel"])
    (1.0, -1.0)
    """
    return valence_of(" ".join(words))


@lru_cache(maxsize=4096)
def valence_of(text: str) -> float:
    """``valence`` of running text."""
    lower = " ".join(text.lower().split())
    change, values = 1, list[float]()
    for segment in _BORDERS.split(lower):
        found = list(_roles(segment))
        turns = [-1 if r & {"minder", "niet"} else 1 for r in found if r & CHANGES]
        change = _product(turns) if turns else change
        denied = _product(-1 for r in found if r == {"niet"})
        relieves = any(r >= {"goed", "minder"} for r in found)
        changed = bool(turns) or (bool(values) and change < 0)
        burdened = any(r & {"slecht", "last"} for r in found)
        values += [_worth(r, change if changed else 0, denied, relieves=relieves or burdened) for r in found]
        values += [-0.5] if not values and denied < 0 else []
    told = [v for v in values if abs(v) == 1] or [v for v in values if v]
    return round(sum(told) / len(told), 2) if told else 0.0


def _worth(roles: frozenset[str], change: int, denied: int, *, relieves: bool) -> float:
    """The worth of one word, 0 when it has none.

    Args:
        roles: its roles; a word that is both change and value ('ontlasten', 'ontbreken') is only turned by 'niet'.
        change: the direction of change around it, 0 when there is none.
        denied: -1 beside 'niet' or 'geen', else 1.
        relieves: beside relief ('huisartsen ontlasten') or a burden ('druk op huisartsen') a good thing is no value itself.
    """
    value = next((r for r in ("slecht", "goed", "last", "baat") if r in roles), None)
    if value is None or (relieves and value == "baat"):
        return 0.0
    if roles & CHANGES:
        return _ALONE[value] * (1 if "niet" in roles else denied)
    return _CHANGED[value] * change if change else _ALONE[value]


def _product(signs: Iterable[int]) -> int:
    result = 1
    for sign in signs:
        result *= sign
    return result


def _roles(segment: str) -> Iterable[frozenset[str]]:
    """The roles of the words of a stretch without conjunction, phrases first."""
    index = _index()
    yield from (frozenset({index.phrases[m.group()]}) for m in index.phrase.finditer(segment))
    words = re.findall(r"[\w'’-]+", index.phrase.sub(" ", segment))
    yield from (roles for word in words if (roles := roles_of(word)))
    yield from _separable(frozenset(words))


def roles_in(text: str) -> frozenset[str]:
    """All roles of the words of a text."""
    return frozenset().union(*_roles(text.lower()))


@lru_cache(maxsize=8192)
def roles_of(word: str) -> frozenset[str]:
    """The roles of one lower-case word: by form, by stem, else by its last part."""
    index = _index()
    if word in index.words:
        return index.words[word] - {"neutraal"}
    base = stem(word)
    if len(base) >= STEMMED and base in index.stems:
        return index.stems[base] - {"neutraal"}
    for begin in range(2, len(base) - LAST_PART + 1):
        if base[begin:] in index.last_parts:
            return index.last_parts[base[begin:]]
    return frozenset()


def _separable(words: frozenset[str]) -> Iterable[frozenset[str]]:
    for entry in lexicon("valentie.toml")["scheidbaar"]:
        if words.intersection(cast("list[str]", entry["werkwoord"])):
            yield from (frozenset({role}) for role in ("meer", "minder") if words.intersection(cast("list[str]", entry[role])))


@lru_cache(maxsize=1)
def _index() -> _Index:
    words, stems, last = dict[str, frozenset[str]](), dict[str, frozenset[str]](), dict[str, frozenset[str]]()
    phrases: dict[str, str] = {}
    for role, entries in lexicon("valentie.toml").items():
        for entry in entries if role != "scheidbaar" else ():
            for word in cast("list[str]", entry["woorden"]):
                if " " in word:
                    phrases[word] = role
                    continue
                words[word] = words.get(word, frozenset()) | {role}
                stems[stem(word)] = stems.get(stem(word), frozenset()) | {role}
                if entry.get("slotdeel") and len(stem(word)) >= LAST_PART:
                    last[stem(word)] = frozenset({role})
    return _Index(words, stems, last, phrases, re.compile(any_of(phrases)))
