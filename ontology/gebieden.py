"""Gemeenten and regions as dated facts, read from ``reference/*.csv``; every row names its source."""

from __future__ import annotations

import csv
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rdflib import RDF, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from ontology.prefixes import BEGRIP, GEBIED, PREFIXES
from ontology.vocab import RG

Row = dict[str, str]

#: Class of each soort in regios.csv; the soort is also the path in the IRI.
KINDS: dict[str, URIRef] = {
    "gemeente": RG.Gemeente,
    "zorgkantoorregio": RG.Zorgkantoorregio,
    "izaregio": RG.IZARegio,
    "roazregio": RG.ROAZRegio,
    "roazsubregio": RG.ROAZSubregio,
    "ggdregio": RG.GGDRegio,
    "veiligheidsregio": RG.Veiligheidsregio,
}
#: Columns of gemeenten.csv that say in which region a gemeente lies, and the soort of that region.
_MEMBERSHIP = {
    "zorgkantoorregio": "zorgkantoorregio",
    "veiligheidsregio": "veiligheidsregio",
    "ggdregio": "ggdregio",
    "roazregio_voorlopig": "roazregio",
}


class ReferenceDataError(ValueError):
    """A row of the reference data that cannot be used.

    Attributes:
        file: name of the CSV file.
        code: code of the row.
        problem: what is wrong with it, in Dutch.
    """

    def __init__(self, file: str, code: str, problem: str) -> None:
        super().__init__(file, code, problem)
        self.file, self.code, self.problem = file, code, problem

    def __str__(self) -> str:
        return f"{self.file}, regel met code '{self.code}': {self.problem}. Herstel de regel en probeer het opnieuw."


@dataclass(frozen=True, slots=True)
class Gebied:
    """A gemeente or region as it holds from ``geldig_van`` up to, not including, ``geldig_tot`` (None: still valid).

    ``geldig_van`` is the first day that the source vouches for, which may be later than the day the area came to be.
    ``gemeenten`` are names, sorted; a gemeente holds itself. When ``gemeenten_volledig`` is False the list is known to
    be partial (IZA-regio's) or provisional (ROAZ-regio's): absence then means nothing.
    """

    iri: str
    code: str
    naam: str
    soort: str
    geldig_van: datetime.date
    geldig_tot: datetime.date | None
    gemeenten: tuple[str, ...]
    gemeenten_volledig: bool
    bron: str


@lru_cache(maxsize=8)
def load_gebieden(peildatum: datetime.date | None = None) -> tuple[Gebied, ...]:
    """All gemeenten and regions that hold on a date, by soort and code.

    Args:
        peildatum: the date; without it, everything that has no end date.

    Raises:
        ReferenceDataError: a row has no usable date or soort.
    """
    gemeenten = [row for row in _rows("gemeenten.csv") if _holds(row, "gemeenten.csv", peildatum)]
    members = _members(gemeenten, peildatum)
    found = [_gebied(row, "gemeente", "gemeenten.csv", (row["naam"],), complete=True) for row in gemeenten]
    for row in _rows("regios.csv"):
        _kind(row)
        if _holds(row, "regios.csv", peildatum):
            names = tuple(sorted(members.get((row["soort"], row["code"]), ())))
            found.append(_gebied(row, row["soort"], "regios.csv", names, complete=row["gemeenten_volledig"] == "ja"))
    return tuple(sorted(found, key=lambda g: (g.soort, g.code)))


