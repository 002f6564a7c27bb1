"""Grounding: from the words of an argument to a concept of the scheme, or to a concept of the region itself.

First version: a concept's pattern and variants against the words, longest match first; what does not ground becomes a
concept of the region under its own normalised words, so that two wordings of one new concept meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.records import Grounding, Sign
from extract.words import any_of, mentions, word_set
from ontology.load import Concept, load_concepts
from ontology.namen import region_concept

if TYPE_CHECKING:
    from spacy.tokens import Span

#: Share of the content words of a span that a concept must explain to take it over.
FLOOR = 0.5
#: Roles of concepts that can be cause or effect; doelgroepen and sectoren are mentioned, not caused.
CAUSAL_ROLES = frozenset({"Oorzaak", "Knelpunt", "Effect", "Kans"})


@dataclass(frozen=True, slots=True)
class _Matcher:
    """How to find one concept: by its own words, or by words for its opposite."""

    concept: Concept
    own: re.Pattern[str]
    opposite: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _matchers() -> tuple[_Matcher, ...]:
    made = []
    for concept in (c for c in load_concepts() if c.role in CAUSAL_ROLES):
        own = any_of((concept.label, *concept.variants)) + (f"|(?:{concept.pattern})" if concept.pattern else "")
        poles = (*concept.negative_pole, *concept.theme)
        made.append(_Matcher(concept, re.compile(own, re.IGNORECASE), re.compile(any_of(poles), re.IGNORECASE) if poles else None))
    return tuple(made)


def ground(text: str, lemmas: tuple[str, ...], owner: str) -> Grounding:
    """Link a span to its concept.

    Args:
        text: the readable words of the span.
        lemmas: its content lemmas in order (nouns, names, adjectives, verbs).
        owner: the region that a concept of its own belongs to; the document when the region is unknown.
    """
    size = sum(map(len, _content(text)))
    scored: list[tuple[float, int, Concept, Sign]] = []
    for matcher in _matchers():
        found = matcher.own.search(text)
        pole: Sign = "+"
        if found is None and matcher.opposite is not None:
            found, pole = matcher.opposite.search(text), "-"
        if found is not None and found.end() > found.start():
            share = min(1.0, sum(map(len, _content(found.group(0)))) / max(size, 1))
            outside = text[: found.start()] + "|" + text[found.end() :]
            scored.append((share, found.end() - found.start(), matcher.concept, _turned(pole, outside)))
    scored.sort(key=lambda s: (-s[0], -s[1], s[2].iri))
    if scored and scored[0][0] >= FLOOR:
        share, _, concept, pole = scored[0]
        other = scored[1] if len(scored) > 1 else None
        second = (other[2].label, round(other[0], 3)) if other else ("", 0.0)
        return Grounding(concept.iri, concept.label, round(share, 3), pole, *second)
    nearest = (scored[0][2].label, round(scored[0][0], 3)) if scored else ("", 0.0)
    return Grounding(region_concept(owner, _key(text, lemmas)), text[:120], 0.0, "+", *nearest, new=True)


def _key(text: str, lemmas: tuple[str, ...]) -> str:
    """What two wordings of one new concept share: its content lemmas; less or none of it is a concept of its own."""
    key = "-".join(sorted({w for w in lemmas if w not in word_set("verandering") | word_set("afname")})) or text
    return f"{key}-minder" if mentions("afname", text) or mentions("geen_of_niet", text) else key


def _turned(pole: Sign, outside: str) -> Sign:
    """The pole after the words around the match: 'minder' turns a concept, 'ontbreken' turns its good side back."""
    turns = mentions("gemis", outside) if pole == "-" else mentions("afname", outside) or mentions("geen_of_niet", outside)
    return _flip(pole) if turns else pole


def _content(text: str) -> list[str]:
    """The words that carry the meaning: without function words and without words of change."""
    light = word_set("functiewoord") | word_set("verandering") | word_set("afname") | word_set("geen_of_niet")
    return [w for w in re.findall(r"\w+", text) if w.lower() not in light]


def _flip(pole: Sign) -> Sign:
    return "+" if pole == "-" else "-"


def content_lemmas(span: Span) -> tuple[str, ...]:
    """Content lemmas of a parsed span, without function words and numbers."""
    return tuple(t.lemma_.lower() for t in span if t.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"} and t.is_alpha)
