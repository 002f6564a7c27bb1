"""Samenwerkingsverbanden: named collaborations of several parties, their abbreviation and who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from extract.mention_words import RawMention, forms, words
from extract.search import Search, hits, search_for
from extract.tokens import plain, sentence_of
from extract.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Characters from the start of a name in which its abbreviation and its parties stand.
_NEAR = 250


def find_collaborations(doc: Doc) -> Iterator[RawMention]:
    """The names in one unit, in text order; of two that overlap the longer.

    Reads the unit and not its sentences: a parse takes the capitals of a name for the start of a sentence.
    """
    text = plain(doc).text
    found = [h.span("verband") for h in hits(_searches(), text)]
    taken: list[tuple[int, int]] = []
    for begin, end in sorted({_without_article(text, *f) for f in found}, key=lambda f: (f[0] - f[1], f)):
        hyphenated = text[end : end + 1] == "-"  # 'de ROAZ-regio' is a region
        if begin < end and not hyphenated and not any(a < end and begin < b for a, b in taken):
            taken.append((begin, end))
    for begin, end in sorted(taken):
        span = doc.char_span(begin, end, alignment_mode="expand")
        if span is not None:
            bounds = (sentence_of(doc[span.start]).start_char, sentence_of(doc[span.end - 1]).end_char)
            fields = {**_part("afkorting", text[begin : bounds[1]]), **_part("partijen", text[begin : bounds[1]])}
            yield RawMention("samenwerkingsverband", begin, end, bounds, "samenwerkingsverband-naam", tuple(sorted(fields.items())))


def _without_article(text: str, begin: int, end: int) -> tuple[int, int]:
    """The name without what a capital at the start of a sentence may have drawn in: 'De', 'In het'."""
    while (first := text[begin:end].split(" ", 1))[0].lower() in words("naam_begin"):
        if len(first) == 1:
            return begin, begin
        begin += len(first[0]) + 1
    return begin, end


def _part(name: str, text: str) -> dict[str, str]:
    """The abbreviation or the parties that stand right behind a name."""
    hit = next((h for e in forms(name) if (h := e.match(text[:_NEAR]))), None)
    return {name: hit[name].strip()} if hit else {}


@cache
def _searches() -> tuple[Search, ...]:
    return tuple(map(search_for, (*forms("samenwerkingsverband"), _known_names())))


def _known_names() -> re.Pattern[str]:
    """Names that are a collaboration wherever they stand, as written in the list."""
    names = [n for e in lexicon("vermeldingen.toml")["bekend_verband"] for n in cast("list[str]", e["woorden"])]
    return re.compile(r"(?<!\w)(?P<verband>" + "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))) + r")(?!\w)")
