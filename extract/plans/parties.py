"""The organisations of a plan under one name each: full names, their abbreviations and short names, and parties in general."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from extract.plans.area_words import reference
from extract.plans.areas import Areas
from extract.plans.records import PlanText
from extract.words import lexicon

#: The proper part of a name: up to four capitalised words.
_PROPER = r"(?:(?:St\.|Sint|De|Het|Den|Van|van|de) )?[A-ZÀ-Þ][\w’'-]+(?: (?:De |Het |Den |van |de )?[A-ZÀ-Þ][\w’'-]+){0,2}"


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of party: ``plekken`` are keys of the places of care that it runs."""

    naam: str
    plekken: tuple[str, ...]
    voluit: re.Pattern[str]
    algemeen: re.Pattern[str]
    korter: bool


@dataclass(frozen=True, slots=True)
class Partij:
    """A party at text[begin:eind]; ``naam`` is the fullest name the document gives it, ``algemeen`` when it has no name of its own."""

    begin: int
    eind: int
    naam: str
    soort: str
    plekken: tuple[str, ...]
    algemeen: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of one document, read once by each finder; ``namen`` maps each way to write one to its full name."""

    namen: dict[str, str]
    soorten: dict[str, str]
    plekken: dict[str, tuple[str, ...]]

    def find(self, text: str) -> tuple[Partij, ...]:
        """The parties that a text names, in text order, none overlapping; the longest way to write one wins."""
        found = [*self._named(text), *self._in_general(text)]
        kept: list[Partij] = []
        for party in sorted(found, key=lambda p: (p.algemeen, p.begin - p.eind, p.begin)):
            if not any(party.begin < other.eind and other.begin < party.eind for other in kept):
                kept.append(party)
        return tuple(sorted(kept, key=lambda p: p.begin))

    def _named(self, text: str) -> Iterator[Partij]:
        for form, full in self.namen.items():
            for hit in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text):
                yield Partij(*hit.span(), full, self.soorten[full], self.plekken[full])

    def _in_general(self, text: str) -> Iterator[Partij]:
        for kind in _kinds():
            for hit in kind.algemeen.finditer(text):
                full = [name for name in self.soorten if name.lower().startswith(f"{hit.group().lower()} ") and hit.group()[0].isupper()]
                naam = full[0] if len(full) == 1 else hit.group().lower()
                yield Partij(*hit.span(), naam, kind.naam, kind.plekken, algemeen=len(full) != 1)


@lru_cache(maxsize=1)
def read_parties(plan: PlanText, areas: Areas) -> Parties:
    """The parties of one document; the name of a gemeente or region is never the short name of a party."""
    text = "\n".join(sentence.text for sentence in plan.sentences)
    places = areas.known | areas.delen.keys() | reference() | {plan.info.regio}
    parties = Parties({}, {}, {})
    for kind in _kinds():
        for hit in kind.voluit.finditer(text):
            name = _proper(hit.group())
            if name and name.lower() not in {known.lower() for known in parties.namen}:
                parties.namen[name], parties.soorten[name] = name, kind.naam
                parties.plekken[name] = tuple(sorted({*kind.plekken, *_between_brackets(text, hit.end())}))
    _add_short(parties, places, text)
    _add_abbreviations(parties, text)
    return parties


def _add_short(parties: Parties, places: frozenset[str] | set[str], text: str) -> None:
    """'De Linde' for 'Ziekenhuis De Linde', when it stands by itself somewhere and names one party only."""
    own: dict[str, set[str]] = {}
    for name in parties.namen:
        short = own_part(name, parties.soorten[name])
        if short and any(kind.korter for kind in _kinds() if kind.naam == parties.soorten[name]):
            own.setdefault(short, set()).add(name)
    for short, full in own.items():
        place = short in places or short.split()[-1] in places or re.search(rf"\b(?:in|te|uit) (?!De ){re.escape(short)}\b", text)
        everyday = re.search(rf"\b{re.escape(short.split()[0].lower())}\b", text) and not short.startswith(("De ", "Het "))
        if len(full) == 1 and not place and not everyday and short not in parties.namen and len(short) > 2:
            parties.namen[short] = next(iter(full))


def own_part(name: str, soort: str) -> str:
    """What a name has of its own: 'De Linde' of 'Ziekenhuis De Linde'; '' when it is not a name of this kind."""
    hits = (kind.voluit.fullmatch(name) for kind in _kinds() if kind.naam == soort)
    return next((hit["eigen"] or hit["eigen_voor"] for hit in hits if hit), "")


def same_party(one: str, other: str) -> bool:
    """Whether two names, of two documents perhaps, are of one party: equal, one inside the other, or equal but for the kind of word."""
    if one.lower() == other.lower():
        return True
    mine, theirs = (
        {(kind.naam, own_part(name, kind.naam).lower()) for kind in _kinds() if own_part(name, kind.naam)} for name in (one, other)
    )
    shorts = {own for _, own in mine} | {own for _, own in theirs}
    alone = (one.lower() in shorts and not mine) or (other.lower() in shorts and not theirs)
    return bool(mine & theirs) or alone


def _proper(name: str) -> str:
    """The name without a word of the sentence in front of it; '' for a collaboration or when nothing is left."""
    first, _, rest = name.strip().partition(" ")
    while first in _words("niet_eigen") and any(kind.voluit.fullmatch(rest) for kind in _kinds()):
        name = rest
        first, _, rest = name.partition(" ")
    return "" if first in _words("niet_eigen") | _words("verband") or rest.split(" ")[0] in _words("verband") else name.strip()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(w for e in lexicon("partijnamen.toml")[name] for w in cast("list[str]", e["woorden"]))


def _add_abbreviations(parties: Parties, text: str) -> None:
    """'Medisch Centrum Veld (MCV)' and 'MCV (Medisch Centrum Veld, ...)'."""
    for name in list(parties.namen):
        full = re.escape(name)
        for hit in re.finditer(rf"{full} \(([A-Z][\w-]*[A-Z][\w-]*)\)|\b([A-Z][\w-]*[A-Z][\w-]*) \({full}\b", text):
            parties.namen.setdefault(hit[1] or hit[2], parties.namen[name])


def _between_brackets(text: str, at: int) -> tuple[str, ...]:
    """The places of care named between brackets right behind a name: 'Stichting Zand (ouderenzorg en thuiszorg)'."""
    hit = re.match(r" \(([^()]+)\)", text[at : at + 80])
    return tuple(p for kind in _kinds() if hit and kind.algemeen.search(hit[1]) for p in kind.plekken)


@cache
def _kinds() -> tuple[Soort, ...]:
    return tuple(
        Soort(
            str(e["soort"]),
            tuple(cast("list[str]", e["plekken"])),
            _in_full(cast("list[str]", e["ervoor"]), cast("list[str]", e["erachter"])),
            re.compile(rf"(?<![\w-])(?i:{'|'.join(cast('list[str]', e['algemeen']))})(?![\w-])"),
            bool(e.get("korter", True)),
        )
        for e in lexicon("partijnamen.toml")["partij"]
    )


def _in_full(before: list[str], behind: list[str]) -> re.Pattern[str]:
    """Names that begin or end with one of the words; ``eigen`` or ``eigen_voor`` is what stands beside it."""
    begins = rf"(?:{'|'.join(before)}) (?P<eigen>{_PROPER})" if before else r"(?P<eigen>(?!))"
    ends = rf"(?P<eigen_voor>[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'-]+){{0,2}}?) (?:{'|'.join(behind)})" if behind else r"(?P<eigen_voor>(?!))"
    return re.compile(rf"(?<![\w-])(?:{begins}|{ends})(?![\w-])")
