"""The embedded store: pyoxigraph on disk, or in memory for tests and one-off runs.

One process writes, many read. A reader that was opened with ``read_only`` sees the graph as it was on opening.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Lock

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node

from graph.errors import NotWritable, QueryError, StoreCorrupt
from graph.schijf import QUAD_BYTES, STORE_FOLDER, open_reader, size, storage_error
from graph.sparqlfout import dutch
from graph.sparqltekst import names_dataset
from graph.store import Change, Rows, Value
from graph.terms import from_triples, other_language, ox_value, plain_triples, to_quads
from graph.uitslag import Uitvoer, write_result
from ontology.prefixes import PREFIXES

#: Quads that wait in memory before they are written out: without, a large build keeps three quarters of a gigabyte of them.
_WAITING = 100_000
#: Tidying up on closing takes as long as the whole graph is large: it waits for a change of at least one part in so many.
_SMALL = 20


class OxigraphStore:
    """A quad store of Oxigraph; see ``graph.store.Store`` for what the methods promise."""

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        """Open the store in ``folder``; None is a new store in memory (``graph.open.open_store`` checks the folder)."""
        self._folder = folder or Path()
        self._read_only = read_only
        self._writing = Lock()
        self._written: Counter[tuple[str, str]] = Counter()
        self._waiting = self._changed = 0
        self._names: Set[str] | None = None  # the named graphs: a look-up on disk for each, while a build asks at every document
        if folder is None:
            self._store = ox.Store()
            return
        path = folder / STORE_FOLDER
        if not read_only and any(path.glob("MANIFEST-*")) and not (path / "CURRENT").exists():
            raise StoreCorrupt(folder, "bestand CURRENT ontbreekt")  # a writer would start an empty store over it
        with self._storage():
            self._store = open_reader(path) if read_only else ox.Store(path)

    def query(self, sparql: str, maximum: int | None = None) -> Rows:
        """Run a SELECT or ASK; the prefixes of the project need no declaration, the default graph is the union."""
        with self._sparql(sparql):
            result = self._result(sparql)
            if isinstance(result, ox.QueryBoolean):
                return Rows(("antwoord",), ({"antwoord": bool(result)},))
            if isinstance(result, ox.QuerySolutions):
                columns = tuple(variable.value for variable in result.variables)
                return Rows(columns, tuple({column: ox_value(row[column]) for column in columns} for row in islice(result, maximum)))
        raise QueryError(sparql, "dit is een CONSTRUCT of DESCRIBE, die een graaf geeft en geen rijen")

    def construct(self, sparql: str, maximum: int | None = None) -> Graph:
        """Run a CONSTRUCT or DESCRIBE."""
        with self._sparql(sparql):
            result = self._result(sparql)
            if isinstance(result, ox.QueryTriples):
                return from_triples(islice(result, maximum))
        raise QueryError(sparql, "dit is een SELECT of ASK, die rijen geeft en geen graaf")

    def write(self, sparql: str, uitvoer: Uitvoer, rows: int) -> bool:
        """Run a query and write its answer in a standard form; whether it has at most ``rows`` rows or triples."""
        with self._sparql(sparql):
            return write_result(self._result(sparql, uitvoer), uitvoer, sparql, rows)

    def statements(self, name: str, predicates: Sequence[str]) -> Iterator[tuple[str, str, Value]]:
        """The triples of one named graph with these predicates."""
        # A number comes out of the store without a look-up on disk, an IRI does not: so the place of the predicate in the list.
        chosen = " ".join(f"({ox.NamedNode(predicate)} {place})" for place, predicate in enumerate(predicates))
        by_place = {str(place): predicate for place, predicate in enumerate(predicates)}
        sparql = f"SELECT ?s ?place ?o WHERE {{ VALUES (?p ?place) {{ {chosen} }} GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}"
        with self._sparql(sparql):
            for subject, place, value in _solutions(self._store.query(sparql)):
                if isinstance(value, ox.NamedNode):
                    yield subject.value, by_place[place.value], value.value
                elif not other_language(value.language):
                    yield subject.value, by_place[place.value], ox_value(value)

    def about(self, name: str, subjects: Iterable[str]) -> Iterator[tuple[Node, Node, Node]]:
        """All triples of one named graph about these subjects."""
        graph = ox.NamedNode(name)
        with self._storage():
            for subject in subjects:
                yield from plain_triples(self._store.quads_for_pattern(ox.NamedNode(subject), None, None, graph))

    def members(self, name: str, klasse: str) -> list[str]:
        """IRIs of the instances of a class in one named graph, sorted."""
        sparql = f"SELECT ?s WHERE {{ GRAPH {ox.NamedNode(name)} {{ ?s a {ox.NamedNode(klasse)} }} }}"
        with self._sparql(sparql):
            return sorted(row[0].value for row in _solutions(self._store.query(sparql)))

    def graph(self, name: str) -> Graph:
        """A copy of one named graph."""
        return from_triples(self._quads(name))

    def graphs(self) -> list[str]:
        """IRIs of the named graphs that hold something, sorted."""
        if self._names is None:
            with self._writing, self._storage():  # a write in between would not be in what is kept
                self._names = {graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode)}
        return sorted(self._names)

    def replace(self, name: str, triples: Graph) -> None:
        """Replace one named graph in one transaction; only what differs is written, so no change is no write."""
        self.replace_all({name: triples})

    def replace_all(self, graphs: Mapping[str, Graph]) -> None:
        """Replace several named graphs in one transaction; only what differs is written."""
        self._check_writable()
        fresh = {name: set(to_quads(name, triples)) for name, triples in graphs.items()}
        with self._writing:
            old = {name: set(self._quads(name)) for name in graphs}
            self._update(
                removed=[old[name] - new for name, new in fresh.items()],
                added=[new - old[name] for name, new in fresh.items()],
                emptied=[name for name, new in fresh.items() if old[name] and not new],
            )

    def change(self, changes: Iterable[Change]) -> None:
        """Change several named graphs in one transaction."""
        self._check_writable()
        removed: defaultdict[str, set[ox.Quad]] = defaultdict(set)
        added: defaultdict[str, set[ox.Quad]] = defaultdict(set)
        for one in changes:
            removed[one.name] |= set(to_quads(one.name, one.removed))
            added[one.name] |= set(to_quads(one.name, one.added))
        with self._writing:
            left = {name: quads - added[name] for name, quads in removed.items()}
            emptied = [name for name, quads in left.items() if quads and not added[name] and self._is_all(name, quads)]
            self._update(removed=list(left.values()), added=list(added.values()), emptied=emptied)

    def remove(self, name: str) -> None:
        """Remove one named graph."""
        self.replace(name, Graph())

    def version(self, name: str, predicate: str = "") -> int:
        """How often this store wrote a named graph, or a predicate in it."""
        return self._written[name, predicate]

    def nquads(self, names: Iterable[str] | None = None) -> list[str]:
        """All quads (or those of the named graphs) as sorted N-Quads lines."""
        chosen = self.graphs() if names is None else sorted(set(names))
        return sorted(f"{quad} ." for name in chosen for quad in self._quads(name))

    def close(self) -> None:
        """Flush and release the store, so that another process can write."""
        if not hasattr(self, "_store"):
            return
        if not self._read_only:
            with self._storage():
                if self._changed * QUAD_BYTES * _SMALL > size(self._folder / STORE_FOLDER):
                    self._store.optimize()  # what was written in many pieces is read three to four times faster from one
                self._store.flush()
        del self._store

    def _is_all(self, name: str, quads: set[ox.Quad]) -> bool:
        """Whether a graph holds nothing but these."""
        with self._storage():
            return all(quad in quads for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(name)))

    def _quads(self, name: str) -> list[ox.Quad]:
        with self._storage():
            return list(self._store.quads_for_pattern(None, None, None, ox.NamedNode(name)))

    def _check_writable(self) -> None:
        if self._read_only:
            raise NotWritable(self._folder, "alleen om te lezen geopend")

    def _update(self, removed: list[set[ox.Quad]], added: list[set[ox.Quad]], emptied: Collection[str] = ()) -> None:
        """One SPARQL update is one transaction (whole or not at all, also after kill -9); each set is of one graph."""
        steps = [f"DELETE DATA {{ {_block(quads)} }}" for quads in removed if quads]
        steps += [f"INSERT DATA {{ {_block(quads)} }}" for quads in added if quads]
        steps += [f"DROP SILENT GRAPH {ox.NamedNode(name)}" for name in emptied]
        if steps:
            with self._storage():
                self._store.update(" ;\n".join(steps))
                number = sum(map(len, (*removed, *added)))
                self._changed += number
                self._waiting += number
                if self._waiting >= _WAITING:
                    self._store.flush()
                    self._waiting = 0
            if self._names is not None:
                self._names = (self._names | {_graph_of(quads) for quads in added if quads}) - set(emptied)
            self._written.update({place for quads in (*removed, *added) for place in _touched(quads)} | {(name, "") for name in emptied})

    def _result(self, sparql: str, chosen: Uitvoer | None = None) -> object:
        """The answer as Oxigraph gives it; the default graph is the union, unless the query or ``chosen`` names its graphs."""
        if chosen is not None and chosen.kiest:
            default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(iri) for iri in chosen.standaard or ()]
            named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in chosen.benoemd or ()]
            return self._store.query(sparql, prefixes=PREFIXES, default_graph=default, named_graphs=named)
        # Oxigraph would let the union win from FROM.
        return self._store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=not names_dataset(sparql))

    @contextmanager
    def _sparql(self, sparql: str) -> Iterator[None]:
        try:
            yield
        except (SyntaxError, ValueError) as error:
            raise QueryError(sparql, dutch(str(error))) from error
        except (OSError, RuntimeError) as error:
            if "Corruption" in str(error):
                raise StoreCorrupt(self._folder, str(error)) from error
            raise QueryError(sparql, str(error)) from error

    @contextmanager
    def _storage(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise storage_error(self._folder, error, reading=self._read_only) from error


def _solutions(result: object) -> ox.QuerySolutions:
    assert isinstance(result, ox.QuerySolutions)  # noqa: S101 - only for a SELECT
    return result


def _touched(quads: set[ox.Quad]) -> set[tuple[str, str]]:
    """The graph of quads that are all of one, by itself and with each of their predicates; nothing for no quads."""
    return {(_graph_of(quads), predicate) for predicate in ("", *{quad.predicate.value for quad in quads})} if quads else set()


def _graph_of(quads: set[ox.Quad]) -> str:
    return str(next(iter(quads)).graph_name).strip("<>")


def _block(quads: set[ox.Quad]) -> str:
    """The quads of one graph as a GRAPH block; the terms of Oxigraph print themselves escaped for SPARQL."""
    graph = next(iter(quads)).graph_name
    return f"GRAPH {graph} {{\n" + " .\n".join(str(quad.triple) for quad in quads) + " }"
