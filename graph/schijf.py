"""The files of the embedded store on disk: opening them to read, their size, and what their faults mean."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from graph.errors import GraphError, NotReadable, NotWritable, StoreCorrupt, StoreLocked

#: Where the files of the store lie in the folder that a user names with --graaf.
STORE_FOLDER = "store"
#: What a quad takes on disk, at least.
QUAD_BYTES = 200


def open_reader(path: Path) -> ox.Store:
    """Open to read; a writer may tidy a file away between listing and opening it, so that is tried again.

    Once open, a reader holds its files and is not disturbed any more.
    """
    for pause in (0.05, 0.1, 0.2, 0.4):
        try:
            return ox.Store.read_only(str(path))
        except (RuntimeError, FileNotFoundError) as error:
            if "No such file" not in str(error):
                raise
            time.sleep(pause)
    return ox.Store.read_only(str(path))


def size(folder: Path) -> int:
    """Bytes of the files in a folder, 0 when it is not there; a file that is tidied away meanwhile counts for nothing."""
    total = 0
    for file in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def storage_error(folder: Path, error: OSError | RuntimeError, *, reading: bool) -> GraphError:
    """RocksDB gives no error codes to Python, only its messages ('IO error: lock hold by ...', 'Corruption: ...')."""
    message = str(error)
    if isinstance(error, RuntimeError | FileNotFoundError):
        return StoreCorrupt(folder, message)
    if "lock" in message.lower() and "Permission denied" not in message:
        return StoreLocked(folder)
    return NotReadable(folder, message) if reading else NotWritable(folder, message)
