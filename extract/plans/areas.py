"""Where a plan and its sentences hold: the gemeenten of the plan, named parts of it, and sites by their street."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.plans.area_words import (
    PLACE,
    WORD,
    ambiguous,
    area_forms,
    elsewhere,
    inflected,
    long_names,
    reference,
    region,
    row_pattern,
    site_forms,
    street,
    whole_region,
    words,
)
from extract.plans.records import PlanText, Sentence
from extract.words import any_of


@dataclass(frozen=True, slots=True)
class Where:
    """What a text is about: ``gemeenten`` empty when it names none or all; ``locaties`` are streets, sites and unlisted places."""

    gemeenten: tuple[str, ...] = ()
    locaties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that says which gemeenten the plan covers; ``delen`` are named parts with their own."""

    sentences: tuple[Sentence, ...]
    gemeenten: tuple[str, ...]
    delen: dict[str, tuple[str, ...]]
    sterkte: int


@dataclass(frozen=True, eq=False)
class Areas:
    """The places of one document; read once by each finder with ``read_areas``.

    ``gemeenten`` are those of the plan (sorted), ``delen`` its named parts, ``locaties`` sites with the place they lie in.
    """

    gemeenten: tuple[str, ...]
    delen: dict[str, tuple[str, ...]]
    locaties: dict[str, str]
    statement: Statement | None
    _names: tuple[tuple[str, re.Pattern[str]], ...]
    _parts: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    _unlisted: re.Pattern[str] | None

    def where(self, text: str) -> Where:
        """The gemeenten and sites that a text names, by name, adjective, part of the region or site."""
        locaties = set(self._sites(text))
        if whole_region().search(text):
            return Where((), tuple(sorted(locaties)))
        found = {name for name, pattern in self._names if pattern.search(text)}
        found |= {name for members, pattern in self._parts if pattern.search(text) for name in members}
        found |= {self.locaties[site] for site in locaties if self.locaties.get(site) in self.known}
        return Where(tuple(sorted(found)), tuple(sorted(locaties)))

    @property
    def known(self) -> frozenset[str]:
        """Every gemeente that the document or the reference data makes known here."""
        return frozenset(name for name, _ in self._names)

    def _sites(self, text: str) -> Iterator[str]:
        for hit in street().finditer(text):
            yield hit["site"]
        for site in self.locaties:
            if re.search(rf"(?<!\w){re.escape(site)}(?!\w)", text):
                yield site
        if self._unlisted is not None:
            yield from (hit.group() for hit in self._unlisted.finditer(text))


@lru_cache(maxsize=1)
def read_areas(plan: PlanText) -> Areas:
    """The gemeenten, parts and sites of one document."""
    statements = sorted(_statements(plan), key=lambda s: (-s.sterkte, s.sentences[0].index))
    size = _size(plan)
    own = next((s for s in statements if _fits(s, size)), None)
    official = region(plan.info.regio)
    if own and own.sterkte < 4 and set(own.gemeenten) < official:
        own = None
    listed = tuple(sorted(plan.info.gemeenten)) or (own.gemeenten if own else tuple(sorted(official)))
    delen = {name: members for s in statements for name, members in s.delen.items()}
    text = "\n".join(s.text for s in plan.sentences if s.span is not None)
    known = {*listed, *(n for s in statements for n in s.gemeenten), *(n for m in delen.values() for n in m), *_named(text)}
    sites = _located(text)
    return Areas(
        gemeenten=listed,
        delen=delen,
        locaties=sites,
        statement=own,
        _names=tuple((name, inflected(name)) for name in sorted(known)),
        _parts=tuple((members, inflected(name)) for name, members in sorted(delen.items()) if name not in known),
        _unlisted=_toponyms(text, known | delen.keys() | {plan.info.regio}),
    )


def places_in(text: str) -> tuple[str, ...]:
    """The names in a row of places ('Brinkhorst, Veldwijk (kern) en Oudeloop'), without articles and brackets; regions are left out."""
    return tuple(name for name, _, is_region in _items(text) if not is_region)


def _fits(statement: Statement, size: int | None) -> bool:
    return len(statement.gemeenten) == size if size and statement.sterkte < 4 else True


