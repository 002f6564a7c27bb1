"""What passes between asking a language model and reading what it said: frozen, picklable, without the key of the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extract.records import Kind, Sign, UnitKind


@dataclass(frozen=True, slots=True)
class Taalmodel:
    """Which answers count: those of model ``naam``, kept in folder ``opslag``.

    ``antwoordtokens`` bounds the length of one answer. Where the model runs is no part of it: an answer is the same answer
    wherever it was given, so that a rebuild needs the folder only.
    """

    naam: str
    opslag: Path
    temperatuur: float = 0.0
    antwoordtokens: int = 3000


@dataclass(frozen=True, slots=True)
class Verbinding:
    """Where and how to ask: ``adres`` is the full address that is posted to.

    Prices are in euros per million tokens; ``max_kosten`` in euros, None is no limit; ``per_minuut`` 0 is no limit. One request
    may take ``seconden`` and is tried ``pogingen`` times, the first time after ``wachttijd`` seconds, then twice as long.
    """

    adres: str
    prijs_in: float = 0.0
    prijs_uit: float = 0.0
    max_kosten: float | None = None
    tegelijk: int = 4
    per_minuut: int = 0
    seconden: float = 180.0
    pogingen: int = 4
    wachttijd: float = 1.0


@dataclass(frozen=True, slots=True)
class Stuk:
    """``lengte`` characters of unit ``unit`` from ``begin``, which stand at ``plaats`` in the text of a passage."""

    unit: int
    begin: int
    lengte: int
    plaats: int
    soort: UnitKind = "alinea"


@dataclass(frozen=True, slots=True)
class Passage:
    """What is sent in one request: the headings above it and its text, one unit per line; ``stukken`` say where it came from."""

    koppen: tuple[str, ...]
    tekst: str
    stukken: tuple[Stuk, ...]


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What a model answered, as it wrote it, with the tokens the service counted (0: not told)."""

    tekst: str
    tokens_in: int = 0
    tokens_uit: int = 0


@dataclass(frozen=True, slots=True)
class Plek:
    """Where words stand: contiguous pieces ``[begin, end)`` of the text of one unit."""

    unit: int
    stukken: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Vondst:
    """A claim of a model of which every word was found in the text."""

    oorzaak: Plek
    gevolg: Plek
    signaal: Plek
    soort: Kind
    teken: Sign
    mogelijk: bool
    ontkend: bool


@dataclass(frozen=True, slots=True)
class Verslag:
    """What was asked and came back; ``mislukt`` counts passages by reason, ``gestopt`` says in Dutch why no more was asked, or ''."""

    te_vragen: int = 0
    beantwoord: int = 0
    mislukt: Mapping[str, int] = field(default_factory=dict)
    tokens_in: int = 0
    tokens_uit: int = 0
    kosten: float = 0.0
    gestopt: str = ""
