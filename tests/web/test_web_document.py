"""The page of a document: overlapping marks, a card per claim, the printed page, and texts that would run something."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import typst
from hulp import Dienst, accessible, no_sideways_scroll, start
from hypothesis import given
from hypothesis import strategies as st
from stukken import KWAAD, claim, evidence

from extract.documents import read_document
from extract.infer import document_id
from extract.records import Document, DocumentInfo, Extraction, Mention, Page
from graph.bronnen import keep_source
from graph.build import write_base, write_extraction
from graph.open import open_store
from regiograaf.building import write_read
from regiograaf.lezen.records import Gelezen
from regiograaf.web import bladbeeld
from regiograaf.web.markeren import Vlak, cut, find_words

ZINNEN = (
    "Door de vergrijzing in Duinmark groeit de vraag naar wijkverpleging.",
    "De groei van de vraag naar wijkverpleging leidt tot wachttijden voor kwetsbare ouderen.",
    f"Het {KWAAD} leidt tot {KWAAD} in de wijk.",
)


def extraction(document: Document) -> Extraction:
    pages = document.pages
    vraag = "De groei van de vraag naar wijkverpleging"
    claims = (
        claim(pages, 1, ZINNEN[0], "vergrijzing in Duinmark", "de vraag naar wijkverpleging", "Door", id="aaa1"),
        claim(pages, 1, ZINNEN[1], vraag, "wachttijden voor kwetsbare ouderen", "leidt tot", id="aaa2"),
        claim(pages, 1, ZINNEN[1], "wijkverpleging leidt", "wachttijden", "tot", id="aaa3", status="ter_beoordeling", belief=0.3),
        claim(pages, 2, ZINNEN[2], f"Het {KWAAD}", f"{KWAAD} in de wijk", "leidt tot", id="aaa4"),
    )
    group = Mention("m1", "doelgroep", "kwetsbare ouderen", (evidence(pages, 1, "kwetsbare ouderen"),), "x")
    return Extraction(document, claims, (group,))


def add(folder: Path, path: Path, title: str) -> str:
    info = DocumentInfo(document_id("Duinmark", "regioplan", 2026, path.name), path.name, title, "regioplan", "Duinmark", 2026)
    read = extraction(read_document(path, info))
    store = open_store(folder)
    write_base(store)
    write_read(store, Gelezen(read, 0))
    keep_source(folder, path, read.document.info.sha256)
    store.close()
    return info.id


@pytest.fixture(scope="module")
def stukken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dienst, str, str]]:
    """A workbench with one document as PDF and as Markdown."""
    folder = tmp_path_factory.mktemp("document")
    plain = "\n\n".join(ZINNEN[:2]) + "\f" + ZINNEN[2]
    (folder / "plan.txt").write_text(plain)
    quoted = [zin.replace("\\", "\\\\").replace('"', '\\"') for zin in ZINNEN]
    paragraphs = [f'#par("{zin}")' for zin in quoted]
    head = "#set page(width: 400pt, height: 600pt)\n#set text(size: 5pt, hyphenate: false)\n"
    source = head + "\n".join([*paragraphs[:2], "#pagebreak()", paragraphs[2]])
    (folder / "plan.typ").write_text(source)
    typst.compile(folder / "plan.typ", output=folder / "plan.pdf")
    ids = [add(folder / "graaf", folder / name, f"Plan {KWAAD}") for name in ("plan.pdf", "plan.txt")]
    running = start(folder / "graaf")
    yield running, ids[0], ids[1]
    running.stop()


@given(st.text(min_size=1, max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_pieces_are_the_text_and_cover_every_area(text: str, spans: list[tuple[int, int]]) -> None:
    areas = [Vlak(min(a, b), min(max(a, b), len(text)), "oorzaak", n) for n, (a, b) in enumerate(spans, 1) if min(a, b) < len(text)]
    pieces = cut(text, areas, [(area.begin, area.nummer) for area in areas])
    assert "".join(piece.tekst for piece in pieces) == text
    for area in areas:
        assert "".join(p.tekst for p in pieces if area.nummer in p.eigen) == text[area.begin : area.eind]
    assert sorted(n for piece in pieces for n in piece.merken) == sorted(area.nummer for area in areas)


def test_words_are_found_across_line_ends() -> None:
    assert find_words("de zorg\r\nleidt  tot druk", "leidt tot") == (9, 19)
    assert find_words("aanleidingen", "leiding") is None
    assert find_words("x", "") is None


def test_a_quote_is_found_on_the_printed_page(stukken: tuple[Dienst, str, str]) -> None:
    dienst, pdf, _ = stukken
    text = httpx.get(f"{dienst.url}/document/{pdf}").text
    assert text.count('class="kader" data-b="1"') >= 1
    folder = dienst.werkplaats.folder / "bronnen"
    path = next(folder.glob("*.pdf"))
    (frames, none) = bladbeeld.places_of(path, 1, [(ZINNEN[0], 0.0), ("dit staat er niet", 0.0)])
    assert frames
    assert none == ()
    assert all(x >= 0 and y >= 0 and x + w <= 400 and y + h <= 600 for x, y, w, h in frames)


def test_the_picture_of_a_page(stukken: tuple[Dienst, str, str]) -> None:
    from PIL import Image

    dienst, pdf, plain = stukken
    answer = httpx.get(f"{dienst.url}/document/{pdf}/blad/1.png")
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size[0] == bladbeeld.BREEDTE
    for wrong in (f"{pdf}/blad/9.png", f"{pdf}/blad/0.png", f"{plain}/blad/1.png", "geen/blad/1.png"):
        assert httpx.get(f"{dienst.url}/document/{wrong}").status_code == 404


def test_a_pdf_that_cannot_be_shown_has_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 niets")
    assert bladbeeld.picture(tmp_path / "a.pdf", 1) is None
    assert bladbeeld.sheet(tmp_path / "a.pdf", 1) is None
    assert bladbeeld.places_of(tmp_path / "a.pdf", 1, [("x", 0.0)]) == [()]


def test_what_is_not_there_is_said(stukken: tuple[Dienst, str, str]) -> None:
    dienst, pdf, plain = stukken
    assert "loopt van bladzijde 1 tot en met 2" in httpx.get(f"{dienst.url}/document/{pdf}?bladzijde=7").text
    assert "staat niet in de graaf" in httpx.get(f"{dienst.url}/document/bestaat-niet").text
    assert "geen pdf" in httpx.get(f"{dienst.url}/document/{plain}").text
    assert httpx.get(f"{dienst.url}/document/{plain}/kaart?bewering=weg").status_code == 404


def test_the_filter_leaves_out_and_stays(stukken: tuple[Dienst, str, str]) -> None:
    dienst, pdf, _ = stukken
    text = httpx.get(f"{dienst.url}/document/{pdf}?staat=ter_beoordeling&vermeldingen=nee").text
    assert "1 bewering op deze bladzijde" in text
    assert 'data-v="' not in text
    assert "staat=ter_beoordeling&amp;vermeldingen=nee&amp;bladzijde=2" in text


def test_the_state_shows_without_colour(stukken: tuple[Dienst, str, str]) -> None:
    dienst, pdf, _ = stukken
    text = httpx.get(f"{dienst.url}/document/{pdf}").text
    assert ">1✓</a>" in text
    assert ">3?</a>" in text


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_a_document(stukken: tuple[Dienst, str, str], open_page, width: int) -> None:
    dienst, pdf, _ = stukken
    page = open_page(f"{dienst.url}/document/{pdf}", width=width)
    no_sideways_scroll(page)
    page.locator("a.nr").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("#kaart .kaartje").wait_for()
    assert "wachttijden voor kwetsbare ouderen" in page.locator("#kaart").inner_text()
    assert page.locator(".kader.gekozen").count() >= 1
    assert page.locator(".stuk.oorzaak.gekozen").first.inner_text().startswith("De groei van de ")
    accessible(page)
    no_sideways_scroll(page)


@pytest.mark.browser
def test_an_address_with_a_claim_scrolls_to_it(stukken: tuple[Dienst, str, str], open_page) -> None:
    dienst, _, plain = stukken
    page = open_page(f"{dienst.url}/document/{plain}?bladzijde=1#aaa3", height=300)
    page.locator("#kaart .kaartje").wait_for()
    assert page.locator("#aaa3.gekozen").count() == 1
    box = page.locator("#aaa3").bounding_box()
    assert box is not None and 0 <= box["y"] <= 300


@pytest.mark.browser
def test_texts_of_a_document_run_nothing(stukken: tuple[Dienst, str, str], open_page) -> None:
    dienst, pdf, plain = stukken
    for document in (pdf, plain):
        page = open_page(f"{dienst.url}/document/{document}?bladzijde=2#aaa4")
        page.locator("#kaart .kaartje").wait_for()
        assert "<script>" in page.locator("#tekst").inner_text()
        page.locator(".stuk.oorzaak").first.click()
        page.get_by_role("link", name="‹ Vorige").click()
        assert page.locator("h1").inner_text().startswith("Plan <img")


def test_a_long_document_is_shown_quickly(tmp_path: Path) -> None:
    lines = "\n\n".join(ZINNEN[:2] * 20)
    info = DocumentInfo("lang", "lang.txt", "Lang", "regioplan", "Duinmark", 2026)
    pages = tuple(Page(n, lines) for n in range(1, 133))
    claims = tuple(
        claim(
            pages,
            n,
            ZINNEN[1],
            "De groei van de vraag naar wijkverpleging",
            "wachttijden voor kwetsbare ouderen",
            "leidt tot",
            id=f"l{n}x{k}",
        )
        for n in range(1, 133)
        for k in range(5)
    )
    store = open_store(tmp_path / "graaf")
    write_base(store)
    write_extraction(store, Extraction(Document(info, pages), claims), datetime(2026, 11, 22, tzinfo=UTC))
    store.close()
    running = start(tmp_path / "graaf")
    began = time.monotonic()
    assert httpx.get(f"{running.url}/document/lang?bladzijde=100", timeout=20).status_code == 200
    assert time.monotonic() - began < 2
    running.stop()
