"""Regions side by side: the table, one knelpunt in every region, files, and 42 regions."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from hulp import Dienst, accessible, no_sideways_scroll, start

from extract.records import Argument, Claim, Document, DocumentInfo, Evidence, Extraction, Grounding, Mention, Page
from graph.build import write_base, write_extraction
from graph.open import open_store
from graph.store import Store
from ontology.namen import digest
from ontology.prefixes import BEGRIP
from queries.lezing import Lezing
from queries.naast_elkaar import columns, table

if TYPE_CHECKING:
    from playwright.sync_api import Page as Bladzijde

CAUSE, EFFECT = "personeelstekort", "druk op de wijkverpleging"
KNELPUNT = "druk op wijkverpleging en thuiszorg"


def _argument(text: str, words: str, concept: str) -> Argument:
    begin = text.lower().index(words)
    return Argument(
        words, (Evidence(1, begin, begin + len(words), text[begin : begin + len(words)]),), Grounding(BEGRIP + concept, concept, 1.0)
    )


def region(store: Store, name: str, *, status: str = "aanvaard", negated: bool = False) -> None:
    """A document of one region with one claim and one knelpunt."""
    text = f"Personeelstekort leidt in {name} tot druk op de wijkverpleging."
    info = DocumentInfo(
        f"beeld-{name.lower().replace(' ', '-')}", f"beeld {name}.md", "", "zorgkantoorregiobeeld", name, 2025, (), sha256="0" * 64
    )
    effect = _argument(text, EFFECT, "druk-wijkverpleging")
    whole = (Evidence(1, 0, len(text), text),)
    claim = Claim(
        id=digest(name, status, str(negated)),
        kind="oorzakelijk",
        cause=_argument(text, CAUSE, "personeelstekort"),
        effect=effect,
        polarity="+",
        certainty="vastgesteld",
        negated=negated,
        cue="leidt tot",
        rule="leiden-tot",
        belief=0.9,
        status=status,  # type: ignore[arg-type]
        evidence=whole,
        section=(),
        reason="",
    )
    mention = Mention(digest(name, "k"), "knelpunt", EFFECT, effect.evidence, "lijst", effect.grounding, "", whole)
    extraction = Extraction(Document(info, (Page(1, text),)), (claim,), (mention,), extractor="proef")
    write_extraction(store, extraction, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def veel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A workbench over 42 regions."""
    folder = tmp_path_factory.mktemp("veel") / "graaf"
    store = open_store(folder)
    write_base(store)
    for number in range(42):
        region(store, f"Proefregio {number:02d}")
    store.close()
    running = start(folder)
    yield running
    running.stop()


def get(dienst: Dienst, path: str) -> str:
    answer = httpx.get(dienst.url + path, timeout=60)
    assert answer.status_code == 200, answer.text[:400]
    return answer.text


def test_only_accepted_claims_count() -> None:
    store = open_store(None)
    write_base(store)
    region(store, "A")
    region(store, "B", status="ter_beoordeling")
    region(store, "C", negated=True)
    lezing = Lezing(store)
    found = table(lezing, "Oorzaak")
    assert [(row.label, dict(row.aantallen)) for row in found.rijen] == [("personeelstekort", {"A": 1})]
    assert (found.ter_beoordeling, found.ontkend) == (1, 1)
    sides = {column.regio: column for column in columns(lezing, "Knelpunt", table(lezing, "Knelpunt").rijen[0].label)}
    assert [[group.label for group in sides[name].oorzaken] for name in "ABC"] == [["personeelstekort"], [], []]
    assert all(sides[name].genoemd for name in "ABC")


def test_another_role_is_said() -> None:
    store = open_store(None)
    write_base(store)
    region(store, "A")
    found = columns(Lezing(store), "Knelpunt", "personeelstekort")
    assert [(column.regio, column.rol) for column in found] == [("A", "Oorzaak")]


def test_the_table_as_a_file(veel: Dienst) -> None:
    rows = list(csv.reader(io.StringIO(httpx.get(veel.url + "/regios.csv", timeout=60).content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["knelpunt", "regio's", "totaal", "Proefregio 00"]
    assert rows[1][1:3] == ["42", "84"]
    assert len(rows[0]) == len(rows[1]) == 45


def test_the_places_as_a_file(leesdienst: Dienst) -> None:
    answer = httpx.get(leesdienst.url + "/regios/begrip.csv", params={"naam": KNELPUNT, "rol": "Knelpunt"}, timeout=60)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert {row["regio"] for row in rows} == {"Eskerland", "Wendermark"}
    assert {"oorzaak", "genoemd"} <= {row["wat"] for row in rows}
    assert all(row["citaat"] and row["bladzijde"] for row in rows)


def test_what_is_not_shown_is_said(leesdienst: Dienst) -> None:
    assert "Niet meegeteld:" in get(leesdienst, "/regios")
    assert "Wendermark" in get(leesdienst, "/regios?gedeeld=1&alles=1")
    assert "Geen knelpunten gevonden met ‘xyzzy’" in get(leesdienst, "/regios?zoek=xyzzy")
    assert httpx.get(leesdienst.url + "/regios/begrip?naam=xyzzy", timeout=60).status_code == 404
    assert httpx.get(leesdienst.url + "/regios?rol=Onzin", timeout=60).status_code == 400


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_table_to_the_quotes(leesdienst: Dienst, open_page: Callable[..., Bladzijde], width: int) -> None:
    page = open_page(leesdienst.url + "/regios", width=width)
    page.get_by_label("met de woorden").fill("Wíjkverpleging")
    page.get_by_role("button", name="Zoek").click()
    no_sideways_scroll(page)
    accessible(page)
    page.get_by_role("link", name="keer, Eskerland").first.click()
    column = page.locator(".kolom:target")
    assert column.get_by_role("heading", level=2).inner_text() == "Eskerland"
    column.locator("summary").first.click()
    assert column.locator("blockquote").first.is_visible()
    no_sideways_scroll(page)
    accessible(page)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_42_regions_scroll_in_their_box(veel: Dienst, open_page: Callable[..., Bladzijde], width: int) -> None:
    page = open_page(veel.url + "/regios", width=width)
    no_sideways_scroll(page)
    box = page.locator(".matrixvak")
    box.evaluate("box => { box.scrollLeft = 1500; }")
    first = page.locator(".matrix tbody th").first
    assert first.bounding_box()["x"] - box.bounding_box()["x"] < 5, "de eerste kolom blijft staan"  # type: ignore[index]
    page.get_by_role("link", name="keer, Proefregio 41").first.click()
    assert page.locator(".kolom").count() == 42
    no_sideways_scroll(page)
