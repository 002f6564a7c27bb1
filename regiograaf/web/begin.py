"""The first page: which regions and documents there are; and under which name this browser reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from queries.lezing_document import Documentlezing, Kop
from regiograaf.web import inlezen
from regiograaf.web.leeswerk import Lezer
from regiograaf.web.weergeven import own_path, page, remember_name
from regiograaf.web.werkplaats import Plaats

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Rij:
    """One document with its counts."""

    kop: Kop
    paginas: int
    beweringen: int
    te_beoordelen: int


@router.get("/")
def begin(request: Request, plaats: Plaats, leeswerk: Lezer) -> Response:
    """Regions and documents with their counts, and the place to read documents in."""
    with plaats.lees() as overzicht:
        documents = [_row(one) for one in overzicht.lezing.documenten]
    regios = sorted({row.kop.regio for row in documents})
    return page(request, "begin.html.j2", regios=regios, documenten=documents, map=str(plaats.folder), **inlezen.context(leeswerk))


@router.post("/beoordelaar")
def set_reviewer(naam: Annotated[str, Form()], terug: Annotated[str, Form()] = "/") -> Response:
    """Remember the name of the reviewer in this browser."""
    return remember_name(RedirectResponse(own_path(terug), status_code=303), naam)


def _row(one: Documentlezing) -> Rij:
    waiting = sum(claim.status == "ter_beoordeling" for claim in one.claims)
    return Rij(one.kop, len(one.pages), len(one.claims), waiting)
