"""The command line ``regiograaf``: each command is a few lines around a plain function.

Exit codes: 0 done; 1 done, but some input failed (each named on stderr); 2 wrong use; 3 nothing could be done.
"""

from __future__ import annotations

import gc
import sys

import typer
from typer._click.exceptions import ClickException

from regiograaf.cli import ask, bedien, besluiten, build, control, evaluate, show, toets, weigh, werkbank
from regiograaf.cli.dutch import DutchGroup, wrong_use
from regiograaf.meldingen import OMSTANDIGHEDEN, VERKEERD_GEBRUIK

app = typer.Typer(
    name="regiograaf",
    cls=DutchGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Leest regiobeelden en regioplannen, en laat zien waar de redenering rondgaat en wat nergens aan vastzit. "
    "Elke uitspraak komt met bladzijde en citaat.",
    epilog="Afsluitcodes: 0 gelukt; 1 gelukt, maar een deel van de invoer niet; 2 verkeerd gebruik; 3 niets gelukt.",
)
for module in (build, ask, toets, weigh, show, werkbank, bedien, besluiten, control, evaluate):
    module.register(app)


def collect_less() -> None:
    """Look for garbage less often: what is read from a graph all stays, and looking through it takes a fifth of the time."""
    gc.set_threshold(50_000, 20, 20)


def main() -> None:
    """Entry point of the console script."""
    collect_less()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(standalone_mode=False)
    except ClickException as error:
        sys.stderr.write(wrong_use(error) + "\n")
        sys.exit(2)
    except VERKEERD_GEBRUIK as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except OMSTANDIGHEDEN as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(3)
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("Afgebroken. Documenten die klaar waren, staan heel in de graaf.\n")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        place = error.filename or "de uitvoer"
        sys.stderr.write(f"{place} is niet te schrijven of te lezen ({error.strerror}). Kies een andere plaats of naam.\n")
        sys.exit(3)
    sys.exit(code if isinstance(code, int) else 0)
