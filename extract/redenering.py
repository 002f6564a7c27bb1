"""Readings that are too unsure to stand alone, but that close a circle with others, or drive one from outside.

That they fit is evidence in itself. Only those are kept, always to be confirmed by a human; all others are left out as before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.kringen import Link, Ring, find_drivers, find_rings
from extract.records import Claim, Page
from extract.schakels import goes_round, word_set_of
from extract.zelfde import Wordings
from ontology.namen import digest

#: Least belief with which a reading is looked at, and the most it can get: it never gets accepted by closing a circle.
LEAST, MOST = 0.02, 0.5
#: What a word by which the text itself says that it goes round ('op zijn beurt', 'opnieuw') adds to the belief in its sentence.
SAID = 0.1


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim that may be kept; ``stated``: read by a pattern for links, which tells how things are and does not see to denial.

    ``weak``: it only names one thing and then another; ``known``: it stands already.
    """

    claim: Claim
    stated: bool = False
    weak: bool = False
    known: bool = False


def keep_in_circles(known: Iterable[Claim], readings: Iterable[Reading], pages: Sequence[Page]) -> list[Claim]:
    """The readings that are part of a circle or drive one, as claims to be reviewed; those in ``known`` stand already."""
    known = tuple(known)
    kept = {claim.id for claim in known}
    texts = {page.number: page.text for page in pages}
    candidates: dict[tuple[str, str], tuple[Link, Claim]] = {}
    otherwise = {claim.id for claim in known if claim.kind != "oorzakelijk" or claim.negated}
    for reading in (*(Reading(claim, known=True) for claim in known), *(_apart(reading, otherwise) for reading in readings)):
        link = _link(reading, texts)
        if link is None:
            continue
        before = candidates.get((link.cause, link.effect))
        if before is None or (before[0].key not in kept and (link.key in kept or link.belief > before[0].belief)):
            candidates[link.cause, link.effect] = (link, reading.claim)
    links = sorted((link for link, _ in candidates.values()), key=lambda link: (-link.belief, link.key))
    claims = {claim.id: claim for _, claim in candidates.values()}
    wordings = Wordings(texts.values())
    rings = find_rings(links, wordings)
    used = {link.key: link for ring in rings for link in (*ring.links, *_drivers(ring, links, wordings, rings))}
    return [_kept(claims[key], link) for key, link in used.items() if key not in kept]


def _apart(reading: Reading, otherwise: Collection[str]) -> Reading:
    """The reading under an id of its own where those words were also read as something else than a cause that is there."""
    claim = reading.claim
    return replace(reading, claim=replace(claim, id=digest(claim.id, "kring"))) if claim.id in otherwise else reading


def _drivers(ring: Ring, links: Sequence[Link], wordings: Wordings, rings: Sequence[Ring]) -> list[Link]:
    return [driver.link for driver in find_drivers(ring, links, wordings, rings)]


def _link(reading: Reading, texts: Mapping[int, str]) -> Link | None:
    """The reading as a link; None when it cannot be one."""
    claim = reading.claim
    belief = min(claim.belief, LEAST) if reading.weak else claim.belief
    if belief < LEAST or not claim.evidence or (_denies(claim.cue) if reading.stated else claim.kind != "oorzakelijk" or claim.negated):
        return None
    last = claim.evidence[-1]
    if not reading.known and goes_round(texts[last.page], last.begin, last.end):
        belief = min(MOST, belief + SAID)
    return Link(claim.id, claim.cause.text, claim.effect.text, round(belief, 4), (str(last.page), last.begin, last.end))


def _denies(cue: str) -> bool:
    said = cue.lower()
    for phrase in word_set_of("ontkent_toch_niet"):
        said = said.replace(phrase, " ")
    return bool(word_set_of("ontkent").intersection(said.split()))


def _kept(claim: Claim, link: Link) -> Claim:
    belief = round(min(MOST, link.belief), 4)
    return replace(
        claim,
        kind="oorzakelijk",
        negated=False,
        belief=belief,
        status="ter_beoordeling",
        reason=f"{claim.reason}; past in een kring",
        signs=(*claim.signs, "kring"),
    )
