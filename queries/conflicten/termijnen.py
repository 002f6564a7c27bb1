"""C09: a measure begins before what it needs is there by another plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from extract.words import lexicon
from ontology.planfeiten import Maatregel, Waarborg
from ontology.planfeiten import Voorwaarde as Eis
from ontology.plekken import find_plekken
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.conflicten.voorzieningen import datum
from queries.planfeiten import Feit, Planfeiten, shared_area
from queries.planfeiten import Overlap as Gedeeld
from queries.wording import distinct

#: Letters that two words share from the start when they are of one stem, and shortest word that ends a compound.
_STEM, _ENDING = 8, 4
#: From this length one word alone names a thing: 'servicecentrum'.
_OWN_NAME = 10
#: How far from a condition its bridge may stand, in characters of the page.
_NEAR = 900


def find_c09(feiten: Planfeiten) -> Iterator[Treffer]:
    """Pairs of a condition and the later start, in another plan, of what it asks for."""
    starts = [m for m in feiten.van(Maatregel) if m.inhoud.richting == "starten" and m.inhoud.vanaf and m.plan.is_plan]
    for a in feiten.van(Eis):
        if a.inhoud.stand == "vereist" and a.inhoud.vanaf and a.plan.is_plan:
            for b in starts:
                if b.plan.document_id != a.plan.document_id and is_later(b.inhoud.vanaf, a.inhoud.vanaf) and same_thing(a.inhoud, b.inhoud):
                    hit = _clash(a, b, feiten)
                    if hit is not None:
                        yield hit


def is_later(one: str, other: str) -> bool:
    """Whether a partial date lies wholly after another begins: '2027-01' after '2025-05', '2026' not after '2026-03'."""
    size = min(len(one), len(other))
    return one[:size] > other[:size]


def same_thing(need: Eis, start: Maatregel) -> bool:
    """Whether what begins is what is needed: two words in common, all of a short need, or one place of care at one hour."""
    wanted, given = _content(need.onderwerp), _content(start.onderwerp)
    shared = {w for w in wanted if any(_alike(w, g) for g in given)}
    place = bool(set(need.plekken) & set(start.plekken))
    own_name = any(len(word) >= _OWN_NAME and not find_plekken(word) for word in shared)
    return (
        len(shared) >= 2
        or own_name
        or (bool(shared) and (shared == wanted or place))
        or (place and bool(set(need.dagdelen) & set(start.dagdelen)))
    )


def _clash(a: Feit[Eis], b: Feit[Maatregel], feiten: Planfeiten) -> Treffer | None:
    gebied = shared_area(a, b)
    if gebied is None:
        return None
    named = tuple(sorted(feiten.gemeentenamen.get(name, name.capitalize()) for name in gebied))
    condition = _bridge(a, feiten)
    return Treffer(
        onderwerp=" ".join(b.inhoud.onderwerp.split())[:60],
        a=a,
        b=(b,),
        uitleg=(
            f"Wat in {a.plan.document} {datum(a.inhoud.vanaf)} begint, heeft nodig: {a.inhoud.onderwerp.strip()}. "
            f"Volgens {b.plan.document} is dat er pas {datum(b.inhoud.vanaf)}."
        ),
        overlap=Gedeeld(named, a.inhoud.vanaf, b.inhoud.vanaf, bekend=bool(gebied)),
        voorwaarden=(condition,),
        extra_bewijs=condition.bewijs if condition.uitkomst == "geen_conflict" else (),
        te_bevestigen=not gebied,
    )


def _bridge(a: Feit[Eis], feiten: Planfeiten) -> Voorwaarde:
    found = [w for w in feiten.in_plan(Waarborg, a.plan) if w.inhoud.aard == "overbrugging" and _is_near(a, w)]
    if found:
        proof = distinct(p for w in found for p in w.zin)
        return Voorwaarde("a", "geen_conflict", f"{a.plan.document} zelf een overbrugging tot die tijd noemt", proof)
    return Voorwaarde("a", "gaat_niet_op", "bewijs voor een overbrugging niet gevonden")


def _is_near(a: Feit[Eis], bridge: Feit[Waarborg]) -> bool:
    """Whether a bridge stands on the page of the condition, close to it."""
    one, other = a.zin[0], bridge.zin[0]
    return one.pagina == other.pagina and abs(one.begin - other.begin) <= _NEAR


def _content(text: str) -> set[str]:
    words = (w.lower() for w in re.findall(r"[^\W\d_]{4,}", text))
    return {w for w in words if w not in _silent()}


@cache
def _silent() -> frozenset[str]:
    table = cast("dict[str, list[str]]", lexicon("voorwaarden.toml")["stil"])
    return frozenset(table["woorden"])


def _alike(one: str, other: str) -> bool:
    """'lijn' and 'videolijn', 'wijkverpleegkundig' and 'wijkverpleging'."""
    if one[:_STEM] == other[:_STEM]:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _ENDING and long.endswith(short)


C09 = Conflictregel("C09", find_c09)