def _size(plan: PlanText) -> int | None:
    """How many gemeenten the plan says it has, most often named; None when it does not say."""
    text = " ".join(s.text for s in plan.sentences)
    spoken = re.finditer(rf"(?i)\b({'|'.join(words('aantal'))}) (?:de |onze )?gemeenten\b", text)
    counted = Counter(hit[1].lower() for hit in spoken)
    return words("aantal").index(counted.most_common(1)[0][0]) + 2 if counted else None


def _statements(plan: PlanText) -> Iterator[Statement]:
    yield from _tables(plan)
    for sentence in plan.sentences:
        for pattern, strength in area_forms():
            hit = pattern.search(sentence.text)
            if hit and not elsewhere().search(sentence.text[max(0, hit.start("rij") - 40) : hit.start("rij")]):
                names, parts = _row(hit["rij"])
                if len(names) > 1:
                    yield Statement((sentence,), names, parts, strength)


def _row(text: str) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The gemeenten of a row, and the parts it names: 'Rand (Brinkhorst en Veldwijk)', 'Brinkhorst en Veldwijk (samen de Rand)'."""
    names: list[str] = []
    parts: dict[str, tuple[str, ...]] = {}
    open_from = 0
    for name, bracket, is_region in _items(text):
        inside = re.match(row_pattern(), bracket)
        members = places_in(inside["rij"]) if inside else ()
        together = re.match(rf"(?i:samen|tezamen) (?:(?:de|het) )?({PLACE})", bracket)
        if len(members) > 1:
            parts[name] = tuple(sorted(members))
            names += members
            open_from = len(names)
        elif not is_region:
            names.append(name)
        if together:
            parts[together[1]] = tuple(sorted(names[open_from:]))
            open_from = len(names)
    return tuple(sorted(set(names))), parts


def _items(text: str) -> Iterator[tuple[str, str, bool]]:
    """Name, text between brackets and whether it is a region, for each place of a row."""
    for hit in re.finditer(rf"(?P<lid>(?:de|het) )?(?P<naam>{long_names()}|{PLACE})(?: \((?P<haak>[^()]*)\))?", text):
        is_region = bool(hit["lid"]) and hit["naam"] not in reference()
        yield hit["naam"].removesuffix("’s"), hit["haak"] or "", is_region


def _tables(plan: PlanText) -> Iterator[Statement]:
    """Tables with a column 'Gemeente', and runs of lines 'Brinkhorst: 12.000 inwoners'."""
    head: Sentence | None = None
    names: list[str] = []
    for sentence in (*plan.sentences, None):
        cell = re.split(r"\s*\|\s*|: | (?=\d)", sentence.text.strip("| "))[0] if sentence else ""
        if head is None:
            counted = sentence is not None and re.match(rf"{PLACE}: [\d.]+ inwoners", sentence.text)
            head = sentence if counted or cell.lower().startswith("gemeente") else None
            names = [cell] if counted else []
        elif re.fullmatch(PLACE, cell):
            names.append(cell)
        else:
            if len(names) > 1:
                yield Statement((head,), tuple(sorted(set(names))), {}, 3)
            head = None


def _named(text: str) -> set[str]:
    """Gemeenten by the word 'gemeente' in front of a name, and those of the reference data."""
    everyday = set(re.findall(r"\b[a-zà-ÿ][\w-]+", text))
    found = {hit[1] for hit in re.finditer(rf"\b[Gg]emeente ({long_names()}|{PLACE})(?! [A-Z])", text)}
    return {name for name in found if name.lower() not in everyday and not name.isupper()} | {
        name for name in reference() if name in text and inflected(name).search(text) and name not in ambiguous()
    }


def _located(text: str) -> dict[str, str]:
    """Sites and the place they lie in, as said in so many words."""
    return {hit["site"]: hit["plaats"] for pattern in site_forms() for hit in pattern.finditer(text) if hit["site"] != hit["plaats"]}


def _toponyms(text: str, known: Iterable[str]) -> re.Pattern[str] | None:
    """Names that stand behind 'in', 'te', 'uit' or 'naar' without article: places that no list holds."""
    no_place = {*words("geen_plaats"), *known, *(w.capitalize() for w in re.findall(r"\b[a-zà-ÿ][\w-]+", text))}
    found = {hit[1] for hit in re.finditer(rf"\b(?:in|te|uit|naar) ({WORD})", text)}
    kept = {name for name in found if name not in no_place and not name.isupper() and len(name) > 3}
    return re.compile(any_of(kept)) if kept else None
