"""Decisions as files: to keep, to fill in in a spreadsheet, and to join those of a colleague."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, File, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from extract.grenzen import MAX_DECISIONS
from graph.besluiten.dagboek import decisions_json
from graph.besluiten.errors import DecisionsDamaged
from graph.besluiten.toepassen import take_over
from queries.wachtrij import Wachtrij
from regiograaf.flow import export_file, import_workbook, parsed_decisions
from regiograaf.web.beoordelen import show_overview
from regiograaf.web.bestanden import download
from regiograaf.web.opslag import safe_name
from regiograaf.web.werkplaats import Plaats, Werkplaats

router = APIRouter()
_WERKBOEK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/besluiten.json")
def download_decisions(plaats: Plaats) -> Response:
    """All decisions as a file: to keep, or to hand to a colleague."""
    with plaats.lees() as overzicht:
        text = json.dumps(decisions_json(overzicht.besluiten), ensure_ascii=False, indent=1) + "\n"
    return download(text.encode(), "besluiten.json", "application/json")


@router.get("/besluiten.xlsx")
def download_workbook(plaats: Plaats) -> Response:
    """All claims as a workbook in which verdicts can be filled in."""
    with TemporaryDirectory() as folder, plaats.lees() as overzicht:
        content = export_file(overzicht, Path(folder) / "beweringen.xlsx", "xlsx").read_bytes()
    return download(content, "beweringen.xlsx", _WERKBOEK)


@router.post("/besluiten/inlezen")
def upload_decisions(request: Request, plaats: Plaats, bestand: Annotated[UploadFile, File()]) -> Response:
    """Add the decisions of a file, with their effect; a file that is damaged is refused whole."""
    if not bestand.filename:
        raise HTTPException(400, "Kies eerst een bestand met besluiten.")
    name = safe_name(bestand.filename)
    data = bestand.file.read(MAX_DECISIONS + 1)
    if len(data) > MAX_DECISIONS:
        raise DecisionsDamaged(name, f"het bestand is groter dan {MAX_DECISIONS // 1_000_000} MB")
    new, problems = _workbook(plaats, name, data) if name.lower().endswith(".xlsx") else (_file(plaats, name, data), ())
    if problems:
        return show_overview(request, plaats, Wachtrij(), overgenomen=new, problemen=problems)
    return RedirectResponse(f"/beoordelen?overgenomen={new}", status_code=303)


def _file(plaats: Werkplaats, name: str, data: bytes) -> int:
    decisions = parsed_decisions(data, name)
    with plaats.schrijf() as store:
        return take_over(store, decisions)


def _workbook(plaats: Werkplaats, name: str, data: bytes) -> tuple[int, tuple[str, ...]]:
    """How many decisions were new, and the rows that could not be taken over."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        with plaats.schrijf() as store:
            read = import_workbook(store, path)
    return len(read.besluiten), read.niet_geplaatst
