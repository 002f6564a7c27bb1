"""Command that checks installation and reasoning: controle."""

from __future__ import annotations

import json
from itertools import groupby
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
    from regiograaf.control import check_installation, check_reasoning, check_shapes  # loads spaCy and the reasoner

    lines = check_installation()
    findings: list[dict[str, object]] = []
    asked: list[dict[str, object]] = []
    if graaf is not None:
        store = open_store(graaf, read_only=True)
        report = check_reasoning(store)
        lines += report.lines
        findings = report.findings
        asked = check_shapes(store)
    if als_json:
        typer.echo(
            json.dumps(
                {
                    "controles": [{"onderdeel": x.part, "goed": x.ok, "uitleg": x.text} for x in lines],
                    "bevindingen": findings,
                    "vormen": asked,
                },
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        for line in lines:
            typer.echo(f"{'in orde ' if line.ok else 'LET OP  '} {line.part}: {line.text}")
        _print_asked(asked)
    raise typer.Exit(0 if all(x.ok or not x.blocking for x in lines) else 1)


def _print_asked(asked: list[dict[str, object]]) -> None:
    """The questions of the shapes, place by place: what a knelpunt, doel or afspraak still lacks."""
    for (document, page, quote), messages in groupby(asked, key=lambda m: (m.get("document"), m.get("pagina"), m.get("citaat"))):
        typer.echo(f'\n{document} p. {page}: "{" ".join(str(quote).split())}"')
        for message in messages:
            typer.echo(f"    {message['vorm']}: {message['melding']}")
