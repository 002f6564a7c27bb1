"""A copy in memory of a graph elsewhere, for questions that the server there does not answer as the standard says."""

from __future__ import annotations

from threading import Lock

from graph.store import Store
from graph.store_oxigraph import OxigraphStore


class Kopie:
    """All graphs of a store, read when first asked for; later only what that store wrote since."""

    def __init__(self, bron: Store) -> None:
        """Take the store; nothing is read yet."""
        self._bron = bron
        self._kopie = OxigraphStore(None)
        self._versions: dict[str, int] = {}
        self._slot = Lock()

    def bij(self) -> Store:
        """The copy, brought up to date."""
        with self._slot:
            for name in {*self._bron.graphs(), *self._versions}:
                version = self._bron.version(name)
                if self._versions.get(name) != version:
                    self._kopie.replace(name, self._bron.graph(name))
                    self._versions[name] = version
        return self._kopie
