"""C04: fewer temporary beds in one plan while another counts on patients leaving hospital sooner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.planfeiten import Maatregel
from ontology.plekken import load_plekken, places_of, same_place
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.conflicten.voorzieningen import dated, is_firm, labels, safeguards
from queries.conflicten.woorden import words
from queries.doelen import Doel
from queries.planfeiten import Feit, Planfeiten
from queries.wording import distinct


def find_c04(feiten: Planfeiten) -> Iterator[Treffer]:
    """Pairs of a measure that takes temporary beds away and a goal for outflow no earlier than that."""
    goals = [f for f in feiten.van(Doel) if f.plan.is_plan and f.inhoud.doeljaar and f.inhoud.richting != "omhoog" and _is_outflow(f)]
    for a in feiten.van(Maatregel):
        keys = frozenset(a.inhoud.plekken) & places_of("verblijf")
        if keys and a.inhoud.richting in ("afschalen", "sluiten") and is_firm(a):
            for b in goals:
                hit = _clash(a, b, keys, feiten) if b.plan.document_id != a.plan.document_id else None
                if hit is not None:
                    yield hit


def _is_outflow(goal: Feit[Doel]) -> bool:
    """Whether an aim is about people who wait in hospital for the next place: by what it measures, or by its words."""
    outflow, measured = words("uitstroom"), goal.inhoud.sleutels
    waits = measured & set(outflow["wachten"]) and same_place(measured & load_plekken().keys(), places_of("verblijf"))
    return bool(measured & set(outflow["maten"]) or waits or re.search(str(outflow["vorm"]), goal.tekst, re.IGNORECASE))


def _clash(a: Feit[Maatregel], b: Feit[Doel], keys: frozenset[str], feiten: Planfeiten) -> Treffer | None:
    overlap = feiten.overlap(a, b)
    if overlap is None or (a.inhoud.vanaf and a.inhoud.vanaf[:4] > str(b.inhoud.doeljaar)):
        return None
    conditions = tuple(_clauses(a, feiten))
    size = f"{a.inhoud.waarde:g} bedden " if a.inhoud.waarde else "bedden "
    return Treffer(
        onderwerp=f"{labels(keys)} tegenover uitstroom uit het ziekenhuis",
        a=a,
        b=(b,),
        uitleg=(
            f"Volgens {a.plan.document} verdwijnen {dated(a)} {size}voor {labels(keys)}. {b.plan.document} rekent erop dat uitbehandelde "
            f"patiënten in {b.inhoud.doeljaar} juist sneller of vaker kunnen doorstromen."
        ),
        overlap=overlap,
        voorwaarden=conditions,
        extra_bewijs=distinct(p for c in conditions if c.uitkomst != "gaat_niet_op" for p in c.bewijs),
        te_bevestigen=not overlap.bekend,
    )


def _clauses(a: Feit[Maatregel], feiten: Planfeiten) -> Iterator[Voorwaarde]:
    found = safeguards(a, "vervanging", feiten)
    merged = [w for w in found if any(word in w.tekst.lower() for word in words("zonder_label")["woorden"])]
    yield _enough("a", a, [w for w in found if w not in merged], "de bedden zijn vervangen door zorg met dezelfde of een grotere omvang")
    yield _enough("b", a, merged, "de bedden worden samengevoegd en het totaal gelijk blijft")


def _enough(clause: str, a: Feit[Maatregel], found: list[Feit], why: str) -> Voorwaarde:  # type: ignore[type-arg]  # any safeguard
    proof = distinct(p for w in found for p in w.zin)
    start = a.inhoud.vanaf
    intime = [w for w in found if not w.inhoud.vanaf or not start or w.inhoud.vanaf[: len(start)] <= start]
    if not intime:
        return Voorwaarde(clause, "gaat_niet_op", "bewijs voor een vervanging op tijd niet gevonden", proof)
    amount = max((w.inhoud.waarde for w in intime if w.inhoud.waarde is not None), default=None)
    if amount is None or a.inhoud.waarde is None:
        return Voorwaarde(clause, "signaal", "er iets voor in de plaats komt waarvan de tekst de omvang niet noemt", proof)
    if amount >= a.inhoud.waarde:
        return Voorwaarde(clause, "geen_conflict", why, proof)
    return Voorwaarde(clause, "gaat_niet_op", f"wat ervoor in de plaats komt is kleiner ({amount:g} tegenover {a.inhoud.waarde:g})", proof)


C04 = Conflictregel("C04", find_c04)
