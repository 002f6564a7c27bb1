"""One door to every file format: a path in, a Document with the stored page texts out."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from pathlib import Path

from extract.errors import ReadError
from extract.grenzen import MAX_BYTES, MAX_CHARACTERS, MAX_PAGES
from extract.read_docx import read_docx
from extract.read_html import read_html
from extract.read_pdf import read_pdf
from extract.read_text import decode, read_text, title_of
from extract.records import Document, DocumentInfo, Page

#: File name endings that can be read.
SUPPORTED = (".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt")


def read_document(path: Path, info: DocumentInfo) -> Document:
    """Read a file; ``info`` is completed with the title (when it had none) and the SHA-256 of the file.

    Raises:
        ReadError: when the file is missing, broken, encrypted, empty, image only, too big or of another kind.
    """
    data = file_bytes(path)
    suffix = path.suffix.lower()
    title = ""
    notices: tuple[str, ...] = ()
    if suffix == ".pdf":
        pages, notices = read_pdf(path, data)
    elif suffix == ".docx":
        pages = read_docx(path, data)
    elif suffix in (".html", ".htm"):
        pages, title = read_html(path, data)
    else:
        pages, title = read_text(path, data), title_of(decode(data, path))
    _check_text(path, pages)
    known = replace(info, titel=info.titel or title, sha256=hashlib.sha256(data).hexdigest())
    return Document(known, pages, notices)


def check_kind(path: Path) -> None:
    """Raise a ReadError (niet_ondersteund) for a file of a kind that is not read."""
    if path.suffix.lower() not in SUPPORTED:
        message = "dit soort bestand wordt niet gelezen; sla het op als PDF, DOCX, HTML, Markdown of tekst."
        raise ReadError(path, "niet_ondersteund", message)


def file_bytes(path: Path) -> bytes:
    """The content of a file that can be read as a document.

    Raises:
        ReadError: it is missing, empty, too big, of another kind, or may not be read.
    """
    check_kind(path)
    data = read_bytes(path, MAX_BYTES)
    if not data.strip():
        raise ReadError(path, "leeg", "het bestand is leeg.")
    return data


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a file, ``limit`` at most; a pipe or a device, which may never end, is not opened.

    Raises:
        ReadError: ontbreekt, onleesbaar or te_groot.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadError(path, "onleesbaar", "is geen gewoon bestand; geef een bestand op.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise ReadError(path, "ontbreekt", "het bestand bestaat niet; controleer de naam en de map.") from error
    except OSError as error:
        raise ReadError(path, "onleesbaar", "het bestand is niet te openen; controleer of u het mag lezen.") from error
    if len(data) > limit:
        raise ReadError(path, "te_groot", f"is groter dan {limit // 1_000_000} MB; splits het bestand.")
    return data


def _check_text(path: Path, pages: tuple[Page, ...]) -> None:
    size = sum(len(page.text) for page in pages)
    if size > MAX_CHARACTERS:
        raise ReadError(path, "te_groot", f"bevat meer dan {MAX_CHARACTERS // 1_000_000} miljoen tekens; splits het bestand.")
    if len(pages) > MAX_PAGES:
        raise ReadError(path, "te_groot", f"telt {len(pages)} bladzijden, meer dan {MAX_PAGES}; splits het bestand.")
    if not any(page.text.strip() for page in pages):
        raise ReadError(path, "leeg", "er staat geen tekst in het bestand.")
