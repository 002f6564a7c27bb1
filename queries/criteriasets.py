"""Criteria as dated data: the TOML files in queries/criteria and in a folder of the user, and which of them apply.

One file is one version of one set. Of every set (by ``id``) the version counts that is in force on the peildatum; what
is looked for, and in which words, stands in the file. ``woordklassen.toml`` holds the word classes the sets share.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, get_args  # Any: what a TOML file holds is not known before it is checked

from queries.errors import BadCriteriaError

ElementKind = Literal["tekst", "onderdelen", "vraag", "knelpunten"]
Window = Literal["zin", "alinea", "pagina", "kop"]
KnelpuntPart = Literal["samenwerkingsverband", "oorzaak", "oorzaak_met_invloed", "effect", "effect_met_dimensie", "doelgroep", "omvang"]

#: The file with word classes; every other file in a folder is a set.
CLASSES = "woordklassen.toml"


@dataclass(frozen=True, slots=True)
class Passage:
    """What a passage of text must hold: a word of every group of ``alle`` and none of ``niet``.

    ``verschillend`` asks for so many different surface forms of a word class in the passage; ``jaar_vooruit`` for a year
    that lies so far after the year of the document, ``jaar_tot`` for a year no later than this one. ``vanaf`` and ``tot``
    are parts of the document, 0 to 1.
    """

    alle: tuple[tuple[str, ...], ...] = ()
    niet: tuple[str, ...] = ()
    binnen: Window = "zin"
    verschillend: tuple[tuple[str, int], ...] = ()
    jaar_vooruit: int | None = None
    jaar_tot: int | None = None
    vanaf: float = 0.0
    tot: float = 1.0


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of evidence a criterion asks for; ``dragend``: without any such piece nothing was found at all.

    ``soort`` says how it is looked for:

    - tekst: at least ``minstens`` passages on at least ``bladzijden`` pages;
    - onderdelen: at least ``minstens`` of the named subtopics, each with one passage that also holds its own words;
      without a list the municipalities of the region are the subtopics;
    - vraag: at least ``minstens`` rows of the named query ``vraag``, with a value in every column of ``velden``;
    - knelpunten: a part ``aandeel`` of the knelpunten of the document that have every part of ``met``.

    Fewer, but one or more (of knelpunten: a part ``deels`` or more), is evidence in part. ``bereik`` regio looks in all
    documents of the region.
    """

    id: str
    omschrijving: str
    soort: ElementKind
    dragend: bool = True
    bereik: Literal["document", "regio"] = "document"
    passage: Passage = field(default_factory=Passage)
    minstens: int = 1
    bladzijden: int = 1
    onderdelen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    vraag: str = ""
    velden: tuple[str, ...] = ()
    met: tuple[KnelpuntPart, ...] = ()
    aandeel: float = 0.8
    deels: float = 0.1


@dataclass(frozen=True, slots=True)
class Criterium:
    """One question with the evidence it asks for; ``soorten`` are the kinds of document it is put to."""

    id: str
    vraag: str
    bron: str
    soorten: tuple[str, ...]
    elementen: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Criteriaset:
    """One version of a set; ``geldig_tot`` None means that no end is known, ``peildatum`` is when its text was fixed."""

    id: str
    titel: str
    versie: str
    geldig_van: date
    geldig_tot: date | None
    peildatum: date
    bron: str
    criteria: tuple[Criterium, ...]

    def in_force(self, day: date) -> bool:
        """Whether the set holds on a day; the last day counts."""
        return self.geldig_van <= day and (self.geldig_tot is None or day <= self.geldig_tot)


@dataclass(frozen=True, slots=True)
class Criteria:
    """All sets that were read, and the word classes they use."""

    sets: tuple[Criteriaset, ...]
    klassen: Mapping[str, tuple[str, ...]]

    def on(self, day: date | None) -> tuple[Criteriaset, ...]:
        """Of every set the version in force on ``day``, the latest when there are more; without a day the latest of all."""
        latest: dict[str, Criteriaset] = {}
        for one in sorted(self.sets, key=lambda s: (s.geldig_van, s.versie)):
            if day is None or one.in_force(day):
                latest[one.id] = one
        return tuple(latest[key] for key in sorted(latest))


