"""Circles among the links of one explanation, where one link ends in what the next begins with, in the same or other words.

The search runs over links, not over concepts: a link follows another when the effect of the one and the cause of the other
name the same thing (``extract.zelfde``). So every join of a circle can be shown, and no chain of likenesses glues all concepts
of a document together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log2

from extract.zelfde import Likeness, Wordings, traces

#: From this likeness the effect of one link is the cause of the next.
JOIN = 0.32
#: Most links of a circle, and how many of them must not be weak.
LONGEST, SHORT = 4, 2
#: Below this strength a link is weak; a circle has at most two.
WEAK = 0.45
#: Most that a circle may lack per link: 1 is a link without strength that is joined in full.
MAX_COST = 0.75
#: In a document of more sentences than this more links meet by chance: each doubling takes so much off what a circle may lack.
ORDINARY, STRICTER = 400, 0.1
#: What it adds to a likeness that a link stands in the sentence right behind the other.
NEXT = 0.15
#: Letters between two sentences that follow each other, and within which one is told beside the other.
GAP, BESIDE = 40, 320
#: What a circle costs more per link when it has only two, or jumps back in the text more than once.
PAIR, JUMP = 0.1, 0.04
#: From this likeness two concepts of one circle are the same, and it is no circle.
SAME = 0.6
#: From this likeness a link works on a concept of the circle; up to this its cause is none of those concepts.
DRIVES, OUTSIDE = 0.5, 0.4
#: From this likeness that is so for a link right beside the sentence that tells of the concept, and what that adds to its worth.
DRIVES_NEAR, TOLD_BESIDE = 0.4, 0.2
#: How fast strength falls with belief, and how many steps the search may take.
FALL, MAX_STEPS = 0.35, 200_000
#: How fast the worth of a cause from outside falls with belief: it stands alone, nothing closes around it.
FALL_OUTSIDE = 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """One link: what it says, how much that is believed in (0, 1), and the sentence it stands in."""

    key: str
    cause: str
    effect: str
    belief: float
    sentence: tuple[str, int, int]

    @property
    def strength(self) -> float:
        """How much it bears in a circle, in (0, 1): also a link of little belief bears something."""
        return float(self.belief**FALL)

    @property
    def place(self) -> tuple[int, int]:
        """Where its sentence begins: page and letter."""
        return int(self.sentence[0]), self.sentence[1]

    def gap_to(self, after: Link) -> int | None:
        """Letters from its sentence to that of another link on the page; None when that does not come after it."""
        gap = after.sentence[1] - self.sentence[2]
        return gap if after.sentence[0] == self.sentence[0] and gap >= 0 else None


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle: its links in causal order; ``joins[i]`` is where link i goes over in the next. ``cost`` is per link, 0 is best."""

    links: tuple[Link, ...]
    joins: tuple[Likeness, ...]
    cost: float


def find_rings(links: Sequence[Link], wordings: Wordings) -> list[Ring]:
    """The best circles among the links of one document, none of which shares a sentence or two concepts with a better one."""
    kept: list[Ring] = []
    usable = [link for link in links if wordings.likeness(link.cause, link.effect).same < SAME]
    most = MAX_COST - STRICTER * log2(max(1.0, wordings.sentences / ORDINARY))
    for ring in sorted(
        (r for r in _rings(usable, wordings) if r.cost <= most), key=lambda r: (r.cost, len(r.links), [link.key for link in r.links])
    ):
        if not any(_overlap(ring, other, wordings) for other in kept):
            kept.append(ring)
    return kept


@dataclass(frozen=True, slots=True)
class Driver:
    """A link that works on a circle from outside; ``place`` is the place in the circle it works on, ``join`` how it fits there."""

    link: Link
    place: int
    join: Likeness
    beside: bool = False

    @property
    def worth(self) -> float:
        """How much it says that the circle is driven."""
        return float(self.link.belief**FALL_OUTSIDE) * self.join.score + (TOLD_BESIDE if self.beside else 0.0)


def find_drivers(ring: Ring, links: Sequence[Link], wordings: Wordings, rings: Sequence[Ring] = ()) -> list[Driver]:
    """The links that end in a concept of the circle and begin in none of them, the most telling first.

    What tells a step of one of the other ``rings`` drives none.
    """
    concepts = [(link.effect, after.cause) for link, after in zip(ring.links, (*ring.links[1:], ring.links[0]), strict=True)]
    inside = {link.sentence for one in (ring, *rings) for link in one.links}
    found: list[Driver] = []
    for link in links:
        if link.sentence in inside or link.strength < WEAK or any(_alike(link.cause, c, wordings) >= OUTSIDE for c in concepts):
            continue
        place = max(range(len(concepts)), key=lambda n: (_alike(link.effect, concepts[n], wordings), -n))
        join = max((wordings.likeness(link.effect, phrase) for phrase in concepts[place]), key=lambda one: one.score)
        beside = any(_beside(link, ring.links[n % len(ring.links)]) for n in (place, place + 1))
        if join.score >= (DRIVES_NEAR if beside else DRIVES):
            found.append(Driver(link, place, join, beside))
    best: dict[tuple[str, int, int], Driver] = {}
    for driver in sorted(found, key=lambda d: (-d.worth, d.link.key)):
        best.setdefault(driver.link.sentence, driver)
    return list(best.values())


