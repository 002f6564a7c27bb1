"""The A4: one page whatever the region holds, every line with its pages, the same bytes every time, text is only text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from uitvoer import VIJANDIG, at, finding, golden, loop_finding, summary

from queries.records import Finding, Proof
from queries.samenvatting_records import Blok, Samenvatting, Vindplaats
from regiograaf.outputs.a4 import write_a4
from regiograaf.outputs.a4gegevens import page
from regiograaf.outputs.a4plaats import places
from regiograaf.outputs.a4ruimte import RUIMTES, shared

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXTREEM = (
    "W" * 2000,
    "👩🏽‍⚕️🚑" * 500,
    "\u202eעברית مرحبا \u2066" * 150,
    "<script>alert(1)</script>" * 80,
    "z\u0300\u0301\u0302\u0303\u0336" * 400,
    "zorg " * 400,
)
LONG = " in de wijkverpleging en de huisartsenzorg van de hele regio, met name op het platteland en aan de randen van de steden"


def findings(extra: str = "") -> list[Finding]:
    proof = (Proof("beeld.pdf", 17, "q", 0, 1), Proof("plan.pdf", 41, "q", 0, 1))
    return [
        loop_finding(),
        finding(
            "planconflict",
            name="b2",
            ernst="hoog",
            onderwerp=f"nachtzorg{extra}",
            uitleg=f"De plannen spreken elkaar tegen{extra}.",
            bewijs=proof,
        ),
        finding("ongekoppeld_knelpunt", name="b3", onderwerp=f"knelpunt 1{extra}", uitleg=f"Geen samenwerkingsverband gevonden{extra}."),
        finding("schijnlus", name="b4", ernst="laag", keten=("a", "b")),
    ]


def both(folder: Path, s: Samenvatting, found: list[Finding]) -> tuple[LexborHTMLParser, str, int]:
    """The HTML, the text of the PDF in one line, and its number of pages."""
    html, pdf = write_a4(s, found, folder)
    document = pypdfium2.PdfDocument(str(pdf))
    text = " ".join(document[0].get_textpage().get_text_bounded().replace("\ufffe\r\n", "").replace("\ufffe", "").split())
    return LexborHTMLParser(html.read_text(encoding="utf-8")), text, len(document)


def test_four_blocks_with_their_pages(tmp_path: Path) -> None:
    html, pdf, count = both(tmp_path, summary(), findings())
    assert count == 1
    for text in (pdf, html.body.text()):
        words = " ".join(text.split())
        for expected in (
            "Knelpunten",
            "Oorzaken",
            "Effecten",
            "Samenwerkingsverbanden",
            "Beïnvloedbaar",
            "Niet beïnvloedbaar",
            "doelgroep niet gevonden",
            "geen knelpunt gevonden",
            "in de tekst ‘opgave’",
            "leidt tot K1, K2",
            "volgens de tekst",
            "Niet gevonden: kwaliteit.",
            "B p. 3, 4",
            "Stand van de teksten: 2023–2024",
            "Plannen die niet samengaan",
            "cijfers per gemeente ontbreken",
            "Niet op deze bladzijde: 7 knelpunten, 3 oorzaken, 2 lacunes.",
            "3f9a7c0d11e2b4c5",
            "thuiswonend",
        ):
            assert expected in words, expected


def test_no_line_without_page() -> None:
    data = page(summary(), findings(), RUIMTES[0])
    groups = [*data["oorzaken"], *data["effecten"]]  # type: ignore[misc]  # lists of dicts
    lines = [line for group in groups for line in group["regels"]] + [*data["knelpunten"], *data["verbanden"], *data["lacunes"]]  # type: ignore[misc]
    assert lines
    assert all(" p. " in line["bron"] or line["bron"].startswith("B p. ") for line in lines)


@pytest.mark.parametrize(("lines", "extra", "pages"), [(0, "", 1), (1, "", 1), (4, "", 3), (4, LONG, 40), (4, "x" * 300, 40)])
def test_always_one_page(tmp_path: Path, lines: int, extra: str, pages: int) -> None:
    s = summary(lines=lines, extra=extra, pages=pages)
    s = replace(s, gemeenten=tuple(f"Gemeente {number}{extra}" for number in range(40)), bronnen=s.bronnen * 8)
    _, text, count = both(tmp_path, s, findings(extra))
    assert count == 1
    assert "Vingerafdruk" in text


def test_what_is_cut_is_said(tmp_path: Path) -> None:
    html, pdf, _ = both(tmp_path, summary(lines=4, extra=LONG, pages=40), findings(LONG))
    assert re.search(r"… en \d+ meer", pdf)
    assert "B p. 3, 4, 5, 6 en 36 meer" in pdf
    assert re.search(r"Niet op deze bladzijde: \d+ knelpunten, \d+ oorzaken, \d+ effecten", " ".join(html.body.text().split()))


def test_empty_region_shows_the_gaps(tmp_path: Path) -> None:
    s = summary()
    empty = replace(
        s,
        knelpunten=Blok((), 0),
        oorzaken={group: Blok((), 0) for group in s.oorzaken},
        effecten={group: Blok((), 0) for group in s.effecten},
        verbanden=Blok((), 0),
        lacunes=Blok((), 0),
        peiljaren=None,
        gemeenten=(),
        beweringen=0,
        vingerafdruk="",
    )
    _, pdf, _ = both(tmp_path, empty, [])
    for words in (
        "Geen knelpunt gevonden",
        "niet gevonden",
        "Geen effect gevonden",
        "Geen samenwerkingsverband gevonden",
        "Jaar van de teksten onbekend",
    ):
        assert words in pdf
    assert "Alles wat gevonden is, staat op deze bladzijde." in pdf
    assert "Invloed onbepaald" not in pdf


def test_same_bytes_twice(tmp_path: Path) -> None:
    one = [file.read_bytes() for file in write_a4(summary(), findings(), tmp_path / "een")]
    two = [file.read_bytes() for file in write_a4(summary(), findings()[::-1], tmp_path / "twee")]
    assert one == two


def test_date_on_and_in_the_pdf_is_that_of_the_graph(tmp_path: Path) -> None:
    html, text, _ = both(tmp_path, summary(), [])
    assert "Graaf van 22 november 2026" in text and "Graaf van 22 november 2026" in html.body.text()
    about = pypdfium2.PdfDocument(str(tmp_path / "a4-vlietland.pdf")).get_metadata_dict()
    assert about["Title"].startswith("Vlietland: knelpunten, oorzaken, effecten")
    assert about["CreationDate"].startswith("D:20261122")
    assert b"pdfuaid:part" in (tmp_path / "a4-vlietland.pdf").read_bytes()


def test_without_a_date_the_year_of_the_texts_counts(tmp_path: Path) -> None:
    (pdf,) = write_a4(replace(summary(), datum=""), [], tmp_path, formats=("pdf",))
    assert pypdfium2.PdfDocument(str(pdf)).get_metadata_dict()["CreationDate"].startswith("D:2024")


def test_html_is_as_agreed(tmp_path: Path) -> None:
    (html,) = write_a4(summary(), findings(), tmp_path, formats=("html",))
    golden("a4-vlietland.html", html.read_text(encoding="utf-8"))


def test_html_asks_nothing_of_the_network(tmp_path: Path) -> None:
    html, _, _ = both(tmp_path, summary(), findings())
    assert not html.css("script, link, img, iframe, a")
    assert "default-src 'none'" in html.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    assert html.css_first("html").attributes["lang"] == "nl"


@pytest.mark.parametrize("text", VIJANDIG)
def test_document_text_is_only_ever_text(tmp_path: Path, text: str) -> None:
    s = replace(summary(naam=f"R{text}", extra=text), vingerafdruk=text)
    html, pdf, count = both(tmp_path, s, findings(text))
    assert count == 1
    assert not html.css("script, img, a, b, iframe, h1 *")
    assert html.css_first("h1").text().startswith("R" + " ".join(text.split())[:10])
    squeezed = pdf.replace(" ", "")
    assert " ".join(text.split())[:12].replace(" ", "") in squeezed


def test_a_roaz_page_shows_the_chain(tmp_path: Path) -> None:
    s = summary()
    lines = [
        replace(line, schakels=("spoedeisende hulp", "ambulancezorg", "crisis-ggz")[: 3 * (at == 0)])
        for at, line in enumerate(s.knelpunten.regels)
    ]
    html, pdf, count = both(tmp_path, replace(s, soort="ROAZ-regio", knelpunten=Blok(tuple(lines), 9)), findings())
    assert count == 1
    for text in (pdf, " ".join(html.body.text().split())):
        assert "Schakel in de keten" in text and "spoedeisende hulp, ambulancezorg en 1 meer" in text
        assert "Acute zorg: knelpunten in de keten" in text


def test_rejected_findings_are_not_on_it(tmp_path: Path) -> None:
    rejected = [replace(one, status="verworpen") for one in findings()]
    html, pdf, _ = both(tmp_path, summary(), rejected)
    assert "Geen bevindingen bij deze documenten." in pdf and "Kring" not in html.body.text()
    confirmed = replace(finding("planconflict", name="c", te_bevestigen=True), status="bevestigd")
    assert "Plannen die niet samengaan (bevestigd)" in both(tmp_path, summary(), [confirmed])[1]


@pytest.mark.parametrize("text", EXTREEM, ids=range(len(EXTREEM)))
def test_extreme_regions_fit(tmp_path: Path, text: str) -> None:
    """Labels of 2,000 characters in every place, 50 municipalities, many documents: still one page, and no error."""
    s = summary(naam=text, lines=6, extra=text, pages=40)
    s = replace(s, gemeenten=tuple(f"{text}{number}" for number in range(50)), bronnen=s.bronnen * 9, vingerafdruk=text)
    s = replace(s, verbanden=Blok(s.verbanden.regels * 4, 90), lacunes=Blok(s.lacunes.regels * 3, 40))
    _, _, count = both(tmp_path, s, findings(text))
    assert count == 1


def test_one_claim(tmp_path: Path) -> None:
    s = summary(lines=1)
    alone = replace(s, knelpunten=Blok(s.knelpunten.regels[:1], 1), beweringen=1, pijlen=s.pijlen[:1])
    html, pdf, count = both(tmp_path, alone, [])
    assert count == 1 and "1 aanvaarde oorzakelijke bewering (nog geen door een beoordelaar bekeken);" in pdf
    assert [line.text(strip=True) for line in html.css(".beeld ol li")] == ["B p. 3:De zin over oorzaak beïnvloedbaar 1 en knelpunt 1."]


def test_every_arrow_shows_its_page_and_sentence(tmp_path: Path) -> None:
    html, pdf, _ = both(tmp_path, summary(), findings())
    arrows, sentences = html.css("svg path.lijn"), html.css(".beeld ol li")
    assert len(arrows) == len(sentences) == len(html.css("svg circle")) > 4
    assert all("B p. " in line.text() and line.css_first("q").text().startswith("De zin over") for line in sentences)
    assert "‘De zin over oorzaak beïnvloedbaar 1 en knelpunt 1.’" in pdf
    title = html.css_first("svg title").text()
    assert "1: oorzaak beïnvloedbaar 1 leidt tot K1 knelpunt 1" in title and "vermindert K2" in title
    assert "niet op de bladzijde" not in title


def test_a_page_without_arrows_says_so(tmp_path: Path) -> None:
    html, pdf, _ = both(tmp_path, replace(summary(), pijlen=()), [])
    assert "geen aanvaarde pijl gevonden" in pdf and not html.css("svg")


def test_lines_are_shared_out_over_the_groups() -> None:
    assert shared({"a": 5, "b": 1, "c": 0, "d": 9}, 8) == {"a": 4, "b": 1, "c": 0, "d": 3}
    assert shared({"a": 5, "b": 1}, 1) == {"a": 1, "b": 1}
    assert shared({}, 5) == {}


@pytest.mark.browser
@pytest.mark.parametrize("text", ["", LONG, EXTREEM[0]], ids=["kort", "lang", "extreem"])
def test_the_html_prints_on_one_page(browser: Browser, tmp_path: Path, text: str) -> None:
    (html,) = write_a4(summary(lines=6, extra=text, pages=40), findings(text), tmp_path, formats=("html",))
    sheet = browser.new_page(viewport={"width": 390, "height": 800})
    sheet.goto(html.as_uri())
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 390
    printed = sheet.pdf(prefer_css_page_size=True, print_background=True)
    sheet.close()
    assert len(pypdfium2.PdfDocument(printed)) == 1


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_printed(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Emoji, other scripts, private and unpaired characters: a page comes out, with a sign for what cannot be shown."""
    _, _, count = both(tmp_path_factory.mktemp("a4"), summary(naam=f"Regio {text}", extra=text), findings(text))
    assert count == 1


def test_file_names_stay_in_the_folder(tmp_path: Path) -> None:
    written = write_a4(summary(naam="../../'s-Hertogenbosch / Oost"), [], tmp_path / "uit")
    assert {file.parent for file in written} == {tmp_path / "uit"}
    assert all(file.exists() for file in written)


def test_formats_are_a_choice(tmp_path: Path) -> None:
    assert [file.suffix for file in write_a4(summary(), [], tmp_path, formats=("pdf",))] == [".pdf"]


def test_places_in_words() -> None:
    assert places([*at(12, 14), *at(3, code="P")]) == "B p. 12, 14; P p. 3"
    assert places(at(*range(1, 14))) == "B p. 1, 2, 3, 4 en 9 meer"
    assert places([Vindplaats(code, (1,)) for code in "ABCDE"]) == "A p. 1; B p. 1; C p. 1 en 2 documenten meer"
    assert places(()) == ""
