"""Named queries: every .rq has a folder with data, parameters and expected rows; both stores must agree."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, URIRef

from graph.errors import QueryError
from graph.open import open_store
from graph.store import Rows, Store, Value
from graph.store_rdflib import RdflibStore
from ontology.prefixes import NS, PREFIXES
from queries.errors import BadParameterError, BadQueryFileError, MissingParameterError, UnknownParameterError, UnknownQueryError
from queries.run import fill, load_queries, parse, run_named, run_text

CASES = Path(__file__).parent / "cases" / "queries"
FIXTURES = sorted((*CASES.glob("*/data.trig"), *CASES.parent.glob("checks/*/*.trig")))
NAMES = [query.name for query in load_queries()]
MINIMUM = 30


def load(store: Store, trig: Path) -> Store:
    """Put the named graphs of a TriG file into ``store``."""
    dataset = Dataset()
    dataset.parse(trig, format="trig")
    for graph in dataset.graphs():
        if isinstance(graph.identifier, URIRef) and len(graph):
            store.replace(str(graph.identifier), Graph() + graph)
    return store


def cell(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def as_csv(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([[cell(row[column]) for column in rows.columns] for row in rows.rows])
    return out.getvalue()


def case(name: str) -> tuple[Path, dict[str, str], str]:
    folder = CASES / name
    params = tomllib.loads((folder / "params.toml").read_text(encoding="utf-8"))
    return folder / "data.trig", params, (folder / "expected.csv").read_text(encoding="utf-8")


def test_every_query_has_a_case_and_every_case_a_query() -> None:
    assert len(NAMES) >= MINIMUM
    assert sorted(path.name for path in CASES.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("store", [open_store(None), RdflibStore()], ids=["oxigraph", "rdflib"])
def test_rows(name: str, store: Store) -> None:
    data, params, expected = case(name)
    for graph in store.graphs():
        store.remove(graph)
    rows = run_named(load(store, data), name, params)
    assert as_csv(rows) == expected


@pytest.mark.parametrize("name", NAMES)
def test_header_tells_the_columns_and_shows_its_source(name: str) -> None:
    query = next(query for query in load_queries() if query.name == name)
    data, params, expected = case(name)
    assert query.vraag.endswith("?")
    assert query.kolommen == run_named(load(open_store(None), data), name, params).columns
    assert name == "documenten" or {"document", "pagina", "citaat"} <= set(query.kolommen)
    assert len(expected.splitlines()) > 1, "a case without rows proves nothing"


@pytest.mark.parametrize("name", NAMES)
def test_optional_parameters_may_be_left_out(name: str) -> None:
    query = next(query for query in load_queries() if query.name == name)
    data, params, _ = case(name)
    needed = {parameter.naam: params[parameter.naam] for parameter in query.parameters if parameter.verplicht}
    assert run_named(load(open_store(None), data), name, needed).rows


@pytest.mark.parametrize("name", NAMES)
def test_text_is_plain_sparql_that_reads_named_graphs(name: str) -> None:
    query = next(query for query in load_queries() if query.name == name)
    declared = dict(re.findall(r"^PREFIX (\w+): <(.+)>$", query.text, re.MULTILINE))
    assert declared
    assert all(PREFIXES[prefix] == iri for prefix, iri in declared.items())
    assert "GRAPH ?" in query.text
    assert "ORDER BY" in query.text
    assert not re.search(r"COUNT\((?!DISTINCT)", query.text)
    open_store(None).query(query.text)  # unfilled, $naam is a variable: the file itself runs anywhere


def test_same_triple_in_two_graphs_counts_once() -> None:
    store = open_store(None)
    data, _, _ = case("gedeelde-begrippen")
    load(store, data)
    rows = run_named(store, "gedeelde-begrippen").rows
    assert {row["concept"]: (row["regios"], row["documenten"]) for row in rows} == {"personeelstekort": (2, 2), "vergrijzing": (2, 2)}


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_fixture_quotes_are_page_text(fixture: Path) -> None:
    store = load(open_store(None), fixture)
    rows = run_text(
        store,
        """SELECT ?citaat ?begin ?eind ?tekst WHERE { GRAPH ?g {
             ?plek rg:inDocument ?doc ; rg:paginanummer ?n ; rg:begin ?begin ; rg:eind ?eind ; rg:citaat ?citaat .
             ?pagina rg:inDocument ?doc ; rg:paginanummer ?n ; rg:paginatekst ?tekst } }""",
    ).rows
    assert rows
    assert all(row["citaat"] == str(row["tekst"])[int(str(row["begin"])) : int(str(row["eind"]))] for row in rows)


# --- parameters


def beweringen(begrip: str) -> list[str]:
    data, _, _ = case("beweringen")
    rows = run_named(load(open_store(None), data), "beweringen", {"begrip": begrip}).rows
    return [str(row["bewering"]).rsplit("/", 1)[1] for row in rows]


@pytest.mark.parametrize(
    ("begrip", "found"),
    [
        ("vergrijzing", ["b1"]),
        ("GRIJZ", ["b1"]),
        ("vèrgrijzing", ["b1"]),
        (PREFIXES["begrip"] + "vergrijzing", ["b1"]),
        (PREFIXES["begrip"] + "grijs", []),
        ("vergr.*", []),
        ('" || true || "', []),
        ("\\u0022", []),
        ("a\nb", []),
    ],
)
def test_concept_is_found_by_label_part_or_iri(begrip: str, found: list[str]) -> None:
    assert beweringen(begrip) == found


def test_diacritics_may_be_left_out() -> None:
    assert beweringen("lange rijen") == beweringen("lange ríjén") == ["b9"]


@pytest.mark.parametrize("regio", ['x" || "" = "', "$regio", "\\", 'a\\"', "\\u0022 || true || \\u0022", "a\t\nb", "'''", "x # y"])
@pytest.mark.parametrize("store", [open_store(None), RdflibStore()], ids=["oxigraph", "rdflib"])
def test_hostile_text_stays_one_literal(regio: str, store: Store) -> None:
    query = next(query for query in load_queries() if query.name == "documenten")
    load(store, case("documenten")[0])
    assert not store.query(fill(query, {"regio": regio})).rows


def test_errors_say_what_to_do() -> None:
    store = open_store(None)
    with pytest.raises(UnknownQueryError, match="Bedoelt u 'oorzaken'") as unknown:
        run_named(store, "oorzaak")
    assert "oorzaken-van" in unknown.value.nearest or unknown.value.nearest[0] == "oorzaken"
    with pytest.raises(MissingParameterError, match=r"heeft 'begrip' nodig \(label"):
        run_named(store, "oorzaken-van", {"begrip": "  "})
    with pytest.raises(UnknownParameterError, match=r"kent geen parameter 'gemeente'\. Wel: begrip, regio, document"):
        run_named(store, "oorzaken", {"gemeente": "x"})
    with pytest.raises(BadParameterError, match="'drie' past niet bij 'stappen'"):
        run_named(store, "oorzaken-van", {"begrip": "x", "stappen": "drie"})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# vraag: Wat?\n# kolommen: a\n", "'# parameters: ...' ontbreekt"),
        ("# vraag: Wat?\n# parameters: geen\n# kolommen: a\nSELECT $regio", "gebruikt"),
        ("# vraag: Wat?\n# parameters: regio (soms) - x\n# kolommen: a\n$regio", "is geen parameter"),
    ],
)
def test_a_wrong_header_is_named(text: str, problem: str) -> None:
    with pytest.raises(BadQueryFileError, match=r"vraagbestand proef\.rq") as error:
        parse("proef", text)
    assert problem in str(error.value)


def test_own_sparql_needs_no_prefixes() -> None:
    data, _, _ = case("beweringen")
    store = load(open_store(None), data)
    rows = run_text(store, "SELECT (COUNT(DISTINCT ?b) AS ?n) WHERE { GRAPH ?g { ?b a rg:OorzakelijkeBewering } }").rows
    assert rows == ({"n": 4},)
    assert run_text(store, f"PREFIX rg: <{NS}>\nASK {{ GRAPH ?g {{ ?d a rg:Regioplan }} }}").rows == ({"antwoord": False},)


@pytest.mark.parametrize("text", ["SELECT WHERE", "", "DELETE WHERE { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_bad_sparql_is_one_dutch_line(text: str) -> None:
    with pytest.raises(QueryError) as error:
        run_text(open_store(None), text)
    assert "\n" not in str(error.value)
