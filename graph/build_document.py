"""A document in its graph: what is known about it, its pages, and its vindplaatsen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from extract.records import Document, Evidence
from graph import iris
from graph.terms import Triple, text
from ontology.vocab import RG

#: The class of a document by its soort; every other soort is an OverigDocument.
_CLASS_BY_SOORT: dict[str, URIRef] = {
    "zorgkantoorregiobeeld": RG.Zorgkantoorregiobeeld,
    "regioplan": RG.Regioplan,
    "roaz-beeld": RG.ROAZBeeld,
    "roaz-plan": RG.ROAZPlan,
    "transformatieplan": RG.Transformatieplan,
    "werkagenda": RG.Werkagenda,
}


def document_triples(document: Document, extractor: str, leesmerk: str = "") -> Iterator[Triple]:
    """The document and its pages; what queries rely on is always there, the rest only when it is known."""
    info = document.info
    node = iris.document_iri(info.id)
    yield node, RDF.type, _CLASS_BY_SOORT.get(info.soort, RG.OverigDocument)
    yield node, RG.documentId, text(info.id)
    yield node, RG.bestand, text(info.bestand)
    yield node, RG.soortDocument, text(info.soort)
    yield node, RG.regionaam, text(info.regio)
    yield from texts(
        node,
        (DCTERMS.title, info.titel),
        (RG.sha256, info.sha256),
        (RG.extractor, extractor),
        (RG.leesmerk, leesmerk),
        *((RG.gemeentenaam, name) for name in info.gemeenten),
    )
    if info.jaar is not None:
        yield node, RG.jaar, Literal(info.jaar)
    for page in document.pages:
        page_node = iris.page_iri(info.id, page.number)
        yield page_node, RDF.type, RG.Pagina
        yield page_node, RG.inDocument, node
        yield page_node, RG.paginanummer, Literal(page.number)
        yield page_node, RG.paginatekst, text(page.text)


def vindplaats_triples(document_id: str, evidence: Evidence) -> Iterator[Triple]:
    """One piece of page text with its place."""
    node = _vindplaats(document_id, evidence)
    yield node, RDF.type, RG.Vindplaats
    yield node, RG.inDocument, iris.document_iri(document_id)
    yield node, RG.paginanummer, Literal(evidence.page)
    yield node, RG.begin, Literal(evidence.begin)
    yield node, RG.eind, Literal(evidence.end)
    yield node, RG.citaat, text(evidence.quote)


def evidence_triples(
    document_id: str, subject: URIRef, pieces: Iterable[Evidence], predicate: URIRef = PROV.wasDerivedFrom
) -> Iterator[Triple]:
    """``subject`` rests on these pieces: the references and the vindplaatsen themselves."""
    for piece in pieces:
        yield subject, predicate, _vindplaats(document_id, piece)
        yield from vindplaats_triples(document_id, piece)


def texts(subject: URIRef, *pairs: tuple[URIRef, str]) -> Iterator[Triple]:
    """Plain text properties; an empty text means that nothing is known and gives no triple."""
    for predicate, value in pairs:
        if value:
            yield subject, predicate, text(value)


def _vindplaats(document_id: str, evidence: Evidence) -> URIRef:
    return iris.vindplaats_iri(document_id, evidence.page, evidence.begin, evidence.end)
