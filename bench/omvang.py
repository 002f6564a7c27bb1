"""How ``bouw`` grows: ``python -m bench.omvang [--maten 1 10 100] [--per-document 6] [--alles] [--json FILE] [--tabel FILE]``.

Builds invented documents (bench/landelijk.py) with ``regiograaf bouw`` as a user does, in a process that is watched from outside: seconds,
CPU seconds and memory of all its processes, and what the graph takes on disk. Then, on the largest of the sizes: with two reading
processes, one document more, and on the graph of ``--naast`` documents the bare parser, rdflib and networkx beside it.
``--klein N`` also builds N documents of one page, ``--alles`` also 10,000 pages of usual documents, both with two reading processes.
Ends with exit code 1 when a page costs more than 1.2 times as much CPU in a larger order than in a smaller one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from bench.landelijk import Opzet, gelijke, landelijk, schrijf
from bench.naast import GRENS, Antwoord, Ontleding, kringen, ontleding, vragen
from bench.omvang_tabel import toon
from bench.verbruik import Verbruik, verbruik
from graph.schijf import STORE_FOLDER

#: How much more CPU a page may take in a larger order than in a smaller one.
GROEI = 1.2
#: Pages of the national corpus.
LANDELIJK = 10_000
#: An order of so few pages is mostly start: it is built so many times.
KLEIN, KEREN = 10, 3
_ZAAD = 1


@dataclass(frozen=True)
class Bouw:
    """One build: what was built with how many reading processes, what it took, and what the graph holds (bytes on disk)."""

    naam: str
    documenten: int
    bladzijden: int
    werkers: int
    verbruik: Verbruik
    quads: int
    bytes: int


@dataclass(frozen=True)
class Uitkomst:
    """All that was measured; ``start`` is a document of one page: what a build costs before it reads much."""

    start: Bouw
    maten: tuple[Bouw, ...]
    twee: tuple[Bouw, ...]
    erbij: Bouw
    alleen: Bouw
    ontleding: Ontleding
    vragen: tuple[Antwoord, ...]
    kringen: tuple[Antwoord, ...]

    def per_bladzijde(self, bouw: Bouw) -> float:
        """CPU seconds for a page beyond the start."""
        return (bouw.verbruik.cpu - self.start.verbruik.cpu) / max(1, bouw.bladzijden - self.start.bladzijden)

    @property
    def groei(self) -> tuple[float, ...]:
        """What a page costs in each size, as part of what it costs in the size before it."""
        costs = [self.per_bladzijde(bouw) for bouw in self.maten if bouw.bladzijden > self.start.bladzijden]
        return tuple(later / earlier for earlier, later in pairwise(costs))


class Werkplaats:
    """A folder with corpora and graphs."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that is empty."""
        self.folder = folder

    def corpus(self, naam: str, opzetten: Sequence[Opzet], zaad: int = _ZAAD) -> Path:
        """Write documents, once."""
        place = self.folder / f"{naam}-teksten"
        if not place.exists():
            schrijf(opzetten, place, zaad)
        return place

    def bouw(self, naam: str, opzetten: Sequence[Opzet], werkers: int) -> Bouw:
        """Build documents in a new graph; a small order a few times, of which the cheapest counts."""
        texts, graaf = self.corpus(naam, opzetten), f"{naam}-{werkers}"
        found = []
        for _ in range(KEREN if sum(one.bladzijden for one in opzetten) <= KLEIN else 1):
            shutil.rmtree(self.folder / graaf, ignore_errors=True)
            found.append(self.erbij(naam, graaf, [texts], opzetten, werkers))
        return min(found, key=lambda one: one.verbruik.cpu)

    def erbij(self, naam: str, graaf: str, corpora: Sequence[Path], opzetten: Sequence[Opzet], werkers: int) -> Bouw:
        """Build corpora in a graph, of which ``opzetten`` are new."""
        place = self.folder / graaf
        command = [sys.executable, "-m", "regiograaf", "bouw", *map(str, corpora), "--graaf", str(place), "--werkers", str(werkers)]
        used = verbruik(command)
        store = place / STORE_FOLDER
        size = sum(file.stat().st_size for file in store.iterdir())
        pages = sum(one.bladzijden for one in opzetten)
        found = Bouw(naam, len(opzetten), pages, werkers, used, len(ox.Store.read_only(str(store))), size)
        _say(f"{naam}: {pages} bladzijden, {werkers} leesproces(sen), {used.klok:.1f} s, {used.cpu:.1f} CPU-s, {used.piek} MB")
        return found


