"""Every named question and every finding is the same on every store: embedded, rdflib, and servers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from servers import SERVERS, open_server, open_server_at
from typer.testing import CliRunner

from graph.besluiten.maken import judge_claim
from graph.open import open_store
from graph.plaats import plaats_van
from graph.serialise import graph_hash
from graph.store import Rows, Store
from graph.store_rdflib import RdflibStore
from queries.checks import find_all, findings_json
from queries.lezing import Lezing
from queries.run import load_queries, run_named
from regiograaf.building import build, demo_folder
from regiograaf.cli import app
from regiograaf.controle.begrippen import check_shapes
from regiograaf.controle.graafmap import check_documents
from regiograaf.flow import write_decision_file
from regiograaf.lezen.lees import HierLezer

NAMES = [query.name for query in load_queries()]


@pytest.fixture(scope="module")
def embedded(demo_graph: Path) -> Iterator[Store]:
    store = open_store(demo_graph, read_only=True)
    yield store
    store.close()


@pytest.fixture(scope="module", params=["rdflib", *SERVERS])
def other(request: pytest.FixtureRequest, embedded: Store) -> Iterator[Store]:
    made: Store = RdflibStore() if request.param == "rdflib" else open_server(request.param, request)
    for name in embedded.graphs():
        made.replace(name, embedded.graph(name))
    yield made
    made.close()


@cache
def parameters(store: Store, name: str) -> dict[str, str]:
    """Values that have an answer in the demo region, for a question that cannot do without."""
    query = next(query for query in load_queries() if query.name == name)
    regions = sorted({str(row["regio"]) for row in run_named(store, "documenten").rows})
    claims = run_named(store, "beweringen").rows
    values = {"iri": str(claims[0]["bewering"]), "regio": regions[0], "ander": regions[1], "begrip": "wacht"}
    return {one.naam: values[one.naam] for one in query.parameters if one.verplicht}


def answer(store: Store, name: str, given: dict[str, str]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    found: Rows = run_named(store, name, given)
    return found.columns, [tuple(repr(row[column]) for column in found.columns) for row in found.rows]


@pytest.mark.parametrize("name", NAMES)
def test_questions_have_the_same_answer(name: str, embedded: Store, other: Store) -> None:
    given = parameters(embedded, name)
    assert answer(other, name, given) == answer(embedded, name, given)


def test_findings_are_the_same(embedded: Store, other: Store) -> None:
    assert findings_json(find_all(Lezing(other))) == findings_json(find_all(Lezing(embedded)))


def test_the_fingerprint_is_the_same(embedded: Store, other: Store) -> None:
    assert graph_hash(other) == graph_hash(embedded)


# --- the command line on a server ---

COMMANDS = {
    "bevindingen": ["bevindingen", "--json"],
    "vraag": ["vraag", "ter-beoordeling", "--json"],
    "oorzaken-van": ["vraag", "oorzaken-van", "begrip=wacht", "--json"],
    "aangrijpingspunten": ["aangrijpingspunten", "--json"],
    "toets": ["toets", "--json"],
    "besluiten": ["besluiten", "--json"],
    "kaart": ["kaart", "--uit", "kaart.html"],
    "a4": ["a4", "--alle", "--formaat", "html"],
    "exporteer": ["exporteer", "--uit", "alles.trig"],
}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, demo_graph: Path, oxigraph_adres: str) -> tuple[str, str]:
    """The same graph, with a decision that was taken over in both, in a folder and on a server."""
    folder, scratch = tmp_path_factory.mktemp("map"), tmp_path_factory.mktemp("elders")
    shutil.copytree(demo_graph, folder, dirs_exist_ok=True)
    shutil.copytree(demo_graph, scratch, dirs_exist_ok=True)
    server, elsewhere = open_server_at(oxigraph_adres), open_store(scratch)
    for name in elsewhere.graphs():
        server.replace(name, elsewhere.graph(name))
    server.close()
    claim = str(run_named(elsewhere, "ter-beoordeling").rows[0]["bewering"])
    judge_claim(elsewhere, claim, "aanvaard", beoordelaar="A. de Vries", tijdstip="2026-11-22T08:00:00Z")
    write_decision_file(elsewhere, scratch / "besluiten.json")
    elsewhere.close()
    for place in (str(folder), oxigraph_adres):
        assert "1 besluit overgenomen" in ran(["besluiten", "--in", str(scratch / "besluiten.json")], place)
    return str(folder), oxigraph_adres


def ran(words: list[str], place: str) -> str:
    result = CliRunner().invoke(app, [*words, "--graaf", place])
    assert result.exit_code == 0, result.output
    return result.output.replace(place, "PLAATS")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_the_same_of_a_server(name: str, places: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    for place in places:
        folder = tmp_path / str(len(outcomes))
        folder.mkdir()
        monkeypatch.chdir(folder)
        outcomes.append((ran(COMMANDS[name], place), {path.name: path.read_bytes() for path in sorted(folder.iterdir())}))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0].strip()


def test_what_controle_looks_at_is_the_same(places: tuple[str, str]) -> None:
    """Without its reasoning, which reads the same findings and takes long."""
    outcomes = []
    for place in places:
        store = open_store(plaats_van(place), read_only=True)
        outcomes.append((check_documents(store, Lezing(store)), check_shapes(store)))
        store.close()
    assert outcomes[0] == outcomes[1] and outcomes[0][1]


def test_build_on_a_server_is_build_in_a_folder(places: tuple[str, str]) -> None:
    """Nothing changed, so nothing is read; no originals are kept, for there is no folder."""
    _folder, adres = places
    report = build([demo_folder()], plaats_van(adres), lezer=HierLezer())
    assert report.exit_code == 0 and not report.built and len(report.unchanged) == 3
