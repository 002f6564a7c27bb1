"""The places where a document names a cause, after decisions: a place stands or falls with the claims that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from rdflib import Literal, URIRef
from rdflib.namespace import PROV

from extract.records import Argument, Evidence, Grounding, RoleStatement, Status
from graph import iris
from graph.besluiten.bewering import evidence_of, kern_of, quote_of
from graph.besluiten.blad import Blad, Feiten, facts_of, one, with_values, words
from graph.besluiten.gevolgen import scheme
from graph.besluiten.toestand import Toestand
from graph.build_causes import CausePlace, cause_triples, listed, names_cause
from graph.terms import text
from ontology.vocab import RG

#: What becomes of a place, by the surest claim that rests on it; without any it is rejected.
_STATUSES: tuple[Status, ...] = ("aanvaard", "ter_beoordeling")
_Spot = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Steun:
    """What a claim that names its cause says of it."""

    status: Status
    begrip: URIRef | None
    tekst: str
    regel: str


def plan_causes(blad: Blad, subjects: Iterable[URIRef], toestand: Toestand) -> None:
    """Plan the cause mentions among ``subjects``, and those where claims among them name their cause."""
    chosen = set(subjects)
    stored, read = ({s: _spots(places) for s, places in column.items()} for column in blad.columns(RG.vindplaatsOorzaak))
    own = {claim for claim in chosen if kern_of(blad.now(claim)) or kern_of(blad.stored(claim))}
    now = stored | {claim: _spots(blad.now(claim).get(RG.vindplaatsOorzaak, ())) for claim in own}
    here = {spot for claim in own for spots in (stored, read, now) for spot in spots.get(claim, ())}
    mentions: dict[URIRef, set[_Spot]] = {}
    for mention, place in blad.where(f"?v rg:vermeldt rg:Oorzaak ; <{PROV.wasDerivedFrom}> ?p", "v", "p"):
        mentions.setdefault(mention, set()).add(iris.place_of(place))
    near = sorted(mention for mention, spots in mentions.items() if mention in chosen or _overlap(spots, here))
    made = blad.added() & set(mentions)
    for mention in near:
        if mention in made:
            blad.plan(mention, {})
        else:
            spots = mentions[mention]
            resting = [claim for claim in {*read, *now} if _overlap(spots, read.get(claim, set()) | now.get(claim, set()))]
            _plan_mention(blad, mention, spots, sorted(resting), toestand)
    left = {spot for mention in near if mention in made for spot in mentions[mention]}
    as_read = [spots for mention, spots in mentions.items() if mention not in made]
    for claim in sorted(own | {claim for claim, spots in now.items() if _overlap(spots, left)}):
        _plan_new(blad, claim, as_read, toestand)


def _plan_mention(blad: Blad, mention: URIRef, spots: set[_Spot], claims: Sequence[URIRef], toestand: Toestand) -> None:
    read = blad.read(mention)
    blad.load(claims)
    before = [
        s
        for c in claims
        if (s := _support(blad.read(c), blad.read(c))) and _overlap(spots, _spots(blad.read(c).get(RG.vindplaatsOorzaak, ())))
    ]
    after = [
        s
        for c in claims
        if (s := _support(blad.now(c), blad.read(c))) and _overlap(spots, _spots(blad.now(c).get(RG.vindplaatsOorzaak, ())))
    ]
    concept = cast("URIRef | None", one(read, RG.begrip))
    if concept is not None:
        concept = URIRef(toestand.begrippen.nu(str(concept), words(read, RG.tekst)))
    facts = with_values(read, begrip=concept)
    if words(read, RG.regel) in {support.regel for support in before}:
        if (status := _surest(after)) != _surest(before):
            facts = with_values(facts, status=Literal(status or "verworpen"))
        facts = _followed(facts, before, after)
    if one(facts, RG.begrip) != one(read, RG.begrip) and words(read, RG.bronInvloed) != "tekst":
        facts = _listed(blad, facts)
    blad.plan(mention, toestand.influenced(facts, cast("URIRef | None", one(facts, RG.begrip))))


def _followed(facts: Feiten, before: Sequence[_Steun], after: Sequence[_Steun]) -> Feiten:
    """The words and concept of a place whose claims were corrected."""
    if not after:
        return facts
    if words(facts, RG.tekst) in {s.tekst for s in before} - {s.tekst for s in after}:
        facts = with_values(facts, tekst=text(after[0].tekst))
    concepts = {s.begrip for s in after}
    return facts if one(facts, RG.begrip) in concepts else with_values(facts, begrip=after[0].begrip)


def _plan_new(blad: Blad, claim: URIRef, as_read: Sequence[set[_Spot]], toestand: Toestand) -> None:
    """A place for a claim that a reviewer accepted, when the reader had none there."""
    facts = blad.now(claim)
    accepted = words(facts, RG.oordeel) in ("aanvaard", "gewijzigd") and words(facts, RG.status) == "aanvaard"
    spots = _spots(facts.get(RG.vindplaatsOorzaak, ()))
    if not accepted or _support(facts, facts) is None or not spots or any(_overlap(spots, other) for other in as_read):
        return
    own = evidence_of(blad, facts, RG.vindplaatsOorzaak)
    quote = tuple(piece for piece in quote_of(blad, facts) if _overlap({_spot(piece)}, spots)) or own
    concept = words(facts, RG.oorzaakbegrip)
    argument = Argument(words(facts, RG.oorzaaktekst), own, Grounding(concept, "", 0.0) if concept else None)
    place = CausePlace(argument, quote, "aanvaard", own, rule=words(facts, RG.regel))
    document_id = iris.document_id_of(blad.graaf) or ""
    triples = list(cause_triples(document_id, listed(place, _elsewhere(blad, concept), scheme())))
    mention = triples[0][0]
    if not blad.now(mention):
        own_facts = facts_of(triple for triple in triples if triple[0] == mention)
        blad.plan(mention, toestand.influenced(own_facts, cast("URIRef | None", one(own_facts, RG.begrip))))


def _support(facts: Feiten, read: Feiten) -> _Steun | None:
    """What a claim says of its cause, when it is sure enough to show one: as sure as it was read, not as its rule turned out."""
    kern = kern_of(facts)
    status = words(facts, RG.status)
    if kern is None or status not in _STATUSES or words(facts, RG.ontkend) == "true":
        return None
    argument = Argument(kern.oorzaaktekst, (), Grounding(str(kern.oorzaak), "", 0.0) if kern.oorzaak is not None else None)
    rule, belief = words(facts, RG.regel), float(words(read, RG.geloof) or 0.0)
    if not names_cause(kern.soort, words(facts, RG.teken), rule, status, belief, argument, scheme()):
        return None
    return _Steun(status, kern.oorzaak, kern.oorzaaktekst, rule)


def _surest(support: Sequence[_Steun]) -> Status | None:
    return next((status for status in _STATUSES if any(s.status == status for s in support)), None)


def _listed(blad: Blad, facts: Feiten) -> Feiten:
    """The influence that goes with another concept: what the document says of it, else the list."""
    concept = words(facts, RG.begrip)
    argument = Argument(words(facts, RG.tekst), (), Grounding(concept, "", 0.0))
    place = listed(CausePlace(argument, (), "aanvaard"), _elsewhere(blad, concept), scheme())
    known = (place.niveau, place.source, place.reason)
    influence = None if place.beinvloedbaar is None else Literal(place.beinvloedbaar)
    texts = {name: text(value) if value else None for name, value in zip(("niveau", "bronInvloed", "redenInvloed"), known, strict=True)}
    return with_values(facts, beinvloedbaar=influence, **texts)


def _elsewhere(blad: Blad, concept: str) -> dict[str, RoleStatement]:
    """What the document says itself of the influence on a concept; nothing when it says both."""
    if not concept:
        return {}
    said = [item for item in blad.using([RG.begrip], [URIRef(concept)]) if RG.beinvloedbaar in blad.now(item)]
    spoken = [item for item in said if not words(blad.now(item), RG.bronInvloed) and words(blad.now(item), RG.begrip) == concept]
    if len({words(blad.now(item), RG.beinvloedbaar) for item in spoken}) != 1:
        return {}
    facts = blad.now(spoken[0])
    quote = quote_of(blad, facts)
    can, niveau = words(facts, RG.beinvloedbaar) == "true", words(facts, RG.niveau)
    return {concept: RoleStatement("", Argument("", ()), "", can, niveau, "", quote)} if quote else {}


def _spots(places: Iterable[URIRef | Literal]) -> set[_Spot]:
    return {iris.place_of(str(place)) for place in places}


def _spot(piece: Evidence) -> _Spot:
    return piece.page, piece.begin, piece.end


def _overlap(some: set[_Spot], others: set[_Spot]) -> bool:
    return any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in some for b in others)
