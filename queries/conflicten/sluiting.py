"""C01: a facility closes in one plan and stays in another. C02: it closes and nobody worked out what its neighbours notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.plans.area_words import street
from ontology.planfeiten import Afstemming, Capaciteit, Maatregel
from ontology.plekken import load_plekken, places_of, same_place
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.conflicten.voorzieningen import dated, is_firm, labels, older, safeguards, same_hours, shared_places, sites
from queries.planfeiten import Feit, Planfeiten, shared_period
from queries.records import Ernst
from queries.wording import distinct

_ENDING = frozenset({"sluiten", "concentreren", "afschalen"})
_STAYING = frozenset({"behouden", "uitbreiden"})
_ENDS = {"sluiten": "gaat {what} dicht", "concentreren": "wordt {what} samengebracht", "afschalen": "wordt {what} kleiner"}
_STAYS = {"behouden": "blijft die voorziening", "uitbreiden": "groeit die voorziening"}


def find_c01(feiten: Planfeiten) -> Iterator[Treffer]:
    """Pairs of an ending and a staying measure on the same facility, site, hours and period."""
    for a in feiten.van(Maatregel):
        if a.inhoud.richting in _ENDING and (is_firm(a) or (a.plan.is_plan and a.inhoud.planstatus == "verkenning")):
            for b in feiten.van(Maatregel):
                hit = _clash(a, b, feiten) if b.inhoud.richting in _STAYING and is_firm(b) and not _closed_too(a, b, feiten) else None
                if hit is not None:
                    yield hit


def _closed_too(a: Feit[Maatregel], b: Feit[Maatregel], feiten: Planfeiten) -> bool:
    """Whether care comes together in a plan that also says which facility closes for it: that sentence counts."""
    if a.inhoud.richting != "concentreren":
        return False
    closing = (m for m in feiten.in_plan(Maatregel, a.plan) if m.inhoud.richting == "sluiten" and shared_places(m, a))
    return any(_clash(m, b, feiten) is not None for m in closing)


def _clash(a: Feit[Maatregel], b: Feit[Maatregel], feiten: Planfeiten) -> Treffer | None:
    shared = shared_places(a, b) - places_of("breed") if a.plan.document_id != b.plan.document_id else frozenset()
    everywhere = replace(a, ligging=frozenset(), inhoud=replace(a.inhoud, locaties=()))  # care that goes to one place leaves all others
    overlap = feiten.overlap(everywhere if a.inhoud.richting == "concentreren" else a, b) if shared else None
    period = shared_period((a.inhoud.vanaf, ""), (b.inhoud.vanaf, b.inhoud.tot))
    hours = same_hours(a.inhoud, b.inhoud)
    if overlap is None or period is None or hours is False or not _same_site(a, b, feiten):
        return None
    partial = a.inhoud.richting == "afschalen" and b.inhoud.richting == "behouden"
    what, conditions = labels(shared), tuple(_clauses_c01(a, b, feiten))
    ernst: Ernst = "hoog" if shared & places_of("acuut") else "midden"
    return Treffer(
        onderwerp=f"{what} {_site_words(a, b, feiten)}".strip(),
        a=a,
        b=(b,),
        uitleg=_explanation(a, b, what),
        overlap=overlap,
        voorwaarden=conditions,
        extra_bewijs=distinct(p for c in conditions if c.uitkomst == "geen_conflict" for p in c.bewijs),
        soort="signaal" if hours is None or partial else "planconflict",
        te_bevestigen=not overlap.bekend or not _sites_known(a, b, feiten),
        ernst=ernst,
    )


def _explanation(a: Feit[Maatregel], b: Feit[Maatregel], what: str) -> str:
    ends, until = _ENDS[a.inhoud.richting].format(what=what), f" tot en met {b.inhoud.tot[:4]}" if b.inhoud.tot else ""
    first, _, rest = ends.partition(" ")
    when = f"{dated(a)} " if dated(a) else ""
    return f"Volgens {a.plan.document} {first} {when}{rest}. Volgens {b.plan.document} {_STAYS[b.inhoud.richting]}{until}."


def _same_site(a: Feit[Maatregel], b: Feit[Maatregel], feiten: Planfeiten) -> bool:
    """Whether both are about one site; care that comes together ends at every site but the one it goes to."""
    mine, theirs = sites(a, feiten), sites(b, feiten)
    if a.inhoud.richting == "concentreren":
        return (bool(mine and theirs) or a.inhoud.planstatus == "verkenning") and not mine & theirs
    return bool(mine & theirs) or not mine or not theirs or _street_only(a, feiten) or _street_only(b, feiten)


def _sites_known(a: Feit[Maatregel], b: Feit[Maatregel], feiten: Planfeiten) -> bool:
    return bool(sites(a, feiten) & sites(b, feiten)) or not (_street_only(a, feiten) or _street_only(b, feiten))


def _street_only(feit: Feit[Maatregel], feiten: Planfeiten) -> bool:
    """Whether a fact names its site by a street of which no text says where it lies: it may be the site of the other."""
    names = {name.lower() for name in feit.inhoud.locaties}
    return (
        bool(names)
        and not feit.ligging
        and not names & feiten.gemeentenamen.keys()
        and all(street().search(f"aan {n.capitalize()}") for n in names)
    )


def _site_words(a: Feit[Maatregel], b: Feit[Maatregel], feiten: Planfeiten) -> str:
    names = sites(b, feiten) & sites(a, feiten) or sites(b, feiten)
    return ", ".join(sorted(feiten.gemeentenamen.get(name, name.capitalize()) for name in names))


def _clauses_c01(a: Feit[Maatregel], b: Feit[Maatregel], feiten: Planfeiten) -> Iterator[Voorwaarde]:
    yield _differentiation(a, b)
    yield _replacement(a, feiten)
    yield _consent(a, b, feiten)
    if a.inhoud.planstatus == "verkenning":
        yield Voorwaarde("d", "signaal", f"{a.plan.document} verkent het alleen", a.zin)
    else:
        yield Voorwaarde("d", "gaat_niet_op", f"het is in {a.plan.document} geen verkenning maar een {a.inhoud.planstatus}", a.zin)


def _differentiation(a: Feit[Maatregel], b: Feit[Maatregel]) -> Voorwaarde:
    heavy, light = a.inhoud.urgentie == ("hoog",), b.inhoud.urgentie == ("laag",)
    if heavy and light:
        return Voorwaarde(
            "a", "geen_conflict", "de ene tekst alleen zware zorg weghaalt en de andere alleen lichte zorg laat blijven", (*a.zin, *b.zin)
        )
    return Voorwaarde("a", "gaat_niet_op", "de teksten maken geen verschil tussen zware zorg die gaat en lichte zorg die blijft")


def _replacement(a: Feit[Maatregel], feiten: Planfeiten) -> Voorwaarde:
    found = safeguards(a, "vervanging", feiten)
    start = a.inhoud.vanaf
    intime = [w for w in found if not w.inhoud.vanaf or not start or w.inhoud.vanaf[: len(start)] <= start]
    if intime:
        proof = tuple(p for w in intime for p in w.zin)
        return Voorwaarde("b", "geen_conflict", f"{a.plan.document} zelf een vervangende functie regelt, niet later dan de sluiting", proof)
    late = tuple(p for w in found for p in w.zin)
    return Voorwaarde("b", "gaat_niet_op", "bewijs voor een vervangende functie op tijd niet gevonden", late)


def _consent(a: Feit[Maatregel], b: Feit[Maatregel], feiten: Planfeiten) -> Voorwaarde:
    given = [w for w in safeguards(a, "instemming", feiten) if w.inhoud.onderwerp != "aanvaarding" and "plan" in w.tekst.lower()]
    accepted = [w for w in safeguards(b, "instemming", feiten) if w.inhoud.onderwerp == "aanvaarding"]
    if accepted or (given and older(b, a)):
        proof = tuple(p for w in (*given, *accepted) for p in w.zin)
        return Voorwaarde(
            "c", "geen_conflict", f"{b.plan.document} ouder is en de partijen erachter met het besluit hebben ingestemd", proof
        )
    return Voorwaarde("c", "gaat_niet_op", f"bewijs van instemming van de partijen bij {b.plan.document} na vaststelling niet gevonden")


def find_c02(feiten: Planfeiten) -> Iterator[Treffer]:
    """Acute facilities that close or shrink without an analysis of what ambulance, posts and neighbours notice."""
    for a in feiten.van(Maatregel):
        keys = frozenset(a.inhoud.plekken) & places_of("acuut")
        if keys and a.inhoud.richting in ("sluiten", "afschalen") and is_firm(a):
            yield _without_analysis(a, keys, feiten)


def _without_analysis(a: Feit[Maatregel], keys: frozenset[str], feiten: Planfeiten) -> Treffer:
    links = sorted({link for key in keys for link in load_plekken()[key].keten})
    others = [b for b in feiten.van(Maatregel) if b.inhoud.richting in _STAYING and is_firm(b) and _clash(a, b, feiten) is not None]
    silent = [
        f
        for f in feiten.van(Afstemming)
        if f.inhoud.stand == "ontbreekt"
        and same_place(f.inhoud.plekken, (*keys, *links))
        and f.inhoud.onderwerp == "gevolgen voor de keten"
    ]
    strained = [
        c
        for c in feiten.van(Capaciteit)
        if c.inhoud.toestand in ("tekort", "krap") and set(c.inhoud.plekken) & set(links) and feiten.overlap(a, c)
    ]
    rest_facts = [f for f in (*silent, *strained) if f.plan.document_id != a.plan.document_id]
    own = [f for f in silent if f.plan.document_id == a.plan.document_id]
    condition, leaned_on = _analysis(a, feiten), _leaned_on(others, silent)
    ends = _ENDS[a.inhoud.richting].format(what=labels(keys))
    first, _, rest = ends.partition(" ")
    missing = f" Wat {labels(links)} daarvan merken, is in geen van de plannen gevonden." if condition.uitkomst == "gaat_niet_op" else ""
    return Treffer(
        onderwerp=f"{labels(keys)}: gevolgen voor de keten",
        a=a,
        b=tuple([*others, *rest_facts][:3]) if missing else (),
        uitleg=f"Volgens {a.plan.document} {first} {dated(a)} {rest}.{missing}".replace("  ", " "),
        voorwaarden=(condition, leaned_on, *_replaced(a, feiten)),
        extra_bewijs=distinct([*(p for f in own for p in f.zin), *condition.bewijs]),
    )


def _leaned_on(others: list[Feit[Maatregel]], silent: list[Feit[Afstemming]]) -> Voorwaarde:
    """A text that is only silent is a signal: a conflict takes one that says so, or a plan that counts on the facility."""
    said = next(iter([*silent, *others]), None)
    if said is not None:
        why = "een tekst zegt dat de gevolgen niet zijn bekeken" if silent else f"{said.plan.document} op deze voorziening rekent"
        return Voorwaarde("stilte", "gaat_niet_op", why, said.zin)
    return Voorwaarde("stilte", "signaal", "geen tekst zegt dat de gevolgen niet zijn bekeken; zij zijn alleen niet gevonden")


def _replaced(a: Feit[Maatregel], feiten: Planfeiten) -> Iterator[Voorwaarde]:
    """What comes in its place, or who agreed, leaves the neighbours something to find out, not a conflict."""
    found = [*safeguards(a, "vervanging", feiten), *safeguards(a, "instemming", feiten)]
    if found:
        proof = distinct(p for w in found for p in w.zin)
        yield Voorwaarde(
            "vervangen", "signaal", "het plan een vervanging of instemming noemt; de gevolgen zijn alleen niet gevonden", proof
        )


def _analysis(a: Feit[Maatregel], feiten: Planfeiten) -> Voorwaarde:
    found = safeguards(a, "gevolganalyse", feiten)
    if found:
        return Voorwaarde(
            "a",
            "geen_conflict",
            "de gevolgen voor de keten zijn uitgewerkt waar de tekst naar verwijst",
            distinct(p for w in found for p in w.zin),
        )
    return Voorwaarde("a", "gaat_niet_op", "bewijs voor een gevolganalyse niet gevonden")


C01 = Conflictregel("C01", find_c01)
C02 = Conflictregel("C02", find_c02)
