"""Spoiling sound files by a seed: bytes, the inside of packages and streams, and text; the same seed spoils the same way."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]
#: Bytes of a spoiled file at most: what is larger is tested elsewhere, and takes time here.
MOST = 20_000_000
#: How often the inside is spoiled and not the bytes as they stand: a package with other bytes is seldom more than broken.
INSIDE = {"pdf": 0.5, "docx": 0.85, "html": 0.3, "tekst": 0.4}
NUMBERS = (b"0", b"-1", b"1", b"65535", b"65536", b"2147483647", b"2147483648", b"4294967295", b"99999999999999999999", b"1e308", b"0.0")
#: Words of each format that decide how a reader goes on.
WOORDENBOEK: dict[str, tuple[bytes, ...]] = {
    "pdf": (
        *(b"stream\n", b"endstream", b"endobj", b"1 0 obj", b"2 0 R", b"/Kids [2 0 R]", b"/Length 99999999", b"/Filter /FlateDecode"),
        *(b"/Filter /LZWDecode", b"/Filter /RunLengthDecode", b"/Type /ObjStm", b"/Type /Pages", b"/Type /Page", b"/Contents 4 0 R"),
        *(
            b"/Encrypt 5 0 R",
            b"xref\n0 9",
            b"trailer <<",
            b"startxref\n0",
            b"%%EOF",
            b"<<",
            b">>",
            b"[",
            b"]",
            b"(",
            b"\\",
            b"BT",
            b"ET",
            b"Tj",
        ),
        *(b"/ToUnicode 3 0 R", b"/Encoding /Identity-H", b"/MediaBox [0 0 0 0]", b"/Count 100000", b"/W [0 0 0]", b"/Prev 9", b"null"),
    ),
    "docx": (
        *(
            b"<w:p>",
            b"</w:p>",
            b"<w:tbl><w:tr><w:tc>",
            b"</w:tc></w:tr></w:tbl>",
            b"<w:t>",
            b"&amp;",
            b"&#0;",
            b"&#xD800;",
            b"&lek;",
            b"<!--",
        ),
        *(b"<![CDATA[", b'<?xml version="1.0" encoding="utf-16"?>', b"<!DOCTYPE x>", b"\xff\xfe", b"\0", b"w:val=", b'"', b"<w:br/>"),
        *(
            b'<w:br w:type="page"/>',
            b"<w:lastRenderedPageBreak/>",
            b"<w:drawing><w:txbxContent>",
            b"<w:del>",
            b"xmlns:w='x'",
            b"\xe2\x80\x8b",
        ),
        *(b"../", b"word/document.xml", b'TargetMode="External"', b"rId1", b'Target=""', b'Id=""'),
    ),
    "html": (
        *(
            b"<table>",
            b"<tr><td>",
            b"<div>",
            b"</div>",
            b"<script>",
            b"</script>",
            b"<!--",
            b"-->",
            b"<p",
            b">",
            b"<",
            b"&#x110000;",
            b"&nbsp;",
        ),
        *(
            b"<template>",
            b"<svg>",
            b"<main>",
            b"<article>",
            b"<title>",
            b"<meta charset=utf-16>",
            b"\0",
            b"\xff",
            b"<plaintext>",
            b"<select>",
        ),
    ),
    "tekst": (
        *(
            b"## Page 1\n",
            b"=== p3\n",
            b"## Pagina 0\n",
            b"\f",
            b"\0",
            b"\r",
            b"\n\n",
            b"|",
            b"| a | b |\n|---|---|\n",
            b"- ",
            b"1. ",
            b"# ",
        ),
        *(
            "\u00ad".encode(),
            "\ufffe".encode(),
            "\u202e".encode(),
            "\u0301".encode(),
            "\u2028".encode(),
            b"\xff\xfe",
            b"\xc3",
            b"\xed\xa0\x80",
        ),
        *(
            b" leidt tot ",
            b" omdat ",
            b" en ",
            b" niet ",
            b"(((",
            b")))",
            b"...",
            b"    ",
            b"100%",
            b"2030",
            b"https://a.nl/",
            b"**",
            b"[a](b)",
        ),
    ),
}


def muteer(rng: random.Random, data: bytes, kind: str, others: Sequence[bytes]) -> bytes:
    """A spoiled form of a file of a kind (a key of WOORDENBOEK); ``others`` are files of the same kind to take pieces from."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        inside = {"docx": _inside_zip, "pdf": _inside_stream, "tekst": _lines, "html": _lines}[kind]
        mutation = inside if rng.random() < INSIDE[kind] else rng.choice(BYTES)
        data = mutation(rng, data, others) if mutation in (_lines, *BYTES) else mutation(rng, data, WOORDENBOEK[kind])
        if rng.random() < 0.3:
            data = _token(rng, data, WOORDENBOEK[kind])
    return data[:MOST]


