"""DOCX: paragraphs, tables and text boxes in reading order, headers left out, real page breaks as pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docx

from extract.errors import ReadError
from extract.opmaak import pattern
from extract.pakket import bounded_package
from extract.records import Page

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PAGE_BREAK = "\f"
#: What a paragraph holds beside its text: deleted and moved text, properties, drawings (their text boxes come after).
NOT_TEXT = frozenset((*(W + tag for tag in ("del", "moveFrom", "pPr", "rPr", "drawing", "pict")), MC + "AlternateContent"))


def read_docx(path: Path, data: bytes) -> tuple[Page, ...]:
    """The pages of a Word document: by the page breaks in it when it has them, else one page.

    Headings start with '#', list items with a bullet, table rows stand between bars, as in Markdown.

    Raises:
        ReadError: versleuteld, beschadigd, te_groot or leeg.
    """
    body, styles = _opened(path, bounded_package(path, data))
    try:
        text = re.sub(r"\f\s*\f", PAGE_BREAK, "\n\n".join(_blocks(body, styles)))  # Word writes some breaks twice
    except RecursionError as error:
        raise _broken(path) from error
    pages = tuple(Page(number, part.strip("\n")) for number, part in enumerate(text.split(PAGE_BREAK), start=1))
    if not any(page.text.strip() for page in pages):
        raise ReadError(path, "leeg", "het Word-bestand bevat geen tekst.")
    return pages


def _opened(path: Path, data: bytes) -> tuple[BaseOxmlElement, dict[str, str]]:
    """The body of the document and the names of its styles by their ids."""
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = {style.style_id: style.name or "" for style in document.styles}
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises whatever it stumbles on in a broken package
        raise _broken(path) from error
    if body is None:
        raise _broken(path)
    return body, styles


def _broken(path: Path) -> ReadError:
    return ReadError(path, "beschadigd", "het Word-bestand is beschadigd; open het in Word en sla het opnieuw op als DOCX.")


def _blocks(parent: BaseOxmlElement, styles: dict[str, str]) -> Iterator[str]:
    """Text of the paragraphs and tables below an element; text boxes follow the paragraph they hang on."""
    for child in parent:
        if child.tag == W + "p":
            text = _paragraph(child, styles)
            if text:
                yield text
            for box in _boxes(child):
                yield from _blocks(box, styles)
        elif child.tag == W + "tbl":
            rows = [_row(row, styles) for row in child.iter(W + "tr") if _nearest_table(row) is child]
            yield "\n".join(row for row in rows if row)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "smartTag", W + "customXml"):
            yield from _blocks(child, styles)


def _nearest_table(row: BaseOxmlElement) -> BaseOxmlElement | None:
    return next(row.iterancestors(W + "tbl"), None)


def _row(row: BaseOxmlElement, styles: dict[str, str]) -> str:
    cells = []
    for cell in row.iter(W + "tc"):
        if next(cell.iterancestors(W + "tr")) is row:
            cells.append(" ".join(" ".join(_blocks(cell, styles)).split()))
    breaks = PAGE_BREAK if any(PAGE_BREAK in cell for cell in cells) else ""
    cells = [cell.replace(PAGE_BREAK, " ").strip() for cell in cells]
    return breaks + "| " + " | ".join(cells) + " |" if any(cells) else breaks


def _boxes(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Text boxes that hang on a paragraph, without the copy for old programs (mc:Fallback) and without nested ones."""
    for box in paragraph.iter(W + "txbxContent"):
        above = [ancestor.tag for ancestor in box.iterancestors()]
        own = above[: above.index(W + "p")]
        if MC + "Fallback" not in own and W + "txbxContent" not in own:
            yield box


def _paragraph(paragraph: BaseOxmlElement, styles: dict[str, str]) -> str:
    text = "".join(_runs(paragraph)).strip(" \t\n")
    bare = text.replace(PAGE_BREAK, "").strip()
    if not bare:
        return PAGE_BREAK if PAGE_BREAK in text else ""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = styles.get(style.get(W + "val", ""), "") if style is not None else ""
    mark = ""
    if heading := pattern("stijl_kop").match(name):
        mark = "#" * min(int(heading.group(1)), 6) + " "
    elif pattern("stijl_titel").match(name):
        mark = "# "
    elif paragraph.find(f"{W}pPr/{W}numPr") is not None or pattern("stijl_lijst").match(name):
        mark = "• "
    lead = text[: len(text) - len(text.lstrip(PAGE_BREAK + " "))]
    return lead + mark + text[len(lead) :]


def _runs(element: BaseOxmlElement) -> Iterator[str]:
    """Text of a paragraph's own runs: no deleted text, no text boxes."""
    for child in element:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag == W + "tab":
            yield " "
        elif child.tag == W + "noBreakHyphen":
            yield "-"
        elif child.tag == W + "softHyphen":
            yield "\u00ad"
        elif child.tag == W + "lastRenderedPageBreak":
            yield PAGE_BREAK
        elif child.tag in (W + "br", W + "cr"):
            yield "" if child.get(W + "type") == "column" else PAGE_BREAK if child.get(W + "type") == "page" else "\n"
        elif child.tag not in NOT_TEXT:
            yield from _runs(child)
