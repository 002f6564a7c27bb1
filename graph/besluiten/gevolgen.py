"""What follows from claims in the graph of a document: arrows, and the roles of concepts under the NZa framework."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import cast

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import SKOS

from graph import iris
from graph.besluiten.begrippen import Begrippen
from graph.besluiten.bewering import Kern, kern_of
from graph.besluiten.blad import Blad, Feiten, facts_of, one, words
from graph.besluiten.toestand import Toestand
from graph.build_claims import ARROW
from graph.build_roles import RoleAssignment, Uses, assign_roles, role_triples
from ontology.load import Concept, load_concepts
from ontology.vocab import RG

#: Properties that say that an item is about a concept.
_ABOUT = (RG.oorzaakbegrip, RG.gevolgbegrip, RG.begrip)
_ARROWS = frozenset(ARROW.values())
#: What changes nothing for others.
_OWN = (RG.geloof, RG.reden)
_ROLES = ("Oorzaak", "Knelpunt", "Effect")


@cache
def scheme() -> dict[str, Concept]:
    """The concepts of the shared scheme, by IRI."""
    return {concept.iri: concept for concept in load_concepts()}


def concepts_of(*facts: Feiten) -> set[URIRef]:
    """The concepts that items are about."""
    return {cast("URIRef", value) for item in facts for predicate in _ABOUT for value in item.get(predicate, ())}


def plan_consequences(blad: Blad, concepts: Iterable[URIRef], toestand: Toestand) -> None:
    """Plan the arrows from these concepts, their names and their roles, from the claims and mentions as they are planned."""
    chosen = sorted(set(concepts))
    blad.load(chosen)
    items = users(blad, chosen)
    before, after = [blad.read(item) for item in items], [blad.now(item) for item in items]
    _plan_names(blad, chosen, before, after, toestand)
    _plan_arrows(blad, chosen, after)
    _plan_roles(blad, chosen, before, after, toestand)


def users(blad: Blad, concepts: Iterable[URIRef]) -> list[URIRef]:
    """The claims, mentions and role statements about one of these concepts as read, as stored or as planned, sorted and loaded."""
    chosen = set(concepts)
    found = {item for item in blad.planned() if concepts_of(blad.now(item)) & chosen}
    found |= set(blad.using(_ABOUT, chosen))
    blad.load(found)
    return sorted(item for item in found if is_item(blad, item))


def is_item(blad: Blad, subject: URIRef) -> bool:
    """Whether a subject is about a concept by the text itself; a role under the framework follows from others."""
    facts = (blad.read(subject), blad.stored(subject), blad.now(subject))
    return bool(concepts_of(*facts)) and not any(RG.rol in known for known in facts)


def _plan_arrows(blad: Blad, concepts: list[URIRef], items: list[Feiten]) -> None:
    arrows: defaultdict[URIRef, defaultdict[URIRef, set[URIRef | Literal]]] = defaultdict(lambda: defaultdict(set))
    for kern in _kernen(items):
        if kern.geldt and kern.oorzaak is not None and kern.gevolg is not None:
            arrows[kern.oorzaak][ARROW[kern.soort]].add(kern.gevolg)
    for concept in concepts:
        facts = {predicate: values for predicate, values in blad.now(concept).items() if predicate not in _ARROWS}
        blad.plan(concept, facts | {predicate: frozenset(values) for predicate, values in arrows[concept].items()})


def counts_for(facts: Feiten) -> Feiten:
    """Of what the graph says of an item, all that others follow from."""
    return {predicate: values for predicate, values in facts.items() if predicate not in _OWN}


def _plan_names(blad: Blad, concepts: list[URIRef], before: list[Feiten], after: list[Feiten], toestand: Toestand) -> None:
    """A concept that is not of the scheme has its name in the graph of every document that uses it, and of no other."""
    used, was_used = concepts_of(*after), concepts_of(*before)
    gone, fresh = was_used - used, used - was_used
    for concept in concepts:
        facts = blad.read(concept)
        if concept in gone:
            facts = {}
        elif concept in fresh and SKOS.prefLabel not in facts and str(concept) not in scheme():
            facts = _named(blad, concept, toestand)
        if SKOS.prefLabel in facts:
            facts = renamed(facts, concept, toestand.begrippen)
        blad.plan(concept, facts)


def renamed(facts: Feiten, concept: URIRef, begrippen: Begrippen) -> Feiten:
    """A concept under the name that a reviewer gave it, found under its old name as well, with the influence they decided on."""
    fresh = dict(facts)
    if (label := begrippen.labels.get(str(concept))) and label not in {str(old) for old in facts[SKOS.prefLabel]}:
        dutch = frozenset(old for old in facts[SKOS.prefLabel] if getattr(old, "language", None) in (None, "nl"))
        fresh[SKOS.prefLabel] = facts[SKOS.prefLabel] - dutch | {Literal(label, lang="nl")}
        fresh[SKOS.altLabel] = facts.get(SKOS.altLabel, frozenset()) | dutch
    if str(concept) in begrippen.invloed:
        influence = begrippen.invloed[str(concept)]
        fresh[RG.beinvloedbaar] = frozenset() if influence is None else frozenset({Literal(influence)})
    return {predicate: values for predicate, values in fresh.items() if values}


def _named(blad: Blad, concept: URIRef, toestand: Toestand) -> Feiten:
    """A concept that this document did not use as read: from another document, or made by a reviewer."""
    name = toestand.begrippen.naam(str(concept))
    document = blad.read(iris.document_iri(iris.document_id_of(blad.graaf) or ""))
    return {
        RDF.type: frozenset({SKOS.Concept, RG.RegioBegrip}),
        SKOS.prefLabel: frozenset({Literal(name or str(concept).rpartition("/")[2], lang="nl")}),
        RG.regionaam: document.get(RG.regionaam, frozenset()),
    }


def _plan_roles(blad: Blad, concepts: list[URIRef], before: list[Feiten], after: list[Feiten], toestand: Toestand) -> None:
    """Only a role that comes out differently is written: what the reader gave stays as it is."""
    document_id = iris.document_id_of(blad.graaf) or ""
    as_read, now = _assigned(before), _assigned(after)
    nodes = {(str(concept), role): iris.roltoekenning_iri(document_id, concept, role) for concept in concepts for role in _ROLES}
    blad.load(nodes.values())
    for concept in concepts:
        for role in _ROLES:
            key = (str(concept), role)
            node = nodes[key]
            assignment, facts = now.get(key), blad.read(node)
            if as_read.get(key) != assignment:
                facts = facts_of(role_triples(document_id, assignment)) if assignment is not None else {}
            blad.plan(node, toestand.influenced(facts, concept) if facts and role == "Oorzaak" else facts)


def _assigned(items: list[Feiten]) -> dict[tuple[str, str], RoleAssignment]:
    found: dict[tuple[str, str], RoleAssignment] = {}
    for assignment in assign_roles(_uses(items), scheme()):
        found[assignment.concept, assignment.role] = assignment
    return found


def _uses(items: list[Feiten]) -> Uses:
    causes: defaultdict[str, list[str]] = defaultdict(list)
    effects, called, said = set[str](), set[str](), list[tuple[str, bool, str]]()
    for kern in _kernen(items):
        if kern.soort == "oorzakelijk" and kern.geldt:
            if kern.oorzaak is not None:
                causes[str(kern.oorzaak)].append(kern.oorzaaktekst)
            if kern.gevolg is not None:
                effects.add(str(kern.gevolg))
    for facts in items:
        concept = words(facts, RG.begrip)
        if one(facts, RG.vermeldt) == RG.Knelpunt and concept:
            called.add(concept)
        if one(facts, RDF.type) == RG.Roluitspraak and concept and RG.beinvloedbaar in facts:
            said.append((concept, words(facts, RG.beinvloedbaar) == "true", words(facts, RG.niveau)))
    return Uses(causes, effects, called, said)


def _kernen(items: Iterable[Feiten]) -> Iterator[Kern]:
    return (kern for facts in items if (kern := kern_of(facts)) is not None)
