"""The graph on a SPARQL 1.1 server. One program writes at a time: servers keep no lock for us.

A question is read by the embedded engine first, so that what is wrong with it is said in the same words as of a graph in
a folder, and so that nothing but a question goes to the address for questions (some servers take changes there as well).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Lock

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node

from graph.errors import QueryError
from graph.iris import ONTOLOGIE
from graph.kopie import Kopie
from graph.plaats import Plaats
from graph.serverfouten import ServerReadOnly
from graph.servers import verbind
from graph.sparql_client import SparqlClient
from graph.sparql_http import Toegang, toegang_uit_omgeving
from graph.sparql_update import Wijziging, in_one, in_steps
from graph.sparqlfout import dutch
from graph.store import Change, Rows, Value
from graph.terms import from_triples, json_value, other_language, plain_triples, to_quads
from ontology.prefixes import PREFIXES
from ontology.vocab import RG

_DECLARED = re.compile(r"\bPREFIX\s+([\w-]*)\s*:", re.IGNORECASE)
#: Subjects that are asked for in one request.
_SUBJECTS = 200


class SparqlStore:
    """A dataset on a server; see ``graph.store.Store`` for what the methods promise."""

    def __init__(self, plaats: Plaats, *, read_only: bool = False, toegang: Toegang | None = None) -> None:
        """Find the server and log in; a reader wants a graph of regiograaf to be there.

        Raises:
            ServerError: see ``graph.serverfouten``.
            StoreMissing: to read only, and there is nothing.
        """
        self._client = SparqlClient(*verbind(plaats, toegang or toegang_uit_omgeving()))
        self._soort = self._client.server.soort
        self._read_only = read_only
        self._writing = Lock()
        self._written: Counter[tuple[str, str]] = Counter()
        self._kopie = Kopie(self) if self._soort.vragen_hier else None
        if read_only:
            try:
                self._client.check_filled(ONTOLOGIE)
            except BaseException:
                self.close()
                raise

    def query(self, sparql: str, maximum: int | None = None) -> Rows:
        """Run a SELECT or ASK; the prefixes of the project need no declaration."""
        if self._kopie is not None:
            return self._kopie.bij().query(sparql, maximum)
        form = _form(sparql)
        if form is ox.QueryTriples:
            raise QueryError(sparql, "dit is een CONSTRUCT of DESCRIBE, die een graaf geeft en geen rijen")
        if form is ox.QueryBoolean:
            return Rows(("antwoord",), ({"antwoord": self._client.ask(_with_prefixes(sparql))},))
        columns, bindings = self._client.rows(_with_prefixes(sparql))
        return Rows(columns, tuple({column: json_value(row.get(column)) for column in columns} for row in islice(bindings, maximum)))

    def construct(self, sparql: str, maximum: int | None = None) -> Graph:
        """Run a CONSTRUCT or DESCRIBE."""
        if self._kopie is not None:
            return self._kopie.bij().construct(sparql, maximum)
        if _form(sparql) is not ox.QueryTriples:
            raise QueryError(sparql, "dit is een SELECT of ASK, die rijen geeft en geen graaf")
        return from_triples(islice(self._client.triples(_with_prefixes(sparql)), maximum))

    def statements(self, name: str, predicates: Sequence[str]) -> Iterator[tuple[str, str, Value]]:
        """The triples of one named graph with these predicates."""
        if not predicates:
            return
        chosen = " ".join(str(ox.NamedNode(predicate)) for predicate in predicates)
        _, rows = self._client.rows(f"SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ {chosen} }} GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}")
        for row in rows:
            if not other_language(row["o"].get("xml:lang")):
                yield row["s"]["value"], row["p"]["value"], json_value(row["o"])

    def about(self, name: str, subjects: Iterable[str]) -> Iterator[tuple[Node, Node, Node]]:
        """All triples of one named graph about these subjects."""
        yield from plain_triples(self._about(name, subjects))

    def members(self, name: str, klasse: str) -> list[str]:
        """IRIs of the instances of a class in one named graph, sorted."""
        _, rows = self._client.rows(f"SELECT ?s WHERE {{ GRAPH {ox.NamedNode(name)} {{ ?s a {ox.NamedNode(klasse)} }} }}")
        return sorted(row["s"]["value"] for row in rows)

    def graph(self, name: str) -> Graph:
        """A copy of one named graph."""
        return from_triples(self._client.graph(name))

    def graphs(self) -> list[str]:
        """IRIs of the named graphs that hold something, sorted; not those that the server itself keeps."""
        _, rows = self._client.rows(self._soort.grafen)
        return sorted(name for name in {row["g"]["value"] for row in rows} if not name.startswith(self._soort.verborgen))

    def replace(self, name: str, triples: Graph) -> None:
        """Replace one named graph; only what differs is written, so no change is no write."""
        self.replace_all({name: triples})

    def replace_all(self, graphs: Mapping[str, Graph]) -> None:
        """Replace several named graphs; only what differs is written.

        One graph is sent whole (one PUT), several as one update; see ``graph.sparql_update`` for a server that cannot.
        """
        self._check_writable()
        fresh = {name: _triples(name, triples) for name, triples in graphs.items()}
        with self._writing:
            old = {name: set(self._client.graph(name)) for name in fresh}
            change = Wijziging({n: old[n] - fresh[n] for n in fresh}, {n: fresh[n] - old[n] for n in fresh})
            names = change.grafen()
            if len(names) == 1 and fresh[names[0]] and self._soort.ondeelbaar and self._client.server.adressen.graaf:
                lines = sorted(f"{triple} .\n" for triple in fresh[names[0]])
                self._client.put(names[0], "".join(lines).encode("utf-8"))
                self._written.update(change.touched())
            else:
                self._write(change)

    def change(self, changes: Iterable[Change]) -> None:
        """Change several named graphs in one update."""
        self._check_writable()
        removed: defaultdict[str, set[ox.Triple]] = defaultdict(set)
        added: defaultdict[str, set[ox.Triple]] = defaultdict(set)
        for one in changes:
            removed[one.name] |= _triples(one.name, one.removed)
            added[one.name] |= _triples(one.name, one.added)
        with self._writing:
            self._write(Wijziging({name: triples - added[name] for name, triples in removed.items()}, dict(added)))

    def remove(self, name: str) -> None:
        """Remove one named graph."""
        self.replace(name, Graph())

    def version(self, name: str, predicate: str = "") -> int:
        """How often this store wrote a named graph, or a predicate in it; what other programs write is not seen."""
        return self._written[name, predicate]

    def nquads(self, names: Iterable[str] | None = None) -> list[str]:
        """All quads (or those of the named graphs) as sorted N-Quads lines."""
        chosen = self.graphs() if names is None else sorted(set(names))
        return sorted(f"{triple} {ox.NamedNode(name)} ." for name in chosen for triple in self._client.graph(name))

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _about(self, name: str, subjects: Iterable[str]) -> Iterator[ox.Triple]:
        asked = iter(subjects)
        while some := list(islice(asked, _SUBJECTS)):
            chosen = " ".join(str(ox.NamedNode(subject)) for subject in some)
            where = f"VALUES ?s {{ {chosen} }} GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }}"
            yield from self._client.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}")

    def _write(self, change: Wijziging) -> None:
        whole = in_one(change, self._soort.tekens) if self._soort.ondeelbaar else None
        if whole is not None:
            steps = iter([whole] if whole else [])
        else:
            nodes = {name: set(self._about(name, self._document_nodes(name))) for name in change.grafen()}
            steps = in_steps(change, nodes, self._soort.tekens)
        try:
            for step in steps:
                self._client.update(step)
        finally:  # also when it stops half-way: what was read before does not hold any more
            self._written.update(change.touched())

    def _document_nodes(self, name: str) -> list[str]:
        _, rows = self._client.rows(f"SELECT DISTINCT ?s WHERE {{ GRAPH {ox.NamedNode(name)} {{ ?s {ox.NamedNode(str(RG.sha256))} ?o }} }}")
        return sorted(row["s"]["value"] for row in rows)

    def _check_writable(self) -> None:
        if self._read_only:
            raise ServerReadOnly(self._client.server.adres, "alleen om te lezen geopend")


def _triples(name: str, triples: Iterable[tuple[Node, Node, Node]]) -> set[ox.Triple]:
    return {quad.triple for quad in to_quads(name, triples)}


def _form(sparql: str) -> type[ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples]:
    """What kind of answer a question has.

    Raises:
        QueryError: it is no question in SPARQL 1.1.
    """
    try:
        return type(ox.Store().query(sparql, prefixes=PREFIXES))
    except (SyntaxError, ValueError) as error:
        raise QueryError(sparql, dutch(str(error))) from error
    except (OSError, RuntimeError) as error:
        raise QueryError(sparql, str(error)) from error


def _with_prefixes(sparql: str) -> str:
    """The question with the prefixes that it uses and does not declare, on its first line."""
    own = {found.lower() for found in _DECLARED.findall(sparql)}
    used = (f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items() if prefix not in own and f"{prefix}:" in sparql)
    return "".join(used) + sparql
