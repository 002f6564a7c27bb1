"""Capacity: how much room a sector or facility has, according to a plan or a picture of the region."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.dates import find_periods
from extract.numbers import find_numbers
from extract.plans.areas import read_areas
from extract.plans.flow_places import find_places
from extract.plans.flow_words import form, said
from extract.plans.records import PlanText, RawFact, Sentence
from ontology.planfeiten import Capaciteit

#: The states in the order in which their words decide.
_STATES = ("toereikend", "tekort", "krap")
#: What a number in such a sentence may count.
_UNITS = ("fte", "procent", "weken", "dagen", "aantal")


def find_capacity(text: PlanText) -> Iterator[RawFact]:
    """Every sentence that says how much room there is, with the places it is about."""
    areas = read_areas(text)
    for sentence in text.sentences:
        state = next((name for name in _STATES if said(name, sentence.text)), "")
        if not state or any(said(name, sentence.text) for name in ("wens", "streven", "geen_zorg")):
            continue
        keys, source = _places(text, sentence, state)
        if not keys:
            continue
        number = next((n for unit in _UNITS for n in find_numbers(sentence.text) if n.unit == unit), None)
        fact = Capaciteit(
            onderwerp=" ".join(sentence.text.split()[:12]),
            plekken=keys,
            toestand=state,
            gemeenten=areas.where(sentence.text).gemeenten,
            peiljaar=_year(text, sentence),
            waarde=number.value if number else None,
            eenheid=number.unit if number else "",
        )
        yield RawFact(fact, (sentence, *source), f"capaciteit-{state}")


def _places(text: PlanText, sentence: Sentence, state: str) -> tuple[tuple[str, ...], tuple[Sentence, ...]]:
    """The places a statement is about: in the sentence, else (of a shortage) in the one before it or the heading above."""
    own = _keys(sentence, state)
    if own or state == "krap":
        return own, ()
    for before in text.before(sentence, 1):
        if found := _named(before.text):
            return found, (before,)
    return (_named(sentence.unit.section[-1]) if sentence.unit.section else ()), ()


def _keys(sentence: Sentence, state: str) -> tuple[str, ...]:
    """The places in the parts of a sentence that state it, else in the whole; not what is named as its cause."""
    ends = [0, *(border.start() for border in form("deelzin").finditer(sentence.text)), len(sentence.text)]
    parts = [sentence.text[begin:end] for begin, end in pairwise(ends)]
    stated = " ".join(form("oorzaak_ervan").sub(" ", part) for part in parts if said(state, part))
    return _named(stated) or _named(form("oorzaak_ervan").sub(" ", sentence.text))


def _named(words: str) -> tuple[str, ...]:
    return tuple(sorted({key for key, _, _ in find_places(words)} - {"thuis"}))


def _year(text: PlanText, sentence: Sentence) -> int | None:
    """The year a statement is about: in the sentence, else in the paragraph, else that of the document."""
    for near in (sentence, *text.after(sentence, 2), *text.before(sentence, 2)):
        years = [period.year for period in find_periods(near.text, text.info.jaar) if period.year <= (text.info.jaar or 9999)]
        if years:
            return max(years)
    return text.info.jaar
