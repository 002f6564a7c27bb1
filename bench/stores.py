"""How quick each store is on a ready graph: filling it, all named questions, all findings. Ratios to the embedded store say most.

Run as: python bench/stores.py --graaf MAP
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import servers

from graph.open import open_store
from graph.store import Store
from graph.store_rdflib import RdflibStore
from queries.checks import find_all
from queries.lezing import Lezing
from queries.run import load_queries, run_named
from regiograaf.flow import regions

#: Enough quads to see, few enough for rdflib.
_SMALL = 60_000


def questions(store: Store) -> None:
    """Ask every named question once."""
    claim = str(run_named(store, "beweringen").rows[0]["bewering"])
    names = regions(store)
    values = {"iri": claim, "regio": names[0], "ander": names[-1], "begrip": "wacht"}
    for query in load_queries():
        run_named(store, query.name, {one.naam: values[one.naam] for one in query.parameters if one.verplicht})


def timed(work: Callable[[], object]) -> float:
    """Seconds on the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Fill and ask every store that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graaf", type=Path, required=True)
    source = open_store(parser.parse_args().graaf, read_only=True)
    graphs = {name: source.graph(name) for name in source.graphs()}
    count = sum(map(len, graphs.values()))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stores: dict[str, Store] = {"map": open_store(folder / "map")}
        if servers.oxigraph_server():
            stores["oxigraph-server"] = servers.open_server_at(stack.enter_context(servers.oxigraph(folder / "server")))
        if servers.virtuoso_server():
            (folder / "virtuoso").mkdir()
            adres = stack.enter_context(servers.virtuoso(folder / "virtuoso"))
            stores["virtuoso"] = servers.open_server_at(adres, servers.DBA)
        if count <= _SMALL:
            stores["rdflib"] = RdflibStore()
        for name, store in stores.items():
            filled = timed(lambda store=store: [store.replace(graph, triples) for graph, triples in graphs.items()])
            asked = timed(lambda store=store: questions(store))
            found = timed(lambda store=store: find_all(Lezing(store)))
            times = f"vullen {filled:.2f} s; {len(load_queries())} vragen {asked:.2f} s; bevindingen {found:.2f} s"
            sys.stdout.write(f"{name:16s} {count} quads; {times}\n")
            store.close()


if __name__ == "__main__":
    main()
