"""The application: its pages, what guards them, and how a mistake is shown."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from ontology.load import load_concepts
from regiograaf.meldingen import FOUTEN
from regiograaf.web import (
    begin,
    begrippen,
    beoordelen,
    besluitbestanden,
    bevinding,
    bewering,
    conflicten,
    document,
    inlezen,
    kaart,
    naast_elkaar,
    regio,
    sparql,
)
from regiograaf.web.beveiliging import Poort, check_key
from regiograaf.web.leeswerk import Leeswerk
from regiograaf.web.weergeven import WEB, is_fragment, page
from regiograaf.web.werkplaats import Werkplaats

#: The pages, by name.
PAGINAS: tuple[APIRouter, ...] = (
    begin.router,
    begrippen.router,
    beoordelen.router,
    besluitbestanden.router,
    bevinding.router,
    bewering.router,
    conflicten.router,
    document.router,
    inlezen.router,
    kaart.router,
    naast_elkaar.router,
    regio.router,
    sparql.router,
)

_log = logging.getLogger("regiograaf.werkbank")
_NIET_GEVONDEN = "Deze pagina bestaat niet. Ga terug, of begin opnieuw bij ‘Regio’s en documenten’."
_ONVERWACHT = (
    "Hier ging iets mis dat niet had mogen gebeuren. Uw beoordelingen zijn bewaard. Meld dit met de regels uit het venster van de werkbank."
)


def create_app(werkplaats: Werkplaats, hosts: Iterable[str] = ()) -> ASGIApp:
    """The workbench over an open graph.

    Args:
        werkplaats: the graph; it is closed when the application stops.
        hosts: the values of the Host header it answers to ('127.0.0.1:8765'); none means any.
    """
    leeswerk = Leeswerk(werkplaats)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        Thread(target=load_concepts, daemon=True).start()  # the first decision needs them, and they take half a second
        yield
        leeswerk.close()
        werkplaats.close()

    app = FastAPI(title="regiograaf", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan, dependencies=[Depends(check_key)])
    app.state.werkplaats, app.state.leeswerk = werkplaats, leeswerk
    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")
    for router in PAGINAS:
        app.include_router(router)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _wrong_request)
    for kind in FOUTEN:
        app.add_exception_handler(kind, _known_error)
    app.add_exception_handler(Exception, _unexpected)
    return Poort(app, frozenset(hosts))


def _show(request: Request, status: int, text: str) -> Response:
    return page(request, "deel_fout.html.j2" if is_fragment(request) else "fout.html.j2", status, melding=text)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    text = str(error.detail) if error.status_code != 404 or error.detail != "Not Found" else _NIET_GEVONDEN
    return _show(request, error.status_code, text)


def _wrong_request(request: Request, _error: Exception) -> Response:
    return _show(request, 400, "Dit verzoek klopt niet: er ontbreekt iets of een waarde is niet te lezen. Ga terug en probeer het opnieuw.")


def _known_error(request: Request, error: Exception) -> Response:
    """A mistake or circumstance that the packages name: its one line, no traceback."""
    return _show(request, 400, str(error))


def _unexpected(request: Request, error: Exception) -> Response:
    _log.error("onverwachte fout bij %s", request.url.path, exc_info=error)
    return _show(request, 500, _ONVERWACHT)
