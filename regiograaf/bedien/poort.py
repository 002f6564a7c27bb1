"""Who may ask: programs, and pages of the origins that were let in with --cors; no page of another site on its own accord.

A site can point its own name at this machine, or let a browser send a request here without reading the answer. The first
is refused by the Host, the second by what the browser says of where the request comes from.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from regiograaf.bedien.weigeren import Weigering

_KOPPEN = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class Poort:
    """The ASGI layer around the endpoint; ``hosts`` are the names it answers to (empty for any), ``cors`` the origins let in."""

    app: ASGIApp
    hosts: frozenset[str]
    cors: frozenset[str]

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
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        answer = PlainTextResponse(f"{refusal}\n", refusal.status, refusal.headers) if refusal else self.app
        await answer(scope, receive, send_guarded)

    def _refusal(self, headers: Headers) -> Weigering | None:
        host = headers.get("host", "")
        if self.hosts and host not in self.hosts:
            return Weigering("adres", "Deze dienst is alleen te bereiken op het adres dat hij bij het starten noemde.")
        origin = headers.get("origin", "")
        if not origin:
            ours = headers.get("sec-fetch-site", "none") in ("none", "same-origin") or headers.get("sec-fetch-mode") == "navigate"
            let_in = ours or bool(self.cors)
        else:
            let_in = "*" in self.cors or origin in self.cors or origin.partition("://")[2] == host
        return None if let_in else Weigering("herkomst", "Deze pagina hoort bij een andere site. Laat die toe met --cors, of vraag zelf.")
