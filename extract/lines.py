"""Pages as lines, and which of them are page furniture: running heads, side bars, page numbers, chart debris."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from extract.grenzen import MAX_LINE
from extract.opmaak import finds, pattern, words
from extract.records import Page

#: Furniture is told by repetition only in documents of at least this many pages with text.
MIN_PAGES = 8
#: Share of the pages on which a line or head must return.
SHARE = 0.25
#: Lines from the top and the bottom of a page that can hold a running head or foot.
EDGE = 3
#: A glued head: at least this many repeated words, at most so many loose ones before it, looked for in the first words.
HEAD_WORDS, LOOSE_WORDS, HEAD_WINDOW = 3, 8, 24
#: Chapter labels on one page that make a navigation bar.
LABELS = 3
#: Lines of bare figures on one page from which it holds a chart or a table.
CHART_FIGURES = 3

_TOKEN = re.compile(r"\S+")


@dataclass(slots=True, eq=False)
class Line:
    """One line of a page: ``text`` is ``page.text[begin:end]`` without white space around it.

    ``gap`` tells that a blank line stands before it; ``debris`` that number debris of a chart stands right before or
    after it, ``chart`` that the page holds more of it.
    """

    page: int
    begin: int
    end: int
    text: str
    gap: bool = True
    debris: bool = False
    chart: bool = False


def page_lines(page: Page) -> list[Line]:
    """The lines of a page that hold something, in order."""
    lines: list[Line] = []
    gap = True
    position = 0
    for raw in page.text.splitlines(keepends=True):
        text = raw.strip()
        begin = position + raw.index(text)
        while text:
            part = text[: _line_end(text)].rstrip()
            lines.append(Line(page.number, begin, begin + len(part), part, gap))
            rest = text[len(part) :].lstrip()
            begin += len(text) - len(rest)
            text, gap = rest, False
        gap = not raw.strip()
        position += len(raw)
    return lines


def _line_end(text: str) -> int:
    """Where a line is cut that is longer than a line can be: behind a sentence, else at a space, else anywhere."""
    if len(text) <= MAX_LINE:
        return len(text)
    half = MAX_LINE // 2
    return max(text.rfind(". ", half, MAX_LINE) + 1, 0) or max(text.rfind(" ", half, MAX_LINE), 0) or MAX_LINE


def kept_lines(pages: Sequence[Page]) -> list[list[Line]]:
    """Per page the lines that are content; what returns on many pages or holds no words is left out."""
    all_lines = [page_lines(page) for page in pages]
    for lines in all_lines:
        _drop_navigation(lines)
    filled = [lines for lines in all_lines if lines]
    if len(filled) >= MIN_PAGES:
        _drop_glued_heads(filled)
        _drop_repeated(filled)
    for lines in filled:
        lines[:] = _without_debris(lines)
    return [lines for lines in all_lines if lines]


def _normal(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _threshold(pages: int) -> int:
    return max(3, ceil(SHARE * pages))


def _edges(lines: Sequence[Line]) -> set[int]:
    return {i for i in range(len(lines)) if i < EDGE or i >= len(lines) - EDGE}


def _drop_repeated(pages: list[list[Line]]) -> None:
    """Drop lines seen on a quarter of the pages, and edge lines seen on three or more after their first time."""
    seen = Counter(text for lines in pages for text in {_normal(line.text) for line in lines})
    literal = Counter(text for lines in pages for text in {lines[i].text for i in _edges(lines)})
    threshold = _threshold(len(pages))
    met: set[str] = set()
    for lines in pages:
        edges = _edges(lines)
        keep = []
        for i, line in enumerate(lines):
            same = i in edges and literal[line.text] >= threshold
            often = seen[_normal(line.text)] >= threshold and _may_be_furniture(line.text, same=same)
            again = i in (0, len(lines) - 1) and line.text in met and literal[line.text] >= 3 and _may_be_furniture(line.text, same=False)
            if i in edges:
                met.add(line.text)
            if not (often or again):
                keep.append(line)
        lines[:] = keep


def _fixed(text: str) -> bool:
    return text.casefold().rstrip(":") in words("vaste_kop")


def _may_be_furniture(text: str, *, same: bool) -> bool:
    """Whether a line that returns may go: section labels of a plan, list items and sentences are content.

    Only a sentence that stands there word for word (``same``), at the edge of the pages, is a running head all the same.
    """
    if pattern("paginanummer").match(text):
        return True
    content = _fixed(text) or pattern("opsommingsteken").match(text) or pattern("bron").match(text) or pattern("tabelregel").match(text)
    return not content and (same or not pattern("zin").search(text))


def _drop_glued_heads(pages: list[list[Line]]) -> None:
    """Cut off a running head that is glued in front of a page's first lines (or a foot behind its last)."""
    frequent = _frequent_grams(pages)
    for lines in pages:
        for i in {0, min(1, len(lines) - 1)}:
            if end := _head_end(lines[i].text, frequent):
                _shorten(lines[i], end)
        lines[:] = [line for line in lines if line.text]


