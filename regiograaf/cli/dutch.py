"""Typer in Dutch: panel titles, help text and the messages of wrong use. The library's own are English literals."""

from __future__ import annotations

import sys
from typing import Any  # the option and context types of the library are private

import typer
from typer import rich_utils
from typer._click import exceptions as click_errors
from typer.core import TyperCommand, TyperGroup

rich_utils.ARGUMENTS_PANEL_TITLE = "Invoer"
rich_utils.OPTIONS_PANEL_TITLE = "Opties"
rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
rich_utils.DEFAULT_STRING = "[standaard: {}]"
rich_utils.REQUIRED_LONG_STRING = "[verplicht]"

_HELP = "Toon deze hulp."


class _Dutch:
    """What a command and a group share: help and usage in Dutch."""

    def get_help_option(self, ctx: Any) -> Any:
        """The --help option with a Dutch text."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # the class mixed with has it
        if option is not None:
            option.help = _HELP
        return option

    def get_usage(self, ctx: Any) -> str:
        """'Gebruik:' in place of 'Usage:'."""
        return _usage(super().get_usage(ctx))  # type: ignore[misc]  # idem


class DutchCommand(_Dutch, TyperCommand):
    """A command whose help speaks Dutch."""


class DutchGroup(_Dutch, TyperGroup):
    """The command group whose help speaks Dutch."""


def _usage(text: str) -> str:
    for english, dutch in (("Usage:", "Gebruik:"), ("[OPTIONS]", "[OPTIES]"), ("COMMAND [ARGS]...", "OPDRACHT ...")):
        text = text.replace(english, dutch)
    return text


def wrong_use(error: click_errors.ClickException) -> str:
    """One Dutch line for a mistake on the command line: what is wrong and where to look."""
    ctx = getattr(error, "ctx", None)
    where = f" Zie '{ctx.command_path} --help'." if ctx is not None else ""
    if isinstance(error, click_errors.NoSuchOption):
        near = f" Bedoelde u {' of '.join(sorted(error.possibilities))}?" if error.possibilities else ""
        return f"Onbekende optie {error.option_name}.{near}{where}"
    if isinstance(error, click_errors.MissingParameter):
        name = error.param.get_error_hint() if error.param is not None else "invoer"
        return f"Er ontbreekt iets: {name} is verplicht.{where}"
    if isinstance(error, click_errors.BadParameter):
        name = error.param.get_error_hint() if error.param is not None else "de invoer"
        return f"De waarde bij {name} klopt niet; zie welke waarden mogen met --help.{where}"
    if error.message.startswith("No such command"):
        name, _, near = error.message.removeprefix("No such command ").partition(". Did you mean ")
        return f"Onbekende opdracht {name.rstrip('.')}." + (f" Bedoelde u {near.rstrip('?.')}?" if near else "") + where
    if error.message.startswith("Missing command"):
        return f"Geef een opdracht.{where}"
    if isinstance(error, click_errors.BadOptionUsage):
        return f"Optie {error.option_name} staat er niet goed: er hoort een waarde achter, of juist niet.{where}"
    if "unexpected extra argument" in error.message:
        return f"Er staat te veel achter de opdracht: {error.message.partition('(')[2].partition('(')[2].rstrip(')')}.{where}"
    return f"Dit gaat zo niet.{where}"


def fail(message: object, code: int = 3) -> typer.Exit:
    """Print one line on stderr and give the exit to raise."""
    sys.stderr.write(f"{message}\n")
    return typer.Exit(code)
