"""The themes on which plans make choices, with the words that name them (themas.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Thema:
    """A theme: ``sleutel`` stays the same, ``label`` is for people."""

    sleutel: str
    label: str
    vorm: re.Pattern[str]
    voorbeelden: tuple[str, ...]
    niet: tuple[str, ...]


@cache
def load_themas() -> dict[str, Thema]:
    """All themes, by key."""
    table = tomllib.loads((files("ontology") / "themas.toml").read_text(encoding="utf-8"))
    return {
        str(e["sleutel"]): Thema(e["sleutel"], e["label"], re.compile(e["vorm"], re.IGNORECASE), tuple(e["voorbeelden"]), tuple(e["niet"]))
        for e in table["thema"]
    }


def find_themas(text: str) -> frozenset[str]:
    """Keys of the themes that a text names."""
    return frozenset(key for key, thema in load_themas().items() if thema.vorm.search(text))


def thema_labels(keys: frozenset[str]) -> str:
    """Themes for people to read, sorted: 'dementie; valpreventie'."""
    return "; ".join(sorted(load_themas()[key].label for key in keys))


def topics_of(labels: str) -> frozenset[str]:
    """The labels of ``thema_labels`` one by one."""
    return frozenset(label for label in labels.split("; ") if label)
