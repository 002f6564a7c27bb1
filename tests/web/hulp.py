"""What browser tests use: a running workbench, and what a page may not do."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from regiograaf.web.app import create_app
from regiograaf.web.werkplaats import Werkplaats

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass
class Dienst:
    """A running workbench."""

    url: str
    werkplaats: Werkplaats
    server: uvicorn.Server
    thread: threading.Thread

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


def start(folder: Path) -> Dienst:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    werkplaats = Werkplaats(folder)
    app = create_app(werkplaats, {f"127.0.0.1:{port}", f"localhost:{port}"})
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    return Dienst(f"http://127.0.0.1:{port}", werkplaats, server, thread)


@dataclass
class Wacht:
    """What a page did that it should not: requests to another host, script errors, dialogs, refused content."""

    eigen: str
    naar_buiten: list[str] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    uitgevoerd: list[str] = field(default_factory=list)

    def check(self) -> None:
        assert not self.naar_buiten, self.naar_buiten
        assert not self.uitgevoerd, self.uitgevoerd
        assert not self.fouten, self.fouten


def no_sideways_scroll(page: Page) -> None:
    """The page is not wider than its window."""
    page.wait_for_load_state()  # after a click the old page may just be gone
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        names = page.evaluate(
            """() => [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.tabelvak'))
                .slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40))"""
        )
        pytest.fail(f"de bladzijde is {wide} px te breed: {names}")


def accessible(page: Page) -> None:
    """axe-core finds nothing serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    assert not found, [(v["id"], v["help"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found]
