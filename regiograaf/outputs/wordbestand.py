"""Blocks to a Word file: real styles, header rows and alternative text, in Dutch, the same bytes for the same content."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any  # python-docx has no types

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from regiograaf.outputs.tekst import xml_tekst
from regiograaf.outputs.vastezip import vast
from regiograaf.outputs.wordblokken import (
    BLAD,
    CEL_HOOG,
    CEL_OPZIJ,
    KLEIN,
    KOP,
    LIJST,
    ONDERTITEL,
    RAND_BOVEN,
    RAND_ONDER,
    RAND_OPZIJ,
    SLUIT,
    TEKST,
    TITEL,
    Alinea,
    Beeld,
    Blok,
    Stijl,
    Stuk,
    Tabel,
)

_FONT, _LANGUAGE = "Arial", "nl-NL"
_INK, _GREY, _RED, _WHITE = RGBColor(0x1D, 0x26, 0x30), RGBColor(0x55, 0x60, 0x6B), RGBColor(0x9B, 0x1C, 0x1C), RGBColor(0xFF, 0xFF, 0xFF)
_LINE = "B8C2CC"
# Lays a table out from the margin, and opens without the words 'compatibility mode'.
_WORD_2013 = "15"
_TWIPS_PER_MM = 1440 / 25.4


def word(blokken: Iterable[Blok], titel: str, datum: datetime) -> bytes:
    """The blocks as a .docx file.

    Args:
        blokken: What is on the page, in order.
        titel: Title of the document.
        datum: Its date; not that of today.
    """
    document = Document()
    _page(document)
    _styles(document)
    _properties(document, titel, datum)
    for block in blokken:
        if isinstance(block, Tabel):
            _table(document, block)
        elif isinstance(block, Alinea):
            _paragraph(document.add_paragraph(), block)
        else:
            _picture(document.add_paragraph(), block)
    made = io.BytesIO()
    document.save(made)
    return vast(made.getvalue())


def _page(document: Any) -> None:
    mode = document.settings.element.find(f"{qn('w:compat')}/{qn('w:compatSetting')}[@{qn('w:name')}='compatibilityMode']")
    mode.set(qn("w:val"), _WORD_2013)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(BLAD[0]), Mm(BLAD[1])
    section.left_margin = section.right_margin = Mm(RAND_OPZIJ)
    section.top_margin, section.bottom_margin = Mm(RAND_BOVEN), Mm(RAND_ONDER)
    section.header_distance = section.footer_distance = Mm(5)


def _styles(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.find(qn("w:lang")).set(qn("w:val"), _LANGUAGE)
    defaults.find(qn("w:lang")).set(qn("w:eastAsia"), _LANGUAGE)
    for style in (KLEIN, SLUIT):
        document.styles.add_style(style.naam, WD_STYLE_TYPE.PARAGRAPH)
    for style in (TEKST, LIJST, KLEIN, SLUIT, KOP, TITEL, ONDERTITEL):
        _style(document.styles[style.naam], style)


def _style(made: Any, style: Stijl) -> None:
    font, form = made.font, made.paragraph_format
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # the fonts of the theme would go before the name
    for place in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{place}"), _FONT)
    font.size, font.bold, font.italic = Pt(style.letter), style.vet, False
    font.color.rgb = _WHITE if style in (TITEL, ONDERTITEL, KOP) else _GREY if style is KLEIN else _INK
    for spacing in made.element.rPr.findall(qn("w:spacing")) + made.element.rPr.findall(qn("w:kern")):
        made.element.rPr.remove(spacing)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.regel)
    form.space_before, form.space_after = Pt(style.voor), Pt(style.na)
    form.left_indent = form.first_line_indent = Pt(0)
    form.keep_with_next, form.keep_together, form.widow_control = style is KOP, False, False
    for border in made.element.pPr.findall(qn("w:pBdr")):
        made.element.pPr.remove(border)


def _properties(document: Any, title: str, date: datetime) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.language = xml_tekst(title), "regiograaf", "regiograaf", _LANGUAGE
    about.comments, about.revision = "", 1
    about.created = about.modified = date.replace(tzinfo=None)


def _paragraph(paragraph: Any, block: Alinea) -> None:
    paragraph.style = block.stijl.naam
    if block.kleur:
        shading = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", block.kleur)):
            shading.set(qn(f"w:{name}"), value)
        paragraph.paragraph_format.element.get_or_add_pPr().append(shading)
    for piece in block.stukken:
        _run(paragraph, piece)


def _run(paragraph: Any, piece: Stuk) -> None:
    run = paragraph.add_run(xml_tekst(piece.tekst))
    if piece.soort == "vet":
        run.bold = True
    elif piece.soort == "klein":
        run.bold, run.font.size = False, Pt(KLEIN.letter)
    elif piece.soort == "grijs":
        run.font.color.rgb = _GREY
    elif piece.soort == "niets":
        run.italic, run.font.color.rgb = True, _RED


def _picture(paragraph: Any, block: Beeld) -> None:
    """On a line as high as the picture: an exact line height would cut it off."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.line_spacing = 1.0
    shape = paragraph.add_run().add_picture(io.BytesIO(block.png), width=Mm(block.breed), height=Mm(block.hoog))
    for side in "TBLR":  # without these LibreOffice keeps 3 mm free at both sides
        shape._inline.set(f"dist{side}", "0")
    shape._inline.docPr.set("descr", xml_tekst(block.alt))
    shape._inline.docPr.set("name", "Oorzaken, knelpunten en effecten")


