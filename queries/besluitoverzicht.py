"""What reviewers decided, in one overview: the decisions, how they agree, how right each rule is, and what has no effect any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from graph.besluiten.dagboek import decisions_json, in_time, read_decisions
from graph.besluiten.geldend import holding
from graph.besluiten.overeenstemming import Overeenstemming, agreement
from graph.besluiten.plaatsing import read_places, unplaced
from graph.besluiten.records import OVER_BEVINDING, Besluit
from graph.besluiten.regelgeloof import Regelscore, rule_scores
from graph.store import Store
from queries.checks import find_all
from queries.lezing import Lezing
from queries.records import Finding

#: Why a decision on a finding has no effect.
GEEN_BEVINDING = "deze bevinding komt niet meer voor"


@dataclass(frozen=True, slots=True)
class Besluitoverzicht:
    """All decisions by moment, the ids of those that hold, agreement per pair, the rules by name, and decisions without effect."""

    besluiten: tuple[Besluit, ...]
    geldend: frozenset[str]
    overeenstemming: tuple[Overeenstemming, ...]
    regels: tuple[Regelscore, ...]
    zonder_plaats: tuple[tuple[Besluit, str], ...]


def decision_overview(store: Store) -> Besluitoverzicht:
    """The overview of a graph."""
    decisions = read_decisions(store)
    lezing = Lezing(store)
    lost = [*unplaced(store), *(lost_findings(lezing, find_all(lezing)) if lezing.geldend.bevindingen else ())]
    return Besluitoverzicht(
        besluiten=decisions,
        geldend=frozenset(holding(decisions)),
        overeenstemming=agreement(decisions, read_places(store)),
        regels=tuple(rule_scores(store).values()),
        zonder_plaats=tuple(sorted(lost, key=lambda pair: in_time(pair[0]))),
    )


def lost_findings(lezing: Lezing, findings: Iterable[Finding]) -> list[tuple[Besluit, str]]:
    """The decisions that hold on findings that are not there (any more)."""
    present = {finding.id for finding in findings}
    stands = lezing.geldend.bevindingen
    found = [one for over in sorted(set(stands) - present) for one in stands[over].besluiten if one.handeling in OVER_BEVINDING]
    return [(one, GEEN_BEVINDING) for one in found]


def overview_json(overview: Besluitoverzicht) -> dict[str, object]:
    """What ``regiograaf besluiten --json`` prints; it can be taken over like a file of decisions."""
    return {
        **decisions_json(overview.besluiten),
        "geldend": sorted(overview.geldend),
        "overeenstemming": [asdict(one) for one in overview.overeenstemming],
        "regels": [asdict(one) for one in overview.regels],
        "zonder_plaats": [{"besluit": one.id, "waarom": why} for one, why in overview.zonder_plaats],
    }
