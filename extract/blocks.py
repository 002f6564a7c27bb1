"""Lines to blocks: paragraphs, headings, list items, table rows, source lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grenzen import MAX_BLOCK
from extract.lines import Line, page_width
from extract.mapped import Mapped
from extract.opmaak import finds, pattern, possible, words
from extract.records import Page, UnitKind

#: A line this much shorter than a full line ends its paragraph.
SHORT = 0.72
#: A line goes on when the next word would have made it this long.
NO_ROOM = 0.9
#: Words from which an unfinished line is a sentence that was cut, not a heading.
CUT_WORDS = 6
#: Lines of an inhoudsopgave on one page from which they are taken for one.
CONTENTS_LINES = 4


@dataclass(slots=True, eq=False)
class Block:
    """One stretch of text before the letters are repaired. ``kind`` is None while it is open what it is."""

    piece: Mapped
    page: int
    kind: UnitKind | None = None
    level: int = 0
    debris: bool = False
    chart: bool = False
    numbered: str = ""

    @property
    def text(self) -> str:
        """The raw text."""
        return self.piece.text


def page_blocks(page: Page, lines: Sequence[Line]) -> list[Block]:
    """The blocks of one page, in reading order."""
    width = page_width(lines)
    contents = _contents_lines(lines)
    rows = _row_lines(lines) - contents
    titles = {i for i in range(len(lines)) if _is_title_line(lines, i, width)}
    blocks: list[Block] = []
    previous: Line | None = None
    for i, line in enumerate(lines):
        if pattern("tabelstreep").match(line.text):
            previous = None  # no text, and no line to go on from
            continue
        kind = "tabelrij" if i in rows else _kind_of_line(line, first=i == 0, contents=i in contents)
        alone = i in titles or i - 1 in titles
        if (
            previous
            and not alone
            and kind is None
            and blocks[-1].kind in (None, "opsomming")
            and len(blocks[-1].text) + len(line.text) <= MAX_BLOCK
            and _continues(previous, line, page.text, width)
        ):
            blocks[-1].piece.extend(Mapped.of(page.number, page.text, line.begin, line.end), page.text)
        else:
            blocks.append(_new_block(page, line, kind))
        previous = line
    return blocks


def _new_block(page: Page, line: Line, kind: UnitKind | None) -> Block:
    block = Block(Mapped.of(page.number, page.text, line.begin, line.end), page.number, kind, debris=line.debris, chart=line.chart)
    mark = None
    if kind == "kop":
        mark = pattern("markdownkop").match(line.text)
        block.level = len(mark.group(1)) if mark else 0
    elif kind == "opsomming":
        mark = pattern("opsommingsteken").match(line.text)
    elif kind is None and (number := pattern("nummering").match(line.text)):
        block.numbered = number.group(1) or number.group(2)
    if mark:
        block.piece = block.piece.cut(mark.end(), len(block.text))
    return block


def _kind_of_line(line: Line, *, first: bool, contents: bool) -> UnitKind | None:
    """What a line is by its own form; None for running text and whatever only its surroundings can tell."""
    if any(finds(name, line.text) for name in ("tabelregel", "kolomwit", "cijferrij")):
        return "tabelrij"
    if contents or pattern("bron").match(line.text) or _is_contents(line.text) or (first and pattern("bladzijdekop").match(line.text)):
        return "bron"
    if pattern("markdownkop").match(line.text):
        return "kop"
    return "opsomming" if pattern("opsommingsteken").match(line.text) else None


def _is_contents(text: str) -> bool:
    return len(pattern("inhoud_in_tekst").findall(text)) > CONTENTS_LINES and not pattern("zin").search(text)


def _row_lines(lines: Sequence[Line]) -> set[int]:
    """Names with figures right below each other, and the line of column names on top of them."""
    named = {i for i, line in enumerate(lines) if pattern("cijferregel").match(line.text)}
    rows = {j for i in named if i + 1 in named and not lines[i + 1].gap for j in (i, i + 1)}
    heads = {i - 1 for i in rows - {j + 1 for j in rows} if i and not lines[i].gap and pattern("kolomnamen").match(lines[i - 1].text)}
    return rows | heads


def _contents_lines(lines: Sequence[Line]) -> set[int]:
    dotted = {i for i, line in enumerate(lines) if pattern("puntjesregel").search(line.text)}
    found = {i for i, line in enumerate(lines) if pattern("inhoudsregel").match(line.text)}
    if dotted or (len(found) >= CONTENTS_LINES and 3 * len(found) > len(lines)):
        return dotted | (found if len(found) >= CONTENTS_LINES else set())
    return set()


def _continues(previous: Line, line: Line, text: str, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line above it, also when furniture in between was left out."""
    numbered = pattern("nummering").match(line.text) or (pattern("nummerkop").match(line.text) and pattern("zin").search(previous.text))
    left_out = text[previous.end : line.begin].strip()
    if line.gap or numbered or (left_out and not line.text[0].islower()):
        return False
    if pattern("vervolg").match(line.text) or previous.text[-1] in ",-\u00ad\ufffe":
        return True
    if pattern("vervolg_met_cijfer").match(line.text) and pattern("open_einde").search(previous.text):
        return True
    if previous.text.split()[-1].casefold() in words("functiewoord"):
        return len(previous.text.split()) >= CUT_WORDS
    would_not_fit = len(previous.text) + 1 + len(line.text.split()[0]) >= NO_ROOM * width
    return would_not_fit or len(previous.text) >= SHORT * width


