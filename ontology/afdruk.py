"""A package as one hash: its code, rules, word lists and models, whatever Python runs it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

#: The packages that together are regiograaf, in the order of their imports.
PAKKETTEN = ("ontology", "extract", "graph", "queries", "regiograaf")
# What does not come with an installation, or is made while running.
_LEFT_OUT = {"__pycache__", "training"}
_TEXT = {".py", ".toml", ".ttl", ".rq", ".csv", ".json", ".txt", ".md", ".cfg", ".j2", ".css", ".js", ".typ"}


@cache
def afdruk(pakket: str) -> str:
    """The SHA-256 over the files of a package; line ends of Windows count as those of others."""
    folder = Path(str(files(pakket)))
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda one: one.relative_to(folder).as_posix()):
        place = path.relative_to(folder)
        if path.is_file() and not _LEFT_OUT & set(place.parts) and not place.name.startswith("."):
            data = path.read_bytes()
            if path.suffix in _TEXT:
                data = data.replace(b"\r\n", b"\n")
            whole.update(f"{place.as_posix()} {hashlib.sha256(data).hexdigest()}\n".encode())
    return whole.hexdigest()


def afdrukken() -> dict[str, str]:
    """Of each package, by its name."""
    return {pakket: afdruk(pakket) for pakket in PAKKETTEN}
