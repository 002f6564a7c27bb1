"""The questions that run now, each in a process of its own, and one process ready for the next."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from queries.begrensd import SECONDS, Vraagproces
from queries.rekenproces import Antwoord

#: So many questions at a time: every one may fill a processor and a gigabyte.
HOOGSTENS = 4


class TeDrukError(Exception):
    """So many questions run already that another must wait."""

    def __str__(self) -> str:
        """Say what to do."""
        return f"Er lopen al {HOOGSTENS} vragen. Wacht tot er een klaar is, of stop er een."


class Loket:
    """Runs the questions of users on the graph in a folder; each can be stopped by the number its page gave it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; no process is started yet."""
        self._folder = folder
        self._slot = Lock()
        self._ready: Vraagproces | None = None
        self._running: dict[str, Vraagproces] = {}
        self._open = True

    def warm(self) -> None:
        """Start a process for the question that will come."""
        with self._slot:
            if self._ready is None and self._open:
                self._ready = Vraagproces()

    def ask(self, number: str, sparql: str, rows: int, seconds: float = SECONDS) -> Antwoord:
        """The answer; see ``queries.begrensd.run_limited``.

        Raises:
            TeDrukError: too many questions run.
        """
        with self._slot:
            if len(self._running) >= HOOGSTENS or number in self._running:
                raise TeDrukError
            process, self._ready = self._ready or Vraagproces(), None
            self._running[number] = process
        try:
            return process.run(self._folder, sparql, rows=rows, seconds=seconds)
        finally:
            with self._slot:
                del self._running[number]
            self.warm()

    def stop(self, number: str) -> bool:
        """Stop a question; whether it still ran."""
        with self._slot:
            process = self._running.get(number)
        if process is not None:
            process.stop()
        return process is not None

    def close(self) -> None:
        """Stop everything."""
        with self._slot:
            self._open = False
            running, ready, self._ready = list(self._running.values()), self._ready, None
        for process in running:
            process.stop()
        if ready is not None:
            ready.close()
