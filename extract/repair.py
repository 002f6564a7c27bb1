"""Repairs of the letters themselves: broken words, apostrophes, footnote calls, marks; each keeps the offset map."""

from __future__ import annotations

import re
import unicodedata

from extract.mapped import Mapped, Replacement
from extract.opmaak import pattern, possible


def _nothing(_: re.Match[str]) -> str:
    return ""


def _space(_: re.Match[str]) -> str:
    return " "


def _hyphen(_: re.Match[str]) -> str:
    return "-"


def _apostrophe(_: re.Match[str]) -> str:
    return "'"


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def _without_call(match: re.Match[str]) -> str:
    """The match without its last group: the digits of a footnote call."""
    return match.group()[: match.start(match.lastindex or 0) - match.start()]


#: Words broken over lines, in this order: what keeps its hyphen goes before what loses it.
HYPHENS: tuple[tuple[str, Replacement], ...] = (
    ("onzichtbaar", _nothing),
    ("zacht_koppelteken_na_hoofdletters", _hyphen),
    ("zacht_koppelteken_voor_en", _hyphen),
    ("zacht_koppelteken", _nothing),
    ("koppelteken_blijft", _nothing),
    ("koppelteken_vervalt", _nothing),
)
#: What follows once words are whole.
LETTERS: tuple[tuple[str, Replacement], ...] = (
    ("samengesteld_teken", _composed),
    ("ligatuur", _composed),
    ("apostrof", _apostrophe),
    ("voetnoot_hoog", _nothing),
    ("voetnoot_aan_woord", _without_call),
    ("voetnoot_na_punt", _nothing),
    ("wit", _space),
    ("wit_voor_leesteken", _nothing),
)


def repair(piece: Mapped) -> Mapped:
    """Running text out of a raw stretch: one line, single spaces, whole words, no marks."""
    piece = _unmarked(piece)
    for name, replacement in (*HYPHENS, *LETTERS):
        if possible(name, piece.text):
            piece = piece.sub(pattern(name), replacement)
    return piece.cut(0, len(piece.text))


def _unmarked(piece: Mapped) -> Mapped:
    """Without Markdown links and emphasis; only the marks go, so that what stays keeps its own offsets."""
    for name, group in (("markdownlink", 1), ("markdownnadruk", 2)):
        while possible(name, piece.text) and (match := pattern(name).search(piece.text)):
            begin, end = match.span(group)
            pages = piece.pages[: match.start()] + piece.pages[begin:end] + piece.pages[match.end() :]
            offsets = piece.offsets[: match.start()] + piece.offsets[begin:end] + piece.offsets[match.end() :]
            text = piece.text[: match.start()] + piece.text[begin:end] + piece.text[match.end() :]
            lost = begin - match.start()
            breaks = [b if b <= match.start() else b - lost if b <= end else b - (len(piece.text) - len(text)) for b in piece.breaks]
            piece = Mapped(text, pages, offsets, breaks)
    return piece


def readable(quote: str) -> str:
    r"""A raw quote as a person reads it: broken words joined, white space collapsed; nothing else changes.

    >>> readable("de zorg\ufffeverzekeraars en\r\n de aange-\nwezen partij")
    'de zorgverzekeraars en de aangewezen partij'
    """
    for name, replacement in HYPHENS:
        if possible(name, quote):
            quote = pattern(name).sub(replacement, quote)
    return pattern("wit").sub(" ", quote).strip()
