"""C11: work, people or costs shifted to a party that has no part in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.planfeiten import Maatregel, Planrol
from ontology.plekken import load_plekken, same_place
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.conflicten.verschuiving import sectors_of
from queries.planfeiten import Feit, Planfeiten
from queries.records import Proof
from queries.wording import enumeration

#: Roles by which a party answers for a plan.
_TAKES_PART = frozenset({"trekker", "ondertekenaar", "deelnemer"})


def find_burdened(feiten: Planfeiten) -> Iterator[Treffer]:
    """Each shift of work to a party, with what the texts say of the part that this party has in the plan."""
    for shift in feiten.van(Maatregel):
        burdened = set(shift.inhoud.naar_plekken) - {"thuis"}
        meant = shift.inhoud.planstatus not in {"wens", "ingetrokken"} and shift.inhoud.richting == "verplaatsen"
        if not meant or not shift.plan.is_plan or not burdened:
            continue
        signed = _signed(feiten, shift, burdened)
        left_out = [role for role in feiten.van(Planrol) if _is_left_out(shift, role, burdened)]
        relieved = [role for role in feiten.van(Planrol) if _is_left_out(shift, role, set(shift.inhoud.van_plekken))]
        if signed and (_speaks_for(shift, signed[0]) or not left_out):
            yield _hit(feiten, shift, [signed[0]], [_takes_part(signed[0])], burdened)
        elif left_out:
            told = [_nobody_signed(feiten, shift), *_status(shift)]
            yield _hit(feiten, shift, _others_first(shift, left_out), told, burdened)
        elif relieved:
            yield _hit(feiten, shift, relieved, [_relieved(relieved)], set(shift.inhoud.van_plekken))
        elif shift.inhoud.waarde and _signatures(feiten, shift):
            yield _hit(feiten, shift, [], [_not_found(feiten, shift)], burdened)


def _signatures(feiten: Planfeiten, shift: Feit[Maatregel]) -> list[Feit[Planrol]]:
    return [role for role in feiten.in_plan(Planrol, shift.plan) if role.inhoud.planrol in _TAKES_PART]


def _signed(feiten: Planfeiten, shift: Feit[Maatregel], burdened: set[str]) -> list[Feit[Planrol]]:
    """Those who answer for the plan and bear the shift: by name, else by sector; the town of a desk elsewhere does not count."""
    names = set(shift.inhoud.partijen)
    roles = _signatures(feiten, shift)
    roles.sort(key=lambda role: not role.inhoud.mandaat)
    by_name = [role for role in roles if names & set(role.inhoud.partijen)]
    return by_name or [role for role in roles if not names and same_place(sectors_of(role.inhoud), burdened) and _inside(shift)]


def _speaks_for(shift: Feit[Maatregel], role: Feit[Planrol]) -> bool:
    """Whether a role is of the very party that bears the shift, or of one with its mandate; a party of its sector is less."""
    return bool(role.inhoud.mandaat) or bool(set(shift.inhoud.partijen) & set(role.inhoud.partijen))


def _inside(shift: Feit[Maatregel]) -> bool:
    """Whether work goes to a place within the area of the plan, as far as the text names it."""
    names = _names(shift.inhoud.locaties)
    return not names or not shift.plan.gemeenten or bool(names & shift.plan.gemeenten)


def _is_left_out(shift: Feit[Maatregel], role: Feit[Planrol], burdened: set[str]) -> bool:
    """Whether a text says that who bears the shift was not asked about this plan."""
    own = role.plan == shift.plan
    if role.inhoud.planrol not in (("geraakt", "genoemd") if own else ("geraakt",)) or not same_place(role.inhoud.plekken, burdened):
        return False
    about = role.inhoud.onderwerp
    meant = about in ("", "hier", shift.plan.soort) if own else about in ("", shift.plan.soort)
    where, told = _names(shift.inhoud.locaties), _names(role.inhoud.locaties)
    return meant and (own or _near(shift, role)) and (not where or not told or bool(where & told))


def _near(shift: Feit[Maatregel], role: Feit[Planrol]) -> bool:
    """Whether the speakers live where the shift lands; an area that nobody tells is near within one region."""
    lands = shift.plan.gemeenten | _names(shift.inhoud.locaties) | _names(shift.inhoud.gemeenten)
    speaks = role.plan.gemeenten | _names(role.inhoud.locaties)
    known = bool(shift.plan.gemeenten and role.plan.gemeenten)
    return bool(lands & speaks) or (not known and shift.plan.regio == role.plan.regio)


def _names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)


def _others_first(shift: Feit[Maatregel], roles: list[Feit[Planrol]]) -> list[Feit[Planrol]]:
    return sorted(roles, key=lambda role: (role.plan == shift.plan, role.inhoud.planrol != "geraakt"))


def _hit(feiten: Planfeiten, shift: Feit[Maatregel], b: list[Feit[Planrol]], tested: list[Voorwaarde], whom: set[str]) -> Treffer:
    named = enumeration(sorted(load_plekken()[key].label for key in whom))
    amount = f" ({shift.inhoud.waarde:,.0f})".replace(",", ".") if shift.inhoud.waarde else ""
    said = {
        True: f"De tekst zegt dat wie dat draagt ({named}) niet bij dit plan is betrokken of alleen bericht krijgt.",
        False: f"Wie dat draagt ({named}) is hieronder getoetst.",
    }
    return Treffer(
        onderwerp=f"{shift.inhoud.onderwerp or 'zorg'}: werk of kosten naar {named}",
        a=shift,
        b=tuple(b),
        uitleg=f"{shift.plan.document} laat {shift.inhoud.onderwerp or 'zorg'}{amount} of de kosten ervan bij een ander terechtkomen. "
        + said[all(c.uitkomst == "gaat_niet_op" for c in tested)],
        overlap=feiten.overlap(shift, b[0]) if b else None,
        voorwaarden=tuple(tested),
    )


def _takes_part(role: Feit[Planrol]) -> Voorwaarde:
    """Clauses a and c: who bears it signed or takes part, or is spoken for."""
    if role.inhoud.mandaat:
        return Voorwaarde("c", "geen_conflict", "wie het werk krijgt met mandaat is vertegenwoordigd", role.zin)
    return Voorwaarde("a", "geen_conflict", f"wie het werk krijgt zelf {role.inhoud.planrol} van het plan is", role.zin)


def _nobody_signed(feiten: Planfeiten, shift: Feit[Maatregel]) -> Voorwaarde:
    proof: tuple[Proof, ...] = tuple(p for role in _signatures(feiten, shift)[:1] for p in role.zin)
    return Voorwaarde("a", "gaat_niet_op", "wie het werk krijgt niet onder de partijen van het plan is gevonden", proof)


def _relieved(roles: list[Feit[Planrol]]) -> Voorwaarde:
    return Voorwaarde("b", "geen_conflict", "wie niet betrokken was door deze maatregel juist wordt ontlast", roles[0].zin)


def _not_found(feiten: Planfeiten, shift: Feit[Maatregel]) -> Voorwaarde:
    proof = tuple(p for role in _signatures(feiten, shift)[:1] for p in role.zin)
    why = "wie het werk krijgt niet onder de partijen is gevonden, maar geen tekst zegt dat die er buiten stond"
    return Voorwaarde("niet_gevonden", "signaal", why, proof)


def _status(shift: Feit[Maatregel]) -> list[Voorwaarde]:
    if shift.inhoud.planstatus != "verkenning":
        return []
    return [Voorwaarde("verkenning", "signaal", "de verschuiving nog maar een verkenning is", shift.zin)]


C11 = Conflictregel("C11", find_burdened)
