"""The rows of a table as a finder sees them: the cells of each line under the words of the first line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from extract.plans.records import PlanText, Sentence
from extract.words import lexicon

_CELLS = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table below its head; ``cells`` are (head, cell) from left to right."""

    sentence: Sentence
    cells: tuple[tuple[str, str], ...]

    def under(self, column: str) -> str:
        """The cell under a column of lexicon/kolommen.toml, '' when the table has none."""
        return next((cell for head, cell in self.cells if _heads(column).fullmatch(head)), "")

    @property
    def head(self) -> str:
        """The words of the head, as one text."""
        return " | ".join(head for head, _ in self.cells)


def rows(plan: PlanText) -> Iterator[Row]:
    """The lines of every table of a document, without its head."""
    head: list[str] = []
    before: Sentence | None = None
    for sentence in plan.sentences:
        if sentence.unit.kind != "tabelrij":
            before = None
            continue
        cells = _CELLS.split(sentence.text.strip("| "))
        if before is None or before.unit.section != sentence.unit.section:
            head = cells
        elif len(cells) == len(head):
            yield Row(sentence, tuple(zip(head, cells, strict=True)))
        before = sentence


@cache
def _heads(column: str) -> re.Pattern[str]:
    forms = next(cast("list[str]", entry["vormen"]) for entry in lexicon("kolommen.toml")["kolom"] if entry["sleutel"] == column)
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)
