"""The command that opens the graph to other programs."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from graph.plaats import Plaats
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import graaf_optie
from regiograaf.luisteren import PoortBezetError

_HERKOMST = re.compile(r"\*|https?://[^/\s]+")


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command("bedien", cls=DutchCommand)(bedien)


def bedien(
    graaf: Annotated[Plaats, graaf_optie("Map met de graaf (gemaakt door 'bouw').")],
    poort: Annotated[
        int | None, typer.Option("--poort", min=1, max=65535, help="Poort; zonder opgave 8766, of een vrije.", metavar="GETAL")
    ] = None,
    adres: Annotated[str, typer.Option("--adres", help="Adres om op te luisteren.", metavar="ADRES")] = "127.0.0.1",
    cors: Annotated[
        list[str] | None, typer.Option("--cors", help="Site waarvan bladzijden vragen mogen stellen; mag vaker.", metavar="HERKOMST")
    ] = None,
    seconden: Annotated[float, typer.Option("--seconden", min=0.1, help="Hoogste tijd per vraag.", metavar="GETAL")] = 30,
    rijen: Annotated[int, typer.Option("--rijen", min=1, help="Meeste rijen of triples per antwoord.", metavar="GETAL")] = 100_000,
    geheugen: Annotated[int, typer.Option("--geheugen", min=64, help="Meeste geheugen per vraag, in MB.", metavar="MB")] = 512,
    werkers: Annotated[int, typer.Option("--werkers", min=1, max=64, help="Vragen naast elkaar, per baan.", metavar="GETAL")] = 2,
) -> None:
    """Stel de graaf open voor andere programma's, als SPARQL-dienst waar alleen gelezen kan worden. Zie docs/bedienen.md."""
    if graaf.is_server:
        raise fail("bedien werkt op een map met een graaf; een SPARQL-server is al een dienst: geef uw programma dat adres.", 2)
    wrong = next((one for one in cors or () if not _HERKOMST.fullmatch(one)), None)
    if wrong is not None:
        raise fail(f"'{wrong}' bij --cors is geen herkomst. Geef een adres zonder pad, zoals https://yasgui.org, of * voor elke site.", 2)
    from regiograaf.bedien.app import Grenzen  # the web server takes half a second to load
    from regiograaf.bedien.serve import serve

    try:
        grenzen = Grenzen(seconden, rijen, geheugen, werkers)
        serve(graaf.folder("bedien"), grenzen, adres=adres, poort=poort, cors=cors or (), say=typer.echo)
    except PoortBezetError as error:
        raise fail(error) from error
