"""The concepts as the documents use them: how often, in which role and region, in which words; and one of them with all it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.prefixes import ID
from queries.facts import framework_role, influence_of
from queries.lezing import Lezing, once
from queries.naast_elkaar import Plek
from queries.records import ClaimRow


@dataclass(frozen=True, slots=True)
class Begrip:
    """One concept that is used: claims (not the rejected), mentions, and the regions that use it; ``eigen`` of a region or reviewer."""

    iri: str
    label: str
    rol: str
    beinvloedbaar: bool | None
    beweringen: int
    vermeldingen: int
    regios: tuple[str, ...]
    eigen: bool

    @property
    def aantal(self) -> int:
        """Claims and mentions together."""
        return self.beweringen + self.vermeldingen


@dataclass(frozen=True, slots=True)
class Bewoording:
    """One wording of a concept (the shortest form of what differs only in capitals and spaces), with its places."""

    tekst: str
    plekken: tuple[Plek, ...]


@dataclass(frozen=True, slots=True)
class Gebruik:
    """All that the documents say with one concept: its wordings, most used first, and the claims it is cause or effect of."""

    bewoordingen: tuple[Bewoording, ...]
    als_oorzaak: tuple[ClaimRow, ...]
    als_gevolg: tuple[ClaimRow, ...]


@once
def concept_list(lezing: Lezing) -> tuple[Begrip, ...]:
    """The concepts that documents use, most used first."""
    claims: defaultdict[str, set[str]] = defaultdict(set)
    mentions: defaultdict[str, int] = defaultdict(int)
    regions: defaultdict[str, set[str]] = defaultdict(set)
    for claim in _claims(lezing):
        for iri in {claim.oorzaak, claim.gevolg} & lezing.concepts.keys():
            claims[iri].add(claim.iri)
            regions[iri].add(claim.regio)
    for mention in lezing.mentions:
        if mention.begrip in lezing.concepts:
            mentions[mention.begrip] += 1
            regions[mention.begrip].add(mention.regio)
    found = [_concept(lezing, iri, len(claims[iri]), mentions[iri], tuple(sorted(regions[iri]))) for iri in regions]
    return tuple(sorted(found, key=lambda one: (-one.aantal, one.label, one.iri)))


def find_concept(lezing: Lezing, iri: str) -> Begrip | None:
    """One concept, also when no document uses it; None when the graph does not know it."""
    used = next((one for one in concept_list(lezing) if one.iri == iri), None)
    return used or (_concept(lezing, iri, 0, 0, ()) if iri in lezing.concepts else None)


def usage(lezing: Lezing, iri: str) -> Gebruik:
    """What the documents say with a concept."""
    causes = tuple(claim for claim in _claims(lezing) if claim.oorzaak == iri)
    effects = tuple(claim for claim in _claims(lezing) if claim.gevolg == iri)
    places: defaultdict[str, list[Plek]] = defaultdict(list)
    for place in _places(lezing, iri, causes, effects):
        places[" ".join(place.tekst.casefold().split())].append(place)
    wordings = (
        Bewoording(min((p.tekst for p in own), key=lambda text: (len(text), text.swapcase())), tuple(own)) for own in places.values()
    )
    return Gebruik(tuple(sorted(wordings, key=lambda one: (-len(one.plekken), one.tekst))), causes, effects)


def _claims(lezing: Lezing) -> Iterator[ClaimRow]:
    return (claim for claim in lezing.claims if claim.status != "verworpen")


def _places(lezing: Lezing, iri: str, causes: tuple[ClaimRow, ...], effects: tuple[ClaimRow, ...]) -> Iterator[Plek]:
    yield from (Plek(claim.oorzaaktekst, claim.bewijs, claim.iri) for claim in causes)
    yield from (Plek(claim.gevolgtekst, claim.bewijs, claim.iri) for claim in effects)
    yield from (Plek(mention.tekst, mention.sentence) for mention in lezing.mentions if mention.begrip == iri)


def _concept(lezing: Lezing, iri: str, claims: int, mentions: int, regions: tuple[str, ...]) -> Begrip:
    concept, roles = lezing.concepts[iri], lezing.roles.get(iri, [])
    return Begrip(
        iri=iri,
        label=concept.label,
        rol=framework_role(concept, roles),
        beinvloedbaar=influence_of(concept, roles),
        beweringen=claims,
        vermeldingen=mentions,
        regios=regions,
        eigen=iri.startswith(ID),
    )
