"""SPARQL in the workbench: a named question, an own text, stopping, files; nothing is changed and nothing asked elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest
from hulp import Dienst, accessible, no_sideways_scroll

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOREVER = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } }"


def post(dienst: Dienst, path: str = "/sparql", **fields: str) -> httpx.Response:
    return httpx.post(dienst.url + path, data={"sleutel": dienst.werkplaats.sleutel, **fields}, timeout=60)


def test_an_own_text_without_script(leesdienst: Dienst) -> None:
    answer = post(leesdienst, tekst="SELECT ?document { GRAPH ?g { ?d rg:bestand ?document } } ORDER BY ?document")
    assert answer.status_code == 200
    assert "3 rijen" in answer.text
    assert "regioplan_eskerland" in answer.text


@pytest.mark.parametrize("text", ["DROP ALL", "LOAD <file:///etc/passwd>", "INSERT DATA { GRAPH <a:b> { <a:b> <a:b> 1 } }", "CLEAR ALL"])
def test_a_change_is_refused(leesdienst: Dienst, text: str) -> None:
    assert "verandert de graaf" in post(leesdienst, tekst=text).text


def test_another_server_is_not_asked(leesdienst: Dienst) -> None:
    answer = post(leesdienst, tekst="SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert "andere server" in answer.text


def test_a_graph_and_a_yes(leesdienst: Dienst) -> None:
    assert "rg:Regioplan" in post(leesdienst, tekst="CONSTRUCT { ?d a ?k } WHERE { GRAPH ?g { ?d rg:bestand ?b ; a ?k } }").text
    assert "<td>ja</td>" in post(leesdienst, tekst="ASK { GRAPH ?g { ?d a rg:Regioplan } }").text


def test_files(leesdienst: Dienst) -> None:
    table = post(leesdienst, "/sparql/bestand", tekst='SELECT ("=1+1" AS ?som) (1.5 AS ?getal) {}')
    assert table.headers["content-disposition"] == 'attachment; filename="antwoord.csv"'
    assert table.content.decode("utf-8-sig") == '"som";"getal"\r\n"\'=1+1";"1,5"\r\n'
    graph = post(leesdienst, "/sparql/bestand", tekst="CONSTRUCT { ?d a ?k } WHERE { GRAPH ?g { ?d rg:bestand ?b ; a ?k } }")
    assert graph.headers["content-disposition"].endswith('.ttl"')


def test_a_long_answer_is_cut_and_says_so(leesdienst: Dienst) -> None:
    text = post(leesdienst, tekst="SELECT ?s { GRAPH ?g { ?s ?p ?o } }").text
    assert "alleen de eerste 500 staan hier" in text
    assert text.count("<tr>") == 501


def test_it_shows_what_was_decided_a_second_ago(dienst: Dienst) -> None:
    with dienst.werkplaats.schrijf() as store:
        store.remove(next(name for name in store.graphs() if "/document/" in name))
    assert "2 rijen" in post(dienst, tekst="SELECT ?d { GRAPH ?g { ?x rg:bestand ?d } }").text


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_a_named_question(leesdienst: Dienst, open_page: Callable[..., Page], width: int) -> None:
    page = open_page(leesdienst.url + "/sparql", width=width)
    page.get_by_label("Begin met een vraag").select_option("samenwerkingsverbanden")
    page.get_by_role("button", name="Neem over").click()
    page.locator("#p_regio").fill("Eskerland")
    page.get_by_text("De vraag in SPARQL").click()
    page.get_by_label("Tekst van de vraag").press("Control+Enter")
    page.wait_for_selector("#uitkomst table")
    assert "rijen in" in page.locator("#uitkomst").inner_text()
    assert page.locator(".nummers").inner_text().startswith("1\n2\n3")
    no_sideways_scroll(page)
    accessible(page)
    page.get_by_role("link", name="Link naar deze vraag").click()
    assert page.locator("#p_regio").input_value() == "Eskerland"


@pytest.mark.browser
def test_a_question_that_runs_is_stopped(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = open_page(leesdienst.url + "/sparql")
    page.get_by_label("Tekst van de vraag").fill(FOREVER)
    page.get_by_role("button", name="Stel de vraag").click()
    stop = page.get_by_role("button", name="Stop de vraag")
    stop.click()
    page.wait_for_selector("#uitkomst .fout")
    assert page.locator("#uitkomst").inner_text() == "De vraag is gestopt."
    assert not stop.is_visible()
    assert not leesdienst.werkplaats.loket._running


@pytest.mark.browser
def test_the_answer_as_a_file(leesdienst: Dienst, open_page: Callable[..., Page]) -> None:
    page = open_page(leesdienst.url + "/sparql?vraag=documenten")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bewaar het antwoord").click()
    assert waiting.value.suggested_filename == "documenten.csv"


def test_other_pages_answer_while_a_question_runs(leesdienst: Dienst) -> None:
    import threading

    running = threading.Thread(target=post, args=(leesdienst,), kwargs={"tekst": FOREVER, "nummer": "lang"})
    running.start()
    time.sleep(0.8)
    start = time.monotonic()
    assert httpx.get(leesdienst.url + "/", timeout=60).status_code == 200
    assert time.monotonic() - start < 2
    post(leesdienst, "/sparql/stop", nummer="lang")
    running.join(10)
    assert not running.is_alive()
