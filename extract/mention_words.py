"""What a mention is found by: the words and patterns of lexicon/vermeldingen.toml, and the record they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from extract import search
from extract.records import MentionType
from extract.search import Search, search_for
from extract.spans import runs
from extract.tokens import text_of
from extract.words import any_of, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Stands for the mention itself in the patterns of vermeldingen.toml.
STAND_IN = "◊"


@dataclass(frozen=True, slots=True)
class RawMention:
    """A mention in the text of one unit: type, characters, sentence characters, rule and parts."""

    type: MentionType
    begin: int
    end: int
    sentence: tuple[int, int]
    rule: str
    fields: tuple[tuple[str, str], ...] = ()


@cache
def expressions(name: str) -> tuple[re.Pattern[str], ...]:
    """The compiled patterns of one list of vermeldingen.toml; capitals make no difference."""
    return tuple(re.compile(str(e["patroon"]), re.IGNORECASE) for e in lexicon("vermeldingen.toml")[name])


@cache
def forms(name: str) -> tuple[re.Pattern[str], ...]:
    """The compiled forms of one list: patterns with the building blocks <jaar>, <getal> and <waarde> filled in."""
    blocks = lexicon("vermeldingen.toml")["doeldeel"][0]
    found = []
    for entry in lexicon("vermeldingen.toml")[name]:
        text = str(entry["vorm"])
        for block, pattern in blocks.items():
            text = text.replace(f"<{block}>", f"(?:{pattern})")
        found.append(re.compile(text))
    return tuple(found)


@cache
def words(name: str, key: str = "woorden") -> frozenset[str]:
    """The words of one list of vermeldingen.toml, lower case."""
    return frozenset(w.lower() for e in lexicon("vermeldingen.toml")[name] for w in cast("list[str]", e.get(key, [])))


@cache
def one_of(name: str) -> re.Pattern[str]:
    """One expression for the words of a list as whole words."""
    return re.compile(any_of(words(name)), re.IGNORECASE)


@cache
def _searches(name: str) -> tuple[Search, ...]:
    return tuple(map(search_for, expressions(name)))


@cache
def _search_words(name: str) -> tuple[Search, ...]:
    return (search_for(one_of(name)),)


def holds(name: str, text: str) -> bool:
    """Whether a text holds a word of one list of vermeldingen.toml, as a whole word."""
    return search.matches(_search_words(name), text)


def matches(name: str, text: str) -> bool:
    """Whether one of the patterns of a list is found in a text."""
    return search.matches(_searches(name), text)


def hits(name: str, text: str) -> Iterator[re.Match[str]]:
    """All that the patterns of a list find in a text, pattern by pattern."""
    return search.hits(_searches(name), text)


def label_of(word: str) -> str:
    """The singular of a region's own word: 'knelpunten' -> 'knelpunt', 'oorzaken' -> 'oorzaak'."""
    plurals = {
        str(form): str(label)
        for e in lexicon("vermeldingen.toml")["eigen_label"]
        for form, label in cast("dict[str, str]", e["enkelvoud"]).items()
    }
    return plurals.get(word.lower(), word.lower())


def make(
    kind: MentionType, head: Token, positions: tuple[int, ...], sentence: Span, rule: str, fields: dict[str, str]
) -> Iterator[RawMention]:
    """The stretch of a phrase that holds its head; a piece behind a hole would be something else."""
    for first, last in runs(positions):
        if first <= head.i < last:
            begin, end = head.doc[first].idx, head.doc[last - 1].idx + len(head.doc[last - 1])
            yield RawMention(kind, begin, end, (sentence.start_char, sentence.end_char), rule, tuple(sorted(fields.items())))


def whole(sentence: Span, kind: MentionType, fields: dict[str, str] | None = None) -> RawMention:
    """A whole sentence as mention, without the white space around it."""
    text = text_of(sentence)
    begin = sentence.start_char + len(text) - len(text.lstrip())
    bounds = (sentence.start_char, sentence.end_char)
    return RawMention(kind, begin, begin + len(text.strip()), bounds, f"{kind}-zin", tuple(sorted((fields or {}).items())))
