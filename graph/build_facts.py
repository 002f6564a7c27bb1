"""Plan facts in the graph: every field under the property of its name."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, Literal

from extract.records import Fact
from graph import iris
from graph.build_claims import section_path
from graph.build_document import evidence_triples, texts
from graph.terms import Triple, decimal, text
from ontology.planfeiten import Waarde, values
from ontology.vocab import RG


def fact_triples(document_id: str, fact: Fact) -> Iterator[Triple]:
    """One planfeit: its class, its filled fields and its places; the first sentence also as rg:inZin."""
    node = iris.planfeit_iri(fact.id)
    yield node, RDF.type, RG.Planfeit
    yield node, RG.vermeldt, RG[type(fact.fact).__name__]
    yield node, RG.inDocument, iris.document_iri(document_id)
    yield from texts(node, (RG.regel, fact.rule), (RG.paragraaf, section_path(fact.section)))
    for name, value in values(fact.fact):
        yield node, RG[name], _literal(value)
    yield from evidence_triples(document_id, node, fact.evidence)
    yield from evidence_triples(document_id, node, fact.evidence[:1], RG.inZin)


def _literal(value: Waarde) -> Literal:
    if isinstance(value, float):
        return decimal(value)
    return text(value) if isinstance(value, str) else Literal(value)
