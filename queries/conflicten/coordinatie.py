"""C05: two plans that each set up a function to distribute the same care in the same gemeenten."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.plans.parties import same_party
from ontology.planfeiten import Afstemming, Coordinatiefunctie
from ontology.plekken import load_plekken, same_place
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.planfeiten import Feit, Overlap, Planfeiten, shared_area, shared_period
from queries.wording import enumeration

Functie = Feit[Coordinatiefunctie]
#: Taking in questions is not yet distributing care; who may call is not yet whose care is distributed.
_TAKEN = {"triage": "triage", "bedden": "bedden", "vervoer": "vervoer", "inzet_thuis": "acute inzet thuis", "beoordeling": "beoordelingen"}
_BELLERS = frozenset({"huisarts", "ziekenhuis", "ambulance"})


def find_double_coordination(feiten: Planfeiten) -> Iterator[Treffer]:
    """Pairs of functions of two plans that share a task, a sector and a gemeente, and have another owner or scale."""
    functions = [feit for feit in feiten.van(Coordinatiefunctie) if feit.plan.is_plan]
    for one, other in combinations(functions, 2):
        if one.plan.document_id == other.plan.document_id:
            continue
        overlap = _overlap(feiten, one, other)
        tasks = sorted(set(one.inhoud.taken) & set(other.inhoud.taken) & _TAKEN.keys())
        sectors = same_place(one.inhoud.plekken, other.inhoud.plekken)
        enough = sectors - _BELLERS or len(sectors) > 1 or (len(tasks) > 1 and _same_people(one, other))
        if overlap and tasks and tasks != ["inzet_thuis"] and enough and not _one_and_the_same(one, other):
            yield _hit(feiten, one, other, overlap, tasks, sorted(sectors))


def _same_people(one: Functie, other: Functie) -> bool:
    """Whether both are for the same group, and one of them names no sector of its own."""
    silent = any(not set(f.inhoud.plekken) - _BELLERS for f in (one, other))
    return silent and bool(set(one.inhoud.groepen) & set(other.inhoud.groepen))


def _one_and_the_same(one: Functie, other: Functie) -> bool:
    """Both plans describe one function: equal name and no other owner."""
    owners = [(a, b) for a in one.inhoud.partijen for b in other.inhoud.partijen]
    named = one.inhoud.naam == other.inhoud.naam and one.inhoud.naam[-1:].isalpha() and " " in one.inhoud.naam
    return any(same_party(a, b) for a, b in owners) or (named and not owners)


def _overlap(feiten: Planfeiten, one: Functie, other: Functie) -> Overlap | None:
    """What two functions share in area; in time too, unless the one follows the other up."""
    gebied = shared_area(one, other)
    if gebied is None:
        return None
    periode = shared_period((one.inhoud.vanaf, one.inhoud.tot), (other.inhoud.vanaf, other.inhoud.tot)) or ("", "")
    return Overlap(tuple(sorted(feiten.gemeentenamen.get(name, name.capitalize()) for name in gebied)), *periode, bekend=bool(gebied))


def _hit(feiten: Planfeiten, one: Functie, other: Functie, overlap: Overlap, tasks: list[str], sectors: list[str]) -> Treffer:
    names = enumeration([_TAKEN[task] for task in tasks])
    care = enumeration([load_plekken()[key].label for key in sectors])
    owners = [enumeration(feit.inhoud.partijen) or "een niet genoemde partij" for feit in (one, other)]
    return Treffer(
        onderwerp=f"coördinatie: {names}",
        a=one,
        b=(other,),
        uitleg=f"{_start(one)} van {owners[0]} en {_start(other)} van {owners[1]} verdelen allebei {names} voor {care}.",
        overlap=overlap,
        voorwaarden=(_behind(one, other), _successive(one, other), _people(one, other), _agreed(feiten, one, other)),
    )


def _start(feit: Functie) -> str:
    since = f" (vanaf {feit.inhoud.vanaf[:4]})" if feit.inhoud.vanaf else ""
    return f"‘{feit.inhoud.naam}’{since}"


def _behind(one: Functie, other: Functie) -> Voorwaarde:
    front = next((feit for feit, behind in ((one, other), (other, one)) if _names(feit.inhoud.achter, behind.inhoud.naam)), None)
    if front:
        return Voorwaarde("achter", "geen_conflict", f"{front.inhoud.naam} doorzet naar {front.inhoud.achter}, zo staat er", front.zin)
    return Voorwaarde("achter", "gaat_niet_op", "geen van beide teksten zegt dat de ene functie achter de andere zit")


def _names(said: str, name: str) -> bool:
    return bool(said) and (said.lower() in name.lower() or name.lower().startswith(said.lower()))


def _successive(one: Functie, other: Functie) -> Voorwaarde:
    for first, second in ((one, other), (other, one)):
        if first.inhoud.tot and second.inhoud.vanaf and first.inhoud.tot < second.inhoud.vanaf:
            until = f"{first.inhoud.naam} stopt voordat {second.inhoud.naam} begint"
            return Voorwaarde("opvolgend", "geen_conflict", until, (*first.zin, *second.zin))
    return Voorwaarde("opvolgend", "gaat_niet_op", "beide functies zijn er in dezelfde tijd")


def _people(one: Functie, other: Functie) -> Voorwaarde:
    (a, b), (c, d) = ((f.inhoud.leeftijd_van or 0, f.inhoud.leeftijd_tot or 120) for f in (one, other))
    said = all(f.inhoud.leeftijd_van is not None or f.inhoud.leeftijd_tot is not None for f in (one, other))
    if said and (b < c or d < a):
        ages = f"{one.inhoud.naam} er is voor mensen van {a} tot en met {b} jaar en {other.inhoud.naam} van {c} tot en met {d} jaar"
        return Voorwaarde("doelgroep", "geen_conflict", ages.replace(" tot en met 120 jaar", " jaar en ouder"), (*one.zin, *other.zin))
    return Voorwaarde("doelgroep", "gaat_niet_op", "de teksten noemen geen doelgroepen die elkaar uitsluiten")


def _agreed(feiten: Planfeiten, one: Functie, other: Functie) -> Voorwaarde:
    """An agreement counts when it stands with one of the functions; an intention, or its absence, does not."""
    found = [f for plan in (one.plan, other.plan) for f in feiten.in_plan(Afstemming, plan) if _near(f, one) or _near(f, other)]
    agreed = next((f for f in found if f.inhoud.stand == "afgesproken"), None)
    if agreed:
        return Voorwaarde("afgestemd", "geen_conflict", "de verhouding tussen de functies is afgesproken", agreed.zin)
    others = [f for plan in (one.plan, other.plan) for f in feiten.in_plan(Afstemming, plan) if f.inhoud.stand != "afgesproken"]
    said = next((f for f in (*found, *others)), None)
    words = f"afgesproken is er niets: ‘{said.tekst}’" if said else "geen van beide plannen noemt een afspraak met het andere"
    return Voorwaarde("afgestemd", "gaat_niet_op", words, said.zin if said else ())


def _near(afstemming: Feit[Afstemming], functie: Functie) -> bool:
    """Whether an agreement is about a function: in one of its sentences, or with its name."""
    same = afstemming.plan.document_id == functie.plan.document_id and set(afstemming.zin) & set(functie.bewijs)
    return bool(same) or functie.inhoud.naam.lower() in afstemming.tekst.lower()


C05 = Conflictregel("C05", find_double_coordination)
