"""The A4 as a tagged PDF (PDF/UA-1) and its picture as PNG, both made by typst with its own fonts."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pypdfium2
import typst

from regiograaf.outputs.a4gegevens import Pagina
from regiograaf.outputs.tekst import TEMPLATES

# What the fonts inside typst can show; PDF/UA allows no character without a glyph.
_NO_GLYPH = re.compile(
    "[^\u0020-\u007e\u00a0-\u02af\u0300-\u036f\u0384-\u0387\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ff\u0400-\u04ff"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u2044-\u2052\u2054-\u205e\u20a0-\u20bf\u2190-\u22ff\u2500-\u25ff\ufb00-\ufb06]"
)
# No Dutch word is this long: it may break at any so many characters. Signs that JSON escapes are left alone.
_ENDLESS = re.compile(r'([^\s\\"]{18})(?=[^\s\\"]{18})')
_MAY_BREAK = "\\1\u200b"
_PNG_PPI = 300


def pdf(data: Pagina, date: datetime, *, knip: bool = False) -> bytes:
    """The page as PDF bytes; it may be longer than one page.

    Args:
        data: The words of the page, see ``a4gegevens.page``.
        date: The date inside the file; not that of today.
        knip: Cut off what does not fit on one page.
    """
    made = typst.compile(
        TEMPLATES / "a4.typ",
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"gegevens": _as_input(data | {"knip": knip})},
        pdf_standards=["ua-1"],
        timestamp=date,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single PDF")
    return made


def picture_png(beeld: object) -> bytes:
    """The picture of the page (``Pagina['beeld']``) as a PNG at 300 dots per inch."""
    made = typst.compile(
        TEMPLATES / "a4beeldlos.typ",
        format="png",
        ppi=_PNG_PPI,
        ignore_system_fonts=True,
        sys_inputs={"gegevens": _as_input(beeld)},
        timestamp=datetime(2000, 1, 1, tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single picture")
    return made


def page_count(pdf_bytes: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdfium2.PdfDocument(pdf_bytes))


def _as_input(data: object) -> str:
    """Text goes in as data, so that no text can be typst code."""
    return _ENDLESS.sub(_MAY_BREAK, _NO_GLYPH.sub("□", json.dumps(data, ensure_ascii=False)))
