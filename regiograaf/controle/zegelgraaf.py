"""Is the graph in a folder still the one that was sealed, and otherwise: which documents differ, and in what?"""

from __future__ import annotations

from graph import iris
from graph.besluiten.dagboek import read_decisions
from graph.errors import GraphError
from graph.serialise import graph_hash
from graph.store import Store
from graph.verschil import document_differences, graph_differences
from regiograaf.controle.regel import Regel, opsomming
from regiograaf.zegel.vorm import Zegel

_WORDS = {
    "erbij": "staat wel in de map en niet in het zegel",
    "weg": "staat in het zegel en niet meer in de map",
    "bestand": "is gelezen uit een ander bestand dan bij het verzegelen",
    "versie": "is met een andere versie van regiograaf gelezen dan bij het verzegelen",
    "inhoud": "zegt iets anders dan bij het verzegelen",
    "besluiten": "is gelijk gelezen, maar er zijn andere besluiten over genomen",
}


def compare_graph(zegel: Zegel, sealed: Store, own: Store) -> list[Regel]:
    """One line when the graph is the sealed one; otherwise one for every document and part that differs."""
    found = graph_hash(own)
    if found == zegel.vingerafdruk:
        return [Regel("map", True, "dezelfde graaf als bij het verzegelen")]
    lines = [Regel("map", False, f"een andere graaf dan bij het verzegelen (vingerafdruk {found})")]
    try:
        lines += [Regel(f"  {one.bestand or one.document_id}", False, _WORDS[one.aard]) for one in document_differences(sealed, own)]
    except (GraphError, ValueError):
        lines.append(Regel("  documenten", False, "niet te vergelijken: een van beide grafen is anders opgebouwd dan regiograaf doet"))
    base = graph_differences(sealed, own, (iris.ONTOLOGIE, iris.REFERENTIE, iris.read_graph_iri(iris.ONTOLOGIE)))
    if base:
        lines.append(Regel("  begrippen en gebieden", False, f"anders: {', '.join(name.rpartition('/')[2] for name in base)}"))
    return [*lines, *_decisions(sealed, own)]


def _decisions(sealed: Store, own: Store) -> list[Regel]:
    try:
        before, after = ({one.id: one for one in read_decisions(store)} for store in (sealed, own))
    except GraphError as error:
        return [Regel("  besluiten", False, str(error))]
    lines = []
    for words, ids in (
        ("na het verzegelen erbij gekomen", after.keys() - before.keys()),
        ("niet meer in de map", before.keys() - after.keys()),
    ):
        if ids:
            names = sorted({(after | before)[one].beoordelaar for one in ids})
            lines.append(Regel("  besluiten", False, f"{len(ids)} {words}, van {opsomming(names)}"))
    return lines
