"""The causal map: one HTML file that opens from disk, asks nothing of the network and runs no document text.

Document text only ever stands in a JSON data block (no script) and is put on the page as text. The scripts that may
run are named by their hash in the Content-Security-Policy of the page.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyvis
from pyvis.network import Network

from queries.records import CausalView, Finding, Node
from regiograaf.outputs import kaartmodel
from regiograaf.outputs.kaartgegevens import panel_data, sign, table
from regiograaf.outputs.kaartmodel import Arrow, Scene
from regiograaf.outputs.kaartopmaak import BREEDTE, Layout, lay_out
from regiograaf.outputs.tekst import TEMPLATES, omgeving, regels, toonbaar

_VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
_LETTERS = "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
_REGELHOOGTE, _MARGE, _TEKENS = 18, 22, 22  # of a box: line height, top and bottom together, characters on a line


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of concept or arrow is drawn and what the legend calls it."""

    naam: str
    vulling: str
    lijn: str
    streep: tuple[int, ...] = ()


#: The looks of a concept, in the order of the legend.
BEGRIPPEN = {
    "oorzaak-ja": Look("oorzaak, beïnvloedbaar", "#cfe5f7", "#0b5c97"),
    "oorzaak-nee": Look("oorzaak, niet beïnvloedbaar", "#dfe2e6", "#5b6673"),
    "oorzaak-onbepaald": Look("oorzaak, invloed onbepaald", "#ffffff", "#0b5c97", (6, 4)),
    "knelpunt": Look("knelpunt", "#fde3c2", "#b45a05"),
    "effect": Look("effect", "#e7daf3", "#6b3fa0"),
    "overig": Look("rol onbepaald", "#ffffff", "#5b6673", (6, 4)),
}
#: The looks of an arrow, in the order of the legend.
PIJLEN = {
    "oorzakelijk": Look("de tekst noemt een oorzakelijke relatie", "", "#3d4a57"),
    "beoogd": Look("beoogd effect van een maatregel", "", "#12805c", (10, 6)),
    "verband": Look("verband, zonder richting", "", "#a07800"),
    "te-beoordelen": Look("wacht op beoordeling", "", "#98a2ad", (2, 5)),
}


@dataclass(frozen=True, slots=True)
class MapReport:
    """What was written: the file, how many concepts, arrows and claims it draws, and in words what it leaves out."""

    bestand: Path
    begrippen: int
    pijlen: int
    beweringen: int
    weggelaten: str


def write_map(view: CausalView, findings: Iterable[Finding], path: Path, *, titel: str, max_knopen: int = 50) -> MapReport:
    """Write the causal map of ``view`` as one self-contained HTML file.

    Args:
        view: Concepts and the claims between them.
        findings: Their circles can be lit on the map; the others are shown with the concept they are about.
        path: The file to write; its folder is made when needed.
        titel: Heading of the page.
        max_knopen: At most this many concepts are drawn; the page says what it leaves out.

    Raises:
        ValueError: ``max_knopen`` is below 1.
    """
    if max_knopen < 1:
        raise ValueError(f"Het aantal begrippen op de kaart is {max_knopen}; geef een getal van 1 of hoger.")
    scene = kaartmodel.scene(view, findings, max_knopen)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_html(scene, toonbaar(titel)), encoding="utf-8", newline="\n")
    drawn = scene.drawn
    return MapReport(
        path, len(scene.selection.getoond), len(drawn), sum(len(a.claims) for a in drawn), kaartmodel.left_out(scene.selection)
    )


def _html(scene: Scene, titel: str) -> str:
    """The page through pyvis with our own template: that of pyvis loads Bootstrap from outside and can run titles."""
    network = Network(directed=True, cdn_resources="in_line")
    layout = _draw(network, scene)
    # As the browser reads them, or the hashes would not match.
    scripts = [file.read_text(encoding="utf-8").replace("\r\n", "\n") for file in (_VIS, TEMPLATES / "kaart.js")]
    style = (TEMPLATES / "kaart.css").read_text(encoding="utf-8")
    looks = {_look(scene.view.nodes[iri]) for iri in scene.selection.getoond}
    kinds = {_kind(arrow) for arrow in scene.drawn}
    network.templateEnv = omgeving()
    network.templateEnv.globals.update(
        titel=titel,
        scripts=scripts,
        style=style,
        beleid=_policy(scripts, style),
        gegevens=panel_data(scene) | {"banden": layout.banden, "breedtes": [_width(n) for n in range(1, 33)]},
        begripsoorten=[look for key, look in BEGRIPPEN.items() if key in looks],
        pijlsoorten=[(look, key) for key, look in PIJLEN.items() if key in kinds],
        negatief=any(sign(arrow) for arrow in scene.drawn),
        tabel=table(scene),
        weggelaten=kaartmodel.left_out(scene.selection),
        aantallen=(len(scene.selection.getoond), len(scene.drawn), sum(len(arrow.claims) for arrow in scene.drawn)),
    )
    network.path = "kaart.html.j2"
    return str(network.generate_html())


