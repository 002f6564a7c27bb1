"""Words of a text and where they stand, whatever their case, signs and line ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.records import Evidence

#: A word, also when a hyphen breaks it at the end of a line.
_WORD = re.compile(r"\w+(?:[-\u00ad]\s*\n\s*\w+)*")
_BREAK = re.compile(r"[-\u00ad]\s*\n\s*")
#: Signs that belong to the sentence they close.
_CLOSING = ".!?:;)]\"'”’"


@dataclass(frozen=True, slots=True)
class Woord:
    """One word: folded, and where it stands."""

    tekst: str
    pagina: int
    begin: int
    eind: int


def fold(text: str) -> str:
    """The words of a text as they are compared."""
    return " ".join(word.tekst for word in words_in(text))


def words_in(text: str, page: int = 0) -> list[Woord]:
    """The words of a page, in order."""
    return [Woord(_BREAK.sub("", m[0]).casefold(), page, m.start(), m.end()) for m in _WORD.finditer(text)]


class Tekst:
    """All words of a document, to find a sentence in."""

    def __init__(self, pages: Mapping[int, str]) -> None:
        """Take the text of the pages, by number."""
        self._pages = pages
        self._words = [word for number in sorted(pages) for word in words_in(pages[number], number)]
        self._starts: list[int] = []
        at = 1
        for word in self._words:
            self._starts.append(at)
            at += len(word.tekst) + 1
        self._folded = " ".join(["", *(word.tekst for word in self._words), ""])

    def find(self, text: str, page: int) -> tuple[Evidence, ...]:
        """Where these words stand, in pieces by page; () when nowhere, or in more places of which not one is on ``page``."""
        wanted = f" {fold(text)} "
        if not wanted.strip():
            return ()
        found, at = list[Sequence[Woord]](), self._folded.find(wanted)
        while at >= 0:
            first = bisect_left(self._starts, at + 1)
            found.append(self._words[first : first + wanted.count(" ") - 1])
            at = self._folded.find(wanted, at + 1)
        if len(found) > 1:
            found = [words for words in found if words[0].pagina == page]
        return self._pieces(found[0]) if len(found) == 1 else ()

    def _pieces(self, words: Sequence[Woord]) -> tuple[Evidence, ...]:
        pieces = []
        for page in sorted({word.pagina for word in words}):
            own = [word for word in words if word.pagina == page]
            text, begin, end = self._pages[page], own[0].begin, own[-1].eind
            while end < len(text) and text[end] in _CLOSING:
                end += 1
            pieces.append(Evidence(page, begin, end, text[begin:end]))
        return tuple(pieces)
