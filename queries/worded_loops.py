"""Circles whose steps meet in other words: 'overdracht onvolledig' and 'onvolledige overdracht' are one place in the circle.

Beside the circles over equal concepts (``queries.loops``). Each join says on which words it rests; a circle with a join in other
words is to be confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from extract.kringen import Driver, Link, Ring, find_drivers, find_rings
from extract.words import lexicon
from extract.zelfde import Wordings, phrase_of
from queries.loops import Edge, Join, Loop, passage_of
from queries.records import ClaimRow, Node

#: Most words of the name of a concept.
LONGEST_NAME = 12
#: Words of a name that needs no other wording beside it.
SHORT_NAME = 1
#: From this strength of its claim and its fit a cause from outside decides that it is a lus; below it is only possible.
DECIDES = 0.5
#: Least belief in a claim that decides it: what is read that weakly is only put to a human.
LEAST_BELIEF = 0.32


@dataclass(frozen=True, slots=True)
class Worded:
    """A circle with the concepts it goes through, which have names of their own."""

    loop: Loop
    nodes: tuple[Node, ...]


def worded_loops(claims: Iterable[ClaimRow], nodes: Mapping[str, Node], pages: Mapping[str, Mapping[int, str]]) -> list[Worded]:
    """The circles of every document; ``pages`` holds the text of its pages by document id and number."""
    by_document: defaultdict[str, list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        if claim.bewijs:
            by_document[claim.document_id].append(claim)
    found: list[Worded] = []
    for document, said in sorted(by_document.items()):
        wordings = Wordings(pages.get(document, {}).values())
        rows = {claim.iri: claim for claim in said}
        links = [_link(claim) for claim in sorted(said, key=lambda claim: (-claim.geloof, claim.iri))]
        rings = find_rings(links, wordings)
        found += [_worded(ring, find_drivers(ring, links, wordings, rings), rows, nodes) for ring in rings]
    return found


def _link(claim: ClaimRow) -> Link:
    last = claim.bewijs[-1]
    return Link(claim.iri, claim.oorzaaktekst, claim.gevolgtekst, claim.geloof, (str(last.pagina), last.begin, last.eind))


def _worded(ring: Ring, drivers: Sequence[Driver], rows: Mapping[str, ClaimRow], nodes: Mapping[str, Node]) -> Worded:
    told = tuple(rows[link.key] for link in ring.links)
    after = (*told[1:], told[0])
    places = tuple(_place(one, other, nodes) for one, other in zip(told, after, strict=True))
    joins = tuple(
        Join(one.gevolgtekst, other.oorzaaktekst, join.words, join.score, join.opposed, one.gevolg == other.oorzaak)
        for one, other, join in zip(told, after, ring.joins, strict=True)
    )
    steps = tuple(Edge(places[n - 1].iri, places[n].iri, (claim,)) for n, claim in enumerate(told))
    works = [(d, Edge(rows[d.link.key].oorzaak, places[d.place].iri, (rows[d.link.key],))) for d in drivers]
    sure = tuple(edge for driver, edge in works if driver.worth >= DECIDES and driver.link.belief >= LEAST_BELIEF)
    loop = Loop(
        kind="lus" if sure else "cirkelredenering",
        regio=told[0].regio,
        nodes=tuple(place.iri for place in places),
        steps=steps,
        told=told,
        whole=passage_of(steps) is not None,
        drivers=sure,
        possible_drivers=() if sure else tuple(edge for _, edge in works),
        others=0,
        complete=True,
        joins=joins,
    )
    return Worded(loop, places)


def _place(one: ClaimRow, other: ClaimRow, nodes: Mapping[str, Node]) -> Node:
    """The concept in which a step ends and the next begins, under the name that names it best."""
    same = one.gevolg == other.oorzaak
    known = nodes[one.gevolg]
    label = name_of(one.gevolgtekst, other.oorzaaktekst)
    influence = known.beinvloedbaar if same or known.beinvloedbaar is not None else nodes[other.oorzaak].beinvloedbaar
    return Node(f"{one.iri}#gevolg", label, "Knelpunt", influence)


def name_of(one: str, other: str) -> str:
    """The phrase that reads best as a name: no sentence, not too long, with the most to say; cut to ``LONGEST_NAME`` words.

    Where that still is no name, the other wording stands behind it: who reads the circle must see what was joined.
    """
    best, rest = sorted((one, other), key=_as_name, reverse=True)
    name, gloss = (phrase.strip(" ,.;:") for phrase in (best, rest))
    room = len(name.split()) + len(gloss.split()) <= LONGEST_NAME
    if room and not _is_name(name) and gloss.lower() not in name.lower() and name.lower() not in gloss.lower():
        return f"{name} ({gloss})"
    return " ".join(name.split()[:LONGEST_NAME])


def _is_name(phrase: str) -> bool:
    return _as_name(phrase)[1] == 0 and len(phrase.split()) <= SHORT_NAME


def _as_name(phrase: str) -> tuple[bool, float, int, int]:
    words = phrase.lower().strip(" ,.;:").split()
    flaws = sum(word in _words("geen_naam") for word in words) + (words[-1] in _words("slot")) + (words[0].endswith("t") and len(words) > 2)
    told = len(phrase_of(phrase).roots)
    return len(words) <= LONGEST_NAME, -(flaws + 0.5 * max(0, len(words) - 6)), int("van" in words), min(told, 4)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(w for entry in lexicon("zelfde.toml")[name] for w in cast("list[str]", entry["woorden"]))
