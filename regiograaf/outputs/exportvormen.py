"""The formats a graph can be written in, in one list: for the command, its help, its messages and the workbench."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from graph.besluiten.records import Besluit
from queries.causal_view import causal_view
from queries.lezing import Lezing
from queries.records import CausalView, Finding
from queries.wording import written_date
from regiograaf.outputs.exporteer import write_csv
from regiograaf.outputs.exportkumu import write_kumu
from regiograaf.outputs.exportnetwerk import write_gexf, write_graphml
from regiograaf.outputs.exporttekening import write_dot, write_mermaid

#: Every kind of link, and every state of a claim, for tables that leave nothing out.
KINDS = ("oorzakelijk", "beoogd", "verband")
STATUSES = ("aanvaard", "ter_beoordeling", "verworpen")


class Graafbron(Protocol):
    """What an export needs of a graph (``regiograaf.flow.Overzicht``)."""

    lezing: Lezing

    @property
    def bevindingen(self) -> list[Finding]:
        """All findings."""

    @property
    def besluiten(self) -> tuple[Besluit, ...]:
        """All decisions of reviewers."""

    @property
    def vingerafdruk(self) -> str:
        """The fingerprint of the graph."""

    @property
    def datum(self) -> str:
        """The day the graph was last changed."""


class Exportstof:
    """A graph, or one region of it, as the writers take it; each part is made when it is first asked for."""

    def __init__(self, bron: Graafbron, regio: str | None = None) -> None:
        """Take the graph; ``regio`` keeps to the documents of one region."""
        self.bron, self.regio = bron, regio
        self.lezing = bron.lezing.binnen(regio) if regio else bron.lezing

    @cached_property
    def pijlen(self) -> CausalView:
        """Accepted claims that the text does not deny: what may be drawn."""
        return causal_view(self.lezing, soorten=KINDS)

    @cached_property
    def alles(self) -> CausalView:
        """Every claim, whatever its state, denied ones too."""
        return causal_view(self.lezing, soorten=KINDS, statussen=STATUSES, ontkend=True)

    @property
    def kop(self) -> str:
        """What the export is of."""
        return f"{self.regio or 'alle regio’s'}, graaf van {written_date(self.bron.datum)}, vingerafdruk {self.bron.vingerafdruk[:16]}"


def _workbook(stof: Exportstof, path: Path) -> Path:
    """All of it; decisions and findings are those of the region."""
    from regiograaf.outputs.werkboekbladen import Werkboekstof, write_workbook  # openpyxl takes half a second to load

    own = {claim.iri for claim in stof.alles.claims}
    regio = stof.regio
    sheets = Werkboekstof(
        titel=regio or "alle regio’s",
        view=stof.alles,
        ontkend=stof.lezing.denied,
        bevindingen=[f for f in stof.bron.bevindingen if regio is None or regio.lower() in {name.lower() for name in f.regio}],
        documenten=[one.kop for one in stof.lezing.documenten],
        besluiten=[one for one in stof.bron.besluiten if regio is None or one.over in own],
        datum=stof.bron.datum,
        vingerafdruk=stof.bron.vingerafdruk,
    )
    return write_workbook(sheets, path)


@dataclass(frozen=True, slots=True)
class Vorm:
    """One format: the end of its file names, for whom it is, and its writer (None: the RDF itself, see ``graph.serialise``)."""

    extensie: str
    uitleg: str
    schrijf: Callable[[Exportstof, Path], Path] | None = None


VORMEN: Mapping[str, Vorm] = {
    "trig": Vorm("trig", "de hele graaf, met per document een eigen graaf"),
    "ttl": Vorm("ttl", "de hele graaf als één verzameling"),
    "jsonld": Vorm("jsonld", "de hele graaf als JSON-LD"),
    "nq": Vorm("nq", "de hele graaf, één uitspraak per regel"),
    "csv": Vorm("csv", "alle beweringen als tabel", lambda s, path: write_csv(s.alles, path, ontkend=s.lezing.denied)),
    "xlsx": Vorm(
        "xlsx",
        "werkboek voor Excel: beweringen, bevindingen, begrippen, documenten en besluiten; oordelen in te vullen en terug te lezen",
        _workbook,
    ),
    "graphml": Vorm("graphml", "aanvaarde pijlen voor yEd, Cytoscape of R", lambda s, path: write_graphml(s.pijlen, path)),
    "gexf": Vorm("gexf", "aanvaarde pijlen voor Gephi", lambda s, path: write_gexf(s.pijlen, path, datum=s.bron.datum)),
    "kumu": Vorm("json", "aanvaarde pijlen voor Kumu", lambda s, path: write_kumu(s.pijlen, path)),
    "dot": Vorm("dot", "tekening voor Graphviz", lambda s, path: write_dot(s.pijlen, path, kop=s.kop)),
    "mermaid": Vorm("mmd", "tekening voor Mermaid, in wiki's en Markdown", lambda s, path: write_mermaid(s.pijlen, path, kop=s.kop)),
}
