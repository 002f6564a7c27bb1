"""Command that measures the reading on annotated passages: evalueer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track

from extract.records import THRESHOLD
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Json
from regiograaf.cli.taalmodel import Keuze, ask_first, met_taalmodel

if TYPE_CHECKING:
    from extract.evaluation.report import Measurement
    from extract.evaluation.rows import Row
    from extract.llm.records import Taalmodel
    from extract.passages import Passage

#: Named in one line before the rest is only counted.
MOST_NAMED = 10
#: With fewer documents the margins rest on a handful of different draws.
FEW_DOCUMENTS = 10


class Per(StrEnum):
    """Breakdowns to choose from; the names are those of ``extract.evaluation.breakdown.Per``."""

    document = "document"
    constructie = "constructie"
    signaalwoord = "signaalwoord"
    route = "route"


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command("evalueer", cls=DutchCommand)(met_taalmodel(evalueer))


def evalueer(
    passages: Annotated[Path, typer.Argument(help='Bestand met per regel {"id": ..., "text": ...}.', metavar="PASSAGES.jsonl")],
    gold: Annotated[Path, typer.Argument(help="Bestand met de annotatie: per regel id, relations en mentions.", metavar="GOLD.jsonl")],
    drempel: Annotated[
        list[float] | None,
        typer.Option("--drempel", min=0.0, max=1.0, help=f"Drempel om bij te meten (anders {THRESHOLD}); mag vaker.", metavar="GETAL"),
    ] = None,
    voorspeld: Annotated[
        Path | None,
        typer.Option(
            "--voorspeld",
            help="Meet deze uitvoer van 'extraheer' in plaats van zelf te lezen; maak die met --drempel 0 om elke drempel te kunnen meten.",
            metavar="P.jsonl",
        ),
    ] = None,
    per: Annotated[
        list[Per] | None,
        typer.Option("--per", help="Splits uit naar document, constructie, signaalwoord of route; mag vaker.", metavar="WAT"),
    ] = None,
    fouten: Annotated[
        Path | None,
        typer.Option("--fouten", help="Schrijf elk verschil met de annotatie (bij de eerste drempel) naar .md of .csv.", metavar="BESTAND"),
    ] = None,
    trekkingen: Annotated[
        int, typer.Option("--trekkingen", min=0, help="Hoe vaak er getrokken wordt voor de marges; 0: geen marges.", metavar="AANTAL")
    ] = 1000,
    als_json: Json = False,
    keuze: Keuze | None = None,
) -> None:
    """Meet hoe goed het lezen is: vergelijk wat gevonden wordt met passages die mensen geannoteerd hebben."""
    from extract.evaluation.breakdown import mistakes
    from extract.evaluation.report import as_json, measure
    from regiograaf.outputs.evaluatie import write_mistakes

    if fouten is not None and fouten.suffix.lower() not in (".md", ".csv"):
        raise fail(f"--fouten {fouten.name}: geef een naam die op .md of .csv eindigt.", 2)
    if voorspeld is not None and keuze is not None:
        raise fail("Kies --voorspeld of --taalmodel: bij --voorspeld wordt niets gelezen.", 2)
    notices = _Notices()
    texts, annotated = _read(passages, gold, notices)
    predicted = _ready(voorspeld, annotated, notices) if voorspeld else _predict(texts, _asked(texts, passages, keuze) if keuze else None)
    thresholds: list[float | None] = [*drempel] if drempel else [None if voorspeld else THRESHOLD]
    measurement = measure(annotated, predicted, thresholds, resamples=trekkingen)
    if fouten is not None:
        write_mistakes(fouten, mistakes(measurement.measured[0].evaluation))
    if als_json:
        typer.echo(json.dumps(as_json(measurement) | {"meldingen": notices.lines}, ensure_ascii=False, indent=1))
    else:
        _print(measurement, [p.value for p in per or []])
        if fouten is not None:
            typer.echo(f"Verschillen met de annotatie: {fouten}")
    raise typer.Exit(1 if notices.incomplete else 0)


class _Notices:
    """What the user must know about the input: on stderr at once, kept for JSON; ``incomplete`` makes the exit code 1."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.incomplete = False

    def add(self, line: str, *, incomplete: bool = True) -> None:
        self.lines.append(line)
        self.incomplete = self.incomplete or incomplete
        sys.stderr.write(f"{line}\n")

    def add_ids(self, what: str, ids: Iterable[str], then: str, *, incomplete: bool = True) -> None:
        names = list(ids)
        if names:
            more = f" en nog {len(names) - MOST_NAMED}" if len(names) > MOST_NAMED else ""
            self.add(f"{what} ({len(names)}): {', '.join(names[:MOST_NAMED])}{more}; {then}.", incomplete=incomplete)


