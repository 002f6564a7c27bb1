"""Grounding: from the words of an argument to a concept of the scheme, or to a concept of the region itself.

First version: a concept's pattern and variants against the words, longest match first; what does not ground becomes a
concept of the region under its own normalised words, so that two wordings of one new concept meet.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.records import Grounding
from extract.words import mentions, word_set
from ontology.load import Concept, load_concepts
from ontology.prefixes import ID

if TYPE_CHECKING:
    from spacy.tokens import Span

#: Share of the content words of a span that a concept must explain to take it over.
FLOOR = 0.5
#: Concepts that can be cause or effect; doelgroepen and sectoren are mentioned, not caused.
CAUSAL_ROLES = frozenset({"Oorzaak", "Knelpunt", "Effect", "Kans"})


@dataclass(frozen=True, slots=True)
class _Matcher:
    concept: Concept
    expression: re.Pattern[str]


@lru_cache(maxsize=1)
def _matchers() -> tuple[_Matcher, ...]:
    made = []
    for concept in load_concepts():
        words = sorted({concept.label, *concept.variants}, key=lambda w: (-len(w), w))
        parts = [r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)"]
        if concept.pattern:
            parts.append(concept.pattern)
        made.append(_Matcher(concept, re.compile("|".join(f"(?:{p})" for p in parts), re.IGNORECASE)))
    return tuple(made)


def slug(text: str) -> str:
    """Lower-case ASCII slug, cut at 60 characters with a hash when longer."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "leeg"
    if len(short) <= 60:
        return short
    return short[:50].rstrip("-") + "-" + hashlib.sha256(text.encode()).hexdigest()[:8]


def ground(text: str, lemmas: tuple[str, ...], regio: str, *, roles: frozenset[str] = CAUSAL_ROLES) -> Grounding:
    """Link a span to its concept.

    Args:
        text: the readable words of the span.
        lemmas: its content lemmas in order (nouns, names, adjectives, verbs).
        regio: region of the document, for concepts of its own.
        roles: which kinds of concept may take the span.
    """
    scored: list[tuple[float, int, Concept]] = []
    size = sum(len(w) for w in re.findall(r"\w+", text) if w.lower() not in word_set("rand"))
    for matcher in _matchers():
        if matcher.concept.role in roles:
            found = matcher.expression.search(text)
            if found is not None and found.end() > found.start():
                covered = sum(len(w) for w in re.findall(r"\w+", found.group(0)) if w.lower() not in word_set("rand"))
                scored.append((min(1.0, covered / max(size, 1)), found.end() - found.start(), matcher.concept))
    scored.sort(key=lambda s: (-s[0], -s[1], s[2].iri))
    if scored and scored[0][0] >= FLOOR:
        best = scored[0]
        other = scored[1] if len(scored) > 1 else None
        return Grounding(
            best[2].iri,
            best[2].label,
            round(best[0], 3),
            "-" if _negative(text, best[2]) else "+",
            other[2].label if other else "",
            round(other[0], 3) if other else 0.0,
        )
    key = "-".join(sorted(set(lemmas))) or text
    return Grounding(f"{ID}begrip/{slug(regio)}/{slug(key)}", text[:120], 0.0, "+", scored[0][2].label if scored else "", 0.0, new=True)


def _negative(text: str, concept: Concept) -> bool:
    """The span names the lessening of the concept: 'minder wachttijd', 'afname van mantelzorgers'."""
    if any(re.search(re.escape(p), text, re.IGNORECASE) for p in concept.negative_pole):
        return True
    return mentions("afname", text) and not mentions("afname", concept.label)


def content_lemmas(span: Span) -> tuple[str, ...]:
    """Content lemmas of a parsed span, without function words and numbers."""
    return tuple(t.lemma_.lower() for t in span if t.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"} and t.is_alpha)
