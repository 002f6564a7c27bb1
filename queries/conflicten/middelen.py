"""C15: two plans that count on the same money, more than there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.numbers import format_number
from ontology.planfeiten import Middelenclaim, Waarborg
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.planfeiten import Feit, Planfeiten

Claim = Feit[Middelenclaim]
_ASKED = frozenset({"gevraagd", "wachtlijst", "voorwaardelijk"})


def find_double_money(feiten: Planfeiten) -> Iterator[Treffer]:
    """Pairs of claims of two plans on one fund in the same years."""
    claims = [f for f in feiten.van(Middelenclaim) if f.inhoud.stand in _ASKED and f.plan.is_plan]
    for one, other in combinations(claims, 2):
        alike = one.inhoud.pot == other.inhoud.pot and one.plan.document_id != other.plan.document_id and one.tekst != other.tekst
        if alike and feiten.overlap(one, other) is not None:
            yield _hit(feiten, one, other)


def _hit(feiten: Planfeiten, one: Claim, other: Claim) -> Treffer:
    size = _granted(feiten, one, other)
    total = (one.inhoud.waarde or 0.0) + (other.inhoud.waarde or 0.0)
    most = size.inhoud.waarde if size is not None else None
    there = f"; toegekend is {_euro(most)}" if most is not None else ""
    known = one.inhoud.waarde is not None and other.inhoud.waarde is not None
    return Treffer(
        onderwerp=one.inhoud.onderwerp,
        a=one,
        b=(other,),
        uitleg=f"{one.plan.document} en {other.plan.document} rekenen allebei op {one.inhoud.onderwerp}."
        + (f" Samen vragen zij {_euro(total)}{there}." if known else ""),
        overlap=feiten.overlap(one, other),
        voorwaarden=(_shared(feiten, one, other), _provisional(one, other), _fits(size, total, known=known), _counted(one, other, size)),
        extra_bewijs=size.zin if size is not None else (),
    )


def _euro(amount: float | None) -> str:
    value = amount or 0.0
    return f"{format_number(round(value / 1e6, 2))} miljoen euro" if value >= 1e6 else f"{format_number(value)} euro"


def _granted(feiten: Planfeiten, one: Claim, other: Claim) -> Claim | None:
    """How much the fund holds for the area and years of both claims: the largest amount that any document names."""
    found = [f for f in feiten.van(Middelenclaim) if f.inhoud.stand == "toegekend" and f.inhoud.waarde and f.inhoud.pot == one.inhoud.pot]
    fitting = [f for f in found if feiten.overlap(f, one) is not None and feiten.overlap(f, other) is not None]
    return max(fitting, key=lambda f: f.inhoud.waarde or 0.0, default=None)


def _shared(feiten: Planfeiten, one: Claim, other: Claim) -> Voorwaarde:
    for claim in (one, other):
        for waarborg in feiten.in_plan(Waarborg, claim.plan):
            about = set(waarborg.bewijs) & set(claim.zin) or waarborg.inhoud.onderwerp == claim.inhoud.onderwerp
            if waarborg.inhoud.aard == "cofinanciering" and about:
                return Voorwaarde("cofinanciering", "geen_conflict", "de verdeling van het geld is afgesproken", waarborg.zin)
    return Voorwaarde("cofinanciering", "gaat_niet_op", "geen van beide plannen noemt een afspraak over de verdeling")


def _provisional(one: Claim, other: Claim) -> Voorwaarde:
    for claim in (one, other):
        if claim.inhoud.stand in ("wachtlijst", "voorwaardelijk"):
            said = f"{claim.plan.document} de aanvraag zelf voorwaardelijk noemt"
            return Voorwaarde("voorwaardelijk", "geen_conflict", said, claim.zin)
    return Voorwaarde("voorwaardelijk", "gaat_niet_op", "geen van beide aanvragen is voorwaardelijk")


def _fits(size: Claim | None, total: float, *, known: bool) -> Voorwaarde:
    if known and size is not None and total <= (size.inhoud.waarde or 0.0):
        return Voorwaarde("ruimte", "geen_conflict", f"beide bedragen samen passen in {_euro(size.inhoud.waarde)}", size.zin)
    return Voorwaarde("ruimte", "gaat_niet_op", "een bedrag waar beide aanvragen in passen is niet gevonden")


def _counted(one: Claim, other: Claim, size: Claim | None) -> Voorwaarde:
    without = [f.plan.document for f in (one, other) if f.inhoud.waarde is None]
    if without:
        return Voorwaarde("bedrag", "signaal", f"{without[0]} geen bedrag noemt")
    if size is None:
        return Voorwaarde("bedrag", "signaal", "geen document zegt hoeveel geld er is")
    return Voorwaarde("bedrag", "gaat_niet_op", "de bedragen en de omvang van het budget zijn bekend")


C15 = Conflictregel("C15", find_double_money)