def _beside(link: Link, other: Link) -> bool:
    """Whether the sentences of two links stand close together."""
    gaps = [gap for gap in (link.gap_to(other), other.gap_to(link)) if gap is not None]
    return bool(gaps) and min(gaps) <= BESIDE


def _alike(phrase: str, concept: tuple[str, str], wordings: Wordings) -> float:
    return max(wordings.likeness(phrase, other).score for other in concept)


def _rings(links: Sequence[Link], wordings: Wordings) -> Iterator[Ring]:
    """All circles within the bounds, each from its first link in order."""
    following = _following(links, wordings)
    budget = MAX_STEPS
    for start in range(len(links)):
        trail: list[tuple[list[int], float]] = [([start], 1 - links[start].strength)]
        while trail and budget > 0:
            budget -= 1
            path, cost = trail.pop()
            for after, likeness in following[path[-1]]:
                gap = 1 - likeness.score
                if after == start and len(path) > 1:
                    ring = _ring(path, cost + gap, links, following)
                    if ring is not None and _is_round(ring, wordings):
                        yield ring
                elif after > start and after not in path and len(path) < LONGEST:
                    more = cost + gap + 1 - links[after].strength
                    if more <= MAX_COST * LONGEST and _may_follow(path, after, links):
                        trail.append(([*path, after], more))


def _following(links: Sequence[Link], wordings: Wordings) -> list[list[tuple[int, Likeness]]]:
    """For each link those that can follow it, with the likeness on which that rests."""
    begun: defaultdict[str, list[int]] = defaultdict(list)
    for n, link in enumerate(links):
        for trace in traces(link.cause):
            begun[trace].append(n)
    found: list[list[tuple[int, Likeness]]] = []
    for link in links:
        near = sorted({n for trace in traces(link.effect) for n in begun[trace] if links[n].sentence != link.sentence})
        alike = ((n, _join(link, links[n], wordings)) for n in near)
        found.append([(n, likeness) for n, likeness in alike if likeness.score >= JOIN])
    return found


def _join(link: Link, after: Link, wordings: Wordings) -> Likeness:
    """How well a link follows another: by their words, better when it stands in the next sentence."""
    likeness = wordings.likeness(link.effect, after.cause)
    gap = link.gap_to(after)
    if gap is None or gap > GAP or not likeness.words:
        return likeness
    return replace(likeness, score=min(1.0, likeness.score + NEXT))


def _may_follow(path: Sequence[int], after: int, links: Sequence[Link]) -> bool:
    """Whether a link comes from another sentence, and the circle does not get a second weak one."""
    if any(links[n].sentence == links[after].sentence for n in path):
        return False
    return sum(links[n].strength < WEAK for n in (*path, after)) <= 2


def _ring(path: Sequence[int], cost: float, links: Sequence[Link], following: Sequence[Sequence[tuple[int, Likeness]]]) -> Ring | None:
    per_link = round(cost / len(path), 4)
    chosen = tuple(links[n] for n in path)
    if per_link > MAX_COST or sum(link.strength < WEAK for link in chosen) > len(chosen) - SHORT:
        return None
    ends = (*path[1:], path[0])
    joins = tuple(dict(following[a])[b] for a, b in zip(path, ends, strict=True))
    jumps = sum(links[b].place < links[a].place for a, b in zip(path, ends, strict=True))
    return Ring(chosen, joins, round(per_link + (PAIR if len(path) == SHORT else JUMP * (jumps - 1)), 4))


def _is_round(ring: Ring, wordings: Wordings) -> bool:
    """Whether its concepts are different things, and it is no sentence that was read in both directions."""
    if len(ring.links) == SHORT and (ring.links[0].cause, ring.links[0].effect) == (ring.links[1].effect, ring.links[1].cause):
        return False
    said = [(link.effect, after.cause) for link, after in zip(ring.links, (*ring.links[1:], ring.links[0]), strict=True)]
    pairs = [[wordings.likeness(a, b).same for a in one for b in other] for n, one in enumerate(said) for other in said[n + 1 :]]
    return all(sum(scores) / len(scores) < SAME for scores in pairs)


def _overlap(ring: Ring, other: Ring, wordings: Wordings) -> bool:
    """Whether two circles tell the same: a sentence, or two concepts, in common."""
    sentences = {link.sentence for link in ring.links} & {link.sentence for link in other.links}
    mine, theirs = ([phrase for link in one.links for phrase in (link.cause, link.effect)] for one in (ring, other))
    concepts = sum(any(wordings.likeness(a, b).same >= SAME for b in theirs) for a in mine)
    return bool(sentences) or concepts >= 2 + SHORT
