"""C13: one plan sends a group of people where another stops them, keeps them or sends them back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ontology.planfeiten import Maatregel, Waarborg
from ontology.plekken import find_groepen, load_groepen, load_plekken, places_of, same_place
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.conflicten.woorden import words
from queries.planfeiten import Feit, Planfeiten
from queries.records import Proof
from queries.wording import enumeration

#: Shortest word that says what a group has.
_LONG = 5


def find_counter_flows(feiten: Planfeiten) -> Iterator[Treffer]:
    """Each flow with all facts of one other plan that run against it."""
    meant = [f for f in feiten.van(Maatregel) if f.plan.is_plan and f.inhoud.planstatus not in {"wens", "ingetrokken"}]
    facts = [f for f in meant if _is_flow(f.inhoud)]
    done: set[frozenset[tuple[Proof, ...]]] = set()
    for flow in (f for f in facts if f.inhoud.richting == "verplaatsen"):
        for plan in {f.plan.document_id: f.plan for f in facts}.values():
            others = [f for f in facts if f.plan == plan != flow.plan and _clash(feiten, flow, f)]
            against = [f for f in others if frozenset({flow.zin, f.zin}) not in done]
            done |= {frozenset({flow.zin, f.zin}) for f in against}
            if against:
                yield _hit(feiten, flow, against)


def _is_flow(fact: Maatregel) -> bool:
    """A flow, a road closed or people kept; a facility that closes or stays open is none."""
    return bool(fact.naar_plekken) and (fact.richting == "verplaatsen" or (fact.richting in ("sluiten", "behouden") and not fact.plekken))


def _clash(feiten: Planfeiten, flow: Feit[Maatregel], other: Feit[Maatregel]) -> bool:
    return _against(flow.inhoud, other.inhoud) and _same_people(flow.inhoud, other.inhoud) and feiten.overlap(flow, other) is not None


def _against(flow: Maatregel, other: Maatregel) -> bool:
    """Whether the second runs against the first: back, a road closed, or kept where the first takes them from."""
    if other.richting == "sluiten":
        return bool(same_place(flow.naar_plekken, other.naar_plekken)) and (
            not other.van_plekken or bool(same_place(flow.van_plekken, other.van_plekken))
        )
    if other.richting == "behouden":
        kept = same_place(flow.van_plekken, other.naar_plekken)
        return bool(kept) and not same_place(flow.naar_plekken, other.naar_plekken)
    return bool(same_place(flow.naar_plekken, other.van_plekken)) and bool(_meet(flow.van_plekken, other.naar_plekken))


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(same_place(one, other)) or bool(places_of("thuis") & set(one) and places_of("thuis") & set(other))


def _same_people(flow: Maatregel, other: Maatregel) -> bool:
    """Whether two facts are about the same people: groups and ages meet, and so does what they have, unless only urgency differs."""
    if flow.groepen and other.groepen and not set(flow.groepen) & set(other.groepen):
        return False
    if not _ages_meet(flow, other):
        return False
    mine, theirs = _traits(flow.onderwerp), _traits(other.onderwerp)
    shared = set(flow.groepen) & set(other.groepen)
    grouped = bool(shared)
    if any(load_groepen()[key].leeftijd is None for key in shared) and not _urgency(flow, other):
        return True
    if other.richting == "sluiten" and not other.groepen and not theirs:
        return True
    if _urgency(flow, other):
        return grouped or bool(mine & theirs)
    if mine and theirs:
        return bool(mine & theirs)
    return grouped and other.richting != "verplaatsen"


def _ages_meet(flow: Maatregel, other: Maatregel) -> bool:
    low, high = max(flow.leeftijd_van or 0, other.leeftijd_van or 0), (flow.leeftijd_tot, other.leeftijd_tot)
    return all(age is None or low <= age for age in high)


@cache
def _traits(words: str) -> frozenset[str]:
    """What a group has, as stems of its words without those that only name people: 'ouderen die op revalidatie wachten'."""
    general = {words[hit.begin : hit.eind].lower() for hit in find_groepen(words)} | _general_words()
    found = [w.lower() for w in re.findall(r"[^\W\d_]+", words) if len(w) >= _LONG and w.lower() not in general]
    return frozenset(word[: _LONG + 2] for word in found)


@cache
def _general_words() -> frozenset[str]:
    """Words that name people or acts of care without saying which (woorden.toml)."""
    return frozenset(str(word) for word in words("algemeen")["woorden"])


def _urgency(flow: Maatregel, other: Maatregel) -> bool:
    """Whether the two are about people of a different urgency."""
    return bool(flow.urgentie and other.urgentie) and not set(flow.urgentie) & set(other.urgentie)


def _hit(feiten: Planfeiten, flow: Feit[Maatregel], against: list[Feit[Maatregel]]) -> Treffer:
    where = enumeration(sorted(load_plekken()[key].label for key in flow.inhoud.naar_plekken))
    return Treffer(
        onderwerp=f"{flow.inhoud.onderwerp or 'zorg'}: stroom naar {where}",
        a=flow,
        b=tuple(against),
        uitleg=f"{flow.plan.document} stuurt {flow.inhoud.onderwerp or 'zorg'} naar {where}; {against[0].plan.document} {_does(against)}.",
        overlap=feiten.overlap(flow, against[0]),
        voorwaarden=(_same_urgency(flow, against), _lasting(feiten, flow, against), *_status(flow, against)),
    )


def _does(against: list[Feit[Maatregel]]) -> str:
    ways = {
        "sluiten": "sluit die weg af",
        "behouden": "houdt dezelfde mensen waar zij zijn",
        "verplaatsen": "stuurt dezelfde mensen de andere kant op",
    }
    return enumeration([ways[kind] for kind in sorted({f.inhoud.richting for f in against}, key=list(ways).index)])


def _same_urgency(flow: Feit[Maatregel], against: list[Feit[Maatregel]]) -> Voorwaarde:
    """Clause a: people of another urgency."""
    other = next((f for f in against if _urgency(flow.inhoud, f.inhoud)), None)
    if other and all(_urgency(flow.inhoud, f.inhoud) for f in against):
        return Voorwaarde("a", "geen_conflict", "de urgentie van de mensen verschilt", (*flow.zin, *other.zin))
    return Voorwaarde("a", "gaat_niet_op", "de teksten geen verschil in urgentie noemen")


def _lasting(feiten: Planfeiten, flow: Feit[Maatregel], against: list[Feit[Maatregel]]) -> Voorwaarde:
    """Clause b: one of the two is meant for a while only."""
    short = [f for f in (flow, *against) if _temporary(feiten, f)]
    if short and (flow in short) != any(f in short for f in against):
        return Voorwaarde("b", "geen_conflict", "het ene tijdelijk is en het andere structureel", short[0].zin)
    return Voorwaarde("b", "gaat_niet_op", "de teksten niet zeggen dat een van beide tijdelijk is")


def _temporary(feiten: Planfeiten, fact: Feit[Maatregel]) -> bool:
    notes = (w for w in feiten.in_plan(Waarborg, fact.plan) if w.inhoud.aard == "toelichting" and w.inhoud.onderwerp == "tijdelijk")
    return any(note.zin == fact.zin for note in notes)


def _status(flow: Feit[Maatregel], against: list[Feit[Maatregel]]) -> list[Voorwaarde]:
    vague = [f for f in (flow, *against) if f.inhoud.planstatus == "verkenning"]
    return [Voorwaarde("verkenning", "signaal", "een van beide nog maar een verkenning is", vague[0].zin)] if vague else []


C13 = Conflictregel("C13", find_counter_flows)
