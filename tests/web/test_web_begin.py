"""The first page, and what guards every page."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx
import pytest
from hulp import Dienst, accessible, no_sideways_scroll

from regiograaf.luisteren import PoortBezetError
from regiograaf.web.serve import serve


def post(dienst: Dienst, path: str = "/beoordelaar", **headers: str) -> httpx.Response:
    return httpx.post(dienst.url + path, data={"naam": "Ada"}, headers=headers)


def test_a_change_needs_the_key_of_the_session(leesdienst: Dienst) -> None:
    key = leesdienst.werkplaats.sleutel
    assert post(leesdienst).status_code == 403
    assert post(leesdienst, **{"X-Sleutel": "geraden"}).status_code == 403
    assert post(leesdienst, **{"X-Sleutel": key}).status_code == 303
    assert httpx.post(leesdienst.url + "/beoordelaar", data={"naam": "Ada", "sleutel": key}).status_code == 303


@pytest.mark.parametrize("origin", ["http://kwaad.example", "null", "http://127.0.0.1:1", "https://localhost"])
def test_a_change_from_another_origin_is_refused(leesdienst: Dienst, origin: str) -> None:
    answer = post(leesdienst, **{"X-Sleutel": leesdienst.werkplaats.sleutel, "Origin": origin})
    assert answer.status_code == 403
    assert "andere site" in answer.text


def test_a_change_from_another_site_is_refused(leesdienst: Dienst) -> None:
    headers = {"X-Sleutel": leesdienst.werkplaats.sleutel, "Sec-Fetch-Site": "cross-site"}
    assert post(leesdienst, **headers).status_code == 403


def test_only_its_own_address_is_answered(leesdienst: Dienst) -> None:
    assert httpx.get(leesdienst.url + "/", headers={"Host": "kwaad.example"}).status_code == 403
    assert httpx.get(leesdienst.url + "/").status_code == 200


def test_every_answer_carries_the_policy(leesdienst: Dienst) -> None:
    for path in ("/", "/static/stijl.css", "/bestaat-niet"):
        policy = httpx.get(leesdienst.url + path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_page_that_is_not_there_says_so(leesdienst: Dienst) -> None:
    answer = httpx.get(leesdienst.url + "/bestaat-niet")
    assert answer.status_code == 404
    assert "bestaat niet" in answer.text


def test_the_name_leads_back_to_a_page_of_this_site(leesdienst: Dienst) -> None:
    for back in ("//kwaad.example", "https://kwaad.example", "/\\kwaad.example"):
        form = {"naam": "Ada", "terug": back, "sleutel": leesdienst.werkplaats.sleutel}
        assert httpx.post(leesdienst.url + "/beoordelaar", data=form).headers["location"] == "/"


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PoortBezetError, match=rf"127\.0\.0\.1:{port} \(daar luistert al een ander programma\)"):
            serve(tmp_path / "graaf", poort=port, browser=False)
    assert not (tmp_path / "graaf").exists()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_first_page(leesdienst: Dienst, open_page, width: int) -> None:
    page = open_page(leesdienst.url, width=width)
    assert page.get_by_role("link", name="Eskerland", exact=True).is_visible()
    no_sideways_scroll(page)
    accessible(page)


@pytest.mark.browser
def test_the_name_of_the_reviewer_is_kept(leesdienst: Dienst, open_page) -> None:
    page = open_page(leesdienst.url)
    page.get_by_label("Uw naam").fill("Ada de Vries")
    page.get_by_role("button", name="Bewaar").click()
    assert page.get_by_label("Uw naam").input_value() == "Ada de Vries"
