"""Finding passages in page text by words that are data: word patterns, word classes, sentences and paragraphs.

A word as data is written as in the text, without regard to capitals and diacritics; ``*`` stands for any letters,
``...`` for a few words, a space for any white space. ``@naam`` is a word class, ``re:`` a regular expression on the plain
text, ``RE:`` one on the text as it is (for names, where capitals count).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil

from queries.criteriasets import Passage, Window

Span = tuple[int, int]

_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<![a-z]\.[a-z]\.)(?<!\b[A-Za-z]\.)(?<!bijv\.)(?<!ca\.)\s+(?=[A-Z0-9\"'“‘(\[•>-])"
    r"|\n\s*\n|\n(?=\s*(?:[-•*>–]|\d{1,2}[.)]|\||#)\s*)"
)
_BLANK_LINE = re.compile(r"\n\s*\n")
_LINE = re.compile(r"[^\n]+")
_TITLE = re.compile(r"#*\s*[A-Z][^|\d:]*$", re.MULTILINE)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")
#: Most sentences of one paragraph; a page without blank lines is read in pieces of this size.
_PARAGRAPH = 5
#: A heading is a short line that does not end like a sentence.
_HEADING = 110
#: A quote of more than this is cut to the sentence with most of the words asked for.
_QUOTE = 500


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """One stored page: ``tekst`` is what quotes are cut from."""

    document: str
    document_id: str
    nummer: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Treffer:
    """A passage that was found: quote ``bladzijde.tekst[begin:eind]``."""

    bladzijde: Bladzijde
    begin: int
    eind: int


def in_part(passage: Passage, position: int, total: int) -> bool:
    """Whether page ``position`` (from 0) of ``total`` lies in the part of the document that a passage asks for."""
    return ceil(passage.vanaf * total) - (passage.vanaf > 0) <= position < max(1, ceil(passage.tot * total))


@cache
def _folded_sign(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)[0].lower()
    return {"’": "'", "‘": "'", "–": "-", "‑": "-", "\u00a0": " "}.get(base, base if len(base) == 1 else sign)


@cache
def fold(text: str) -> str:
    """Text without capitals and diacritics, of the same length."""
    return "".join(map(_folded_sign, text))


@cache
def spans(text: str, window: Window) -> tuple[Span, ...]:
    """The passages of a page, in order, without the white space around them."""
    if window == "pagina":
        return ((0, len(text)),)
    if window == "kop":
        lines = (match.span() for match in _LINE.finditer(text))
        return tuple(s for s in _stripped(text, lines) if s[1] - s[0] <= _HEADING and text[s[1] - 1] not in ".;,")
    if window == "zin":
        return tuple(_stripped(text, _cut(text, _SENTENCE_END, (0, len(text)))))
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Span]:
    for block in _cut(text, _BLANK_LINE, (0, len(text))):
        sentences = list(_stripped(text, _cut(text, _SENTENCE_END, block)))
        for first in range(0, len(sentences), _PARAGRAPH):
            piece = sentences[first : first + _PARAGRAPH]
            yield piece[0][0], piece[-1][1]


def _cut(text: str, border: re.Pattern[str], within: Span) -> Iterator[Span]:
    begin = within[0]
    for match in border.finditer(text, *within):
        yield begin, match.start()
        begin = match.end()
    yield begin, within[1]


def _stripped(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    for begin, end in pieces:
        piece = text[begin:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield begin + left, begin + len(piece.rstrip())


class Woorden:
    """Compiles words as data, with the word classes and the place names of one document."""

    def __init__(self, klassen: Mapping[str, tuple[str, ...]], namen: Mapping[str, tuple[str, ...]]) -> None:
        """Take the word classes, and the names ('gemeente', 'regio') that the graph knows of the document."""
        self._klassen = {**klassen, **namen}
        self._patterns: dict[tuple[str, ...], tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {}
        self._found: dict[tuple[tuple[str, ...], str], list[Span]] = {}

    def find(self, words: tuple[str, ...], text: str) -> list[Span]:
        """Where one of ``words`` stands in ``text``, in order."""
        key = (words, text)
        if key not in self._found:
            plain, exact = self._compiled(words)
            found = {match.span() for match in plain.finditer(fold(text))} if plain else set()
            found |= {match.span() for match in exact.finditer(text)} if exact else set()
            self._found[key] = sorted(found)
        return self._found[key]

    def _compiled(self, words: tuple[str, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        if words not in self._patterns:
            flat = list(self._flat(words, frozenset()))
            exact = [word[3:] for word in flat if word.startswith("RE:")]
            free = [word[3:] for word in flat if word.startswith("re:")]
            plain = sorted({_plain(word) for word in flat if not word.startswith(("re:", "RE:"))})
            self._patterns[words] = (_either([*_grouped(plain), *free]), _either(exact))
        return self._patterns[words]

    def _flat(self, words: Iterable[str], above: frozenset[str]) -> Iterator[str]:
        for word in words:
            if not word.startswith("@"):
                yield word
            elif word not in above:
                yield from self._flat(self._klassen.get(word[1:], ()), above | {word})


def _either(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.MULTILINE) if patterns else None


def _plain(word: str) -> str:
    return re.escape(fold(word)).replace(r"\.\.\.", r"[^.!?]{0,80}?").replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")


def _grouped(patterns: list[str]) -> Iterator[str]:
    """Whole words as one pattern that branches on the first letters: trying every word at every place is slow."""
    branches: defaultdict[str, list[str]] = defaultdict(list)
    for pattern in patterns:
        lead = pattern[:2] if pattern[:2].isalpha() else ""
        branches[lead].append(pattern[len(lead) :])
    firsts = "".join(sorted({lead[0] for lead in branches if lead}))
    for ahead, chosen in ((f"(?=[{firsts}])", sorted(filter(None, branches))), ("", [""] if "" in branches else [])):
        if chosen:
            inner = "|".join(f"{lead}(?:{'|'.join(branches[lead])})" for lead in chosen)
            yield rf"(?<!\w){ahead}(?:{inner})(?!\w)"


def passages(
    woorden: Woorden, pages: Iterable[Bladzijde], asked: Passage, peiljaar: int | None, own: tuple[str, ...] = ()
) -> list[Treffer]:
    """The passages on ``pages`` that hold what is asked, at most one per passage.

    With ``own``, the words of a subtopic, the passage or the heading above it holds one of those too.
    """
    groups = (*asked.alle, own) if own else asked.alle
    found = []
    for page in pages:
        for index, hits in _in_windows(woorden, page.tekst, groups, asked.binnen).items():
            window = spans(page.tekst, asked.binnen)[index]
            whole = len(hits) == len(groups) or (
                bool(own) and set(hits) == set(range(len(asked.alle))) and _under_heading(woorden, page.tekst, window, own)
            )
            if whole and _fits(woorden, page.tekst, window, asked, peiljaar):
                found.append(Treffer(page, *_quote(page.tekst, window, hits)))
    return found


def _under_heading(woorden: Woorden, text: str, window: Span, own: tuple[str, ...]) -> bool:
    """Whether the nearest heading above a passage holds one of these words; a list item or table row is no heading."""
    above = [s for s in spans(text, "kop") if s[1] <= window[0] and _TITLE.match(text, s[0])]
    return bool(above) and bool(woorden.find(own, text[above[-1][0] : above[-1][1]]))


def _in_windows(woorden: Woorden, text: str, groups: tuple[tuple[str, ...], ...], window: Window) -> dict[int, dict[int, list[Span]]]:
    """Hits by window and group, for the windows that have a hit of the first group."""
    windows = spans(text, window)
    begins = [begin for begin, _end in windows]
    found: defaultdict[int, dict[int, list[Span]]] = defaultdict(dict)
    for number, words in enumerate(groups):
        if number and not found:
            break
        for hit in woorden.find(words, text):
            at = bisect_right(begins, hit[0]) - 1
            if at >= 0 and hit[1] <= windows[at][1] and (number == 0 or at in found):
                found[at].setdefault(number, []).append(hit)
    return found


def _fits(woorden: Woorden, text: str, window: Span, asked: Passage, peiljaar: int | None) -> bool:
    """What a passage may not hold, and what it must hold more than once or in time."""
    inside = text[window[0] : window[1]]
    if asked.niet and woorden.find(asked.niet, inside):
        return False
    for name, count in asked.verschillend:
        folded = fold(inside)
        if len({folded[begin:end] for begin, end in woorden.find((f"@{name}",), inside)}) < count:
            return False
    years = [int(match[0]) for match in _YEAR.finditer(inside)]
    if asked.jaar_vooruit is not None and not any(peiljaar is not None and year >= peiljaar + asked.jaar_vooruit for year in years):
        return False
    return asked.jaar_tot is None or any(year <= asked.jaar_tot for year in years)


def _quote(text: str, window: Span, hits: Mapping[int, list[Span]]) -> Span:
    """The sentences from the first to the last group; the richest sentence when that is too long."""
    firsts = [group[0] for group in hits.values()]
    low, high = min(begin for begin, _end in firsts), max(end for _begin, end in firsts)
    sentences = [s for s in spans(text, "zin") if s[0] < window[1] and window[0] < s[1]]
    touched = [s for s in sentences if s[0] < high and low < s[1]] or [window]
    begin, end = max(window[0], touched[0][0]), min(window[1], touched[-1][1])
    if end - begin <= _QUOTE:
        return begin, end
    every = [hit for group in hits.values() for hit in group[:1]]
    best = max(touched, key=lambda s: (sum(s[0] <= hit[0] < s[1] for hit in every), -s[0]))
    return max(window[0], best[0]), min(window[1], best[1])
