"""Conditions from outside that a plan rests on, or that it rules out: funding, data, law, buildings."""

from __future__ import annotations

from collections.abc import Iterator

from extract.dates import find_periods
from extract.plans.areas import read_areas
from extract.plans.forms import first, forms_of, holds
from extract.plans.records import PlanText, RawFact
from ontology.planfeiten import Voorwaarde

_FILE = "randvoorwaarden.toml"


def find_requirements(plan: PlanText) -> Iterator[RawFact]:
    """One Voorwaarde for each condition of a sentence that demands it, rules it out or does not expect it."""
    areas = read_areas(plan)
    for sentence in plan.sentences:
        form = first(_FILE, "stand", sentence.text) if sentence.span is not None else None
        if form is None:
            continue
        where, periods = areas.where(sentence.text), find_periods(sentence.text, plan.info.jaar)
        for topic in (t for t in forms_of(_FILE, "onderwerp") if t.search(sentence.text)):
            fact = Voorwaarde(
                onderwerp=topic.velden["label"],
                gemeenten=where.gemeenten,
                locaties=where.locaties,
                vanaf=periods[0].first if periods else "",
                stand=form.velden["sleutel"],
                niveau="landelijk" if holds(_FILE, "landelijk", sentence.text) else "regio",
            )
            yield RawFact(fact, (sentence,), f"randvoorwaarde-{topic.velden['sleutel']}")
