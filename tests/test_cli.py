"""The command line: contracts of commands, JSON shapes, exit codes, and one Dutch line for every mistake."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from regiograaf.outputs.exportvormen import VORMEN

COMMANDS = [
    "bouw",
    "extraheer",
    "evalueer",
    "demo",
    "vraag",
    "bevindingen",
    "kaart",
    "a4",
    "exporteer",
    "controle",
    "toets",
    "vergelijk",
    "aangrijpingspunten",
    "besluiten",
]
FINDING_KEYS = {"id", "soort", "regel", "ernst", "regio", "onderwerp", "uitleg", "documenten", "ontbreekt", "keten", "bewijs", "status"}


def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "regiograaf", *map(str, arguments)]
    result = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False, timeout=300)
    assert "Traceback" not in result.stderr, result.stderr
    return result


def test_help_is_dutch_and_complete() -> None:
    shown = run("--help")
    assert shown.returncode == 0
    for word in ("Gebruik:", "Opdrachten", "Toon deze hulp", *COMMANDS):
        assert word in shown.stdout
    for english in ("Usage", "Options", "Commands", "Show this message"):
        assert english not in shown.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    shown = run(command, "--help")
    assert shown.returncode == 0
    assert "Usage" not in shown.stdout
    assert "[required]" not in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["bouww"], 2, "Bedoelde u 'bouw'"),
        (["bouw"], 2, "'BRON...' is verplicht"),
        (["bevindingen"], 2, "--graaf"),
        (["kaart", "--graff", "x"], 2, "Bedoelde u --graaf"),
        (["kaart", "--graaf", "x", "--max-knopen", "zes"], 2, "--max-knopen"),
        (["bevindingen", "--graaf", "bestaat-niet"], 3, "staat geen graaf"),
        (["bouw", "bestaat-niet.pdf", "--graaf", "g"], 3, "bestaat-niet.pdf"),
        (["extraheer", "bestaat-niet.jsonl"], 3, "bestaat niet"),
        (["vraag", "knelpuntn", "--graaf", "{graph}"], 2, "knelpunten"),
        (["vraag", "oorzaken-van", "--graaf", "{graph}"], 2, "begrip"),
        (["vraag", "knelpunten", "--graaf", "{graph}", "los"], 2, "naam=waarde"),
        (["vraag", "knelpunten"], 2, "--graaf"),
        (["kaart", "--graaf", "{graph}", "--regio", "Nergenshuizen"], 2, "Eskerland"),
        (["a4", "--graaf", "{graph}"], 2, "--regio"),
        (["exporteer", "--graaf", "{graph}", "--formaat", "doc"], 2, "trig"),
        (["exporteer", "--graaf", "{graph}", "--formaat", "csv", "--document", "x"], 2, "--document"),
        (["exporteer", "--graaf", "{graph}", "--uit", "{graph}"], 3, "niet te schrijven"),
        (["a4", "--graaf", "{graph}", "--regio", "Eskerland", "--uit", "{graph}/store/LOCK"], 3, "niet te schrijven"),
        (["bevindingen", "--graaf", "{graph}", "--regio", "Nergens"], 2, "Eskerland"),
        (["bevindingen", "--graaf", "{graph}", "--soort", "onzin"], 2, "rolverwarring"),
        (["kaart", "--graaf", "{graph}", "--document", "nee.md"], 2, "regioplan"),
        (["kaart", "--graaf", "{graph}", "--richting", "links"], 2, "stroomop"),
        (["kaart", "--graaf", "{graph}", "--weergave", "onzin"], 2, "Bewaarde weergaven: geen"),
        (["kaart", "--graaf", "{graph}", "--weergave", "kleur=rood"], 2, "Bekend zijn: regio"),
        (["bevindingen", "--graaf"], 2, "hoort een waarde"),
        (["bevindingen", "te", "veel", "--graaf", "{graph}"], 2, "te veel"),
    ],
)
def test_mistakes_get_one_dutch_line(arguments: list[str], code: int, words: str, demo_graph: Path, tmp_path: Path) -> None:
    result = run(*(a.format(graph=demo_graph) for a in arguments), cwd=tmp_path)
    assert result.returncode == code, result.stderr
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) <= 2


def test_build_goes_on_past_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "goed.md").write_text("# Regioplan Proefland 2025\n\nDe krapte leidt tot wachttijden.\n", encoding="utf-8")
    (tmp_path / "stuk.pdf").write_bytes(b"%PDF-1.4 stuk")
    (tmp_path / "leeg.txt").write_text("", encoding="utf-8")
    result = run("bouw", tmp_path, "--graaf", tmp_path / "g", "--json")
    assert result.returncode == 1
    report = json.loads(result.stdout)
    assert [d["document"] for d in report["documenten"]] == ["goed.md"]
    assert {f["bestand"] for f in report["mislukt"]} == {"stuk.pdf", "leeg.txt"}
    assert sum(line.startswith("Niet gelezen") for line in result.stderr.splitlines()) == 2


def test_findings_have_the_contract_shape(demo_graph: Path) -> None:
    result = run("bevindingen", "--graaf", demo_graph, "--json", "--ook-bekeken")
    data = json.loads(result.stdout)
    assert set(data) == {"bevindingen", "bekeken"}
    assert data["bevindingen"]
    for finding in data["bevindingen"]:
        assert set(finding) >= FINDING_KEYS | {"te_bevestigen"}
        assert finding["ernst"] in {"laag", "midden", "hoog"}
        assert all(set(p) == {"document", "pagina", "citaat", "begin", "eind"} for p in finding["bewijs"])


def test_causes_have_the_contract_columns(demo_graph: Path) -> None:
    rows = json.loads(run("vraag", "oorzaken", "--graaf", demo_graph, "--json").stdout)["rijen"]
    assert rows
    for row in rows:
        assert set(row) >= {"document", "pagina", "citaat", "concept", "beinvloedbaar", "niveau", "bron"}
        assert row["beinvloedbaar"] in (True, False, None)


def test_parameters_in_three_ways(demo_graph: Path) -> None:
    ways = [["begrip=personeelstekort"], ["--begrip", "personeelstekort"], ["--begrip=personeelstekort"]]
    answers = {run("vraag", "beweringen", "--graaf", demo_graph, "--json", *way).stdout for way in ways}
    assert len(answers) == 1
    assert json.loads(answers.pop())["rijen"]


def test_own_sparql(demo_graph: Path, tmp_path: Path) -> None:
    query = tmp_path / "v.rq"
    query.write_text("SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { GRAPH ?g { ?d rg:bestand ?b } }", encoding="utf-8")
    assert json.loads(run("vraag", "--sparql", query, "--graaf", demo_graph, "--json").stdout) == {"rijen": [{"n": 3}]}
    query.write_text("SELECT WHERE", encoding="utf-8")
    assert run("vraag", "--sparql", query, "--graaf", demo_graph).returncode == 3


def test_extraheer_keeps_order_and_names_bad_lines(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = ['{"id": "b", "text": "De krapte leidt tot wachttijden."}', "geen json", '{"id": "a", "text": ""}']
    source.write_text("\n".join(lines), encoding="utf-8")
    result = run("extraheer", source, "--drempel", "0")
    assert result.returncode == 1
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["id"] for r in rows] == ["b", "a"]
    assert rows[0]["relations"][0]["cause"] == "krapte"
    assert "regel 2" in result.stderr


@pytest.mark.parametrize("formaat", list(VORMEN))
def test_every_export_format(formaat: str, demo_graph: Path, tmp_path: Path) -> None:
    path = tmp_path / f"uit.{formaat}"
    assert run("exporteer", "--graaf", demo_graph, "--formaat", formaat, "--uit", path).returncode == 0
    assert path.stat().st_size > 1_000


@pytest.mark.parametrize("formaat", ["nq", "csv"])
def test_export_of_one_region(formaat: str, demo_graph: Path, tmp_path: Path) -> None:
    path = tmp_path / f"uit.{formaat}"
    assert run("exporteer", "--graaf", demo_graph, "--formaat", formaat, "--regio", "wendermark", "--uit", path).returncode == 0
    text = path.read_text(encoding="utf-8")
    assert "Wendermark" in text and "zorgkantoorregiobeeld_eskerland_2025.md" not in text


def test_help_and_message_name_every_format(demo_graph: Path) -> None:
    shown = run("exporteer", "--help").stdout
    refused = run("exporteer", "--graaf", demo_graph, "--formaat", "doc").stderr
    assert all(name in shown and name in refused for name in VORMEN)


def test_a4_formats_are_a_choice(demo_graph: Path, tmp_path: Path) -> None:
    made = run("a4", "--graaf", demo_graph, "--alle", "--formaat", "PDF, docx", "--uit", tmp_path)
    assert made.returncode == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        *("a4-eskerland.docx", "a4-eskerland.pdf", "a4-wendermark.docx", "a4-wendermark.pdf"),
    ]
    assert run("a4", "--graaf", demo_graph, "--alle", "--formaat", "odt", "--uit", tmp_path).returncode == 2


def test_controle_reasons_over_the_regions(demo_graph: Path) -> None:
    result = run("controle", "--graaf", demo_graph, "--json")
    assert result.returncode == 0
    parts = {c["onderdeel"]: c["goed"] for c in json.loads(result.stdout)["controles"]}
    assert parts["taalmodel"]
    assert parts["ontologie"]
