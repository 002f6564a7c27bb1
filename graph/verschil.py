"""Where two graphs differ, document by document: other input, read otherwise, or decided otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from graph import iris
from graph.besluiten.toepassen import apply_decisions
from graph.open import open_store
from graph.serialise import graph_digest
from graph.store import Store
from ontology.vocab import RG

Aard = Literal["erbij", "weg", "bestand", "versie", "inhoud", "besluiten"]


@dataclass(frozen=True, slots=True)
class Verschil:
    """One document that differs, and how.

    ``aard``: only in the second graph (erbij), only in the first (weg), or read from another file (bestand), by another version
    (versie), with another content (inhoud), or with other decisions (besluiten).
    """

    document_id: str
    bestand: str
    aard: Aard


def document_differences(first: Store, second: Store) -> list[Verschil]:
    """The documents that differ between two graphs, by id."""
    before, after = set(_documents(first)), set(_documents(second))
    found = [Verschil(iris.document_id_of(name) or "", *_only(first, second, name, name in after)) for name in before ^ after]
    for name in before & after:
        beside = iris.read_graph_iri(name)
        if _digests(first, (name, beside)) != _digests(second, (name, beside)):
            found.append(Verschil(iris.document_id_of(name) or "", _value(first, name, str(RG.bestand)), _kind(first, second, name)))
    return sorted(found, key=lambda one: one.document_id)


def graph_differences(first: Store, second: Store, names: Iterable[str]) -> list[str]:
    """Those of the named graphs that differ, in order."""
    return [name for name in names if _digests(first, (name,)) != _digests(second, (name,))]


def as_read(store: Store, name: str) -> str:
    """The digest of the graph of a document as it was read, without what decisions made of it."""
    alone = open_store(None)
    alone.replace_all({one: store.graph(one) for one in (name, iris.read_graph_iri(name))})
    apply_decisions(alone)
    return graph_digest(alone, name)


def _documents(store: Store) -> list[str]:
    return [name for name in store.graphs() if iris.document_id_of(name) is not None]


def _digests(store: Store, names: Iterable[str]) -> list[str]:
    return [graph_digest(store, name) for name in names]


def _only(first: Store, second: Store, name: str, added: bool) -> tuple[str, Aard]:
    return _value(second if added else first, name, str(RG.bestand)), "erbij" if added else "weg"


def _kind(first: Store, second: Store, name: str) -> Aard:
    if _value(first, name, str(RG.sha256)) != _value(second, name, str(RG.sha256)):
        return "bestand"
    if _value(first, name, str(RG.extractor)) != _value(second, name, str(RG.extractor)):
        return "versie"
    return "inhoud" if as_read(first, name) != as_read(second, name) else "besluiten"


def _value(store: Store, name: str, predicate: str) -> str:
    return min((str(value) for _, _, value in store.statements(name, [predicate])), default="")
