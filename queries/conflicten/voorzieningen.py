"""What rules about facilities share: the same place at the same site, the words for it, and what clears a pair."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.planfeiten import Maatregel, Planfeit, Plangebied, Waarborg
from ontology.plekken import load_plekken, places_of, same_place
from queries.planfeiten import Feit, Planfeiten
from queries.wording import MAANDEN, enumeration

_FIRM = frozenset({"voornemen", "besluit"})
_DAY = frozenset({"dag", "avond", "nacht", "weekend"})


def is_firm(feit: Feit[Maatregel]) -> bool:
    """Whether a plan says it will do this (voornemen or besluit)."""
    return feit.plan.is_plan and feit.inhoud.planstatus in _FIRM


def shared_places(one: Feit[Maatregel], other: Feit[Maatregel]) -> frozenset[str]:
    """The places on which a measure that ends something and one that keeps something meet."""
    kept = [key for key in other.inhoud.plekken if key not in places_of("breed")]
    return same_place(one.inhoud.plekken, kept)


def sites(feit: Feit[Planfeit], feiten: Planfeiten) -> frozenset[str]:
    """The towns and sites a fact names, in lower case, a street also as the town it lies in."""
    names = {name.lower() for name in feit.inhoud.locaties}
    text = feit.tekst.lower()
    names |= {name for name in feiten.gemeentenamen if not names and name in text}
    for gebied in feiten.van(Plangebied):
        if gebied.inhoud.schaal == "locatie" and gebied.inhoud.onderwerp.lower() in names:
            names |= {name.lower() for name in gebied.inhoud.gemeenten}
    return frozenset(names)


def same_hours(one: Maatregel, other: Maatregel) -> bool | None:
    """Whether two measures are about the same hours; None when only the first names hours."""
    if not one.dagdelen or set(one.dagdelen) == _DAY:
        return True
    return bool(set(one.dagdelen) & set(other.dagdelen)) if other.dagdelen else None


def labels(keys: Iterable[str]) -> str:
    """'spoedeisende hulp en intensive care'."""
    return enumeration([load_plekken()[key].label for key in sorted(keys)])


def safeguards(feit: Feit[Maatregel], aard: str, feiten: Planfeiten) -> list[Feit[Waarborg]]:
    """What the plan of a measure does about it: the safeguards of one kind for the same place."""
    return [w for w in feiten.in_plan(Waarborg, feit.plan) if w.inhoud.aard == aard and same_place(w.inhoud.plekken, feit.inhoud.plekken)]


def datum(when: str) -> str:
    """A partial date as Dutch writes it, with its preposition: 'op 1 juli 2026', 'in juli 2026', 'in 2026'."""
    year, _, rest = when.partition("-")
    month, _, day = rest.partition("-")
    if not month:
        return f"in {year}"
    return f"op {int(day)} {MAANDEN[int(month) - 1]} {year}" if day else f"in {MAANDEN[int(month) - 1]} {year}"


def dated(feit: Feit[Planfeit]) -> str:
    """When a fact begins, '' when the text does not say."""
    return datum(feit.inhoud.vanaf) if feit.inhoud.vanaf else ""


def older(one: Feit[Planfeit], other: Feit[Planfeit]) -> bool:
    """Whether the plan of one was made before that of the other; a plan without year is not."""
    return one.plan.jaar is not None and other.plan.jaar is not None and one.plan.jaar <= other.plan.jaar
