"""Which files to read, and what is known of each: folders, single files and documenten.csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.documents import SUPPORTED, check_kind, read_document
from extract.errors import ReadError
from extract.infer import SOORTEN, UNKNOWN, document_id, infer_info, missing_notice
from extract.read_text import decode
from extract.records import Document, DocumentInfo

#: The list of documents in a folder.
LIST_NAME = "documenten.csv"
REQUIRED_COLUMNS = ("bestand", "titel", "soort", "regio", "jaar")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read; ``info`` holds 'onbekend' (jaar: None) for what must be inferred from its text."""

    path: Path
    info: DocumentInfo


@dataclass(frozen=True, slots=True)
class SourceList:
    """The files to read in a fixed order, what the user should know, and what cannot be read at all."""

    files: tuple[Source, ...]
    notices: tuple[str, ...] = ()
    failures: tuple[ReadError, ...] = ()


def find_sources(paths: Sequence[Path]) -> SourceList:
    """The files behind paths of files and folders.

    In a folder with a documenten.csv only the listed files count; without one every supported file of the folder
    itself does, and other files and folders in it are named in a notice. A file given by itself takes its row from the
    documenten.csv beside it, when it has one.
    """
    found: list[Source] = []
    notices: list[str] = []
    failures: list[ReadError] = []
    for path in paths:
        part = _in_folder(path) if path.is_dir() else _single(path)
        found += part.files
        notices += part.notices
        failures += part.failures
    kept: dict[Path, Source] = {}
    ids: dict[str, Source] = {}
    for source in found:
        other = ids.get(source.info.id)
        if source.path.resolve() in kept:
            notices.append(f"{source.info.bestand}: staat er twee keer bij en wordt één keer gelezen.")
        elif other and UNKNOWN not in (source.info.regio, source.info.soort):
            message = f"regio, soort, jaar en bestandsnaam zijn gelijk aan die van {other.path}; geef een van beide een andere naam."
            failures.append(ReadError(source.path, "dubbel", message))
        else:
            kept[source.path.resolve()] = ids[source.info.id] = source
    return SourceList(tuple(kept.values()), tuple(notices), tuple(failures))


def load(source: Source) -> Document:
    """Read a source; what documenten.csv did not say is inferred, and a notice names what stays unknown.

    Raises:
        ReadError: as ``read_document``.
    """
    document = read_document(source.path, source.info)
    info = infer_info(document)
    notice = missing_notice(info)
    return replace(document, info=info, notices=(*document.notices, *((notice,) if notice else ())))


def _in_folder(folder: Path) -> SourceList:
    if (folder / LIST_NAME).is_file():
        return _listed(folder)
    files: list[Source] = []
    notices: list[str] = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            notices.append(f"{path.name}: map in de map overgeslagen; geef hem zelf op om de documenten erin te lezen.")
        elif path.suffix.lower() in SUPPORTED:
            files.append(Source(path, _unknown(path)))
        else:
            notices.append(f"{path.name}: overgeslagen, dit soort bestand wordt niet gelezen.")
    failures = () if files else (ReadError(folder, "leeg", "in deze map staat geen document dat gelezen kan worden."),)
    return SourceList(tuple(files), tuple(notices), failures)


def _single(path: Path) -> SourceList:
    beside = path.parent / LIST_NAME
    if path.is_file() and path.name != LIST_NAME and beside.is_file():
        listed = next((s for s in _listed(path.parent).files if s.path.resolve() == path.resolve()), None)
        if listed:
            return SourceList((listed,))
    if not path.exists():
        return SourceList((), failures=(ReadError(path, "ontbreekt", "bestaat niet; controleer de naam en de map."),))
    try:
        check_kind(path)
    except ReadError as error:
        return SourceList((), failures=(error,))
    return SourceList((Source(path, _unknown(path)),))


def _unknown(path: Path) -> DocumentInfo:
    return DocumentInfo(document_id(UNKNOWN, UNKNOWN, None, path.name), path.name, "", UNKNOWN, UNKNOWN, None)


