"""Two small documents with one of every kind of claim, and what tests ask of a graph with decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import factory
from rdflib import Graph, URIRef

from extract.records import Extraction
from graph import iris
from graph.besluiten.maken import judge_claim
from graph.besluiten.records import Besluit
from graph.build import document_graph
from graph.open import open_store
from graph.store import Store
from ontology.load import load_ontology
from ontology.prefixes import BEGRIP

NOW = "2026-11-22T08:00:00Z"
EXTRACTION = factory.full_extraction()
CLAIMS = [str(iris.bewering_iri(claim.id)) for claim in EXTRACTION.claims]
GRAAF = iris.document_graph_iri(factory.DOCUMENT_ID)
SECOND = "heuvelrand-regioplan-2025-plan-2-md"
OTHER = factory.full_extraction(SECOND)
OTHER = replace(OTHER, document=replace(OTHER.document, info=factory.info(SECOND, bestand="plan-2.md")))
BOTH = [*CLAIMS, *(str(iris.bewering_iri(claim.id)) for claim in OTHER.claims)]

#: The part of the ontology that these documents use.
SCHEME = Graph()
for concept in ("vergrijzing", "eenzaamheid", "tekort-woningen", "lange-wachttijden"):
    for triple in load_ontology().triples((URIRef(BEGRIP + concept), None, None)):
        SCHEME.add(triple)


def fresh(make: Callable[[], Store] = lambda: open_store(None), extraction: Extraction = EXTRACTION) -> Store:
    """A graph with one document and nothing decided."""
    store = make()
    store.replace(iris.ONTOLOGIE, SCHEME)
    store.replace(iris.document_graph_iri(extraction.document.info.id), document_graph(extraction))
    return store


def two_documents() -> Store:
    store = fresh()
    store.replace(iris.document_graph_iri(SECOND), document_graph(OTHER))
    return store


def said(store: Store) -> list[str]:
    """All that the documents and the ontology say now."""
    return store.nquads([name for name in store.graphs() if not iris.is_review_graph(name)])


def kept(store: Store) -> list[str]:
    """What is kept beside the graphs to be able to undo."""
    return store.nquads([name for name in store.graphs() if "gelezen" in name])


def diary(store: Store) -> list[str]:
    return store.nquads([name for name in store.graphs() if "/beoordeling/" in name])


def values(store: Store, iri: str, graaf: str = GRAAF) -> dict[str, object]:
    rows = store.query(f"SELECT ?p ?o WHERE {{ GRAPH <{graaf}> {{ <{iri}> ?p ?o }} }}").rows
    return {str(row["p"]).replace("#", "/").rpartition("/")[2]: row["o"] for row in rows}


def arrows(store: Store, graaf: str = GRAAF) -> set[tuple[str, ...]]:
    found = store.query(
        f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graaf}> {{ VALUES ?p {{ rg:veroorzaakt rg:beoogt rg:hangtSamenMet }} ?s ?p ?o }} }}"
    )
    return {tuple(str(row[c]).replace("#", "/").rpartition("/")[2] for c in "spo") for row in found.rows}


def roles(store: Store, graaf: str = GRAAF) -> set[tuple[str, str, object, object]]:
    """(concept, role, influence, source) of every role."""
    found = store.query(
        f"SELECT ?b ?r ?i ?s WHERE {{ GRAPH <{graaf}> {{ ?x rg:begrip ?b ; rg:rol ?r "
        "OPTIONAL { ?x rg:beinvloedbaar ?i } OPTIONAL { ?x rg:bronInvloed ?s } } }"
    )
    return {(str(row["b"]).rpartition("/")[2], str(row["r"]).rpartition("#")[2], row["i"], row["s"]) for row in found.rows}


def causes(store: Store, graaf: str = GRAAF) -> dict[str, tuple[object, ...]]:
    """The cause mentions by their words: (status, concept, influence, source)."""
    found = store.query(
        f"SELECT ?t ?s ?b ?i ?bron WHERE {{ GRAPH <{graaf}> {{ ?x rg:vermeldt rg:Oorzaak ; rg:tekst ?t ; rg:status ?s "
        "OPTIONAL { ?x rg:begrip ?b } OPTIONAL { ?x rg:beinvloedbaar ?i } OPTIONAL { ?x rg:bronInvloed ?bron } } }"
    )
    return {str(r["t"]): (r["s"], str(r["b"]).rpartition("/")[2], r["i"], r["bron"]) for r in found.rows}


def accept(store: Store, iri: str, by: str = "Anna", at: str = NOW) -> Besluit:
    return judge_claim(store, iri, "aanvaard", beoordelaar=by, tijdstip=at)


def reject(store: Store, iri: str, by: str = "Anna", at: str = NOW) -> Besluit:
    return judge_claim(store, iri, "verwerp", beoordelaar=by, tijdstip=at, reden="geen_relatie")


def correct(store: Store, iri: str, by: str = "Anna", **change: str) -> Besluit:
    return judge_claim(store, iri, "wijzig", beoordelaar=by, tijdstip=NOW, wijziging=change)
