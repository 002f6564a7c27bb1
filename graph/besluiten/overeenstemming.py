"""How far reviewers agree: on the claims that both of a pair judged, whether each is right as it was read.

Accepting is one verdict and rejecting or correcting the other: both of the latter say that the reading was not right. Cohen's
kappa (1960) is agreement beyond what two people with these habits would reach by chance: 1 is all, 0 no more than chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from graph.besluiten.dagboek import reviewer_key
from graph.besluiten.geldend import standing
from graph.besluiten.records import Besluit


@dataclass(frozen=True, slots=True)
class Overeenstemming:
    """Two reviewers: how many claims both judged, on how many they agree, and kappa (None: one of them always said the same)."""

    een: str
    ander: str
    samen: int
    gelijk: int
    kappa: float | None
    verschillen: tuple[str, ...]


def agreement(decisions: Iterable[Besluit], places: Mapping[str, str] | None = None) -> tuple[Overeenstemming, ...]:
    """Every pair of reviewers that judged a claim both, by name; ``verschillen`` are the claims (IRI) they differ on.

    Args:
        decisions: all of them; what was taken back does not count, and of each reviewer the latest verdict on a claim does.
        places: as for ``geldend.standing``.
    """
    names: dict[str, str] = {}
    verdicts: dict[str, dict[str, bool]] = {}
    for claim, stand in sorted(standing(decisions, places).beweringen.items()):
        for one in stand.besluiten:
            key = reviewer_key(one.beoordelaar)
            names.setdefault(key, one.beoordelaar)
            verdicts.setdefault(key, {})[claim] = one.handeling == "aanvaard"
    pairs = (_pair(names[a], names[b], verdicts[a], verdicts[b]) for a, b in combinations(sorted(verdicts), 2))
    return tuple(pair for pair in pairs if pair.samen)


def _pair(een: str, ander: str, one: Mapping[str, bool], other: Mapping[str, bool]) -> Overeenstemming:
    both = sorted(one.keys() & other.keys())
    differ = tuple(claim for claim in both if one[claim] != other[claim])
    return Overeenstemming(een, ander, len(both), len(both) - len(differ), _kappa([(one[claim], other[claim]) for claim in both]), differ)


def _kappa(verdicts: list[tuple[bool, bool]]) -> float | None:
    if not verdicts:
        return None
    total = len(verdicts)
    yes_one, yes_other = (sum(pair[side] for pair in verdicts) / total for side in (0, 1))
    chance = yes_one * yes_other + (1 - yes_one) * (1 - yes_other)
    same = sum(a == b for a, b in verdicts) / total
    return None if chance == 1 else (same - chance) / (1 - chance)