def _listed(folder: Path) -> SourceList:
    """The files of a documenten.csv, row by row; a wrong row is a failure of its own."""
    files: list[Source] = []
    failures: list[ReadError] = []
    try:
        rows = list(_rows(folder / LIST_NAME))
    except ReadError as error:
        return SourceList((), failures=(error,))
    for number, row in rows:
        try:
            files.append(_source(folder, number, row))
        except ReadError as error:
            failures.append(error)
    if not rows:
        failures.append(ReadError(folder / LIST_NAME, "documentenlijst", "de lijst is leeg; zet er per document een regel in."))
    return SourceList(tuple(files), failures=tuple(failures))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with their line number; the separator is a comma or a semicolon, whichever the header has more of."""
    text = decode(path.read_bytes(), path)
    header = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=header.count), skipinitialspace=True)
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    missing = [name for name in REQUIRED_COLUMNS if name not in reader.fieldnames]
    if missing:
        message = f"kolom {', '.join(missing)} ontbreekt; de eerste regel hoort te zijn: {','.join(REQUIRED_COLUMNS)}."
        raise ReadError(path, "documentenlijst", message)
    try:
        for row in reader:
            values = {key: value.strip() for key, value in row.items() if isinstance(key, str) and isinstance(value, str)}
            if any(values.values()):
                yield reader.line_num, values
    except csv.Error as error:
        raise ReadError(path, "documentenlijst", f"regel {reader.line_num} is niet te lezen; sla het bestand op als gewone CSV.") from error


def _source(folder: Path, number: int, row: dict[str, str]) -> Source:
    bestand = row["bestand"].replace("\\", "/")
    if not bestand:
        raise ReadError(folder / LIST_NAME, "documentenlijst", f"op regel {number} ontbreekt de bestandsnaam.")
    path = folder / bestand
    if _escapes(folder, bestand):
        raise ReadError(path, "buiten_map", f"regel {number} van {LIST_NAME} wijst buiten de map; zet het document in de map zelf.")
    if not path.is_file():
        message = f"staat in {LIST_NAME} (regel {number}) maar niet in de map; zet het erbij of haal de regel weg."
        raise ReadError(path, "ontbreekt", message)
    check_kind(path)
    return Source(path, _listed_info(path, bestand, row))


def _listed_info(path: Path, bestand: str, row: dict[str, str]) -> DocumentInfo:
    soort = row.get("soort", "").lower() or UNKNOWN
    if soort not in (*SOORTEN, UNKNOWN):
        raise ReadError(path, "documentenlijst", f"soort '{soort}' bestaat niet; kies uit {', '.join(SOORTEN)}.")
    jaar, regio = row.get("jaar", ""), row.get("regio", "") or UNKNOWN
    if jaar not in ("", UNKNOWN) and not re.fullmatch(r"(?:19|20)\d\d", jaar):
        raise ReadError(path, "documentenlijst", f"jaar '{jaar}' is geen jaartal; vul vier cijfers in of laat het leeg.")
    year = int(jaar) if jaar.isdecimal() else None
    return DocumentInfo(
        id=document_id(regio, soort, year, bestand),
        bestand=bestand,
        titel=row.get("titel", ""),
        soort=soort,
        regio=regio,
        jaar=year,
        gemeenten=tuple(part.strip() for part in row.get("gemeenten", "").split(";") if part.strip()),
        status=row.get("status", ""),
        publicatiedatum=row.get("publicatiedatum", ""),
        bron=row.get("bron", ""),
    )


def _escapes(folder: Path, bestand: str) -> bool:
    """Whether a listed name is absolute, climbs out of the folder, or is a link to somewhere else."""
    if Path(bestand).is_absolute() or bestand.startswith("/") or (len(bestand) > 1 and bestand[1] == ":"):
        return True
    return not (folder / bestand).resolve().is_relative_to(folder.resolve())
