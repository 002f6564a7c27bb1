"""Knelpunten that hang in the air: no samenwerkingsverband, cause, effect or doelgroep found (NZa par. 2.3.5 and 3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from queries.facts import Concept, RoleRow, influence_of
from queries.knelpunten import Knelpunt, read_knelpunten
from queries.lezing import Lezing
from queries.records import ClaimRow, Finding, Proof
from queries.wording import distinct, documents_of, enumeration, finding_id, places

#: What a knelpunt needs, in the order of the report, and how a sentence names it.
_PARTS = {
    "samenwerkingsverband": "een samenwerkingsverband dat eraan werkt",
    "oorzaak": "een oorzaak",
    "beinvloedbare_oorzaak": "een oorzaak die de regio kan beïnvloeden",
    "effect": "een effect",
    "doelgroep": "een doelgroep",
    "doel": "een doel waar het onder valt",
    "maatregel": "een maatregel",
}


#: Parts that are named beside another gap but make no finding by themselves: a shared word is too little to miss them by.
_ALONE_NO_GAP = frozenset({"doel", "maatregel"})


@dataclass(frozen=True, slots=True)
class _Influence:
    """Whether the region of a knelpunt can do something about a cause."""

    concepts: Mapping[str, Concept]
    roles: Mapping[str, list[RoleRow]]

    def possible(self, claim: ClaimRow) -> bool | None:
        """True, False, or None when nothing says it."""
        own = [role for role in self.roles.get(claim.oorzaak, ()) if role.regio == claim.regio]
        return influence_of(self.concepts.get(claim.oorzaak), own)

    def any_possible(self, claims: Iterable[ClaimRow]) -> bool | None:
        """Whether one of the causes can be influenced; None when that is open for one of them and no other can."""
        said = {self.possible(claim) for claim in claims}
        return True if True in said else None if None in said else False


def find_unlinked(lezing: Lezing) -> list[Finding]:
    """A finding for every knelpunt of a region that lacks one or more parts in all documents of that region."""
    influence = _Influence(lezing.concepts, lezing.roles)
    findings = []
    for knelpunt in read_knelpunten(lezing):
        present = _present(knelpunt, influence)
        absent = [part for part in _PARTS if present[part] is False]
        if "oorzaak" in absent and "beinvloedbare_oorzaak" in absent:
            absent.remove("beinvloedbare_oorzaak")  # said once: there is no cause at all
        if set(absent) - _ALONE_NO_GAP:
            findings.append(_finding(knelpunt, absent, _Doubt.of(knelpunt, influence, absent)))
    return findings


def _present(knelpunt: Knelpunt, influence: _Influence) -> dict[str, bool | None]:
    """For every part whether the texts show it beyond doubt; None when that cannot be said, and then it is not called missing."""
    causes = [claim for claim in knelpunt.causes if claim.status == "aanvaard"]
    return {
        "samenwerkingsverband": bool(knelpunt.partners),
        "oorzaak": bool(causes),
        "beinvloedbare_oorzaak": influence.any_possible(causes) if causes else False,
        "effect": any(claim.status == "aanvaard" for claim in knelpunt.effects),
        "doelgroep": bool(knelpunt.groups) or knelpunt.around.people,
        "doel": None if knelpunt.goals is None else bool(knelpunt.goals),
        "maatregel": _has_measure(knelpunt),
    }


def _has_measure(_knelpunt: Knelpunt) -> bool | None:
    """Whether a measure aims at the knelpunt; None (unknown) as long as measures are no facts in the graph."""
    return None


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What may show an absent part after all: claims in review, and sentences that point to it."""

    claims: Mapping[str, list[str]]
    places: Mapping[str, tuple[Proof, ...]]

    @classmethod
    def of(cls, knelpunt: Knelpunt, influence: _Influence, absent: Iterable[str]) -> _Doubt:
        """The doubts about the absent parts of one knelpunt."""
        causes = [claim for claim in knelpunt.causes if claim.status == "ter_beoordeling"]
        review = {
            "oorzaak": [claim.iri for claim in causes],
            "beinvloedbare_oorzaak": [claim.iri for claim in causes if influence.possible(claim) is not False],
            "effect": [claim.iri for claim in knelpunt.effects if claim.status == "ter_beoordeling"],
        }
        seen = knelpunt.around.places
        return cls({part: review[part] for part in absent if review.get(part)}, {part: seen[part] for part in absent if seen.get(part)})

    def about(self, part: str) -> bool:
        """Whether there is any doubt about a part."""
        return part in self.claims or part in self.places


def _finding(knelpunt: Knelpunt, absent: Iterable[str], doubt: _Doubt) -> Finding:
    proofs = distinct(proof for mention in knelpunt.mentions for proof in mention.sentence)
    sure = tuple(part for part in absent if not doubt.about(part))
    unsure = tuple(part for part in absent if doubt.about(part))
    if not set(sure) - _ALONE_NO_GAP:
        sure, unsure = (), tuple(absent)
    return Finding(
        id=finding_id("ongekoppeld_knelpunt", (knelpunt.regio,), _identity(knelpunt)),
        soort="ongekoppeld_knelpunt",
        regel="koppeling",
        ernst="midden" if "samenwerkingsverband" in sure else "laag",
        regio=(knelpunt.regio,),
        onderwerp=knelpunt.label,
        uitleg=_explanation(knelpunt, sure, unsure),
        documenten=documents_of(proofs),
        bewijs=proofs,
        ontbreekt=sure or unsure,
        te_bevestigen=not sure,
        extra={
            "begrip": knelpunt.begrip,
            "te_beoordelen": dict(doubt.claims),
            "mogelijk_in": {part: [_place(proof) for proof in places] for part, places in doubt.places.items()},
            "samenwerkingsverbanden": sorted({mention.tekst for mention in knelpunt.partners}),
            "doelgroepen": sorted({mention.tekst for mention in knelpunt.groups}),
            "doelgroep_ontbreekt": _group_parts(knelpunt),
        },
    )


def _place(proof: Proof) -> dict[str, object]:
    return {"document": proof.document, "pagina": proof.pagina, "citaat": proof.citaat}


def _group_parts(knelpunt: Knelpunt) -> list[str]:
    """Which of aard and omvang no text gives for the doelgroepen of a knelpunt."""
    named = {"aard": [m.aard or m.tekst for m in knelpunt.groups], "omvang": [m.omvang for m in knelpunt.groups]}
    return [part for part, values in named.items() if not any(values)]


def _identity(knelpunt: Knelpunt) -> Iterable[str]:
    first = min(knelpunt.mentions, key=lambda mention: (mention.document_id, [(proof.pagina, proof.begin) for proof in mention.words]))
    return (knelpunt.begrip, first.document_id, *(proof.citaat for proof in first.words))


def _explanation(knelpunt: Knelpunt, sure: tuple[str, ...], unsure: tuple[str, ...]) -> str:
    where = places(proof for mention in knelpunt.mentions for proof in mention.sentence)
    missing = enumeration([_PARTS[part] for part in sure or unsure])
    text = f"Voor het knelpunt '{knelpunt.label}' in {where} is in de documenten van {knelpunt.regio} niet gevonden: {missing}."
    if unsure:
        doubt = enumeration([_PARTS[part] for part in unsure if part not in _ALONE_NO_GAP])
        text += f" Nog te beoordelen beweringen of zinnen ernaast noemen misschien wel {doubt}: lees die bladzijden na."
    return text
