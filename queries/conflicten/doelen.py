"""C08: two documents that set another target for the same thing, the same people and the same area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from extract.indicators import label_of, resembles, same_measure
from extract.numbers import format_number
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.doelen import Doel
from queries.planfeiten import Feit, Planfeiten

Gesteld = Feit[Doel]
#: Targets differ when they are further apart than this share of the larger (conflictregel C08).
_RELATIVE = 0.10
_AGES = frozenset({"jeugd", "volwassenen", "ouderen"})
_UNITS = {
    "procent": "procent",
    "procentpunt": "procentpunt",
    "per_1000": "per 1.000",
    "per_10000": "per 10.000",
    "per_100000": "per 100.000",
    "aantal": "",
}


@dataclass(frozen=True, slots=True)
class _Streef:
    """Two targets in one year; ``omgerekend`` when one was interpolated between its base and its target."""

    a: float
    b: float
    jaar: int
    omgerekend: bool


def find_other_targets(feiten: Planfeiten) -> Iterator[Treffer]:
    """Pairs of aims of two documents on the same indicator whose targets or directions differ."""
    aims = [feit for feit in feiten.van(Doel) if _wanted(feit.inhoud) is not None and feit.inhoud.sleutels]
    for one, other in combinations(aims, 2):
        if one.plan.document_id == other.plan.document_id or one.tekst == other.tekst:
            continue
        a, b = one.inhoud.sleutels, other.inhoud.sleutels
        same = same_measure(a, b)
        if same or resembles(a, b):
            hit = _hit(feiten, one, other, same=same)
            if hit is not None:
                yield hit


def _hit(feiten: Planfeiten, one: Gesteld, other: Gesteld, *, same: bool) -> Treffer | None:
    shared = feiten.overlap(one, other)
    conditions = (
        _area(feiten, one, other),
        _population(one, other),
        _definition(one, other, same=same),
        _unit(one, other),
    )
    cleared = any(c.uitkomst == "geen_conflict" for c in conditions)
    told = _difference(one.inhoud, other.inhoud)
    if (told is None and not cleared) or (one.plan.regio != other.plan.regio and shared is None):
        return None
    subject = label_of(one.inhoud.sleutels & other.inhoud.sleutels or one.inhoud.sleutels)
    return Treffer(
        onderwerp=f"streefwaarde voor {subject}",
        a=one,
        b=(other,),
        uitleg=f"{_side(one)}, {_side(other)}. {told or ''}".strip(),
        overlap=shared,
        voorwaarden=conditions,
        te_bevestigen=told is not None and "omgerekend" in told,
    )


# --- how far apart ----------------------------------------------------------------------------------------------------------


def _wanted(aim: Doel) -> float | None:
    return aim.streefgetal if aim.streefgetal is not None else aim.verandering


def _difference(a: Doel, b: Doel) -> str | None:
    """What differs, as a sentence; None when the targets agree or cannot be laid side by side."""
    if a.richting and b.richting and a.richting != b.richting:
        return f"Het ene doel wil {a.richting}, het andere {b.richting}."
    found = _side_by_side(a, b)
    if found is None or abs(found.a - found.b) <= _RELATIVE * max(abs(found.a), abs(found.b)):
        return None
    share = round(100 * abs(found.a - found.b) / max(abs(found.a), abs(found.b)))
    reckoned = " (omgerekend naar hetzelfde jaar langs een rechte lijn van basis naar streefwaarde)" if found.omgerekend else ""
    return f"In {found.jaar} scheelt dat {share} procent{reckoned}."


def _side_by_side(a: Doel, b: Doel) -> _Streef | None:
    if a.doeljaar is None or b.doeljaar is None:
        return None
    year = min(a.doeljaar, b.doeljaar)
    x, y = _at(a, year), _at(b, year)
    if x is None or y is None:
        both = (a.verandering, b.verandering)
        known = both[0] is not None and both[1] is not None and (a.doeljaar, a.basisjaar) == (b.doeljaar, b.basisjaar)
        return _Streef(both[0] or 0.0, both[1] or 0.0, year, False) if known else None
    return _Streef(x, y, year, a.doeljaar != b.doeljaar)


def _at(aim: Doel, year: int) -> float | None:
    """The value that an aim has in a year on the straight line from its base to its target."""
    target, base = aim.streefgetal, aim.basisgetal
    if target is None and base is not None and aim.verandering is not None:
        target = base * (1 + aim.verandering / 100)
    if target is None or aim.doeljaar == year:
        return target
    if base is None or aim.basisjaar is None or aim.doeljaar is None or not aim.basisjaar < year < aim.doeljaar:
        return None
    return base + (target - base) * (year - aim.basisjaar) / (aim.doeljaar - aim.basisjaar)


def _side(feit: Gesteld) -> str:
    aim = feit.inhoud
    unit = _UNITS.get(aim.eenheid, aim.eenheid)
    if aim.streefgetal is None:
        change = format_number(abs(aim.verandering or 0.0))
        goal = f"{change} {unit} {'lager' if (aim.verandering or 0) < 0 else 'hoger'}"
    else:
        goal = f"{format_number(aim.streefgetal)} {unit}".strip()
    base = f" (was {format_number(aim.basisgetal)}" if aim.basisgetal is not None else ""
    base += (f" in {aim.basisjaar})" if aim.basisjaar else ")") if base else ""
    return f"{feit.plan.document} wil {goal}" + (f" in {aim.doeljaar}" if aim.doeljaar else "") + base


# --- when it is no conflict -------------------------------------------------------------------------------------------------


def _area(feiten: Planfeiten, one: Gesteld, other: Gesteld) -> Voorwaarde:
    if feiten.overlap(one, other) is None:
        return Voorwaarde("gebied", "geen_conflict", "de doelen voor andere gemeenten gelden", (*one.zin, *other.zin))
    if one.gemeenten and other.gemeenten and one.gemeenten != other.gemeenten and one.inhoud.gemeenten != other.inhoud.gemeenten:
        part = next((f for f in (one, other) if f.inhoud.gemeenten), None)
        smaller = len(one.gemeenten & other.gemeenten) < 0.75 * len(one.gemeenten | other.gemeenten)
        if part is not None and smaller:
            return Voorwaarde("gebied", "geen_conflict", f"{part.plan.document} een ander, kleiner gebied noemt", part.zin)
    return Voorwaarde("gebied", "gaat_niet_op", "de doelen gelden voor hetzelfde gebied")


def _population(one: Gesteld, other: Gesteld) -> Voorwaarde:
    (a, b, c), (d, e, f) = _people(one.inhoud), _people(other.inhoud)
    if (a, b) != (d, e) or c != f:
        said = f"de doelen over andere mensen gaan ({_who(one.inhoud)} tegenover {_who(other.inhoud)})"
        return Voorwaarde("populatie", "geen_conflict", said, (*one.zin, *other.zin))
    return Voorwaarde("populatie", "gaat_niet_op", "de doelen gaan over dezelfde mensen")


def _people(aim: Doel) -> tuple[int, int, frozenset[str]]:
    highest = aim.leeftijd_tot if aim.leeftijd_tot is not None else 120
    return aim.leeftijd_van or 0, highest, frozenset(aim.groepen) - _AGES


def _who(aim: Doel) -> str:
    low, high, _ = _people(aim)
    ages = "" if (low, high) == (0, 120) else f"{low} jaar en ouder" if high == 120 else f"{low} tot en met {high} jaar"
    return ages or aim.populatie or "alle mensen"


def _definition(one: Gesteld, other: Gesteld, *, same: bool) -> Voorwaarde:
    a, b = one.inhoud, other.inhoud
    if not same:
        said = f"het ene doel {label_of(a.sleutels)} meet en het andere {label_of(b.sleutels)}"
        return Voorwaarde("definitie", "geen_conflict", said, (*one.zin, *other.zin))
    based = a.basisgetal is not None and b.basisgetal is not None and a.basisjaar == b.basisjaar and a.eenheid == b.eenheid
    if based and abs((a.basisgetal or 0) - (b.basisgetal or 0)) > _RELATIVE * max(a.basisgetal or 0, b.basisgetal or 0):
        said = f"de waarde in {a.basisjaar} niet gelijk is: er wordt waarschijnlijk anders geteld"
        return Voorwaarde("definitie", "signaal", said, (*one.zin, *other.zin))
    sources = f" (als maat noemen zij {a.definitie} en {b.definitie})" if a.definitie and b.definitie and a.definitie != b.definitie else ""
    return Voorwaarde("definitie", "gaat_niet_op", f"beide doelen meten hetzelfde{sources}")


def _unit(one: Gesteld, other: Gesteld) -> Voorwaarde:
    a, b = one.inhoud, other.inhoud
    kinds = (a.streefgetal is None and a.basisgetal is None) != (b.streefgetal is None and b.basisgetal is None)
    if a.eenheid != b.eenheid or kinds:
        said = f"de doelen een andere maat hebben ({_measure(a)} tegenover {_measure(b)})"
        return Voorwaarde("eenheid", "geen_conflict", said, (*one.zin, *other.zin))
    return Voorwaarde("eenheid", "gaat_niet_op", "de doelen hebben dezelfde eenheid")


def _measure(aim: Doel) -> str:
    unit = _UNITS.get(aim.eenheid, aim.eenheid) or "een aantal"
    return f"een verandering in {unit}" if aim.streefgetal is None else unit


C08 = Conflictregel("C08", find_other_targets)
