"""Kill builds and reading processes at random, and look what is left: only whole documents, and the same graph in the end.

    python bench/omvallen.py                     50 builds killed, 20 reading processes, 20 workers of a Dask cluster
    python bench/omvallen.py --bouw 10 --pool 0 --dask 0

A killed build must leave a graph that opens, with each document just as a quiet build has it or not at all; building again
must end in the same graph. A killed reading process or worker must change nothing. Exits 1 when any of this does not hold.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from extract.documents import read_document
from extract.sources import find_sources
from graph.bronnen import SOURCE_FOLDER
from graph.errors import StoreMissing
from graph.iris import document_id_of
from graph.open import open_store
from graph.serialise import graph_hash
from regiograaf.building import demo_folder

COMMAND = [sys.executable, "-m", "regiograaf", "bouw"]
#: Share of the kills that may fall before anything is written; the rest falls while documents are.
EARLY = 0.2
WAIT = 600  # seconds for one build
#: Workers killed in one build: a document that loses more of them may be given up and named, which is another outcome.
FEW = 3


@dataclass(frozen=True)
class Rust:
    """What a quiet build gives and how long it takes."""

    graphs: dict[str, str]
    hash: str
    originals: list[str]
    first: float
    whole: float


@dataclass
class Uitslag:
    """What was done and what went wrong."""

    gedood: int = 0
    helften: int = 0
    ander: int = 0

    @property
    def goed(self) -> bool:
        """Whether all held."""
        return not self.helften and not self.ander

    def __str__(self) -> str:
        """One line of the table."""
        what = f"{self.helften} halve documenten of graven die niet opengaan, {self.ander} keer een andere uitkomst"
        return f"{self.gedood:3d} keer gedood, {what}"


def corpus(folder: Path) -> Path:
    """Every second page of the demo region as a document of its own."""
    folder.mkdir()
    rows = ["bestand,titel,soort,regio,jaar"]
    for source in find_sources([demo_folder()]).files:
        for page in read_document(source.path, source.info).pages[::2]:
            name = f"{source.path.stem[:20]}-{page.number}.md"
            (folder / name).write_text(page.text, encoding="utf-8")
            rows.append(f"{name},Blad {page.number},{source.info.soort},{source.info.regio},2026")
    (folder / "documenten.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def start(texts: Path, graaf: Path, *extra: str) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    order = [*COMMAND, str(texts), "--graaf", str(graaf), *extra]
    return subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command


def state(graaf: Path) -> tuple[dict[str, str], str, list[str]]:
    """The hash of each document graph, of the whole graph, and the originals."""
    store = open_store(graaf, read_only=True)
    names = [name for name in store.graphs() if document_id_of(name) is not None]
    graphs = {name: hashlib.sha256("\n".join(store.nquads([name])).encode()).hexdigest() for name in names}
    return graphs, graph_hash(store), sorted(path.name for path in (graaf / SOURCE_FOLDER).glob("*"))


def quiet(texts: Path, graaf: Path) -> Rust:
    """A build that nobody disturbs."""
    begin, first = time.monotonic(), 0.0
    process = start(texts, graaf, "--werkers", "1")
    while process.poll() is None:
        if not first and (graaf / SOURCE_FOLDER).is_dir():
            first = time.monotonic() - begin
        time.sleep(0.01)
    if process.returncode:
        raise SystemExit(f"de rustige bouw mislukte (code {process.returncode})")
    graphs, total, originals = state(graaf)
    return Rust(graphs, total, originals, first, time.monotonic() - begin)


def wait_for_a_moment(process: subprocess.Popen[bytes], graaf: Path, rust: Rust, rng: random.Random) -> None:
    """Until some number of documents was begun, and a little longer; or a while before the first, however busy the machine is."""
    wanted = rng.randrange(len(rust.originals)) if rng.random() > EARLY else 0
    while process.poll() is None and len(list((graaf / SOURCE_FOLDER).glob("*"))) < wanted:
        time.sleep(0.005)
    time.sleep(rng.uniform(0, (rust.whole - rust.first) / len(rust.originals) if wanted else rust.first))


def kill_builds(times: int, texts: Path, rust: Rust, folder: Path, rng: random.Random) -> Uitslag:
    """Kill builds at random moments; build again after each."""
    found = Uitslag()
    for number in range(times):
        graaf = folder / f"bouw-{number}"
        process = start(texts, graaf, "--werkers", "1")
        wait_for_a_moment(process, graaf, rust, rng)
        found.gedood += process.poll() is None
        process.kill()
        process.wait()
        try:
            left = state(graaf)[0]
            found.helften += any(rust.graphs.get(name) != digest for name, digest in left.items())
        except StoreMissing:
            left = {}
        except Exception as error:
            print(f"  {number}: {error}")  # noqa: T201 - the outcome
            found.helften += 1
        code = start(texts, graaf, "--werkers", "1").wait(WAIT)
        found.ander += bool(code) or state(graaf)[1:] != (rust.hash, rust.originals)
        print(f"  bouw: {len(left)} van {len(rust.graphs)} documenten na de klap; {found}", flush=True)  # noqa: T201 - progress
    return found


def kill_readers(times: int, texts: Path, rust: Rust, folder: Path, rng: random.Random) -> Uitslag:
    """Kill reading processes while builds run."""
    found = Uitslag()
    for number in range(times):
        graaf = folder / f"pool-{number}"
        process = start(texts, graaf, "--werkers", "2")
        with suppress(psutil.Error):
            for _ in range(2):
                wait_for_a_moment(process, graaf, rust, rng)
                found.gedood += found.gedood < times and kill_one(psutil.Process(process.pid), rng)
        code = process.wait(WAIT)
        found.ander += bool(code) or state(graaf)[1:] != (rust.hash, rust.originals)
        print(f"  leesprocessen: {found}", flush=True)  # noqa: T201 - progress
        if found.gedood >= times:
            break
    return found


def kill_workers(times: int, texts: Path, rust: Rust, folder: Path, rng: random.Random) -> Uitslag:
    """Kill workers of a Dask cluster while builds run; their minders start new ones."""
    found = Uitslag()
    with cluster(folder) as (address, minder):
        for number in range(times * 2):
            graaf = folder / f"dask-{number}"
            process = start(texts, graaf, "--dask", address)
            for _ in range(FEW):
                wait_for_a_moment(process, graaf, rust, rng)
                found.gedood += found.gedood < times and process.poll() is None and kill_one(minder, rng)
            code = process.wait(WAIT)
            found.ander += bool(code) or state(graaf)[1:] != (rust.hash, rust.originals)
            print(f"  werkers van Dask: {found}", flush=True)  # noqa: T201 - progress
            if found.gedood >= times:
                break
    return found


def kill_one(parent: psutil.Process, rng: random.Random) -> bool:
    """Kill one of the processes below ``parent`` that do the work; whether there was one."""
    with suppress(psutil.Error):
        workers = [one for one in parent.children(recursive=True) if "spawn_main" in " ".join(one.cmdline())]
        if workers:
            os.kill(rng.choice(workers).pid, signal.SIGKILL)
            return True
    return False


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """A scheduler and two workers with their minder, on this machine."""
    place = folder / "scheduler.json"
    log = (folder / "dask.log").open("wb")
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--nworkers", "2", "--nthreads", "1", "--no-dashboard"]
    shared = ["--scheduler-file", str(place)]
    started = [subprocess.Popen([*order, *shared], stdout=log, stderr=log) for order in (scheduler, worker)]  # noqa: S603 - our own command
    try:
        while not place.exists():
            time.sleep(0.1)
        address = place.read_text(encoding="utf-8").partition('"address": "')[2].partition('"')[0]
        yield address, psutil.Process(started[1].pid)
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(30)
        log.close()


def main() -> int:
    """Command line: kill, print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bouw", type=int, default=50)
    parser.add_argument("--pool", type=int, default=20)
    parser.add_argument("--dask", type=int, default=20)
    parser.add_argument("--zaad", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.zaad)  # noqa: S311 - moments, not cryptography
    with tempfile.TemporaryDirectory(prefix="regiograaf-") as name:
        folder = Path(name)
        texts = corpus(folder / "teksten")
        rust = quiet(texts, folder / "rust")
        print(f"rustige bouw: {len(rust.graphs)} documenten in {rust.whole:.1f} s, vanaf {rust.first:.1f} s wordt geschreven; {rust.hash}")  # noqa: T201
        found = {
            "bouw": kill_builds(args.bouw, texts, rust, folder, rng),
            "leesprocessen": kill_readers(args.pool, texts, rust, folder, rng),
            "werkers van Dask": kill_workers(args.dask, texts, rust, folder, rng) if args.dask else Uitslag(),
        }
    for part, outcome in found.items():
        print(f"{part:18s} {outcome}")  # noqa: T201 - the outcome
    return 0 if all(outcome.goed for outcome in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
