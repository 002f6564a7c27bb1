"""How fast all checks run on a large graph: ``python bench/controles.py [--quads N] [--json FILE]``.

The graph is made from the demo region: its documents again and again, each copy a region of its own with its own gemeenten and
places. It is written to disk as ``bouw`` does. Times are CPU seconds of one new process that reads the graph and runs the checks.
Ends with exit code 1 when the checks take too long, grow faster than the graph, or find something else than in the demo region.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.iris import document_id_of
from graph.open import open_store
from graph.schijf import STORE_FOLDER
from ontology.prefixes import ID, NS
from queries.checks import ALL_CHECKS
from queries.lezing import Lezing
from regiograaf.building import build, demo_folder
from regiograaf.cli import collect_less

#: Seconds that all checks may take on the whole graph, and how much more a quad may cost there than on a quarter of it.
LIMIT, GROWTH = 10.0, 1.25
#: Properties whose text names a document, a region or a place: each copy has its own.
_NAMES = {NS + name for name in ("documentId", "bestand", "regionaam", "gemeentenaam", "gemeenten", "locaties", "arbeidsmarktregio")}


@dataclass(frozen=True)
class Run:
    """All checks on one graph: its size, CPU seconds in all and per part, peak memory in MB (0 when unknown) and findings."""

    quads: int
    seconden: float
    klok: float
    delen: dict[str, float]
    geheugen: int
    bevindingen: dict[str, int]


def measure(folder: Path) -> Run:
    """Read the graph in ``folder`` and run every check; in a process of its own, so that nothing is warm."""
    collect_less()
    began, clock = time.process_time(), time.perf_counter()
    store = open_store(folder, read_only=True)
    lezing, parts, found = Lezing(store), {}, {}
    for part in ("places", "claims", "denied", "mentions", "aims", "links", "roles", "said", "pages", "concepts"):
        getattr(lezing, part)
    for document in lezing.documenten:
        _ = document.facts
    parts["lezen"] = time.process_time() - began
    for check in ALL_CHECKS:
        start = time.process_time()
        found[check.id] = len(check.find(lezing))
        parts[check.id] = time.process_time() - start
    total, waited = time.process_time() - began, time.perf_counter() - clock
    return Run(_size(folder), total, waited, parts, _peak(), found)


def _size(folder: Path) -> int:
    return len(ox.Store.read_only(str(folder / STORE_FOLDER)))


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def grow(base: Path, folder: Path, quads: int) -> int:
    """Write a graph of at least ``quads`` quads to ``folder`` and say how many copies of the documents it holds."""
    source = list(ox.Store.read_only(str(base / STORE_FOLDER)))
    documents = [quad for quad in source if document_id_of(_text(quad.graph_name)) is not None]
    shared = [quad for quad in source if document_id_of(_text(quad.graph_name)) is None]
    copies = -(-(quads - len(shared)) // len(documents))
    (folder / STORE_FOLDER).mkdir(parents=True)
    store = ox.Store(str(folder / STORE_FOLDER))
    store.bulk_extend(shared)
    for number in range(copies):
        store.bulk_extend(_copy(documents, number))
    store.optimize()
    store.flush()
    return copies


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _copy(quads: list[ox.Quad], number: int) -> Iterator[ox.Quad]:
    areas = {quad.subject for quad in quads if _text(quad.object) == NS + "Plangebied"}
    names: dict[str, ox.NamedNode] = {}

    def renamed(node: object) -> ox.NamedNode:
        iri = _text(node)
        if iri not in names:
            names[iri] = ox.NamedNode(_renamed(iri, number))
        return names[iri]

    for quad in quads:
        value: ox.NamedNode | ox.Literal
        if isinstance(quad.object, ox.Literal):
            own = quad.predicate.value in _NAMES or (quad.predicate.value == NS + "onderwerp" and quad.subject in areas)
            value = ox.Literal(f"{quad.object.value} {number}") if own else quad.object
        else:
            value = renamed(quad.object)
        yield ox.Quad(renamed(quad.subject), quad.predicate, value, renamed(quad.graph_name))


def _renamed(iri: str, number: int) -> str:
    """The IRI in another copy: its document, its region, or the item itself gets the number; shared concepts stay."""
    graph = document_id_of(iri)
    if graph is not None:
        return f"{iri}-{number}"
    if not iri.startswith(ID):
        return iri
    kind, _, rest = iri.removeprefix(ID).partition("/")
    first, slash, last = rest.partition("/")
    if kind in ("document", "vindplaats", "begrip"):
        return f"{ID}{kind}/{first}-{number}{slash}{last}"
    return f"{iri}-{number}"


def main() -> int:
    """Command line: build, measure a quarter and the whole, print both and, with --json, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        build([demo_folder()], place / "demo")
        copies = [grow(place / "demo", place / part, size) for part, size in (("deel", args.quads // 4), ("heel", args.quads))]
        runs = []
        for part in ("demo", "deel", "heel"):
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
                runs.append(process.submit(measure, place / part).result())
    return _report(runs, copies, args.quads, args.json)


def _report(runs: list[Run], copies: list[int], quads: int, target: Path | None) -> int:
    demo, part, whole = runs
    growth = (whole.seconden / whole.quads) / (part.seconden / part.quads)
    limit = LIMIT * quads / 1_000_000
    wrong = {
        name
        for run, times in zip((part, whole), copies, strict=True)
        for name, count in run.bevindingen.items()
        if count != times * demo.bevindingen[name]
    }
    for run in (part, whole):
        print(f"{run.quads} quads: {run.seconden:.1f} CPU-seconden ({run.klok:.1f} op de klok), geheugen {run.geheugen} MB")  # noqa: T201
    for name, seconds in whole.delen.items():
        print(f"  {name:14s} {seconds:6.2f}  {whole.bevindingen.get(name, '')}")  # noqa: T201 - the outcome
    fast, linear = whole.seconden <= limit, growth <= GROWTH
    print(f"alle controles <= {limit:g} s: {'goed' if fast else 'TE TRAAG'}")  # noqa: T201 - the outcome
    print(f"per quad, heel / kwart: {growth:.2f} <= {GROWTH:g}: {'goed' if linear else 'TE HOOG'}")  # noqa: T201 - the outcome
    if wrong:
        print(f"andere bevindingen dan in de voorbeeldregio: {', '.join(sorted(wrong))}")  # noqa: T201 - the outcome
    if target:
        target.parent.mkdir(parents=True, exist_ok=True)
        figures = {"groei": growth, "grens": limit, "metingen": [asdict(run) for run in runs]}
        target.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if fast and linear and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
