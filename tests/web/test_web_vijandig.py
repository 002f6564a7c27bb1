"""Texts of documents run nothing and ask nothing, on any page and in any file the workbench hands out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hulp import Dienst, no_sideways_scroll, start
from vijandig import REGIO, build_hostile

from graph.open import open_store
from regiograaf.flow import Overzicht, make_a4, make_map

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: At least so many pages are visited: a crawl that stops at the first page proves nothing.
MINSTENS = 20
HOOGSTENS = 60


@pytest.fixture(scope="module")
def graaf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_hostile(tmp_path_factory.mktemp("vijandig") / "graaf")


@pytest.fixture(scope="module")
def vijand(graaf: Path) -> Iterator[Dienst]:
    running = start(graaf)
    yield running
    running.stop()


def poke(page: Page) -> None:
    """Hover over and focus all that can be, and open what is folded."""
    page.evaluate(
        """() => { for (const d of document.querySelectorAll('details')) d.open = true;
             for (const e of document.querySelectorAll('body *')) {
               e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})); if (e.focus) e.focus(); } }"""
    )
    page.wait_for_timeout(50)


@pytest.mark.browser
def test_no_page_runs_what_a_document_says(vijand: Dienst, open_page: Callable[..., Page]) -> None:
    page = open_page(vijand.url, width=390, height=800, naam="Ada")
    seen: list[str] = []
    patterns: dict[str, int] = {}
    waiting = ["/"]
    while waiting and len(seen) < HOOGSTENS:
        path = waiting.pop(0)
        seen.append(path)
        answer = page.goto(vijand.url + path)
        assert answer is not None
        assert answer.status == 200, path
        poke(page)
        no_sideways_scroll(page)
        for link, download in page.evaluate("[...document.querySelectorAll('a[href]')].map(a => [a.href, a.hasAttribute('download')])"):
            parts = urlsplit(link)
            assert parts.scheme in ("http", "blob"), link
            assert parts.netloc == urlsplit(vijand.url).netloc, link
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            kind = parts.path.split("/")[1]
            if not download and target not in seen and target not in waiting and patterns.get(kind, 0) < 8:
                patterns[kind] = patterns.get(kind, 0) + 1
                waiting.append(target)
    assert len(seen) >= MINSTENS, seen


@pytest.mark.browser
def test_no_file_runs_what_a_document_says(graaf: Path, vijand: Dienst, open_page: Callable[..., Page], tmp_path: Path) -> None:
    overzicht = Overzicht(open_store(graaf, read_only=True))
    files = [make_map(overzicht, tmp_path / "kaart.html"), *make_a4(overzicht, tmp_path, REGIO, ("html",))]
    for file in files:
        poke(open_page(file.as_uri()))
