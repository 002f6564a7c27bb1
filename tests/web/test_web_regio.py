"""The page of a region: the A4 live and as files, findings to filter and judge, criteria, where to act."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest
from hulp import Dienst, accessible, no_sideways_scroll

if TYPE_CHECKING:
    from playwright.sync_api import Page


def get(dienst: Dienst, path: str, **headers: str) -> httpx.Response:
    answer = httpx.get(dienst.url + path, timeout=30, headers=headers)
    assert answer.status_code == 200, answer.text[:300]
    return answer


def test_the_a4_in_every_form(leesdienst: Dienst) -> None:
    html = get(leesdienst, "/regio/Eskerland/a4.html")
    assert "Eskerland" in html.text
    policy = html.headers["content-security-policy"]
    assert "'sha256-" in policy
    assert "unsafe" not in policy
    pdf = get(leesdienst, "/regio/Eskerland/a4.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["content-disposition"] == 'attachment; filename="a4-eskerland.pdf"'
    word = get(leesdienst, "/regio/eskerland/a4.docx")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word.content)).namelist()
    assert httpx.get(leesdienst.url + "/regio/Eskerland/a4.exe", timeout=60).status_code == 400


def test_an_unknown_region(leesdienst: Dienst) -> None:
    for path in ("", "/a4.pdf", "/toets", "/toets.csv", "/aangrijpingspunten"):
        assert httpx.get(f"{leesdienst.url}/regio/{quote('Nergens & co/<b>', safe='')}{path}", timeout=60).status_code == 404


def test_findings_by_kind_and_weight(leesdienst: Dienst) -> None:
    everything = get(leesdienst, "/regio/Eskerland").text
    assert "Kring zonder oorzaak van buiten" in everything
    assert "Hier staat het misschien toch" in everything
    heavy = get(leesdienst, "/regio/Eskerland?ernst=hoog").text
    assert 'class="label hoog"' in heavy
    assert 'class="label laag"' not in heavy
    one = get(leesdienst, "/regio/Eskerland?soort=rolverwarring").text
    assert one.count('<section class="soort"') == 1
    assert "Geen bevindingen met deze keuze" in get(leesdienst, "/regio/Eskerland?oordeel=bevestigd").text


def test_the_criteria_per_document(leesdienst: Dienst) -> None:
    page = get(leesdienst, "/regio/Eskerland/toets")
    assert "Zoek het bewijs in dit document" in page.text
    with leesdienst.werkplaats.lees() as overzicht:
        plan = next(one.kop.document_id for one in overzicht.lezing.documenten if one.kop.soort == "regioplan")
    part = get(leesdienst, f"/regio/Eskerland/toets?document={quote(plan)}", **{"HX-Request": "true"}).text
    assert "<html" not in part
    assert "bewijs gevonden" in part
    assert "voldoet" not in part
    assert "Geen criteriaset geladen" in get(leesdienst, f"/regio/Eskerland/toets?document={quote(plan)}&peildatum=1999-01-01").text
    rows = list(csv.DictReader(io.StringIO(get(leesdienst, "/regio/Eskerland/toets.csv").content.decode("utf-8-sig")), delimiter=";"))
    assert {row["oordeel"] for row in rows} <= {"bewijs gevonden", "deels", "niet gevonden"}


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page(leesdienst: Dienst, open_page: Callable[..., Page], width: int) -> None:
    page = open_page(leesdienst.url + "/regio/Eskerland", width=width)
    frame = page.frame_locator("iframe.a4")
    frame.get_by_role("heading", name="Eskerland").wait_for()
    page.wait_for_function(
        "[...document.querySelectorAll('iframe.a4')].every(f => f.contentDocument.documentElement.scrollHeight <= f.clientHeight + 2)"
    )
    no_sideways_scroll(page)
    accessible(page)
    page.get_by_label("Soort").select_option("cirkelredenering")
    page.get_by_role("button", name="Toon", exact=True).click()
    first = page.locator("article").first
    first.get_by_text("citaten").click()
    assert first.locator("blockquote a").first.is_visible()
    assert first.locator("strong", has_text="Nog te beoordelen").is_visible()
    no_sideways_scroll(page)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_where_the_region_can_act(leesdienst: Dienst, open_page: Callable[..., Page], width: int) -> None:
    page = open_page(leesdienst.url + "/regio/Eskerland/aangrijpingspunten", width=width)
    page.locator("summary").first.click()
    assert page.locator(".lijst blockquote").first.is_visible()
    no_sideways_scroll(page)
    accessible(page)
    page.get_by_role("link", name="Toets aan criteria").click()
    page.get_by_role("link", name="Zoek het bewijs").first.click()
    page.locator(".toets table, .toets .stil").first.wait_for()
    no_sideways_scroll(page)
    accessible(page)


@pytest.mark.browser
def test_both_files_and_a_verdict(dienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = open_page(dienst.url + "/regio/Eskerland?soort=planconflict", naam="Ada")
    for name, file in (("PDF", "a4-eskerland.pdf"), ("Word", "a4-eskerland.docx")):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name, exact=True).click()
        assert waiting.value.suggested_filename == file
    before = get(dienst, "/regio/Eskerland/a4.html").text
    first = page.locator("article").first
    subject = first.locator("h4").inner_text()
    first.get_by_text("Klopt deze bevinding?").click()
    first.get_by_label("Toelichting").fill("Staat op p. 3.")
    first.get_by_role("button", name="Ontkracht").click()
    first.locator(".besluiten").get_by_text("Staat op p. 3.").wait_for()
    page.goto(dienst.url + "/regio/Eskerland?oordeel=verworpen")
    assert page.locator("article h4").all_inner_texts() == [subject]
    assert subject in before
    assert subject not in get(dienst, "/regio/Eskerland/a4.html").text, "een ontkrachte bevinding staat niet op het A4"
