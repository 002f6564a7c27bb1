"""Questions of a user within limits of time, memory and rows, in a process of their own that can be stopped at any moment.

A process answers one question at a time. It opens the graph to read only, so it sees what was written up to then and can
change nothing. Time, memory and the size of a file with the answer are watched from outside, which holds on every system;
where the system itself can limit a process, it does so too, and a process that lost its starter ends by itself.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess, SpawnProcess
from pathlib import Path
from types import ModuleType

import psutil

from queries.errors import AnswerTooBigError, QueryStoppedError, QueryTooBigError, QueryTooDeepError, QueryTooLongError, VraagError
from queries.rekenproces import Antwoord, Opdracht, serve
from queries.run import check_text

#: What a question may take when nothing else is said.
SECONDS, ROWS, MEGABYTES = 30.0, 5000, 1024
_STARTING, _LOOK = 60.0, 0.03  # seconds
_STARTED_ONE_BY_ONE = threading.Lock()


class Vraagproces:
    """A process for questions, one at a time; one that was started ahead answers at once.

    ``run`` does a single question. For more: ``begin``, then ``wait`` until it is true, then ``receive``; after any error
    but the one that ``receive`` returns, the process must be closed.
    """

    def __init__(self, ahead: Path | None = None) -> None:
        """Start it, with the graph in ``ahead`` already open; nothing of this process goes along."""
        self._line, theirs = multiprocessing.Pipe()
        self._process = _start(theirs, ahead)
        theirs.close()
        self._stopped = threading.Event()
        self._task: Opdracht | None = None
        self._end = 0.0
        self._spent = 0.0
        self._ready = False
        self._seen = psutil.Process(self._process.pid) if psutil.pid_exists(self._process.pid or 0) else None

    def run(self, folder: Path, sparql: str, *, seconds: float = SECONDS, rows: int = ROWS, megabytes: int = MEGABYTES) -> Antwoord:
        """The answer, once; the process is gone afterwards. See ``run_limited``."""
        try:
            self.begin(Opdracht(folder, sparql, check_text(sparql), rows, seconds, megabytes))
            self.wait()
            answer = self.receive()
        finally:
            self.close()
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Antwoord)  # noqa: S101 - the task had no file to write to
        return answer

    def begin(self, task: Opdracht) -> None:
        """Put a question; its time begins now."""
        self._task = task
        with self._errors():
            self._make_ready()
            self._spent = self.processor()
            self._end = time.monotonic() + task.seconds
            self._line.send(task)

    def wait(self, processor: float | None = None) -> bool:
        """Wait for the answer, within the limits; False when it is not there after so many seconds of processor time."""
        with self._errors():
            while not self._said():
                self._check_limits()
                if processor is not None and self.processor() - self._spent > processor:
                    return False
        return True

    def receive(self) -> object:
        """What ``queries.rekenproces`` says: an ``Antwoord``, None for a file that is written, or an error of the question."""
        with self._errors():
            answer = self._line.recv()
            self._check_size()
        return answer

    def stop(self) -> None:
        """End the question from another thread: ``wait`` raises QueryStoppedError."""
        self._stopped.set()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._line.close()

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.is_alive()

    def processor(self) -> float:
        """Seconds of processor time since it started."""
        with suppress(psutil.Error):  # it has just ended
            times = self._seen.cpu_times() if self._seen else None
            return float(times.user + times.system) if times else 0.0
        return 0.0

    def memory(self) -> int:
        """Bytes of memory in use."""
        with suppress(psutil.Error):
            return int(self._seen.memory_info().rss) if self._seen else 0
        return 0

    def lower(self, nice: int) -> None:
        """Let other processes go first, as far as the system knows such a thing; it does not go back."""
        with suppress(psutil.Error, OSError):
            if self._seen:
                self._seen.nice(nice if sys.platform != "win32" else psutil.IDLE_PRIORITY_CLASS)

    def _make_ready(self) -> None:
        """Wait for the first word of the process: that it has loaded what it needs."""
        end = time.monotonic() + _STARTING
        while not self._ready:
            if self._said():
                self._line.recv()
                self._ready = True
            elif self._stopped.is_set():
                raise QueryStoppedError
            elif time.monotonic() > end:
                raise QueryStoppedError("het rekenproces startte niet")

    def _check_limits(self) -> None:
        task = self._given()
        if self._stopped.is_set():
            raise QueryStoppedError
        if time.monotonic() > self._end:
            raise TimeoutError
        if self.memory() > task.megabytes * 2**20:
            raise MemoryError
        self._check_size()

    def _check_size(self) -> None:
        task = self._given()
        if task.uitvoer is not None:
            with suppress(FileNotFoundError):
                if task.uitvoer.bestand.stat().st_size > task.antwoordgrootte * 10**6:
                    raise AnswerTooBigError(task.antwoordgrootte)

    def _given(self) -> Opdracht:
        assert self._task is not None  # noqa: S101 - begin comes first
        return self._task

    def _said(self) -> bool:
        try:
            return self._line.poll(_LOOK)
        except OSError:  # it has ended; receiving says how
            return True

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """A limit that was passed, or a process that ended, as the error of the question."""
        try:
            yield
        except TimeoutError:  # this one first: it is an OSError too
            raise QueryTooLongError(self._given().seconds) from None
        except MemoryError:
            raise QueryTooBigError(self._given().megabytes) from None
        except (EOFError, OSError):
            raise self._gone() from None

    def _gone(self) -> VraagError:
        """Why the process ended by itself."""
        self._process.join(1)
        code = self._process.exitcode or 0
        if code in _codes("SIGXCPU"):
            return QueryTooLongError(self._given().seconds)
        if code in _codes("SIGSEGV"):  # the parser of Oxigraph ran out of stack
            return QueryTooDeepError()
        if code in _codes("SIGABRT", "SIGKILL"):
            return QueryTooBigError(self._given().megabytes)
        return QueryStoppedError(f"het rekenproces stopte onverwacht (code {code})")


def run_limited(folder: Path, sparql: str, *, seconds: float = SECONDS, rows: int = ROWS, megabytes: int = MEGABYTES) -> Antwoord:
    """The answer to a question of the user on the graph in ``folder``, as it is now; the prefixes of the project are declared.

    Args:
        folder: the graph folder; another process may be writing in it.
        sparql: a SELECT, ASK, CONSTRUCT or DESCRIBE.
        seconds: most time.
        rows: most rows (or triples); more is cut off, which the answer says.
        megabytes: most memory of the process.

    Raises:
        graph.errors.GraphError: the graph cannot be read; QueryError: the text is wrong, would change the graph, or asks a server.
        QueryTooLongError, QueryTooBigError, QueryStoppedError: it was stopped; see ``queries.errors``.
    """
    return Vraagproces().run(folder, sparql, seconds=seconds, rows=rows, megabytes=megabytes)


def _start(line: Connection, ahead: Path | None) -> ForkServerProcess | SpawnProcess:
    """A clean process: a copy of a small one that has only loaded what a question needs, or (Windows) one from nothing."""
    with _STARTED_ONE_BY_ONE:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")  # or it would load the whole command that started this program first
        try:
            process = _empty(line, ahead)
            process.start()
        finally:
            sys.modules["__main__"] = script
    return process


def _empty(line: Connection, ahead: Path | None) -> ForkServerProcess | SpawnProcess:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn").Process(target=serve, args=(line, ahead), daemon=True, name="regiograaf-vraag")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["queries.rekenproces"])
    return server.Process(target=serve, args=(line, ahead), daemon=True, name="regiograaf-vraag")


def _codes(*names: str) -> set[int]:
    return {-getattr(signal, name) for name in names if hasattr(signal, name)}
