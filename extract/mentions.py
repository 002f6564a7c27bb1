"""Phrases that name a doelgroep, knelpunt, samenwerkingsverband, gezondheidsdoel, lacune or randvoorwaarde."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from spacy.tokens import Doc, Span

from extract.collaborations import find_collaborations
from extract.goals import find_goals
from extract.groups import find_groups
from extract.mention_words import RawMention, matches, whole, words
from extract.parties import find_parties
from extract.problems import find_problems
from extract.records import MentionType
from extract.tokens import text_of


def find_mentions(doc: Doc, year: int | None, around: str = "") -> list[RawMention]:
    """All mentions of one unit, in text order, each stretch of text once per type.

    Args:
        doc: the parsed unit.
        year: year of the document; None when unknown.
        around: headings and lead-in above the unit, which may say that its items are aims.
    """
    found: dict[tuple[MentionType, int, int], RawMention] = {}
    by_sentence = (m for sentence in doc.sents for m in _of_sentence(sentence, year, around))
    for mention in (*by_sentence, *find_collaborations(doc), *(find_parties(doc) if "partij" in words("graafsoort") else ())):
        found.setdefault((mention.type, mention.begin, mention.end), mention)
    kept = [m for m in found.values() if not any(_inside(m, o) for o in found.values())]
    return sorted((_for_graph(m) for m in kept), key=lambda m: (m.begin, m.end, m.type))


def _for_graph(mention: RawMention) -> RawMention:
    """The mention with the parts that the graph model has a property for."""
    return replace(mention, fields=tuple(f for f in mention.fields if f[0] in words("graafveld")))


def _inside(mention: RawMention, other: RawMention) -> bool:
    longer = other.end - other.begin > mention.end - mention.begin
    return mention.type == other.type and longer and other.begin <= mention.begin and mention.end <= other.end


def _of_sentence(sentence: Span, year: int | None, around: str) -> Iterator[RawMention]:
    yield from find_groups(sentence)
    yield from find_problems(sentence)
    yield from find_goals(sentence, year, around)
    for kind in cast("tuple[MentionType, ...]", ("lacune", "randvoorwaarde")):
        if matches(kind, text_of(sentence)):
            yield whole(sentence, kind)
