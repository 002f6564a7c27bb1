"""Following arrows on the map: the trail to or from a concept, and the paths between two.

Only arrows with a direction are followed. A path over several documents is a chain that no text tells as a whole; it
says in which documents it does stand whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice, pairwise

import networkx as nx

from queries.kaart_records import Pad, Pijl

#: Longest path (in arrows) and most paths that are shown.
MAX_LENGTE, MAX_PADEN = 8, 25


def spoor(pijlen: Iterable[Pijl], begrip: str, richting: str, stappen: int) -> tuple[Pijl, ...]:
    """The arrows by which ``begrip`` is reached (stroomop), those it leads to (stroomaf), or both.

    Args:
        pijlen: the arrows; a verband is on no trail.
        begrip: IRI of the concept.
        richting: stroomop, stroomaf or beide.
        stappen: how many arrows away from the concept; 0 for no end.
    """
    directed = [pijl for pijl in pijlen if pijl.soort != "verband"]
    on_trail: set[str] = set()
    for side in ("stroomop", "stroomaf"):
        if richting in (side, "beide"):
            # (near, far): the end of every arrow on the side of the concept, and the other.
            ends = [(pijl.naar, pijl.van) if side == "stroomop" else (pijl.van, pijl.naar) for pijl in directed]
            graph = nx.DiGraph(ends)
            graph.add_node(begrip)
            away = nx.single_source_shortest_path_length(graph, begrip)
            reached = ((pijl, away.get(near)) for pijl, (near, _) in zip(directed, ends, strict=True))
            on_trail |= {pijl.id for pijl, steps in reached if steps is not None and (not stappen or steps < stappen)}
    return tuple(pijl for pijl in directed if pijl.id in on_trail)


def paden(pijlen: Iterable[Pijl], van: str, naar: str) -> tuple[tuple[Pad, ...], bool]:
    """The simple paths between two concepts, shortest first and the best believed first among equally long ones.

    Returns:
        At most ``MAX_PADEN`` paths of at most ``MAX_LENGTE`` arrows, and whether there are no more.
    """
    joined: defaultdict[tuple[str, str], list[Pijl]] = defaultdict(list)
    for pijl in pijlen:
        if pijl.soort != "verband":
            joined[pijl.van, pijl.naar].append(pijl)
    graph = nx.DiGraph()
    graph.add_edges_from(sorted(joined))
    if van == naar or not {van, naar} <= set(graph) or not nx.has_path(graph, van, naar):
        return (), True
    found = list(islice(nx.shortest_simple_paths(graph, van, naar), MAX_PADEN + 1))
    short = [tuple(path) for path in found if len(path) <= MAX_LENGTE + 1][:MAX_PADEN]
    read = [_pad(path, [joined[step] for step in pairwise(path)]) for path in short]
    return tuple(sorted(read, key=lambda pad: (len(pad.stappen), -pad.stappen[pad.zwakste].geloof, pad.begrippen))), len(short) == len(
        found
    )


def op_paden(pijlen: Iterable[Pijl], gevonden: Iterable[Pad]) -> tuple[Pijl, ...]:
    """All arrows between consecutive concepts of some paths."""
    steps = {step for pad in gevonden for step in pairwise(pad.begrippen)}
    return tuple(pijl for pijl in pijlen if pijl.soort != "verband" and (pijl.van, pijl.naar) in steps)


def _pad(begrippen: tuple[str, ...], steps: list[list[Pijl]]) -> Pad:
    best = tuple(max(pijlen, key=lambda pijl: (pijl.aanvaard, pijl.geloof, pijl.id)) for pijlen in steps)
    signs = [{pijl.teken for pijl in pijlen} for pijlen in steps]
    known = all(sign in ({"+"}, {"-"}) for sign in signs)
    minus = sum(sign == {"-"} for sign in signs)
    told = [{(claim.document_id, claim.document) for pijl in pijlen for claim in pijl.claims} for pijlen in steps]
    return Pad(
        begrippen=begrippen,
        stappen=best,
        zwakste=min(range(len(best)), key=lambda number: (best[number].aanvaard, best[number].geloof)),
        teken=("-" if minus % 2 else "+") if known else "",
        documenten=tuple(sorted({name for _, name in set.intersection(*told)})),
    )
