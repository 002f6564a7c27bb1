"""Documents into the graph: the steps of ``bouw`` as plain functions. The only part that loads spaCy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extract.errors import ReadError
from extract.nlp import load_nlp
from extract.pipeline import extract_document
from extract.records import THRESHOLD, DocumentInfo
from extract.sources import Source, find_sources, load
from graph.build import write_base, write_extraction
from graph.errors import BadRecord
from graph.open import open_store
from graph.store import Store
from graph.validate import validate_document

if TYPE_CHECKING:
    from spacy.language import Language

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
    """Read the sources and put each document whole in the graph in ``folder``; a file that fails stops no other.

    Raises:
        GraphError: when the graph cannot be opened or written.
        ModelMissing: when the language model cannot be loaded.
    """
    found = find_sources(sources)
    nlp = load_nlp()
    store = open_store(folder)
    built: dict[str, Built] = {}
    failures = list(found.failures)
    try:
        write_base(store)
        for number, source in enumerate(found.files, 1):
            try:
                one = _build_one(source, store, nlp, threshold, built)
                built[one.info.id] = one
            except ReadError as error:
                failures.append(error)
            except BadRecord as error:
                failures.append(ReadError(source.path, "onleesbaar", str(error)))
            if progress is not None:
                progress(number, len(found.files), source.path.name)
    finally:
        store.close()
    return BuildReport(tuple(built.values()), tuple(failures), found.notices)


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
    built = _build_one(found.files[0], store, load_nlp(), THRESHOLD, {})
    return store, built.info.id


def _build_one(source: Source, store: Store, nlp: Language, threshold: float, before: Mapping[str, Built]) -> Built:
    document = load(source)
    if document.info.id in before:
        message = (
            "een ander document in deze opdracht heeft dezelfde regio, soort, jaar en bestandsnaam; geef een van beide een andere naam."
        )
        raise ReadError(source.path, "dubbel", message)
    extraction = extract_document(document, nlp, threshold=threshold)
    write_extraction(store, extraction, datetime.now(UTC))
    accepted = sum(c.status == "aanvaard" for c in extraction.claims)
    asked = len(validate_document(store, document.info.id))
    counts = (len(document.pages), len(extraction.claims), accepted, len(extraction.mentions), asked)
    return Built(document.info, *counts, extraction.notices)


def demo_folder() -> Path:
    """The folder of the demo region that ships with the package."""
    return Path(str(resources.files("regiograaf").joinpath("demo")))
