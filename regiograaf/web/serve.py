"""Starting the workbench: a free port, the address on the screen, the browser."""

from __future__ import annotations

import errno
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from queries.weergave import Weergave
from regiograaf.flow import Overzicht, map_view
from regiograaf.web.app import create_app
from regiograaf.web.werkplaats import Werkplaats

LOKAAL = "127.0.0.1"
POORT = 8765
#: Seconds that starting waits for what every page needs; a large graph is read on while the first page is already open.
VOORAF = 4.0


@dataclass(eq=False)
class PoortBezetError(Exception):
    """Another program listens on ``poort`` of ``adres``, or the address is not one of this machine; ``reden`` says which."""

    adres: str
    poort: int
    reden: str

    def __str__(self) -> str:
        """Name the address and the way out."""
        return f"De werkbank kan niet luisteren op {self.adres}:{self.poort} ({self.reden}). Kies een andere poort met --poort."


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
    listening = _listen(adres, poort)
    number = listening.getsockname()[1]
    try:
        werkplaats = Werkplaats(folder)
    except BaseException:
        listening.close()
        raise
    ahead = threading.Thread(target=read_ahead, args=(werkplaats,), daemon=True)
    ahead.start()
    ahead.join(VOORAF)
    own = adres in (LOKAAL, "localhost", "::1")
    hosts = {f"{name}:{number}" for name in (LOKAAL, "localhost", "[::1]")} if own else set()
    url = f"http://{LOKAAL if own or adres in ('0.0.0.0', '::') else adres}:{number}/"  # noqa: S104 - only compared
    say(f"Werkbank: {url}")
    say(
        "Alleen vanaf deze computer te openen. Stoppen: Ctrl-C."
        if own
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


def _listen(adres: str, poort: int | None) -> socket.socket:
    family = socket.AF_INET6 if ":" in adres else socket.AF_INET
    for number in (poort,) if poort is not None else (POORT, 0):
        listening = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two workbenches share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((adres, number))
        except OSError as error:
            listening.close()
            reason = "daar luistert al een ander programma" if error.errno == errno.EADDRINUSE else error.strerror or str(error)
        else:
            return listening
    raise PoortBezetError(adres, poort if poort is not None else POORT, reason)


def _open(url: str) -> None:
    time.sleep(0.8)  # uvicorn answers within this time; the browser waits for the rest
    webbrowser.open(url)
