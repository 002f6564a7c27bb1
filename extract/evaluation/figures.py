"""Counts behind the figures: what was found, what should have been, and the threshold that would have done best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from extract.evaluation.matching import ENOUGH, match, normalised, overlap
from extract.evaluation.rows import KINDS, Mention, Relation, Row, document_of

MENTIONS = ("doelgroep", "samenwerkingsverband", "gezondheidsdoel", "knelpunt")
#: Name of the figure over all kinds together; the others have the name of their kind.
ALL = "alle"
#: Variants of ALL and each kind: same words on both sides, and with what went to a human counted as found.
EXACT, REVIEWED = "letterlijk", "met_beoordeling"
#: Figures over the pairs of ALL.
KIND_RIGHT, SIGN_RIGHT, HEDGED, NEGATED = "soort", "teken", "mogelijk", "ontkend"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items were annotated (``gold``), found (``found``), and both (``right``)."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Counts of two sets of passages together."""
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None when nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of what was annotated that was found; None when nothing was annotated."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None when there is nothing on either side."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else None


@dataclass(frozen=True, slots=True)
class Judged:
    """One annotated relation, one found relation, or a pair; ``near`` is what a human would have been shown for a missed one."""

    passage: str
    gold: Relation | None = None
    found: Relation | None = None
    near: Relation | None = None


@dataclass(frozen=True)
class Evaluation:
    """Everything counted at one threshold: per passage the counts of every figure, and every relation judged."""

    threshold: float | None
    passages: Mapping[str, Mapping[str, Counts]]
    judged: tuple[Judged, ...]

    @cached_property
    def totals(self) -> dict[str, Counts]:
        """Counts per figure over all passages."""
        return added(self.passages.values())

    @cached_property
    def documents(self) -> dict[str, dict[str, Counts]]:
        """Counts per document and figure, in the order of the annotation."""
        groups: dict[str, list[Mapping[str, Counts]]] = {}
        for key, counts in self.passages.items():
            groups.setdefault(document_of(key), []).append(counts)
        return {name: added(group) for name, group in groups.items()}


@dataclass(frozen=True, slots=True)
class Best:
    """The single threshold with the highest F1, and the counts there."""

    threshold: float
    counts: Counts


