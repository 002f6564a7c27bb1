"""The SPARQL endpoint on a real server: the protocol, other programs that ask, what SPARQL means, limits, and what is refused."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil
import pytest
import uvicorn
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, XSD
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from typer.testing import CliRunner

from graph.open import open_store
from graph.store import Store
from regiograaf.bedien.app import Grenzen, create_app
from regiograaf.bedien.banen import Baansoort, Banen
from regiograaf.bedien.vormen import HTML, kies, vormen
from regiograaf.bedien.weigeren import STATUS
from regiograaf.cli import app as opdrachten

CASES = Path(__file__).parent / "cases" / "bedien"
QUERIES = sorted(CASES.glob("*.rq"))
EX = "https://example.org/"
ALL = "SELECT ?x { ?x <https://example.org/oordeel> ?o }"
FOREVER = (
    "SELECT (COUNT(*) AS ?z) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } { ?m ?n ?o } { ?p ?q ?r } { ?s ?t ?u } }"
)
HUNGRY = "SELECT * { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } } ORDER BY ?c ?f ?l"
JSON_RESULTS = "application/sparql-results+json"


@dataclass
class Bediend:
    """A running endpoint."""

    url: str
    folder: Path
    server: uvicorn.Server
    thread: threading.Thread

    def get(self, query: str, **headers: str) -> httpx.Response:
        return httpx.get(self.url, params={"query": query}, headers={"Accept": "*/*", **headers}, timeout=60)

    def post(self, content: bytes | str, kind: str, **headers: str) -> httpx.Response:
        return httpx.post(self.url, content=content, headers={"Content-Type": kind, **headers}, timeout=60)

    def form(self, **fields: str | list[str]) -> httpx.Response:
        return httpx.post(self.url, data=fields, timeout=60)

    def workers(self) -> list[psutil.Process]:
        """The processes that answer, of all servers of this test (where the system copies processes, the copier is their parent)."""
        found = psutil.Process().children(recursive=True)
        parents = {one.ppid() for one in found if one.is_running()}
        return [one for one in found if one.pid not in parents]

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


def start(folder: Path, grenzen: Grenzen, cors: tuple[str, ...] = ()) -> Bediend:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(folder, grenzen, {f"127.0.0.1:{port}"}, cors)
    server = uvicorn.Server(uvicorn.Config(app, http="h11", h11_max_incomplete_event_size=128_000, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    return Bediend(f"http://127.0.0.1:{port}/sparql", folder, server, thread)


def dataset() -> Dataset:
    data = Dataset(default_union=True)
    data.parse(CASES / "gegevens.trig", format="trig")
    return data


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Store]]:
    """A graph that is held open to write, as by a program that builds."""
    folder = tmp_path_factory.mktemp("bediend")
    written = open_store(folder)
    for graph in dataset().graphs():
        if len(graph):
            written.replace(str(graph.identifier), graph)
    yield folder, written
    written.close()


@pytest.fixture(scope="module")
def bediend(store: tuple[Path, Store]) -> Iterator[Bediend]:
    running = start(store[0], Grenzen(seconden=20, rijen=60, megabytes=300, werkers=2), cors=("https://yasgui.example",))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def streng(store: tuple[Path, Store]) -> Iterator[Bediend]:
    """With little time."""
    running = start(store[0], Grenzen(seconden=1, rijen=20, megabytes=300, werkers=1))
    yield running
    running.stop()


def refused(answer: httpx.Response, code: str) -> str:
    """The line of a refusal, which must be one line of Dutch with the code and status that belong together."""
    assert (answer.headers.get("x-regiograaf-fout"), answer.status_code) == (code, STATUS[code]), answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.count("\n") == 1
    assert "Traceback" not in answer.text
    assert ("retry-after" in answer.headers) == (answer.status_code == 503)
    return answer.text


# What a query may look like: the query operation of SPARQL 1.1 Protocol, section 2.1.


def test_three_ways_to_ask(bediend: Bediend) -> None:
    answers = [bediend.get(ALL), bediend.form(query=ALL), bediend.post(ALL, "application/sparql-query")]
    answers.append(bediend.post(ALL.encode(), "application/sparql-query; charset=UTF-8"))
    answers.append(httpx.get(bediend.url.removesuffix("sparql"), params={"query": ALL}))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].headers["content-type"] == JSON_RESULTS
    found = {row["x"]["value"] for row in answers[0].json()["results"]["bindings"]}
    assert found == {EX + "plan1", EX + "plan2"}


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_the_graphs_of_a_request(bediend: Bediend, way: str) -> None:
    def ask(query: str, **graphs: list[str]) -> set[str]:
        names = {"default": "default-graph-uri", "named": "named-graph-uri"}
        chosen = [(names[kind], iri) for kind, iris in graphs.items() for iri in iris]
        if way == "get":
            answer = httpx.get(bediend.url, params=[("query", query), *chosen])
        elif way == "form":
            body = "&".join(f"{name}={quote(value)}" for name, value in [("query", query), *chosen])
            answer = bediend.post(body, "application/x-www-form-urlencoded")
        else:
            answer = httpx.post(bediend.url, params=chosen, content=query, headers={"Content-Type": "application/sparql-query"})
        assert answer.status_code == 200, answer.text
        return {row["x"]["value"].removeprefix(EX) for row in answer.json()["results"]["bindings"]}

    everything, named = "SELECT ?x { ?x ?p ?o FILTER(?p IN (ex:oordeel, ex:remt)) }", "SELECT ?x { GRAPH ?g { ?x ex:remt|ex:oordeel ?o } }"
    head = f"PREFIX ex: <{EX}> "
    assert ask(head + everything) == {"plan1", "plan2", "d"}
    assert ask(head + everything, default=[EX + "oorzaken"]) == {"d"}
    assert ask(head + everything, default=[EX + "oorzaken", EX + "oordelen"]) == {"plan1", "plan2", "d"}
    assert ask(head + named, default=[EX + "oorzaken"]) == set()
    assert ask(head + named, named=[EX + "oorzaken"]) == {"d"}
    assert ask(head + everything, named=[EX + "oorzaken"]) == set()
    assert ask(head + everything, default=[EX + "er-is-niets"]) == set()
    # what the request says goes before what the query says
    assert ask(head + everything.replace("{", "FROM ex:plannen {", 1), default=[EX + "oorzaken"]) == {"d"}


@pytest.mark.parametrize(
    ("code", "ask"),
    [
        ("vraag", lambda b: b.get("SELECT * {")),
        ("vraag", lambda b: b.get("iets anders")),
        ("vraag", lambda b: b.get("SELECT (1 AS ?s) { ?s ?p ?o }")),
        ("geen-vraag", lambda b: httpx.get(b.url, params={"default-graph-uri": EX})),
        ("geen-vraag", lambda b: b.get("   ")),
        ("geen-vraag", lambda b: b.form(vraag=ALL)),
        ("geen-vraag", lambda b: b.post("", "application/sparql-query")),
        ("dubbel", lambda b: b.form(query=[ALL, ALL])),
        ("dubbel", lambda b: httpx.get(b.url, params=[("query", ALL), ("query", ALL)])),
        ("dubbel", lambda b: httpx.post(b.url, params={"query": ALL}, content=ALL, headers={"Content-Type": "application/sparql-query"})),
        ("tekens", lambda b: httpx.get(b.url + "?query=ASK%7B%FF%7D")),
        ("tekens", lambda b: b.post(b"ASK { ?s ?p '\xff' }", "application/sparql-query")),
        ("dataset", lambda b: b.form(query=ALL, **{"default-graph-uri": "geen iri"})),
        ("dataset", lambda b: b.form(query=ALL, **{"named-graph-uri": "<https://example.org/a>"})),
        ("geweigerd", lambda b: b.form(update="CLEAR ALL")),
        ("geweigerd", lambda b: b.post("CLEAR ALL", "application/sparql-update")),
        ("geweigerd", lambda b: b.get("INSERT DATA { <a:b> <a:b> 1 }")),
        ("geweigerd", lambda b: b.get("LOAD <file:///etc/passwd>")),
        ("geweigerd", lambda b: b.form(query="BASE <a:b> # x\nPREFIX x: <x:y>\ndrop all")),
        ("geweigerd", lambda b: b.get("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }")),
        ("methode", lambda b: httpx.put(b.url, content=b"x")),
        ("methode", lambda b: httpx.delete(b.url)),
        ("methode", lambda b: httpx.patch(b.url, content=b"x")),
        ("pad", lambda b: httpx.get(b.url + "/iets")),
        ("pad", lambda b: httpx.get(b.url.replace("sparql", "..%2f..%2fetc/passwd"))),
        ("vorm", lambda b: b.get(ALL, Accept="image/png")),
        ("vorm", lambda b: b.get(ALL, Accept="text/turtle")),
        ("vorm", lambda b: b.get("CONSTRUCT WHERE { ?s ?p ?o }", Accept="text/csv, */*;q=0")),
        ("vorm", lambda b: httpx.get(b.url, headers={"Accept": "image/png"})),
        ("soort", lambda b: b.post(ALL, "text/plain")),
        ("soort", lambda b: b.post(ALL, "application/sparql-query; charset=iso-8859-1")),
        ("soort", lambda b: httpx.post(b.url, files={"query": ALL.encode()})),
        ("te-groot", lambda b: b.post(b"ASK {}" + b" " * 300_000, "application/sparql-query")),
        ("te-lang", lambda b: httpx.get(b.url + "?query=" + "a" * 40_000)),
        ("adres", lambda b: b.get(ALL, Host="example.org")),
        ("herkomst", lambda b: b.get(ALL, Origin="https://elders.example")),
    ],
)
def test_what_is_refused(bediend: Bediend, code: str, ask: Callable[[Bediend], httpx.Response]) -> None:
    refused(ask(bediend), code)


def test_a_page_of_another_site_cannot_ask_in_silence(streng: Bediend) -> None:
    across = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    refused(streng.get(ALL, **across), "herkomst")
    assert streng.get(ALL, **{**across, "sec-fetch-mode": "navigate"}).status_code == 200
    refused(streng.get(ALL, Origin="null"), "herkomst")


def test_a_mistake_says_where(bediend: Bediend) -> None:
    assert "regel 2, teken" in bediend.get("SELECT * {\n?s ?p }").text
    allow = httpx.put(bediend.url).headers["allow"]
    assert allow == "GET, HEAD, POST, OPTIONS"


def test_head_and_options(bediend: Bediend) -> None:
    whole, head = bediend.get(ALL), httpx.head(bediend.url, params={"query": ALL})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]
    plain = httpx.options(bediend.url)
    assert (plain.status_code, plain.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_a_letter_of_any_kind_comes_back(bediend: Bediend) -> None:
    text = 'SELECT ("beïnvloedbaar \U0001f600 \\" , \\n ; é" AS ?t) {}'
    for answer in (bediend.get(text), bediend.form(query=text), bediend.post(text, "application/sparql-query")):
        assert answer.json()["results"]["bindings"][0]["t"]["value"] == 'beïnvloedbaar \U0001f600 " , \n ; é'


# The forms of an answer.


@pytest.mark.parametrize("form", vormen("tabel"), ids=lambda form: form.naam)
def test_tables(bediend: Bediend, form: object) -> None:
    text = f'SELECT ?iri ?taal ?getal ?knoop ?leeg {{ VALUES (?iri ?taal ?getal) {{ (<{EX}a> "hé"@nl 1.5) }} BIND(BNODE() AS ?knoop) }}'
    for name in (form.media, *form.ook):
        answer = bediend.get(text, Accept=name)
        assert answer.headers["content-type"].startswith(form.media)
        assert "Accept" in answer.headers["vary"]
    parsed = (
        Result.parse(source=BytesIO(answer.content), format=form.media)
        if form.naam != "XML"
        else XMLResultParser().parse(BytesIO(answer.content))
    )
    row = next(iter(parsed))
    assert str(row.iri) == EX + "a"
    if form.naam != "CSV":  # which has values only
        assert row.taal == Literal("hé", lang="nl")
        assert row.getal == Literal("1.5", datatype=URIRef("http://www.w3.org/2001/XMLSchema#decimal"))
        assert type(row.knoop).__name__ == "BNode"
        assert row.leeg is None
    assert "true" in bediend.get("ASK {}", Accept=form.media).text


@pytest.mark.parametrize("form", vormen("graaf"), ids=lambda form: form.naam)
def test_graphs(bediend: Bediend, form: object) -> None:
    answer = bediend.get(f"CONSTRUCT WHERE {{ ?s <{EX}naam> ?o }}", Accept=form.media)
    assert answer.headers["content-type"].startswith(form.media)
    found = Graph().parse(data=answer.content, format=form.media if form.media != "application/n-triples" else "nt")
    assert (URIRef(EX + "plan1"), URIRef(EX + "naam"), Literal("Plan of Rietwijk", lang="en")) in found
    assert len(found) == 4


@pytest.mark.parametrize(
    ("accept", "asked", "expected"),
    [
        ("", "", JSON_RESULTS),
        ("*/*", "", JSON_RESULTS),
        ("text/*", "", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "", "application/sparql-results+xml"),
        ("image/png", "", None),
        ("*/*;q=0", "", None),
        ("text/tab-separated-values, text/csv", "", "text/tab-separated-values"),
        ("TEXT/CSV ; Q=1", "", "text/csv"),
        ("text/csv;q=onzin, */*;q=0.1", "", JSON_RESULTS),
        ("application/json", "csv", "text/csv"),
        ("image/png", "xml", "application/sparql-results+xml"),
        ("text/csv", "iets", "text/csv"),
    ],
)
def test_the_form_that_fits(accept: str, asked: str, expected: str | None) -> None:
    found = kies(accept, vormen("tabel"), asked)
    assert (found.media if found else None) == expected


def test_no_name_means_two_forms() -> None:
    for kind in ("tabel", "graaf"):
        names = [name for form in vormen(kind) for name in (form.media, *form.ook, *form.format)]
        assert len(names) == len(set(names))


def test_format_in_the_address(bediend: Bediend) -> None:
    assert httpx.get(bediend.url, params={"query": ALL, "format": "csv"}).text.startswith("x\r\nhttps://example.org/plan")


# The description of the service.


def test_the_description(bediend: Bediend) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    for url in (bediend.url, bediend.url.removesuffix("sparql")):
        for form in vormen("graaf"):
            answer = httpx.get(url, headers={"Accept": form.media})
            found = Graph().parse(data=answer.content, format="nt" if form.naam == "N-Triples" else form.media)
            service = found.value(None, RDF.type, URIRef(sd + "Service"))
            assert str(found.value(service, URIRef(sd + "endpoint"))) == bediend.url
            assert (service, URIRef(sd + "feature"), URIRef(sd + "UnionDefaultGraph")) in found
            assert len(set(found.objects(service, URIRef(sd + "resultFormat")))) == 8
    assert httpx.get(bediend.url).headers["content-type"] == "text/turtle; charset=utf-8"


def test_the_page_for_people(bediend: Bediend) -> None:
    page = httpx.get(bediend.url, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"] == HTML.content_type
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert f"<code>{bediend.url}</code>" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert httpx.get(bediend.url.replace("sparql", "bedien.css")).headers["content-type"].startswith("text/css")


# Other programs.


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_tables(bediend: Bediend, form: str, method: str) -> None:
    wrapper = SPARQLWrapper(bediend.url)
    wrapper.setQuery(ALL)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    found = wrapper.queryAndConvert()
    text = found.toxml() if form == XML else json.dumps(found) if form == JSON else found.decode()
    assert EX + "plan2" in text


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD, XML])
@pytest.mark.parametrize("query", [f"CONSTRUCT WHERE {{ ?s <{EX}oordeel> ?o }}", f"DESCRIBE <{EX}plan1>"])
def test_sparqlwrapper_graphs(bediend: Bediend, form: str, query: str) -> None:
    wrapper = SPARQLWrapper(bediend.url)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    found = wrapper.queryAndConvert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert (URIRef(EX + "plan1"), URIRef(EX + "oordeel"), Literal("goed")) in graph


def test_sparqlwrapper_ask(bediend: Bediend) -> None:
    wrapper = SPARQLWrapper(bediend.url)
    wrapper.setQuery("ASK { ?s ?p ?o }")
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["boolean"] is True


def test_rdflib_reads_it(bediend: Bediend) -> None:
    remote = Graph(SPARQLStore(bediend.url))
    assert {str(row.x) for row in remote.query(ALL)} == {EX + "plan1", EX + "plan2"}
    assert set(remote.objects(URIRef(EX + "plan1"), URIRef(EX + "oordeel"))) == {Literal("goed")}


def test_what_a_browser_of_sparql_sends(bediend: Bediend) -> None:
    """YASGUI asks from its own page: first whether it may, then a form with its list of forms."""
    origin = {"Origin": "https://yasgui.example"}
    may = httpx.options(
        bediend.url,
        headers={**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type,x-requested-with"},
    )
    assert may.status_code == 200
    assert may.headers["access-control-allow-origin"] == "https://yasgui.example"
    accept = {**origin, "Accept": "application/sparql-results+json,*/*;q=0.9"}
    answer = httpx.post(bediend.url, data={"query": ALL}, headers=accept)
    assert answer.headers["access-control-allow-origin"] == "https://yasgui.example"
    assert answer.headers["content-type"] == JSON_RESULTS
    graph = {**origin, "Accept": "text/turtle,*/*;q=0.9"}
    assert httpx.post(bediend.url, data={"query": "DESCRIBE <a:b>"}, headers=graph).headers["content-type"].startswith("text/turtle")
    wrong = httpx.post(bediend.url, data={"query": "ASK"}, headers=accept)
    assert "x-regiograaf-fout" in wrong.headers["access-control-expose-headers"].lower()
    assert "access-control-allow-origin" not in httpx.get(bediend.url).headers


# What SPARQL means: the same answers as rdflib gives on the same data.


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_evaluation(bediend: Bediend, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    answer = bediend.form(query=text)
    assert answer.status_code == 200, answer.text
    expected = next((json.loads(line.removeprefix("# verwacht: ")) for line in text.splitlines() if line.startswith("# verwacht: ")), None)
    if expected is not None:
        rows = answer.json()["results"]["bindings"]
        assert sorted([cell["value"] for cell in row.values()] for row in rows) == sorted(expected)
        return
    other = dataset().query(text)
    if other.type in ("CONSTRUCT", "DESCRIBE"):
        assert isomorphic(Graph().parse(data=answer.text, format="turtle"), other.graph)
    elif other.type == "ASK":
        assert answer.json()["boolean"] == other.askAnswer
    else:
        own = Result.parse(source=BytesIO(answer.content), format="json")
        assert [str(name) for name in own.vars] == [str(name) for name in other.vars] or "*" in text
        ours, theirs = _rows(own), _rows(other)
        assert (ours == theirs) if "ORDER BY" in text else (Counter(ours) == Counter(theirs))


def test_every_case_says_what_it_is_about() -> None:
    assert len(QUERIES) > 40
    assert all(path.read_text(encoding="utf-8").startswith("# toets: ") for path in QUERIES)


def _rows(result: Result) -> list[frozenset[tuple[str, object]]]:
    return [frozenset((str(name), _value(row[name])) for name in result.vars if row[name] is not None) for row in result]


def _value(term: object) -> object:
    """A number by its value, which is written in more than one way (1.0 and 1); a text without its type; all else as it is."""
    if isinstance(term, Literal):
        if isinstance(term.value, int | float | Decimal) and not isinstance(term.value, bool):
            return float(term.value)
        return term if term.datatype != XSD.string else Literal(str(term))
    return term


# Limits.


def test_too_many_rows_are_never_a_part(bediend: Bediend) -> None:
    sixty = "SELECT ?a ?x { VALUES ?a { 1 2 3 4 5 6 } VALUES ?x { 1 2 3 4 5 6 7 8 9 10 } }"
    assert len(bediend.get(sixty).json()["results"]["bindings"]) == 60
    for form in ("json", "xml", "csv", "tsv"):
        answer = bediend.form(query=sixty.replace("10 }", "10 11 }"), format=form)
        assert "meer dan 60 rijen" in refused(answer, "rijen")
    graph = "CONSTRUCT { ?a <a:b> ?x } WHERE { VALUES ?a { <a:1> <a:2> <a:3> <a:4> <a:5> <a:6> <a:7> } VALUES ?x { 1 2 3 4 5 6 7 8 9 } }"
    refused(bediend.form(query=graph), "rijen")
    assert bediend.form(query=graph.replace("<a:7> ", "")).status_code == 200


def test_time_memory_and_size_are_refusals_of_their_own(bediend: Bediend, streng: Bediend, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "langer dan 1 seconden" in refused(streng.get(FOREVER), "tijd")
    assert "meer dan 300 MB" in refused(bediend.get(HUNGRY), "geheugen")
    monkeypatch.setattr("regiograaf.bedien.app.ANTWOORD_HOOGSTENS", 1)
    long = 'SELECT ?b { VALUES ?a { 1 2 } BIND("' + "x" * 200_000 + '" AS ?c) BIND(CONCAT(?c, ?c, ?c, STR(?a)) AS ?b) }'
    assert "groter dan 1 MB" in refused(bediend.post(long, "application/sparql-query"), "omvang")


def test_a_quick_question_does_not_wait_for_slow_ones(bediend: Bediend) -> None:
    slow = [threading.Thread(target=bediend.get, args=(f"# {n}\n{FOREVER}",), daemon=True) for n in range(6)]
    for one in slow:
        one.start()
    time.sleep(1)
    begin = time.monotonic()
    assert bediend.get("ASK { ?a ?quick ?question }").status_code == 200
    assert time.monotonic() - begin < 8
    assert any(one.is_alive() for one in slow)
    for one in slow:
        one.join(90)


def test_who_waits_too_long_is_told_to_come_back(store: tuple[Path, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "regiograaf.bedien.app.Banen", lambda folder, werkers: Banen(folder, werkers, (Baansoort(0.1, 0, None), Baansoort(None, 5, 1)))
    )
    running = start(store[0], Grenzen(seconden=4, werkers=1))
    found: list[httpx.Response] = []
    asking = [threading.Thread(target=lambda n=n: found.append(running.get(f"# {n}\n{FOREVER}"))) for n in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    running.stop()
    assert Counter(answer.status_code for answer in found) == {504: 2, 503: 2}
    assert "Probeer het over 5 seconden opnieuw" in refused(next(answer for answer in found if answer.status_code == 503), "druk")


def test_a_client_that_goes_away_ends_its_question(bediend: Bediend) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(bediend.url, params={"query": "# weg\n" + FOREVER}, timeout=1)
    deadline = time.monotonic() + 5
    while _busy(bediend) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _busy(bediend)


def _busy(bediend: Bediend) -> bool:
    def works(process: psutil.Process) -> bool:
        try:
            return process.cpu_percent(0.2) > 20
        except psutil.Error:  # it has just ended
            return False

    return any(works(one) for one in bediend.workers())


def test_a_process_that_is_killed_is_replaced(bediend: Bediend) -> None:
    assert bediend.get(ALL).status_code == 200
    for one in bediend.workers():
        one.kill()
    time.sleep(0.3)
    for number in range(6):
        assert bediend.get(f"# {number}\n{ALL}").status_code in (200, 503)
    assert bediend.get(f"# daarna\n{ALL}").status_code == 200


def test_what_is_written_is_seen(bediend: Bediend, store: tuple[Path, Store]) -> None:
    text = f"SELECT ?o {{ GRAPH <{EX}nieuw> {{ ?s ?p ?o }} }}"

    def values() -> list[str]:
        return [row["o"]["value"] for row in bediend.get(text).json()["results"]["bindings"]]

    assert values() == []
    for number in range(3):
        graph = Graph()
        graph.add((URIRef(EX + "a"), URIRef(EX + "telt"), Literal(str(number))))
        store[1].replace(EX + "nieuw", graph)
        assert values() == [str(number)]
        assert values() == [str(number)]
    store[1].remove(EX + "nieuw")
    assert values() == []


def test_what_differs_every_time_is_not_kept(bediend: Bediend) -> None:
    text = "SELECT (STRUUID() AS ?u) {}"
    assert bediend.get(text).text != bediend.get(text).text


def test_a_graph_that_goes_away(tmp_path: Path) -> None:
    folder = tmp_path / "graaf"
    made = open_store(folder)
    made.replace(EX + "g", Graph().add((URIRef(EX + "a"), URIRef(EX + "b"), Literal(1))))
    made.close()
    running = start(folder, Grenzen(werkers=1))
    assert running.get("ASK { ?s ?p ?o }").json()["boolean"] is True
    (folder / "store").rename(folder / "weg")
    refused(running.get("ASK { ?s ?p ?o }"), "graaf")
    (folder / "weg").rename(folder / "store")
    assert running.get("ASK { ?s ?p ?o }").json()["boolean"] is True
    running.stop()


def test_slow_and_half_requests_do_no_harm(bediend: Bediend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regiograaf.bedien.verzoek.ONTVANGST", 0.5)
    host, port = "127.0.0.1", int(bediend.url.split(":")[2].split("/")[0])
    head = f"POST /sparql HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK"
    with socket.create_connection((host, port)) as half:
        half.sendall(head.encode())
        half.settimeout(10)
        assert b" 408 " in half.recv(1000)
    with socket.create_connection((host, port)) as nothing:
        nothing.sendall(b"GARBAGE\x00\x01\r\n\r\n")
        nothing.settimeout(10)
        assert b" 400 " in nothing.recv(1000)
    assert bediend.get(ALL).status_code == 200


# The command.


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    run = CliRunner().invoke
    server = run(opdrachten, ["bedien", "--graaf", "http://127.0.0.1:9/sparql"])
    assert (server.exit_code, server.stderr.count("\n")) == (2, 1)
    assert "geef uw programma dat adres" in server.stderr
    origin = run(opdrachten, ["bedien", "--graaf", str(tmp_path), "--cors", "https://yasgui.org/pad"])
    assert (origin.exit_code, origin.stderr.count("\n")) == (2, 1)
