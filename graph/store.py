"""The one interface to a quad store; every back end passes the same tests (tests/test_stores.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rdflib import Graph
from rdflib.term import Node

#: A value in a result row: IRIs and plain literals as str, xsd numbers and booleans as Python values, unbound as None.
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of a SELECT (or of an ASK: one column 'antwoord'), in the order the store gave it."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one named graph loses and gains; a triple in both is there afterwards."""

    name: str
    removed: Collection[tuple[Node, Node, Node]] = ()
    added: Collection[tuple[Node, Node, Node]] = ()


class Store(Protocol):
    """A dataset of named graphs. One writer, many readers; every write is whole or not at all."""

    def query(self, sparql: str, maximum: int | None = None) -> Rows:
        """Run a SELECT or ASK; at most ``maximum`` rows. Raises graph.errors.QueryError with the store's message on bad SPARQL."""

    def construct(self, sparql: str, maximum: int | None = None) -> Graph:
        """Run a CONSTRUCT or DESCRIBE; the first ``maximum`` triples that come."""

    def statements(self, name: str, predicates: Sequence[str]) -> Iterator[tuple[str, str, Value]]:
        """(subject, predicate, value) of one named graph for these predicates, in no order; text that is not Dutch is left out.

        The quick way to read much: nothing is joined or sorted. A SPARQL endpoint answers it with
        ``SELECT ?s ?p ?o WHERE { VALUES ?p { ... } GRAPH <name> { ?s ?p ?o } }``.
        """

    def about(self, name: str, subjects: Iterable[str]) -> Iterator[tuple[Node, Node, Node]]:
        """All triples of one named graph about these subjects (IRIs), in no order."""

    def members(self, name: str, klasse: str) -> list[str]:
        """IRIs of the instances of a class in one named graph, sorted."""

    def graph(self, name: str) -> Graph:
        """A copy of one named graph (empty when it does not exist)."""

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""

    def replace(self, name: str, triples: Graph) -> None:
        """Replace one named graph in one transaction; nothing else changes."""

    def replace_all(self, graphs: Mapping[str, Graph]) -> None:
        """Replace several named graphs in one transaction; an empty graph removes it."""

    def change(self, changes: Iterable[Change]) -> None:
        """Change several named graphs in one transaction: all of it is there afterwards or none of it, also after a crash.

        Removing what is not there and adding what is there are no errors; a graph may be named more than once.
        """

    def remove(self, name: str) -> None:
        """Remove one named graph; removing what is not there is no error."""

    def version(self, name: str, predicate: str = "") -> int:
        """How often this store wrote a named graph (or, in it, triples of one predicate): what was read holds until it goes up."""

    def nquads(self, names: Iterable[str] | None = None) -> list[str]:
        """All quads (or those of the named graphs) as sorted N-Quads lines."""

    def close(self) -> None:
        """Flush and release the store."""
