"""Documents into the graph: the steps of ``bouw`` and of the workbench as plain functions.

Documents are read in processes of their own; this process alone writes, each document whole and in the order given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Literal

from extract.errors import ReadError
from extract.herkomst import model_name
from extract.records import DocumentInfo, Leeswijze
from extract.sources import Source, SourceList, find_sources
from graph import iris
from graph.besluiten.plaatsing import unplaced
from graph.besluiten.toepassen import apply_decisions
from graph.bronnen import forget_source, keep_source
from graph.build import remove_document, write_base, write_extraction
from graph.errors import BadRecord
from graph.open import open_store
from graph.plaats import Plaats
from graph.store import Store
from graph.validate import validate_document
from regiograaf.lezen.lees import read_source
from regiograaf.lezen.pool import Leespool
from regiograaf.lezen.records import Gelezen, Lezer
from regiograaf.stand import Bekend, known_documents, outdated, up_to_date

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
    """What a build did: documents read, left as they were, and removed; input that failed; what the user should know."""

    built: tuple[Built, ...]
    failures: tuple[ReadError, ...]
    notices: tuple[str, ...]
    unchanged: tuple[Bekend, ...] = ()
    removed: tuple[Bekend, ...] = ()
    outdated: tuple[Bekend, ...] = ()

    @property
    def exit_code(self) -> Literal[0, 1, 3]:
        """0 all done, 1 some input failed, 3 nothing could be built."""
        if not self.built and not self.unchanged:
            return 3
        return 1 if self.failures else 0


@dataclass(frozen=True, slots=True)
class Opdracht:
    """How to build.

    ``opnieuw``: read what did not change too; ``opschonen``: remove the documents that are not among the sources.
    """

    wijze: Leeswijze = field(default_factory=Leeswijze)
    opnieuw: bool = False
    opschonen: bool = False


def build(
    sources: Sequence[Path],
    plaats: Plaats | Path,
    opdracht: Opdracht = Opdracht(),
    *,
    lezer: Lezer | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read what is new or changed and put each document whole in the graph, in a folder with its file beside it.

    A file that fails stops no other; what the graph had of it stays.

    Args:
        sources: files and folders.
        plaats: of the graph; on a server no files are kept.
        opdracht: what to read.
        lezer: who reads; processes on this machine for None.
        progress: told after each document that was read.

    Raises:
        GraphError: when the graph cannot be opened or written.
        ModelMissing, ReadingModelsMissing: when a model cannot be loaded; no graph is made.
        LeesprocesError: when no process can be kept running to read.
    """
    model_name()
    found = find_sources(sources)
    store = open_store(plaats)
    try:
        write_base(store)
        work = _Bouw(store, plaats if isinstance(plaats, Path) else plaats.map, found, opdracht)
        work.read(lezer or Leespool(), progress)
        removed = work.clean_up() if opdracht.opschonen else ()
        apply_decisions(store)  # a decision may now belong to another document than before
        lost = len(unplaced(store))
        old = outdated(store, opdracht.wijze)
    finally:
        store.close()
    notices = (*found.notices, *work.notices, *_about_lost(lost, plaats))
    return BuildReport(tuple(work.built.values()), tuple(work.failures), notices, tuple(work.unchanged.values()), removed, old)


class _Bouw:
    """One build: what it did so far."""

    def __init__(self, store: Store, folder: Path | None, found: SourceList, opdracht: Opdracht) -> None:
        self.store, self.folder, self.opdracht = store, folder, opdracht
        self.failures = list(found.failures)
        self.notices: list[str] = []
        self.built: dict[str, Built] = {}
        known = known_documents(store)
        same = {} if opdracht.opnieuw else up_to_date(found.files, known.values(), opdracht.wijze)
        self.unchanged = {one.document_id: one for one in same.values()}
        self.before = known
        self.files = [source for source in found.files if source.path not in same]

    def read(self, lezer: Lezer, progress: Progress | None) -> None:
        """Read and write what is new or changed."""
        for number, (source, answer) in enumerate(zip(self.files, lezer.lees(self.files, self.opdracht.wijze), strict=True), 1):
            try:
                if isinstance(answer, ReadError):
                    raise answer
                self._write(source, answer)
            except ReadError as error:
                self._failed(error)
            except BadRecord as error:
                self._failed(ReadError(source.path, "onleesbaar", str(error)))
            if progress is not None:
                progress(number, len(self.files), source.path.name)

    def clean_up(self) -> tuple[Bekend, ...]:
        """Remove the documents that are not among the sources, unless a source could not be found or read."""
        if any(error.reason in ("ontbreekt", "documentenlijst") for error in self.failures):
            self.notices.append("er is niets opgeschoond, omdat een bron ontbreekt of niet klopt; herstel die eerst.")
            return ()
        failed = {error.path.name for error in self.failures}
        gone = [
            one for key, one in self.before.items() if key not in self.built and key not in self.unchanged and one.bestand not in failed
        ]
        for one in gone:
            remove_document(self.store, one.document_id)
        kept = {one.sha256 for one in known_documents(self.store).values()}
        for one in gone:
            if self.folder is not None and one.sha256 not in kept:
                forget_source(self.folder, one.sha256, one.bestand)
        return tuple(gone)

    def _write(self, source: Source, gelezen: Gelezen) -> None:
        info = gelezen.extraction.document.info
        if info.id in self.built or info.id in self.unchanged:
            message = (
                "een ander document in deze opdracht heeft dezelfde regio, soort, jaar en bestandsnaam; geef een van beide een andere naam."
            )
            raise ReadError(source.path, "dubbel", message)
        if self.folder is not None:
            keep_source(self.folder, source.path, info.sha256)
        self.built[info.id] = write_read(self.store, gelezen)

    def _failed(self, error: ReadError) -> None:
        self.failures.append(error)
        if any(one.bestand == error.path.name and key not in self.unchanged for key, one in self.before.items()):
            self.notices.append(f"{error.path.name}: wat de graaf er eerder van had, blijft staan.")


def _about_lost(lost: int, plaats: Plaats | Path) -> list[str]:
    """What the user should know of decisions that have no effect any more."""
    if not lost:
        return []
    what = "1 besluit van een beoordelaar heeft" if lost == 1 else f"{lost} besluiten van beoordelaars hebben"
    return [f"{what} geen plaats meer. Welke en waarom: regiograaf besluiten --graaf {plaats}"]


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


def write_read(store: Store, gelezen: Gelezen) -> Built:
    """Put what was read in the graph; a document of that id is replaced.

    Raises:
        BadRecord: the graph cannot hold it.
        GraphError: the graph cannot be written.
    """
    extraction = gelezen.extraction
    write_extraction(store, extraction, datetime.now(UTC))
    return counted(store, gelezen)


def counted(store: Store, gelezen: Gelezen) -> Built:
    """What is to be told of a document that is in the graph."""
    extraction = gelezen.extraction
    document = extraction.document
    accepted = sum(c.status == "aanvaard" for c in extraction.claims)
    judged = iris.read_graph_iri(iris.document_graph_iri(document.info.id)) in store.graphs()
    asked = len(validate_document(store, document.info.id)) if judged else gelezen.vragen
    counts = (len(document.pages), len(extraction.claims), accepted, len(extraction.mentions), asked)
    return Built(document.info, *counts, extraction.notices)


def demo_folder() -> Path:
    """The folder of the demo region that ships with the package."""
    return Path(str(resources.files("regiograaf").joinpath("demo")))
