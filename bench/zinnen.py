"""Sentences of the invented national corpus: lists of forms with slots, filled at random from one seed per document."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_SLOT = re.compile(r"\{(\w+)\}|\{(\d+)-(\d+)\}")
#: From this number Dutch writes a full stop at the thousands; a year never has one.
_THOUSANDS, _YEARS = 1000, range(1980, 2041)


@cache
def woorden() -> Mapping[str, Any]:
    """The forms and words of landelijk.toml."""
    return tomllib.loads(Path(__file__).with_name("landelijk.toml").read_text(encoding="utf-8"))


class Zinnen:
    """Fills forms for one document; the same seed and names give the same sentences."""

    def __init__(self, seed: str, names: Mapping[str, Sequence[str]]) -> None:
        """Start.

        Args:
            seed: of the document.
            names: what the slots that belong to the document may be: plaats, regio, organisatie, verband, jaar.
        """
        self.rng = random.Random(seed)  # noqa: S311 - reproducible text, not cryptography
        self._lists: dict[str, Sequence[str]] = {**woorden()["woorden"], **woorden()["zinnen"], **names}

    def een(self, kind: str) -> str:
        """A filled form of a kind."""
        return self.vul(self.rng.choice(self._lists[kind]))

    def vul(self, form: str) -> str:
        """A form with every slot filled; a slot with a capital gives its word one."""
        return _SLOT.sub(self._slot, form)

    def gewogen(self, weights: Mapping[str, int]) -> str:
        """A kind, by weight."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def _slot(self, found: re.Match[str]) -> str:
        name, low, high = found.groups()
        if name is None:
            return _number(self.rng.randint(int(low), int(high)), int(low), int(high))
        word = self.een(name.lower())
        return word[0].upper() + word[1:] if name[0].isupper() else word


def _number(value: int, low: int, high: int) -> str:
    if value < _THOUSANDS or (low in _YEARS and high in _YEARS):
        return str(value)
    return f"{value:,}".replace(",", ".")
