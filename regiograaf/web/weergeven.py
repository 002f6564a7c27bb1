"""Templates: one environment, one base page, and the words and links that every page may use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any  # what a template shows is of any type
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ontology.prefixes import ID
from queries import regelwoorden
from regiograaf.outputs.tekst import aantal, kort, leesbaar, toonbaar
from regiograaf.web import woorden
from regiograaf.web.beveiliging import VELD

WEB = Path(__file__).parent
#: Cookie with the name under which this browser reviews.
NAAMKOEK = "beoordelaar"


@dataclass(frozen=True, slots=True)
class Ingang:
    """One entry of the navigation."""

    naam: str
    pad: str


NAVIGATIE = (
    Ingang("Regio’s en documenten", "/"),
    Ingang("Beoordelen", "/beoordelen"),
    Ingang("Kaart", "/kaart"),
    Ingang("Conflicten", "/conflicten"),
    Ingang("Regio’s naast elkaar", "/regios"),
    Ingang("Begrippen", "/begrippen"),
    Ingang("SPARQL", "/sparql"),
)


def claim_path(iri: str) -> str:
    """The page of a bewering."""
    return f"/bewering/{iri.removeprefix(ID + 'bewering/')}"


def document_path(document_id: str, page: int | None = None, mark: str = "") -> str:
    """The page of a document, at a page of it, with one claim (IRI) marked."""
    anchor = f"#{mark.removeprefix(ID + 'bewering/')}" if mark else ""
    return f"/document/{quote(document_id, safe='')}" + (f"?bladzijde={page}" if page else "") + anchor


def concept_path(iri: str) -> str:
    """The page of a begrip."""
    return f"/begrip?iri={quote(iri, safe='')}"


def edge(text: str) -> str:
    """Text beside a marked piece: as it is shown, with the space that parts it from that piece."""
    shown = toonbaar(text)
    return f"{' ' if text[:1].isspace() else ''}{shown}{' ' if text[-1:].isspace() else ''}"


def day(moment: str) -> str:
    """The day, month or year of a moment (ISO 8601, also in part) as the Dutch write it: '22-11-2026', '3-2026', '2026'."""
    return "-".join(part.lstrip("0") for part in reversed(moment[:10].split("-")))


def region_path(regio: str) -> str:
    """The page of a region."""
    return f"/regio/{quote(regio, safe='')}"


def _environment() -> Environment:
    loader = FileSystemLoader(WEB / "templates")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters.update(toonbaar=toonbaar, kort=kort, leesbaar=leesbaar, rand=edge, dag=day)
    env.globals.update(
        navigatie=NAVIGATIE,
        aantal=aantal,
        bewering_pad=claim_path,
        document_pad=document_path,
        regio_pad=region_path,
        begrip_pad=concept_path,
        woord=woorden,
        regelwoord=regelwoorden,
    )
    return env


_ENV = _environment()


def reviewer(request: Request) -> str:
    """The name under which this browser reviews; '' when none was given."""
    return toonbaar(unquote(request.cookies.get(NAAMKOEK, "")))[:80]


def remember_name(answer: Response, name: str) -> Response:
    """Let this browser review under a name from now on."""
    answer.set_cookie(NAAMKOEK, quote(toonbaar(name)[:80]), max_age=365 * 24 * 3600, httponly=True, samesite="strict")
    return answer


def own_path(path: str) -> str:
    """A path of this site; the first page for what leads elsewhere."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page or fragment; every template gets the path, the key of the session and the name of the reviewer."""
    key = request.app.state.werkplaats.sleutel
    text = _ENV.get_template(template).render(
        pad=request.url.path,
        sleutel=key,
        sleutelveld=lambda: Markup('<input type="hidden" name="{}" value="{}">').format(VELD, key),
        beoordelaar=reviewer(request),
        **context,
    )
    return HTMLResponse(text, status_code=status)


def is_fragment(request: Request) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"