def _draw(network: Network, scene: Scene) -> Layout:
    """Put the concepts and arrows into the pyvis network, each at its own place."""
    nodes = {iri: scene.view.nodes[iri] for iri in scene.selection.getoond}
    lines = {iri: regels(node.label, _TEKENS) for iri, node in nodes.items()}
    heights = {iri: _MARGE + _REGELHOOGTE * len(text) for iri, text in lines.items()}
    drawn = set(scene.drawn)
    links = {(arrow.van, arrow.naar) for arrow in drawn}
    links |= {(arrow.naar, arrow.van) for arrow in drawn if arrow.soort == "verband"}
    layout = lay_out(nodes, sorted(links), heights)
    for iri, node in nodes.items():
        look = BEGRIPPEN[_look(node)]
        x, y = layout.plek[iri]
        network.add_node(
            scene.ids[iri],
            label="\n".join(lines[iri]),
            shape="box",
            color={"background": look.vulling, "border": look.lijn},
            shapeProperties={"borderDashes": list(look.streep) or False, "borderRadius": 5},
            heightConstraint={"minimum": heights[iri] - _MARGE},
            x=x,
            y=y,
        )
    for number, arrow in enumerate(scene.arrows, 1):
        if arrow in drawn:
            _draw_arrow(network, scene, layout, arrow, f"p{number}")
    network.options = _OPTIONS  # its set_options would drop every space
    return layout


def _draw_arrow(network: Network, scene: Scene, layout: Layout, arrow: Arrow, name: str) -> None:
    """Draw one arrow, in as many strokes as it takes to go around the boxes; every stroke carries ``pijl``."""
    look = PIJLEN[_kind(arrow)]
    van, naar = arrow.van, arrow.naar
    if arrow.soort == "verband" and layout.kolom[van] > layout.kolom[naar]:
        van, naar = naar, van  # without direction, so drawn from left to right
    style = {
        "pijl": name,
        "color": {"color": look.lijn, "opacity": min(1.0, 0.35 + 0.25 * len(arrow.claims))},
        "dashes": list(look.streep) or False,
        "width": _width(len(arrow.claims)),
    }
    stops = [scene.ids[van]]
    for number, (x, y) in enumerate(layout.route(van, naar), 1):
        stops.append(f"{name}.{number}")
        network.add_node(stops[-1], label=" ", shape="dot", size=0, color="rgba(0,0,0,0)", x=x, y=y)
    stops.append(scene.ids[naar])
    curves = _curves(layout.kolom[van], layout.kolom[naar], len(stops) - 1)
    for number, curve in enumerate(curves):
        last = number == len(curves) - 1
        head = "to" if last and arrow.soort != "verband" else ""
        label = sign(arrow) if last else ""
        network.add_edge(stops[number], stops[number + 1], id=f"{name}/{number}", arrows=head, label=label, smooth=curve, **style)


def _look(node: Node) -> str:
    if node.rol == "Oorzaak":
        return {True: "oorzaak-ja", False: "oorzaak-nee", None: "oorzaak-onbepaald"}[node.beinvloedbaar]
    return {"Knelpunt": "knelpunt", "Effect": "effect"}.get(node.rol, "overig")


def _kind(arrow: Arrow) -> str:
    return arrow.soort if arrow.aanvaard else "te-beoordelen"


def _width(claims: int) -> float:
    """Width of an arrow: every doubling of the number of claims adds as much."""
    return round(1.3 + 1.4 * math.log2(claims), 2)


def _curves(van: int, naar: int, strokes: int) -> list[dict[str, object]]:
    """One curve per stroke: to the right, around within a column, or back in a bow below the rest."""
    kinds = {
        -1: [("curvedCW", 0.3)],
        0: [("horizontal", 1.0), ("vertical", 1.0)][:strokes],
        1: [("cubicBezier", 0.5)] * strokes,
    }[(naar > van) - (naar < van)]
    return [{"enabled": True, "type": kind, "forceDirection": "horizontal", "roundness": roundness} for kind, roundness in kinds]


def _policy(scripts: list[str], style: str) -> str:
    """A policy that allows these scripts and this style only, and no request at all."""
    allowed = " ".join(_hash(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "selectConnectedEdges": False},
    "nodes": {
        "widthConstraint": {"minimum": BREEDTE - 20},
        "margin": {"top": 9, "bottom": 9, "left": 10, "right": 10},
        "borderWidth": 1.5,
        "borderWidthSelected": 3,
        "labelHighlightBold": False,
        "chosen": False,
        "font": {"face": _LETTERS, "size": 15, "color": "#1d2630"},
    },
    "edges": {
        "arrows": {"to": {"scaleFactor": 0.65}},
        "arrowStrikethrough": False,
        "chosen": False,
        "font": {"face": _LETTERS, "size": 22, "color": "#a11d1d", "strokeWidth": 5, "strokeColor": "#ffffff", "align": "horizontal"},
        "selfReference": {"size": 22, "angle": 0.8},
    },
}
