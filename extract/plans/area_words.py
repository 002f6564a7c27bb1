"""The words and patterns by which a place is known (lexicon/gebied.toml and the reference data)."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extract.words import any_of, lexicon
from ontology.gebieden import load_gebieden

#: A proper name of a place as Dutch writes it, without an article.
WORD = r"[A-ZÀ-Þ][\w’'À-ÿ]+(?:-[A-ZÀ-Þ]?[\w’']+)*"
PLACE = rf"(?:['’]s-|Den |De |Het |Sint |Sint-|St\. )?{WORD}(?: (?:aan|op|bij|onder|over|in) (?:de |den |der |het )?{WORD})?"
_BRACKET = r"(?: \([^()]{2,160}\))?"


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of one list, in the order of the file."""
    return tuple(w for e in lexicon("gebied.toml")[name] for w in cast("list[str]", e["woorden"]))


@cache
def lasting() -> re.Pattern[str]:
    """A sentence on the period of the plan."""
    return re.compile("|".join(str(e["vorm"]) for e in lexicon("gebied.toml")["looptijd"]))


@cache
def inflected(name: str) -> re.Pattern[str]:
    """A place name as it stands or as adjective or inhabitant: 'Brinkhorst', 'Brinkhorstse', 'Almeerse'."""
    stems = {name, name.removesuffix("e"), re.sub(r"([aeou])([b-df-hj-np-tv-z])e$", r"\1\1\2", name)}
    endings = "|".join(sorted(words("uitgang"), key=len, reverse=True))
    adjectives = "|".join(sorted(map(re.escape, stems), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{re.escape(name)}|(?:{adjectives})(?:{endings}))(?![\w])(?!-[A-Z]\w+ziekenhuis)")


@cache
def area_forms() -> tuple[tuple[re.Pattern[str], int], ...]:
    """How a text says which gemeenten a plan covers, with the strength of each way."""
    row = row_pattern()
    return tuple((re.compile(str(e["vorm"]).replace("{L}", row)), int(str(e["sterkte"]))) for e in lexicon("gebied.toml")["gebied"])


@cache
def row_pattern() -> str:
    """A row of places: 'Brinkhorst, Veldwijk (kern) en Oudeloop'."""
    item = rf"(?:(?:de|het) )?(?:{long_names()}|{PLACE}){_BRACKET}"
    some = rf"{item}(?:, {item})*(?:,? (?:en|alsmede|plus) {item})?"
    return rf"(?P<rij>{some}(?:(?<=\)),? (?:en )?{some})*)"  # behind 'en Oudeloop' it goes on only when a bracket stands between


@cache
def site_forms() -> tuple[re.Pattern[str], ...]:
    """How a text says where a site lies."""
    place, street = rf"(?:{long_names()}|{PLACE})", rf"(?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]*?(?:{_endings()})"
    return tuple(re.compile(str(e["vorm"]).replace("{N}", place).replace("{S}", street)) for e in lexicon("gebied.toml")["locatie"])


@cache
def street() -> re.Pattern[str]:
    """A street or square as the name of a site."""
    return re.compile(rf"\b(?i:aan|op) (?:de |het )?(?P<site>(?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]*?(?:{_endings()}))\b")


@cache
def _endings() -> str:
    return "|".join(words("straat"))


@cache
def whole_region() -> re.Pattern[str]:
    """Words for all gemeenten of the plan."""
    return re.compile("|".join(str(e["vorm"]) for e in lexicon("gebied.toml")["geheel"]))


@cache
def elsewhere() -> re.Pattern[str]:
    """Words in front of a row of places that are not of the plan."""
    return re.compile(any_of(words("anderen")), re.IGNORECASE)


@cache
def reference() -> frozenset[str]:
    """The gemeenten of the reference data."""
    return frozenset(g.naam for g in load_gebieden() if g.soort == "gemeente")


@cache
def region(name: str) -> frozenset[str]:
    """The gemeenten of the regions of the reference data with this name."""
    return frozenset(n for g in load_gebieden() if g.soort != "gemeente" and g.naam.lower() == name.lower() for n in g.gemeenten)


@cache
def ambiguous() -> frozenset[str]:
    """Gemeenten whose name is an everyday word."""
    return frozenset(w for e in lexicon("partijen.toml")["gemeente_dubbelzinnig"] for w in cast("list[str]", e["woorden"]))


@cache
def long_names() -> str:
    """Gemeenten whose name has more than one word, which a row would cut: 'Land van Cuijk'."""
    return "|".join(re.escape(n) for n in sorted(reference(), key=lambda n: (-len(n), n)) if " " in n)
