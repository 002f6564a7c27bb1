"""What decisions on concepts say together: which concept a use now counts for, its name, and whether a region can influence it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from graph.besluiten.dagboek import in_time, moment
from graph.besluiten.records import INVLOED, OVER_BEGRIP, Besluit
from ontology.namen import slug
from ontology.prefixes import ID

STRIJDIG = "samenvoegen en uit elkaar houden spreken elkaar tegen; neem een van beide besluiten terug"


@dataclass(frozen=True, slots=True)
class Stap:
    """From ``moment`` on, uses of ``van`` count for ``naar``: all of them, or those in the words of ``teksten`` (folded)."""

    van: str
    naar: str
    moment: datetime
    teksten: frozenset[str] | None = None


@dataclass(slots=True)
class Begrippen:
    """The concepts as reviewers arranged them.

    ``labels`` holds new names, ``namen`` the names of the concepts that decisions mention, ``verboden`` the pairs that stay
    apart, and ``geweigerd`` the decisions that cannot hold beside others, each with the reason.
    """

    stappen: list[Stap] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    namen: dict[str, str] = field(default_factory=dict)
    invloed: dict[str, bool | None] = field(default_factory=dict)
    verboden: set[frozenset[str]] = field(default_factory=set)
    geweigerd: list[tuple[Besluit, str]] = field(default_factory=list)

    def nu(self, begrip: str, tekst: str, sinds: datetime | None = None) -> str:
        """The concept that a use of ``begrip`` in these words counts for.

        Splits from before ``sinds`` are left out: whoever chose the concept then, had them in view.
        """
        folded = fold(tekst)
        for stap in self.stappen:
            if stap.van != begrip:
                continue
            if stap.teksten is None or (folded in stap.teksten and (sinds is None or stap.moment > sinds)):
                begrip = stap.naar
        return begrip

    def samen(self, begrip: str) -> str:
        """The concept that ``begrip`` as a whole was merged into, itself when it was not."""
        for stap in self.stappen:
            if stap.teksten is None and stap.van == begrip:
                begrip = stap.naar
        return begrip

    @property
    def geraakt(self) -> set[str]:
        """The concepts of which decisions change something in what documents say."""
        return {side for stap in self.stappen for side in (stap.van, stap.naar)} | set(self.labels) | set(self.invloed)

    def naam(self, begrip: str) -> str:
        """The name of a concept as far as decisions give it, else ''."""
        return self.labels.get(begrip) or self.namen.get(begrip, "")

    def botsing(self, een: str, ander: str) -> frozenset[str] | None:
        """The forbidden pair that merging these two would join, also through others; None when there is none."""
        groups = {self.samen(een), self.samen(ander)}
        return next(
            (pair for pair in sorted(self.verboden, key=sorted) if {self.samen(side) for side in pair} in ({*groups}, groups)), None
        )


def concept_state(decisions: Iterable[Besluit]) -> Begrippen:
    """What decisions on concepts that stand say together; the later goes on from the earlier."""
    found = Begrippen()
    own = sorted((one for one in decisions if one.handeling in OVER_BEGRIP), key=in_time)
    for one in own:
        _take_names(found, one)
        if one.handeling == "verbied":
            found.verboden.add(frozenset({one.over, one.waarde("ander")}))
    for one in own:
        match one.handeling:
            case "voeg_samen":
                _merge(found, one)
            case "splits":
                texts = frozenset(map(fold, json.loads(one.waarde("teksten"))))
                found.stappen.append(Stap(one.over, own_concept(one.waarde("label")), moment(one.tijdstip), texts))
            case "hernoem":
                found.labels[one.over] = one.waarde("label")
            case "zet_invloed":
                found.invloed[one.over] = INVLOED[one.waarde("beinvloedbaar")]
    return found


def family(decisions: Iterable[Besluit], about: Besluit) -> set[str]:
    """The concepts that a decision can reach: its own, and all that merges and splits ever tied to them."""
    links = [mentioned(one) for one in decisions if one.handeling in OVER_BEGRIP]
    found, grown = mentioned(about), True
    while grown:
        wider = found.union(*(link for link in links if link & found))
        grown, found = wider != found, wider
    return found


def mentioned(one: Besluit) -> set[str]:
    """The concepts that a decision names."""
    made = {own_concept(one.waarde("label"))} if one.handeling == "splits" else set[str]()
    return {one.over, one.waarde("naar"), one.waarde("ander"), *made} - {""}


def own_concept(label: str) -> str:
    """The IRI of a concept that a reviewer made."""
    return f"{ID}begrip/eigen/{slug(label)}"


def fold(tekst: str) -> str:
    """Words as they are compared: without case and line ends."""
    return " ".join(tekst.casefold().split())


def influence_text(beinvloedbaar: bool | None) -> str:
    """How a decision writes the influence of a region."""
    return next(text for text, value in INVLOED.items() if value is beinvloedbaar)


def _merge(found: Begrippen, one: Besluit) -> None:
    goal = found.samen(one.waarde("naar"))
    if found.samen(one.over) != one.over or goal == one.over:
        return  # merged already, by an earlier decision
    if found.botsing(one.over, goal) is not None:
        found.geweigerd.append((one, STRIJDIG))
        return
    found.stappen.append(Stap(one.over, goal, moment(one.tijdstip)))


def _take_names(found: Begrippen, one: Besluit) -> None:
    names: Mapping[str, str] = {
        one.over: one.waarde("naam"),
        one.waarde("naar"): one.waarde("naarnaam"),
        own_concept(one.waarde("label")) if one.handeling == "splits" else "": one.waarde("label"),
    }
    found.namen.update({concept: name for concept, name in names.items() if concept and name})
