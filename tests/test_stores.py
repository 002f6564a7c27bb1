"""Every store passes the same tests; what only a store on disk can do (locks, crashes, damage) comes after."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD
from servers import SERVERS, open_server

from graph.errors import (
    BlankNodeRefused,
    InvalidIri,
    NotReadable,
    NotWritable,
    QueryError,
    StoreCorrupt,
    StoreLocked,
    StoreMissing,
)
from graph.open import open_store
from graph.serverfouten import ServerRefused
from graph.store import Change, Store
from graph.store_rdflib import RdflibStore

ROOT = Path(__file__).resolve().parent.parent
G1, G2 = "https://voorbeeld.nl/graaf/1", "https://voorbeeld.nl/graaf/2"
EX = "https://voorbeeld.nl/"
AWKWARD = "aanhaling \" ' en \\u0041 \\ regel\r\neinde\ttab \x00 \x0b \x7f \u2028 }} ; DROP ALL # <x> é 😀 \ufffe"


#: A server may hold graphs of its own, so the tests ask for their own subject.
ALL = f"GRAPH ?g {{ <{EX}s> ?p ?o }}"


@pytest.fixture(params=["oxigraph-geheugen", "oxigraph-schijf", "rdflib", *SERVERS])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param in SERVERS:
        made = open_server(request.param, request)
    else:
        made = RdflibStore() if request.param == "rdflib" else open_store(tmp_path if "schijf" in request.param else None)
    yield made
    made.close()


def triples(*values: object, subject: str = "s") -> Graph:
    graph = Graph()
    for value in values:
        graph.add((URIRef(EX + subject), URIRef(EX + "p"), value if isinstance(value, URIRef) else Literal(value)))
    return graph


# --- every store ---


def test_replace_changes_one_graph_and_nothing_else(store: Store) -> None:
    store.replace(G1, triples("a", "b"))
    store.replace(G2, triples("b"))
    before = store.nquads([G2])
    store.replace(G1, triples("b", "c"))
    assert set(store.graph(G1)) == set(triples("b", "c"))
    assert store.nquads([G2]) == before
    assert store.graphs() == [G1, G2]


def test_remove_takes_one_graph(store: Store) -> None:
    store.replace(G1, triples("a"))
    store.replace(G2, triples("a"))
    store.remove(G1)
    store.remove("https://voorbeeld.nl/graaf/nooit-geweest")
    assert store.graphs() == [G2] and len(store.graph(G1)) == 0


def test_empty_graph_does_not_exist(store: Store) -> None:
    store.replace(G1, triples("a"))
    store.replace(G1, Graph())
    store.replace(G2, Graph())
    assert store.graphs() == [] and store.nquads() == []


def test_asking_for_a_graph_does_not_make_it(store: Store) -> None:
    assert len(store.graph(G1)) == 0
    assert store.graphs() == []


def test_graph_is_a_copy(store: Store) -> None:
    store.replace(G1, triples("a"))
    store.graph(G1).remove((None, None, None))
    assert len(store.graph(G1)) == 1


def test_values_come_back_as_python(store: Store) -> None:
    values = [
        Literal("tekst"),
        Literal("taal", lang="nl"),
        Literal(3),
        Literal("0.5", datatype=XSD.decimal),
        Literal(True),
        URIRef(EX + "o"),
    ]
    graph = Graph()
    for number, value in enumerate(values):
        graph.add((URIRef(EX + "s"), URIRef(EX + f"p{number}"), value))
    store.replace(G1, graph)
    rows = store.query(f"SELECT ?o ?leeg WHERE {{ {ALL} }} ORDER BY ?p")
    assert rows.columns == ("o", "leeg")
    assert [row["o"] for row in rows.rows] == ["tekst", "taal", 3, 0.5, True, EX + "o"]
    assert [type(row["o"]) for row in rows.rows] == [str, str, int, float, bool, str]
    assert all(row["leeg"] is None for row in rows.rows)


def test_statements_are_those_of_one_graph_and_some_properties(store: Store) -> None:
    graph = triples("a", "b", 3, URIRef(EX + "o"), Literal("x", lang="nl"), Literal("x", lang="en"), Literal(True))
    graph.add((URIRef(EX + "t"), URIRef(EX + "q"), Literal("0.50", datatype=XSD.decimal, normalize=False)))
    graph.add((URIRef(EX + "t"), URIRef(EX + "anders"), Literal("niet gevraagd")))
    store.replace(G1, graph)
    store.replace(G2, triples("elders"))
    p, q = EX + "p", EX + "q"
    expected = [*((EX + "s", p, value) for value in ("a", "b", 3, EX + "o", "x", True)), (EX + "t", q, 0.5)]
    found = list(store.statements(G1, [q, p]))
    assert sorted(found, key=repr) == sorted(expected, key=repr)
    assert list(store.statements(G1, [])) == list(store.statements(EX + "nooit-geweest", [p])) == []
    assert store.graphs() == [G1, G2]


def test_members_are_those_of_one_graph(store: Store) -> None:
    for name, subjects in ((G1, ("z", "a")), (G2, ("b",))):
        graph = Graph()
        for subject in subjects:
            graph.add((URIRef(EX + subject), RDF.type, URIRef(EX + "Klasse")))
        store.replace(name, graph)
    assert store.members(G1, EX + "Klasse") == [EX + "a", EX + "z"]
    assert store.members(G1, EX + "Anders") == store.members(EX + "nooit-geweest", EX + "Klasse") == []
    assert store.graphs() == [G1, G2]


def test_number_that_is_none_stays_text(store: Store, request: pytest.FixtureRequest) -> None:
    none = triples(Literal("drie", datatype=XSD.integer, normalize=False))
    if "virtuoso" in request.node.name:  # it keeps numbers as numbers, and refuses what is none; nothing of ours writes that
        with pytest.raises(ServerRefused) as caught:
            store.replace(G1, none)
        assert_one_dutch_line(caught.value, "Invalid integer")
        return
    store.replace(G1, none)
    assert store.query(f"SELECT ?o WHERE {{ {ALL} }}").rows == ({"o": "drie"},)


def test_ask_and_construct(store: Store) -> None:
    store.replace(G1, triples("a"))
    assert store.query("ASK { GRAPH ?g { ?s <https://voorbeeld.nl/p> 'a' } }").rows == ({"antwoord": True},)
    assert store.query("ASK { GRAPH ?g { ?s <https://voorbeeld.nl/p> 'b' } }").rows == ({"antwoord": False},)
    made = store.construct(f"CONSTRUCT {{ <{EX}s> rg:tekst ?o }} WHERE {{ {ALL} }}")
    assert [(str(p), str(o)) for _, p, o in made] == [("https://w3id.org/regiograaf/ns#tekst", "a")]


def test_no_more_than_asked(store: Store) -> None:
    store.replace(G1, triples("a", "b", "c"))
    assert len(store.query(f"SELECT ?o WHERE {{ {ALL} }}", 2).rows) == 2
    assert len(store.construct(f"CONSTRUCT {{ <{EX}s> ?p ?o }} WHERE {{ {ALL} }}", 2)) == 2
    assert len(store.query(f"SELECT ?o WHERE {{ {ALL} }}", 9).rows) == 3


def test_same_triple_in_two_graphs_is_counted_once(store: Store) -> None:
    """The union of graphs is a bag in Oxigraph: GRAPH ?g with COUNT(DISTINCT ...) is right in every store."""
    store.replace(G1, triples("a"))
    store.replace(G2, triples("a"))
    counted = store.query(f"SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE {{ {ALL} }}")
    assert counted.rows == ({"n": 1},)
    graphs = store.query(f"SELECT ?o (COUNT(DISTINCT ?g) AS ?n) WHERE {{ {ALL} }} GROUP BY ?o")
    assert graphs.rows == ({"o": "a", "n": 2},)
    assert store.query("SELECT DISTINCT ?o WHERE { <https://voorbeeld.nl/s> ?p ?o }").rows == (
        {"o": "a"},
    )  # the default graph is the union


@pytest.mark.parametrize(
    "sparql", ["SELECT ?x WHERE {", "DROP ALL", "SELECT ?x WHERE { onbekend:a ?p ?x }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"]
)
def test_bad_query_is_one_dutch_line(store: Store, sparql: str) -> None:
    store.replace(G1, triples("a"))
    with pytest.raises(QueryError) as caught:
        store.query(sparql)
    assert_one_dutch_line(caught.value)
    assert store.graphs() == [G1]


def test_select_gives_no_graph(store: Store) -> None:
    with pytest.raises(QueryError):
        store.construct("SELECT ?s WHERE { ?s ?p ?o }")


def test_change_takes_and_gives_in_several_graphs(store: Store) -> None:
    store.replace(G1, triples("a", "b"))
    store.change([Change(G1, tuple(triples("a", "nooit")), tuple(triples("c"))), Change(G2, (), tuple(triples("x", AWKWARD))), Change(EX)])
    assert set(store.graph(G1)) == set(triples("b", "c")) and set(store.graph(G2)) == set(triples("x", AWKWARD))
    store.change([Change(G1, tuple(triples("b", "c")), tuple(triples("b"))), Change(G2, tuple(triples("x", AWKWARD)))])
    assert set(store.graph(G1)) == set(triples("b")) and store.graphs() == [G1]
    store.change([])


def test_change_that_cannot_be_stored_changes_nothing(store: Store) -> None:
    store.replace(G1, triples("a"))
    before = store.nquads()
    with pytest.raises(BlankNodeRefused):
        store.change([Change(G1, tuple(triples("a"))), Change(G2, (), ((URIRef(EX), URIRef(EX), BNode()),))])
    assert store.nquads() == before


def test_replace_all_replaces_several_graphs(store: Store) -> None:
    store.replace(G1, triples("a"))
    store.replace(G2, triples("b"))
    store.replace_all({G1: triples("c"), G2: Graph(), EX + "g3": triples("d")})
    assert store.graphs() == [EX + "g3", G1] and set(store.graph(G1)) == set(triples("c"))


def test_about_gives_all_of_some_subjects(store: Store) -> None:
    store.replace(G1, triples("a", 2, subject="s") + triples("b", subject="t") + triples("c", subject="u"))
    store.replace(G2, triples("elders", subject="s"))
    assert set(store.about(G1, [EX + "s", EX + "t", EX + "nooit"])) == set(triples("a", 2, subject="s") + triples("b", subject="t"))
    assert list(store.about(G1, [])) == list(store.about(EX + "nooit-geweest", [EX + "s"])) == []
    assert store.graphs() == [G1, G2]


def test_awkward_text_survives(store: Store) -> None:
    store.replace(G1, triples(AWKWARD))
    assert store.query(f"SELECT ?o WHERE {{ {ALL} }}").rows == ({"o": AWKWARD},)
    assert [str(o) for o in store.graph(G1).objects()] == [AWKWARD]
    (line,) = store.nquads()
    assert "\n" not in line and line.endswith(f"<{G1}> .")


@pytest.mark.parametrize("bad", [BNode("naamloos"), URIRef("https://voorbeeld.nl/met spatie"), URIRef("https://voorbeeld.nl/<>")])
def test_what_cannot_be_stored_is_refused_whole(store: Store, bad: BNode | URIRef) -> None:
    store.replace(G1, triples("oud"))
    graph = triples("nieuw")
    graph.add((URIRef(EX + "s"), URIRef(EX + "p"), bad))
    with pytest.raises((BlankNodeRefused, InvalidIri)) as caught:
        store.replace(G1, graph)
    assert_one_dutch_line(caught.value)
    assert set(store.graph(G1)) == set(triples("oud"))


def test_nquads_are_the_same_in_every_store(store: Store) -> None:
    graph = triples("b", "a", 2, True, AWKWARD, Literal("0.62", datatype=XSD.decimal), Literal("taal", lang="nl"))
    store.replace(G2, graph)
    store.replace(G1, graph)
    other = RdflibStore()
    other.replace(G1, graph)
    other.replace(G2, graph)
    assert store.nquads() == sorted(store.nquads()) == other.nquads()
    assert store.nquads([G2, G2]) == other.nquads([G2])


# --- a store on disk ---


def test_what_was_written_is_there_after_closing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "nieuw" / "graaf")
    store.replace(G1, triples("a"))
    store.close()
    reader = open_store(tmp_path / "nieuw" / "graaf", read_only=True)
    assert set(reader.graph(G1)) == set(triples("a"))
    reader.close()


def test_replacing_with_the_same_writes_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.replace(G1, triples("a", 2, Literal("0.62", datatype=XSD.decimal)))
    size = sum(file.stat().st_size for file in (tmp_path / "store").glob("*.log"))
    store.replace(G1, triples("a", 2, Literal("0.62", datatype=XSD.decimal)))
    assert sum(file.stat().st_size for file in (tmp_path / "store").glob("*.log")) == size
    store.close()


def test_second_writer_is_refused_and_readers_are_not(tmp_path: Path) -> None:
    writer = open_store(tmp_path)
    writer.replace(G1, triples("a"))
    with pytest.raises(StoreLocked) as caught:
        open_store(tmp_path)
    assert_one_dutch_line(caught.value, "in gebruik")
    reader = open_store(tmp_path, read_only=True)
    writer.replace(G1, triples("b"))
    assert set(reader.graph(G1)) == set(triples("a"))  # as it was on opening
    again = open_store(tmp_path, read_only=True)
    assert set(again.graph(G1)) == set(triples("b"))
    for store in (writer, reader, again):
        store.close()
    open_store(tmp_path).close()


def test_second_writer_in_another_process_is_refused(tmp_path: Path) -> None:
    with writing_process(tmp_path, "import sys; sys.stdin.read()") as process:
        assert process.stdout is not None and process.stdout.readline() == "0\n"
        with pytest.raises(StoreLocked):
            open_store(tmp_path)
        open_store(tmp_path, read_only=True).close()
        process.communicate("")
    open_store(tmp_path).close()


def test_reader_cannot_write(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    reader = open_store(tmp_path, read_only=True)
    with pytest.raises(NotWritable):
        reader.change([])
    with pytest.raises(NotWritable) as caught:
        reader.replace(G1, triples("a"))
    assert_one_dutch_line(caught.value)
    reader.close()


@pytest.mark.parametrize("make", [lambda folder: None, Path.mkdir, lambda folder: (folder / "store").mkdir(parents=True)])
def test_nothing_to_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "map")
    with pytest.raises(StoreMissing) as caught:
        open_store(tmp_path / "map", read_only=True)
    assert_one_dutch_line(caught.value, "regiograaf bouw")


def test_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    with pytest.raises(NotWritable) as caught:
        open_store(tmp_path / "bestand")
    assert_one_dutch_line(caught.value)


def truncate_current(folder: Path) -> None:
    (folder / "CURRENT").write_bytes(b"kapot")


def remove_current(folder: Path) -> None:
    (folder / "CURRENT").unlink()


def remove_manifest(folder: Path) -> None:
    for file in folder.glob("MANIFEST-*"):
        file.unlink()


@pytest.mark.parametrize("damage", [truncate_current, remove_current, remove_manifest])
@pytest.mark.parametrize("read_only", [True, False])
def test_damaged_store_says_so(tmp_path: Path, damage: Callable[[Path], None], read_only: bool) -> None:
    store = open_store(tmp_path)
    store.replace(G1, triples("a"))
    store.close()
    damage(tmp_path / "store")
    with pytest.raises(StoreCorrupt) as caught:
        open_store(tmp_path, read_only=read_only)
    assert_one_dutch_line(caught.value, "beschadigd")


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root mag alles lezen en schrijven")
@pytest.mark.parametrize(
    ("mode", "read_only", "expected"),
    [(0o500, False, NotWritable), (0o500, True, None), (0o000, True, NotReadable), (0o000, False, NotWritable)],
)
def test_folder_without_rights(tmp_path: Path, mode: int, read_only: bool, expected: type[Exception] | None) -> None:
    store = open_store(tmp_path)
    store.replace(G1, triples("a"))
    store.close()
    (tmp_path / "store").chmod(mode)
    try:
        if expected is None:
            open_store(tmp_path, read_only=read_only).close()
        else:
            with pytest.raises(expected) as caught:
                open_store(tmp_path, read_only=read_only)
            assert_one_dutch_line(caught.value, "rechten")
    finally:
        (tmp_path / "store").chmod(0o700)


# --- kill -9 ---

_WRITER = """
import sys
from pathlib import Path
from rdflib import Graph, Literal, URIRef
from graph.open import open_store
from graph.serverfouten import ServerRefused
def version(n):
    g = Graph()
    for i in range(1500):
        g.add((URIRef(f"https://voorbeeld.nl/{{i}}"), URIRef("https://voorbeeld.nl/p"), Literal(n)))
    return g
