"""Answers kept for who asks the same: a spreadsheet that refreshes, a page that many open. They hold until the graph is written."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from graph.open import written_state
from graph.sparqltekst import words
from regiograaf.bedien.verzoek import Verzoek

#: Bytes of the largest answer that is kept, and of all together.
_EEN, _SAMEN = 10**6, 64 * 10**6
#: Functions that give something else every time.
_WISSELEND = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE"})


class Onthouden:
    """Answers by question and form, the least used going first."""

    def __init__(self, folder: Path) -> None:
        """Take the graph folder; nothing is kept yet."""
        self._folder = folder
        self._state: object = None
        self._answers: OrderedDict[Verzoek, bytes] = OrderedDict()
        self._bytes = 0

    def zoek(self, verzoek: Verzoek) -> bytes | None:
        """The answer to this question on the graph as it is now."""
        state = written_state(self._folder)
        if state != self._state:
            self._answers.clear()
            self._state, self._bytes = state, 0
        found = self._answers.get(verzoek)
        if found is not None:
            self._answers.move_to_end(verzoek)
        return found

    @property
    def stand(self) -> object:
        """The graph that ``zoek`` last saw, to give back to ``bewaar``."""
        return self._state

    def bewaar(self, verzoek: Verzoek, stand: object, path: Path) -> None:
        """Keep an answer to a question that was put when the graph was ``stand``; not when it was written since."""
        size = path.stat().st_size
        if stand != self._state or stand == () or size > _EEN or verzoek in self._answers or _WISSELEND & set(words(verzoek.sparql)):
            return
        self._answers[verzoek] = path.read_bytes()
        self._bytes += size
        while self._bytes > _SAMEN:
            self._bytes -= len(self._answers.popitem(last=False)[1])
