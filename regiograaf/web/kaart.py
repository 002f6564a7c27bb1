"""The causal map: every view is a link; what is filtered away is said; every arrow shows its sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from graph.weergaven import read_views, remove_view, save_view
from ontology.namen import slug
from queries.kaart_records import Kaartbeeld
from queries.kaartbeeld import deel
from queries.kaartfilter import HOE_DOELGROEP, HOE_SECTOR, doelgroepen, keuzes, sectoren
from queries.weergave import SOORTEN, Weergave, naar_vraag, titel_van, uit_paren, uit_vraag
from regiograaf.flow import Overzicht, map_view
from regiograaf.outputs.kaart import map_html
from regiograaf.outputs.kaartgegevens import panel_data, table
from regiograaf.outputs.kaartstijl import BEGRIPPEN, KOPPEN, PIJLEN, legend, sign, some_negative, width
from regiograaf.outputs.tekst import aantal, toonbaar
from regiograaf.web.weergeven import page
from regiograaf.web.werkplaats import Plaats

router = APIRouter()

#: Numbers of boxes and least beliefs that the form offers.
VAKKEN, GELOOF = (25, 50, 100, 200), (0.25, 0.5, 0.75)
SOORTNAMEN = {"oorzakelijk": "oorzakelijk", "beoogd": "beoogde effecten", "verband": "verbanden zonder richting"}
_RICHTING = {"beide": "beide kanten op", "stroomop": "stroomopwaarts", "stroomaf": "stroomafwaarts"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the view without it."""

    tekst: str
    zonder: str


@router.get("/kaart")
def kaart(request: Request, plaats: Plaats) -> Response:
    """The map of the view in the link."""
    with plaats.lees() as overzicht:
        beeld = map_view(overzicht, uit_paren(request.query_params.multi_items()))
        context = _context(overzicht, beeld)
        saved = [(view, _link(uit_vraag(view.vraag))) for view in read_views(overzicht.store)]
    return page(request, "kaart_pagina.html.j2", bewaard=saved, **context)


@router.get("/kaart/bestand")
def loose_file(request: Request, plaats: Plaats) -> Response:
    """Exactly this view as one HTML file that opens without the workbench."""
    weergave = uit_paren(request.query_params.multi_items())
    titel = toonbaar(titel_van(weergave))
    with plaats.lees() as overzicht:
        html = map_html(map_view(overzicht, weergave), titel)
    name = quote(f"{slug(titel)}.html", safe="")
    return Response(html, media_type="text/html", headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})


@router.post("/kaart/weergaven")
def save(plaats: Plaats, naam: Annotated[str, Form()], vraag: Annotated[str, Form()] = "") -> Response:
    """Save the view under a name."""
    weergave = uit_vraag(vraag)
    with plaats.schrijf() as store:
        save_view(store, toonbaar(naam)[:120], naar_vraag(weergave))
    return RedirectResponse(_link(weergave), status_code=303)


@router.post("/kaart/weergaven/weg")
def remove(plaats: Plaats, iri: Annotated[str, Form()], vraag: Annotated[str, Form()] = "") -> Response:
    """Remove a saved view."""
    weergave = uit_vraag(vraag)
    with plaats.schrijf() as store:
        remove_view(store, iri)
    return RedirectResponse(_link(weergave), status_code=303)


def _link(weergave: Weergave, path: str = "/kaart") -> str:
    asked = naar_vraag(weergave)
    return f"{path}?{asked}" if asked else path


