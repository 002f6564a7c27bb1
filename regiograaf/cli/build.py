"""Commands that read documents: bouw, extraheer, demo."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from extract.llm.records import Taalmodel
from extract.records import THRESHOLD, Leeswijze
from extract.sources import find_sources
from graph.plaats import Plaats
from regiograaf.building import BuildReport, Built, Opdracht, build
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Graaf, Json
from regiograaf.cli.taalmodel import Keuze, ask_first, met_taalmodel
from regiograaf.lezen.lees import HierLezer, read_pages
from regiograaf.lezen.pool import Leespool
from regiograaf.lezen.records import Lezer
from regiograaf.stand import Bekend
from regiograaf.taalmodel import plan_files, plan_passages

#: Exit code when nothing could be done, and documents named before the rest is only counted.
NOTHING, SHOWN = 3, 5

Drempel = Annotated[
    float,
    typer.Option(
        "--drempel", min=0.0, max=1.0, help="Vanaf welk geloof een bewering aanvaard wordt; de rest gaat ter beoordeling.", metavar="GETAL"
    ),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command("bouw", cls=DutchCommand)(met_taalmodel(bouw))
    app.command("extraheer", cls=DutchCommand)(met_taalmodel(extraheer))
    app.command("demo", cls=DutchCommand)(demo)


def bouw(
    bron: Annotated[
        list[Path],
        typer.Argument(help="Bestanden of mappen (pdf, docx, html, md, txt); een map mag een documenten.csv hebben.", metavar="BRON..."),
    ],
    graaf: Graaf,
    drempel: Drempel = THRESHOLD,
    opnieuw: Annotated[bool, typer.Option("--opnieuw", help="Lees ook wat niet veranderd is.")] = False,
    opschonen: Annotated[
        bool, typer.Option("--opschonen", help="Haal documenten die niet bij BRON horen uit de graaf; besluiten erover blijven bewaard.")
    ] = False,
    werkers: Annotated[
        int | None,
        typer.Option(
            "--werkers", min=0, help="Aantal leesprocessen (standaard: wat deze machine aankan; 0: lees in dit proces).", metavar="N"
        ),
    ] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", help="Lees op een Dask-cluster, bijvoorbeeld tcp://10.0.0.1:8786.", metavar="ADRES")
    ] = None,
    als_json: Json = False,
    keuze: Keuze | None = None,
) -> None:
    """Lees documenten en zet ze in de graaf; alleen wat nieuw of veranderd is wordt gelezen."""
    if keuze and dask is not None:
        raise fail("Een taalmodel en een cluster gaan niet samen: de werkers hebben de bewaarde antwoorden niet.", 2)
    model = _asked(bron, graaf, keuze, werkers) if keuze else None
    opdracht = Opdracht(Leeswijze(drempel, model), opnieuw=opnieuw, opschonen=opschonen)
    report = run_build(bron, graaf, opdracht, _reader(werkers, dask))
    if als_json:
        typer.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=1))
    else:
        print_report(report)
        typer.echo(f"Graaf: {graaf}")
    raise typer.Exit(report.exit_code)


def _asked(bron: list[Path], graaf: Plaats, keuze: Keuze, werkers: int | None) -> Taalmodel:
    """Ask the language model what it was not asked yet about these files; the answers are kept beside the graph."""
    model = keuze.model(graaf.map)
    pages = HierLezer(read_pages) if werkers == 0 else Leespool(werkers, leesfunctie=read_pages)
    ask_first(plan_files(find_sources(bron).files, model, pages, remember=not keuze.proef), model, keuze)
    return model


def _reader(werkers: int | None, dask: str | None) -> Lezer:
    """Who reads: a cluster, this process, or processes on this machine."""
    if dask is not None and werkers is not None:
        raise fail("Kies --werkers of --dask; bij een cluster zijn het de werkers van het cluster.", 2)
    if dask is not None:
        from regiograaf.lezen.cluster import Leescluster  # only there with the extra [cluster]

        return Leescluster(dask)
    return HierLezer() if werkers == 0 else Leespool(werkers)


def run_build(sources: list[Path], plaats: Plaats, opdracht: Opdracht, lezer: Lezer) -> BuildReport:
    """Build with a progress bar on stderr, and name what failed there."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Taalmodel laden", total=None)
        report = build(
            sources,
            plaats,
            opdracht,
            lezer=lezer,
            progress=lambda n, total, name: bar.update(task, completed=n, total=total, description=name),
        )
    for notice in report.notices:
        sys.stderr.write(f"Let op: {notice}\n")
    for one in report.built:
        for notice in one.notices:
            sys.stderr.write(f"Let op: {one.info.bestand}: {notice}\n")
    if report.outdated:
        sys.stderr.write(f"Let op: {_about_outdated(report.outdated)}\n")
    for failure in report.failures:
        sys.stderr.write(f"Niet gelezen: {failure}\n")
    if report.exit_code == NOTHING:
        sys.stderr.write("Er is geen document in de graaf gezet.\n")
    return report


def _about_outdated(documents: tuple[Bekend, ...]) -> str:
    """Which documents were read with something else than this build used."""
    names = ", ".join(one.bestand for one in documents[:SHOWN])
    more = f" en nog {len(documents) - SHOWN}" if len(documents) > SHOWN else ""
    verb = "is" if len(documents) == 1 else "zijn"
    return (
        f"{names}{more} {verb} met andere regels, een ander taalmodel of een andere drempel gelezen dan nu geldt; "
        "geef het bestand op bij bouw om het opnieuw te lezen."
    )


def print_report(report: BuildReport) -> None:
    """One line per document that is now in the graph, and one for those that are as they were."""
    for one in report.built:
        typer.echo(_line(one))
    for gone in report.removed:
        typer.echo(f"{gone.bestand}: uit de graaf gehaald ({gone.document_id})")
    if report.unchanged:
        typer.echo("1 document ongewijzigd" if len(report.unchanged) == 1 else f"{len(report.unchanged)} documenten ongewijzigd")


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
    rest = {
        name: [{"document": one.bestand, "id": one.document_id} for one in found]
        for name, found in (("ongewijzigd", report.unchanged), ("verwijderd", report.removed), ("verouderd", report.outdated))
    }
    return {"documenten": documents, **rest, "mislukt": failures, "meldingen": list(report.notices)}


def extraheer(
    invoer: Annotated[Path, typer.Argument(help='Bestand met per regel {"id": ..., "text": ...}.', metavar="IN.jsonl")],
    drempel: Drempel = THRESHOLD,
    keuze: Keuze | None = None,
) -> None:
    """Haal de beweringen uit losse passages: per regel één JSON-object op de uitvoer, in dezelfde volgorde."""
    from extract.nlp import load_nlp
    from extract.passages import extract_passage, read_passages

    model = keuze.model(invoer.parent) if keuze else None
    if keuze and model:
        ask_first(plan_passages((p for p in read_passages(invoer) if not isinstance(p, str)), model), model, keuze)
    nlp = load_nlp()
    bad = 0
    for passage in read_passages(invoer):
        if isinstance(passage, str):
            bad += 1
            sys.stderr.write(f"{passage}\n")
        else:
            result = extract_passage(passage.id, passage.text, nlp, soort=passage.soort, threshold=drempel, taalmodel=model)
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
