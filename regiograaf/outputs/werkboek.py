"""Tables to one Excel workbook: text cells only, so that nothing in it is ever calculated, and the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from regiograaf.outputs.tekst import xml_tekst
from regiograaf.outputs.vastezip import vast

#: What Excel can hold in one cell.
MEESTE_TEKENS = 32_767
# Signs that a spreadsheet may take for the start of a formula when a cell is edited or copied.
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_HEAD, _INPUT = "1D2630", "FFF4D6"
_TEXT_FORMAT = "@"
_LINE_HEIGHT, _MOST_LINES = 15, 8


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: its name, its width in characters, and for a column to fill in (``invoer``) the name of its choices, if any."""

    naam: str
    breedte: int = 18
    invoer: bool = False
    keuzes: str = ""


@dataclass(frozen=True, slots=True)
class Blad:
    """A sheet: the first ``vast`` columns stay in sight, the first ``afdruk`` are printed (0: all). Every row has a text per column."""

    naam: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[str, ...], ...]
    vast: int = 1
    afdruk: int = 0


def werkboek(bladen: Sequence[Blad], titel: str, datum: datetime, keuzes: dict[str, tuple[str, int, int]]) -> bytes:
    """The sheets as .xlsx.

    Args:
        bladen: In order.
        titel: Title of the file.
        datum: The moment inside the file; not now.
        keuzes: Lists to choose from, by name: (sheet, column, number of rows under its head), counted from 1.
    """
    book = Workbook()
    book.remove(book.active)
    for style in _styles():
        book.add_named_style(style)
    for name, (sheet, column, count) in keuzes.items():
        letter = get_column_letter(column)
        book.defined_names[name] = DefinedName(name, attr_text=f"'{sheet}'!${letter}$2:${letter}${count + 1}")
    for blad in bladen:
        _sheet(book.create_sheet(blad.naam), blad)
    made = io.BytesIO()
    book.save(made)
    moment = datum.replace(tzinfo=None)
    about = DocumentProperties(creator="regiograaf", title=xml_tekst(titel), language="nl-NL", created=moment, modified=moment)
    return vast(made.getvalue(), {"docProps/core.xml": tostring(about.to_tree())})


def _styles() -> list[NamedStyle]:
    top = Alignment(vertical="top", wrap_text=True)
    head = NamedStyle("kop", font=Font(bold=True, color="FFFFFF"), fill=PatternFill("solid", fgColor=_HEAD), alignment=top)
    text = NamedStyle("tekst", alignment=top, number_format=_TEXT_FORMAT)
    entry = NamedStyle("invoer", alignment=top, number_format=_TEXT_FORMAT, fill=PatternFill("solid", fgColor=_INPUT))
    return [head, text, entry]


def _sheet(sheet: Worksheet, blad: Blad) -> None:
    for number, column in enumerate(blad.kolommen, 1):
        _fill(sheet.cell(1, number), column.naam, "kop")
        sheet.column_dimensions[get_column_letter(number)].width = column.breedte
    for place, row in enumerate(blad.rijen, 2):
        for number, (column, text) in enumerate(zip(blad.kolommen, row, strict=True), 1):
            _fill(sheet.cell(place, number), text, "invoer" if column.invoer else "tekst")
        sheet.row_dimensions[place].height = _height(blad.kolommen, row)
    last = len(blad.rijen) + 1
    sheet.freeze_panes = f"{get_column_letter(blad.vast + 1)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(blad.kolommen))}{last}"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(blad.afdruk or len(blad.kolommen))}{last}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, column in enumerate(blad.kolommen, 1):
        if column.keuzes and last > 1:
            _choices(sheet, column.keuzes, f"{get_column_letter(number)}2:{get_column_letter(number)}{last}")


def _height(columns: Sequence[Kolom], row: Sequence[str]) -> float:
    """Room for the longest text, up to a limit: without a height of their own some programs let rows overlap."""
    lines = max(sum(1 + len(part) // column.breedte for part in text.split("\n")) for column, text in zip(columns, row, strict=True))
    return _LINE_HEIGHT * min(lines, _MOST_LINES) + 3


def _fill(cell: Cell, text: str, style: str) -> None:
    cell.value = xml_tekst(text)[: MEESTE_TEKENS - 1] + "…" if len(text) > MEESTE_TEKENS else xml_tekst(text)
    cell.data_type = "s"  # never a formula, whatever it starts with
    cell.style = style
    if text.lstrip().startswith(_STARTS):
        cell.quotePrefix = True


def _choices(sheet: Worksheet, name: str, cells: str) -> None:
    rule = DataValidation(type="list", formula1=f"={name}", allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Niet in de lijst", "Kies een van de waarden uit de lijst, of laat de cel leeg."
    sheet.add_data_validation(rule)
    rule.add(cells)
