"""What a seal is made of: its parts, their greatest sizes, and the list (zegel.json) that says what each part has to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

#: What the list of a seal calls itself; another form is refused.
VORM = "regiograaf-zegel-1"
LIJST, GRAAF, BESLUITEN, BEVINDINGEN, LEESMIJ = "zegel.json", "graaf.nq", "besluiten.json", "bevindingen.json", "LEESMIJ.txt"
MB = 2**20
#: The parts that a seal holds, each with the most bytes it may unpack to.
MEESTE_BYTES: Mapping[str, int] = {LEESMIJ: MB, BESLUITEN: 256 * MB, BEVINDINGEN: 256 * MB, GRAAF: 32_768 * MB, LIJST: 32 * MB}
#: A graph packs to about a twentieth; what unpacks to much more was made to fill a disk.
MEESTE_KEREN = 200


@dataclass(eq=False)
class GeenZegel(Exception):  # noqa: N818 - reads as what happened
    """``path`` is no seal that can be read; ``waarom`` is the reason."""

    path: Path
    waarom: str

    def __str__(self) -> str:
        """Say why, and what a seal is."""
        return f"{self.path} is geen leesbaar zegel: {self.waarom}. Een zegel maakt u met: regiograaf exporteer --verzegeld ZEGEL.zip"


@dataclass(frozen=True, slots=True)
class Gezegeld:
    """One document of a seal; ``sha256`` is that of the file that was read, ``extractor`` the versions that read it."""

    id: str
    bestand: str
    titel: str
    soort: str
    regio: str
    jaar: int | None
    gemeenten: tuple[str, ...]
    sha256: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Zegel:
    """What zegel.json says.

    ``programma`` holds the SHA-256 of each package of the program that made it, ``delen`` that of every named graph, ``bestanden``
    that of every other part of the zip; ``datum`` is the day the graph was last changed.
    """

    versie: str
    programma: dict[str, str]
    vingerafdruk: str
    datum: str
    delen: dict[str, str]
    documenten: tuple[Gezegeld, ...]
    besluiten: int
    bevindingen: int
    bestanden: dict[str, str]


def zegel_json(zegel: Zegel) -> dict[str, object]:
    """The list as it is written."""
    return {"vorm": VORM, **asdict(zegel)}


def zegel_uit(data: object) -> Zegel:
    """The list that ``zegel_json`` gave.

    Raises:
        ValueError: something is missing or is not what it has to be; the text says what.
    """
    fields = _mapping(data, "de lijst")
    if fields.get("vorm") != VORM:
        raise ValueError(f"dit is geen vorm {VORM}")
    documents = fields.get("documenten")
    if not isinstance(documents, list):
        raise ValueError("documenten is geen lijst")
    return Zegel(
        *(_text(fields, "versie"), _texts(fields, "programma"), _text(fields, "vingerafdruk"), _text(fields, "datum")),
        delen=_texts(fields, "delen"),
        documenten=tuple(_document(_mapping(one, "een document")) for one in documents),
        besluiten=_count(fields, "besluiten"),
        bevindingen=_count(fields, "bevindingen"),
        bestanden=_texts(fields, "bestanden"),
    )


def _document(fields: Mapping[str, object]) -> Gezegeld:
    year, towns = fields.get("jaar"), fields.get("gemeenten")
    if not (year is None or type(year) is int) or not isinstance(towns, list) or not all(isinstance(town, str) for town in towns):
        raise ValueError("jaar of gemeenten van een document klopt niet")
    known = {name: _text(fields, name) for name in ("id", "bestand", "titel", "soort", "regio", "sha256", "extractor")}
    return Gezegeld(**known, jaar=year, gemeenten=tuple(towns))


def _mapping(value: object, what: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} heeft niet de goede vorm")
    return cast("Mapping[str, object]", value)


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is geen tekst")
    return value


def _texts(fields: Mapping[str, object], name: str) -> dict[str, str]:
    found = _mapping(fields.get(name), name)
    if not all(isinstance(value, str) for value in found.values()):
        raise ValueError(f"{name} bevat iets anders dan tekst")
    return cast("dict[str, str]", dict(found))


def _count(fields: Mapping[str, object], name: str) -> int:
    value = fields.get(name)
    if type(value) is not int or value < 0:
        raise ValueError(f"{name} is geen aantal")
    return value
