"""Pages as the A4 cites them: a short code of the document and its page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from queries.samenvatting_records import Vindplaats

_PAGINAS = 4  # per document, on one line
_DOCUMENTEN = 3


def places(vindplaatsen: Sequence[Vindplaats]) -> str:
    """'B p. 12, 14; P p. 3'; many pages are cut: 'B p. 1, 2, 3, 4 en 9 meer'."""
    return "; ".join(map(_pages, vindplaatsen[:_DOCUMENTEN])) + more(len(vindplaatsen) - _DOCUMENTEN, " en {} documenten meer")


def more(count: int, words: str = "… en {} meer") -> str:
    """How many are left out; '' for none."""
    return words.format(count) if count > 0 else ""


def _pages(plek: Vindplaats) -> str:
    shown = ", ".join(str(number) for number in plek.paginas[:_PAGINAS])
    return f"{plek.code} p. {shown}{more(len(plek.paginas) - _PAGINAS, ' en {} meer')}"
