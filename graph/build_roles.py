"""The role of a concept in one document under the NZa framework: oorzaak, knelpunt or effect.

What the region itself calls a concept is another fact (``labelInTekst``); neither overwrites the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import RDF, Literal

from extract.influence_words import class_of
from extract.records import Argument, Extraction, Mention
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


@dataclass(frozen=True, slots=True)
class Uses:
    """How one document uses its concepts, by IRI.

    ``causes`` gives the words of every cause; ``called_knelpunt`` is what the text mentions as a knelpunt; ``said`` what the
    text itself says of the influence of the region: (concept, can be influenced, niveau).
    """

    causes: Mapping[str, Sequence[str]]
    effects: Collection[str]
    called_knelpunt: Collection[str]
    said: Sequence[tuple[str, bool, str]]


def role_assignments(extraction: Extraction, scheme: Mapping[str, Concept]) -> list[RoleAssignment]:
    """The roles of every concept in the explanations of a document (NZa par. 2.3.2), sorted by concept.

    Read from accepted oorzakelijke claims that the text does not deny, and from mentions of knelpunten; see ``assign_roles``.
    """
    claims = [claim for claim in extraction.claims if claim.kind == "oorzakelijk" and counts(claim)]
    causes: defaultdict[str, list[str]] = defaultdict(list)
    for cause in (claim.cause for claim in claims if claim.cause.grounding is not None):
        causes[_concept(cause)].append(cause.text)
    said = [
        (_concept(s.argument), s.beinvloedbaar, s.niveau)
        for s in extraction.roles
        if s.beinvloedbaar is not None and s.rule != REMEDY and s.argument.grounding is not None
    ]
    called = {_concept(m) for m in extraction.mentions if m.type == "knelpunt" and m.grounding is not None}
    effects = {_concept(claim.effect) for claim in claims if claim.effect.grounding is not None}
    return assign_roles(Uses(causes, effects, called, said), scheme)


def assign_roles(uses: Uses, scheme: Mapping[str, Concept]) -> list[RoleAssignment]:
    """The roles that follow from how a document uses its concepts, sorted by concept.

    - Oorzaak: it is the cause of some claim; or the scheme calls it an oorzaak and the text says whether the region
      can influence it.
    - Effect: it is the effect of some claim, and the scheme calls it an effect; a concept of the region itself when
      it is never a cause.
    - Knelpunt: the text mentions it as a knelpunt, or it is in some claim and the scheme calls it a knelpunt.

    So a concept may have several roles in one document: that is what rolverwarring looks at.
    """
    judged = {concept for concept, _, _ in uses.said}
    assignments = []
    for concept in sorted({*uses.causes, *uses.effects, *uses.called_knelpunt, *judged}):
        usual = scheme[concept].role if concept in scheme else ""
        if concept in uses.causes or (concept in judged and usual == "Oorzaak"):
            assignments.append(_oorzaak(concept, uses, scheme.get(concept)))
        if concept in uses.called_knelpunt or ((concept in uses.causes or concept in uses.effects) and usual == "Knelpunt"):
            assignments.append(RoleAssignment(concept, "Knelpunt"))
        if concept in uses.effects and (usual == "Effect" or (concept not in scheme and concept not in uses.causes)):
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


def _oorzaak(concept: str, uses: Uses, listed: Concept | None) -> RoleAssignment:
    """An Oorzaak with its influence: the text goes before our list; a text that contradicts itself is undecided.

    A concept of the region itself is in no list: the class that all its words belong to decides.
    """
    said = [(can, niveau) for about, can, niveau in uses.said if about == concept]
    if said:
        if len({can for can, _ in said}) > 1:
            return RoleAssignment(concept, "Oorzaak")
        niveau = next((niveau for _, niveau in said if niveau), "")
        return RoleAssignment(concept, "Oorzaak", said[0][0], niveau, "tekst")
    if listed is not None and listed.beinvloedbaar is not None:
        return RoleAssignment(concept, "Oorzaak", listed.beinvloedbaar, listed.niveau, "lijst")
    spoken = uses.causes.get(concept, ())
    classes = {(c.beinvloedbaar, c.niveau) if (c := class_of(words)) is not None else None for words in spoken}
    only = next(iter(classes)) if listed is None and len(classes) == 1 else None
    return RoleAssignment(concept, "Oorzaak") if only is None else RoleAssignment(concept, "Oorzaak", *only, "lijst")


def _concept(item: Argument | Mention) -> str:
    return str(item.grounding.concept) if item.grounding is not None else ""
