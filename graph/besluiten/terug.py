"""A claim that a reviewer accepted and that is not read any more comes back as it was seen, when its sentence still stands there."""

from __future__ import annotations

from typing import cast

from rdflib import URIRef

from extract.records import Argument, Certainty, Claim, Evidence, Grounding, Kind, Sign
from graph.besluiten.blad import Blad
from graph.besluiten.errors import SpanNotInQuote
from graph.besluiten.geldend import Stand
from graph.besluiten.records import Anker
from graph.besluiten.toestand import BEOORDELAAR
from graph.besluiten.wijziging import find_words
from graph.besluiten.woorden import Tekst
from graph.build_claims import claim_triples
from graph.iris import document_id_of
from graph.terms import Triple
from ontology.vocab import RG


def put_back(blad: Blad, claim: URIRef, stand: Stand) -> list[Triple]:
    """The triples of a claim and its pieces of text, from what the reviewer saw; none when the sentence is not there (once)."""
    anker = stand.laatste.anker
    if anker is None or stand.oordeel not in ("aanvaard", "gewijzigd"):
        return []
    text = Tekst(pages_of(blad))
    found = [text.find(piece.tekst, piece.pagina) for piece in anker.stukken]
    if not found or not all(found):
        return []
    made = _claim(claim, anker, tuple(dict.fromkeys(piece for pieces in found for piece in pieces)))
    return [triple for triple in claim_triples(document_id_of(blad.graaf) or "", made) if triple[1] not in _ARROWS]


def pages_of(blad: Blad) -> dict[int, str]:
    """The text of every page of the document, by number."""
    numbers: dict[str, int] = {}
    texts: dict[str, str] = {}
    for subject, predicate, value in blad.store.statements(blad.graaf, [str(RG.paginanummer), str(RG.paginatekst)]):
        if predicate == str(RG.paginatekst):
            texts[subject] = str(value)
        elif isinstance(value, int):
            numbers[subject] = value
    return {numbers[page]: text for page, text in texts.items() if page in numbers}


_ARROWS = (RG.veroorzaakt, RG.beoogt, RG.hangtSamenMet)


def _claim(claim: URIRef, anker: Anker, quote: tuple[Evidence, ...]) -> Claim:
    return Claim(
        id=str(claim).rpartition("/")[2],
        kind=cast("Kind", anker.soort),
        cause=_argument(anker.oorzaaktekst, anker.oorzaakbegrip, anker.oorzaaklabel, anker.oorzaakpool, quote),
        effect=_argument(anker.gevolgtekst, anker.gevolgbegrip, anker.gevolglabel, anker.gevolgpool, quote),
        polarity=cast("Sign", anker.teken),
        certainty=cast("Certainty", anker.zekerheid),
        negated=anker.ontkend,
        cue=anker.signaalwoord,
        rule=BEOORDELAAR,
        belief=1.0,
        status="aanvaard",
        evidence=quote,
        section=(anker.paragraaf,) if anker.paragraaf else (),
        reason="teruggezet: zo gelezen door een beoordelaar",
    )


def _argument(words: str, concept: str, label: str, pole: str, quote: tuple[Evidence, ...]) -> Argument:
    grounding = Grounding(concept, label, 0.0, cast("Sign", pole or "+")) if concept else None
    try:
        return Argument(words, find_words(words, quote, set()), grounding)
    except SpanNotInQuote:  # the reader joined words that stand apart
        return Argument(words, (), grounding)
