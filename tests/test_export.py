"""Every export: all that goes in comes out, kinds of link stay apart, and text of documents is only ever text."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import lxml.etree
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from uitvoer import VIJANDIG, claim, golden, node, small_view, view_of

from queries.records import CausalView
from regiograaf.outputs.exporteer import KOLOMMEN, veilig, write_csv
from regiograaf.outputs.exportkumu import write_kumu
from regiograaf.outputs.exportnetwerk import write_gexf, write_graphml
from regiograaf.outputs.exporttekening import write_dot, write_mermaid

STARTS = "=+@＝＋－＠-"  # the hyphen last: it stands in a character class


def plain(text: str) -> str:
    """Take away what ``veilig`` put in: one apostrophe where a cell, or a piece of it, could start to calculate."""
    return re.sub(rf"(^|[;,\t\r\n])([ \u00a0]*)'('*[{STARTS}])", r"\1\2\3", text)


def rows(file: Path, delimiter: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
    with file.open(encoding=encoding, newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def test_csv_is_as_agreed(tmp_path: Path) -> None:
    golden("beweringen.csv", write_csv(small_view(), tmp_path / "c.csv").read_bytes().decode("utf-8"))


def test_csv_row_per_claim_with_page_and_quote(tmp_path: Path) -> None:
    read = rows(write_csv(small_view(), tmp_path / "nieuw" / "c.csv"))
    assert len(read) == 9
    assert tuple(read[0]) == KOLOMMEN
    assert read[0]["citaat"] == "hoge werkdruk leidt tot tekort aan personeel."
    assert (read[0]["paginas"], read[0]["plaatsen"]) == ("4", "4:10-55")
    assert (read[0]["rol_oorzaak"], read[0]["oorzaak_beinvloedbaar"], read[1]["oorzaak_beinvloedbaar"]) == ("Oorzaak", "ja", "onbepaald")
    assert {row["teken"] for row in read} == {"+", "-"}


def test_csv_for_a_dutch_excel(tmp_path: Path) -> None:
    file = write_csv(small_view(), tmp_path / "c.csv", excel=True)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(rows(file, ";", "utf-8-sig")) == 9


@pytest.mark.parametrize(
    "text", [*VIJANDIG, "=1+1", "+31 6", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "tekst;=1", "a,@b", "'=1"]
)
def test_no_cell_starts_a_formula(tmp_path: Path, text: str) -> None:
    cause, effect = node("a", "Oorzaak", label=text), node("b", "Knelpunt")
    view = view_of(claim(1, cause, effect, citaat=text), nodes=(cause, effect))
    (row,) = rows(write_csv(view, tmp_path / "c.csv"))
    assert row["oorzaak"].lstrip(" \t\r\n\u00a0")[:1] not in set(STARTS)
    assert not re.search(rf"[;,\t\r\n][ \u00a0]*[{STARTS}]", row["citaat"])
    assert (plain(row["oorzaak"]), plain(row["citaat"])) == (text, text)


@given(st.text(alphabet=[*"=+-@;,'\" \t\r\na", "＝", "\u00a0"], max_size=12))
def test_nothing_is_lost(text: str) -> None:
    assert plain(veilig(text)) == text


def test_csv_lists_what_the_text_denies(tmp_path: Path) -> None:
    read = rows(write_csv(small_view(), tmp_path / "c.csv", ontkend={"urn:bewering:0003"}))
    assert [row["bewering"] for row in read if row["ontkend"] == "ja"] == ["urn:bewering:0003"]
    assert {row["ontkend"] for row in read} == {"ja", "nee"}


def test_graphml_is_as_agreed(tmp_path: Path) -> None:
    golden("uitleg.graphml", write_graphml(small_view(), tmp_path / "g.graphml").read_text(encoding="utf-8"))


def test_graphml_round_trip(tmp_path: Path) -> None:
    view = small_view()
    graph = nx.read_graphml(write_graphml(view, tmp_path / "nieuw" / "g.graphml"), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    assert set(graph.nodes) == set(view.nodes)
    assert {(van, naar, key) for van, naar, key in graph.edges(keys=True)} == {(c.oorzaak, c.gevolg, c.iri) for c in view.claims}
    for one in view.claims:
        edge = graph.edges[one.oorzaak, one.gevolg, one.iri]
        assert (edge["citaat"], edge["geloof"], edge["soort"]) == (one.bewijs[0].citaat, one.geloof, one.soort)
        assert edge["gericht"] is (one.soort != "verband")
    assert graph.nodes["https://voorbeeld.nl/vergrijzing"] == {
        "label": "vergrijzing",
        "rol": "Oorzaak",
        "beinvloedbaar": "nee",
        "dimensie": "",
    }


@pytest.mark.parametrize("text", [*VIJANDIG, "zorg\ufffeverzekeraars", "a\x02b\x00"])
def test_graphml_holds_any_text(tmp_path: Path, text: str) -> None:
    cause, effect = node("a", "Oorzaak", label=text), node("b", "Knelpunt")
    view = view_of(claim(1, cause, effect, citaat=text), nodes=(cause, effect))
    graph = nx.read_graphml(write_graphml(view, tmp_path / "g.graphml"), force_multigraph=True)
    (edge,) = [attributes for _, _, attributes in graph.edges(data=True)]
    assert edge["citaat"] == re.sub("[\x00-\x08\ufffe]", "\ufffd", text)


def test_gexf_is_as_agreed(tmp_path: Path) -> None:
    golden("uitleg.gexf", write_gexf(small_view(), tmp_path / "g.gexf", datum="2026-11-22").read_text(encoding="utf-8"))


def test_gexf_round_trip(tmp_path: Path) -> None:
    view = small_view()
    arrows = replace(view, claims=tuple(one for one in view.claims if one.soort != "verband"))
    graph = nx.read_gexf(write_gexf(arrows, tmp_path / "g.gexf"))  # networkx reads no graph with both arrows and lines
    assert {data["id"] for *_, data in graph.edges(data=True)} == {one.iri for one in arrows.claims}
    for van, naar, data in graph.edges(data=True):
        one = next(claim for claim in arrows.claims if claim.iri == data["id"])
        assert (van, naar, data["citaat"], data["soort"]) == (one.oorzaak, one.gevolg, one.bewijs[0].citaat, one.soort)
        assert (data["document"], data["paginas"], data["weight"]) == (one.document, str(one.bewijs[0].pagina), one.geloof)
    assert graph.nodes["https://voorbeeld.nl/vergrijzing"]["label"] == "vergrijzing"


@pytest.mark.parametrize("text", [*VIJANDIG, "a\x02b\x00"])
def test_gexf_holds_any_text_and_its_lines_have_no_direction(tmp_path: Path, text: str) -> None:
    cause, effect = node("a", "Oorzaak", label=text), node("b", "Onbekend")
    view = view_of(claim(1, cause, effect, citaat=text, soort="verband"), nodes=(cause, effect))
    tree = lxml.etree.parse(write_gexf(view, tmp_path / "g.gexf"))
    space = {"g": "http://www.gexf.net/1.2draft"}
    (edge,) = tree.findall(".//g:edge", space)
    assert edge.get("type") == "undirected"
    assert re.sub("[\x00-\x08]", "\ufffd", text) in {value.get("value") for value in edge.findall(".//g:attvalue", space)}
    assert tree.find("g:meta", space).get("lastmodifieddate") is None


def test_kumu_is_as_agreed(tmp_path: Path) -> None:
    golden("uitleg-kumu.json", write_kumu(small_view(), tmp_path / "k.json").read_text(encoding="utf-8"))


def test_kumu_joins_by_labels_that_are_all_different(tmp_path: Path) -> None:
    one, two, three = node("1", "Oorzaak", label="Zorg"), node("2", "Knelpunt", label="zorg"), node("3", "Effect", label="zorg (2)")
    view = view_of(claim(1, one, two), claim(2, two, three, soort="verband"), claim(3, one, three, soort="beoogd"), nodes=(one, two, three))
    data = json.loads(write_kumu(view, tmp_path / "k.json").read_text(encoding="utf-8"))
    labels = [element["label"] for element in data["elements"]]
    assert len({label.casefold() for label in labels}) == 3
    assert {(link["from"], link["to"]) for link in data["connections"]} <= {(a, b) for a in labels for b in labels}
    assert [(link["type"], link["direction"]) for link in data["connections"]] == [
        ("oorzakelijk", "directed"),
        ("verband", "undirected"),
        ("beoogd", "directed"),
    ]
    assert all("beeld.pdf p. " in link["description"] for link in data["connections"])


@pytest.mark.parametrize("text", VIJANDIG)
def test_kumu_shows_text_and_no_markup(tmp_path: Path, text: str) -> None:
    cause, effect = node("a", "Oorzaak", label=text), node("b", "Knelpunt")
    data = json.loads(
        write_kumu(view_of(claim(1, cause, effect, citaat=text), nodes=(cause, effect)), tmp_path / "k.json").read_text("utf-8")
    )
    assert not re.search(r"(?<!\\)[<>`*\[\]#]", data["connections"][0]["description"])


def test_drawings_are_as_agreed(tmp_path: Path) -> None:
    golden("uitleg.dot", write_dot(small_view(), tmp_path / "u.dot", kop="Vlietland").read_text(encoding="utf-8"))
    golden("uitleg.mmd", write_mermaid(small_view(), tmp_path / "u.mmd", kop="Vlietland").read_text(encoding="utf-8"))


_VALUE = r'(?:"(?:[^"\\]|\\.)*"|\w+)'
DOT_LINE = re.compile(
    rf"//[^\n]*|digraph regiograaf \{{|\}}|  rankdir=LR;|  (?:node|edge|b\d+|b\d+ -> b\d+) \[(?:[a-z]+={_VALUE}(?:, )?)+\];"
)
_STYLE = r"  classDef \w+ stroke:#\w{6},fill:#\w{6},color:#\w{6}"
MERMAID_LINE = re.compile(rf'flowchart LR|  %% .*|  b\d+\["[^"]*"\]:::\w+|  b\d+ (?:-->|-\.->|---)\|"[^"]*"\| b\d+|{_STYLE}')
DRAWN = [*VIJANDIG, '%%{init: {"theme": "x"}}%%', 'a"]; b["c', "&quot;&lt;b&gt;", "\\N \\", "a\nb", "1. een", "- twee"]


@pytest.mark.parametrize("text", DRAWN)
def test_drawings_hold_any_text(tmp_path: Path, text: str) -> None:
    cause, effect = node("a", "Oorzaak", label=text), node("b", "Knelpunt")
    view = view_of(claim(1, cause, effect, citaat=text, document=text), claim(2, effect, cause, teken="-"), nodes=(cause, effect))
    for line in write_dot(view, tmp_path / "u.dot", kop=text).read_text(encoding="utf-8").splitlines():
        assert DOT_LINE.fullmatch(line), line
    mermaid = write_mermaid(view, tmp_path / "u.mmd", kop=text).read_text(encoding="utf-8")
    for line in mermaid.splitlines():
        assert MERMAID_LINE.fullmatch(line), line
        assert line.startswith("  %%") or not any(re.search(r"[<>`&%\\]", inside) for inside in re.findall(r'"([^"]*)"', line))
    assert "%%{" not in mermaid


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz (dot) is niet geïnstalleerd")
@pytest.mark.parametrize("text", VIJANDIG)
def test_graphviz_draws_it(tmp_path: Path, text: str) -> None:
    cause, effect = node("a", "Oorzaak", label=text), node("b", "Knelpunt")
    file = write_dot(view_of(claim(1, cause, effect, citaat=text), nodes=(cause, effect)), tmp_path / "u.dot", kop=text)
    drawn = subprocess.run(["dot", "-Tsvg", str(file)], check=True, capture_output=True).stdout
    words = "".join(lxml.etree.fromstring(drawn).itertext()).replace("\u00a0", " ")
    assert " ".join(text.split())[:12].strip() in " ".join(words.split())


def test_kinds_of_link_look_different(tmp_path: Path) -> None:
    mermaid = write_mermaid(small_view(), tmp_path / "u.mmd").read_text(encoding="utf-8")
    assert (mermaid.count(" -->|"), mermaid.count(" -.->|"), mermaid.count(" ---|")) == (6, 1, 1)
    dot = write_dot(small_view(), tmp_path / "u.dot").read_text(encoding="utf-8")
    assert (dot.count("->"), dot.count("style=dashed"), dot.count("dir=none")) == (8, 1, 1)


@pytest.mark.parametrize("name", ["csv", "graphml", "gexf", "kumu", "dot", "mermaid"])
def test_same_bytes_twice(tmp_path: Path, name: str) -> None:
    writers = {
        "csv": write_csv,
        "graphml": write_graphml,
        "gexf": write_gexf,
        "kumu": write_kumu,
        "dot": write_dot,
        "mermaid": write_mermaid,
    }
    one, two = (writers[name](small_view(), tmp_path / place).read_bytes() for place in ("een", "twee"))
    assert one == two


def test_empty_view(tmp_path: Path) -> None:
    empty = CausalView({}, ())
    assert json.loads(write_kumu(empty, tmp_path / "k.json").read_text(encoding="utf-8")) == {"elements": [], "connections": []}
    assert nx.read_gexf(write_gexf(empty, tmp_path / "g.gexf")).number_of_nodes() == 0
    assert write_dot(empty, tmp_path / "u.dot").exists() and write_mermaid(empty, tmp_path / "u.mmd").exists()
    assert rows(write_csv(empty, tmp_path / "c.csv")) == []
    assert nx.read_graphml(write_graphml(empty, tmp_path / "g.graphml")).number_of_nodes() == 0
