"""Commands that weigh and compare: aangrijpingspunten, vergelijk."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from graph.open import open_store
from graph.plaats import Plaats
from graph.store import Store
from queries.aangrijpingspunten import find_levers, lever_json
from queries.lezing import Lezing
from queries.records import Proof
from queries.vergelijking import SOORTEN, Onderdeel, Vergelijking, compare, comparison_json
from queries.wording import page_list
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Graaf, Json, Regio, graaf_optie, known_region
from regiograaf.flow import documents, regions


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command("aangrijpingspunten", cls=DutchCommand)(aangrijpingspunten)
    app.command("vergelijk", cls=DutchCommand)(vergelijk)


def aangrijpingspunten(graaf: Graaf, regio: Regio = None, als_json: Json = False) -> None:
    """Toon welke beïnvloedbare oorzaken de meeste knelpunten en effecten bereiken, met de keten en de bladzijden."""
    store = open_store(graaf, read_only=True)
    present = regions(store)
    chosen = known_region(regio, present)
    lezing = Lezing(store)
    found = [lever for name in ([chosen] if chosen else present) for lever in find_levers(lezing, name)]
    if als_json:
        typer.echo(json.dumps({"aangrijpingspunten": [lever_json(lever) for lever in found]}, ensure_ascii=False, indent=1))
        return
    for number, lever in enumerate(found, 1):
        typer.echo(f"{number}. {lever.oorzaak.label} ({lever.regio}; {lever.score:.2f})")
        typer.echo(_indented(lever.uitleg))
    typer.echo(f"{len(found)} aangrijpingspunten. Het getal is de som van het geloof in de sterkste keten naar elk knelpunt en effect.")


def vergelijk(
    oud: Annotated[str, typer.Argument(help="Oude versie: een bestand, of met --graaf de naam van een document.", metavar="OUD")],
    nieuw: Annotated[str, typer.Argument(help="Nieuwe versie: een bestand, of met --graaf de naam van een document.", metavar="NIEUW")],
    graaf: Annotated[
        Plaats | None,
        graaf_optie("Map of server met de graaf waarin beide staan."),
    ] = None,
    als_json: Json = False,
) -> None:
    """Vergelijk twee versies van een beeld of plan: wat kwam erbij, wat verdween, wat veranderde."""
    if graaf is not None:
        store = open_store(graaf, read_only=True)
        result = compare(store, _in_graph(store, oud), store, _in_graph(store, nieuw))
    else:
        from regiograaf.building import read_one  # loads spaCy

        (old_store, old_id), (new_store, new_id) = read_one(Path(oud)), read_one(Path(nieuw))
        result = compare(old_store, old_id, new_store, new_id)
    if als_json:
        typer.echo(json.dumps(comparison_json(result), ensure_ascii=False, indent=1))
    else:
        _print(result)


def _in_graph(store: Store, name: str) -> str:
    present = documents(store)
    if name not in present:
        raise fail(f"Document '{name}' staat niet in de graaf; aanwezig: {', '.join(present) or 'geen'}.", 2)
    return name


def _print(result: Vergelijking) -> None:
    _print_parts("Gekomen", result.gekomen)
    _print_parts("Verdwenen", result.verdwenen)
    typer.echo(f"Gewijzigd: {len(result.gewijzigd)}")
    for change in result.gewijzigd:
        differences = "; ".join(f"{veld}: {was or 'niet genoemd'} → {now or 'niet genoemd'}" for veld, was, now in change.verschillen)
        typer.echo(_indented(f"{change.nieuw.soort} '{_short(change.nieuw.tekst)}': {differences}"))
        typer.echo(_indented(f"oud {_where(change.oud.bewijs)}, nieuw {_where(change.nieuw.bewijs)}", 4))
    typer.echo(f"Gelijk gebleven: {result.gelijk}")


def _print_parts(title: str, parts: Iterable[Onderdeel]) -> None:
    listed = list(parts)
    typer.echo(f"{title}: {len(listed)}")
    for soort, name in SOORTEN.items():
        own = [part for part in listed if part.soort == soort]
        if own:
            typer.echo(f"  {name}:")
        for part in own:
            typer.echo(_indented(f"{_short(part.tekst)} ({_where(part.bewijs)})", 4))


def _where(proofs: Iterable[Proof]) -> str:
    return page_list(proof.pagina for proof in proofs)


def _short(text: str) -> str:
    return textwrap.shorten(text, 110, placeholder=" ...")


def _indented(text: str, width: int = 2) -> str:
    return textwrap.fill(text, 100, initial_indent=" " * width, subsequent_indent=" " * (width + 2))
