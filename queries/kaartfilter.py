"""The first stage of the map: which claims are in view, and for every filter what it took away and why."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache

from ontology.load import Concept, load_concepts
from queries.kaart_records import Filterstap, pijlsleutel
from queries.lezing import Lezing, once
from queries.mentions import PlaceIndex
from queries.records import CausalView, ClaimRow
from queries.weergave import SOORTEN, Weergave
from queries.wording import enumeration

#: How it is decided that a claim is about a doelgroep or a sector; shown beside the filter.
HOE_DOELGROEP = (
    "Een bewering hoort bij een doelgroep als die in haar zin genoemd is, "
    "of als de tekst het knelpunt in de bewering aan die doelgroep koppelt."
)
HOE_SECTOR = "Een bewering hoort bij een sector als haar zin of de kop van haar paragraaf die sector noemt."
#: Kinds of claim in the words of the user.
SOORTNAAM = {"oorzakelijk": "oorzakelijk", "beoogd": "beoogd effect", "verband": "verband zonder richting"}
_INVLOED: dict[str, bool | None] = {"ja": True, "nee": False, "onbepaald": None}
_INVLOEDNAAM = {"ja": "beïnvloedbaar", "nee": "niet beïnvloedbaar", "onbepaald": "onbepaald"}

Keep = Callable[[ClaimRow], bool]


def kies(
    lezing: Lezing, weergave: Weergave, part: Lezing, view: CausalView
) -> tuple[tuple[ClaimRow, ...], tuple[Filterstap, ...], tuple[int, int]]:
    """Apply the filters in their fixed order.

    Args:
        lezing: the whole graph.
        weergave: what is asked.
        part: the reading of the region and document that are asked.
        view: the concepts of that part.

    Returns:
        The claims that stay, what every filter took away, and the number of arrows and claims before any filter.
    """
    claims = lezing.claims
    total = len(_keys(claims)), len(claims)
    steps: list[Filterstap] = []
    for name, reason, keep in _filters(weergave, part, view):
        kept = tuple(claim for claim in claims if keep(claim))
        step = stap(name, reason, claims, kept)
        if step.beweringen:
            steps.append(step)
        claims = kept
    return claims, tuple(steps), total


def stap(name: str, reason: str, before: Iterable[ClaimRow], after: Iterable[ClaimRow]) -> Filterstap:
    """What was taken away between two sets of claims."""
    before, after = tuple(before), tuple(after)
    return Filterstap(name, reason, len(_keys(before)) - len(_keys(after)), len(before) - len(after))


def _keys(claims: Iterable[ClaimRow]) -> set[tuple[str, str, str, str]]:
    return {pijlsleutel(claim) for claim in claims}


def _filters(weergave: Weergave, part: Lezing, view: CausalView) -> list[tuple[str, str, Keep]]:
    """Name, reason and test of every filter that is asked, in the order in which they are applied."""
    inside = {claim.iri for claim in part.claims}
    other = enumeration([SOORTNAAM[soort] for soort in SOORTEN if soort not in weergave.soorten])
    believed = f"{weergave.geloof:.2f}".replace(".", ",")
    asked: list[tuple[bool, str, str, Keep]] = [
        (True, "gebied", "andere regio of ander document", lambda claim: claim.iri in inside),
        (True, "ontkend", "door de tekst zelf ontkend", lambda claim: claim.iri not in part.denied),
        (True, "verworpen", "door een beoordelaar verworpen", lambda claim: claim.status in ("aanvaard", "ter_beoordeling")),
        (bool(other), "soort", f"andere soort ({other})", lambda claim: claim.soort in weergave.soorten),
        (not weergave.ook_ter_beoordeling, "twijfel", "wacht op beoordeling", lambda claim: claim.status == "aanvaard"),
        (weergave.beoordeeld == "beoordeeld", "beoordeeld", "door niemand beoordeeld", lambda claim: bool(claim.oordeel)),
        (weergave.beoordeeld == "onbeoordeeld", "beoordeeld", "al door een mens beoordeeld", lambda claim: not claim.oordeel),
        (weergave.geloof > 0, "geloof", f"geloof onder {believed}", lambda claim: claim.geloof >= weergave.geloof),
        (
            bool(weergave.doelgroep),
            "doelgroep",
            f"niet over doelgroep ‘{weergave.doelgroep}’",
            lambda claim: _same(weergave.doelgroep, doelgroepen(part).get(claim.iri, ())),
        ),
        (
            bool(weergave.sector),
            "sector",
            f"noemt sector ‘{weergave.sector}’ niet",
            lambda claim: _same(weergave.sector, sectoren(part).get(claim.iri, ())),
        ),
        (
            bool(weergave.invloed),
            "invloed",
            f"invloed van de regio op de oorzaak is niet ‘{_INVLOEDNAAM.get(weergave.invloed, '')}’",
            lambda claim: view.nodes[claim.oorzaak].beinvloedbaar is _INVLOED[weergave.invloed],
        ),
    ]
    return [(name, reason, keep) for wanted, name, reason, keep in asked if wanted]


def _same(asked: str, names: Iterable[str]) -> bool:
    return asked.casefold() in {name.casefold() for name in names}


@once
def doelgroepen(lezing: Lezing) -> dict[str, frozenset[str]]:
    """The doelgroepen of every claim that has one: as the text names them, and under their name in the concept scheme."""
    groups = {mention.iri: mention for mention in lezing.mentions if mention.soort == "Doelgroep"}
    sentences = PlaceIndex((claim.iri, claim.bewijs) for claim in lezing.claims)
    words = PlaceIndex((claim.iri, lezing.places.get((claim.iri, part), ())) for claim in lezing.claims for part in ("oorzaak", "gevolg"))
    by_iri = {mention.iri: mention for mention in lezing.mentions}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups.values():
        for claim in sentences.at(group.words):
            found[claim] |= _names(group.tekst)
    for link in lezing.links:
        if link.relatie == "heeft_doelgroep" and link.naar in groups and link.van in by_iri:
            for claim in words.at(by_iri[link.van].words):
                found[claim] |= _names(groups[link.naar].tekst)
    return {claim: frozenset(names) for claim, names in found.items()}


@once
def sectoren(lezing: Lezing) -> dict[str, frozenset[str]]:
    """The sectors that the sentence of a claim or the heading of its paragraaf names, for every claim that has one."""
    headings: dict[str, frozenset[str]] = {}
    found = {}
    for claim in lezing.claims:
        heading = claim.paragraaf.rpartition(" > ")[2]  # its own, not the title of the whole document
        if heading not in headings:
            headings[heading] = _recognised("Sector", heading)
        names = headings[heading].union(*(_recognised("Sector", proof.citaat) for proof in claim.bewijs))
        if names:
            found[claim.iri] = names
    return found


def _names(text: str) -> set[str]:
    return {text.casefold(), *_recognised("Doelgroep", text)}


def _recognised(role: str, text: str) -> frozenset[str]:
    """Labels of the concepts of a role that a text names."""
    return frozenset(label for label, pattern in _patterns(role) if pattern.search(text))


@cache
def _patterns(role: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((concept.label, re.compile(concept.pattern, re.IGNORECASE)) for concept in _concepts(role))


def _concepts(role: str) -> Iterable[Concept]:
    return (concept for concept in load_concepts() if concept.role == role)


def keuzes(found: dict[str, frozenset[str]], claims: Iterable[ClaimRow], role: str) -> dict[bool, list[tuple[str, int]]]:
    """What a filter can choose among ``claims``, with the number of claims: names of the scheme (True) and of the texts (False)."""
    numbers = Counter(name for claim in claims for name in found.get(claim.iri, ()))
    known = {concept.label for concept in _concepts(role)}
    ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    return {own: [(name, number) for name, number in ordered if (name in known) is own] for own in (True, False)}
