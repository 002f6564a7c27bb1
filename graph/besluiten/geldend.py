"""What holds now: of all decisions those that nobody took back, the latest of each reviewer, and what they say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.besluiten.controle import LABELS
from graph.besluiten.dagboek import in_time, reviewer_key
from graph.besluiten.records import OVER_BEGRIP, OVER_BEVINDING, OVER_BEWERING, Besluit, Handeling

Oordeel = Literal["aanvaard", "verworpen", "gewijzigd", "oneens"]
BevindingOordeel = Literal["open", "bevestigd", "verworpen"]

_ABOUT_CLAIM: dict[Handeling, Oordeel] = {"aanvaard": "aanvaard", "verwerp": "verworpen", "wijzig": "gewijzigd"}
_ABOUT_FINDING: dict[Handeling, BevindingOordeel] = {"bevestig": "bevestigd", "ontkracht": "verworpen"}


@dataclass(frozen=True, slots=True)
class Stand:
    """What reviewers say together of one claim; ``besluiten`` holds the latest decision of each, by moment."""

    oordeel: Oordeel
    besluiten: tuple[Besluit, ...]

    @property
    def laatste(self) -> Besluit:
        """The decision that was taken last."""
        return self.besluiten[-1]


@dataclass(frozen=True, slots=True)
class BevindingStand:
    """What reviewers say together of one finding; they disagree when it is 'open'."""

    oordeel: BevindingOordeel
    besluiten: tuple[Besluit, ...]


@dataclass(frozen=True, slots=True)
class Geldend:
    """All that holds: per claim (IRI), per finding (id), and the decisions on concepts that stand, by moment."""

    beweringen: Mapping[str, Stand]
    bevindingen: Mapping[str, BevindingStand]
    begripsbesluiten: tuple[Besluit, ...]


def standing(decisions: Iterable[Besluit], places: Mapping[str, str] | None = None) -> Geldend:
    """What decisions say together.

    Args:
        decisions: all of them, in any order.
        places: the claims (IRI) on which decisions about another reading were placed, by id of the decision; '' for one that
            is about nothing that is read now.
    """
    stands = still_standing(decisions)
    moved = places or {}
    claims = _latest((moved.get(one.id, one.over), one) for one in stands if one.handeling in OVER_BEWERING)
    findings = _latest((one.over, one) for one in stands if one.handeling in OVER_BEVINDING)
    return Geldend(
        {over: Stand(_verdict(latest), latest) for over, latest in claims.items() if over},
        {over: BevindingStand(_finding(latest), latest) for over, latest in findings.items()},
        tuple(one for one in stands if one.handeling in OVER_BEGRIP),
    )


def still_standing(decisions: Iterable[Besluit]) -> tuple[Besluit, ...]:
    """The decisions that are not taken back (or whose taking back was taken back), by moment; no neem_terug among them."""
    known = {one.id: one for one in decisions}
    holds = holding(known.values())
    return tuple(sorted((one for one in known.values() if one.id in holds and one.handeling != "neem_terug"), key=in_time))


def holding(decisions: Iterable[Besluit]) -> set[str]:
    """The ids of the decisions that hold, taking back among them."""
    known = tuple(decisions)
    backs: defaultdict[str, list[str]] = defaultdict(list)
    for one in known:
        if one.handeling == "neem_terug":
            backs[one.over].append(one.id)
    holds: dict[str, bool] = {}
    for start in (one.id for one in known):
        todo = [start]  # an id is a hash over what it takes back, so there are no rings
        while todo:
            waits = [back for back in backs.get(todo[-1], ()) if back not in holds]
            if waits:
                todo += waits
            else:
                here = todo.pop()
                holds[here] = not any(holds[back] for back in backs.get(here, ()))
    return {key for key, held in holds.items() if held}


def _latest(decisions: Iterable[tuple[str, Besluit]]) -> dict[str, tuple[Besluit, ...]]:
    """The latest decision of each reviewer, by what it is about; each group by moment."""
    found: defaultdict[str, dict[str, Besluit]] = defaultdict(dict)
    for over, one in decisions:  # by moment, so a later one takes the place
        found[over][reviewer_key(one.beoordelaar)] = one
    return {over: tuple(sorted(own.values(), key=in_time)) for over, own in found.items()}


def same_verdict(decisions: Iterable[Besluit]) -> bool:
    """Whether decisions on a claim say the same, corrections value for value."""
    return len({(one.handeling, tuple(pair for pair in one.wijziging if pair[0] not in LABELS)) for one in decisions}) == 1


def _verdict(latest: Sequence[Besluit]) -> Oordeel:
    return _ABOUT_CLAIM[latest[0].handeling] if same_verdict(latest) else "oneens"


def _finding(latest: Collection[Besluit]) -> BevindingOordeel:
    said = {one.handeling for one in latest}
    return _ABOUT_FINDING[said.pop()] if len(said) == 1 else "open"
