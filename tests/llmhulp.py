"""A language model that is none: a server on this computer that answers as a test tells it to."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from extract.clean import clean
from extract.llm.plan import Plan, make_plan
from extract.llm.records import Taalmodel, Verbinding
from extract.records import Document, DocumentInfo, Page, Unit


@dataclass(frozen=True)
class Reply:
    """One reply: after ``wait`` seconds this status and body; ``drip`` sends byte by byte with that pause."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0


@dataclass
class Stub:
    """A running server: its address, and what was asked of it in order."""

    address: str
    asked: list[dict[str, object]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    busiest: int = 0

    def passages(self) -> list[str]:
        return [passage_of(body) for body in self.asked]


Answer = Callable[[dict[str, object], int], Reply]


def passage_of(body: dict[str, object]) -> str:
    messages = body["messages"]
    assert isinstance(messages, list)
    return str(json.loads(messages[1]["content"])["tekst"])


def claim(citaat: str, oorzaak: str, gevolg: str, signaal: str, **rest: object) -> dict[str, object]:
    """One item of an answer."""
    item: dict[str, object] = {"citaat": citaat, "oorzaak": oorzaak, "gevolg": gevolg, "signaalwoord": signaal}
    return item | {"soort": "oorzakelijk", "teken": "+", "mogelijk": False, "ontkend": False} | rest


def said(items: object, *, usage: object = None, finish: str = "stop") -> Reply:
    """A reply as an OpenAI-compatible server gives it; ``items`` is the list of claims, or the content itself."""
    content = items if isinstance(items, str) or items is None else json.dumps({"beweringen": items}, ensure_ascii=False)
    body: dict[str, object] = {
        "id": "x",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}],
    }
    if usage is not None:
        body["usage"] = usage
    return Reply(json.dumps(body))


def reads(text: str) -> list[dict[str, object]]:
    """What our model that is none makes of a passage: every 'X leidt tot Y.' in it."""
    return [claim(m[0], m[1], m[2], "leidt tot") for m in re.finditer(r"([\w ]+) leidt tot ([\w ]+)\.", text)]


def as_asked(body: dict[str, object], number: int) -> Reply:
    return said(reads(passage_of(body)))


@contextmanager
def stub(answer: Answer = as_asked) -> Iterator[Stub]:
    """A server that answers request ``number`` (from 0) as told, until the block ends."""
    busy, lock = 0, threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            nonlocal busy
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                number = len(seen.asked)
                seen.asked.append(body)
                seen.headers.append({k.lower(): v for k, v in self.headers.items()})
                seen.paths.append(self.path)
                busy += 1
                seen.busiest = max(seen.busiest, busy)
            try:
                self.reply(answer(body, number))
            except OSError:
                pass  # the client went away
            finally:
                with lock:
                    busy -= 1

        def reply(self, one: Reply) -> None:
            deadline = time.monotonic() + one.wait
            while time.monotonic() < deadline and not over.is_set():
                time.sleep(0.01)
            body = one.body.encode() if isinstance(one.body, str) else one.body
            self.send_response(one.status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **one.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            for part in [body[i : i + 1] for i in range(len(body))] if one.drip else [body]:
                if over.is_set():
                    return
                self.wfile.write(part)
                self.wfile.flush()
                time.sleep(one.drip)

        def log_message(self, *args: object) -> None:
            pass

    over = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    seen = Stub(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def document(*pages: str, name: str = "plan.md") -> Document:
    info = DocumentInfo(id=name, bestand=name, titel="", soort="regioplan", regio="Proefland", jaar=2024)
    return Document(info, tuple(Page(n, text) for n, text in enumerate(pages, 1)))


def units(*pages: str) -> tuple[Unit, ...]:
    return clean(document(*pages))


#: Six sections that each make a passage of their own.
FILLER = "Deze alinea beschrijft het gebied en de mensen die er wonen, zonder dat er iets van komt. " * 16
SIX = [f"# Wonen in dorp {name}\n\nKrapte {name} leidt tot wachttijd {name}. {FILLER}" for name in "abcdef"]


def plan(model: Taalmodel, pages: Sequence[str] = SIX) -> Plan:
    return make_plan([("plan.md", units("\n\n".join(pages)))], model)


def model(tmp_path: Path, **rest: object) -> Taalmodel:
    return Taalmodel("proefmodel", tmp_path / "antwoorden", **rest)  # type: ignore[arg-type]  # given by a test


def link(address: str, **rest: object) -> Verbinding:
    """Settings that lose no time."""
    return Verbinding(f"{address}/v1/chat/completions", **{"wachttijd": 0.01, "seconden": 5.0, "tegelijk": 1} | rest)  # type: ignore[arg-type]  # idem
