"""Dutch word forms without a model: the base form of a word, and the parts of a compound.

'zorgpersoneelstekorten' gives ('zorg', 'personeel', 'tekort'). Only words of the own list (lexicon/samenstellingen.toml) are
parts, so that a word nobody listed stays whole; the last part alone may stand behind an unknown word ('buschauffeurstekort').
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import cast

from extract.words import lexicon

#: Longest word that is taken apart; what is longer is debris of a page, not a word.
MAX_LENGTH = 40
#: Shortest part of a compound.
SHORTEST = 3
#: Shortest unknown first part of a compound.
MIN_UNKNOWN = 4
#: What Dutch puts between the parts, besides a plural or '-e' that ``stem`` takes off.
LINKS = ("", "s", "-", "s-")

_VOWELS = "aeiouyëïöüéè"
_UNSTRESSED = ("el", "er", "en", "ig", "ik", "or")
_KEEPS_E = ("kte", "fte", "mte", "pte", "nte", "lte", "gte", "dte", "name", "gave")
_DIGRAPHS = ("aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ou", "au", "ei")
_DOUBLED = re.compile(r"(bb|dd|ff|gg|kk|ll|mm|nn|pp|rr|ss|tt)$")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The base form of a noun or adjective by spelling alone: 'woningen' -> 'woning', 'lange' -> 'lang', 'lopen' -> 'loop'.

    Not always a word, but the same string for the forms of one word; exceptions are in the lexicon (grondvorm).
    """
    word = word.lower()
    if word in _base_forms():
        return _base_forms()[word]
    if len(word) > 4 and word.endswith(("ers", "els", "ors", "urs", "ars", "ens", "'s", "’s", "ies", "ums", "ngs")):
        word = word.rstrip("s").rstrip("'’")
    elif len(word) > 5 and word.endswith("es"):
        word = word[:-1]
    if word in _base_forms():
        return _base_forms()[word]
    if len(word) > 6 and word.endswith("heden"):
        return word[:-5] + "heid"
    if word.endswith(("namen", "gaven")):
        return word[:-1]
    if len(word) > 4 and word.endswith("en"):
        return _closed(word[:-2])
    if len(word) > 4 and word.endswith("e") and not word.endswith(("ee", "ie", *_KEEPS_E)):
        return _closed(word[:-1])
    return word


def _closed(start: str) -> str:
    """A word that lost its ending, spelled as a word of its own: 'gezinn' -> 'gezin', 'lop' -> 'loop', 'huiz' -> 'huis'."""
    if _DOUBLED.search(start):
        return start[:-1]
    long = len(start) > 2 and start[-1] not in _VOWELS and start[-2] in "aeou" and start[-3:-1] not in _DIGRAPHS
    one_syllable = not any(c in _VOWELS for c in start[:-2])
    if long and (one_syllable or not start.endswith(_UNSTRESSED)):
        start = start[:-1] + start[-2] + start[-1]
    return start[:-1] + {"v": "f", "z": "s"}.get(start[-1], start[-1])


@lru_cache(maxsize=50_000)
def parts(word: str) -> tuple[str, ...]:
    """The base forms of the parts of a word; the word's own base form alone when it is no compound of known parts."""
    whole = stem(word)
    word = word.lower()
    if len(word) > MAX_LENGTH or whole in _known() or whole in _wholes():
        return (whole,)
    return _split(word) or _behind_unknown(word) or (whole,)


def _split(word: str) -> tuple[str, ...]:
    """The fewest known parts that make up a word, the longest first part first; () when there are none."""
    best: list[tuple[str, ...] | None] = [None] * len(word) + [()]
    for begin in range(len(word) - 1, -1, -1):
        if word[begin : begin + SHORTEST] not in _begins():
            continue
        if stem(word[begin:]) in _known():
            best[begin] = (stem(word[begin:]),)
            continue
        for end in range(len(word) - SHORTEST, begin + SHORTEST - 1, -1):
            rest = next((best[end + len(k)] for k in LINKS if word.startswith(k, end) and _is_rest(best, end + len(k))), None)
            part, shortest = stem(word[begin:end]), best[begin]
            if rest is not None and part in _known() and (shortest is None or len(rest) + 1 < len(shortest)):
                best[begin] = (part, *rest)
    return best[0] or ()


def _is_rest(best: list[tuple[str, ...] | None], begin: int) -> bool:
    return begin < len(best) - 1 and best[begin] is not None


def _behind_unknown(word: str) -> tuple[str, ...]:
    """('buschauffeur', 'tekort'): a word nobody listed before a last part that goes with any."""
    for begin in range(MIN_UNKNOWN, len(word) - SHORTEST):
        if word[begin : begin + SHORTEST] in _begins() and stem(word[begin:]) in _last():
            first = word[:begin].rstrip("-")
            linked = first.endswith("s") and not first.endswith(("us", "is", "as", "os", "ss"))
            return (*parts(first[:-1] if linked else first), stem(word[begin:]))
    return ()


@cache
def _base_forms() -> dict[str, str]:
    entries = lexicon("samenstellingen.toml")["grondvorm"]
    return {form: base for entry in entries for form, base in cast("list[list[str]]", entry["woorden"])}


@cache
def _known() -> frozenset[str]:
    return _listed("deel")


@cache
def _begins() -> frozenset[str]:
    """The first letters of every part in the lists."""
    return frozenset(part[:SHORTEST] for part in _known() | _last())


@cache
def _wholes() -> frozenset[str]:
    return _listed("heel")


@cache
def _last() -> frozenset[str]:
    return _listed("achterdeel")


def _listed(name: str) -> frozenset[str]:
    """A list of words with their base forms beside them: inside a compound stands the word, at its end any form."""
    words = {w for entry in lexicon("samenstellingen.toml")[name] for w in cast("list[str]", entry["woorden"])}
    return frozenset(words | {stem(w) for w in words})
