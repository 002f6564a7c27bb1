"""The day a graph was last changed: the date on what is printed from it."""

from __future__ import annotations

from graph import iris
from graph.store import Store
from ontology.prefixes import NS, PREFIXES


def graph_date(store: Store) -> str:
    """The day (ISO 8601, in UTC) a document last entered the graph or a reviewer last decided; '' for a graph without documents.

    Not the day of printing: the same graph gives the same page.
    """
    times = [value for _, _, value in store.statements(iris.BOUWLOG, [PREFIXES["prov"] + "generatedAtTime"])]
    for name in filter(iris.is_review_graph, store.graphs()):
        times += [value for _, _, value in store.statements(name, [NS + "tijdstip"])]
    return max((str(time) for time in times), default="")[:10]