def _place(rng: random.Random, data: bytes) -> tuple[int, int]:
    """A stretch of the data, often short."""
    begin = rng.randrange(len(data) + 1)
    return begin, min(len(data), begin + rng.choice((1, 4, 16, 256, 4096, max(1, len(data) // 4))))


def _flip(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _n in range(min(len(data), rng.choice((1, 8, 64, 512)))):
        changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _delete(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    begin, end = _place(rng, data)
    return data[:begin] + data[end:]


def _repeat(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    begin, end = _place(rng, data)
    return data[:end] + data[begin:end] * min(rng.choice((1, 3, 1000)), MOST // 4 // max(1, end - begin)) + data[end:]


def _swap(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    a, b, c = sorted(rng.randrange(len(data) + 1) for _n in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _truncate(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _splice(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others) if others else data
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def _number(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Another number where one is written out, as lengths and counts are."""
    found = list(re.finditer(rb"\d+", data[: 5 * 10**6]))
    if not found:
        return data
    match = rng.choice(found)
    return data[: match.start()] + rng.choice(NUMBERS) + data[match.end() :]


def _field(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Another number where one may stand as bytes."""
    if len(data) < 8:
        return data
    at = rng.randrange(len(data) - 4)
    return (
        data[:at] + struct.pack(rng.choice(("<I", ">I")), rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, rng.randrange(2**32)))) + data[at + 4 :]
    )


def _token(rng: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    begin, end = _place(rng, data)
    put = rng.choice(words) * rng.choice((1, 1, 1, 50, 5000))
    return data[:begin] + put + data[begin if rng.random() < 0.5 else end :]


BYTES: tuple[Mutation, ...] = (_flip, _delete, _repeat, _swap, _truncate, _splice, _number, _field)


def _spoil(rng: random.Random, content: bytes, words: Sequence[bytes]) -> bytes:
    return _token(rng, content, words) if rng.random() < 0.5 else rng.choice(BYTES)(rng, content, ())


def _inside_zip(rng: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    """Spoil a part, or the names of the parts, and pack it again with right check sums."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except Exception:  # spoiled already
        return _flip(rng, data, ())
    at = rng.randrange(len(parts)) if rng.random() < 0.5 else next((i for i, p in enumerate(parts) if p[0].endswith("document.xml")), 0)
    name, content = parts[at]
    what = rng.randrange(8)
    if what == 0:
        del parts[at]
    elif what == 1:
        parts.append((name, _spoil(rng, content, words)))
    elif what == 2:
        parts[at] = ("../" * rng.randrange(3) + name + rng.choice(("", "x", "\n")), content)
    else:
        parts[at] = (name, _spoil(rng, content, words))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package, warnings.catch_warnings(action="ignore"):
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name), content[:MOST], zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _inside_stream(rng: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    """Spoil what a deflated stream of a PDF holds."""
    begins = [match.end() for match in re.finditer(rb"stream\r?\n(?=x[\x01\x5e\x9c\xda])", data)]
    begin = rng.choice(begins) if begins else 0
    end = data.find(b"endstream", begin)
    try:
        content = zlib.decompressobj().decompress(data[begin:end], MOST) if begin and end > 0 else b""
    except zlib.error:
        content = b""
    if not content:
        return _flip(rng, data, ())
    return data[:begin] + zlib.compress(_spoil(rng, content, words)[:MOST]) + b"\n" + data[end:]


def _lines(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Spoil text by its lines or its encoding."""
    lines = data.split(b"\n")
    what = rng.randrange(6)
    if what == 0:
        rng.shuffle(lines)
    elif what == 1:
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines) * rng.choice((2, 200)))
    elif what == 2:
        return b" ".join(lines)
    elif what == 3:
        return data.decode("utf-8", "replace").encode(rng.choice(("utf-16", "utf-16-be", "utf-32", "cp1252", "utf-7")), "replace")
    elif what == 4 and others:
        lines += rng.choice(others).split(b"\n")[: len(lines)]
    else:
        lines = [line[: rng.randrange(1, 60)] for line in lines]
    return b"\n".join(lines)
