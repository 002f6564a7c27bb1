"""The causal map: one file, nothing from outside, document text never runs, and it says what it leaves out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from uitvoer import VIJANDIG, claim, finding, golden, loop_finding, node, small_view, view_of

from queries.records import CausalView
from regiograaf.outputs import kaartmodel
from regiograaf.outputs.kaart import BEGRIPPEN, PIJLEN, write_map
from regiograaf.outputs.kaartopmaak import BREEDTE, lay_out
from regiograaf.outputs.tekst import aantal, kort, regels, toonbaar


def written(tmp_path: Path, view: CausalView, *findings: object, **options: object) -> LexborHTMLParser:
    file = tmp_path / "kaart.html"
    write_map(view, findings, file, **({"titel": "Kaart"} | options))  # type: ignore[arg-type]  # test helper
    return LexborHTMLParser(file.read_text(encoding="utf-8"))


def data(page: LexborHTMLParser) -> dict:
    return json.loads(page.css_first("#gegevens").text())


def edges(page: LexborHTMLParser) -> dict[tuple[str, str], dict]:
    """Arrows by (van, naar) in labels; the last stroke of an arrow holds its head and sign."""
    content = data(page)
    labels = {iri: concept["label"] for iri, concept in content["inhoud"]["begrippen"].items()}
    arrows = content["inhoud"]["pijlen"]
    return {(labels[arrows[edge["pijl"]]["van"]], labels[arrows[edge["pijl"]]["naar"]]): edge for edge in content["lijnen"]}


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
    assert len(run) == 2
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
    assert len(page.css("script")) == 3
    assert not page.css("img, a, b b, iframe")
    assert not [name for element in page.css("*") for name in element.attributes if name.startswith("on") or name == "title"]
    assert page.css_first("h1").text() == toonbaar(text)
    assert data(page)["inhoud"]["beweringen"][0]["citaten"][0]["tekst"] == toonbaar(text)
    assert toonbaar(text) in [cell.text() for cell in page.css("#tabel td")]


def test_no_titles_in_the_network(tmp_path: Path) -> None:
    """Pyvis shows a title with a link as HTML; the map has no titles at all."""
    content = data(written(tmp_path, small_view()))
    assert not [item for item in content["knopen"] + content["lijnen"] if "title" in item]


def test_script_never_sets_html() -> None:
    script = (Path(kaartmodel.__file__).parent / "templates" / "kaart.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|setAttribute\(\"on", script)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    view = small_view()
    turned = CausalView(dict(reversed(view.nodes.items())), view.claims[::-1])
    one, two = tmp_path / "een.html", tmp_path / "twee.html"
    write_map(view, [loop_finding()], one, titel="Kaart")
    write_map(turned, [loop_finding()], two, titel="Kaart")
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


def test_boxes_do_not_overlap() -> None:
    nodes = {one.iri: one for number in range(60) for one in [node(f"n{number:02}", ("Oorzaak", "Knelpunt", "Effect", "")[number % 4])]}
    names = list(nodes)
    links = [(names[i], names[(i * 7 + 3) % 60]) for i in range(60)]
    heights = {iri: 40 + 18 * (number % 4) for number, iri in enumerate(names)}
    layout = lay_out(nodes, links, heights)
    for one in names:
        for other in names:
            (x1, y1), (x2, y2) = layout.plek[one], layout.plek[other]
            assert one == other or abs(x1 - x2) >= BREEDTE or abs(y1 - y2) >= (heights[one] + heights[other]) / 2


def test_arrows_within_a_column_go_around_the_boxes() -> None:
    nodes = {one.iri: one for one in (node("a", "Oorzaak"), node("b", "Oorzaak"), node("c", "Oorzaak"))}
    a, b, c = nodes
    layout = lay_out(nodes, [(a, c), (c, a)], dict.fromkeys(nodes, 40))
    assert len(set(layout.kolom.values())) == 1
    ((there, _),), ((back, _),) = layout.route(a, c), layout.route(c, a)
    assert (there - layout.plek[a][0]) * (back - layout.plek[a][0]) < 0
    assert layout.route(b, b) == []


def test_arrows_through_a_column_pass_no_box() -> None:
    nodes = {one.iri: one for one in [node("a", "Oorzaak"), *(node(f"k{n}", "Knelpunt") for n in range(5)), node("e", "Effect")]}
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


def test_says_what_is_left_out(tmp_path: Path) -> None:
    report = write_map(star(20), [], tmp_path / "k.html", titel="Kaart", max_knopen=9)
    assert (report.begrippen, report.pijlen, report.beweringen) == (9, 8, 8)
    assert report.weggelaten == "12 begrippen met elk één bewering niet getekend."
    page = LexborHTMLParser((tmp_path / "k.html").read_text(encoding="utf-8"))
    assert page.css_first("#weggelaten").text() == report.weggelaten
    assert len(data(page)["inhoud"]["begrippen"]) == 21  # the panel still finds them
    assert len(page.css("#tabel tbody tr")) == 20


def test_hub_is_kept_and_circles_go_first() -> None:
    view = star(20)
    scene = kaartmodel.scene(view, [finding(keten=("oorzaak 017", "middelpunt"))], 2)
    assert {view.nodes[iri].label for iri in scene.selection.getoond} == {"middelpunt", "oorzaak 017"}


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({}, ""),
        ({"a": 1}, "1 begrip met 1 bewering niet getekend."),
        ({"a": 1, "b": 2, "c": 2}, "1 begrip met 1 bewering, 2 begrippen met elk 2 beweringen niet getekend."),
        ({str(n): n for n in range(1, 6)}, "5 begrippen met elk 1 tot 5 beweringen niet getekend."),
    ],
)
def test_left_out_in_words(counts: dict[str, int], sentence: str) -> None:
    assert kaartmodel.left_out(kaartmodel.Selection((), counts)) == sentence


def test_circle_names_its_arrows_and_what_is_not_in_view(tmp_path: Path) -> None:
    closed = finding(keten=("hoge werkdruk", "tekort aan personeel", "hoge werkdruk"))
    partly = finding("cirkelredenering", keten=("vergrijzing", "iets van elders"), name="b2", te_bevestigen=True)
    elsewhere = finding(keten=("onbekend",), name="b3")
    kringen = data(written(tmp_path, small_view(), closed, partly, elsewhere))["inhoud"]["kringen"]
    assert [len(kring["keten"]) for kring in kringen] == [2, 1]
    assert len(kringen[0]["pijlen"]) == 2
    assert (kringen[1]["onbekend"], kringen[1]["te_bevestigen"]) == (1, True)


def test_other_findings_stand_with_their_concept(tmp_path: Path) -> None:
    mine = finding(
        "ongekoppeld_knelpunt", onderwerp="Lange wachttijden", uitleg="Geen samenwerkingsverband gevonden.", regio=("VLIETLAND",)
    )
    other = finding("ongekoppeld_knelpunt", onderwerp="lange wachttijden", uitleg="Van elders.", regio=("Elders",), name="b2")
    concepts = data(written(tmp_path, small_view(), mine, other))["inhoud"]["begrippen"].values()
    assert [concept["bevindingen"] for concept in concepts if concept["bevindingen"]] == [["Geen samenwerkingsverband gevonden."]]


def test_empty_view_gives_a_page(tmp_path: Path) -> None:
    report = write_map(CausalView({}, ()), [], tmp_path / "map" / "leeg.html", titel="Leeg")
    assert (report.begrippen, report.weggelaten) == (0, "")
    assert report.bestand.exists()


def test_concept_explained_by_itself(tmp_path: Path) -> None:
    one = node("a", "Knelpunt")
    content = data(written(tmp_path, view_of(claim(1, one, one), nodes=(one,))))
    assert [(edge["from"], edge["to"]) for edge in content["lijnen"]] == [("b1", "b1")]


def test_at_least_one_concept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1 of hoger"):
        write_map(small_view(), [], tmp_path / "k.html", titel="Kaart", max_knopen=0)


def test_words() -> None:
    assert toonbaar("zorg\ufffe\r\nverzekeraars  en\u202e x\x00") == "zorgverzekeraars en x"
    assert kort("een twee drie vier vijf", 14) == "een twee drie…"
    assert kort("kort", 4) == "kort"
    assert regels("gezondheidsvaardigheden van ouderen", 12) == ["gezondheidsvaardigheden", "van ouderen"]
    assert regels("x" * 400, 20, maximum=2)[-1].endswith("…")
    assert regels("", 10) == [""]
    assert aantal(1, "pijl", "pijlen") + aantal(2, "pijl", "pijlen") == "1 pijl2 pijlen"
