"""Weights of the signs behind belief and kind, fitted on what models said of documents they never saw."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from scipy.optimize import minimize

from extract.evaluation.figures import alike
from extract.evaluation.matching import match
from extract.evaluation.rows import as_row
from extract.kinds import logit
from extract.qualify import BARRING

#: Pull of the weights towards 0, in examples.
PULL = 3.0
#: A sign seen less often than this gets no weight.
SEEN = 25


@dataclass(frozen=True, slots=True)
class Judged:
    """One reading: the models' chances, the signs around it, whether the annotation holds it, and whether as beoogd."""

    chance: float
    intended: float
    signs: frozenset[str]
    right: bool
    meant: bool


def judged(rows: Iterable[Mapping[str, object]], annotated: Sequence[Path]) -> list[Judged]:
    """The readings of some predicted passages, held against their annotation."""
    lines = (line for path in annotated for line in path.read_text(encoding="utf-8").splitlines())
    gold = {row.id: row for row in map(as_row, map(json.loads, lines))}
    found: list[Judged] = []
    for row in rows:
        claims = [*cast("list[dict[str, object]]", row["relations"]), *cast("list[dict[str, object]]", row["ter_beoordeling"])]
        claims = [c for c in claims if c["kind"] != "verband"]
        mine = as_row({**row, "relations": claims, "ter_beoordeling": []}).relations
        relations = gold[str(row["id"])].relations
        partner = {found: annotated for annotated, found in match(relations, mine, alike).items()}
        for n, claim in enumerate(claims):
            chance, intended = (float(cast("float", claim[name])) for name in ("chance", "intended"))
            meant = n in partner and relations[partner[n]].kind == "beoogd"
            found.append(Judged(chance, intended, frozenset(cast("list[str]", claim["signs"])), n in partner, meant))
    return found


def belief_weights(readings: Sequence[Judged], names: Iterable[str]) -> dict[str, float]:
    """Weights for lexicon/geloof.toml: 'basis', 'kans' and the named signs; signs that bar a claim decide by themselves."""
    free = [r for r in readings if not r.signs & BARRING]
    return _fitted("kans", [(logit(r.chance), r.signs, r.right) for r in free], names)


def kind_weights(readings: Sequence[Judged], names: Iterable[str]) -> dict[str, float]:
    """Weights for lexicon/soort.toml: 'basis', 'geleerd' and the named signs, from the readings that are right."""
    return _fitted("geleerd", [(logit(r.intended), r.signs, r.meant) for r in readings if r.right], names)


def _fitted(number: str, examples: Sequence[tuple[float, frozenset[str], bool]], names: Iterable[str]) -> dict[str, float]:
    """Log-odds by logistic regression, pulled towards 0 (towards 1 for the number)."""
    kept = [n for n in names if sum(n in signs for _, signs, _ in examples) >= SEEN]
    seen = np.array([[1.0, x, *(n in signs for n in kept)] for x, signs, _ in examples])
    wanted = np.array([y for *_, y in examples], dtype=float)
    start = np.zeros(len(kept) + 2)
    start[1] = 1.0

    def cost(weights: np.ndarray) -> float:
        odds = seen @ weights
        return float(np.sum(np.logaddexp(0, odds) - wanted * odds) + PULL / 2 * np.sum((weights - start) ** 2))

    best = minimize(cost, start, method="BFGS").x
    return {name: round(float(w), 2) for name, w in zip(["basis", number, *kept], best, strict=True)}
