"""What makes the A4 of one kind of region different from another's (a4soorten.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class A4Soort:
    """The page of one kind of region; the order of ``dimensies`` and ``bevindingen`` says what goes first.

    ``schakels`` are the keys of the places of care (ontology/voorzieningen.toml) that a knelpunt can be about; () leaves
    them out of the page. ``reden`` says in Dutch why this kind has this page.
    """

    naam: str
    titel: str
    ondertitel: str
    dimensies: tuple[str, ...]
    bevindingen: tuple[str, ...]
    schakels: tuple[str, ...]
    reden: str


@cache
def load_a4soorten() -> dict[str, A4Soort]:
    """The page of every kind of region, by ``Samenvatting.soort``."""
    table = tomllib.loads((files("queries") / "a4soorten.toml").read_text(encoding="utf-8"))
    return {
        entry["naam"]: A4Soort(
            naam=entry["naam"],
            titel=entry["titel"],
            ondertitel=entry["ondertitel"],
            dimensies=tuple(entry["dimensies"]),
            bevindingen=tuple(entry["bevindingen"]),
            schakels=tuple(entry["schakels"]),
            reden=entry["reden"],
        )
        for entry in table["soort"]
    }
