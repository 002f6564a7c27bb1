"""N-Quads that came from elsewhere as a store to read: on disk, so that its size is not bound by the memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pyoxigraph as ox

from graph.errors import BadNquads
from graph.schijf import STORE_FOLDER
from graph.store import Store
from graph.store_oxigraph import OxigraphStore

_STRANGE = """ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } FILTER(isBlank(?g) || isBlank(?s) || isBlank(?o)) } }"""


@contextmanager
def stored_nquads(lines: IO[bytes]) -> Iterator[Store]:
    """The quads as a store in a folder that is gone afterwards.

    Raises:
        BadNquads: it is no N-Quads, or has what no graph of ours holds (blank nodes, triples outside a named graph).
    """
    with TemporaryDirectory(prefix="regiograaf-", ignore_cleanup_errors=True) as folder:
        place = Path(folder) / STORE_FOLDER
        try:
            loaded = ox.Store(str(place))
            loaded.bulk_load(input=lines, format=ox.RdfFormat.N_QUADS)
            strange = bool(loaded.query(_STRANGE))
            loaded.flush()
        except (SyntaxError, ValueError, RuntimeError, OSError, zipfile.BadZipFile) as error:
            raise BadNquads(str(error)) from error
        del loaded
        if strange:
            raise BadNquads("er staan knopen zonder IRI in, of uitspraken buiten een graaf")
        store = OxigraphStore(Path(folder))
        try:
            yield store
        finally:
            store.close()
