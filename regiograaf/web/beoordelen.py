"""Where reviewing starts: the queue with its counts, and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # what a template shows is of any type

from fastapi import APIRouter, Request
from fastapi.responses import Response

from graph.besluiten.overeenstemming import agreement
from graph.besluiten.plaatsing import unplaced
from graph.besluiten.redenen import load_reasons
from graph.besluiten.regelgeloof import scores
from queries.records import ClaimRow
from queries.wachtrij import Wachtrij, waiting
from regiograaf.web.genomen import after_decision, last_of
from regiograaf.web.rij import Rij, queue_query
from regiograaf.web.weergeven import page, reviewer
from regiograaf.web.werkplaats import Plaats, Werkplaats

router = APIRouter()
#: Decisions shown at most, the last first; all of them are in the file.
GETOOND = 30


@dataclass(frozen=True, slots=True)
class Telling:
    """How far one document or rule is: what waits, what was judged, and all its claims."""

    sleutel: str
    naam: str
    wachten: int
    gedaan: int
    totaal: int


@router.get("/beoordelen")
def overview(request: Request, plaats: Plaats, rij: Rij, net: str = "", ook: int = 0, overgenomen: int = -1) -> Response:
    """The start of a queue."""
    return show_overview(request, plaats, rij, net=net, ook=ook, overgenomen=overgenomen)


def show_overview(
    request: Request,
    plaats: Werkplaats,
    rij: Wachtrij,
    *,
    net: str = "",
    ook: int = 0,
    overgenomen: int = -1,
    problemen: Sequence[str] = (),
) -> Response:
    """The start of a queue.

    Args:
        request: who asks.
        plaats: the workbench.
        rij: the queue.
        net: the decision that was taken just before.
        ook: to how many other claims it was applied.
        overgenomen: how many decisions of a file were new; -1 when no file was read.
        problemen: what could not be taken over from it.
    """
    who = reviewer(request)
    with plaats.lees() as overzicht:
        lezing, stands = overzicht.lezing, overzicht.geldend.beweringen
        queue = waiting(lezing.claims, rij, stands, who)
        titles = {one.kop.document_id: one.kop.titel or one.kop.bestand for one in lezing.documenten}
        context: dict[str, Any] = {
            "rijen": queue[:1],
            "wachten": len(queue),
            "gedaan": sum(claim.iri in stands for claim in lezing.claims if rij.asks(claim)),
            "per_document": _counts(lezing.claims, queue, set(stands), lambda c: c.document_id, titles),
            "per_regel": _counts(lezing.claims, queue, set(stands), lambda c: c.regel, {}),
            "records": scores(overzicht.geldend),
            "regios": sorted({one.kop.regio for one in lezing.documenten}),
            "documenten": titles,
            "besluiten": list(reversed(overzicht.besluiten))[:GETOOND],
            "aantal_besluiten": len(overzicht.besluiten),
            "overeenstemming": agreement(overzicht.besluiten),
            "zonder_plaats": unplaced(overzicht.store),
            "laatste": last_of(overzicht, who),
            **after_decision(overzicht, net),
        }
    return page(
        request,
        "beoordelen.html.j2",
        rij=rij,
        rijvraag=queue_query(rij),
        redenen=load_reasons(),
        ook=ook,
        overgenomen=overgenomen,
        problemen=problemen,
        **context,
    )


def _counts(
    claims: Iterable[ClaimRow],
    queue: Iterable[ClaimRow],
    judged: Collection[str],
    part_of: Callable[[ClaimRow], str],
    names: Mapping[str, str],
) -> list[Telling]:
    """Counts per document or rule, those with most to judge first."""
    total: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for claim in claims:
        total[part_of(claim)] += 1
        done[part_of(claim)] += claim.iri in judged
    waits = Counter(part_of(claim) for claim in queue)
    rows = [Telling(key, names.get(key, key), waits[key], done[key], total[key]) for key in total]
    return sorted(rows, key=lambda row: (-row.wachten, row.naam, row.sleutel))
