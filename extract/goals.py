"""Gezondheidsdoelen: what a text wants to improve for the health of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.goal_fields import YEAR, goal_fields
from extract.mention_words import RawMention, hits, holds, matches, whole, words
from extract.spans import is_finite, tidy
from extract.surface import clause_around, noun_phrase_end
from extract.tokens import first_of, plain, text_of, tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Most words of an aim in front of its verb, and of an aim that is a clause.
_MAX_BEFORE, _MAX_CLAUSE = 14, 16
#: Characters in front of a wanted state in which the word stands that makes it an aim.
_LEAD = 90


def find_goals(sentence: Span, year: int | None, around: str = "") -> Iterator[RawMention]:
    """Aims of one sentence.

    Args:
        sentence: the sentence.
        year: year of the document, so that a later year is an aim and not a fact; None when unknown.
        around: headings and lead-in above the sentence: 'Onze doelen'.
    """
    text = text_of(sentence)
    if not holds("gezondheid", text) or holds("geen_doel", text):
        return
    later = [y for y in YEAR.findall(text) if year is not None and int(y) > year]
    measured = holds("doelwoord", text) or bool(later)
    if measured and not holds("zorgdoel", text) and matches("gezondheidsdoel", text):
        yield whole(sentence, "gezondheidsdoel", goal_fields(sentence, year))
        return
    aimed = holds("doelcontext", text) or holds("doelkop", around)
    for begin, end in (*_by_verb(sentence), *(_states(sentence, around) if aimed else ())):
        span = sentence.doc[begin:end]
        if holds("gezondheid", text_of(span)) and not holds("zorgdoel", text_of(span)):
            bounds = (sentence.start_char, sentence.end_char)
            fields = tuple(sorted(goal_fields(sentence, year).items()))
            yield RawMention("gezondheidsdoel", span.start_char, span.end_char, bounds, "gezondheidsdoel-streven", fields)


def _by_verb(sentence: Span) -> Iterator[tuple[int, int]]:
    """'het verbeteren van de gezondheid', 'gezondheidsverschillen verkleinen', 'om eenzaamheid te verminderen'."""
    known = plain(sentence.doc)
    for token in tokens_in(sentence):
        if words("doelwerkwoord").isdisjoint((known.lower[token.i], known.lemma[token.i])):
            continue
        after = token.nbor(1) if token.i + 1 < sentence.end else None
        heading = token.i == sentence.start and after is not None and after.pos_ in {"NOUN", "ADJ"} and token.lower_.endswith("en")
        if heading or (after is not None and after.lower_ in words("doel_van")):
            begin = token.i + 1 + (not heading)
            if after is not None and after.lower_ == "dat":
                yield _first_of(token), clause_around(sentence, begin, begin)[1]
            else:
                yield _first_of(token), noun_phrase_end(sentence.doc, begin, min(sentence.end, begin + _MAX_BEFORE))
        elif _is_wish(token, sentence):
            positions = tidy(sentence.doc, range(_begin_before(token, sentence), token.i + 1))
            if positions and positions[0] < token.i:
                yield positions[0], positions[-1] + 1


def _first_of(verb: Token) -> int:
    """'voorkomen en terugdringen van': the first of the coordinated verbs."""
    doc, i = verb.doc, verb.i
    while i - 2 >= first_of(verb) and doc[i - 1].lower_ in {"en", "of", ","} and doc[i - 2].lower_ in words("doelwerkwoord"):
        i -= 2
    return i


def _is_wish(token: Token, sentence: Span) -> bool:
    """An infinitive that someone wants, not a thing done: with 'om ... te', 'willen' or the like in its sentence."""
    infinitive = token.pos_ in {"VERB", "NOUN"} and token.lower_.endswith("n") and not token.morph.get("Tense", [])
    return infinitive and (holds("doelcontext", text_of(sentence)) or _begins_with_om(token, sentence))


def _begins_with_om(token: Token, sentence: Span) -> bool:
    begin = _begin_before(token, sentence)
    return begin > sentence.start and sentence.doc[begin - 1].lower_ in {"om", "teneinde", "door"}


def _begin_before(verb: Token, sentence: Span) -> int:
    """Where the object of an infinitive begins: behind a verb, a subject, 'om' or a comma that divides clauses."""
    doc = verb.doc
    for i in range(verb.i - 1, max(sentence.start, verb.i - _MAX_BEFORE) - 1, -1):
        token = doc[i]
        stop = token.text in {";", ":", "(", ")", "•"} or token.lower_ in words("doel_begin")
        verbal = token.pos_ in {"VERB", "AUX"} and (is_finite(token) or token.lower_ in words("doelwerkwoord"))
        if stop or verbal or (token.text == "," and is_finite(doc[i - 1])):
            return i + 1
    return max(sentence.start, verb.i - _MAX_BEFORE)


def _states(sentence: Span, around: str) -> Iterator[tuple[int, int]]:
    """The state that is wanted: 'inwoners voelen zich gezonder', 'langer thuis wonen', 'een vitale samenleving'."""
    text = text_of(sentence)
    for hit in hits("gezonde_toestand", text):
        span = _span_of(sentence, hit)
        led_in = holds("doelkop", around) or holds("doelcontext", text[max(0, hit.start() - _LEAD) : hit.start()])
        named = hit.group()[:1].isupper() and hit.start() > 0  # 'Gezond Veenrijk' is the name of a programme
        if span is not None and led_in and not named:
            yield span.start, span.end
    for hit in hits("gezonde_mensen", text):
        span = _span_of(sentence, hit)
        if span is None:
            continue
        positions = tidy(sentence.doc, range(*clause_around(sentence, span.start, span.end)))
        if positions and positions[-1] - positions[0] < _MAX_CLAUSE:
            yield positions[0], positions[-1] + 1


def _span_of(sentence: Span, hit: re.Match[str]) -> Span | None:
    return sentence.char_span(hit.start(), hit.end(), alignment_mode="expand")
