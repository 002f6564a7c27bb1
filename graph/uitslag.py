"""The answer to a query as a file in a standard form, with its blank nodes, languages and datatypes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.errors import QueryError
from ontology.prefixes import PREFIXES

#: The forms of a table (SELECT) or a yes or no (ASK), by media type; the first is given to who has no wish.
TABELVORMEN = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
#: The forms of a graph (CONSTRUCT, DESCRIBE).
GRAAFVORMEN = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
#: No row takes fewer bytes in any of the forms of a table: a line without a value in TSV.
_LEAST = 1


@dataclass(frozen=True, slots=True)
class Uitvoer:
    """Where and how an answer is written.

    ``bestand`` is the file; ``vorm`` a media type of ``TABELVORMEN`` or ``GRAAFVORMEN``; ``standaard`` and ``benoemd`` the
    graphs (IRIs) that together are the default graph, and those that GRAPH may name: None for both is the whole graph,
    as the query itself says.
    """

    bestand: Path
    vorm: str
    standaard: tuple[str, ...] | None = None
    benoemd: tuple[str, ...] | None = None

    @property
    def kiest(self) -> bool:
        """Whether the graphs are chosen here; a list that was not given is then empty, as the protocol asks."""
        return self.standaard is not None or self.benoemd is not None


def write_result(result: object, uitvoer: Uitvoer, sparql: str, rows: int) -> bool:
    """Write an answer of Oxigraph; whether it has at most ``rows`` rows or triples (when not, the file is of no use).

    Raises:
        QueryError: the answer is a graph and the form is that of a table, or the other way round.
    """
    if isinstance(result, ox.QueryTriples):
        if uitvoer.vorm not in GRAAFVORMEN:
            raise QueryError(sparql, f"dit geeft een graaf, en {uitvoer.vorm} is een vorm voor rijen")
        counted = _Counted(result, rows)
        ox.serialize(counted, str(uitvoer.bestand), GRAAFVORMEN[uitvoer.vorm], prefixes=PREFIXES)
        return not counted.more
    assert isinstance(result, ox.QuerySolutions | ox.QueryBoolean)  # noqa: S101 - there are three kinds
    if uitvoer.vorm not in TABELVORMEN:
        raise QueryError(sparql, f"dit geeft rijen of ja/nee, en {uitvoer.vorm} is een vorm voor een graaf")
    form = TABELVORMEN[uitvoer.vorm]
    result.serialize(str(uitvoer.bestand), form)
    return isinstance(result, ox.QueryBoolean) or _at_most(rows, uitvoer.bestand, form)


class _Counted:
    """Triples up to a number; ``more`` says afterwards whether there were more."""

    def __init__(self, triples: ox.QueryTriples, rows: int) -> None:
        self._triples = triples
        self._left = rows
        self.more = False

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._triples:
            if self._left <= 0:
                self.more = True
                return
            self._left -= 1
            yield triple


def _at_most(rows: int, path: Path, form: ox.QueryResultsFormat) -> bool:
    """Whether a written table has at most so many rows; what is too short to have more is not read again."""
    if path.stat().st_size <= rows * _LEAST:
        return True
    if form == ox.QueryResultsFormat.CSV:  # which Oxigraph writes and does not read
        csv.field_size_limit(2**31 - 1)
        with path.open(encoding="utf-8", newline="") as lines:
            return all(number <= rows for number, _ in enumerate(csv.reader(lines)))
    found = ox.parse_query_results(path=str(path), format=form)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - it was written as a table
    return all(number < rows for number, _ in enumerate(found))
