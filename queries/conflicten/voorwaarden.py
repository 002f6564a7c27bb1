"""C14: one plan rests on a condition that another plan rules out or does not expect."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.plans.forms import forms_of
from ontology.planfeiten import Voorwaarde as Randvoorwaarde
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.planfeiten import Feit, Overlap, Planfeiten, shared_area

Eis = Feit[Randvoorwaarde]
#: Conditions of which two texts on the same subject may mean two different ones: one building beside another.
_OF_A_PLACE = frozenset({"een gebouw of huisvesting", "geschikte woningen", "vervoer"})


def find_clashing_conditions(feiten: Planfeiten) -> Iterator[Treffer]:
    """Pairs of two plans on one condition: the one needs it, the other rules it out; or both ask for it."""
    topics = {form.velden["label"] for form in forms_of("randvoorwaarden.toml", "onderwerp")}
    asked = [f for f in feiten.van(Randvoorwaarde) if f.inhoud.onderwerp in topics and f.plan.is_plan]
    for one, other in combinations(asked, 2):
        if one.plan.document_id == other.plan.document_id or one.inhoud.onderwerp != other.inhoud.onderwerp:
            continue
        area = shared_area(one, other)
        needs = {"vereist"} & {one.inhoud.stand, other.inhoud.stand}
        both = one.inhoud.stand == other.inhoud.stand == "vereist"
        national = one.inhoud.niveau == other.inhoud.niveau == "landelijk"
        if area is None or not needs or (both and not national) or not _same_place(one, other):
            continue
        named = tuple(sorted(feiten.gemeentenamen.get(name, name.capitalize()) for name in area))
        yield _hit(one, other, Overlap(named, "", "", bekend=bool(area)), both=both)


def _same_place(one: Eis, other: Eis) -> bool:
    """A building or a bus line is the same one only when both texts name the same place."""
    if one.inhoud.onderwerp not in _OF_A_PLACE:
        return True
    return bool(set(one.inhoud.locaties) & set(other.inhoud.locaties) or set(one.inhoud.gemeenten) & set(other.inhoud.gemeenten))


def _hit(one: Eis, other: Eis, overlap: Overlap, *, both: bool) -> Treffer:
    needs, denies = (one, other) if one.inhoud.stand == "vereist" else (other, one)
    subject = one.inhoud.onderwerp
    said = f"{needs.plan.document} heeft {subject} nodig"
    told = f"{said}, en {denies.plan.document} ook." if both else f"{said}; {denies.plan.document} sluit dat uit: ‘{denies.tekst}’"
    return Treffer(
        onderwerp=subject,
        a=needs,
        b=(denies,),
        uitleg=told,
        overlap=overlap,
        voorwaarden=(_together(one, other, both=both),),
    )


def _together(one: Eis, other: Eis, *, both: bool) -> Voorwaarde:
    if both:
        return Voorwaarde("gelijkgericht", "geen_conflict", "het Rijk hierover gaat en beide plannen erom vragen", (*one.zin, *other.zin))
    return Voorwaarde("gelijkgericht", "gaat_niet_op", "een van de plannen vraagt er niet om")


C14 = Conflictregel("C14", find_clashing_conditions)
