"""From the stored pages to clean units of running text that know where every character came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.blocks import Block, page_blocks, split_items
from extract.joining import make_whole
from extract.lines import kept_lines
from extract.opmaak import finds, pattern, words
from extract.records import Document, Unit, UnitKind
from extract.repair import repair

#: What no one reads as a sentence, and what patterns take long over: a word without end, or signs and nothing else.
_GARBLED = re.compile(r"[\w-]{200}|\W{200}")
_BARS = re.compile(r"^[| ]+|[| ]+$")
#: Words a heading has at most.
HEADING_WORDS = 16
#: Words below which a loose line without an end, on a page with a chart, is a label of that chart.
LABEL_WORDS = 6
#: Kinds of unit that hold running text, beside headings.
_TEXT = frozenset({"alinea", "opsomming"})
#: Least words of a table cell that is read as a sentence.
SENTENCE_WORDS = 6
#: Level of a heading that shows no level: below every numbered or Markdown heading.
PLAIN_LEVEL = 9


def clean(document: Document) -> tuple[Unit, ...]:
    """The units of a document in reading order.

    Page furniture and chart figures are left out; sentences and their order stay as they are. See
    ``lexicon/opmaak.toml`` for what counts as furniture, a heading, a source line or a list item.
    """
    pages = {page.number: page for page in document.pages}
    raw = [block for lines in kept_lines(document.pages) for block in page_blocks(pages[lines[0].page], lines)]
    blocks = [part for block in make_whole(raw, pages) for part in split_items(block)]
    for block in blocks:
        if _GARBLED.search(block.text):
            block.kind = "bron"
        block.piece = repair(block.piece)
    blocks = [block for block in blocks if block.text]
    _decide_kinds(blocks)
    return _as_units(blocks)


def is_running(unit: Unit) -> bool:
    """Whether a unit is running text: a paragraph, a list item, or a table row with one cell that has enough words for a sentence."""
    if unit.kind != "tabelrij":
        return unit.kind in _TEXT
    cells = [cell for cell in unit.text.split("|") if cell.strip()]
    return len(cells) == 1 and len(cells[0].split()) >= SENTENCE_WORDS


def _decide_kinds(blocks: Sequence[Block]) -> None:
    """Settle what is still open: heading, numbered item, chart words or paragraph."""
    for i, block in enumerate(blocks):
        if block.kind == "tabelrij":
            block.piece = block.piece.sub(_BARS, lambda _: "")
        if block.kind is not None:
            continue
        if pattern("bron").match(block.text):
            block.kind = "bron"
        elif block.numbered and (_has_sibling(blocks, i) or not _heading_form(block.text)):
            mark = pattern("nummering").match(block.text)
            block.kind = "opsomming"
            block.piece = block.piece.cut(mark.end() if mark else 0, len(block.text))
        elif _heading_form(block.text):
            block.kind = _kind_of_short_line(blocks, i)
        elif block.chart and len(block.text.split()) < LABEL_WORDS and not pattern("zin").search(block.text):
            block.kind = "bron"
        else:
            block.kind = "alinea"


def _heading_form(text: str) -> bool:
    if len(text.split()) > HEADING_WORDS or text[-1] in ".!;:,…" or text[0].islower() or not any(c.isalpha() for c in text):
        return False
    return not any(finds(name, text) for name in ("zin", "twee_zinnen", "adres"))


def _has_sibling(blocks: Sequence[Block], i: int) -> bool:
    """Whether the next or previous block carries the next or previous number: a list, not a heading."""
    marks = [blocks[j].numbered for j in (i - 1, i + 1) if 0 <= j < len(blocks)]
    own = blocks[i].numbered
    near = {str(int(own) - 1), str(int(own) + 1)} if own.isdigit() else {chr(ord(own) - 1), chr(ord(own) + 1)}
    return bool(near & set(marks))


def _kind_of_short_line(blocks: Sequence[Block], i: int) -> UnitKind:
    """A short line without an end is a heading when text follows; beside chart figures it is a chart label."""
    if number := pattern("nummerkop").match(blocks[i].text):
        last_on_page = i + 1 == len(blocks) or blocks[i + 1].page != blocks[i].page
        return "bron" if last_on_page and number.group().strip().isdigit() else "kop"
    if blocks[i].debris and blocks[i].text.isupper():
        return "bron"
    for follower in blocks[i + 1 : i + 4]:
        if follower.kind in ("opsomming", "tabelrij") or (follower.kind is None and not _heading_form(follower.text)):
            return "kop"
        if follower.kind == "bron" or follower.debris:
            break
    return "bron" if blocks[i].debris or blocks[i].chart else "alinea"


def _as_units(blocks: Sequence[Block]) -> tuple[Unit, ...]:
    units: list[Unit] = []
    path: list[tuple[int, str]] = []
    lead: int | None = None
    for index, block in enumerate(blocks):
        kind = block.kind or "alinea"
        if kind == "kop":
            level, title = _level(block)
            path = [*(entry for entry in path if entry[0] < level), (level, title)]
        piece = block.piece
        section = tuple(title for _, title in path)
        unit = Unit(index, kind, piece.text, tuple(piece.pages), tuple(piece.offsets), tuple(piece.breaks), section)
        if kind == "opsomming":
            unit = replace(unit, lead=lead)
        if kind in ("kop", "alinea"):
            lead = index if kind == "kop" or piece.text.endswith(":") else None
        elif kind == "opsomming" and piece.text.endswith(":"):
            lead = index
        units.append(unit)
    return tuple(units)


def _level(block: Block) -> tuple[int, str]:
    """Depth of a heading and its title without the number."""
    number = pattern("nummerkop").match(block.text)
    title = block.text[number.end() :] if number else block.text
    if block.level:
        return block.level, title
    if number:
        chapter = block.text.split()[0].casefold() in words("hoofdstukwoord")
        return (1 if chapter else 1 + number.group(1).count(".")), title
    return PLAIN_LEVEL, title
