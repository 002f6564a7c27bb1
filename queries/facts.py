"""Plain facts of the graph for the explanation graph and the checks: concepts, their roles, and what follows from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.store import Value
from ontology.prefixes import NS
from queries.records import Proof

#: Part of an item's evidence: its own source, the sentence round a mention, or the words of cause and effect.
Places = Mapping[tuple[str, str], tuple[Proof, ...]]

#: A role of the NZa framework; the order settles a tie, see ``framework_role``.
ROLES = ("Knelpunt", "Effect", "Oorzaak")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept as the scheme or a document describes it; ``rol`` and ``dimensie`` are '' when not given."""

    iri: str
    label: str
    rol: str
    beinvloedbaar: bool | None
    dimensie: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of a concept in one document, with what is known of its influence.

    ``bron`` is beoordelaar, tekst, lijst or ''; ``niveau`` is who can do something about it ('' when not given).
    """

    begrip: str
    rol: str
    beinvloedbaar: bool | None
    bron: str
    document: str
    regio: str
    niveau: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text itself says of the question whether the region can influence a concept."""

    iri: str
    begrip: str
    beinvloedbaar: bool
    document: str
    regio: str
    bewijs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Keus:
    """How sure the reader was of a concept, and what came second ('' when nothing did); scores from 0 to 1, None when not given."""

    score: float | None
    tweede: str
    tweede_score: float | None


def text_of(value: Value) -> str:
    """``value`` as text, unbound as ''."""
    return "" if value is None else str(value)


def local_name(value: Value) -> str:
    """The name of a term of the ontology, without its namespace."""
    return text_of(value).removeprefix(NS)


def framework_role(concept: Concept | None, roles: list[RoleRow]) -> str:
    """The one role that stands for a concept: the usual one if given or no other, else Knelpunt, Effect, Oorzaak."""
    assigned = {role.rol for role in roles}
    usual = concept.rol if concept else ""
    if usual and (usual in assigned or not assigned):
        return usual
    return next((role for role in ROLES if role in assigned), "")


def influence_of(concept: Concept | None, roles: list[RoleRow]) -> bool | None:
    """Whether a region can influence a concept: a reviewer goes before a text, and that before the list; texts that differ give None."""
    decided = [role for role in roles if role.bron == "beoordelaar"]
    if decided:
        return decided[0].beinvloedbaar
    for source in ("tekst", "lijst"):
        said = {role.beinvloedbaar for role in roles if role.bron == source and role.beinvloedbaar is not None}
        if said:
            return said.pop() if len(said) == 1 else None
    if any(role.rol == "Oorzaak" for role in roles):
        return None
    return concept.beinvloedbaar if concept else None
