"""Command that checks installation, graph and sealed results: controle."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.open import open_store
from graph.plaats import Plaats
from regiograaf.cli.dutch import DutchCommand, fail
from regiograaf.cli.options import Json, graaf_optie

if TYPE_CHECKING:
    from regiograaf.controle.regel import Regel


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command("controle", cls=DutchCommand)(controle)


def controle(
    zegel: Annotated[
        Path | None, typer.Argument(help="Een zegel van 'exporteer --verzegeld', om na te rekenen.", metavar="ZEGEL.zip")
    ] = None,
    graaf: Annotated[Plaats | None, graaf_optie("Map of server met de graaf; bij een zegel: is het nog dezelfde graaf?")] = None,
    bron: Annotated[
        list[Path] | None,
        typer.Option("--bron", help="Bij een zegel: zijn deze documenten (bestand of map) nog dezelfde? Mag vaker.", metavar="BRON"),
    ] = None,
    herbouw: Annotated[
        bool, typer.Option("--herbouw", help="Bij een zegel: lees de documenten opnieuw en vergelijk de uitkomst.", metavar="")
    ] = False,
    als_json: Json = False,
) -> None:
    """Kijk of de installatie klopt en met --graaf of een graaf heel is en zichzelf niet tegenspreekt; of reken een zegel na."""
    if zegel is None and (bron or herbouw):
        raise fail("--bron en --herbouw horen bij een zegel: regiograaf controle ZEGEL.zip --bron MAP", 2)
    if herbouw and not bron and graaf is None:
        raise fail("Bij --herbouw horen de documenten: geef de map met --bron, of een graaf die ze bewaard heeft met --graaf.", 2)
    if gone := [path for path in bron or [] if not path.exists()]:
        raise fail(f"{gone[0]} bestaat niet; geef bij --bron een bestand of map met documenten.", 2)
    findings: list[dict[str, object]] = []
    asked: list[dict[str, object]] = []
    if zegel is not None:
        lines = _seal(zegel, graaf, bron or [], herbouw=herbouw)
    else:
        lines, findings, asked = _graph(graaf)
    if als_json:
        checks = [{"onderdeel": one.part.strip(), "goed": one.ok, "uitleg": one.text} for one in lines]
        typer.echo(json.dumps({"controles": checks, "bevindingen": findings, "vormen": asked}, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            typer.echo(f"{'in orde ' if line.ok else 'LET OP  '} {line.part}: {line.text}")
        _print_asked(asked)
    raise typer.Exit(0 if all(line.ok or not line.blocking for line in lines) else 1)


def _graph(graaf: Plaats | None) -> tuple[list[Regel], list[dict[str, object]], list[dict[str, object]]]:
    """The installation, and a graph when one is given: lines, disagreements, and what the shapes ask."""
    from queries.lezing import Lezing
    from regiograaf.controle.begrippen import check_reasoning, check_shapes  # loads the reasoner
    from regiograaf.controle.graafmap import check_documents, check_folder, opened
    from regiograaf.controle.installatie import check_installation  # loads spaCy
    from regiograaf.controle.regel import Regel

    store = opened(graaf) if graaf is not None else None
    lines = check_installation()
    if graaf is None or store is None:
        return lines, [], []
    if isinstance(store, Regel):
        return [*lines, store], [], []
    lezing = Lezing(store)
    lines += check_documents(store, lezing) if graaf.map is None else check_folder(graaf.map, store, lezing)
    report = check_reasoning(store)
    return [*lines, *report.lines], report.findings, check_shapes(store)


def _seal(path: Path, graaf: Plaats | None, bron: list[Path], *, herbouw: bool) -> list[Regel]:
    """All that can be checked of a seal with what was given."""
    from regiograaf.controle.herbouw import rebuild
    from regiograaf.controle.regel import Regel
    from regiograaf.controle.zegel import check_content, check_parts, sealed_graph
    from regiograaf.controle.zegelbron import check_inputs
    from regiograaf.controle.zegelgraaf import compare_graph
    from regiograaf.zegel.lezen import open_seal

    own = open_store(graaf, read_only=True) if graaf is not None else None
    with open_seal(path) as seal:
        lines = check_parts(seal)
        inputs, originals = check_inputs(seal.zegel, bron, graaf.map if graaf else None) if bron or herbouw else ([], {})
        with sealed_graph(seal) as sealed:
            if isinstance(sealed, Regel):
                return [*lines, sealed, *inputs]
            lines += check_content(seal, sealed)
            if own is not None:
                lines += compare_graph(seal.zegel, sealed, own)
            lines += inputs
            return lines + (rebuild(seal.zegel, originals, sealed) if herbouw else [])


def _print_asked(asked: list[dict[str, object]]) -> None:
    """The questions of the shapes, place by place: what a knelpunt, doel or afspraak still lacks."""
    for (document, page, quote), messages in groupby(asked, key=lambda m: (m.get("document"), m.get("pagina"), m.get("citaat"))):
        typer.echo(f'\n{document} p. {page}: "{" ".join(str(quote).split())}"')
        for message in messages:
            typer.echo(f"    {message['vorm']}: {message['melding']}")
