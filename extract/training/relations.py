"""Train the models that read causal claims, or measure them on documents they never saw.

    python -m extract.training.relations leer PASSAGES.jsonl GOLD.jsonl [PASSAGES GOLD ...] --uit MAP
    python -m extract.training.relations meet PASSAGES.jsonl GOLD.jsonl [...] --alleen-leren PASSAGES GOLD --uit VOORSPELD.jsonl

Scores that one model hands to the next are always made by models that did not see the document ('kruislings'), so that
the pair model learns how far they can be trusted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import lightgbm
import numpy as np

from extract.learned.codes import Codes
from extract.learned.features import Matrix
from extract.learned.model import Models, predict
from extract.learned.pairs import ARGUMENT, ARGUMENT_CATEGORIES, PAIR, PAIR_CATEGORIES
from extract.learned.reading import CUE_FLOOR, Cue, argument_rows, pair_up
from extract.learned.sentences import Sentence
from extract.learned.triggers import CATEGORIES, NAMES
from extract.training.examples import Passage, Relation, argument_targets

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Parts into which the documents are split for scores across.
PARTS = 3
ROUNDS = 120
#: Strong regularisation: there are some two thousand examples.
_SETTINGS = {
    "objective": "cross_entropy", "learning_rate": 0.08, "num_leaves": 15, "min_data_in_leaf": 40, "feature_fraction": 0.35,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "cat_smooth": 20, "cat_l2": 20, "min_data_per_group": 20,
    "max_cat_to_onehot": 8, "max_bin": 63, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Training rows: what is seen, what is wanted (in [0, 1]), and the document of each row."""

    names: tuple[str, ...]
    categories: tuple[str, ...]
    rows: Matrix
    wanted: Matrix
    documents: NDArray[np.str_]

    def only(self, mask: NDArray[np.bool_]) -> Table:
        """Some of the rows."""
        return Table(self.names, self.categories, self.rows[mask], self.wanted[mask], self.documents[mask])


def fit(table: Table, rounds: int, leaf: int = 40) -> lightgbm.Booster:
    """One model; the same table gives the same model."""
    data = lightgbm.Dataset(table.rows, table.wanted, feature_name=list(table.names), categorical_feature=list(table.categories))
    return lightgbm.train({**_SETTINGS, "min_data_in_leaf": leaf}, data, rounds)


def split(documents: Iterable[str], parts: int) -> dict[str, int]:
    """Documents over parts of about equal weight, the heaviest first."""
    weights = Counter(documents)
    loads, found = [0] * parts, dict[str, int]()
    for document in sorted(weights, key=lambda d: (-weights[d], d)):
        part = loads.index(min(loads))
        loads[part] += weights[document]
        found[document] = part
    return found


def across(table: Table, parts: dict[str, int], rounds: int, leaf: int = 40, learn: NDArray[np.bool_] | None = None) -> Matrix:
    """The score of every row by a model that did not see its document; ``learn`` says which rows are learned from."""
    part = np.array([parts[d] for d in table.documents])
    scores = np.zeros(len(part), dtype=np.float32)
    usable = np.ones(len(part), dtype=bool) if learn is None else learn
    for k in sorted(set(part.tolist())):
        scores[part == k] = predict(fit(table.only((part != k) & usable), rounds, leaf), table.rows[part == k])
    return scores


def learn(passages: Sequence[Passage], codes: Codes) -> Models:
    """All models from annotated passages.

    Args:
        passages: what was annotated.
        codes: an open book of categories, or the one the passages were described with.
    """
    parts = split((p.document for p in passages for _ in p.reading.sentences), PARTS)
    described = [(p, *row) for p in passages for row in p.reading.cue_rows(codes)]
    signed = [p.signed.get((s.number, i), []) for p, s, i, _ in described]
    documents = np.array([p.document for p, *_ in described])
    cue_table = Table(NAMES, CATEGORIES, _floats([row for *_, row in described]), _floats([bool(r) for r in signed]), documents)
    chances = across(cue_table, parts, ROUNDS)
    cues, owners, targets = _cues(described, signed, chances, codes)
    sizes = np.cumsum([len(c.window.places) for c in cues])[:-1]
    rows = np.vstack([argument_rows(c) for c in cues])
    of = np.repeat([p.document for p in owners], [len(c.window.places) for c in cues])
    wanted = np.vstack([argument_targets(c.window, t) for c, t in zip(cues, targets, strict=True)])
    known = np.repeat([bool(t) for t in targets], [len(c.window.places) for c in cues])
    tables = [Table(ARGUMENT, ARGUMENT_CATEGORIES, rows, wanted[:, k], of) for k in (0, 1)]
    causes, effects = (np.split(across(t, parts, ROUNDS, learn=known), sizes) for t in tables)
    pair_table, kind_table = _pair_tables(cues, owners, causes, effects)
    return Models(
        codes,
        signaal=fit(cue_table, ROUNDS),
        oorzaak=fit(tables[0].only(known), ROUNDS),
        gevolg=fit(tables[1].only(known), ROUNDS),
        paar=fit(pair_table, ROUNDS + 30, leaf=80),
        soort=fit(kind_table, ROUNDS, leaf=80),
    )


def _cues(
    described: Sequence[tuple[Passage, Sentence, int, list[float]]], signed: Sequence[list[Relation]], chances: Matrix, codes: Codes
) -> tuple[list[Cue], list[Passage], list[list[Relation]]]:
    """The cues that are worth a look or signed, with their passages and signed relations."""
    cues, owners, targets = list[Cue](), list[Passage](), list[list[Relation]]()
    for (passage, sentence, position, row), relations, chance in zip(described, signed, chances.tolist(), strict=True):
        if relations or chance >= CUE_FLOOR:
            rules = passage.reading.said_of(sentence, position)
            cues.append(Cue(sentence, position, row, chance, rules, passage.window(sentence, position, codes)))
            owners.append(passage)
            targets.append(relations)
    return cues, owners, targets


def _pair_tables(
    cues: Sequence[Cue], owners: Sequence[Passage], causes: Sequence[Matrix], effects: Sequence[Matrix]
) -> tuple[Table, Table]:
    """The pairs of likely cues: is it a claim at all, and is a claim intended."""
    rows, found, documents = list[Matrix](), list[Relation | None](), list[str]()
    for cue, passage, c, e in zip(cues, owners, causes, effects, strict=True):
        if cue.chance >= CUE_FLOOR:
            pairs, own = pair_up(cue, c, e)
            rows.append(own)
            found += [passage.target(cue, pair) for pair in pairs]
            documents += [passage.document] * len(pairs)
    matrix, names = np.vstack(rows), np.array(documents)
    pairs_table = Table(PAIR, PAIR_CATEGORIES, matrix, _floats([r is not None for r in found]), names)
    right = np.array([r is not None for r in found])
    intended = _floats([r is not None and r.intended for r in found])
    return pairs_table, Table(PAIR, PAIR_CATEGORIES, matrix, intended, names).only(right)


def _floats(values: Sequence[object]) -> Matrix:
    return np.array(values, dtype=np.float32)
