"""Begrippen: the list with what may be one concept, one concept with its words and claims, and deciding about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from graph.besluiten.begrippen import Begrippen, concept_state, mentioned
from graph.besluiten.geldend import still_standing
from graph.besluiten.maken import forbid_merge, merge_concepts, rename_concept, set_influence, split_concept, take_back
from graph.besluiten.records import OVER_BEGRIP, Besluit
from graph.store import Store
from ontology.namen import fold
from queries.begrippen import Begrip, concept_list, find_concept, usage
from queries.lezing import Lezing
from queries.zelfde_begrip import suggestions
from queries.zoekbegrip import find_concepts
from regiograaf.web.bestanden import csv_file
from regiograaf.web.weergeven import own_path, page, remember_name, reviewer
from regiograaf.web.werkplaats import Plaats, now

router = APIRouter()

#: Concepts and pairs on the page before the user asks for all.
GETOOND, PAREN = 100, 20
_INVLOED: Mapping[bool | None, str] = {True: "ja", False: "nee", None: "onbepaald"}


@dataclass(frozen=True, slots=True)
class Besluitregel:
    """One decision about concepts, in words."""

    besluit: Besluit
    tekst: str


@dataclass(frozen=True, slots=True)
class Wie:
    """Who decides, why, and where to go afterwards."""

    naam: str
    toelichting: str
    terug: str

    @property
    def velden(self) -> dict[str, str]:
        """What every decision carries."""
        return {"beoordelaar": self.naam, "tijdstip": now(), "toelichting": self.toelichting}


def _wie(
    request: Request,
    naam: Annotated[str, Form(max_length=80)] = "",
    toelichting: Annotated[str, Form(max_length=2000)] = "",
    terug: Annotated[str, Form()] = "/begrippen",
) -> Wie:
    return Wie(reviewer(request) or naam, toelichting, own_path(terug))


Beoordelaar = Annotated[Wie, Depends(_wie)]
Iri = Annotated[str, Form(max_length=2000)]


@router.get("/begrippen")
def concepts(request: Request, plaats: Plaats, zoek: str = "", rol: str = "", alles: bool = False) -> Response:
    """The concepts that documents use, and pairs that may be one."""
    with plaats.lees() as overzicht:
        used = concept_list(overzicht.lezing)
        found = [one for one in used if _asked(one, zoek, rol)]
        arranged = concept_state(still_standing(overzicht.besluiten))
        pairs = suggestions(overzicht.lezing, _apart(arranged))
    return page(
        request,
        "begrippen.html.j2",
        begrippen=found if alles else found[:GETOOND],
        gevonden=len(found),
        totaal=len(used),
        paren=pairs if alles else pairs[:PAREN],
        alle_paren=len(pairs),
        zoek=zoek,
        rol=rol,
        invloed=_INVLOED,
    )


@router.get("/begrippen.csv")
def concepts_file(plaats: Plaats) -> Response:
    """The concepts that documents use as a file."""
    with plaats.lees() as overzicht:
        used = concept_list(overzicht.lezing)
    header = ("begrip", "rol", "beïnvloedbaar", "beweringen", "vermeldingen", "regio's", "iri")
    rows = ((c.label, c.rol, _INVLOED[c.beinvloedbaar], c.beweringen, c.vermeldingen, "; ".join(c.regios), c.iri) for c in used)
    return csv_file("begrippen", header, rows)


@router.get("/begrip")
def concept(request: Request, plaats: Plaats, iri: str, zoek: str = "") -> Response:
    """One concept: its words with quotes, its claims, what was decided, and the forms to decide."""
    with plaats.lees() as overzicht:
        lezing = overzicht.lezing
        decisions = still_standing(overzicht.besluiten)
        arranged = concept_state(decisions)
        name = _namer(arranged, {key: known.label for key, known in lezing.concepts.items()})
        found = find_concept(lezing, iri)
        own = [Besluitregel(one, _words(one, name)) for one in decisions if one.handeling in OVER_BEGRIP and iri in mentioned(one)]
        if found is None and not own:
            raise HTTPException(404, "Dit begrip staat niet (meer) in de graaf. Zoek het op bij ‘Begrippen’.")
        goal = arranged.samen(iri)
        alike = [pair for pair in suggestions(lezing, _apart(arranged)) if iri in (pair.een.iri, pair.ander.iri)]
        others = _partners(lezing, iri, zoek)
        used = usage(lezing, iri)
    return page(
        request,
        "begrip.html.j2",
        iri=iri,
        naam=name(iri),
        begrip=found,
        doel=(goal, name(goal)) if goal != iri else None,
        gebruik=used,
        besluiten=own,
        gelijk=[pair.ander if pair.een.iri == iri else pair.een for pair in alike],
        anderen=others,
        zoek=zoek,
        invloed=_INVLOED,
        namen={one: name(one) for claim in (*used.als_oorzaak, *used.als_gevolg) for one in (claim.oorzaak, claim.gevolg)},
    )


@router.post("/begrip/samen")
def merge(plaats: Plaats, wie: Beoordelaar, van: Iri, naar: Iri) -> Response:
    """Let one concept count for another."""
    return _decided(plaats, wie, lambda store: merge_concepts(store, van, naar, **wie.velden))


@router.post("/begrip/apart")
def keep_apart(plaats: Plaats, wie: Beoordelaar, een: Iri, ander: Iri) -> Response:
    """Two concepts stay two."""
    return _decided(plaats, wie, lambda store: forbid_merge(store, een, ander, **wie.velden))


@router.post("/begrip/splits")
def split(
    plaats: Plaats,
    wie: Beoordelaar,
    iri: Iri,
    label: Annotated[str, Form(max_length=400)] = "",
    teksten: Annotated[list[str], Form()] = [],  # noqa: B006
) -> Response:
    """Some wordings become a concept of their own."""
    return _decided(plaats, wie, lambda store: split_concept(store, iri, label, teksten, **wie.velden))


@router.post("/begrip/naam")
def rename(plaats: Plaats, wie: Beoordelaar, iri: Iri, label: Annotated[str, Form(max_length=400)] = "") -> Response:
    """Another name."""
    return _decided(plaats, wie, lambda store: rename_concept(store, iri, label, **wie.velden))


@router.post("/begrip/invloed")
def influence(plaats: Plaats, wie: Beoordelaar, iri: Iri, waarde: Annotated[str, Form(pattern="^(ja|nee|onbepaald)$")]) -> Response:
    """Whether a region can influence it."""
    value = next(key for key, word in _INVLOED.items() if word == waarde)
    return _decided(plaats, wie, lambda store: set_influence(store, iri, value, **wie.velden))


@router.post("/begrip/terug")
def undo(plaats: Plaats, wie: Beoordelaar, besluit: Annotated[str, Form(max_length=80)]) -> Response:
    """Take a decision back."""
    return _decided(plaats, wie, lambda store: take_back(store, besluit, **wie.velden))


def _decided(plaats: Plaats, wie: Wie, decide: Callable[[Store], Besluit]) -> Response:
    with plaats.schrijf() as store:
        decide(store)
    return remember_name(RedirectResponse(wie.terug, status_code=303), wie.naam)


def _asked(one: Begrip, zoek: str, rol: str) -> bool:
    label = fold(one.label)
    return rol in ("", one.rol) and all(word in label for word in fold(zoek).split())


def _partners(lezing: Lezing, iri: str, zoek: str) -> list[Begrip]:
    """The concepts that a search gives, other than this one."""
    found = (find_concept(lezing, other.iri) for other in find_concepts(lezing, zoek) if other.iri != iri)
    return [one for one in found if one is not None]


def _apart(arranged: Begrippen) -> Callable[[str, str], bool]:
    return lambda one, other: arranged.botsing(one, other) is not None


def _namer(arranged: Begrippen, labels: Mapping[str, str]) -> Callable[[str], str]:
    return lambda iri: arranged.labels.get(iri) or labels.get(iri) or arranged.naam(iri) or iri.rsplit("/", 1)[-1]


def _words(one: Besluit, name: Callable[[str], str]) -> str:
    """What a decision did, in words."""
    match one.handeling:
        case "voeg_samen":
            return f"‘{one.waarde('naam') or name(one.over)}’ samengevoegd met ‘{name(one.waarde('naar'))}’"
        case "verbied":
            return f"‘{name(one.over)}’ en ‘{name(one.waarde('ander'))}’ uit elkaar gehouden"
        case "splits":
            return f"een deel van ‘{name(one.over)}’ afgesplitst als ‘{one.waarde('label')}’"
        case "hernoem":
            return f"‘{one.waarde('naam')}’ hernoemd tot ‘{one.waarde('label')}’"
        case _:
            return f"beïnvloedbaarheid van ‘{name(one.over)}’ gezet op {one.waarde('beinvloedbaar')}"
