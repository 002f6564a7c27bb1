"""The A4 in Word: real styles and header rows, in Dutch, text is only text, and one page by our rule and by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from test_a4 import EXTREEM, LONG, findings
from uitvoer import VIJANDIG, golden, summary

from queries.records import Finding
from queries.samenvatting_records import Blok, Samenvatting
from regiograaf.outputs.a4 import write_a4
from regiograaf.outputs.vastezip import vast

SOFFICE = shutil.which("soffice")


def made(folder: Path, s: Samenvatting, found: list[Finding]) -> Path:
    (file,) = write_a4(s, found, folder, formats=("docx",))
    return file


def words(file: Path) -> str:
    """Everything in the document in order: paragraphs with their style, table cells with bars between."""
    document = Document(str(file))
    lines = []
    for element in document.element.body:
        if element.tag == qn("w:tbl"):
            for row in element.iter(qn("w:tr")):
                kind = "kop" if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None else "rij"
                cells = (
                    " / ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))
                    for cell in row.iter(qn("w:tc"))
                )
                lines.append(f"{kind:12}{' | '.join(cells)}")
        elif element.tag == qn("w:p"):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            name = "Normal" if style is None else style.get(qn("w:val"))
            lines.append(f"{name:12}{''.join(t.text or '' for t in element.iter(qn('w:t')))}".rstrip())
    return "\n".join(lines) + "\n"


def test_words_are_as_agreed(tmp_path: Path) -> None:
    golden("a4-vlietland-word.txt", words(made(tmp_path, summary(), findings())))


def test_same_bytes_twice(tmp_path: Path) -> None:
    one, two = (made(tmp_path / name, summary(), findings()).read_bytes() for name in ("een", "twee"))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_word_document_for_everyone(tmp_path: Path) -> None:
    document = Document(str(made(tmp_path, summary(), findings())))
    about = document.core_properties
    assert about.title == "Vlietland: knelpunten, oorzaken, effecten en samenwerking op één A4"
    assert (about.author, about.language, about.created.isoformat()[:10]) == ("regiograaf", "nl-NL", "2026-11-22")
    assert document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val")) == "nl-NL"
    assert [p.style.name for p in document.paragraphs if p.style.name in ("Title", "Heading 1")] == ["Title", *["Heading 1"] * 7]
    data = [table for table in document.tables if len(table.rows) > 1]
    assert len(data) == 4
    for table in data:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    (picture,) = document.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert picture.get("descr").startswith("Oorzaken links, knelpunten in het midden, effecten rechts. 1: ")
    assert document.sections[0].page_height.mm == pytest.approx(297, abs=0.1)


def test_letters_are_not_too_small(tmp_path: Path) -> None:
    document = Document(str(made(tmp_path, summary(), findings())))
    used = {p.style.name for p in document.paragraphs if p.text.strip()}
    assert all(document.styles[name].font.size.pt >= 7.5 for name in used)


@pytest.mark.parametrize("text", [*VIJANDIG, "a\x00b\ufffe", "\ud800"])
def test_document_text_is_only_ever_text(tmp_path: Path, text: str) -> None:
    file = made(tmp_path, replace(summary(naam=f"R{text}", extra=text), vingerafdruk=text), findings(text))
    body = Document(str(file)).element.body
    assert not list(body.iter(qn("w:hyperlink"))) and not list(body.iter(qn("w:fldSimple"))) and not list(body.iter(qn("w:instrText")))
    assert "knelpunt 1" in words(file)


def regions() -> list[Samenvatting]:
    empty = replace(
        summary(lines=0),
        knelpunten=Blok((), 0),
        effecten={name: Blok((), 0) for name in summary().effecten},
        verbanden=Blok((), 0),
        lacunes=Blok((), 0),
        datum="",
        gemeenten=(),
    )
    full = summary(lines=6, extra=LONG, pages=40)
    chained = [replace(line, schakels=("spoedeisende hulp", "ambulancezorg")) for line in full.knelpunten.regels]
    extreme = [summary(naam=text, lines=6, extra=text, pages=40) for text in EXTREEM]
    return [empty, summary(), full, replace(full, soort="ROAZ-regio", knelpunten=Blok(tuple(chained), 40)), *extreme]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is niet geïnstalleerd")
@pytest.mark.langzaam
def test_libreoffice_makes_one_page_of_it(tmp_path: Path) -> None:
    files = [made(tmp_path / str(number), s, findings(LONG if number else "")) for number, s in enumerate(regions())]
    for number, file in enumerate(files):
        file.rename(tmp_path / f"{number}.docx")
    command = [
        str(SOFFICE),
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run(
        [*command, *(str(tmp_path / f"{number}.docx") for number in range(len(files)))], check=True, capture_output=True, timeout=300
    )
    pages = [len(pypdfium2.PdfDocument(str(tmp_path / f"{number}.pdf"))) for number in range(len(files))]
    assert pages == [1] * len(files)


def test_a_fixed_zip_keeps_its_content() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        parts.writestr("b.txt", "b")
        parts.writestr("a.txt", "a")
    with zipfile.ZipFile(io.BytesIO(vast(buffer.getvalue(), {"a.txt": b"nieuw"}))) as parts:
        assert {name: parts.read(name) for name in parts.namelist()} == {"b.txt": b"b", "a.txt": b"nieuw"}
