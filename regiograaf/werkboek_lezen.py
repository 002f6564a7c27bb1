"""Verdicts that a reviewer filled in in the workbook (sheet Beweringen), read back as decisions."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import cast

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from rdflib import URIRef

from extract.documents import read_bytes
from extract.errors import ReadError
from extract.grenzen import MAX_COLUMNS, MAX_DECISIONS, MAX_SHEET_ROWS
from extract.pakket import bounded_package
from graph.besluiten.anker import anchor_of, document_graph_of
from graph.besluiten.blad import Blad
from graph.besluiten.dagboek import in_time, moment, read_decisions, reviewer_key, written
from graph.besluiten.errors import BadReviewer, UnknownClaim
from graph.besluiten.geldend import Stand, standing
from graph.besluiten.records import Besluit, Handeling, besluit
from graph.besluiten.redenen import load_reasons
from graph.errors import GraphError
from graph.store import Store
from regiograaf.outputs.werkboekbladen import BEWERINGEN, INVOER, OORDELEN

_NO_WORKBOOK = "dit is geen Excel-werkboek (.xlsx)."
_NEEDED = ("bewering", *INVOER)


@dataclass(eq=False)
class WerkboekError(GraphError):
    """File ``naam`` is no workbook to read verdicts from; ``reden`` says what is wrong and what to do."""

    naam: str
    reden: str

    def __str__(self) -> str:
        """Name the file and the way out."""
        return f"{self.naam} is niet in te lezen: {self.reden}"


@dataclass(frozen=True, slots=True)
class Rij:
    """One row with something filled in: its number in the sheet and its texts."""

    nummer: int
    bewering: str
    oordeel: str
    reden: str
    toelichting: str
    beoordelaar: str


@dataclass(frozen=True, slots=True)
class Ingelezen:
    """What a workbook says: new decisions, how many rows said what was known already, and the rows that cannot be used."""

    besluiten: tuple[Besluit, ...]
    bekend: int
    niet_geplaatst: tuple[str, ...]


def read_workbook(path: Path, store: Store, tijdstip: str = "") -> Ingelezen:
    """The verdicts of a workbook as decisions; nothing is written (see ``graph.besluiten``).

    Args:
        path: A workbook that ``exporteer --formaat xlsx`` made, filled in.
        store: The graph that the claims are in.
        tijdstip: When was decided, ISO 8601; '' for the moment the workbook was last saved. So the same file gives the same
            decisions, however often it is read.

    Raises:
        WerkboekError: it is no such workbook, or does not say when it was saved.
        BadMoment: ``tijdstip`` is no moment.
    """
    rows, saved = _opened(path)
    if not tijdstip and saved is None:
        raise WerkboekError(path.name, "het bestand zegt niet wanneer het bewaard is. Geef het moment met --tijdstip 2026-11-22T08:00:00Z.")
    when = written(moment(tijdstip) if tijdstip else cast("datetime", saved))
    holds = standing(read_decisions(store)).beweringen
    made: dict[tuple[str, str], Besluit] = {}
    problems: list[str] = []
    known = 0
    for row in rows:
        try:
            one = _decision(row, when, store)
            if (reviewer_key(one.beoordelaar), one.over) in made:
                raise _RijError("deze beoordelaar oordeelt hierboven al over deze bewering")
        except _RijError as error:
            problems.append(f"Rij {row.nummer}: {error}.")
            continue
        if _known(one, holds.get(one.over)):
            known += 1
        else:
            made[reviewer_key(one.beoordelaar), one.over] = one
    return Ingelezen(tuple(sorted(made.values(), key=in_time)), known, tuple(problems))


class _RijError(Exception):
    """Why a row cannot be a decision."""


def _opened(path: Path) -> tuple[list[Rij], datetime | None]:
    try:
        data = bounded_package(path, read_bytes(path, MAX_DECISIONS))
    except ReadError as error:
        known = {"ontbreekt": "het bestand bestaat niet.", "beschadigd": _NO_WORKBOOK}
        raise WerkboekError(path.name, known.get(error.reason, error.message)) from error
    try:
        return _content(path, load_workbook(io.BytesIO(data), read_only=True, data_only=True))
    except (WerkboekError, MemoryError):
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles on in a broken package, when it opens or further on
        raise WerkboekError(path.name, _NO_WORKBOOK) from error


def _content(path: Path, book: Workbook) -> tuple[list[Rij], datetime | None]:
    if BEWERINGEN not in book.sheetnames:
        raise WerkboekError(path.name, f"het blad '{BEWERINGEN}' ontbreekt. Gebruik een werkboek van 'exporteer --formaat xlsx'.")
    saved = book.properties.modified
    return list(_rows(book[BEWERINGEN], path)), saved.replace(tzinfo=UTC) if saved is not None else None


def _rows(sheet: ReadOnlyWorksheet, path: Path) -> Iterator[Rij]:
    """The rows of which at least the verdict, the reason, the note or the reviewer is filled in."""
    sheet.reset_dimensions()  # what the file says of its size may be anything
    lines = islice(sheet.iter_rows(values_only=True), MAX_SHEET_ROWS)
    places = {_text(name).casefold(): place for place, name in reversed(list(enumerate(next(lines, ()))))}
    missing = [name for name in _NEEDED if name not in places]
    if missing:
        raise WerkboekError(path.name, f"op het blad '{BEWERINGEN}' ontbreekt de kolom {', '.join(missing)}.")
    for number, line in enumerate(lines, 2):
        if len(line) > MAX_COLUMNS:
            raise WerkboekError(path.name, f"het blad '{BEWERINGEN}' heeft meer dan {MAX_COLUMNS} kolommen; zet er niets naast.")
        cells = {name: _text(line[places[name]]) if places[name] < len(line) else "" for name in _NEEDED}
        if any(cells[name] for name in INVOER):
            yield Rij(number, **cells)


def _text(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _decision(row: Rij, when: str, store: Store) -> Besluit:
    if not row.oordeel:
        raise _RijError("er staat geen oordeel; kies aanvaard of verwerp")
    if row.oordeel.casefold() not in OORDELEN:
        raise _RijError(f"'{row.oordeel[:40]}' is geen oordeel; kies aanvaard of verwerp")
    reason = _reason(row.reden)
    if reason and load_reasons()[reason].toelichting_verplicht and not row.toelichting:
        raise _RijError(f"bij de reden '{row.reden}' hoort een toelichting")
    try:
        reviewer_key(row.beoordelaar)
        anker = anchor_of(Blad(store, document_graph_of(store, row.bewering)), URIRef(row.bewering))
    except BadReviewer as error:
        raise _RijError("de naam van de beoordelaar ontbreekt of is te lang") from error
    except UnknownClaim as error:
        raise _RijError("deze bewering staat niet in de graaf; misschien is het document opnieuw gelezen") from error
    act = cast("Handeling", row.oordeel.casefold())
    return besluit(row.bewering, act, row.beoordelaar, when, reden=reason, toelichting=row.toelichting, anker=anker)


def _reason(text: str) -> str:
    """The key of a reason by its key or label; '' for none."""
    named = {name.casefold(): reason.sleutel for reason in load_reasons().values() for name in (reason.sleutel, reason.label)}
    if text and text.casefold() not in named:
        raise _RijError(f"'{text[:40]}' is geen reden uit de lijst")
    return named[text.casefold()] if text else ""


def _known(one: Besluit, stand: Stand | None) -> bool:
    """Whether this reviewer's last verdict on the claim says the same."""
    mine = [other for other in (stand.besluiten if stand else ()) if reviewer_key(other.beoordelaar) == reviewer_key(one.beoordelaar)]
    return any((other.handeling, other.reden, other.toelichting) == (one.handeling, one.reden, one.toelichting) for other in mine)
