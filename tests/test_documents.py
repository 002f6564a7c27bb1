"""Reading files: every format, pages, encodings, and a clear refusal of what cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from extract import pakket, read_pdf
from extract.clean import clean
from extract.documents import read_document
from extract.errors import ReadError
from extract.read_text import decode, split_pages
from extract.records import Document, DocumentInfo

INFO = DocumentInfo("toets", "toets", "", "onbekend", "onbekend", None)


def read(path: Path) -> Document:
    return read_document(path, INFO)


def refused(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.path == path
    assert "\n" not in str(caught.value) and str(caught.value).startswith(path.name + ": ") and str(caught.value).endswith(".")
    return caught.value


# ---------------------------------------------------------------- text and Markdown


def numbers_and_texts(text: str) -> list[tuple[int, str]]:
    return [(page.number, page.text) for page in split_pages(text)]


@pytest.mark.parametrize("mark", ["## Page {}", "## Pagina {}", "=== p{}"])
def test_page_marks(mark: str) -> None:
    text = f"# Titel\n- Pages: 9\n\n{mark.format(7)}\n\nEerste.\n{mark.format(9)}\nTweede."
    assert numbers_and_texts(text) == [(7, "\nEerste.\n"), (9, "Tweede.")]


def test_text_before_the_first_mark_is_not_lost() -> None:
    assert numbers_and_texts("# Titel\n\nDit telt mee.\n\n## Pagina 1\nEn dit.") == [(1, "# Titel\n\nDit telt mee.\n\nEn dit.")]


def test_text_behind_a_mark_and_a_number_twice() -> None:
    assert numbers_and_texts("=== p2 Kop\nEen.\n=== p3\nTwee.\n=== p2\nDrie.") == [(2, "Kop\nEen.\nDrie."), (3, "Twee.\n")]


def test_no_marks_is_one_page_and_form_feeds_part_pages() -> None:
    assert numbers_and_texts("## Paginagroot\nTekst") == [(1, "## Paginagroot\nTekst")]
    assert numbers_and_texts("Een\fTwee") == [(1, "Een"), (2, "Twee")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode("cliënten – één\r\nregio’s".encode(encoding), Path("x.txt")) == "cliënten – één\nregio’s"


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# Plan voor later\n# Samen verder\n\n## Pagina 3\nDe zorg groeit.\n", encoding="utf-8")
    document = read(path)
    assert document.info.titel == "Plan voor later: Samen verder" and len(document.info.sha256) == 64
    assert [(page.number, page.text) for page in document.pages] == [(3, "De zorg groeit.\n")]


# ---------------------------------------------------------------- PDF


def make_pdf(*contents: str, extra: str = "", resources: str = "", trailer: str = "") -> bytes:
    """A small PDF by hand: one content stream per page, Helvetica as /F1."""
    count = len(contents)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, content in enumerate(contents):
        box = f"/MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> {resources} >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * i} 0 R >>")
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    if extra:
        objects.append(extra)
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
    table = out.tell()
    entries = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{entries}".encode())
    out.write(f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF".encode())
    return out.getvalue()


def line(x: int, y: int, text: str) -> str:
    return f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET"


LEFT = [
    "De gemeenten in deze streek maken een plan voor",
    "de komende jaren en zij betrekken daarbij ook de",
    "inwoners, de zorgaanbieders en alle mensen die",
    "dagelijks met ouderen werken, zodat de hulp op",
    "tijd komt en mensen langer in hun eigen huis",
    "kunnen blijven wonen zonder dat de druk op de",
    "mantelzorg verder groeit dan mensen aankunnen in",
    "hun eigen omgeving.",
]
RIGHT = [
    "Daarnaast krimpt het aantal huisartsen in de",
    "dorpen, omdat veel artsen stoppen en er nog te",
    "weinig opvolgers zijn die een praktijk willen",
    "overnemen in het gebied, waardoor mensen verder",
    "moeten reizen en vaker bij de spoedpost komen",
    "met klachten die eerder behandeld hadden kunnen",
    "worden door een arts die hen al langer kent en",
    "hun situatie begrijpt.",
]
ROWS = list(enumerate(zip(LEFT, RIGHT, strict=True)))


def texts_of(path: Path) -> list[str]:
    return [unit.text for unit in clean(read(path))]


@pytest.mark.parametrize("crossed", [False, True])
def test_two_columns(tmp_path: Path, crossed: bool) -> None:
    left = [line(50, 700 - 14 * i, a) for i, (a, _) in ROWS]
    right = [line(320, 700 - 14 * i, b) for i, (_, b) in ROWS]
    content = [part for pair in zip(left, right, strict=True) for part in pair] if crossed else [*left, *right]
    path = tmp_path / "kolommen.pdf"
    path.write_bytes(make_pdf("\n".join(content)))
    document = read(path)
    assert texts_of(path) == [" ".join(LEFT), " ".join(RIGHT)]
    assert bool(document.notices) is crossed


def test_a_table_of_short_cells_is_read_by_row(tmp_path: Path) -> None:
    cells = [
        line(x, 700 - 14 * i, text)
        for i in range(9)
        for x, text in ((50, f"Gemeente nummer {i} van de streek"), (320, f"Aantal inwoners {i} duizend of meer"))
    ]
    path = tmp_path / "tabel.pdf"
    path.write_bytes(make_pdf("\n".join(cells)))
    document = read(path)
    assert not document.notices
    assert document.pages[0].text.index("nummer 1") > document.pages[0].text.index("inwoners 0")


def test_pages_keep_their_number_and_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(make_pdf(line(50, 700, "De eerste bladzijde."), line(50, 700, "De tweede bladzijde.")))
    assert [(page.number, page.text) for page in read(path).pages] == [(1, "De eerste bladzijde."), (2, "De tweede bladzijde.")]


IMAGE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
)


def test_image_only(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(make_pdf("q 600 0 0 800 0 0 cm /Im1 Do Q", extra=IMAGE, resources="/XObject << /Im1 6 0 R >>"))
    error = refused(path)
    assert error.reason == "alleen_beeld" and "OCR" in error.message


def test_some_pages_image_only(tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    pages = (line(50, 700, "Een bladzijde met gewone tekst."), "q 600 0 0 800 0 0 cm /Im1 Do Q")
    path.write_bytes(make_pdf(*pages, extra=IMAGE, resources="/XObject << /Im1 8 0 R >>"))
    assert read(path).notices == ("bladzijde 2 bevat alleen beeld en is niet gelezen; gebruik tekstherkenning (OCR).",)


def test_encrypted(tmp_path: Path) -> None:
    secret = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00> <00>]"
    path = tmp_path / "geheim.pdf"
    path.write_bytes(make_pdf(line(50, 700, "Geheim"), trailer=secret))
    assert refused(path).reason == "versleuteld"


@pytest.mark.parametrize("data", [b"<html>geen pdf</html>", b"%PDF-1.4\nrommel", make_pdf(line(50, 700, "Tekst"))[:200]])
def test_broken_pdf(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(data)
    assert refused(path).reason == "beschadigd"


def test_blank_pdf(tmp_path: Path) -> None:
    path = tmp_path / "blanco.pdf"
    path.write_bytes(make_pdf(""))
    assert refused(path).reason == "leeg"


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_pdf, "MAX_PAGES", 1)
    path = tmp_path / "dik.pdf"
    path.write_bytes(make_pdf(line(50, 700, "Een"), line(50, 700, "Twee")))
    assert refused(path).reason == "te_groot"


# ---------------------------------------------------------------- DOCX

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
INNER = "<w:txbxContent><w:p><w:r><w:t>Tekst in het kader.</w:t></w:r></w:p></w:txbxContent>"
BOX = f"""<w:p {NAMESPACES}><w:r><w:t>Voor het kader.</w:t></w:r><w:r><mc:AlternateContent>
 <mc:Choice Requires="wps"><w:drawing>{INNER}</w:drawing></mc:Choice>
 <mc:Fallback><w:pict><v:textbox>{INNER}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""