store = open_store(Path(sys.argv[1]))
store.replace("https://voorbeeld.nl/graaf/2", version(-1))
store.replace("https://voorbeeld.nl/graaf/1", version(0))
print(0, flush=True)
{then}
"""
_LOOP = """
n = 0
while True:
    n += 1
    store.replace("https://voorbeeld.nl/graaf/1", version(n))
    print(n, flush=True)
"""


def writing_process(folder: Path, then: str) -> subprocess.Popen[str]:
    code = _WRITER.format(then=then)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in [str(ROOT), os.environ.get("PYTHONPATH", "")] if path)}
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 bestaat hier niet")
@pytest.mark.parametrize("delay", [0.0, 0.05, 0.17, 0.31])
def test_kill_9_during_replace_leaves_old_or_new(tmp_path: Path, delay: float) -> None:
    with writing_process(tmp_path, _LOOP) as process:
        assert process.stdout is not None and process.stdout.readline() == "0\n"
        time.sleep(delay)
        process.kill()
        acknowledged = [0, *(int(line) for line in process.stdout if line.endswith("\n"))][-1]
    store = open_store(tmp_path)
    for name, expected in ((G1, {acknowledged, acknowledged + 1}), (G2, {-1})):
        rows = store.query(f"SELECT ?o (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }} GROUP BY ?o").rows
        assert len(rows) == 1 and rows[0]["n"] == 1500 and rows[0]["o"] in expected
    store.close()


def assert_one_dutch_line(error: Exception, part: str = "") -> None:
    line = str(error)
    assert "\n" not in line and part in line and len(line) < 500


def test_version_counts_each_predicate(store: Store) -> None:
    store.replace(G1, triples("b"))
    kept = store.version(G1, EX + "p"), store.version(G1, EX + "q"), store.version(G2, EX + "p")
    store.change([Change(G1, added=[(URIRef(EX + "s"), URIRef(EX + "q"), Literal("c"))])])
    assert (store.version(G1, EX + "p"), store.version(G2, EX + "p")) == (kept[0], kept[2])
    assert store.version(G1, EX + "q") > kept[1]
    store.change([Change(G1, removed=list(triples("b")))])
    assert store.version(G1, EX + "p") > kept[0]
    kept = store.version(G1, EX + "p"), store.version(G1, EX + "q"), 0
    store.remove(G1)
    assert store.version(G1, EX + "q") > kept[1]


def test_version_counts_what_was_written(store: Store) -> None:
    one, two = "https://voorbeeld.nl/een", "https://voorbeeld.nl/twee"
    before = store.version(one)
    store.replace(one, triples("b", subject="a"))
    assert store.version(one) > before
    kept = store.version(one)
    store.replace(two, triples("b", subject="a"))
    assert store.version(one) == kept
    store.change([Change(one, added=list(triples("d", subject="c")))])
    assert store.version(one) > kept
    kept = store.version(one)
    store.remove(one)
    assert store.version(one) > kept
