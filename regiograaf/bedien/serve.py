"""Starting the endpoint: a port, the address on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from graph.open import open_store
from regiograaf.bedien.app import Grenzen, create_app
from regiograaf.luisteren import LOKAAL, listen, own_hosts, url_of

POORT = 8766
#: Most connections; a request line with headers may take so many bytes.
_VERBINDINGEN, _KOP = 900, 128_000


def serve(
    folder: Path,
    grenzen: Grenzen,
    *,
    adres: str = LOKAAL,
    poort: int | None = None,
    cors: Sequence[str] = (),
    say: Callable[[str], None] = print,
) -> None:
    """Serve the graph in ``folder`` until it is stopped.

    Args:
        folder: the graph folder.
        grenzen: what one question may take.
        adres: the address to listen on; anything but the own machine is said so.
        poort: the port; None takes 8766, or a free one when that is taken.
        cors: origins whose pages may ask.
        say: where the address is told.

    Raises:
        GraphError: there is no graph that can be read.
        PoortBezetError: the port that was asked for cannot be had.
    """
    open_store(folder, read_only=True).close()
    listening = listen(adres, poort, POORT, "De SPARQL-dienst")
    number = listening.getsockname()[1]
    hosts = own_hosts(adres, number)
    say(f"SPARQL: {url_of(adres, number)}sparql")
    say(
        "Alleen vanaf deze computer te bereiken, en alleen om te lezen. Stoppen: Ctrl-C."
        if hosts
        else f"Let op: luistert op {adres}, zonder versleuteling en zonder wachtwoord; wie in dit netwerk het adres kent, kan de hele "
        "graaf lezen. Zet er een server met https en toegangscontrole voor. Stoppen: Ctrl-C."
    )
    config = uvicorn.Config(
        create_app(folder, grenzen, hosts, cors),
        http="h11",
        h11_max_incomplete_event_size=_KOP,
        limit_concurrency=_VERBINDINGEN,
        timeout_graceful_shutdown=3,
        log_level="warning",
        access_log=False,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[listening])
