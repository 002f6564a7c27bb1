"""Money that a plan counts on: which fund, how much, for which year, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

from extract.dates import find_periods
from extract.numbers import find_numbers
from extract.plans.areas import read_areas
from extract.plans.forms import first, forms_of, holds
from extract.plans.records import PlanText, RawFact, Sentence
from ontology.planfeiten import Middelenclaim, Waarborg

_FILE = "middelen.toml"


def find_funds(plan: PlanText) -> Iterator[RawFact]:
    """One Middelenclaim for each fund of a sentence that asks for money or says how much there is, and what is shared."""
    areas = read_areas(plan)
    claims: list[tuple[Sentence, str]] = []
    for sentence in plan.sentences:
        for key in _funds(sentence.text):
            stand = _stand(plan, sentence)
            if stand:
                amounts = [n for n in find_numbers(sentence.text) if n.unit == "euro"]
                since, until = _years(sentence.text, plan.info.jaar)
                claims.append((sentence, key))
                fact = Middelenclaim(
                    onderwerp=_label(key),
                    gemeenten=areas.where(sentence.text).gemeenten,
                    vanaf=since,
                    tot=until,
                    pot=key,
                    stand=stand,
                    waarde=amounts[0].value if amounts else None,
                    eenheid="euro" if amounts else "",
                )
                yield RawFact(fact, (sentence,), f"middelen-{stand}")
    yield from _shared(plan, claims)


def _funds(text: str) -> Iterator[str]:
    yield from dict.fromkeys(form.velden["sleutel"] for form in forms_of(_FILE, "pot") if form.search(text))


def _years(text: str, year: int | None) -> tuple[str, str]:
    """First and last day that money is meant for; 'voor 2026' is the year itself."""
    periods = find_periods(text, year)
    if not periods:
        return "", ""
    one, other = periods[0], periods[-1]
    if one is other and one.kind == "tot" and one.precision == "jaar":
        return f"{one.text}-01-01", f"{one.text}-12-31"
    return one.first, other.last


def _label(key: str) -> str:
    return next(form.velden["label"] for form in forms_of(_FILE, "pot") if form.velden["sleutel"] == key)


def _stand(plan: PlanText, sentence: Sentence) -> str:
    """What the sentence says of the money; a waiting list or proviso may stand beside it."""
    form = first(_FILE, "stand", sentence.text)
    stand = form.velden["sleutel"] if form else ""
    if stand == "gevraagd":
        for near in plan.after(sentence):
            beside = first(_FILE, "stand", near.text)
            if beside is not None and beside.velden["sleutel"] in ("wachtlijst", "voorwaardelijk"):
                return beside.velden["sleutel"]
    return stand


def _shared(plan: PlanText, claims: list[tuple[Sentence, str]]) -> Iterator[RawFact]:
    """Sentences that say that the money is divided or paid together, with the claims they stand beside."""
    for sentence in plan.sentences:
        if holds(_FILE, "cofinanciering", sentence.text):
            near = {*plan.before(sentence), *plan.after(sentence), sentence}
            for key in dict.fromkeys(key for claimed, key in claims if claimed in near):
                places = (sentence, *(s for s, own in claims if own == key and s in near and s is not sentence))
                yield RawFact(Waarborg(aard="cofinanciering", onderwerp=_label(key)), places, "middelen-cofinanciering")
