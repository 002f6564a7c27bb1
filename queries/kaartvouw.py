"""The last stage of the map: which concepts get a box of their own, and which are folded together in one per column.

Nothing is left out: a folded box holds its concepts, and a line at it all their arrows with all their claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from queries.kaart_records import Knoop, Lijn, Pijl, begrip_ids
from queries.records import Node
from queries.weergave import KOLOMMEN, Weergave
from queries.wording import count

_NAMEN = {
    "maatregel": ("maatregel", "maatregelen"),
    "oorzaak": ("oorzaak", "oorzaken"),
    "knelpunt": ("knelpunt", "knelpunten"),
    "effect": ("effect", "effecten"),
    "onbepaald": ("begrip zonder rol", "begrippen zonder rol"),
}


@dataclass(frozen=True, slots=True)
class Vouwing:
    """Boxes, the lines between them, and by folded box the arrows between its own concepts."""

    knopen: tuple[Knoop, ...]
    lijnen: tuple[Lijn, ...]
    onderling: dict[str, tuple[Pijl, ...]]


def vouw(
    pijlen: Sequence[Pijl],
    nodes: Mapping[str, Node],
    weergave: Weergave,
    vast: Collection[str] = (),
    kringen: Sequence[Collection[str]] = (),
) -> Vouwing:
    """Give at most ``weergave.max_knopen`` boxes to the concepts of ``pijlen``.

    Args:
        pijlen: the arrows of the view.
        nodes: the concepts, by IRI.
        weergave: how many boxes, and which columns go first.
        vast: concepts that are never folded.
        kringen: the concepts of every circle; its arrows go first.
    """
    used = sorted({iri for pijl in pijlen for iri in (pijl.van, pijl.naar)})
    column = {iri: kolom_van(nodes[iri]) for iri in used}
    shown = _shown(pijlen, column, weergave, vast, kringen)
    knopen = _boxes(used, shown, nodes, column)
    box = {iri: knoop for knoop in knopen for iri in knoop.begrippen}
    lijnen, onderling = _lines(pijlen, box)
    return Vouwing(knopen, lijnen, onderling)


def kolom_van(node: Node) -> str:
    """The column of a concept: its role."""
    return node.rol.lower() if node.rol.lower() in KOLOMMEN else "onbepaald"


def _shown(
    pijlen: Sequence[Pijl], column: Mapping[str, str], weergave: Weergave, vast: Collection[str], kringen: Sequence[Collection[str]]
) -> set[str]:
    """The concepts with a box of their own: all, or as many as leave room for a folded box per column that needs one."""
    if len(column) <= weergave.max_knopen:
        return set(column)
    order = _order(pijlen, column, weergave, kringen)
    for spare in range(1, len(KOLOMMEN) + 1):
        chosen = _choose(order, weergave.max_knopen - spare, [iri for iri in vast if iri in column])
        if len(chosen) + len({column[iri] for iri in column if iri not in chosen}) <= weergave.max_knopen:
            return chosen
    return set()


def _order(pijlen: Sequence[Pijl], column: Mapping[str, str], weergave: Weergave, kringen: Sequence[Collection[str]]) -> list[Pijl]:
    """The arrows, those first that most need to be seen: of a circle, at an opened column, between much named concepts."""
    weight: Counter[str] = Counter()
    for pijl in pijlen:
        weight.update({pijl.van: len(pijl.claims), pijl.naar: len(pijl.claims)})
    rings = [set(ring) for ring in kringen]

    def rank(pijl: Pijl) -> tuple[bool, bool, int, int, int]:
        ends = {pijl.van, pijl.naar}
        low, high = sorted((weight[pijl.van], weight[pijl.naar]))
        opened = any(column[iri] in weergave.open_gevouwen for iri in ends)
        return not any(ends <= ring for ring in rings), not opened, -low, -high, -len(pijl.claims)

    return sorted(pijlen, key=rank)


def _choose(order: Sequence[Pijl], room: int, vast: Sequence[str]) -> set[str]:
    """Concepts arrow by arrow, so that none stands without one that leads to another box of its own where it can."""
    chosen = set(vast[:room])
    for pijl in order:
        ends = {pijl.van, pijl.naar}
        if len(chosen | ends) <= room:
            chosen |= ends
    return chosen


def _boxes(used: Sequence[str], shown: set[str], nodes: Mapping[str, Node], column: Mapping[str, str]) -> tuple[Knoop, ...]:
    ids = begrip_ids(used)
    boxes = [Knoop(ids[iri], nodes[iri].label, column[iri], (iri,)) for iri in used if iri in shown]
    for name in KOLOMMEN:
        rest = sorted((iri for iri in used if iri not in shown and column[iri] == name), key=lambda iri: (nodes[iri].label, iri))
        if len(rest) == 1:  # a box for one takes no more room than its fold
            boxes.append(Knoop(ids[rest[0]], nodes[rest[0]].label, name, (rest[0],)))
        elif rest:
            boxes.append(Knoop(f"v-{name}", f"nog {count(len(rest), *_NAMEN[name])}", name, tuple(rest)))
    return tuple(boxes)


def _lines(pijlen: Sequence[Pijl], box: Mapping[str, Knoop]) -> tuple[tuple[Lijn, ...], dict[str, tuple[Pijl, ...]]]:
    """One line per arrow between two concepts; at a folded box one per kind and other box."""
    drawn: dict[tuple[str, str, str, str], list[Pijl]] = {}
    inside: dict[str, list[Pijl]] = {}
    for pijl in pijlen:
        van, naar = box[pijl.van], box[pijl.naar]
        if not van.gevouwen and not naar.gevouwen:
            drawn[van.id, naar.id, pijl.soort, pijl.id] = [pijl]
        elif van == naar:
            inside.setdefault(van.id, []).append(pijl)
        else:
            ends = sorted((van.id, naar.id)) if pijl.soort == "verband" else (van.id, naar.id)
            drawn.setdefault((ends[0], ends[1], pijl.soort, ""), []).append(pijl)
    lines = []
    for number, ((van_id, naar_id, soort, _), together) in enumerate(drawn.items(), 1):
        signs = {pijl.teken for pijl in together}
        lines.append(Lijn(f"l{number}", van_id, naar_id, soort, signs.pop() if len(signs) == 1 else "", tuple(together)))
    return tuple(lines), {name: tuple(together) for name, together in inside.items()}
