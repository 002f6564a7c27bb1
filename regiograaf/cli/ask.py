"""Commands that put questions to the graph: vraag, bevindingen."""

from __future__ import annotations

import csv
import json
import sys
import textwrap
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from extract.documents import read_bytes
from extract.grenzen import MAX_TEXT_BYTES
from extract.read_text import decode
from graph.open import open_store
from graph.plaats import Plaats
from graph.store import Rows
from queries.checks import ALL_CHECKS, all_looked_at, find_all, findings_json
from queries.lezing import Lezing
from queries.records import Finding
from queries.run import load_queries, run_named, run_text
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Graaf, Json, Regio, graaf_optie, known_region
from regiograaf.flow import regions, relevant


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    loose = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command("vraag", cls=DutchCommand, context_settings=loose)(vraag)
    app.command("bevindingen", cls=DutchCommand)(bevindingen)


def vraag(
    ctx: typer.Context,
    naam: Annotated[str | None, typer.Argument(help="Naam van de vraag; zonder naam verschijnt de lijst.", metavar="[NAAM]")] = None,
    graaf: Annotated[Plaats | None, graaf_optie("Map of server met de graaf.")] = None,
    sparql: Annotated[Path | None, typer.Option("--sparql", help="Bestand met een eigen SPARQL-vraag.", metavar="BESTAND")] = None,
    als_json: Json = False,
    als_csv: Annotated[bool, typer.Option("--csv", help="Schrijf CSV.", metavar="")] = False,
) -> None:
    """Stel een vraag aan de graaf. Parameters volgen als naam=waarde of --naam waarde, bijvoorbeeld begrip=vergrijzing."""
    if naam is None and sparql is None:
        _list_queries()
        return
    if graaf is None:
        raise fail("Geef met --graaf PLAATS aan in welke graaf gezocht moet worden.", 2)
    params = _parameters(ctx.args)
    store = open_store(graaf, read_only=True)
    if sparql is not None:
        if not sparql.is_file():
            raise fail(f"Het bestand {sparql} bestaat niet; geef een bestand met een SPARQL-vraag.", 2)
        rows = run_text(store, decode(read_bytes(sparql, MAX_TEXT_BYTES), sparql))
    else:
        rows = run_named(store, str(naam), params)
    _print_rows(rows, as_json=als_json, as_csv=als_csv)


def _parameters(words: list[str]) -> dict[str, str]:
    """'begrip=x', '--begrip x' and '--begrip=x' all set a parameter."""
    params: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name = word.lstrip("-")
        if "=" in name:
            name, value = name.split("=", 1)
        elif word.startswith("--") and rest:
            value = rest.pop(0)
        else:
            raise fail(f"'{word}' is geen parameter; schrijf naam=waarde, bijvoorbeeld begrip=vergrijzing.", 2)
        params[name] = value
    return params


def _list_queries() -> None:
    width = max(len(q.name) for q in load_queries())
    for query in load_queries():
        given = " ".join(p.naam if p.verplicht else f"[{p.naam}]" for p in query.parameters)
        typer.echo(f"{query.name:{width}s}  {query.vraag}" + (f"  ({given})" if given else ""))


def _print_rows(rows: Rows, *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"rijen": list(rows.rows)}, ensure_ascii=False, indent=1))
    elif as_csv:
        writer = csv.DictWriter(sys.stdout, rows.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.rows)
    else:
        table = Table(show_lines=True)
        for column in rows.columns:
            table.add_column(column, overflow="fold")
        for row in rows.rows:
            table.add_row(*(escape(_shown(row[c])) for c in rows.columns))
        Console().print(table)
        typer.echo(f"{len(rows.rows)} rijen")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else " ".join(str(value).split())


def bevindingen(
    graaf: Graaf,
    regio: Regio = None,
    soort: Annotated[str | None, typer.Option("--soort", help="Alleen deze soort, bijvoorbeeld cirkelredenering.", metavar="SOORT")] = None,
    ook_bekeken: Annotated[
        bool, typer.Option("--ook-bekeken", help="Toon ook wat bekeken is en geen bevinding bleek.", metavar="")
    ] = False,
    als_json: Json = False,
) -> None:
    """Toon wat opvalt: kringen in de redenering, knelpunten zonder koppeling, begrippen met wisselende rol."""
    kinds = sorted({s for check in ALL_CHECKS for s in check.soorten})
    if soort is not None and soort not in kinds:
        raise fail(f"Er is geen soort bevinding '{soort}'; kies uit: {', '.join(kinds)}.", 2)
    store = open_store(graaf, read_only=True)
    name = known_region(regio, regions(store))
    lezing = Lezing(store)
    found = [f for f in relevant(find_all(lezing), name) if soort is None or f.soort == soort]
    looked_at = relevant(all_looked_at(lezing), name) if ook_bekeken else None
    if als_json:
        typer.echo(json.dumps(findings_json(found, looked_at), ensure_ascii=False, indent=1))
        return
    for finding in [*found, *(looked_at or ())]:
        _print_finding(finding)
    typer.echo(f"{len(found)} bevindingen")


def _print_finding(finding: Finding) -> None:
    doubt = " (te bevestigen)" if finding.te_bevestigen else ""
    typer.echo(f"[{finding.ernst}] {finding.soort}: {finding.onderwerp}{doubt}")
    typer.echo(textwrap.fill(finding.uitleg, 100, initial_indent="  ", subsequent_indent="  "))
    for proof in finding.bewijs:
        quote = " ".join(proof.citaat.split())
        typer.echo(textwrap.fill(f'{proof.document} p. {proof.pagina}: "{quote}"', 100, initial_indent="    ", subsequent_indent="      "))
    typer.echo("")
