"""Is a graph consistent with the ontology? HermiT when Java is there, OWL 2 RL rules otherwise.

HermiT (through owlready2) decides OWL 2 DL but only says *that* something is wrong; which individual it is comes from
the rules in both cases. Annotations carry no meaning in OWL and are left out before reasoning.
"""

from __future__ import annotations

import io
import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

import owlrl
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

#: What the rules cannot see; empty when HermiT did the work.
NOT_CHECKED_BY_RULES = (
    "Java ontbreekt of start niet: alleen de regels van OWL 2 RL zijn gebruikt; tegenspraak die volgt uit vereniging, "
    "ontkenning, aantallen of het bestaan van een onbekend ding blijft onopgemerkt"
)
#: Predicates without meaning for a reasoner, besides everything declared as owl:AnnotationProperty.
_ALWAYS_ANNOTATION = (RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy)
#: Namespace in which owlrl reports an inconsistency that it found.
_OWLRL_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


@dataclass(frozen=True, slots=True)
class Clash:
    """An individual that is in two classes which exclude each other; ``label`` is its name or else its IRI."""

    individual: str
    label: str
    classes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome of reasoning.

    ``unsatisfiable`` holds the IRIs of classes that can have no members (which leaves the graph consistent as long as
    nothing is in them); with HermiT it is empty when the graph is inconsistent. ``not_checked`` says in Dutch what the
    engine cannot see, '' when it sees everything.
    """

    engine: OneOf["HermiT", "owlrl"]
    consistent: bool
    unsatisfiable: tuple[str, ...]
    clashes: tuple[Clash, ...]
    not_checked: str


def check_consistency(graph: Graph) -> Verdict:
    """Reason over a graph as it stands (``load_ontology()`` alone, or with data added); the graph is not changed."""
    logic = _without_annotations(graph)
    closure, broken = _closure(logic)
    clashes = tuple(_clashes(graph, closure))
    outcome = _hermit(logic) if shutil.which("java") else None
    if outcome is None:
        unsatisfiable = tuple(_unsatisfiable(closure))
        return Verdict("owlrl", not clashes and not broken, unsatisfiable, clashes, NOT_CHECKED_BY_RULES)
    return Verdict("HermiT", *outcome, clashes, "")


def _without_annotations(graph: Graph) -> Graph:
    """The logical part: no triples whose predicate is an annotation property (their declarations stay)."""
    skip = {*_ALWAYS_ANNOTATION, *graph.subjects(RDF.type, OWL.AnnotationProperty)}
    logic = Graph()
    for subject, predicate, value in graph:
        if predicate not in skip:
            logic.add((subject, predicate, value))
    return logic


def _hermit(logic: Graph) -> tuple[bool, tuple[str, ...]] | None:
    """Run HermiT in a world of its own: (consistent, unsatisfiable), None when Java does not run it.

    owlready2 reads no Turtle, so it gets N-Triples.
    """
    import owlready2  # 0.3 s, only needed when Java is there

    world = owlready2.World()
    try:
        ontology = world.get_ontology("https://w3id.org/regiograaf/controle#")
        ontology.load(fileobj=io.BytesIO(logic.serialize(format="nt", encoding="utf-8")))
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        nothing = owlready2.Nothing
        return True, tuple(sorted(str(c.iri) for c in world.inconsistent_classes() if c is not nothing))
    except owlready2.OwlReadyInconsistentOntologyError:
        return False, ()
    except owlready2.OwlReadyJavaError:  # a java that cannot start, such as the stub on a Mac without Java
        return None
    finally:
        world.close()


def _closure(logic: Graph) -> tuple[Graph, bool]:
    """The graph with all that follows by the OWL 2 RL rules, and whether the rules met an inconsistency themselves."""
    closed = Graph()
    for triple in logic:
        closed.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed, (None, _OWLRL_ERROR, None) in closed


def _disjoint_pairs(graph: Graph) -> set[tuple[Node, Node]]:
    pairs = set(graph.subject_objects(OWL.disjointWith))
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        for members in graph.objects(axiom, OWL.members):
            pairs |= set(itertools.combinations(Collection(graph, members), 2))
    return {(a, b) if str(a) < str(b) else (b, a) for a, b in pairs if a != b}


def _clashes(graph: Graph, closure: Graph) -> Iterator[Clash]:
    """Named individuals in two disjoint classes, sorted; one for every pair of classes."""
    found = set()
    for first, second in _disjoint_pairs(closure):
        both = set(closure.subjects(RDF.type, first)) & set(closure.subjects(RDF.type, second))
        found |= {(str(node), str(first), str(second)) for node in both if isinstance(node, URIRef)}
    for individual, first_class, second_class in sorted(found):
        yield Clash(individual, _name(graph, URIRef(individual)), (first_class, second_class))


def _unsatisfiable(closure: Graph) -> list[str]:
    """Named classes below owl:Nothing or below two disjoint classes."""
    empty = set(closure.subjects(RDFS.subClassOf, OWL.Nothing))
    for first, second in _disjoint_pairs(closure):
        empty |= set(closure.subjects(RDFS.subClassOf, first)) & set(closure.subjects(RDFS.subClassOf, second))
    return sorted(str(node) for node in empty if isinstance(node, URIRef) and node != OWL.Nothing)


def _name(graph: Graph, node: URIRef) -> str:
    labels = [label for term in (SKOS.prefLabel, RDFS.label) for label in graph.objects(node, term) if isinstance(label, Literal)]
    dutch = sorted(str(label) for label in labels if label.language in (None, "nl"))
    return dutch[0] if dutch else str(node)
