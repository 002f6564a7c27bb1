"""Which files to read, and what is known of each: folders, single files and documenten.csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from extract.documents import SUPPORTED, check_kind, read_bytes, read_document
from extract.errors import ReadError
from extract.grenzen import MAX_LIST_BYTES, MAX_ROWS
from extract.infer import SOORTEN, UNKNOWN, document_id, infer_info, missing_notice
from extract.read_text import decode
from extract.records import Document, DocumentInfo

#: The list of documents in a folder.
LIST_NAME = "documenten.csv"
REQUIRED_COLUMNS = ("bestand", "titel", "soort", "regio", "jaar")
#: Line ends and the like inside a cell, which would break the one line of a message.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


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
    documenten.csv beside it, when it has one; a wrong row is a failure there too.
    """
    found: list[Source] = []
    notices: list[str] = []
    failures: list[ReadError] = []
    for path in paths:
        try:
            part = _in_folder(path) if _holds(path.is_dir) else _single(path)
        except ReadError as error:
            part = SourceList((), failures=(error,))
        except OSError:
            part = SourceList((), failures=(ReadError(path, "onleesbaar", "is niet te openen; controleer of u het mag lezen."),))
        found += part.files
        notices += part.notices
        failures += part.failures
    kept: dict[Path, Source] = {}
    ids: dict[str, Source] = {}
    for source in found:
        other = ids.get(source.info.id)
        if _resolved(source.path) in kept:
            notices.append(f"{source.info.bestand}: staat er twee keer bij en wordt één keer gelezen.")
        elif other and UNKNOWN not in (source.info.regio, source.info.soort):
            message = f"regio, soort, jaar en bestandsnaam zijn gelijk aan die van {other.path}; geef een van beide een andere naam."
            failures.append(ReadError(source.path, "dubbel", message))
        else:
            kept[_resolved(source.path)] = ids[source.info.id] = source
    once = {(error.path, error.message): error for error in failures}
    return SourceList(tuple(kept.values()), tuple(notices), tuple(once.values()))


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
    named = folder if folder.name else folder.resolve()
    failures = () if files else (ReadError(named, "leeg", "in deze map staat geen document dat gelezen kan worden."),)
    return SourceList(tuple(files), tuple(notices), failures)


def _single(path: Path) -> SourceList:
    if not _holds(path.exists):
        raise ReadError(path, "ontbreekt", "bestaat niet; controleer de naam en de map.")
    check_kind(path)
    if (path.parent / LIST_NAME).is_file():
        listed, own = _listed(path.parent), _resolved(path)
        files = tuple(source for source in listed.files if _resolved(source.path) == own)
        failures = tuple(error for error in listed.failures if _resolved(error.path) == own)
        if files or failures:
            return SourceList(files, failures=failures)
    return SourceList((Source(path, _unknown(path)),))


def _unknown(path: Path) -> DocumentInfo:
    return DocumentInfo(document_id(UNKNOWN, UNKNOWN, None, path.name), path.name, "", UNKNOWN, UNKNOWN, None)


def _listed(folder: Path) -> SourceList:
    """The files of a documenten.csv, row by row; a wrong row is a failure of its own.

    Raises:
        ReadError: documentenlijst, when the list as a whole cannot be read.
    """
    files: list[Source] = []
    failures: list[ReadError] = []
    header, rows = _rows(folder / LIST_NAME)
    for number, cells in rows:
        try:
            files.append(_source(folder, number, header, cells))
        except ReadError as error:
            failures.append(error)
    if not rows:
        failures.append(ReadError(folder / LIST_NAME, "documentenlijst", "de lijst is leeg; zet er per document een regel in."))
    return SourceList(tuple(files), failures=tuple(failures))


