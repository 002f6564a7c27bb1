"""A workbench over a copy of the demo graph on a free port, and Debian's Chromium; browser tests skip when there is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hulp import Dienst, Wacht, start

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def dienst(demo_graph: Path, tmp_path: Path) -> Iterator[Dienst]:
    """A workbench over a copy of the demo graph: what a test changes is gone after it."""
    shutil.copytree(demo_graph, tmp_path / "graaf")
    running = start(tmp_path / "graaf")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def leesdienst(demo_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """One workbench for the tests of a module that change nothing."""
    folder = tmp_path_factory.mktemp("lees") / "graaf"
    shutil.copytree(demo_graph, folder)
    running = start(folder)
    yield running
    running.stop()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of a workbench; after the test nothing may have asked another host or run a script of a document.

    The page has ``wacht`` (a ``Wacht``). Hostile test texts call ``window.gehackt`` or ``alert``.
    """
    pages: list[tuple[Page, Wacht]] = []

    def opened(url: str, *, width: int = 1280, height: int = 900, naam: str = "", **options: object) -> Page:
        own = "/".join(url.split("/")[:3])
        context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL", accept_downloads=True, **options)
        if naam:
            context.add_cookies([{"name": "beoordelaar", "value": naam, "url": own, "sameSite": "Strict"}])
        page = context.new_page()
        wacht = Wacht(own)
        page.wacht = wacht  # type: ignore[attr-defined]  # the guard travels with its page
        page.on(
            "request",
            lambda r: None if r.url.startswith((own + "/", "data:", "blob:", "about:", "file:")) else wacht.naar_buiten.append(r.url),
        )
        page.on("pageerror", lambda e: wacht.fouten.append(str(e)))
        page.on(
            "console", lambda m: wacht.fouten.append(m.text) if m.type == "error" and "the server responded with" not in m.text else None
        )
        page.on("dialog", lambda d: (wacht.uitgevoerd.append(d.message), d.dismiss()))
        page.expose_function("gehackt", lambda *a: wacht.uitgevoerd.append(str(a)))
        pages.append((page, wacht))
        page.goto(url)
        return page

    yield opened
    for page, wacht in pages:
        page.context.close()
        wacht.check()
