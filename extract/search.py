"""Patterns that are tried only on text that can hold them: each knows pieces of text of which a match has at least one.

The pieces come from the pattern itself. They decide nothing: text with a piece is searched, text without one cannot match.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

#: Most strings that a part of a pattern is written out to, and most pieces for which looking pays.
_MAX_SPELLED, _MAX_PIECES = 32, 128
#: Length from which a longer piece is no better.
_LONG = 5

_Strings = frozenset[str]
_NOTHING: _Strings = frozenset({""})


@dataclass(frozen=True, slots=True)
class Search:
    """A pattern with its pieces, lower case; without pieces it is always tried."""

    pattern: re.Pattern[str]
    pieces: tuple[str, ...]

    def possible(self, text: str) -> bool:
        """Whether the pattern can match a text."""
        lower = text.lower()
        for piece in self.pieces:  # no any(): asked for every sentence and pattern
            if piece in lower:
                return True
        return not self.pieces


def search_for(pattern: re.Pattern[str]) -> Search:
    """A pattern with its pieces."""
    return Search(pattern, pieces_of(pattern))


def matches(patterns: Sequence[Search], text: str) -> bool:
    """Whether one of the patterns is found in a text."""
    return any(s.pattern.search(text) for s in patterns if s.possible(text))


def hits(patterns: Sequence[Search], text: str) -> Iterator[re.Match[str]]:
    """All that the patterns find in a text, pattern by pattern."""
    return (hit for s in patterns if s.possible(text) for hit in s.pattern.finditer(text))


def pieces_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Strings of which every match holds at least one, in lower case; () when there are none, or too many to gain by."""
    try:
        parser = importlib.import_module("re._parser")  # private: a Python without it only searches more
    except ModuleNotFoundError:
        return ()
    _, needed = _sequence(parser.parse(pattern.pattern, pattern.flags))
    pieces = {p for p in needed or () if not any(o != p and o in p for o in needed or ())}
    return tuple(sorted(pieces)) if len(pieces) <= _MAX_PIECES else ()


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[_Strings | None, _Strings | None]:
    """What a row of parts spells in full (None: too much to write out), and the strings of which it needs one."""
    run, best, whole = _NOTHING, None, True
    for item in items:
        spelled, needed = _part(str(item[0]), item[1])
        if spelled is not None and len(run) * len(spelled) <= _MAX_SPELLED:
            run = frozenset(a + b for a in run for b in spelled)
            continue
        whole = False
        best = _better(_better(best, run), needed)
        run = spelled if spelled is not None else _NOTHING
    return (run if whole else None), _better(best, run)


def _better(one: _Strings | None, other: _Strings | None) -> _Strings | None:
    """The set that rules out more text: longer strings, then fewer; one that holds the empty string rules out nothing."""
    options = [s for s in (one, other) if s and "" not in s]
    return max(options, key=lambda s: (min(_LONG, *map(len, s)), -len(s)), default=None)


def _part(kind: str, value: Any) -> tuple[_Strings | None, _Strings | None]:  # Any: the parser has no types
    """The same for one part of a parsed pattern."""
    if kind in {"AT", "ASSERT", "ASSERT_NOT"}:
        return _NOTHING, None
    if kind == "LITERAL":
        return frozenset({chr(value).lower()}), frozenset({chr(value).lower()})
    if kind == "IN" and len(value) <= 4 and all(str(k) == "LITERAL" for k, _ in value):
        letters = frozenset(chr(code).lower() for _, code in value)
        return letters, letters
    if kind == "SUBPATTERN":
        return _sequence(value[3])
    if kind == "BRANCH":
        return _branch([_sequence(option) for option in value[1]])
    if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
        spelled, needed = _sequence(value[2])
        if value[0] == 0:
            return (spelled | _NOTHING if spelled is not None and value[1] == 1 else None), None
        return (spelled if value[1] == 1 else None), needed
    return None, None


def _branch(options: list[tuple[_Strings | None, _Strings | None]]) -> tuple[_Strings | None, _Strings | None]:
    spelled = [s for s, _ in options if s is not None]
    needed = [n for _, n in options if n is not None]
    full = frozenset[str]().union(*spelled) if len(spelled) == len(options) else None
    return (full if full is not None and len(full) <= _MAX_SPELLED else None), (
        frozenset[str]().union(*needed) if len(needed) == len(options) else None
    )