def _rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header in lower case and the rows that are not blank, each with its line number and its cells.

    The separator is whichever of comma, semicolon and tab the header has most of.
    """
    try:
        text = decode(read_bytes(path, MAX_LIST_BYTES), path)
    except ReadError as error:
        wrong = error.message if error.reason == "te_groot" else "is geen tekst; sla het bestand op als gewone CSV in UTF-8."
        raise ReadError(path, "documentenlijst", wrong) from error
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        missing = [name for name in REQUIRED_COLUMNS if name not in header]
        if missing:
            message = f"kolom {', '.join(missing)} ontbreekt; de eerste regel hoort te zijn: {','.join(REQUIRED_COLUMNS)}."
            raise ReadError(path, "documentenlijst", message)
        rows = [(reader.line_num, [_line(cell) for cell in cells]) for cells in islice(reader, MAX_ROWS + 1)]
    except csv.Error as error:
        message = f"regel {reader.line_num} is niet te lezen; kijk de aanhalingstekens na en sla het bestand op als gewone CSV."
        raise ReadError(path, "documentenlijst", message) from error
    if len(rows) > MAX_ROWS:
        raise ReadError(path, "documentenlijst", f"telt meer dan {MAX_ROWS} regels; verdeel de documenten over meer mappen.")
    return header, [row for row in rows if any(row[1])]


def _source(folder: Path, number: int, header: Sequence[str], cells: Sequence[str]) -> Source:
    row = dict(zip(header, cells, strict=False))
    bestand = row.get("bestand", "").replace("\\", "/")
    if not bestand:
        raise ReadError(folder / LIST_NAME, "documentenlijst", f"op regel {number} ontbreekt de bestandsnaam.")
    path = folder / bestand
    if _escapes(folder, bestand):
        raise ReadError(path, "buiten_map", f"regel {number} van {LIST_NAME} wijst buiten de map; zet het document in de map zelf.")
    if len(cells) < len(header) or any(cells[len(header) :]):
        quoted = "zet een waarde met een scheidingsteken tussen aanhalingstekens"
        advice = "houd ook lege kolommen aan" if len(cells) < len(header) else quoted
        message = f"regel {number} van {LIST_NAME} telt {len(cells)} kolommen in plaats van {len(header)}; {advice}."
        raise ReadError(path, "documentenlijst", message)
    if _resolved(path) == _resolved(folder / LIST_NAME):
        raise ReadError(path, "documentenlijst", f"regel {number} noemt de lijst zelf; haal die regel weg.")
    if _holds(path.is_dir):
        message = f"is een map (regel {number} van {LIST_NAME}); noem de bestanden erin elk op een eigen regel."
        raise ReadError(path, "documentenlijst", message)
    if not _holds(path.is_file):
        message = f"staat in {LIST_NAME} (regel {number}) maar niet in de map; zet het erbij of haal de regel weg."
        raise ReadError(path, "ontbreekt", message)
    check_kind(path)
    return Source(path, _listed_info(path, number, bestand, row))


def described(source: Source, *, titel: str = "", soort: str = "", regio: str = "", jaar: str = "") -> Source:
    """The source with what a user says of it; what is left empty stays as it was known.

    Raises:
        ReadError: documentenlijst, for a soort that does not exist or a year that is none.
    """
    path, info = source.path, source.info
    kind = _checked_kind(path, _line(soort).lower(), "") if soort.strip() else info.soort
    year = _checked_year(path, _line(jaar), "") if jaar.strip() else info.jaar
    region = _line(regio) or info.regio
    key = document_id(region, kind, year, info.bestand)
    return Source(path, replace(info, id=key, titel=_line(titel) or info.titel, soort=kind, regio=region, jaar=year))


def _line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _checked_kind(path: Path, soort: str, where: str) -> str:
    if soort not in (*SOORTEN, UNKNOWN):
        raise ReadError(path, "documentenlijst", f"soort '{soort}'{where} bestaat niet; kies uit {', '.join(SOORTEN)}.")
    return soort


def _checked_year(path: Path, jaar: str, where: str) -> int | None:
    if jaar in ("", UNKNOWN):
        return None
    if not re.fullmatch(r"(?:19|20)\d\d", jaar):
        message = f"jaar '{jaar}'{where} is geen jaartal; vul vier cijfers in of laat het leeg."
        raise ReadError(path, "documentenlijst", message)
    return int(jaar)


def _listed_info(path: Path, number: int, bestand: str, row: dict[str, str]) -> DocumentInfo:
    where = f" (regel {number} van {LIST_NAME})"
    soort = _checked_kind(path, row.get("soort", "").lower() or UNKNOWN, where)
    year, regio = _checked_year(path, row.get("jaar", ""), where), row.get("regio", "") or UNKNOWN
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
    return not _resolved(folder / bestand).is_relative_to(_resolved(folder))


def _holds(test: Callable[[], bool]) -> bool:
    """Whether a test of a path holds; a name that no file can have is no file and no folder."""
    try:
        return test()
    except OSError:
        return False


def _resolved(path: Path) -> Path:
    """The path without links; a link that leads back to itself stays as it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
