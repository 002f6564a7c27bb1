"""Aims in a table: indicator, nulmeting, streefwaarde, jaar and doelgroep as columns, one aim per row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.aims import MEASURED
from extract.dates import find_periods
from extract.goal_fields import aard_of
from extract.mention_words import RawMention, forms, matches
from extract.numbers import Number, find_numbers
from extract.records import Unit

#: Column heads, in the order in which a head is tried; each is a list of patterns.
_COLUMNS = ("kolom_streef", "kolom_basis", "kolom_jaar", "kolom_populatie", "kolom_definitie", "kolom_indicator")
_BAR = re.compile(r"\s*\|\s*")


def table_aims(units: Sequence[Unit]) -> Iterator[tuple[int, RawMention]]:
    """Index of the unit and the aim, for every row under a head that names a target and what is measured."""
    head: list[tuple[str, str]] = []
    for unit in units:
        if unit.kind != "tabelrij":
            head = []
            continue
        cells = _BAR.split(unit.text)
        if not head:
            head = _head(cells)
        elif len(cells) == len(head):
            fields = _fields(head, cells, unit.text)
            if fields.get("indicator") and fields.get("streefwaarde"):
                end = len(unit.text)
                yield unit.index, RawMention("gezondheidsdoel", 0, end, (0, end), MEASURED, tuple(sorted(fields.items())))


def _head(cells: Sequence[str]) -> list[tuple[str, str]]:
    """Part and year of each column; [] when this is no head of a table of aims."""
    named = [(next((c for c in _COLUMNS if matches(c, cell)), ""), _year(cell)) for cell in cells]
    parts = {part for part, _ in named}
    return named if "kolom_streef" in parts and parts & {"kolom_indicator", "kolom_basis"} and len(cells) > 2 else []


def _year(text: str) -> str:
    return next((str(p.year) for p in find_periods(text)), "")


def _fields(head: Sequence[tuple[str, str]], cells: Sequence[str], row: str) -> dict[str, str]:
    told = {part: (cell.strip(), year) for (part, year), cell in zip(head, cells, strict=True) if part and cell.strip(" -–?")}
    indicator = told.get("kolom_indicator", (cells[0].strip(), ""))[0]
    base, base_year = told.get("kolom_basis", ("", ""))
    target, target_year = told.get("kolom_streef", ("", ""))
    first, last = _number(base), _number(target)
    people = next((h.group() for e in forms("doelpersoon") if (h := e.search(row)) is not None), "")
    found = {
        "aard": aard_of(row),
        "indicator": indicator,
        "basiswaarde": base,
        "basisgetal": first.plain if first else "",
        "basisjaar": _year(base) or base_year,
        "streefwaarde": target,
        "streefgetal": last.plain if last else "",
        "doeljaar": _year(told.get("kolom_jaar", ("", ""))[0]) or _year(target) or target_year,
        "populatie": told.get("kolom_populatie", (people, ""))[0],
        "eenheid": next((n.unit for n in (last, first) if n and n.unit != "aantal"), _bare_unit(indicator, last)),
        "richting": "" if not (first and last) or first.value == last.value else "omhoog" if last.value > first.value else "omlaag",
        "definitie": told.get("kolom_definitie", ("", ""))[0],
    }
    return {name: value for name, value in found.items() if value}


def _number(cell: str) -> Number | None:
    return next(iter(find_numbers(cell)), None)


def _bare_unit(indicator: str, number: Number | None) -> str:
    if number is None:
        return ""
    return "procent" if matches("doelprocent", indicator) else number.unit
