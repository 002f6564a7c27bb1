"""Minting IRIs: every form of docs/graafmodel.md, deterministic and safe for any text."""

from __future__ import annotations

from urllib.parse import quote, unquote

import pyoxigraph as ox
from rdflib import URIRef

from graph.errors import InvalidIri
from ontology.namen import digest
from ontology.prefixes import GRAAF, ID

#: The graphs that are not of one document. Names of graphs are plain str, as in ``Store``: a URIRef never equals a str.
ONTOLOGIE = GRAAF + "ontologie"
REFERENTIE = GRAAF + "referentie"
BOUWLOG = GRAAF + "bouwlog"
WEERGAVEN = GRAAF + "weergaven"

_DOCUMENT_GRAPH = GRAAF + "document/"
_READ_GRAPH = GRAAF + "gelezen/"
_REVIEW_GRAPH = GRAAF + "beoordeling/"


def checked_iri(value: str) -> URIRef:
    """An IRI that came from outside, refused when no RDF syntax could carry it.

    Raises:
        InvalidIri: for relative IRIs and for spaces, quotes, angle brackets and control characters.
    """
    try:
        ox.NamedNode(value)
    except ValueError as error:
        raise InvalidIri(value) from error
    return URIRef(value)


def segment(text: str) -> str:
    """``text`` as one step of an IRI path: percent-encoded, so different texts stay different.

    Raises:
        InvalidIri: for the empty text, which would name the folder instead of something in it.
    """
    if not text:
        raise InvalidIri(text)
    if set(text) == {"."}:  # '.' and '..' would be resolved away
        return text.replace(".", "%2E")
    return quote(text, safe="", errors="surrogatepass")


def document_iri(document_id: str) -> URIRef:
    """The document itself."""
    return URIRef(f"{ID}document/{segment(document_id)}")


def document_graph_iri(document_id: str) -> str:
    """The name of the graph that holds all that the document says."""
    return _DOCUMENT_GRAPH + segment(document_id)


def read_graph_iri(graph: str) -> str:
    """The graph that keeps what graph ``graph`` (of a document, or the ontology) said before any decision."""
    return _READ_GRAPH + graph.removeprefix(_DOCUMENT_GRAPH) if graph.startswith(_DOCUMENT_GRAPH) else f"{graph}-gelezen"


def review_graph_iri(reviewer: str) -> str:
    """The graph that holds all decisions of one reviewer (a slug)."""
    return _REVIEW_GRAPH + segment(reviewer)


def is_review_graph(graph: str) -> bool:
    """Whether a graph holds decisions, or what they changed: nothing that a document says."""
    return graph.startswith((_REVIEW_GRAPH, _READ_GRAPH)) or graph == read_graph_iri(ONTOLOGIE)


def document_id_of(graph: str) -> str | None:
    """The document id behind the name of a graph, or None when it is not the graph of a document."""
    if not graph.startswith(_DOCUMENT_GRAPH):
        return None
    return unquote(graph.removeprefix(_DOCUMENT_GRAPH), errors="surrogatepass")


def page_iri(document_id: str, number: int) -> URIRef:
    """One page of a document, under the number that is cited."""
    return URIRef(f"{document_iri(document_id)}/pagina/{number}")


def vindplaats_iri(document_id: str, page: int, begin: int, end: int) -> URIRef:
    """One contiguous piece of page text; offsets as in ``Evidence``."""
    return URIRef(f"{ID}vindplaats/{segment(document_id)}/{page}-{begin}-{end}")


def vindplaats_in(document: str, page: int, begin: int, end: int) -> URIRef:
    """The same, from the IRI of the document."""
    return vindplaats_iri(unquote(document.rpartition("/")[2], errors="surrogatepass"), page, begin, end)


def place_of(vindplaats: str) -> tuple[int, int, int]:
    """Page, begin and end behind the IRI of a vindplaats: quicker than asking the graph for its three numbers.

    Raises:
        InvalidIri: it is not the IRI of a vindplaats.
    """
    try:
        page, begin, end = map(int, vindplaats.rpartition("/")[2].split("-"))
    except ValueError as error:
        raise InvalidIri(vindplaats) from error
    return page, begin, end


def bewering_iri(claim_id: str) -> URIRef:
    """A claim, by the hash that ``Claim.id`` already is."""
    return URIRef(f"{ID}bewering/{segment(claim_id)}")


def vermelding_iri(mention_id: str) -> URIRef:
    """A mention, by ``Mention.id``."""
    return URIRef(f"{ID}vermelding/{segment(mention_id)}")


def roluitspraak_iri(statement_id: str) -> URIRef:
    """What the text itself says of a concept, by ``RoleStatement.id``."""
    return URIRef(f"{ID}roluitspraak/{segment(statement_id)}")


def koppeling_iri(link_id: str) -> URIRef:
    """A link between two mentions, by ``Link.id``."""
    return URIRef(f"{ID}koppeling/{segment(link_id)}")


def planfeit_iri(fact_id: str) -> URIRef:
    """A plan fact, by ``Fact.id``."""
    return URIRef(f"{ID}planfeit/{segment(fact_id)}")


def besluit_iri(decision_id: str) -> URIRef:
    """A decision of a reviewer, by ``Besluit.id``."""
    return URIRef(f"{ID}besluit/{segment(decision_id)}")


def roltoekenning_iri(document_id: str, concept: str, role: str) -> URIRef:
    """The NZa role that a concept has in a document."""
    return URIRef(f"{ID}roltoekenning/{digest(document_id, concept, role)}")
