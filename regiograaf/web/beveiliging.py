"""Who may change something: only pages of this session, from this machine (or the address the user opened on purpose).

Three locks: the Host of a request must be one that this server was started on (a foreign site cannot point its own
name at it), a request that changes something must come from a page of the same origin, and it must carry the key of
the session. The policy in every answer lets no page run a script of a document or ask another host for anything.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Where the key of the session travels.
KOP, VELD = "X-Sleutel", "sleutel"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_BELEID = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "frame-src 'self'",
    )
)
_KOPPEN = {
    "Content-Security-Policy": _BELEID,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Poort:
    """The ASGI layer around the application; ``hosts`` are the names it answers to, empty for any."""

    app: ASGIApp
    hosts: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what comes from elsewhere, and put the policy on every answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _KOPPEN.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = _refusal(scope, self.hosts)
        answer = PlainTextResponse(refusal, status_code=403) if refusal else self.app
        await answer(scope, receive, send_guarded)


def _refusal(scope: Scope, hosts: frozenset[str]) -> str:
    """Why a request is refused, '' when it is not."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if hosts and host not in hosts:
        return "Geweigerd: deze werkbank is alleen te openen op het adres dat hij bij het starten noemde."
    if scope["method"] in _SAFE:
        return ""
    origin = headers.get("origin") or headers.get("referer") or ""
    parts = urlsplit(origin)
    same = parts.netloc == host and parts.scheme in ("http", "https")
    if (origin and not same) or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "Geweigerd: dit verzoek komt van een andere site."
    return ""


async def check_key(request: Request) -> None:
    """Refuse a request that changes something without the key of the session.

    Raises:
        HTTPException: 403.
    """
    if request.method in _SAFE:
        return
    given = request.headers.get(KOP, "")
    if not given and request.headers.get("content-type", "").startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        value = (await request.form()).get(VELD, "")
        given = value if isinstance(value, str) else ""
    if not secrets.compare_digest(given.encode(), request.app.state.werkplaats.sleutel.encode()):
        raise HTTPException(
            403, "Geweigerd: deze pagina hoort bij een eerdere start van de werkbank. Laad de pagina opnieuw en probeer het nog eens."
        )
