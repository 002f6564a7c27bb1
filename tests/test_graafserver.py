"""A graph on a server: which addresses it has, who may in, and what is said when it does not do what is asked."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
import servers
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from graph.errors import GraphError, StoreMissing
from graph.open import open_store
from graph.plaats import Plaats, plaats_van
from graph.serverfouten import (
    AnswerTooBig,
    BadAddress,
    BadAnswer,
    NeedsFolder,
    NotASparqlServer,
    ServerCertificate,
    ServerDenied,
    ServerReadOnly,
    ServerRefused,
    ServerTimeout,
    ServerUnreachable,
)
from graph.servers import Adressen, Server, soorten, verbind
from graph.sparql_client import SparqlClient
from graph.sparql_http import Toegang, Verbinding
from graph.sparql_update import Wijziging, in_one, in_steps
from graph.store_sparql import SparqlStore
from ontology.prefixes import NS

EX = "https://voorbeeld.nl/"
GEHEIM = "zeer-geheim"
YES = json.dumps({"head": {"vars": ["een"]}, "results": {"bindings": [{"een": {"type": "literal", "value": "1"}}]}})
JSON = {"Content-Type": "application/sparql-results+json"}
#: (status, headers, body) for a request: (method, path, headers, form).
Answers = Callable[[str, str, dict[str, str], dict[str, str]], tuple[int, dict[str, str], str]]


@contextmanager
def answering(answers: Answers, tls: Path | None = None) -> Iterator[str]:
    """A server on loopback that answers as told."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", errors="replace")
            form = {key: values[0] for key, values in parse_qs(body).items()}
            status, headers, text = answers(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, form)
            payload = text.encode("utf-8")
            self.send_response(status)
            for name, value in {"Content-Length": str(len(payload)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

        do_GET = do_POST = do_PUT = _any  # noqa: N815 - names of the library

        def log_message(self, *_words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        if tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls)
            http.socket = context.wrap_socket(http.socket, server_side=True)
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"{'https' if tls else 'http'}://127.0.0.1:{http.server_address[1]}"
        finally:
            http.shutdown()
            thread.join()


def client(adres: str, **words: float) -> SparqlClient:
    """A client without recognition: the whole server is one address, and nobody waits between tries."""
    verbinding = Verbinding(adres, Toegang(), slaap=lambda _: None, **words)  # type: ignore[arg-type]  # numbers only
    return SparqlClient(verbinding, Server(adres, Adressen(f"{adres}/q", f"{adres}/u", f"{adres}/g"), soorten()[-1]))


def always(status: int, body: str = "", **headers: str) -> Answers:
    return lambda *_request: (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def assert_one_dutch_line(error: Exception, part: str = "") -> None:
    line = str(error)
    assert "\n" not in line and part in line and len(line) < 500 and GEHEIM not in line


# --- the place of a graph ---


@pytest.mark.parametrize("words", ["http://localhost:7878", "https://graaf.voorbeeld.nl/zorg/", "HTTP://[::1]:8890/sparql"])
def test_an_address_is_a_server(words: str) -> None:
    place = plaats_van(words)
    assert place.is_server and str(place) == words.rstrip("/")
    with pytest.raises(NeedsFolder) as caught:
        place.folder("De werkbank")
    assert_one_dutch_line(caught.value, "De werkbank")


@pytest.mark.parametrize("words", ["graaf", "C:/graaf", "C:\\graaf", "server.toml", "a:b"])
def test_all_else_is_a_folder(words: str) -> None:
    assert plaats_van(words) == Plaats(map=Path(words)) and plaats_van(words).folder("x") == Path(words)


@pytest.mark.parametrize(
    "words",
    [
        f"http://jan:{GEHEIM}@host/",
        f"http://{GEHEIM}@host/",
        "http:/host",
        "ftp://host/x",
        "http://host?a=b",
        "http://host:99999",
        "http://[1",
    ],
)
def test_a_wrong_address_is_one_dutch_line(words: str) -> None:
    with pytest.raises(BadAddress) as caught:
        plaats_van(words)
    assert_one_dutch_line(caught.value)


# --- which server it is ---


def like(kind: str) -> Answers:
    """The answers of a server of this kind at /zorg (or at its own place), to the question that recognition puts."""
    paths = {
        "Oxigraph": ("/query", {"Server": "Oxigraph/0.5"}),
        "Fuseki": ("/zorg/sparql", {"Fuseki-Request-Id": "7"}),
        "RDF4J of GraphDB": ("/repositories/zorg", {}),
        "een los SPARQL-adres": ("/bigdata/sparql", {}),
    }
    path, headers = paths[kind]

    def answers(method: str, asked: str, _headers: dict[str, str], form: dict[str, str]) -> tuple[int, dict[str, str], str]:
        right = method == "POST" and urlsplit(asked).path == path and "query" in form
        return (200, JSON | headers, YES) if right else (404, headers, "")

    return answers


@pytest.mark.parametrize(
    ("kind", "given", "adressen"),
    [
        ("Oxigraph", "", ("/query", "/update", "/store")),
        ("Oxigraph", "/query", ("/query", "/update", "/store")),
        ("Fuseki", "/zorg", ("/zorg/sparql", "/zorg/update", "/zorg/data")),
        ("Fuseki", "/zorg/sparql", ("/zorg/sparql", "/zorg/update", "/zorg/data")),
        ("RDF4J of GraphDB", "/repositories/zorg", ("", "/statements", "/rdf-graphs/service")),
        ("een los SPARQL-adres", "/bigdata/sparql", ("", "", None)),
    ],
)
def test_servers_are_recognised(kind: str, given: str, adressen: tuple[str, ...]) -> None:
    with answering(like(kind)) as adres:
        verbinding, server = verbind(plaats_van(adres + given), Toegang())
        verbinding.close()
        base = adres if adressen[0] else adres + given
        assert server.soort.naam == kind
        assert server.adressen == Adressen(*("" if end is None else base + end for end in adressen))


def test_an_own_description_of_a_server(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    lines = ('vraag = "http://x/v"', 'graaf = "http://x/g"', 'aanmelding = "token"', "ondeelbaar = true", "wachttijd = 5")
    file.write_text("\n".join(lines), encoding="utf-8")
    verbinding, server = verbind(plaats_van(str(file)), Toegang(token=GEHEIM))
    verbinding.close()
    assert server.adressen == Adressen("http://x/v", "", "http://x/g") and server.soort.ondeelbaar
    assert GEHEIM not in repr((verbinding.toegang, server))


@pytest.mark.parametrize(
    "text",
    ['wijzig = "http://x"', 'vraag = "http://a:b@x"', "vraag = 3", 'vraag = "http://x"\nonzin = 1', "[", 'vraag = "http://x"\nsoort = "x"'],
)
def test_a_wrong_description_is_one_dutch_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadAddress) as caught:
        verbind(plaats_van(str(tmp_path / "s.toml")), Toegang())
    assert_one_dutch_line(caught.value)


def test_name_and_password_are_sent_when_asked_for() -> None:
    def answers(method: str, path: str, headers: dict[str, str], form: dict[str, str]) -> tuple[int, dict[str, str], str]:
        if headers.get("authorization", "").startswith("Basic "):
            return like("Oxigraph")(method, path, headers, form)
        return 401, {"Server": "Oxigraph", "WWW-Authenticate": 'Basic realm="x"'}, ""

    with answering(answers) as adres:
        verbind(plaats_van(adres), Toegang("jan", GEHEIM))[0].close()
        with pytest.raises(ServerDenied) as caught:
            verbind(plaats_van(adres), Toegang())
        assert_one_dutch_line(caught.value, "REGIOGRAAF_GRAAF_WACHTWOORD")


def test_virtuoso_takes_name_and_password(virtuoso_adres: str) -> None:
    with pytest.raises(ServerDenied) as caught:
        verbind(plaats_van(virtuoso_adres), Toegang("dba", GEHEIM))
    assert_one_dutch_line(caught.value)
    reader = SparqlStore(plaats_van(virtuoso_adres), toegang=Toegang())
    with pytest.raises(ServerReadOnly) as refused:
        reader.replace(EX + "g", filled("a"))
    assert_one_dutch_line(refused.value)
    reader.close()


# --- what goes wrong ---


def test_nobody_answers() -> None:
    with pytest.raises(ServerUnreachable) as caught:
        client(f"http://127.0.0.1:{servers.free_port()}").ask("ASK {}")
    assert_one_dutch_line(caught.value)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (always(401), ServerDenied),
        (always(403, "nee"), ServerDenied),
        (always(404), NotASparqlServer),
        (always(302, Location="http://elders/"), NotASparqlServer),
        (always(408), ServerTimeout),
        (always(504), ServerTimeout),
        (always(500, "kapot\nen nog iets"), ServerRefused),
        (always(413), ServerRefused),
        (always(200, "<html>", Content_Type="text/html"), BadAnswer),
        (always(200, "[" * 100_000), BadAnswer),
        (always(200, "{}"), BadAnswer),
        (always(200, "[]"), BadAnswer),
        (always(200, '{"head": {"vars": []}, "results": {"bindings": {}}}'), BadAnswer),
        (always(200, YES, X_SPARQL_MaxRows="1"), AnswerTooBig),
        (always(200, YES, X_SQL_State="S1TAT"), AnswerTooBig),
        (always(200, "x", Content_Encoding="gzip"), BadAnswer),
    ],
)
def test_every_fault_is_told_apart(answers: Answers, expected: type[GraphError]) -> None:
    with answering(answers) as adres, pytest.raises(expected) as caught:
        client(adres).rows("SELECT * {}")
    assert_one_dutch_line(caught.value, adres)


@pytest.mark.parametrize("status", [403, 404, 405])
def test_a_server_that_takes_no_changes_says_so(status: int) -> None:
    with answering(always(status, "nee")) as adres:
        for write in (lambda one: one.update("x"), lambda one: one.put(EX, b"")):
            with pytest.raises(ServerReadOnly) as caught:
                write(client(adres))
            assert_one_dutch_line(caught.value)


@pytest.mark.parametrize("body", ["<a> <b> .", "<a> <b> <c> .", "geen RDF"])
def test_garbage_for_a_graph(body: str) -> None:
    with answering(always(200, body, Content_Type="application/n-triples")) as adres, pytest.raises(BadAnswer) as caught:
        client(adres).graph(EX)
    assert_one_dutch_line(caught.value)


def test_no_answer_in_time_and_too_much_of_it() -> None:
    wait = threading.Event()

    def slow(*_request: object) -> tuple[int, dict[str, str], str]:
        wait.wait(5)
        return 200, JSON, YES

    with answering(slow) as adres:
        with pytest.raises(ServerTimeout) as late:
            client(adres, wachttijd=0.2).ask("ASK {}")
        wait.set()
        assert_one_dutch_line(late.value)
        with pytest.raises(AnswerTooBig) as big:
            client(adres, grens=10).ask("ASK {}")
        assert_one_dutch_line(big.value)


def test_what_passes_is_tried_again_and_the_server_says_when() -> None:
    asked: list[str] = []

    def busy(*_request: object) -> tuple[int, dict[str, str], str]:
        asked.append("x")
        return (200, JSON, YES) if len(asked) % 3 == 0 else (503, {"Retry-After": "7"}, "")

    pauses: list[float] = []
    with answering(busy) as adres:
        verbinding = Verbinding(adres, Toegang(), slaap=pauses.append)
        assert verbinding.stuur("GET", adres).status == 200
        assert pauses == [7.0, 7.0]
        assert verbinding.stuur("POST", adres, herhaalbaar=False).status == 503
        verbinding.close()
    assert len(asked) == 4


def test_a_certificate_that_nobody_trusts(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("er is geen openssl om een certificaat mee te maken")
    pem = tmp_path / "eigen.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([openssl, *words, "-keyout", str(tmp_path / "k"), "-out", str(tmp_path / "c")], check=True, capture_output=True)
    pem.write_bytes((tmp_path / "k").read_bytes() + (tmp_path / "c").read_bytes())
    with answering(always(200, YES), tls=pem) as adres, pytest.raises(ServerCertificate) as caught:
        client(adres).ask("ASK {}")
    assert_one_dutch_line(caught.value)


def test_a_server_without_a_graph_and_one_that_only_reads(tmp_path: Path, oxigraph_adres: str) -> None:
    with servers.oxigraph(tmp_path) as adres:
        with pytest.raises(StoreMissing) as caught:
            open_store(plaats_van(adres), read_only=True)
        assert_one_dutch_line(caught.value, f"bouw BRON --graaf {adres}")
        store = open_store(plaats_van(adres))
        store.replace("https://w3id.org/regiograaf/graaf/ontologie", filled("a"))
        store.close()
        reader = open_store(plaats_van(adres), read_only=True)
        for write in (lambda: reader.replace(EX, filled("b")), lambda: reader.change([])):
            with pytest.raises(ServerReadOnly):
                write()
        reader.close()
    with servers.oxigraph(tmp_path, "serve-read-only", "--union-default-graph") as adres:
        store = open_store(plaats_van(adres))
        assert len(store.graphs()) == 1
        with pytest.raises(ServerReadOnly) as refused:
            store.replace(EX, filled("b"))
        assert_one_dutch_line(refused.value)
        store.close()


# --- changes that do not fit in one request ---


def filled(*values: str) -> Graph:
    graph = Graph()
    for value in values:
        graph.add((URIRef(EX + "s"), URIRef(EX + "p"), Literal(value)))
    return graph


_names = st.sampled_from([EX + "g1", EX + "g2"])
_triple = st.builds(
    lambda s, p, o: ox.Triple(ox.NamedNode(EX + s), ox.NamedNode(p), ox.Literal(o)),
    st.sampled_from(["doc", "a", "b"]),
    st.sampled_from([NS + "sha256", EX + "p"]),
    st.sampled_from(["1", "2", "}} ; DROP ALL #"]),
)
_Graphs: TypeAlias = dict[str, set[ox.Triple]]
_graphs = st.dictionaries(_names, st.sets(_triple, max_size=8))


@settings(max_examples=60, deadline=None)
@given(before=_graphs, weg=_graphs, erbij=_graphs)
def test_steps_end_where_one_request_ends(before: _Graphs, weg: _Graphs, erbij: _Graphs) -> None:
    change = Wijziging({name: triples - erbij.get(name, set()) for name, triples in weg.items()}, erbij)
    whole, steps = ox.Store(), ox.Store()
    for store in (whole, steps):
        store.extend(ox.Quad(*triple, ox.NamedNode(name)) for name, triples in before.items() for triple in triples)
    together = in_one(change, 10**6)
    assert together is not None
    if together:
        whole.update(together)
    hashed = {name: {t.subject for t in triples if t.predicate.value == NS + "sha256"} for name, triples in before.items()}
    nodes = {name: {t for t in triples if t.subject in hashed[name]} for name, triples in before.items() if hashed[name]}
    requests = list(in_steps(change, nodes, 150))
    for request in requests:
        steps.update(request)
    assert set(steps) == set(whole)


def test_a_document_is_not_whole_until_the_last_request() -> None:
    node, sha, mark = ox.NamedNode(EX + "doc"), ox.NamedNode(NS + "sha256"), ox.NamedNode(NS + "bestand")
    old = {ox.Triple(node, sha, ox.Literal("oud")), ox.Triple(node, mark, ox.Literal("x.pdf"))}
    rest = {ox.Triple(ox.NamedNode(f"{EX}{n}"), mark, ox.Literal("y" * 50)) for n in range(20)}
    change = Wijziging({EX: {ox.Triple(node, sha, ox.Literal("oud"))}}, {EX: rest | {ox.Triple(node, sha, ox.Literal("nieuw"))}})
    store = ox.Store()
    store.extend(ox.Quad(*triple, ox.NamedNode(EX)) for triple in old)
    requests = list(in_steps(change, {EX: old}, 500))
    assert len(requests) > 4 and in_one(change, 500) is None
    for request in requests[:-1]:
        store.update(request)
        assert not list(store.quads_for_pattern(node, None, None))
    store.update(requests[-1])
    assert {quad.object.value for quad in store.quads_for_pattern(node, None, None)} == {"nieuw", "x.pdf"}


def test_a_graph_in_pages(oxigraph_adres: str) -> None:
    store = servers.open_server_at(oxigraph_adres)
    graph = filled(*(f"{n:05}" for n in range(7_000)))
    store.replace(EX + "groot", graph)
    server = Server(oxigraph_adres, Adressen(f"{oxigraph_adres}/query"), soorten()[-1])
    paged = SparqlClient(Verbinding(oxigraph_adres, Toegang()), server)
    assert len(paged.graph(EX + "groot")) == 7_000
    with pytest.raises(ServerReadOnly):
        paged.update("")
    paged.close()
    store.close()


def test_httpx_is_loaded_for_a_server_only_and_spacy_to_read_only() -> None:
    code = "import sys; import regiograaf.cli; from graph.open import open_store as o; o(None); sys.exit(bool(W & {*sys.modules}))"
    code = code.replace("W", "{'httpx', 'spacy'}")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