def _context(overzicht: Overzicht, beeld: Kaartbeeld) -> dict[str, Any]:
    """What the template shows."""
    weergave = beeld.weergave
    part = deel(overzicht.lezing, weergave.regio, weergave.document)
    concepts, kinds = legend(beeld)
    shown = [claim for claim in part.claims if claim.iri not in part.denied]
    return {
        "titel": titel_van(weergave),
        "beeld": beeld,
        "weergave": weergave,
        "vraag": naar_vraag(weergave),
        "bestand_pad": _link(weergave, "/kaart/bestand"),
        "chips": chips(beeld),
        "gegevens": panel_data(beeld) | _drawing(beeld),
        "begripsoorten": concepts,
        "pijlsoorten": kinds,
        "negatief": some_negative(beeld.lijnen),
        "rijen": [(van, verb, naar, sign(pijl.teken), pijl) for van, verb, naar, pijl in table(beeld)],
        "regios": sorted({one.kop.regio for one in overzicht.lezing.documenten}),
        "documenten": [one.kop for one in overzicht.lezing.documenten if weergave.regio.casefold() in ("", one.kop.regio.casefold())],
        "doelgroepen": keuzes(doelgroepen(part), shown, "Doelgroep"),
        "sectoren": keuzes(sectoren(part), shown, "Sector")[True],
        "soorten": [(soort, SOORTNAMEN[soort]) for soort in SOORTEN],
        "vakken": sorted({*VAKKEN, weergave.max_knopen}),
        "geloven": sorted({*GELOOF, weergave.geloof} - {0.0}),
        "richtingen": _RICHTING,
        "hoe_doelgroep": HOE_DOELGROEP,
        "hoe_sector": HOE_SECTOR,
        "namen": sorted({toonbaar(node.label) for node in beeld.nodes.values()}, key=str.casefold),
        "begripsnaam": lambda iri: toonbaar(beeld.nodes[iri].label) if iri in beeld.nodes else iri,
    }


def _drawing(beeld: Kaartbeeld) -> dict[str, Any]:
    """What the drawing needs beside the words: looks, headings, widths and the view itself."""
    return {
        "uiterlijk": {
            "begrippen": {key: {"vulling": look.vulling, "lijn": look.lijn, "streep": look.streep} for key, look in BEGRIPPEN.items()},
            "pijlen": {key: {"naam": look.naam, "lijn": look.lijn, "streep": look.streep} for key, look in PIJLEN.items()},
        },
        "koppen": list(KOPPEN.items()),
        "breedtes": [width(number) for number in range(1, 33)],
        "vraag": naar_vraag(beeld.weergave),
        "titel": toonbaar(titel_van(beeld.weergave)),
        "onderschrift": [text for text in (beeld.weggefilterd, beeld.samengevouwen) if text],
        "legenda": {
            "begrippen": [
                {"naam": look.naam, "vulling": look.vulling, "lijn": look.lijn, "streep": look.streep} for look in legend(beeld)[0]
            ],
            "pijlen": [key for _, key in legend(beeld)[1]],
            "negatief": some_negative(beeld.lijnen),
        },
    }


def chips(beeld: Kaartbeeld) -> list[Chip]:
    """The filters that are on, in the order in which they are applied."""
    view, none = beeld.weergave, Weergave()

    def name(iri: str) -> str:
        return f"‘{toonbaar(beeld.nodes[iri].label)}’" if iri in beeld.nodes else "een begrip dat hier niet voorkomt"

    within = f", binnen {aantal(view.stappen, 'pijl', 'pijlen')}" if view.stappen else ""
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("regio", f"regio {view.regio}", {}),
        ("document", f"document {view.document}", {}),
        ("soorten", f"alleen {', '.join(SOORTNAMEN[soort] for soort in view.soorten)}", {}),
        ("ook_ter_beoordeling", "ook wat wacht op beoordeling", {}),
        ("beoordeeld", "alleen wat beoordeeld is" if view.beoordeeld == "beoordeeld" else "alleen wat nog niemand beoordeelde", {}),
        ("geloof", f"geloof vanaf {view.geloof:.2f}".replace(".", ","), {}),
        ("doelgroep", f"doelgroep ‘{view.doelgroep}’", {}),
        ("sector", f"sector ‘{view.sector}’", {}),
        ("invloed", f"invloed van de regio: {view.invloed}", {}),
        ("begrip", f"spoor van {name(view.begrip)}, {_RICHTING[view.richting]}{within}", {"richting": "beide", "stappen": 0}),
        ("van", f"van {name(view.van)}", {}),
        ("naar", f"naar {name(view.naar)}", {}),
        ("kring", "één kring, met wat hem aandrijft", {}),
        ("open_gevouwen", f"eerst plaats voor: {', '.join(KOPPEN[kolom].lower() for kolom in view.open_gevouwen)}", {}),
    ]
    return [
        Chip(toonbaar(text), _link(replace(view, **{field: getattr(none, field)}, **also)))
        for field, text, also in asked
        if getattr(view, field) != getattr(none, field)
    ]
