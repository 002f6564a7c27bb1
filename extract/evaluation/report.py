"""A whole measurement (several thresholds, margins, best threshold) and its JSON shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.evaluation.bootstrap import SEED, Interval, Margins, bootstrap, drawing_units
from extract.evaluation.breakdown import MISTAKES, PER, Group, breakdown, mistakes
from extract.evaluation.figures import (
    ALL,
    EXACT,
    HEDGED,
    KIND_RIGHT,
    MENTIONS,
    NEGATED,
    REVIEWED,
    SIGN_RIGHT,
    Best,
    Counts,
    Evaluation,
    best_threshold,
    evaluate,
)
from extract.evaluation.rows import KINDS, Row

_NO_MARGINS = Margins(None, None, None)


@dataclass(frozen=True, slots=True)
class Measured:
    """The evaluation at one threshold with its margins per figure."""

    evaluation: Evaluation
    margins: Mapping[str, Margins]

    def figure(self, name: str) -> tuple[Counts, Margins]:
        """Counts and margins of one figure."""
        return self.evaluation.totals.get(name, Counts()), self.margins.get(name, _NO_MARGINS)


@dataclass(frozen=True, slots=True)
class Measurement:
    """All thresholds asked for; ``unit`` ('documenten' or 'passages') is what the margins were drawn from."""

    measured: tuple[Measured, ...]
    best: Mapping[str, Best | None]
    unit: str
    resamples: int


def measure(gold: Mapping[str, Row], predicted: Mapping[str, Row], thresholds: Sequence[float | None], *, resamples: int) -> Measurement:
    """Evaluate at every threshold (None: as the rows stand), with margins, and find the best threshold.

    Args:
        gold: annotated rows by passage id, at least one.
        predicted: found rows by passage id.
        thresholds: one or more.
        resamples: draws for the margins; 0 gives none.
    """
    measured, unit = [], ""
    for threshold in thresholds:
        evaluation = evaluate(gold, predicted, threshold=threshold)
        unit, units = drawing_units(evaluation)
        measured.append(Measured(evaluation, bootstrap(units, resamples=resamples)))
    best = {kind: best_threshold(gold, predicted, kind) for kind in (ALL, "oorzakelijk")}
    return Measurement(tuple(measured), best, unit, resamples)


def as_json(measurement: Measurement) -> dict[str, object]:
    """One JSON object with the same keys for every measurement; shares have four decimals, null where undefined."""
    first = measurement.measured[0].evaluation
    return {
        "passages": len(first.passages),
        "documenten": len(first.documents),
        "marges": {"eenheid": measurement.unit, "trekkingen": measurement.resamples, "zaad": SEED, "dekking": 0.95},
        "drempels": [_at_threshold(m) for m in measurement.measured],
        "beste_drempel": {
            kind: {"drempel": best.threshold, **_figure(best.counts)} if best else None for kind, best in measurement.best.items()
        },
    }


def _at_threshold(measured: Measured) -> dict[str, object]:
    tally = Counter(m.kind for m in mistakes(measured.evaluation))

    def full(name: str) -> dict[str, object]:
        counts, margins = measured.figure(name)
        return _figure(counts) | _intervals(margins)

    def share(name: str) -> dict[str, object]:
        counts, margins = measured.figure(name)
        return {
            "goed": counts.right,
            "paren": counts.found,
            "aandeel": _rounded(counts.precision),
            "aandeel_marge": _ends(margins.precision),
        }

    return {
        "drempel": measured.evaluation.threshold,
        "relaties": {k: full(k) | {v: full(f"{k}_{v}") for v in (EXACT, REVIEWED)} for k in (ALL, *KINDS)},
        "eigenschappen": {n: share(n) for n in (KIND_RIGHT, SIGN_RIGHT)} | {n: full(n) for n in (HEDGED, NEGATED)},
        "vermeldingen": {kind: full(kind) for kind in MENTIONS},
        "per": {per: [_group(g) for g in breakdown(measured.evaluation, per)] for per in PER},
        "fouten": {kind: tally[kind] for kind in MISTAKES},
    }


def _figure(counts: Counts) -> dict[str, object]:
    shares = {"p": _rounded(counts.precision), "r": _rounded(counts.recall), "f1": _rounded(counts.f1)}
    return {"goed": counts.right, "gevonden": counts.found, "geannoteerd": counts.gold, **shares}


def _intervals(margins: Margins) -> dict[str, object]:
    return {"p_marge": _ends(margins.precision), "r_marge": _ends(margins.recall), "f1_marge": _ends(margins.f1)}


def _group(group: Group) -> dict[str, object]:
    return {
        "naam": group.name,
        "geannoteerd": group.gold,
        "teruggevonden": group.recalled,
        "gevonden": group.found,
        "goed": group.right,
        "p": _rounded(group.precision),
        "r": _rounded(group.recall),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _ends(interval: Interval | None) -> list[float] | None:
    return [round(end, 4) for end in interval] if interval else None
