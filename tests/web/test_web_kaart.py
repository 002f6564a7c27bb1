"""The map of the workbench: every view a link, every arrow its sentences, and files that are exactly what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest
from hulp import Dienst, accessible, no_sideways_scroll, start
from lxml import etree
from vijandig import build_hostile

from graph.weergaven import read_views

if TYPE_CHECKING:
    from playwright.sync_api import Page

GETEKEND = '[data-kaart="getekend"]'


def get(dienst: Dienst, path: str) -> httpx.Response:
    return httpx.get(dienst.url + path)


def kaart(dienst: Dienst, open_page: Callable[..., Page], vraag: str = "", **options: object) -> Page:
    page = open_page(f"{dienst.url}/kaart{vraag}", **options)
    page.wait_for_selector(GETEKEND, state="attached")
    return page


def test_a_view_is_a_link_and_says_what_it_leaves_out(leesdienst: Dienst) -> None:
    whole, part = get(leesdienst, "/kaart").text, get(leesdienst, "/kaart?regio=Eskerland&soort=verband").text
    assert "wacht op beoordeling" in whole
    assert "andere soort (oorzakelijk en beoogd effect)" in part
    assert "Zet uit: regio Eskerland" in part
    assert 'href="/kaart?soort=verband"' in part  # the region off, the rest kept


def test_a_link_that_cannot_be_gets_one_dutch_line(leesdienst: Dienst) -> None:
    answer = get(leesdienst, "/kaart?soort=gevoel")
    assert answer.status_code == 400
    assert "Kies uit: oorzakelijk, beoogd, verband." in answer.text


def test_a_concept_that_is_not_there_is_told(leesdienst: Dienst) -> None:
    answer = get(leesdienst, "/kaart?spoor=" + quote('<script>gehackt("x")</script>'))
    assert answer.status_code == 200
    assert "komt in deze weergave niet voor" in answer.text
    assert "<script>gehackt" not in answer.text


def test_the_loose_file_is_this_view(leesdienst: Dienst) -> None:
    answer = get(leesdienst, "/kaart/bestand?regio=Eskerland&spoor=personeelstekort")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''oorzakenkaart-eskerland.html"
    assert "niet op het spoor (wat leidt tot of volgt uit ‘personeelstekort’)" in answer.text
    assert 'http-equiv="Content-Security-Policy"' in answer.text


def test_a_view_is_saved_used_and_removed(dienst: Dienst) -> None:
    form = {"naam": "Voor de raad", "vraag": "soort=beoogd&regio=Eskerland"}
    assert httpx.post(dienst.url + "/kaart/weergaven", data=form).status_code == 403
    form["sleutel"] = dienst.werkplaats.sleutel
    saved = httpx.post(dienst.url + "/kaart/weergaven", data=form)
    assert (saved.status_code, saved.headers["location"]) == (303, "/kaart?regio=Eskerland&soort=beoogd")
    assert '<a href="/kaart?regio=Eskerland&amp;soort=beoogd">Voor de raad</a>' in get(dienst, "/kaart").text
    again = httpx.post(dienst.url + "/kaart/weergaven", data=form)
    assert again.status_code == 400
    assert "Er is al een bewaarde weergave" in again.text
    bad = httpx.post(dienst.url + "/kaart/weergaven", data=form | {"naam": "x", "vraag": "soort=gevoel"})
    assert bad.status_code == 400
    (view,) = read_views(dienst.werkplaats.store)
    httpx.post(dienst.url + "/kaart/weergaven/weg", data={"iri": view.iri, "sleutel": dienst.werkplaats.sleutel})
    assert read_views(dienst.werkplaats.store) == ()


def test_every_arrow_is_in_the_table_with_its_place(leesdienst: Dienst) -> None:
    text = get(leesdienst, "/kaart?regio=Eskerland").text
    rows = re.findall(r"<tr><td>.*?</tr>", text)
    assert len(rows) > 20
    assert all(re.search(r'href="/document/[^"]+\?bladzijde=\d+#\w+"', row) for row in rows)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_map_fits_and_is_accessible(leesdienst: Dienst, open_page: Callable[..., Page], width: int) -> None:
    page = kaart(leesdienst, open_page, "?ook_ter_beoordeling=ja&doelgroep=ouderen", width=width)
    page.get_by_text("Meer filters, sporen en paden").click()
    no_sideways_scroll(page)
    accessible(page)


@pytest.mark.browser
def test_columns_stand_in_order_and_boxes_apart(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = kaart(leesdienst, open_page, "?ook_ter_beoordeling=ja")
    spots = page.evaluate(
        """async () => { const inhoud = JSON.parse(document.getElementById('gegevens').textContent);
             const cy = document.getElementById('kaart')._cyreg.cy;
             return cy.nodes('[uiterlijk]').map((n) =>
               [inhoud.knopen[n.id()].kolom, n.position().x, n.position().y, n.width(), n.height()]); }"""
    )
    order = ["maatregel", "oorzaak", "knelpunt", "effect", "onbepaald"]
    for kolom, x, y, w, h in spots:
        for other, x2, y2, w2, h2 in spots:
            assert order.index(kolom) <= order.index(other) or x > x2
            assert (x, y) == (x2, y2) or abs(x - x2) >= (w + w2) / 2 or abs(y - y2) >= (h + h2) / 2


@pytest.mark.browser
def test_kinds_of_arrow_never_look_alike(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = kaart(leesdienst, open_page, "?ook_ter_beoordeling=ja&max_knopen=200")
    looks = page.evaluate(
        """() => { const cy = document.getElementById('kaart')._cyreg.cy;
             return cy.edges().map((e) =>
               [e.data('uiterlijk'), e.data('soort'), e.style('line-color'), e.style('line-style'), e.style('target-arrow-shape')]); }"""
    )
    by_look = {look: (colour, dash) for look, _, colour, dash, _ in looks}
    assert set(by_look) >= {"oorzakelijk", "beoogd", "verband", "te-beoordelen"}
    assert len(set(by_look.values())) == len(by_look)
    assert by_look["beoogd"][1] == by_look["te-beoordelen"][1] == "dashed"
    assert {shape for _, soort, _, _, shape in looks if soort == "verband"} == {"none"}
    assert {shape for _, soort, _, _, shape in looks if soort != "verband"} == {"triangle"}


@pytest.mark.browser
def test_a_line_on_the_map_shows_all_its_sentences(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = kaart(leesdienst, open_page, "?ook_ter_beoordeling=ja")
    shown = page.evaluate(
        """() => { const inhoud = JSON.parse(document.getElementById('gegevens').textContent);
             const cy = document.getElementById('kaart')._cyreg.cy;
             return Object.entries(inhoud.lijnen).map(([id, lijn]) => {
               cy.getElementById(id).emit('tap');
               const alle = lijn.pijlen.flatMap((p) => inhoud.pijlen[p].beweringen);
               return [alle.length, document.querySelectorAll('#selectie .bewering').length]; }); }"""
    )
    assert shown
    assert all(expected == found for expected, found in shown)
    link = page.locator("#selectie .bron a").first.get_attribute("href") or ""
    assert re.fullmatch(r"/document/[^?]+\?bladzijde=\d+#\w+", link)


@pytest.mark.browser
def test_the_map_is_used_without_a_mouse(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = kaart(leesdienst, open_page)
    page.get_by_label("Zoek op de kaart").fill("personeelstekort")
    page.keyboard.press("Enter")
    assert page.locator("#selectie h2").inner_text() == "personeelstekort"
    page.get_by_role("link", name="Wat leidt hiertoe").press("Enter")
    page.wait_for_selector(GETEKEND, state="attached")
    assert "spoor van ‘personeelstekort’, stroomopwaarts" in page.locator(".chips").inner_text()
    page.locator("#tabel button").first.press("Enter")
    assert page.locator("#selectie .bewering").count() >= 1
    page.keyboard.press("Escape")
    assert page.locator("#selectie .bewering").count() == 0


@pytest.mark.browser
def test_a_circle_lights_up_and_can_be_seen_alone(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = kaart(leesdienst, open_page)
    first = page.locator("#kringen button").first
    first.click()
    assert first.get_attribute("aria-pressed") == "true"
    lit = "() => document.getElementById('kaart')._cyreg.cy.edges('.licht').length"
    count = page.evaluate(lit)
    assert 0 < count < page.evaluate("() => document.getElementById('kaart')._cyreg.cy.edges().length")
    page.get_by_role("link", name="Alleen deze kring").click()
    page.wait_for_selector(GETEKEND, state="attached")
    assert "hoort niet bij de gekozen kring" in page.locator("#weggefilterd").inner_text()
    assert page.evaluate("() => document.getElementById('kaart')._cyreg.cy.edges().length") >= count


@pytest.mark.browser
def test_a_path_is_asked_with_the_form(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = kaart(leesdienst, open_page)
    page.get_by_text("Meer filters, sporen en paden").click()
    page.get_by_label("Van", exact=True).fill("ziekteverzuim")
    page.get_by_label("Naar", exact=True).fill("hoge werkdruk van zorgverleners")
    page.get_by_role("button", name="Toon", exact=True).click()
    page.wait_for_selector(GETEKEND, state="attached")
    assert page.url.endswith("/kaart?van=ziekteverzuim&naar=hoge+werkdruk+van+zorgverleners")  # nothing that was not filled in
    page.locator("#paden button").first.click()
    assert page.locator("#selectie .bewering").count() >= 2
    assert "zwakste schakel" in page.locator("#selectie").inner_text()


@pytest.mark.browser
def test_the_pictures_hold_title_legend_and_what_is_left_out(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = kaart(leesdienst, open_page, "?regio=Eskerland")
    with page.expect_download() as taken:
        page.get_by_role("button", name="SVG", exact=True).click()
    assert taken.value.suggested_filename == "oorzakenkaart-eskerland.svg"
    svg = etree.parse(taken.value.path(), etree.XMLParser(resolve_entities=False))
    words = " ".join(svg.getroot().itertext())
    assert {element.tag.rpartition("}")[2] for element in svg.iter()} <= {"svg", "title", "rect", "path", "line", "text"}
    for part in ("Oorzakenkaart Eskerland", "weggefilterd", "knelpunt", "verband, zonder richting", "Oorzaken"):
        assert part in words
    assert "style" not in {name for element in svg.iter() for name in element.attrib}
    drawn = page.evaluate("() => Object.keys(JSON.parse(document.getElementById('gegevens').textContent).lijnen).length")
    assert len([element for element in svg.iter("{*}path") if element.get("fill") == "none"]) == drawn
    with page.expect_download() as taken:
        page.get_by_role("button", name="PNG", exact=True).click()
    assert taken.value.suggested_filename == "oorzakenkaart-eskerland.png"
    assert taken.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.browser
def test_print_shows_the_map_and_the_table(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = kaart(leesdienst, open_page)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#afdruk").is_visible()
    assert page.locator("#tabel").is_visible()
    assert not page.locator("#filters").is_visible()


@pytest.mark.browser
def test_a_view_without_claims_says_so(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = kaart(leesdienst, open_page, "?sector=mondzorg&geloof=1")
    assert "niets te tekenen" in page.locator("#bezig").inner_text()


@pytest.mark.browser
def test_hostile_texts_are_only_ever_text(open_page: Callable[..., Page], tmp_path: Path) -> None:
    running = start(build_hostile(tmp_path / "graaf"))
    try:
        page = kaart(running, open_page, "?ook_ter_beoordeling=ja", width=390)
        page.evaluate(
            """() => { const { lijnen, knopen } = JSON.parse(document.getElementById('gegevens').textContent);
                 const cy = document.getElementById('kaart')._cyreg.cy;
                 for (const id of [...Object.keys(lijnen), ...Object.keys(knopen)]) cy.getElementById(id).emit('tap');
                 for (const d of document.querySelectorAll('details')) d.open = true; }"""
        )
        for button in page.locator("#kringen button").all():
            button.click()
        assert page.locator("#inhoud script:not([type])").count() == page.locator("#inhoud img, #inhoud iframe").count() == 0
        with page.expect_download() as taken:
            page.get_by_role("button", name="SVG", exact=True).click()
        svg = etree.parse(taken.value.path(), etree.XMLParser(resolve_entities=False))
        assert {element.tag.rpartition("}")[2] for element in svg.iter()} <= {"svg", "title", "rect", "path", "line", "text"}
        with page.expect_download() as taken:
            page.get_by_role("button", name="PNG", exact=True).click()
        assert taken.value.path().stat().st_size > 1000
        no_sideways_scroll(page)
        with page.expect_download() as taken:
            page.get_by_role("link", name="Als los bestand").click()
        file = tmp_path / "los.html"
        taken.value.save_as(file)
        loose = open_page(file.as_uri())
        loose.wait_for_selector("#kaart canvas")
        for button in loose.locator("#kringen button").all():
            button.click()
    finally:
        running.stop()
