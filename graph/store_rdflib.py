"""A store in plain rdflib, in memory: the second opinion in the tests, and for small graphs.

Above some 100,000 quads it is 10 to 500 times slower than ``OxigraphStore``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Lock

from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.query import Result, ResultRow
from rdflib.term import Node

from graph.errors import QueryError
from graph.store import Change, Rows, Value
from graph.terms import new_graph, other_language, rdflib_value, to_quads
from ontology.prefixes import PREFIXES


class RdflibStore:
    """A quad store on ``rdflib.Dataset``; see ``graph.store.Store`` for what the methods promise."""

    def __init__(self) -> None:
        """Start empty."""
        self._dataset = Dataset(default_union=True)
        self._writing = Lock()
        self._written: Counter[tuple[str, str]] = Counter()

    def query(self, sparql: str, maximum: int | None = None) -> Rows:
        """Run a SELECT or ASK; the prefixes of the project need no declaration, the default graph is the union."""
        result = self._run(sparql)
        if result.type == "ASK":
            return Rows(("antwoord",), ({"antwoord": bool(result.askAnswer)},))
        if result.type != "SELECT":
            raise QueryError(sparql, "dit is een CONSTRUCT of DESCRIBE, die een graaf geeft en geen rijen")
        columns = tuple(str(variable) for variable in result.vars or ())
        rows = (row.asdict() for row in islice(result, maximum) if isinstance(row, ResultRow))
        return Rows(columns, tuple({column: rdflib_value(row.get(column)) for column in columns} for row in rows))

    def construct(self, sparql: str, maximum: int | None = None) -> Graph:
        """Run a CONSTRUCT or DESCRIBE."""
        result = self._run(sparql)
        if result.graph is None:
            raise QueryError(sparql, "dit is een SELECT of ASK, die rijen geeft en geen graaf")
        return new_graph(islice(result.graph, maximum))

    def statements(self, name: str, predicates: Sequence[str]) -> Iterator[tuple[str, str, Value]]:
        """The triples of one named graph with these predicates."""
        graph = self._dataset.get_context(URIRef(name))
        for predicate in predicates:
            for subject, value in graph.subject_objects(URIRef(predicate)):
                if not (isinstance(value, Literal) and other_language(value.language)):
                    yield str(subject), predicate, rdflib_value(value)

    def about(self, name: str, subjects: Iterable[str]) -> Iterator[tuple[Node, Node, Node]]:
        """All triples of one named graph about these subjects."""
        graph = self._dataset.get_context(URIRef(name))
        for subject in subjects:
            yield from graph.triples((URIRef(subject), None, None))

    def members(self, name: str, klasse: str) -> list[str]:
        """IRIs of the instances of a class in one named graph, sorted."""
        return sorted(str(subject) for subject in self._dataset.get_context(URIRef(name)).subjects(RDF.type, URIRef(klasse)))

    def graph(self, name: str) -> Graph:
        """A copy of one named graph."""
        if str(name) not in self.graphs():  # asking the dataset for it would make it
            return new_graph(())
        return new_graph(self._dataset.graph(URIRef(name)))

    def graphs(self) -> list[str]:
        """IRIs of the named graphs that hold something, sorted."""
        named = (graph for graph in self._dataset.graphs() if isinstance(graph.identifier, URIRef) and len(graph))
        return sorted(str(graph.identifier) for graph in named)

    def replace(self, name: str, triples: Graph) -> None:
        """Replace one named graph; what cannot be stored is refused before anything changes."""
        self.replace_all({name: triples})

    def replace_all(self, graphs: Mapping[str, Graph]) -> None:
        """Replace several named graphs; what cannot be stored is refused before anything changes."""
        for name, triples in graphs.items():
            _check(name, triples)
        with self._writing:
            for name, triples in graphs.items():
                self._note(name, self._dataset.get_context(URIRef(name)))
                self._dataset.remove_graph(URIRef(name))
                self._add(name, triples)

    def change(self, changes: Iterable[Change]) -> None:
        """Change several named graphs; what cannot be stored is refused before anything changes."""
        chosen = tuple(changes)
        for one in chosen:
            _check(one.name, (*one.removed, *one.added))
        with self._writing:
            for one in chosen:
                graph = self._dataset.get_context(URIRef(one.name))
                for triple in one.removed:
                    graph.remove(triple)
                self._note(one.name, one.removed)
            for one in chosen:
                self._add(one.name, one.added)

    def remove(self, name: str) -> None:
        """Remove one named graph."""
        self.replace(name, Graph())

    def version(self, name: str, predicate: str = "") -> int:
        """How often this store wrote a named graph, or a predicate in it."""
        return self._written[str(name), predicate]

    def nquads(self, names: Iterable[str] | None = None) -> list[str]:
        """All quads (or those of the named graphs) as sorted N-Quads lines."""
        chosen = self.graphs() if names is None else sorted(set(names))
        return sorted(f"{quad} ." for name in chosen for quad in to_quads(name, self.graph(name)))

    def close(self) -> None:
        """Nothing to release: the memory goes with the object."""

    def _note(self, name: str, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        """Count that a graph was written, and the predicates that were."""
        self._written.update((str(name), predicate) for predicate in {"", *(str(triple[1]) for triple in triples)})

    def _add(self, name: str, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        target = self._dataset.get_context(URIRef(name))
        kept = tuple(triples)
        self._note(name, kept)
        for triple in kept:
            target.add(triple)

    def _run(self, sparql: str) -> Result:
        try:
            return self._dataset.query(sparql, initNs=PREFIXES)
        except Exception as error:  # rdflib raises bare Exception for an unknown prefix, pyparsing's own for syntax
            raise QueryError(sparql, str(error)) from error


def _check(name: str, triples: Iterable[tuple[Node, Node, Node]]) -> None:
    for _ in to_quads(name, triples):  # raises for what has no place in a store
        pass
