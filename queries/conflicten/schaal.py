"""C06: one theme that the ROAZ-plan does for its whole area and a regional plan does by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ontology.planfeiten import Coordinatiefunctie
from ontology.themas import topics_of
from queries.conflicten.gebied import agreed_on
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.planfeiten import Feit, Planfeiten
from queries.wording import enumeration

Uitvoering = Feit[Coordinatiefunctie]


def find_scale_clashes(feiten: Planfeiten) -> Iterator[Treffer]:
    """Pairs of a ROAZ-plan and a regional plan that each say to do the same theme on their own scale."""
    done = [f for f in feiten.van(Coordinatiefunctie) if f.inhoud.taken == ("uitvoering",) and f.plan.is_plan]
    wide = [f for f in done if f.inhoud.schaal == "roaz" and f.plan.soort == "roaz-plan"]
    narrow = [f for f in done if f.inhoud.schaal == "regio" and f.plan.soort != "roaz-plan"]
    for one, other in product(wide, narrow):
        themes = topics_of(one.inhoud.onderwerp) & topics_of(other.inhoud.onderwerp)
        overlap = feiten.overlap(one, other)
        if themes and overlap:
            what = enumeration(sorted(themes))
            yield Treffer(
                onderwerp=f"schaal: {what}",
                a=one,
                b=(other,),
                uitleg=f"Voor {what} zegt het ROAZ-plan dat het ROAZ het doet, en het {other.plan.soort} dat de regio het zelf doet.",
                overlap=overlap,
                voorwaarden=(_divided(feiten, one, other, themes),),
            )


def _divided(feiten: Planfeiten, one: Uitvoering, other: Uitvoering, themes: frozenset[str]) -> Voorwaarde:
    if agreed := agreed_on(feiten, one.plan, other.plan, themes):
        return Voorwaarde("verdeling", "geen_conflict", "er staat welk deel op welke schaal gebeurt", agreed.zin)
    return Voorwaarde("verdeling", "gaat_niet_op", "geen van beide plannen zegt welke schaal leidt")


C06 = Conflictregel("C06", find_scale_clashes)
