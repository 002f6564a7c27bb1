"""Where a document names a cause: one node per place, with one verdict on whether the region can influence it.

Read from claims, from what the text itself says of a cause, and from causes named in so many words; the same cause in the
same words is one place, however many claims rest on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from rdflib import RDF, Literal

from extract import search
from extract.influence_words import class_of, searches
from extract.links import topic_keys
from extract.mention_words import matches
from extract.records import Argument, Claim, Evidence, Extraction, RoleStatement, Status
from extract.roles import IN_PART, NAMED, REMEDY, SAID_BACK, SHORTCOMING
from graph import iris
from graph.build_document import evidence_triples, texts
from graph.terms import Triple, text
from ontology.load import Concept
from ontology.namen import digest
from ontology.vocab import RG

#: From these beliefs a claim that waits for review names a cause worth showing: of a known class, and of any.
REVIEW_BELIEF, LIKELY = 0.3, 0.5
#: The rule of a claim that was found without one of our constructions.
LEARNED = "geleerd"
#: Constructions that name a condition or a remedy, not what brings a knelpunt about.
_CONDITIONS = frozenset({"nodig-voor"})
#: Within so many characters of a claim or named cause, words on influence are about causes.
_NEAR = 500
#: Within so many characters before a sentence stands the cause that it says can be changed.
_BESIDE = 200
#: Characters between two sentences, or two short paragraphs, right behind each other.
_ADJACENT = 4
#: Fewest and most words of a quote.
_SHORTEST, _LONGEST = 3, 80


@dataclass(frozen=True, slots=True)
class CausePlace:
    """One cause at one place: ``quote`` holds contiguous pieces of page text, in order; the first is what is cited.

    ``words`` are the pieces that name the cause in all claims that rest on this place.
    ``beinvloedbaar`` None is undecided; ``source`` says who decided (tekst, lijst or ''), ``reason`` why, in Dutch.
    """

    cause: Argument
    quote: tuple[Evidence, ...]
    status: Status
    words: tuple[Evidence, ...] = ()
    beinvloedbaar: bool | None = None
    niveau: str = ""
    source: OneOf["tekst", "lijst", ""] = ""
    reason: str = ""
    rule: str = ""


def cause_places(extraction: Extraction, scheme: Mapping[str, Concept]) -> list[CausePlace]:
    """The causes of a document in page order, each place once and with one verdict.

    What the text says there goes first, then what it says elsewhere of the same concept, then the concept list, then
    the class that the words belong to.
    """
    said = [s for s in extraction.roles if s.beinvloedbaar is not None]
    troubles = [e for m in extraction.mentions if m.type == "knelpunt" for e in m.evidence]
    troubles += [e for c in extraction.claims for e in c.evidence]
    found = _from_claims(extraction, scheme)
    for statement in extraction.roles:
        place = CausePlace(statement.argument, statement.evidence, "ter_beoordeling", rule=statement.rule)
        known = statement.rule == SHORTCOMING and listed(place, {}, scheme).beinvloedbaar is not None
        if statement.rule == NAMED or (known and _is_near(statement, troubles)):
            _add(found, place)
    for statement in (s for s in said if s.rule != REMEDY):
        _judge(found, statement, _is_listed(statement, scheme) or _is_near(statement, troubles))
    for statement in (s for s in said if s.rule == REMEDY):
        _remedy(found, statement)
    open_ones = [e for s in extraction.roles if s.rule == IN_PART for e in s.argument.evidence]
    found = [_left_open(p) if p.source == "" and _share(p.cause.evidence, open_ones) else p for p in found]
    elsewhere = _spoken([s for s in said if s.rule != REMEDY])
    judged = (p if p.source else listed(p, elsewhere, scheme) for p in found)
    whole = sorted((replace(p, quote=_quote(p, extraction)) for p in judged), key=_place)
    return [replace(p, quote=_narrowed(p, whole, extraction)) for p in whole]


def cause_triples(document_id: str, place: CausePlace) -> Iterator[Triple]:
    """One vermelding of a cause, beside the claims and role statements it was read from."""
    first = place.cause.evidence[0]
    node = iris.vermelding_iri(digest(document_id, "oorzaak", f"{first.page}:{first.begin}-{first.end}"))
    yield node, RDF.type, RG.Vermelding
    yield node, RG.vermeldt, RG.Oorzaak
    yield node, RG.inDocument, iris.document_iri(document_id)
    yield node, RG.tekst, text(place.cause.text)
    if place.cause.grounding is not None:
        yield node, RG.begrip, iris.checked_iri(place.cause.grounding.concept)
    if place.beinvloedbaar is not None:
        yield node, RG.beinvloedbaar, Literal(place.beinvloedbaar)
    yield from texts(
        node,
        (RG.niveau, place.niveau),
        (RG.bronInvloed, place.source),
        (RG.redenInvloed, place.reason),
        (RG.status, place.status),
        (RG.regel, place.rule),
    )
    yield from evidence_triples(document_id, node, place.words or place.cause.evidence)
    yield from evidence_triples(document_id, node, place.quote, RG.inZin)


# --- which places ----------------------------------------------------------------------------------------------------------


def _from_claims(extraction: Extraction, scheme: Mapping[str, Concept]) -> list[CausePlace]:
    found: list[CausePlace] = []
    sure = [c for c in extraction.claims if c.status == "aanvaard" and c.kind == "oorzakelijk"]
    for claim in sorted(extraction.claims, key=lambda c: (c.status != "aanvaard", -c.belief)):
        turned = any(_share(claim.cause.evidence, c.effect.evidence) and _share(claim.effect.evidence, c.cause.evidence) for c in sure)
        if claim.cause.evidence and not claim.negated and not turned and _is_cause(claim, scheme):
            sentence = tuple(e for e in claim.evidence if any(_overlap(e, own) for own in claim.cause.evidence))
            _add(found, CausePlace(claim.cause, sentence or claim.cause.evidence, claim.status, rule=claim.rule))
    return found


def _is_cause(claim: Claim, scheme: Mapping[str, Concept]) -> bool:
    return names_cause(claim.kind, claim.polarity, claim.rule, claim.status, claim.belief, claim.cause, scheme)


def names_cause(kind: str, polarity: str, rule: str, status: str, belief: float, cause: Argument, scheme: Mapping[str, Concept]) -> bool:
    """Whether a claim is sure enough to show its cause.

    Of what waits for review, the likelier claims whose cause is of a known class, found by a rule or not. What no region
    can change is no measure, so what reads as an intended effect of it is an observed one.
    """
    known = listed(CausePlace(cause, (), "aanvaard"), {}, scheme).beinvloedbaar
    measure = polarity == "-" or rule in _CONDITIONS
    if search.matches(searches("geen_oorzaak"), cause.text) or (measure and known is not False):
        return False
    if kind != "oorzakelijk":
        return kind == "beoogd" and status == "aanvaard" and known is False
    worth = belief >= REVIEW_BELIEF or rule != LEARNED
    return status == "aanvaard" or belief >= LIKELY or (worth and known is not None)


def _add(found: list[CausePlace], place: CausePlace) -> None:
    """Add a place; when its words overlap those of a place that is there, they go with it: that one was surer."""
    for k, other in enumerate(found):
        if _share(place.cause.evidence, other.cause.evidence):
            found[k] = replace(other, words=tuple(sorted({*other.words, *place.cause.evidence}, key=lambda e: (e.page, e.begin, e.end))))
            return
    if place.cause.evidence:
        found.append(replace(place, words=place.cause.evidence))


def _judge(found: list[CausePlace], statement: RoleStatement, about_causes: bool) -> None:
    """Give the places that a statement is about its verdict; make one when the document names the cause nowhere else.

    What cannot be changed is always a cause; what can be, only where the text is about causes: a plan is full of it.
    """
    about = [k for k, p in enumerate(found) if _share(p.cause.evidence, statement.argument.evidence)]
    if not about and statement.rule == SAID_BACK:
        about = [k for k, p in enumerate(found) if _share(p.cause.evidence, statement.evidence)][:1]
    for k in about:
        if found[k].source == "":
            found[k] = _with_verdict(found[k], statement)
    if not about and (near := _just_before(found, statement)) is not None:
        if found[near].source == "":
            found[near] = _with_verdict(found[near], statement)
        return
    usual = class_of(statement.argument.text)
    known = statement.rule == SAID_BACK or (usual is not None and not usual.beinvloedbaar)
    fixed = statement.beinvloedbaar is False and known
    if not about and statement.argument.evidence and (about_causes or fixed):
        found.append(_with_verdict(CausePlace(statement.argument, statement.evidence, "aanvaard", rule=statement.rule), statement))


def _left_open(place: CausePlace) -> CausePlace:
    return replace(place, source="tekst", reason="de tekst zegt dat het deels te beïnvloeden is")


def _remedy(found: list[CausePlace], statement: RoleStatement) -> None:
    """Give the cause just before its verdict: the sentence names what the region can change about it."""
    near = _just_before(found, statement)
    if near is not None and found[near].source == "":
        found[near] = _with_verdict(found[near], statement)


def _just_before(found: Sequence[CausePlace], statement: RoleStatement) -> int | None:
    """The nearest cause before or in a statement on the same page that is about the same, or any when it only points or answers."""
    own = statement.evidence[0]
    gaps = {k: own.end - p.cause.evidence[-1].end for k, p in enumerate(found) if p.cause.evidence[-1].page == own.page}
    before = sorted((gap, k) for k, gap in gaps.items() if 0 <= gap <= own.end - own.begin + _BESIDE)
    if statement.rule == REMEDY and before:
        nearest = before[0][1]
        if matches("wijst_terug", own.quote) or own.begin - found[nearest].quote[-1].end < _ADJACENT:
            return nearest
    about = topic_keys(statement.argument.text)
    return next((k for _, k in before if about & topic_keys(found[k].cause.text)), None)


def _with_verdict(place: CausePlace, statement: RoleStatement) -> CausePlace:
    quote = tuple(sorted({*place.quote, *statement.evidence}, key=lambda e: (e.page, e.begin, -e.end)))
    reason = "de tekst zegt het zelf"
    return replace(place, quote=quote, beinvloedbaar=statement.beinvloedbaar, niveau=statement.niveau, source="tekst", reason=reason)


def _is_listed(statement: RoleStatement, scheme: Mapping[str, Concept]) -> bool:
    grounding = statement.argument.grounding
    return grounding is not None and grounding.concept in scheme and scheme[grounding.concept].role in ("Oorzaak", "Knelpunt")


def _is_near(statement: RoleStatement, troubles: Sequence[Evidence]) -> bool:
    own = statement.evidence[0]
    return any(e.page == own.page and abs(e.begin - own.begin) < _NEAR for e in troubles)


# --- which verdict ---------------------------------------------------------------------------------------------------------


def _spoken(said: Sequence[RoleStatement]) -> dict[str, RoleStatement]:
    """What the document says of each concept; a concept of which it says both is left out."""
    by_concept: dict[str, list[RoleStatement]] = {}
    for statement in said:
        if statement.argument.grounding is not None:
            by_concept.setdefault(statement.argument.grounding.concept, []).append(statement)
    return {concept: s[0] for concept, s in by_concept.items() if len({x.beinvloedbaar for x in s}) == 1}


def listed(place: CausePlace, elsewhere: Mapping[str, RoleStatement], scheme: Mapping[str, Concept]) -> CausePlace:
    """A place with the verdict of what the document says of the concept ``elsewhere``, of the scheme, or of the class of its words."""
    concept = place.cause.grounding.concept if place.cause.grounding is not None else ""
    if concept in elsewhere:
        said = elsewhere[concept]
        where = f"de tekst zegt het zelf, op bladzijde {said.evidence[0].page}"
        return replace(place, beinvloedbaar=said.beinvloedbaar, niveau=said.niveau, source="tekst", reason=where)
    known = scheme.get(concept)
    if known is not None and known.beinvloedbaar is not None:
        return replace(place, beinvloedbaar=known.beinvloedbaar, niveau=known.niveau, source="lijst", reason=known.reason)
    if known is not None and known.role == "Oorzaak":
        return replace(place, reason=known.reason)  # undecided on purpose
    found = class_of(place.cause.text)
    if found is None:
        return place
    return replace(place, beinvloedbaar=found.beinvloedbaar, niveau=found.niveau, source="lijst", reason=f"{found.name}: {found.reason}")


# --- which quote -----------------------------------------------------------------------------------------------------------


def _quote(place: CausePlace, extraction: Extraction) -> tuple[Evidence, ...]:
    """The pieces joined where only white space lies between them, as long as the quote stays readable."""
    texts_of = {page.number: page.text for page in extraction.document.pages}
    joined: list[Evidence] = []
    for piece in place.quote:
        last = joined[-1] if joined else None
        if last is not None and last.page == piece.page and not texts_of[piece.page][last.end : max(last.end, piece.begin)].strip():
            end = max(last.end, piece.end)
            whole = Evidence(piece.page, last.begin, end, texts_of[piece.page][last.begin : end])
            if len(whole.quote.split()) <= _LONGEST:
                joined[-1] = whole
                continue
        joined.append(piece)
    return tuple(joined)


def _narrowed(place: CausePlace, places: Sequence[CausePlace], extraction: Extraction) -> tuple[Evidence, ...]:
    """Only the words of the cause when other causes share the sentence and are judged otherwise: a quote must show its own."""
    twins = [p for p in places if p.quote[0] == place.quote[0]]
    own = place.cause.evidence
    if len({p.beinvloedbaar for p in twins}) == 1 or place.source == "tekst" or len(own[0].quote.split()) < _SHORTEST:
        return place.quote
    return own


def _place(place: CausePlace) -> tuple[int, int, int]:
    first = place.cause.evidence[0]
    return first.page, first.begin, first.end


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.page == other.page and one.begin < other.end and other.begin < one.end


def _share(some: Sequence[Evidence], others: Sequence[Evidence]) -> bool:
    return any(_overlap(a, b) for a in some for b in others)
