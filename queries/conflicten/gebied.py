"""C17: a gemeente that lies in two plans for one theme with another party in the lead, or in no plan at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.plans.parties import same_party
from ontology.planfeiten import Afstemming, Plangebied, Planrol
from ontology.themas import find_themas, thema_labels, topics_of
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.planfeiten import Feit, Plan, Planfeiten
from queries.wording import enumeration

Trekker = Feit[Planrol]
Afspraak = Feit[Afstemming]


def find_coverage(feiten: Planfeiten) -> Iterator[Treffer]:
    """Themes led twice in a gemeente, overlaps that both plans agreed on, and gemeenten without a plan."""
    yield from _led_twice(feiten)
    yield from _agreed_overlap(feiten)
    yield from _blank_spots(feiten)


def _led_twice(feiten: Planfeiten) -> Iterator[Treffer]:
    leads = [f for f in feiten.van(Planrol) if f.inhoud.planrol == "trekker" and _regional(f.plan)]
    for one, other in combinations(leads, 2):
        themes = topics_of(one.inhoud.onderwerp) & topics_of(other.inhoud.onderwerp)
        overlap = feiten.overlap(one, other) if _neighbours(one.plan, other.plan) else None
        same = any(same_party(a, b) for a in one.inhoud.partijen for b in other.inhoud.partijen)
        if themes and overlap and overlap.gemeenten and not same:
            what, shared = enumeration(sorted(themes)), enumeration(overlap.gemeenten)
            who = [f"{enumeration(f.inhoud.partijen)} ({f.plan.titel})" for f in (one, other)]
            yield Treffer(
                onderwerp=f"{what} in {shared}",
                a=one,
                b=(other,),
                uitleg=f"{shared} ligt voor {what} in twee plannen, met elk een eigen trekker: {who[0]} en {who[1]}.",
                overlap=overlap,
                voorwaarden=(_joined(feiten, one, other, themes),),
            )


def _regional(plan: Plan) -> bool:
    return plan.is_plan and plan.soort != "roaz-plan"


def _neighbours(one: Plan, other: Plan) -> bool:
    """Two plans of regions that are not the same: they lie side by side and share part of their gemeenten."""
    return one.document_id != other.document_id and bool(one.gemeenten) and bool(other.gemeenten) and one.gemeenten != other.gemeenten


def _joined(feiten: Planfeiten, one: Trekker, other: Trekker, themes: frozenset[str]) -> Voorwaarde:
    if agreed := agreed_on(feiten, one.plan, other.plan, themes):
        return Voorwaarde("aansluiting", "geen_conflict", "de plannen de aansluiting op elkaar noemen", agreed.zin)
    return Voorwaarde("aansluiting", "gaat_niet_op", "geen van beide plannen noemt voor deze opgave een aansluiting op het andere")


def agreed_on(feiten: Planfeiten, one: Plan, other: Plan, themes: frozenset[str]) -> Afspraak | None:
    """The first agreement in either plan about one of the themes."""
    said = (agreed for plan in (one, other) for agreed in feiten.in_plan(Afstemming, plan))
    return next((agreed for agreed in said if agreed.inhoud.stand == "afgesproken" and _about(agreed) & themes), None)


def _about(agreed: Afspraak) -> frozenset[str]:
    """The themes that an agreement is about, by its words and its heading."""
    return topics_of(thema_labels(find_themas(f"{agreed.inhoud.onderwerp}. {agreed.tekst}")))


def _agreed_overlap(feiten: Planfeiten) -> Iterator[Treffer]:
    """Two plans that each say that they agreed with the other region who covers a theme."""
    agreed = [f for f in feiten.van(Afstemming) if f.inhoud.stand == "afgesproken" and _regional(f.plan)]
    for one, other in combinations(agreed, 2):
        themes = _about(one) & _about(other)
        mutual = other.plan.regio in one.inhoud.partijen and one.plan.regio in other.inhoud.partijen
        if themes and mutual and one.plan.regio != other.plan.regio:
            what = enumeration(sorted(themes))
            yield Treffer(
                onderwerp=f"{what}: aansluiting van {one.plan.regio} en {other.plan.regio}",
                a=one,
                b=(other,),
                uitleg=f"Gemeenten van {one.plan.regio} en {other.plan.regio} vallen voor {what} onder het plan van de ander.",
                overlap=feiten.overlap(one, other),
                voorwaarden=(Voorwaarde("aansluiting", "geen_conflict", "beide plannen de aansluiting noemen", (*one.zin, *other.zin)),),
            )


def _blank_spots(feiten: Planfeiten) -> Iterator[Treffer]:
    """Gemeenten of a region, as its beeld names them, that lie in no plan although the region has one."""
    covered = {name for plan in feiten.plannen.values() if plan.is_plan for name in plan.gemeenten}
    for area in feiten.van(Plangebied):
        plans = [f for f in feiten.van(Plangebied) if f.plan.is_plan and f.plan.regio == area.plan.regio and f.inhoud.schaal != "locatie"]
        described = not area.plan.is_plan and area.inhoud.onderwerp == area.plan.regio and area.inhoud.schaal not in ("subregio", "locatie")
        missing = [name for name in area.inhoud.gemeenten if name.lower() not in covered]
        if described and missing and any(f.inhoud.gemeenten for f in plans):
            yield Treffer(
                onderwerp=f"geen plan voor {enumeration(missing)}",
                a=area,
                b=tuple(f for f in plans if f.inhoud.gemeenten)[:1],
                uitleg=f"{enumeration(missing)} hoort volgens het beeld bij {area.plan.regio}, maar ligt in geen van de gelezen plannen.",
                soort="witte_vlek",
                voorwaarden=(Voorwaarde("aansluiting", "gaat_niet_op", "geen van de plannen noemt een aansluiting voor deze gemeente"),),
            )


C17 = Conflictregel("C17", find_coverage)