def _table(document: Any, block: Tabel) -> None:
    rows = len(block.rijen) + bool(block.kop)
    table = document.add_table(rows=rows, cols=len(block.kolommen))
    table.autofit = False
    _table_properties(table._tbl.tblPr, block)
    for column, width in zip(table.columns, block.kolommen, strict=True):
        column.width = Mm(width)
    for number, row in enumerate(table.rows):
        _row_properties(row, header=bool(block.kop) and number == 0)
        for cell, width in zip(row.cells, block.kolommen, strict=True):
            cell.width = Mm(width)
    if block.kop:
        for cell, name in zip(table.rows[0].cells, block.kop, strict=True):
            _paragraph(cell.paragraphs[0], Alinea((Stuk(name, "vet"),), KLEIN))
    for row, parts in zip(table.rows[bool(block.kop) :], block.rijen, strict=True):
        for cell, content in zip(row.cells, parts, strict=True):
            _cell(cell, content)


def _cell(cell: Any, content: tuple[Alinea | Beeld, ...]) -> None:
    for number, part in enumerate(content):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if isinstance(part, Beeld):
            _picture(paragraph, part)
        else:
            _paragraph(paragraph, part)


def _table_properties(properties: Any, block: Tabel) -> None:
    """Thin lines between rows, the room inside cells, and what the table holds in words; in the order the schema asks."""
    for old in ("w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription"):
        for found in properties.findall(qn(old)):
            properties.remove(found)
    if block.kop:
        _append(_append(properties, "w:tblBorders"), "w:insideH", val="single", sz="4", space="0", color=_LINE)
    _append(properties, "w:tblLayout", type="fixed")
    margins = _append(properties, "w:tblCellMar")
    for side, room in (("top", CEL_HOOG), ("left", CEL_OPZIJ), ("bottom", CEL_HOOG), ("right", CEL_OPZIJ)):
        _append(margins, f"w:{side}", w=str(round(room * _TWIPS_PER_MM)), type="dxa")
    look = {"val": "0020" if block.kop else "0000", "firstRow": str(int(bool(block.kop))), "lastRow": "0"}
    _append(properties, "w:tblLook", **look, firstColumn="0", lastColumn="0", noHBand="1", noVBand="1")
    _append(properties, "w:tblDescription", val=block.samenvatting)


def _row_properties(row: Any, *, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    _append(properties, "w:cantSplit")
    if header:
        _append(properties, "w:tblHeader")


def _append(parent: Any, tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)
    return made