def _read(passages: Path, gold: Path, notices: _Notices) -> tuple[list[Passage], dict[str, Row]]:
    """The passages that are annotated, and their annotation."""
    from extract.evaluation.rows import read_rows
    from extract.passages import read_passages

    annotated, bad = read_rows(gold)
    texts: dict[str, Passage] = {}
    for one in read_passages(passages):
        if isinstance(one, str):
            bad.append(one)
        elif one.id in texts:
            bad.append(f"{passages.name}: passage '{one.id}' staat er vaker in; alleen de eerste telt.")
        else:
            texts[one.id] = one
    for line in bad:
        notices.add(line)
    notices.add_ids("Geannoteerd, maar niet bij de passages", (k for k in annotated if k not in texts), "niet meegeteld")
    notices.add_ids("Zonder annotatie", (k for k in texts if k not in annotated), "niet meegeteld", incomplete=False)
    both = {key: row for key, row in annotated.items() if key in texts}
    if not both:
        raise fail(f"Er valt niets te meten: {passages.name} en {gold.name} hebben geen passage (id) gemeen.")
    return [texts[key] for key in both], both


def _ready(path: Path, annotated: dict[str, Row], notices: _Notices) -> dict[str, Row]:
    from extract.evaluation.rows import read_rows

    predicted, bad = read_rows(path)
    for line in bad:
        notices.add(line)
    notices.add_ids("Zonder voorspelling", (k for k in annotated if k not in predicted), "geteld alsof er niets gevonden is")
    notices.add_ids("Voorspeld, maar niet te meten", (k for k in predicted if k not in annotated), "niet meegeteld", incomplete=False)
    return predicted


def _asked(texts: list[Passage], passages: Path, keuze: Keuze) -> Taalmodel:
    """Ask the language model what it was not asked yet about these passages."""
    from regiograaf.taalmodel import plan_passages

    model = keuze.model(passages.parent)
    ask_first(plan_passages(texts, model), model, keuze)
    return model


def _predict(texts: list[Passage], model: Taalmodel | None) -> dict[str, Row]:
    """Read every passage with nothing held back by belief, so that one reading serves every threshold."""
    from extract.evaluation.rows import as_row
    from extract.nlp import load_nlp
    from extract.passages import extract_passage

    nlp = load_nlp()
    shown = track(texts, "Passages lezen", console=Console(stderr=True), transient=True)
    return {p.id: as_row(extract_passage(p.id, p.text, nlp, soort=p.soort, threshold=0.0, taalmodel=model)) for p in shown}


def _print(measurement: Measurement, per: list[str]) -> None:
    from extract.evaluation.breakdown import PER
    from regiograaf.outputs.evaluatie import best_line, breakdown_table, figures_table, threshold_name

    first = measurement.measured[0].evaluation
    documents = len(first.documents)
    screen = Console(width=None if sys.stdout.isatty() else 100)
    typer.echo(f"{len(first.passages)} passages uit {documents} document{'' if documents == 1 else 'en'}.")
    typer.echo("P: welk deel van het gevondene klopt. R: welk deel van het geannoteerde gevonden is. F1: beide samen.")
    typer.echo("Aantallen: goed/gevonden/geannoteerd; een relatie is goed als oorzaak en gevolg elk minstens half dezelfde woorden hebben.")
    if measurement.resamples:
        few = "" if documents >= FEW_DOCUMENTS else "; met zo weinig documenten zeggen de marges niet veel"
        few = "; er is maar één document" if documents == 1 else few
        typer.echo(f"Tussen haakjes: 95 %-marge over {measurement.resamples} trekkingen van {measurement.unit}{few}.")
    for measured in measurement.measured:
        typer.echo(f"\nDrempel: {threshold_name(measured.evaluation.threshold)}")
        screen.print(figures_table(measured))
        for name in (p for p in PER if p in per):
            table, left_out = breakdown_table(measured.evaluation, name)
            if not table.row_count:
                typer.echo(f"Geen uitsplitsing per {name}: de gevonden beweringen dragen er geen.")
                continue
            screen.print(table)
            if left_out:
                typer.echo(f"... en nog {left_out} kleinere; alle staan in --json.")
    typer.echo("Drempel met de hoogste F1 op deze passages zelf (dus te gunstig voor andere):")
    for kind, best in measurement.best.items():
        typer.echo(f"  {best_line(kind, best)}")
