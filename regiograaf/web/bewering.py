"""One claim: its sentence, what was made of it and by which rule, and the decisions a reviewer can take on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any  # what a template shows is of any type

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from graph.besluiten.errors import BesluitError
from graph.besluiten.maken import judge_claim, take_back
from graph.besluiten.records import Besluit, Handeling
from graph.besluiten.redenen import load_reasons
from graph.besluiten.regelgeloof import scores
from graph.store import Store
from ontology.prefixes import ID
from queries.records import ClaimRow
from queries.wachtrij import Wachtrij, following, waiting
from queries.zoekbegrip import find_concepts
from regiograaf.flow import Overzicht
from regiograaf.web.bewering_inhoud import history, passages, sides
from regiograaf.web.document import find_document
from regiograaf.web.genomen import after_decision, alike_of, last_of, take_same, taken_decision
from regiograaf.web.rij import Rij, Vormrij, queue_query
from regiograaf.web.weergeven import claim_path, page, remember_name, reviewer
from regiograaf.web.werkplaats import Plaats, Werkplaats, now
from regiograaf.web.woorden import claim_hash

router = APIRouter()
_ANDERE_KANT = {
    "oorzaaktekst": "gevolgtekst",
    "gevolgtekst": "oorzaaktekst",
    "oorzaakbegrip": "gevolgbegrip",
    "gevolgbegrip": "oorzaakbegrip",
}


@dataclass(frozen=True, slots=True)
class Vorm:
    """A form that could not be carried out: what is wrong, which one it is, and what was filled in."""

    fout: str = ""
    open: str = ""
    waarden: Mapping[str, str] = field(default_factory=dict)


@router.get("/bewering/{sleutel}")
def claim_page(request: Request, plaats: Plaats, sleutel: str, rij: Rij, net: str = "", ook: int = 0) -> Response:
    """A claim; ``net`` is the decision that was taken just before, ``ook`` to how many others it was applied."""
    return _show(request, plaats, sleutel, rij, Vorm(), net=net, ook=ook)


@router.post("/bewering/{sleutel}/oordeel")
def judge(
    request: Request,
    plaats: Plaats,
    sleutel: str,
    rij: Vormrij,
    handeling: Annotated[Handeling, Form()],
    reden: Annotated[str, Form(max_length=80)] = "",
    toelichting: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Accept or reject a claim, and go on with the next."""
    who = reviewer(request)

    def act(store: Store, claim: ClaimRow) -> Besluit:
        return judge_claim(store, claim.iri, handeling, beoordelaar=who, tijdstip=now(), reden=reden, toelichting=toelichting)

    filled = Vorm(open="verwerp" if handeling == "verwerp" else "", waarden={"toelichting": toelichting})
    return _decide(request, plaats, sleutel, rij, act, filled)


async def _fields(request: Request) -> dict[str, str]:
    return {name: value[:3000] for name, value in (await request.form()).items() if isinstance(value, str)}


@router.post("/bewering/{sleutel}/wijzig")
def correct(request: Request, plaats: Plaats, sleutel: str, rij: Vormrij, form: Annotated[dict[str, str], Depends(_fields)]) -> Response:
    """Correct a claim: only what differs from what it was is a change."""
    who = reviewer(request)

    def act(store: Store, claim: ClaimRow) -> Besluit:
        why = {"reden": form.get("reden", ""), "toelichting": form.get("toelichting", "")}
        return judge_claim(store, claim.iri, "wijzig", beoordelaar=who, tijdstip=now(), wijziging=_changes(claim, form), **why)

    return _decide(request, plaats, sleutel, rij, act, Vorm(open="wijzig", waarden=form))


@router.post("/bewering/{sleutel}/gelijk")
def apply_toalike_of(
    request: Request,
    plaats: Plaats,
    sleutel: str,
    rij: Vormrij,
    besluit: Annotated[str, Form(max_length=80)],
    ook: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI makes a new list for each request
) -> Response:
    """Take the decision ``besluit`` for the chosen claims that look like the one it was about; ``sleutel`` is shown next."""
    with plaats.lees() as overzicht:
        taken = taken_decision(overzicht, besluit)
        chosen = [one.bewering.iri for one in alike_of(overzicht, taken) if one.mag and claim_hash(one.bewering) in ook]
    if taken is not None:
        with plaats.schrijf() as store:
            for iri in chosen:
                take_same(store, iri, taken, reviewer(request))
    answer = f"/bewering/{sleutel}" if sleutel != "-" else "/beoordelen"
    return RedirectResponse(f"{answer}?{queue_query(rij, ook=str(len(chosen)))}", status_code=303)