def make_docx(path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Kop van elke bladzijde"
    document.add_heading("Zorg dichtbij", level=1)
    document.add_paragraph("De vraag groeit.")
    document.add_paragraph("eerste punt", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ouderen", "Er is een tekort aan plekken voor ouderen."
    document.element.body[-1].addprevious(parse_xml(BOX))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Op de tweede bladzijde.")
    document.save(path)


def test_docx(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    make_docx(path)
    document = read(path)
    assert [page.number for page in document.pages] == [1, 2]
    first, second = (page.text for page in document.pages)
    assert first.split("\n\n")[:4] == [
        "# Zorg dichtbij",
        "De vraag groeit.",
        "• eerste punt",
        "| Ouderen | Er is een tekort aan plekken voor ouderen. |",
    ]
    assert first.count("Tekst in het kader.") == 1 and first.index("Voor het kader.") < first.index("Tekst in het kader.")
    assert second.strip() == "Op de tweede bladzijde."
    assert "Kop van elke" not in first
    assert [(u.kind, u.text) for u in clean(document)][:5] == [
        ("kop", "Zorg dichtbij"),
        ("alinea", "De vraag groeit."),
        ("opsomming", "eerste punt"),
        ("tabelrij", "Ouderen"),
        ("alinea", "Er is een tekort aan plekken voor ouderen."),
    ]


def rewritten(path: Path, part: str, change: dict[bytes, bytes]) -> None:
    """Replace bytes in one part of a package."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for old, new in change.items():
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_docx_reads_no_outside_file(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("GEHEIM")
    path = tmp_path / "lek.docx"
    make_docx(path)
    entity = f'<!DOCTYPE x [<!ENTITY lek SYSTEM "{(tmp_path / "geheim.txt").as_uri()}">]><w:document '.encode()
    rewritten(path, "word/document.xml", {b"<w:document ": entity, b"De vraag groeit.": b"De vraag &lek; groeit."})
    try:
        assert "GEHEIM" not in read(path).pages[0].text
    except ReadError as error:
        assert error.reason == "beschadigd"


def test_docx_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bom.docx"
    make_docx(path)
    monkeypatch.setattr(pakket, "MAX_UNPACKED", 1000)
    assert refused(path).reason == "te_groot"


@pytest.mark.parametrize(("data", "reason"), [(b"geen zip", "beschadigd"), (b"\xd0\xcf\x11\xe0" + b"x" * 600, "versleuteld")])
def test_broken_docx(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "stuk.docx"
    path.write_bytes(data)
    assert refused(path).reason == reason


def test_docx_that_is_another_package(tmp_path: Path) -> None:
    path = tmp_path / "anders.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("iets.txt", "tekst")
    assert refused(path).reason == "beschadigd"


def test_empty_docx(tmp_path: Path) -> None:
    path = tmp_path / "leeg.docx"
    docx.Document().save(path)
    assert refused(path).reason == "leeg"


# ---------------------------------------------------------------- HTML and other files

HTML = """<!DOCTYPE html><html><head><title>Zorg  in beeld</title><script>var x = "rommel";</script></head><body>
<nav><ul><li>Menu</li></ul></nav><main><article><h2>Ouder worden</h2><p>De vraag naar <b>zorg</b> groeit.<br>Ook hier.</p>
<div>Losse tekst <span><p>In een blok.</p></span></div>
<ul><li>meer ouderen</li><li><p>minder hulp</p></li></ul>
<table><tr><th>Jaar</th><td>2030</td></tr></table></article></main><footer>Voettekst</footer></body></html>"""


def test_html(tmp_path: Path) -> None:
    path = tmp_path / "pagina.html"
    path.write_text(HTML, encoding="utf-8")
    document = read(path)
    assert document.info.titel == "Zorg in beeld"
    assert [page.text.split("\n\n") for page in document.pages] == [
        [
            "## Ouder worden",
            "De vraag naar zorg groeit. Ook hier.",
            "Losse tekst",
            "In een blok.",
            "• meer ouderen",
            "• minder hulp",
            "| Jaar | 2030 |",
        ]
    ]


def test_html_without_text(tmp_path: Path) -> None:
    path = tmp_path / "leeg.html"
    path.write_text("<html><body><script>laad()</script></body></html>", encoding="utf-8")
    assert refused(path).reason == "leeg"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("leeg.txt", b"", "leeg"),
        ("wit.md", b" \n\n", "leeg"),
        ("beeld.txt", b"\x89PNG\x00\x00\x00", "onleesbaar"),
        ("cijfers.xlsx", b"PK", "niet_ondersteund"),
    ],
)
def test_refused_files(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(path).reason == reason


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "weg.pdf").reason == "ontbreekt"
    (tmp_path / "map.pdf").mkdir()
    assert refused(tmp_path / "map.pdf").reason == "onleesbaar"


def test_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "groot.txt"
    path.write_text("veel tekst")
    monkeypatch.setattr("extract.documents.MAX_CHARACTERS", 5)
    assert refused(path).reason == "te_groot"
    monkeypatch.setattr("extract.documents.MAX_BYTES", 5)
    assert refused(path).reason == "te_groot"


FORMATS = Path(__file__).parents[2] / "shared" / "texts" / "formats"


@pytest.mark.skipif(not FORMATS.is_dir(), reason="de voorbeeldbestanden staan niet naast dit project")
@pytest.mark.langzaam
def test_real_files() -> None:
    files = sorted(FORMATS.iterdir())
    assert files
    for path in files:
        document = read(path)
        units = clean(document)
        assert len(units) > 20, path.name
        assert not any("\ufffe" in unit.text or "\u00ad" in unit.text for unit in units), path.name
