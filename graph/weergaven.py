"""Saved views of the map: a name and the query string of its link, in a graph of their own that no build touches."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import DCTERMS, RDF, Graph, URIRef

from graph.errors import GraphError
from graph.iris import WEERGAVEN, segment
from graph.store import Store
from graph.terms import new_graph, text
from ontology.namen import slug
from ontology.prefixes import ID
from ontology.vocab import RG


@dataclass(frozen=True, slots=True)
class BewaardeWeergave:
    """A saved view; ``vraag`` is the query string that asks for it."""

    iri: str
    naam: str
    vraag: str


@dataclass(eq=False)
class NaamBezetError(GraphError):
    """There is a saved view called ``naam`` already."""

    naam: str

    def __str__(self) -> str:
        """Name the view and the way out."""
        return f"Er is al een bewaarde weergave ‘{self.naam}’. Kies een andere naam, of verwijder die eerst."


@dataclass(eq=False)
class LegeNaamError(GraphError):
    """A view cannot be saved without a name of letters or digits."""

    naam: str

    def __str__(self) -> str:
        """Ask for a name."""
        return "Geef de weergave een naam met ten minste één letter of cijfer."


def read_views(store: Store) -> tuple[BewaardeWeergave, ...]:
    """The saved views, by name."""
    graph = store.graph(WEERGAVEN)
    found = (
        BewaardeWeergave(str(node), str(graph.value(node, DCTERMS.title)), str(graph.value(node, RG.weergavevraag)))
        for node in graph.subjects(RDF.type, RG.Weergave)
    )
    return tuple(sorted(found, key=lambda view: (view.naam.casefold(), view.naam, view.iri)))


def save_view(store: Store, naam: str, vraag: str) -> BewaardeWeergave:
    """Save a view under a name of its own.

    Raises:
        NaamBezetError: the name is taken; nothing is overwritten.
        LegeNaamError: the name holds no letter or digit.
    """
    clean = " ".join(naam.split())
    if not any(sign.isalnum() for sign in clean):
        raise LegeNaamError(naam)
    node = URIRef(f"{ID}weergave/{segment(slug(clean) or clean)}")
    graph = store.graph(WEERGAVEN)
    if (node, None, None) in graph:
        raise NaamBezetError(clean)
    for triple in ((node, RDF.type, RG.Weergave), (node, DCTERMS.title, text(clean)), (node, RG.weergavevraag, text(vraag))):
        graph.add(triple)
    store.replace(WEERGAVEN, graph)
    return BewaardeWeergave(str(node), clean, vraag)


def remove_view(store: Store, iri: str) -> None:
    """Remove a saved view; removing what is not there is no error."""
    graph = store.graph(WEERGAVEN)
    kept: Graph = new_graph(triple for triple in graph if str(triple[0]) != iri)
    store.replace(WEERGAVEN, kept)
