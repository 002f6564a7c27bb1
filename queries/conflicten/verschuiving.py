"""C03: care shifted to a sector that another document says has no room for it."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.planfeiten import Capaciteit, Maatregel, Planrol, Waarborg
from ontology.plekken import find_plekken, load_plekken, places_of, same_place
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.planfeiten import Feit, Planfeiten
from queries.wording import enumeration

#: Most years between the year a shortage was seen and the start of the shift.
_OLD = 5
#: Words from which a subject says who: 'patiënten' alone does not.
_SPECIFIC = 2


def find_shifts_without_room(feiten: Planfeiten) -> Iterator[Treffer]:
    """Each shift of people or work once, with all shortages at the other end of it."""
    for shift in feiten.van(Maatregel):
        if shift.inhoud.richting != "verplaatsen" or not shift.plan.is_plan or shift.inhoud.planstatus in {"wens", "ingetrokken"}:
            continue
        receivers = places_of("ontvanger") | places_of("ontvanger_met_getal")
        sectors = receivers & set(shift.inhoud.naar_plekken)
        relieved = receivers & set(shift.inhoud.van_plekken)
        short = [c for c in _shortages(feiten, shift) if same_place(c.inhoud.plekken, sectors)]
        here = [c for c in short if feiten.overlap(shift, c)]
        if here:
            yield _hit(feiten, shift, here, [_compensated(feiten, shift, here), *_status(shift, here)])
        elif short:
            yield _hit(feiten, shift, short, [_elsewhere(shift, short)])
        elif other := [c for c in _shortages(feiten, shift) if relieved & set(c.inhoud.plekken) and feiten.overlap(shift, c)]:
            yield _hit(feiten, shift, other, [_relieved(other)])


def _shortages(feiten: Planfeiten, shift: Feit[Maatregel]) -> list[Feit[Capaciteit]]:
    """Shortages in other documents of this region that are not too old for the shift."""
    start = int(shift.inhoud.vanaf[:4]) if shift.inhoud.vanaf else shift.plan.jaar
    found = []
    for capacity in feiten.van(Capaciteit):
        near = capacity.plan.regio == shift.plan.regio or capacity.plan.gemeenten & shift.plan.gemeenten
        year = capacity.inhoud.peiljaar or capacity.plan.jaar
        recent = start is None or year is None or year >= start - _OLD
        if capacity.inhoud.toestand in ("tekort", "krap") and capacity.plan != shift.plan and near and recent:
            found.append(capacity)
    return found


def _hit(feiten: Planfeiten, shift: Feit[Maatregel], short: list[Feit[Capaciteit]], conditions: list[Voorwaarde]) -> Treffer:
    places = sorted({key for c in short for key in same_place(c.inhoud.plekken, {*shift.inhoud.naar_plekken, *shift.inhoud.van_plekken})})
    named = enumeration([load_plekken()[key].label for key in places])
    amount = f" ({shift.inhoud.waarde:,.0f} per jaar of in totaal)".replace(",", ".") if shift.inhoud.waarde else ""
    return Treffer(
        onderwerp=f"{shift.inhoud.onderwerp or 'zorg'}: verschuiving en de ruimte van {named}",
        a=shift,
        b=tuple(short),
        uitleg=f"{shift.plan.document} verplaatst {shift.inhoud.onderwerp or 'zorg'}{amount} en doet daarmee een beroep op {named}. "
        f"{_who(short)} daar geen of nauwelijks ruimte is.",
        overlap=feiten.overlap(shift, short[0]),
        voorwaarden=tuple(conditions),
        extra_bewijs=tuple(p for w in _near(feiten, shift) for p in w.zin),
    )


def _who(short: list[Feit[Capaciteit]]) -> str:
    years = sorted({c.inhoud.peiljaar for c in short if c.inhoud.peiljaar})
    return f"Een ander document zegt (over {enumeration([str(y) for y in years])}) dat" if years else "Een ander document zegt dat"


def _near(feiten: Planfeiten, shift: Feit[Maatregel]) -> list[Feit[Waarborg]]:
    """What the plan says right beside a shift about its consequences; said of the same places, on the same page."""
    pages, places = {proof.pagina for proof in shift.bewijs}, shift.inhoud.naar_plekken
    said = [w for w in feiten.in_plan(Waarborg, shift.plan) if w.inhoud.aard in ("compensatie", "instemming")]
    return [w for w in said if pages & {p.pagina for p in w.zin} and same_place(w.inhoud.plekken, places)]


def _compensated(feiten: Planfeiten, shift: Feit[Maatregel], short: list[Feit[Capaciteit]]) -> Voorwaarde:
    """Clause a: the plan pays for the whole shift, or the sector that gets it agreed or signed."""
    sectors = {key for c in short for key in same_place(c.inhoud.plekken, shift.inhoud.naar_plekken)}
    promised = [w for w in feiten.in_plan(Waarborg, shift.plan) if same_place(w.inhoud.plekken, sectors)]
    offers = [w for w in promised if w.inhoud.aard == "compensatie"]
    paid = [w for w in offers if _covers(w.inhoud, shift.inhoud)]
    agreed = [w for w in promised if w.inhoud.aard == "instemming"]
    signed = [] if _refused(feiten, shift, sectors) else signatures(feiten, shift, sectors)
    for found, why in (
        (paid, "het plan er mensen of middelen voor het hele verplaatste werk tegenover zet"),
        (agreed, "de sector die het werk krijgt ermee heeft ingestemd"),
        (signed, "een partij van de sector die het werk krijgt het plan heeft ondertekend"),
    ):
        for first in found[:1]:
            return Voorwaarde("a", "geen_conflict", why, first.zin)
    why = "het plan voor de sector die het werk krijgt geen mensen, middelen of akkoord noemt"
    return Voorwaarde("a", "gaat_niet_op", why, tuple(p for offer in offers for p in offer.zin))


def _covers(offer: Waarborg, shift: Maatregel) -> bool:
    """Whether compensation covers the whole shift: said so, or in the same unit at least as much, or staff without reservation."""
    if offer.onderwerp in ("ontbreekt", "deels"):
        return False
    if offer.onderwerp == "volledig":
        return True
    same_unit = offer.eenheid == shift.eenheid and offer.waarde is not None and shift.waarde is not None
    return (offer.waarde or 0) >= (shift.waarde or 0) if same_unit else offer.eenheid == "fte" and bool(offer.waarde)


def signatures(feiten: Planfeiten, shift: Feit[Maatregel], sectors: set[str]) -> list[Feit[Planrol]]:
    """The signatures under the plan of a shift of parties of these sectors."""
    roles = [r for r in feiten.in_plan(Planrol, shift.plan) if r.inhoud.planrol in ("ondertekenaar", "trekker")]
    return [role for role in roles if same_place(sectors_of(role.inhoud), sectors)]


def sectors_of(role: Planrol) -> set[str]:
    """The sectors of the parties of a role: said, or by their names ('Thuiszorg Noord')."""
    return {*role.plekken, *(hit.sleutel for name in role.partijen for hit in find_plekken(name))}


def _refused(feiten: Planfeiten, shift: Feit[Maatregel], sectors: set[str]) -> bool:
    """Whether the plan itself says that the sector was not asked or got no compensation."""
    said = [w.inhoud.plekken for w in feiten.in_plan(Waarborg, shift.plan) if w.inhoud.onderwerp == "ontbreekt"]
    left = [r.inhoud.plekken for r in feiten.in_plan(Planrol, shift.plan) if r.inhoud.planrol in ("geraakt", "genoemd")]
    return any(same_place(places, sectors) for places in (*said, *left))


def _elsewhere(shift: Feit[Maatregel], short: list[Feit[Capaciteit]]) -> Voorwaarde:
    """Clause b: the shortage is somewhere else."""
    return Voorwaarde("b", "geen_conflict", "het tekort in een ander gebied bestaat dan waar de verschuiving speelt", short[0].zin)


def _relieved(short: list[Feit[Capaciteit]]) -> Voorwaarde:
    """Clause c: the sector that is short is the one that loses work."""
    return Voorwaarde("c", "geen_conflict", "de verschuiving de krappe sector juist ontlast", short[0].zin)


def _status(shift: Feit[Maatregel], short: list[Feit[Capaciteit]]) -> list[Voorwaarde]:
    """An exploration, or a shift without numbers or people, is a signal."""
    found = []
    if shift.inhoud.planstatus == "verkenning":
        found.append(Voorwaarde("verkenning", "signaal", "de verschuiving nog maar een verkenning is", shift.zin))
    usual = any(same_place(c.inhoud.plekken, places_of("ontvanger") & set(shift.inhoud.naar_plekken)) for c in short)
    who = bool(shift.inhoud.groepen) or len(shift.inhoud.onderwerp.split()) >= _SPECIFIC
    if shift.inhoud.waarde is None and not (who and usual):
        found.append(Voorwaarde("omvang", "signaal", "de tekst niet zegt hoeveel of wie er verschuift", shift.zin))
    return found


C03 = Conflictregel("C03", find_shifts_without_room)
