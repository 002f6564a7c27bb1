"""Files that a browser sends, stored under names that are safe: a browser may claim any name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extract.errors import ReadError
from extract.grenzen import MAX_BYTES
from extract.sources import LIST_NAME, Source, find_sources
from regiograaf.outputs.tekst import toonbaar

#: Bytes of a file name: every file system takes it, with room for what is put behind it.
MAX_NAAM = 150
#: Bytes copied at a time.
_PIECE = 1_000_000
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')
#: Names that Windows keeps for devices.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Ontvangen:
    """One file as it was received: ready to be read, or with the reason why it cannot be."""

    naam: str
    bron: Source | None
    fout: str = ""


def store_files(files: Iterable[tuple[str, BinaryIO]], folder: Path) -> list[Ontvangen]:
    """Store files in an empty folder and look up what a documenten.csv among them says of each.

    Args:
        files: (name that the browser gave, content) of each.
        folder: where they come to stand; it exists.
    """
    names: list[str] = []
    too_big: list[Ontvangen] = []
    for given, content in files:
        name = safe_name(given, names)
        if _copy(content, folder / name):
            names.append(name)
        else:
            (folder / name).unlink()
            too_big.append(Ontvangen(name, None, f"is groter dan {MAX_BYTES // 1_000_000} MB; splits het bestand."))
    return [*_known(folder, names), *too_big]


def safe_name(given: str, taken: Sequence[str] = ()) -> str:
    """A file name that every system takes and that stays in its folder; unlike those ``taken``, whatever their capitals.

    >>> safe_name("../../etc/plan <1>.PDF")
    'plan _1_.PDF'
    >>> safe_name("plan.pdf", ["Plan.pdf"])
    'plan-2.pdf'
    """
    last = toonbaar(given.replace("\\", "/").rpartition("/")[2].replace("\x00", "_"))
    clean = _FORBIDDEN.sub("_", last).strip(" .")
    if clean.lower() == LIST_NAME:
        clean = LIST_NAME
    ending = Path(clean).suffix if _ENDING.fullmatch(Path(clean).suffix) else ""
    stem = clean.removesuffix(ending).encode("utf-8", "ignore")[:MAX_NAAM].decode("utf-8", "ignore").strip(" .") or "document"
    stem = f"_{stem}" if _DEVICE.fullmatch(stem) else stem
    used = {name.casefold() for name in taken}
    numbers = ("", *(f"-{n}" for n in range(2, len(used) + 3)))
    return next(name for number in numbers if (name := f"{stem}{number}{ending}").casefold() not in used)


def _copy(content: BinaryIO, path: Path) -> bool:
    """Store a file, no further than what is read; False when it is larger."""
    left = MAX_BYTES + 1
    with path.open("wb") as out:
        while left and (piece := content.read(min(left, _PIECE))):
            left -= out.write(piece)
    return left > 0


def _known(folder: Path, names: Sequence[str]) -> list[Ontvangen]:
    """Every file with what is known of it, in the order they came; and every row of the list that goes wrong."""
    listed = find_sources([folder]) if LIST_NAME in names else None
    sources = list(listed.files) if listed else []
    failures = list(listed.failures) if listed else []
    broken = next((error for error in failures if error.path.name == LIST_NAME), None)
    seen = {source.path.name for source in sources} | {error.path.name for error in failures}
    for name in (name for name in names if name not in seen and name != LIST_NAME):
        if broken is not None and not sources:
            failures.append(ReadError(folder / name, "documentenlijst", f"niet gelezen, omdat {LIST_NAME} niet klopt."))
        else:
            alone = find_sources([folder / name])
            sources += alone.files
            failures += alone.failures
    found = [*(Ontvangen(s.path.name, s) for s in sources), *(Ontvangen(e.path.name, None, e.message) for e in failures)]
    place = {name: number for number, name in enumerate(names)}
    return sorted(found, key=lambda one: place.get(one.naam, len(names)))
