"""Changes of named graphs as SPARQL updates: in one request where that is whole or nothing, else in an order that is safe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

import pyoxigraph as ox

from ontology.vocab import RG

#: Triples by the name of their graph.
PerGraaf: TypeAlias = Mapping[str, Iterable[ox.Triple]]

_SHA256 = ox.NamedNode(str(RG.sha256))
#: What a GRAPH block takes beside its triples, about.
_FRAME = 200


@dataclass(frozen=True, slots=True)
class Wijziging:
    """What named graphs lose and gain, by name; a triple in both is there afterwards."""

    weg: dict[str, set[ox.Triple]] = field(default_factory=dict)
    erbij: dict[str, set[ox.Triple]] = field(default_factory=dict)

    def grafen(self) -> list[str]:
        """The names of the graphs that change, sorted."""
        return sorted({name for part in (self.weg, self.erbij) for name, triples in part.items() if triples})

    def touched(self) -> set[tuple[str, str]]:
        """Every graph that changes with '', and with each predicate that changes in it."""
        found = ((name, triples) for part in (self.weg, self.erbij) for name, triples in part.items() if triples)
        return {(name, predicate) for name, triples in found for predicate in ("", *(triple.predicate.value for triple in triples))}


def hashed(triples: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """The nodes that carry the hash of a file: the document nodes."""
    return {triple.subject for triple in triples if triple.predicate == _SHA256 and isinstance(triple.subject, ox.NamedNode)}


def in_one(change: Wijziging, characters: int) -> str | None:
    """The change as one request; None when it is longer than that."""
    packed = _packed(_lines(change.weg, change.erbij), characters)
    first, more = next(packed, ""), next(packed, None)
    return first if more is None else None


def in_steps(change: Wijziging, nodes: Mapping[str, set[ox.Triple]], characters: int) -> Iterator[str]:
    """The change as requests for a server that cannot do it in one.

    The node of every document that is touched goes first and comes back last: as long as it is away no reader takes the
    document for whole, and the next ``bouw`` writes it again.

    Args:
        change: what has to change.
        nodes: what is in the touched graphs now about their document nodes.
        characters: most characters of one request.
    """
    held = {name: hashed((*nodes.get(name, ()), *change.erbij.get(name, ()))) for name in change.grafen()}
    yield from _packed(_lines({name: now for name, now in nodes.items() if held.get(name)}, {}), characters)
    weg = {name: own - nodes.get(name, set()) for name, own in change.weg.items()}
    erbij = {name: [t for t in own if t.subject not in held.get(name, ())] for name, own in change.erbij.items()}
    yield from _packed(_lines(weg, erbij), characters)
    last = {
        name: (nodes.get(name, set()) - change.weg.get(name, set())) | {t for t in change.erbij.get(name, ()) if t.subject in subjects}
        for name, subjects in held.items()
        if subjects
    }
    yield from _packed(_lines({}, last), characters)


def _lines(weg: PerGraaf, erbij: PerGraaf) -> Iterator[tuple[str, str, str]]:
    """(verb, graph, triple) in a fixed order, all that goes first; the terms of Oxigraph print themselves escaped for SPARQL."""
    for verb, part in (("DELETE", weg), ("INSERT", erbij)):
        for name, triples in sorted(part.items()):
            yield from ((verb, name, line) for line in sorted(map(str, triples)))


def _packed(lines: Iterable[tuple[str, str, str]], characters: int) -> Iterator[str]:
    """Requests of at most so many characters (more for a single triple that is longer)."""
    batch: list[tuple[str, str, str]] = []
    size = 0
    for one in lines:
        length = len(one[2]) + (_FRAME if not batch or batch[-1][:2] != one[:2] else 0)
        if batch and size + length > characters:
            yield _request(batch)
            batch, size = [], 0
        batch.append(one)
        size += length
    if batch:
        yield _request(batch)


def _request(batch: Iterable[tuple[str, str, str]]) -> str:
    parts = []
    for (verb, name), lines in groupby(batch, key=lambda one: one[:2]):
        body = " .\n".join(line for _verb, _name, line in lines)
        parts.append(f"{verb} DATA {{ GRAPH {ox.NamedNode(name)} {{\n{body} }} }}")
    return " ;\n".join(parts)
