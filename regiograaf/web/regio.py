"""One region: its A4 live and as files, its findings to judge, its documents, the criteria and where it can act."""

from __future__ import annotations

import base64
import hashlib
import re
import tempfile
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from queries.aangrijpingspunten import find_levers
from queries.criteriasets import load_criteria
from queries.lezing import Lezing
from queries.records import Finding
from queries.toets import OORDELEN, ZONDER_SET, answer_criteria
from regiograaf.flow import Overzicht, make_a4, relevant
from regiograaf.outputs.a4 import Format
from regiograaf.web.bestanden import csv_file, download
from regiograaf.web.bevinding import NAMEN, Kaartje, Oordelen, cards, kind_of
from regiograaf.web.weergeven import is_fragment, page
from regiograaf.web.werkplaats import Plaats

router = APIRouter()

#: Findings of one kind that are shown before the user chooses that kind.
PER_SOORT = 8
_KIND: dict[Format, str] = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Keuze:
    """Which findings the user wants to see: of one soort, weight or verdict ('' for all)."""

    soort: str
    ernst: str
    oordeel: str

    def query(self, **other: str) -> str:
        """The same choice in an address, or with something else in it."""
        chosen = {key: value for key, value in {**asdict(self), **other}.items() if value}
        return "?" + urlencode(chosen) if chosen else ""


@dataclass(frozen=True, slots=True)
class Groep:
    """The findings of one kind: those shown, and how many there are."""

    soort: str
    naam: str
    kaartjes: list[Kaartje]
    aantal: int


def _keuze(soort: str = "", ernst: str = "", oordeel: str = "") -> Keuze:
    return Keuze(soort, ernst, oordeel)


Gekozen = Annotated[Keuze, Depends(_keuze)]


@router.get("/regio/{naam:path}/a4.{vorm}")
def a4(plaats: Plaats, naam: str, vorm: Format) -> Response:
    """The A4 as a file; as HTML to show it in the page."""
    with plaats.lees() as overzicht:
        name, content = _a4(overzicht, _known(overzicht.lezing, naam), vorm)
    answer = download(content, name, _KIND[vorm], show=vorm == "html")
    if vorm == "html":
        answer.headers["Content-Security-Policy"] = _own_style(content.decode("utf-8"))
    return answer


@router.get("/regio/{naam:path}/aangrijpingspunten")
def levers(request: Request, plaats: Plaats, naam: str) -> Response:
    """Which oorzaken the region can influence and what they reach."""
    with plaats.lees() as overzicht:
        name = _known(overzicht.lezing, naam)
        found = find_levers(overzicht.lezing, name)
    return page(request, "regio_aangrijpingspunten.html.j2", regio=name, punten=found)


@router.get("/regio/{naam:path}/toets")
def criteria(request: Request, plaats: Plaats, naam: str, document: str = "", peildatum: date | None = None) -> Response:
    """The criteria: per document what evidence was found; one document at a time, for it takes a few seconds."""
    with plaats.lees() as overzicht:
        name = _known(overzicht.lezing, naam)
        heads = [one.kop for one in overzicht.lezing.binnen(name).documenten]
    tested = answer_criteria(plaats.store, load_criteria(), peildatum=peildatum, regio=name, document=document) if document else []
    template = "deel_toets.html.j2" if document and is_fragment(request) else "regio_toets.html.j2"
    return page(
        request,
        template,
        regio=name,
        koppen=heads,
        getoetst=tested,
        gekozen=document,
        peildatum=peildatum,
        oordelen=OORDELEN,
        zonder_set=ZONDER_SET,
    )


@router.get("/regio/{naam:path}/toets.csv")
def criteria_file(plaats: Plaats, naam: str, peildatum: date | None = None) -> Response:
    """The answers to all criteria for all documents of the region."""
    with plaats.lees() as overzicht:
        name = _known(overzicht.lezing, naam)
    header = ("document", "soort", "set", "id", "vraag", "oordeel", "bladzijden", "ontbreekt", "citaat")
    answers = (
        (one.stuk, a) for one in answer_criteria(plaats.store, load_criteria(), peildatum=peildatum, regio=name) for a in one.antwoorden
    )
    rows = (
        (
            *(stuk.bestand, stuk.soort, a.set, a.criterium.id, a.criterium.vraag, a.oordeel, " ".join(map(str, a.bladzijden))),
            *("; ".join(a.ontbreekt), " ".join(a.bewijs[0].citaat.split()) if a.bewijs else ""),
        )
        for stuk, a in answers
    )
    return csv_file(f"toets {name}", header, rows)


@router.get("/regio/{naam:path}")
def region(request: Request, plaats: Plaats, naam: str, keuze: Gekozen) -> Response:
    """The region: its A4, its findings by kind, its documents."""
    with plaats.lees() as overzicht:
        name = _known(overzicht.lezing, naam)
        documents = overzicht.lezing.binnen(name).documenten
        every = relevant(overzicht.bevindingen, name)
        verdicts = Oordelen(overzicht)
        chosen = [finding for finding in every if _asked(finding, keuze, verdicts)]
        groups = _groups(overzicht, chosen, None if keuze.soort else PER_SOORT)
    return page(
        request,
        "regio.html.j2",
        regio=name,
        documenten=documents,
        groepen=groups,
        totaal=len(every),
        gekozen=len(chosen),
        keuze=keuze,
        soorten={kind: NAMEN[kind] for kind in NAMEN if kind in {kind_of(finding) for finding in every}},
    )


def _known(lezing: Lezing, name: str) -> str:
    """The name of a region as the graph writes it.

    Raises:
        HTTPException: 404, no document is of this region.
    """
    found = {one.kop.regio.casefold(): one.kop.regio for one in lezing.documenten}
    if name.casefold() not in found:
        raise HTTPException(404, "De graaf bevat geen document van deze regio. Kies een regio bij ‘Regio’s en documenten’.")
    return found[name.casefold()]


def _a4(overzicht: Overzicht, regio: str, vorm: Format) -> tuple[str, bytes]:
    """The name and content of the A4, made once as long as nothing changes."""
    kept, key = overzicht.lezing.kept, ("a4", regio, vorm)
    if key not in kept:
        with tempfile.TemporaryDirectory() as folder:
            path = make_a4(overzicht, Path(folder), regio, (vorm,))[0]
            kept[key] = (path.name, path.read_bytes())
    return cast("tuple[str, bytes]", kept[key])


def _own_style(html: str) -> str:
    """The policy of the A4 as a document of its own: no script, and only the style it came with."""
    hashes = (base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in _STYLE.findall(html))
    styles = " ".join(f"'sha256-{value}'" for value in hashes)
    return f"default-src 'none'; style-src {styles}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


def _asked(finding: Finding, keuze: Keuze, verdicts: Oordelen) -> bool:
    status = verdicts.of(finding.id).status
    return keuze.soort in ("", kind_of(finding)) and keuze.ernst in ("", finding.ernst) and keuze.oordeel in ("", status)


def _groups(overzicht: Overzicht, findings: list[Finding], most: int | None) -> list[Groep]:
    """The findings by kind, in the order of NAMEN; of each at most ``most``."""
    by_kind: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_kind[kind_of(finding)].append(finding)
    return [Groep(kind, NAMEN[kind], cards(overzicht, by_kind[kind][:most]), len(by_kind[kind])) for kind in NAMEN if kind in by_kind]
