"""From the graph to files a person looks at: every command and page calls these plain functions and nothing deeper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

from graph.errors import ExportError
from graph.serialise import Format, export, graph_hash
from graph.store import Store
from queries.causal_view import causal_view
from queries.checks import find_all
from queries.lezing import Lezing
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


class Overzicht:
    """What the outputs of one graph share: its reading, its findings and its fingerprint, each made once."""

    def __init__(self, store: Store) -> None:
        """Take the graph; nothing is read yet."""
        self.store = store
        self.lezing = Lezing(store)

    @cached_property
    def bevindingen(self) -> list[Finding]:
        """The findings of all checks, as ``queries.checks.find_all`` orders them."""
        return find_all(self.lezing)

    @cached_property
    def vingerafdruk(self) -> str:
        """The fingerprint of the graph."""
        return graph_hash(self.store)


def regions(store: Store) -> list[str]:
    """Names of the regions that have a document in the graph, sorted."""
    return sorted({str(row["regio"]) for row in run_named(store, "documenten").rows})


def documents(store: Store) -> list[str]:
    """File names of the documents in the graph, sorted."""
    return sorted({str(row["document"]) for row in run_named(store, "documenten").rows})


def make_map(
    overzicht: Overzicht, path: Path, *, regio: str | None = None, document: str | None = None, beoogd: bool = False, max_knopen: int = 50
) -> Path:
    """Write the causal map of a region, a document or everything as one HTML file; what is in review is not drawn."""
    kinds = KINDS if beoogd else ("oorzakelijk", "verband")
    view = causal_view(overzicht.lezing.binnen(regio, document), soorten=kinds)
    findings = relevant(overzicht.bevindingen, regio)
    write_map(view, findings, path, titel=f"Oorzakenkaart {regio or document or 'alle regio’s'}", max_knopen=max_knopen)
    return path


def make_a4(overzicht: Overzicht, folder: Path, regio: str, formats: Collection[A4Format] = ("html", "pdf")) -> list[Path]:
    """Write the one-page A4 of a region."""
    summary = samenvatting(overzicht.lezing, regio, vingerafdruk=overzicht.vingerafdruk)
    return write_a4(summary, relevant(overzicht.bevindingen, regio), folder, formats=formats)


def export_file(store: Store, path: Path, formaat: str, ids: Sequence[str] | None = None) -> Path:
    """Write the graph, or some documents of it (by id): ttl, trig, jsonld, nq, graphml or csv.

    Raises:
        ExportError: an unknown format or document.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if formaat in ("csv", "graphml") and ids:
        raise ExportError(f"Bij {formaat} kan --document niet: kies trig, jsonld, nq of ttl, of laat --document weg.")
    if formaat == "csv":
        return write_csv(causal_view(Lezing(store), soorten=KINDS, statussen=STATUSES), path)
    if formaat == "graphml":
        return write_graphml(causal_view(Lezing(store), soorten=KINDS), path)
    path.write_text(export(store, cast("Format", formaat), ids), encoding="utf-8", newline="\n")
    return path


def relevant(findings: Iterable[Finding], regio: str | None) -> list[Finding]:
    """The findings that concern a region (all of them for None)."""
    return [f for f in findings if regio is None or regio.lower() in {r.lower() for r in f.regio}]
