"""Reading documents in: receive files, say what they are, and see how far each is."""

from __future__ import annotations

from typing import Any  # what a template shows is of any type

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from extract.documents import SUPPORTED
from extract.infer import SOORTEN, UNKNOWN
from regiograaf.web.leeswerk import Leesregel, Leeswerk, Lezer
from regiograaf.web.weergeven import is_fragment, page

router = APIRouter(prefix="/inlezen")
_FIELDS = ("titel", "soort", "regio", "jaar")
_BUSY = ("wacht", "leest", "schrijft")


def context(leeswerk: Leeswerk) -> dict[str, Any]:
    """What the part of a page that reads documents in shows."""
    lines = leeswerk.regels()
    return {
        "klaargezet": [line for line in lines if line.staat == "klaargezet"],
        "voortgang": [line for line in lines if line.staat != "klaargezet"],
        "bezig": any(line.staat in _BUSY for line in lines),
        "documentsoorten": SOORTEN,
        "onbekend": UNKNOWN,
        "gelezen": _done(lines),
        "endings": ",".join((*SUPPORTED, ".csv")),
    }


@router.get("")
def show_progress(request: Request, leeswerk: Lezer, klaar: int = 0) -> Response:
    """How far every file is; ``klaar`` is how many were in the graph when the page last asked."""
    if not is_fragment(request):
        return RedirectResponse("/")
    shown = context(leeswerk)
    answer = page(request, "deel_voortgang.html.j2", **shown)
    if shown["gelezen"] != klaar:
        answer.headers["HX-Trigger"] = "documenten-veranderd"
    return answer


@router.post("")
async def receive(request: Request, leeswerk: Lezer) -> Response:
    """Take files in; nothing is read before the user says so. What was filled in for earlier files comes along and stays."""
    form = await request.form()
    files = [one for one in form.getlist("bestanden") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise HTTPException(400, "Kies eerst een of meer bestanden.")
    leeswerk.describe(_fields(form))
    await run_in_threadpool(leeswerk.receive, [(one.filename or "", one.file) for one in files])
    return _part(request, leeswerk)


@router.post("/start")
async def start(request: Request, leeswerk: Lezer) -> Response:
    """Begin to read what is ready."""
    leeswerk.describe(_fields(await request.form()))
    leeswerk.start()
    return _part(request, leeswerk)


@router.post("/{nummer}/stop")
def stop(request: Request, leeswerk: Lezer, nummer: int) -> Response:
    """Stop reading one file, or take it off the list."""
    leeswerk.stop(nummer)
    if is_fragment(request):
        return page(request, "deel_voortgang.html.j2", **context(leeswerk))
    return RedirectResponse("/#inlezen", status_code=303)


def _fields(form: FormData) -> dict[int, dict[str, str]]:
    """What a form says of each file: titel-3, soort-3, ... for file 3."""
    fields: dict[int, dict[str, str]] = {}
    for key, value in form.items():
        name, _, number = key.rpartition("-")
        if name in _FIELDS and number.isdecimal() and isinstance(value, str):
            fields.setdefault(int(number), {})[name] = value[:300]
    return fields


def _part(request: Request, leeswerk: Leeswerk) -> Response:
    if is_fragment(request):
        return page(request, "deel_inlezen.html.j2", **context(leeswerk))
    return RedirectResponse("/#inlezen", status_code=303)


def _done(lines: list[Leesregel]) -> int:
    return sum(line.staat == "gelezen" for line in lines)
