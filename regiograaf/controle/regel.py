"""One line of a check, as every check gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: How many things a line names at most; the rest is counted.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Regel:
    """One thing that was checked; ``blocking`` when the tool cannot be relied on without it."""

    part: str
    ok: bool
    text: str
    blocking: bool = True


def opsomming(things: Sequence[str]) -> str:
    """The first few things by name, and how many more there are."""
    more = len(things) - _NAMED
    return ", ".join(things[:_NAMED]) + (f" en nog {more}" if more > 0 else "")
