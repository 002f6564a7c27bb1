"""Margins around the figures: the same count on documents drawn again with replacement (Efron 1979)."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.evaluation.figures import Counts, Evaluation

RESAMPLES = 1000
SEED = 2024

#: Lower and upper end of a 95 % interval.
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Margins:
    """95 % intervals of one figure; None where the figure itself has no value, or too few draws gave one."""

    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


def drawing_units(evaluation: Evaluation) -> tuple[str, Mapping[str, Mapping[str, Counts]]]:
    """What to draw: documents, as passages of one document are alike; passages when there is one document only.

    Returns:
        'documenten' or 'passages', and the counts per unit.
    """
    documents = evaluation.documents
    return ("documenten", documents) if len(documents) > 1 else ("passages", evaluation.passages)


def bootstrap(units: Mapping[str, Mapping[str, Counts]], *, resamples: int = RESAMPLES, seed: int = SEED) -> dict[str, Margins]:
    """95 % percentile intervals per figure, from counts per document (nothing is matched again).

    Args:
        units: counts per figure for each document or passage.
        resamples: how many times as many units as there are, are drawn; 0 gives no intervals.
        seed: start of the random draws; the same seed gives the same intervals.
    """
    tables = list(units.values())
    names = sorted({name for table in tables for name in table})
    draw = random.Random(seed)  # noqa: S311 - no secret, but a repeatable draw
    drawn = [tuple(Counter(draw.choices(range(len(tables)), k=len(tables))).items()) for _ in range(resamples if tables else 0)]
    return {name: _margins([table.get(name, Counts()) for table in tables], drawn) for name in names}


def _margins(column: list[Counts], drawn: list[tuple[tuple[int, int], ...]]) -> Margins:
    rows = [(c.right, c.found, c.gold) for c in column]
    totals = []
    for draw in drawn:
        right = found = gold = 0
        for unit, times in draw:
            r, f, g = rows[unit]
            right, found, gold = right + times * r, found + times * f, gold + times * g
        totals.append(Counts(right, found, gold))
    return Margins(_middle(t.precision for t in totals), _middle(t.recall for t in totals), _middle(t.f1 for t in totals))


def _middle(values: Iterable[float | None]) -> Interval | None:
    known = [v for v in values if v is not None]
    if len(known) < 2:
        return None
    cuts = statistics.quantiles(known, n=40, method="inclusive")
    return cuts[0], cuts[-1]
