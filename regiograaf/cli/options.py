"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regiograaf.cli.dutch import fail

Graaf = Annotated[Path, typer.Option("--graaf", "-g", help="Map met de graaf (gemaakt door 'bouw').", metavar="MAP")]
Json = Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.", metavar="")]
Regio = Annotated[str | None, typer.Option("--regio", "-r", help="Alleen deze regio.", metavar="NAAM")]


def known_region(regio: str | None, present: list[str]) -> str | None:
    """The region's own spelling; a name without documents is a mistake to report, not an empty page."""
    if regio is None:
        return None
    found = next((r for r in present if r.lower() == regio.lower()), None)
    if found is None:
        raise fail(f"Regio '{regio}' staat niet in de graaf; aanwezig: {', '.join(present) or 'geen'}.", 2)
    return found
