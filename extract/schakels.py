"""Links of an explanation: sentences that say in plain policy Dutch that one thing gives another (lexicon/schakels.toml).

Wider than the constructicon, and less sure: such a link only counts when it closes a circle with others, or drives one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from extract.candidates import Raw, Side
from extract.constructions import Construction, Example
from extract.context import Statement, before
from extract.records import Unit
from extract.spans import is_finite
from extract.words import any_of, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: Stands before every finite verb in the text that the patterns see.
MARK = "¦"
#: Letters behind a sentence in which a word for going round still speaks of it.
BESIDE = 120
#: Most words of a side.
LONGEST = 30
_ENDS = re.compile(r"[;:()“”„\"]|['‘’](?=\s|$)|(?<=\s)['‘’](?![a-z]\s)|\s[-–—]\s|[.!?…]+\s*$")
_GROUPS = {
    "<O+>": f"{MARK}?(?P<oorzaak>[^;:]*?{MARK}\\w[^;:]*?)",
    "<O>": f"{MARK}?(?P<oorzaak>[^;:]+?)",
    "<G>": f"{MARK}?(?P<gevolg>[^;:]+?)",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One wording of a link; ``weak``: the sentence only names one thing and then another."""

    construction: Construction
    expression: re.Pattern[str]
    weak: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence with marks before its finite verbs; ``places[i]`` is where character i stands in the doc."""

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pointed:
    """What 'dat' can point at: the words before it, where they begin in their doc, and in which unit (0 here, -1 before)."""

    text: str
    begin: int
    unit: int


def link_statements(units: Sequence[Unit], parsed: Mapping[int, Doc]) -> Iterator[tuple[Statement, bool]]:
    """Every link of a document, each with whether it is weak; headings say nothing."""
    for unit in units:
        if unit.index in parsed and unit.kind != "kop":
            earlier = before(units, parsed, unit)
            last = _last(parsed[earlier.index]) if earlier else None
            for raw, weak in links_in(parsed[unit.index], last):
                homes = [earlier.index if side.unit == -1 and earlier else unit.index for side in (raw.cause, raw.effect)]
                yield Statement(raw, unit.index, (homes[0], homes[1])), weak


def links_in(doc: Doc, last: Span | None = None) -> Iterator[tuple[Raw, bool]]:
    """The links of one unit; ``last`` is the sentence before it, that 'dat' at its beginning can point at."""
    previous = Pointed(last.text, last.start_char, -1) if last is not None else None
    for sentence in doc.sents:
        if not _intention().search(sentence.text):
            seen: set[tuple[Side, Side]] = set()
            for piece in pieces_of(sentence):
                pointed = Pointed(doc.text[sentence.start_char : piece.places[0]], sentence.start_char, 0)
                here = pointed if _tidy(pointed.text) else previous
                for raw, weak in _links(piece, sentence, here):
                    if (raw.cause, raw.effect) not in seen:
                        seen.add((raw.cause, raw.effect))
                        yield raw, weak
        previous = Pointed(sentence.text, sentence.start_char, 0)


def pieces_of(sentence: Span) -> Iterator[Piece]:
    """The stretches of a sentence between ; : brackets and quotes, then the clauses in them."""
    text, start = sentence.text, sentence.start_char
    finite = {t.idx - start for t in sentence if is_finite(t)}
    borders = [0, *(x for m in _ENDS.finditer(text) for x in m.span()), len(text)]
    for begin, end in zip(borders[::2], borders[1::2], strict=True):
        cuts = [begin, *(m.end() for m in _clause().finditer(text, begin, end)), end]
        clauses = [cut for cut in pairwise(cuts) if any(cut[0] <= verb < cut[1] for verb in finite)]
        stretches = [(begin, end), *(clauses if len(clauses) > 1 else ())]
        for one, other in stretches:
            if text[one:other].strip(" ,"):
                yield _piece(text, start, one, other, finite)


def _piece(text: str, start: int, begin: int, end: int, finite: Collection[int]) -> Piece:
    end = begin + len(text[begin:end].rstrip(" ,"))
    begin += len(text[begin:end]) - len(text[begin:end].lstrip(" ,"))
    shown, places = "", list[int]()
    for i in range(begin, end):
        marks = MARK if i in finite else ""
        shown += marks + text[i]
        places += [start + i] * (1 + len(marks))
    return Piece(shown, tuple(places))


def _links(piece: Piece, sentence: Span, previous: Pointed | None) -> Iterator[tuple[Raw, bool]]:
    for pattern in patterns():
        match = pattern.expression.match(piece.text)
        cause, effect = (_side(match, name, piece, previous) if match else None for name in ("oorzaak", "gevolg"))
        if match is not None and cause is not None and effect is not None:
            yield _raw(pattern, match, piece, sentence, cause, effect), pattern.weak


def _side(match: re.Match[str], name: str, piece: Piece, previous: Pointed | None) -> Side | None:
    """One side: its words in the sentence; what stands before when the pattern has no such side, or it only points there."""
    begin, end = match.span(name) if name in match.re.groupindex else (0, 0)
    stretch = _tidy(piece.text[begin:end])
    if stretch is not None:
        return Side(((piece.places[begin + stretch[0]], piece.places[begin + stretch[1] - 1] + 1),))
    stretch = _tidy(previous.text) if previous is not None and (begin == end or _points(piece.text[begin:end])) else None
    if previous is None or stretch is None:
        return None
    return Side(((previous.begin + stretch[0], previous.begin + stretch[1]),), previous.unit)


def _points(text: str) -> bool:
    """Whether words only point back: 'dat', 'blijkt dat nodig'."""
    return not set(text.lower().replace(MARK, "").replace(",", " ").split()) - word_set_of("wijzer")


def _tidy(text: str) -> tuple[int, int] | None:
    """Where the words of a side begin and end without what frames them; None when it says nothing or far too much."""
    begin = max((m.end() for m in (source.match(text) for source in _sources()) if m), default=0)
    while (frame := _frame().match(text, begin)) is not None:
        begin = frame.end()
    end = min((m.start() for m in (_tail().search(text, begin + 3),) if m), default=len(text))
    end = min((m.start() for m in _loose_end().finditer(text, 0, end)), default=end)
    words = text[begin:end].replace(MARK, "").split()
    says = any(len(w) > 2 and w.lower() not in word_set_of("wijzer") for w in words)
    return (begin, end) if says and len(words) <= LONGEST else None


def _raw(pattern: Pattern, match: re.Match[str], piece: Piece, sentence: Span, cause: Side, effect: Side) -> Raw:
    """The statement; its cue is what stands between the two sides."""
    spans = sorted(match.span(n) for n in ("oorzaak", "gevolg") if n in match.re.groupindex)
    begin, end = (spans[0][1], spans[1][0]) if len(spans) == 2 else (0, spans[0][0])
    if not piece.text[begin:end].strip(f" ,{MARK}"):
        begin, end = 0, max(spans[0][0], 1)
    begin += len(piece.text[begin:end]) - len(piece.text[begin:end].lstrip(f" ,{MARK}"))
    end = max(len(piece.text[:end].rstrip(f" ,{MARK}")), begin + 1)
    cue = (piece.places[begin], piece.places[end - 1] + 1)
    span = sentence.doc.char_span(*cue, alignment_mode="expand")
    trigger = span.start if span is not None else sentence.start
    return Raw(pattern.construction, cause, effect, cue, trigger, (sentence.start_char, sentence.end_char), "ontleding")


def _last(doc: Doc) -> Span | None:
    return next(reversed(list(doc.sents)), None) if len(doc) else None


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns in the order of the file; a weak one counts only where no other fits."""
    found = []
    for entry in lexicon("schakels.toml")["schakel"]:
        examples = tuple(Example(e["zin"], e["oorzaak"], e["gevolg"]) for e in cast("list[dict[str, str]]", entry["voorbeelden"]))
        prior = float(cast("float", entry["vermoeden"]))
        construction = Construction(id=str(entry["id"]), form="bijzin", kind="oorzakelijk", prior=prior, examples=examples)
        found.append(Pattern(construction, _expression(str(entry["patroon"])), bool(entry.get("zwak", False))))
    return tuple(found)


