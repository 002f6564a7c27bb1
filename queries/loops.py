"""Circles in what documents explain: which kind, what drives them from outside, how they are told, what is weakest.

Three kinds are kept apart. In one document: a circle without any cause from outside (cirkelredenering, NZa par.
2.3.4) and one with such a cause (lus). Over the documents of a region: a circle that no single document holds whole
(schijnlus).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from queries.cycles import Circle, Component, search
from queries.records import ClaimRow

LoopKind = Literal["cirkelredenering", "lus", "schijnlus"]
Arrow = tuple[str, str]

#: Circles of one component that are reported; the rest is counted.
MAX_PER_COMPONENT = 3
#: From this likeness two wordings are taken to name one concept without asking.
SAME = 0.9


@dataclass(frozen=True, slots=True)
class Edge:
    """All claims that say ``oorzaak`` leads to ``gevolg``, best first; claims in review only when there are no others."""

    oorzaak: str
    gevolg: str
    claims: tuple[ClaimRow, ...]

    @property
    def sign(self) -> str:
        """'+' or '-', or '' when the claims differ or do not say."""
        signs = {claim.teken for claim in self.claims}
        return signs.pop() if len(signs) == 1 else ""

    @property
    def belief(self) -> float:
        """The belief in the best claim."""
        return self.claims[0].geloof

    @property
    def accepted(self) -> bool:
        """Whether an accepted claim carries it."""
        return self.claims[0].status == "aanvaard"


@dataclass(frozen=True, slots=True)
class Join:
    """Where one step of a circle goes over in the next: both wordings, the words taken as the same, and how alike they are.

    ``opposed``: the one speaks of lack and the other of plenty; ``same_concept``: both were linked to one concept.
    """

    gevolgtekst: str
    oorzaaktekst: str
    woorden: tuple[tuple[str, str], ...]
    gelijkenis: float
    opposed: bool = False
    same_concept: bool = False

    @property
    def sure(self) -> bool:
        """Whether nobody needs to confirm that both name the same."""
        return self.same_concept or (self.gelijkenis >= SAME and not self.opposed)


@dataclass(frozen=True, slots=True)
class Loop:
    """One circle. ``steps`` are its edges in causal order; ``told`` is the claim that shows each step.

    ``whole`` says that ``told`` stands in one passage. ``drivers`` come from outside the component, those that work on
    the circle itself first; ``possible_drivers`` rest on claims in review. ``others`` counts the circles of the same
    component that are not reported; ``complete`` is False when the search was cut short, so that there may be more.
    """

    kind: LoopKind
    regio: str
    nodes: Circle
    steps: tuple[Edge, ...]
    told: tuple[ClaimRow, ...]
    whole: bool
    drivers: tuple[Edge, ...]
    possible_drivers: tuple[Edge, ...]
    others: int
    complete: bool
    joins: tuple[Join, ...] = ()

    @property
    def effect(self) -> Literal["versterkend", "dempend", "onbekend"]:
        """The product of the signs: more of a concept comes back as more (versterkend) or as less (dempend)."""
        signs = [step.sign for step in self.steps]
        if not all(signs):
            return "onbekend"
        turned = sum(join.opposed for join in self.joins)
        return "dempend" if (signs.count("-") + turned) % 2 else "versterkend"

    @property
    def weakest(self) -> Edge:
        """The step that is believed least."""
        return min(self.steps, key=lambda step: step.belief)

    @property
    def sure(self) -> bool:
        """Whether accepted claims carry every step, and nothing in review could be the cause from outside it lacks."""
        open_to_doubt = self.kind == "cirkelredenering" and bool(self.possible_drivers)
        return all(step.accepted for step in self.steps) and all(join.sure for join in self.joins) and not open_to_doubt


def find_loops(claims: Iterable[ClaimRow]) -> list[Loop]:
    """The circles of every document, then those that close only over the documents of one region."""
    by_document: defaultdict[str, list[ClaimRow]] = defaultdict(list)
    by_region: defaultdict[str, list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document_id].append(claim)
        by_region[claim.regio].append(claim)
    loops = [loop for _, said in sorted(by_document.items()) for loop in _in_document(said)]
    for regio, said in sorted(by_region.items()):
        documents = sorted({claim.document_id for claim in said})
        if len(documents) > 1 and regio != "onbekend":
            known: list[Set[str]] = [set(loop.nodes) for loop in loops if loop.regio == regio]
            loops += _over_documents(said, [_edges(by_document[document]) for document in documents], known)
    return loops


def _in_document(claims: list[ClaimRow]) -> list[Loop]:
    everything = _edges(claims)
    accepted = _only_accepted(everything)
    sure = _search(accepted)
    loops = [loop for component in sure for loop in _report(component, component.circles, accepted, everything)]
    known = [component.members for component in sure]
    for component in _search(everything):
        unsure = [circle for circle in component.circles if not all(arrow in accepted for arrow in _arrows(circle))]
        loops += _report(component, [circle for circle in unsure if not _overlaps(circle, known)], everything, everything)
    return loops


def _over_documents(claims: list[ClaimRow], documents: list[dict[Arrow, Edge]], known: list[Set[str]]) -> list[Loop]:
    """Circles that need more than one document; those that overlap a circle that was found already tell nothing new."""
    everything = _edges(claims)
    loops: list[Loop] = []
    for edges in (_only_accepted(everything), everything):
        for component in _search(edges):
            joined = [
                circle
                for circle in component.circles
                if not _overlaps(circle, known) and not any(all(arrow in told for arrow in _arrows(circle)) for told in documents)
            ]
            found = list(_report(component, joined, edges, everything, over_documents=True))
            known = [*known, *(set(loop.nodes) for loop in found)]
            loops += found
    return loops


def _report(
    component: Component,
    circles: Iterable[Circle],
    edges: Mapping[Arrow, Edge],
    everything: Mapping[Arrow, Edge],
    *,
    over_documents: bool = False,
) -> Iterator[Loop]:
    """The first circles of a component as loops, the best believed first among equally long ones."""
    distinct = {frozenset(circle): circle for circle in reversed(list(circles))}.values()
    ranked = sorted(distinct, key=lambda circle: (len(circle), -min(edges[arrow].belief for arrow in _arrows(circle)), circle))
    for circle in ranked[:MAX_PER_COMPONENT]:
        drivers = _drivers(component.members, circle, edges)
        steps = tuple(edges[arrow] for arrow in _arrows(circle))
        passage = passage_of(steps)
        yield Loop(
            kind="schijnlus" if over_documents else "lus" if drivers else "cirkelredenering",
            regio=steps[0].claims[0].regio,
            nodes=circle,
            steps=steps,
            told=passage or tuple(step.claims[0] for step in steps),
            whole=passage is not None,
            drivers=drivers,
            possible_drivers=() if drivers else _drivers(component.members, circle, everything),
            others=len(distinct) - min(len(distinct), MAX_PER_COMPONENT),
            complete=component.complete,
        )


def _search(edges: Mapping[Arrow, Edge]) -> list[Component]:
    arrows: defaultdict[str, set[str]] = defaultdict(set)
    for cause, effect in edges:
        arrows[cause].add(effect)
    return search(arrows)


def _edges(claims: Iterable[ClaimRow]) -> dict[Arrow, Edge]:
    said: defaultdict[Arrow, list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        said[claim.oorzaak, claim.gevolg].append(claim)
    edges: dict[Arrow, Edge] = {}
    for (cause, effect), group in sorted(said.items()):
        accepted = [claim for claim in group if claim.status == "aanvaard"]
        best = sorted(accepted or group, key=lambda claim: (-claim.geloof, claim.document, claim.iri))
        edges[cause, effect] = Edge(cause, effect, tuple(best))
    return edges


def _only_accepted(edges: Mapping[Arrow, Edge]) -> dict[Arrow, Edge]:
    return {arrow: edge for arrow, edge in edges.items() if edge.accepted}


def _arrows(circle: Circle) -> list[Arrow]:
    return list(zip(circle, (*circle[1:], circle[0]), strict=True))


def _overlaps(circle: Circle, known: Iterable[Set[str]]) -> bool:
    """Whether two concepts of ``circle`` (or its only one) lie in a known circle: that one is shown instead."""
    return any(len(members & set(circle)) >= min(2, len(circle)) for members in known)


def _drivers(members: frozenset[str], circle: Circle, edges: Mapping[Arrow, Edge]) -> tuple[Edge, ...]:
    found = [edge for (cause, effect), edge in edges.items() if effect in members and cause not in members]
    return tuple(sorted(found, key=lambda edge: (edge.gevolg not in circle, -edge.belief, edge.oorzaak, edge.gevolg)))


def passage_of(steps: tuple[Edge, ...]) -> tuple[ClaimRow, ...] | None:
    """One claim per step, all in one passage: one paragraaf, or one page and the next; None when there is none."""
    for first in steps[0].claims:
        for page in sorted({proof.pagina for proof in first.bewijs}):
            for window in ((page - 1, page), (page, page + 1)):
                told = [next((claim for claim in step.claims if _within(claim, first, window)), None) for step in steps]
                if all(told):
                    return tuple(claim for claim in told if claim is not None)
    return None


def _within(claim: ClaimRow, first: ClaimRow, window: tuple[int, int]) -> bool:
    if claim.document_id != first.document_id:
        return False
    same_section = bool(first.paragraaf) and claim.paragraaf == first.paragraaf
    return same_section or (bool(claim.bewijs) and all(proof.pagina in window for proof in claim.bewijs))
