"""SPARQL 1.1 Protocol and Graph Store Protocol: questions, changes and whole graphs, with what may go wrong told apart."""

from __future__ import annotations

import json
import re
from typing import Any

import pyoxigraph as ox

from graph.errors import QueryError, StoreMissing
from graph.serverfouten import (
    AnswerTooBig,
    BadAnswer,
    NotASparqlServer,
    ServerDenied,
    ServerReadOnly,
    ServerRefused,
    ServerTimeout,
)
from graph.servers import JSON, Server
from graph.sparql_http import Antwoord, Verbinding
from graph.sparqlfout import dutch

_NTRIPLES = "application/n-triples"
#: How Virtuoso says that somebody has no rights, with status 500.
_NO_RIGHTS = re.compile(r"Virtuoso 42000 Error \w+:SECURITY")
#: Triples per page when a server gives no whole graphs.
_PAGE = 5_000


class SparqlClient:
    """What one server can be asked and told."""

    def __init__(self, verbinding: Verbinding, server: Server) -> None:
        """Take a connection that is logged in."""
        self._verbinding = verbinding
        self.server = server

    def rows(self, sparql: str) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
        """The answer to a SELECT: its columns, and its rows as SPARQL JSON results have them.

        Raises:
            QueryError: the server does not accept the question.
            ServerError: see ``graph.serverfouten``.
        """
        answer, found = self._json(sparql)
        try:
            columns, bindings = tuple(found["head"]["vars"]), found["results"]["bindings"]
        except (KeyError, TypeError) as error:
            raise self._garbage(answer) from error
        if not isinstance(bindings, list):
            raise self._garbage(answer)
        self._check_whole(answer, len(bindings))
        return columns, bindings

    def ask(self, sparql: str) -> bool:
        """The answer to an ASK; Virtuoso gives it as one row with a number.

        Raises:
            QueryError, ServerError: as ``rows``.
        """
        answer, found = self._json(sparql)
        try:
            if "boolean" in found:
                return bool(found["boolean"])
            return any(value["value"] != "0" for row in found["results"]["bindings"] for value in row.values())
        except (KeyError, TypeError) as error:
            raise self._garbage(answer) from error

    def triples(self, sparql: str) -> list[ox.Triple]:
        """The answer to a CONSTRUCT or DESCRIBE.

        Raises:
            QueryError, ServerError: as ``rows``.
        """
        answer = self._asked(sparql, _NTRIPLES)
        found = self._parsed(answer)
        self._check_whole(answer, len(found))
        return found

    def graph(self, name: str) -> list[ox.Triple]:
        """All triples of one named graph; none when it does not exist.

        Raises:
            ServerError: see ``graph.serverfouten``.
        """
        if not self.server.adressen.graaf:
            return self._paged(name)
        answer = self._verbinding.stuur("GET", self.server.adressen.graaf, params={"graph": name}, headers={"Accept": _NTRIPLES})
        if answer.status == 404:
            return []
        self._check(answer)
        found = self._parsed(answer)
        self._check_whole(answer, len(found))
        return found

    def put(self, name: str, triples: bytes) -> None:
        """Replace one named graph by these N-Triples; ``server.adressen.graaf`` must be known.

        Raises:
            ServerError: see ``graph.serverfouten``.
        """
        headers = {"Content-Type": _NTRIPLES}
        answer = self._verbinding.stuur("PUT", self.server.adressen.graaf, params={"graph": name}, content=triples, headers=headers)
        self._check(answer, writing=True)

    def update(self, sparql: str) -> None:
        """Run an update of ground data only: doing it twice is the same as once, so that it may be tried again.

        Raises:
            ServerError: see ``graph.serverfouten``.
        """
        if not self.server.adressen.wijzig:
            raise ServerReadOnly(self.server.adres, "er is geen adres voor wijzigingen")
        self._check(self._verbinding.stuur("POST", self.server.adressen.wijzig, data={"update": sparql}), writing=True)

    def check_filled(self, graph: str) -> None:
        """Raise StoreMissing when a graph is not there."""
        if not self.ask(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"):
            raise StoreMissing(self.server.adres)

    def close(self) -> None:
        """Close the connection."""
        self._verbinding.close()

    def _json(self, sparql: str) -> tuple[Antwoord, Any]:
        answer = self._asked(sparql, JSON)
        try:
            return answer, json.loads(answer.body)
        except (ValueError, RecursionError) as error:
            raise self._garbage(answer) from error

    def _garbage(self, answer: Antwoord) -> BadAnswer:
        return BadAnswer(self.server.adres, f"geen SPARQL-JSON: {answer.text[:80]}")

    def _asked(self, sparql: str, accept: str) -> Antwoord:
        extra = self.server.soort.extra
        headers = {"Accept": accept}
        answer = self._verbinding.stuur("POST", self.server.adressen.vraag, params=extra or None, data={"query": sparql}, headers=headers)
        if answer.status == 400:
            raise QueryError(sparql, dutch(answer.text))
        self._check(answer)
        return answer

    def _check(self, answer: Antwoord, *, writing: bool = False) -> None:
        """Raise what a status means."""
        if answer.status in (200, 201, 202, 204):
            return
        adres, said = self.server.adres, f"{answer.status}: {answer.text}" if "html" not in answer.headers.get("content-type", "") else ""
        said = said or str(answer.status)
        denied = _NO_RIGHTS.search(answer.text) is not None
        if writing and (denied or answer.status in (403, 404, 405)):
            raise ServerReadOnly(adres, said)
        if denied or answer.status in (401, 403):
            raise ServerDenied(adres, said)
        if answer.status in (408, 504):
            raise ServerTimeout(adres, said)
        if answer.status == 404 or 300 <= answer.status < 400:
            raise NotASparqlServer(adres, answer.headers.get("location", said))
        raise ServerRefused(adres, said)

    def _check_whole(self, answer: Antwoord, count: int) -> None:
        """Raise when the server itself cut the answer off, which Virtuoso says in its headers."""
        most = answer.headers.get("x-sparql-maxrows", "")
        if most.isdigit() and count >= int(most):
            raise AnswerTooBig(self.server.adres, f"de server geeft hoogstens {most} rijen")
        if "x-sql-state" in answer.headers:
            raise AnswerTooBig(self.server.adres, "de server stopte voordat het antwoord af was")

    def _parsed(self, answer: Antwoord) -> list[ox.Triple]:
        """Triples of an answer in N-Triples (which is Turtle too, as some servers call it)."""
        kind = answer.headers.get("content-type", "").partition(";")[0].strip()
        if kind not in (_NTRIPLES, "text/turtle", "text/plain", "application/x-turtle"):
            raise BadAnswer(self.server.adres, f"geen N-Triples maar {kind or 'iets zonder soort'}")
        try:
            return [quad.triple for quad in ox.parse(answer.body, ox.RdfFormat.TURTLE)]
        except (SyntaxError, ValueError) as error:
            raise BadAnswer(self.server.adres, str(error)) from error

    def _paged(self, name: str) -> list[ox.Triple]:
        """A graph in pages, in a fixed order; what does not add up was changed or cut off meanwhile."""
        where = f"GRAPH <{name}> {{ ?s ?p ?o }}"
        _, rows = self.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}")
        count = int(rows[0]["n"]["value"])
        found: list[ox.Triple] = []
        for start in range(0, count, _PAGE):
            page = f"SELECT ?s ?p ?o WHERE {{ {where} }} ORDER BY ?s ?p ?o LIMIT {_PAGE} OFFSET {start}"
            found += self.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ {page} }} }}")
        if len(set(found)) != count:
            raise BadAnswer(self.server.adres, f"van {count} regels kwamen er {len(set(found))}")
        return found
