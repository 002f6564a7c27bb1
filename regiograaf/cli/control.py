"""Command that checks installation and reasoning: controle."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from graph.open import open_store
from regiograaf.cli.dutch import DutchCommand
from regiograaf.cli.options import Json


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command("controle", cls=DutchCommand)(controle)


def controle(
    graaf: Annotated[
        Path | None, typer.Option("--graaf", "-g", help="Map met de graaf; zonder: alleen de installatie.", metavar="MAP")
    ] = None,
    als_json: Json = False,
) -> None:
    """Kijk of de installatie klopt, en met --graaf of de begrippen van de regio's elkaar niet tegenspreken."""
    from regiograaf.control import check_installation, check_reasoning  # loads spaCy and the reasoner

    lines = check_installation()
    findings = []
    if graaf is not None:
        report = check_reasoning(open_store(graaf, read_only=True))
        lines += report.lines
        findings = report.findings
    if als_json:
        typer.echo(
            json.dumps(
                {"controles": [{"onderdeel": x.part, "goed": x.ok, "uitleg": x.text} for x in lines], "bevindingen": findings},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        for line in lines:
            typer.echo(f"{'in orde ' if line.ok else 'LET OP  '} {line.part}: {line.text}")
    raise typer.Exit(0 if all(x.ok or not x.blocking for x in lines) else 1)
