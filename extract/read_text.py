"""Plain text and Markdown: decoding, and the page marks '## Page N', '## Pagina N' and '=== pN'."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from extract.errors import ReadError
from extract.grenzen import MAX_TEXT_BYTES
from extract.opmaak import pattern
from extract.records import Page

#: Byte order marks; that of UTF-32 begins with the one of UTF-16.
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, path: Path) -> str:
    """Bytes to text: byte order mark, else UTF-8, else Windows-1252; line ends become newlines.

    Raises:
        ReadError: when the bytes are no text at all.
    """
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ReadError(path, "onleesbaar", "dit is geen tekstbestand; sla het op als tekst in UTF-8, of als PDF of DOCX.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_pages(text: str) -> tuple[Page, ...]:
    """Pages by their marks; the mark itself is not part of the page, every other character is.

    Text before the first mark goes in front of the first page, unless it is a front matter (title lines, 'name: value'
    lines, a YAML head). Without marks form feeds part the pages. Parts with the same number are one page.
    """
    marks = list(pattern("bladzijdemerk").finditer(text))
    if not marks:
        return tuple(Page(number, part) for number, part in enumerate(text.split("\f"), start=1))
    found: dict[int, str] = {}
    before = text[: marks[0].start()]
    if not _is_front_matter(before):
        found[_number(marks[0])] = before
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        part = text[mark.end() : following.start() if following else len(text)]
        found[_number(mark)] = found.get(_number(mark), "") + part
    return tuple(Page(number, part) for number, part in found.items())


def _number(mark: re.Match[str]) -> int:
    return int(mark.group(1) or mark.group(2))


def _is_front_matter(text: str) -> bool:
    return all(pattern("voorwerk").match(line) for line in text.splitlines() if line.strip())


def title_of(text: str) -> str:
    """The Markdown title of a text, or ''; title lines right below each other are one title."""
    match = re.search(r"^# +\S.*(?:\n# +\S.*)*", text, re.MULTILINE)
    return ": ".join(line.lstrip("# ").strip() for line in match.group().splitlines()) if match else ""


def read_text(path: Path, data: bytes) -> tuple[Page, ...]:
    """The pages of a text or Markdown file.

    Raises:
        ReadError: te_groot, or no text at all.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise ReadError(path, "te_groot", f"is groter dan {MAX_TEXT_BYTES // 1_000_000} MB; splits het bestand.")
    return split_pages(decode(data, path))
