"""The role of a concept in one document under the NZa framework: oorzaak, knelpunt or effect.

What the region itself calls a concept is another fact (``labelInTekst``); neither overwrites the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import RDF, Literal

from extract.influence_words import class_of
from extract.records import Argument, Extraction, Mention, RoleStatement
from extract.roles import REMEDY
from graph import iris
from graph.build_claims import counts
from graph.build_document import texts
from graph.terms import Triple
from ontology.load import Concept
from ontology.vocab import RG

Role = OneOf["Oorzaak", "Knelpunt", "Effect"]


@dataclass(frozen=True, slots=True)
class RoleAssignment:
    """One concept in one role; the influence is known for an Oorzaak only, ``source`` says from whom."""

    concept: str
    role: Role
    beinvloedbaar: bool | None = None
    niveau: str = ""
    source: OneOf["tekst", "lijst", ""] = ""


def role_assignments(extraction: Extraction, scheme: Mapping[str, Concept]) -> list[RoleAssignment]:
    """The roles of every concept in the explanations of a document (NZa par. 2.3.2), sorted by concept.

    Read from accepted oorzakelijke claims that the text does not deny, and from mentions of knelpunten:

    - Oorzaak: it is the cause of some claim; or the scheme calls it an oorzaak and the text says whether the region
      can influence it.
    - Effect: it is the effect of some claim, and the scheme calls it an effect; a concept of the region itself when
      it is never a cause.
    - Knelpunt: the text mentions it as a knelpunt, or it is in some claim and the scheme calls it a knelpunt.

    So a concept may have several roles in one document: that is what rolverwarring looks at.
    """
    claims = [claim for claim in extraction.claims if claim.kind == "oorzakelijk" and counts(claim)]
    causes = _concepts(claim.cause for claim in claims)
    effects = _concepts(claim.effect for claim in claims)
    called_knelpunt = _concepts(mention for mention in extraction.mentions if mention.type == "knelpunt")
    said = tuple(s for s in extraction.roles if s.beinvloedbaar is not None and s.rule != REMEDY)
    judged = _concepts(statement.argument for statement in said)
    assignments = []
    for concept in sorted(causes | effects | called_knelpunt | judged):
        usual = scheme[concept].role if concept in scheme else ""
        if concept in causes or (concept in judged and usual == "Oorzaak"):
            spoken = [c.cause.text for c in claims if c.cause.grounding is not None and c.cause.grounding.concept == concept]
            assignments.append(_oorzaak(concept, said, scheme.get(concept), spoken))
        if concept in called_knelpunt or (concept in causes | effects and usual == "Knelpunt"):
            assignments.append(RoleAssignment(concept, "Knelpunt"))
        if concept in effects and (usual == "Effect" or (concept not in scheme and concept not in causes)):
            assignments.append(RoleAssignment(concept, "Effect"))
    return assignments


def role_triples(document_id: str, assignment: RoleAssignment) -> Iterator[Triple]:
    """One roltoekenning; ``beinvloedbaar`` is absent when it is undecided."""
    node = iris.roltoekenning_iri(document_id, assignment.concept, assignment.role)
    yield node, RDF.type, RG.Roltoekenning
    yield node, RG.inDocument, iris.document_iri(document_id)
    yield node, RG.begrip, iris.checked_iri(assignment.concept)
    yield node, RG.rol, RG[assignment.role]
    if assignment.beinvloedbaar is not None:
        yield node, RG.beinvloedbaar, Literal(assignment.beinvloedbaar)
        yield from texts(node, (RG.niveau, assignment.niveau), (RG.bronInvloed, assignment.source))


def _oorzaak(concept: str, statements: tuple[RoleStatement, ...], listed: Concept | None, spoken: list[str]) -> RoleAssignment:
    """An Oorzaak with its influence: the text goes before our list; a text that contradicts itself is undecided.

    A concept of the region itself is in no list: the class that all its words (``spoken``) belong to decides.
    """
    said = [statement for statement in statements if statement.beinvloedbaar is not None and concept in _concepts([statement.argument])]
    if said:
        if len({statement.beinvloedbaar for statement in said}) > 1:
            return RoleAssignment(concept, "Oorzaak")
        niveau = next((statement.niveau for statement in said if statement.niveau), "")
        return RoleAssignment(concept, "Oorzaak", said[0].beinvloedbaar, niveau, "tekst")
    if listed is not None and listed.beinvloedbaar is not None:
        return RoleAssignment(concept, "Oorzaak", listed.beinvloedbaar, listed.niveau, "lijst")
    classes = {(c.beinvloedbaar, c.niveau) if (c := class_of(words)) is not None else None for words in spoken}
    only = next(iter(classes)) if listed is None and len(classes) == 1 else None
    return RoleAssignment(concept, "Oorzaak") if only is None else RoleAssignment(concept, "Oorzaak", *only, "lijst")


def _concepts(grounded: Iterable[Argument | Mention]) -> set[str]:
    return {str(item.grounding.concept) for item in grounded if item.grounding is not None}
