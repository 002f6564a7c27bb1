"""A grounded claim of a model as a statement like those of the rules, and what our own checks make of it beside what the model says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.candidates import Raw, Side
from extract.causal import constructions_in
from extract.constructions import Construction
from extract.context import Statement
from extract.llm.geloof import RULE, in_doubt
from extract.llm.records import Plek, Vondst
from extract.records import Claim
from extract.tokens import sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass(frozen=True, slots=True)
class Gezegd:
    """A statement of the model; ``known`` is the construction our lexicon has for its cue, None when it has none."""

    statement: Statement
    vondst: Vondst
    known: Construction | None


def as_statement(vondst: Vondst, parsed: Mapping[int, Doc]) -> Gezegd | None:
    """Where a claim of the model stands in the parsed units; None when its units were not parsed."""
    home = vondst.signaal.unit
    if not {home, vondst.oorzaak.unit, vondst.gevolg.unit} <= set(parsed):
        return None
    cue = vondst.signaal.stukken[0]
    span = parsed[home].char_span(*cue, alignment_mode="expand")
    if span is None or not len(span):
        return None
    trigger, known = _trigger(span, vondst.teken)
    sentence = sentence_of(trigger)
    raw = Raw(
        construction=replace(known, id=RULE, sign=vondst.teken) if known else _unknown(trigger, vondst),
        cause=_side(vondst.oorzaak, home),
        effect=_side(vondst.gevolg, home),
        cue=cue,
        trigger=trigger.i,
        sentence=(sentence.start_char, sentence.end_char),
        route="taalmodel",
    )
    return Gezegd(Statement(raw, home, (vondst.oorzaak.unit, vondst.gevolg.unit)), vondst, known)


def compared(claim: Claim, said: Gezegd) -> Claim:
    """The claim as our checks qualified it, with what the model says of it; where the two differ it goes to a human.

    The model's reading is what a human is asked about, except that doubt and denial count whoever sees them.
    """
    vondst, known = said.vondst, said.known
    possible = claim.certainty == "mogelijk"
    differ = [
        ("onze woordenlijst kent dit signaalwoord niet", known is None),
        ("volgens onze woordenlijst heeft het signaalwoord een ander teken", known is not None and known.sign != vondst.teken),
        (f"de leesregels lezen het als {claim.kind}", claim.kind != vondst.soort),
        ("onzeker of de tekst 'mogelijk' zegt", possible != vondst.mogelijk),
        ("onzeker of de tekst het ontkent", claim.negated != vondst.ontkend),
    ]
    merged = replace(
        claim,
        kind=vondst.soort,
        certainty="mogelijk" if possible or vondst.mogelijk else claim.certainty,
        negated=claim.negated or vondst.ontkend,
    )
    return in_doubt(merged, [why for why, holds in differ if holds])


def _trigger(span: Span, sign: str) -> tuple[Token, Construction | None]:
    """The word of the cue that our lexicon knows, of that sign if it can be; else its first verb, else its first word."""
    found = constructions_in(span.doc)
    known = [(token, one) for token in span for one in found.get(token.i, ())]
    if known:
        return min(known, key=lambda k: (k[1].kind == "verband", k[1].sign != sign, k[0].i))
    return next((t for t in span if t.pos_ in {"VERB", "AUX"}), span[0]), None


def _unknown(trigger: Token, vondst: Vondst) -> Construction:
    """Stands in for a construction where the lexicon has none for this cue."""
    return Construction(id=RULE, form="ww" if trigger.pos_ in {"VERB", "AUX"} else "voorzetsel", sign=vondst.teken)


def _side(plek: Plek, home: int) -> Side:
    return Side(plek.stukken, 0 if plek.unit == home else -1 if plek.unit < home else 1)
