"""C10: two documents that give different figures for the same thing, as the ground for what they plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from extract.indicators import family, measured, same_measure
from extract.numbers import format_number
from ontology.planfeiten import Cijfer, Waarborg
from queries.conflicten.groei import Groei, Vergelijking, compare, differ
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.doelen import Doel
from queries.planfeiten import Feit, Overlap, Planfeiten, shared_area
from queries.wording import distinct, enumeration

Getal = Feit[Cijfer]
#: Groups that an age already says.
_AGES = frozenset({"jeugd", "volwassenen", "ouderen"})
#: Areas are the same when they share this part of their gemeenten.
_SAME_AREA = 0.75
_UNITS = {
    "procent": " procent",
    "aantal": "",
    "per_1000": " per 1.000",
    "per_10000": " per 10.000",
    "per_100000": " per 100.000",
    "fte": " fte",
}


@dataclass(frozen=True, slots=True)
class _Verschil:
    """Two figures on the same thing that differ, always or (``soms``) under some readings of a missing base year."""

    a: Getal
    b: Getal
    uitleg: str
    soms: bool = False
    zonder_basis: tuple[Getal, ...] = ()


def find_diverging_figures(feiten: Planfeiten) -> Iterator[Treffer]:
    """One hit for two documents and one thing that is measured, with all figures that differ."""
    figures = _without_aims(feiten)
    copies = _pages_by_text(figures)
    found: defaultdict[tuple[str, ...], list[_Verschil]] = defaultdict(list)
    seen: set[tuple[str, ...]] = set()
    for one, other in combinations(figures, 2):
        if one.plan.document_id == other.plan.document_id or not _comparable(one, other) or _reprinted(one, other, copies):
            continue
        pair = tuple(sorted((_spoken(one), _spoken(other))))
        difference = _difference(one, other) if pair not in seen else None
        if difference is None or (_other_thing(one, other) and (difference.soms or _like_with_like(figures, one, other))):
            continue
        seen.add(pair)
        found[one.plan.document_id, other.plan.document_id, one.inhoud.indicator, other.inhoud.indicator].append(difference)
    for group in found.values():
        yield _hit(feiten, sorted(group, key=lambda d: d.soms))


def _without_aims(feiten: Planfeiten) -> list[Getal]:
    """The figures that are not the values of an aim: those are compared by C08."""
    aims = {(p.document_id, p.pagina, p.begin, p.eind) for feit in feiten.van(Doel) for p in feit.zin}
    return [f for f in feiten.van(Cijfer) if not any((p.document_id, p.pagina, p.begin, p.eind) in aims for p in f.zin)]


# --- the same thing, the same people, the same place ------------------------------------------------------------------------


def _comparable(one: Getal, other: Getal) -> bool:
    a, b = (frozenset(f.inhoud.indicator.split()) for f in (one, other))
    alike = same_measure(a, b) or (family(a) != "" and family(a) == family(b))
    return alike and _people(one) == _people(other) and _same_area(one, other)


def _other_thing(one: Getal, other: Getal) -> bool:
    """Figures of one family that count something else: households beside inhabitants."""
    return one.inhoud.indicator != other.inhoud.indicator and family(one.inhoud.indicator.split()) != ""


def _like_with_like(figures: Iterable[Getal], one: Getal, other: Getal) -> bool:
    """Whether one of the documents also gives what the other counts: then nobody takes the one for the other."""
    pairs = {(one.plan.document_id, other.inhoud.indicator), (other.plan.document_id, one.inhoud.indicator)}
    return any((f.plan.document_id, f.inhoud.indicator) in pairs for f in figures)


def _people(feit: Getal) -> tuple[int, int, frozenset[str]]:
    c = feit.inhoud
    highest = c.leeftijd_tot if c.leeftijd_tot is not None else 120
    return c.leeftijd_van or 0, highest, frozenset(c.groepen) - _AGES


def _same_area(one: Getal, other: Getal) -> bool:
    shared = shared_area(one, other)
    if not shared:
        return shared is not None
    return len(shared) >= _SAME_AREA * len(one.gemeenten | other.gemeenten)


def _spoken(feit: Getal) -> str:
    return f"{feit.inhoud.wijze} {feit.inhoud.waarde} {feit.inhoud.basisjaar} {feit.inhoud.peiljaar} {feit.tekst.lower()}"


def _pages_by_text(figures: Iterable[Getal]) -> dict[tuple[str, str], set[int]]:
    """On which pages of which document a figure stands, by document and wording."""
    pages: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for feit in figures:
        pages[feit.plan.document_id, _spoken(feit)] |= {p.pagina for p in feit.zin}
    return pages


def _reprinted(one: Getal, other: Getal, copies: dict[tuple[str, str], set[int]]) -> bool:
    """One document reprints the page of the other: its copy stands beside the figure, so there is one source."""
    for own, far in ((one, other), (other, one)):
        if {p.pagina for p in own.zin} & copies.get((own.plan.document_id, _spoken(far)), set()):
            return True
    return False


# --- how far apart ----------------------------------------------------------------------------------------------------------


def _difference(one: Getal, other: Getal) -> _Verschil | None:
    a, b = one.inhoud, other.inhoud
    if a.waarde is None or b.waarde is None or a.peiljaar is None or b.peiljaar is None or a.wijze != b.wijze:
        return None
    if a.wijze == "niveau":
        share = a.eenheid == "procent"
        if a.eenheid != b.eenheid or a.peiljaar != b.peiljaar or not differ(a.waarde, b.waarde, percentages=share):
            return None
        gap = abs(a.waarde - b.waarde)
        size = f"{format_number(round(gap, 1))} procentpunt" if share else f"{round(100 * gap / max(a.waarde, b.waarde))} procent"
        return _Verschil(one, other, f"{_side(one)}, {_side(other)}. Dat scheelt {size}.")
    if _expected(one) != _expected(other):
        return None  # what was counted is no forecast
    one_side, other_side = (Groei(x.waarde or 0.0, x.basisjaar, x.peiljaar or 0, f.plan.jaar) for x, f in ((a, one), (b, other)))
    seen = compare(one_side, other_side)
    if seen is None or seen.oordeel == "gelijk":
        return None
    missing = tuple((one, other)[k] for k in seen.zonder_basis)
    return _Verschil(one, other, f"{_side(one)}, {_side(other)}. {_gap(seen, missing)}", seen.oordeel == "soms", missing)


def _expected(feit: Getal) -> bool:
    return feit.plan.jaar is None or (feit.inhoud.peiljaar or 0) > feit.plan.jaar


def _side(feit: Getal) -> str:
    c = feit.inhoud
    value = format_number(abs(c.waarde or 0.0))
    if c.wijze == "niveau":
        return f"{feit.plan.document} noemt {value}{_UNITS.get(c.eenheid, ' ' + c.eenheid)} in {c.peiljaar}"
    direction = "daling" if (c.waarde or 0.0) < 0 else "groei"
    since = f"van {c.basisjaar} tot {c.peiljaar}" if c.basisjaar else f"tot {c.peiljaar}, zonder jaar waarvandaan gerekend is"
    return f"{feit.plan.document} noemt een {direction} van {value} procent ({since})"


def _gap(seen: Vergelijking, missing: tuple[Getal, ...]) -> str:
    low, high = (format_number(round(points, 1)) for points in (seen.kleinste, seen.grootste))
    points = f"{low} procentpunt" if low == high else f"{low} tot {high} procentpunt"
    if not seen.omgerekend:
        return f"Dat scheelt {points}: een verschil tussen twee percentages."
    always = "bij elk aannemelijk basisjaar" if seen.oordeel == "uiteen" else "afhankelijk van het basisjaar"
    reading = always if missing else ""
    words = f"Omgerekend naar dezelfde jaren, tot {seen.tot} (lineair en samengesteld), scheelt dat {reading} {points}"
    return " ".join(words.split()) + ": een verschil tussen percentages."


# --- the finding ------------------------------------------------------------------------------------------------------------


def _hit(feiten: Planfeiten, group: list[_Verschil]) -> Treffer:
    first, same = group[0], [d for d in group if d.soms == group[0].soms]
    own, others = ([*dict.fromkeys(getattr(d, side) for d in group)] for side in ("a", "b"))
    subject = enumeration([*dict.fromkeys(feit.inhoud.onderwerp for feit in (first.a, first.b))])
    area = shared_area(first.a, first.b) or frozenset()
    named = tuple(sorted(feiten.gemeentenamen.get(name, name.capitalize()) for name in area))
    return Treffer(
        onderwerp=f"cijfers over {subject}",
        a=first.a,
        b=tuple(others),
        uitleg=f"Over {subject} lopen de cijfers uiteen. {' '.join(dict.fromkeys(d.uitleg for d in same))}",
        overlap=Overlap(named, "", str(first.a.inhoud.peiljaar or ""), bekend=bool(area)),
        voorwaarden=(_thing(first), _scenario(first), _explained(feiten, own, others), _base(first)),
        extra_bewijs=distinct(p for feit in own[1:] for p in feit.bewijs),
    )


def _thing(d: _Verschil) -> Voorwaarde:
    a, b = d.a.inhoud, d.b.inhoud
    if _other_thing(d.a, d.b):
        return Voorwaarde(
            "grootheid", "geen_conflict", f"het ene stuk {a.onderwerp} telt en het andere {b.onderwerp}", (*d.a.zin, *d.b.zin)
        )
    return Voorwaarde("grootheid", "gaat_niet_op", "beide stukken tellen hetzelfde")


def _scenario(d: _Verschil) -> Voorwaarde:
    a, b = d.a.inhoud.scenario, d.b.inhoud.scenario
    if a and b and a != b:
        return Voorwaarde("scenario", "geen_conflict", f"de ene raming {a} is en de andere {b}", (*d.a.bewijs, *d.b.bewijs))
    return Voorwaarde("scenario", "gaat_niet_op", "de teksten noemen geen verschillende scenario's")


def _explained(feiten: Planfeiten, own: list[Getal], others: list[Getal]) -> Voorwaarde:
    """A sentence beside one of the figures, or on the same subject, that says why it differs."""
    for figures in (own, others):
        keys = set(figures[0].inhoud.indicator.split())
        for waarborg in feiten.in_plan(Waarborg, figures[0].plan):
            beside = any(set(f.zin) & set(waarborg.bewijs) for f in figures)
            alone = waarborg.zin == waarborg.bewijs and keys and keys <= measured(waarborg.tekst)
            if waarborg.inhoud.aard == "toelichting" and (beside or alone):
                return Voorwaarde("bron", "geen_conflict", f"{figures[0].plan.document} het verschil zelf uitlegt", waarborg.zin)
    sources = sorted({f.inhoud.bronvermelding for f in (*own, *others)} - {""})
    if sources:
        return Voorwaarde("bron", "gaat_niet_op", f"de teksten noemen als bron {enumeration(sources)}, maar leggen het verschil niet uit")
    return Voorwaarde("bron", "gaat_niet_op", "geen van beide legt het verschil uit")


def _base(d: _Verschil) -> Voorwaarde:
    if not d.soms:
        return Voorwaarde("basisjaar", "gaat_niet_op", "de cijfers lopen ook uiteen als zij over dezelfde jaren gaan")
    if d.zonder_basis:
        names = enumeration([feit.plan.document for feit in d.zonder_basis])
        why = f"{names} niet zegt van welk jaar de groei is gerekend: bij sommige basisjaren verschillen de cijfers niet"
        return Voorwaarde("basisjaar", "signaal", why, tuple(p for feit in d.zonder_basis for p in feit.zin))
    return Voorwaarde("basisjaar", "signaal", "het verschil afhangt van de manier van omrekenen")


C10 = Conflictregel("C10", find_diverging_figures)
