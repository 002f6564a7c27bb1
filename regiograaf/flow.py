"""The steps of the product as plain functions: every command and page calls these and nothing deeper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Literal, cast

from spacy.language import Language

from extract.errors import ReadError
from extract.nlp import load_nlp
from extract.pipeline import extract_document
from extract.qualify import THRESHOLD
from extract.records import DocumentInfo
from extract.sources import Source, find_sources, load
from graph.build import write_base, write_extraction
from graph.open import open_store
from graph.serialise import Format, export, graph_hash
from graph.store import Store
from queries.causal_view import causal_view
from queries.checks import find_all
from queries.records import Finding
from queries.run import run_named
from queries.samenvatting import samenvatting
from regiograaf.outputs.a4 import Format as A4Format
from regiograaf.outputs.a4 import write_a4
from regiograaf.outputs.exporteer import write_csv, write_graphml
from regiograaf.outputs.kaart import write_map

#: Every kind of link, and every state of a claim, for exports that leave nothing out.
KINDS = ("oorzakelijk", "beoogd", "verband")
STATUSES = ("aanvaard", "ter_beoordeling")
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
            if progress is not None:
                progress(number, len(found.files), source.path.name)
    finally:
        store.close()
    return BuildReport(tuple(built.values()), tuple(failures), found.notices)


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
    return Built(document.info, len(document.pages), len(extraction.claims), accepted, len(extraction.mentions), extraction.notices)


def regions(store: Store) -> list[str]:
    """Names of the regions that have a document in the graph, sorted."""
    return sorted({str(row["regio"]) for row in run_named(store, "documenten").rows})


def make_map(
    store: Store, path: Path, *, regio: str | None = None, document: str | None = None, beoogd: bool = False, max_knopen: int = 50
) -> Path:
    """Write the causal map of a region, a document or everything as one HTML file; what is in review is not drawn."""
    kinds = KINDS if beoogd else ("oorzakelijk", "verband")
    view = causal_view(store, regio=regio, document=document, soorten=kinds)
    findings = relevant(find_all(store), regio)
    write_map(view, findings, path, titel=f"Oorzakenkaart {regio or document or 'alle regio’s'}", max_knopen=max_knopen)
    return path


def make_a4(store: Store, folder: Path, regio: str, formats: Collection[A4Format] = ("html", "pdf")) -> list[Path]:
    """Write the one-page A4 of a region."""
    summary = samenvatting(store, regio, vingerafdruk=graph_hash(store))
    return write_a4(summary, relevant(find_all(store), regio), folder, formats=formats)


def export_file(store: Store, path: Path, formaat: str, documents: Sequence[str] | None = None) -> Path:
    """Write the graph, or some documents of it (by id): ttl, trig, jsonld, nq, graphml or csv.

    Raises:
        ExportError: an unknown format or document.
    """
    if formaat == "csv":
        return write_csv(causal_view(store, soorten=KINDS, statussen=STATUSES, ontkend=True), path)
    if formaat == "graphml":
        return write_graphml(causal_view(store, soorten=KINDS), path)
    path.write_text(export(store, cast("Format", formaat), documents), encoding="utf-8")
    return path


def relevant(findings: Iterable[Finding], regio: str | None) -> list[Finding]:
    """The findings that concern a region (all of them for None)."""
    return [f for f in findings if regio is None or regio.lower() in {r.lower() for r in f.regio}]


def demo_folder() -> Path:
    """The folder of the demo region that ships with the package."""
    return Path(str(resources.files("regiograaf").joinpath("demo")))
