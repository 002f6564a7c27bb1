"""C12: an opgave that one plan puts first and the other leaves out, in the same gemeenten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontology.planfeiten import Prioriteit
from ontology.themas import topics_of
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.planfeiten import Feit, Overlap, Plan, Planfeiten, shared_period
from queries.wording import enumeration

Keuze = Feit[Prioriteit]


def find_priority_clashes(feiten: Planfeiten) -> Iterator[Treffer]:
    """Each opgave that is a priority of one plan and none of the other, or left to the other on purpose."""
    choices = [feit for feit in feiten.van(Prioriteit) if feit.plan.is_plan]
    for left_out in choices:
        if left_out.inhoud.stand == "prioriteit":
            continue
        for plan in feiten.plannen.values():
            first = (
                _first([c for c in choices if c.plan.document_id == plan.document_id], left_out)
                if _steer_apart(plan, left_out.plan)
                else None
            )
            overlap = _overlap(feiten, first, left_out) if first else None
            if first and overlap:
                yield _hit(first, left_out, overlap, choices)


def _steer_apart(one: Plan, other: Plan) -> bool:
    """A ROAZ-plan and a regional plan direct other parties; two regional plans direct the same ones."""
    return one.document_id != other.document_id and (one.soort == "roaz-plan") != (other.soort == "roaz-plan")


def _first(choices: Iterable[Keuze], left_out: Keuze) -> Keuze | None:
    """The clearest statement of a plan that the theme comes first: in words before a numbered heading, few themes before many."""
    same = [c for c in choices if c.inhoud.stand == "prioriteit" and _themes(c) & _themes(left_out)]
    return min(same, key=lambda c: (c.inhoud.rang is not None, len(_themes(c)), c.zin[0].pagina, c.zin[0].begin), default=None)


def _themes(feit: Keuze) -> frozenset[str]:
    return topics_of(feit.inhoud.onderwerp)


def _overlap(feiten: Planfeiten, one: Keuze, other: Keuze) -> Overlap | None:
    found = feiten.overlap(one, other)
    periode = shared_period((one.plan.vanaf, one.plan.tot), (other.plan.vanaf, other.plan.tot))
    return Overlap(found.gemeenten, *periode, found.bekend) if found and periode else None


def _hit(first: Keuze, left_out: Keuze, overlap: Overlap, choices: list[Keuze]) -> Treffer:
    themes = _themes(first) & _themes(left_out)
    what = enumeration(sorted(themes))
    said = "laat die aan een ander plan over" if left_out.inhoud.stand == "elders" else "pakt die niet op"
    return Treffer(
        onderwerp=f"prioriteit: {what}",
        a=first,
        b=(left_out,),
        uitleg=f"In het {first.plan.soort} is {what} een opgave die voorgaat; het {left_out.plan.soort} {said}.",
        overlap=overlap,
        voorwaarden=(_divided(left_out, first), _third(first, left_out, themes, overlap, choices)),
    )


def _divided(left_out: Keuze, first: Keuze) -> Voorwaarde:
    if left_out.inhoud.stand == "elders":
        where = f"de plannen de opgave hebben verdeeld en zij in het {first.plan.soort} staat"
        return Voorwaarde("taakverdeling", "geen_conflict", where, (*left_out.zin, *first.zin))
    return Voorwaarde("taakverdeling", "gaat_niet_op", "de tekst zegt niet dat de opgave bewust aan het andere plan is gelaten")


def _third(first: Keuze, left_out: Keuze, themes: frozenset[str], overlap: Overlap, choices: list[Keuze]) -> Voorwaarde:
    named = {name.lower() for name in overlap.gemeenten}
    for other in choices:
        apart = other.plan.document_id not in (first.plan.document_id, left_out.plan.document_id) and other.plan.soort != first.plan.soort
        if apart and other.inhoud.stand == "prioriteit" and _themes(other) & themes and named and named <= other.gemeenten:
            return Voorwaarde("derde_plan", "geen_conflict", f"{other.plan.titel} de opgave in dezelfde gemeenten oppakt", other.zin)
    return Voorwaarde("derde_plan", "gaat_niet_op", "er is geen derde plan dat de opgave in al deze gemeenten oppakt")


C12 = Conflictregel("C12", find_priority_clashes)
