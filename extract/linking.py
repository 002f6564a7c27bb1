"""Grounding: from the words of an argument to a concept of the scheme, or to a concept of the region itself.

A concept is found by its pattern, or by the keys of one of its wordings ('personeelstekort' = 'tekort aan medewerkers'). What
does not ground becomes a concept of the region under its own keys, so that two wordings of one new concept meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extract.records import Grounding, Sign
from extract.search import Search, search_for
from extract.wordings import Word, is_direction, key_of, keys_of, qualifiers, words_of
from extract.words import mentions
from ontology.load import Concept, load_concepts
from ontology.namen import region_concept

if TYPE_CHECKING:
    from spacy.tokens import Span

#: Share of what a span says that a concept must explain to take it over.
FLOOR = 0.5
#: Words that may stand between those of a wording, besides the ones it has itself.
SLACK = 3
#: Letters by which a lemma is recognised in its word.
ALIKE = 3
#: Roles of concepts that can be cause or effect; doelgroepen and sectoren are mentioned, not caused.
CAUSAL_ROLES = frozenset({"Oorzaak", "Knelpunt", "Effect", "Kans"})


@dataclass(frozen=True, slots=True)
class _Wording:
    """One wording of a concept as keys over so many words; ``pole`` '-' for its opposite or the wanted state."""

    concept: Concept
    keys: frozenset[str]
    length: int
    pole: Sign


@dataclass(frozen=True, slots=True)
class _Hit:
    """A concept found in a span: the share it explains, the letters and words it rests on, and the pole of its wording.

    ``whole``: the span is one of the concept's own wordings, in other words or order.
    """

    score: float
    whole: bool
    letters: float
    used: frozenset[int]
    concept: Concept
    pole: Sign

    @property
    def rank(self) -> tuple[float, bool, float, bool, str]:
        """Sorts the best first: the larger share, a wording of the concept itself, more letters, the narrower concept."""
        return (-self.score, not self.whole, -self.letters, self.concept.broader is None, self.concept.iri)


def ground(text: str, lemmas: tuple[str, ...], owner: str) -> Grounding:
    """Link a span to its concept.

    The score is the share of the span that the concept explains, in [0, 1]: every word weighs its length, a general word
    (zorg, inwoner) a quarter of it, a word of direction (meer, minder) or without content nothing. A concept whose words
    stand first and are then narrowed ('werkdruk bij wijkteams') explains at least half. Below ``FLOOR`` the span is a
    concept of the region (score 0), with the nearest concept as runner-up.

    Args:
        text: the readable words of the span.
        lemmas: its content lemmas in order (nouns, names, adjectives, verbs).
        owner: the region that a concept of its own belongs to; the document when the region is unknown.
    """
    return _ground(" ".join(text.split()), lemmas, owner)


@lru_cache(maxsize=20_000)
def _ground(text: str, lemmas: tuple[str, ...], owner: str) -> Grounding:
    best: dict[str, _Hit] = {}
    for hit in (*_by_pattern(text), *_by_wording(text)):
        if hit.concept.iri not in best or hit.rank < best[hit.concept.iri].rank:
            best[hit.concept.iri] = hit
    wider = {hit.concept.broader for hit in best.values() if hit.score >= FLOOR}
    ranked = sorted(best.values(), key=lambda hit: (hit.concept.iri in wider, hit.rank))
    first, second = (*ranked, None, None)[:2]
    if first is None or first.score < FLOOR:
        nearest = (first.concept.label, round(first.score, 3)) if first else ("", 0.0)
        return Grounding(region_concept(owner, _key(text, lemmas)), text[:120], 0.0, "+", *nearest, new=True)
    other = (second.concept.label, round(second.score, 3)) if second else ("", 0.0)
    return Grounding(first.concept.iri, first.concept.label, round(first.score, 3), _pole(first, text), *other)


def _by_pattern(text: str) -> Iterator[_Hit]:
    for concept, search in _patterns():
        found = search.pattern.search(text) if search.possible(text) else None
        if found is not None and found.end() > found.start():
            begin, end = found.span()
            overlap = {i: min(w.end, end) - max(w.begin, begin) for i, w in enumerate(words_of(text))}
            yield _hit(text, concept, _PLUS, {i: letters for i, letters in overlap.items() if letters > 0})


def _by_wording(text: str) -> Iterator[_Hit]:
    words = words_of(text)
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        for key in word.keys:
            places.setdefault(key, []).append(i)
    for wording in (w for key in places for w in _wordings().get(key, ()) if w.keys <= places.keys()):
        used = _nearest([places[key] for key in sorted(wording.keys)])
        if max(used) - min(used) < wording.length + SLACK:
            said = {i: sum(key in wording.keys for key in words[i].keys) / len(words[i].keys) for i in used}
            letters = {i: share * (words[i].end - words[i].begin) for i, share in said.items()}
            yield _hit(text, wording.concept, wording.pole, letters, whole=len(wording.keys) == len(places))


def _nearest(places: list[list[int]]) -> list[int]:
    """One place for each key, close to the key with the fewest places."""
    anchor = min(places, key=len)[0]
    return [min(options, key=lambda place: abs(place - anchor)) for options in places]


def _hit(text: str, concept: Concept, pole: Sign, letters: Mapping[int, float], *, whole: bool = False) -> _Hit:
    """A hit that rests on so many letters of each word; a general word of a longer wording ('druk op de zorg') counts in full."""
    words, used = words_of(text), frozenset(i for i, n in letters.items() if n)
    full = any(words[i].weight >= words[i].end - words[i].begin for i in used)
    weights = [(w.end - w.begin if full and w.weight and i in used else w.weight) for i, w in enumerate(words)]
    total = sum(weights)
    share = sum(weights[i] * n / (words[i].end - words[i].begin) for i, n in letters.items()) / total if total else 1.0
    if pole == "+" and _is_narrowed(text, words, used):
        share = FLOOR + share * (1 - FLOOR)
    return _Hit(min(1.0, share), whole, sum(letters.values()), used, concept, pole)


def _is_narrowed(text: str, words: tuple[Word, ...], used: frozenset[int]) -> bool:
    """Whether the used words come first and a preposition follows: 'werkdruk | bij de wijkteams'."""
    first = next((i for i, w in enumerate(words) if w.weight), None)
    after = max(used, default=-1) + 1
    return first in used and 0 < after < len(words) and text[words[after].begin : words[after].end].lower() in qualifiers()


def _pole(hit: _Hit, text: str) -> Sign:
    """The pole after the words around the match: 'minder' turns a concept, 'ontbreken' turns its good side back."""
    outside = " ".join(text[w.begin : w.end] for i, w in enumerate(words_of(text)) if i not in hit.used)
    if hit.pole == "-":
        return "+" if mentions("gemis", outside) else "-"
    less = "minder" in keys_of(outside) or mentions("afname", outside) or mentions("geen_of_niet", outside)
    return "-" if less else "+"


def _key(text: str, lemmas: tuple[str, ...]) -> str:
    """What two wordings of one new concept share: its keys, sorted; less or none of it is a concept of its own.

    The words themselves go before their lemmas, which depend on the sentence around them; a lemma that looks like none of
    the words ('gestegen': stijgen) stands in for it.
    """
    forms = {text[w.begin : w.end].lower(): w.keys for w in words_of(text) if w.keys}
    kept = {form for form in forms if not lemmas or any(lemma[:ALIKE] in form for lemma in lemmas)}
    irregular = [lemma for lemma in lemmas if not any(lemma[:ALIKE] in form for form in text.lower().split())]
    keys = {key for form in kept for key in forms[form]} | {key for lemma in irregular for key in key_of(lemma)}
    key = "-".join(sorted(k for k in keys if not is_direction(k))) or text
    return f"{key}-minder" if {"minder", "geen"} & keys_of(text) or mentions("afname", text) else key


def _scheme() -> tuple[Concept, ...]:
    return tuple(concept for concept in load_concepts() if concept.role in CAUSAL_ROLES)


@cache
def _patterns() -> tuple[tuple[Concept, Search], ...]:
    return tuple((concept, search_for(re.compile(concept.pattern, re.IGNORECASE))) for concept in _scheme())


@cache
def _wordings() -> dict[str, tuple[_Wording, ...]]:
    """Every wording of every concept under one of its keys, the longest: a span without that key need not look at it."""
    table: dict[str, dict[tuple[str, frozenset[str]], _Wording]] = {}
    for concept in _scheme():
        own = [(w, _PLUS) for w in (concept.label, *concept.variants)]
        for wording, pole in (*own, *((w, _MINUS) for w in (*concept.negative_pole, *concept.theme))):
            keys = keys_of(wording)
            if any(not is_direction(key) for key in keys):
                anchor = max(sorted(keys), key=lambda key: (not is_direction(key), len(key)))
                table.setdefault(anchor, {}).setdefault((concept.iri, keys), _Wording(concept, keys, len(words_of(wording)), pole))
    return {anchor: tuple(found.values()) for anchor, found in table.items()}


_PLUS: Sign = "+"
_MINUS: Sign = "-"


def content_lemmas(span: Span) -> tuple[str, ...]:
    """Content lemmas of a parsed span, without function words and numbers."""
    return tuple(t.lemma_.lower() for t in span if t.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"} and t.is_alpha)
