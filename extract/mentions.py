"""Phrases that name a doelgroep, knelpunt, samenwerkingsverband, gezondheidsdoel, lacune or randvoorwaarde."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from extract.aims import VISION, find_aims
from extract.collaborations import find_collaborations
from extract.goals import find_goals
from extract.groups import find_groups
from extract.mention_words import RawMention, matches, whole, words
from extract.parties import find_parties
from extract.problems import find_problems
from extract.records import MentionType, UnitKind
from extract.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def find_mentions(doc: Doc, year: int | None, around: str = "", nearest: str | None = "", kind: UnitKind = "alinea") -> list[RawMention]:
    """All mentions of one unit, in text order, each stretch of text once per type.

    Args:
        doc: the parsed unit.
        year: year of the document; None when unknown.
        around: headings and lead-in above the unit, which may say that its items are aims.
        nearest: the last heading and the lead-in; None for a heading itself, which states no aim.
        kind: kind of unit it is.
    """
    found: dict[tuple[MentionType, int, int], RawMention] = {}
    by_sentence = (m for sentence in doc.sents for m in _of_sentence(sentence, year, around, kind))
    aims = [] if nearest is None else list(find_aims(doc, year, nearest))
    for mention in (*aims, *by_sentence, *find_collaborations(doc), *(find_parties(doc) if "partij" in words("graafsoort") else ())):
        found.setdefault((mention.type, mention.begin, mention.end), mention)
    kept = [m for m in found.values() if not any(_inside(m, o) for o in found.values())]
    return sorted((_for_graph(m) for m in kept), key=lambda m: (m.begin, m.end, m.type))


def _for_graph(mention: RawMention) -> RawMention:
    """The mention with the parts that the graph model has a property for."""
    return replace(mention, fields=tuple(f for f in mention.fields if f[0] in words("graafveld")))


def _inside(mention: RawMention, other: RawMention) -> bool:
    longer = other.end - other.begin > mention.end - mention.begin
    covered = longer and other.begin <= mention.begin and mention.end <= other.end
    return mention.type == other.type and covered and other.rule != VISION  # a wish is a sentence; what it wishes stays beside it


def _of_sentence(sentence: Span, year: int | None, around: str, kind: UnitKind) -> Iterator[RawMention]:
    yield from find_groups(sentence)
    yield from find_problems(sentence, around, kind)
    yield from find_goals(sentence, year, around)
    for stated in cast("tuple[MentionType, ...]", ("lacune", "randvoorwaarde")):
        if matches(stated, text_of(sentence)):
            yield whole(sentence, stated)
