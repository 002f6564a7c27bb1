"""Beside each other in one run: reading and the bare parser, the store and rdflib, our search for circles and networkx.

Each side runs in a process of its own and may take ``GRENS`` seconds for one answer; 'not ready' is an outcome.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import networkx as nx

from extract.clean import clean
from extract.nlp import load_nlp, parse
from extract.sources import find_sources, load
from graph.open import open_store
from graph.store import Store
from graph.store_rdflib import RdflibStore
from queries.cycles import MAX_LENGTH, Arrows, search
from queries.lezing import Lezing
from queries.run import load_queries, run_named
from regiograaf.lezen.lees import read_source

#: Seconds for one answer, and so many that are not ready before a side is left alone.
GRENS, KEREN = 60.0, 3
#: Concepts of a dense knot, and arrows from each.
KLUWEN, PIJLEN = 40, 6
#: Long chains that only close after so many steps, and the concepts at each step; none of their circles is short enough to count.
LAGEN, BREED = 12, 12
#: No bound, so that both sides do the same work.
_ALL = 10**9


@dataclass(frozen=True)
class Ontleding:
    """CPU seconds per page of the bare parser (nlp.pipe over the cleaned units) and of the whole reading."""

    bladzijden: int
    ontleding: float
    lezen: float


@dataclass(frozen=True)
class Antwoord:
    """One question on both sides: seconds (None: not ready in time) and the number of answers."""

    vraag: str
    onze: float | None
    andere: float | None
    antwoorden: tuple[int | None, int | None]


def ontleding(folder: Path, documenten: int) -> Ontleding:
    """Reading beside the bare parser on the first documents of a folder, in a process of its own."""
    _, answer = _ask(_read, (folder, documenten), ["lezen"], 3600.0)
    if answer is None:
        raise RuntimeError("the parser did not answer")
    parsing, reading, pages = answer[1]
    return Ontleding(pages, parsing / pages, reading / pages)


def vragen(graaf: Path, grens: float = GRENS) -> list[Antwoord]:
    """Opening the graph and the named questions that need no parameter, in our store and in rdflib in memory."""
    names = [query.name for query in load_queries() if not any(p.verplicht for p in query.parameters)]
    return _beside(names, (_query, (graaf, False)), (_query, (graaf, True)), grens)


def kringen(graaf: Path, grens: float = GRENS) -> list[Antwoord]:
    """All short circles by our search and by networkx with the same bound: of the arrows of a graph, a dense knot, and long chains.

    Of a component without short circles our search gives one long circle, networkx none.
    """
    return _beside(["pijlen van de graaf", "kluwen", "lange ketens"], (_circles, (graaf, False)), (_circles, (graaf, True)), grens)[1:]


# --- in a process of their own ----------------------------------------------------------------------------------------------

#: Makes, from its arguments, what answers a question with a number or figures.
_Maker = Callable[..., Callable[[str], Any]]


def _read(folder: Path, documenten: int) -> Callable[[str], Any]:
    sources = find_sources([folder]).files[:documenten]
    read_source(sources[0])  # so that nothing is cold
    read = [load(source) for source in sources]
    texts = [unit.text for document in read for unit in clean(document) if unit.kind in {"alinea", "opsomming", "kop"}]

    def answer(_: str) -> tuple[float, float, int]:
        parsing = _seconds(lambda: list(parse(load_nlp(), texts)))
        reading = _seconds(lambda: [read_source(source) for source in sources])
        return parsing, reading, sum(len(document.pages) for document in read)

    return answer


def _query(graaf: Path, naive: bool) -> Callable[[str], int]:
    source = open_store(graaf, read_only=True)
    store = _in_rdflib(source) if naive else source
    return lambda name: len(run_named(store, name).rows)


def _in_rdflib(source: Store) -> Store:
    store = RdflibStore()
    for name in source.graphs():
        store.replace(name, source.graph(name))
    return store


def _circles(graaf: Path, naive: bool) -> Callable[[str], int]:
    rng = random.Random(1)  # noqa: S311 - a reproducible knot, not cryptography
    stated: dict[str, set[str]] = {}
    for claim in Lezing(open_store(graaf, read_only=True)).claims:
        stated.setdefault(claim.oorzaak, set()).add(claim.gevolg)
    known: dict[str, Arrows] = {
        "pijlen van de graaf": stated,
        "kluwen": {str(one): sorted(map(str, rng.sample(range(KLUWEN), PIJLEN))) for one in range(KLUWEN)},
        "lange ketens": {f"{a} {b}": [f"{(a + 1) % LAGEN} {c}" for c in range(BREED)] for a in range(LAGEN) for b in range(BREED)},
    }

    def answer(name: str) -> int:
        chosen = known[name]
        if not naive:
            return sum(len(one.circles) for one in search(chosen, max_cycles=_ALL, max_steps=_ALL))
        graph = nx.DiGraph((one, other) for one in chosen for other in chosen[one])
        return sum(1 for _ in nx.simple_cycles(graph, length_bound=MAX_LENGTH))

    return answer


# --- asking -----------------------------------------------------------------------------------------------------------------


def _beside(names: list[str], ours: tuple[_Maker, Any], theirs: tuple[_Maker, Any], grens: float) -> list[Antwoord]:
    sides = [list(_ask(maker, arguments, names, grens)) for maker, arguments in (ours, theirs)]
    found = []
    for name, own, other in zip(["openen of laden", *names], *sides, strict=True):
        seconds = [one and one[0] for one in (own, other)]
        found.append(Antwoord(name, seconds[0], seconds[1], (own and own[1], other and other[1])))
    return found


def _ask(maker: _Maker, arguments: Any, names: list[str], grens: float) -> Iterator[tuple[float, Any] | None]:
    """CPU seconds of getting ready, then those and the answer for each question, None when it was not there in ``grens`` seconds."""
    line, process, ready = _start(maker, arguments)
    yield ready
    late = 0
    for name in names:
        if late >= KEREN:
            yield None
            continue
        line.send(name)
        if line.poll(grens):
            yield line.recv()
            continue
        late += 1
        yield None
        process.kill()
        line, process, _ = _start(maker, arguments)
    process.kill()
    process.join()


def _start(maker: _Maker, arguments: Any) -> tuple[Connection, Any, tuple[float, Any]]:
    """A process that is ready to be asked, and what that took."""
    context = multiprocessing.get_context("spawn")
    line, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, maker, arguments), daemon=True)
    process.start()
    theirs.close()
    return line, process, line.recv()


def _serve(line: Connection, maker: _Maker, arguments: Any) -> None:
    began = time.process_time()
    answer = maker(*arguments)
    line.send((time.process_time() - began, None))
    while True:
        try:
            name = line.recv()
        except EOFError:
            return
        began = time.process_time()
        found = answer(name)
        line.send((time.process_time() - began, found))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
