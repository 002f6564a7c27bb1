"""Commands that write files to look at: kaart, a4, exporteer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.open import open_store
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Graaf, Regio, known_region
from regiograaf.flow import Overzicht, documents, export_file, make_a4, make_map, regions


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command("kaart", cls=DutchCommand)(kaart)
    app.command("a4", cls=DutchCommand)(a4)
    app.command("exporteer", cls=DutchCommand)(exporteer)


def kaart(
    graaf: Graaf,
    uit: Annotated[Path, typer.Option("--uit", "-o", help="HTML-bestand dat geschreven wordt.", metavar="BESTAND")] = Path("kaart.html"),
    regio: Regio = None,
    document: Annotated[str | None, typer.Option("--document", help="Alleen dit document (bestandsnaam).", metavar="BESTAND")] = None,
    beoogd: Annotated[
        bool, typer.Option("--beoogd/--zonder-beoogd", help="Ook wat maatregelen beogen, als andere pijlen.", metavar="")
    ] = False,
    max_knopen: Annotated[
        int, typer.Option("--max-knopen", min=2, max=500, help="Hoeveel begrippen ten hoogste getekend worden.", metavar="AANTAL")
    ] = 50,
) -> None:
    """Schrijf de oorzakenkaart: één bestand dat zonder internet opent; klik een pijl voor zijn citaten."""
    store = open_store(graaf, read_only=True)
    if document is not None and document not in (names := documents(store)):
        raise fail(f"Document '{document}' staat niet in de graaf; aanwezig: {', '.join(names)}.", 2)
    chosen = known_region(regio, regions(store))
    typer.echo(make_map(Overzicht(store), uit, regio=chosen, document=document, beoogd=beoogd, max_knopen=max_knopen))


def a4(
    graaf: Graaf,
    regio: Regio = None,
    alle: Annotated[bool, typer.Option("--alle", help="Een A4 voor elke regio in de graaf.", metavar="")] = False,
    uit: Annotated[Path, typer.Option("--uit", "-o", help="Map waarin de A4 komt.", metavar="MAP")] = Path(),
) -> None:
    """Schrijf de A4 van een regio (html en pdf): knelpunten, oorzaken, effecten en samenwerkingsverbanden op één bladzijde."""
    store = open_store(graaf, read_only=True)
    present = regions(store)
    chosen = present if alle else [known_region(regio, present)] if regio else present if len(present) == 1 else []
    if not chosen:
        raise fail(f"Kies een regio met --regio (aanwezig: {', '.join(present) or 'geen'}), of --alle.", 2)
    overzicht = Overzicht(store)
    for name in chosen:
        for path in make_a4(overzicht, uit, str(name)):
            typer.echo(path)


def exporteer(
    graaf: Graaf,
    formaat: Annotated[str, typer.Option("--formaat", "-f", help="ttl, trig, jsonld, nq, graphml of csv.", metavar="FORMAAT")] = "trig",
    uit: Annotated[Path | None, typer.Option("--uit", "-o", help="Bestand dat geschreven wordt.", metavar="BESTAND")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Alleen dit document (id); mag vaker.", metavar="ID")] = None,
) -> None:
    """Schrijf de graaf naar een bestand dat andere programma's lezen."""
    store = open_store(graaf, read_only=True)
    path = uit or Path(f"regiograaf.{formaat}")
    typer.echo(export_file(store, path, formaat, document))