def _frequent_grams(pages: Iterable[Sequence[Line]]) -> set[tuple[str, ...]]:
    """Word sequences that return in the first lines of a quarter of the pages (digits are alike)."""
    counts: Counter[tuple[str, ...]] = Counter()
    total = 0
    for lines in pages:
        total += 1
        grams: set[tuple[str, ...]] = set()
        for line in lines[:2]:
            tokens = _normal(line.text).split()[:HEAD_WINDOW]
            for size in range(HEAD_WORDS, min(len(tokens), 2 * HEAD_WORDS + 6) + 1):
                grams.update(tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1))
        counts.update(grams)
    threshold = max(4, _threshold(total))
    return {gram for gram, count in counts.items() if count >= threshold}


def _head_end(text: str, frequent: set[tuple[str, ...]]) -> int:
    """Position after the running head at the start of a line, 0 when there is none."""
    found = list(_TOKEN.finditer(text))[:HEAD_WINDOW]
    tokens = [_normal(m.group()) for m in found]
    for size in range(len(tokens), HEAD_WORDS - 1, -1):
        for i in range(min(LOOSE_WORDS, len(tokens) - size) + 1):
            if tuple(tokens[i : i + size]) not in frequent:
                continue
            before = text[: found[i].start()]
            capitals = sum(not m.group()[0].islower() for m in found[i : i + size])
            if capitals * 2 >= size and not re.search(r"[.!?;,]\s", before):
                return found[i + size - 1].end()
    return 0


def _shorten(line: Line, end: int) -> None:
    rest = line.text[end:]
    line.begin += end + len(rest) - len(rest.lstrip())
    line.text = rest.strip()


def _drop_navigation(lines: list[Line]) -> None:
    """Drop a side bar of chapter labels on one page, with the loose navigation words beside it."""
    labels = defaultdict(list)
    for i, line in enumerate(lines):
        if pattern("hoofdstuklabel").match(line.text):
            labels[line.text.split()[0]].append(i)
    if len(labels) < LABELS:
        return
    bar = {i for found in labels.values() for i in found}
    lines[:] = [line for i, line in enumerate(lines) if i not in bar and line.text.casefold() not in words("navigatie")]


def _without_debris(lines: list[Line]) -> list[Line]:
    """Without page numbers and lines of which under half are letters; neighbours of those are marked."""
    width = page_width(lines)
    kept: list[Line] = []
    figures = 0
    after_debris = False
    for i, line in enumerate(lines):
        if _is_debris(line.text) and not _inside_sentence(lines, i, width):
            if not _is_page_number(lines, i):
                figures += 1
                after_debris = True
                if kept:
                    kept[-1].debris = True
            continue
        line.debris = after_debris or bool(kept and kept[-1].debris and line.text.isupper())
        after_debris = False
        kept.append(line)
    for line in kept:
        line.chart = figures >= CHART_FIGURES
    return kept


def _is_page_number(lines: Sequence[Line], i: int) -> bool:
    edge = i in (0, len(lines) - 1)
    return bool(pattern("paginanummer").match(lines[i].text)) and (edge or lines[i].text == str(lines[i].page))


def _is_debris(text: str) -> bool:
    if any(finds(name, text) for name in ("tabelregel", "puntjesregel", "cijferregel")):
        return False
    solid = "".join(text.split())
    return 2 * sum(map(str.isalpha, solid)) < len(solid) or bool(pattern("paginanummer").match(text))


def _inside_sentence(lines: Sequence[Line], i: int, width: int) -> bool:
    """Whether a line of figures is the middle of a wrapped sentence: a long open line before it, and it goes on."""
    if i == 0 or lines[i].gap or len(lines[i - 1].text) < 0.7 * width or not pattern("open_einde").search(lines[i - 1].text):
        return False
    goes_on = i + 1 < len(lines) and not lines[i + 1].gap and bool(pattern("vervolg").match(lines[i + 1].text))
    return bool(re.search(r"\w\W*[.]$|[),;]$", lines[i].text)) or (goes_on and not pattern("paginanummer").match(lines[i].text))


def page_width(lines: Sequence[Line]) -> int:
    """The length in characters of a full line on this page."""
    lengths = sorted(len(line.text) for line in lines)
    return max(40, lengths[int(0.9 * (len(lengths) - 1))]) if lengths else 40
