"""From a span of clean text back to the stored pages: the exact raw pieces that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.records import Evidence, Page, Unit
from extract.repair import readable

__all__ = ["pieces", "readable"]


def pieces(pages: Sequence[Page], unit: Unit, begin: int, end: int) -> tuple[Evidence, ...]:
    """The contiguous raw pieces behind ``unit.text[begin:end]``, in the order of the text.

    A piece ends at a page end and wherever furniture was left out; a hyphen, a footnote call or a line break inside it
    stays in the quote, so that ``quote == page.text[begin:end]`` holds for every piece.
    """
    wanted = set(unit.pages[begin:end])
    texts = {page.number: page.text for page in pages if page.number in wanted}
    stops = {b for b in unit.breaks if begin < b < end}
    if len(wanted) > 1:
        stops |= {i for i in range(begin + 1, end) if unit.pages[i] != unit.pages[i - 1]}
    found = []
    for first, last in pairwise((begin, *sorted(stops), end)):
        offsets = [o for o in unit.offsets[first:last] if o >= 0]
        if offsets and (piece := _piece(unit.pages[first], texts[unit.pages[first]], offsets)):
            found.append(piece)
    return tuple(found)


def _piece(number: int, text: str, offsets: Sequence[int]) -> Evidence | None:
    begin, end = min(offsets), max(offsets) + 1
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Evidence(number, begin, end, text[begin:end]) if begin < end else None
