"""Who is next: every question begins in the fast lane, and what turns out to take long goes on in slower ones.

A question keeps its process when the next lane has a place; otherwise it is stopped, waits, and begins again there. So
the fast lane is never held for longer than its budget of processor time, and what is quick never waits for what is not.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from queries.begrensd import Vraagproces
from queries.errors import VraagError
from queries.rekenproces import Opdracht
from regiograaf.bedien.weigeren import TeDrukError

#: A process that has more memory after its question is not used again.
_OPGEZWOLLEN = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Baansoort:
    """A kind of lane: how much processor time (seconds) a question has there, how far it gives way, how many may wait.

    None is no limit: of time, because the question has its own; of waiting, because all begin there.
    """

    processor: float | None
    nice: int
    wachtrij: int | None


#: Fast, middle and slow. Most named questions take some hundredths of a second of a region, a few up to a second. The slow lane lets
#: many wait: whoever sends endless questions one after the other then spends the time there, and not in the fast lane.
BANEN = (Baansoort(0.12, 0, None), Baansoort(1.0, 5, 60), Baansoort(None, 15, 20))


class _Baan:
    """A lane with its places."""

    def __init__(self, soort: Baansoort, plaatsen: int) -> None:
        self.soort = soort
        self._plaatsen = asyncio.Semaphore(plaatsen)
        self._wachtend = 0

    @property
    def vrij(self) -> bool:
        return not self._plaatsen.locked()

    @property
    def vol(self) -> bool:
        return self.soort.wachtrij is not None and self._wachtend >= self.soort.wachtrij

    async def in_(self) -> None:
        self._wachtend += 1
        try:
            await self._plaatsen.acquire()
        finally:
            self._wachtend -= 1

    def uit(self) -> None:
        self._plaatsen.release()


class _Werker:
    """A process with what is done to it, in threads and one after the other."""

    def __init__(self, process: Vraagproces, threads: ThreadPoolExecutor) -> None:
        self.process = process
        self._threads = threads
        self._last: Future[tuple[bool, object]] | None = None

    async def work(self, task: Opdracht | None, processor: float | None) -> tuple[bool, object]:
        """Begin a question, or go on with it (None): whether it is done, and what came of it."""
        self._last = self._threads.submit(_work, self.process, task, processor)
        return await asyncio.wrap_future(self._last)

    def end(self) -> None:
        """Stop the question and the process; nobody waits for that."""
        self.process.stop()
        if self._last is None:
            self._close()
        else:
            self._last.add_done_callback(lambda _: self._close())

    def _close(self) -> None:
        try:
            self._threads.submit(self.process.close)
        except RuntimeError:  # everything is being closed
            self.process.close()


class Banen:
    """Answers questions on the graph in a folder, in processes that are kept for the next, some started ahead."""

    def __init__(self, folder: Path, werkers: int, soorten: tuple[Baansoort, ...] = BANEN) -> None:
        """Take the folder; each lane gets ``werkers`` places."""
        self._folder = folder
        self._banen = [_Baan(soort, werkers) for soort in soorten]
        self._reserve = werkers + 1
        self._gereed: deque[Vraagproces] = deque()
        self._threads = ThreadPoolExecutor(werkers * len(soorten) + 4, thread_name_prefix="bedien")
        self._open = True

    def warm(self) -> None:
        """Start processes for the questions that will come."""
        if len(self._gereed) < self._reserve:
            self._background(self._fill)

    async def vraag(self, task: Opdracht) -> None:
        """Have the answer written to the file of ``task``; when who asked goes away (cancel), the question is stopped.

        Raises:
            GraphError, VraagError: as ``queries.begrensd.run_limited``, AnswerTooLongError, AnswerTooBigError; TeDrukError.
        """
        baan: _Baan | None = None
        werker: _Werker | None = None
        try:
            for volgende in self._banen:
                if baan is not None and not volgende.vrij:
                    if volgende.vol:
                        raise TeDrukError
                    if werker is not None:
                        werker.end()
                    baan.uit()
                    werker = baan = None
                await volgende.in_()
                if baan is not None:
                    baan.uit()
                baan = volgende
                begins = werker is None
                werker = werker or self._take()
                if baan.soort.nice:
                    werker.process.lower(baan.soort.nice)
                done, answer = await werker.work(task if begins else None, baan.soort.processor)
                if done:
                    break
            if baan is self._banen[0] and werker is not None and not isinstance(answer, VraagError):
                self._put_back(werker.process)
                werker = None
            if isinstance(answer, Exception):
                raise answer
        finally:
            if baan is not None:
                baan.uit()
            if werker is not None:
                werker.end()

    def close(self) -> None:
        """Stop everything."""
        self._open = False
        self._threads.shutdown(wait=False, cancel_futures=True)
        while self._gereed:
            self._gereed.popleft().close()

    def _take(self) -> _Werker:
        """A process that is ready, or a new one."""
        found = None
        while self._gereed and found is None:
            found = self._gereed.popleft()
            if not found.alive():
                self._background(found.close)
                found = None
        self.warm()
        return _Werker(found or Vraagproces(self._folder), self._threads)

    def _put_back(self, process: Vraagproces) -> None:
        if len(self._gereed) <= self._reserve and process.memory() < _OPGEZWOLLEN:
            self._gereed.appendleft(process)
        else:
            self._background(process.close)

    def _fill(self) -> None:
        while self._open and len(self._gereed) < self._reserve:
            self._gereed.append(Vraagproces(self._folder))
        if not self._open:
            self.close()

    def _background(self, do: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # everything is being closed
            self._threads.submit(do)


def _work(process: Vraagproces, task: Opdracht | None, processor: float | None) -> tuple[bool, object]:
    if task is not None:
        process.begin(task)
    return (True, process.receive()) if process.wait(processor) else (False, None)