def added(tables: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """Sum of counts per figure."""
    total: dict[str, Counts] = {}
    for table in tables:
        for name, counts in table.items():
            total[name] = total.get(name, Counts()) + counts
    return total


def evaluate(gold: Mapping[str, Row], predicted: Mapping[str, Row], *, threshold: float | None = None) -> Evaluation:
    """Compare found with annotated passages.

    Args:
        gold: annotated rows by passage id; only these passages count.
        predicted: found rows by passage id; a passage without one counts as one in which nothing was found.
        threshold: belief from which a relation in ``relations`` counts as accepted; below it, it counts as review;
            without, the rows count as they stand.
    """
    passages: dict[str, dict[str, Counts]] = {}
    judged: list[Judged] = []
    for key, row in gold.items():
        found = predicted.get(key, Row(key))
        if threshold is not None:
            found = found.at(threshold)
        pairs = match(row.relations, found.relations, alike)
        passages[key] = _relation_counts(row, found) | _pair_counts(row, found, pairs) | _mention_counts(row, found)
        judged += _judge(row, found, pairs)
    return Evaluation(threshold, passages, tuple(judged))


def alike(a: Relation, b: Relation) -> float:
    """How well two relations agree: 0 when they do not go together, else the overlap of causes plus that of effects."""
    return _spans(a, b) if a.negated == b.negated else 0.0


def _spans(a: Relation, b: Relation) -> float:
    cause, effect = overlap(a.cause, b.cause), overlap(a.effect, b.effect)
    return cause + effect if min(cause, effect) >= ENOUGH else 0.0


def _same(a: Relation, b: Relation) -> float:
    sides = normalised(a.cause) == normalised(b.cause) and normalised(a.effect) == normalised(b.effect)
    return float(sides and a.negated == b.negated)


def _mention_alike(a: Mention, b: Mention) -> float:
    score = overlap(a.text, b.text)
    return score if score >= ENOUGH else 0.0


def _of_kind(relations: Sequence[Relation], kind: str) -> list[Relation]:
    return [r for r in relations if kind in (ALL, r.kind)]


def _relation_counts(gold: Row, found: Row) -> dict[str, Counts]:
    counts = {}
    for kind in (ALL, *KINDS):
        wanted, accepted = _of_kind(gold.relations, kind), _of_kind(found.relations, kind)
        reviewed = accepted + _of_kind(found.review, kind)
        counts[kind] = Counts(len(match(wanted, accepted, alike)), len(accepted), len(wanted))
        counts[f"{kind}_{EXACT}"] = Counts(len(match(wanted, accepted, _same)), len(accepted), len(wanted))
        counts[f"{kind}_{REVIEWED}"] = Counts(len(match(wanted, reviewed, alike)), len(reviewed), len(wanted))
    return counts


def _pair_counts(gold: Row, found: Row, pairs: Mapping[int, int]) -> dict[str, Counts]:
    both = [(gold.relations[i], found.relations[j]) for i, j in sorted(pairs.items())]
    # A pair must agree on negation, so negation itself is judged on pairs matched by their words alone.
    loose = [(gold.relations[i], found.relations[j]) for i, j in match(gold.relations, found.relations, _spans).items()]
    return {
        KIND_RIGHT: Counts(sum(g.kind == f.kind for g, f in both), len(both), len(both)),
        SIGN_RIGHT: Counts(sum(g.polarity == f.polarity for g, f in both), len(both), len(both)),
        HEDGED: Counts(sum(g.hedged and f.hedged for g, f in both), sum(f.hedged for _, f in both), sum(g.hedged for g, _ in both)),
        NEGATED: Counts(sum(g.negated and f.negated for g, f in loose), sum(f.negated for _, f in loose), sum(g.negated for g, _ in loose)),
    }


def _mention_counts(gold: Row, found: Row) -> dict[str, Counts]:
    counts = {}
    for kind in MENTIONS:
        wanted, given = ([m for m in row.mentions if m.type == kind] for row in (gold, found))
        counts[kind] = Counts(len(match(wanted, given, _mention_alike)), len(given), len(wanted))
    return counts


def _judge(gold: Row, found: Row, pairs: Mapping[int, int]) -> list[Judged]:
    missed = [g for i, g in enumerate(gold.relations) if i not in pairs]
    near = match(missed, found.review, alike)
    judged = [Judged(gold.id, gold.relations[i], found.relations[j]) for i, j in sorted(pairs.items())]
    judged += [Judged(gold.id, g, near=found.review[near[i]] if i in near else None) for i, g in enumerate(missed)]
    return judged + [Judged(gold.id, found=f) for j, f in enumerate(found.relations) if j not in pairs.values()]


def best_threshold(gold: Mapping[str, Row], predicted: Mapping[str, Row], kind: str = ALL) -> Best | None:
    """The belief from which accepting gives the highest F1 on these passages; of equals, the highest belief.

    Only ``relations`` take part: what is barred from acceptance stays barred at every threshold.

    Returns:
        None when no relation found carries a belief.
    """
    steps: list[tuple[float, bool]] = []
    for key, row in gold.items():
        every = _of_kind(predicted.get(key, Row(key)).relations, kind)
        found = sorted((r for r in every if r.belief is not None), key=lambda r: -(r.belief or 0.0))
        # Strongest first: the pairs among the first n are then those at the belief of the n-th.
        pairs = match(found, _of_kind(row.relations, kind), alike)
        steps += [(r.belief or 0.0, i in pairs) for i, r in enumerate(found)]
    counts, best = Counts(gold=sum(len(_of_kind(r.relations, kind)) for r in gold.values())), None
    for belief, group in groupby(sorted(steps, key=lambda s: -s[0]), key=lambda s: s[0]):
        new = [right for _, right in group]
        counts += Counts(sum(new), len(new))
        if best is None or (counts.f1 or 0.0) > (best.counts.f1 or 0.0):
            best = Best(belief, counts)
    return best
