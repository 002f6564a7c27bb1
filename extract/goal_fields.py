"""The parts of a gezondheidsdoel that make it measurable: indicator, values, years, and for whom, where and by which measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.dates import find_periods
from extract.goal_values import GoalValues, goal_values
from extract.groups import group_of, is_group
from extract.mention_words import expressions, forms, holds, matches, one_of
from extract.numbers import Number
from extract.spans import phrase, runs
from extract.tokens import text_between, text_of, tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Span

YEAR = re.compile(r"\b(20\d\d)\b")
#: 'ouderen met 15 procent' names ouderen.
_BEFORE_FIGURE = re.compile(r" met \d")
#: Most words of an indicator that is what is left of its sentence.
_MOST_LEFT = 14


def goal_fields(sentence: Span, year: int | None) -> dict[str, str]:
    """Indicator and populatie of an aspiration that a phrase names ('eenzaamheid onder ouderen verminderen').

    Args:
        sentence: the sentence of the aspiration.
        year: year of the document; a year up to then is no doeljaar. None when unknown.
    """
    fields = _figures(text_of(sentence), goal_values(text_of(sentence), year)) | group_text(sentence)
    indicator = _named_indicator(sentence)
    return {**fields, "indicator": indicator} if indicator else fields


def aim_fields(span: Span, values: GoalValues, behind: str, *, measured: bool) -> dict[str, str]:
    """All parts of a stated aim that its words give.

    Args:
        span: the sentence, from the sentence before it when that holds the base.
        values: the figures.
        behind: the sentence after it, which may name the registration ('De GGD-monitor telt mee').
        measured: whether the aim has figures; then what is measured is read from the whole sentence.
    """
    text = text_of(span)
    found = {
        **_figures(text, values),
        **group_text(span),
        "indicator": indicator_of(span, values) if measured else _loose_indicator(span),
        "definitie": _part("definitie", "doeldefinitie", text) or (_part("definitie", "doeldefinitie", behind) if measured else ""),
        "gebied": _part("gebied", "doelgebied", text),
        "aard": aard_of(text),
    }
    return {name: value for name, value in found.items() if value}


def aard_of(text: str) -> str:
    """'zorg' for the use, access and quality of care; 'gezondheid' for how people fare, also when care is named with it."""
    return "zorg" if holds("zorguitkomst", text) and not matches("gezondheidsuitkomst", text) else "gezondheid"


def _figures(text: str, values: GoalValues) -> dict[str, str]:
    target, base, change = values.target, values.base, values.change
    goal = target or change
    fields = {
        "basiswaarde": values.base_text,
        "basisgetal": base.plain if base is not None else "",
        "basisjaar": str(values.base_year or "") if base is not None or change is not None else "",
        "streefwaarde": goal.text if goal is not None else "",
        "streefgetal": _target_number(base, target, change),
        "doeljaar": str(values.goal_year or ""),
        "eenheid": values.unit,
        "richting": direction_of(text, values),
    }
    return {name: value for name, value in fields.items() if value}


def _target_number(base: Number | None, target: Number | None, change: Number | None) -> str:
    """The value to reach; for 'halveren' with a known base its half."""
    if target is not None:
        return target.plain
    if base is None or change is None or not change.sign:
        return ""
    return f"{base.value * (1 + change.value / 100):.4f}".rstrip("0").rstrip(".")


def direction_of(text: str, values: GoalValues) -> str:
    """'omhoog', 'omlaag' or '': by the figures, else by the words."""
    if values.base is not None and values.target is not None and values.base.value != values.target.value:
        return "omhoog" if values.target.value > values.base.value else "omlaag"
    down, up = matches("doelomlaag", text), matches("doelomhoog", text)
    return "" if down == up else "omlaag" if down else "omhoog"


def _part(group: str, name: str, text: str) -> str:
    """What the first form of a list that fits finds."""
    hit = next((h for e in forms(name) if (h := e.search(text)) is not None), None)
    return str(hit[group]).strip() if hit is not None else ""


def group_text(span: Span) -> dict[str, str]:
    """The group of people that some words name, as ``populatie``; the one whose own words say most."""
    groups = [group_of(t) for t in tokens_in(span) if is_group(t)]
    best = max(groups, key=lambda g: (g.end - g.begin, -g.begin), default=None)
    if best is not None:
        people = _BEFORE_FIGURE.split(text_between(span.doc, best.begin, best.end))[0]
        behind = text_of(span).partition(people)[2]
        rest = next((h.group() for e in forms("leeftijdrest") if (h := e.match(behind)) is not None), "")
        return {"populatie": people + rest}
    everyone = next((h for e in forms("doelpersoon") if (h := e.search(text_of(span))) is not None), None)
    return {"populatie": everyone.group()} if everyone is not None else {}


def indicator_of(span: Span, values: GoalValues) -> str:
    """What is measured: 'aandeel volwassenen dat rookt', else what is left of the sentence without its figures and verbs."""
    text = text_of(span)
    for age in forms("leeftijdrest"):
        text = age.sub("", text)
    marked = _without_figures(text, values, "0")
    named = [hit for e in forms("doelindicator") for hit in e.finditer(marked) if not matches("aanwijzer", marked[: hit.start()])]
    if named:
        longest = max(named, key=lambda h: len(h["indicator"]))
        return " ".join(longest["indicator"].split())
    left = _without_figures(text, values)
    for group in {text_between(span.doc, g.begin, g.end) for g in (group_of(t) for t in tokens_in(span) if is_group(t))}:
        left = left.replace(group, " ")
    for name in ("doelgebied", "doeldefinitie"):
        for form in forms(name):
            left = form.sub(" ", left)
    for wrapping in expressions("doelomhulsel"):
        left = wrapping.sub(" ", left)
    return " ".join(left.split()[:_MOST_LEFT])


def _without_figures(text: str, values: GoalValues, sign: str = "") -> str:
    """The text with a sign for its values; without a sign its times are left out too."""
    for number in (n for n in (values.base, values.target, values.change) if n is not None):
        text = text.replace(number.text, sign or " ", 1)
    for period in () if sign else reversed(find_periods(text)):
        text = text[: period.begin] + " " + text[period.end :]
    return text


def _loose_indicator(sentence: Span) -> str:
    """What an aim without figures could be measured by; '' for a feeling."""
    hit = next((h for e in forms("doelmeetbaar") if (h := e.search(text_of(sentence))) is not None), None)
    return str(hit["indicator"]).strip() if hit is not None else ""


def _named_indicator(sentence: Span) -> str:
    """What is measured: the words behind 'aandeel' or 'aantal', else the health word of the sentence in its phrase."""
    measured = next((hit for e in forms("doelindicator") for hit in e.finditer(text_of(sentence))), None)
    if measured is not None:
        return str(measured["indicator"]).strip()
    hit = one_of("gezondheid").search(text_of(sentence))
    span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand") if hit else None
    if span is None:
        return ""
    if span.root.pos_ == "VERB":
        return span.root.lemma_
    found = tuple(i for i in phrase(span.root) if not is_group(span.doc[i])) if span.root.pos_ == "NOUN" else ()
    return next((text_between(span.doc, a, b) for a, b in runs(found) if a <= span.root.i < b), text_of(span))
