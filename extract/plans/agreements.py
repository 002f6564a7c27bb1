"""Agreements: which party does what, by when, with what measurable result (IZA-criteria regioplan, deel B).

Read from rows of a table with a column for the action, from blocks with the heads Wat, Wie and Wanneer, and from
sentences that say that something was agreed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from extract.dates import find_periods
from extract.numbers import find_numbers
from extract.plans.areas import read_areas
from extract.plans.parties import Parties, read_parties
from extract.plans.records import PlanText, RawFact, Sentence
from extract.words import lexicon
from ontology.planfeiten import Afspraak

#: What stands between the cells of a row.
_CELLS = re.compile(r"\s*\|\s*|\t|\s{3,}")
#: Units of a number that is a moment or a rank, and no result.
_NO_RESULT = frozenset({"jaar", "aantal", ""})
#: The word behind a number.
_WORD = re.compile(r" [a-zë]{4,}")


def find_agreements(plan: PlanText) -> Iterator[RawFact]:
    """Every agreement of a plan, in text order."""
    parties = read_parties(plan, read_areas(plan))
    yield from _of_tables(plan, parties)
    yield from _of_blocks(plan, parties)
    for sentence in plan.sentences:
        if sentence.span is not None and _says(sentence.text):
            yield RawFact(
                _fact(plan, parties, {"actie": sentence.text, "termijn": sentence.text}, sentence.text), (sentence,), "afspraak-zin"
            )


def _of_tables(plan: PlanText, parties: Parties) -> Iterator[RawFact]:
    """Rows under a row of heads that names an action and at least one other part."""
    heads: list[str] = []
    for sentence in plan.sentences:
        cells = [cell for cell in _CELLS.split(sentence.text.strip().strip("|")) if cell.strip(" -:")]
        parts = [_part(cell) for cell in cells]
        if len(set(filter(None, parts))) >= 2 and "actie" in parts:
            heads = parts
        elif len(cells) == len(heads) > 1:
            row = {head: cell for head, cell in zip(heads, cells, strict=True) if head}
            yield RawFact(_fact(plan, parties, row, row.get("partij", "")), (sentence,), "afspraak-tabel")
        else:
            heads = []


def _of_blocks(plan: PlanText, parties: Parties) -> Iterator[RawFact]:
    """'Wat: ... Wie: ... Wanneer: ...': lines or sentences that follow each other."""
    block: dict[str, str] = {}
    stated: list[Sentence] = []
    for sentence in (*plan.sentences, None):
        label, _, said = sentence.text.partition(":") if sentence is not None else ("", "", "")
        part = _part(label) if said.strip() else ""
        follows = bool(stated) and sentence is not None and sentence.unit.section == stated[0].unit.section
        if block and (not part or part in block or not follows):
            if "actie" in block and len(block) > 1:
                yield RawFact(_fact(plan, parties, block, block.get("partij", "")), tuple(stated), "afspraak-blok")
            block, stated = {}, []
        if part and sentence is not None:
            block[part] = said.strip()
            stated.append(sentence)


def _fact(plan: PlanText, parties: Parties, said: Mapping[str, str], who: str) -> Afspraak:
    periods = find_periods(said.get("termijn", ""), plan.info.jaar)
    named = {party.naam for party in parties.find(who)} or ({who.strip()} if "partij" in said and who.strip() else set())
    result = said.get("resultaat", "") or _counted(said["actie"])
    return Afspraak(
        onderwerp=said["actie"].strip().rstrip("."),
        partijen=tuple(sorted(named)),
        vanaf=min((period.first for period in periods if period.first), default=""),
        tot=max((period.last for period in periods if period.last), default=""),
        resultaat=result.strip(),
    )


def _counted(text: str) -> str:
    """The first number of an action that measures something: with a unit, or written in figures with the word it counts."""
    for number in find_numbers(text):
        written = text[number.begin : number.end]
        if number.unit not in _NO_RESULT:
            return written
        if written[0].isdigit() and number.unit == "aantal" and (word := _WORD.match(text, number.end)):
            return written + word[0]
    return ""


def _says(text: str) -> bool:
    return any(p.search(text) for p in _patterns("zin")) and not any(p.search(text) for p in _patterns("niet"))


def _part(head: str) -> str:
    """Which part of an agreement a head names; '' for none."""
    word = head.strip(" *_:")
    return next((name for name, pattern in _parts() if pattern.fullmatch(word)), "")


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(str(entry["uitdrukking"]), re.IGNORECASE) for entry in lexicon("afspraken.toml")[name])


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = lexicon("afspraken.toml")["deel"]
    return tuple((str(entry["naam"]), re.compile(str(entry["uitdrukking"]), re.IGNORECASE)) for entry in entries)
