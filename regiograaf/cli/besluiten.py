"""Command that shows what reviewers decided, and hands decisions over from graph to graph: besluiten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from graph.besluiten.records import Besluit
from graph.open import open_store
from graph.store import Store
from queries.besluitoverzicht import Besluitoverzicht, decision_overview, overview_json
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Graaf, Json
from regiograaf.flow import import_workbook, read_decision_file, write_decision_file

_WIDTH = 100


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command("besluiten", cls=DutchCommand)(besluiten)


def besluiten(
    graaf: Graaf,
    als_json: Json = False,
    uit: Annotated[Path | None, typer.Option("--uit", help="Schrijf alle besluiten naar dit bestand.", metavar="BESTAND.json")] = None,
    erin: Annotated[
        Path | None,
        typer.Option("--in", help="Neem de besluiten over uit dit JSON-bestand of ingevulde Excel-werkboek.", metavar="BESTAND"),
    ] = None,
    tijdstip: Annotated[
        str, typer.Option("--tijdstip", help="Bij een werkboek: wanneer besloten is; anders wanneer het bewaard is.", metavar="MOMENT")
    ] = "",
) -> None:
    """Toon wie wat besloot, hoe beoordelaars het eens zijn en hoe vaak elke regel gelijk kreeg; of draag besluiten over."""
    if uit is not None and erin is not None:
        raise fail("Kies --uit of --in, niet allebei.", 2)
    if erin is not None and not erin.is_file():
        raise fail(f"{erin} bestaat niet; geef een JSON-bestand met besluiten of een ingevuld werkboek.", 2)
    open_store(graaf, read_only=True).close()  # a typing error must not make a new graph
    store = open_store(graaf, read_only=erin is None)
    try:
        if erin is not None and erin.suffix.lower() == ".xlsx":
            raise typer.Exit(_from_workbook(store, erin, tijdstip))
        if erin is not None:
            typer.echo(f"{_number(read_decision_file(store, erin))} overgenomen uit {erin}; wat er al was, bleef.")
        elif uit is not None:
            typer.echo(f"{_number(write_decision_file(store, uit))} geschreven naar {uit}.")
        else:
            overview = decision_overview(store)
            typer.echo(json.dumps(overview_json(overview), ensure_ascii=False, indent=1) if als_json else "\n".join(_lines(overview)))
    finally:
        store.close()


def _from_workbook(store: Store, path: Path, tijdstip: str) -> int:
    """Take the verdicts of a workbook over; 1 when some of its rows cannot be used, each named on stderr."""
    read = import_workbook(store, path, tijdstip)
    typer.echo(f"{_number(len(read.besluiten))} overgenomen uit {path}; {read.bekend} {'was' if read.bekend == 1 else 'waren'} er al.")
    for problem in read.niet_geplaatst:
        typer.echo(problem, err=True)
    return 1 if read.niet_geplaatst else 0


def _lines(overview: Besluitoverzicht) -> list[str]:
    if not overview.besluiten:
        return ["Er zijn nog geen besluiten. Beoordelen kan in de werkbank: regiograaf werkbank"]
    lines = [_line(one, holds=one.id in overview.geldend) for one in overview.besluiten]
    for pair in overview.overeenstemming:
        kappa = "" if pair.kappa is None else f" (kappa {pair.kappa:.2f})".replace(".", ",")
        lines.append(f"{pair.een} en {pair.ander}: {pair.samen} keer dezelfde bewering, {pair.gelijk} keer hetzelfde oordeel{kappa}")
    for rule in overview.regels:
        asks = "; wat deze regel aanvaardt, gaat eerst ter beoordeling" if rule.alleen_beoordeling else ""
        chance = f"kans {rule.kans:.2f}, tussen {rule.laag:.2f} en {rule.hoog:.2f}".replace(".", ",")
        lines.append(f"Regel {rule.regel}: {rule.goed} keer goed, {rule.fout} keer fout ({chance}){asks}")
    lines += [f"Zonder werking: {_line(one)}: {why}" for one, why in overview.zonder_plaats]
    return [*lines, f"{_number(len(overview.besluiten))}, waarvan {len(overview.zonder_plaats)} zonder werking."]


def _number(count: int) -> str:
    return "1 besluit" if count == 1 else f"{count} besluiten"


def _line(one: Besluit, *, holds: bool = True) -> str:
    about = f"{one.anker.bestand}, bladzijde {one.anker.pagina}: {one.anker.citaat}" if one.anker else _about(one)
    why = "; ".join(filter(None, (one.reden, one.toelichting)))
    short = " ".join(about.split())
    short = short if len(short) <= _WIDTH else short[: _WIDTH - 1] + "…"
    state = "" if holds else " [teruggenomen]"
    return f"{one.tijdstip[:16].replace('T', ' ')} {one.beoordelaar}: {one.handeling}{f' ({why})' if why else ''}{state} - {short}"


def _about(one: Besluit) -> str:
    names = (one.waarde("naam"), one.waarde("naarnaam"), one.waarde("label"), one.waarde("onderwerp"), one.waarde("beinvloedbaar"))
    return ", ".join(filter(None, names)) or one.over
