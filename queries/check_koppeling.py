"""Knelpunten that hang in the air: no samenwerkingsverband, cause, effect or doelgroep found (NZa par. 2.3.5 and 3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.store import Store
from queries.facts import Concept, RoleRow, influence_of, read_concepts, read_roles, scope
from queries.knelpunten import Knelpunt, read_knelpunten
from queries.records import ClaimRow, Finding
from queries.wording import distinct, documents_of, enumeration, finding_id, places

#: What a knelpunt needs, in the order of the report, and how a sentence names it.
_PARTS = {
    "samenwerkingsverband": "een samenwerkingsverband dat eraan werkt",
    "oorzaak": "een oorzaak",
    "beinvloedbare_oorzaak": "een oorzaak die de regio kan beïnvloeden",
    "effect": "een effect",
    "doelgroep": "een doelgroep",
}


@dataclass(frozen=True, slots=True)
class _Influence:
    """Whether the region of a knelpunt can do something about a cause."""

    concepts: Mapping[str, Concept]
    roles: Mapping[str, list[RoleRow]]

    def possible(self, claim: ClaimRow) -> bool:
        own = [role for role in self.roles.get(claim.oorzaak, ()) if role.regio == claim.regio]
        return influence_of(self.concepts.get(claim.oorzaak), own) is True


def find_unlinked(store: Store) -> list[Finding]:
    """A finding for every knelpunt of a region that lacks one or more parts in all documents of that region."""
    influence = _Influence(read_concepts(store), read_roles(store, scope(None, None)))
    findings = []
    for knelpunt in read_knelpunten(store):
        present = _present(knelpunt, influence, "aanvaard")
        absent = tuple(part for part in _PARTS if not present[part])
        if not present["oorzaak"] and "beinvloedbare_oorzaak" in absent:
            absent = tuple(part for part in absent if part != "beinvloedbare_oorzaak")  # said once: there is no cause at all
        if absent:
            in_review = _present(knelpunt, influence, "ter_beoordeling")
            findings.append(_finding(knelpunt, absent, {part: in_review[part] for part in absent}))
    return findings


def _present(knelpunt: Knelpunt, influence: _Influence, status: str) -> dict[str, list[str]]:
    """For every part the IRIs of what shows it: claims with ``status``, and mentions (which are never in review)."""
    causes = [claim for claim in knelpunt.causes if claim.status == status]
    certain = status == "aanvaard"
    return {
        "samenwerkingsverband": [mention.iri for mention in knelpunt.partners if certain],
        "oorzaak": [claim.iri for claim in causes],
        "beinvloedbare_oorzaak": [claim.iri for claim in causes if influence.possible(claim)],
        "effect": [claim.iri for claim in knelpunt.effects if claim.status == status],
        "doelgroep": [mention.iri for mention in knelpunt.groups if certain],
    }


def _finding(knelpunt: Knelpunt, absent: tuple[str, ...], in_review: Mapping[str, list[str]]) -> Finding:
    proofs = distinct(proof for mention in knelpunt.mentions for proof in mention.sentence)
    uncertain = any(in_review[part] for part in absent)
    return Finding(
        id=finding_id("ongekoppeld_knelpunt", (knelpunt.regio,), _identity(knelpunt)),
        soort="ongekoppeld_knelpunt",
        regel="koppeling",
        ernst="midden" if "samenwerkingsverband" in absent and not uncertain else "laag",
        regio=(knelpunt.regio,),
        onderwerp=knelpunt.label,
        uitleg=_explanation(knelpunt, absent, in_review),
        documenten=documents_of(proofs),
        bewijs=proofs,
        ontbreekt=absent,
        te_bevestigen=uncertain,
        extra={
            "begrip": knelpunt.begrip,
            "te_beoordelen": {part: iris for part, iris in in_review.items() if iris},
            "samenwerkingsverbanden": sorted({mention.tekst for mention in knelpunt.partners}),
            "doelgroepen": sorted({mention.tekst for mention in knelpunt.groups}),
        },
    )


def _identity(knelpunt: Knelpunt) -> Iterable[str]:
    if knelpunt.begrip:
        return (knelpunt.begrip,)
    return (knelpunt.mentions[0].document_id, *(proof.citaat for proof in knelpunt.mentions[0].words))


def _explanation(knelpunt: Knelpunt, absent: tuple[str, ...], in_review: Mapping[str, list[str]]) -> str:
    where = places(proof for mention in knelpunt.mentions for proof in mention.sentence)
    missing = enumeration([_PARTS[part] for part in absent])
    text = f"Voor het knelpunt '{knelpunt.label}' in {where} is in de documenten van {knelpunt.regio} niet gevonden: {missing}."
    doubt = [_PARTS[part] for part in absent if in_review[part]]
    if doubt:
        text += f" Nog te beoordelen beweringen noemen misschien wel {enumeration(doubt)}."
    return text
