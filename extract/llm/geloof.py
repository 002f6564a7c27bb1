"""How far readings of a model are believed (geloof.toml), alone and together with what the other routes read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from extract.qualify import BARRING, Chances
from extract.records import REVIEW_FLOOR, Argument, Claim, Kind, Status

#: The rule and route of a claim that only the model reads; its precision is learned from review under this name.
RULE = "taalmodel"
#: Share of the characters (F1) two readings must have in common on both sides to be the same, as in the measure of reading.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Vermoeden:
    """What is assumed before review, as chances.

    ``kans``: a reading of the model alone is right; ``soort``: so is its oorzakelijk or beoogd, before our own signs;
    ``hoogste``: the most that agreement gives.
    """

    kans: float
    soort: float
    hoogste: float


@cache
def prior() -> Vermoeden:
    """The assumptions of geloof.toml."""
    read = tomllib.loads(resources.files("extract").joinpath("llm", "geloof.toml").read_text(encoding="utf-8"))
    return Vermoeden(float(read["kans"]), float(read["soort"]), float(read["hoogste"]))


def chances(kind: Kind) -> Chances:
    """What a reading of the model of that kind brings to the weighing of our own signs."""
    sure = prior()
    return Chances(sure.kans, sure.soort if kind == "beoogd" else 1 - sure.soort)


def agreed(claim: Claim, told: Sequence[Claim], others: Iterable[Claim], threshold: float) -> Claim:
    """A claim of another route, believed more when the model reads the same, of the same kind, sign and denial.

    The two are independent witnesses: both must be wrong for the claim to be wrong. What the model reads otherwise
    changes nothing here: it can add belief, never take it. Nor does it count when one of the ``others`` is surer of the
    opposite direction, nor for what would not be shown without it: there the model's own words are the better ones.
    """
    if claim.kind == "verband" or claim.belief < REVIEW_FLOOR or not any(_confirms(one, claim) for one in told):
        return claim
    if any(_turned(claim, o) and o.belief > claim.belief for o in others):
        return claim
    sure = prior()
    belief = max(claim.belief, round(min(sure.hoogste, 1 - (1 - claim.belief) * (1 - sure.kans)), 4))
    status: Status = "aanvaard" if belief >= threshold and not BARRING.intersection(claim.signs) else "ter_beoordeling"
    return replace(
        claim, belief=belief, status=status, reason=f"{claim.reason}; ook zo gelezen door het taalmodel", signs=(*claim.signs, RULE)
    )


def added(told: Iterable[Claim], others: Sequence[Claim]) -> list[Claim]:
    """The claims of the model that no other route has; what another route reads the other way round goes to a human."""
    new = list[Claim]()
    for claim in told:
        if any(_same(claim.cause, o.cause) and _same(claim.effect, o.effect) for o in (*others, *new)):
            continue
        if any(_turned(claim, o) for o in others):
            claim = in_doubt(claim, ["de leesregels lezen oorzaak en gevolg andersom"])
        new.append(claim)
    return new


def in_doubt(claim: Claim, why: Sequence[str]) -> Claim:
    """The claim as one for a human to judge, with the reasons; unchanged when there are none."""
    if not why:
        return claim
    return replace(claim, status="ter_beoordeling", reason=f"{claim.reason}; {'; '.join(why)}", signs=(*claim.signs, "oneens"))


def _confirms(told: Claim, claim: Claim) -> bool:
    same = (told.kind, told.polarity, told.negated) == (claim.kind, claim.polarity, claim.negated)
    return same and _same(told.cause, claim.cause) and _same(told.effect, claim.effect)


def _turned(one: Claim, other: Claim) -> bool:
    """Whether another reading has cause and effect the other way round."""
    return other.kind != "verband" and _same(one.cause, other.effect) and _same(one.effect, other.cause)


def _same(one: Argument, other: Argument) -> bool:
    """Whether two phrases are at least half the same words at the same place."""
    x, y = _places(one), _places(other)
    return bool(x and y) and 2 * len(x & y) / (len(x) + len(y)) >= SAME


def _places(argument: Argument) -> frozenset[tuple[int, int]]:
    return frozenset((e.page, at) for e in argument.evidence for at, c in enumerate(e.quote, e.begin) if not c.isspace())
