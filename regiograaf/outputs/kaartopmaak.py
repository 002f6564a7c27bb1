"""Where each concept stands on the map: layers from left to right, worked out here so that the page opens at once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from queries.kaart_records import Knoop
from regiograaf.outputs.kaartstijl import KOPPEN

BREEDTE = 184  # of a box, in map units
KOLOM = 280  # from column to column within a layer
LAAGSPRONG = 330  # from the last column of a layer to the next layer
TUSSENRUIMTE = 18  # between boxes of one column, at least
MAX_TUSSENRUIMTE = 110
RAND = 28
REGELHOOGTE = 72  # of a box with its space, on average: to choose the number of columns
SCHERM = (1000, 600)  # the window the columns are chosen for
LAAN, LAANSPRONG = 18, 9  # from a box to the first lane beside its column, and from lane to lane
DOORGANG = 14  # height of the gap in a column through which an arrow passes
SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: its heading and the columns of concepts (IRIs, top to bottom)."""

    titel: str
    kolommen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions of box centres, the column each concept stands in, and one band (x0, x1, y0, y1) per layer."""

    plek: dict[str, tuple[int, int]]
    kolom: dict[str, int]
    banden: tuple[tuple[str, int, int, int, int], ...]

    def route(self, van: str, naar: str) -> list[tuple[int, int]]:
        """The points an arrow goes through between its ends, so that it passes no box; none for a direct one.

        Within one column it is one point beside it: downward arrows go along the right side and upward ones along the
        left, so that both halves of a loop show. Through a column it is where the arrow goes in and where it comes out.
        """
        if van == naar or self.kolom[van] > self.kolom[naar]:
            return []
        if self.kolom[van] == self.kolom[naar]:
            return [self._lane(van, naar)]
        gaps = [self.plek[_gap(van, index)] for index in range(self.kolom[van] + 1, self.kolom[naar])]
        return [(x + side * BREEDTE // 2, y) for x, y in gaps for side in (-1, 1)]

    def _lane(self, van: str, naar: str) -> tuple[int, int]:
        (x, start), (_, end) = self.plek[van], self.plek[naar]
        low, high = sorted((start, end))
        passed = sum(1 for iri, (_, y) in self.plek.items() if self.kolom.get(iri) == self.kolom[van] and low < y < high)
        aside = BREEDTE // 2 + LAAN + LAANSPRONG * min(passed, 5)
        return (x + aside if end > start else x - aside), (start + end) // 2


def _gap(van: str, column: int) -> str:
    """Stand-in for the arrows of one concept where they pass through a column; no IRI holds a space."""
    return f"{column} {van}"


def _depths(members: Sequence[str], links: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How far each concept stands from the first cause within its own layer; a loop counts as one place."""
    graph = nx.DiGraph()
    graph.add_nodes_from(members)
    graph.add_edges_from(link for link in links if link[0] in graph and link[1] in graph)
    loops = nx.condensation(graph)
    depth: dict[int, int] = {}
    for place in nx.topological_sort(loops):
        depth[place] = max((depth[before] + 1 for before in loops.predecessors(place)), default=0)
    return {member: depth[loops.graph["mapping"][member]] for member in members}


def _layers(nodes: Mapping[str, Knoop], links: Sequence[tuple[str, str]]) -> list[Layer]:
    members: dict[str, list[str]] = defaultdict(list)
    for iri, node in nodes.items():
        members[KOPPEN[node.kolom]].append(iri)
    most = _best_column_size([len(iris) for iris in members.values()])
    layers = []
    for titel in KOPPEN.values():
        if not members[titel]:
            continue
        depth = _depths(members[titel], links)
        ordered = sorted(members[titel], key=lambda iri: (depth[iri], nodes[iri].label, iri))
        size = math.ceil(len(ordered) / math.ceil(len(ordered) / most))
        layers.append(Layer(titel, tuple(tuple(ordered[start : start + size]) for start in range(0, len(ordered), size))))
    return layers


