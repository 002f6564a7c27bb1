"""What a language model is to be asked before documents are read: the passages of files, or loose ones, that have no answer yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.clean import clean
from extract.errors import ReadError
from extract.llm.merk import keep_list, listed
from extract.llm.opslag import Opslag
from extract.llm.plan import Plan, Telling, make_plan
from extract.llm.records import Taalmodel
from extract.records import Document, Leeswijze
from extract.sources import Source
from regiograaf.lezen.records import Lezer
from regiograaf.stand import file_sha256

if TYPE_CHECKING:
    from extract.passages import Passage


def plan_files(sources: Sequence[Source], model: Taalmodel, lezer: Lezer, *, remember: bool = True) -> Plan:
    """What is to be asked about files.

    A file of which every answer is kept is not opened; one that cannot be read is left to the build, which says why.

    Args:
        sources: the files.
        model: whose answers.
        lezer: reads the pages of a file, with ``read_pages``.
        remember: write down which answers each file takes, so that it need not be opened again.
    """
    done = {source.path: count for source in sources if (count := _answered(source, model)) is not None}
    documents = list(_pages([source for source in sources if source.path not in done], lezer))
    plan = make_plan(((one.info.bestand, clean(one)) for one in documents), model)
    for one, count in zip(documents, plan.documenten, strict=True) if remember else ():
        keep_list(model, one.info.sha256, count.namen)
    return replace(plan, documenten=(*done.values(), *plan.documenten))


def plan_passages(passages: Iterable[Passage], model: Taalmodel) -> Plan:
    """What is to be asked about loose passages."""
    from extract.passages import as_document  # loads spaCy, which takes a second and most commands do not need

    return make_plan(((one.id, clean(as_document(one))) for one in passages), model)


def _answered(source: Source, model: Taalmodel) -> Telling | None:
    """The count of a file of which every answer is kept; None when it must be opened to know."""
    sha256 = file_sha256(source.path)
    names = listed(model, sha256) if sha256 else None
    kept = Opslag(model.opslag)
    if names is None or any(kept.read(name) is None for name in names):
        return None
    return Telling(source.info.bestand, names, 0)


def _pages(sources: Sequence[Source], lezer: Lezer) -> Iterator[Document]:
    for answer in lezer.lees(sources, Leeswijze()):
        if not isinstance(answer, ReadError):
            yield answer.extraction.document
