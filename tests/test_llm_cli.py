"""The commands with a language model: nothing is sent before it was shown, and a rebuild needs no server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from llmhulp import FILLER, as_asked, reads, said, stub
from typer.testing import CliRunner, Result

from extract.llm.adres import KEY_VARIABLE
from graph import iris
from graph.open import open_store
from regiograaf.cli import app

pytestmark = pytest.mark.usefixtures("no_event_loop")

SECTIONS = (("Wonen", "De gesloten brug leidt tot langere aanrijtijden."), ("Werk", "Veel verzuim leidt tot drukte op de afdeling."))
TEXT = "\n\n".join(f"# {title}\n\n{sentence} {FILLER}" for title, sentence in SECTIONS)


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bron" / "Regioplan Proefland 2024.md"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


def quads(folder: Path) -> list[str]:
    store = open_store(folder, read_only=True)
    try:
        return [line for name in store.graphs() if name != iris.BOUWLOG for line in store.nquads([name])]
    finally:
        store.close()


def options(address: str) -> list[str]:
    return ["--taalmodel", address, "--taalmodel-naam", "proefmodel"]


def test_a_trial_sends_nothing(file: Path, tmp_path: Path) -> None:
    with stub() as server:
        prices = ["--prijs-in", "1000", "--prijs-uit", "0"]
        result = run("bouw", file, "-g", tmp_path / "graaf", "--werkers", "0", *options(server.address), *prices, "--proef")
    assert (result.exit_code, server.asked) == (0, [])
    for words in (
        "proefmodel op http://127.0.0.1:",
        "2 van 2 passages",
        "eigen schatting",
        "verlaat hem niet",
        "er is niets verstuurd",
        "€ ",
    ):
        assert words in result.output
    assert '"tekst": "# Wonen\\nDe gesloten brug leidt tot' in result.output
    assert not (tmp_path / "graaf").exists()


def test_nobody_to_ask_and_no_consent(file: Path, tmp_path: Path) -> None:
    with stub() as server:
        result = run("bouw", file, "-g", tmp_path / "graaf", "--werkers", "0", *options(server.address))
    assert (result.exit_code, server.asked) == (2, [])
    assert "--ja" in result.stderr


def test_another_computer_is_said_in_so_many_words(file: Path, tmp_path: Path) -> None:
    result = run("bouw", file, "-g", tmp_path / "graaf", "--werkers", "0", *options("http://model.example.nl/v1"), "--proef")
    assert "De tekst van deze documenten gaat naar http://model.example.nl/v1/chat/completions, een andere computer." in result.output
    assert "niet versleuteld" in result.output


@pytest.mark.model
def test_build_then_again_without_a_server(file: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graaf"
    with stub() as server:
        first = run("bouw", file, "-g", graph, "--werkers", "0", *options(server.address), "--ja")
        address = server.address
    assert first.exit_code == 0, first.output
    assert len(server.asked) == 2
    assert "2 van 2 passages beantwoord" in first.stderr
    before = quads(graph)
    assert any("taalmodel proefmodel, richtlijn" in line for line in before)
    unchanged = run("bouw", file, "-g", graph, "--werkers", "0", *options(address))
    assert "1 document ongewijzigd" in unchanged.output
    again = run("bouw", file, "-g", graph, "--werkers", "0", "--opnieuw", *options(address))
    assert again.exit_code == 0
    assert quads(graph) == before
    assert "proefmodel" not in json.dumps([str(p) for p in graph.rglob("*")])


@pytest.mark.model
def test_more_answers_and_the_document_is_read_again(file: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graaf"

    def half(body: dict[str, object], number: int) -> object:
        return said("nee") if "verzuim" in str(body) else as_asked(body, number)

    with stub(half) as server:  # type: ignore[arg-type]  # a reply either way
        first = run("bouw", file, "-g", graph, "--werkers", "0", *options(server.address), "--ja")
    assert "het taalmodel heeft 1 van de 2 passages niet gelezen" in first.stderr
    with stub() as server:
        second = run("bouw", file, "-g", graph, "--werkers", "0", *options(server.address), "--ja")
    assert len(server.asked) == 1
    assert "ongewijzigd" not in second.output and "niet gelezen" not in second.stderr


@pytest.mark.model
def test_without_the_switch_as_it_was(file: Path, tmp_path: Path) -> None:
    assert run("bouw", file, "-g", tmp_path / "een", "--werkers", "0").exit_code == 0
    with stub() as server:
        run("bouw", file, "-g", tmp_path / "twee", "--werkers", "0", *options(server.address), "--ja")
    assert run("bouw", file, "-g", tmp_path / "twee", "--werkers", "0").exit_code == 0
    assert quads(tmp_path / "een") == quads(tmp_path / "twee")


@pytest.mark.model
def test_loose_passages(tmp_path: Path) -> None:
    inward = tmp_path / "in.jsonl"
    text = "De gesloten brug leidt tot langere aanrijtijden."
    inward.write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    plain = json.loads(run("extraheer", inward).stdout)
    with stub() as server:
        told = run("extraheer", inward, *options(server.address), "--ja")
    (one,) = json.loads(told.stdout)["relations"]
    (before,) = [*plain["relations"], *plain["ter_beoordeling"]][:1]
    assert one["belief"] > before["belief"] and "taalmodel" in one["signs"]
    assert json.loads(run("extraheer", inward).stdout) == plain
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        json.dumps(
            {
                "id": "a",
                "relations": [{"cause": "gesloten brug", "effect": "langere aanrijtijden", "kind": "oorzakelijk", "polarity": "+"}],
                "mentions": [],
            }
        )
        + "\n",
        encoding="utf-8",
    )
    measured = run("evalueer", inward, gold, *options(server.address), "--json", "--trekkingen", "0")
    assert measured.exit_code == 0, measured.output
    assert server.passages() == [text]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--taalmodel", "http://localhost:1"], "--taalmodel-naam"),
        (["--proef"], "horen bij --taalmodel"),
        (["--taalmodel-naam", "x"], "horen bij --taalmodel"),
        (["--taalmodel", "localhost", "--taalmodel-naam", "x"], "geen webadres"),
        (["--taalmodel", "https://ik:geheim@x.nl", "--taalmodel-naam", "x"], "geen naam of wachtwoord"),
        (["--taalmodel", "http://localhost:1", "--taalmodel-naam", "x", "--max-kosten", "1"], "--prijs-in"),
        (["--taalmodel", "http://localhost:1", "--taalmodel-naam", "x", "--dask", "tcp://localhost:1"], "cluster"),
    ],
)
def test_wrong_use_is_one_line(file: Path, tmp_path: Path, words: list[str], told: str) -> None:
    result = run("bouw", file, "-g", tmp_path / "graaf", *words)
    assert result.exit_code == 2
    assert told in result.stderr and result.stderr.count("\n") == 1
    assert "geheim" not in result.stderr
    assert not (tmp_path / "graaf").exists()


def test_a_graph_on_a_server_needs_a_folder_for_the_answers(file: Path) -> None:
    result = run("bouw", file, "-g", "http://localhost:7878", *options("http://localhost:1"), "--proef")
    assert result.exit_code == 2
    assert "--taalmodel-opslag" in result.stderr


def test_our_model_that_is_none_reads() -> None:
    assert len(reads(TEXT)) == 2
