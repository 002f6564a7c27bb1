"""The causal map: one file, nothing from outside, document text never runs, and it says what it leaves out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from uitvoer import VIJANDIG, claim, finding, golden, loop_finding, node, small_view, view_of

from graph.open import open_store
from graph.weergaven import save_view
from queries.errors import BadWeergaveError
from queries.kaart_records import Knoop
from queries.kaartbeeld import beeld_van
from queries.records import CausalView, Finding
from queries.weergave import Weergave
from regiograaf.flow import asked_view
from regiograaf.outputs.kaart import MapReport, write_map
from regiograaf.outputs.kaartopmaak import BREEDTE, lay_out
from regiograaf.outputs.kaartstijl import BEGRIPPEN, PIJLEN
from regiograaf.outputs.tekst import TEMPLATES, aantal, kort, regels, toonbaar

PANEEL = TEMPLATES.parents[1] / "web" / "static" / "kaart_paneel.js"


def make(file: Path, view: CausalView, *findings: Finding, titel: str = "Kaart", weergave: Weergave = Weergave()) -> MapReport:  # noqa: B008
    return write_map(beeld_van(view, weergave, findings), file, titel=titel)


def written(tmp_path: Path, view: CausalView, *findings: Finding, **options: Any) -> LexborHTMLParser:
    make(tmp_path / "kaart.html", view, *findings, **options)
    return LexborHTMLParser((tmp_path / "kaart.html").read_text(encoding="utf-8"))


def data(page: LexborHTMLParser) -> dict:
    return json.loads(page.css_first("#gegevens").text())


def edges(page: LexborHTMLParser) -> dict[tuple[str, str], dict]:
    """Lines by (van, naar) in labels; the last stroke of a line holds its head and sign."""
    content = data(page)
    labels = {name: box["label"] for name, box in content["inhoud"]["knopen"].items()}
    lines = content["inhoud"]["lijnen"]
    return {(labels[lines[edge["lijn"]]["van"]], labels[lines[edge["lijn"]]["naar"]]): edge for edge in content["lijnen"]}


def test_one_file_without_any_request(tmp_path: Path) -> None:
    page = written(tmp_path, small_view(), loop_finding())
    assert not page.css("link, iframe, img, object, embed, base, form")
    assert not [element for element in page.css("*") if {"src", "href", "action"} & set(element.attributes)]
    assert [file.name for file in tmp_path.iterdir()] == ["kaart.html"]


def test_policy_allows_these_scripts_and_this_style_only(tmp_path: Path) -> None:
    page = written(tmp_path, small_view())
    policy = page.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    run = [script.text() for script in page.css("script") if script.attributes.get("type") != "application/json"]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (*run, page.css_first("style").text())]
    assert len(run) == 3
    assert re.findall(r"sha256-([^']+)'", policy) == hashes
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "\r" not in "".join(run)


def test_policy_comes_before_everything_it_governs(tmp_path: Path) -> None:
    written(tmp_path, small_view())
    html = (tmp_path / "kaart.html").read_text(encoding="utf-8")
    assert html.index("Content-Security-Policy") < min(html.index("<style"), html.index("<script"))


@pytest.mark.parametrize("text", VIJANDIG)
def test_document_text_is_only_ever_text(tmp_path: Path, text: str) -> None:
    cause, effect = node("a", "Oorzaak", label=text), node("b", "Knelpunt", label=f"x{text}")
    found = finding(keten=(text, f"x{text}"), onderwerp=text, uitleg=text)
    view = view_of(
        claim(1, cause, effect, document=f"{text}.pdf", citaat=text), claim(2, effect, cause, citaat=text), nodes=(cause, effect)
    )
    page = written(tmp_path, view, found, titel=text)
    assert len(page.css("script")) == 4
    assert not page.css("img, a, b b, iframe")
    assert not [name for element in page.css("*") for name in element.attributes if name.startswith("on") or name == "title"]
    assert page.css_first("h1").text() == toonbaar(text)
    assert data(page)["inhoud"]["beweringen"][0]["citaten"][0]["tekst"] == toonbaar(text)
    assert toonbaar(text) in [cell.text() for cell in page.css("#tabel td")]


def test_no_titles_in_the_network(tmp_path: Path) -> None:
    """Pyvis shows a title with a link as HTML; the map has no titles at all."""
    content = data(written(tmp_path, small_view()))
    assert not [item for item in content["knopen"] + content["lijnen"] if "title" in item]


@pytest.mark.parametrize("file", [TEMPLATES / "kaart.js", PANEEL], ids=lambda file: file.name)
def test_script_never_sets_html(file: Path) -> None:
    script = file.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|setAttribute\(\"on", script)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    view = small_view()
    turned = CausalView(dict(reversed(view.nodes.items())), view.claims[::-1])
    one, two = tmp_path / "een.html", tmp_path / "twee.html"
    make(one, view, loop_finding())
    make(two, turned, loop_finding())
    assert one.read_bytes() == two.read_bytes()


def test_content_is_as_agreed(tmp_path: Path) -> None:
    content = data(written(tmp_path, small_view(), loop_finding(), finding("rolverwarring", name="b2", onderwerp="Vergrijzing")))
    golden(
        "kaart.json",
        json.dumps({key: content[key] for key in ("knopen", "lijnen", "inhoud")}, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
    )


def test_kinds_of_arrow_never_look_alike(tmp_path: Path) -> None:
    drawn = edges(written(tmp_path, small_view()))
    cause = drawn["tekort aan personeel", "lange wachttijden"]
    intended = drawn["hoge werkdruk", "slechtere gezondheid"]
    correlated = drawn["slechtere gezondheid", "vergrijzing"]
    waiting = drawn["vergrijzing", "slechtere gezondheid"]
    assert cause["arrows"] == intended["arrows"] == "to"
    assert correlated["arrows"] == ""
    assert not cause["dashes"]
    assert intended["dashes"]
    assert waiting["dashes"]
    colours = [edge["color"]["color"] for edge in (cause, intended, correlated, waiting)]
    assert len(set(colours)) == 4


def test_sign_and_number_of_claims_show(tmp_path: Path) -> None:
    drawn = edges(written(tmp_path, small_view()))
    assert drawn["vergrijzing", "lange wachttijden"]["label"] == "−"
    assert drawn["tekort aan personeel", "lange wachttijden"]["label"] == ""
    assert drawn["tekort aan personeel", "lange wachttijden"]["width"] > drawn["vergrijzing", "lange wachttijden"]["width"]


def test_looks_follow_role_and_influence(tmp_path: Path) -> None:
    content = data(written(tmp_path, small_view()))
    labels = {iri: concept["label"] for iri, concept in content["inhoud"]["begrippen"].items()}
    look = {
        labels[item["id"]]: (item["color"]["background"], bool(item["shapeProperties"]["borderDashes"]))
        for item in content["knopen"]
        if item["id"] in labels
    }
    assert len(set(look.values())) == 5
    assert look["hoge werkdruk"][0] == BEGRIPPEN["oorzaak-ja"].vulling
    assert look["vergrijzing"][0] == BEGRIPPEN["oorzaak-nee"].vulling
    assert look["tekort aan personeel"][1]


def test_legend_names_only_what_is_drawn(tmp_path: Path) -> None:
    full = written(tmp_path, small_view()).css_first("#legenda").text()
    assert all(look.naam in full for look in PIJLEN.values())
    cause, effect = node("a", "Oorzaak", True), node("b", "Knelpunt")
    plain = written(tmp_path, view_of(claim(1, cause, effect), nodes=(cause, effect))).css_first("#legenda").text()
    assert "beoogd" not in plain
    assert "verband" not in plain
    assert "oorzaak, beïnvloedbaar" in plain


def test_layers_run_from_left_to_right(tmp_path: Path) -> None:
    content = data(written(tmp_path, small_view()))
    labels = {iri: concept["label"] for iri, concept in content["inhoud"]["begrippen"].items()}
    x = {labels[item["id"]]: item["x"] for item in content["knopen"] if item["id"] in labels}
    assert max(x["hoge werkdruk"], x["tekort aan personeel"], x["vergrijzing"]) < x["lange wachttijden"] < x["slechtere gezondheid"]
    assert [band[0] for band in content["inhoud"]["banden"]] == ["Oorzaken", "Knelpunten", "Effecten"]


def box(name: str, kolom: str) -> Knoop:
    return Knoop(name, name, kolom, (name,))


def test_boxes_do_not_overlap() -> None:
    columns = ("maatregel", "oorzaak", "knelpunt", "effect", "onbepaald")
    nodes = {one.id: one for number in range(60) for one in [box(f"n{number:02}", columns[number % 5])]}
    names = list(nodes)
    links = [(names[i], names[(i * 7 + 3) % 60]) for i in range(60)]
    heights = {iri: 40 + 18 * (number % 4) for number, iri in enumerate(names)}
    layout = lay_out(nodes, links, heights)
    for one in names:
        for other in names:
            (x1, y1), (x2, y2) = layout.plek[one], layout.plek[other]
            assert one == other or abs(x1 - x2) >= BREEDTE or abs(y1 - y2) >= (heights[one] + heights[other]) / 2


def test_arrows_within_a_column_go_around_the_boxes() -> None:
    nodes = {name: box(name, "oorzaak") for name in "abc"}
    a, b, c = nodes
    layout = lay_out(nodes, [(a, c), (c, a)], dict.fromkeys(nodes, 40))
    assert len(set(layout.kolom.values())) == 1
    ((there, _),), ((back, _),) = layout.route(a, c), layout.route(c, a)
    assert (there - layout.plek[a][0]) * (back - layout.plek[a][0]) < 0
    assert layout.route(b, b) == []


def test_arrows_through_a_column_pass_no_box() -> None:
    nodes = {one.id: one for one in [box("a", "oorzaak"), *(box(f"k{n}", "knelpunt") for n in range(5)), box("e", "effect")]}
    names = list(nodes)
    links = [(names[0], names[-1]), *((names[0], name) for name in names[1:-1])]
    heights = dict.fromkeys(nodes, 60)
    layout = lay_out(nodes, links, heights)
    way_in, way_out = layout.route(names[0], names[-1])
    assert way_in[1] == way_out[1]
    assert all(abs(layout.plek[name][1] - way_in[1]) > heights[name] / 2 for name in names[1:-1])
    assert layout.route(names[0], names[1]) == layout.route(names[-1], names[0]) == []


def star(leaves: int) -> CausalView:
    hub = node("middelpunt", "Knelpunt")
    around = [node(f"oorzaak {number:03}", "Oorzaak") for number in range(leaves)]
    return view_of(*(claim(number, leaf, hub) for number, leaf in enumerate(around)), nodes=(hub, *around))


def test_says_what_is_folded_and_keeps_it_at_hand(tmp_path: Path) -> None:
    report = make(tmp_path / "k.html", star(20), weergave=Weergave(max_knopen=9))
    assert (report.knopen, report.lijnen, report.beweringen) == (9, 8, 20)
    assert report.samengevouwen == "13 van 21 begrippen staan samen in 1 vak."
    page = LexborHTMLParser((tmp_path / "k.html").read_text(encoding="utf-8"))
    assert page.css_first("#samengevouwen").text() == report.samengevouwen
    content = data(page)["inhoud"]
    assert len(content["begrippen"]) == 21  # the panel still finds them
    assert len(content["knopen"]["v-oorzaak"]["begrippen"]) == 13
    assert len(page.css("#tabel tbody tr")) == 20


def test_says_what_was_filtered_away(tmp_path: Path) -> None:
    a, b, c = node("a", "Oorzaak"), node("b", "Oorzaak"), node("c", "Knelpunt")
    page = written(tmp_path, view_of(claim(1, a, b), claim(2, a, c), nodes=(a, b, c)), weergave=Weergave(begrip="c"))
    assert page.css_first("#weggefilterd").text().startswith("1 van 2 pijlen weggefilterd: niet op het spoor")


def test_circle_names_its_arrows_and_what_is_not_in_view(tmp_path: Path) -> None:
    view = small_view()
    closed = finding(keten=("hoge werkdruk", "tekort aan personeel"), stappen=[{"bewering": one.iri} for one in view.claims[:2]])
    partly = finding(
        "cirkelredenering",
        keten=("vergrijzing", "slechtere gezondheid"),
        name="b2",
        te_bevestigen=True,
        stappen=[{"bewering": "urn:bewering:0009"}, {"bewering": "urn:bewering:0008"}],
    )
    elsewhere = finding(keten=("onbekend",), name="b3")
    kringen = data(written(tmp_path, view, closed, partly, elsewhere))["inhoud"]["kringen"]
    assert [len(kring["pijlen"]) for kring in kringen] == [2, 1]
    assert kringen[1]["te_bevestigen"]
    assert kringen[1]["opmerking"].startswith("1 schakel staat niet op deze kaart")


def test_paths_are_in_the_file(tmp_path: Path) -> None:
    asked = Weergave(van="hoge werkdruk", naar="lange wachttijden")
    content = data(written(tmp_path, small_view(), weergave=asked))["inhoud"]
    (pad,) = content["paden"]
    assert len(pad["pijlen"]) == 2
    assert pad["zwakste"] in pad["pijlen"]
    assert set(pad["pijlen"]) <= set(content["pijlen"])


def test_other_findings_stand_with_their_concept(tmp_path: Path) -> None:
    mine = finding(
        "ongekoppeld_knelpunt", onderwerp="Lange wachttijden", uitleg="Geen samenwerkingsverband gevonden.", regio=("VLIETLAND",)
    )
    other = finding("ongekoppeld_knelpunt", onderwerp="lange wachttijden", uitleg="Van elders.", regio=("Elders",), name="b2")
    concepts = data(written(tmp_path, small_view(), mine, other))["inhoud"]["begrippen"].values()
    assert [concept["bevindingen"] for concept in concepts if concept["bevindingen"]] == [["Geen samenwerkingsverband gevonden."]]


def test_a_view_is_asked_by_name_by_query_or_by_link() -> None:
    store = open_store(None)
    save_view(store, "Voor de raad", "soort=beoogd")
    asked = Weergave(soorten=("beoogd",))
    texts = ("voor de raad ", "soort=beoogd", "?soort=beoogd", "http://127.0.0.1:8765/kaart?soort=beoogd")
    assert all(asked_view(store, text) == asked for text in texts)
    assert asked_view(store, "") == Weergave()
    with pytest.raises(BadWeergaveError, match="Bewaarde weergaven: ‘Voor de raad’"):
        asked_view(store, "iets anders")


def test_empty_view_gives_a_page(tmp_path: Path) -> None:
    report = make(tmp_path / "map" / "leeg.html", CausalView({}, ()))
    assert (report.knopen, report.samengevouwen) == (0, "")
    assert report.bestand.exists()


def test_concept_explained_by_itself(tmp_path: Path) -> None:
    one = node("a", "Knelpunt")
    content = data(written(tmp_path, view_of(claim(1, one, one), nodes=(one,))))
    assert [(edge["from"], edge["to"]) for edge in content["lijnen"]] == [("b1", "b1")]


def test_words() -> None:
    assert toonbaar("zorg\ufffe\r\nverzekeraars  en\u202e x\x00") == "zorgverzekeraars en x"
    assert kort("een twee drie vier vijf", 14) == "een twee drie…"
    assert kort("kort", 4) == "kort"
    assert regels("gezondheidsvaardigheden van ouderen", 12) == ["gezondheidsvaardigheden", "van ouderen"]
    assert regels("x" * 400, 20, maximum=2)[-1].endswith("…")
    assert regels("", 10) == [""]
    assert aantal(1, "pijl", "pijlen") + aantal(2, "pijl", "pijlen") == "1 pijl2 pijlen"
