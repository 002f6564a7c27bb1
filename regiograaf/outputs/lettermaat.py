"""How wide text is in Arial, so that boxes and pages can be filled without a browser or Word at hand."""

from __future__ import annotations

from collections.abc import Iterator

from pdfminer.fontmetrics import FONT_METRICS

#: Arial is as wide as Helvetica, and so is Liberation Sans, by which LibreOffice replaces both.
_WIDTHS: dict[bool, dict[str, int]] = {vet: FONT_METRICS["Helvetica-Bold" if vet else "Helvetica"][1] for vet in (False, True)}
# A character without a known width is taken to be as wide as the widest: emoji, other scripts.
_WIDEST = 1015
_MM_PER_PT = 25.4 / 72


def breedte(tekst: str, punten: float, *, vet: bool = False) -> float:
    """Width in mm of ``tekst`` on one line, at ``punten`` points."""
    widths = _WIDTHS[vet]
    return sum(widths.get(sign, _WIDEST) for sign in tekst) / 1000 * punten * _MM_PER_PT


def vouw(tekst: str, mm: float, punten: float, maximum: int, *, vet: bool = False) -> list[str]:
    """``tekst`` in lines of at most ``mm``; what does not fit in ``maximum`` lines is cut with '…'. At least one line."""
    lines = list(_lines(tekst, mm, punten, vet=vet))
    if len(lines) <= maximum:
        return lines or [""]
    last = lines[maximum - 1]
    while last and breedte(f"{last}…", punten, vet=vet) > mm:
        head, space, _ = last.rpartition(" ")
        last = head if space and len(head) > 0.6 * len(last) else last[:-1]
    return [*lines[: maximum - 1], last.rstrip(" ,;:.-") + "…"]


def aantal_regels(tekst: str, mm: float, punten: float, *, vet: bool = False) -> int:
    """How many lines of ``mm`` the text takes; at least one."""
    return max(1, sum(1 for _ in _lines(tekst, mm, punten, vet=vet)))


def _lines(tekst: str, mm: float, punten: float, *, vet: bool) -> Iterator[str]:
    """Filled at words, as every program does; a word wider than a line is broken."""
    line = ""
    for word in tekst.split():
        joined = f"{line} {word}" if line else word
        if breedte(joined, punten, vet=vet) <= mm:
            line = joined
            continue
        if line:
            yield line
        *whole, line = _broken(word, mm, punten, vet=vet)
        yield from whole
    if line:
        yield line


def _broken(word: str, mm: float, punten: float, *, vet: bool) -> Iterator[str]:
    piece = ""
    for sign in word:
        if piece and breedte(piece + sign, punten, vet=vet) > mm:
            yield piece
            piece = ""
        piece += sign
    yield piece