@router.post("/besluit/terug")
def undo(request: Request, plaats: Plaats, rij: Vormrij, besluit: Annotated[str, Form(max_length=80)] = "") -> Response:
    """Take a decision back (the reviewer's last when none is named), and show the claim it was about."""
    who = reviewer(request)
    with plaats.lees() as overzicht:
        about = taken_decision(overzicht, besluit) if besluit else last_of(overzicht, who)
    if about is None:
        raise HTTPException(404, "Er is geen besluit van u om ongedaan te maken.")
    with plaats.schrijf() as store:
        back = take_back(store, about.id, beoordelaar=who, tijdstip=now())
    return RedirectResponse(f"{claim_path(about.over)}?{queue_query(rij, net=back.id)}", status_code=303)


@router.get("/begrippen/zoek")
def search_concepts(request: Request, plaats: Plaats, kant: str, q: str = "") -> Response:
    """Concepts to choose from for one side of a claim, as part of its form."""
    with plaats.lees() as overzicht:
        found = find_concepts(overzicht.lezing, q[:100])
    return page(request, "deel_begripkeuze.html.j2", kant="gevolg" if kant == "gevolg" else "oorzaak", begrippen=found, gevraagd=q.strip())


def find_claim(overzicht: Overzicht, sleutel: str) -> ClaimRow:
    """A claim by the last step of its IRI.

    Raises:
        HTTPException: 404.
    """
    found = next((claim for claim in overzicht.lezing.claims if claim.iri == f"{ID}bewering/{sleutel}"), None)
    if found is None:
        raise HTTPException(404, "Deze bewering staat niet (meer) in de graaf. Misschien is het document opnieuw gelezen.")
    return found


def _show(request: Request, plaats: Werkplaats, sleutel: str, rij: Wachtrij, vorm: Vorm, *, net: str = "", ook: int = 0) -> Response:
    who = reviewer(request)
    with plaats.lees() as overzicht:
        claim = find_claim(overzicht, sleutel)
        lezing, stands = overzicht.lezing, overzicht.geldend.beweringen
        queue = waiting(lezing.claims, rij, stands, who)
        reading = find_document(lezing, claim.document_id)
        following_one = following(queue, claim, rij)
        context: dict[str, Any] = {
            "bewering": claim,
            "kop": reading.kop,
            "passages": passages(reading, claim),
            "kanten": sides(lezing, reading, claim),
            "record": scores(overzicht.geldend).get(claim.regel),
            "ontkend": claim.iri in reading.denied,
            "besluiten": history(overzicht, claim.iri),
            "volgende": following_one,
            "wachten": len(queue),
            "laatste": last_of(overzicht, who),
            **after_decision(overzicht, net),
        }
    status = 400 if vorm.fout else 200
    return page(
        request, "bewering.html.j2", status, redenen=load_reasons(), rij=rij, rijvraag=queue_query(rij), vorm=vorm, ook=ook, **context
    )


def _decide(
    request: Request, plaats: Werkplaats, sleutel: str, rij: Wachtrij, act: Callable[[Store, ClaimRow], Besluit], filled: Vorm
) -> Response:
    """Take a decision and go on with the next claim of the queue; what cannot be is said on the page of the claim itself."""
    who = reviewer(request)
    with plaats.lees() as overzicht:
        claim = find_claim(overzicht, sleutel)
        upcoming = following(waiting(overzicht.lezing.claims, rij, overzicht.geldend.beweringen, who), claim, rij)
    try:
        with plaats.schrijf() as store:
            taken = act(store, claim)
    except BesluitError as error:
        return _show(request, plaats, sleutel, rij, Vorm(str(error), filled.open, filled.waarden))
    path = claim_path(upcoming.iri) if upcoming else "/beoordelen"
    return remember_name(RedirectResponse(f"{path}?{queue_query(rij, net=taken.id)}", status_code=303), who)


def _changes(claim: ClaimRow, form: Mapping[str, str]) -> dict[str, str]:
    """What a form asks to be other than it is; its fields are about the sides as they were, before they are turned round."""
    now_are = {name: str(getattr(claim, name)) for name in ("oorzaaktekst", "gevolgtekst", "teken", "soort", "zekerheid")}
    now_are |= {"oorzaakbegrip": "", "gevolgbegrip": ""}
    found = {name: form[name] for name, old in now_are.items() if form.get(name) and form[name].split() != old.split()}
    if form.get("omgekeerd") != "ja":
        return found
    return {"omgekeerd": "ja", **{_ANDERE_KANT.get(name, name): value for name, value in found.items()}}
