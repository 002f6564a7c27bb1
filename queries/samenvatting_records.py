"""What one page about a region holds: the four blocks of the BDO A4 (NZa par. 2.3, figure 3), each line with its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

RegionKind = Literal["zorgkantoorregio", "ROAZ-regio", "regio"]
Influence = Literal["beïnvloedbaar", "niet beïnvloedbaar", "onbepaald"]
T = TypeVar("T")

#: Groups of oorzaken and of effecten, in the order of the page.
INVLOED: tuple[Influence, ...] = ("beïnvloedbaar", "niet beïnvloedbaar", "onbepaald")
DIMENSIES = ("gezondheid", "toegankelijkheid", "kwaliteit", "betaalbaarheid", "beschikbaarheid", "onbepaald")


@dataclass(frozen=True, slots=True)
class Bron:
    """A document on the page, with the short code its lines are cited by; ``document_id`` tells equal file names apart."""

    code: str
    bestand: str
    titel: str
    soort: str
    jaar: int | None
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """Pages of one document, each once and in order."""

    code: str
    paginas: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doelgroep:
    """Who a knelpunt is about; ``aard`` and ``omvang`` are '' when the text does not give them."""

    tekst: str
    aard: str = ""
    omvang: str = ""


@dataclass(frozen=True, slots=True)
class Knelpunt:
    """Block I. ``aantal`` counts claims and mentions; ``eigen_label`` is the region's word when that is another one.

    ``schakels`` are the places of care it names, for a page that shows them (see ``queries.a4soorten``).
    """

    label: str
    aantal: int
    vindplaatsen: tuple[Vindplaats, ...]
    eigen_label: str = ""
    doelgroepen: tuple[Doelgroep, ...] = ()
    schakels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Oorzaak:
    """Block II. ``bron`` says who judged its influence: tekst, lijst or '' (nobody); ``knelpunten`` what it leads to."""

    label: str
    aantal: int
    vindplaatsen: tuple[Vindplaats, ...]
    eigen_label: str = ""
    bron: str = ""
    niveau: str = ""
    knelpunten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """Block III; ``knelpunten`` are the labels of what it follows from."""

    label: str
    aantal: int
    vindplaatsen: tuple[Vindplaats, ...]
    eigen_label: str = ""
    knelpunten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verband:
    """Block IV: a samenwerkingsverband and the knelpunten the text says it works on (none: 'geen knelpunt genoemd')."""

    label: str
    aantal: int
    vindplaatsen: tuple[Vindplaats, ...]
    knelpunten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacune:
    """Information that the documents themselves say is missing."""

    label: str
    aantal: int
    vindplaatsen: tuple[Vindplaats, ...]


@dataclass(frozen=True, slots=True)
class Pijl:
    """What accepted claims say between two concepts of the page, by their labels.

    ``teken`` is '' when the texts give none or differ, ``zekerheid`` that of the surest, ``citaat`` the sentence of the
    claim believed most.
    """

    van: str
    naar: str
    teken: str
    zekerheid: str
    citaat: str
    vindplaatsen: tuple[Vindplaats, ...]


@dataclass(frozen=True, slots=True)
class Blok(Generic[T]):
    """The most important lines of a block, and how many there are in all."""

    regels: tuple[T, ...]
    totaal: int

    @property
    def weggelaten(self) -> int:
        """How many lines are not in ``regels``."""
        return self.totaal - len(self.regels)

    def eerste(self, maximum: int) -> Blok[T]:
        """The same block with at most ``maximum`` lines."""
        return Blok(self.regels[:maximum], self.totaal)


@dataclass(frozen=True, slots=True)
class Samenvatting:
    """All that the A4 of one region or document shows; nothing in it depends on the day it was made.

    ``peiljaren`` are the first and last year of the documents, or None when none of them has a year; ``datum`` is the day
    (ISO 8601) the graph was last changed and ``vingerafdruk`` its hash, '' when not given. ``pijlen`` run between lines of
    the blocks, the strongest first. ``beweringen`` counts the accepted claims and ``beoordeeld`` those a reviewer looked at.
    """

    naam: str
    soort: RegionKind
    bronnen: tuple[Bron, ...]
    gemeenten: tuple[str, ...]
    peiljaren: tuple[int, int] | None
    beweringen: int
    knelpunten: Blok[Knelpunt]
    oorzaken: Mapping[Influence, Blok[Oorzaak]]
    effecten: Mapping[str, Blok[Effect]]
    verbanden: Blok[Verband]
    lacunes: Blok[Lacune]
    pijlen: tuple[Pijl, ...] = ()
    beoordeeld: int = 0
    vingerafdruk: str = ""
    datum: str = ""
