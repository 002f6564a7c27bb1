"""Where everything in the small picture of the A4 goes: oorzaken left, knelpunten in the middle, effecten right.

All measures are mm, from the top left. The templates only draw what is worked out here, so that the PDF, the HTML and the
picture in the Word file are one picture.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

#: Width of a box, room between the columns, height of a box and of a passage between boxes, room between rows.
VAK, TUSSEN, VAKHOOGTE, DOORGANG, RIJ = 30.0, 13.0, 8.4, 3.4, 2.2
BREEDTE = 3 * VAK + 2 * TUSSEN
_HEAD_LENGTH, _HEAD_HALF = 1.9, 0.95
#: How far the number of an arrow should be from other numbers and from other arrows.
_FROM_NUMBERS, _FROM_LINES = 4.4, 2.4
_SWEEPS = 4

Punt = tuple[float, float]
#: A cubic Bézier: start, two handles, end.
Boog = tuple[Punt, Punt, Punt, Punt]


@dataclass(frozen=True, slots=True)
class Vak:
    """A box by its name, its column (0 oorzaken, 1 knelpunten, 2 effecten) and its top left corner."""

    naam: str
    kolom: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Lijn:
    """One arrow: its curve in pieces, the triangle of its head and the middle of its number."""

    bogen: tuple[Boog, ...]
    kop: tuple[Punt, Punt, Punt]
    nummer: Punt


@dataclass(frozen=True, slots=True)
class Tekening:
    """Boxes and arrows (in the order asked) on a sheet of ``breedte`` by ``hoogte``."""

    breedte: float
    hoogte: float
    vakken: tuple[Vak, ...]
    lijnen: tuple[Lijn, ...]


def teken(kolommen: Mapping[str, int], pijlen: Sequence[tuple[str, str]]) -> Tekening:
    """Place the boxes named in ``kolommen`` (with their column, in order of importance) and route the arrows.

    An arrow between the outer columns goes through a passage in the middle one, so that no arrow runs behind a box.
    """
    passages = {pair: f"{number}" for number, pair in enumerate(pijlen) if abs(kolommen[pair[0]] - kolommen[pair[1]]) == 2}
    columns: list[list[str]] = [[name for name, column in kolommen.items() if column == place] for place in range(3)]
    columns[1] += [f"\0{passage}" for passage in passages.values()]
    links = [(a, b) for a, b in pijlen if (a, b) not in passages]
    links += [(end, f"\0{passage}") for (a, b), passage in passages.items() for end in (a, b)]
    _order(columns, links)
    height = max(map(_height, columns), default=0.0)
    middles = {name: y for column in columns for name, y in _middles(column, height).items()}
    boxes = {name: Vak(name, column, column * (VAK + TUSSEN), middles[name] - VAKHOOGTE / 2) for name, column in kolommen.items()}
    ports = _ports(boxes, pijlen, {pair: middles[f"\0{passage}"] for pair, passage in passages.items()})
    curves = [_curve(ports[number], passages.get(pair), middles) for number, pair in enumerate(pijlen)]
    return Tekening(BREEDTE, height, tuple(boxes.values()), tuple(_with_numbers(curves)))


def _height(column: Sequence[str]) -> float:
    return sum(map(_tall, column)) + RIJ * max(0, len(column) - 1)


def _tall(name: str) -> float:
    return DOORGANG if name.startswith("\0") else VAKHOOGTE


def _order(columns: list[list[str]], links: Iterable[tuple[str, str]]) -> None:
    """Sort every column by where its neighbours stand; a few sweeps are enough for so small a picture."""
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    for sweep in range(_SWEEPS):
        for number in (0, 2) if sweep % 2 == 0 else (1,):
            _settle(columns, number, beside)


def _settle(columns: list[list[str]], number: int, beside: Mapping[str, Sequence[str]]) -> None:
    """Sort one column by the mean place of the neighbours; beside its own kind a box is drawn half as far."""
    place = {name: at - len(column) / 2 for column in columns for at, name in enumerate(column)}
    own = set(columns[number])
    mean: dict[str, float] = {}
    for name in own:
        there = [(place[name] + place[other]) / 2 if other in own else place[other] for other in beside.get(name, ())]
        mean[name] = sum(there) / len(there) if there else place[name]
    columns[number].sort(key=lambda name: (mean[name], place[name]))


def _middles(column: Sequence[str], height: float) -> dict[str, float]:
    """The middle of every box or passage of a column that stands centred on the sheet."""
    top = (height - _height(column)) / 2
    found: dict[str, float] = {}
    for name in column:
        found[name] = top + _tall(name) / 2
        top += _tall(name) + RIJ
    return found


def _ports(boxes: Mapping[str, Vak], arrows: Sequence[tuple[str, str]], via: Mapping[tuple[str, str], float]) -> list[tuple[Punt, Punt]]:
    """Where each arrow leaves and arrives: shared out over a side of the box, in the order of what it leads to."""
    sides: defaultdict[tuple[str, bool], list[tuple[float, int, int]]] = defaultdict(list)
    for number, (a, b) in enumerate(arrows):
        ends = (boxes[a], boxes[b])
        for end in (0, 1):
            here, there = ends[end], ends[1 - end]
            right = there.kolom > here.kolom if there.kolom != here.kolom else here.kolom < 2
            sides[here.naam, right].append((via.get((a, b), there.y), number, end))
    found: dict[tuple[int, int], Punt] = {}
    for (name, right), arriving in sides.items():
        box = boxes[name]
        for place, (_, number, end) in enumerate(sorted(arriving), 1):
            found[number, end] = (box.x + (VAK if right else 0.0), box.y + VAKHOOGTE * place / (len(arriving) + 1))
    return [(found[number, 0], found[number, 1]) for number in range(len(arrows))]


def _curve(ports: tuple[Punt, Punt], passage: str | None, middles: Mapping[str, float]) -> tuple[Boog, ...]:
    start, end = ports
    if passage is not None:
        y = middles[f"\0{passage}"]
        left, right = VAK + TUSSEN - 1.0, 2 * VAK + TUSSEN + 1.0
        first, last = (left, right) if start[0] < end[0] else (right, left)
        return (_between(start, (first, y)), _between((first, y), (last, y)), _between((last, y), end))
    if abs(start[0] - end[0]) < 1.0:  # same column: out to the side and back
        out = (1 if start[0] < 2 * (VAK + TUSSEN) else -1) * min(TUSSEN - 1.5, 4.5 + 0.12 * abs(start[1] - end[1]))
        return ((start, (start[0] + out, start[1]), (end[0] + out, end[1]), end),)
    return (_between(start, end),)


def _between(a: Punt, b: Punt) -> Boog:
    half = (b[0] - a[0]) / 2
    return a, (a[0] + half, a[1]), (b[0] - half, b[1]), b


def _with_numbers(curves: Sequence[tuple[Boog, ...]]) -> list[Lijn]:
    """Give each arrow its head, and its number where it is clear of the other numbers and arrows, near the middle if it can be."""
    made: list[Lijn] = []
    for curve in curves:
        lines = [_at(piece, step / 10) for other in curves if other is not curve for piece in other for step in range(11)]
        numbers = [line.nummer for line in made]
        middle = curve[len(curve) // 2]
        spots = [_at(middle, part) for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)]
        best = max(spots, key=lambda spot: (_room(spot, numbers, _FROM_NUMBERS), _room(spot, lines, _FROM_LINES)))  # the first of equals
        made.append(Lijn(_shortened(curve), _head(curve[-1]), best))
    return made


def _room(spot: Punt, others: Iterable[Punt], enough: float) -> float:
    """How far the nearest is, in whole tenths of mm; ``enough`` is as good as more."""
    return min(enough, round(min((math.dist(spot, other) for other in others), default=enough), 1))


def _head(last: Boog) -> tuple[Punt, Punt, Punt]:
    """Every arrow arrives level, from the left or from the right."""
    (x, y), back = last[3], -_HEAD_LENGTH if last[2][0] < last[3][0] else _HEAD_LENGTH
    return (x, y), (x + back, y - _HEAD_HALF), (x + back, y + _HEAD_HALF)


def _shortened(curve: tuple[Boog, ...]) -> tuple[Boog, ...]:
    """The curve up to the head, so that the line does not stick out of its point."""
    a, b, c, (x, y) = curve[-1]
    back = -0.6 * _HEAD_LENGTH if c[0] < x else 0.6 * _HEAD_LENGTH
    return (*curve[:-1], (a, b, c, (x + back, y)))


def _at(curve: Boog, t: float) -> Punt:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, curve, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, curve, strict=True)),
    )
