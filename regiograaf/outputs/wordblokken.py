"""The blocks of a one-page Word file, and how high each will be.

Line heights are exact and columns fixed, so that only the number of lines can differ from program to program; those are
counted with the widths of Arial and some room to spare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regiograaf.outputs.lettermaat import aantal_regels

#: The sheet and its margins, in mm.
BLAD, RAND_OPZIJ, RAND_BOVEN, RAND_ONDER = (210.0, 297.0), 14.0, 10.0, 9.0
BREED = BLAD[0] - 2 * RAND_OPZIJ
#: Room inside a cell: left and right, above and below, in mm.
CEL_OPZIJ, CEL_HOOG = 1.0, 0.25
#: Programs break lines a little differently: count with columns this much narrower, and fill this much of the sheet.
_SMALLER, _FILLED = 0.95, 0.985
#: How much wider bold text is.
_BOLD = 0.1
_MM_PER_PT = 25.4 / 72
_BORDER = 0.2


@dataclass(frozen=True, slots=True)
class Stijl:
    """A paragraph style: its name in Word, size and line height in points, room before and after in points."""

    naam: str
    letter: float
    regel: float
    voor: float = 0.0
    na: float = 0.0
    vet: bool = False


TITEL = Stijl("Title", 18, 21, na=0, vet=True)
ONDERTITEL = Stijl("Subtitle", 8.5, 11, na=4)
KOP = Stijl("Heading 1", 9.5, 13, voor=4.5, na=1.5, vet=True)
TEKST = Stijl("Normal", 8, 9.4)
LIJST = Stijl("List Paragraph", 8, 9.4, na=1)
KLEIN = Stijl("Kleine tekst", 7.5, 8.8, voor=1)
SLUIT = Stijl("Sluitregel", 1, 1)


@dataclass(frozen=True, slots=True)
class Stuk:
    """A run of text; ``soort`` is gewoon, vet, klein (and not bold), grijs or niets (an empty link, in red italics)."""

    tekst: str
    soort: str = "gewoon"


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph; ``kleur`` (RRGGBB) is its background."""

    stukken: tuple[Stuk, ...]
    stijl: Stijl = TEKST
    kleur: str = ""

    def hoogte(self, breed: float) -> float:
        """Height in mm in a column of ``breed`` mm."""
        words = "".join(stuk.tekst for stuk in self.stukken)
        bold = sum(len(stuk.tekst) for stuk in self.stukken if stuk.soort == "vet") / max(1, len(words))
        lines = aantal_regels(words, breed * _SMALLER * (1 - _BOLD * bold), self.stijl.letter, vet=self.stijl.vet)
        return (lines * self.stijl.regel + self.stijl.voor + self.stijl.na) * _MM_PER_PT


@dataclass(frozen=True, slots=True)
class Beeld:
    """A picture with its alternative text; measures in mm."""

    png: bytes
    breed: float
    hoog: float
    alt: str

    def hoogte(self, breed: float) -> float:
        """Height in mm; it is never scaled."""
        return self.hoog


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table of fixed columns (mm). With ``kop`` its first row is a header row; without, it only places things side by side.

    ``samenvatting`` says what the table holds, for who cannot see it.
    """

    kolommen: tuple[float, ...]
    kop: tuple[str, ...]
    rijen: tuple[tuple[tuple[Alinea | Beeld, ...], ...], ...]
    samenvatting: str

    def hoogte(self, breed: float) -> float:
        """Height in mm: of every row the highest cell."""
        header = (tuple((Alinea((Stuk(name, "vet"),), KLEIN),) for name in self.kop),) if self.kop else ()
        return sum(self._row(row) for row in (*header, *self.rijen))

    def _row(self, row: Sequence[tuple[Alinea | Beeld, ...]]) -> float:
        cells = (sum(part.hoogte(width - 2 * CEL_OPZIJ) for part in cell) for width, cell in zip(self.kolommen, row, strict=True))
        return max(cells) + 2 * CEL_HOOG + _BORDER


Blok = Alinea | Beeld | Tabel


def past(blokken: Sequence[Blok]) -> bool:
    """Whether the blocks will surely fit on one page."""
    room = BLAD[1] - RAND_BOVEN - RAND_ONDER
    return sum(blok.hoogte(BREED) for blok in blokken) <= room * _FILLED
