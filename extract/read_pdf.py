"""PDF: text by pypdfium2; pages whose columns are read across each other are read again by pdfminer.six."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage

from extract.errors import ReadError
from extract.grenzen import MAX_CHARACTERS, MAX_COMPARED, MAX_PAGES, MAX_STRETCHES
from extract.opmaak import pattern
from extract.records import Page

#: Characters from which a file has text at all.
MIN_TEXT = 20
#: Pairs of side-by-side lines from which a page is suspect, and the share of them that goes on below, not beside.
MIN_PAIRS, GOES_ON = 6, 0.4
#: Side-by-side lines: least width as a share of the page, least gap between them, tolerance of a base line (points).
MIN_WIDTH, MIN_GAP, BASE_LINE = 0.2, 9.0, 3.0

#: Points a line must stand above the line before it to begin a frame of its own.
FRAME_JUMP = 20.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text drawn without a gap on one line: left, bottom, right, top in points."""

    box: Box
    text: str


def read_pdf(path: Path, data: bytes) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Pages and notices of a PDF; the notices do not name the file.

    Raises:
        ReadError: versleuteld, beschadigd, te_groot, leeg or alleen_beeld.
    """
    if b"%PDF-" not in data[:1024]:
        raise ReadError(path, "beschadigd", "dit is geen geldige PDF; open het bestand en sla het opnieuw op als PDF.")
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise _not_opened(path, error) from error
    try:
        if len(document) > MAX_PAGES:
            raise ReadError(path, "te_groot", f"telt {len(document)} bladzijden, meer dan {MAX_PAGES}; splits het bestand.")
        return _read_pages(path, data, document)
    except PdfiumError as error:
        raise ReadError(path, "beschadigd", "een bladzijde is niet te lezen; sla het bestand opnieuw op als PDF.") from error
    finally:
        document.close()


def _not_opened(path: Path, error: PdfiumError) -> ReadError:
    if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
        return ReadError(path, "versleuteld", "is met een wachtwoord beveiligd; sla het zonder wachtwoord op.")
    return ReadError(path, "beschadigd", "de PDF is beschadigd; open het bestand en sla het opnieuw op als PDF.")


def _read_pages(path: Path, data: bytes, document: PdfDocument) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    pages: list[Page] = []
    images: list[int] = []
    crossed: list[int] = []
    left = MAX_CHARACTERS
    for number, page in enumerate(document, start=1):
        text_page = page.get_textpage()
        if (left := left - text_page.count_chars()) < 0:
            raise ReadError(path, "te_groot", f"bevat meer dan {MAX_CHARACTERS // 1_000_000} miljoen tekens; splits het bestand.")
        text = _with_frames_apart(text_page, text_page.get_text_range())
        if _is_crossed(_stretches(text_page), page.get_width()) and (again := _read_again(data, number - 1)):
            text = again
            crossed.append(number)
        if not text.strip() and _has_image(page):
            images.append(number)
        pages.append(Page(number, text))
    if not pages:
        raise ReadError(path, "leeg", "de PDF heeft geen bladzijden.")
    if sum(len(page.text.strip()) for page in pages) < MIN_TEXT:
        if images:
            raise ReadError(path, "alleen_beeld", "bevat alleen beelden van bladzijden; laat er eerst tekstherkenning (OCR) op los.")
        raise ReadError(path, "leeg", "de PDF bevat geen tekst.")
    notices = []
    if images:
        notices.append(f"bladzijde {_listed(images)} bevat alleen beeld en is niet gelezen; gebruik tekstherkenning (OCR).")
    if crossed:
        notices.append(f"op bladzijde {_listed(crossed)} stonden kolommen door elkaar; die zijn per kolom gelezen.")
    return tuple(pages), tuple(notices)


def _with_frames_apart(text_page: PdfTextPage, text: str) -> str:
    """The text with a blank line where it jumps back up within a column: a frame that was drawn after the body text."""
    if len(text) != text_page.count_chars():
        return text
    parts: list[str] = []
    done = 0
    last: Box | None = None
    for match in re.finditer(r"\S[^\r\n]*", text):
        first, end = text_page.get_charbox(match.start()), text_page.get_charbox(match.end() - 1)
        box = (first[0], first[1], max(first[2], end[2]), first[3])
        if last and box[1] > last[3] + FRAME_JUMP and last[0] - FRAME_JUMP < box[0] < last[2] - FRAME_JUMP:
            parts += [text[done : match.start()], "\r\n"]
            done = match.start()
        last = box
    return "".join([*parts, text[done:]])


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _has_image(page: PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _read_again(data: bytes, index: int) -> str:
    try:
        return extract_text(io.BytesIO(data), page_numbers=[index], laparams=LAParams()).replace("\f", "")
    except MemoryError:
        raise
    except Exception:  # pdfminer gives up on some files that PDFium reads, with whatever it stumbles on
        return ""


def _stretches(text_page: PdfTextPage) -> list[Stretch]:
    """The boxes of the page in reading order; boxes that touch on one line are one stretch. None for a page that is one big pile."""
    found: list[Stretch] = []
    count = text_page.count_rects() if text_page.count_chars() <= MAX_COMPARED else 0
    for i in range(count if count <= MAX_STRETCHES else 0):
        box = text_page.get_rect(i)
        text = text_page.get_text_bounded(*box)
        last = found[-1] if found else None
        if last and abs(last.box[1] - box[1]) < BASE_LINE and -BASE_LINE < box[0] - last.box[2] < MIN_GAP:
            merged = (last.box[0], min(last.box[1], box[1]), box[2], max(last.box[3], box[3]))
            found[-1] = Stretch(merged, last.text + " " + text)
        else:
            found.append(Stretch(box, text))
    return found


def _is_crossed(stretches: Sequence[Stretch], width: float) -> bool:
    """Whether two columns of running text are read line by line across each other.

    Pairs of neighbours on one line, both wide, with a gap between them; the right ones start at one place, and the left
    ones go on in lower case in the next left one: a table of short cells does not.
    """
    pairs = [
        (a, b)
        for a, b in pairwise(stretches)
        if abs(a.box[1] - b.box[1]) < BASE_LINE
        and b.box[0] - a.box[2] >= MIN_GAP
        and min(a.box[2] - a.box[0], b.box[2] - b.box[0]) >= MIN_WIDTH * width
    ]
    if len(pairs) < MIN_PAIRS:
        return False
    start = median(b.box[0] for _, b in pairs)
    pairs = [(a, b) for a, b in pairs if abs(b.box[0] - start) < BASE_LINE]
    running = sum(
        bool(pattern("open_einde").search(a.text.strip()) and pattern("vervolg").match(c.text.strip()))
        for (a, _), (c, _) in pairwise(pairs)
    )
    return len(pairs) >= MIN_PAIRS and running >= GOES_ON * (len(pairs) - 1)
