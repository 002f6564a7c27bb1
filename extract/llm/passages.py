"""From the clean units of a document to the passages that are sent: whole units, in order, with the headings above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.clean import is_running
from extract.llm.records import Passage, Stuk
from extract.records import Unit

#: Characters from which a new section begins a new passage, from which any paragraph does, and that a passage has at most.
SECTION, USUAL, MOST = 1200, 3000, 6000
#: Words below which a passage can hold no claim.
FEWEST_WORDS = 5
#: What goes before a heading and a list item.
_MARKS = {"kop": "# ", "opsomming": "- "}
_SENTENCE_END = re.compile(r"[.!?;:][\"'”’)]*\s+")


@dataclass(slots=True)
class _Open:
    """A passage that is being filled."""

    stukken: list[Stuk] = field(default_factory=list)
    regels: list[str] = field(default_factory=list)
    koppen: tuple[str, ...] = ()
    lengte: int = 0

    def add(self, unit: Unit, begin: int, end: int) -> None:
        if not self.stukken:
            self.koppen = unit.section[:-1] if unit.kind == "kop" else unit.section
        mark = _MARKS.get(unit.kind, "")
        self.stukken.append(Stuk(unit.index, begin, end - begin, self.lengte + len(mark), unit.kind))
        self.regels.append(mark + unit.text[begin:end])
        self.lengte += len(self.regels[-1]) + 1


def passages(units: Sequence[Unit]) -> tuple[Passage, ...]:
    """The passages of a document in reading order.

    A unit stays whole unless it is longer than USUAL; then it is cut between sentences. A list stays with the line that
    introduces it while that fits in MOST. An edit in one section leaves the passages of other sections as they were.
    """
    found: list[Passage] = []
    now = _Open()
    for unit in units:
        if unit.kind != "kop" and not is_running(unit):
            continue
        for begin, end in _cuts(unit.text):
            if now.stukken and _is_full(now, unit, end - begin):
                found += _closed(now)
                now = _Open()
            now.add(unit, begin, end)
    return (*found, *_closed(now))


def _is_full(now: _Open, unit: Unit, size: int) -> bool:
    """Whether the next piece begins a new passage; a heading never ends one."""
    if now.stukken[-1].soort == "kop":
        return False
    if unit.kind == "kop":
        return now.lengte >= SECTION
    return now.lengte + size > (MOST if unit.kind == "opsomming" else USUAL)


def _closed(now: _Open) -> Iterator[Passage]:
    words = sum(len(regel.split()) for regel, stuk in zip(now.regels, now.stukken, strict=True) if stuk.soort != "kop")
    if words >= FEWEST_WORDS:
        yield Passage(now.koppen, "\n".join(now.regels), tuple(now.stukken))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """The whole text, or pieces of at most USUAL characters that end with a sentence, else with a word."""
    begin = 0
    while len(text) - begin > USUAL:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, begin, begin + USUAL)]
        end = ends[-1] if ends else text.rfind(" ", begin, begin + USUAL) + 1
        end = end if end > begin else begin + USUAL
        yield begin, begin + len(text[begin:end].rstrip())
        begin = end
    yield begin, len(text)
