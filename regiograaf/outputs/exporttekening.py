"""The explanation graph as a drawing in text: DOT (Graphviz) and Mermaid.

One line per pair of concepts and kind of link, with all its sentences: an arrow, a dotted arrow and a line without a head
are oorzakelijk, beoogd and verband.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from queries.records import CausalView, ClaimRow
from regiograaf.outputs.exporteer import quote, source
from regiograaf.outputs.exportnetwerk import GRIJS, KLEUREN
from regiograaf.outputs.tekst import kort, regels, toonbaar

_LABEL, _PLACE, _WRAP = 80, 60, 26
_DOT = {"oorzakelijk": "", "beoogd": ", style=dashed", "verband": ", dir=none, style=dotted"}
_MERMAID = {"oorzakelijk": "-->", "beoogd": "-.->", "verband": "---"}
_KEY = "Pijl: oorzakelijk. Onderbroken pijl: beoogd. Lijn zonder punt: verband. Een min: minder in plaats van meer."
# What means something inside a Mermaid text, written as the code of the character; '%%{' would be read anywhere.
# At the start of a text '1.' and '-' would make a list, which it refuses to show.
_MERMAID_SIGNS = re.compile(r"[\"#&<>`%\\]|(?<=^\d)\.|(?<=^\d\d)\.|^[-+*]")


@dataclass(frozen=True, slots=True)
class Bundel:
    """The claims of one kind between two concepts, in the order of the view."""

    van: str
    naar: str
    soort: str
    claims: tuple[ClaimRow, ...]

    @property
    def teken(self) -> str:
        """The sign they share; '' when they give none or differ."""
        signs = {claim.teken for claim in self.claims}
        return signs.pop() if len(signs) == 1 else ""

    @property
    def plaatsen(self) -> str:
        """Where they stand, short enough for a label."""
        return kort("; ".join(dict.fromkeys(source(claim) for claim in self.claims)), _PLACE)


def write_dot(view: CausalView, path: Path, *, kop: str = "") -> Path:
    """Write a digraph for Graphviz; the sentences are the tooltips of the links.

    Args:
        view: The claims and their concepts.
        path: The file to write; its folder is made when needed.
        kop: What the drawing is of, as a comment on top.
    """
    names = _names(view)
    lines = [f"// {_comment(kop)}", f"// {_KEY}", "digraph regiograaf {", "  rankdir=LR;"]
    lines.append('  node [shape=box, style=rounded, fontname="Arial", fontsize=10];')
    lines.append('  edge [fontname="Arial", fontsize=8];')
    for iri, name in names.items():
        node = view.nodes[iri]
        colour = "#{:02x}{:02x}{:02x}".format(*KLEUREN.get(node.rol, GRIJS))
        label = _dot_lines(regels(kort(node.label, _LABEL), _WRAP))
        lines.append(f'  {name} [label={label}, color="{colour}", tooltip={_dot_lines([node.rol])}];')
    for bundle in _bundles(view):
        label = _dot_lines([*(["−"] if bundle.teken == "-" else []), bundle.plaatsen])
        tip = _dot_lines([f"{source(claim)}: ‘{toonbaar(quote(claim))}’" for claim in bundle.claims])
        shape = f"label={label}, tooltip={tip}, labeltooltip={tip}{_DOT[bundle.soort]}"
        lines.append(f"  {names[bundle.van]} -> {names[bundle.naar]} [{shape}];")
    return _written(path, [*lines, "}"])


def write_mermaid(view: CausalView, path: Path, *, kop: str = "") -> Path:
    """Write a flowchart for Mermaid; the sentences are comments above the links. See ``write_dot`` for the arguments."""
    names = _names(view)
    lines = ["flowchart LR", f"  %% {_comment(kop)}", f"  %% {_KEY}"]
    for iri, name in names.items():
        node = view.nodes[iri]
        lines.append(f"  {name}[{_mermaid(kort(node.label, _LABEL))}]:::{_role_class(node.rol)}")
    for bundle in _bundles(view):
        lines += [f"  %% {_comment(f'{source(claim)}: ‘{quote(claim)}’')}" for claim in bundle.claims]
        label = f"− {bundle.plaatsen}" if bundle.teken == "-" else bundle.plaatsen
        lines.append(f"  {names[bundle.van]} {_MERMAID[bundle.soort]}|{_mermaid(label)}| {names[bundle.naar]}")
    for role, colour in (*KLEUREN.items(), ("anders", GRIJS)):
        lines.append("  classDef {} stroke:#{:02x}{:02x}{:02x},fill:#ffffff,color:#1d2630".format(_role_class(role), *colour))
    return _written(path, lines)


def _bundles(view: CausalView) -> list[Bundel]:
    between: defaultdict[tuple[str, str, str], list[ClaimRow]] = defaultdict(list)
    for claim in view.claims:
        between[claim.oorzaak, claim.gevolg, claim.soort].append(claim)
    return [Bundel(*key, tuple(claims)) for key, claims in sorted(between.items())]


def _names(view: CausalView) -> dict[str, str]:
    """A name of plain letters for every concept: 'b1', 'b2'."""
    return {iri: f"b{number}" for number, iri in enumerate(sorted(view.nodes), 1)}


def _dot_lines(lines: Iterable[str]) -> str:
    """A quoted string of lines; only backslash, quote and ampersand (of an HTML entity) have a meaning in it."""
    safe = (toonbaar(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines)
    return '"' + "\\n".join(safe) + '"'


def _mermaid(text: str) -> str:
    return '"' + _MERMAID_SIGNS.sub(lambda sign: f"#{ord(sign[0])};", toonbaar(text)) + '"'


def _comment(text: str) -> str:
    """On one line, without what would be read as a directive."""
    return toonbaar(text).replace("%%", "% %").replace("%{", "% {")


def _role_class(role: str) -> str:
    return role.lower() if role in KLEUREN else "anders"


def _written(path: Path, lines: Sequence[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace", newline="\n")
    return path