def _best_column_size(sizes: Sequence[int]) -> int:
    """How many boxes a column may hold, so that the whole map shows as large as it can."""

    def scale(most: int) -> float:
        columns = [math.ceil(size / most) for size in sizes]
        width = sum((count - 1) * KOLOM + LAAGSPRONG for count in columns)
        height = REGELHOOGTE * (1 + max(math.ceil(size / count) for size, count in zip(sizes, columns, strict=True)))
        return min(SCHERM[0] / width, SCHERM[1] / height)

    return max(range(1, max(sizes) + 1), key=scale) if sizes else 1


def _untangle(columns: list[list[str]], links: Sequence[tuple[str, str]]) -> None:
    """Order each column by the mean place of its neighbours (barycentre), sweeping to and fro."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for van, naar in links:
        neighbours[van].append(naar)
        neighbours[naar].append(van)
    place = {iri: (row + 0.5) / len(column) for column in columns for row, iri in enumerate(column)}
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else columns[::-1]:
            outside = {iri: [place[other] for other in neighbours[iri] if other not in column] for iri in column}
            mean = {iri: sum(seen) / len(seen) if seen else place[iri] for iri, seen in outside.items()}
            column.sort(key=lambda iri: (mean[iri], place[iri], iri))
            place.update({iri: (row + 0.5) / len(column) for row, iri in enumerate(column)})


def _with_gaps(columns: list[list[str]], links: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put a gap in every column that a forward arrow passes; returns the links from column to column."""
    kolom = {iri: index for index, column in enumerate(columns) for iri in column}
    steps: dict[tuple[str, str], None] = {}  # a set that keeps its order
    for van, naar in links:
        before = van
        for index in range(kolom[van] + 1, kolom[naar]):
            gap = _gap(van, index)
            if gap not in columns[index]:
                columns[index].append(gap)
            steps[before, gap] = None
            before = gap
        steps[before, naar] = None
    return list(steps)


def _stack(column: Sequence[str], heights: Mapping[str, int], tallest: int) -> dict[str, int]:
    """Heights in the middle of each box or gap, the column centred on 0 and a short column spread out a little."""
    boxes = sum(1 for iri in column if iri in heights)
    extra = max(0, min(MAX_TUSSENRUIMTE - TUSSENRUIMTE, (0.9 * tallest - _length(column, heights)) / boxes))
    y = -(_length(column, heights) + boxes * extra) / 2
    middles = {}
    for iri in column:
        step = heights[iri] + TUSSENRUIMTE + extra if iri in heights else DOORGANG
        middles[iri] = round(y + step / 2)
        y += step
    return middles


def _length(column: Sequence[str], heights: Mapping[str, int]) -> int:
    return sum(heights[iri] + TUSSENRUIMTE if iri in heights else DOORGANG for iri in column)


def lay_out(nodes: Mapping[str, Knoop], links: Sequence[tuple[str, str]], heights: Mapping[str, int]) -> Layout:
    """Place every box: maatregelen and oorzaken left, knelpunten in the middle, effecten right.

    Args:
        nodes: The boxes to draw, by id.
        links: Pairs (van, naar) between them, sorted.
        heights: Height of each box in map units.
    """
    layers = _layers(nodes, links)
    columns = [list(column) for layer in layers for column in layer.kolommen]
    kolom = {iri: index for index, column in enumerate(columns) for iri in column}
    _untangle(columns, _with_gaps(columns, links))
    tallest = max((_length(column, heights) for column in columns), default=0)
    plek: dict[str, tuple[int, int]] = {}
    banden = []
    x, todo = 0, iter(columns)
    for layer in layers:
        left = x
        for _ in layer.kolommen:
            plek.update({iri: (x, y) for iri, y in _stack(next(todo), heights, tallest).items()})
            x += KOLOM
        right = x - KOLOM
        banden.append((layer.titel, left - BREEDTE // 2 - RAND, right + BREEDTE // 2 + RAND, -tallest // 2 - RAND, tallest // 2 + RAND))
        x = right + LAAGSPRONG
    return Layout(plek, kolom, tuple(banden))
