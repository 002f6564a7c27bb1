"""The endpoint: one address for questions and, without a question, its description."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # what a coroutine is sent

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from graph.errors import GraphError
from graph.uitslag import Uitvoer
from queries.errors import VraagError
from queries.rekenproces import Opdracht
from regiograaf.bedien.antwoord import Bestanden, Bestandsantwoord
from regiograaf.bedien.banen import Banen
from regiograaf.bedien.beschrijving import beschrijving
from regiograaf.bedien.onthouden import Onthouden
from regiograaf.bedien.poort import Poort
from regiograaf.bedien.verzoek import ADRES_HOOGSTENS, Verzoek, has_query, lees
from regiograaf.bedien.weigeren import KOP, Weigering, als_weigering

#: Most megabytes of one answer, and most requests that are dealt with at the same time.
ANTWOORD_HOOGSTENS, TEGELIJK = 50, 400
_METHODEN = ("GET", "HEAD", "POST", "OPTIONS")
_STIJL = Path(__file__).with_name("bedien.css")


@dataclass(frozen=True, slots=True)
class Grenzen:
    """What one question may take (seconds, rows, megabytes of memory), and how many run side by side in each lane."""

    seconden: float = 30.0
    rijen: int = 100_000
    megabytes: int = 512
    werkers: int = 2


def create_app(folder: Path, grenzen: Grenzen, hosts: set[str], cors: Sequence[str] = ()) -> Starlette:
    """The endpoint on the graph in ``folder``.

    Args:
        folder: the graph folder; it may be written while this runs.
        grenzen: the limits.
        hosts: the names (with port) it answers to; empty for any.
        cors: origins whose pages may ask, such as https://yasgui.org; '*' is every page.
    """
    dienst = Dienst(folder, grenzen)
    middleware = [Middleware(Poort, hosts=frozenset(hosts), cors=frozenset(cors))]
    if cors:
        expose = [KOP, "Retry-After"]
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=list(cors), allow_methods=["GET", "POST"], allow_headers=["*"], expose_headers=expose)
        )
    return Starlette(
        routes=[Route("/bedien.css", lambda _: FileResponse(_STIJL)), *(Route(path, dienst) for path in ("/", "/sparql"))],
        middleware=middleware,
        exception_handlers={Weigering: _refuse, HTTPException: _refuse_http, Exception: _refuse_fault},
        lifespan=dienst.lifespan,
    )


class Dienst:
    """The two addresses, which do the same."""

    def __init__(self, folder: Path, grenzen: Grenzen) -> None:
        """Take the graph; processes are started when the server does."""
        self._folder, self._grenzen = folder, grenzen
        self._onthouden = Onthouden(folder)
        self._tegelijk = 0

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Processes and files, for as long as the server runs."""
        self._banen, self._bestanden = Banen(self._folder, self._grenzen.werkers), Bestanden()
        self._banen.warm()
        try:
            yield
        finally:
            self._banen.close()
            self._bestanden.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application, so that every method comes here."""
        request = Request(scope, receive)
        await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(_METHODEN)})
        if request.method not in _METHODEN:
            line = "Deze dienst leest alleen: vraag met GET of POST."
            raise Weigering("methode", line, {"Allow": ", ".join(_METHODEN)})
        if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > ADRES_HOOGSTENS:
            raise Weigering("te-lang", "Het adres met de vraag is te lang. Stuur de vraag met POST.")
        if request.method != "POST" and not has_query(request):
            return beschrijving(request, self._grenzen)
        return await self._question(request)

    async def _question(self, request: Request) -> Response:
        if self._tegelijk >= TEGELIJK:
            raise Weigering("druk", "Er worden al te veel vragen tegelijk beantwoord. Probeer het straks opnieuw.", {"Connection": "close"})
        self._tegelijk += 1
        try:
            verzoek = await lees(request)
            return await self._run(request, verzoek)
        except (GraphError, VraagError) as error:
            raise als_weigering(error) from error
        finally:
            self._tegelijk -= 1

    async def _run(self, request: Request, verzoek: Verzoek) -> Response:
        headers = {"Content-Type": verzoek.vorm.content_type, "Vary": "Accept"}
        known = self._onthouden.zoek(verzoek)
        if known is not None:
            return Response(known, headers=headers)
        stand = self._onthouden.stand
        path = self._bestanden.nieuw()
        uitvoer = Uitvoer(path, verzoek.vorm.media, verzoek.standaard, verzoek.benoemd)
        limits = self._grenzen
        task = Opdracht(
            self._folder, verzoek.sparql, verzoek.form, limits.rijen, limits.seconden, limits.megabytes, uitvoer, ANTWOORD_HOOGSTENS
        )
        try:
            if not await _while_connected(request, self._banen.vraag(task)):
                return Response(status_code=204)  # nobody reads it
            self._onthouden.bewaar(verzoek, stand, path)
            return Bestandsantwoord(self._bestanden, path, headers)
        except BaseException:
            self._bestanden.weg(path)
            raise


async def _while_connected(request: Request, question: Coroutine[Any, Any, None]) -> bool:
    """Wait for the answer, unless who asked goes away: then the question is stopped, and this is False."""
    running = asyncio.ensure_future(question)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            return False
        await running
        return True
    finally:
        leaving.cancel()
        if not running.done():
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _refuse(request: Request, error: Exception) -> Response:
    assert isinstance(error, Weigering)  # noqa: S101 - it is registered for these only
    return PlainTextResponse(f"{error}\n", status_code=error.status, headers=error.headers)


def _refuse_http(request: Request, error: Exception) -> Response:
    return _refuse(request, Weigering("pad", "Hier is niets. Vragen gaan naar /sparql; zonder vraag staat daar wat deze dienst kan."))


def _refuse_fault(request: Request, error: Exception) -> Response:
    return _refuse(request, Weigering("fout", "Er ging iets mis in deze dienst. Probeer het opnieuw; blijft het misgaan, meld het dan."))
