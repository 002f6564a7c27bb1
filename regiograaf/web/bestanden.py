"""Files that a page hands out: a table as CSV that a Dutch Excel opens well, and any other file under a safe name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from fastapi.responses import Response

from ontology.namen import slug
from regiograaf.outputs.exporteer import veilig


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table to download: semicolons and a byte order mark; what a spreadsheet would calculate gets an apostrophe in front."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([veilig(column) for column in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return download(text.getvalue().encode("utf-8-sig", errors="replace"), f"{slug(name)}.csv", "text/csv; charset=utf-8")


def download(content: bytes, name: str, kind: str, *, show: bool = False) -> Response:
    """A file under a name of plain letters; ``show`` lets the browser show it instead of saving it."""
    way = "inline" if show else "attachment"
    return Response(content, media_type=kind, headers={"Content-Disposition": f'{way}; filename="{name}"'})


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", ",")
    return veilig(str(value))
