"""A work sheet on one named graph: what it said as read, what it says now, and the change between the two.

What decisions change is kept per (subject, property) in a graph beside it, under a mirrored property that no question about
the documents can meet: ``rg:status`` as read is ``<.../gelezen/status>`` there. So the graph as read can always be put back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias, cast

from rdflib import RDF, Literal, URIRef

from graph.build_claims import CLASS
from graph.iris import besluit_iri, read_graph_iri
from graph.store import Change, Store, Value
from graph.terms import Triple
from ontology.prefixes import BASE, ID, NS, PREFIXES
from ontology.vocab import RG

#: What a graph says of one subject: the values by property; a property without values is not there.
Feiten: TypeAlias = Mapping[URIRef, frozenset[URIRef | Literal]]

_READ = BASE + "gelezen/"
#: Under this property stand the properties that the subject did not have as read.
_NOTHING = URIRef(_READ + "niets")
#: Stands for the claim of a decision that holds nowhere.
NERGENS = f"{ID}bewering/nergens"
_FOREIGN = {name: iri for name, iri in PREFIXES.items() if iri != NS}


class Blad:
    """Subjects of one named graph, fetched when asked for; nothing is written until ``changes`` is carried out."""

    def __init__(self, store: Store, graaf: str) -> None:
        """Take the store and the name of the graph."""
        self.store = store
        self.graaf = graaf
        self.gelezen = read_graph_iri(graaf)
        self._stored: dict[URIRef, Feiten] = {}
        self._kept: dict[URIRef, Feiten] = {}
        self._planned: dict[URIRef, Feiten] = {}

    def load(self, subjects: Iterable[URIRef]) -> None:
        """Fetch subjects that were not fetched before, in one go."""
        missing = sorted(set(subjects) - set(self._stored))
        if missing:
            self._stored.update(self._fetch(self.graaf, missing))
            self._kept.update(self._fetch(self.gelezen, missing))

    def read(self, subject: URIRef) -> Feiten:
        """What the graph says of a subject without any decision."""
        self._need(subject)
        if not self._kept[subject]:
            return self._stored[subject]
        facts = dict(self._stored[subject])
        for mirrored, values in self._kept[subject].items():
            if mirrored == _NOTHING:
                for predicate in values:
                    facts.pop(cast("URIRef", predicate), None)
            elif mirrored.startswith(_READ):
                facts[_unmirrored(mirrored)] = values
        return facts

    def stored(self, subject: URIRef) -> Feiten:
        """What the graph in the store says of a subject."""
        self._need(subject)
        return self._stored[subject]

    def now(self, subject: URIRef) -> Feiten:
        """What the graph will say of a subject: as planned, or as it is stored."""
        return self._planned[subject] if subject in self._planned else self.stored(subject)

    def planned(self) -> list[URIRef]:
        """The subjects for which ``plan`` was called, sorted."""
        return sorted(self._planned)

    def plan(self, subject: URIRef, facts: Feiten) -> None:
        """Say what the graph has to say of a subject."""
        self._need(subject)
        self._planned[subject] = {predicate: values for predicate, values in facts.items() if values}

    def changes(self) -> list[Change]:
        """From what is stored to what is planned, in the graph and in the one beside it."""
        here: tuple[list[Triple], list[Triple]] = ([], [])
        beside: tuple[list[Triple], list[Triple]] = ([], [])
        for subject in sorted(self._planned):
            _differ(subject, self._stored[subject], self._planned[subject], here)
            rest = {p: values for p, values in self._kept[subject].items() if not p.startswith(_READ)}
            _differ(subject, self._kept[subject], {**rest, **_mirror(self.read(subject), self._planned[subject])}, beside)
        pairs = ((self.graaf, here), (self.gelezen, beside))
        return [Change(name, tuple(removed), tuple(added)) for name, (removed, added) in pairs if removed or added]

    def claims(self) -> list[URIRef]:
        """The claims in the stored graph, sorted."""
        return [URIRef(iri) for klasse in CLASS.values() for iri in self.store.members(self.graaf, klasse)]

    def using(self, predicates: Iterable[URIRef], values: Iterable[URIRef]) -> list[URIRef]:
        """The subjects that have one of these values for one of these properties, as stored or as read; sorted."""
        wanted, listed = " ".join(f"<{value}>" for value in sorted(values)), tuple(predicates)
        if not wanted:
            return []
        stored = _subjects(self.store, self.graaf, wanted, listed)
        return sorted({*stored, *_subjects(self.store, self.gelezen, wanted, [_mirrored(p) for p in listed])})

    def with_rule(self, rules: Iterable[str]) -> list[URIRef]:
        """The claims that these rules found, sorted."""
        chosen = " ".join(json.dumps(rule, ensure_ascii=False) for rule in sorted(rules))
        if not chosen:
            return []
        return [claim for (claim,) in self.where(f"VALUES ?r {{ {chosen} }} ?b rg:regel ?r ; rg:oorzaaktekst ?t", "b")]

    def place(self, places: Mapping[str, str]) -> list[Change]:
        """Note on which claims decisions (by id) about another reading hold; '' for one that holds on none."""
        rows = self.store.statements(self.gelezen, [str(RG.geplaatstOp)])
        old = {(URIRef(one), RG.geplaatstOp, URIRef(str(claim))) for one, _, claim in rows}
        new = {(besluit_iri(one), RG.geplaatstOp, URIRef(claim or NERGENS)) for one, claim in places.items()}
        return [Change(self.gelezen, old - new, new - old)] if old != new else []

    def where(self, pattern: str, *variables: str) -> list[tuple[URIRef, ...]]:
        """The rows of IRIs that a pattern has in the stored graph, sorted."""
        chosen = " ".join(f"?{name}" for name in variables)
        rows = self.store.query(f"SELECT DISTINCT {chosen} WHERE {{ GRAPH <{self.graaf}> {{ {pattern} }} }}").rows
        return sorted(tuple(URIRef(str(row[name])) for name in variables) for row in rows)

    def columns(self, predicate: URIRef) -> tuple[dict[URIRef, set[URIRef]], dict[URIRef, set[URIRef]]]:
        """The IRIs that every subject has for a property, as stored and as read."""
        stored, kept = (
            _by_subject(self.store.statements(name, [key])) for name, key in ((self.graaf, predicate), (self.gelezen, _mirrored(predicate)))
        )
        nothing = {URIRef(s) for s, _, value in self.store.statements(self.gelezen, [_NOTHING]) if value == str(predicate)}
        return stored, {subject: values for subject, values in (stored | kept).items() if subject not in nothing}

    def added(self) -> set[URIRef]:
        """The subjects that are in the graph by a decision, and were not there as read."""
        return {URIRef(s) for s, _, value in self.store.statements(self.gelezen, [_NOTHING]) if value == str(RDF.type)}

    def pointing(self, value: URIRef) -> set[URIRef]:
        """The subjects that lead to ``value`` as stored or as planned."""
        rows = self.store.query(f"SELECT DISTINCT ?s WHERE {{ GRAPH <{self.graaf}> {{ ?s ?p <{value}> }} }}").rows
        planned = {subject for subject, facts in self._planned.items() if any(value in values for values in facts.values())}
        return planned | {URIRef(str(row["s"])) for row in rows}

    def touched(self) -> list[URIRef]:
        """The subjects that decisions changed, sorted."""
        sparql = f"SELECT DISTINCT ?s WHERE {{ GRAPH <{self.gelezen}> {{ ?s ?p ?o . FILTER(STRSTARTS(STR(?p), '{_READ}')) }} }}"
        return sorted(URIRef(str(row["s"])) for row in self.store.query(sparql).rows)

    def _need(self, subject: URIRef) -> None:
        if subject not in self._stored:
            self.load([subject])

    def _fetch(self, name: str, subjects: list[URIRef]) -> dict[URIRef, Feiten]:
        found: dict[URIRef, list[Triple]] = {subject: [] for subject in subjects}
        for triple in self.store.about(name, subjects):
            found[cast("URIRef", triple[0])].append(cast("Triple", triple))
        return {subject: facts_of(triples) for subject, triples in found.items()}


def facts_of(triples: Iterable[Triple]) -> Feiten:
    """What triples of one subject say."""
    found: defaultdict[URIRef, set[URIRef | Literal]] = defaultdict(set)
    for _, predicate, value in triples:
        found[predicate].add(value)
    return {predicate: frozenset(values) for predicate, values in found.items()}


def one(facts: Feiten, predicate: URIRef) -> URIRef | Literal | None:
    """The value of a property that has one; of several the smallest, so that it is always the same."""
    values = facts.get(predicate)
    return min(values, key=str) if values else None


def words(facts: Feiten, predicate: URIRef) -> str:
    """The value of a property as text, '' when there is none."""
    value = one(facts, predicate)
    return "" if value is None else str(value)


def with_values(facts: Feiten, **changed: URIRef | Literal | None) -> Feiten:
    """The same facts with other values for these properties of ours; None takes a property away."""
    fresh = dict(facts)
    for name, value in changed.items():
        fresh[URIRef(NS + name)] = frozenset() if value is None else frozenset({value})
    return {predicate: values for predicate, values in fresh.items() if values}


def _by_subject(rows: Iterable[tuple[str, str, Value]]) -> dict[URIRef, set[URIRef]]:
    found: defaultdict[URIRef, set[URIRef]] = defaultdict(set)
    for subject, _, value in rows:
        found[URIRef(subject)].add(URIRef(str(value)))
    return dict(found)


def _subjects(store: Store, graaf: str, values: str, predicates: Iterable[URIRef]) -> set[URIRef]:
    chosen = " ".join(f"<{predicate}>" for predicate in predicates)
    pattern = f"VALUES ?p {{ {chosen} }} VALUES ?o {{ {values} }} GRAPH <{graaf}> {{ ?s ?p ?o }}"
    return {URIRef(str(row["s"])) for row in store.query(f"SELECT DISTINCT ?s WHERE {{ {pattern} }}").rows}


def _mirror(read: Feiten, now: Feiten) -> Feiten:
    """What has to be kept beside the graph to get from ``now`` back to ``read``."""
    differs = [predicate for predicate in {*read, *now} if read.get(predicate) != now.get(predicate)]
    kept: dict[URIRef, frozenset[URIRef | Literal]] = {_mirrored(p): read[p] for p in differs if p in read}
    nothing = frozenset(p for p in differs if p not in read)
    return kept | ({_NOTHING: nothing} if nothing else {})


@cache
def _mirrored(predicate: URIRef) -> URIRef:
    if predicate.startswith(NS):
        return URIRef(_READ + predicate.removeprefix(NS))
    prefix = next(name for name, iri in _FOREIGN.items() if predicate.startswith(iri))
    return URIRef(f"{_READ}{prefix}.{predicate.removeprefix(_FOREIGN[prefix])}")


@cache
def _unmirrored(mirrored: URIRef) -> URIRef:
    prefix, dot, name = mirrored.removeprefix(_READ).partition(".")
    return URIRef(_FOREIGN[prefix] + name if dot else NS + prefix)


def _differ(subject: URIRef, old: Feiten, new: Feiten, into: tuple[list[Triple], list[Triple]]) -> None:
    removed, added = into
    for predicate in {*old, *new}:
        before, after = old.get(predicate, frozenset()), new.get(predicate, frozenset())
        removed += [(subject, predicate, value) for value in before - after]
        added += [(subject, predicate, value) for value in after - before]
