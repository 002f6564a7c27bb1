"""Reading hostile files in a process of its own: what came of each, how long it took, and what memory the process took."""

from __future__ import annotations

import multiprocessing
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.clean import clean
from extract.documents import read_document
from extract.errors import ReadError
from extract.records import DocumentInfo, Extraction, Leeswijze
from extract.sources import Source
from regiograaf.lezen.records import Gelezen
from tests import vijandig_bestanden as bestanden

INFO = DocumentInfo("toets", "toets", "", "onbekend", "onbekend", None)
SOORTEN = {
    "pdf": bestanden.PDFS,
    "docx": bestanden.DOCXS,
    "html": bestanden.HTMLS,
    "txt": bestanden.TEKSTEN,
}
#: Address space of the process, in bytes: models are not loaded in it.
MEMORY = 3_000_000_000


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What came of one file: 'gelezen', the code of a ReadError, or the name of the exception that got away."""

    verdict: str
    detail: str
    seconds: float


def read_all(kind: str, folder: Path) -> tuple[dict[str, Uitkomst], int]:
    """Read every hostile file of a kind in one child; also the most megabytes it had in use.

    A child that dies takes the name of the file it was at with it: that file is missing from what comes back.
    """
    context = multiprocessing.get_context("spawn")
    line, theirs = context.Pipe()
    child = context.Process(target=_child, args=(theirs, kind, folder))
    child.start()
    theirs.close()
    found: dict[str, Uitkomst] = {}
    peak = 0
    try:
        while line.poll(120):
            said = line.recv()
            if isinstance(said, int):
                peak = said
            else:
                found[said[0]] = said[1]
    except EOFError:
        pass
    child.kill()
    child.join()
    return found, peak


def _child(line: Any, kind: str, folder: Path) -> None:
    built = {}
    for number, (name, build) in enumerate(SOORTEN[kind].items()):
        built[name] = folder / f"bestand{number}.{kind}"
        built[name].write_bytes(build())
    before = _limit()
    for name, path in built.items():
        line.send((name, _read(path)))
    line.send(max(0, _peak() - before))


def _read(path: Path) -> Uitkomst:
    begun = time.process_time()
    try:
        document = read_document(path, INFO)
        units = clean(document)
        verdict, detail = "gelezen", f"{len(document.pages)} bladzijden, {len(units)} eenheden"
    except ReadError as error:
        verdict, detail = error.reason, str(error)
    except BaseException as error:
        verdict, detail = type(error).__name__, repr(error)[:300]
    return Uitkomst(verdict, detail, time.process_time() - begun)


def _limit() -> int:
    """Bound this process where that can be done; the peak so far, in MB (building the files counts as well)."""
    if sys.platform == "win32":
        return 0
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    return _peak()


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def only_read(source: Source, wijze: Leeswijze) -> Gelezen:
    """Read a document and nothing it says: for a reading process that is watched."""
    document = read_document(source.path, source.info)
    clean(document)
    return Gelezen(Extraction(document), 0)
