"""From the graph to files a person looks at: every command and page calls these plain functions and nothing deeper."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extract.documents import read_bytes
from extract.errors import ReadError
from extract.grenzen import MAX_DECISIONS
from graph.besluiten.dagboek import decisions_from_json, decisions_json, read_decisions
from graph.besluiten.errors import DecisionsDamaged
from graph.besluiten.geldend import Geldend
from graph.besluiten.plaatsing import read_places
from graph.besluiten.records import Besluit
from graph.besluiten.toepassen import take_over
from graph.errors import ExportError
from graph.serialise import Format, export, graph_hash
from graph.store import Store
from graph.weergaven import read_views
from queries.checks import find_all
from queries.errors import BadWeergaveError
from queries.kaart_records import Kaartbeeld
from queries.kaartbeeld import kaartbeeld
from queries.lezing import Lezing
from queries.records import Finding
from queries.run import run_named
from queries.samenvatting import samenvatting
from queries.stand import graph_date
from queries.weergave import Weergave, titel_van, uit_vraag
from regiograaf.outputs.a4 import Format as A4Format
from regiograaf.outputs.a4 import write_a4
from regiograaf.outputs.exportvormen import VORMEN, Exportstof
from regiograaf.outputs.kaart import write_map
from regiograaf.zegel.maken import verzegel

if TYPE_CHECKING:
    from regiograaf.werkboek_lezen import Ingelezen


class Overzicht:
    """What the outputs of one graph share: its reading, its findings and its fingerprint, each made once."""

    def __init__(self, store: Store, vorige: Overzicht | None = None) -> None:
        """Take the graph; nothing is read yet. What ``vorige`` read of the same store and did not change since is used again."""
        self.store = store
        self.lezing: Lezing = Lezing(store, vorige.lezing if vorige else None)
        self._digests: dict[str, tuple[int, str]] = vorige._digests if vorige else {}

    @cached_property
    def bevindingen(self) -> list[Finding]:
        """The findings of all checks, as ``queries.checks.find_all`` orders them."""
        return find_all(self.lezing)

    @cached_property
    def besluiten(self) -> tuple[Besluit, ...]:
        """All decisions of reviewers, by moment."""
        return read_decisions(self.store)

    @cached_property
    def plaatsen(self) -> dict[str, str]:
        """The claims (IRI) on which decisions (by id) about another reading were placed; '' for one that holds on none."""
        return read_places(self.store)

    @cached_property
    def geldend(self) -> Geldend:
        """What the reviewers say together."""
        return self.lezing.geldend

    @cached_property
    def vingerafdruk(self) -> str:
        """The fingerprint of the graph."""
        return graph_hash(self.store, self._digests)

    @cached_property
    def datum(self) -> str:
        """The day (ISO 8601) the graph was last changed."""
        return graph_date(self.store)


def write_decision_file(store: Store, path: Path) -> int:
    """Write all decisions to a file, to keep or to hand to a colleague; returns how many."""
    decisions = read_decisions(store)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(decisions_json(decisions), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return len(decisions)


def read_decision_file(store: Store, path: Path) -> int:
    """Take the decisions of a file over, with their effect; returns how many were new.

    Raises:
        DecisionsDamaged: the file is damaged or no such file; nothing was written.
    """
    try:
        data = read_bytes(path, MAX_DECISIONS)
    except ReadError as error:
        raise DecisionsDamaged(path.name, error.message.rstrip(".")) from error
    return take_over(store, parsed_decisions(data, path.name))


def parsed_decisions(data: bytes, plaats: str) -> tuple[Besluit, ...]:
    """The decisions in the bytes of a file; ``plaats`` names it in a message.

    Raises:
        DecisionsDamaged: it is no JSON, or something in it is missing, unknown or changed.
    """
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DecisionsDamaged(plaats, "het is geen JSON") from error
    return decisions_from_json(parsed, plaats=plaats)


def regions(store: Store) -> list[str]:
    """Names of the regions that have a document in the graph, sorted."""
    return sorted({str(row["regio"]) for row in run_named(store, "documenten").rows})


def documents(store: Store) -> list[str]:
    """File names of the documents in the graph, sorted."""
    return sorted({str(row["document"]) for row in run_named(store, "documenten").rows})


def make_map(overzicht: Overzicht, path: Path, weergave: Weergave = Weergave()) -> Path:  # noqa: B008 - frozen
    """Write a view of the causal map (the whole map when none is given) as one HTML file."""
    write_map(map_view(overzicht, weergave), path, titel=titel_van(weergave))
    return path


def map_view(overzicht: Overzicht, weergave: Weergave) -> Kaartbeeld:
    """The view of the causal map that is asked, with the findings of its region."""
    return kaartbeeld(overzicht.lezing, weergave, relevant(overzicht.bevindingen, weergave.regio or None))


def asked_view(store: Store, tekst: str) -> Weergave:
    """The view that a text asks for: the name of a saved one, a query string, or a whole link to the map.

    Raises:
        BadWeergaveError: it is neither, or asks what no map can show.
    """
    saved = {view.naam.casefold(): view.vraag for view in read_views(store)}
    if tekst.strip().casefold() in saved:
        return uit_vraag(saved[tekst.strip().casefold()])
    if tekst.strip() and "=" not in tekst:
        known = ", ".join(f"‘{view.naam}’" for view in read_views(store)) or "geen"
        raise BadWeergaveError("weergave", tekst, f"Bewaarde weergaven: {known}.")
    return uit_vraag(tekst.strip().rpartition("?")[2])


def make_a4(overzicht: Overzicht, folder: Path, regio: str, formats: Collection[A4Format] = ("html", "pdf")) -> list[Path]:
    """Write the one-page A4 of a region."""
    summary = samenvatting(overzicht.lezing, regio, vingerafdruk=overzicht.vingerafdruk, datum=overzicht.datum)
    return write_a4(summary, relevant(overzicht.bevindingen, regio), folder, formats=formats)


def export_file(overzicht: Overzicht, path: Path, formaat: str, *, ids: Sequence[str] | None = None, regio: str | None = None) -> Path:
    """Write the graph in one of ``exportvormen.VORMEN``, whole, or one region of it; RDF also for some documents (by id).

    Raises:
        ExportError: an unknown format or document, or a choice that this format does not have.
    """
    form = VORMEN.get(formaat)
    if form is None:
        raise ExportError(f"Formaat '{formaat}' bestaat niet. Kies uit: {', '.join(VORMEN)}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    if form.schrijf is not None:
        if ids:
            rdf = ", ".join(name for name, other in VORMEN.items() if other.schrijf is None)
            raise ExportError(f"Bij {formaat} kan --document niet: kies {rdf}, of gebruik --regio.")
        return form.schrijf(Exportstof(overzicht, regio), path)
    if regio is not None:
        own = [one.kop.document_id for one in overzicht.lezing.binnen(regio).documenten]
        ids = [one for one in own if not ids or one in ids]
    path.write_text(export(overzicht.store, cast("Format", formaat), ids), encoding="utf-8", newline="\n")
    return path


def make_seal(overzicht: Overzicht, path: Path) -> str:
    """Seal the graph with its decisions and findings in one zip; returns the imprint to note elsewhere.

    Raises:
        ExportError: there is no document in the graph.
    """
    return verzegel(overzicht.store, overzicht.lezing, overzicht.bevindingen, overzicht.besluiten, overzicht.datum, path)


def relevant(findings: Iterable[Finding], regio: str | None) -> list[Finding]:
    """The findings that concern a region (all of them for None)."""
    return [f for f in findings if regio is None or regio.lower() in {r.lower() for r in f.regio}]


def import_workbook(store: Store, path: Path, tijdstip: str = "") -> Ingelezen:
    """Take the verdicts of a filled-in workbook over in the graph; what is known already changes nothing.

    Args:
        store: open to write.
        path: a workbook of ``export_file``, filled in.
        tijdstip: when was decided (ISO 8601); '' for when the workbook was last saved.

    Raises:
        WerkboekError, BadMoment: nothing was written.
    """
    from regiograaf.werkboek_lezen import read_workbook  # openpyxl takes half a second to load

    read = read_workbook(path, store, tijdstip)
    take_over(store, read.besluiten)
    return read
