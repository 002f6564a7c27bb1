"""One process that reads documents, one after the other, watched from outside: what takes too much is ended and named.

A document that a library cannot get through, a PDF that loops or a bomb, costs its process and nothing else.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from contextlib import suppress
from multiprocessing.connection import Connection, wait

import psutil

from extract.errors import ModelMissing, ReadError, ReadingModelsMissing
from extract.records import Leeswijze
from extract.sources import Source
from queries.kindproces import end_with_starter, limit
from regiograaf.lezen.lees import Leesfunctie, outcome, read_source
from regiograaf.lezen.records import Gelezen, Grenzen

#: Beyond the memory that is watched from outside, for what a process reserves and never uses.
_SLACK = 1024
#: Seconds between two looks at time and memory.
LOOK = 0.2
_READY = "klaar"


class Uitgevallen(Exception):  # noqa: N818 - reads as what happened
    """The process is gone without an answer; ``gestart`` says whether it had come up."""

    def __init__(self, gestart: bool) -> None:
        """Keep whether it had come up."""
        super().__init__("het leesproces is weg")
        self.gestart = gestart


class Leesproces:
    """A process that reads what it is given; the first document waits for the models."""

    def __init__(self, grenzen: Grenzen, leesfunctie: Leesfunctie = read_source) -> None:
        """Start it; nothing of this process goes along (spawn)."""
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, leesfunctie, grenzen.megabytes), daemon=True, name="regiograaf-lees")
        self._process.start()
        theirs.close()
        self._grenzen = grenzen
        self._since = time.monotonic()
        self._up = False
        self.source: Source | None = None

    @property
    def pid(self) -> int | None:
        """The process as the system knows it."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether ``end`` was called: it reads no more."""
        return self.line.closed

    def begin(self, source: Source, wijze: Leeswijze) -> None:
        """Give it a document to read; it holds one at a time."""
        self.source, self._since = source, time.monotonic()
        with suppress(OSError):  # it is gone already: the answer will say so
            self.line.send((source, wijze))

    def answer(self) -> Gelezen | ReadError | None:
        """What came of the document, when ``line`` has something to say; None when it is only the process that came up.

        Raises:
            Uitgevallen: the process is gone.
            ModelMissing, ReadingModelsMissing: it cannot read at all.
        """
        try:
            said = self.line.recv()
        except (EOFError, OSError) as error:
            raise Uitgevallen(self._up) from error
        if isinstance(said, ModelMissing | ReadingModelsMissing):
            raise said
        if said == _READY:
            self._up, self._since = True, time.monotonic()
            return None
        source, self.source = self.source, None
        if isinstance(said, MemoryError) and source is not None:
            return self._too_heavy(source)
        assert isinstance(said, Gelezen | ReadError)  # noqa: S101 - the other end is _serve
        return said

    def read(self, source: Source, wijze: Leeswijze) -> Gelezen | ReadError:
        """Read one document and wait for it; what takes too much ends the process.

        Raises:
            Uitgevallen: the process is gone without an answer.
            ModelMissing, ReadingModelsMissing: it cannot read at all.
        """
        self.begin(source, wijze)
        while True:
            if wait([self.line], LOOK):
                if (answer := self.answer()) is not None:
                    return answer
            elif (problem := self.over_the_limit()) is not None:
                self.end()
                return problem

    def over_the_limit(self) -> ReadError | None:
        """Why the document it reads now takes too much; the process must then be ended."""
        if self.source is None:
            return None
        if time.monotonic() - self._since > self._grenzen.seconden:
            minutes = max(1, round(self._grenzen.seconden / 60))
            return ReadError(
                self.source.path, "te_lang", f"was na {minutes} minuten nog niet gelezen; splits het bestand of sla het opnieuw op."
            )
        return self._too_heavy(self.source) if self.megabytes() > self._grenzen.megabytes else None

    def megabytes(self) -> int:
        """Memory in use now."""
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss // 2**20)
        except psutil.Error:  # it has just ended
            return 0

    def end(self) -> None:
        """End the process, whatever it is doing; ending it twice is no error."""
        self._process.kill()
        self._process.join()
        self.line.close()

    def _too_heavy(self, source: Source) -> ReadError:
        room = self._grenzen.megabytes
        return ReadError(source.path, "te_zwaar", f"heeft meer dan {room} MB geheugen nodig om te lezen; splits het bestand.")


def _serve(line: Connection, leesfunctie: Leesfunctie, megabytes: int) -> None:
    """The process itself: one document in, one answer out, until there is nobody to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started it, and that ends this process
    end_with_starter()
    limit(megabytes + _SLACK)
    line.send(_READY)
    with suppress(EOFError, OSError):
        while True:
            source, wijze = line.recv()
            try:
                line.send(outcome(leesfunctie, source, wijze))
            except (ModelMissing, ReadingModelsMissing, MemoryError) as error:
                line.send(error)
