"""The parts of a gezondheidsdoel that make it measurable: indicator, values, year and whom it is about."""

from __future__ import annotations

import re

from spacy.tokens import Span

from extract.groups import group_of, is_group
from extract.mention_words import forms, one_of
from extract.spans import phrase, runs
from extract.tokens import text_between, text_of, tokens_in

YEAR = re.compile(r"\b(20\d\d)\b")


def goal_fields(sentence: Span, year: int | None) -> dict[str, str]:
    """Parts of an aim that stand in its sentence: indicator, populatie, basiswaarde, streefwaarde and doeljaar.

    Args:
        sentence: the sentence of the aim.
        year: year of the document; a year up to then is no doeljaar. None when unknown.
    """
    fields: dict[str, str] = {}
    taken: list[tuple[int, int]] = []
    for hit in (h for e in forms("doelwaarde") for h in e.finditer(text_of(sentence))):
        if not any(a < hit.end() and hit.start() < b for a, b in taken):
            taken.append(hit.span())
            for part, value in hit.groupdict().items():
                if value:
                    fields.setdefault(part, value.strip())
    past = YEAR.findall(fields.get("basiswaarde", ""))
    years = [y for y in YEAR.findall(text_of(sentence)) if (year is None or int(y) > year) and y not in past]
    if years:
        fields.setdefault("doeljaar", max(years))
    fields |= group_text(sentence)
    indicator = _indicator(sentence)
    return {**fields, "indicator": indicator} if indicator else fields


def group_text(span: Span) -> dict[str, str]:
    """The first group of people that some words name, as ``populatie``."""
    group = next((group_of(t) for t in tokens_in(span) if is_group(t)), None)
    return {"populatie": text_between(span.doc, group.begin, group.end)} if group is not None else {}


def _indicator(sentence: Span) -> str:
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
