"""One request to the model and what came of it: an answer, a reason to try again, to leave the passage, or to stop."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal, cast

import httpx

from extract.llm.adres import KEY_VARIABLE, shown
from extract.llm.records import Antwoord, Passage, Taalmodel, Verbinding
from extract.llm.richtlijn import messages, schema

#: How an answer is asked for, the strictest first: not every server knows a schema, or our other settings.
Vorm = Literal["schema", "json", "kaal"]
VORMEN: tuple[Vorm, ...] = ("schema", "json", "kaal")
#: Bytes of one reply that are read; an answer is a few thousand.
MAX_BYTES = 400_000
#: Longest pause in seconds that a server may ask for before the run stops.
LONGEST_PAUSE = 120.0
#: Characters of a server's own message that are shown.
MESSAGE = 200
_SEED = 7
_CONNECT = 10.0
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_STOP: Mapping[int, str] = {
    401: f"de sleutel wordt niet aanvaard; zet de goede in {KEY_VARIABLE}",
    402: "het tegoed bij de dienst is op",
    403: f"geen toegang; controleer de sleutel in {KEY_VARIABLE} en of u dit model mag gebruiken",
    404: "dit adres of dit model is daar niet bekend; controleer --taalmodel en --taalmodel-naam",
}


@dataclass(frozen=True, slots=True)
class Opnieuw:
    """Worth another try, after ``seconden`` when the server says so; ``waarom`` in Dutch. ``betaald``: it may have cost something."""

    waarom: str
    seconden: float | None = None
    betaald: bool = False


@dataclass(frozen=True, slots=True)
class Overslaan:
    """No answer to this passage, now or later; ``vorm`` says that asking in another form may help."""

    waarom: str
    vorm: bool = False
    betaald: bool = False


@dataclass(frozen=True, slots=True)
class Stoppen:
    """Nothing more is to be had; ``waarom`` in Dutch."""

    waarom: str


Uitkomst = Antwoord | Opnieuw | Overslaan | Stoppen


def client(link: Verbinding, key: str, *, local: bool) -> httpx.AsyncClient:
    """A client for one run. Redirects are never followed, and what goes to this computer itself never goes by a proxy."""
    headers = {"Accept-Encoding": "identity", "Content-Type": "application/json", "User-Agent": "regiograaf"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    timeout = httpx.Timeout(link.seconden, connect=min(_CONNECT, link.seconden))
    return httpx.AsyncClient(headers=headers, timeout=timeout, follow_redirects=False, trust_env=not local)


def body(passage: Passage, model: Taalmodel, form: Vorm) -> bytes:
    """The request as sent."""
    asked: dict[str, object] = {"model": model.naam, "messages": messages(passage)}
    if form == "kaal":
        asked["max_completion_tokens"] = model.antwoordtokens
    else:
        asked |= {"temperature": model.temperatuur, "seed": _SEED, "max_tokens": model.antwoordtokens, "stream": False}
    if form == "schema":
        asked["response_format"] = {"type": "json_schema", "json_schema": {"name": "beweringen", "strict": True, "schema": schema()}}
    elif form == "json":
        asked["response_format"] = {"type": "json_object"}
    return json.dumps(asked, ensure_ascii=True).encode()


async def post(http: httpx.AsyncClient, link: Verbinding, content: bytes) -> Uitkomst:
    """Send one request; whatever comes back, nothing raises but cancellation."""
    try:
        async with asyncio.timeout(link.seconden), http.stream("POST", link.adres, content=content) as reply:
            read = await _limited(reply)
            return _judged(reply, read, _key(http), link.adres)
    except (TimeoutError, httpx.TimeoutException):
        return Opnieuw(f"geen antwoord binnen {link.seconden:g} seconden", betaald=True)
    except httpx.ConnectError:
        return Opnieuw("er luistert daar niets, er is geen verbinding of het certificaat wordt niet vertrouwd")
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
        return Opnieuw("de verbinding brak af", betaald=True)


async def _limited(reply: httpx.Response) -> bytes | None:
    """The bytes of a reply; None when they are packed, or too many."""
    if reply.headers.get("content-encoding", "identity") != "identity":
        return None
    read = bytearray()
    async for chunk in reply.aiter_raw():
        read += chunk
        if len(read) > MAX_BYTES:
            return None
    return bytes(read)


def _judged(reply: httpx.Response, read: bytes | None, key: str, address: str) -> Uitkomst:
    status = reply.status_code
    if status == 200:
        return Overslaan("het antwoord is veel te groot", betaald=True) if read is None else _answer(read)
    if reply.is_redirect:
        return Stoppen(f"{shown(address)} verwijst door naar een ander adres, en dat wordt niet gevolgd; geef het goede adres")
    said = _message(read or b"", key)
    if status in _AGAIN:
        pause = _pause(reply.headers.get("retry-after", ""))
        if pause is not None and pause > LONGEST_PAUSE:
            return Stoppen(f"de dienst vraagt {pause:.0f} seconden te wachten; probeer het later nog eens, wat er is blijft bewaard")
        return Opnieuw(f"de dienst kan het nu niet aan ({status}{said})", pause)
    if status in _STOP:
        return Stoppen(_STOP[status] + said)
    return Overslaan(f"de dienst weigert de vraag ({status}{said})", vorm=status in (400, 415, 422))


def _answer(read: bytes) -> Uitkomst:
    """The text of the first choice, when it is whole."""
    try:
        told = json.loads(read)
        choice = told["choices"][0]
        content, counted = choice["message"]["content"], told.get("usage")
        cut = choice.get("finish_reason") == "length"
    except (ValueError, RecursionError, KeyError, IndexError, TypeError, AttributeError):
        return Opnieuw("het antwoord is geen antwoord van een taalmodel", betaald=True)
    if isinstance(content, list):
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    if cut or not isinstance(content, str):
        return Overslaan("het antwoord is afgekapt" if cut else "het antwoord is leeg", betaald=True)
    usage = counted if isinstance(counted, dict) else {}
    return Antwoord(content, *(_count(usage.get(name)) for name in ("prompt_tokens", "completion_tokens")))


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000_000 else 0


def _pause(header: str) -> float | None:
    """Seconds that a Retry-After header asks for: a number, or a moment."""
    try:
        return max(0.0, float(header)) if re.fullmatch(r"\d{1,9}(\.\d+)?", header) else _until(parsedate_to_datetime(header))
    except (ValueError, TypeError, OverflowError):
        return None


def _until(moment: datetime) -> float:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def _message(read: bytes, key: str) -> str:
    """What the server itself says, short, on one line and without the key."""
    text = read[:4000].decode("utf-8", "replace")
    try:
        told = json.loads(text)
        error = told.get("error", told) if isinstance(told, dict) else told
        text = str(error.get("message", "")) if isinstance(error, dict) else str(error)
    except (ValueError, RecursionError):
        text = re.sub(r"<[^>]{0,200}>", " ", text)
    text = text.replace(key, "…") if key else text
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:MESSAGE]
    return f": {line}" if line else ""


def _key(http: httpx.AsyncClient) -> str:
    return cast("str", http.headers.get("authorization", "")).removeprefix("Bearer ")
