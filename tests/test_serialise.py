"""Exports and the hash: complete, readable by another parser, and the same on every run."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import factory
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from graph import iris
from graph.build import write_extraction
from graph.errors import ExportError
from graph.open import open_store
from graph.serialise import Format, export, graph_hash
from graph.store import Store

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def store() -> Store:
    made = open_store(None)
    for name in ("een", "twee"):
        write_extraction(made, factory.full_extraction(name), DAY)
    return made


@pytest.mark.parametrize(("format", "parser"), [("trig", "trig"), ("jsonld", "json-ld"), ("nq", "nquads")])
def test_dataset_comes_back_with_its_graphs(store: Store, format: Format, parser: str) -> None:
    read = Dataset()
    read.parse(data=export(store, format), format=parser)
    for name in map(iris.document_graph_iri, ("een", "twee")):
        assert isomorphic(read.graph(URIRef(name)), store.graph(name))
    assert {str(graph.identifier) for graph in read.graphs() if len(graph)} == set(store.graphs())


def test_turtle_of_one_document(store: Store) -> None:
    text = export(store, "ttl", ["een"])
    assert isomorphic(Graph().parse(data=text, format="turtle"), store.graph(iris.document_graph_iri("een")))
    assert "rg:OorzakelijkeBewering" in text and "\\/" not in text


def test_turtle_of_everything_is_the_union(store: Store) -> None:
    together = Graph()
    for name in ("een", "twee"):
        together += store.graph(iris.document_graph_iri(name))
    assert isomorphic(Graph().parse(data=export(store, "ttl", ["een", "twee"]), format="turtle"), together)


def test_chosen_documents_only(store: Store) -> None:
    read = Dataset()
    read.parse(data=export(store, "trig", ["twee"]), format="trig")
    assert {str(graph.identifier) for graph in read.graphs() if len(graph)} == {iris.document_graph_iri("twee")}


def test_jsonld_is_json_with_graphs(store: Store) -> None:
    assert {node["@id"] for node in json.loads(export(store, "jsonld"))} == set(store.graphs())


@pytest.mark.parametrize(
    ("format", "documents", "part"),
    [("trig", ["een", "drie"], "drie"), ("pdf", None, "pdf")],
)
def test_export_that_cannot_be_made(store: Store, format: Format, documents: list[str] | None, part: str) -> None:
    with pytest.raises(ExportError) as caught:
        export(store, format, documents)
    assert part in str(caught.value) and "\n" not in str(caught.value)


def test_empty_store() -> None:
    store = open_store(None)
    assert export(store, "nq") == "" and Dataset().parse(data=export(store, "trig"), format="trig") is not None
    assert graph_hash(store) == hashlib.sha256(b"").hexdigest()


def test_hash_sees_content_and_not_time(store: Store) -> None:
    before = graph_hash(store)
    write_extraction(store, factory.full_extraction("een"), datetime(2027, 1, 1, tzinfo=UTC))
    assert graph_hash(store) == before
    write_extraction(store, factory.extraction(document=factory.info("een")), DAY)
    assert graph_hash(store) != before


def test_hash_of_what_is_known_is_the_same(store: Store) -> None:
    known: dict[str, tuple[int, str]] = {}
    assert graph_hash(store, known) == graph_hash(store)
    write_extraction(store, factory.extraction(document=factory.info("een")), DAY)
    assert graph_hash(store, known) == graph_hash(store)
    store.remove(next(name for name in store.graphs() if "document" in name))
    assert graph_hash(store, known) == graph_hash(store)


def test_same_text_in_every_process(store: Store) -> None:
    """Hash seeds differ between processes; the text may not."""
    code = (
        "import sys, factory\nfrom datetime import UTC, datetime\nfrom graph.build import write_extraction\n"
        "from graph.open import open_store\nfrom graph.serialise import export\nstore = open_store(None)\n"
        "for name in ('een', 'twee'): write_extraction(store, factory.full_extraction(name), datetime(2026, 1, 2, tzinfo=UTC))\n"
        "sys.stdout.buffer.write((export(store, 'trig') + export(store, 'jsonld')).encode('utf-8'))"
    )
    inherited = os.environ.get("PYTHONPATH", "")
    for seed in ("1", "2"):
        path = os.pathsep.join(part for part in (str(ROOT), str(ROOT / "tests"), inherited) if part)
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed}
        made = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
        assert made.stdout.decode("utf-8") == export(store, "trig") + export(store, "jsonld")
