"""A page of a PDF as it was printed: its picture, and where on it a quote stands."""

from __future__ import annotations

import io
from collections.abc import Iterable
from ctypes import byref, c_int
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage, raw

#: Pixels of a picture at most: readable at half the width of a screen, and light enough to send.
BREEDTE, HOOGTE = 1200, 2400
#: PDFium is not made for several threads at once.
_SLOT = Lock()
_IN_POINT = 10
_HYPHENS = "-\u00ad\u2010\u0002\ufffe"

#: Left, top, width and height in points from the top left corner of the page as it is shown.
Kader = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Blad:
    """The size of a page as it is shown, in points, and what is needed to find a quote on it.

    ``tekens`` are the characters without spaces and hyphens, ``plaatsen`` the index of each in the page.
    """

    breedte: float
    hoogte: float
    tekens: str
    plaatsen: tuple[int, ...]


@lru_cache(maxsize=32)
def picture(path: Path, number: int) -> bytes | None:
    """Page ``number`` (from 1) as PNG; None when the file has no such page or it cannot be shown."""
    try:
        with _SLOT, PdfDocument(path) as document:
            page = document[number - 1]
            width, height = page.get_size()
            image = page.render(scale=min(BREEDTE / max(width, 1), HOOGTE / max(height, 1))).to_pil()
    except (PdfiumError, IndexError, ValueError, OSError):
        return None
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


@lru_cache(maxsize=32)
def sheet(path: Path, number: int) -> Blad | None:
    """The measures and characters of a page; None as ``picture``."""
    try:
        with _SLOT, PdfDocument(path) as document:
            page = document[number - 1]
            text = page.get_textpage()
            kept = [(i, char) for i in range(text.count_chars()) if _counts(char := chr(raw.FPDFText_GetUnicode(text, i)))]
            width, height = page.get_size()
            return Blad(width, height, "".join(char for _, char in kept), tuple(i for i, _ in kept))
    except (PdfiumError, IndexError, ValueError, OSError):
        return None


def places_of(path: Path, number: int, quotes: Iterable[tuple[str, float]]) -> list[tuple[Kader, ...]]:
    """Where each quote stands on a page, a frame per line; empty for a quote that is not found there as it is written.

    Args:
        path: the PDF.
        number: its page, from 1.
        quotes: (quote, how far down the text of the page it stands, from 0 to 1), for a quote that stands there twice.
    """
    known = sheet(path, number)
    if known is None:
        return [() for _ in quotes]
    with _SLOT, PdfDocument(path) as document:
        page = document[number - 1]
        text = page.get_textpage()
        return [_frames(page, text, known, quote, share) for quote, share in quotes]


def _frames(page: PdfPage, text: PdfTextPage, known: Blad, quote: str, share: float) -> tuple[Kader, ...]:
    wanted = "".join(char for char in quote if _counts(char))
    begins = [i for i in range(len(known.tekens)) if known.tekens.startswith(wanted, i)] if wanted else []
    if not begins:
        return ()
    begin = min(begins, key=lambda i: abs(i / len(known.tekens) - share))
    first, last = known.plaatsen[begin], known.plaatsen[begin + len(wanted) - 1]
    return _lines(_on_screen(page, text.get_rect(i)) for i in range(text.count_rects(first, last - first + 1)))


def _lines(boxes: Iterable[Kader]) -> tuple[Kader, ...]:
    """Boxes that follow each other on one line as one."""
    found: list[Kader] = []
    for box in boxes:
        last = found[-1] if found else None
        if last and min(last[1] + last[3], box[1] + box[3]) - max(last[1], box[1]) > min(last[3], box[3]) / 2 and box[0] >= last[0]:
            left, top = last[0], min(last[1], box[1])
            right, bottom = max(last[0] + last[2], box[0] + box[2]), max(last[1] + last[3], box[1] + box[3])
            found[-1] = (left, top, right - left, bottom - top)
        else:
            found.append(box)
    return tuple(found)


def _on_screen(page: PdfPage, box: tuple[float, float, float, float]) -> Kader:
    """A box of the page (left, bottom, right, top) as it is shown: turned and cropped as the page is."""
    width, height = page.get_size()
    corners = []
    for x, y in (box[:2], box[2:]):
        across, down = c_int(), c_int()
        size = (int(width * _IN_POINT), int(height * _IN_POINT))
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, byref(across), byref(down))
        corners.append((across.value / _IN_POINT, down.value / _IN_POINT))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)


def _counts(char: str) -> bool:
    return not char.isspace() and char not in _HYPHENS and char != "\x00"
