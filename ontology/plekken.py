"""Places of care and groups of people by which plans are compared, with the words that name them (voorzieningen.toml, groepen.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Plek:
    """A facility or sector: ``keten`` are the keys of its nearest links, ``deel_van`` of the wider places it belongs to."""

    sleutel: str
    label: str
    patroon: re.Pattern[str]
    deel_van: tuple[str, ...]
    keten: tuple[str, ...]
    voorbeelden: tuple[str, ...]
    niet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groepswoord:
    """A group of people; ``leeftijd`` is (lowest, highest) in years, None when the group is of all ages."""

    sleutel: str
    patroon: re.Pattern[str]
    leeftijd: tuple[int, int] | None
    voorbeelden: tuple[str, ...]
    niet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vindplek:
    """Words of a text that name a place or group: characters [begin:eind] and the key."""

    begin: int
    eind: int
    sleutel: str


@cache
def load_plekken() -> dict[str, Plek]:
    """All places of care, by key."""
    return {
        str(entry["sleutel"]): Plek(
            entry["sleutel"],
            entry["label"],
            _pattern(entry["vormen"]),
            tuple(entry["deel_van"]),
            tuple(entry["keten"]),
            tuple(entry["voorbeelden"]),
            tuple(entry["niet"]),
        )
        for entry in _table("voorzieningen.toml")["plek"]
    }


@cache
def load_groepen() -> dict[str, Groepswoord]:
    """All groups of people, by key."""
    return {
        str(entry["sleutel"]): Groepswoord(
            entry["sleutel"],
            _pattern(entry["vormen"]),
            (entry["leeftijd"][0], entry["leeftijd"][1]) if "leeftijd" in entry else None,
            tuple(entry["voorbeelden"]),
            tuple(entry["niet"]),
        )
        for entry in _table("groepen.toml")["groep"]
    }


@cache
def age_forms(name: str) -> re.Pattern[str]:
    """The forms that give an age in figures (groepen.toml): tussen, tot or vanaf."""
    return re.compile("|".join(f"(?:{form})" for form in _table("groepen.toml")["leeftijd"][name]), re.IGNORECASE)


@cache
def places_of(klasse: str) -> frozenset[str]:
    """The keys of one kind of places: breed, acuut, verblijf, ontvanger, ..."""
    return frozenset(_table("voorzieningen.toml")["klasse"][klasse])


def find_plekken(text: str) -> list[Vindplek]:
    """The places of care that a text names, in text order; of two that overlap the longer."""
    return _longest((plek.sleutel, hit) for plek in load_plekken().values() for hit in plek.patroon.finditer(text))


def find_groepen(text: str) -> list[Vindplek]:
    """The groups of people that a text names, in text order; of two that overlap the longer."""
    return _longest((groep.sleutel, hit) for groep in load_groepen().values() for hit in groep.patroon.finditer(text))


def same_place(one: Iterable[str], other: Iterable[str]) -> frozenset[str]:
    """The keys on which two sets of places meet: equal, or the one part of the other."""
    mine, theirs = set(one), set(other)
    wider = {key for key in mine if theirs & set(load_plekken()[key].deel_van)} | {
        key for key in theirs if mine & set(load_plekken()[key].deel_van)
    }
    return frozenset((mine & theirs) | wider)


def _longest(found: Iterable[tuple[str, re.Match[str]]]) -> list[Vindplek]:
    kept: list[Vindplek] = []
    for key, hit in sorted(found, key=lambda f: (f[1].start() - f[1].end(), f[1].start(), f[0])):
        if not any(hit.start() < other.eind and other.begin < hit.end() for other in kept):
            kept.append(Vindplek(hit.start(), hit.end(), key))
    return sorted(kept, key=lambda v: v.begin)


def _pattern(forms: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(forms), re.IGNORECASE)


def _table(name: str) -> dict[str, Any]:  # Any: TOML has no narrower type
    return tomllib.loads((files("ontology") / name).read_text(encoding="utf-8"))
