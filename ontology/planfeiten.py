"""What a plan says it will do, has, counts, asks or agreed: the facts that the conflict rules compare.

One dataclass per class of the ontology, one field per property. Extraction fills them, the graph stores every field
under the property of its name (``van_plek`` is rg:vanPlek), the rules read the same classes back. A tuple is a set:
sorted, each value once. '' and None mean that the text does not say. Values of closed fields are the words listed in
the definitions of regiograaf.ttl. Source: conflictregels C01-C18, see docs/graafmodel.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal, TypeVar, get_type_hints

Richting = Literal["uitbreiden", "behouden", "afschalen", "sluiten", "concentreren", "verplaatsen", "starten"]
Planstatus = Literal["verkenning", "voornemen", "besluit", "uitgevoerd", "wens", "ingetrokken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planfeit:
    """What every fact may carry.

    ``gemeenten`` are those of the fact itself, empty for the whole area of its plan; ``vanaf`` and ``tot`` are partial
    ISO dates ('2026', '2026-07', '2026-07-01'), '' when not said; ``onderwerp`` is a short phrase for people to read.
    ``plekken`` are keys of voorzieningen.toml that the fact is about.
    """

    onderwerp: str = ""
    plekken: tuple[str, ...] = ()
    gemeenten: tuple[str, ...] = ()
    locaties: tuple[str, ...] = ()
    partijen: tuple[str, ...] = ()
    vanaf: str = ""
    tot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groepsfeit(Planfeit):
    """A fact about people: ``groepen`` are keys of groepen.toml, ages in years, ``urgentie`` out of hoog, laag."""

    groepen: tuple[str, ...] = ()
    leeftijd_van: int | None = None
    leeftijd_tot: int | None = None
    urgentie: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Maatregel(Groepsfeit):
    """What a plan does with a facility or a flow of people; ``van_plekken`` and ``naar_plekken`` for a shift."""

    richting: str = ""
    van_plekken: tuple[str, ...] = ()
    naar_plekken: tuple[str, ...] = ()
    planstatus: str = "voornemen"
    waarde: float | None = None
    eenheid: str = ""
    dagdelen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capaciteit(Planfeit):
    """How much room ``plekken`` have; ``toestand`` is tekort, krap, toereikend or onbekend, in ``peiljaar``."""

    toestand: str = "onbekend"
    peiljaar: int | None = None
    waarde: float | None = None
    eenheid: str = ""
    dagdelen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cijfer(Groepsfeit):
    """A figure: ``wijze`` niveau (a value in ``peiljaar``) or verandering (from ``basisjaar`` to ``peiljaar``)."""

    indicator: str = ""
    wijze: str = ""
    waarde: float | None = None
    eenheid: str = ""
    basisjaar: int | None = None
    peiljaar: int | None = None
    scenario: str = ""
    bronvermelding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planrol(Planfeit):
    """How the ``partijen`` stand to the plan: trekker, ondertekenaar, deelnemer, geconsulteerd, genoemd or geraakt."""

    planrol: str = ""
    mandaat: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Afstemming(Planfeit):
    """Whether the plan is tuned with another plan, body or party (``partijen``): ``stand`` afgesproken, voorgenomen or ontbreekt."""

    stand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinatiefunctie(Groepsfeit):
    """A desk, centre or network that distributes ``plekken`` (sectors); ``partijen`` own it, ``schaal`` roaz to gemeente.

    ``taken`` are keys: triage, bedden, vervoer, verwijzing, ...; ``achter`` names the function it stands behind.
    """

    naam: str = ""
    taken: tuple[str, ...] = ()
    schaal: str = ""
    achter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Personeelsclaim(Planfeit):
    """Staff that a plan asks for (``aard`` claim), or that a forecast says there is (beschikbaar), in fte."""

    beroep: str = ""
    aard: str = "claim"
    waarde: float | None = None
    eenheid: str = "fte"
    arbeidsmarktregio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prioriteit(Groepsfeit):
    """What a plan puts first; ``stand`` prioriteit, geen_prioriteit or elders (left to another plan on purpose)."""

    rang: int | None = None
    stand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorwaarde(Planfeit):
    """What a measure needs before it can work: ``plekken``/``onderwerp`` needed; ``stand`` vereist, komt_niet or uitgesloten.

    ``vanaf`` is when the measure that needs it starts; ``niveau`` regio or landelijk.
    """

    stand: str = "vereist"
    niveau: str = ""
    dagdelen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarborg(Groepsfeit):
    """What a plan does about the consequences of a measure, which may clear a conflict.

    ``aard``: compensatie, vervanging, gevolganalyse, overbrugging, mitigatie, taakverdeling, aansluiting, gedeelde_inzet,
    cofinanciering, toelichting or instemming.
    """

    aard: str = ""
    waarde: float | None = None
    eenheid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Middelenclaim(Planfeit):
    """Money that a plan counts on; ``pot`` names the fund, ``stand`` gevraagd, toegekend, wachtlijst or voorwaardelijk."""

    pot: str = ""
    stand: str = "gevraagd"
    waarde: float | None = None
    eenheid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plangebied(Planfeit):
    """The area that a plan covers: ``gemeenten``; ``schaal`` roaz, zorgkantoorregio, subregio, iza-regio or gemeente.

    A named part of it ('subregio') and a site by its street ('locatie') are facts of their own with the name as ``onderwerp``.
    """

    schaal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Afspraak(Planfeit):
    """A commitment: which party does what, by when (``tot``), with what measurable result."""

    resultaat: str = ""


KLASSEN: tuple[type[Planfeit], ...] = (
    Maatregel,
    Capaciteit,
    Cijfer,
    Planrol,
    Afstemming,
    Coordinatiefunctie,
    Personeelsclaim,
    Prioriteit,
    Voorwaarde,
    Waarborg,
    Middelenclaim,
    Plangebied,
    Afspraak,
)
Waarde = str | int | float | bool
F = TypeVar("F", bound=Planfeit)


def values(fact: Planfeit) -> Iterator[tuple[str, Waarde]]:
    """The filled fields of a fact as (property, value), a tuple as one pair per value; None and '' are left out."""
    for field in fields(fact):
        value = getattr(fact, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None and one != "":
                yield property_name(field.name), one


def build(klasse: type[F], pairs: list[tuple[str, Waarde]]) -> F:
    """The fact of a class from its (property, value) pairs; pairs that are no field of it are left out."""
    hints = _hints(klasse)  # type: ignore[arg-type]  # every class is hashable
    said: dict[str, list[Waarde]] = {}
    for name, value in pairs:
        said.setdefault(name, []).append(value)
    given: dict[str, Any] = {}  # Any: the fields of a dataclass chosen at run time
    for field in fields(klasse):
        found = said.get(property_name(field.name), [])
        hint = hints[field.name]
        if "tuple" in hint:
            given[field.name] = tuple(sorted({str(value) for value in found}))
        elif found:
            given[field.name] = float(found[0]) if "float" in hint else found[0]
        else:
            given[field.name] = None if "None" in hint else ""
    return klasse(**given)


@cache
def _hints(klasse: type[Planfeit]) -> dict[str, str]:
    return {name: str(hint) for name, hint in get_type_hints(klasse).items()}


@cache
def property_name(field: str) -> str:
    """'van_plekken' -> 'vanPlekken'."""
    first, *rest = field.split("_")
    return first + "".join(part.capitalize() for part in rest)
