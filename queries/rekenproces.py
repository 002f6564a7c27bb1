"""What runs in the process of ``queries.begrensd``: tasks in, answers out, on a graph that is opened to read only."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

from graph.errors import GraphError
from graph.open import open_store, written_state
from graph.store import Rows, Store
from graph.store_oxigraph import OxigraphStore
from graph.uitslag import Uitvoer
from queries.errors import AnswerTooLongError, QueryTooBigError, VraagError
from queries.kindproces import end_with_starter, limit

#: Most characters in one answer: what is sent back must fit the memory of who asked.
_CHARACTERS = 20_000_000
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
class Opdracht:
    """One question with its limits.

    ``form`` is what ``queries.run.check_text`` said. With ``uitvoer`` the answer is written to its file, whole or not at
    all, and ``antwoordgrootte`` is the most megabytes of that file; without, it comes back as an ``Antwoord``.
    """

    folder: Path
    sparql: str
    form: str
    rows: int
    seconds: float
    megabytes: int
    uitvoer: Uitvoer | None = None
    antwoordgrootte: int = 0


def serve(line: Connection, ahead: Path | None) -> None:
    """The process itself: task after task, until whoever started it goes away; ``ahead`` is a graph to open before the first."""
    end_with_starter()
    reader = _Lezer()
    if ahead is not None:
        with suppress(GraphError):  # the first question says what is wrong
            reader.store(ahead)
    with suppress(EOFError, OSError):
        line.send(None)
        while True:
            line.send(_outcome(reader, line.recv()))


class _Lezer:
    """The graph, opened again when it was written since."""

    def __init__(self) -> None:
        self._store: Store | None = None
        self._seen: object = None

    def store(self, folder: Path) -> Store:
        """The graph in ``folder`` as it is now."""
        seen = (folder, written_state(folder))
        if self._store is None or seen != self._seen:
            self._store = None  # let go of the old one first: both may be large
            self._store = open_store(folder, read_only=True)
            self._seen = seen
        return self._store


def _outcome(reader: _Lezer, task: Opdracht) -> Antwoord | Exception | None:
    try:
        store = reader.store(task.folder)
        limit(task.megabytes + _SLACK, task.seconds)
        if task.uitvoer is None:
            return _answer(store, task)
        # Only the store on disk writes answers in the standard forms.
        if not cast("OxigraphStore", store).write(task.sparql, task.uitvoer, task.rows):
            raise AnswerTooLongError(task.rows)
    except (GraphError, VraagError) as error:
        return error
    except MemoryError:
        return QueryTooBigError(task.megabytes)
    return None


def _answer(store: Store, task: Opdracht) -> Antwoord:
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
