"""Reading one document, in whatever process this runs: the only place of this package that needs spaCy, when it is called."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extract.errors import ModelMissing, ReadError, ReadingModelsMissing
from extract.herkomst import leesmerk
from extract.llm.merk import answer_mark
from extract.records import Extraction, Leeswijze
from extract.sources import Source, load
from graph.build import document_graph
from graph.errors import BadRecord
from graph.validate import questions
from regiograaf.lezen.records import Gelezen

#: What reads a document in a process of its own: importable by name.
Leesfunctie = Callable[[Source, Leeswijze], Gelezen]
_ONVERWACHT = (
    "bij het lezen ging iets mis dat niet had mogen gebeuren; meld dit met de regels die erbij staan. De andere documenten gaan door."
)


def read_source(source: Source, wijze: Leeswijze = Leeswijze()) -> Gelezen:  # noqa: B008 - frozen
    """Read one file and all that it says; nothing is written.

    Raises:
        ReadError: the file cannot be read, or the graph could not hold what it says.
        ModelMissing, ReadingModelsMissing: a model cannot be loaded.
    """
    from extract.nlp import load_nlp
    from extract.pipeline import extract_document

    extraction = extract_document(load(source), load_nlp(), threshold=wijze.drempel, taalmodel=wijze.taalmodel)
    sha256 = extraction.document.info.sha256
    mark = leesmerk(source.info, sha256, extraction.extractor, answer_mark(wijze.taalmodel, sha256))
    try:
        asked = len(questions(document_graph(extraction), extraction.document.info.id))
    except BadRecord as error:
        raise ReadError(source.path, "onleesbaar", str(error)) from error
    return Gelezen(replace(extraction, leesmerk=mark), asked)


def read_pages(source: Source, wijze: Leeswijze) -> Gelezen:
    """Only the pages of a file, as ``Leesfunctie``: what a language model is asked about; needs no spaCy.

    Raises:
        ReadError: the file cannot be read.
    """
    return Gelezen(Extraction(load(source)), 0)


def outcome(lees: Leesfunctie, source: Source, wijze: Leeswijze) -> Gelezen | ReadError:
    """What was read, or why it was not; a fault of the program itself costs one document and is written to the log in full.

    Raises:
        ModelMissing, ReadingModelsMissing, MemoryError: no matter of this document.
    """
    try:
        return lees(source, wijze)
    except ReadError as error:
        return error
    except (ModelMissing, ReadingModelsMissing, MemoryError):
        raise
    except Exception as error:  # the other documents go on
        logging.getLogger("regiograaf").exception("onverwachte fout bij het lezen van %s", source.path)
        return ReadError(source.path, "onverwacht", f"{_ONVERWACHT} ({type(error).__name__})")


class HierLezer:
    """Reads in this process: for a few documents, or where no other processes can be started."""

    def __init__(self, leesfunctie: Leesfunctie = read_source) -> None:
        """Reads with ``leesfunctie``."""
        self._leesfunctie = leesfunctie

    def lees(self, sources: Sequence[Source], wijze: Leeswijze) -> Iterator[Gelezen | ReadError]:
        """See ``Lezer``; a document that breaks the process takes this one with it."""
        for source in sources:
            yield outcome(self._leesfunctie, source, wijze)
