"""One A4 per region: the four blocks of the BDO page and a small causal picture, as HTML, PDF and Word, the same for the same graph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from ontology.namen import slug
from queries.records import Finding
from queries.samenvatting_records import Samenvatting
from regiograaf.outputs.a4gegevens import Pagina, page
from regiograaf.outputs.a4html import html
from regiograaf.outputs.a4pdf import page_count, pdf
from regiograaf.outputs.a4ruimte import RUIMTES

Format = Literal["html", "pdf", "docx"]
#: All formats, in the order files are written.
FORMATEN: tuple[Format, ...] = get_args(Format)


def write_a4(s: Samenvatting, findings: Iterable[Finding], folder: Path, *, formats: Collection[Format] = ("html", "pdf")) -> list[Path]:
    """Write the A4 of ``s`` into ``folder`` and return the files, in the order html, pdf, docx.

    The page gets as many lines as fit on one A4. For HTML and PDF that is measured on the PDF, and both show the same;
    the Word file has room by a rule of its own (``a4word.fits_word``), for what Word does can only be estimated.

    Args:
        s: The facts of the region or document.
        findings: All findings; the three that matter most for this region are shown.
        folder: Made when needed. Files are called after the region: 'a4-<regio>.html'.
        formats: Which files to write.
    """
    found, date = list(findings), _date(s)
    made: dict[Format, bytes] = {}
    if "html" in formats or "pdf" in formats:
        data = _roomiest(s, found, lambda data: page_count(pdf(data, date)) == 1)
        made["html"] = html(data).encode("utf-8")
        made["pdf"] = _one_page(data, date)
    if "docx" in formats:
        from regiograaf.outputs.a4word import fits_word, word_a4  # only Word needs python-docx, which is slow to load

        made["docx"] = word_a4(_roomiest(s, found, fits_word), date)
    folder.mkdir(parents=True, exist_ok=True)
    written = [(folder / f"a4-{slug(s.naam)}.{kind}", made[kind]) for kind in FORMATEN if kind in formats]
    for path, content in written:
        path.write_bytes(content)
    return [path for path, _ in written]


def _roomiest(s: Samenvatting, findings: list[Finding], fits: Callable[[Pagina], bool]) -> Pagina:
    """The roomiest page that fits; the tightest when none does. A tighter page never needs more room."""
    place = bisect_left(RUIMTES, True, key=lambda room: fits(page(s, findings, room)))
    return page(s, findings, RUIMTES[min(place, len(RUIMTES) - 1)])


def _one_page(data: Pagina, date: datetime) -> bytes:
    made = pdf(data, date)
    return made if page_count(made) == 1 else pdf(data, date, knip=True)


def _date(s: Samenvatting) -> datetime:
    """The day of the graph, else the last year of the texts: never today, so that the same graph gives the same file."""
    if s.datum:
        return datetime.fromisoformat(s.datum).replace(tzinfo=UTC)
    return datetime(s.peiljaren[1] if s.peiljaren else 2000, 1, 1, tzinfo=UTC)
