"""Whether a plan is tuned with another plan, body or party: agreed, intended or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.plans.areas import read_areas
from extract.plans.coordination import function_form
from extract.plans.parties import read_parties
from extract.plans.records import PlanText, RawFact
from extract.words import lexicon
from ontology.planfeiten import Afstemming
from ontology.plekken import find_plekken


def find_alignment(plan: PlanText) -> Iterator[RawFact]:
    """One Afstemming for each sentence that says that something is, will be or is not agreed with another plan or body."""
    areas = read_areas(plan)
    parties = read_parties(plan, areas)
    yield from _departures(plan)
    for sentence in plan.sentences:
        if not (_form("ander").search(sentence.text) or function_form().search(sentence.text)):
            continue
        stand = next((str(e["stand"]) for e, form in _stands() if form.search(sentence.text)), "")
        if stand:
            around = " ".join(s.text for s in (*reversed(plan.before(sentence, 1)), sentence))
            named = [hit.group(1) for hit in re.finditer(r"\b(?:[Rr]egio|[Rr]egioplan)(?: van)?(?: het| de)? ([A-Z][\w-]+)", sentence.text)]
            found = [p.naam for p in parties.find(sentence.text) if not p.algemeen] + (["ROAZ"] if "ROAZ" in sentence.text else [])
            fact = Afstemming(
                onderwerp=_topic(sentence.unit.section),
                stand=stand,
                partijen=tuple(sorted({*found, *named})),
                gemeenten=areas.where(around).gemeenten,
                plekken=tuple(sorted({p.sleutel for p in find_plekken(around)})),
            )
            yield RawFact(fact, (sentence,), f"afstemming-{stand}")


def _departures(plan: PlanText) -> Iterator[RawFact]:
    """Sentences that say that this plan departs from another, and that the parties of that plan adopted it."""
    for sentence in plan.sentences:
        if _form("addendum").search(sentence.text):
            about = (sentence, *plan.before(sentence))
            yield RawFact(Afstemming(onderwerp="addendum", stand="afgesproken"), about, "afstemming-addendum")
        elif _form("afwijking").search(sentence.text):
            yield RawFact(
                Afstemming(onderwerp="afwijking", stand="ontbreekt"), (sentence, *plan.before(sentence, 1)), "afstemming-afwijking"
            )


def _topic(section: tuple[str, ...]) -> str:
    return section[-1] if section else ""


@cache
def _stands() -> tuple[tuple[dict[str, object], re.Pattern[str]], ...]:
    return tuple((e, re.compile(str(e["vorm"]))) for e in lexicon("coordinatie.toml")["afstemming"])


@cache
def _form(name: str) -> re.Pattern[str]:
    return re.compile(str(lexicon("coordinatie.toml")[name][0]["vorm"]))
