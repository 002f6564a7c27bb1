"""The figures of an aim: which is the value now, which the value to reach, and in which years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extract.dates import Period, find_periods
from extract.mention_words import forms, matches
from extract.numbers import Number, find_numbers

#: Characters around a number in which the words stand that say what it is.
_NEAR = 34
_RATES = frozenset({"procent", "per_1000", "per_10000", "per_100000"})
_TIMES = frozenset({"jaar", "maanden", "weken", "dagen", "uur", "minuten", "kilometer"})
_BORDER = re.compile(r"[;.]\s|, (?=\D{0,40}\d)|: ")


@dataclass(frozen=True, slots=True)
class GoalValues:
    """Base, target and relative change of an aim (any may be missing), its unit, and the years of base and target."""

    base: Number | None
    target: Number | None
    change: Number | None
    unit: str
    base_year: int | None
    goal_year: int | None
    base_text: str = ""


def goal_values(text: str, year: int | None) -> GoalValues:
    """The figures of an aim.

    Args:
        text: the sentence of the aim, with the sentence before it when that holds the base.
        year: year of the document: later years are of the target. None when unknown: the last year named is.
    """
    periods = find_periods(text, year)
    numbers = [n for n in find_numbers(text) if not _is_other(text, n, periods)]
    changes = [n for n in numbers if _is_change(text, n)]
    numbers = _of_best_unit([n for n in numbers if n not in changes])
    later, earlier = _split(periods, year)
    base, target = _from_to(text, numbers) or _by_place(text, numbers, later, earlier)
    goal = max((p.year for p in later), default=None)
    change = next(iter(changes), None)
    known = [n for n in (target, base) if n is not None] or [n for n in (change,) if n is not None]
    unit = next((n.unit for n in known if n.unit != "aantal"), known[0].unit if known else "")
    if unit == "aantal" and matches("doelprocent", text):
        unit = "procent"
    return GoalValues(base, target, change, unit, _base_year(base, earlier), goal, _as_written(text, base, earlier))


def _is_other(text: str, number: Number, periods: tuple[Period, ...]) -> bool:
    """An age, the limit in a definition ('binnen dertig dagen'), part of a date, or a number that counts something else."""
    if any(p.begin < number.end and number.begin < p.end for p in periods) or number.unit in {"tijdstip", "euro", "fte"}:
        return True
    marked = text[max(0, number.begin - _NEAR) : number.begin] + "◊" + text[number.end : number.end + _NEAR]
    repeated = "◊" + text[number.begin : number.end + _NEAR]
    if matches("geen_doelwaarde", marked) or matches("geen_doelwaarde", repeated):
        return True
    return number.unit in {"jaar", "aantal"} and matches("leeftijdsgetal", marked + repeated)


def _is_change(text: str, number: Number) -> bool:
    """'met 8 procent', 'een kwart lager', 'halveren': how much it changes, not where it ends."""
    marked = text[max(0, number.begin - _NEAR) : number.begin] + "◊" + text[number.end : number.end + _NEAR]
    return bool(number.sign) or (number.unit in {"procent", "procentpunt"} and matches("doelverandering", marked))


def _of_best_unit(numbers: list[Number]) -> list[Number]:
    """Rates before counts before durations: 'binnen 30 dagen' is no value of a percentage. Bare counts stay beside rates."""
    rates = [n for n in numbers if n.unit in _RATES]
    counts = [n for n in numbers if n.unit not in _RATES | _TIMES]
    return [n for n in numbers if n in rates or n in counts] if rates or len(counts) > 1 else numbers


def _split(periods: tuple[Period, ...], year: int | None) -> tuple[list[Period], list[Period]]:
    """Times of the target and times of the base; a period that spans the document counts as target."""
    years = sorted({p.year for p in periods})
    edge = year if year is not None else (years[-2] if len(years) > 1 else 0)
    later = [p for p in periods if p.year > edge]
    return later, [p for p in periods if p.year <= edge]


def _from_to(text: str, numbers: list[Number]) -> tuple[Number, Number] | None:
    """'van 412 per 1.000 (2022) naar 370 per 1.000'."""
    for one, other in pairwise(numbers):
        before, between = text[max(0, one.begin - 20) : one.begin], text[one.end : other.begin]
        if any(e.search(f"{before}◊{between}◊") for e in forms("doelvannaar")):
            return one, other
    return None


def _by_place(text: str, numbers: list[Number], later: list[Period], earlier: list[Period]) -> tuple[Number | None, Number | None]:
    """By the words before each number and the years in its clause."""
    roles = {n: _role(text, n, later, earlier) for n in numbers}
    base = next((n for n, role in roles.items() if role == "basis"), None)
    target = next((n for n, role in roles.items() if role == "streef"), None)
    rest = [n for n, role in roles.items() if not role]
    certain = [n for n in rest if base is not None or n.unit in _RATES]
    if target is None and certain and (base is not None or later):
        target = certain[-1]
        rest.remove(target)
    if base is None and target is not None and rest and earlier and rest[0].unit == target.unit:
        base = rest[0]
    return base, target


def _role(text: str, number: Number, later: list[Period], earlier: list[Period]) -> str:
    marked = text[max(0, number.begin - _NEAR) : number.begin] + "◊"
    if matches("basiswoord", marked):
        return "basis"
    begin, end = _clause(text, number)
    near = [(p in later, abs(p.begin - number.begin)) for p in (*later, *earlier) if begin <= p.begin < end]
    if near and len({late for late, _ in near}) == 1:
        return "streef" if near[0][0] else "basis"
    if matches("streefwoord", marked):
        return "streef"
    if near:
        return "streef" if min(near, key=lambda n: n[1])[0] else "basis"
    return ""


def _clause(text: str, number: Number) -> tuple[int, int]:
    edges = [0, *(h.end() for h in _BORDER.finditer(text)), len(text) + 1]
    return next((a, b) for a, b in pairwise(edges) if a <= number.begin < b)


def _base_year(base: Number | None, earlier: list[Period]) -> int | None:
    if not earlier:
        return None
    if base is None:
        return earlier[0].year
    return min(earlier, key=lambda p: abs(p.begin - base.end)).year


def _as_written(text: str, base: Number | None, earlier: list[Period]) -> str:
    """The base with its year when that stands right behind it: '412 per 1.000 (2022)'."""
    if base is None:
        return ""
    behind = next((p for p in earlier if 0 <= p.begin - base.end <= 5), None)
    end = behind.end + text.startswith(")", behind.end) if behind else base.end
    return text[base.begin : end]
