"""Texts that disagree on whether a region can influence something; the same facts typed for a reasoner."""

from __future__ import annotations

from collections import defaultdict

from rdflib import RDF, Graph, URIRef

from ontology.load import load_concepts
from ontology.vocab import RG
from queries.facts import Said
from queries.lezing import Lezing
from queries.records import Finding
from queries.wording import distinct, documents_of, enumeration, finding_id, places


def find_influence_disagreements(lezing: Lezing) -> list[Finding]:
    """A finding for every concept that one text calls beïnvloedbaar and another does not (NZa par. 2.3.2 and 3.2)."""
    by_concept: defaultdict[str, list[Said]] = defaultdict(list)
    for said in lezing.said:
        by_concept[said.begrip].append(said)
    labels = lezing.concepts
    return [
        _finding(begrip, labels[begrip].label if begrip in labels else begrip, statements)
        for begrip, statements in sorted(by_concept.items())
        if len({s.beinvloedbaar for s in statements}) == 2
    ]


def influence_types(lezing: Lezing) -> Graph:
    """Each concept typed rg:BeinvloedbareOorzaak or rg:OnbeinvloedbareOorzaak.

    What the texts say goes before the list; texts that differ give a concept both types, which a reasoner reports.
    """
    graph, spoken = Graph(), set()
    for said in lezing.said:
        spoken.add(said.begrip)
        graph.add((URIRef(said.begrip), RDF.type, _kind(said.beinvloedbaar)))
    for concept in load_concepts():
        if concept.role == "Oorzaak" and concept.beinvloedbaar is not None and concept.iri not in spoken:
            graph.add((URIRef(concept.iri), RDF.type, _kind(concept.beinvloedbaar)))
    return graph


def _kind(influenced: bool) -> URIRef:
    return RG.BeinvloedbareOorzaak if influenced else RG.OnbeinvloedbareOorzaak


def _finding(begrip: str, label: str, statements: list[Said]) -> Finding:
    yes = distinct(p for s in statements if s.beinvloedbaar for p in s.bewijs)
    no = distinct(p for s in statements if not s.beinvloedbaar for p in s.bewijs)
    regions = tuple(sorted({s.regio for s in statements}))
    return Finding(
        id=finding_id("signaal", ("invloed",), (begrip,), regions),
        soort="signaal",
        regel="invloed",
        ernst="laag",
        regio=regions,
        onderwerp=label,
        uitleg=f"'{label}' heet beïnvloedbaar in {places(yes)} en niet beïnvloedbaar in {places(no)} ({enumeration(regions)}).",
        documenten=documents_of((*yes, *no)),
        bewijs=(*yes, *no),
        extra={"begrip": begrip},
    )
