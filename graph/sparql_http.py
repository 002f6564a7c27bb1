"""HTTP to a graph server: log in, wait, try again, and never take in more than fits. Knows nothing of SPARQL."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

import httpx

from graph.serverfouten import (
    GEBRUIKER,
    TOKEN,
    WACHTWOORD,
    AnswerTooBig,
    BadAnswer,
    ServerCertificate,
    ServerTimeout,
    ServerUnreachable,
)

Aanmelding = Literal["geen", "basic", "digest", "token"]

#: Seconds to wait for a connection, and for the next piece of an answer.
CONNECTING, WAITING = 10.0, 300.0
#: Seconds before each next try; a server that says how long (Retry-After) is believed up to a limit.
_PAUSES = (0.3, 1.0, 3.0)
_LONGEST_PAUSE = 30.0
#: What passes by itself: too busy, or broken for now.
_PASSING = frozenset({429, *range(500, 600)})
#: Most bytes of one answer, unpacked.
BIGGEST = 512 * 2**20


@dataclass(frozen=True, slots=True)
class Toegang:
    """Who asks; the secrets are in no repr and no message."""

    gebruiker: str = field(default="", repr=False)
    wachtwoord: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def manier(self, voor_naam: Aanmelding) -> Aanmelding:
        """How to log in: with the token, in the way of the server with a name, or not."""
        return "token" if self.token else voor_naam if self.gebruiker else "geen"


def toegang_uit_omgeving() -> Toegang:
    """Name, password and token as the environment variables have them."""
    return Toegang(os.environ.get(GEBRUIKER, ""), os.environ.get(WACHTWOORD, ""), os.environ.get(TOKEN, ""))


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A whole answer: status, headers (names in small letters) and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The start of the body as words, for a message."""
        return " ".join(self.body[:2000].decode("utf-8", errors="replace").split())


class Verbinding:
    """The connection with one server; ``adres`` is what messages call it."""

    def __init__(
        self,
        adres: str,
        toegang: Toegang,
        *,
        wachttijd: float = WAITING,
        grens: int = BIGGEST,
        slaap: Callable[[float], None] = time.sleep,
    ) -> None:
        """Prepare; nothing is sent yet."""
        self.adres = adres
        self.toegang = toegang
        self._grens = grens
        self._slaap = slaap
        self._client = httpx.Client(
            timeout=httpx.Timeout(wachttijd, connect=CONNECTING),
            verify=ssl.create_default_context(),  # the certificates of the system: organisations add their own there
            trust_env=not _is_here(adres),  # a proxy is of no use on this computer
            headers={"User-Agent": "regiograaf"},
        )
        self._wachttijd = wachttijd

    def meld_aan(self, manier: Aanmelding) -> None:
        """Log in this way from now on."""
        if manier == "token":
            self._client.headers["Authorization"] = f"Bearer {self.toegang.token}"
        elif manier == "digest":
            self._client.auth = httpx.DigestAuth(self.toegang.gebruiker, self.toegang.wachtwoord)
        elif manier == "basic":
            self._client.auth = httpx.BasicAuth(self.toegang.gebruiker, self.toegang.wachtwoord)

    def stuur(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        herhaalbaar: bool = True,
    ) -> Antwoord:
        """Send a request and take in the whole answer, whatever its status.

        Args:
            method: GET, POST, PUT, ...
            url: where to.
            params: what comes behind the question mark.
            data: a form to send, or
            content: bytes to send.
            headers: extra headers.
            herhaalbaar: whether sending it twice is the same as once; only then is it tried again.

        Raises:
            ServerError: no answer came, or one that is too big.
        """
        request = self._client.build_request(method, url, params=params, data=data, content=content, headers=headers)
        for pause in (*_PAUSES, None):
            try:
                with self._faults():
                    answer = self._once(request)
            except ServerUnreachable:
                if pause is None or not herhaalbaar:
                    raise
            else:
                if answer.status not in _PASSING or pause is None or not herhaalbaar:
                    return answer
                pause = max(pause, _asked_pause(answer))
            self._slaap(pause)
        raise AssertionError  # the last round returns or raises

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _once(self, request: httpx.Request) -> Antwoord:
        body = bytearray()
        response = self._client.send(request, stream=True)
        try:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > self._grens:
                    raise AnswerTooBig(self.adres, f"meer dan {self._grens // 2**20} MB")
        finally:
            response.close()
        return Antwoord(response.status_code, {name.lower(): value for name, value in response.headers.items()}, bytes(body))

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """What httpx raises, as errors for a user; the words of the system are kept, the request itself is not."""
        try:
            yield
        except httpx.TimeoutException as error:
            if isinstance(error, httpx.ConnectTimeout):
                raise ServerUnreachable(self.adres, f"geen verbinding binnen {CONNECTING:.0f} seconden") from error
            raise ServerTimeout(self.adres, f"na {self._wachttijd:.0f} seconden") from error
        except httpx.DecodingError as error:
            raise BadAnswer(self.adres, "de inpakking klopt niet") from error
        except httpx.TransportError as error:
            fault = _certificate_fault(error)
            if fault is not None:
                raise ServerCertificate(self.adres, fault.verify_message) from error
            raise ServerUnreachable(self.adres, str(error)) from error


def _asked_pause(answer: Antwoord) -> float:
    asked = answer.headers.get("retry-after", "")
    return min(float(asked), _LONGEST_PAUSE) if asked.isascii() and asked.isdigit() else 0.0


def _certificate_fault(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error
        error = error.__cause__ or error.__context__
    return None


def _is_here(adres: str) -> bool:
    host = urlsplit(adres).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
