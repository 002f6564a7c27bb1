"""The search for circles: the same circles as networkx finds, shortest first, within its bounds."""

from __future__ import annotations

import time

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.cycles import Circle, components, search

NODES = [f"n{number}" for number in range(8)]
graphs = st.dictionaries(st.sampled_from(NODES), st.sets(st.sampled_from(NODES), max_size=4), max_size=8)


def from_networkx(arrows: dict[str, set[str]], max_length: int) -> set[Circle]:
    graph = nx.DiGraph((source, target) for source in arrows for target in arrows[source])
    return {turned(circle) for circle in nx.simple_cycles(graph, length_bound=max_length)}


def turned(circle: list[str]) -> Circle:
    start = circle.index(min(circle))
    return tuple(circle[start:] + circle[:start])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(graphs, st.integers(min_value=1, max_value=8))
def test_same_circles_as_networkx(arrows: dict[str, set[str]], max_length: int) -> None:
    found = search(arrows, max_length=max_length, max_cycles=10**6, max_steps=10**7)
    circles = [circle for component in found for circle in component.circles]
    assert len(circles) == len(set(circles))
    assert {circle for circle in circles if len(circle) <= max_length} == from_networkx(arrows, max_length)
    assert all(component.complete for component in found)
    for component in found:
        assert component.circles, "a component is never left out"
        assert list(component.circles) == sorted(component.circles, key=lambda circle: (len(circle), circle))
        assert all(set(circle) <= component.members for circle in component.circles)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(graphs, st.integers(min_value=1, max_value=3))
def test_cut_short_keeps_the_shortest_and_says_so(arrows: dict[str, set[str]], max_cycles: int) -> None:
    whole = {component.members: component for component in search(arrows, max_cycles=10**6, max_steps=10**7)}
    for component in search(arrows, max_cycles=max_cycles):
        everything = whole[component.members].circles
        lengths = [len(circle) for circle in everything]
        assert [len(circle) for circle in component.circles] == lengths[: len(component.circles)]
        assert len(component.circles) >= min(max_cycles, len(everything))
        assert component.complete or len(component.circles) == max_cycles


def test_order_of_the_input_does_not_matter() -> None:
    arrows = {"a": ["c", "b"], "b": ["a", "c"], "c": ["a", "b"], "z": ["z"]}
    other = {key: arrows[key][::-1] for key in reversed(arrows)}
    assert search(arrows) == search(other)
    assert [sorted(members) for members in components(arrows)] == [["a", "b", "c"], ["z"]]


def test_a_circle_longer_than_the_bound_is_still_reported() -> None:
    ring = [f"n{number:02}" for number in range(9)]
    arrows = {source: [target] for source, target in zip(ring, ring[1:] + ring[:1], strict=True)}
    (component,) = search(arrows, max_length=6)
    assert component.circles == (tuple(ring),)


def test_a_dense_knot_does_not_hide_others_or_take_long() -> None:
    knot = [f"k{number:03}" for number in range(150)]
    arrows = {source: [target for target in knot if target != source] for source in knot}
    arrows |= {"z1": ["z2"], "z2": ["z1"]}
    start = time.monotonic()
    dense, small = search(arrows)
    assert time.monotonic() - start < 5
    assert not dense.complete
    assert dense.circles
    assert small.circles == (("z1", "z2"),)
    assert small.complete


def test_steps_are_bounded_too() -> None:
    ladder = {f"n{number:04}": [f"n{number + 1:04}", f"n{number + 2:04}"] for number in range(3000)}
    ladder["n2999"] = ["n0000"]
    ladder["n3000"] = ["n0000"]
    start = time.monotonic()
    (component,) = search(ladder, max_steps=1000)
    assert time.monotonic() - start < 5
    assert not component.complete
    assert len(component.circles) == 1


def test_no_circle_no_component() -> None:
    assert search({"a": ["b"], "b": ["c"]}) == []
    assert search({}) == []