def load_reference() -> Graph:
    """The reference data as RDF (graaf:referentie), all periods; a fresh graph on every call."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for row in _rows("gemeenten.csv"):
        _add_gemeente(graph, row)
    for row in _rows("regios.csv"):
        _add_regio(graph, row)
    for row in _rows("iza_leden.csv"):
        graph.add((_iri("gemeente", row["gemeente"]), RG.ligtIn, _iri("izaregio", row["iza_regio"])))
    for row in _rows("rollen.csv"):
        _add_rol(graph, row)
    return graph


@lru_cache(maxsize=8)
def _rows(name: str) -> tuple[Row, ...]:
    text = (files("ontology") / "reference" / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _iri(soort: str, code: str) -> URIRef:
    return URIRef(f"{GEBIED}{soort}/{code}")


def _kind(row: Row) -> URIRef:
    """The class of a row of regios.csv."""
    if row["soort"] not in KINDS:
        raise ReferenceDataError("regios.csv", row["code"], f"onbekende soort '{row['soort']}'; bekend zijn {', '.join(KINDS)}")
    return KINDS[row["soort"]]


def _date(row: Row, column: str, file: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(row[column])
    except ValueError as error:
        code = row.get("code") or row.get("gemeente", "")
        raise ReferenceDataError(file, code, f"kolom {column} is geen datum als 2025-01-31: '{row[column]}'") from error


def _holds(row: Row, file: str, peildatum: datetime.date | None) -> bool:
    end = _date(row, "geldig_tot", file) if row.get("geldig_tot") else None
    start = _date(row, "geldig_van", file)
    return end is None if peildatum is None else start <= peildatum and (end is None or peildatum < end)


def _members(gemeenten: list[Row], peildatum: datetime.date | None) -> dict[tuple[str, str], set[str]]:
    """Names of the gemeenten by (soort, code) of the region they lie in."""
    members: dict[tuple[str, str], set[str]] = {}
    for row in gemeenten:
        for column, soort in _MEMBERSHIP.items():
            if row[column]:
                members.setdefault((soort, row[column]), set()).add(row["naam"])
    names = {row["code"]: row["naam"] for row in gemeenten}
    for row in _rows("iza_leden.csv"):
        if row["gemeente"] in names and _holds(row, "iza_leden.csv", peildatum):
            members.setdefault(("izaregio", row["iza_regio"]), set()).add(names[row["gemeente"]])
    return members


def _gebied(row: Row, soort: str, file: str, gemeenten: tuple[str, ...], *, complete: bool) -> Gebied:
    end = _date(row, "geldig_tot", file) if row["geldig_tot"] else None
    start = _date(row, "geldig_van", file)
    return Gebied(str(_iri(soort, row["code"])), row["code"], row["naam"], soort, start, end, gemeenten, complete, row["bron"])


def _add_fact(graph: Graph, node: URIRef, kind: URIRef, row: Row) -> None:
    """Type, validity and source: what every fact in the reference data has."""
    graph.add((node, RDF.type, kind))
    for column, term in (("geldig_van", RG.geldigVan), ("geldig_tot", RG.geldigTot)):
        if row[column]:
            graph.add((node, term, Literal(row[column], datatype=XSD.date)))
    graph.add((node, DCTERMS.source, Literal(row["bron"])))


def _add_gemeente(graph: Graph, row: Row) -> None:
    node = _iri("gemeente", row["code"])
    _add_fact(graph, node, RG.Gemeente, row)
    graph.add((node, SKOS.prefLabel, Literal(row["naam"], lang="nl")))
    graph.add((node, SKOS.notation, Literal(row["code"])))
    for column, soort in _MEMBERSHIP.items():
        if row[column]:
            graph.add((node, RG.ligtVoorlopigIn if soort == "roazregio" else RG.ligtIn, _iri(soort, row[column])))
    if row["roaz_opmerking"]:
        graph.add((node, SKOS.scopeNote, Literal("ROAZ-indeling: " + row["roaz_opmerking"], lang="nl")))
    for code in row["opgegaan_in"].split():
        graph.add((node, RG.opgegaanIn, _iri("gemeente", code)))


def _add_regio(graph: Graph, row: Row) -> None:
    node = _iri(row["soort"], row["code"])
    _add_fact(graph, node, _kind(row), row)
    facts: list[tuple[URIRef, Node]] = [
        (SKOS.prefLabel, Literal(row["naam"], lang="nl")),
        (SKOS.notation, Literal(row["code"])),
        (RG.gemeentenVolledig, Literal(row["gemeenten_volledig"] == "ja")),
        (RG.bevestigd, Literal(row["status"] == "bevestigd")),
    ]
    if row["deel_van"]:
        facts.append((RG.ligtIn, _iri("roazregio", row["deel_van"])))
    for term, value in facts:
        graph.add((node, term, value))


def _add_rol(graph: Graph, row: Row) -> None:
    """A party holds a role in a region: 'marktleider' of a zorgkantoorregio, 'mandaatgemeente' of an IZA-regio."""
    partij = URIRef(f"{GEBIED}partij/{re.sub(r'[^a-z0-9]+', '-', row['partij'].lower()).strip('-')}")
    graph.add((partij, RDF.type, RG.Partij))
    graph.add((partij, SKOS.prefLabel, Literal(row["partij"], lang="nl")))
    node = URIRef(f"{GEBIED}rolvervulling/{row['soort']}/{row['code']}/{row['rol']}")
    _add_fact(graph, node, RG.Rolvervulling, row)
    graph.add((node, RG.vervuldDoor, partij))
    graph.add((node, RG.vervultRol, URIRef(f"{BEGRIP}rol-{row['rol']}")))
    graph.add((node, RG.inRegio, _iri(row["soort"], row["code"])))
    graph.add((node, RG.bevestigd, Literal(row["bevestigd"] == "ja")))
