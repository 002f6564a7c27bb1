"""SPARQL: the named questions as a start, an own text, and the answer as a table, Turtle or a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any  # what a template shows is of any type
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from graph.errors import GraphError
from graph.store import Value
from ontology.prefixes import BEGRIP, ID, PREFIXES
from queries.begrensd import SECONDS
from queries.errors import VraagError
from queries.rekenproces import Antwoord
from queries.run import NamedQuery, fill, load_queries
from regiograaf.web.bestanden import csv_file, download
from regiograaf.web.loket import TeDrukError
from regiograaf.web.weergeven import claim_path, concept_path, is_fragment, page
from regiograaf.web.werkplaats import Plaats

router = APIRouter()

#: Rows on the page, and in a file.
GETOOND, IN_BESTAND = 500, 100_000
_START = """# Hoeveel beweringen staan er per document in de graaf?
SELECT ?document (COUNT(DISTINCT ?bewering) AS ?beweringen)
WHERE {
  GRAPH ?g {
    ?bewering rg:inDocument ?d ; rg:oorzaaktekst ?oorzaak .
    ?d rg:bestand ?document .
  }
}
GROUP BY ?document
ORDER BY DESC(?beweringen)
"""
_PARAMETER = "p_"


@dataclass(frozen=True, slots=True)
class Formulier:
    """What the user filled in: the text, the named question it began with (or none), its parameters, and the number of this run."""

    tekst: str
    vraag: NamedQuery | None
    waarden: Mapping[str, str]
    nummer: str

    @property
    def sparql(self) -> str:
        """The text with its parameters filled in."""
        return fill(replace(self.vraag, text=self.tekst), self.waarden) if self.vraag else self.tekst


@dataclass(frozen=True, slots=True)
class Cel:
    """One value of a result, with the page it leads to ('' for none)."""

    tekst: str
    pad: str = ""
    getal: bool = False


async def _formulier(request: Request) -> Formulier:
    given = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    values = {name.removeprefix(_PARAMETER): value for name, value in given.items() if name.startswith(_PARAMETER)}
    text = given.get("tekst", "").replace("\r\n", "\n")
    return Formulier(text, _named(given.get("vraag", "")), values, given.get("nummer", "")[:40])


Ingevuld = Annotated[Formulier, Depends(_formulier)]


@router.get("/sparql")
def editor(request: Request, plaats: Plaats, vraag: str = "", tekst: str = "") -> Response:
    """The editor, with a named question or a text from a link."""
    query = _named(vraag)
    values = {name.removeprefix(_PARAMETER): value for name, value in request.query_params.items() if name.startswith(_PARAMETER)}
    plaats.loket.warm()
    return _page(request, plaats, Formulier(tekst or (_body(query) if query else _START), query, values, ""))


@router.post("/sparql")
def run(request: Request, plaats: Plaats, formulier: Ingevuld) -> Response:
    """Run it and show the answer; what is wrong with it is said in its place."""
    try:
        answer = plaats.loket.ask(formulier.nummer or str(id(formulier)), formulier.sparql, GETOOND)
    except (VraagError, GraphError, TeDrukError) as error:
        context: dict[str, Any] = {"fout": str(error), "antwoord": None}
    else:
        context = {"fout": "", "antwoord": answer, "rijen": _cells(answer), "link": _link(formulier)}
    if is_fragment(request):
        return page(request, "deel_sparql.html.j2", **context)
    return _page(request, plaats, formulier, **context)


@router.post("/sparql/bestand")
def file(request: Request, plaats: Plaats, formulier: Ingevuld) -> Response:
    """The answer as a file: CSV, or Turtle for a graph."""
    try:
        answer = plaats.loket.ask(f"bestand {id(formulier)}", formulier.sparql, IN_BESTAND)
    except (VraagError, GraphError, TeDrukError) as error:
        return _page(request, plaats, formulier, fout=str(error), antwoord=None)
    name = formulier.vraag.name if formulier.vraag else "antwoord"
    if answer.turtle:
        return download(answer.turtle.encode(), f"{name}.ttl", "text/turtle; charset=utf-8")
    columns = answer.rijen.columns
    return csv_file(name, columns, ([row[column] for column in columns] for row in answer.rijen.rows))


@router.post("/sparql/stop")
def stop(plaats: Plaats, nummer: Annotated[str, Form(max_length=40)]) -> Response:
    """Stop the question with this number; its own answer says that it was stopped."""
    plaats.loket.stop(nummer)
    return Response(status_code=204)


def _page(request: Request, plaats: Plaats, formulier: Formulier, **context: Any) -> Response:
    with plaats.lees() as overzicht:
        heads = [one.kop for one in overzicht.lezing.documenten]
    known = {"regio": sorted({kop.regio for kop in heads}), "document": sorted({kop.bestand for kop in heads})}
    shown: dict[str, Any] = {"fout": "", "antwoord": None, **context}
    return page(request, "sparql.html.j2", vragen=load_queries(), formulier=formulier, bekend=known, seconden=SECONDS, **shown)


def _named(name: str) -> NamedQuery | None:
    return next((query for query in load_queries() if query.name == name), None)


def _body(query: NamedQuery) -> str:
    """The text of a named question without the header that ``queries.run`` reads, and without prefixes that are known anyway."""
    known = {f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items()}
    lines = query.text.splitlines()
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    return "\n".join(line for line in lines[start:] if line not in known).strip() + "\n"


def _link(formulier: Formulier) -> str:
    """The address that brings this question back; '' when it is too long for one."""
    named = {"vraag": formulier.vraag.name} if formulier.vraag else {}
    values = {_PARAMETER + name: value for name, value in formulier.waarden.items() if value}
    own = {} if formulier.vraag and formulier.tekst.strip() == _body(formulier.vraag).strip() else {"tekst": formulier.tekst}
    address = "/sparql?" + urlencode({**named, **values, **own})
    return address if len(address) < 6000 else ""


def _cells(answer: Antwoord) -> list[list[Cel]]:
    return [[_cell(row[column]) for column in answer.rijen.columns] for row in answer.rijen.rows]


def _cell(value: Value) -> Cel:
    if isinstance(value, bool):
        return Cel("ja" if value else "nee")
    if isinstance(value, int | float):
        return Cel(str(value).replace(".", ","), getal=True)
    text = value or ""
    if text.startswith(ID + "bewering/"):
        return Cel(text.removeprefix(ID), claim_path(text))
    if text.startswith((ID + "begrip/", BEGRIP)):
        return Cel(text.rsplit("/", 1)[-1], concept_path(text))
    return Cel(text)
