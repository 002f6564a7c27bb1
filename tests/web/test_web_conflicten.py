"""Conflicts: the list, both plans side by side with what was tested, browsing by key, and a verdict that lasts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest
from hulp import Dienst, accessible, no_sideways_scroll

from graph.besluiten.dagboek import read_decisions
from queries.bij_bevinding import around, check_of, looked_at, sides
from queries.checks import find_all
from queries.lezing import Lezing

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def lezing(leesdienst: Dienst) -> Lezing:
    with leesdienst.werkplaats.lees() as overzicht:
        return overzicht.lezing


def test_every_finding_has_its_question(lezing: Lezing) -> None:
    for finding in (*find_all(lezing), *looked_at(lezing)):
        assert finding.soort in (*check_of(finding).soorten, "bekeken")


def test_both_sides_and_their_context(lezing: Lezing) -> None:
    finding = next(f for f in find_all(lezing) if f.regel == "C01")
    one, other, rest = sides(finding)
    assert {one[0].document, other[0].document} == set(finding.documenten)
    assert {*one, *other, *rest} == set(finding.bewijs)
    framed = around(lezing, one[0])
    page = lezing.pages[one[0].document_id][one[0].pagina]
    assert framed.voor.removeprefix("… ") + one[0].citaat + framed.na.removesuffix(" …") in page
    assert len(framed.voor) < 340


def test_the_whole_page_when_it_is_short(lezing: Lezing) -> None:
    proof = next(f for f in find_all(lezing) if f.regel == "C01").bewijs[0]
    framed = around(lezing, proof, 100_000)
    assert framed.voor + proof.citaat + framed.na == lezing.pages[proof.document_id][proof.pagina]


def test_what_was_cleared_comes_on_request(leesdienst: Dienst) -> None:
    assert "Bekeken, geen conflict" not in httpx.get(leesdienst.url + "/conflicten", timeout=60).text
    assert "Bekeken, geen conflict" in httpx.get(leesdienst.url + "/conflicten?ook=bekeken", timeout=60).text
    assert "huisartsenspoedpost" not in httpx.get(leesdienst.url + "/conflicten?regel=C08", timeout=60).text
    assert "Geen plannen gevonden" in httpx.get(leesdienst.url + "/conflicten?regio=Nergens", timeout=60).text
    assert httpx.get(leesdienst.url + "/conflict/bestaat-niet", timeout=60).status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_reading_conflicts_by_key(leesdienst: Dienst, open_page: Callable[..., Page], width: int) -> None:
    page = open_page(leesdienst.url + "/conflicten?ook=bekeken", width=width)
    no_sideways_scroll(page)
    if width == 390:
        accessible(page)
    page.locator(".lijst a").first.click()
    assert page.locator(".omlijst mark").count() >= 2
    no_sideways_scroll(page)
    accessible(page)
    first = page.url
    page.keyboard.press("ArrowRight")
    page.wait_for_function("url => location.href !== url", arg=first)
    assert "2 van 10" in page.locator(".bladeren").inner_text()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(first)


@pytest.mark.browser
def test_a_verdict_with_a_name_and_a_note(dienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = open_page(dienst.url + "/conflicten")
    page.locator(".lijst a").first.click()
    block = page.locator(".oordeel")
    block.get_by_label("Uw naam").fill("Ada")
    block.get_by_label("Toelichting").fill("Er <b>komt</b> een derde post.")
    block.get_by_role("button", name="Ontkracht").click()
    block.get_by_text("ontkracht", exact=True).wait_for()
    assert "Er <b>komt</b> een derde post." in block.inner_text()
    with dienst.werkplaats.lees() as overzicht:
        made = read_decisions(overzicht.store)
    assert [(one.beoordelaar, one.handeling) for one in made] == [("Ada", "ontkracht")]
    page.reload()
    assert page.locator(".oordeel .stand").inner_text() == "ontkracht"
    block.get_by_role("button", name="Neem terug").click()
    block.get_by_text("nog niet beoordeeld").wait_for()


def test_a_verdict_without_script_and_without_a_name(dienst: Dienst) -> None:
    with dienst.werkplaats.lees() as overzicht:
        finding = next(f for f in overzicht.bevindingen if f.regel == "C01")
    form = {"sleutel": dienst.werkplaats.sleutel, "handeling": "bevestig", "terug": "/conflicten"}
    refused = httpx.post(f"{dienst.url}/bevinding/{finding.id}", data=form, timeout=60)
    assert refused.status_code == 400
    assert "naam van een beoordelaar" in refused.text
    taken = httpx.post(f"{dienst.url}/bevinding/{finding.id}", data={**form, "naam": "Ada", "terug": "//kwaad.example"}, timeout=60)
    assert (taken.status_code, taken.headers["location"]) == (303, f"/#{finding.id}")
    assert httpx.post(f"{dienst.url}/bevinding/bestaat-niet", data={**form, "naam": "Ada"}, timeout=60).status_code == 404
