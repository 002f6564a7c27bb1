"""Growth figures brought to the same stretch of years, under every base year that a text may have meant."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import Literal

#: Figures differ when they are further apart than this share of the larger (conflictregel C10) ...
RELATIVE = 0.15
#: ... and percentages by at least this many percentage points: below that it is rounding.
POINTS = 3.0
#: A growth figure without a base year starts at most this many years before its document.
_OLDEST = 5

Oordeel = Literal["uiteen", "soms", "gelijk"]


@dataclass(frozen=True, slots=True)
class Groei:
    """A change in percent from ``basis`` to ``peil``; ``basis`` None when the text does not say, ``jaar`` of its document."""

    procent: float
    basis: int | None
    peil: int
    jaar: int | None


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """Two growth figures on the same years: the smallest and largest gap in percentage points over all readings.

    ``omgerekend`` says whether either was interpolated, ``zonder_basis`` which sides (0, 1) name no base year.
    """

    oordeel: Oordeel
    kleinste: float
    grootste: float
    tot: int
    omgerekend: bool
    zonder_basis: tuple[int, ...]


def differ(one: float, other: float, *, percentages: bool) -> bool:
    """Whether two values are more than 15 percent apart, percentages also at least three percentage points."""
    gap = abs(one - other)
    return gap > RELATIVE * max(abs(one), abs(other)) and (not percentages or gap >= POINTS)


def compare(one: Groei, other: Groei) -> Vergelijking | None:
    """Two growth figures up to the nearer of their years, linear and compound, for every plausible base year of each.

    None when they share no years.
    """
    horizon = min(one.peil, other.peil)
    gaps: list[tuple[float, bool]] = []
    for a, b in product(_bases(one, other), _bases(other, one)):
        start = max(a, b)
        same_start = a == b or one.basis is not None or other.basis is not None  # neither names a base: they meant the same
        if same_start and start < horizon:
            for along in (_linear, _compound):
                x, y = (along(g.procent, base, g.peil, start, horizon) for g, base in ((one, a), (other, b)))
                gaps.append((abs(x - y), differ(x, y, percentages=True)))
    if not gaps:
        return None
    apart = {far for _, far in gaps}
    missing = tuple(k for k, g in enumerate((one, other)) if g.basis is None)
    exact = one.basis == other.basis and one.peil == other.peil
    verdict: Oordeel = "soms" if len(apart) > 1 else "uiteen" if apart == {True} else "gelijk"
    sizes = [gap for gap, _ in gaps]
    return Vergelijking(verdict, min(sizes), max(sizes), horizon, bool(missing) or not exact, missing)


def _bases(own: Groei, other: Groei) -> list[int]:
    """The base year that a text names; else every year it may have meant: five years up to its own, or the base of the other."""
    if own.basis is not None:
        return [own.basis]
    last = own.jaar if own.jaar is not None else other.jaar
    if last is None or last >= own.peil:
        return [other.basis] if other.basis is not None else []
    named = {other.basis} if other.basis is not None and other.basis <= last else set[int]()
    return sorted({*range(last - _OLDEST, last + 1), *named})


def _linear(percent: float, base: int, peil: int, start: int, end: int) -> float:
    def level(year: int) -> float:
        return 1 + percent / 100 * (year - base) / (peil - base)

    return 100 * (level(end) / level(start) - 1)


def _compound(percent: float, base: int, peil: int, start: int, end: int) -> float:
    return 100 * (math.pow(max(1 + percent / 100, 1e-9), (end - start) / (peil - base)) - 1)
