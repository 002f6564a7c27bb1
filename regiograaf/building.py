"""Documents into the graph: the steps of ``bouw`` and of the workbench as plain functions.

Only ``read_source`` loads spaCy, when it is called: the workbench calls it in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Literal

from extract.errors import ReadError
from extract.records import THRESHOLD, DocumentInfo, Extraction
from extract.sources import Source, find_sources, load
from graph.besluiten.plaatsing import unplaced
from graph.besluiten.toepassen import apply_decisions
from graph.bronnen import keep_source
from graph.build import write_base, write_extraction
from graph.errors import BadRecord
from graph.open import open_store
from graph.store import Store
from graph.validate import validate_document

#: Called after each document: (number done, total, file name).
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """One document that is now in the graph, with its counts."""

    info: DocumentInfo
    pages: int
    claims: int
    accepted: int
    mentions: int
    shape_messages: int
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: documents in the graph, input that failed, and what the user should know."""

    built: tuple[Built, ...]
    failures: tuple[ReadError, ...]
    notices: tuple[str, ...]

    @property
    def exit_code(self) -> Literal[0, 1, 3]:
        """0 all done, 1 some input failed, 3 nothing could be built."""
        if not self.built:
            return 3
        return 1 if self.failures else 0


def build(sources: Sequence[Path], folder: Path, *, threshold: float = THRESHOLD, progress: Progress | None = None) -> BuildReport:
    """Read the sources and put each document whole in the graph in ``folder``, its file beside it; a file that fails stops no other.

    Raises:
        GraphError: when the graph cannot be opened or written.
        ModelMissing: when the language model cannot be loaded.
    """
    from extract.nlp import load_nlp

    found = find_sources(sources)
    load_nlp()  # without a language model nothing can be read, and no graph is made
    store = open_store(folder)
    built: dict[str, Built] = {}
    failures = list(found.failures)
    try:
        write_base(store)
        for number, source in enumerate(found.files, 1):
            try:
                extraction = read_source(source, threshold)
                _check_new(source, extraction.document.info.id, built)
                keep_source(folder, source.path, extraction.document.info.sha256)
                one = write_read(store, extraction)
                built[one.info.id] = one
            except ReadError as error:
                failures.append(error)
            except BadRecord as error:
                failures.append(ReadError(source.path, "onleesbaar", str(error)))
            if progress is not None:
                progress(number, len(found.files), source.path.name)
        apply_decisions(store)  # a decision may now belong to another document than before
        lost = len(unplaced(store))
    finally:
        store.close()
    return BuildReport(tuple(built.values()), tuple(failures), (*found.notices, *_about_lost(lost, folder)))


def _about_lost(lost: int, folder: Path) -> list[str]:
    """What the user should know of decisions that have no effect any more."""
    if not lost:
        return []
    what = "1 besluit van een beoordelaar heeft" if lost == 1 else f"{lost} besluiten van beoordelaars hebben"
    return [f"{what} geen plaats meer. Welke en waarom: regiograaf besluiten --graaf {folder}"]


def read_one(path: Path) -> tuple[Store, str]:
    """One file in a graph in memory, with the id of its document; nothing is kept.

    Raises:
        ReadError: the file cannot be read.
    """
    found = find_sources([path])
    if found.failures or not found.files:
        raise found.failures[0] if found.failures else ReadError(path, "leeg", "hier staat geen document dat gelezen kan worden.")
    store = open_store(None)
    write_base(store)
    built = write_read(store, read_source(found.files[0]))
    return store, built.info.id


def read_source(source: Source, threshold: float = THRESHOLD) -> Extraction:
    """Read one file and all that it says; nothing is written, so that any process can do it.

    Raises:
        ReadError: the file cannot be read.
        ModelMissing, ReadingModelsMissing: a model cannot be loaded.
    """
    from extract.nlp import load_nlp
    from extract.pipeline import extract_document

    return extract_document(load(source), load_nlp(), threshold=threshold)


def write_read(store: Store, extraction: Extraction) -> Built:
    """Put what was read in the graph; a document of that id is replaced.

    Raises:
        BadRecord: the graph cannot hold it.
        GraphError: the graph cannot be written.
    """
    write_extraction(store, extraction, datetime.now(UTC))
    return counted(store, extraction)


def counted(store: Store, extraction: Extraction) -> Built:
    """What is to be told of a document that is in the graph."""
    document = extraction.document
    accepted = sum(c.status == "aanvaard" for c in extraction.claims)
    asked = len(validate_document(store, document.info.id))
    counts = (len(document.pages), len(extraction.claims), accepted, len(extraction.mentions), asked)
    return Built(document.info, *counts, extraction.notices)


def _check_new(source: Source, document_id: str, before: Mapping[str, Built]) -> None:
    if document_id in before:
        message = (
            "een ander document in deze opdracht heeft dezelfde regio, soort, jaar en bestandsnaam; geef een van beide een andere naam."
        )
        raise ReadError(source.path, "dubbel", message)


def demo_folder() -> Path:
    """The folder of the demo region that ships with the package."""
    return Path(str(resources.files("regiograaf").joinpath("demo")))
