"""Asking a model over the network: the protocol, every way it can fail, cost, pace, and keeping what was answered."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from llmhulp import SIX, Reply, as_asked, link, model, passage_of, plan, reads, said, stub

from extract.llm.adres import KEY_VARIABLE, full_address, is_local, key_from_environment, shown
from extract.llm.fouten import OpslagFout, Verkeerd
from extract.llm.kosten import at_most
from extract.llm.opslag import Opslag
from extract.llm.richtlijn import guideline, schema
from extract.llm.vragen import BUDGET, MOST_FAILURES, ask

pytestmark = pytest.mark.usefixtures("no_event_loop")


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "geheim-123")
    with stub() as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert (report.te_vragen, report.beantwoord, report.mislukt, report.gestopt) == (6, 6, {}, "")
    body, headers = server.asked[0], server.headers[0]
    assert server.paths[0] == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer geheim-123"
    assert body["model"] == "proefmodel" and body["temperature"] == 0.0
    assert body["response_format"] == {"type": "json_schema", "json_schema": {"name": "beweringen", "strict": True, "schema": schema()}}
    first, second = body["messages"]  # type: ignore[misc]
    assert first == {"role": "system", "content": guideline()}
    assert json.loads(second["content"]) == {"koppen": [], "tekst": plan(model(tmp_path / "leeg")).vragen[0].passage.tekst}
    assert passage_of(body).startswith("# Wonen in dorp a\nKrapte a leidt tot wachttijd a.")
    assert "geheim" not in "".join(map(str, files(tmp_path).values()))


def test_without_a_key_no_header(tmp_path: Path) -> None:
    with stub() as server:
        ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert "authorization" not in server.headers[0]


def test_what_is_answered_is_not_asked_again(tmp_path: Path) -> None:
    with stub() as server:
        ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    before = files(tmp_path)
    again = plan(model(tmp_path))
    assert (len(before), again.vragen, again.passages, again.documenten[0].te_vragen) == (6, (), 6, 0)
    assert ask(again.vragen, model(tmp_path), link(server.address)).te_vragen == 0
    assert files(tmp_path) == before
    assert len(plan(model(tmp_path, temperatuur=0.5)).vragen) == 6


def test_a_damaged_answer_is_asked_again(tmp_path: Path) -> None:
    with stub() as server:
        ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
        before = files(tmp_path)
        one, two = sorted((tmp_path / "antwoorden").rglob("*.json"))[:2]
        one.write_bytes(one.read_bytes()[:40])
        two.write_text(one.with_name(one.name).read_text(errors="replace") + "x", encoding="utf-8")
        todo = plan(model(tmp_path)).vragen
        assert sorted(v.naam for v in todo) == sorted(p.stem for p in (one, two))
        assert Opslag(tmp_path / "antwoorden").read(one.stem) is None
        ask(todo, model(tmp_path), link(server.address))
    assert files(tmp_path) == before


def test_several_at_a_time_give_the_same(tmp_path: Path) -> None:
    def slower_first(body: dict[str, object], number: int) -> Reply:
        return Reply(as_asked(body, number).body, wait=0.2 - 0.03 * number)

    with stub(slower_first) as server:
        ask(plan(model(tmp_path / "a")).vragen, model(tmp_path / "a"), link(server.address, tegelijk=3))
        assert server.busiest == 3
    with stub() as server:
        ask(plan(model(tmp_path / "b")).vragen, model(tmp_path / "b"), link(server.address))
        assert server.busiest == 1
    assert files(tmp_path / "a") == files(tmp_path / "b")


@pytest.mark.parametrize("refusals", [1, 2])
def test_a_server_that_does_not_know_our_form(tmp_path: Path, refusals: int) -> None:
    def picky(body: dict[str, object], number: int) -> Reply:
        known = body.get("response_format", {}) in ([{"type": "json_object"}, {}] if refusals == 1 else [{}])
        return as_asked(body, number) if known else Reply('{"error": {"message": "response_format"}}', 400)

    with stub(picky) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert (report.beantwoord, report.mislukt) == (6, {})
    assert len(server.asked) == 6 + refusals


def test_one_refused_passage_keeps_the_form(tmp_path: Path) -> None:
    def too_long(body: dict[str, object], number: int) -> Reply:
        return Reply('{"error": "context length"}', 400) if "wachttijd c" in passage_of(body) else as_asked(body, number)

    with stub(too_long) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert report.beantwoord == 5
    assert list(report.mislukt) == ["de dienst weigert de vraag (400: context length)"]
    assert all("json_schema" in str(body["response_format"]) for body in server.asked)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_try_again(tmp_path: Path, status: int) -> None:
    with stub(lambda body, number: Reply("druk", status) if number == 0 else as_asked(body, number)) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert (report.beantwoord, len(server.asked)) == (6, 7)


@pytest.mark.parametrize("header", ["0.3", "moment"])
def test_a_server_that_asks_for_a_pause_gets_it(tmp_path: Path, header: str) -> None:
    began = time.monotonic()
    value = formatdate(time.time() + 2, usegmt=True) if header == "moment" else header
    with stub(lambda b, n: Reply("", 429, {"Retry-After": value}) if n == 0 else as_asked(b, n)) as server:
        report = ask(plan(model(tmp_path)).vragen[:1], model(tmp_path), link(server.address))
    assert report.beantwoord == 1
    assert time.monotonic() - began >= 0.3


def test_a_pause_of_an_hour_is_not_waited_for(tmp_path: Path) -> None:
    with stub(lambda b, n: Reply("", 429, {"Retry-After": "3600"})) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert (report.beantwoord, len(server.asked)) == (0, 1)
    assert "3600 seconden" in report.gestopt


@pytest.mark.parametrize("slow", [{"wait": 3.0}, {"drip": 0.05}], ids=["hangt", "druppelt"])
def test_too_slow(tmp_path: Path, slow: dict[str, float]) -> None:
    def once(body: dict[str, object], number: int) -> Reply:
        return Reply(as_asked(body, number).body, **slow) if number == 0 else as_asked(body, number)  # type: ignore[arg-type]

    began = time.monotonic()
    with stub(once) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address, seconden=0.4))
    assert (report.beantwoord, len(server.asked)) == (6, 7)
    assert time.monotonic() - began < 2.5


_BROKEN = {
    "halve_json": said('{"beweringen": [{"citaat": "Krapte'),
    "halve_json_in_hek": said('```json\n{"beweringen": [{"citaat": "Krapte\n```'),
    "leeg": said(""),
    "niets": said(None),
    "proza": said("Ik kan daar niets over zeggen."),
    "andere_vorm": said('["beweringen"]'),
    "geen_json": Reply("<html>Bad gateway</html>"),
    "geen_keuzes": Reply('{"choices": []}'),
    "getal": Reply("7"),
    "diep": Reply("[" * 100_000),
    "diep_in_antwoord": said("[" * 90_000),
    "afgekapt": said('{"beweringen": []}', finish="length"),
    "reusachtig": Reply(b"x" * 2_000_000),
    "ingepakt": Reply(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}),
    "vier_nul_achttien": Reply("theepot", 418),
}


@pytest.mark.parametrize("name", sorted(_BROKEN))
def test_a_broken_answer_costs_one_passage(tmp_path: Path, name: str) -> None:
    def broken(body: dict[str, object], number: int) -> Reply:
        return _BROKEN[name] if "wachttijd b" in passage_of(body) else as_asked(body, number)

    with stub(broken) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address, pogingen=2))
    assert (report.beantwoord, sum(report.mislukt.values()), report.gestopt) == (5, 1, "")
    assert [v.passage.tekst[:17] for v in plan(model(tmp_path)).vragen] == ["# Wonen in dorp b"]


@pytest.mark.parametrize(
    "wrap", ["```json\n{}\n```", "```\n{}\n```", '<think>eerst {{"a": 1}} denken</think>\n{}', "Hier is het:\n{}\nKlaar.", "\ufeff {}"]
)
def test_an_answer_in_wrapping_counts(tmp_path: Path, wrap: str) -> None:
    def wrapped(body: dict[str, object], number: int) -> Reply:
        return said(wrap.replace("{{", "{").replace("}}", "}").replace("{}", json.dumps({"beweringen": reads(passage_of(body))})))

    with stub(wrapped) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert report.beantwoord == 6


def test_nothing_works_stops_soon(tmp_path: Path) -> None:
    with stub(lambda b, n: said("nee")) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert (report.beantwoord, len(server.asked)) == (0, 2 * MOST_FAILURES)
    assert "achter elkaar mislukten" in report.gestopt


def test_nobody_listens(tmp_path: Path) -> None:
    with stub() as server:
        address = server.address
    report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(address))
    assert report.beantwoord == 0
    assert "er luistert daar niets" in report.gestopt
    assert not (tmp_path / "antwoorden").exists()


@pytest.mark.parametrize(("status", "words"), [(401, "sleutel"), (402, "tegoed"), (403, "toegang"), (404, "niet bekend")])
def test_a_mistake_of_the_user_stops_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, words: str) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "geheim-123")
    with stub(lambda b, n: Reply('{"error": {"message": "key geheim-123\\n\\u001b[31m wrong"}}', status)) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert len(server.asked) == 1
    assert words in report.gestopt
    assert "geheim" not in report.gestopt
    assert report.gestopt.isprintable()


def test_redirects_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "geheim-123")
    with stub() as elsewhere, stub(lambda b, n: Reply("", 307, {"Location": elsewhere.address + "/v1/chat/completions"})) as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert elsewhere.asked == []
    assert "verwijst door" in report.gestopt


def test_what_is_for_this_computer_goes_by_no_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with stub() as proxy, stub() as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address)
        assert ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address)).beantwoord == 6
    assert proxy.asked == []


def test_the_budget_is_never_passed(tmp_path: Path) -> None:
    """Prices by which every request can cost a known amount, and the service counts what it says."""
    here, prices = model(tmp_path), {"prijs_in": 1000.0, "prijs_uit": 0.0}
    with stub(lambda b, n: said(reads(passage_of(b)), usage={"prompt_tokens": 1000, "completion_tokens": 5})) as server:
        most = max(at_most(link(server.address, **prices), v.passage, here) for v in plan(here).vragen)
        limit = 2 + most  # two are paid for at 1 euro each, and a third still fits
        report = ask(plan(here).vragen, here, link(server.address, max_kosten=limit, tegelijk=3, **prices))
    assert report.gestopt == BUDGET
    assert report.beantwoord == len(server.asked) == 3
    assert report.kosten == pytest.approx(3.0) and report.kosten <= limit
    assert len(plan(here).vragen) == 3


def test_no_budget_at_all_asks_nothing(tmp_path: Path) -> None:
    with stub() as server:
        report = ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address, max_kosten=0.0, prijs_in=1.0))
    assert (server.asked, report.gestopt) == ([], BUDGET)


def test_the_pace_is_kept(tmp_path: Path) -> None:
    began = time.monotonic()
    with stub() as server:
        ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address, per_minuut=600, tegelijk=3))
    assert time.monotonic() - began >= 0.5


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as in a terminal: a shell ignores it for what it runs in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_stopped_halfway_keeps_what_was_answered(tmp_path: Path) -> None:
    def interrupt(done: int, total: int, euros: float) -> None:
        if done == 3:
            signal.raise_signal(signal.SIGINT)

    with stub() as server:
        with pytest.raises(KeyboardInterrupt):
            ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address), interrupt)
        assert len(plan(model(tmp_path)).vragen) == 3
        assert not [p for p in tmp_path.rglob(".*") if p.is_file()]
        assert ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address)).beantwoord == 3
    assert sorted(server.passages()) == sorted(v.passage.tekst for v in plan(model(tmp_path / "leeg")).vragen)


def test_answers_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "antwoorden").write_text("geen map", encoding="utf-8")
    with stub() as server, pytest.raises(OpslagFout, match="niet te bewaren"):
        ask(plan(model(tmp_path)).vragen, model(tmp_path), link(server.address))
    assert len(server.asked) == 1


def test_the_same_passage_is_asked_once(tmp_path: Path) -> None:
    assert len(plan(model(tmp_path), [SIX[0], SIX[1], SIX[0]]).vragen) == 2


@pytest.mark.parametrize(
    ("given", "full"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1/chat/completions"),
        ("http://localhost:11434/", "http://localhost:11434/v1/chat/completions"),
        ("https://api.example.nl/v1", "https://api.example.nl/v1/chat/completions"),
        ("https://api.example.nl/api/v1/", "https://api.example.nl/api/v1/chat/completions"),
        ("https://x.example.nl/v1/chat/completions", "https://x.example.nl/v1/chat/completions"),
        ("https://x.example.nl/openai/v1?api-version=1", "https://x.example.nl/openai/v1/chat/completions?api-version=1"),
    ],
)
def test_the_address_in_full(given: str, full: str) -> None:
    assert full_address(given) == full


@pytest.mark.parametrize(
    "given",
    [
        "",
        "localhost:11434",
        "ftp://x",
        "file:///etc",
        "http://",
        "http://a b",
        "http://x:99999",
        "https://ik:geheim@x.nl/v1",
        "http://[::1",
    ],
)
def test_no_address(given: str) -> None:
    with pytest.raises(Verkeerd) as caught:
        full_address(given)
    assert "geheim" not in str(caught.value)


def test_this_computer_or_another() -> None:
    assert all(is_local(f"http://{host}:1/v1") for host in ("localhost", "127.0.0.1", "127.1.2.3", "[::1]"))
    assert not any(
        is_local(f"http://{host}/v1") for host in ("10.0.0.1", "192.168.1.4", "localhost.example.nl", "api.example.nl", "0.0.0.0")
    )
    assert shown("https://x.nl/v1?key=geheim") == "https://x.nl/v1"


def test_a_key_with_strange_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "geheim\n123")
    with pytest.raises(Verkeerd) as caught:
        key_from_environment()
    assert "geheim" not in str(caught.value)
