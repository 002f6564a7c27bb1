"""Findings on a page: what each is called and asks, what people decided about it, and deciding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any  # what a template shows is of any type
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from graph.besluiten.maken import judge_finding, take_back
from graph.besluiten.records import Besluit, Handeling
from queries.bij_bevinding import check_of, is_conflict, looked_at, to_look_at
from queries.checks import Check
from queries.lezing import Lezing, once
from queries.records import ClaimRow, Finding, Proof
from regiograaf.flow import Overzicht
from regiograaf.outputs.a4bevindingen import SOORTEN
from regiograaf.web.weergeven import is_fragment, own_path, page, remember_name, reviewer
from regiograaf.web.werkplaats import Plaats, now

router = APIRouter()

#: What a kind is called; a signal of one document is called after its rule.
NAMEN: Mapping[str, str] = {
    **SOORTEN,
    "gezondheidsdoel": "Doel van een document",
    "signaal": "Plannen die elkaar raken (signaal)",
    "bekeken": "Bekeken, geen conflict",
    "invloed": "Invloed: teksten verschillen",
    "afspraak": "Afspraak die niet compleet is",
    "maatregel_zonder_doel": "Maatregel zonder doel",
    "verband_zonder_knelpunt": "Samenwerkingsverband zonder knelpunt",
}
_ONTBREEKT = {
    "beinvloedbare_oorzaak": "beïnvloedbare oorzaak",
    "basis": "uitgangswaarde",
    "doeljaar": "jaar waarin het gehaald moet zijn",
    "doel": "doel",
}
_OORDELEN = {"open": "nog niet beoordeeld", "bevestigd": "bevestigd", "verworpen": "ontkracht"}
_WAT_HET_WAS = {"bevestig": "bevestigd", "ontkracht": "ontkracht"}


@dataclass(frozen=True, slots=True)
class Oordeelblok:
    """What people decided about one finding: ``woord`` for the page, and the latest decision of each reviewer."""

    id: str
    status: str
    woord: str
    besluiten: tuple[Besluit, ...]


@dataclass(frozen=True, slots=True)
class Kaartje:
    """One finding as a page shows it; ``citaten`` are its proofs, each with the claim (IRI) that is the whole of it, '' for none."""

    bevinding: Finding
    soort: str
    naam: str
    check: Check
    ontbreekt: tuple[str, ...]
    citaten: tuple[tuple[Proof, str], ...]
    mogelijk: tuple[Mapping[str, Any], ...]
    te_bekijken: tuple[ClaimRow, ...]
    oordeel: Oordeelblok


def cards(overzicht: Overzicht, findings: Iterable[Finding]) -> list[Kaartje]:
    """Findings with all that a page shows of them."""
    verdicts, claims = Oordelen(overzicht), _claims_at(overzicht.lezing)
    return [_card(overzicht.lezing, finding, verdicts, claims) for finding in findings]


def kind_of(finding: Finding) -> str:
    """What a page groups a finding under: its soort, or the rule of a signal that no two plans are in."""
    return finding.regel if finding.soort == "signaal" and not is_conflict(finding) else finding.soort


def find(overzicht: Overzicht, finding_id: str) -> Finding:
    """The finding with this id, also among those that were looked at and cleared.

    Raises:
        HTTPException: 404, there is none (any more).
    """
    every = (*overzicht.bevindingen, *looked_at(overzicht.lezing))
    found = next((finding for finding in every if finding.id == finding_id), None)
    if found is None:
        raise HTTPException(404, "Deze bevinding is er niet (meer). Misschien is een document opnieuw gelezen of een bewering beoordeeld.")
    return found


class Oordelen:
    """What people decided, read once for a page."""

    def __init__(self, overzicht: Overzicht) -> None:
        """Read all decisions."""
        self._standing = overzicht.geldend.bevindingen

    def of(self, finding_id: str) -> Oordeelblok:
        """The verdict on one finding."""
        stand = self._standing.get(finding_id)
        if stand is None:
            return Oordeelblok(finding_id, "open", _OORDELEN["open"], ())
        word = _OORDELEN[stand.oordeel] if stand.oordeel != "open" else "beoordelaars verschillen van mening"
        return Oordeelblok(finding_id, stand.oordeel, word, stand.besluiten)


@router.post("/bevinding/{finding_id}")
def judge(
    request: Request,
    plaats: Plaats,
    finding_id: str,
    handeling: Annotated[Handeling, Form()],
    toelichting: Annotated[str, Form(max_length=2000)] = "",
    naam: Annotated[str, Form(max_length=80)] = "",
    terug: Annotated[str, Form()] = "/conflicten",
) -> Response:
    """Confirm or refute a finding, with a note."""
    who = reviewer(request) or naam
    with plaats.lees() as overzicht:
        subject = find(overzicht, finding_id).onderwerp
    with plaats.schrijf() as store:
        judge_finding(store, finding_id, handeling, beoordelaar=who, tijdstip=now(), toelichting=toelichting, onderwerp=subject)
    return _after(request, plaats, finding_id, who, terug)


@router.post("/bevinding/{finding_id}/terug")
def undo(
    request: Request,
    plaats: Plaats,
    finding_id: str,
    besluit: Annotated[str, Form(max_length=80)],
    terug: Annotated[str, Form()] = "/conflicten",
) -> Response:
    """Take a verdict back."""
    who = reviewer(request)
    with plaats.schrijf() as store:
        take_back(store, besluit, beoordelaar=who, tijdstip=now())
    return _after(request, plaats, finding_id, who, terug)


def _after(request: Request, plaats: Plaats, finding_id: str, who: str, back: str) -> Response:
    if is_fragment(request):
        with plaats.lees() as overzicht:
            block = Oordelen(overzicht).of(finding_id)
        answer: Response = page(request, "deel_oordeel.html.j2", blok=block, wie=who, terug=own_path(back))
    else:
        answer = RedirectResponse(f"{own_path(back)}#{quote(finding_id)}", status_code=303)
    return remember_name(answer, who)


def _card(lezing: Lezing, finding: Finding, verdicts: Oordelen, claims: Mapping[Proof, str]) -> Kaartje:
    kind = kind_of(finding)
    return Kaartje(
        bevinding=finding,
        soort=kind,
        naam=NAMEN.get(kind, kind.replace("_", " ").capitalize()),
        check=check_of(finding),
        ontbreekt=tuple(_ONTBREEKT.get(part, part.replace("_", " ")) for part in finding.ontbreekt),
        citaten=tuple((proof, claims.get(proof, "")) for proof in finding.bewijs),
        mogelijk=tuple(_possible(lezing, finding)),
        te_bekijken=to_look_at(lezing, finding),
        oordeel=verdicts.of(finding.id),
    )


@once
def _claims_at(lezing: Lezing) -> dict[Proof, str]:
    """The claim (IRI) of each sentence that holds exactly one."""
    found: defaultdict[Proof, list[str]] = defaultdict(list)
    for claim in lezing.claims:
        if len(claim.bewijs) == 1 and claim.status != "verworpen":
            found[claim.bewijs[0]].append(claim.iri)
    return {proof: iris[0] for proof, iris in found.items() if len(iris) == 1}


def _possible(lezing: Lezing, finding: Finding) -> Iterator[Mapping[str, Any]]:
    """Sentences where a missing part may stand after all, with the part and the id of the document."""
    parts = finding.extra.get("mogelijk_in")
    ids = {one.kop.bestand: one.kop.document_id for one in lezing.documenten}
    if isinstance(parts, dict):
        for part, places in parts.items():
            for place in places:
                yield {**place, "deel": _ONTBREEKT.get(part, part.replace("_", " ")), "document_id": ids[place["document"]]}
