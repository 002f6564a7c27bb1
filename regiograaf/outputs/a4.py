"""One A4 per region: the four blocks of the BDO page as HTML and as a tagged PDF (PDF/UA-1), the same for the same graph."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pypdfium2
import typst

from ontology.namen import slug
from queries.records import Finding
from queries.samenvatting_records import Samenvatting
from regiograaf.outputs.a4gegevens import RUIMTES, Pagina, page
from regiograaf.outputs.tekst import TEMPLATES, omgeving

Format = Literal["html", "pdf"]

# What the fonts inside typst can show; PDF/UA allows no character without a glyph.
_NO_GLYPH = re.compile(
    "[^\u0020-\u007e\u00a0-\u02af\u0300-\u036f\u0384-\u0387\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ff\u0400-\u04ff"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u2044-\u2052\u2054-\u205e\u20a0-\u20bf\u2190-\u22ff\u2500-\u25ff\ufb00-\ufb06]"
)


@dataclass(eq=False)
class A4DoesNotFitError(Exception):
    """Even the tightest page of ``naam`` runs over; ``paginas`` is how many pages it took."""

    naam: str
    paginas: int

    def __str__(self) -> str:
        """Name the region and the way out."""
        return f"Het A4 van {self.naam} past niet op één bladzijde (het werden er {self.paginas}). Maak het A4 per document."


def write_a4(s: Samenvatting, findings: Iterable[Finding], folder: Path, *, formats: Collection[Format] = ("html", "pdf")) -> list[Path]:
    """Write the A4 of ``s`` into ``folder`` and return the files, in the order html, pdf.

    The page gets as many lines as fit on one A4; how many that are is measured on the PDF, and both files show the same.

    Args:
        s: The facts of the region or document.
        findings: All findings; the three that matter most for this region are shown.
        folder: Made when needed. Files are called after the region: 'a4-<regio>.html'.
        formats: Which files to write.

    Raises:
        A4DoesNotFitError: not even the tightest page fits.
    """
    found = list(findings)
    data, pdf = _fit(s, found)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"a4-{slug(s.naam)}"
    written = []
    if "html" in formats:
        written.append(folder / f"{name}.html")
        written[-1].write_text(_html(data), encoding="utf-8", newline="\n")
    if "pdf" in formats:
        written.append(folder / f"{name}.pdf")
        written[-1].write_bytes(pdf)
    return written


def _fit(s: Samenvatting, findings: list[Finding]) -> tuple[Pagina, bytes]:
    """The roomiest page that is one page long."""
    count = 0
    for room in RUIMTES:
        data = page(s, findings, room)
        pdf = _pdf(data, s.peiljaren[1] if s.peiljaren else 2000)
        count = len(pypdfium2.PdfDocument(pdf))
        if count == 1:
            return data, pdf
    raise A4DoesNotFitError(s.naam, count)


def _pdf(data: Pagina, year: int) -> bytes:
    """Text goes in as data, so that no text can be typst code; the date inside is that of the texts, not of today."""
    text = json.dumps(data, ensure_ascii=False)
    pdf = typst.compile(
        TEMPLATES / "a4.typ",
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"gegevens": _NO_GLYPH.sub("□", text)},
        pdf_standards=["ua-1"],
        timestamp=datetime(year, 1, 1, tzinfo=UTC),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return pdf


def _html(data: Pagina) -> str:
    return omgeving().get_template("a4.html.j2").render(p=data, style=(TEMPLATES / "a4.css").read_text(encoding="utf-8"))
