"""Questions within limits: stopped in time, in memory and by hand; nothing changed, nothing asked elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from rdflib import Graph, Literal, URIRef

from graph.errors import GraphError, QueryError, StoreMissing
from graph.open import open_store
from graph.sparqlfout import dutch
from graph.store import Store
from queries.begrensd import Vraagproces, run_limited
from queries.errors import QueryStoppedError, QueryTooBigError, QueryTooDeepError, QueryTooLongError
from queries.rekenproces import Antwoord, Opdracht
from queries.run import check_text

EX = "https://example.org/"
FOREVER = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } }"
HUNGRY = "SELECT * { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } } ORDER BY ?c ?f ?l"


def triples(number: int) -> Graph:
    graph = Graph()
    for n in range(number):
        graph.add((URIRef(f"{EX}s{n}"), URIRef(f"{EX}p"), Literal(f"waarde {n} " + "x" * 60)))
    return graph


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Store]]:
    """A graph that this process holds open to write, as the workbench does."""
    folder = tmp_path_factory.mktemp("graaf")
    store = open_store(folder)
    store.replace(f"{EX}g", triples(2000))
    yield folder, store
    store.close()


def test_it_answers_beside_the_writer_and_sees_what_was_just_written(writer: tuple[Path, Store]) -> None:
    folder, store = writer
    store.replace(f"{EX}nieuw", triples(1))
    found = run_limited(folder, f"SELECT ?s {{ GRAPH <{EX}nieuw> {{ ?s ?p ?o }} }}")
    assert found.rijen.rows == ({"s": f"{EX}s0"},)
    store.remove(f"{EX}nieuw")
    assert run_limited(folder, f"ASK {{ GRAPH <{EX}nieuw> {{ ?s ?p ?o }} }}").rijen.rows == ({"antwoord": False},)


def test_too_many_rows_are_cut_and_it_says_so(writer: tuple[Path, Store]) -> None:
    found = run_limited(writer[0], "SELECT ?s { GRAPH ?g { ?s ?p ?o } }", rows=5)
    assert (found.aantal, len(found.rijen.rows), found.meer) == (5, 5, True)
    assert not run_limited(writer[0], "SELECT ?s { GRAPH ?g { ?s ?p ?o } } LIMIT 5", rows=5).meer


def test_a_graph_comes_as_turtle(writer: tuple[Path, Store]) -> None:
    found = run_limited(writer[0], "CONSTRUCT { ?s rg:tekst ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", rows=3)
    assert (found.aantal, found.meer, found.rijen.columns) == (3, True, ())
    assert len(Graph().parse(data=found.turtle, format="turtle")) == 3
    assert "waarde 7 " in run_limited(writer[0], f"DESCRIBE <{EX}s7>").turtle


def test_a_question_without_end_is_stopped(writer: tuple[Path, Store]) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTooLongError, match="langer dan 1 seconden"):
        run_limited(writer[0], FOREVER, seconds=1)
    assert time.monotonic() - start < 20


def test_a_question_that_eats_memory_is_stopped(writer: tuple[Path, Store]) -> None:
    with pytest.raises(QueryTooBigError, match="meer dan 300 MB"):
        run_limited(writer[0], HUNGRY, megabytes=300, seconds=60)


def test_the_user_stops_it(writer: tuple[Path, Store]) -> None:
    process = Vraagproces()
    threading.Timer(0.5, process.stop).start()
    with pytest.raises(QueryStoppedError, match="gestopt"):
        process.run(writer[0], FOREVER)
    assert not process._process.is_alive()


@pytest.mark.skipif(os.name == "nt", reason="Windows noemt een volle stapel anders")
def test_a_question_that_nests_too_deep(writer: tuple[Path, Store]) -> None:
    with pytest.raises(QueryTooDeepError, match="te diep genest"):
        run_limited(writer[0], "SELECT * { FILTER(" + "(" * 20_000 + "1")


def test_a_process_that_dies_is_named(writer: tuple[Path, Store]) -> None:
    process = Vraagproces()
    threading.Timer(0.5, lambda: psutil.Process(process._process.pid).terminate()).start()
    with pytest.raises(QueryStoppedError, match="onverwacht"):
        process.run(writer[0], FOREVER)


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{EX}g> {{ <{EX}a> <{EX}b> 1 }} }}",
        "# een regel\nPREFIX ex: <https://example.org/>\ndelete where { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "DROP GRAPH <https://example.org/g>",
        "WITH <https://example.org/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_what_would_change_the_graph_is_refused(writer: tuple[Path, Store], text: str) -> None:
    with pytest.raises(QueryError, match="verandert de graaf") as error:
        run_limited(writer[0], text)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE\n# zomaar\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } SERVICE ?x { ?s ?p ?o } }",
        "PREFIX ex: <http://127.0.0.1:9/> SELECT * { SERVICE ex:y { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?a ?b ?c } }",
        "SELECT * { ?s ?p ?o FILTER(?a<?b)SERVICE<http://127.0.0.1:9/>{ ?a ?b ?c } }",
        "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } FILTER(?a<?b)SERVICE?x#zomaar>\n{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { { SELECT * { SeRvIcE <http://127.0.0.1:9/> { ?s ?p ?o } } } } }",
        # a prefix may hold a letter that combines with the one before, a middle dot or a tie
        "PREFIX e\u0301: <http://127.0.0.1:9/> SELECT * { SERVICE e\u0301:y { ?s ?p ?o } }",
        "PREFIX e\u00b7: <http://127.0.0.1:9/> SELECT * { SERVICE SILENT e\u00b7:y { ?s ?p ?o } }",
        "PREFIX e\u203f1: <http://127.0.0.1:9/> SELECT * { SERVICE e\u203f1: { ?s ?p ?o } }",
    ],
)
def test_nothing_is_asked_elsewhere(text: str) -> None:
    with pytest.raises(QueryError, match="andere server"):
        check_text(text)


def test_a_long_row_of_the_word_service_takes_no_time() -> None:
    start = time.monotonic()
    check_text("ASK { ?s ?p '" + "service en " * 30_000 + "x' }")
    with pytest.raises(QueryError):
        check_text("ASK { ?s ?p '" + "service" * 30_000 + "' }")
    assert time.monotonic() - start < 1


def test_from_chooses_the_graphs(writer: tuple[Path, Store]) -> None:
    folder, store = writer
    store.replace(f"{EX}van", triples(1))
    count = "SELECT (COUNT(*) AS ?n) {source} {{ ?s ?p ?o }}"
    assert run_limited(folder, count.format(source=f"FROM <{EX}van>")).rijen.rows == ({"n": 1},)
    assert run_limited(folder, count.format(source="# FROM alles\n")).rijen.rows == ({"n": 2001},)
    assert run_limited(folder, count.format(source=f"FROM NAMED <{EX}van>")).rijen.rows == ({"n": 0},)
    store.remove(f"{EX}van")


def test_a_process_answers_more_questions_and_sees_what_was_written_between(writer: tuple[Path, Store]) -> None:
    folder, store = writer
    process = Vraagproces(folder)
    text = f"ASK {{ GRAPH <{EX}later> {{ ?s ?p ?o }} }}"

    def ask(sparql: str) -> object:
        process.begin(Opdracht(folder, sparql, "ASK", 10, 5, 500))
        assert process.wait()
        return process.receive()

    first = ask(text)
    assert isinstance(first, Antwoord)
    assert first.rijen.rows == ({"antwoord": False},)
    store.replace(f"{EX}later", triples(1))
    second = ask(text)
    assert isinstance(second, Antwoord)
    assert second.rijen.rows == ({"antwoord": True},)
    store.remove(f"{EX}later")
    assert isinstance(ask("ASK {"), QueryError)
    assert process.alive()
    process.begin(Opdracht(folder, FOREVER, "SELECT", 10, 5, 500))
    assert not process.wait(processor=0.2)
    with pytest.raises(QueryTooLongError):
        process.wait()
    process.close()
    assert not process.alive()


@pytest.mark.parametrize("text", ["SELECT ?service { ?s ?service ?o }", 'ASK { ?s ?p "de service is goed" }', "ASK { ?s ex:service ?o }"])
def test_the_word_service_may_be_used(text: str) -> None:
    assert check_text(text) in ("SELECT", "ASK")


def test_a_wrong_query_says_where(writer: tuple[Path, Store]) -> None:
    with pytest.raises(QueryError, match=r"regel 2, teken 14: dit voorvoegsel is niet bekend"):
        run_limited(writer[0], "SELECT * {\n?s onbekend:p ?o }")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ('error at 3:9: expected one of FILTER, [_], "("', 'regel 3, teken 9: hier klopt de tekst niet; verwacht: FILTER "("'),
        ("error at 1:1: expected [_]", "regel 1, teken 1: hier klopt de tekst niet"),
        ("something else", "something else"),
    ],
)
def test_messages_of_the_store_in_dutch(message: str, expected: str) -> None:
    assert dutch(message) == expected


def test_no_graph_is_the_usual_error(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        run_limited(tmp_path, "ASK { ?s ?p ?o }")
    with pytest.raises(GraphError):
        run_limited(tmp_path / "niets", "ASK { ?s ?p ?o }")


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is van Unix")
def test_it_does_not_outlive_who_started_it(writer: tuple[Path, Store], tmp_path: Path) -> None:
    script = tmp_path / "vraag.py"
    script.write_text(
        textwrap.dedent(f"""
            import threading
            from pathlib import Path
            from queries.begrensd import Vraagproces
            if __name__ == "__main__":
                process = Vraagproces()
                print(process._process.pid, flush=True)
                process.run(Path({str(writer[0])!r}), {FOREVER!r}, seconds=60)
        """)
    )
    starter = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())
    time.sleep(1.5)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    end = time.monotonic() + 10
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE and time.monotonic() < end:
        time.sleep(0.1)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
