"""Command that holds documents against criteria: toets."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graph.open import open_store
from queries.criteriasets import load_criteria
from queries.toets import OORDELEN, ZONDER_SET, Antwoord, Toets, answer_criteria, toets_json
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Graaf, Json, Regio, known_region
from regiograaf.flow import documents, regions
from regiograaf.outputs.exporteer import veilig

_COLUMNS = ("document", "soort", "regio", "set", "id", "vraag", "oordeel", "bladzijden", "ontbreekt", "citaat")
#: Pages of one answer in a table; the JSON and the CSV give them all.
_PAGES = 8
_SHORT = dict(zip(OORDELEN, ("gevonden", "deels", "niet"), strict=True))


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command("toets", cls=DutchCommand)(toets)


def toets(
    graaf: Graaf,
    document: Annotated[str | None, typer.Option("--document", "-d", help="Alleen dit document (bestandsnaam).", metavar="NAAM")] = None,
    regio: Regio = None,
    peildatum: Annotated[
        str | None, typer.Option("--peildatum", help="Criteria die op deze dag golden; zonder: de nieuwste.", metavar="J-M-D")
    ] = None,
    criteria: Annotated[Path | None, typer.Option("--criteria", help="Map met eigen criteriasets (TOML).", metavar="MAP")] = None,
    als_json: Json = False,
    als_csv: Annotated[bool, typer.Option("--csv", help="Schrijf CSV.", metavar="")] = False,
) -> None:
    """Zoek bij elk criterium het bewijs in de tekst, en wat ontbreekt. Of een document voldoet, is aan de lezer."""
    day = _day(peildatum)
    sets = load_criteria(criteria)
    store = open_store(graaf, read_only=True)
    name = known_region(regio, regions(store))
    known = documents(store)
    if document is not None and document not in known:
        raise fail(f"Document '{document}' staat niet in de graaf; aanwezig: {', '.join(known) or 'geen'}.", 2)
    tested = answer_criteria(store, sets, peildatum=day, regio=name, document=document)
    if als_json:
        typer.echo(json.dumps(toets_json(tested), ensure_ascii=False, indent=1))
    elif als_csv:
        _write_csv(tested)
    else:
        _show(tested)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return date(year, month, day)
    except ValueError as error:
        raise fail(f"'{text}' is geen datum; schrijf jaar-maand-dag, bijvoorbeeld 2026-07-01.", 2) from error


def _write_csv(tested: Iterable[Toets]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in tested:
        head = (one.stuk.bestand, one.stuk.soort, one.stuk.regio)
        if not one.sets:
            writer.writerow(map(veilig, (*head, "", "", "", "", "", ZONDER_SET, "")))
        for a in one.antwoorden:
            quote = " ".join(a.bewijs[0].citaat.split()) if a.bewijs else ""
            pages = " ".join(map(str, a.bladzijden))
            cells = (*head, a.set, a.criterium.id, a.criterium.vraag, a.oordeel, pages, "; ".join(a.ontbreekt), quote)
            writer.writerow(map(veilig, cells))


def _show(tested: Sequence[Toets]) -> None:
    console = Console()
    for one in tested:
        titles = ", ".join(f"{s.titel} {s.versie}".strip() for s in one.sets) or ZONDER_SET
        head = escape(f" ({one.stuk.soort}, {one.stuk.regio}): {titles}")
        console.print(f"\n[bold]{escape(one.stuk.bestand)}[/bold]{head}")
        if one.sets:
            console.print(_table(one))
            counts = Counter(a.oordeel for a in one.antwoorden)
            typer.echo("; ".join(f"{oordeel}: {counts[oordeel]}" for oordeel in OORDELEN))
    with_sets = [one for one in tested if one.sets]
    if len(with_sets) > 1:
        console.print("\n[bold]Alle documenten naast elkaar[/bold]")
        console.print(_across(with_sets))


def _table(one: Toets) -> Table:
    table = Table(show_lines=True)
    for column, width in (("Id", 4), ("Vraag", None), ("Oordeel", 9), ("Bladzijden", 14), ("Wat ontbreekt", None)):
        table.add_column(column, overflow="fold", width=width)
    for a in one.antwoorden:
        table.add_row(a.criterium.id, escape(a.criterium.vraag), a.oordeel, escape(_pages(a)), escape("; ".join(a.ontbreekt)))
    return table


def _pages(answer: Antwoord) -> str:
    """'3, 7 en 9 meer'; pages of other documents of the region are named with their document."""
    shown = ", ".join(map(str, answer.bladzijden[:_PAGES]))
    more = len(answer.bladzijden) - _PAGES
    if answer.bladzijden:
        return shown + (f" en {more} meer" if more > 0 else "")
    return ", ".join(sorted({f"{proof.document} p. {proof.pagina}" for proof in answer.bewijs}))


def _across(tested: Sequence[Toets]) -> Table:
    """Criteria down, regions across: how often evidence was found, in part, or not."""
    names = sorted({one.stuk.regio for one in tested})
    rows: dict[tuple[str, str, str], list[tuple[str, Antwoord]]] = {}
    for one in tested:
        for a in one.antwoorden:
            rows.setdefault((a.set, a.criterium.id, a.criterium.vraag), []).append((one.stuk.regio, a))
    table = Table()
    for column in ("Id", "Vraag", *names, *(("Samen",) if len(names) > 1 else ())):
        table.add_column(escape(column), overflow="fold")
    for (_set, key, question), answers in rows.items():
        cells = [_counts([a for region, a in answers if region == name]) for name in names]
        total = [_counts([a for _region, a in answers])] if len(names) > 1 else []
        table.add_row(key, escape(question), *cells, *total)
    return table


def _counts(answers: Sequence[Antwoord]) -> str:
    """'gevonden', or '2 gevonden, 1 niet' for more documents; '-' when the question was not put."""
    if not answers:
        return "-"
    if len(answers) == 1:
        return _SHORT[answers[0].oordeel]
    counts = Counter(a.oordeel for a in answers)
    return ", ".join(f"{counts[oordeel]} {_SHORT[oordeel]}" for oordeel in OORDELEN if counts[oordeel])
