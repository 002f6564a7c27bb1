"""What one claim says after the verdicts on it, and what counts of it for arrows and roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import PROV

from extract.records import Evidence, Kind
from graph.besluiten.blad import Blad, Feiten, one, with_values, words
from graph.besluiten.geldend import Stand
from graph.besluiten.wijziging import corrected
from graph.build_claims import CLASS
from graph.iris import place_of
from graph.terms import decimal
from ontology.vocab import RG

DISAGREED = "beoordelaars oordelen verschillend"
_KINDS: dict[URIRef, Kind] = {klasse: kind for kind, klasse in CLASS.items()}


@dataclass(frozen=True, slots=True)
class Kern:
    """What counts of a claim for arrows and roles; concepts are IRIs or None, ``geldt`` is accepted and not denied."""

    soort: Kind
    oorzaak: URIRef | None
    gevolg: URIRef | None
    oorzaaktekst: str
    geldt: bool


def judged(facts: Feiten, quote: Sequence[Evidence], stand: Stand) -> tuple[Feiten, tuple[Evidence, ...]]:
    """A claim as reviewers see it, and the pieces of text that a correction points to."""
    if stand.oordeel == "oneens":
        status, oordeel = Literal("ter_beoordeling"), Literal("oneens")
        return with_values(facts, status=status, oordeel=oordeel, reden=Literal(DISAGREED)), ()
    pieces: tuple[Evidence, ...] = ()
    if stand.oordeel == "gewijzigd":
        facts, pieces = corrected(facts, quote, dict(stand.laatste.wijziging))
    rejected = stand.oordeel == "verworpen"
    status = Literal("verworpen" if rejected else "aanvaard")
    return with_values(facts, status=status, oordeel=Literal(stand.oordeel), geloof=decimal(0.0 if rejected else 1.0)), pieces


def quote_of(blad: Blad, facts: Feiten) -> tuple[Evidence, ...]:
    """The sentence of a claim, in pieces and in text order."""
    return evidence_of(blad, facts, PROV.wasDerivedFrom)


def evidence_of(blad: Blad, facts: Feiten, predicate: URIRef) -> tuple[Evidence, ...]:
    """The pieces of text that a property leads to, in text order."""
    places = sorted((place_of(place), cast("URIRef", place)) for place in facts.get(predicate, ()))
    blad.load(place for _, place in places)
    return tuple(Evidence(*at, words(blad.now(place), RG.citaat)) for at, place in places)


def kern_of(facts: Feiten) -> Kern | None:
    """What counts of a claim; None for what is no claim (any more)."""
    kind = _KINDS.get(cast("URIRef", one(facts, RDF.type)))
    if kind is None:
        return None
    denied = words(facts, RG.ontkend) == "true"
    return Kern(
        soort=kind,
        oorzaak=cast("URIRef | None", one(facts, RG.oorzaakbegrip)),
        gevolg=cast("URIRef | None", one(facts, RG.gevolgbegrip)),
        oorzaaktekst=words(facts, RG.oorzaaktekst),
        geldt=words(facts, RG.status) == "aanvaard" and not denied,
    )
