"""Files built to break a reader: bombs, loops, lies about sizes and encodings; each is made here, none is checked in."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence

MB = 1_000_000
#: A sentence that a sound document could hold.
ZIN = "De vergrijzing leidt tot een grotere zorgvraag in de streek."

# ---------------------------------------------------------------- PDF

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def flate(data: bytes, extra: bytes = b"", layers: int = 1) -> bytes:
    """A stream object, deflated once or more."""
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s] %s" % (b"/FlateDecode " * layers, extra))


def deflated_spaces(size: int) -> bytes:
    """The zlib form of so many spaces: one deflated piece over and over; only the check sum at the end is wrong."""
    packer = zlib.compressobj(9)
    piece = b" " * MB
    first = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (size // MB - 1) + packer.flush()


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"", version: bytes = b"1.7") -> bytes:
    """A PDF of numbered objects with a right cross reference table; object 1 is the catalog."""
    out = io.BytesIO()
    out.write(b"%PDF-" + version + b"\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table, size = out.tell(), max(objects) + 1
    entries = b"".join(b"%010d 00000 n \n" % offsets[n] if n in offsets else b"0000000000 65535 f \n" for n in range(1, size))
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries))
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (size, trailer, table))
    return out.getvalue()


def text_at(x: int, y: int, text: str = ZIN) -> bytes:
    """Drawing orders for one line of text."""
    return f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n".encode("cp1252")


def one_page(content: bytes, page: bytes = b"", resources: bytes = b"", others: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF of one page: ``content`` is its content object, ``page`` and ``resources`` what goes in those dictionaries."""
    box = b"" if b"MediaBox" in page else b"/MediaBox [0 0 600 800]"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: FONT,
        4: b"<< /Type /Page /Parent 2 0 R %s %s /Resources << /Font << /F1 3 0 R >> %s >> /Contents 5 0 R >>" % (box, page, resources),
        5: content,
    }
    return pdf(objects | dict(others or {}))


def _page_tree(kids: bytes, count: int) -> bytes:
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)})


def _deep_page_tree(depth: int) -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}
    for n in range(3, depth):
        objects[n] = b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (n - 1, n + 1)
    objects[depth] = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 600 800] >>" % (depth - 1)
    return pdf(objects)


def _xref_loop() -> bytes:
    data = one_page(stream(text_at(50, 700)))
    at = data.rindex(b"startxref")
    table = int(data[at:].split()[1])
    return data.replace(b"/Root 1 0 R ", b"/Prev %d /Root 1 0 R " % table)


def _xref_stream_loop() -> bytes:
    out = b"%PDF-1.7\n"
    body = b"<< /Type /XRef /Size 2 /W [1 4 1] /Root 1 0 R /Prev 9 /Length 12 >>\nstream\n" + struct.pack(">BIBBIB", 0, 0, 0, 1, 9, 0)
    return out + b"1 0 obj\n" + body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"


def _object_stream_in_itself() -> bytes:
    """An object stream whose /Extends and whose content name itself."""
    inner = b"6 0 7 20 << /Type /Pages >> << /A 6 0 R >>"
    return one_page(
        stream(text_at(50, 700)), others={6: stream(inner, b"/Type /ObjStm /N 2 /First 9 /Extends 6 0 R"), 7: b"7 0 R", 8: b"8 0 R"}
    )


def _forms_in_themselves() -> bytes:
    form = stream(
        b"/Fm1 Do " + text_at(50, 600), b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /Fm1 6 0 R >> >>"
    )
    return one_page(stream(text_at(50, 700) + b"/Fm1 Do"), resources=b"/XObject << /Fm1 6 0 R >>", others={6: form})


def _form_fan(levels: int, each: int) -> bytes:
    """Forms that draw the next one several times: each ** levels lines of text."""
    others = {}
    for n in range(levels):
        below = b"/XObject << /X %d 0 R >>" % (7 + n)
        body = b"/X Do " * each if n < levels - 1 else text_at(50, 600)
        others[6 + n] = stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> %s >>" % below)
    return one_page(stream(b"/X Do"), resources=b"/XObject << /X 6 0 R >>", others=others)


def _image(filter_name: bytes) -> bytes:
    rubbish = bytes(range(256)) * 40
    image = stream(
        rubbish,
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter " + filter_name,
    )
    content = stream(text_at(50, 700) + b"q 600 0 0 800 0 0 cm /Im1 Do Q")
    return one_page(content, resources=b"/XObject << /Im1 6 0 R >>", others={6: image})


