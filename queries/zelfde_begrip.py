"""Pairs of concepts that may be one: the same words in another form or order, or all but one of them.

Only a suggestion: people decide. Never suggested are two concepts of the scheme (the ontology lists them apart), concepts
that rg:nietSamenMet keeps apart, words that say the opposite, and pairs that a reviewer keeps apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from extract.wordings import is_direction, keys_of
from extract.zelfde import phrase_of
from ontology.load import load_concepts
from queries.begrippen import Begrip, concept_list
from queries.lezing import Lezing, once

#: A word that more concepts than this have says little of any pair.
TOO_COMMON = 60
#: Part of the words of both that they must share, and how many at least when not all are.
SHARED, LEAST = 0.66, 2


@dataclass(frozen=True, slots=True)
class Paar:
    """Two concepts that may be one; ``gelijk`` when all telling words are the same, ``woorden`` those they share."""

    een: Begrip
    ander: Begrip
    gelijk: bool
    woorden: tuple[str, ...]


def suggestions(lezing: Lezing, apart: Callable[[str, str], bool] = lambda _one, _other: False) -> list[Paar]:
    """Pairs that may be one concept: the same words first, then those used most.

    Args:
        lezing: the graph as read.
        apart: whether a reviewer keeps two concepts (IRIs) apart.
    """
    return [pair for pair in _pairs(lezing) if not apart(pair.een.iri, pair.ander.iri)]


@once
def _pairs(lezing: Lezing) -> tuple[Paar, ...]:
    """All pairs, before reviewers are asked; the concept used most is the first of its pair."""
    concepts = concept_list(lezing)
    keys = [keys_of(one.label) for one in concepts]
    found = [
        Paar(concepts[first], concepts[second], keys[first] == keys[second], tuple(sorted(keys[first] & keys[second])))
        for first, second in _near(keys)
        if _alike(keys[first], keys[second])
        and not _opposed(concepts[first], concepts[second])
        and not _kept_apart(concepts[first], concepts[second])
    ]
    return tuple(sorted(found, key=lambda p: (not p.gelijk, -min(p.een.aantal, p.ander.aantal), -p.een.aantal, p.een.label, p.ander.label)))


def _near(keys: list[frozenset[str]]) -> list[tuple[int, int]]:
    """The places of concepts that share all words, or one that is not in very many."""
    same: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        same[own].append(place)
        for key in own:
            having[key].append(place)
    groups = [places for own, places in same.items() if own]
    groups += [places for places in having.values() if len(places) <= TOO_COMMON]
    return sorted({pair for places in groups for pair in combinations(places, 2)})


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """All words the same; or most, and what differs does not say how much, how many or that it is not so."""
    if one == other:
        return True
    shared, differ = one & other, one ^ other
    telling = len(shared) >= LEAST and len(shared) / len(one | other) >= SHARED
    return telling and not any(is_direction(key) or key.startswith(("niet", "geen")) for key in differ)


def _opposed(one: Begrip, other: Begrip) -> bool:
    return phrase_of(one.label).level != phrase_of(other.label).level


def _kept_apart(one: Begrip, other: Begrip) -> bool:
    """Whether the ontology lists the two as two, or one of them holds the words of what the other must not be joined with."""
    scheme = _scheme()
    if one.iri in scheme and other.iri in scheme:
        return True
    return any(
        rival <= keys_of(free.label) and not rival <= keys_of(listed.label)
        for listed, free in ((one, other), (other, one))
        for rival in scheme.get(listed.iri, ())
    )


@cache
def _scheme() -> dict[str, tuple[frozenset[str], ...]]:
    """The concepts of the scheme, each with the words of those it must not be joined with."""
    labels = {concept.iri: concept.label for concept in load_concepts()}
    return {c.iri: tuple(keys_of(labels[other]) for other in c.not_with if other in labels) for c in load_concepts()}
