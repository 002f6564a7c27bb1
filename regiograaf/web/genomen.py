"""What follows a decision on a claim: it can be taken back, and the same may hold for claims that look like it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.besluiten.dagboek import reviewer_key
from graph.besluiten.geldend import still_standing
from graph.besluiten.maken import judge_claim
from graph.besluiten.records import OVER_BEWERING, Besluit
from graph.store import Store
from queries.lezing_document import concept_sign
from queries.records import ClaimRow
from queries.wachtrij import alike
from regiograaf.flow import Overzicht
from regiograaf.web.werkplaats import now

#: Parts of a correction that can hold for another claim as well: its own words stand in its own sentence only.
_OVERDRAAGBAAR = ("omgekeerd", "teken", "soort", "zekerheid", "oorzaakbegrip", "gevolgbegrip")


def last_of(overzicht: Overzicht, who: str) -> Besluit | None:
    """The last decision of a reviewer on a claim that still stands."""
    own = reviewer_key(who) if who else ""
    stands = (one for one in still_standing(overzicht.besluiten) if one.handeling in OVER_BEWERING)
    return next((one for one in reversed(tuple(stands)) if reviewer_key(one.beoordelaar) == own), None)


@dataclass(frozen=True, slots=True)
class Gelijke:
    """A claim that looks like the one just judged; ``mag`` when the same decision can hold for it."""

    bewering: ClaimRow
    mag: bool


def after_decision(overzicht: Overzicht, net: str) -> dict[str, object]:
    """What a page shows of the decision that was taken just before: itself, and the claims that look like its claim."""
    taken = taken_decision(overzicht, net)
    return {"net": taken, "gelijken": alike_of(overzicht, taken) if taken else []}


def taken_decision(overzicht: Overzicht, besluit: str) -> Besluit | None:
    """A decision by its id; None for '' and for one that is not there."""
    return next((one for one in overzicht.besluiten if one.id == besluit), None) if besluit else None


def alike_of(overzicht: Overzicht, taken: Besluit | None) -> list[Gelijke]:
    """The claims that a decision could hold for as well; not those with another sign."""
    if taken is None or taken.anker is None or (taken.handeling == "wijzig" and not _portable(taken)):
        return []
    sign = concept_sign(taken.anker.teken, taken.anker.oorzaakpool, taken.anker.gevolgpool)
    found = alike(overzicht.lezing.claims, taken.anker, taken.over, overzicht.geldend.beweringen)
    return [Gelijke(claim, claim.teken == sign) for claim in found]


def take_same(store: Store, iri: str, taken: Besluit, who: str) -> None:
    """Take the same decision for another claim, in the name of ``who``.

    Raises:
        BesluitError: it cannot hold there; nothing was written.
    """
    changes = _portable(taken) if taken.handeling == "wijzig" else None
    note = taken.toelichting
    judge_claim(store, iri, taken.handeling, beoordelaar=who, tijdstip=now(), reden=taken.reden, toelichting=note, wijziging=changes)


def _portable(taken: Besluit) -> dict[str, str]:
    return {name: value for name, value in taken.wijziging if name in _OVERDRAAGBAAR}