def meet(plaats: Werkplaats, maten: Sequence[int], per_document: int, naast: int, grens: float) -> Uitkomst:
    """Everything but the national corpus."""
    start = plaats.bouw("start", gelijke(1, 1, _ZAAD), 1)
    builds = tuple(plaats.bouw(_name(size), gelijke(size, per_document, _ZAAD), 1) for size in maten)
    largest, texts = gelijke(maten[-1], per_document, _ZAAD), plaats.folder / f"{_name(maten[-1])}-teksten"
    two = plaats.bouw(_name(maten[-1]), largest, 2)
    other = gelijke(1, per_document, _ZAAD + 1)
    extra = plaats.corpus("erbij", other, _ZAAD + 1)
    alone = plaats.erbij("één document alleen", "alleen", [extra], other, 1)
    more = plaats.erbij(f"één document bij {maten[-1]}", f"{_name(maten[-1])}-1", [texts, extra], other, 1)
    beside = max(size for size in maten if size <= naast or size == min(maten))
    graaf = plaats.folder / f"{_name(beside)}-1"
    parsed = ontleding(plaats.folder / f"{_name(beside)}-teksten", 5)
    return Uitkomst(start, builds, (two,), more, alone, parsed, tuple(vragen(graaf, grens)), tuple(kringen(graaf, grens)))


def _name(size: int) -> str:
    return "1 document" if size == 1 else f"{size} documenten"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - what is being done


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maten", type=int, nargs="+", default=[1, 10, 100], help="numbers of documents, smallest first")
    parser.add_argument("--per-document", type=int, default=6, help="pages of each of them")
    parser.add_argument("--naast", type=int, default=10, help="documents in the graph that is laid beside rdflib and networkx")
    parser.add_argument("--grens", type=float, default=GRENS, help="seconds for one answer there")
    parser.add_argument("--klein", type=int, default=0, metavar="N", help="also build N documents of one page, with two reading processes")
    parser.add_argument("--alles", action="store_true", help=f"also build {LANDELIJK} pages of usual documents")
    parser.add_argument("--map", type=Path, help="where texts and graphs are kept; without it they are removed afterwards")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--tabel", type=Path, help="write the rows for docs/prestaties.md")
    return parser.parse_args()


def main() -> int:
    """Command line: measure, print the tables and write the figures."""
    args = _arguments()
    with tempfile.TemporaryDirectory() as name:
        plaats = Werkplaats(args.map or Path(name))
        plaats.folder.mkdir(parents=True, exist_ok=True)
        found = meet(plaats, sorted(args.maten), args.per_document, args.naast, args.grens)
        large = [plaats.bouw(f"{args.klein} documenten van 1 bladzijde", gelijke(args.klein, 1, _ZAAD), 2)] if args.klein else []
        large += [plaats.bouw("landelijk corpus", landelijk(LANDELIJK, _ZAAD), 2)] if args.alles else []
    table = toon(found, large)
    print(table)  # noqa: T201 - the outcome
    high = [growth for growth in found.groei if growth > GROEI]
    print(f"per bladzijde, groter / kleiner: {_list(found.groei)} <= {GROEI:g}: {'TE HOOG' if high else 'goed'}")  # noqa: T201 - the outcome
    if args.tabel:
        args.tabel.parent.mkdir(parents=True, exist_ok=True)
        args.tabel.write_text(table + "\n", encoding="utf-8")
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        figures = {**asdict(found), "groei": found.groei, "groot": [asdict(one) for one in large]}
        args.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if high else 0


def _list(values: Sequence[float]) -> str:
    return ", ".join(f"{value:.2f}" for value in values)


if __name__ == "__main__":
    sys.exit(main())
