"""Claims in the graph: every claim as a bewering, and the arrows that follow from the accepted ones."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, Literal, URIRef

from extract.records import Claim, Grounding, Kind
from graph import iris
from graph.build_document import evidence_triples, texts
from graph.terms import Triple, decimal, text
from ontology.vocab import RG

#: The three kinds of link never mix: each has its own class and its own arrow.
CLASS: dict[Kind, URIRef] = {
    "oorzakelijk": RG.OorzakelijkeBewering,
    "beoogd": RG.BeoogdeBewering,
    "verband": RG.Verbandbewering,
}
ARROW: dict[Kind, URIRef] = {"oorzakelijk": RG.veroorzaakt, "beoogd": RG.beoogt, "verband": RG.hangtSamenMet}


def counts(claim: Claim) -> bool:
    """Whether the claim may become an arrow: accepted, and the text does not deny it."""
    return claim.status == "aanvaard" and not claim.negated


def claim_triples(document_id: str, claim: Claim) -> Iterator[Triple]:
    """One bewering with its vindplaatsen, and its derived arrow when it may have one."""
    node = iris.bewering_iri(claim.id)
    yield node, RDF.type, CLASS[claim.kind]
    yield node, RG.inDocument, iris.document_iri(document_id)
    yield node, RG.oorzaaktekst, text(claim.cause.text)
    yield node, RG.gevolgtekst, text(claim.effect.text)
    yield from _grounding(node, claim.cause.grounding, "oorzaak")
    yield from _grounding(node, claim.effect.grounding, "gevolg")
    yield node, RG.teken, Literal(claim.polarity)
    yield node, RG.zekerheid, Literal(claim.certainty)
    yield node, RG.ontkend, Literal(claim.negated)
    yield node, RG.geloof, decimal(claim.belief)
    yield node, RG.status, Literal(claim.status)
    yield from texts(
        node,
        (RG.signaalwoord, claim.cue),
        (RG.regel, claim.rule),
        (RG.reden, claim.reason),
        (RG.paragraaf, section_path(claim.section)),
    )
    yield from evidence_triples(document_id, node, claim.evidence)
    yield from evidence_triples(document_id, node, claim.cause.evidence, RG.vindplaatsOorzaak)
    yield from evidence_triples(document_id, node, claim.effect.evidence, RG.vindplaatsGevolg)
    yield from _arrow(claim)


def section_path(section: tuple[str, ...]) -> str:
    """The headings above a passage as one line."""
    return " > ".join(section)


def _grounding(node: URIRef, grounding: Grounding | None, side: str) -> Iterator[Triple]:
    """The concept of one side, how well it fits, and the concept that came second (its label) when there is one."""
    if grounding is None:
        return
    yield node, RG[f"{side}begrip"], iris.checked_iri(grounding.concept)
    yield node, RG[f"{side}pool"], Literal(grounding.pole)
    yield node, RG[f"{side}score"], decimal(grounding.score)
    if grounding.runner_up:
        yield node, RG[f"{side}TweedeKeus"], text(grounding.runner_up)
        yield node, RG[f"{side}TweedeScore"], decimal(grounding.runner_up_score)


def _arrow(claim: Claim) -> Iterator[Triple]:
    cause, effect = claim.cause.grounding, claim.effect.grounding
    if counts(claim) and cause is not None and effect is not None:
        yield iris.checked_iri(cause.concept), ARROW[claim.kind], iris.checked_iri(effect.concept)
