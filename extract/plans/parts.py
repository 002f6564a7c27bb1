"""The clauses of a sentence: the stretch in which a verb and the facility it is about must stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extract.plans.measure_words import lists
from extract.plans.records import Sentence
from extract.spans import is_finite
from extract.tokens import tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Part:
    """One clause: characters [begin:end] of the text of its unit, with its words; no words for a line of a table."""

    sentence: Sentence
    begin: int
    end: int
    text: str
    tokens: tuple[Token, ...]

    def holds(self, token: Token) -> bool:
        """Whether a word stands in this clause."""
        return self.begin <= token.idx < self.end


def parts(sentence: Sentence) -> tuple[Part, ...]:
    """The clauses of a sentence in text order; one that holds no finite verb goes with the clause before it."""
    found: list[Part] = []
    for begin, end in _stretches(sentence.text):
        part = _part(sentence, sentence.begin + begin, sentence.begin + end)
        sure = _sure().match(part.text) is not None
        if found and not (_has_verb(part, sure=sure) and _has_verb(found[-1], sure=sure)):
            part = _part(sentence, found.pop().begin, part.end)
        found.append(part)
    return tuple(found)


def whole(sentence: Sentence) -> Part:
    """A sentence as one clause."""
    return _part(sentence, sentence.begin, sentence.end)


def _part(sentence: Sentence, begin: int, end: int) -> Part:
    tokens = () if sentence.span is None else tuple(t for t in tokens_in(sentence.span) if begin <= t.idx < end)
    return Part(sentence, begin, end, sentence.unit.text[begin:end], tokens)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for hit in _border().finditer(text):
        if hit.end() > begin:
            yield begin, hit.end()
            begin = hit.end()
    if begin < len(text):
        yield begin, len(text)


@cache
def _border() -> re.Pattern[str]:
    return re.compile(str(lists("grens")["vorm"]))


@cache
def _sure() -> re.Pattern[str]:
    """Words that always begin a clause: there a verb of any form will do."""
    return re.compile(str(lists("grens")["zeker"]), re.IGNORECASE)


def _has_verb(part: Part, *, sure: bool) -> bool:
    return any(is_finite(t) or (sure and t.pos_ == "VERB") for t in part.tokens)
