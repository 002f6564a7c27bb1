"""The words of a wording as keys: base forms, compounds taken apart, synonyms joined (lexicon/gelijk.toml).

'personeelstekort' and 'gebrek aan medewerkers' both hold the keys 'personeel' and 'tekort'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from extract.compounds import parts, stem
from extract.words import lexicon, word_set

#: Words over which the two halves of one form ('vallen ... uit') may stand apart.
APART = 6
#: What a general word weighs beside a word that tells concepts apart.
GENERAL = 0.25

_WORD = re.compile(r"\w+(?:['’+]\w+|-\w+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a wording: where it stands, its keys (none for a light word) and how much it says."""

    begin: int
    end: int
    keys: tuple[str, ...]
    weight: float


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[Word, ...]:
    """All words of a text in order."""
    found = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text)]
    joined = _joined([form for _, _, form in found])
    return tuple(_word(begin, end, form, joined.get(i)) for i, (begin, end, form) in enumerate(found))


def keys_of(text: str) -> frozenset[str]:
    """The keys of a text as a set."""
    return frozenset(key for word in words_of(text) for key in word.keys)


def key_of(form: str) -> tuple[str, ...]:
    """The keys of a single word."""
    return _word(0, len(form), form.lower(), None).keys


def is_direction(key: str) -> bool:
    """Whether a key only says that something grows, shrinks or is absent, or is a number."""
    return key in _directions() or key.isdigit()


def _word(begin: int, end: int, form: str, joined: str | None) -> Word:
    if joined is not None:
        return Word(begin, end, (joined,) if joined else (), 0.0 if not joined or joined in _directions() else len(form))
    whole = _same().get(form) or _same().get(stem(form))
    if whole is None and form in _light():
        return Word(begin, end, (), 0.0)
    keys = (whole,) if whole else tuple(dict.fromkeys(_same().get(part, part) for part in parts(form)))
    if all(is_direction(key) for key in keys):
        return Word(begin, end, keys, 0.0)
    return Word(begin, end, keys, len(form) * (GENERAL if all(key in _general() for key in keys) else 1.0))


def _joined(forms: list[str]) -> dict[int, str]:
    """Position -> key for forms of two words; the second half gets no key of its own ('')."""
    found: dict[int, str] = {}
    for i, form in enumerate(forms):
        for second, name in _pairs().get(form, ()):
            last = next((j for j in range(i + 1, min(i + 1 + APART, len(forms))) if forms[j] == second and j not in found), None)
            if last is not None and i not in found:
                found[i], found[last] = name, ""
    return found


@cache
def _same() -> dict[str, str]:
    """Form or base form -> key, for words that have another name."""
    table: dict[str, str] = {}
    for name, words in _entries("gelijk", "richting"):
        for word in words:
            if " " not in word:
                table[word] = name
                table.setdefault(stem(word), name)
    return table


@cache
def _pairs() -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for name, words in _entries("gelijk", "richting"):
        for first, _, second in (word.partition(" ") for word in words if " " in word):
            table.setdefault(first, []).append((second, name))
    return {first: tuple(rest) for first, rest in table.items()}


def _entries(*lists: str) -> Iterator[tuple[str, list[str]]]:
    for name in lists:
        for entry in lexicon("gelijk.toml")[name]:
            yield str(entry["naam"]), cast("list[str]", entry["woorden"])


@cache
def _directions() -> frozenset[str]:
    return frozenset(name for name, _ in _entries("richting"))


@cache
def _general() -> frozenset[str]:
    return frozenset(_same().get(stem(w), stem(w)) for w in _list("algemeen"))


@cache
def _light() -> frozenset[str]:
    return _list("licht") | word_set("functiewoord") | word_set("verandering")


@cache
def qualifiers() -> frozenset[str]:
    """Prepositions that begin a narrowing of what stands before them."""
    return _list("bepaling")


def _list(name: str) -> frozenset[str]:
    return frozenset(w for entry in lexicon("gelijk.toml")[name] for w in cast("list[str]", entry["woorden"]))
