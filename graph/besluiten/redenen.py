"""The reasons a reviewer can give, and how verdicts weigh on a rule: graph/besluiten/besluiten.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

#: What a verdict says of the rule that found the claim.
TeltAls = Literal["goed", "fout", "niet"]


@dataclass(frozen=True, slots=True)
class Reden:
    """One reason: ``toets`` is the single key that picks it, ``velden`` the parts of a correction that it is about.

    ``voorbeeld`` holds an invented sentence (zin), the texts that were read, and what a reviewer makes of it.
    """

    sleutel: str
    label: str
    toets: str
    uitleg: str
    telt_als: TeltAls
    velden: tuple[str, ...]
    toelichting_verplicht: bool
    voorbeeld: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Regelmaat:
    """How verdicts weigh: the rule's own belief counts as ``voorkennis`` verdicts; nothing changes below ``minstens``.

    Under ``vloer`` (a chance, 0 to 1) what the rule accepted goes to a human.
    """

    voorkennis: float
    minstens: int
    vloer: float


@cache
def load_reasons() -> dict[str, Reden]:
    """The reasons by key, in the order in which they are offered."""
    found = [
        Reden(
            sleutel=entry["sleutel"],
            label=entry["label"],
            toets=entry["toets"],
            uitleg=entry["uitleg"],
            telt_als=entry["telt_als"],
            velden=tuple(entry["velden"]),
            toelichting_verplicht=entry.get("toelichting_verplicht", False),
            voorbeeld=entry["voorbeeld"],
        )
        for entry in _data()["reden"]
    ]
    return {reden.sleutel: reden for reden in found}


@cache
def load_weights() -> Regelmaat:
    """How verdicts weigh on a rule."""
    return Regelmaat(**_data()["regelgeloof"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("graph") / "besluiten" / "besluiten.toml").read_text(encoding="utf-8"))
