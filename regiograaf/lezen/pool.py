"""Several reading processes beside each other; one that dies changes nothing in what is read.

Results come in the order of the documents, whichever was ready first: so the graph is written the same way each time.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import wait

import psutil

from extract.errors import ReadError
from extract.records import Leeswijze
from extract.sources import Source
from regiograaf.lezen.errors import ProcesStartNiet
from regiograaf.lezen.lees import Leesfunctie, read_source
from regiograaf.lezen.proces import LOOK, Leesproces, Uitgevallen
from regiograaf.lezen.records import Gelezen, Grenzen

#: Memory to count on for each process, in megabytes.
_EACH = 2048
#: Documents that may be read ahead of the one that is to be written, for each process: what waits takes memory.
_AHEAD = 4


def fitting_number(documents: int) -> int:
    """How many processes suit this machine: one for each core it may use, as far as its memory allows."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    room = int(psutil.virtual_memory().available // 2**20 // _EACH)
    return max(1, min(documents, cores, room))


class Leespool:
    """Reads in ``aantal`` processes on this machine (as many as suit it for None)."""

    def __init__(self, aantal: int | None = None, grenzen: Grenzen = Grenzen(), leesfunctie: Leesfunctie = read_source) -> None:  # noqa: B008
        """Nothing is started yet."""
        self._aantal = aantal
        self._grenzen = grenzen
        self._leesfunctie = leesfunctie
        self.processen: list[Leesproces] = []

    def lees(self, sources: Sequence[Source], wijze: Leeswijze) -> Iterator[Gelezen | ReadError]:
        """See ``Lezer``. A document whose process dies ``grenzen.pogingen`` times is named and left out."""
        if not sources:
            return
        number = self._aantal or fitting_number(len(sources))
        round_ = _Ronde(sources, wijze, self._grenzen)
        try:
            while round_.written < len(sources):
                while len(self.processen) < min(number, len(sources)):
                    self.processen.append(Leesproces(self._grenzen, self._leesfunctie))
                round_.give(self.processen, number * _AHEAD)
                self._look(round_)
                yield from round_.next_ones()
        finally:
            for process in self.processen:
                process.end()
            self.processen.clear()

    def _look(self, round_: _Ronde) -> None:
        """Wait until a process says something, and end those that take too much."""
        said = wait([process.line for process in self.processen], LOOK)
        for process in list(self.processen):
            if process.line in said:
                try:
                    if (answer := process.answer()) is not None:
                        round_.finish(process, answer)
                        if process.megabytes() > self._grenzen.megabytes // 2:  # a fresh one is smaller
                            self._end(process)
                except Uitgevallen as error:
                    round_.fell_out(process, error)
                    self._end(process)
            elif (problem := process.over_the_limit()) is not None:
                round_.finish(process, problem)
                self._end(process)

    def _end(self, process: Leesproces) -> None:
        process.end()
        self.processen.remove(process)


class _Ronde:
    """The documents of one order: what waits, what is being read, what came of it."""

    def __init__(self, sources: Sequence[Source], wijze: Leeswijze, grenzen: Grenzen) -> None:
        self._sources, self._wijze, self._grenzen = sources, wijze, grenzen
        self._waiting = deque(range(len(sources)))
        self._with: dict[Leesproces, int] = {}
        self._done: dict[int, Gelezen | ReadError] = {}
        self._deaths: Counter[int] = Counter()
        self._not_started = 0
        self.written = 0

    def give(self, processes: Sequence[Leesproces], ahead: int) -> None:
        """Give every process that has nothing to do a document, when one may be read."""
        for process in processes:
            if process not in self._with and self._waiting and self._waiting[0] < self.written + ahead:
                self._with[process] = number = self._waiting.popleft()
                process.begin(self._sources[number], self._wijze)

    def finish(self, process: Leesproces, answer: Gelezen | ReadError) -> None:
        """Keep what came of a document."""
        self._done[self._with.pop(process)] = answer
        self._not_started = 0

    def fell_out(self, process: Leesproces, error: Uitgevallen) -> None:
        """A process is gone: its document is read again, or named when that has happened too often.

        Raises:
            ProcesStartNiet: processes keep failing before they can read anything.
        """
        number = self._with.pop(process, None)
        self._not_started = 0 if error.gestart else self._not_started + 1
        if self._not_started > self._grenzen.pogingen * 2:
            raise ProcesStartNiet(self._not_started)
        if number is None:
            return
        self._deaths[number] += error.gestart
        if self._deaths[number] < self._grenzen.pogingen:
            self._waiting.appendleft(number)
            return
        times = self._deaths[number]
        message = f"het leesproces viel er {times} keer bij uit; het document is overgeslagen. Sla het opnieuw op of splits het."
        self._done[number] = ReadError(self._sources[number].path, "uitgevallen", message)

    def next_ones(self) -> Iterator[Gelezen | ReadError]:
        """What can be written now, in order."""
        while self.written in self._done:
            one = self._done.pop(self.written)
            self.written += 1
            yield one
