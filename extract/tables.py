"""Tables of knelpunten and causes: rows whose columns say what is short, for whom, why, with what effect, and who takes it up.

The readers of every file format write a row of a table as one line between bars, so a table is read from the stored pages;
each telling cell is a unit of its own, that knows where its characters stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extract.mention_words import matches
from extract.records import Document, Evidence, Page, Unit
from extract.words import lexicon

_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:=–—-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what its column holds (knelpunt, oorzaak, ...), the name of the column, and the text as a unit."""

    role: str
    header: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Row:
    """The telling cells of one row that say something, and the whole line as evidence."""

    cells: tuple[Cell, ...]
    line: Evidence
    roles: frozenset[str]

    def cell(self, role: str) -> Cell | None:
        """The first cell of a kind; None when the table has none or it is empty."""
        return next((c for c in self.cells if c.role == role), None)


def table_rows(document: Document, units: Sequence[Unit]) -> tuple[Row, ...]:
    """The rows of the tables that are about knelpunten or causes, in page order."""
    found: list[Row] = []
    count = len(units)
    for page in document.pages:
        for head, *rows in _tables(page):
            columns = [_role(text) for _, _, text in _cells(page, head)]
            roles = frozenset(role for role in columns if role)
            if not _tells(roles):
                continue
            names = [text for _, _, text in _cells(page, head)]
            section = _section(units, page.number, head.start())
            for row in rows:
                cells = []
                for role, name, (begin, end, text) in zip(columns, names, _cells(page, row), strict=False):
                    if role and text and (role == "invloed" or not matches("tabelleeg", text)):
                        places = tuple(range(begin, end))
                        cells.append(Cell(role, name, Unit(count, "tabelrij", text, (page.number,) * len(places), places, (), section)))
                        count += 1
                begin, end = row.span()
                line = page.text[begin:end]
                begin += len(line) - len(line.lstrip())
                found.append(Row(tuple(cells), Evidence(page.number, begin, end - len(line) + len(line.rstrip()), line.strip()), roles))
    return tuple(found)


def _tables(page: Page) -> Iterator[list[re.Match[str]]]:
    """Rows with nothing but white space and rules between them are one table."""
    table: list[re.Match[str]] = []
    for row in _ROW.finditer(page.text):
        if table and not _RULE.fullmatch(page.text[table[-1].end() : row.start()]):
            yield table
            table = []
        if not _RULE.fullmatch(row.group()):
            table.append(row)
    if table:
        yield table


def _cells(page: Page, row: re.Match[str]) -> list[tuple[int, int, str]]:
    """Begin, end and text of the cells of a row, without the white space around them; an empty one keeps its place."""
    edges = [row.start(1) - 1, *(m.start() for m in re.finditer(r"\|", page.text[: row.end(1) + 1]) if m.start() >= row.start(1))]
    found = []
    for left, right in pairwise(edges):
        text = page.text[left + 1 : right]
        begin = left + 1 + len(text) - len(text.lstrip())
        found.append((begin, begin + len(text.strip()), text.strip()))
    return found


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((str(e["rol"]), re.compile(str(e["patroon"]), re.IGNORECASE)) for e in lexicon("vermeldingen.toml")["tabelkolom"])


def _role(header: str) -> str:
    """What a column holds by its name; '' for one that does not matter here."""
    return next((role for role, pattern in _columns() if pattern.search(header)), "")


def _tells(roles: frozenset[str]) -> bool:
    """A column of knelpunten, or causes with their effect or the influence on them; 'factor' alone says too little."""
    return "knelpunt" in roles or bool(roles & {"oorzaak", "factor"} and roles & {"effect", "invloed"})


def _section(units: Sequence[Unit], page: int, begin: int) -> tuple[str, ...]:
    """The headings above a place."""
    before = [u for u in units if u.pages and (u.pages[0], u.offsets[0]) <= (page, begin + 2)]
    return before[-1].section if before else ()
