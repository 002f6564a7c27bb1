"""Hostile input: every door stays standing, within bounds, and names what it refuses."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from extract import grenzen
from extract.clean import clean
from extract.documents import read_document
from extract.errors import ReadError, Reason
from extract.records import Document, Leeswijze, Page
from extract.sources import LIST_NAME, SourceList, find_sources, load
from graph.besluiten.dagboek import decisions_json
from graph.besluiten.errors import DecisionsDamaged
from graph.besluiten.records import besluit
from graph.open import open_store
from ontology.prefixes import ID
from queries.criteriasets import load_criteria
from queries.errors import BadCriteriaError
from regiograaf.flow import import_workbook, read_decision_file
from regiograaf.lezen.proces import Leesproces, Uitgevallen
from regiograaf.lezen.records import Grenzen
from regiograaf.outputs.werkboekbladen import BEWERINGEN, INVOER
from regiograaf.werkboek_lezen import WerkboekError
from tests.vijandig_bestanden import MB, TEKSTEN, ZIN, ZWARE_HTMLS, ZWARE_PDFS, docx, package, par, with_false_size
from tests.vijandig_lezer import INFO, SOORTEN, Uitkomst, only_read, read_all

#: Seconds of work that one file may take on a slow machine, and megabytes for the whole pile of a kind.
SECONDS, MEGABYTES = 20.0, 900

#: What must be refused, and as what; all else is read. What PDFium makes of a broken PDF is its own affair.
GEWEIGERD: dict[str, dict[str, Reason]] = {
    "docx": {
        "een reuzenonderdeel": "te_groot",
        "tekstdeel dat liegt": "beschadigd",
        "veel onderdelen": "te_groot",
        "overlappende onderdelen": "beschadigd",
        "billion laughs": "beschadigd",
        "billion laughs in een attribuut": "beschadigd",
        "kwadratisch lachen": "beschadigd",
        "entiteit van buiten": "beschadigd",
        "entiteit van een pijp": "beschadigd",
        "verwijzing naar buiten": "beschadigd",
        "verwijzing omhoog": "beschadigd",
        "verwijzing naar zichzelf": "beschadigd",
        "ontbrekend onderdeel": "beschadigd",
        "geen tekstdeel": "beschadigd",
        "geen inhoudsopgave": "beschadigd",
        "geen body": "beschadigd",
        "een ander hoofdelement": "beschadigd",
        "tienduizend tabellen diep": "beschadigd",
        "versleuteld pakket": "versleuteld",
        "onbekende inpakwijze": "beschadigd",
        "half pakket": "beschadigd",
        "kop zonder getal": "beschadigd",
        "kapotte tekens": "beschadigd",
    },
    "html": {
        "honderdduizend tags diep": "te_groot",
        "honderdduizend spans diep": "te_groot",
        "tabellen diep": "te_groot",
        "nullen": "onleesbaar",
        "templates diep": "te_groot",
        "svg diep": "te_groot",
    },
    "txt": {
        "honderd MB": "te_groot",
        "een regel van 20 miljoen": "te_groot",
        "tien miljoen regeleinden": "te_groot",
        "nullen": "onleesbaar",
        "utf-16 zonder merk": "onleesbaar",
        "utf-16 half teken": "onleesbaar",
        "utf-32 zonder merk": "onleesbaar",
        "honderdduizend bladzijden": "te_groot",
        "paginasprongen": "te_groot",
        "alleen stuurtekens": "te_groot",
    },
}
#: Depends on how deep the XML library of this machine lets elements nest.
EITHER = {"driehonderd tabellen diep", "diepe runs"}


# ---------------------------------------------------------------- the readers


@pytest.mark.parametrize("kind", SOORTEN)
def test_every_hostile_file_is_read_or_named_within_bounds(kind: str, tmp_path: Path) -> None:
    found, peak = read_all(kind, tmp_path)
    assert set(found) == set(SOORTEN[kind]), "het leesproces is eraan bezweken"
    known = {"gelezen", *get_args(Reason)}
    assert {name: one for name, one in found.items() if one.verdict not in known} == {}
    assert {name: one for name, one in found.items() if one.seconds > SECONDS} == {}
    assert all(one.detail.count("\n") == 0 and one.detail.endswith(".") for one in found.values() if one.verdict != "gelezen")
    assert peak < MEGABYTES
    if kind in GEWEIGERD:
        _check_verdicts(found, GEWEIGERD[kind])


def _check_verdicts(found: dict[str, Uitkomst], refused: dict[str, Reason]) -> None:
    verdicts = {name: one.verdict for name, one in found.items() if name not in EITHER}
    assert verdicts == {name: refused.get(name, "gelezen") for name in verdicts}


@pytest.mark.langzaam
@pytest.mark.parametrize("name", [*ZWARE_PDFS, *ZWARE_HTMLS])
def test_what_a_library_cannot_get_through_costs_one_process(name: str, tmp_path: Path) -> None:
    """The watched process is what holds: PDFium inflates and draws, and lexbor compares attributes, inside one call."""
    path = tmp_path / ("zwaar.pdf" if name in ZWARE_PDFS else "zwaar.html")
    path.write_bytes((ZWARE_PDFS | ZWARE_HTMLS)[name]())
    process = Leesproces(Grenzen(seconden=4, megabytes=600), only_read)
    try:
        said = process.read(find_sources([path]).files[0], Leeswijze())
    except Uitgevallen:
        said = ReadError(path, "te_zwaar", "het proces is weg.")
    finally:
        if not process.ended:
            process.end()
    assert isinstance(said, ReadError) and said.reason in ("te_lang", "te_zwaar"), said


def test_no_file_of_the_machine_comes_along(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM")
    path = tmp_path / "lek.docx"
    for lead in ("", "<!-- -->" * 1000):
        path.write_bytes(docx(par("&lek;" + ZIN), head=f'{lead}<!DOCTYPE x [<!ENTITY lek SYSTEM "{secret.as_uri()}">]>'))
        with pytest.raises(ReadError) as caught:
            read_document(path, INFO)
        assert caught.value.reason == "beschadigd"


def test_pictures_of_a_sound_document_are_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(with_false_size(docx(par(ZIN), ("word/media/a.png", b"\0" * MB)), "word/media/a.png", 10))
    assert [page.text for page in read_document(path, INFO).pages] == [ZIN]


@pytest.mark.parametrize("name", ["utf-16 met merk", "utf-32 met merk", "latin-1", "gemengd", "kapotte utf-8"])
def test_text_in_any_encoding_keeps_its_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(TEKSTEN[name]())
    document = read_document(path, INFO)
    assert ZIN in document.pages[0].text
    document.pages[0].text.encode("utf-8")


# ---------------------------------------------------------------- long lines and paragraphs


def _document(text: str) -> Document:
    return Document(INFO, (Page(1, text),))


def test_a_chapter_on_one_line_is_cut_between_sentences_and_nothing_is_lost() -> None:
    text = " ".join(f"{ZIN[:-1]} nummer {n}." for n in range(400))
    units = clean(_document(text))
    assert len(units) > 1 and all(len(unit.text) <= grenzen.MAX_BLOCK for unit in units)
    assert all(unit.kind == "alinea" and unit.text.endswith(".") for unit in units)
    assert " ".join(unit.text for unit in units) == text
    assert all(text[o] == c for unit in units for o, c in zip(unit.offsets, unit.text, strict=True) if o >= 0)


def test_lines_that_go_on_without_end_are_parted() -> None:
    line = "zorg en welzijn en wonen en vervoer en werk en inkomen en leefstijl en"
    units = clean(_document("\n".join([line] * 2000)))
    assert max(len(unit.text) for unit in units) <= grenzen.MAX_BLOCK
    assert sum(unit.text.count("leefstijl") for unit in units) == 2000


@pytest.mark.parametrize("rubbish", ["A" * 300, "( " * 200, "." * 300, "=-" * 150])
def test_rubbish_without_words_is_kept_and_not_read_as_a_sentence(rubbish: str) -> None:
    kinds = {unit.kind for unit in clean(_document(f"Eerst {ZIN * 6} {rubbish} en dan de rest van deze zin over zorg."))}
    assert kinds == {"bron"}


def test_a_long_address_in_a_sentence_is_no_rubbish() -> None:
    address = "https://voorbeeld.nl/" + "/".join(["regioplan-zorg", "bijlage"] * 20)
    assert [unit.kind for unit in clean(_document(f"{ZIN} Zie {address} voor meer over dit plan en de cijfers."))] == ["alinea"]


# ---------------------------------------------------------------- documenten.csv and paths

HEAD = "bestand,titel,soort,regio,jaar\n"


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """A hang is an error, where the system can tell; elsewhere the test itself hangs."""
    if sys.platform == "win32":
        yield
        return

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def in_folder(folder: Path, rows: str | bytes) -> SourceList:
    (folder / LIST_NAME).write_bytes(rows if isinstance(rows, bytes) else (HEAD + rows).encode())
    with within(20):
        return find_sources([folder])


@pytest.mark.parametrize(
    "bestand", ["../x.txt", "/etc/passwd", r"\\server\deel\x.txt", r"C:\x.txt", "//server/x.txt", "a/../../x.txt", "link.txt"]
)
def test_no_row_leads_out_of_the_folder(tmp_path: Path, bestand: str) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (tmp_path / "x.txt").write_text(ZIN)
    (folder / "link.txt").symlink_to(tmp_path / "x.txt")
    found = in_folder(folder, f"{bestand},a,overig,x,2024\n")
    assert not found.files and [error.reason for error in found.failures] == ["buiten_map"]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("a.txt,a,overig,x,2024\n" * 1_000_000, "groter dan"),
        ("\n" * (grenzen.MAX_ROWS + 1), "meer dan"),
        ('"a.txt,a,overig,x,2024\n' * 1000, "aanhalingstekens"),
        (b"bestand,titel\0,soort,regio,jaar\na.txt,a,overig,x,2024\n", "geen tekst"),
        ("a.txt," + "a" * MB + ",overig,x,2024\n", "aanhalingstekens"),
        (b"{}", "ontbreekt"),
    ],
    ids=["miljoen regels", "te veel regels", "open aanhaling", "nul", "reuzencel", "json"],
)
def test_a_list_beyond_reason_is_named(tmp_path: Path, rows: str | bytes, word: str) -> None:
    found = in_folder(tmp_path, rows)
    assert not found.files
    assert [(error.path.name, error.reason) for error in found.failures] == [(LIST_NAME, "documentenlijst")]
    assert word in str(found.failures[0])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="dit systeem kent geen pijpen in een map")
def test_pipes_devices_and_loops_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.txt")
    os.mkfifo(tmp_path / LIST_NAME)
    (tmp_path / "nul.txt").symlink_to("/dev/zero")
    (tmp_path / "lus.txt").symlink_to(tmp_path / "lus2.txt")
    (tmp_path / "lus2.txt").symlink_to(tmp_path / "lus.txt")
    (tmp_path / "goed.txt").write_text(ZIN)
    with within(10):
        found = find_sources([tmp_path])
        verdicts = {}
        for source in found.files:
            try:
                verdicts[source.path.name] = load(source).pages[0].text
            except ReadError as error:
                verdicts[source.path.name] = error.reason
    named = dict.fromkeys(("pijp.txt", "nul.txt", "lus.txt", "lus2.txt"), "onleesbaar")
    assert verdicts == {"goed.txt": ZIN, **named}


@pytest.mark.skipif(sys.platform != "linux", reason="dit systeem staat zulke namen niet toe")
@pytest.mark.parametrize("name", [b"plan\xff\xfe.txt", b"plan\nx.txt", b"a" * 251 + b".txt", "plan\u202etxt.txt".encode()])
def test_strange_names_are_read_and_shown_on_one_line(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))  # noqa: PTH118 - bytes
    path.write_text(ZIN)
    (source,) = find_sources([tmp_path]).files
    document = load(source)
    document.info.id.encode("utf-8")
    shown = str(ReadError(path, "leeg", "is leeg."))
    assert shown.encode("utf-8") and "\n" not in shown and "\u202e" not in shown


# ---------------------------------------------------------------- decisions that come in


def decision(**changed: object) -> dict[str, object]:
    whole = decisions_json([besluit("c01", "ontkracht", "Jan", "2026-01-01T00:00:00Z")])
    entries = whole["besluiten"]
    assert isinstance(entries, list)
    entries[0] |= changed
    return whole


SPLITS = besluit(f"{ID}begrip/zorg", "splits", "Jan", "2026-01-01T00:00:00Z", wijziging={"label": "a", "teksten": "[" * 100_000})


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"vorm":"regiograaf-besluiten-1","besluiten":[' + "9" * 10_000 + "]}",
        '{"vorm":"regiograaf-besluiten-1","besluiten":[{"id":"\\ud800","over":"\\ud800","handeling":"aanvaard"}]}',
        json.dumps(decision(tijdstip="9999-12-31T23:59:59-23:59")),
        json.dumps(decision(tijdstip="0001-01-01T00:00:00+23:59")),
        json.dumps(decision(anker=[1])),
        json.dumps(decision(anker="x")),
        json.dumps(decision(anker={"stukken": [1]})),
        json.dumps(decision(over=["x"])),
        json.dumps(decision(handeling={"x": 1})),
        json.dumps(decision(id="x\ud800\n" * 1000)),
        json.dumps(decisions_json([SPLITS])),
    ],
    ids=[
        "diep",
        "groot getal",
        "half teken",
        "na 9999",
        "voor 1",
        "anker lijst",
        "anker tekst",
        "stuk",
        "over",
        "handeling",
        "id",
        "splits",
    ],
)
def test_decisions_from_elsewhere_are_refused_whole_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "besluiten.json"
    path.write_text(content)
    with within(20), pytest.raises(DecisionsDamaged) as caught:
        read_decision_file(open_store(None), path)
    assert str(caught.value).encode("utf-8") and len(str(caught.value)) < 400


def test_a_file_of_decisions_that_is_no_file(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pijp.json")
    (tmp_path / "map.json").mkdir()
    for name in ("pijp.json", "map.json", "weg.json"):
        with within(5), pytest.raises(DecisionsDamaged):
            read_decision_file(open_store(None), tmp_path / name)


# ---------------------------------------------------------------- a workbook that comes in

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
KOPPEN = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("bewering", *INVOER))


def workbook(rows: str = "", *, head: str = "", tail: str = "", dimension: str = "A1") -> bytes:
    """A workbook by hand: the sheet Beweringen with its column names and so many rows of XML."""
    rels = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>'
    )
    sheet = (
        f'<?xml version="1.0"?>{head}<worksheet {S}><dimension ref="{dimension}"/>'
        f'<sheetData><row r="1">{KOPPEN}</row>{rows}</sheetData>{tail}</worksheet>'
    )
    book = f'<workbook {S} xmlns:r="{OD}"><sheets><sheet name="{BEWERINGEN}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    return package(
        [
            ("[Content_Types].xml", types),
            ("_rels/.rels", rels.format(f'<Relationship Id="rId1" Type="{OD}/officeDocument" Target="xl/workbook.xml"/>')),
            ("xl/_rels/workbook.xml.rels", rels.format(f'<Relationship Id="rId1" Type="{OD}/worksheet" Target="worksheets/sheet1.xml"/>')),
            ("xl/workbook.xml", book),
            ("xl/worksheets/sheet1.xml", sheet),
        ]
    )


FAR = '<row r="{}"><c r="{}{}" t="inlineStr"><is><t>x</t></is></c></row>'


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (workbook(head='<!DOCTYPE x [<!ENTITY lek SYSTEM "file:///etc/passwd">]>', rows="<row><c>&lek;</c></row>"), "geen Excel-werkboek"),
        (workbook(tail=" " * (70 * MB)), "onredelijk groot"),
        (workbook(FAR.format(2, "XFD", 2)), "kolommen"),
        (workbook(FAR.format("a", "A", "a")), "geen Excel-werkboek"),
        (workbook()[:300], "geen Excel-werkboek"),
        (workbook("<row><c>" * 5000), "geen Excel-werkboek"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "wachtwoord"),
        (docx(par(ZIN)), "geen Excel-werkboek"),
    ],
    ids=["entiteit", "bom", "verre kolom", "rij zonder getal", "half", "kapotte xml", "oud", "word"],
)
def test_a_workbook_that_is_none_is_refused_in_one_line(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "beweringen.xlsx"
    path.write_bytes(data)
    with within(20), pytest.raises(WerkboekError, match=word):
        import_workbook(open_store(None), path, "2026-01-01T00:00:00Z")


@pytest.mark.parametrize(
    "data",
    [
        workbook(FAR.format(99_999_999_999, "A", 99_999_999_999)),
        workbook(dimension="A1:XFD1048576"),
        workbook(tail='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        workbook(tail='<hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks>'),
    ],
    ids=["verre rij", "valse maat", "samengevoegd", "koppelingen"],
)
def test_a_workbook_that_claims_to_be_endless_ends(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "beweringen.xlsx"
    path.write_bytes(data)
    with within(30):
        assert import_workbook(open_store(None), path, "2026-01-01T00:00:00Z").besluiten == ()


# ---------------------------------------------------------------- criteria of the user's own


@pytest.mark.parametrize("content", ["a = " + "[" * 100_000, "a = " + "9" * 10_000, "id = 1\n", "\0", "a = '''"])
def test_criteria_that_cannot_be_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "eigen.toml").write_text(content)
    with within(20), pytest.raises(BadCriteriaError):
        load_criteria(tmp_path)


def test_names_in_documents_reach_no_message_unseen() -> None:
    error = replace(INFO, bestand="x")  # a record stays a record
    assert str(ReadError(Path("a\x1b[31m\u202e.txt"), "leeg", f"{error.bestand} is leeg.")) == "a\ufffd[31m\ufffd.txt: x is leeg."


def test_the_limits_stand_in_the_documentation() -> None:
    text = (Path(__file__).parents[1] / "docs" / "vijandig.md").read_text(encoding="utf-8")
    for name, value in vars(grenzen).items():
        if name.startswith("MAX_"):
            assert f"| `{name}` | {value:,} |".replace(",", ".") in text, name
