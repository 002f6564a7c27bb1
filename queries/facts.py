"""Reading rows of a store into plain facts for the explanation graph and the checks; few queries, whatever the size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.store import Store, Value
from ontology.prefixes import NS
from queries.records import Proof
from queries.run import run_intern

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
    """One role of a concept in one document, with what is known of its influence; ``bron`` is tekst, lijst or ''."""

    begrip: str
    rol: str
    beinvloedbaar: bool | None
    bron: str
    document: str
    regio: str


def text_of(value: Value) -> str:
    """``value`` as text, unbound as ''."""
    return "" if value is None else str(value)


def local_name(value: Value) -> str:
    """The name of a term of the ontology, without its namespace."""
    return text_of(value).removeprefix(NS)


def scope(regio: str | None, document: str | None) -> dict[str, str]:
    """Parameters of an internal query for a region, a document (by file name or id), both or neither."""
    return {"regio": regio or "", "document": document or ""}


def read_places(store: Store, params: Mapping[str, str], deel: str = "") -> Places:
    """The evidence pieces, by (item IRI, part) and in text order; part is bron, zin, oorzaak or gevolg ('' for all)."""
    found: defaultdict[tuple[str, str], list[Proof]] = defaultdict(list)
    for row in run_intern(store, "plaatsen", {**params, "deel": deel}).rows:
        proof = Proof(
            text_of(row["document"]),
            _number(row["pagina"]),
            text_of(row["citaat"]),
            _number(row["begin"]),
            _number(row["eind"]),
            text_of(row["document_id"]),
        )
        found[text_of(row["iri"]), text_of(row["deel"])].append(proof)
    return {key: tuple(proofs) for key, proofs in found.items()}


def read_concepts(store: Store) -> dict[str, Concept]:
    """All concepts with a label, by IRI; the first label in sort order when documents write it differently."""
    concepts: dict[str, Concept] = {}
    for row in run_intern(store, "begrippen").rows:
        iri = text_of(row["begrip"])
        influence = row["beinvloedbaar"]
        concepts.setdefault(
            iri,
            Concept(
                iri,
                text_of(row["label"]),
                local_name(row["rol"]),
                influence if isinstance(influence, bool) else None,
                text_of(row["dimensie"]),
            ),
        )
    return concepts


def read_roles(store: Store, params: Mapping[str, str]) -> dict[str, list[RoleRow]]:
    """The roles under the NZa framework, by concept."""
    roles: defaultdict[str, list[RoleRow]] = defaultdict(list)
    for row in run_intern(store, "rollen", params).rows:
        influence = row["beinvloedbaar"]
        role = RoleRow(
            begrip=text_of(row["begrip"]),
            rol=local_name(row["rol"]),
            beinvloedbaar=influence if isinstance(influence, bool) else None,
            bron=text_of(row["bron"]),
            document=text_of(row["document"]),
            regio=text_of(row["regio"]),
        )
        roles[role.begrip].append(role)
    return dict(roles)


def framework_role(concept: Concept | None, roles: list[RoleRow]) -> str:
    """The one role that stands for a concept: the usual one if given or no other, else Knelpunt, Effect, Oorzaak."""
    assigned = {role.rol for role in roles}
    usual = concept.rol if concept else ""
    if usual and (usual in assigned or not assigned):
        return usual
    return next((role for role in ROLES if role in assigned), "")


def influence_of(concept: Concept | None, roles: list[RoleRow]) -> bool | None:
    """Whether a region can influence a concept: what a text says goes before the list; texts that differ give None."""
    for source in ("tekst", "lijst"):
        said = {role.beinvloedbaar for role in roles if role.bron == source and role.beinvloedbaar is not None}
        if said:
            return said.pop() if len(said) == 1 else None
    if any(role.rol == "Oorzaak" for role in roles):
        return None
    return concept.beinvloedbaar if concept else None


def _number(value: Value) -> int:
    return int(text_of(value))