def _is_title_line(lines: Sequence[Line], i: int, width: int) -> bool:
    """A short line without an end, behind a finished sentence and right before one that starts with a capital."""
    line, text = lines[i], lines[i].text
    if i == 0 or i + 1 == len(lines) or lines[i + 1].gap or len(text) >= SHORT * width or not text[0].isupper():
        return False
    finished = line.gap or pattern("zin").search(lines[i - 1].text)
    unfinished = pattern("open_einde").search(text) and text[-1] not in ",-\u00ad\ufffe"
    return bool(finished and unfinished and lines[i + 1].text[0].isupper()) and text.split()[-1].casefold() not in words("functiewoord")


#: Patterns of list items inside a paragraph.
INLINE = ("punt_in_tekst", "haak_in_tekst", "streep_na_leesteken", "nummer_in_tekst")


def split_items(block: Block) -> list[Block]:
    """Split list items that stand inside one paragraph, and a heading that is glued to the sentence after it."""
    if block.kind == "tabelrij":
        return _split_cells(block)
    if block.kind not in (None, "opsomming"):
        return [block]
    cuts = sorted({(m.start(), m.end()) for name in INLINE if possible(name, block.text) for m in pattern(name).finditer(block.text)})
    if any(pattern("streep_na_leesteken").match(block.text, a) for a, _ in cuts) or _starts_with_dash(block):
        cuts = sorted({*cuts, *((m.start(), m.end()) for m in pattern("streep_in_lijst").finditer(block.text))})
    edges = [(0, 0), *cuts, (len(block.text), len(block.text))]
    parts: list[Block] = []
    for (_, begin), (end, _) in pairwise(edges):
        piece = block.piece.cut(begin, max(begin, end))
        if piece.text:
            kind: UnitKind | None = block.kind if begin == 0 else "opsomming"
            parts.append(Block(piece, piece.pages[0], kind, block.level, block.debris, block.chart, block.numbered if begin == 0 else ""))
    return [part for b in parts for part in _split_heading(b)]


def _split_cells(block: Block) -> list[Block]:
    """Whole sentences in the cells of a table row are running text; the other cells stay together as a row."""
    parts: list[Block] = []
    for match in re.finditer(r"[^|]+", block.text):
        piece = block.piece.cut(*match.span())
        running = len(piece.text.split()) > CUT_WORDS and bool(pattern("zin").search(piece.text))
        if running:
            parts.append(Block(piece, block.page, "alinea"))
        elif piece.text and parts and parts[-1].kind == "tabelrij":
            begin = block.piece.offsets.index(parts[-1].piece.offsets[0])
            parts[-1].piece = block.piece.cut(begin, match.end())
        elif piece.text:
            parts.append(Block(piece, block.page, "tabelrij"))
    return parts


def _starts_with_dash(block: Block) -> bool:
    return block.kind == "opsomming" and block.text.count(" - ") > 1


def _split_heading(block: Block) -> list[Block]:
    match = pattern("kop_aan_zin").match(re.sub(r"\s", " ", block.text)) if block.kind is None and not block.numbered else None
    if not match or match.group().split()[-1].casefold() in words("functiewoord"):
        return [block]
    head, rest = block.piece.cut(0, match.end()), block.piece.cut(match.end(), len(block.text))
    return [Block(head, block.page, "kop"), Block(rest, block.page)]
