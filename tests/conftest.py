"""Shared fixtures: the shipped pipeline once, the demo graph once, and a skip for what lies beside the project."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from spacy.language import Language

#: Chromium asks its maker for updates by itself; none of that here.
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    from extract.herkomst import bundled_model
    from extract.nlp import load_nlp

    return load_nlp(str(bundled_model()))


@pytest.fixture(scope="session")
def demo_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph built from the demo region."""
    from regiograaf.building import build, demo_folder
    from regiograaf.lezen.lees import HierLezer

    folder = tmp_path_factory.mktemp("demo") / "graaf"
    assert build([demo_folder()], folder, lezer=HierLezer()).exit_code == 0
    return folder


@pytest.fixture
def no_event_loop() -> Iterator[None]:
    """The browser that other tests of this process share leaves its event loop marked as running; a command starts without one."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("../shared ligt niet naast het project")
    return SHARED


@pytest.fixture(scope="session")
def oxigraph_adres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server, one for all tests."""
    import servers

    if servers.oxigraph_server() is None:
        pytest.skip("er is geen Oxigraph-server; installeer het pakket oxigraph (pip install 'regiograaf[dev]')")
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="session")
def virtuoso_adres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso, one for all tests."""
    import servers

    if servers.virtuoso_server() is None:
        pytest.skip("er is geen Virtuoso op deze machine (Debian: apt install virtuoso-opensource-7)")
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it. CI sets REGIOGRAAF_BROWSER=verplicht, so that these tests cannot be skipped there."""
    path = chromium()
    if path is None:
        if os.environ.get("REGIOGRAAF_BROWSER") == "verplicht":
            pytest.fail("er is geen Chromium; installeer het pakket chromium")
        pytest.skip("er is geen Chromium op deze machine (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()
