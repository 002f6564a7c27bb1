"""The explanation graph for network software: GraphML (yEd, Cytoscape, R) and GEXF (Gephi), every claim a link of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from queries.records import CausalView
from regiograaf.outputs.exporteer import INVLOED, KOLOMMEN, claim_row
from regiograaf.outputs.tekst import toonbaar, xml_tekst

#: Colour of a concept by its role, as (red, green, blue).
KLEUREN = {"Oorzaak": (11, 92, 151), "Knelpunt": (180, 90, 5), "Effect": (107, 63, 160)}
GRIJS = (85, 96, 107)
_NOT_ON_A_LINK = ("bewering", "geloof", "ontkend", "oorzaak_iri", "gevolg_iri")


def write_graphml(view: CausalView, path: Path) -> Path:
    """Write the concepts as nodes and every claim as an edge of its own, with all attributes.

    Several claims join the same two concepts; an edge is called after its claim. A verband has no direction: its
    attribute ``gericht`` is false, and its ends stand in the order of the text.
    """
    graph = nx.MultiDiGraph()
    for iri, node in sorted(view.nodes.items()):
        graph.add_node(
            iri,
            label=xml_tekst(toonbaar(node.label)),
            rol=node.rol,
            beinvloedbaar=INVLOED[node.beinvloedbaar],
            dimensie=node.dimensie,
        )
    for van, naar, key, attributes in _links(view):
        graph.add_edge(van, naar, key=key, **attributes)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Its other writer is used when lxml is there and writes other bytes.
    nx.write_graphml_xml(graph, path, encoding="utf-8", prettyprint=True)
    return path


def write_gexf(view: CausalView, path: Path, *, datum: str = "") -> Path:
    """Write the same as GEXF 1.2: concepts coloured by role, weight is the belief in a claim, a verband is undirected.

    Args:
        view: The claims and their concepts.
        path: The file to write; its folder is made when needed.
        datum: The day (ISO 8601) inside the file; not today.
    """
    graph = nx.MultiDiGraph()
    for iri, node in sorted(view.nodes.items()):
        red, green, blue = KLEUREN.get(node.rol, GRIJS)
        graph.add_node(
            iri,
            label=xml_tekst(toonbaar(node.label)),
            rol=node.rol,
            beinvloedbaar=INVLOED[node.beinvloedbaar],
            dimensie=node.dimensie,
            viz={"color": {"r": red, "g": green, "b": blue, "a": 1.0}},
        )
    for van, naar, key, attributes in _links(view):
        way = "directed" if attributes.pop("gericht") else "undirected"
        graph.add_edge(van, naar, key=key, id=key, type=way, weight=attributes["geloof"], label=attributes["signaalwoord"], **attributes)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    about = writer.xml.find("meta")
    about.find("creator").text = "regiograaf"
    del about.attrib["lastmodifieddate"]  # the day of today
    if datum:
        about.set("lastmodifieddate", datum)
    made = io.BytesIO()
    writer.write(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.getvalue())
    return path


def _links(view: CausalView) -> Iterator[tuple[str, str, str, dict[str, str | float | bool]]]:
    """Every claim as (from, to, key, attributes)."""
    for claim in view.claims:
        row = claim_row(claim, view.nodes)
        attributes: dict[str, str | float | bool] = {"geloof": claim.geloof, "gericht": claim.soort != "verband"}
        attributes |= {name: xml_tekst(row[name]) for name in KOLOMMEN if name not in _NOT_ON_A_LINK}
        yield claim.oorzaak, claim.gevolg, claim.iri, attributes
