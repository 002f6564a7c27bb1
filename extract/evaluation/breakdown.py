"""Where the figures come from: per document, construction, cue and route, and every single mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from extract.evaluation.figures import Evaluation, Judged
from extract.evaluation.rows import Relation

Per = Literal["document", "constructie", "signaalwoord", "route"]
PER: tuple[Per, ...] = get_args(Per)
#: A missed relation, one found that is not annotated, and a pair that differs in kind or in sign.
MistakeKind = Literal["gemist", "onterecht", "soort", "teken"]
MISTAKES: tuple[MistakeKind, ...] = get_args(MistakeKind)
#: Group name of relations without a cue, rule or route.
NONE = "(zonder)"


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a breakdown.

    The annotated and the found relation of a pair may fall in different groups (another cue), so each side has its own
    count of pairs. ``gold`` and ``recalled`` stay 0 in a breakdown that annotation knows nothing of (rule, route).
    """

    name: str
    gold: int = 0
    recalled: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the found relations in this group that is right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the annotated relations in this group that was found."""
        return self.recalled / self.gold if self.gold else None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference with the annotation.

    ``cost`` counts the mistakes of the same kind with the same ``source`` (the cue of what was missed, else the rule);
    ``near`` is what a human would have been shown for a missed relation.
    """

    kind: MistakeKind
    source: str
    cost: int
    passage: str
    gold: Relation | None
    found: Relation | None
    near: Relation | None


def breakdown(evaluation: Evaluation, per: Per) -> list[Group]:
    """Counts per document, construction (rule), cue or route, the largest group first.

    Cues are compared in lower case. A breakdown per route is empty when no relation found has one.
    """
    if per == "document":
        documents = ((name, counts["alle"]) for name, counts in evaluation.documents.items())
        return [Group(name, c.gold, c.right, c.found, c.right) for name, c in documents]
    key = _KEYS[per]
    if per == "route" and not any(j.found and j.found.route for j in evaluation.judged):
        return []
    gold, recalled, found, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in evaluation.judged:
        pair = one.gold is not None and one.found is not None
        if one.gold is not None and per == "signaalwoord":
            gold[key(one.gold)] += 1
            recalled[key(one.gold)] += pair
        if one.found is not None:
            found[key(one.found)] += 1
            right[key(one.found)] += pair
    names = sorted({*gold, *found}, key=lambda n: (-gold[n] - found[n], n))
    return [Group(n, gold[n], recalled[n], found[n], right[n]) for n in names]


def _cue(relation: Relation) -> str:
    return " ".join(relation.cue.lower().split()) or NONE


def _rule(relation: Relation) -> str:
    return relation.rule or NONE


_KEYS: dict[Per, Callable[[Relation], str]] = {"signaalwoord": _cue, "constructie": _rule, "route": lambda r: r.route or NONE}


def mistakes(evaluation: Evaluation) -> list[Mistake]:
    """Every mistake, those with the most of the same kind and source first; then in the order of the passages."""
    raw = [(kind, _source(kind, one), one) for one in evaluation.judged for kind in _mistakes_in(one)]
    cost = Counter((kind, source) for kind, source, _ in raw)
    order = {key: i for i, key in enumerate(evaluation.passages)}
    found = [Mistake(kind, source, cost[kind, source], j.passage, j.gold, j.found, j.near) for kind, source, j in raw]
    return sorted(found, key=lambda m: (-m.cost, MISTAKES.index(m.kind), m.source, order[m.passage]))


def _mistakes_in(one: Judged) -> list[MistakeKind]:
    if one.found is None:
        return ["gemist"]
    if one.gold is None:
        return ["onterecht"]
    wrong: list[MistakeKind] = []
    if one.gold.kind != one.found.kind:
        wrong.append("soort")
    if one.gold.polarity != one.found.polarity:
        wrong.append("teken")
    return wrong


def _source(kind: MistakeKind, one: Judged) -> str:
    if kind == "gemist" or one.found is None:
        return _cue(one.gold) if one.gold else NONE
    return one.found.rule or _cue(one.found)