def _expression(pattern: str) -> re.Pattern[str]:
    """A pattern in which a verb mark may stand before every word."""
    loose = re.sub(rf" (?!{MARK})", f" {MARK}?", pattern)
    for name, group in _GROUPS.items():
        loose = loose.replace(name, group)
    return re.compile(loose, re.IGNORECASE)


@cache
def _sources() -> tuple[re.Pattern[str], ...]:
    return tuple(_expression(str(entry["patroon"])) for entry in lexicon("schakels.toml")["bron"])


@cache
def _frame() -> re.Pattern[str]:
    return re.compile(rf"[\s,{MARK}]*{any_of(word_set_of('omlijsting'))}[\s,{MARK}]*(?=\w)|[\s,{MARK}]+(?=\w)", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    """Where what a side says ends and something else is told of it."""
    return _word_pattern("staart", before=r",? ")


@cache
def _loose_end() -> re.Pattern[str]:
    """What hangs loose at the end of a side: a comma, 'en'."""
    return re.compile(rf"(?:[ ,.!?{MARK}]+{any_of(word_set_of('bijschakeling'))})?[ ,.!?{MARK}]*$", re.IGNORECASE)


@cache
def _clause() -> re.Pattern[str]:
    return _word_pattern("bijschakeling", before=r",? ")


@cache
def _intention() -> re.Pattern[str]:
    return _word_pattern("bedoeling")


def _word_pattern(name: str, before: str = "") -> re.Pattern[str]:
    return re.compile(rf"{before}{MARK}?{any_of(word_set_of(name))}", re.IGNORECASE)


@cache
def word_set_of(name: str) -> frozenset[str]:
    """The words of one list of schakels.toml."""
    return frozenset(w for entry in lexicon("schakels.toml")[name] for w in cast("list[str]", entry["woorden"]))


def goes_round(page: str, begin: int, end: int) -> bool:
    """Whether the text says in or right behind a sentence that it goes round ('op zijn beurt', 'zo is de kring rond')."""
    return bool(_circle_words().search(page, begin, min(len(page), end + BESIDE)))


@cache
def _circle_words() -> re.Pattern[str]:
    return _word_pattern("kringwoord")
