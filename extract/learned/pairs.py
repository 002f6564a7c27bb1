"""Pairs of a cause and an effect around one cue, with all that is known of them: one row per pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from extract.candidates import Raw
from extract.learned.codes import Codes
from extract.learned.features import OWN, OWN_CATEGORIES, SEEN, SEEN_CATEGORIES, Field, Matrix, field_of, seen_elsewhere, seen_from
from extract.learned.sentences import Sentence
from extract.learned.spans import Span
from extract.learned.triggers import CATEGORIES, NAMES

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What an argument model sees: the candidate itself, its place, and the cue.
ARGUMENT = (*OWN, *SEEN, *NAMES)
#: What the pair model sees.
_SCORES = (
    "q_signaal",
    "q_oorzaak",
    "q_gevolg",
    "q_samen",
    "q_oorzaak_als_gevolg",
    "q_gevolg_als_oorzaak",
    "q_achter_oorzaak",
    "q_achter_gevolg",
)
_TOGETHER = ("b_volgorde", "b_tussen", "b_omvat", "b_regel")
PAIR = (
    *_SCORES, *_TOGETHER, *(f"o_{n}" for n in (*OWN, *SEEN)), *(f"g_{n}" for n in (*OWN, *SEEN)), *NAMES,
)  # fmt: skip
_OWN_CATEGORIES = (*OWN_CATEGORIES, *SEEN_CATEGORIES)
ARGUMENT_CATEGORIES = (*_OWN_CATEGORIES, *CATEGORIES)
PAIR_CATEGORIES = (*(f"o_{n}" for n in _OWN_CATEGORIES), *(f"g_{n}" for n in _OWN_CATEGORIES), *CATEGORIES)


@dataclass(frozen=True, slots=True)
class RuleStatement:
    """A statement a rule made of a cue: where its cause and effect stand, each as (sentence number, positions)."""

    raw: Raw
    cause: tuple[int, frozenset[int]]
    effect: tuple[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Window:
    """All candidate arguments of one cue: its own sentence, the one before, and list items.

    Attributes:
        places: (sentence, span) of each candidate.
        rows: one row per candidate, columns OWN + SEEN.
    """

    places: tuple[tuple[Sentence, Span], ...]
    rows: Matrix


def window_of(sentence: Sentence, position: int, rules: Sequence[RuleStatement], codes: Codes) -> Window:
    """The candidates around one cue and what is known of them."""
    around = [(sentence, 0), *([(sentence.before, 1)] if sentence.before else []), *((item, 2) for item in sentence.items)]
    places: list[tuple[Sentence, Span]] = []
    rows: list[Matrix] = []
    for other, place in around:
        field = field_of(other, codes)
        said = [(_tokens(r.cause, other), _tokens(r.effect, other)) for r in rules]
        seen = seen_from(field, other, position, said, codes) if place == 0 else seen_elsewhere(field, other, place, said)
        keep = _usable(field, position) if place == 0 else np.ones(len(field.spans), dtype=bool)
        places += [(other, span) for span, kept in zip(field.spans, keep, strict=True) if kept]
        rows.append(np.hstack([field.own, seen])[keep])
    return Window(tuple(places), np.vstack(rows))


def _usable(field: Field, position: int) -> NDArray[np.bool_]:
    """The cue belongs to neither side."""
    usable: NDArray[np.bool_] = field.mask[:, position] == 0
    return usable


def _tokens(side: tuple[int, frozenset[int]], sentence: Sentence) -> Matrix:
    column = np.zeros(len(sentence), dtype=np.float32)
    if side[0] == sentence.number:
        column[list(side[1])] = 1
    return column


def best_pairs(window: Window, causes: Matrix, effects: Matrix, most: int) -> list[tuple[int, int]]:
    """The pairs (row of cause, row of effect) of the likeliest causes and effects that do not share a word."""
    first = np.argsort(-causes, kind="stable")[:most]
    second = np.argsort(-effects, kind="stable")[:most]
    return [(int(c), int(e)) for c in first for e in second if not share(window.places[c], window.places[e])]


def share(a: tuple[Sentence, Span], b: tuple[Sentence, Span]) -> bool:
    """Whether two phrases have a word in common."""
    return a[0] is b[0] and not set(a[1]).isdisjoint(b[1])


def pair_rows(
    window: Window, pairs: Sequence[tuple[int, int]], cue: Sequence[float], chance: float, causes: Matrix, effects: Matrix,
    rules: Sequence[RuleStatement],
) -> Matrix:  # fmt: skip
    """One row per pair, columns PAIR.

    Args:
        window: the candidates.
        pairs: rows of cause and effect in the window.
        cue: the row of the cue.
        chance: how likely it is a cue at all.
        causes: per candidate how likely it is the cause.
        effects: likewise the effect.
        rules: what rules made of this cue.
    """
    c = np.array([p[0] for p in pairs], dtype=np.intp)
    e = np.array([p[1] for p in pairs], dtype=np.intp)
    ones = np.ones(len(pairs), dtype=np.float32)
    scores = (
        ones * chance, causes[c], effects[e], causes[c] * effects[e] * chance, effects[c], causes[e],
        causes.max() - causes[c], effects.max() - effects[e],
    )  # fmt: skip
    together = [_together(window.places[a], window.places[b], rules) for a, b in pairs]
    cues = np.tile(np.array(cue, dtype=np.float32), (len(pairs), 1))
    return np.hstack([np.column_stack(scores), np.array(together, dtype=np.float32), window.rows[c], window.rows[e], cues])


def _together(cause: tuple[Sentence, Span], effect: tuple[Sentence, Span], rules: Sequence[RuleStatement]) -> tuple[float, ...]:
    (one, first), (two, second) = cause, effect
    agreed = max((min(_f1(first, one, r.cause), _f1(second, two, r.effect)) for r in rules), default=0.0)
    if one is not two:
        return (2.0 if one.number < two.number else -2.0), 99.0, 0.0, agreed
    order = 1.0 if first[0] < second[0] else -1.0
    gap = max(first[0], second[0]) - min(first[-1], second[-1])
    return order, gap, first[0] > second[0] and first[-1] < second[-1], agreed


def _f1(span: Span, sentence: Sentence, side: tuple[int, frozenset[int]]) -> float:
    if side[0] != sentence.number:
        return 0.0
    return 2 * len(side[1].intersection(span)) / (len(span) + len(side[1]))
