"""An Office file (a zip of XML parts) made safe to hand to a library: nothing in it unpacks to more than it may."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from extract.errors import ReadError
from extract.grenzen import MAX_PART, MAX_PARTS, MAX_TAGS, MAX_UNPACKED

OLE_HEADER = b"\xd0\xcf\x11\xe0"
#: Parts that are read; of every other part (pictures, fonts, embedded files) only the name is kept.
_READ = (".xml", ".rels", ".vml")
_CHUNK = 65_536
_ENCRYPTED = 0x1
#: A document type brings entities; the format forbids it, and with it text would disappear or come from elsewhere.
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError, OSError, ValueError, OverflowError)


def bounded_package(path: Path, data: bytes) -> bytes:
    """The same package with only its XML parts, unpacked piece by piece under the limits of ``extract.grenzen``.

    Each part is there once, as a reader that knows nothing of lies would take it: the last of two with one name.

    Raises:
        ReadError: versleuteld, beschadigd or te_groot.
    """
    if data.startswith(OLE_HEADER):
        raise ReadError(path, "versleuteld", "is beveiligd met een wachtwoord of in de oude vorm bewaard; sla het op zonder wachtwoord.")
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as safe:
            if len(package.infolist()) > MAX_PARTS:
                raise _too_big(path)
            for name, content in _parts(path, package):
                safe.writestr(zipfile.ZipInfo(name), content)
    except _BROKEN as error:
        raise _broken(path) from error
    return made.getvalue()


def _parts(path: Path, package: zipfile.ZipFile) -> list[tuple[str, bytes]]:
    """Every name in the package with what is read of it."""
    found: list[tuple[str, bytes]] = []
    left = MAX_UNPACKED
    for info in {info.filename: info for info in package.infolist()}.values():
        content = b""
        if info.filename.lower().endswith(_READ):
            if info.flag_bits & _ENCRYPTED:
                raise ReadError(path, "versleuteld", "is met een wachtwoord ingepakt; sla het op zonder wachtwoord.")
            if info.file_size > min(left, MAX_PART):
                raise _too_big(path)
            content = _unpacked(package, info)
            left -= len(content)
            if content.count(b"<") > MAX_TAGS:
                raise _too_big(path)
            if any(mark in content for mark in _DOCTYPES):
                raise _broken(path)
        found.append((info.filename, content))
    return found


def _unpacked(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One part, in pieces: in one go zipfile unpacks all there is, whatever size the file claims."""
    with package.open(info) as part:
        return b"".join(iter(lambda: part.read(_CHUNK), b""))


def _too_big(path: Path) -> ReadError:
    return ReadError(path, "te_groot", "is uitgepakt onredelijk groot; haal beelden weg of splits het bestand.")


def _broken(path: Path) -> ReadError:
    return ReadError(path, "beschadigd", "het bestand is beschadigd; open het in Word of Excel en sla het opnieuw op.")
