"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graph.plaats import Plaats, plaats_van
from regiograaf.cli.dutch import fail


def graaf_optie(help: str) -> Any:
    """The option --graaf: a folder, or a server."""
    return typer.Option("--graaf", "-g", parser=plaats_van, help=help, metavar="PLAATS")


Graaf = Annotated[Plaats, graaf_optie("Map met de graaf (gemaakt door 'bouw'), of het adres van een graafserver.")]
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
