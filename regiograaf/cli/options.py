"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Graaf = Annotated[Path, typer.Option("--graaf", "-g", help="Map met de graaf (gemaakt door 'bouw').", metavar="MAP")]
Json = Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.", metavar="")]
Regio = Annotated[str | None, typer.Option("--regio", "-r", help="Alleen deze regio.", metavar="NAAM")]
