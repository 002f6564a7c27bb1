"""What is known about a candidate argument: of itself, and seen from a candidate cue. Matrices with one row per candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.learned.codes import UNKNOWN, Codes
from extract.learned.sentences import Sentence
from extract.learned.spans import Span, candidates
from extract.valence import roles_of
from extract.words import word_set

Matrix = NDArray[np.float32]

#: Columns of a candidate by itself: categories, counts of its words by flag, measures.
OWN_CATEGORIES = ("a_snede", "a_soort", "a_label", "a_eerste", "a_laatste", "a_ervoor", "a_erna", "a_woord_ervoor", "a_woord_erna")
_FLAGS = (
    "a_naamwoorden", "a_werkwoorden", "a_persoonsvormen", "a_kommas", "a_en", "a_voegwoorden", "a_signalen", "a_slecht", "a_goed",
    "a_last", "a_baat", "a_meer", "a_minder", "a_niet", "a_actor", "a_wij", "a_verwijst", "a_maatregel",
)  # fmt: skip
OWN = (*OWN_CATEGORIES, *_FLAGS, "a_lengte", "a_gat", "a_deel", "a_kop_is_gezegde", "a_kop_actor", "a_kop_vnw")
#: Columns of a candidate as seen from the cue.
SEEN_CATEGORIES = ("p_waar", "p_omhoog", "p_laatst_omhoog", "p_omlaag", "p_laatst_omlaag", "p_pad")
SEEN = (
    *SEEN_CATEGORIES, "p_op", "p_neer", "p_kant", "p_afstand", "p_kommas", "p_werkwoorden", "p_voegwoorden", "p_en",
    "p_bevat_signaal", "p_is_signaal", "p_kop_van_signaal", "p_regel_oorzaak", "p_regel_gevolg",
)  # fmt: skip
#: Longest path that is told apart as a whole.
PATH = 3
_ROLES = ("slecht", "goed", "last", "baat", "meer", "minder", "niet")


@dataclass(frozen=True, slots=True)
class Field:
    """The candidates of one sentence in columns.

    Attributes:
        spans: the candidates.
        own: one row per candidate, columns OWN.
        mask: candidates x tokens, 1 where a token belongs to a candidate.
        heads: position of the head of each candidate.
        steps: tokens + 1 x 4, running counts of commas, verbs, SCONJ and CCONJ.
    """

    spans: tuple[Span, ...]
    own: Matrix
    mask: Matrix
    heads: NDArray[np.intp]
    steps: Matrix


def field_of(sentence: Sentence, codes: Codes) -> Field:
    """The candidates of a sentence with what is known of them; computed once."""
    known = sentence.cache.get("field")
    if isinstance(known, Field):
        return known
    found = candidates(sentence)
    spans = tuple(found)
    mask = np.zeros((len(spans), len(sentence)), dtype=np.float32)
    for row, span in enumerate(spans):
        mask[row, list(span)] = 1
    categories = [_categories(sentence, span, way, head, codes) for span, (way, head) in found.items()]
    measures = [_measures(sentence, span, head) for span, (_, head) in found.items()]
    own = np.hstack([_matrix(categories, len(OWN_CATEGORIES)), mask @ _flags(sentence), _matrix(measures, 6)])
    heads = np.array([head for _, head in found.values()], dtype=np.intp)
    result = Field(spans, own, mask, heads, _steps(sentence))
    sentence.cache["field"] = result
    return result


def _matrix(rows: Sequence[Sequence[float]], width: int) -> Matrix:
    return np.array(rows, dtype=np.float32).reshape(len(rows), width)


def _categories(s: Sentence, span: Span, way: str, head: int, codes: Codes) -> list[int]:
    before, after = span[0] - 1, span[-1] + 1
    inside = after < len(s)
    values = (
        way,
        s.tags[head],
        s.labels[head],
        s.tags[span[0]],
        s.tags[span[-1]],
        s.tags[before] if before >= 0 else "begin",
        s.tags[after] if inside else "eind",
        _signal(s, before) if before >= 0 else "begin",
        _signal(s, after) if inside else "eind",
    )
    return [codes(name, value) for name, value in zip(OWN_CATEGORIES, values, strict=True)]


def _signal(s: Sentence, i: int) -> str:
    return s.words[i] if s.words[i] in word_set("signaalwoord") else ""


def _measures(s: Sentence, span: Span, head: int) -> tuple[float, ...]:
    gap = span[-1] - span[0] + 1 - len(span)
    return (len(span), gap, len(span) / len(s), s.labels[head] == "ROOT", s.words[head] in word_set("actor"), s.tags[head] == "PRON")


def _flags(s: Sentence) -> Matrix:
    """Tokens x flags, in the order of _FLAGS."""
    rows = []
    for i, word in enumerate(s.words):
        tag, roles = s.tags[i], roles_of(word)
        rows.append(
            (
                tag in {"NOUN", "PROPN"},
                tag == "VERB",
                s.finite[i],
                word == ",",
                tag == "CCONJ",
                tag == "SCONJ",
                word in word_set("signaalwoord"),
                *(r in roles for r in _ROLES),
                word in word_set("actor"),
                word in word_set("wij"),
                word in word_set("verwijzer"),
                word in word_set("maatregel"),
            )
        )
    return _matrix(rows, len(_FLAGS))


def _steps(s: Sentence) -> Matrix:
    kinds = [(w in {",", ";", ":"}, t in {"VERB", "AUX"}, t == "SCONJ", t == "CCONJ") for w, t in zip(s.words, s.tags, strict=True)]
    return np.vstack([np.zeros((1, 4), dtype=np.float32), np.cumsum(_matrix(kinds, 4), axis=0)])


def seen_from(field: Field, sentence: Sentence, position: int, rules: Sequence[tuple[Matrix, Matrix]], codes: Codes) -> Matrix:
    """Candidates of the cue's own sentence as seen from it; columns SEEN.

    Args:
        field: the candidates.
        sentence: their sentence, which holds the cue.
        position: where the cue stands.
        rules: per statement a rule made of this cue, the tokens (0/1) of its cause and of its effect in this sentence.
        codes: numbers of categories.
    """
    first = field.mask.argmax(axis=1)
    last = field.mask.shape[1] - 1 - field.mask[:, ::-1].argmax(axis=1)
    before, after = last < position, first > position
    low = np.where(before, last + 1, position + 1)
    high = np.where(before, position, np.where(after, first, position + 1))
    between = field.steps[high] - field.steps[low]
    paths = _paths(sentence, position, codes)[field.heads]
    side = np.where(before, -1, np.where(after, 1, 0))
    distance = np.where(before, position - last, np.where(after, first - position, 0))
    columns = (side, distance, *between.T, field.mask[:, position], field.heads == position, field.heads == sentence.heads[position])
    where = np.zeros((len(field.spans), 1), dtype=np.float32)
    return np.hstack([where, paths, np.column_stack(columns), _agreement(field, rules)]).astype(np.float32)


def seen_elsewhere(field: Field, sentence: Sentence, place: int, rules: Sequence[tuple[Matrix, Matrix]]) -> Matrix:
    """Candidates of the sentence before (place 1) or of a list item (place 2); columns SEEN, most of them UNKNOWN."""
    size = len(field.spans)
    result = np.full((size, len(SEEN)), UNKNOWN, dtype=np.float32)
    result[:, 0] = place
    last = len(sentence) - 1 - field.mask[:, ::-1].argmax(axis=1)
    result[:, SEEN.index("p_kant")] = -1 if place == 1 else 1
    result[:, SEEN.index("p_afstand")] = len(sentence) - last
    result[:, -2:] = _agreement(field, rules)
    return result


def _agreement(field: Field, rules: Sequence[tuple[Matrix, Matrix]]) -> Matrix:
    """How far each candidate is what a rule took for the cause and for the effect: the best F1 of their tokens."""
    best = np.zeros((len(field.spans), 2), dtype=np.float32)
    sizes = field.mask.sum(axis=1)
    for sides in rules:
        for column, tokens in enumerate(sides):
            if tokens.any():
                best[:, column] = np.maximum(best[:, column], 2 * (field.mask @ tokens) / (sizes + tokens.sum()))
    return best


def _paths(s: Sentence, start: int, codes: Codes) -> Matrix:
    """Per token: labels at both ends of the way up and the way down the tree from the cue, the whole way, and its lengths."""
    rows = np.full((len(s), len(SEEN_CATEGORIES) - 1 + 2), UNKNOWN, dtype=np.float32)
    up: list[str] = []
    node, done = start, -1
    while True:
        _descend(s, node, done, up, rows, codes)
        if s.heads[node] == node or len(up) > len(s):
            return rows
        up.append(s.labels[node])
        node, done = s.heads[node], node


def _descend(s: Sentence, top: int, done: int, up: list[str], rows: Matrix, codes: Codes) -> None:
    """Fill in the rows of a token and all below it, but for the branch that was done before."""
    todo: list[tuple[int, tuple[str, ...]]] = [(top, ())]
    while todo:
        node, down = todo.pop()
        short = ">".join(up) + "<" + ">".join(down) if len(up) + len(down) <= PATH else "ver"
        ends = (up[0] if up else "", up[-1] if up else "", down[0] if down else "", down[-1] if down else "", short)
        rows[node] = (*(codes(name, value) for name, value in zip(SEEN_CATEGORIES[1:], ends, strict=True)), len(up), len(down))
        todo += [(child, (*down, s.labels[child])) for child in s.children[node] if child != done]
