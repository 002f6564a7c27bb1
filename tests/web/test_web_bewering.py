"""Reviewing: one key per decision, the queue, undo, corrections, the same for claims alike; with and without a browser."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from hulp import Dienst, accessible, no_sideways_scroll, start
from stukken import KWAAD, review_graph

from graph.besluiten.dagboek import read_decisions
from graph.besluiten.records import Besluit
from graph.besluiten.redenen import load_reasons
from graph.build import remove_document
from queries.wachtrij import VOLGORDEN, WELKE, Wachtrij, following, waiting
from regiograaf.web.rij import queue_query, read_queue


@pytest.fixture(scope="module")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_graph(tmp_path_factory.mktemp("voorbeeld") / "graaf")


@pytest.fixture
def werk(voorbeeld: Path, tmp_path: Path) -> Iterator[Dienst]:
    shutil.copytree(voorbeeld, tmp_path / "graaf")
    running = start(tmp_path / "graaf")
    yield running
    running.stop()


def decisions(dienst: Dienst) -> tuple[Besluit, ...]:
    with dienst.werkplaats.lees() as overzicht:
        return read_decisions(overzicht.store)


def post(dienst: Dienst, path: str, naam: str = "Ada", **fields: str | list[str]) -> httpx.Response:
    form = {"sleutel": dienst.werkplaats.sleutel, **fields}
    return httpx.post(dienst.url + path, data=form, cookies={"beoordelaar": naam} if naam else None)


def message(page) -> str:
    page.wait_for_timeout(120)
    return page.locator("#gedaan").inner_text()


def settled(page, action: Callable[[], None]) -> None:
    """Do something that loads another page, and wait until its script runs."""
    before = page.url
    action()
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()


# --- the queue ---


def test_a_queue_is_a_link() -> None:
    for welke in WELKE:
        for volgorde in VOLGORDEN:
            queue = Wachtrij("Duin & Mark", "x~1", "beoogd", "leiden-tot", welke, volgorde)
            assert read_queue(dict(httpx.QueryParams(queue_query(queue)))) == queue
    assert queue_query(Wachtrij()) == ""
    assert read_queue({"welke": "wat", "volgorde": "", "regio": "A"}) == Wachtrij(regio="A")


def test_the_order_of_a_queue(werk: Dienst) -> None:
    with werk.werkplaats.lees() as overzicht:
        claims = overzicht.lezing.claims
    beliefs = [claim.geloof for claim in waiting(claims, Wachtrij(), {})]
    assert beliefs == sorted(beliefs)
    assert len(beliefs) == 30
    places = [(c.bewijs[0].pagina, c.bewijs[0].begin) for c in waiting(claims, Wachtrij(volgorde="document"), {})]
    assert places == sorted(places)
    assert len(waiting(claims, Wachtrij(regel="zorgen-voor"), {})) == 5
    queue = waiting(claims, Wachtrij(), {})
    assert following(queue, queue[3], Wachtrij()) == queue[4]
    assert following(queue, queue[-1], Wachtrij()) is None


def test_a_second_reviewer_gets_what_the_first_judged(werk: Dienst) -> None:
    post(werk, "/bewering/e10/oordeel", handeling="aanvaard")
    assert "1 bewering wacht" in httpx.get(werk.url + "/beoordelen?welke=tweede", cookies={"beoordelaar": "Bram"}).text
    assert "wacht niets meer" in httpx.get(werk.url + "/beoordelen?welke=tweede", cookies={"beoordelaar": "Ada"}).text


def test_what_reviewers_disagree_on_is_a_queue(werk: Dienst) -> None:
    post(werk, "/bewering/e10/oordeel", handeling="aanvaard")
    assert "wacht niets meer" in httpx.get(werk.url + "/beoordelen?welke=oneens").text
    post(werk, "/bewering/e10/oordeel", naam="Bram", handeling="verwerp")
    shown = httpx.get(werk.url + "/beoordelen?welke=oneens").text
    assert "1 bewering wacht" in shown
    assert "Ada en Bram" in shown
    assert "beoordelaars verschillen van mening" in httpx.get(werk.url + "/bewering/e10").text


# --- decisions without a browser ---


def test_a_decision_leads_to_the_next_and_keeps_the_queue(werk: Dienst) -> None:
    answer = post(werk, "/bewering/e12/oordeel", handeling="aanvaard", rij="volgorde=document&regio=Duinmark")
    assert re.fullmatch(r"/bewering/e13\?regio=Duinmark&volgorde=document&net=\w+", answer.headers["location"])
    assert decisions(werk)[0].beoordelaar == "Ada"


def test_without_a_name_nothing_is_decided(werk: Dienst) -> None:
    answer = post(werk, "/bewering/e12/oordeel", naam="", handeling="aanvaard")
    assert answer.status_code == 400
    assert "naam" in answer.text
    assert decisions(werk) == ()


@pytest.mark.parametrize("reden", [reden for reden in load_reasons() if reden != "anders"])
def test_every_reason_is_kept(werk: Dienst, reden: str) -> None:
    post(werk, "/bewering/e12/oordeel", handeling="verwerp", reden=reden)
    assert [(one.handeling, one.reden) for one in decisions(werk)] == [("verwerp", reden)]


def test_another_reason_asks_for_a_note(werk: Dienst) -> None:
    answer = post(werk, "/bewering/e12/oordeel", handeling="verwerp", reden="anders", toelichting=" ")
    assert answer.status_code == 400
    assert "toelichting" in answer.text
    post(werk, "/bewering/e12/oordeel", handeling="verwerp", reden="anders", toelichting="staat in een voetnoot")
    assert decisions(werk)[0].toelichting == "staat in een voetnoot"


def test_only_what_differs_is_a_correction(werk: Dienst) -> None:
    form = {"oorzaaktekst": "sluiten van post 12", "gevolgtekst": "drukte  op post 13", "teken": "-", "soort": "oorzakelijk"}
    post(werk, "/bewering/e12/wijzig", **form, zekerheid="verwacht", oorzaakbegrip="https://w3id.org/regiograaf/begrip/vergrijzing")
    changed = {name: value for name, value in decisions(werk)[0].wijziging if not name.endswith("label")}
    begrip = "https://w3id.org/regiograaf/begrip/vergrijzing"
    assert changed == {"oorzaaktekst": "sluiten van post 12", "teken": "-", "zekerheid": "verwacht", "oorzaakbegrip": begrip}
    with werk.werkplaats.lees() as overzicht:
        claim = next(c for c in overzicht.lezing.claims if c.iri.endswith("/e12"))
    assert (claim.oorzaaktekst, claim.teken, claim.status) == ("sluiten van post 12", "-", "aanvaard")


def test_words_that_are_not_in_the_sentence_are_refused_and_stay_in_the_form(werk: Dienst) -> None:
    answer = post(werk, "/bewering/e12/wijzig", oorzaaktekst="iets heel anders", gevolgtekst="drukte op post 13")
    assert answer.status_code == 400
    assert "staan niet zo in de zin" in answer.text
    assert "iets heel anders</textarea>" in answer.text
    assert decisions(werk) == ()


def test_swapping_the_sides_is_one_change(werk: Dienst) -> None:
    form = {"oorzaaktekst": "Het sluiten van post 12", "gevolgtekst": "drukte op post 13", "omgekeerd": "ja"}
    answer = post(werk, "/bewering/e12/wijzig", **form)
    assert answer.status_code == 303
    with werk.werkplaats.lees() as overzicht:
        claim = next(c for c in overzicht.lezing.claims if c.iri.endswith("/e12"))
    assert (claim.oorzaaktekst, claim.gevolgtekst) == ("drukte op post 13", "Het sluiten van post 12")
    assert dict(decisions(werk)[0].wijziging) == {"omgekeerd": "ja"}


def test_nothing_changed_is_said(werk: Dienst) -> None:
    answer = post(werk, "/bewering/e12/wijzig", oorzaaktekst="Het sluiten van post 12", gevolgtekst="drukte op post 13", teken="+")
    assert "niets gewijzigd" in answer.text


def test_the_same_for_claims_alike_but_not_with_another_sign(werk: Dienst) -> None:
    answer = post(werk, "/bewering/z1/oordeel", handeling="verwerp", reden="geen_relatie")
    shown = httpx.get(werk.url + answer.headers["location"], cookies={"beoordelaar": "Ada"}).text
    assert "Deze 4 lijken hetzelfde" in shown
    assert shown.count('name="ook"') == 4
    assert "Ander teken" in shown
    net = answer.headers["location"].rpartition("net=")[2]
    assert len(decisions(werk)) == 1
    post(werk, "/bewering/z2/gelijk", besluit=net, ook=["z2", "z3", "z5", "e12"])
    assert {(one.over.rpartition("/")[2], one.reden) for one in decisions(werk)} == {(key, "geen_relatie") for key in ("z1", "z2", "z3")}


def test_words_of_one_claim_are_not_put_on_others(werk: Dienst) -> None:
    answer = post(werk, "/bewering/z1/wijzig", oorzaaktekst="vergrijzing", gevolgtekst="meer zorgvraag")
    assert "lijken hetzelfde" not in httpx.get(werk.url + answer.headers["location"]).text
    answer = post(werk, "/bewering/z1/wijzig", oorzaaktekst="vergrijzing", zekerheid="verwacht")
    net = answer.headers["location"].rpartition("net=")[2]
    post(werk, "/bewering/-/gelijk", besluit=net, ook=["z2"])
    assert dict(decisions(werk)[-1].wijziging) == {"zekerheid": "verwacht"}


def test_undo_takes_the_last_of_this_reviewer(werk: Dienst) -> None:
    post(werk, "/bewering/e12/oordeel", handeling="aanvaard")
    post(werk, "/bewering/e13/oordeel", naam="Bram", handeling="aanvaard")
    answer = post(werk, "/besluit/terug")
    assert answer.headers["location"].startswith("/bewering/e12?")
    assert post(werk, "/besluit/terug").status_code == 404
    shown = httpx.get(werk.url + "/bewering/e12").text
    assert "(teruggenomen)" in shown
    assert "Nog geen besluit" not in shown


def test_what_is_not_there_is_said(werk: Dienst) -> None:
    assert "staat niet (meer) in de graaf" in httpx.get(werk.url + "/bewering/bestaat-niet").text
    assert post(werk, "/bewering/bestaat-niet/oordeel", handeling="aanvaard").status_code == 404
    assert post(werk, "/bewering/e12/oordeel", handeling="opeten").status_code == 400


def test_concepts_are_found_by_name(werk: Dienst) -> None:
    found = httpx.get(werk.url + "/begrippen/zoek?kant=gevolg&q=vergrij").text
    assert 'name="gevolgbegrip"' in found
    assert "vergrijzing" in found
    assert "Geen begrip gevonden" in httpx.get(werk.url + "/begrippen/zoek?kant=gevolg&q=<script>zz").text


# --- handing over ---


def test_decisions_go_to_a_colleague_and_back(werk: Dienst) -> None:
    post(werk, "/bewering/e12/oordeel", handeling="aanvaard")
    file = httpx.get(werk.url + "/besluiten.json").content
    post(werk, "/besluit/terug")
    for expected in ("Alle besluiten in dit bestand waren er al", "Alle besluiten in dit bestand waren er al"):
        sent = httpx.post(
            werk.url + "/besluiten/inlezen",
            data={"sleutel": werk.werkplaats.sleutel},
            files={"bestand": ("../x.json", file)},
            follow_redirects=True,
        )
        assert expected in sent.text


def test_decisions_without_a_place_are_listed(werk: Dienst) -> None:
    post(werk, "/bewering/e12/oordeel", handeling="aanvaard")
    assert "geen plaats" not in httpx.get(werk.url + "/beoordelen").text
    with werk.werkplaats.schrijf() as store:
        remove_document(store, "duinmark-plan")
    assert "1 besluit heeft nu geen plaats" in httpx.get(werk.url + "/beoordelen").text


def test_a_workbook_goes_out_and_comes_back(werk: Dienst) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(httpx.get(werk.url + "/besluiten.xlsx", timeout=30).content))
    sheet = book["Beweringen"]
    place = {cell.value: cell.column for cell in sheet[1]}
    for row, verdict in ((2, "aanvaard"), (3, "opeten")):
        sheet.cell(row, place["oordeel"], verdict)
        sheet.cell(row, place["beoordelaar"], "Bram")
    book.save(filled := io.BytesIO())
    data = {"sleutel": werk.werkplaats.sleutel}
    sent = httpx.post(werk.url + "/besluiten/inlezen", data=data, files={"bestand": ("a.xlsx", filled.getvalue())}, timeout=30)
    assert sent.status_code == 200
    assert "1 nieuw besluit is overgenomen" in sent.text
    assert "Rij 3" in sent.text
    assert [(one.handeling, one.beoordelaar) for one in decisions(werk)] == [("aanvaard", "Bram")]
    broken = httpx.post(werk.url + "/besluiten/inlezen", data=data, files={"bestand": ("../<b>.xlsx", b"niets")})
    assert broken.status_code == 400
    assert "geen Excel-werkboek" in broken.text


@pytest.mark.parametrize("content", [b"", b"geen json", b"{}", b"[" * 100_000, json.dumps({"vorm": "x", "besluiten": []}).encode()])
def test_a_damaged_file_is_refused_whole(werk: Dienst, content: bytes) -> None:
    data = {"sleutel": werk.werkplaats.sleutel}
    sent = httpx.post(werk.url + "/besluiten/inlezen", data=data, files={"bestand": ("x.json", content)})
    assert sent.status_code == 400
    assert "Er is niets overgenomen" in sent.text


# --- in the browser ---


@pytest.mark.browser
def test_twenty_claims_by_keyboard_only(werk: Dienst, open_page) -> None:
    page = open_page(werk.url + "/beoordelen", naam="Ada")
    page.get_by_role("link", name="Begin met beoordelen").focus()
    settled(page, lambda: page.keyboard.press("Enter"))
    for key in "agabatanaoakadapagab":
        if key != "a":
            page.keyboard.press("v")
        settled(page, partial(page.keyboard.press, key))
    made = decisions(werk)
    assert len(made) == 20
    assert len({one.over for one in made}) == 20
    assert {one.reden for one in made if one.reden} == set(load_reasons()) - {"anders"}


@pytest.mark.browser
def test_skip_back_undo_and_help(werk: Dienst, open_page) -> None:
    page = open_page(werk.url + "/bewering/e10", naam="Ada")
    settled(page, lambda: page.keyboard.press("s"))
    assert "/bewering/e11" in page.url
    settled(page, lambda: page.keyboard.press("b"))
    assert "/bewering/e10" in page.url
    settled(page, lambda: page.keyboard.press("a"))
    assert message(page).startswith("Aanvaard: Het sluiten van post 10")
    settled(page, lambda: page.keyboard.press("u"))
    assert "/bewering/e10" in page.url
    assert message(page).startswith("Teruggenomen")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    assert len(decisions(werk)) == 2


@pytest.mark.browser
def test_a_name_is_asked_for_in_place(werk: Dienst, open_page) -> None:
    page = open_page(werk.url + "/bewering/e10?volgorde=document")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "eigennaam"
    assert "Vul eerst uw naam in" in message(page)
    page.keyboard.type("avsu Ada")
    page.keyboard.press("Enter")
    page.locator(".naamvraag").wait_for(state="detached")
    assert decisions(werk) == ()
    settled(page, lambda: page.keyboard.press("a"))
    assert decisions(werk)[0].beoordelaar == "avsu Ada"


@pytest.mark.browser
def test_keys_do_nothing_while_typing(werk: Dienst, open_page) -> None:
    page = open_page(werk.url + "/bewering/e10", naam="Ada")
    page.keyboard.press("v")
    page.locator("#toelichting").focus()
    page.keyboard.type("avwnsbug")
    page.keyboard.press("Escape")
    assert not page.locator("#verwerp").is_visible()
    page.keyboard.press("v")
    settled(page, partial(page.keyboard.press, "a"))  # 'anders', with what was typed
    assert "/bewering/e11" in page.url
    assert [(one.reden, one.toelichting) for one in decisions(werk)] == [("anders", "avwnsbug")]


@pytest.mark.browser
def test_another_reason_waits_for_its_note(werk: Dienst, open_page) -> None:
    page = open_page(werk.url + "/bewering/e10", naam="Ada")
    page.keyboard.press("v")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "toelichting"
    assert "toelichting" in message(page)
    assert decisions(werk) == ()


@pytest.mark.browser
def test_correcting_by_keyboard_and_by_mouse(werk: Dienst, open_page) -> None:
    page = open_page(werk.url + "/bewering/e10", naam="Ada")
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.id") == "oorzaaktekst"
    page.keyboard.press("Control+A")
    page.keyboard.type("iets anders")
    assert page.get_by_text("Deze woorden staan niet zo in de zin.").first.is_visible()
    box = page.locator(".citaat .stuk.gevolg").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Neem selectie als oorzaak").click()
    assert page.locator("#oorzaaktekst").input_value() == "drukte op post 11"
    page.locator("#zoek-gevolg").fill("vergrij")
    page.locator("#keuze-gevolg").get_by_role("radio").first.check()
    page.locator("#oorzaaktekst").focus()
    settled(page, lambda: page.keyboard.press("Control+Enter"))
    changed = dict(decisions(werk)[0].wijziging)
    assert changed["oorzaaktekst"] == "drukte op post 11"
    assert "vergrijzing" in changed["gevolgbegrip"]


@pytest.mark.browser
def test_the_same_for_claims_alike_after_a_click(werk: Dienst, open_page) -> None:
    page = open_page(werk.url + "/bewering/z1?regel=zorgen-voor", naam="Ada")
    settled(page, lambda: page.keyboard.press("a"))
    page.keyboard.press("g")
    assert page.get_by_role("checkbox").count() == 4
    page.get_by_role("checkbox").first.uncheck()
    settled(page, lambda: page.get_by_role("button", name="Pas toe op de aangekruiste").click())
    assert message(page) == "Ook toegepast op 2 beweringen."
    assert len(decisions(werk)) == 3


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/beoordelen", "/bewering/z1", "/bewering/kwaad"])
def test_pages_fit_and_are_accessible(werk: Dienst, open_page, width: int, path: str) -> None:
    post(werk, "/bewering/z2/oordeel", handeling="verwerp", reden="anders", toelichting=KWAAD)
    page = open_page(werk.url + path, width=width, naam="Ada")
    if path != "/beoordelen":
        page.keyboard.press("v")
        no_sideways_scroll(page)
        accessible(page)
        page.keyboard.press("Escape")
        page.keyboard.press("w")
    no_sideways_scroll(page)
    accessible(page)
