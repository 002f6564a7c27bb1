"""Questions of a user within limits of time, memory and rows, in a process of their own that can be stopped at any moment.

One process answers one question. It opens the graph to read only, so it sees what was written up to then and can change
nothing. Time and memory are watched from outside, which holds on every system; where the system itself can limit a
process, it does so too, and a process that lost its starter ends by itself.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any  # the module resource is not there on every system

import psutil

from graph.errors import GraphError
from graph.open import open_store
from graph.store import Rows
from queries.errors import QueryStoppedError, QueryTooBigError, QueryTooLongError, VraagError
from queries.run import check_text

#: What a question may take when nothing else is said.
SECONDS, ROWS, MEGABYTES = 30.0, 5000, 1024
#: Most characters in one answer: what is sent back must fit the memory of who asked.
_CHARACTERS = 20_000_000
_STARTING, _LOOK = 60.0, 0.03  # seconds
#: Beyond the memory that is watched from outside, for what a process reserves and never uses.
_SLACK = 512


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An answer within the limits.

    ``rijen`` is the table of a SELECT or ASK; ``turtle`` the text of a CONSTRUCT or DESCRIBE ('' for a table);
    ``aantal`` its rows or triples; ``meer`` whether there were more than could be shown; ``seconden`` how long it took.
    """

    rijen: Rows
    turtle: str
    aantal: int
    meer: bool
    seconden: float


@dataclass(frozen=True, slots=True)
class _Opdracht:
    folder: Path
    sparql: str
    form: str
    rows: int
    seconds: float
    megabytes: int


class Vraagproces:
    """A process for one question; one that was started ahead answers at once."""

    def __init__(self) -> None:
        """Start it; nothing of this process goes along (spawn)."""
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True, name="regiograaf-vraag")
        self._process.start()
        theirs.close()
        self._stopped = threading.Event()

    def run(self, folder: Path, sparql: str, *, seconds: float = SECONDS, rows: int = ROWS, megabytes: int = MEGABYTES) -> Antwoord:
        """The answer, once; the process is gone afterwards. See ``run_limited``."""
        try:
            form = check_text(sparql)
            self._start(megabytes)
            self._send(_Opdracht(folder, sparql, form, rows, seconds, megabytes))
            self._await(seconds, megabytes)
            answer = self._receive()
        except TimeoutError:
            raise QueryTooLongError(seconds) from None
        except MemoryError:
            raise QueryTooBigError(megabytes) from None
        finally:
            self.close()
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Antwoord)  # noqa: S101 - the other end is _serve
        return answer

    def stop(self) -> None:
        """End the question from another thread: ``run`` raises QueryStoppedError."""
        self._stopped.set()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._line.close()

    def _start(self, megabytes: int) -> None:
        try:
            self._await(_STARTING, megabytes)
        except TimeoutError:
            raise QueryStoppedError("het rekenproces startte niet") from None
        self._receive()

    def _await(self, seconds: float, megabytes: int) -> None:
        """Wait for the process to say something, and watch it meanwhile."""
        end = time.monotonic() + seconds
        while not self._said():
            if self._stopped.is_set():
                raise QueryStoppedError
            if time.monotonic() > end:
                raise TimeoutError
            if _memory(self._process.pid) > megabytes * 2**20:
                raise MemoryError

    def _said(self) -> bool:
        try:
            return self._line.poll(_LOOK)
        except OSError:  # it has ended; receiving says how
            return True

    def _send(self, task: _Opdracht) -> None:
        try:
            self._line.send(task)
        except OSError as error:
            raise self._gone() from error

    def _receive(self) -> object:
        try:
            return self._line.recv()
        except (EOFError, OSError) as error:
            raise self._gone() from error

    def _gone(self) -> Exception:
        """Why the process ended by itself."""
        self._process.join(1)
        code = self._process.exitcode or 0
        if code in _codes("SIGXCPU"):
            return TimeoutError()
        if code in _codes("SIGABRT", "SIGKILL", "SIGSEGV"):
            return MemoryError()
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


def _serve(line: Connection) -> None:
    """The process itself: one task in, one answer out."""
    threading.Thread(target=_end_with_starter, daemon=True).start()
    try:
        line.send("klaar")
        task = line.recv()
    except (EOFError, OSError):
        return
    try:
        line.send(_answer(task))
    except (GraphError, VraagError) as error:
        line.send(error)
    except MemoryError:
        line.send(QueryTooBigError(task.megabytes))


def _answer(task: _Opdracht) -> Antwoord:
    store = open_store(task.folder, read_only=True)
    _limit(task.seconds, task.megabytes)
    start = time.perf_counter()
    if task.form in ("CONSTRUCT", "DESCRIBE"):
        graph = store.construct(task.sparql, task.rows + 1)
        triples = sorted(graph)
        for extra in triples[task.rows :]:
            graph.remove(extra)
        return Antwoord(Rows((), ()), graph.serialize(format="turtle"), len(graph), len(triples) > len(graph), time.perf_counter() - start)
    found = store.query(task.sparql, task.rows + 1)
    kept = _that_fit(found, task.rows)
    return Antwoord(kept, "", len(kept.rows), len(found.rows) > len(kept.rows), time.perf_counter() - start)


def _that_fit(found: Rows, rows: int) -> Rows:
    room = _CHARACTERS
    kept = []
    for row in found.rows[:rows]:
        room -= sum(len(value) if isinstance(value, str) else 8 for value in row.values())
        if room < 0:
            break
        kept.append(row)
    return Rows(found.columns, tuple(kept))


def _limit(seconds: float, megabytes: int) -> None:
    """Let the system itself hold the limits too, where it can."""
    if sys.platform == "win32":
        return
    resource: Any = importlib.import_module("resource")
    used = psutil.Process().memory_info().vms
    for kind, most in ((resource.RLIMIT_CPU, int(seconds) + 2), (resource.RLIMIT_AS, used + (megabytes + _SLACK) * 2**20)):
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError, OSError):  # a system that knows the limit and does not let it be set
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end_with_starter() -> None:
    starter = multiprocessing.parent_process()
    if starter is not None:
        wait([starter.sentinel])
        os._exit(1)


def _memory(pid: int | None) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:  # it has just ended
        return 0


def _codes(*names: str) -> set[int]:
    return {-getattr(signal, name) for name in names if hasattr(signal, name)}
