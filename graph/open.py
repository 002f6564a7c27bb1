"""Opening the graph in a folder, or a graph in memory."""

from __future__ import annotations

from pathlib import Path

from graph.errors import NotReadable, NotWritable, StoreMissing
from graph.store import Store
from graph.store_oxigraph import STORE_FOLDER, OxigraphStore


def open_store(folder: Path | None, *, read_only: bool = False) -> Store:
    """The graph in ``folder`` (made when it is not there and may be written), or a new one in memory for None.

    A reader may be opened while another process writes; it sees the graph as it was at that moment.

    Raises:
        StoreMissing: nothing to read in ``folder``.
        StoreLocked: another process is writing.
        StoreCorrupt: the files are damaged.
        NotReadable, NotWritable: no rights, or no room.
    """
    if folder is None:
        return OxigraphStore(None)
    path = folder / STORE_FOLDER
    try:
        if not read_only:
            path.mkdir(parents=True, exist_ok=True)
        elif not (path.is_dir() and any(path.iterdir())):
            raise StoreMissing(folder)
    except OSError as error:
        raise (NotReadable if read_only else NotWritable)(folder, error.strerror or str(error)) from error
    return OxigraphStore(folder, read_only=read_only)
