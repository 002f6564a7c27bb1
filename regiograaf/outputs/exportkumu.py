"""The explanation graph for Kumu: a blueprint of elements and connections, every claim a connection of its own."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from queries.records import CausalView, ClaimRow, Node
from regiograaf.outputs.exporteer import INVLOED, quote, source
from regiograaf.outputs.tekst import aantal, toonbaar

# Kumu shows a description as Markdown: what is text stays text.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def write_kumu(view: CausalView, path: Path) -> Path:
    """Write a JSON file for 'Import' in Kumu. A verband is undirected; beoogd and oorzakelijk are types of connection.

    Kumu tells elements apart by their label: concepts with the same label get a number behind it.
    """
    labels = _labels(view.nodes)
    used = Counter(iri for claim in view.claims for iri in {claim.oorzaak, claim.gevolg})
    data = {
        "elements": [_element(node, labels[iri], used[iri]) for iri, node in sorted(view.nodes.items())],
        "connections": [_connection(claim, labels) for claim in view.claims],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", errors="replace", newline="\n")
    return path


def _labels(nodes: Mapping[str, Node]) -> dict[str, str]:
    """A label for every concept, by IRI, that no other has in any case."""
    taken: set[str] = set()
    labels: dict[str, str] = {}
    for iri, node in sorted(nodes.items(), key=lambda item: (toonbaar(item[1].label), item[0])):
        label = first = toonbaar(node.label) or "zonder naam"
        number = 1
        while label.casefold() in taken:
            number += 1
            label = f"{first} ({number})"
        taken.add(label.casefold())
        labels[iri] = label
    return labels


def _element(node: Node, label: str, claims: int) -> dict[str, object]:
    influence = INVLOED[node.beinvloedbaar] if node.rol == "Oorzaak" else ""
    return {
        "label": label,
        "type": node.rol,
        "tags": [tag for tag in (f"beïnvloedbaar: {influence}" if influence else "", node.dimensie) if tag],
        "description": f"In {aantal(claims, 'bewering', 'beweringen')}.",
        "begrip": node.iri,
    }


def _connection(claim: ClaimRow, labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "from": labels[claim.oorzaak],
        "to": labels[claim.gevolg],
        "direction": "undirected" if claim.soort == "verband" else "directed",
        "label": toonbaar(claim.signaalwoord),
        "type": claim.soort,
        "tags": [tag for tag in (claim.zekerheid, f"teken {claim.teken}" if claim.teken else "", claim.regio) if tag],
        "description": f"{_plain(source(claim))}: ‘{_plain(quote(claim))}’",
        "geloof": claim.geloof,
        "bewering": claim.iri,
    }


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", toonbaar(text))
