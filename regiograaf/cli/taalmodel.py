"""The options by which a language model reads along, and the talk with the user before anything is sent to it."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any  # the values of options, as typer passes them

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from extract.llm.adres import KEY_VARIABLE, full_address, is_local, key_from_environment, shown
from extract.llm.fouten import TaalmodelFout, Verkeerd
from extract.llm.plan import Plan
from extract.llm.records import Taalmodel, Verbinding, Verslag
from extract.llm.richtlijn import as_data, guideline
from regiograaf.cli.dutch import fail

#: Passages shown in full by --proef, and characters of the first one shown before asking.
SHOWN, PEEK = 3, 300
#: Folder for the answers, beside the graph or the passages, when none is given.
ANSWERS = "taalmodel"
#: Longest name of a model.
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Keuze:
    """What the user chose: which model, where, at what price; ``proef``: show, send nothing; ``ja``: do not ask."""

    naam: str
    verbinding: Verbinding
    opslag: Path | None
    proef: bool
    ja: bool

    def model(self, beside: Path | None) -> Taalmodel:
        """The model, its answers kept in the folder given or else in one of their own in ``beside`` (None: there is no such folder).

        Raises:
            typer.Exit: there is no folder at all.
        """
        folder = self.opslag or (beside / ANSWERS if beside else None)
        if folder is None:
            raise fail("De graaf staat op een server: geef met --taalmodel-opslag een map voor de antwoorden van het taalmodel.", 2)
        return Taalmodel(self.naam, folder)


_PANEL = "Met een taalmodel (staat uit zonder --taalmodel)"


def _options(
    taalmodel: Annotated[
        str | None,
        typer.Option(
            "--taalmodel",
            help=f"Laat een taalmodel meelezen op dit adres (OpenAI-vorm), bijvoorbeeld http://localhost:11434; sleutel: {KEY_VARIABLE}.",
            metavar="ADRES",
            rich_help_panel=_PANEL,
        ),
    ] = None,
    taalmodel_naam: Annotated[
        str | None, typer.Option("--taalmodel-naam", help="Naam van het model.", metavar="NAAM", rich_help_panel=_PANEL)
    ] = None,
    taalmodel_opslag: Annotated[
        Path | None,
        typer.Option("--taalmodel-opslag", help="Map voor de bewaarde antwoorden.", metavar="MAP", rich_help_panel=_PANEL),
    ] = None,
    proef: Annotated[
        bool, typer.Option("--proef", help="Toon wat er verstuurd zou worden en wat het kost; verstuur niets.", rich_help_panel=_PANEL)
    ] = False,
    ja: Annotated[bool, typer.Option("--ja", help="Vraag niet om bevestiging voor het versturen.", rich_help_panel=_PANEL)] = False,
    max_kosten: Annotated[
        float | None, typer.Option("--max-kosten", min=0.0, help="Hoogste kosten van deze keer.", metavar="EURO", rich_help_panel=_PANEL)
    ] = None,
    prijs_in: Annotated[
        float, typer.Option("--prijs-in", min=0.0, help="Euro per miljoen tokens naar het model.", metavar="EURO", rich_help_panel=_PANEL)
    ] = 0.0,
    prijs_uit: Annotated[
        float, typer.Option("--prijs-uit", min=0.0, help="Euro per miljoen tokens terug.", metavar="EURO", rich_help_panel=_PANEL)
    ] = 0.0,
    tegelijk: Annotated[
        int, typer.Option("--taalmodel-tegelijk", min=1, max=64, help="Vragen tegelijk.", metavar="N", rich_help_panel=_PANEL)
    ] = 4,
    per_minuut: Annotated[
        int, typer.Option("--taalmodel-per-minuut", min=0, help="Vragen per minuut; 0: geen grens.", metavar="N", rich_help_panel=_PANEL)
    ] = 0,
    seconden: Annotated[
        float, typer.Option("--taalmodel-seconden", min=1.0, help="Geduld per vraag.", metavar="N", rich_help_panel=_PANEL)
    ] = 180.0,
) -> Keuze | None:
    """The choice behind these options; None without --taalmodel."""
    if taalmodel is None:
        if taalmodel_naam or taalmodel_opslag or proef or max_kosten is not None:
            raise fail("Deze opties horen bij --taalmodel; geef ook het adres van het taalmodel.", 2)
        return None
    name = (taalmodel_naam or "").strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise fail("Geef met --taalmodel-naam de naam van het model, zoals de dienst die kent.", 2)
    if max_kosten is not None and not prijs_in and not prijs_uit:
        raise fail("--max-kosten heeft een prijs nodig: geef ook --prijs-in en --prijs-uit (euro per miljoen tokens).", 2)
    try:
        key_from_environment()
        link = Verbinding(
            full_address(taalmodel), prijs_in, prijs_uit, max_kosten, tegelijk=tegelijk, per_minuut=per_minuut, seconden=seconden
        )
    except Verkeerd as error:
        raise fail(error, 2) from error
    return Keuze(name, link, taalmodel_opslag, proef, ja)


def met_taalmodel(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options above; they reach it together as ``keuze``."""
    extra = inspect.signature(_options, eval_str=True).parameters
    own = inspect.signature(command, eval_str=True)

    @functools.wraps(command)
    def run(**given: Any) -> None:
        chosen = _options(**{name: given.pop(name) for name in extra})
        command(**given, keuze=chosen)

    together = [p for p in own.parameters.values() if p.name != "keuze"]
    run.__signature__ = own.replace(parameters=[*together, *extra.values()])  # type: ignore[attr-defined]  # read by inspect
    return run


