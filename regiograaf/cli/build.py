"""Commands that read documents: bouw, extraheer, demo."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from extract.records import THRESHOLD
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Graaf, Json

if TYPE_CHECKING:
    from regiograaf.building import BuildReport, Built

# What reads documents is imported inside the commands: spaCy takes a second to load, and only these need it.

Drempel = Annotated[
    float,
    typer.Option(
        "--drempel", min=0.0, max=1.0, help="Vanaf welk geloof een bewering aanvaard wordt; de rest gaat ter beoordeling.", metavar="GETAL"
    ),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command("bouw", cls=DutchCommand)(bouw)
    app.command("extraheer", cls=DutchCommand)(extraheer)
    app.command("demo", cls=DutchCommand)(demo)


def bouw(
    bron: Annotated[
        list[Path],
        typer.Argument(help="Bestanden of mappen (pdf, docx, html, md, txt); een map mag een documenten.csv hebben.", metavar="BRON..."),
    ],
    graaf: Graaf,
    drempel: Drempel = THRESHOLD,
    als_json: Json = False,
) -> None:
    """Lees documenten en zet ze in de graaf; een document dat er al staat, wordt vervangen."""
    report = run_build(bron, graaf, drempel)
    if als_json:
        typer.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=1))
    else:
        print_report(report)
        typer.echo(f"Graaf: {graaf}")
    raise typer.Exit(report.exit_code)


def run_build(sources: list[Path], folder: Path, threshold: float) -> BuildReport:
    """Build with a progress bar on stderr, and name what failed there."""
    from regiograaf.building import build

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Taalmodel laden", total=None)
        report = build(
            sources,
            folder,
            threshold=threshold,
            progress=lambda n, total, name: bar.update(task, completed=n, total=total, description=name),
        )
    for notice in report.notices:
        sys.stderr.write(f"Let op: {notice}\n")
    for one in report.built:
        for notice in one.notices:
            sys.stderr.write(f"Let op: {one.info.bestand}: {notice}\n")
    for failure in report.failures:
        sys.stderr.write(f"Niet gelezen: {failure}\n")
    if not report.built:
        sys.stderr.write("Er is geen document in de graaf gezet.\n")
    return report


def print_report(report: BuildReport) -> None:
    """One line per document that is now in the graph."""
    for one in report.built:
        typer.echo(_line(one))


def _line(one: Built) -> str:
    info = one.info
    return (
        f"{info.bestand}: {info.soort}, {info.regio}, {info.jaar or 'jaar onbekend'}; {one.pages} bladzijden, "
        f"{one.claims} beweringen ({one.accepted} aanvaard, {one.claims - one.accepted} ter beoordeling), {one.mentions} vermeldingen, "
        f"{one.shape_messages} vragen bij knelpunten, doelen en afspraken"
    )


def _as_json(report: BuildReport) -> dict[str, object]:
    documents = [
        {
            "document": b.info.bestand,
            "id": b.info.id,
            "titel": b.info.titel,
            "soort": b.info.soort,
            "regio": b.info.regio,
            "jaar": b.info.jaar,
            "paginas": b.pages,
            "beweringen": b.claims,
            "aanvaard": b.accepted,
            "vermeldingen": b.mentions,
            "vormmeldingen": b.shape_messages,
            "meldingen": list(b.notices),
        }
        for b in report.built
    ]
    failures = [{"bestand": f.path.name, "reden": f.reason, "uitleg": str(f)} for f in report.failures]
    return {"documenten": documents, "mislukt": failures, "meldingen": list(report.notices)}


def extraheer(
    invoer: Annotated[Path, typer.Argument(help='Bestand met per regel {"id": ..., "text": ...}.', metavar="IN.jsonl")],
    drempel: Drempel = THRESHOLD,
) -> None:
    """Haal de beweringen uit losse passages: per regel één JSON-object op de uitvoer, in dezelfde volgorde."""
    from extract.nlp import load_nlp
    from extract.passages import extract_passage, read_passages

    nlp = load_nlp()
    bad = 0
    for passage in read_passages(invoer):
        if isinstance(passage, str):
            bad += 1
            sys.stderr.write(f"{passage}\n")
        else:
            result = extract_passage(passage.id, passage.text, nlp, soort=passage.soort, threshold=drempel)
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    if bad:
        raise typer.Exit(1)


def demo(uit: Annotated[Path, typer.Option("--uit", help="Map voor de uitkomsten.", metavar="MAP")] = Path("demo-uit")) -> None:
    """Bouw de meegeleverde voorbeeldregio en maak er kaart, A4's en bevindingen van."""
    from regiograaf.demonstrate import demonstrate

    results = demonstrate(uit)
    if not results:
        raise fail("De voorbeeldregio kon niet gebouwd worden.")
    typer.echo("De voorbeeldregio is klaar. Open in een browser of pdf-lezer:")
    for label, path in results:
        typer.echo(f"  {label:28s} {path}")
