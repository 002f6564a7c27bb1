"""RDF terms: literals that survive every syntax, and the way from rdflib to Oxigraph and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.namespace import XSD
from rdflib.term import Node

from graph.errors import BlankNodeRefused, InvalidIri
from graph.store import Value
from ontology.prefixes import ID, PREFIXES

#: One statement as graph/build*.py make them: no blank nodes, ever.
Triple: TypeAlias = tuple[URIRef, URIRef, URIRef | Literal]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_INTEGERS = {str(XSD.integer), str(XSD.int), str(XSD.long), str(XSD.nonNegativeInteger), str(XSD.positiveInteger)}
_STRING, _BOOLEAN = str(XSD.string), str(XSD.boolean)
_NUMBERS = {str(XSD.decimal), str(XSD.double), str(XSD.float)}


def text(value: str) -> Literal:
    """A plain literal; half a character (a lone surrogate) becomes U+FFFD, so offsets stay what they were."""
    return Literal(_LONE_SURROGATE.sub("\ufffd", value))


def decimal(value: float) -> Literal:
    """An xsd:decimal in its one canonical spelling, at four places: stores that rewrite numbers leave it as it is."""
    digits = f"{value:.4f}".rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=XSD.decimal, normalize=False)


def new_graph(triples: Iterable[tuple[Node, Node, Node]]) -> Graph:
    """A graph of these triples with the prefixes of the project bound."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add(triple)
    return graph


def without_blank_nodes(graph: Graph) -> Graph:
    """The same graph with an IRI for every blank node; the IRI follows from the content, so it is the same each run."""
    blank = new_graph(triple for triple in graph if _has_blank_node(triple))  # canonical form is slow on a whole graph
    if not blank:
        return graph
    named = ((_named(subject), predicate, _named(value)) for subject, predicate, value in to_canonical_graph(blank))
    return new_graph(chain(named, (triple for triple in graph if not _has_blank_node(triple))))


def to_quads(name: str, triples: Iterable[tuple[Node, Node, Node]]) -> Iterator[ox.Quad]:
    """The triples of a graph as quads of graph ``name``.

    Raises:
        BlankNodeRefused: when a node has no IRI.
        InvalidIri: when an IRI cannot be written in any RDF syntax.
    """
    graph = _named_node(name)
    for subject, predicate, value in triples:
        if _has_blank_node((subject, predicate, value)):
            raise BlankNodeRefused(name)
        object_ = _literal(value) if isinstance(value, Literal) else _named_node(str(value))
        yield ox.Quad(_named_node(str(subject)), _named_node(str(predicate)), object_, graph)


def from_triples(triples: Iterable[ox.Triple | ox.Quad]) -> Graph:
    """Triples (or quads, their graph dropped) of Oxigraph as an rdflib graph."""
    return new_graph(plain_triples(triples))


def plain_triples(triples: Iterable[ox.Triple | ox.Quad]) -> Iterator[tuple[Node, Node, Node]]:
    """Triples (or quads, their graph dropped) of Oxigraph as terms of rdflib."""
    return ((_from_ox(triple.subject), _from_ox(triple.predicate), _from_ox(triple.object)) for triple in triples)


def ox_value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """A term of an Oxigraph result as a plain Python value."""
    if isinstance(term, ox.Literal):
        return _python(term.value, term.datatype.value)
    return None if term is None else str(term.value) if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)


def rdflib_value(term: Node | None) -> Value:
    """A term of an rdflib result as a plain Python value."""
    if isinstance(term, Literal):
        return _python(str(term), str(term.datatype or XSD.string))
    return None if term is None else str(term)


def json_value(binding: Mapping[str, str] | None) -> Value:
    """A binding of SPARQL JSON results as a plain Python value; some servers still call a literal with a type 'typed-literal'."""
    if binding is None:
        return None
    literal = binding["type"] in ("literal", "typed-literal") and "datatype" in binding
    return _python(binding["value"], binding["datatype"]) if literal else binding["value"]


def other_language(language: str | None) -> bool:
    """Whether a literal with this language tag is in another language than Dutch."""
    return language not in (None, "", "nl")


def _has_blank_node(triple: tuple[Node, Node, Node]) -> bool:
    return isinstance(triple[0], BNode) or isinstance(triple[2], BNode)


def _named(node: Node) -> Node:
    return URIRef(f"{ID}anoniem/{node}") if isinstance(node, BNode) else node


def _python(lexical: str, datatype: str) -> Value:
    if datatype == _STRING:
        return lexical
    try:
        if datatype in _INTEGERS:
            return int(lexical)
        if datatype in _NUMBERS:
            return float(lexical)
    except ValueError:  # "abc"^^xsd:integer is allowed in RDF
        return lexical
    if datatype == _BOOLEAN and lexical in {"true", "false", "1", "0"}:
        return lexical in {"true", "1"}
    return lexical


def _named_node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise InvalidIri(iri) from error


def _literal(literal: Literal) -> ox.Literal:
    if literal.language:
        return ox.Literal(str(literal), language=literal.language)
    return ox.Literal(str(literal), datatype=_named_node(str(literal.datatype or XSD.string)))


def _from_ox(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language or term.datatype.value == str(XSD.string) else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    raise InvalidIri(str(term))  # a triple inside a triple: nothing of ours makes one
