"""The one place to load from: the ontology, the concept scheme and the reference data (``ontology.gebieden``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal as OneOf
from typing import cast, get_args

from rdflib import SKOS, Graph, Literal, URIRef

from ontology.gebieden import Gebied, load_gebieden, load_reference
from ontology.prefixes import NS, PREFIXES
from ontology.vocab import RG

__all__ = ["Concept", "ConceptError", "Gebied", "Role", "load_concepts", "load_gebieden", "load_ontology", "load_reference"]

#: The usual role of a concept (rg:gebruikelijkeRol); what it is in a document may differ (NZa par. 2.3.2).
Role = OneOf["Oorzaak", "Knelpunt", "Effect", "Kans", "Doelgroep", "Sector"]


class ConceptError(ValueError):
    """A concept in ``concepts/*.ttl`` that cannot be used.

    Attributes:
        concept: its IRI.
        problem: what is wrong with it, in Dutch.
    """

    def __init__(self, concept: str, problem: str) -> None:
        super().__init__(concept, problem)
        self.concept, self.problem = concept, problem

    def __str__(self) -> str:
        return f"Begrip {self.concept}: {self.problem}. Pas het aan in ontology/concepts."


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of the shared scheme, with the words by which it is recognised.

    ``pattern`` is a regular expression to be searched with ``re.IGNORECASE``; it demands the problem, not the theme
    alone. ``negative_pole`` holds wordings that explicitly name the decrease or opposite of the concept; ``theme``
    holds words for the theme or the wanted state itself, which count as the negative pole only when the pattern and
    the variants do not match. ``beinvloedbaar`` None means undecided; ``niveau`` is lokaal, regionaal, landelijk or
    ''; ``dimension`` is set for effects only. ``broader`` and ``not_with`` are IRIs; tuples are sorted.
    """

    iri: str
    id: str
    label: str
    variants: tuple[str, ...]
    pattern: str
    role: Role
    beinvloedbaar: bool | None
    niveau: str
    reason: str
    dimension: str
    broader: str | None
    not_with: tuple[str, ...]
    negative_pole: tuple[str, ...]
    theme: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


def load_ontology() -> Graph:
    """Classes, properties and concepts (graaf:ontologie); a fresh copy on every call, so callers may add to it."""
    copy = Graph()
    for prefix, namespace in PREFIXES.items():
        copy.bind(prefix, namespace)
    for triple in _ontology():
        copy.add(triple)
    return copy


@lru_cache(maxsize=1)
def load_concepts() -> tuple[Concept, ...]:
    """All concepts that have a usual role, by id.

    Raises:
        ConceptError: a concept lacks a field that recognition needs, or its pattern is no regular expression.
    """
    graph = _ontology()
    nodes = {node for node in graph.subjects(RG.gebruikelijkeRol) if isinstance(node, URIRef)}
    return tuple(sorted((_concept(graph, node) for node in nodes), key=lambda concept: concept.id))


@lru_cache(maxsize=1)
def _ontology() -> Graph:
    folder = files("ontology")
    graph = Graph()
    names = sorted(entry.name for entry in (folder / "concepts").iterdir() if entry.name.endswith(".ttl"))
    for source in [folder / "regiograaf.ttl", *(folder / "concepts" / name for name in names)]:
        graph.parse(data=source.read_text(encoding="utf-8"), format="turtle")
    return graph


def _concept(graph: Graph, node: URIRef) -> Concept:
    influence = graph.value(node, RG.beinvloedbaar)
    broader = graph.value(node, SKOS.broader)
    return Concept(
        iri=str(node),
        id=_required(graph, node, SKOS.notation, "skos:notation"),
        label=_required(graph, node, SKOS.prefLabel, "skos:prefLabel in het Nederlands"),
        variants=_texts(graph, node, SKOS.altLabel),
        pattern=_pattern(graph, node),
        role=_role(graph, node),
        beinvloedbaar=bool(influence.toPython()) if isinstance(influence, Literal) else None,
        niveau=_text(graph, node, RG.niveau),
        reason=_text(graph, node, RG.redenInvloed),
        dimension=_text(graph, node, RG.dimensie),
        broader=str(broader) if broader is not None else None,
        not_with=tuple(sorted(str(other) for other in graph.objects(node, RG.nietSamenMet))),
        negative_pole=_texts(graph, node, RG.negatievePool),
        theme=_texts(graph, node, RG.themawoord),
        examples=_texts(graph, node, RG.voorbeeld),
        counterexamples=_texts(graph, node, RG.tegenvoorbeeld),
    )


def _texts(graph: Graph, node: URIRef, term: URIRef) -> tuple[str, ...]:
    """Dutch or untagged values, sorted."""
    values = (value for value in graph.objects(node, term) if isinstance(value, Literal))
    return tuple(sorted(str(value) for value in values if value.language in (None, "nl")))


def _text(graph: Graph, node: URIRef, term: URIRef) -> str:
    return next(iter(_texts(graph, node, term)), "")


def _required(graph: Graph, node: URIRef, term: URIRef, name: str) -> str:
    values = _texts(graph, node, term)
    if len(values) != 1:
        raise ConceptError(str(node), f"heeft {len(values)} waarden voor {name}, verwacht is er één")
    return values[0]


def _pattern(graph: Graph, node: URIRef) -> str:
    """The alternatives of rg:patroon as one expression."""
    expression = "|".join(_texts(graph, node, RG.patroon))
    if not expression:
        raise ConceptError(str(node), "heeft geen rg:patroon")
    try:
        re.compile(expression, re.IGNORECASE)
    except re.error as error:
        raise ConceptError(str(node), f"rg:patroon is geen geldige reguliere uitdrukking ({error})") from error
    return expression


def _role(graph: Graph, node: URIRef) -> Role:
    roles = sorted(str(value).removeprefix(NS) for value in graph.objects(node, RG.gebruikelijkeRol))
    if len(roles) != 1 or roles[0] not in get_args(Role):
        raise ConceptError(str(node), f"rg:gebruikelijkeRol is {', '.join(roles)}, verwacht is één van {', '.join(get_args(Role))}")
    return cast("Role", roles[0])
