"""controle: a folder with a graph is looked at part by part, and what is wrong is named with its document."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import besluithulp as hulp
import factory
import pytest
from rdflib import Literal, URIRef

from graph import iris
from graph.build import document_graph, write_extraction
from graph.errors import StoreMissing
from graph.open import open_store
from graph.store import Change
from ontology.vocab import RG
from queries.lezing import Lezing
from regiograaf.controle.graafmap import check_folder, opened
from regiograaf.controle.installatie import check_installation
from regiograaf.controle.regel import Regel, opsomming

DATA = factory.PAGE_TEXT.encode()
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = open_store(tmp_path)
    full = factory.full_extraction()
    write_extraction(
        store, factory.extraction(full.claims, full.mentions, document=factory.info(sha256=SHA)), datetime(2026, 11, 22, tzinfo=UTC)
    )
    store.close()
    (tmp_path / "bronnen").mkdir()
    (tmp_path / "bronnen" / f"{SHA}.md").write_bytes(DATA)
    return tmp_path


def wrong(folder: Path) -> dict[str, str]:
    store = open_store(folder, read_only=True)
    return {line.part.strip(): line.text for line in check_folder(folder, store, Lezing(store)) if not line.ok}


def change(folder: Path, *, removed: object = (), added: object = ()) -> None:
    store = open_store(folder)
    store.change([Change(hulp.GRAAF, removed, added)])  # type: ignore[arg-type]
    store.close()


def test_a_whole_folder_is_in_order(folder: Path) -> None:
    assert wrong(folder) == {}


def test_a_quote_that_is_not_on_its_page_and_a_claim_without_quote_are_named(folder: Path) -> None:
    store = open_store(folder, read_only=True)
    graph = store.graph(hulp.GRAAF)
    claim = URIRef(hulp.CLAIMS[0])
    pieces = [triple for triple in graph.triples((None, RG.citaat, None)) if "vergrijzing leidt" in str(triple[2])]
    loose = [triple for triple in graph.triples((claim, None, None)) if "wasDerivedFrom" in str(triple[1])]
    del store
    assert pieces
    assert loose
    change(folder, removed=pieces, added=[(node, predicate, Literal("iets anders")) for node, predicate, _ in pieces])
    assert "niet op hun plaats in de bladzijde staan: 1 (p. 1)" in wrong(folder)["plan.md"]
    change(folder, removed=loose)
    assert "1 bewering heeft geen citaat" in wrong(folder)["plan.md"]


def test_a_document_without_pages_hash_or_name_is_named(folder: Path) -> None:
    document = iris.document_iri(factory.DOCUMENT_ID)
    graph = document_graph(factory.extraction(document=factory.info(sha256=SHA)))
    change(folder, removed=[*graph.triples((None, RG.paginatekst, None)), *graph.triples((document, RG.sha256, None))])
    assert "de SHA-256 van het bestand ontbreekt; er zijn geen bladzijden" in wrong(folder)["plan.md"]
    change(folder, removed=list(graph.triples((document, None, None))))
    assert wrong(folder)[factory.DOCUMENT_ID] == "er staat niet bij van welk document dit is"


def test_originals_that_are_gone_changed_or_left_over_are_named(folder: Path) -> None:
    kept = folder / "bronnen" / f"{SHA}.md"
    kept.write_bytes(b"veranderd")
    (folder / "bronnen" / "half.md.deel").write_bytes(b"")
    told = wrong(folder)
    assert told["bronbestanden"].startswith("niet meer wat er gelezen is: plan.md")
    assert "half.md.deel" in told["losse bestanden"]
    kept.unlink()
    assert wrong(folder)["bronbestanden"].startswith("niet bewaard: plan.md")


def test_a_damaged_store_is_a_line_and_a_folder_without_one_is_wrong_use(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        opened(tmp_path / "elders")
    (folder / "store" / "CURRENT").write_text("onzin", encoding="utf-8")
    line = opened(folder)
    assert isinstance(line, Regel)
    assert not line.ok


def test_the_installation_has_its_models() -> None:
    assert all(line.ok for line in check_installation() if line.part != "pakketnamen")


def test_a_long_list_is_cut() -> None:
    assert opsomming(["a"]) == "a"
    assert opsomming(list("abcdefgh")) == "a, b, c, d, e en nog 3"
