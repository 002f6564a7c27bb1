"""Conflicten: where plans contradict each other, over all regions, and one of them with both plans side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from queries.bij_bevinding import Omlijst, around, is_conflict, looked_at, sides
from queries.conflicten.regels import rule_texts
from queries.lezing import Lezing
from queries.lezing_document import Kop
from queries.records import Finding, Proof
from regiograaf.flow import Overzicht, relevant
from regiograaf.web.bevinding import cards, find
from regiograaf.web.weergeven import page
from regiograaf.web.werkplaats import Plaats

router = APIRouter()

#: What is shown on request only.
OOK = {"signaal": "signalen", "witte_vlek": "gemeenten zonder plan", "bekeken": "bekeken en geen conflict"}


@dataclass(frozen=True, slots=True)
class Keuze:
    """What the user wants to see."""

    regio: str
    regel: str
    ook: tuple[str, ...]

    @property
    def query(self) -> str:
        """The same choice in an address."""
        named = {"regio": self.regio, "regel": self.regel, "ook": self.ook}
        return "?" + urlencode({key: value for key, value in named.items() if value}, doseq=True) if any(named.values()) else ""


@dataclass(frozen=True, slots=True)
class Kant:
    """One plan of a conflict, with its quotes in context; nothing when the conflict is that a plan is silent."""

    kop: Kop | None
    stukken: tuple[Omlijst, ...]


def _keuze(regio: str = "", regel: str = "", ook: Annotated[tuple[str, ...], Query()] = ()) -> Keuze:
    return Keuze(regio, regel, ook)


Gekozen = Annotated[Keuze, Depends(_keuze)]


@router.get("/conflicten")
def conflicts(request: Request, plaats: Plaats, keuze: Gekozen) -> Response:
    """All places where plans contradict each other, heaviest first."""
    with plaats.lees() as overzicht:
        every = _every(overzicht)
        shown = cards(overzicht, _chosen(every, keuze))
    counts = Counter(finding.soort for finding in every)
    regions = sorted({name for finding in every for name in finding.regio})
    return page(
        request,
        "conflicten.html.j2",
        kaartjes=shown,
        keuze=keuze,
        vraag=keuze.query,
        ook=OOK,
        aantallen=counts,
        regios=regions,
        regels=rule_texts(),
    )


@router.get("/conflict/{finding_id}")
def conflict(request: Request, plaats: Plaats, keuze: Gekozen, finding_id: str) -> Response:
    """One conflict: both plans, the rule, what was tested, and the verdict."""
    with plaats.lees() as overzicht:
        finding = find(overzicht, finding_id)
        ids = [other.id for other in _chosen(_every(overzicht), keuze)]
        card = cards(overzicht, [finding])[0]
        one, other, rest = sides(finding)
        both = [_side(overzicht.lezing, proofs) for proofs in (one, other)]
    place = ids.index(finding_id) if finding_id in ids else None
    return page(
        request,
        "conflict.html.j2",
        kaartje=card,
        kanten=both,
        overig=rest,
        vraag=keuze.query,
        vorige=ids[place - 1] if place else "",
        volgende=ids[place + 1] if place is not None and place + 1 < len(ids) else "",
        plek=None if place is None else place + 1,
        totaal=len(ids),
    )


def _every(overzicht: Overzicht) -> list[Finding]:
    return [finding for finding in (*overzicht.bevindingen, *looked_at(overzicht.lezing)) if is_conflict(finding)]


def _chosen(findings: Iterable[Finding], keuze: Keuze) -> list[Finding]:
    kinds = {"planconflict", *keuze.ook}
    return [f for f in relevant(findings, keuze.regio or None) if f.soort in kinds and keuze.regel in ("", f.regel)]


def _side(lezing: Lezing, proofs: tuple[Proof, ...]) -> Kant:
    heads = {one.kop.document_id: one.kop for one in lezing.documenten}
    return Kant(heads[proofs[0].document_id] if proofs else None, tuple(around(lezing, proof) for proof in proofs))
