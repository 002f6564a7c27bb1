"""The Plangebied facts of a document: its gemeenten and period, its named parts, and sites with the place they lie in."""

from __future__ import annotations

from collections.abc import Iterator

from extract.dates import find_periods
from extract.plans.area_words import lasting
from extract.plans.areas import Areas, read_areas
from extract.plans.records import PlanText, RawFact, Sentence
from ontology.planfeiten import Plangebied

#: How wide each kind of document looks.
_SCALE = {"roaz-plan": "roaz", "roaz-beeld": "roaz", "zorgkantoorregiobeeld": "zorgkantoorregio", "regioplan": "zorgkantoorregio"}


def find_area(plan: PlanText) -> Iterator[RawFact]:
    """The area and period of the plan as one fact, each named part as subregio, each site as locatie."""
    if not plan.sentences:
        return
    areas = read_areas(plan)
    said, (vanaf, tot) = _period(plan)
    stated = areas.statement.sentences if areas.statement else ()
    where = tuple(dict.fromkeys((*stated, *said))) or plan.sentences[:1]
    scale = _SCALE.get(plan.info.soort, "")
    fact = Plangebied(onderwerp=plan.info.regio, gemeenten=areas.gemeenten, schaal=scale, vanaf=vanaf, tot=tot)
    yield RawFact(fact, tuple(sorted(where, key=lambda s: s.index)), "plangebied")
    for naam, gemeenten in areas.delen.items():
        yield RawFact(Plangebied(onderwerp=naam, gemeenten=gemeenten, schaal="subregio"), stated or plan.sentences[:1], "plangebied-deel")
    yield from _sites(plan, areas)


def _sites(plan: PlanText, areas: Areas) -> Iterator[RawFact]:
    for site, place in areas.locaties.items():
        sentence = next((s for s in plan.sentences if site in s.text and place in s.text), None)
        if sentence:
            yield RawFact(Plangebied(onderwerp=site, gemeenten=(place,), schaal="locatie"), (sentence,), "plangebied-locatie")


def _period(plan: PlanText) -> tuple[tuple[Sentence, ...], tuple[str, str]]:
    """First and last day of the plan with the sentence that says so; what the sentence leaves open comes from the title."""
    headings = " / ".join(dict.fromkeys(h for s in plan.sentences[:3] for h in s.unit.section))
    titled = next((p for text in (plan.info.titel, headings) for p in find_periods(text, plan.info.jaar) if p.precision == "periode"), None)
    vanaf, tot = (titled.first, titled.last) if titled else ("", "")
    for sentence in plan.sentences[:60]:
        if lasting().search(sentence.text):
            for period in find_periods(sentence.text, plan.info.jaar):
                if period.precision == "periode" or period.kind:
                    return (sentence,), (period.first or vanaf, period.last or tot)
    return (), (vanaf, tot)
