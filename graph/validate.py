"""Checking the graph of a document against ``ontology/shapes.ttl``: is each knelpunt sharp, each aim and agreement complete?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from graph import iris
from graph.store import Store
from ontology.vocab import RG

#: What the shapes look at; the rest of a document graph (page texts, vindplaatsen) only costs time.
_LOOKED_AT = (
    RG.vermeldt,
    RG.van,
    RG.naar,
    RG.begrip,
    RG.veroorzaakt,
    RG.omvang,
    RG.indicator,
    RG.basiswaarde,
    RG.streefwaarde,
    RG.doeljaar,
    RG.populatie,
    RG.partijen,
    RG.vanaf,
    RG.tot,
    RG.resultaat,
)


@dataclass(frozen=True, slots=True)
class Melding:
    """One thing a shape asks for and the text does not give; ``knoop`` is the IRI, ``ernst`` Warning or Info."""

    document_id: str
    knoop: str
    vorm: str
    ernst: str
    tekst: str


@cache
def load_shapes() -> Graph:
    """The shapes of ``ontology/shapes.ttl``."""
    return Graph().parse(data=(files("ontology") / "shapes.ttl").read_text(encoding="utf-8"), format="turtle")


def validate_document(store: Store, document_id: str) -> list[Melding]:
    """What the shapes ask of the graph of one document in a store; see ``questions``."""
    return questions(store.graph(iris.document_graph_iri(document_id)), document_id)


def questions(graph: Graph, document_id: str) -> list[Melding]:
    """What the shapes ask of the graph of a document; sorted by shape, node and text."""
    import pyshacl  # takes half a second to load, and most commands do not need it

    looked_at = Graph()
    for predicate in _LOOKED_AT:
        for triple in graph.triples((None, predicate, None)):
            looked_at.add(triple)
    _, report, _ = pyshacl.validate(looked_at, shacl_graph=load_shapes(), advanced=True, allow_warnings=True, allow_infos=True)
    if not isinstance(report, Graph):
        raise TypeError(report)  # pyshacl gives bytes only when asked for a serialisation
    return sorted(_messages(report, document_id), key=lambda melding: (melding.vorm, melding.knoop, melding.tekst))


def _messages(report: Graph, document_id: str) -> Iterator[Melding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield Melding(
            document_id,
            str(report.value(result, SH.focusNode)),
            _shape_label(report.value(result, SH.sourceShape)),
            str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
            str(report.value(result, SH.resultMessage)),
        )


def _shape_label(shape: Node | None) -> str:
    """The Dutch name of the node shape that a property shape belongs to."""
    shapes = load_shapes()
    owners = [shape, *shapes.subjects(SH.property, shape)]
    labels = [str(label) for owner in owners if isinstance(owner, URIRef) for label in shapes.objects(owner, _LABEL)]
    return labels[0] if labels else ""


_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
