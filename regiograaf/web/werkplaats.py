"""What all pages share: the graph that is open, what was read of it, and the key of this session."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Annotated

from fastapi import Depends, Request

from graph.open import open_store
from graph.store import Store
from regiograaf.flow import Overzicht
from regiograaf.web.loket import Loket


class Werkplaats:
    """One graph folder, open to write; one request at a time reads or writes it."""

    def __init__(self, folder: Path) -> None:
        """Open the graph in ``folder`` (made when it is not there).

        Raises:
            GraphError: another program writes in it, or it cannot be read or written.
        """
        self.folder = folder
        self.store: Store = open_store(folder)
        #: Sent along with every request that changes something; new for every start of the workbench.
        self.sleutel = secrets.token_urlsafe(32)
        #: Where a user's own questions run.
        self.loket = Loket(folder)
        self._slot = RLock()
        self._overzicht = Overzicht(self.store)

    @contextmanager
    def lees(self) -> Iterator[Overzicht]:
        """The graph as it is now, for one request; what was read before is used again as long as nothing changed."""
        with self._slot:
            yield self._overzicht

    @contextmanager
    def schrijf(self) -> Iterator[Store]:
        """The store, to change; the next reader sees the change."""
        with self._slot:
            try:
                yield self.store
            finally:
                self._overzicht = Overzicht(self.store, self._overzicht)

    def close(self) -> None:
        """Flush and release the graph."""
        self.loket.close()
        with self._slot:
            self.store.close()


def now() -> str:
    """The moment of a decision: ISO 8601 in UTC, to the millisecond, so that two key presses keep their order."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _werkplaats(request: Request) -> Werkplaats:
    found: Werkplaats = request.app.state.werkplaats
    return found


#: The workbench of the running application, as an argument of a page.
Plaats = Annotated[Werkplaats, Depends(_werkplaats)]
