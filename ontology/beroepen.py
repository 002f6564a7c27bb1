"""Professions in care by which claims on staff are compared, with the words that name them (beroepen.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.plekken import Vindplek


@dataclass(frozen=True, slots=True)
class Beroep:
    """A profession at one level; professions of a ``familie`` resemble each other and differ in level or field."""

    sleutel: str
    label: str
    familie: str
    patroon: re.Pattern[str]
    voorbeelden: tuple[str, ...]
    niet: tuple[str, ...]


@cache
def load_beroepen() -> dict[str, Beroep]:
    """All professions, by key."""
    table = tomllib.loads((files("ontology") / "beroepen.toml").read_text(encoding="utf-8"))
    return {
        str(entry["sleutel"]): Beroep(
            entry["sleutel"],
            entry["label"],
            entry["familie"],
            re.compile("|".join(entry["vormen"]), re.IGNORECASE),
            tuple(entry["voorbeelden"]),
            tuple(entry["niet"]),
        )
        for entry in table["beroep"]
    }


def find_beroepen(text: str) -> list[Vindplek]:
    """The professions that a text names, in text order; of two that overlap the longer."""
    hits = [(hit, key) for key, beroep in load_beroepen().items() for hit in beroep.patroon.finditer(text)]
    kept: list[Vindplek] = []
    for hit, key in sorted(hits, key=lambda h: (h[0].start() - h[0].end(), h[0].start(), h[1])):
        if not any(hit.start() < other.eind and other.begin < hit.end() for other in kept):
            kept.append(Vindplek(hit.start(), hit.end(), key))
    return sorted(kept, key=lambda v: v.begin)
