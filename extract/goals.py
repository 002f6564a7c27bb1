"""Gezondheidsdoelen: what a text wants to improve for the health of people, with the parts that make it measurable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from extract.groups import group_phrase, is_group
from extract.mention_words import RawMention, expressions, forms, holds, make, one_of, whole, words
from extract.spans import phrase, runs, tidy

_YEAR = re.compile(r"\b(20\d\d)\b")


def find_goals(sentence: Span, year: int | None) -> Iterator[RawMention]:
    """Aims of one sentence; ``year`` is that of the document, so that a later year is an aim and not a fact."""
    text = sentence.text
    later = [y for y in _YEAR.findall(text) if year is not None and int(y) > year]
    measured = holds("doelwoord", text) or bool(later)
    if holds("gezondheid", text) and measured and any(e.search(text) for e in expressions("gezondheidsdoel")):
        yield whole(sentence, "gezondheidsdoel", goal_fields(sentence, year))
        return
    for token in sentence:
        if token.lemma_.lower() in words("doelwerkwoord") and token.pos_ in {"VERB", "NOUN"}:
            positions = _aim(token)
            if positions and holds("gezondheid", " ".join(token.doc[i].text for i in positions)):
                yield from make("gezondheidsdoel", token, positions, sentence, "gezondheidsdoel-streven", goal_fields(sentence, year))


def _aim(token: Token) -> tuple[int, ...]:
    """What is to be improved, with the verb that says so; () when someone did it already."""
    if token.pos_ == "NOUN":
        return phrase(token)
    if token.morph.get("Tense", []) == ["Past"] or any(c.lemma_.lower() in words("voltooid") for c in token.children):
        return ()
    found = [c for c in token.children if c.dep_ in {"obj", "nsubj:pass", "obl"} and c.pos_ == "NOUN"]
    positions = set(phrase(found[0])) | {token.i} if found else set()
    return tidy(token.doc, range(min(positions), max(positions) + 1)) if positions and max(positions) - min(positions) <= 16 else ()


def goal_fields(sentence: Span, year: int | None) -> dict[str, str]:
    """Parts of an aim that stand in its sentence: indicator, populatie, basiswaarde, streefwaarde and doeljaar.

    Args:
        sentence: the sentence of the aim.
        year: year of the document; a year up to then is no doeljaar. None when unknown.
    """
    fields: dict[str, str] = {}
    taken: list[tuple[int, int]] = []
    for hit in (h for e in forms("doelwaarde") for h in e.finditer(sentence.text)):
        if not any(a < hit.end() and hit.start() < b for a, b in taken):
            taken.append(hit.span())
            for part, value in hit.groupdict().items():
                if value:
                    fields.setdefault(part, value.strip())
    past = _YEAR.findall(fields.get("basiswaarde", ""))
    years = [y for y in _YEAR.findall(sentence.text) if (year is None or int(y) > year) and y not in past]
    if years:
        fields.setdefault("doeljaar", max(years))
    group = next((t for t in sentence if is_group(t)), None)
    if group is not None:
        fields["populatie"] = next((sentence.doc[a:b].text for a, b in runs(group_phrase(group)) if a <= group.i < b), group.text)
    indicator = _indicator(sentence)
    return {**fields, "indicator": indicator} if indicator else fields


def _indicator(sentence: Span) -> str:
    """What is measured: the words behind 'aandeel' or 'aantal', else the health word of the sentence in its phrase."""
    measured = next((hit for e in forms("doelindicator") for hit in e.finditer(sentence.text)), None)
    if measured is not None:
        return str(measured["indicator"]).strip()
    hit = one_of("gezondheid").search(sentence.text)
    span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand") if hit else None
    if span is None:
        return ""
    if span.root.pos_ == "VERB":
        return span.root.lemma_
    found = tuple(i for i in phrase(span.root) if not is_group(span.doc[i])) if span.root.pos_ == "NOUN" else ()
    return next((span.doc[a:b].text for a, b in runs(found) if a <= span.root.i < b), span.text)
