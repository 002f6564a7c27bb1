"""The command that opens the workbench."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.plaats import Plaats
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import graaf_optie
from regiograaf.luisteren import PoortBezetError


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command("werkbank", cls=DutchCommand)(werkbank)


def werkbank(
    graaf: Annotated[Plaats, graaf_optie("Map met de graaf; een nieuwe map mag ook.")],
    poort: Annotated[
        int | None, typer.Option("--poort", min=1, max=65535, help="Poort; zonder opgave 8765, of een vrije.", metavar="GETAL")
    ] = None,
    adres: Annotated[str, typer.Option("--adres", help="Adres om op te luisteren.", metavar="ADRES")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--geen-browser", help="Open de browser.", metavar="")] = True,
) -> None:
    """Open de werkbank in de browser: documenten inlezen, beoordelen, kaart, conflicten, A4. Alles blijft op deze computer."""
    from regiograaf.web.serve import serve  # the web server takes half a second to load

    folder = graaf.folder("De werkbank")
    try:
        serve(folder, adres=adres, poort=poort, browser=browser, say=typer.echo)
    except PoortBezetError as error:
        raise fail(error) from error
