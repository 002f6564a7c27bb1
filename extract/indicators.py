"""What a figure or an aim measures, as keys that two texts can be compared by (lexicon/indicatoren.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from extract.words import lexicon
from ontology.plekken import find_plekken, load_plekken

#: What stands before a word of one's own, when no measure of the lexicon fits.
OWN = "woord:"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that can be measured; ``soort`` telling, toestand or bevolking; ``familie`` '' when it resembles nothing."""

    sleutel: str
    label: str
    soort: str
    familie: str
    patroon: re.Pattern[str]


@cache
def load_measures() -> dict[str, Measure]:
    """All measures, by key."""
    return {
        str(e["sleutel"]): Measure(
            str(e["sleutel"]), str(e["label"]), str(e["soort"]), str(e.get("familie", "")), re.compile(str(e["vorm"]), re.IGNORECASE)
        )
        for e in lexicon("indicatoren.toml")["maat"]
    }


def measured(text: str) -> frozenset[str]:
    """The keys of what a text measures: measures and places of care; who lives there only when nothing else is said.

    A word of the text itself ('woord:epilepsie') stands in when no measure fits; empty when there is none either.
    """
    found = {m.sleutel for m in load_measures().values() if m.patroon.search(text)}
    told = {key for key in found if load_measures()[key].soort != "bevolking"}
    places = {hit.sleutel for hit in find_plekken(text)}
    if "seh" in places:
        places.discard("ziekenhuis")  # the department is named beside its house
    if "rit" in told:
        places.discard("ambulance")
    if told:
        return frozenset(told | places | (found & {"huishoudens"}))
    own = _own_word(text, most=2)
    return frozenset({own, *places} if own else found)


def label_of(keys: Iterable[str]) -> str:
    """Keys as words for people: 'bezoeken en zorgvraag, spoedeisende hulp'."""
    known, places = load_measures(), load_plekken()
    named = (known[k].label if k in known else places[k].label if k in places else k.removeprefix(OWN) for k in sorted(keys))
    return ", ".join(named)


def family(keys: Iterable[str]) -> str:
    """The family that a single measure belongs to; '' for any other set."""
    found = list(keys)
    return load_measures()[found[0]].familie if len(found) == 1 and found[0] in load_measures() else ""


def same_measure(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of keys measure the same: equal, or equal but for a place that the measure leaves open."""
    if not one or not other:
        return False
    loose = {key for key in one ^ other if key in load_plekken()}
    conditions = any(k in load_measures() and load_measures()[k].soort == "toestand" for k in one & other)
    return one == other or (bool(conditions) and one ^ other == loose and not (one & loose and other & loose))


def resembles(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of keys that are not the same could be taken for the same: a shared condition, or one family."""
    shared = {k for k in one & other if k in load_measures() and load_measures()[k].soort == "toestand"}
    return bool(shared) or (family(one) != "" and family(one) == family(other))


def _own_word(text: str, most: int) -> str:
    """The first of the free forms that finds a word: behind 'mensen met', and behind 'aantal' when that is not a word for people."""
    for entry in lexicon("indicatoren.toml")["vrij"][:most]:
        for hit in re.finditer(str(entry["vorm"]), text, re.IGNORECASE):
            word = hit["wat"].lower()
            if word not in _empty_words() and not word[0].isdigit():
                return OWN + word
    return ""


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(w for e in lexicon("indicatoren.toml")["loos"] for w in cast("list[str]", e["woorden"]))
