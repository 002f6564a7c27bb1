"""The manual is walked on the demo region: every step, button, key and picture it names is really there.

``make platen`` writes the pictures to docs/beeld/handleiding.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import typer
from hulp import start
from wandeling import HANDLEIDING, HOOGSTENS, Wandeling, chapters, keys, pictures, quoted

import extract
from extract.errors import ReadingModelsMissing
from graph.errors import StoreCorrupt, StoreLocked
from regiograaf.building import demo_folder
from regiograaf.cli import app
from regiograaf.luisteren import PoortBezetError
from regiograaf.outputs.exportvormen import VORMEN
from regiograaf.web.weergeven import WEB

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAAM = "Ada de Vries"
PLATEN = HANDLEIDING.parent / "beeld" / "handleiding"
Stap = Callable[[Wandeling], None]
STAPPEN: dict[str, Stap] = {}


def stap(hoofdstuk: str) -> Callable[[Stap], Stap]:
    """A step of the walk: what one chapter of the manual does."""

    def registered(step: Stap) -> Stap:
        STAPPEN[hoofdstuk] = step
        return step

    return registered


def click(w: Wandeling, naam: str, rol: str = "button", **more: object) -> None:
    w.page.get_by_role(rol, name=naam, **more).first.click()  # type: ignore[arg-type]  # roles are literals there
    w.page.wait_for_load_state()


@stap("Documenten inlezen")
def read_in(w: Wandeling) -> None:
    page = w.page
    w.naar("/")
    page.get_by_label("Uw naam").fill(NAAM)
    click(w, "Bewaar")
    w.kijk()
    page.set_input_files("#bestanden", sorted(demo_folder().iterdir()))
    page.get_by_role("button", name="Lees in").wait_for()
    w.plaat("inlezen.png", "h2#inlezen-kop", "#klaargezet")
    click(w, "Lees in")
    page.locator(".leesregel.leest").wait_for()
    w.kijk()
    page.locator(".leesregel.gelezen").nth(2).wait_for(timeout=300_000)
    page.get_by_role("table").get_by_role("link", name="Regioplan Eskerland").wait_for()
    w.kijk()
    w.naar("/")
    w.plaat("begin.png", "header", "#inlezen", hoogte=600)


@stap("De bladzijde van een regio")
def region(w: Wandeling) -> None:
    w.naar("/")
    click(w, "Eskerland", "link", exact=True)
    w.page.frame_locator("iframe.a4").get_by_text("Knelpunten").first.wait_for()
    w.plaat("regio.png", hoogte=820)
    for part in ("Aangrijpingspunten", "Toets aan criteria"):
        click(w, part, "link")
        w.kijk()
    click(w, "Zoek het bewijs in dit document", "link")
    w.page.get_by_role("columnheader", name="Criterium").wait_for()
    w.kijk()


@stap("Een bevinding lezen")
def finding(w: Wandeling) -> None:
    w.naar("/regio/Eskerland")
    for kind in ("cirkelredenering", "ongekoppeld_knelpunt", "lus"):
        w.page.locator("#soort").select_option(kind)
        click(w, "Toon")
        w.kijk()
    card = w.page.locator("article").first
    card.locator("summary").first.click()
    card.get_by_text("Klopt deze bevinding?").click()
    w.plaat("bevinding.png", card, hoogte=760)
    card.get_by_role("button", name="Bevestig").click()
    card.get_by_role("button", name="Neem terug").wait_for()
    w.kijk()
    card.get_by_role("button", name="Neem terug").click()
    card.get_by_text("nog niet beoordeeld").wait_for()


@stap("Een document met zijn beweringen")
def document(w: Wandeling) -> None:
    w.naar("/regio/Eskerland?soort=lus")
    card = w.page.locator("article").first
    card.locator("summary").first.click()
    card.locator("blockquote a").nth(2).click()
    w.page.locator("ol.lijst").get_by_text("personeelstekort → hoge werkdruk").click()
    w.page.locator("#kaart .kaartje").wait_for()
    w.plaat("document.png", hoogte=860)


@stap("Beweringen beoordelen met het toetsenbord")
def review(w: Wandeling) -> None:
    page = w.page
    w.naar("/beoordelen")
    w.kijk()
    page.locator("select[name=regio]").select_option("Eskerland")
    page.locator("select[name=regel]").select_option("gevolg-van")
    click(w, "Toon")
    click(w, "Begin met beoordelen", "link")
    w.plaat("beoordelen.png", "header", "main", hoogte=720)
    for left in (3, 2, 1):
        page.keyboard.press("a")
        page.get_by_text(f"nog {left} in deze rij").wait_for()
        page.wait_for_load_state()
    w.kijk()
    w.naar("/beoordelen?regio=Eskerland&regel=komen-door")
    click(w, "Begin met beoordelen", "link")
    page.keyboard.press("v")
    page.get_by_text("Waarom niet?").wait_for()
    w.kijk()
    page.keyboard.press("n")
    page.get_by_text("Verworpen:").wait_for()
    page.keyboard.press("w")
    page.get_by_role("button", name="Bewaar correctie").wait_for()
    w.kijk()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    w.kijk()
    page.keyboard.press("Escape")


@stap("Met twee beoordelaars")
def two_reviewers(w: Wandeling) -> None:
    page = w.page
    w.naar("/beoordelen")
    w.kijk()
    with page.expect_download():
        click(w, "Besluiten als bestand (JSON)", "link")
    with page.expect_download() as download:
        click(w, "Beweringen om in te vullen (Excel)", "link")
    page.set_input_files("#besluitenbestand", filled_in(download.value.path()))
    page.get_by_text("4 nieuwe besluiten zijn overgenomen.").wait_for()
    w.plaat("besluiten.png", "#eenskop", page.get_by_text("Twee keer hetzelfde bestand"))
    click(w, "Waar zij verschillen", "link")
    w.kijk()
    click(w, "Begin met beoordelen", "link")
    w.kijk()


def filled_in(given: Path) -> Path:
    """The workbook as a colleague fills it in, who agrees with Ada on all claims but one."""
    book = openpyxl.load_workbook(io.BytesIO(given.read_bytes()))
    sheet = book["Beweringen"]
    column = {cell.value: cell.column for cell in sheet[1]}
    ada = {row: sheet.cell(row, column["beoordeeld"]).value for row in range(2, sheet.max_row + 1)}
    differs = max(row for row, verdict in ada.items() if verdict == "aanvaard")
    for row in (row for row, verdict in ada.items() if verdict):
        agrees = ada[row] == "aanvaard" and row != differs
        values = {"oordeel": "aanvaard"} if agrees else {"oordeel": "verwerp", "reden": "Geen verband"}
        for name, value in {**values, "beoordelaar": "Bo Jansen"}.items():
            sheet.cell(row, column[name]).value = value
    path = Path("ingevuld.xlsx").absolute()
    book.save(path)
    return path


@stap("Begrippen samenvoegen")
def concepts(w: Wandeling) -> None:
    page = w.page
    w.naar("/begrippen")
    page.get_by_text("Misschien hetzelfde").click()
    w.plaat("begrippen.png", "h1", "details.vak", hoogte=640)
    pair = page.get_by_role("listitem").filter(has_text="duren behandelingen langer dan voorzien")
    pair.get_by_role("button", name="Voeg samen als ‘langere behandelduur’").click()
    page.get_by_text("Misschien hetzelfde: 10 paren").wait_for()
    w.naar("/begrippen?zoek=langere behandelduur")
    click(w, "langere behandelduur", "link")
    page.get_by_role("heading", name="Besluiten").wait_for()
    w.kijk()


@stap("De kaart")
def causal_map(w: Wandeling) -> None:
    page = w.page

    def drawn() -> None:
        page.wait_for_selector('[data-kaart="getekend"]', state="attached")

    w.naar("/kaart")
    page.locator("select[name=regio]").select_option("Eskerland")
    click(w, "Toon")
    drawn()
    w.plaat("kaart.png", "h1", ".tafel", hoogte=980)
    page.locator("#kringen button").first.click()
    w.kijk()
    page.get_by_text("Meer filters, sporen en paden").click()
    w.kijk()
    page.get_by_label("Zoek op de kaart").fill("personeelstekort")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Wat leidt hiertoe").wait_for()
    w.kijk()
    click(w, "Wat volgt hieruit", "link")
    drawn()
    page.get_by_role("button", name="hoge werkdruk van zorgverleners → ziekteverzuim").click()
    w.plaat("kaart-spoor.png", ".chips", ".tafel", hoogte=800)
    page.get_by_text("Bewaarde weergaven").click()
    page.get_by_label("Bewaar deze weergave als").fill("Personeelstekort")
    w.kijk()
    page.locator("#bewaard").get_by_role("button", name="Bewaar").click()
    drawn()
    page.get_by_role("link", name="Personeelstekort", exact=True).wait_for()
    w.kijk()
    for button, ending in (("PNG", ".png"), ("SVG", ".svg")):
        with page.expect_download() as download:
            click(w, button, exact=True)
        assert download.value.suggested_filename.endswith(ending)
    with page.expect_download() as download:
        click(w, "Als los bestand", "link")
    assert download.value.suggested_filename.endswith(".html")


@stap("Conflicten")
def conflicts(w: Wandeling) -> None:
    w.naar("/conflicten")
    w.kijk()
    click(w, "huisartsenspoedpost Oldermeen", "link")
    w.page.get_by_role("heading", name="De regel").wait_for()
    w.plaat("conflict.png", "main", hoogte=1000)
    w.page.keyboard.press("ArrowRight")
    w.page.get_by_text("2 van").wait_for()
    w.kijk()


@stap("Regio’s naast elkaar")
def side_by_side(w: Wandeling) -> None:
    w.naar("/regios")
    w.plaat("regios.png", "main", hoogte=560)
    click(w, "druk op wijkverpleging en thuiszorg", "link")
    w.kijk()


@stap("Een eigen vraag stellen")
def question(w: Wandeling) -> None:
    page = w.page
    w.naar("/sparql")
    w.kijk()
    page.get_by_label("Begin met een vraag").select_option("oorzaken-van")
    click(w, "Neem over")
    page.get_by_label("Begrip").fill("personeelstekort")
    click(w, "Stel de vraag")
    page.locator("#uitkomst table").wait_for()
    w.plaat("sparql.png", "header", "#uitkomst", hoogte=700)


@stap("Het A4 in pdf en Word")
def one_page(w: Wandeling) -> None:
    w.naar("/regio/Eskerland")
    w.kijk()
    for kind in ("PDF", "Word"):
        with w.page.expect_download() as download:
            click(w, kind, "link", exact=True)
        assert Path(download.value.suggested_filename).suffix in (".pdf", ".docx")


@pytest.mark.browser
@pytest.mark.model
@pytest.mark.langzaam
def test_the_walk_of_the_manual(open_page: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = PLATEN if os.environ.get("REGIOGRAAF_PLATEN") else tmp_path / "platen"
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)  # the page shows the folder of the graph as it was given
    dienst = start(Path("mijn-graaf"))
    try:
        w = Wandeling(open_page(dienst.url), dienst.url, folder)
        for w.hoofdstuk, step in STAPPEN.items():
            step(w)
    finally:
        dienst.stop()
    for title, text in chapters().items():
        missing = [words for words in quoted(text) if title in STAPPEN and words not in w.gezien[title]]
        assert not missing, (title, missing)
        assert keys(text) <= w.toetsen[title], (title, keys(text) - w.toetsen[title])
        assert [name for _, name in pictures(text)] == w.platen[title], title
    assert all((folder / name).stat().st_size <= HOOGSTENS for names in w.platen.values() for name in names)


def test_what_the_manual_shows_is_there() -> None:
    text = HANDLEIDING.read_text(encoding="utf-8")
    shown = pictures(text)
    assert all(len(alternative) > 30 for alternative, _ in shown)
    assert sorted(name for _, name in shown) == sorted(path.name for path in PLATEN.iterdir())
    assert all((PLATEN / name).stat().st_size <= HOOGSTENS for _, name in shown)
    assert len(shown) == text.count("![")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (HANDLEIDING.parent / target).is_file(), target


def test_only_a_chapter_that_is_walked_quotes_the_screen() -> None:
    found = chapters()
    assert set(STAPPEN) <= set(found)
    assert [title for title, text in found.items() if title not in STAPPEN and (quoted(text) or keys(text))] == []
    numbers = re.findall(r"^## (\d+)\. ", HANDLEIDING.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert numbers == [str(n) for n in range(1, len(found) + 1)]


def test_commands_and_formats_of_the_manual_are_there() -> None:
    text = HANDLEIDING.read_text(encoding="utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group
    used = re.findall(r"regiograaf (werkbank|exporteer|besluiten|a4|kaart)\b([^`\n]*)", text)
    assert used
    for name, rest in used:
        known = {option for parameter in commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, (name, rest)
    rows = "\n".join(re.findall(r"^\| (`.+?) \|", chapters()["Meenemen naar een ander programma"], flags=re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", rows)) == set(VORMEN)


def test_the_messages_of_the_manual_are_those_of_the_program() -> None:
    """Each message in the table of trouble is the beginning of what the program says, or a part of it."""
    said = [
        str(PoortBezetError("127.0.0.1", 8765, "")),
        str(StoreLocked(Path("mijn-graaf"))),
        str(StoreCorrupt(Path("mijn-graaf"), "x")),
        str(ReadingModelsMissing("", OSError())),
        (WEB / "static" / "app.js").read_text(encoding="utf-8"),
        *(path.read_text(encoding="utf-8") for path in Path(extract.__file__).parent.glob("read*.py")),
    ]
    for message in re.findall(r"^\| `(.+?)` \|", chapters()["Als er iets misgaat"], flags=re.MULTILINE):
        assert any(message in one for one in said), message
