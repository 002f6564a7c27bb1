"""C18: a transformatieplan or werkagenda against the regio- or ROAZ-plan it belongs under.

What another rule finds between the two is reported once, under that rule with ``ook_regels``; a clash that only the text
itself names ('dit wijkt af van het regioplan') is reported as C18. An addendum that the parties adopted clears both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ontology.planfeiten import Afstemming, Planfeit, Plangebied
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.planfeiten import Feit, Plan, Planfeiten

RULE = "C18"
_UNDER = frozenset({"transformatieplan", "werkagenda"})
_ABOVE = frozenset({"regioplan", "roaz-plan"})


def find_departures(feiten: Planfeiten) -> Iterator[Treffer]:
    """Transformatieplannen that say themselves that they depart from a plan of the same area."""
    for said in feiten.van(Afstemming):
        if said.inhoud.onderwerp != "afwijking" or said.plan.soort not in _UNDER:
            continue
        for area in feiten.van(Plangebied):
            overlap = feiten.overlap(said, area) if area.plan.soort in _ABOVE and area.inhoud.onderwerp == area.plan.regio else None
            if overlap and area.plan.soort.split("-")[0] in said.tekst.lower():
                yield Treffer(
                    onderwerp=f"afwijking van {area.plan.titel}",
                    a=said,
                    b=(area,),
                    uitleg=f"Het {said.plan.soort} zegt zelf dat het afwijkt van {area.plan.titel}.",
                    overlap=overlap,
                    voorwaarden=(_adopted(feiten, said, area.plan),),
                )


def weigh(hits: Iterable[tuple[str, Treffer]], feiten: Planfeiten) -> Iterator[tuple[str, Treffer]]:
    """The hits of all rules as they are reported: those between a transformatieplan and a plan above it also fall under C18."""
    every = list(hits)
    for rule, hit in every:
        if rule == RULE:
            if not any(other != RULE and _near(one.a, hit.a) for other, one in every):
                yield rule, hit
            continue
        under, above = _sides(hit)
        if under is None or above is None:
            yield rule, hit
            continue
        cleared = _adopted(feiten, under, above)
        if cleared.uitkomst == "geen_conflict":
            yield RULE, replace(hit, voorwaarden=(cleared,))
        else:
            yield rule, replace(hit, velden={**hit.velden, "ook_regels": [RULE]})


def _sides(hit: Treffer) -> tuple[Feit[Planfeit] | None, Plan | None]:
    """The fact of the transformatieplan and the plan above it, when a hit lies between the two."""
    facts = (hit.a, *hit.b)
    under = next((f for f in facts if f.plan.soort in _UNDER), None)
    above = next((f.plan for f in facts if f.plan.soort in _ABOVE), None)
    return under, above


def _adopted(feiten: Planfeiten, fact: Feit[Planfeit], above: Plan) -> Voorwaarde:
    later = not (fact.plan.jaar and above.jaar) or fact.plan.jaar >= above.jaar
    for said in feiten.in_plan(Afstemming, fact.plan):
        if later and said.inhoud.onderwerp == "addendum" and _near(fact, said):
            return Voorwaarde("addendum", "geen_conflict", f"de partijen van {above.titel} de afwijking hebben vastgesteld", said.zin)
    return Voorwaarde("addendum", "gaat_niet_op", "de tekst noemt geen addendum dat de partijen van het andere plan hebben vastgesteld")


def _near(one: Feit[Planfeit], other: Feit[Planfeit]) -> bool:
    """Whether the sentence of a fact is among those that another fact of its document is about."""
    return bool(set(one.zin) & set(other.bewijs))


C18 = Conflictregel(RULE, find_departures)
