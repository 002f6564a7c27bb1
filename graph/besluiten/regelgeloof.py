"""How often each rule turns out right: a Beta posterior over the verdicts on its claims, and what that does to the others."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from rdflib import Literal
from scipy.special import betaincinv

from graph.besluiten.blad import Feiten, with_values, words
from graph.besluiten.dagboek import read_decisions
from graph.besluiten.geldend import Geldend, Stand, standing
from graph.besluiten.redenen import Regelmaat, TeltAls, load_reasons, load_weights
from graph.store import Store
from graph.terms import decimal
from ontology.vocab import RG

#: Beliefs and chances are kept this far from 0 and 1, where log-odds have no value.
_MARGIN = 0.01
_ORDER: tuple[TeltAls, ...] = ("fout", "niet", "goed")


@dataclass(frozen=True, slots=True)
class _Telling:
    """One verdict: whether the rule was right, what it believed, and whether it accepted the claim itself."""

    goed: bool
    geloof: float
    aanvaard: bool


@dataclass(frozen=True, slots=True)
class Regelscore:
    """One rule: how often its claims were judged right and wrong, and how often it is right by that.

    ``verwacht`` is what the rule itself believed of these claims on average, ``kans`` what it is now, between ``laag`` and
    ``hoog`` with 95 % chance; from enough verdicts it counts (``telt``). Reviewers mostly judge what the rule itself doubted, so
    whether its accepted claims go to a human first (``alleen_beoordeling``) rests on the verdicts on those alone:
    ``aanvaard_goed`` and ``aanvaard_fout``.
    """

    regel: str
    goed: int
    fout: int
    verwacht: float
    kans: float
    laag: float
    hoog: float
    telt: bool
    aanvaard_goed: int
    aanvaard_fout: int
    alleen_beoordeling: bool

    @property
    def verschuiving(self) -> float:
        """What is added to the log-odds of the belief in a claim that nobody judged."""
        return _log_odds(self.kans) - _log_odds(self.verwacht) if self.telt else 0.0


def rule_scores(store: Store) -> dict[str, Regelscore]:
    """The rules that have verdicts, by name."""
    return scores(standing(read_decisions(store)))


def scores(geldend: Geldend) -> dict[str, Regelscore]:
    """The same from what holds: one verdict per claim; claims on which reviewers disagree do not count."""
    counts: defaultdict[str, list[_Telling]] = defaultdict(list)
    for stand in geldend.beweringen.values():
        anker, verdict = stand.laatste.anker, counts_as(stand)
        if anker is not None and anker.regel and stand.oordeel != "oneens" and verdict != "niet":
            counts[anker.regel].append(_Telling(verdict == "goed", anker.geloof, anker.status == "aanvaard"))
    measure = load_weights()
    return {rule: _score(rule, counts[rule], measure) for rule in sorted(counts)}


def counts_as(stand: Stand) -> TeltAls:
    """What a verdict says of the rule: the reason decides; without one what was changed, or that it was rejected."""
    if stand.oordeel == "aanvaard":
        return "goed"
    reasons, one = load_reasons(), stand.laatste
    if one.reden:
        return reasons[one.reden].telt_als if one.reden in reasons else "niet"
    if stand.oordeel == "verworpen":
        return "fout"
    changed = {key for key, _ in one.wijziging}
    return min((reason.telt_als for reason in reasons.values() if changed & set(reason.velden)), key=_ORDER.index, default="goed")


def believed(facts: Feiten, score: Regelscore | None) -> Feiten:
    """A claim that nobody judged, as the verdicts on other claims of its rule make it; what waits for review is never accepted by it."""
    if score is None:
        return facts
    fresh = facts
    if score.telt:
        belief = _chance(_log_odds(float(words(facts, RG.geloof) or 0.0)) + score.verschuiving)
        fresh = with_values(facts, geloof=decimal(belief))
    if score.alleen_beoordeling and words(facts, RG.status) == "aanvaard":
        total = score.aanvaard_goed + score.aanvaard_fout
        why = f"van wat deze regel aanvaardde, vonden beoordelaars {score.aanvaard_goed} van de {total} goed"
        fresh = with_values(fresh, status=Literal("ter_beoordeling"), reden=Literal(why))
    return fresh


def changed_rules(before: Mapping[str, Regelscore], after: Mapping[str, Regelscore]) -> set[str]:
    """The rules of which the claims that nobody judged come out differently."""
    return {rule for rule in {*before, *after} if _effect(before.get(rule)) != _effect(after.get(rule))}


def _effect(score: Regelscore | None) -> tuple[float, str]:
    if score is None or not (score.telt or score.alleen_beoordeling):
        return 0.0, ""
    return score.verschuiving, f"{score.aanvaard_goed}/{score.aanvaard_fout}" if score.alleen_beoordeling else ""


def _score(rule: str, verdicts: list[_Telling], measure: Regelmaat) -> Regelscore:
    accepted = [one for one in verdicts if one.aanvaard]
    expected, a, b = _posterior(verdicts, measure)
    low, high = (round(cast("float", betaincinv(a, b, edge)), 4) for edge in (0.025, 0.975))
    right, sure = sum(one.goed for one in verdicts), sum(one.goed for one in accepted)
    _, c, d = _posterior(accepted, measure)
    return Regelscore(
        regel=rule,
        goed=right,
        fout=len(verdicts) - right,
        verwacht=round(expected, 4),
        kans=round(a / (a + b), 4),
        laag=low,
        hoog=high,
        telt=len(verdicts) >= measure.minstens,
        aanvaard_goed=sure,
        aanvaard_fout=len(accepted) - sure,
        alleen_beoordeling=len(accepted) >= measure.minstens and c / (c + d) < measure.vloer,
    )


def _posterior(verdicts: list[_Telling], measure: Regelmaat) -> tuple[float, float, float]:
    """What the rule believed of these claims on average, and the two parameters of the Beta distribution after the verdicts."""
    believed_of = math.fsum(one.geloof for one in verdicts) / len(verdicts) if verdicts else 0.5
    expected = min(max(believed_of, _MARGIN), 1 - _MARGIN)
    right = sum(one.goed for one in verdicts)
    return expected, measure.voorkennis * expected + right, measure.voorkennis * (1 - expected) + len(verdicts) - right


def _log_odds(chance: float) -> float:
    inside = min(max(chance, _MARGIN), 1 - _MARGIN)
    return math.log(inside / (1 - inside))


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
