"""From an HTTP request to a question: the query operation of the SPARQL 1.1 Protocol, in its three ways."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from queries.run import check_text
from regiograaf.bedien.vormen import Soort, Vorm, kies, vormen
from regiograaf.bedien.weigeren import Weigering

#: Most bytes of an address and of what is sent with it, and most seconds to send it.
ADRES_HOOGSTENS, VRAAG_HOOGSTENS, ONTVANGST = 32_000, 256_000, 15.0
#: Most graphs that one request may choose.
_GRAFEN_HOOGSTENS = 1000
_FORMULIER, _VRAAGTEKST, _WIJZIGING = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_WIJZIGEN = "Deze dienst leest alleen: de graaf wordt niet gewijzigd. Stel een vraag met SELECT, ASK, CONSTRUCT of DESCRIBE."


@dataclass(frozen=True, slots=True)
class Verzoek:
    """A question with the graphs it is about (None: as the query says) and the form of its answer."""

    sparql: str
    form: str
    vorm: Vorm
    standaard: tuple[str, ...] | None
    benoemd: tuple[str, ...] | None


def has_query(request: Request) -> bool:
    """Whether a GET or HEAD asks anything; one that does not gets the description of the service."""
    return bool(request.url.query)


async def lees(request: Request) -> Verzoek:
    """The question in a request.

    Raises:
        Weigering: it is not a question that can be answered; see ``weigeren.STATUS``.
        QueryRefused: it would change the graph or ask another server.
    """
    pairs = _pairs(request.scope.get("query_string", b""))
    texts: list[str] = []
    if request.method == "POST":
        kind = _kind(request)
        body = await _body(request)
        if kind == _FORMULIER:
            pairs += _pairs(body)
        else:
            texts.append(_text(body))
    texts += [value for name, value in pairs if name == "query"]
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in pairs):
        raise Weigering("geweigerd", _WIJZIGEN)
    sparql = _only(texts)
    form = check_text(sparql)
    named = next((value for wanted in ("format", "output") for name, value in pairs if name == wanted), "")
    vorm = _vorm(request, "graaf" if form in ("CONSTRUCT", "DESCRIBE") else "tabel", named)
    return Verzoek(sparql, form, vorm, _graphs(pairs, "default-graph-uri"), _graphs(pairs, "named-graph-uri"))


def _only(texts: list[str]) -> str:
    if not texts or not texts[0].strip():
        raise Weigering("geen-vraag", "Er is geen vraag meegestuurd. Zet de SPARQL in 'query', of stuur haar als application/sparql-query.")
    if len(texts) > 1:
        raise Weigering("dubbel", "Er zijn twee vragen meegestuurd. Stuur er een per verzoek.")
    return texts[0]


def _pairs(raw: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_GRAFEN_HOOGSTENS)
    except UnicodeDecodeError:
        raise Weigering("tekens", "De tekens in het verzoek zijn niet te lezen. Codeer ze als UTF-8, met procenttekens.") from None
    except ValueError:
        raise Weigering("dataset", f"Er staan te veel parameters in het verzoek; hoogstens {_GRAFEN_HOOGSTENS}.") from None


def _kind(request: Request) -> str:
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if kind.strip() == _WIJZIGING:
        raise Weigering("geweigerd", _WIJZIGEN)
    charset = re.search(r"charset\s*=\s*\"?([\w-]+)", parameters)
    if kind.strip() not in (_FORMULIER, _VRAAGTEKST) or (charset and charset[1] not in ("utf-8", "utf8", "us-ascii")):
        raise Weigering(
            "soort", f"Stuur de vraag als {_FORMULIER} of {_VRAAGTEKST}, in UTF-8.", {"Accept-Post": f"{_FORMULIER}, {_VRAAGTEKST}"}
        )
    return kind.strip()


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(ONTVANGST):
            async for chunk in request.stream():
                body += chunk
                if len(body) > VRAAG_HOOGSTENS:
                    raise Weigering("te-groot", f"De vraag is te lang: hoogstens {VRAAG_HOOGSTENS // 1000} kB.", {"Connection": "close"})
    except TimeoutError:
        line = f"De vraag was na {ONTVANGST:g} seconden nog niet binnen. Stuur haar opnieuw."
        raise Weigering("te-traag", line, {"Connection": "close"}) from None
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Weigering("tekens", "De tekens van de vraag zijn niet te lezen. Stuur haar in UTF-8.") from None


def _vorm(request: Request, soort: Soort, named: str) -> Vorm:
    accept = ",".join(request.headers.getlist("accept"))
    found = kies(accept, vormen(soort), named)
    if found is None:
        offered = ", ".join(form.media for form in vormen(soort))
        raise Weigering("vorm", f"Het antwoord kan niet in een gevraagde vorm worden gegeven. Vraag in 'Accept' een van: {offered}.")
    return found


def _graphs(pairs: list[tuple[str, str]], parameter: str) -> tuple[str, ...] | None:
    given = tuple(value for name, value in pairs if name == parameter)
    wrong = next((iri for iri in given if not _IRI.fullmatch(iri)), None)
    if wrong is not None:
        raise Weigering("dataset", f"{wrong[:200]!r} in {parameter} is geen volledige IRI. Gebruik de IRI van een graaf, zonder < en >.")
    return given or None
