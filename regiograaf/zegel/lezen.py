"""Opening a seal that anyone may have sent: nothing is unpacked to a name of its choosing, and nothing without a limit."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from regiograaf.zegel.vorm import LIJST, MB, MEESTE_BYTES, MEESTE_KEREN, GeenZegel, Zegel, zegel_uit

#: What goes wrong while unpacking a part that was damaged.
BESCHADIGD = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Zegelbestand:
    """A zip with the parts of a seal; ``afdruk`` is the SHA-256 of its list."""

    path: Path
    zegel: Zegel
    afdruk: str
    _zip: zipfile.ZipFile

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A part, to be read as a stream; reading raises one of ``BESCHADIGD`` when it was damaged."""
        with self._zip.open(name) as part:
            yield part

    def size(self, name: str) -> int:
        """How many bytes a part says to hold."""
        return self._zip.getinfo(name).file_size

    def digest(self, name: str) -> str | None:
        """The SHA-256 of a part as it is now; None when it is too damaged to read."""
        whole = hashlib.sha256()
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(MB):
                    whole.update(chunk)
        except BESCHADIGD:
            return None
        return whole.hexdigest()


@contextmanager
def open_seal(path: Path) -> Iterator[Zegelbestand]:
    """Open a seal and read its list.

    Raises:
        GeenZegel: it is not there, is no seal, is damaged where the list is, or asks for more than a seal can need.
    """
    if not path.is_file():
        raise GeenZegel(path, "dit bestand bestaat niet")
    try:
        opened = zipfile.ZipFile(path)
    except (*BESCHADIGD, ValueError) as error:
        raise GeenZegel(path, "dit is geen zip, of hij is beschadigd") from error
    with opened:
        _check_parts(path, opened)
        try:
            with opened.open(LIJST) as part:
                listed = part.read(MEESTE_BYTES[LIJST])  # in one go zipfile unpacks all there is, whatever size is claimed
        except BESCHADIGD as error:
            raise GeenZegel(path, f"{LIJST} is beschadigd") from error
        yield Zegelbestand(path, _list(path, listed), hashlib.sha256(listed).hexdigest(), opened)


def _list(path: Path, listed: bytes) -> Zegel:
    try:
        data = json.loads(listed)
    except (ValueError, RecursionError) as error:  # ValueError also for half a character, or a number of thousands of digits
        raise GeenZegel(path, f"{LIJST} is geen JSON") from error
    try:
        return zegel_uit(data)
    except ValueError as error:
        raise GeenZegel(path, f"{LIJST}: {error}") from error


def _check_parts(path: Path, opened: zipfile.ZipFile) -> None:
    """Exactly the parts of a seal, none larger than it can be: no other names, no bombs."""
    names = opened.namelist()
    if sorted(names) != sorted(MEESTE_BYTES):
        strange = [ascii(name)[:60] for name in names if name not in MEESTE_BYTES][:3]
        missing = [name for name in MEESTE_BYTES if name not in names]
        why = [f"wat er niet in hoort: {', '.join(strange)}"] if strange else []
        why += [f"er ontbreekt: {', '.join(missing)}"] if missing else []
        raise GeenZegel(path, "; ".join(why) or "een deel staat er dubbel in")
    for part in opened.infolist():
        if part.flag_bits & _ENCRYPTED or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise GeenZegel(path, f"{part.filename} is versleuteld of op een vreemde manier ingepakt")
        if part.file_size > MEESTE_BYTES[part.filename] or part.file_size > MB + MEESTE_KEREN * part.compress_size:
            raise GeenZegel(path, f"{part.filename} wordt bij uitpakken veel groter dan bij een zegel kan")
