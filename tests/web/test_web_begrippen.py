"""Concepts: the list and what may be one, merging with effect on map and A4, splitting, keeping apart, names, influence, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest
from hulp import Dienst, accessible, no_sideways_scroll

from ontology.prefixes import BEGRIP
from queries.begrippen import Begrip, concept_list
from queries.causal_view import causal_view
from queries.lezing import Lezing
from queries.zelfde_begrip import suggestions

if TYPE_CHECKING:
    from playwright.sync_api import Page


def reading(dienst: Dienst) -> Lezing:
    with dienst.werkplaats.lees() as overzicht:
        return overzicht.lezing


def named(dienst: Dienst, label: str) -> Begrip:
    return next(one for one in concept_list(reading(dienst)) if one.label == label)


def post(dienst: Dienst, path: str, **fields: object) -> httpx.Response:
    data = {"sleutel": dienst.werkplaats.sleutel, "naam": "Ada", **fields}
    return httpx.post(dienst.url + path, data=data, timeout=60)


def test_counts_are_of_what_documents_say(leesdienst: Dienst) -> None:
    lezing = reading(leesdienst)
    short = named(leesdienst, "personeelstekort")
    claims = [c for c in lezing.claims if short.iri in (c.oorzaak, c.gevolg)]
    assert short.beweringen == len({c.iri for c in claims})
    assert short.regios == ("Eskerland", "Wendermark")
    assert ">personeelstekort</a>" in httpx.get(leesdienst.url + "/begrippen?zoek=PERSONEELSTÉKORT+personeel", timeout=60).text


def test_suggestions_say_the_same_and_never_the_opposite(leesdienst: Dienst) -> None:
    pairs = suggestions(reading(leesdienst))
    assert pairs
    assert all(not (p.een.iri.startswith(BEGRIP) and p.ander.iri.startswith(BEGRIP)) for p in pairs)
    first = pairs[0]
    assert first.gelijk
    kept = suggestions(reading(leesdienst), lambda one, other: {one, other} == {first.een.iri, first.ander.iri})
    assert len(kept) == len(pairs) - 1


def test_merging_shows_at_once_and_can_be_undone(dienst: Dienst) -> None:
    before = dienst.werkplaats.store.nquads()
    one, other = named(dienst, "vergrijzing"), named(dienst, "personeelstekort")
    assert post(dienst, "/begrip/samen", van=one.iri, naar=other.iri, terug="/begrippen").status_code == 303
    assert one.iri not in causal_view(reading(dienst)).nodes
    a4 = httpx.get(dienst.url + "/regio/Eskerland/a4.html", timeout=60).text
    assert "vergrijzing" not in a4.split("Oorzaken</h2>")[1].split("</section>")[0]
    card = httpx.get(dienst.url + "/kaart", timeout=60).text
    assert one.iri not in card
    page = httpx.get(dienst.url + "/begrip", params={"iri": one.iri}, cookies={"beoordelaar": "Bea"}, timeout=60).text
    assert "is samengevoegd met" in page
    decision = page.split('name="besluit" value="')[1].split('"')[0]
    assert post(dienst, "/begrip/terug", besluit=decision, naam="Bea").status_code == 303
    assert one.iri in causal_view(reading(dienst)).nodes
    documents = [line for line in before if "graaf/document/" in line]
    assert [line for line in dienst.werkplaats.store.nquads() if "graaf/document/" in line] == documents


def test_what_is_kept_apart_cannot_be_merged(dienst: Dienst) -> None:
    one, other = named(dienst, "vergrijzing"), named(dienst, "personeelstekort")
    assert post(dienst, "/begrip/apart", een=one.iri, ander=other.iri).status_code == 303
    refused = post(dienst, "/begrip/samen", van=one.iri, naar=other.iri)
    assert refused.status_code == 400
    assert "mogen niet samen" in refused.text


def test_a_part_becomes_a_concept_of_its_own(dienst: Dienst) -> None:
    short = named(dienst, "personeelstekort")
    texts = ["tekort aan wijkverpleegkundigen", "tekort aan verzorgenden"]
    assert post(dienst, "/begrip/splits", iri=short.iri, label="tekort in de wijk", teksten=texts).status_code == 303
    assert named(dienst, "tekort in de wijk").aantal >= 5
    assert named(dienst, "personeelstekort").aantal == short.aantal - named(dienst, "tekort in de wijk").aantal
    assert post(dienst, "/begrip/splits", iri=short.iri, label="leeg").status_code == 400


def test_another_name_and_influence(dienst: Dienst) -> None:
    grey = named(dienst, "vergrijzing")
    assert grey.beinvloedbaar is False
    assert post(dienst, "/begrip/naam", iri=grey.iri, label="meer ouderen").status_code == 303
    assert post(dienst, "/begrip/invloed", iri=grey.iri, waarde="ja").status_code == 303
    assert named(dienst, "meer ouderen").beinvloedbaar is True
    assert post(dienst, "/begrip/invloed", iri=grey.iri, waarde="misschien").status_code == 400
    assert post(dienst, "/begrip/naam", iri="https://w3id.org/regiograaf/begrip/bestaat-niet", label="x").status_code == 400
    assert httpx.get(dienst.url + "/begrip?iri=https://w3id.org/regiograaf/begrip/bestaat-niet", timeout=60).status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_merging_a_suggested_pair(dienst: Dienst, open_page: Callable[..., Page], width: int) -> None:
    page = open_page(dienst.url + "/begrippen", width=width)
    page.get_by_text("Misschien hetzelfde").click()
    page.get_by_label("Om begrippen samen te voegen").fill("Ada")
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_text("Misschien hetzelfde").click()
    pairs = page.locator(".paren > li").count()
    no_sideways_scroll(page)
    accessible(page)
    page.get_by_role("button", name="Voeg samen").first.click()
    page.get_by_text("Misschien hetzelfde").click()
    assert page.locator(".paren > li").count() == pairs - 1
    page.get_by_role("button", name="Niet hetzelfde").first.click()
    page.get_by_text("Misschien hetzelfde").click()
    assert page.locator(".paren > li").count() == pairs - 2


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_one_concept(dienst: Dienst, open_page: Callable[..., Page], width: int) -> None:
    page = open_page(dienst.url + "/begrippen?zoek=personeelstekort", width=width, naam="Ada")
    page.get_by_role("link", name="personeelstekort", exact=True).click()
    page.locator(".bewoording summary").first.click()
    assert page.locator(".bewoording blockquote").first.is_visible()
    no_sideways_scroll(page)
    accessible(page)
    page.get_by_label("Kies ‘tekort aan verzorgenden’").check()
    page.get_by_label("Maak van de aangevinkte woorden").fill("tekort aan verzorgenden")
    page.get_by_role("button", name="Splits af").click()
    assert "afgesplitst als ‘tekort aan verzorgenden’" in page.locator(".besluiten").inner_text()
    page.get_by_role("button", name="Neem terug").click()
    assert page.locator(".besluiten").count() == 0
