"""Zips have the time of day in them; these have not: the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3  # what Windows writes in its place would give other bytes there


def vast(inhoud: bytes, vervang: Mapping[str, bytes] | None = None) -> bytes:
    """The same zip with one fixed time for every part.

    Args:
        inhoud: The zip as a library made it.
        vervang: New content for parts that hold a time themselves, by their name.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(_part(name), (vervang or {}).get(name, old.read(name)))
    return made.getvalue()


def schrijf_vast(path: Path, delen: Iterable[tuple[str, Iterable[bytes]]]) -> Path:
    """Write a zip piece by piece, so that it may be larger than the memory; the file appears when it is whole.

    Args:
        path: Where; its folder is made when needed, and a file that is there is replaced.
        delen: Name and content of each part, asked for one after the other.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.deel")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as made:
            for name, chunks in delen:
                with made.open(_part(name), "w", force_zip64=True) as part:
                    for chunk in chunks:
                        part.write(chunk)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _TIME)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.create_system = _UNIX
    return part
