"""Commands that write files to look at: kaart, a4, exporteer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.open import open_store
from queries.weergave import MEESTE_KNOPEN, MINSTE_KNOPEN, SOORTEN, Weergave
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Graaf, Regio, known_region
from regiograaf.flow import Overzicht, asked_view, documents, export_file, make_a4, make_map, make_seal, regions
from regiograaf.outputs.a4 import FORMATEN as A4_FORMATEN
from regiograaf.outputs.a4 import Format as A4Format
from regiograaf.outputs.exportvormen import VORMEN


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
        bool | None, typer.Option("--beoogd/--zonder-beoogd", help="Ook wat maatregelen beogen, als andere pijlen.", metavar="")
    ] = None,
    max_knopen: Annotated[
        int | None,
        typer.Option(
            "--max-knopen", min=MINSTE_KNOPEN, max=MEESTE_KNOPEN, help="Hoeveel vakken ten hoogste; de rest staat samen.", metavar="AANTAL"
        ),
    ] = None,
    ook_ter_beoordeling: Annotated[
        bool, typer.Option("--ook-ter-beoordeling", help="Ook wat op beoordeling wacht, gestippeld.", metavar="")
    ] = False,
    doelgroep: Annotated[str | None, typer.Option("--doelgroep", help="Alleen beweringen over deze doelgroep.", metavar="NAAM")] = None,
    sector: Annotated[str | None, typer.Option("--sector", help="Alleen beweringen over deze sector.", metavar="NAAM")] = None,
    spoor: Annotated[str | None, typer.Option("--spoor", help="Alleen wat leidt tot dit begrip of eruit volgt.", metavar="BEGRIP")] = None,
    richting: Annotated[
        str | None, typer.Option("--richting", help="Van het spoor: stroomop, stroomaf of beide.", metavar="RICHTING")
    ] = None,
    stappen: Annotated[int | None, typer.Option("--stappen", help="Van het spoor: hoeveel pijlen ver.", metavar="AANTAL")] = None,
    weergave: Annotated[
        str | None, typer.Option("--weergave", help="Naam van een bewaarde weergave, of een link uit de werkbank.", metavar="TEKST")
    ] = None,
) -> None:
    """Schrijf de oorzakenkaart: één bestand dat zonder internet opent; klik een pijl voor zijn citaten."""
    store = open_store(graaf, read_only=True)
    if document is not None and document not in (names := documents(store)):
        raise fail(f"Document '{document}' staat niet in de graaf; aanwezig: {', '.join(names)}.", 2)
    base = asked_view(store, weergave) if weergave is not None else Weergave(soorten=("oorzakelijk", "verband"))
    asked = {
        "regio": known_region(regio, regions(store)),
        "document": document,
        "soorten": None if beoogd is None else SOORTEN if beoogd else tuple(soort for soort in base.soorten if soort != "beoogd"),
        "max_knopen": max_knopen,
        "ook_ter_beoordeling": ook_ter_beoordeling or None,
        "doelgroep": doelgroep,
        "sector": sector,
        "begrip": spoor,
        "richting": richting,
        "stappen": stappen,
    }
    chosen: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    typer.echo(make_map(Overzicht(store), uit, replace(base, **chosen)))


def a4(
    graaf: Graaf,
    regio: Regio = None,
    alle: Annotated[bool, typer.Option("--alle", help="Een A4 voor elke regio in de graaf.", metavar="")] = False,
    uit: Annotated[Path, typer.Option("--uit", "-o", help="Map waarin de A4 komt.", metavar="MAP")] = Path(),
    formaat: Annotated[
        str,
        typer.Option("--formaat", "-f", help=f"Welke, met komma's ertussen: {', '.join(A4_FORMATEN)}.", metavar="FORMAAT,..."),
    ] = "html,pdf",
) -> None:
    """Schrijf de A4 van een regio: knelpunten, oorzaken, effecten, hun samenhang en samenwerkingsverbanden op één bladzijde."""
    formats = _a4_formats(formaat)
    store = open_store(graaf, read_only=True)
    present = regions(store)
    chosen = present if alle else [known_region(regio, present)] if regio else present if len(present) == 1 else []
    if not chosen:
        raise fail(f"Kies een regio met --regio (aanwezig: {', '.join(present) or 'geen'}), of --alle.", 2)
    overzicht = Overzicht(store)
    for name in chosen:
        for path in make_a4(overzicht, uit, str(name), formats):
            typer.echo(path)


def _a4_formats(text: str) -> list[A4Format]:
    asked = [name.strip().lower() for name in text.split(",") if name.strip()]
    wrong = [name for name in asked if name not in A4_FORMATEN]
    if wrong or not asked:
        raise fail(f"Een A4 in formaat '{', '.join(wrong)}' bestaat niet; kies uit: {', '.join(A4_FORMATEN)}.", 2)
    return [name for name in A4_FORMATEN if name in asked]


def exporteer(
    graaf: Graaf,
    formaat: Annotated[str, typer.Option("--formaat", "-f", help=f"{', '.join(VORMEN)}.", metavar="FORMAAT")] = "trig",
    uit: Annotated[Path | None, typer.Option("--uit", "-o", help="Bestand dat geschreven wordt.", metavar="BESTAND")] = None,
    regio: Regio = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", help="Alleen dit document (id), bij RDF; mag vaker.", metavar="ID")
    ] = None,
    verzegeld: Annotated[
        Path | None,
        typer.Option(
            "--verzegeld", help="Zet graaf, besluiten en bevindingen samen in een zip die 'controle' kan narekenen.", metavar="ZEGEL.zip"
        ),
    ] = None,
) -> None:
    """Schrijf de graaf naar een bestand dat andere programma's lezen."""
    if verzegeld is not None and (uit is not None or regio is not None or document or formaat != "trig"):
        raise fail("Een zegel gaat over de hele graaf: laat --formaat, --uit, --regio en --document weg.", 2)
    store = open_store(graaf, read_only=True)
    if verzegeld is not None:
        typer.echo(f"{verzegeld}\nAfdruk van het zegel, om buiten de zip te bewaren: {make_seal(Overzicht(store), verzegeld)}")
        return
    form = VORMEN.get(formaat)
    path = uit or Path(f"regiograaf.{form.extensie if form else formaat}")
    typer.echo(export_file(Overzicht(store), path, formaat, ids=document, regio=known_region(regio, regions(store))))
