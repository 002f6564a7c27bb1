"""Two builds of one input give the same graph, byte for byte, apart from the times, which stand in one graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from quotes import misplaced

from graph import iris
from graph.open import open_store
from graph.serialise import graph_hash
from queries.checks import find_all, finding_json, findings_json
from queries.lezing import Lezing
from regiograaf.building import Opdracht, build, demo_folder
from regiograaf.lezen.lees import HierLezer

pytestmark = pytest.mark.model


def test_two_builds(demo_graph: Path, tmp_path: Path) -> None:
    assert build([demo_folder()], tmp_path).exit_code == 0
    one, two = open_store(demo_graph, read_only=True), open_store(tmp_path, read_only=True)
    names = [n for n in one.graphs() if n != iris.BOUWLOG]
    assert one.graphs() == two.graphs()
    assert one.nquads(names) == two.nquads(names)
    assert graph_hash(one) == graph_hash(two)
    assert findings_json(find_all(Lezing(one))) == findings_json(find_all(Lezing(two)))


def test_times_stand_in_one_place(demo_graph: Path) -> None:
    store = open_store(demo_graph, read_only=True)
    timed = [n for n in store.graphs() if any("^^<http://www.w3.org/2001/XMLSchema#dateTime>" in line for line in store.nquads([n]))]
    assert timed == [iris.BOUWLOG]


def test_building_again_changes_nothing_else(demo_graph: Path, tmp_path: Path) -> None:
    build([demo_folder()], tmp_path, lezer=HierLezer())
    store = open_store(tmp_path, read_only=True)
    before = graph_hash(store)
    store.close()
    one = sorted(demo_folder().glob("*.md"))[0]
    report = build([one], tmp_path, Opdracht(opnieuw=True), lezer=HierLezer())
    assert (report.exit_code, len(report.built), report.unchanged) == (0, 1, ())
    assert graph_hash(open_store(tmp_path, read_only=True)) == before


def test_every_quote_of_every_finding_of_the_demo(demo_graph: Path) -> None:
    proofs = [p for f in find_all(Lezing(open_store(demo_graph, read_only=True))) for p in finding_json(f)["bewijs"]]  # type: ignore[attr-defined]
    assert len(proofs) >= 20
    assert misplaced(demo_folder(), proofs) == []
