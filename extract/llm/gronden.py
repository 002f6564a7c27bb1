"""An answer counts only as far as the text says it: every word of an item is looked up in the passage, else the item is dropped."""

from __future__ import annotations

import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from re import IGNORECASE, Pattern
from re import compile as compiled
from typing import Literal, cast

from extract.llm.records import Passage, Plek, Vondst
from extract.words import any_of

#: Why an item was dropped; the words for the user are in ``lezen``.
Reden = Literal[
    "vorm", "waarde", "te_lang", "citaat", "signaalwoord", "oorzaak", "gevolg", "overlappen", "over_een_grens",
    "gericht_aan_lezer", "dubbel",
]  # fmt: skip
#: Longest quote in characters, and longest cause, effect or cue in words.
LONGEST_QUOTE, LONGEST_SIDE, LONGEST_CUE = 1500, 45, 12
#: Places of one phrase that are looked at.
MOST_PLACES = 6
#: What a model may leave out or put in without changing a word: kinds of quote, dash and space, and marks at the ends.
_ALIKE = {**dict.fromkeys("’‘`´", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‐‑‒–—", "-")}
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe")
_MARKS = " \n\t.,;:…–"
#: Where the next sentence or line begins.
_BORDER = compiled(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-ZÀ-Ý0-9])|\n+")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gegrond:
    """What of an answer holds, in text order, and how many items were dropped by reason."""

    vondsten: tuple[Vondst, ...]
    weg: Mapping[Reden, int]


@dataclass(frozen=True, slots=True)
class _Text:
    """A passage made comparable: ``text[i]`` stands at ``places[i]`` of it; ``borders`` are the begins of its sentences."""

    text: str
    places: tuple[int, ...]
    borders: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> _Text:
        text, places = _plain(raw)
        return cls(text, places, (0, *(m.end() for m in _BORDER.finditer(raw)), len(raw)))

    def find(self, words: str, begin: int, end: int) -> list[Range]:
        """Where words stand, whole, between two places of the passage; as places of the passage."""
        found, at = list[Range](), self.text.find(words)
        while at >= 0 and words and len(found) < MOST_PLACES:
            last = at + len(words)
            whole = not (_inside_word(self.text, at) or _inside_word(self.text, last))
            first, behind = self.places[at], self.places[last - 1] + 1
            if whole and begin <= first and behind <= end:
                found.append((first, behind))
            at = self.text.find(words, at + 1)
        return found

    def sentences(self, where: Range, beside: int = 0) -> Range:
        """The whole sentences a stretch stands in, and so many ``beside`` it on both sides."""
        first = bisect_right(self.borders, where[0]) - 1 - beside
        last = bisect_left(self.borders, where[1]) + beside
        return self.borders[max(0, first)], self.borders[min(last, len(self.borders) - 1)]


def ground(passage: Passage, told: Iterable[Mapping[str, object]]) -> Gegrond:
    """The items of an answer of which quote, cause, effect and cue all stand in the passage, and belong together.

    The quote holds the cue; cause and effect stand in the quote or in the sentence before or behind it. Anything may be
    passed in; nothing raises.
    """
    text = _Text.of(passage.tekst)
    dropped: Counter[Reden] = Counter()
    kept: dict[tuple[Plek, Plek], Vondst] = {}
    for item in told:
        found = _grounded(passage, text, item)
        if isinstance(found, str):
            dropped[found] += 1
        elif (found.oorzaak, found.gevolg) in kept:
            dropped["dubbel"] += 1
        else:
            kept[found.oorzaak, found.gevolg] = found
    order = sorted(
        kept.values(), key=lambda v: (v.signaal.unit, v.signaal.stukken, v.oorzaak.unit, v.oorzaak.stukken, v.gevolg.unit, v.gevolg.stukken)
    )
    return Gegrond(tuple(order), dict(sorted(dropped.items())))


def speaks_to_reader(text: str) -> bool:
    """Whether a sentence gives orders to its reader or to a model, rather than saying something (opdrachten.toml)."""
    return _orders().search(text) is not None


@cache
def _orders() -> Pattern[str]:
    entries = tomllib.loads(resources.files("extract").joinpath("llm", "opdrachten.toml").read_text(encoding="utf-8"))
    words = (w for entry in entries["richt_zich_tot_lezer"] for w in cast("list[str]", entry["woorden"]))
    return compiled(any_of(words).replace("(?<!\\w)(?:", "(?:(?<!\\w)|(?=<))(?:", 1), IGNORECASE)


def _grounded(passage: Passage, text: _Text, item: Mapping[str, object]) -> Vondst | Reden:
    words = [item.get(name) for name in ("citaat", "oorzaak", "gevolg", "signaalwoord")]
    flags = [item.get(name) for name in ("mogelijk", "ontkend")]
    if not all(isinstance(w, str) for w in words) or not all(isinstance(f, bool) for f in flags):
        return "vorm"
    kind, sign = item.get("soort"), item.get("teken")
    if kind not in ("oorzakelijk", "beoogd") or sign not in ("+", "-"):
        return "waarde"
    quote, cause, effect, cue = (_sought(w) for w in cast("list[str]", words))
    if len(quote) > LONGEST_QUOTE or max(len(s.split()) for s in (cause, effect)) > LONGEST_SIDE or len(cue.split()) > LONGEST_CUE:
        return "te_lang"
    found = _together(passage, text, quote, (cause, effect, cue))
    if isinstance(found, str):
        return found
    return Vondst(*found, kind, sign, *cast("list[bool]", flags))


def _together(passage: Passage, text: _Text, quote: str, words: tuple[str, str, str]) -> tuple[Plek, Plek, Plek] | Reden:
    """Where cause, effect and cue stand around one place of the quote, as close to the cue as can be."""
    why: Reden = "citaat"
    for quoted in text.find(quote, 0, len(passage.tekst)):
        near = _near(passage, text, quoted)
        places = {"oorzaak": text.find(words[0], *near), "gevolg": text.find(words[1], *near), "signaalwoord": text.find(words[2], *quoted)}
        missing = [name for name, at in places.items() if not at]
        if missing:
            why = cast("Reden", missing[0])
            continue
        ways = sorted(product(*places.values()), key=lambda way: (_gap(way[0], way[2]) + _gap(way[1], way[2]), way))
        for cause, effect, cue in ways:
            if speaks_to_reader(passage.tekst[slice(*text.sentences(_hull(quoted, cause, effect)))]):
                why = "gericht_aan_lezer"
                continue
            placed = _placed(passage, cause, effect, cue)
            if not isinstance(placed, str):
                return placed
            why = placed
    return why


def _near(passage: Passage, text: _Text, quoted: Range) -> Range:
    """Where cause and effect may stand: from the sentence before the quote to the one behind it, and in the list it is in or introduces."""
    begin, end = text.sentences(quoted, beside=1)
    lines = [s for s in passage.stukken if begin < s.plaats + s.lengte and s.plaats < end]
    first, last = passage.stukken.index(lines[0]), passage.stukken.index(lines[-1])
    while first > 0 and passage.stukken[first].soort == "opsomming":
        first -= 1
    while last + 1 < len(passage.stukken) and passage.stukken[last + 1].soort == "opsomming":
        last += 1
    return min(begin, passage.stukken[first].plaats), max(end, passage.stukken[last].plaats + passage.stukken[last].lengte)


def _hull(*stretches: Range) -> Range:
    return min(a for a, _ in stretches), max(b for _, b in stretches)


def _placed(passage: Passage, cause: Range, effect: Range, cue: Range) -> tuple[Plek, Plek, Plek] | Reden:
    """The three as places in units, with the words of the cue taken out of cause and effect."""
    if _share(cause, effect):
        return "overlappen"
    for side in (cause, effect):
        if cue[0] <= side[0] and side[1] <= cue[1]:  # the cue was taken too wide
            cue = max(_without(cue, side), key=lambda r: r[1] - r[0], default=(0, 0))
    sides = [[p for p in _without(side, cue) if _has_words(passage.tekst[slice(*p)])] for side in (cause, effect)]
    if cue[0] == cue[1] or not all(sides):
        return "overlappen"
    found = [_plek(passage, pieces) for pieces in (*sides, [cue])]
    return (found[0], found[1], found[2]) if found[0] and found[1] and found[2] else "over_een_grens"


def _plek(passage: Passage, pieces: Iterable[Range]) -> Plek | None:
    """Pieces of a passage as a place in the one unit they stand in; None when that is a heading or more than one unit."""
    found, units = list[Range](), set[int]()
    for begin, end in (_trimmed(passage.tekst, piece) for piece in pieces):
        home = next((s for s in passage.stukken if s.plaats <= begin and end <= s.plaats + s.lengte), None)
        if home is None or home.soort == "kop":
            return None
        units.add(home.unit)
        found.append((home.begin + begin - home.plaats, home.begin + end - home.plaats))
    return Plek(units.pop(), tuple(found)) if len(units) == 1 else None


def _without(side: Range, cue: Range) -> list[Range]:
    """What is left of a stretch without another."""
    left = [(side[0], min(side[1], cue[0])), (max(side[0], cue[1]), side[1])] if _share(side, cue) else [side]
    return [(a, b) for a, b in left if b > a]


def _trimmed(text: str, piece: Range) -> Range:
    """A stretch without white space and loose marks at its ends."""
    words = text[slice(*piece)]
    return piece[0] + len(words) - len(words.lstrip(_MARKS)), piece[1] - len(words) + len(words.rstrip(_MARKS))


def _share(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _gap(one: Range, other: Range) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _has_words(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _inside_word(text: str, at: int) -> bool:
    """Whether a place lies inside a word."""
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _sought(words: str) -> str:
    """The words of a model as they are looked up: without marks at the ends, or quotes around the whole."""
    plain = _plain(unicodedata.normalize("NFC", words[: 2 * LONGEST_QUOTE]))[0].strip(_MARKS)
    quoted = len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'"
    return plain[1:-1].strip(_MARKS) if quoted else plain


def _plain(raw: str) -> tuple[str, tuple[int, ...]]:
    """Text in lower case with one kind of space, quote and dash, and where each character stood."""
    kept = list(_characters(raw))
    return "".join(c for c, _ in kept), tuple(at for _, at in kept)


def _characters(raw: str) -> Iterator[tuple[str, int]]:
    space = False
    for at, character in enumerate(raw):
        if character in _UNSEEN:
            continue
        if character.isspace():
            if not space:
                yield " ", at
            space = True
            continue
        space = False
        low = character.lower()
        yield _ALIKE.get(character, low if len(low) == 1 else character), at