def ask_first(plan: Plan, model: Taalmodel, keuze: Keuze) -> None:
    """Show what is to be sent where, ask for consent, and ask the model; with --proef only show, and end.

    Raises:
        typer.Exit: it was a trial, the user does not want it, or no answer at all can be had.
    """
    link = keuze.verbinding
    if keuze.proef:
        typer.echo(overview(plan, model, link))
        typer.echo(_in_full(plan))
        raise typer.Exit(0)
    sys.stderr.write(overview(plan, model, link) + "\n")
    if not plan.vragen:
        return
    _consent(plan, keuze)
    try:
        report = _with_progress(plan, model, link)
    except TaalmodelFout as error:
        raise fail(error) from error
    except KeyboardInterrupt:
        raise fail("Afgebroken. Wat beantwoord is, is bewaard; een volgende keer gaat het daar verder.", 130) from None
    sys.stderr.write(told(report, link) + "\n")
    if report.gestopt and not report.beantwoord and plan.passages == len(plan.vragen):
        raise fail("Het taalmodel heeft niets gelezen. Herstel dit, of laat --taalmodel weg om zonder taalmodel te lezen.")


def overview(plan: Plan, model: Taalmodel, link: Verbinding) -> str:
    """Where it goes, how much it is and what it costs, by our own estimate."""
    inward, outward = plan.tokens(model)
    new = sum(d.te_vragen > 0 for d in plan.documenten)
    kept = f"; de andere antwoorden zijn bewaard in {model.opslag}" if len(plan.vragen) < plan.passages else ""
    lines = [
        f"Taalmodel: {model.naam} op {shown(link.adres)}",
        f"Te vragen: {_number(len(plan.vragen))} van {_number(plan.passages)} passages, uit {_number(new)} van "
        f"{_number(len(plan.documenten))} documenten{kept}",
    ]
    if not plan.vragen:
        return "\n".join([*lines, "Er wordt niets verstuurd."])
    lines.append(f"Omvang: ongeveer {_number(inward)} tokens heen en {_number(outward)} terug (eigen schatting)")
    limit = "" if link.max_kosten is None else f"; bij {_euros(link.max_kosten)} wordt gestopt"
    priced = link.prijs_in or link.prijs_uit
    lines.append(f"Kosten: {f'ongeveer {_euros(plan.cost(model, link))}' if priced else 'geen prijs opgegeven'}{limit}")
    if is_local(link.adres):
        lines.append("Het model draait op deze computer: de tekst verlaat hem niet.")
    else:
        bare = " De verbinding is niet versleuteld." if link.adres.startswith("http:") else ""
        lines.append(f"De tekst van deze documenten gaat naar {shown(link.adres)}, een andere computer.{bare}")
    return "\n".join(lines)


def told(report: Verslag, link: Verbinding) -> str:
    """What came of asking."""
    cost = f", {_euros(report.kosten)}" if link.prijs_in or link.prijs_uit else ""
    counted = f"; {_number(report.tokens_in)} tokens heen, {_number(report.tokens_uit)} terug{cost}" if report.tokens_in else cost
    lines = [f"Taalmodel: {_number(report.beantwoord)} van {_number(report.te_vragen)} passages beantwoord{counted}"]
    lines += [f"  {count} × geen antwoord: {why}" for why, count in report.mislukt.items()]
    return "\n".join([*lines, *([f"  Gestopt: {report.gestopt}."] if report.gestopt else [])])


def _in_full(plan: Plan) -> str:
    """The first passages just as they would be sent, and how many each document has."""
    lines = ["", "Per document:"]
    lines += [f"  {d.document}: {d.te_vragen} van {len(d.namen)} passages te vragen" for d in plan.documenten]
    if plan.vragen:
        lines += ["", "Bij elke passage gaat deze richtlijn mee:", "", guideline()]
    for number, question in enumerate(plan.vragen[:SHOWN], 1):
        lines += [
            f"Passage {number} van {len(plan.vragen)} ({question.document}), zoals zij verstuurd zou worden:",
            as_data(question.passage),
            "",
        ]
    return "\n".join([*map(_plain, lines), "Dit was een proef: er is niets verstuurd."])


def _consent(plan: Plan, keuze: Keuze) -> None:
    """Ask before the first request."""
    if keuze.ja:
        return
    if not sys.stdin.isatty():
        raise fail("Er is niets verstuurd: geef --ja om zonder vraag te versturen, of --proef om te zien wat er verstuurd zou worden.", 2)
    first = as_data(plan.vragen[0].passage)
    sys.stderr.write(f"De eerste passage begint zo (alles: --proef):\n  {_plain(first[:PEEK])}{'…' if len(first) > PEEK else ''}\n")
    sys.stderr.write("Versturen? (ja/nee) ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("j", "ja"):
        raise fail("Er is niets verstuurd.", 2)


def _with_progress(plan: Plan, model: Taalmodel, link: Verbinding) -> Verslag:
    from extract.llm.vragen import ask  # loads httpx, which nothing else here needs

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Taalmodel vragen", total=len(plan.vragen))

        def show(done: int, total: int, euros: float) -> None:
            bar.update(task, completed=done, total=total, description="Taalmodel vragen" + (f" ({_euros(euros)})" if euros else ""))

        return ask(plan.vragen, model, link, show)


def _plain(text: str) -> str:
    """Without signs that a screen takes for orders."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _euros(amount: float) -> str:
    return f"€ {amount:,.2f}".translate(str.maketrans(",.", ".,"))