def load_criteria(folder: Path | None = None) -> Criteria:
    """The sets of the product, and those in ``folder``; a file with the same id and versie takes the place of ours.

    Raises:
        BadCriteriaError: a file cannot be read or misses a field, or the folder holds no set.
    """
    own = _own()
    if folder is None:
        return own
    found = sorted(path for path in folder.glob("*.toml") if path.is_file()) if folder.is_dir() else []
    if not any(path.name != CLASSES for path in found):
        raise BadCriteriaError(str(folder), "daar staat geen criteriaset (een .toml-bestand)")
    added = _read(found, own.klassen)
    replaced = {(one.id, one.versie) for one in added.sets}
    kept = tuple(one for one in own.sets if (one.id, one.versie) not in replaced)
    return Criteria(kept + added.sets, added.klassen)


@cache
def _own() -> Criteria:
    folder = files("queries") / "criteria"
    return _read(sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name), {})


def _read(entries: Iterable[Traversable], known: Mapping[str, tuple[str, ...]]) -> Criteria:
    klassen = dict(known)
    sets: list[Criteriaset] = []
    for entry in entries:
        data = _parse(entry)
        if entry.name == CLASSES:
            klassen |= {name: tuple(words) for name, words in data.items()}
        else:
            sets.append(_set(data, entry.name))
    _check_classes(sets, klassen)
    return Criteria(tuple(sets), klassen)


def _parse(entry: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(entry.read_text(encoding="utf-8"))
    except (ValueError, RecursionError, OSError) as error:
        raise BadCriteriaError(entry.name, f"het is geen leesbare TOML ({error})") from error


def _set(data: Mapping[str, Any], name: str) -> Criteriaset:
    head = {key: _needed(data, key, name) for key in ("id", "titel", "bron", "soorten")}
    days = [data.get(key) for key in ("geldig_van", "geldig_tot", "peildatum")]
    start, end, fixed = days
    if type(start) is not date or type(fixed) is not date or (end is not None and type(end) is not date):
        raise BadCriteriaError(name, "'geldig_van' en 'peildatum' zijn datums (2023-01-01); 'geldig_tot' ook, of weglaten")
    criteria = tuple(_criterion(one, name, tuple(head["soorten"])) for one in _needed(data, "criterium", name))
    return Criteriaset(head["id"], head["titel"], str(data.get("versie", "")), start, end, fixed, head["bron"], criteria)


def _criterion(data: Mapping[str, Any], name: str, soorten: tuple[str, ...]) -> Criterium:
    head = {key: _needed(data, key, name) for key in ("id", "vraag", "bron", "element")}
    elements = tuple(_element(one, f"{name}, criterium {head['id']}") for one in head["element"])
    return Criterium(head["id"], head["vraag"], head["bron"], tuple(data.get("soorten", soorten)), elements)


def _element(data: Mapping[str, Any], name: str) -> Element:
    values = {key: _frozen(value) for key, value in data.items()}
    in_passage = {f.name for f in fields(Passage)}
    of_element = {f.name for f in fields(Element)} - {"passage"}
    if unknown := sorted(set(values) - in_passage - of_element):
        raise BadCriteriaError(name, f"een element kent geen '{unknown[0]}'")
    for key in ("id", "omschrijving", "soort"):
        _needed(data, key, name)
    for key, allowed in (("soort", get_args(ElementKind)), ("binnen", get_args(Window))):
        if key in values and values[key] not in allowed:
            raise BadCriteriaError(name, f"'{key}' is een van: {', '.join(allowed)}")
    if data["soort"] == "vraag" and not data.get("vraag"):
        raise BadCriteriaError(name, "een element van soort 'vraag' noemt met 'vraag' welke")
    passage = Passage(**{key: values.pop(key) for key in list(values) if key in in_passage})
    return Element(**values, passage=passage)


def _frozen(value: object) -> Any:
    """Lists and tables as tuples, so that records stay frozen."""
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    if isinstance(value, dict):
        return tuple((key, _frozen(one)) for key, one in value.items())
    return value


def _needed(data: Mapping[str, Any], key: str, name: str) -> Any:
    if not data.get(key):
        raise BadCriteriaError(name, f"'{key}' ontbreekt")
    return data[key]


def _check_classes(sets: Iterable[Criteriaset], klassen: Mapping[str, tuple[str, ...]]) -> None:
    """Every '@naam' must be a class; the names of places come from the graph."""
    known = {*klassen, "gemeente", "regio"}
    for one in sets:
        for element in (element for criterion in one.criteria for element in criterion.elementen):
            for word in _words(element):
                if word.startswith("@") and word[1:] not in known:
                    raise BadCriteriaError(one.id, f"woordklasse '{word}' bestaat niet; voeg haar toe aan {CLASSES}")


def _words(element: Element) -> Iterable[str]:
    for group in (*element.passage.alle, element.passage.niet, *(words for _name, words in element.onderdelen)):
        yield from group
    yield from (f"@{name}" for name, _count in element.passage.verschillend)