def _encrypted(handler: bytes) -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
    return pdf(objects, trailer=b"/Encrypt << /Filter %s /V 99 /R 99 /O <41> /U <42> /P -4 >> /ID [<00> <00>]" % handler)


def _many_characters(count: int) -> bytes:
    """So many characters on one very long page, each at a place of its own: what lies on each other is read once."""
    line = "De zorg in de streek groeit en dat kost meer dan er is. " * 2
    content = b"".join(text_at(20, 20 + 12 * i, line) for i in range(count // len(line)))
    return one_page(flate(content), page=b"/MediaBox [0 0 900 %d]" % (count // 9))


def _crossed_pile(rows: int) -> bytes:
    """Two columns of so many short lines each, drawn across each other: much work for whoever compares them."""
    left = "de gemeenten maken een plan voor de komende jaren en"
    content = b"".join(text_at(x, 12 * i, left) for i in range(rows, 0, -1) for x in (20, 320))
    return one_page(flate(content), page=b"/MediaBox [0 0 600 %d]" % (12 * rows + 20))


PDFS: dict[str, Callable[[], bytes]] = {
    "bladzijden in een kring": lambda: _page_tree(b"2 0 R 2 0 R", 2),
    "miljoen bladzijden": lambda: _page_tree(b"", MB),
    "negatief aantal bladzijden": lambda: _page_tree(b"", -5),
    "diepe bladzijdenboom": lambda: _deep_page_tree(3000),
    "diep genest object": lambda: one_page(stream(text_at(50, 700)), others={6: b"[" * 200_000 + b"]" * 200_000}),
    "diep geneste pagina": lambda: one_page(stream(text_at(50, 700)), page=b"/X " + b"<< /A " * 100_000 + b"1" + b" >>" * 100_000),
    "reuzenbladzijde": lambda: one_page(stream(text_at(50, 700)), page=b"/MediaBox [0 0 1e30 1e30]"),
    "bladzijde zonder maat": lambda: one_page(stream(text_at(50, 700)), page=b"/MediaBox [0 0 0 0]"),
    "bladzijde met nan": lambda: one_page(stream(text_at(50, 700)), page=b"/MediaBox [nan inf -inf 9999999999999999999]"),
    "kring van verwijzingen": _xref_loop,
    "kring van verwijsstromen": _xref_stream_loop,
    "objectstroom in zichzelf": _object_stream_in_itself,
    "vorm in zichzelf": _forms_in_themselves,
    "jbig2-rommel": lambda: _image(b"/JBIG2Decode"),
    "jpx-rommel": lambda: _image(b"/JPXDecode"),
    "onbekende versleuteling": lambda: _encrypted(b"/Vreemd"),
    "standaardversleuteling zonder sleutel": lambda: _encrypted(b"/Standard"),
    "honderd filters": lambda: one_page(flate(text_at(50, 700), layers=100)),
    "voorspeller-rommel": lambda: one_page(
        flate(text_at(50, 700), b"/DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 2147483647 >>")
    ),
    "inhoud van 50 MB": lambda: one_page(flate(b"1 0 0 1 0 0 cm\n" * (50 * MB // 15))),
    "half miljoen tekens": lambda: _many_characters(MB // 2),
    "stapel kolommen": lambda: _crossed_pile(4000),
    "lengte die liegt": lambda: one_page(b"<< /Length 999999999 >>\nstream\n" + text_at(50, 700) + b"\nendstream"),
    "lengte die zichzelf is": lambda: one_page(b"<< /Length 5 0 R >>\nstream\n" + text_at(50, 700) + b"\nendstream"),
    "geen enkel object": lambda: b"%PDF-1.7\n" + b"%" * 1000,
    "duizend lege kruisverwijzingen": lambda: (
        b"%PDF-1.7\n" + b"xref\n0 99999999\ntrailer << /Size 99999999 /Root 1 0 R >>\nstartxref\n9\n%%EOF"
    ),
    "diepe q-stapel": lambda: one_page(stream(b"q " * 500_000 + text_at(50, 700))),
    "lange haakjes": lambda: one_page(stream(b"BT /F1 10 Tf " + b"(" * 300_000 + b") Tj ET")),
    "diepe reeks in inhoud": lambda: one_page(stream(text_at(50, 700) + b"[" * 300_000 + b"]" * 300_000 + b" TJ")),
}

#: What only the process that reads can end: the library is busy inside one call.
ZWARE_PDFS: dict[str, Callable[[], bytes]] = {
    "waaier van vormen": lambda: _form_fan(9, 8),
    "flate-bom": lambda: one_page(stream(deflated_spaces(1000 * MB), b"/Filter /FlateDecode")),
    "flate in flate": lambda: one_page(stream(zlib.compress(deflated_spaces(1000 * MB), 9), b"/Filter [/FlateDecode /FlateDecode]")),
}

# ---------------------------------------------------------------- DOCX and XLSX

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
_RELATIONS = f'<?xml version="1.0"?><Relationships xmlns="{RELS}">{{}}</Relationships>'
_MAIN = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
Part = tuple[str, str | bytes]


def package(parts: Sequence[Part], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts, in order; a name may come twice."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as target, warnings.catch_warnings(action="ignore"):  # a name may come twice
        for name, content in parts:
            target.writestr(zipfile.ZipInfo(name), content, method)
    return made.getvalue()


def docx(body: str, *more: Part, head: str = "", relations: str = "") -> bytes:
    """A Word document of a body; ``head`` goes in front of its root element, ``more`` are parts beside it."""
    document = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'
    return package(
        [
            ("[Content_Types].xml", CONTENT_TYPES),
            ("_rels/.rels", _RELATIONS.format(_MAIN)),
            ("word/_rels/document.xml.rels", _RELATIONS.format(relations)),
            ("word/document.xml", document),
            *more,
        ]
    )


def par(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def with_false_size(data: bytes, name: str, size: int) -> bytes:
    """A zip that claims another unpacked size for one part, in both places, with the CRC of what that leaves."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
        with archive.open(name) as part:
            crc = zlib.crc32(part.read(size))
        directory = archive.start_dir
    raw = bytearray(data)
    struct.pack_into("<I", raw, info.header_offset + 14, crc)
    struct.pack_into("<I", raw, info.header_offset + 22, size)
    at = data.index(name.encode(), directory) - 46
    struct.pack_into("<I", raw, at + 16, crc)
    struct.pack_into("<I", raw, at + 24, size)
    return bytes(raw)


def with_flag(data: bytes, flag: int) -> bytes:
    """A zip whose parts all carry a flag bit (1: encrypted) in the central directory and before the part."""
    raw = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark)
        while place >= 0:
            raw[place + at] |= flag
            place = raw.find(mark, place + 4)
    return bytes(raw)


def with_method(data: bytes, method: int) -> bytes:
    """A zip whose parts claim a method of compression that does not exist."""
    raw = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = raw.find(mark)
        while place >= 0:
            struct.pack_into("<H", raw, place + at, method)
            place = raw.find(mark, place + 4)
    return bytes(raw)


def overlapping(data: bytes, times: int) -> bytes:
    """A zip whose directory names every part so many times: one stretch of bytes, unpacked again and again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        begin, count = archive.start_dir, len(archive.infolist())
    end = data.rindex(b"PK\x05\x06")
    directory = data[begin:end] * times
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, (count * times) & 0xFFFF, (count * times) & 0xFFFF, len(directory), begin, 0)
    return data[:begin] + directory + tail


def _laughs(levels: int = 10) -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'


def _nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + par(ZIN) + "</w:tc></w:tr></w:tbl>" * depth


def _table(rows: int, cells: int) -> str:
    return "<w:tbl>" + ("<w:tr>" + f"<w:tc>{par('cel')}</w:tc>" * cells + "</w:tr>") * rows + "</w:tbl>"


def _relation(number: int, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}" {mode}/>'


_EXTERNAL = _relation(5, "styles", "file:///etc/passwd", 'TargetMode="External"') + _relation(
    6, "image", "http://127.0.0.1:9/x.png", 'TargetMode="External"'
)

DOCXS: dict[str, Callable[[], bytes]] = {
    "een reuzenonderdeel": lambda: docx(par(ZIN) + " " * (120 * MB)),
    "reuzenonderdeel dat liegt": lambda: with_false_size(docx(par(ZIN), ("word/media/a.xml", b" " * (120 * MB))), "word/media/a.xml", 1000),
    "tekstdeel dat liegt": lambda: with_false_size(docx(par(ZIN) + " " * (120 * MB)), "word/document.xml", 1000),
    "veel onderdelen": lambda: docx(par(ZIN), *((f"word/x{n}.xml", "<x/>") for n in range(60_000))),
    "grote beelden": lambda: docx(par(ZIN), *((f"word/media/x{n}.png", b"\0" * (20 * MB)) for n in range(12))),
    "pakket in pakket": lambda: docx(par(ZIN), ("word/embeddings/a.docx", docx(par(ZIN) + " " * (20 * MB)))),
    "overlappende onderdelen": lambda: overlapping(docx(par(ZIN) + " " * (20 * MB)), 1000),
    "billion laughs": lambda: docx(par("&l9;" + ZIN), head=_laughs()),
    "billion laughs in een attribuut": lambda: docx(f'<w:p w:x="&l9;"><w:r><w:t>{ZIN}</w:t></w:r></w:p>', head=_laughs()),
    "kwadratisch lachen": lambda: docx(par("&a;" * 50_000 + ZIN), head=f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'),
    "entiteit van buiten": lambda: docx(par("&lek;" + ZIN), head='<!DOCTYPE x [<!ENTITY lek SYSTEM "file:///etc/passwd">]>'),
    "entiteit van een pijp": lambda: docx(
        par("&lek;" + ZIN), head='<!DOCTYPE x SYSTEM "file:///dev/zero" [<!ENTITY lek SYSTEM "file:///dev/zero">]>'
    ),
    "verwijzing naar buiten": lambda: docx(par(ZIN), relations=_EXTERNAL),
    "verwijzing omhoog": lambda: docx(par(ZIN), relations=_relation(5, "styles", "../../../../etc/passwd")),
    "verwijzing naar zichzelf": lambda: docx(par(ZIN), relations=_relation(5, "styles", "document.xml")),
    "ontbrekend onderdeel": lambda: docx(par(ZIN), relations=_relation(5, "styles", "weg.xml")),
    "geen tekstdeel": lambda: package([("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", _RELATIONS.format(_MAIN))]),
    "geen inhoudsopgave": lambda: package([("word/document.xml", f"<w:document {W}/>")]),
    "geen body": lambda: package(
        [("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", _RELATIONS.format(_MAIN)), ("word/document.xml", f"<w:document {W}/>")]
    ),
    "een ander hoofdelement": lambda: package(
        [("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", _RELATIONS.format(_MAIN)), ("word/document.xml", "<x/>")]
    ),
    "tienduizend tabellen diep": lambda: docx(_nested_tables(10_000)),
    "zestig tabellen diep": lambda: docx(_nested_tables(60)),
    "driehonderd tabellen diep": lambda: docx(_nested_tables(300)),
    "grote tabel": lambda: docx(_table(500, 60)),
    "half miljoen lege runs": lambda: docx("<w:p>" + "<w:r/>" * 500_000 + "</w:p>" + par(ZIN)),
    "diepe runs": lambda: docx("<w:p>" + "<w:ins>" * 1500 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 1500 + "</w:p>" + par(ZIN)),
    "gekke namen": lambda: docx(par(ZIN), ("../../ontsnapt.xml", "<x/>"), ("/absoluut.xml", "<x/>"), ("C:\\x.xml", "<x/>")),
    "twee keer hetzelfde deel": lambda: docx(
        par(ZIN), ("word/document.xml", f"<w:document {W}><w:body>{par('Tweede.')}</w:body></w:document>")
    ),
    "versleuteld pakket": lambda: with_flag(docx(par(ZIN)), 1),
    "onbekende inpakwijze": lambda: with_method(docx(par(ZIN)), 99),
    "half pakket": lambda: docx(par(ZIN))[:400],
    "kop zonder getal": lambda: docx(par(ZIN) * 3, relations=_relation(5, "styles", "styles.xml")),
    "kapotte tekens": lambda: docx(par("\ud800".encode("utf-8", "surrogatepass").decode("latin-1") + "&#xD800;" + ZIN)),
}

# ---------------------------------------------------------------- HTML

HTMLS: dict[str, Callable[[], bytes]] = {
    "honderdduizend tags diep": lambda: (b"<div>" * 100_000) + ZIN.encode() + b"</div>" * 100_000,
    "honderdduizend spans diep": lambda: b"<p>" + b"<span>" * 100_000 + ZIN.encode(),
    "duizend lijsten diep": lambda: b"<ul><li>" * 1500 + ZIN.encode(),
    "tabellen diep": lambda: b"<table><tr><td>" * 20_000 + ZIN.encode(),
    "attribuut van 50 MB": lambda: b"<p title='" + b"x" * (50 * MB) + b"'>" + ZIN.encode() + b"</p>",
    "alles open": lambda: b"<p><b><i><a><table><tr><td><ul><li>" * 3000 + ZIN.encode(),
    "misplaatste opmaak": lambda: b"<b><i><u><s><p>" * 3000 + ZIN.encode(),
    "charset liegt": lambda: b"<meta charset=utf-16><p>" + ZIN.encode() + b"</p>",
    "charset utf-7": lambda: b"<meta charset=utf-7><p>+ADw-script+AD4-" + ZIN.encode() + b"</p>",
    "nullen": lambda: b"<p>" + b"\0" * 1000 + ZIN.encode() + b"</p>",
    "entiteiten": lambda: b"<p>" + b"&lt;&#0;&#xD800;&#x110000;&#99999999999999;&nietbekend;" * 10_000 + ZIN.encode(),
    "tabel van honderdduizend cellen": lambda: b"<table><tr>" + b"<td>cel</td>" * 100_000 + b"</tr></table>" + ZIN.encode(),
    "twintigduizend rijen": lambda: b"<table>" + b"<tr><td>cel</td></tr>" * 20_000 + b"</table>" + ZIN.encode(),
    "tweehonderdduizend artikelen": lambda: b"<article>x</article>" * 200_000 + ZIN.encode(),
    "geneste artikelen": lambda: b"<article>x" * 3000 + ZIN.encode(),
    "scripts": lambda: b"<script>var x = '<p>geen tekst</p>';" * 50_000 + b"</script><p>" + ZIN.encode(),
    "commentaar zonder eind": lambda: b"<p>" + ZIN.encode() + b"<!--" * 200_000,
    "kleiner dan": lambda: b"<" * (2 * MB),
    "veel alinea's in een regel": lambda: b"<p>a" * 50_000,
    "templates diep": lambda: b"<template>" * 20_000 + ZIN.encode(),
    "svg diep": lambda: b"<svg>" * 20_000 + ZIN.encode(),
}

#: As ZWARE_PDFS: the parser compares every attribute of a tag with all before it.
ZWARE_HTMLS: dict[str, Callable[[], bytes]] = {
    "half miljoen attributen": lambda: b"<p " + b"".join(b"a%d=1 " % n for n in range(500_000)) + b">" + ZIN.encode(),
}

# ---------------------------------------------------------------- text

TEKSTEN: dict[str, Callable[[], bytes]] = {
    "honderd MB": lambda: (ZIN + "\n").encode() * (100 * MB // (len(ZIN) + 1)),
    "een regel van 20 miljoen": lambda: b"a" * (20 * MB),
    "een regel van een miljoen": lambda: b"a" * MB,
    "een regel woorden": lambda: b"zorg " * 200_000,
    "tien miljoen regeleinden": lambda: b"\n" * (10 * MB) + ZIN.encode(),
    "miljoen regeleinden": lambda: b"\n" * MB + ZIN.encode(),
    "nullen": lambda: b"\0" * 1000 + ZIN.encode(),
    "utf-16 zonder merk": lambda: ZIN.encode("utf-16-le"),
    "utf-16 met merk": lambda: ZIN.encode("utf-16"),
    "utf-16 half teken": lambda: ZIN.encode("utf-16") + b"\x00\xd8",
    "utf-32 met merk": lambda: ZIN.encode("utf-32"),
    "utf-32 zonder merk": lambda: ZIN.encode("utf-32-be"),
    "kapotte utf-8": lambda: ZIN.encode() + b"\xff\xfe\xc3\x28\xed\xa0\x80" * 100,
    "latin-1": lambda: (ZIN + " cliënten beïnvloeden dit.").encode("latin-1"),
    "gemengd": lambda: "cliënten ".encode() + "cliënten. ".encode("cp1252") + ZIN.encode(),
    "onzichtbare tekens": lambda: "\u200b\u202e\u2066\ufeff".join(ZIN).encode(),
    "van rechts naar links": lambda: ("\u202e" * 1000 + ZIN + "\u05d0" * 1000).encode(),
    "stapel accenten": lambda: ("z" + "\u0301" * 100_000 + " " + ZIN).encode(),
    "bladzijde met een reuzengetal": lambda: b"## Page 99999999999999999999\n" + ZIN.encode(),
    "bladzijdemerken": lambda: b"## Page 1\n" * 400_000 + ZIN.encode(),
    "honderdduizend bladzijden": lambda: b"\n".join(b"=== p%d\n%s" % (n % 99_999, ZIN.encode()) for n in range(60_000)),
    "paginasprongen": lambda: b"\f" * (2 * MB) + ZIN.encode(),
    "alleen stuurtekens": lambda: bytes(range(1, 32)) * 10_000 + ZIN.encode(),
    "regelscheiders": lambda: "\u2028\u2029\x85\x1c".join([ZIN] * 1000).encode(),
    "yaml-kop zonder eind": lambda: b"---\n" + b"naam: waarde\n" * 20_000,
}
