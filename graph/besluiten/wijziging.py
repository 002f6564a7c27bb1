"""A correction of a claim: other words of the same sentence, another concept, sign, kind or certainty, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import get_args

from rdflib import RDF, Literal, URIRef

from extract.records import Certainty, Evidence, Kind
from graph import iris
from graph.besluiten.blad import Feiten, words
from graph.besluiten.errors import BadCorrection, SpanNotInQuote
from graph.build_claims import CLASS
from graph.terms import text
from ontology.vocab import RG

#: What a correction can be about.
VELDEN = ("omgekeerd", "oorzaaktekst", "gevolgtekst", "oorzaakbegrip", "gevolgbegrip", "soort", "zekerheid", "teken")
_CHOICES: dict[str, tuple[str, ...]] = {
    "omgekeerd": ("ja",),
    "teken": ("+", "-"),
    "soort": get_args(Kind),
    "zekerheid": get_args(Certainty),
}
_SIDES = {"oorzaak": RG.vindplaatsOorzaak, "gevolg": RG.vindplaatsGevolg}
_SWAPPED = (
    (RG.oorzaaktekst, RG.gevolgtekst),
    (RG.oorzaakbegrip, RG.gevolgbegrip),
    (RG.oorzaakpool, RG.gevolgpool),
    (RG.vindplaatsOorzaak, RG.vindplaatsGevolg),
    (RG.oorzaakscore, RG.gevolgscore),
    (RG.oorzaakTweedeKeus, RG.gevolgTweedeKeus),
    (RG.oorzaakTweedeScore, RG.gevolgTweedeScore),
)


def check_correction(changes: Mapping[str, str]) -> None:
    """Refuse a correction that says nothing or says what cannot be.

    Raises:
        BadCorrection: no change, an unknown key, or a value outside its list.
    """
    if not changes:
        raise BadCorrection("", "geef ten minste één nieuwe waarde, of aanvaard de bewering zoals zij is")
    for key, value in changes.items():
        if key not in VELDEN:
            raise BadCorrection(key, f"kies uit {', '.join(VELDEN)}")
        if key in _CHOICES and value not in _CHOICES[key]:
            raise BadCorrection(key, f"kies uit {', '.join(_CHOICES[key])}")
        if not value.strip():
            raise BadCorrection(key, "de nieuwe waarde is leeg")


def corrected(read: Feiten, quote: Sequence[Evidence], changes: Mapping[str, str]) -> tuple[Feiten, tuple[Evidence, ...]]:
    """A claim with other values, and the pieces of text that it now points to.

    ``teken`` is the sign between the concepts, as pages and maps show it: where the text names the decrease of one concept,
    the sign between the words is the other one.

    Args:
        read: the claim.
        quote: its sentence, in pieces.
        changes: as ``Besluit.wijziging``; checked with ``check_correction``.

    Raises:
        SpanNotInQuote: words that do not stand in the sentence.
    """
    facts = dict(read)
    if "omgekeerd" in changes:
        for one, other in _SWAPPED:
            facts[one], facts[other] = facts.get(other, frozenset()), facts.get(one, frozenset())
    pieces: list[Evidence] = []
    for side, place in _SIDES.items():
        if said := changes.get(f"{side}tekst"):
            found = find_words(said, quote, {str(value) for value in facts.get(place, ())})
            document = words(facts, RG.inDocument)
            facts[RG[f"{side}tekst"]] = frozenset({text(" ".join(said.split()))})
            facts[place] = frozenset(iris.vindplaats_in(document, piece.page, piece.begin, piece.end) for piece in found)
            pieces += found
        if concept := changes.get(f"{side}begrip"):
            _reground(facts, side, concept)
    if "soort" in changes:
        facts[RDF.type] = frozenset({CLASS[kind] for kind in CLASS if kind == changes["soort"]})
    if "zekerheid" in changes:
        facts[RG.zekerheid] = frozenset({Literal(changes["zekerheid"])})
    if "teken" in changes:
        turned = [words(facts, RG.oorzaakpool), words(facts, RG.gevolgpool)].count("-") == 1
        facts[RG.teken] = frozenset({Literal({"+": "-", "-": "+"}[changes["teken"]] if turned else changes["teken"])})
    return {predicate: values for predicate, values in facts.items() if values}, tuple(pieces)


def find_words(said: str, quote: Sequence[Evidence], near: set[str]) -> tuple[Evidence, ...]:
    """Where words stand in a sentence, whatever its line ends; when they stand there more than once, at the old place.

    Args:
        said: the words.
        quote: the sentence, in pieces.
        near: IRIs of the vindplaatsen that the words were thought to stand at.

    Raises:
        SpanNotInQuote: they do not stand there as they are.
    """
    places = [(k, at) for k, piece in enumerate(quote) for at in (*range(len(piece.quote)), -1)]  # -1: between two pieces
    whole = "".join(f"{piece.quote} " for piece in quote)
    pattern = r"\s+".join(r"(?:[-\u00ad]\s*\n\s*)?".join(map(re.escape, word)) for word in said.split())
    matches = [(m.start(), m.end()) for m in re.finditer(pattern, whole, re.IGNORECASE)] if pattern else []
    if not matches:
        raise SpanNotInQuote(said, " ".join(piece.quote for piece in quote))
    found = [tuple(_pieces([place for place in places[a:b] if place[1] >= 0], quote)) for a, b in matches]
    old = [iris.place_of(place) for place in near]
    return next((one for one in found if any(_touches(piece, place) for piece in one for place in old)), found[0])


def _pieces(letters: list[tuple[int, int]], quote: Sequence[Evidence]) -> list[Evidence]:
    found = []
    for k, group in groupby(letters, key=lambda letter: letter[0]):
        ats = [at for _, at in group]
        piece = quote[k]
        found.append(Evidence(piece.page, piece.begin + ats[0], piece.begin + ats[-1] + 1, piece.quote[ats[0] : ats[-1] + 1]))
    return found


def _touches(piece: Evidence, place: tuple[int, int, int]) -> bool:
    page, begin, end = place
    return piece.page == page and piece.begin < end and begin < piece.end


def _reground(facts: dict[URIRef, frozenset[URIRef | Literal]], side: str, concept: str) -> None:
    """Another concept; what the reader thought of the old one goes. Its pole is '+' : a reviewer picks what the words say."""
    if words(facts, RG[f"{side}begrip"]) == concept:
        return
    facts[RG[f"{side}begrip"]] = frozenset({iris.checked_iri(concept)})
    facts[RG[f"{side}pool"]] = frozenset({Literal("+")})
    for name in ("score", "TweedeKeus", "TweedeScore"):
        facts.pop(RG[f"{side}{name}"], None)
