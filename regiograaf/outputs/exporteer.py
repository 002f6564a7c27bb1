"""Exports for other tools: claims as CSV for a spreadsheet, the explanation graph as GraphML for network software."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import networkx as nx

from queries.records import CausalView, ClaimRow, Node
from regiograaf.outputs.tekst import toonbaar

#: Columns of the CSV, in order.
KOLOMMEN = (
    "bewering",
    "soort",
    "oorzaak",
    "gevolg",
    "oorzaaktekst",
    "gevolgtekst",
    "teken",
    "zekerheid",
    "status",
    "geloof",
    "signaalwoord",
    "regel",
    "regio",
    "document",
    "paginas",
    "citaat",
    "plaatsen",
    "paragraaf",
    "rol_oorzaak",
    "oorzaak_beinvloedbaar",
    "rol_gevolg",
    "dimensie_gevolg",
    "oorzaak_iri",
    "gevolg_iri",
)
_INFLUENCE = {True: "ja", False: "nee", None: "onbepaald"}

# A cell that starts like a formula is run by a spreadsheet; so is one that a wrong separator cuts loose.
_FORMULA = re.compile(r"(^|[;,\t\r\n])([ \u00a0]*)('*[=+\-@＝＋－＠])")
# Characters that XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_csv(view: CausalView, path: Path, *, excel: bool = False) -> Path:
    """Write one row per claim, with its page, quote and all its fields.

    What a spreadsheet would read as a formula gets an apostrophe in front (see ``veilig``). Only the column teken does
    not: a sign that stands alone in its cell is text to every spreadsheet.

    Args:
        view: The claims and their concepts.
        path: The file to write; its folder is made when needed.
        excel: Semicolons and a byte order mark, as a Dutch Excel expects; otherwise commas (RFC 4180).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig" if excel else "utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";" if excel else ",", quoting=csv.QUOTE_ALL)
        writer.writerow(KOLOMMEN)
        for claim in view.claims:
            row = _row(claim, view.nodes)
            writer.writerow([row[column] if column == "teken" else veilig(row[column]) for column in KOLOMMEN])
    return path


def veilig(tekst: str) -> str:
    """``tekst`` with an apostrophe wherever a spreadsheet could start to calculate; one less there gives the text back."""
    return _FORMULA.sub(r"\1\2'\3", tekst)


def write_graphml(view: CausalView, path: Path) -> Path:
    """Write the concepts as nodes and every claim as an edge of its own, with all attributes.

    Several claims join the same two concepts; an edge is called after its claim. A verband has no direction: its
    attribute ``gericht`` is false, and its ends stand in the order of the text.
    """
    graph = nx.MultiDiGraph()
    for iri, node in sorted(view.nodes.items()):
        graph.add_node(
            iri,
            label=_xml(toonbaar(node.label)),
            rol=node.rol,
            beinvloedbaar=_INFLUENCE[node.beinvloedbaar],
            dimensie=node.dimensie,
        )
    for claim in view.claims:
        row = _row(claim, view.nodes)
        attributes = {column: _xml(row[column]) for column in KOLOMMEN if column not in ("bewering", "geloof", "oorzaak_iri", "gevolg_iri")}
        graph.add_edge(claim.oorzaak, claim.gevolg, key=claim.iri, geloof=claim.geloof, gericht=claim.soort != "verband", **attributes)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Its other writer is used when lxml is there and writes other bytes.
    nx.write_graphml_xml(graph, path, encoding="utf-8", prettyprint=True)
    return path


def _row(claim: ClaimRow, nodes: dict[str, Node]) -> dict[str, str]:
    cause, effect = nodes[claim.oorzaak], nodes[claim.gevolg]
    return {
        "bewering": claim.iri,
        "soort": claim.soort,
        "oorzaak": cause.label,
        "gevolg": effect.label,
        "oorzaaktekst": claim.oorzaaktekst,
        "gevolgtekst": claim.gevolgtekst,
        "teken": claim.teken,
        "zekerheid": claim.zekerheid,
        "status": claim.status,
        "geloof": f"{claim.geloof:.3f}",
        "signaalwoord": claim.signaalwoord,
        "regel": claim.regel,
        "regio": claim.regio,
        "document": claim.document,
        "paginas": " ".join(map(str, sorted({proof.pagina for proof in claim.bewijs}))),
        "citaat": " […] ".join(proof.citaat for proof in claim.bewijs),
        "plaatsen": " ".join(f"{proof.pagina}:{proof.begin}-{proof.eind}" for proof in claim.bewijs),
        "paragraaf": claim.paragraaf,
        "rol_oorzaak": cause.rol,
        "oorzaak_beinvloedbaar": _INFLUENCE[cause.beinvloedbaar],
        "rol_gevolg": effect.rol,
        "dimensie_gevolg": effect.dimensie,
        "oorzaak_iri": claim.oorzaak,
        "gevolg_iri": claim.gevolg,
    }


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
