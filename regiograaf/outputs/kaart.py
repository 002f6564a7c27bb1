"""The causal map: one HTML file that opens from disk, asks nothing of the network and runs no document text.

Document text only ever stands in a JSON data block (no script) and is put on the page as text. The scripts that may
run are named by their hash in the Content-Security-Policy of the page.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyvis
from pyvis.network import Network

from queries.kaart_records import Kaartbeeld, Lijn
from regiograaf.outputs.kaartgegevens import panel_data, places, table
from regiograaf.outputs.kaartopmaak import BREEDTE, Layout, lay_out
from regiograaf.outputs.kaartstijl import BEGRIPPEN, PIJLEN, kind_of, legend, look_of_box, sign, some_negative, width
from regiograaf.outputs.tekst import TEMPLATES, omgeving, regels, toonbaar

_VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
#: The side panel, which the workbench uses as well.
_PANEEL = TEMPLATES.parents[1] / "web" / "static" / "kaart_paneel.js"
_LETTERS = "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
_REGELHOOGTE, _MARGE, _TEKENS = 18, 22, 22  # of a box: line height, top and bottom together, characters on a line


@dataclass(frozen=True, slots=True)
class MapReport:
    """What was written: the file, how many boxes, lines and claims it draws, and in words what it folds."""

    bestand: Path
    knopen: int
    lijnen: int
    beweringen: int
    samengevouwen: str


def write_map(beeld: Kaartbeeld, path: Path, *, titel: str) -> MapReport:
    """Write a view of the causal map as one self-contained HTML file.

    Args:
        beeld: The view, as ``queries.kaartbeeld`` makes it.
        path: The file to write; its folder is made when needed.
        titel: Heading of the page.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(map_html(beeld, toonbaar(titel)), encoding="utf-8", newline="\n")
    return MapReport(path, len(beeld.knopen), len(beeld.lijnen), len(beeld.beweringen), beeld.samengevouwen)


def map_html(beeld: Kaartbeeld, titel: str) -> str:
    """The page through pyvis with our own template: that of pyvis loads Bootstrap from outside and can run titles."""
    network = Network(directed=True, cdn_resources="in_line")
    layout = _draw(network, beeld)
    # As the browser reads them, or the hashes would not match.
    scripts = [file.read_text(encoding="utf-8").replace("\r\n", "\n") for file in (_VIS, _PANEEL, TEMPLATES / "kaart.js")]
    style = (TEMPLATES / "kaart.css").read_text(encoding="utf-8")
    concepts, kinds = legend(beeld)
    network.templateEnv = omgeving()
    network.templateEnv.globals.update(
        titel=titel,
        scripts=scripts,
        style=style,
        beleid=_policy(scripts, style),
        gegevens=panel_data(beeld) | {"banden": layout.banden, "breedtes": [width(n) for n in range(1, 33)]},
        begripsoorten=concepts,
        pijlsoorten=kinds,
        negatief=some_negative(beeld.lijnen),
        tabel=[(van, verb, naar, sign(pijl.teken), len(pijl.claims), places(pijl.claims)) for van, verb, naar, pijl in table(beeld)],
        beeld=beeld,
    )
    network.path = "kaart.html.j2"
    return str(network.generate_html())


def _draw(network: Network, beeld: Kaartbeeld) -> Layout:
    """Put the boxes and lines into the pyvis network, each at its own place."""
    knopen = {knoop.id: knoop for knoop in beeld.knopen}
    lines = {name: regels(knoop.label, _TEKENS) for name, knoop in knopen.items()}
    heights = {name: _MARGE + _REGELHOOGTE * len(text) for name, text in lines.items()}
    links = {(lijn.van, lijn.naar) for lijn in beeld.lijnen}
    links |= {(lijn.naar, lijn.van) for lijn in beeld.lijnen if lijn.soort == "verband"}
    layout = lay_out(knopen, sorted(links), heights)
    for name, knoop in knopen.items():
        look = BEGRIPPEN[look_of_box(knoop, beeld)]
        x, y = layout.plek[name]
        network.add_node(
            name,
            label="\n".join(lines[name]),
            shape="box",
            color={"background": look.vulling, "border": look.lijn},
            shapeProperties={"borderDashes": list(look.streep) or False, "borderRadius": 5},
            heightConstraint={"minimum": heights[name] - _MARGE},
            x=x,
            y=y,
        )
    for lijn in beeld.lijnen:
        _draw_line(network, layout, lijn)
    network.options = _OPTIONS  # its set_options would drop every space
    return layout


def _draw_line(network: Network, layout: Layout, lijn: Lijn) -> None:
    """Draw one line, in as many strokes as it takes to go around the boxes; every stroke carries ``lijn``."""
    look = PIJLEN[kind_of(lijn)]
    van, naar = lijn.van, lijn.naar
    if lijn.soort == "verband" and layout.kolom[van] > layout.kolom[naar]:
        van, naar = naar, van  # without direction, so drawn from left to right
    style = {
        "lijn": lijn.id,
        "color": {"color": look.lijn, "opacity": min(1.0, 0.35 + 0.25 * lijn.gewicht)},
        "dashes": list(look.streep) or False,
        "width": width(lijn.gewicht),
    }
    stops = [van]
    for number, (x, y) in enumerate(layout.route(van, naar), 1):
        stops.append(f"{lijn.id}.{number}")
        network.add_node(stops[-1], label=" ", shape="dot", size=0, color="rgba(0,0,0,0)", x=x, y=y)
    stops.append(naar)
    curves = _curves(layout.kolom[van], layout.kolom[naar], len(stops) - 1)
    for number, curve in enumerate(curves):
        last = number == len(curves) - 1
        head = "to" if last and lijn.soort != "verband" else ""
        label = sign(lijn.teken) if last else ""
        network.add_edge(stops[number], stops[number + 1], id=f"{lijn.id}/{number}", arrows=head, label=label, smooth=curve, **style)


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
