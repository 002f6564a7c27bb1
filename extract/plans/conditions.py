"""What a measure needs before it can begin: a team, a platform, a building that must be there first, and when the measure begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from extract.dates import find_periods
from extract.plans.areas import read_areas
from extract.plans.measure_details import dagdelen, iso
from extract.plans.records import PlanText, RawFact, Sentence
from extract.words import lexicon
from ontology.planfeiten import Voorwaarde
from ontology.plekken import find_plekken

#: Sentences in front of a condition in which the measure and its start may stand.
_BACK = 4
_CODE = re.compile(r"\b[A-Z]\d{1,2}\b")


def find_conditions(plan: PlanText) -> Iterator[RawFact]:
    """The conditions of a document whose measure has a start, with the sentence that gives the start."""
    areas = read_areas(plan)
    for sentence in plan.sentences:
        need = needed(sentence.text)
        start = _start(sentence, need, plan) if need else None
        if need is None or start is None:
            continue
        vanaf, said = start
        where = areas.where(sentence.text)
        fact = Voorwaarde(
            onderwerp=need,
            plekken=tuple(sorted({v.sleutel for v in find_plekken(need)})),
            gemeenten=where.gemeenten,
            locaties=where.locaties,
            vanaf=vanaf,
            niveau="regio",
            dagdelen=dagdelen(sentence.text),
        )
        yield RawFact(fact, (sentence, *((said,) if said.index != sentence.index else ())), "voorwaarde")


def needed(text: str) -> str | None:
    """What a sentence says is needed first, in its own words; None when it states no condition."""
    for form in _forms():
        hit = form.search(text)
        if hit:
            return next(value for name, value in hit.groupdict().items() if name.startswith("nodig") and value)
    return None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(cast("str", e["vorm"])) for e in lexicon("voorwaarden.toml")["voorwaarde"])


def _start(sentence: Sentence, need: str, plan: PlanText) -> tuple[str, Sentence] | None:
    """When the measure begins: in the sentence itself, those before it, the lines of the actions it names, or the heading's section."""
    for other in (sentence, *plan.before(sentence, _BACK), *_coded(sentence, plan)):
        text = other.text if other is not sentence else other.text.split(need)[0]
        found = [p for p in find_periods(text, plan.info.jaar) if p.first and p.year >= (plan.info.jaar or 0) and p.precision != "periode"]
        if found:
            return iso(found[0], first=True), other
    return None


def _coded(sentence: Sentence, plan: PlanText) -> list[Sentence]:
    """The lines of a table that begin with an action named here: 'A1'."""
    codes = set(_CODE.findall(sentence.text)) | set(_CODE.findall(" ".join(sentence.unit.section[-1:])))
    return [s for s in plan.sentences if s.index != sentence.index and s.text.lstrip("| ")[:3].strip() in codes]
