"""Finding the circles in a directed graph, shortest first, within bounds.

``networkx.simple_cycles`` grows exponentially even with a length bound (networkx#8737). Here each strongly connected
component is searched by itself, depth first, and a path is followed only while the way back still fits the length.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import networkx as nx

#: Concepts and, for each, those it leads to.
Arrows = Mapping[str, Collection[str]]
Circle = tuple[str, ...]

MAX_LENGTH = 6
MAX_CYCLES = 100
MAX_STEPS = 100_000


@dataclass(frozen=True, slots=True)
class Component:
    """One knot of circles: concepts that all lead to one another (or one that leads to itself).

    Each of ``circles`` starts at its smallest concept and stands once; they come shortest first, then by name.
    ``complete`` is False when the search stopped at its bounds, so that there may be more.
    """

    members: frozenset[str]
    circles: tuple[Circle, ...]
    complete: bool


@dataclass(slots=True)
class _Budget:
    cycles: int
    steps: int

    @property
    def spent(self) -> bool:
        return self.cycles <= 0 or self.steps <= 0


def components(arrows: Arrows) -> list[frozenset[str]]:
    """The strongly connected components that hold a circle, in order of their smallest concept."""
    graph = nx.DiGraph()
    graph.add_edges_from((source, target) for source in arrows for target in arrows[source])
    found = (frozenset(members) for members in nx.strongly_connected_components(graph))
    return sorted((members for members in found if len(members) > 1 or _loops_to_itself(arrows, members)), key=min)


def search(arrows: Arrows, *, max_length: int = MAX_LENGTH, max_cycles: int = MAX_CYCLES, max_steps: int = MAX_STEPS) -> list[Component]:
    """The circles of at most ``max_length`` concepts in every component.

    The budget of circles and steps counts per component, so that one dense knot does not hide the others. A component
    without circles of ``max_length`` gives the shortest through its smallest concept: no component is left out.
    """
    return [_search_component(arrows, members, max_length, _Budget(max_cycles, max_steps)) for members in components(arrows)]


def _loops_to_itself(arrows: Arrows, members: frozenset[str]) -> bool:
    return all(member in arrows.get(member, ()) for member in members)


def _search_component(arrows: Arrows, members: frozenset[str], max_length: int, budget: _Budget) -> Component:
    inside = {member: sorted(set(arrows.get(member, ())) & members) for member in sorted(members)}
    reverse: dict[str, list[str]] = {member: [] for member in inside}
    for source, targets in inside.items():
        for target in targets:
            reverse[target].append(source)
    circles: list[Circle] = []
    for length in range(1, min(max_length, len(members)) + 1):
        for start in inside:
            if not budget.spent:
                circles += _circles_from(start, length, inside, _distances_to(start, length, reverse, budget), budget)
    circles = circles or [_shortest_circle(inside)]
    return Component(members, tuple(sorted(circles, key=lambda circle: (len(circle), circle))), complete=not budget.spent)


def _circles_from(start: str, length: int, inside: Mapping[str, list[str]], back: Mapping[str, int], budget: _Budget) -> list[Circle]:
    """All circles of exactly ``length`` concepts in which ``start`` is the smallest; ``back`` is the way home."""
    circles: list[Circle] = []
    path = [start]
    branches = [iter(inside[start])]
    while branches and not budget.spent:
        budget.steps -= 1
        target = next(branches[-1], None)
        if target is None:
            branches.pop()
            path.pop()
        elif len(path) == length:
            if target == start:
                circles.append(tuple(path))
                budget.cycles -= 1
        elif target not in path and back.get(target, length) <= length - len(path):
            path.append(target)
            branches.append(iter(inside[target]))
    return circles


def _distances_to(start: str, limit: int, reverse: Mapping[str, list[str]], budget: _Budget) -> dict[str, int]:
    """Steps back to ``start``, below ``limit``, along concepts that come after it by name (each circle is found once)."""
    distances = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        budget.steps -= 1
        if distances[node] < limit - 1:
            for source in reverse[node]:
                if source > start and source not in distances:
                    distances[source] = distances[node] + 1
                    queue.append(source)
    return distances


def _shortest_circle(inside: Mapping[str, list[str]]) -> Circle:
    """The shortest circle through the smallest concept: what stands for a component without short circles."""
    start = next(iter(inside))
    graph = nx.DiGraph((source, target) for source, targets in inside.items() for target in targets)
    way_back: list[str] = min((nx.shortest_path(graph, target, start) for target in inside[start]), key=len)
    return (start, *way_back[:-1])
