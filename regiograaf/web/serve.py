"""Starting the workbench: a free port, the address on the screen, the browser."""

from __future__ import annotations

import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from queries.weergave import Weergave
from regiograaf.flow import Overzicht, map_view
from regiograaf.luisteren import LOKAAL, listen, own_hosts, url_of
from regiograaf.web.app import create_app
from regiograaf.web.werkplaats import Werkplaats

POORT = 8765
#: Seconds that starting waits for what every page needs; a large graph is read on while the first page is already open.
VOORAF = 4.0


def serve(folder: Path, *, adres: str = LOKAAL, poort: int | None = None, browser: bool = True, say: Callable[[str], None] = print) -> None:
    """Serve the workbench until it is stopped.

    Args:
        folder: the graph folder; made when it is not there.
        adres: the address to listen on; anything but the own machine is said so.
        poort: the port; None takes 8765, or a free one when that is taken.
        browser: whether to open the browser.
        say: where the address is told.

    Raises:
        GraphError: the graph cannot be opened.
        PoortBezetError: the port that was asked for cannot be had.
    """
    listening = listen(adres, poort, POORT)
    number = listening.getsockname()[1]
    try:
        werkplaats = Werkplaats(folder)
    except BaseException:
        listening.close()
        raise
    ahead = threading.Thread(target=read_ahead, args=(werkplaats,), daemon=True)
    ahead.start()
    ahead.join(VOORAF)
    hosts = own_hosts(adres, number)
    url = url_of(adres, number)
    say(f"Werkbank: {url}")
    say(
        "Alleen vanaf deze computer te openen. Stoppen: Ctrl-C."
        if hosts
        else f"Let op: luistert op {adres}; wie in dit netwerk het adres kent, kan meelezen en beoordelen. Stoppen: Ctrl-C."
    )
    if browser:
        threading.Thread(target=_open, args=(url,), daemon=True).start()
    config = uvicorn.Config(create_app(werkplaats, hosts), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def read_ahead(werkplaats: Werkplaats) -> None:
    """Read what the pages share before anybody asks: step by step, so that a page never waits for all of it."""
    steps: tuple[Callable[[Overzicht], object], ...] = (
        lambda overzicht: overzicht.lezing.claims,
        lambda overzicht: overzicht.bevindingen,
        lambda overzicht: overzicht.vingerafdruk,
        lambda overzicht: map_view(overzicht, Weergave()),
    )
    for step in steps:
        with suppress(Exception), werkplaats.lees() as overzicht:  # the page that needs it says what is wrong
            step(overzicht)


def _open(url: str) -> None:
    time.sleep(0.8)  # uvicorn answers within this time; the browser waits for the rest
    webbrowser.open(url)
