"""A document page by page: its text with the claims marked in it, and beside it the page as it was printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from graph.bronnen import source_file
from queries.lezing import Lezing
from queries.lezing_document import Documentlezing
from queries.records import ClaimRow
from regiograaf.web import bladbeeld
from regiograaf.web.markeren import Gemerkt, mark_page
from regiograaf.web.weergeven import page
from regiograaf.web.werkplaats import Plaats
from regiograaf.web.woorden import SOORTEN, STATEN, claim_hash

router = APIRouter(prefix="/document/{document_id}")
#: Mentions that are not shown: a cause stands on the words of its claim.
_NIET_GETOOND = frozenset({"Oorzaak"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims and mentions are shown; '' means all."""

    staat: str = ""
    soort: str = ""
    vermeldingen: str = ""

    def claims(self, claims: tuple[ClaimRow, ...]) -> list[ClaimRow]:
        """The claims that it lets through."""
        return [c for c in claims if self.staat in ("", c.status) and self.soort in ("", c.soort)]

    def query(self, **more: object) -> str:
        """The filter as part of an address."""
        fields = {"staat": self.staat, "soort": self.soort, "vermeldingen": self.vermeldingen, **more}
        return urlencode({name: value for name, value in fields.items() if value})


@dataclass(frozen=True, slots=True)
class Plaat:
    """The printed page: its size in points, the address of its picture, and the frames of the quote of each claim."""

    breedte: float
    hoogte: float
    adres: str
    kaders: list[tuple[bladbeeld.Kader, ...]]


@router.get("")
def document(
    request: Request,
    plaats: Plaats,
    document_id: str,
    bladzijde: int | None = None,
    bewering: str = "",
    staat: str = "",
    soort: str = "",
    vermeldingen: str = "",
) -> Response:
    """One page of a document."""
    chosen = Filter(staat if staat in STATEN else "", soort if soort in SOORTEN else "", "nee" if vermeldingen == "nee" else "")
    with plaats.lees() as overzicht:
        reading = find_document(overzicht.lezing, document_id)
        number = _page_number(reading, bladzijde)
        claims = chosen.claims(reading.claims)
        mentions = [] if chosen.vermeldingen else [m for m in reading.mentions if m.soort not in _NIET_GETOOND]
        marked = mark_page(reading, number, claims, mentions)
        labels = _labels(overzicht.lezing, marked.beweringen)
        per_page = Counter(page for claim in claims for page in {proof.pagina for proof in claim.bewijs})
    numbers = list(reading.pages)
    place = numbers.index(number)
    return page(
        request,
        "document.html.j2",
        kop=reading.kop,
        adres=f"/document/{quote(document_id, safe='')}",
        bladzijde=number,
        vorige=numbers[place - 1] if place else None,
        volgende=numbers[place + 1] if place + 1 < len(numbers) else None,
        laatste=numbers[-1],
        filter=chosen,
        gemerkt=marked,
        labels=labels,
        per_bladzijde=sorted(per_page.items()),
        totaal=len(claims),
        gekozen=[claim for claim in marked.beweringen if claim_hash(claim) == bewering],
        plaat=_picture(plaats.folder, reading, number, marked),
        is_pdf=reading.kop.bestand.lower().endswith(".pdf"),
    )


@router.get("/kaart")
def card(request: Request, plaats: Plaats, document_id: str, bewering: Annotated[list[str], Query(max_length=200)]) -> Response:
    """The card of one or more claims, as part of the page."""
    with plaats.lees() as overzicht:
        reading = find_document(overzicht.lezing, document_id)
        wanted = [claim for claim in reading.claims if claim_hash(claim) in bewering]
        labels = _labels(overzicht.lezing, wanted)
    if not wanted:
        raise HTTPException(404, "Deze bewering staat niet meer in de graaf. Laad de pagina opnieuw.")
    return page(request, "deel_kaart.html.j2", gekozen=wanted, labels=labels)


@router.get("/blad/{nummer}.png")
def printed_page(plaats: Plaats, document_id: str, nummer: int) -> Response:
    """A page of the original PDF as a picture."""
    with plaats.lees() as overzicht:
        path = _original(plaats.folder, find_document(overzicht.lezing, document_id))
    png = bladbeeld.picture(path, nummer) if path else None
    if png is None:
        raise HTTPException(404, "Van deze bladzijde is geen beeld.")
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=86400"})


def find_document(lezing: Lezing, document_id: str) -> Documentlezing:
    """A document by its id.

    Raises:
        HTTPException: 404.
    """
    found = next((one for one in lezing.documenten if one.kop.document_id == document_id), None)
    if found is None:
        raise HTTPException(404, "Dit document staat niet in de graaf. Kies er een bij ‘Regio’s en documenten’.")
    return found


def _page_number(reading: Documentlezing, asked: int | None) -> int:
    numbers = list(reading.pages)
    if asked is not None and asked not in reading.pages:
        raise HTTPException(404, f"Bladzijde {asked} is er niet; dit document loopt van bladzijde {numbers[0]} tot en met {numbers[-1]}.")
    return numbers[0] if asked is None else asked


def _labels(lezing: Lezing, claims: tuple[ClaimRow, ...] | list[ClaimRow]) -> dict[str, str]:
    """The labels of the concepts of claims, by IRI."""
    concepts = lezing.concepts
    return {iri: concepts[iri].label for claim in claims for iri in (claim.oorzaak, claim.gevolg) if iri in concepts}


def _original(folder: Path, reading: Documentlezing) -> Path | None:
    found = source_file(folder, reading.sha256, reading.kop.bestand)
    return found if found is not None and found.suffix == ".pdf" else None


def _picture(folder: Path, reading: Documentlezing, number: int, marked: Gemerkt) -> Plaat | None:
    """The printed page with the frames of its claims; None for another format or when the original was not kept."""
    path = _original(folder, reading)
    known = bladbeeld.sheet(path, number) if path else None
    if path is None or known is None:
        return None
    size = max(len(reading.pages[number]), 1)
    pieces = [[p for p in claim.bewijs if p.pagina == number] for claim in marked.beweringen]
    frames = iter(bladbeeld.places_of(path, number, [(p.citaat, p.begin / size) for own in pieces for p in own]))
    kaders = [tuple(frame for _ in own for frame in next(frames)) for own in pieces]
    address = f"/document/{quote(reading.kop.document_id, safe='')}/blad/{number}.png?v={reading.sha256[:12]}"
    return Plaat(known.breedte, known.hoogte, address, kaders)
