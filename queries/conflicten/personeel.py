"""C07: two plans that count on the same staff, more than a forecast says will come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.numbers import format_number
from ontology.beroepen import load_beroepen
from ontology.planfeiten import Personeelsclaim, Waarborg
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.planfeiten import Feit, Planfeiten

Claim = Feit[Personeelsclaim]


def find_double_staff(feiten: Planfeiten) -> Iterator[Treffer]:
    """Pairs of claims of two plans on one labour market in the same years; also those that only look alike."""
    claims = [f for f in feiten.van(Personeelsclaim) if f.inhoud.aard in ("claim", "taakverlichting") and f.plan.is_plan]
    for one, other in combinations(claims, 2):
        if one.inhoud.beroep != other.inhoud.beroep and (_elsewhere(claims, one, other) or _elsewhere(claims, other, one)):
            continue
        if one.plan.document_id != other.plan.document_id and one.tekst != other.tekst and _meet(feiten, one, other):
            hit = _hit(feiten, one, other)
            if hit is not None:
                yield hit


def _elsewhere(claims: list[Claim], one: Claim, other: Claim) -> bool:
    """Whether the document of the other also asks for the profession of the one: then those two are the pair to look at."""
    return any(f.plan.document_id == other.plan.document_id and f.inhoud.beroep == one.inhoud.beroep for f in claims)


def _meet(feiten: Planfeiten, one: Claim, other: Claim) -> bool:
    """Whether two claims share the labour market and the years; a labour market that both name decides."""
    overlap = feiten.overlap(one, other)
    a, b = one.inhoud.arbeidsmarktregio, other.inhoud.arbeidsmarktregio
    return overlap is not None and (a == b if a and b else True)


def _hit(feiten: Planfeiten, one: Claim, other: Claim) -> Treffer | None:
    a, b = one.inhoud, other.inhoud
    numbers = a.waarde is not None and b.waarde is not None and a.eenheid == b.eenheid
    if a.beroep != b.beroep and not (numbers and a.aard == b.aard == "claim" and a.eenheid == "fte"):
        return None
    if a.aard == b.aard == "taakverlichting":
        return None
    known = _available(feiten, one, other)
    most = max((f.inhoud.waarde or 0.0 for f in known), default=None)
    total = (a.waarde or 0.0) + (b.waarde or 0.0)
    fits = numbers and most is not None and total <= most and a.beroep == b.beroep
    return Treffer(
        onderwerp=load_beroepen()[a.beroep].label if a.beroep == b.beroep else f"{a.onderwerp} en {b.onderwerp}",
        a=one,
        b=(other,),
        uitleg=f"{_side(one)}; {_side(other)}. {_sum(total, a.eenheid, most) if numbers and a.beroep == b.beroep else ''}".strip(),
        overlap=feiten.overlap(one, other),
        voorwaarden=(
            _shared(feiten, one, other),
            _level(one, other),
            _relief(one, other),
            _enough(known, fits=fits),
            _counted(one, other, known),
        ),
        extra_bewijs=tuple(p for f in known for p in f.zin),
    )


def _available(feiten: Planfeiten, one: Claim, other: Claim) -> list[Claim]:
    """Forecasts of the same profession, in the area and years of both claims, from any document."""
    forecasts = [f for f in feiten.van(Personeelsclaim) if f.inhoud.aard == "beschikbaar" and f.inhoud.waarde is not None]
    same = [f for f in forecasts if f.inhoud.beroep == one.inhoud.beroep == other.inhoud.beroep]
    fitting = [f for f in same if f.inhoud.eenheid == one.inhoud.eenheid or (f.inhoud.waarde or 0.0) < 0]
    return [f for f in fitting if _meet(feiten, one, f) and _meet(feiten, other, f)]


def _side(feit: Claim) -> str:
    claim = feit.inhoud
    size = f"{format_number(claim.waarde)} {claim.eenheid} " if claim.waarde is not None else ""
    verb = "speelt tijd vrij van" if claim.aard == "taakverlichting" else "vraagt"
    return f"{feit.plan.document} {verb} {size.replace('aantal ', '')}{claim.onderwerp}"


def _sum(total: float, unit: str, most: float | None) -> str:
    unit = "mensen" if unit == "aantal" else unit
    asked = f"Samen is dat {format_number(total)} {unit}"
    if most is None:
        return f"{asked}."
    if most < 0:
        return f"{asked}, terwijl er een tekort van {format_number(-most)} wordt verwacht."
    return f"{asked}; naar verwachting komen er {format_number(most)} {unit} bij."


def _shared(feiten: Planfeiten, one: Claim, other: Claim) -> Voorwaarde:
    for claim in (one, other):
        for waarborg in feiten.in_plan(Waarborg, claim.plan):
            about = set(waarborg.bewijs) & set(claim.zin) or waarborg.inhoud.onderwerp == claim.inhoud.onderwerp
            if waarborg.inhoud.aard == "gedeelde_inzet" and about:
                return Voorwaarde("gedeeld", "geen_conflict", f"{claim.plan.document} de inzet met anderen deelt", waarborg.zin)
    return Voorwaarde("gedeeld", "gaat_niet_op", "geen van beide plannen zegt dat de inzet wordt gedeeld")


def _level(one: Claim, other: Claim) -> Voorwaarde:
    if one.inhoud.beroep != other.inhoud.beroep:
        said = f"het om verschillende beroepen gaat ({one.inhoud.onderwerp} en {other.inhoud.onderwerp})"
        return Voorwaarde("beroep", "geen_conflict", said, (*one.zin, *other.zin))
    return Voorwaarde("beroep", "gaat_niet_op", "beide plannen vragen hetzelfde beroep")


def _relief(one: Claim, other: Claim) -> Voorwaarde:
    for claim in (one, other):
        if claim.inhoud.aard == "taakverlichting":
            return Voorwaarde("taakverlichting", "geen_conflict", f"{claim.plan.document} werk wegneemt en geen mensen vraagt", claim.zin)
    return Voorwaarde("taakverlichting", "gaat_niet_op", "beide plannen vragen er mensen bij")


def _enough(known: list[Claim], *, fits: bool) -> Voorwaarde:
    proofs = tuple(p for f in known for p in f.zin)
    if fits:
        return Voorwaarde("ruimte", "geen_conflict", "de verwachte aanwas genoeg is voor beide plannen", proofs)
    return Voorwaarde("ruimte", "gaat_niet_op", "een verwachting die beide plannen dekt is niet gevonden", proofs)


def _counted(one: Claim, other: Claim, known: list[Claim]) -> Voorwaarde:
    without = [f.plan.document for f in (one, other) if f.inhoud.waarde is None]
    if without:
        return Voorwaarde("getal", "signaal", f"{without[0]} niet zegt om hoeveel mensen het gaat")
    if one.inhoud.eenheid != other.inhoud.eenheid:
        return Voorwaarde("getal", "signaal", "het ene plan fte telt en het andere mensen")
    if not known:
        return Voorwaarde("getal", "signaal", "geen document zegt hoeveel mensen er bij komen")
    return Voorwaarde("getal", "gaat_niet_op", "de plannen en de verwachting noemen een aantal")


C07 = Conflictregel("C07", find_double_staff)
