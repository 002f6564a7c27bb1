"""What a plan does about a facility that closes or shrinks: a replacement, an analysis of the consequences, a bridge, consent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from extract.dates import find_periods
from extract.numbers import find_numbers
from extract.plans.areas import Areas, read_areas
from extract.plans.measure_details import accepts, iso
from extract.plans.measure_words import forms
from extract.plans.measures import find_measures
from extract.plans.parts import whole
from extract.plans.records import PlanText, RawFact, Sentence
from extract.words import lexicon
from ontology.planfeiten import Afstemming, Maatregel, Waarborg
from ontology.plekken import find_plekken

#: Sentences between a measure and what is said about it.
_NEAR = 4
_KINDS = ("vervanging", "gevolganalyse", "overbrugging", "instemming")
#: What stands in the graph when a text says that nobody looked at the consequences.
NO_ANALYSIS = "gevolgen voor de keten"


@dataclass(frozen=True, slots=True)
class _Context:
    plan: PlanText
    areas: Areas
    measures: tuple[tuple[Sentence, Maatregel], ...]

    def measure(self, sentence: Sentence) -> Maatregel | None:
        """The measure a sentence is about: in it, or last before it in its section, else right behind it."""
        near = [(s, m) for s, m in self.measures if s.unit.section == sentence.unit.section and abs(sentence.index - s.index) <= _NEAR]
        before = [m for s, m in near if s.index <= sentence.index]
        return before[-1] if before else near[0][1] if near else None


def find_safeguards(plan: PlanText) -> Iterator[RawFact]:
    """The safeguards of a document, with the places of care of the measure they belong to; and where the text says there are none."""
    found = [(raw.sentences[0], raw.fact) for raw in find_measures(plan)]
    ending = tuple((s, f) for s, f in found if isinstance(f, Maatregel) and f.richting in ("sluiten", "concentreren", "afschalen"))
    context = _Context(plan, read_areas(plan), ending)
    for sentence in plan.sentences:
        for kind in _KINDS:
            if _says(kind, sentence.text):
                yield from _of_kind(kind, sentence, context)
        if _says("gevolgen_onbekend", sentence.text) and not _says("gevolganalyse", sentence.text):
            yield from _no_analysis(sentence, context.measure(sentence))
        if accepts(whole(sentence)):
            keys = tuple(sorted({v.sleutel for v in find_plekken(sentence.text)}))
            if keys:
                yield RawFact(Waarborg(aard="instemming", plekken=keys, onderwerp="aanvaarding"), (sentence,), "aanvaarding")


def _of_kind(kind: str, sentence: Sentence, context: _Context) -> Iterator[RawFact]:
    measure = context.measure(sentence)
    if measure is None and kind != "overbrugging":
        return
    denied = f"geen_{kind}" in lexicon("waarborgen.toml") and _says(f"geen_{kind}", sentence.text)
    keys = measure.plekken if measure else ()
    if denied and kind == "gevolganalyse":
        yield from _no_analysis(sentence, measure)
    if denied or _only_considered(sentence) or (kind == "vervanging" and measure is None):
        return
    vanaf = _since(sentence, context.plan, measure)
    waarde, eenheid = _amount(sentence, measure) if kind == "vervanging" else (None, "")
    where = context.areas.where(sentence.text)
    fact = Waarborg(
        aard=kind,
        onderwerp=" ".join(sentence.text.split())[:120],
        plekken=keys,
        locaties=tuple(sorted({*where.gemeenten, *where.locaties})),
        vanaf=vanaf,
        waarde=waarde,
        eenheid=eenheid,
    )
    yield RawFact(fact, (sentence,), kind)


def _no_analysis(sentence: Sentence, measure: Maatregel | None) -> Iterator[RawFact]:
    links = {v.sleutel for v in find_plekken(sentence.text)} | set(measure.plekken if measure else ())
    fact = Afstemming(onderwerp=NO_ANALYSIS, plekken=tuple(sorted(links)), stand="ontbreekt")
    yield RawFact(fact, (sentence,), "geen-gevolganalyse")


def _only_considered(sentence: Sentence) -> bool:
    """Whether a sentence only weighs or wishes."""
    return any(form.search(sentence.text) for form, status in forms("status", "planstatus") if status in ("verkenning", "wens"))


def _since(sentence: Sentence, plan: PlanText, measure: Maatregel | None) -> str:
    if measure is not None and measure.vanaf and _same_time().search(sentence.text):
        return measure.vanaf
    periods = [p for p in find_periods(sentence.text, plan.info.jaar) if p.first]
    return iso(periods[-1], first=True) if periods else ""


def _amount(sentence: Sentence, measure: Maatregel | None) -> tuple[float | None, str]:
    """How many beds or places come instead; not the number that goes."""
    counted = [
        n
        for n in find_numbers(sentence.text)
        if n.unit in ("aantal", "bedden", "plaatsen", "plekken", "trajecten", "cliënten", "patiënten")
    ]
    own = [n for n in counted if measure is None or n.value != measure.waarde or len(counted) == 1]
    return (max(n.value for n in own), "plaatsen") if own else (None, "")


def _says(name: str, text: str) -> bool:
    return any(form.search(text) and (also is None or also.search(text)) for form, also in _patterns(name))


@cache
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (re.compile(e["vorm"], re.IGNORECASE), re.compile(e["eist"], re.IGNORECASE) if "eist" in e else None) for e in _entries(name)
    )


def _entries(name: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", lexicon("waarborgen.toml")[name])


@cache
def _same_time() -> re.Pattern[str]:
    table = cast("dict[str, str]", lexicon("waarborgen.toml")["zelfde_tijd"])
    return re.compile(table["vorm"], re.IGNORECASE)
