"""Regio's naast elkaar: a table of labels by region, and what each region says of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from ontology.namen import fold
from queries.naast_elkaar import Groep, Kolom, Rij, Rol, Tabel, columns, table
from queries.records import Proof
from regiograaf.web.bestanden import csv_file
from regiograaf.web.weergeven import page
from regiograaf.web.werkplaats import Plaats

router = APIRouter()

#: Lines of the table before the user asks for all.
GETOOND = 60
MEERVOUD: Mapping[Rol, str] = {"Knelpunt": "knelpunten", "Oorzaak": "oorzaken", "Effect": "effecten"}
_Rol = Annotated[Rol, Query()]


@router.get("/regios")
def regions(
    request: Request, plaats: Plaats, rol: _Rol = "Knelpunt", zoek: str = "", gedeeld: bool = False, alles: bool = False
) -> Response:
    """The table, of all labels or those with the words that are searched for; ``gedeeld``: only what more than one region names."""
    with plaats.lees() as overzicht:
        found = table(overzicht.lezing, rol)
    rows = [row for row in found.rijen if _asked(row, zoek, gedeeld)]
    own = {"rol": rol, **({"zoek": zoek} if zoek else {}), **({"gedeeld": "1"} if gedeeld else {})}
    shown = rows if alles else rows[:GETOOND]
    return page(
        request,
        "regios.html.j2",
        tabel=found,
        rijen=shown,
        gevonden=len(rows),
        rol=rol,
        rollen=MEERVOUD,
        zoek=zoek,
        gedeeld=gedeeld,
        vraag=lambda **more: "?" + urlencode({**own, **more}),
        kolom_pad=column_path,
    )


@router.get("/regios.csv")
def regions_file(plaats: Plaats, rol: _Rol = "Knelpunt", zoek: str = "", gedeeld: bool = False) -> Response:
    """The table as a file, with all its lines."""
    with plaats.lees() as overzicht:
        found = table(overzicht.lezing, rol)
    return csv_file(
        f"regio's naast elkaar {MEERVOUD[rol]}", (rol.lower(), "regio's", "totaal", *found.regios), _lines(found, zoek, gedeeld)
    )


@router.get("/regios/begrip")
def one(request: Request, plaats: Plaats, naam: str, rol: _Rol = "Knelpunt") -> Response:
    """What every region says of one label, beside each other."""
    with plaats.lees() as overzicht:
        found = columns(overzicht.lezing, rol, naam)
        regions = table(overzicht.lezing, rol).regios
    if not found:
        raise HTTPException(404, "Dit begrip staat niet (meer) in de graaf. Ga terug naar ‘Regio’s naast elkaar’ en kies opnieuw.")
    silent = [name for name in regions if name not in {column.regio for column in found}]
    placed = [{"kolom": column, "plaats": regions.index(column.regio) + 1} for column in found]
    return page(request, "regios_begrip.html.j2", naam=naam, rol=rol, kolommen=placed, zonder=silent)


@router.get("/regios/begrip.csv")
def one_file(plaats: Plaats, naam: str, rol: _Rol = "Knelpunt") -> Response:
    """The same as a file: one line for every place."""
    with plaats.lees() as overzicht:
        found = columns(overzicht.lezing, rol, naam)
    header = ("regio", "rol in de regio", "wat", "begrip", "tekst", "document", "bladzijde", "citaat", "bewering")
    return csv_file(f"regio's naast elkaar {naam}", header, (line for column in found for line in _places(column)))


def column_path(rol: Rol, label: str, place: int | None = None) -> str:
    """The page of one label, at the column of a region (by its place in the list of regions)."""
    return "/regios/begrip?" + urlencode({"naam": label, "rol": rol}) + (f"#regio-{place}" if place is not None else "")


def _asked(row: Rij, zoek: str, gedeeld: bool) -> bool:
    return fold(zoek) in fold(row.label) and (not gedeeld or len(row.aantallen) > 1)


def _lines(found: Tabel, zoek: str, gedeeld: bool) -> Iterator[tuple[object, ...]]:
    for row in found.rijen:
        if _asked(row, zoek, gedeeld):
            yield (row.label, len(row.aantallen), row.totaal, *(row.aantallen.get(name, 0) for name in found.regios))


def _places(column: Kolom) -> Iterator[tuple[object, ...]]:
    parts = (
        ("oorzaak", column.oorzaken),
        ("effect", column.effecten),
        ("maatregel", column.maatregelen),
        ("samenwerkingsverband", column.verbanden),
        ("genoemd", (Groep("", column.genoemd),)),
    )
    for what, groups in parts:
        for group in groups:
            for place in group.plekken:
                yield (column.regio, column.rol, what, group.label, place.tekst, *_where(place.bewijs), place.bewering)


def _where(proofs: tuple[Proof, ...]) -> tuple[object, ...]:
    if not proofs:
        return ("", "", "")
    return (proofs[0].document, proofs[0].pagina, " […] ".join(" ".join(proof.citaat.split()) for proof in proofs))
