"""Whether the SPARQL endpoint holds: ``python bench/belasting.py [--graaf MAP] [--seconden 60] [--klanten 100] [--json FILE]``.

Builds a graph of the demo region (or takes a copy of the one in ``--graaf``), starts ``regiograaf bedien`` on it as a user
does, and lets 100 clients ask at once from two other processes. Of these 70 are well-behaved: they ask the named questions,
always in the same words, so that answers may be kept, and simple look-ups in ever other words, with a pause in between. The
30 hostile ones send endless paths and cross products, ask answers that are too large, read slowly, try to change the graph or
to ask another server, or send nonsense. Ends with exit code 1 when a well-behaved question fails or takes longer than it may,
or a hostile one gets a status that is not meant for it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil

from queries.run import fill, load_queries
from regiograaf.building import build, demo_folder

#: Seconds: the pause of a well-behaved client, the longest its questions may take (19 of 20), and the limit of the server.
PAUZE, HOOGSTENS, GRENS = 3.0, 5.0, 10.0
_PIECE = 16_384
_BUSY = {503, 504, 507}


@dataclass(frozen=True)
class Vraag:
    """One kind of question: which class it counts for, its text, the statuses that are right, and bytes per second of the reader.

    ``eender`` is a text that many ask alike; any other is made different every time, so that no earlier answer helps.
    """

    klasse: str
    sparql: str
    goed: frozenset[int]
    lezen: float = 0.0
    eender: bool = False


@dataclass
class Uitslag:
    """What came of a class of questions: how often which status, the seconds they took, and what went wrong."""

    statussen: Counter[int] = field(default_factory=Counter)
    seconden: list[float] = field(default_factory=list)
    fout: Counter[str] = field(default_factory=Counter)


def well_behaved() -> list[Vraag]:
    """The named questions, and look-ups as a page or a spreadsheet makes them."""
    asked = [
        fill(query, {one.naam: "2026" if one.soort == "getal" else "zorg" for one in query.parameters if one.verplicht})
        for query in load_queries()
    ]
    simple = [
        "ASK { GRAPH ?g { ?d a rg:Regioplan } }",
        "SELECT ?d ?titel { GRAPH ?g { ?d rg:bestand ?b ; <http://purl.org/dc/terms/title> ?titel } }",
        "SELECT ?s ?o { GRAPH ?g { ?s rg:veroorzaakt ?o } } LIMIT 100",
        "SELECT (COUNT(DISTINCT ?b) AS ?n) { GRAPH ?g { ?b a rg:OorzakelijkeBewering } }",
        'SELECT ?b ?label { GRAPH graaf:ontologie { ?b skos:prefLabel ?label } FILTER(STRSTARTS(?label, "w")) }',
        "CONSTRUCT { ?s rg:veroorzaakt ?o } WHERE { GRAPH ?g { ?s rg:veroorzaakt ?o } }",
    ]
    ok = frozenset({200})
    return [Vraag("benoemde vraag", text, ok, eender=True) for text in asked] + [Vraag("opzoeken", text, ok) for text in simple] * 5


def hostile() -> list[Vraag]:
    """What a bad or careless program sends."""
    cross = "{ GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } }"
    stopped = frozenset(_BUSY)
    return [
        Vraag("pad zonder eind", "SELECT (COUNT(*) AS ?n) { ?a (!rg:x|^!rg:y)* ?b . ?b (!rg:z|^!rg:w)* ?c }", stopped),
        Vraag("kruisproduct", f"SELECT (COUNT(*) AS ?n) {cross}", stopped),
        Vraag("te veel rijen", f"SELECT * {cross}", stopped),
        Vraag("te veel geheugen", f"SELECT * {cross} ORDER BY ?c ?f ?l", stopped),
        Vraag("te grote graaf", f"CONSTRUCT {{ ?a ?e ?l }} WHERE {cross}", stopped),
        Vraag("trage lezer", "SELECT * { GRAPH ?g { ?a ?b ?c } } LIMIT 5000", frozenset({200, 503, 504}), 200_000),
        Vraag("wijzigen", "DELETE WHERE { ?s ?p ?o }", frozenset({403})),
        Vraag("andere server", "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", frozenset({403})),
        Vraag("onzin", "SELECT * { ?s ?p", frozenset({400})),
        Vraag("te diep", "SELECT * { FILTER(" + "(" * 20_000 + "1", frozenset({400})),
    ]


async def ask(port: int, vraag: Vraag, mark: int) -> int:
    """Ask once and read the whole answer; the status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=_PIECE)
    try:
        text = vraag.sparql if vraag.eender else f"# {mark}\n{vraag.sparql}"
        body = f"query={quote(text)}".encode()
        head = f"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        answer = await reader.readuntil(b"\r\n\r\n")
        length = next((int(line.split(b":")[1]) for line in answer.splitlines() if line.lower().startswith(b"content-length:")), 0)
        while piece := await reader.read(_PIECE):
            length -= len(piece)
            if vraag.lezen:
                await asyncio.sleep(len(piece) / vraag.lezen)
        if length:
            raise ConnectionError("half antwoord")
        return int(answer.split(b" ")[1])
    finally:
        writer.close()


