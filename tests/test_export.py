"""CSV and GraphML: everything that goes in comes out, and a spreadsheet calculates nothing."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from uitvoer import VIJANDIG, claim, golden, node, small_view, view_of

from queries.records import CausalView
from regiograaf.outputs.exporteer import KOLOMMEN, veilig, write_csv, write_graphml

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


def test_empty_view(tmp_path: Path) -> None:
    empty = CausalView({}, ())
    assert rows(write_csv(empty, tmp_path / "c.csv")) == []
    assert nx.read_graphml(write_graphml(empty, tmp_path / "g.graphml")).number_of_nodes() == 0
