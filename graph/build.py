"""From an extraction to the graph of its document, and writing graphs to a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import chain

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import PROV, SKOS
from rdflib.term import Node

from extract.records import Argument, Claim, Extraction, Fact, Grounding, Link, Mention, RoleStatement
from extract.roles import REMEDY
from graph import iris
from graph.besluiten.toepassen import base_with_decisions, with_decisions
from graph.build_causes import cause_places, cause_triples
from graph.build_claims import claim_triples
from graph.build_document import document_triples, texts
from graph.build_facts import fact_triples
from graph.build_mentions import link_triples, mention_triples, role_statement_triples
from graph.build_roles import role_assignments, role_triples
from graph.errors import DuplicateId
from graph.store import Change, Store
from graph.terms import Triple, new_graph, text, without_blank_nodes
from ontology.load import Concept, load_concepts, load_ontology, load_reference
from ontology.vocab import RG


def document_graph(extraction: Extraction) -> Graph:
    """All that one document says, as docs/graafmodel.md describes; the same extraction gives the same triples.

    Raises:
        DuplicateId: two different claims (or mentions, ...) carry one id and would melt together.
        UnknownField: a mention has a part that the graph model has no property for.
        InvalidIri: a concept has no usable IRI.
    """
    for records in (extraction.claims, extraction.mentions, extraction.roles, extraction.links, extraction.facts):
        _check_ids(records)
    document_id = extraction.document.info.id
    return new_graph(
        chain(
            document_triples(extraction.document, extraction.extractor, extraction.leesmerk),
            _region_concept_triples(extraction),
            *(claim_triples(document_id, claim) for claim in extraction.claims),
            *(mention_triples(document_id, mention) for mention in extraction.mentions),
            *(
                role_statement_triples(document_id, s)
                for s in extraction.roles
                if s.rule != REMEDY and (s.label or s.beinvloedbaar is not None)
            ),
            *(link_triples(document_id, link) for link in extraction.links),
            *(fact_triples(document_id, fact) for fact in extraction.facts),
            *(role_triples(document_id, assignment) for assignment in role_assignments(extraction, _scheme())),
            *(cause_triples(document_id, place) for place in cause_places(extraction, _scheme())),
        )
    )


def write_base(store: Store) -> None:
    """Write the ontology with its concept scheme as reviewers named it, and the reference data; a store writes only what differs."""
    store.replace_all(base_with_decisions(store, without_blank_nodes(load_ontology())))
    store.replace(iris.REFERENTIE, without_blank_nodes(load_reference()))


def write_extraction(store: Store, extraction: Extraction, now: datetime) -> None:
    """Replace the graph of a document, with what reviewers decided of it; then note in graaf:bouwlog when: one entry per document."""
    document_id = extraction.document.info.id
    store.replace_all(with_decisions(store, iris.document_graph_iri(document_id), document_graph(extraction)))
    _log(store, document_id, now)


def remove_document(store: Store, document_id: str) -> None:
    """Remove all that a document says, and its entry in graaf:bouwlog; what reviewers decided of it stays."""
    name = iris.document_graph_iri(document_id)
    store.replace_all({name: Graph(), iris.read_graph_iri(name): Graph()})
    _log(store, document_id, None)


def _check_ids(records: Iterable[Claim | Mention | RoleStatement | Link | Fact]) -> None:
    seen: dict[str, object] = {}
    for record in records:
        if seen.setdefault(record.id, record) != record:
            raise DuplicateId(record.id)


@cache
def _scheme() -> dict[str, Concept]:
    return {concept.iri: concept for concept in load_concepts()}


def _log(store: Store, document_id: str, now: datetime | None) -> None:
    """Set the time at which the graph of a document was made (None: it is gone); the entries of others are not read."""
    entry = URIRef(iris.document_graph_iri(document_id))
    added: list[tuple[Node, Node, Node]] = []
    if now is not None:
        moment = Literal(now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD.dateTime, normalize=False)
        added = [(entry, RDF.type, PROV.Entity), (entry, PROV.generatedAtTime, moment)]
    store.change([Change(iris.BOUWLOG, tuple(store.about(iris.BOUWLOG, [entry])), added)])


def _region_concept_triples(extraction: Extraction) -> Iterator[Triple]:
    """The concepts of the region itself, each under the label it was met with first."""
    labels: dict[URIRef, str] = {}
    for grounding in _groundings(extraction):
        if grounding.new:
            labels.setdefault(iris.checked_iri(grounding.concept), grounding.label)
    for node, label in labels.items():
        yield node, RDF.type, SKOS.Concept
        yield node, RDF.type, RG.RegioBegrip
        yield node, SKOS.prefLabel, Literal(text(label), lang="nl")
        yield from texts(node, (RG.regionaam, extraction.document.info.regio))


def _groundings(extraction: Extraction) -> Iterator[Grounding]:
    found: list[Argument | Mention] = [argument for claim in extraction.claims for argument in (claim.cause, claim.effect)]
    found += extraction.mentions
    found += [statement.argument for statement in extraction.roles]
    for item in found:
        if item.grounding is not None:
            yield item.grounding