async def client(port: int, number: int, questions: list[Vraag], pause: float, end: float, found: dict[str, Uitslag]) -> None:
    """One client, until the time is over."""
    dice = random.Random(number)  # noqa: S311 - the same mix every time
    await asyncio.sleep(dice.random() * PAUZE)
    while time.monotonic() < end:
        vraag = dice.choice(questions)
        start = time.monotonic()
        outcome = found[vraag.klasse]
        try:
            async with asyncio.timeout(120):
                status = await ask(port, vraag, dice.getrandbits(40))
        except (OSError, ValueError, EOFError, TimeoutError) as error:
            outcome.fout[type(error).__name__] += 1
        else:
            outcome.statussen[status] += 1
            if status not in vraag.goed:
                outcome.fout[f"status {status}"] += 1
        outcome.seconden.append(time.monotonic() - start)
        await asyncio.sleep(dice.expovariate(1 / pause))


def drive(port: int, numbers: list[int], seconds: float) -> dict[str, Uitslag]:
    """Some of the clients, in this process; seven of every ten are well-behaved."""

    async def all_of_them() -> dict[str, Uitslag]:
        found: dict[str, Uitslag] = defaultdict(Uitslag)
        end = time.monotonic() + seconds
        good, bad = well_behaved(), hostile()
        kinds = [(number, good, PAUZE) if number % 10 < 7 else (number, bad, 0.3) for number in numbers]
        await asyncio.gather(*(client(port, number, questions, pause, end, found) for number, questions, pause in kinds))
        return dict(found)

    return asyncio.run(all_of_them())


class Geheugen(threading.Thread):
    """The peak memory (MB) of a process with all below it; what processes share counts once where the system says so."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self.piek = 0.0
        self.processen = 0

    def run(self) -> None:
        """Look twice a second."""
        while self._root.is_running():
            with suppress(psutil.Error):
                tree = [self._root, *self._root.children(recursive=True)]
                self.piek = max(self.piek, sum(_own(process) for process in tree) / 2**20)
                self.processen = max(self.processen, len(tree))
            time.sleep(0.5)


def _own(process: psutil.Process) -> int:
    try:
        full = process.memory_full_info()
        return int(getattr(full, "pss", full.rss))
    except psutil.Error:  # it has just ended
        return 0


def measure(folder: Path, clients: int, seconds: float) -> tuple[dict[str, Uitslag], Geheugen]:
    """Start the server and let the clients ask."""
    command = [sys.executable, "-m", "regiograaf", "bedien", "--graaf", str(folder), "--seconden", str(GRENS)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - this program itself
    try:
        assert server.stdout is not None  # noqa: S101 - it was asked for
        port = int(server.stdout.readline().split(":")[-1].split("/")[0])
        memory = Geheugen(server.pid)
        memory.start()
        time.sleep(2)
        halves = [list(range(half, clients, 2)) for half in range(2)]
        with multiprocessing.get_context("spawn").Pool(2) as pool:
            parts = pool.starmap(drive, [(port, numbers, seconds) for numbers in halves])
    finally:
        server.terminate()
        server.wait(20)
    found: dict[str, Uitslag] = defaultdict(Uitslag)
    for klasse, part in (item for one in parts for item in one.items()):
        found[klasse].statussen += part.statussen
        found[klasse].seconden += part.seconden
        found[klasse].fout += part.fout
    return dict(found), memory


def report(found: dict[str, Uitslag], memory: Geheugen) -> bool:
    """Print a line for every class; whether all is well."""
    well = {one.klasse for one in well_behaved()}
    sound = True
    for klasse in sorted(found, key=lambda name: (name not in well, name)):
        one = found[klasse]
        ordered = sorted(one.seconden)
        late = ordered[int(0.95 * (len(ordered) - 1))]
        holds = not one.fout and (klasse not in well or late <= HOOGSTENS)
        sound = sound and holds
        statuses = " ".join(f"{status}:{number}" for status, number in sorted(one.statussen.items()))
        sys.stdout.write(
            f"{'goed' if holds else 'FOUT':5}{klasse:18}{len(ordered):6} keer  mediaan {statistics.median(ordered):6.2f}  "
            f"95% {late:6.2f}  langst {ordered[-1]:6.2f} s  {statuses}  {dict(one.fout) or ''}\n"
        )
    sys.stdout.write(f"geheugen van alle processen samen: hoogstens {memory.piek:.0f} MB, in hoogstens {memory.processen} processen\n")
    return sound


def main(arguments: Iterable[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graaf", type=Path)
    parser.add_argument("--seconden", type=float, default=60)
    parser.add_argument("--klanten", type=int, default=100)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(None if arguments is None else list(arguments))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "graaf"
        if given.graaf:
            shutil.copytree(given.graaf, folder)
        else:
            build([demo_folder()], folder)
        found, memory = measure(folder, given.klanten, given.seconden)
    sound = report(found, memory)
    if given.json:
        given.json.parent.mkdir(parents=True, exist_ok=True)
        classes = {klasse: {**asdict(one), "seconden": sorted(one.seconden)} for klasse, one in sorted(found.items())}
        given.json.write_text(json.dumps({"geheugen": memory.piek, "klassen": classes}, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
