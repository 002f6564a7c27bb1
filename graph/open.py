"""Opening the graph in a folder or on a server, or a graph in memory."""

from __future__ import annotations

import os
import re
from pathlib import Path

from graph.errors import NotReadable, NotWritable, StoreMissing
from graph.plaats import Plaats
from graph.schijf import STORE_FOLDER
from graph.store import Store
from graph.store_oxigraph import OxigraphStore

#: The files of the store that hold what was written; the others are its own notes.
_DATA = re.compile(r"\d+\.(?:log|sst)|MANIFEST-\d+|CURRENT")


def open_store(plaats: Plaats | Path | None, *, read_only: bool = False) -> Store:
    """The graph in a folder (made when it is not there and may be written) or on a server, or a new one in memory for None.

    A reader may be opened while another process writes; it sees the graph as it was at that moment.

    Raises:
        StoreMissing: nothing to read there.
        StoreLocked: another process is writing.
        StoreCorrupt: the files are damaged.
        NotReadable, NotWritable: no rights, or no room.
        ServerError: the server does not do what is asked; see ``graph.serverfouten``.
    """
    if plaats is None:
        return OxigraphStore(None)
    if isinstance(plaats, Plaats) and plaats.is_server:
        from graph.store_sparql import SparqlStore  # httpx takes a tenth of a second to load

        return SparqlStore(plaats, read_only=read_only)
    folder = plaats if isinstance(plaats, Path) else plaats.folder("Dit")
    path = folder / STORE_FOLDER
    try:
        if not read_only:
            path.mkdir(parents=True, exist_ok=True)
        elif not (path.is_dir() and any(path.iterdir())):
            raise StoreMissing(folder)
    except OSError as error:
        raise (NotReadable if read_only else NotWritable)(folder, error.strerror or str(error)) from error
    return OxigraphStore(folder, read_only=read_only)


def written_state(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What changes when the graph in ``folder`` is written or replaced; empty when there is none."""
    try:
        with os.scandir(folder / STORE_FOLDER) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if _DATA.fullmatch(entry.name)]
    except OSError:  # no folder, or a file that is just being tidied away: reading says which
        return ()
    return tuple(sorted((name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in found))
