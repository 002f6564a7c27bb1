"""Causal statements in one parsed unit: a cue of the constructicon, and the words of its cause and effect.

Each form of construction has one function that yields ``Raw`` statements; nothing here decides what they are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from extract.candidates import Context, Raw, Side
from extract.clause_forms import comparison, pointer, purpose, result_clause, subclause
from extract.constructions import Construction, applies, of_verb, words
from extract.noun_forms import adjective, as_result, noun, support_verb, with_result
from extract.prep_forms import by_doing, preposition, towards
from extract.tokens import plain
from extract.verb_forms import verb, verb_causing, verb_infinitive, verb_prep, verb_prep_back, verb_that

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Where a doc keeps what its words can be the cue of.
_KEY = "regiograaf_constructies"


def find_causal(doc: Doc, context: Context) -> list[Raw]:
    """All causal statements of one unit, in text order, each pair of arguments once."""
    found: list[Raw] = []
    seen: set[tuple[Side, Side]] = set()
    tokens = plain(doc).tokens
    for place, constructions in constructions_in(doc).items():
        for construction in constructions:
            for raw in _FORMS[construction.form](tokens[place], construction, context):
                if (raw.cause, raw.effect) not in seen and raw.cause != raw.effect:
                    seen.add((raw.cause, raw.effect))
                    found.append(raw)
    told = [r for _, same in groupby(sorted(found, key=_sentence), key=_sentence) for r in _chained(_smallest(list(same)))]
    once = {(r.cause, r.effect): r for r in reversed(told)}
    return sorted(once.values(), key=lambda r: (r.cue, r.construction.id, r.cause.pieces, r.effect.pieces))


def _sentence(raw: Raw) -> tuple[int, int]:
    return raw.sentence


def _smallest(found: list[Raw]) -> list[Raw]:
    """'X dient om Y te halen': of two statements with one effect, the one whose cause does not hold the cue of the other."""
    return [
        r
        for r in found
        if not any(o.effect == r.effect and o.construction != r.construction and _inside(o, r.cause, own=True) for o in found)
    ]


def _chained(found: list[Raw]) -> list[Raw]:
    """'A leidt tot B, waardoor C' and 'B door A, waardoor C' give B -> C: a cause that holds a whole statement is its effect."""
    result: list[Raw] = []
    for raw in found:
        inner = [r for r in found if r is not raw and raw.route == "zinsdeel" and _inside(r, raw.cause) and r.effect != raw.cause]
        effects = list(dict.fromkeys(r.effect for r in inner))
        result += [replace(raw, cause=effect) for effect in effects] if effects else [raw]
    return result


def _inside(inner: Raw, outer: Side, *, own: bool = False) -> bool:
    """Whether a statement stands wholly in one side of another; with ``own`` its cause and cue only."""
    sides = (inner.cause,) if own else (inner.cause, inner.effect)
    places = [p for s in sides for p in s.pieces]
    begin, end = outer.pieces[0][0], outer.pieces[-1][1]
    same_unit = all(s.unit == outer.unit for s in sides)
    return same_unit and all(begin <= a and b <= end for a, b in (*places, inner.cue))


def constructions_in(doc: Doc) -> dict[int, list[Construction]]:
    """The constructions each word of a doc can be the cue of, by position; kept with the doc."""
    kept = doc.user_data.get(_KEY)
    if not isinstance(kept, dict):
        known = plain(doc)
        words_of = zip(known.tokens, known.lower, known.lemma, known.pos, strict=True)
        found = ((t.i, _constructions(t, lower, lemma, pos)) for t, lower, lemma, pos in words_of)
        kept = doc.user_data[_KEY] = {place: constructions for place, constructions in found if constructions}
    return kept


def _constructions(token: Token, lower: str, lemma: str, pos: str) -> list[Construction]:
    """The constructions a word can be the cue of here: by its form, by the lemma of a noun, or as a verb."""
    found = words().get(lower, ()) or (words().get(lemma, ()) if pos == "NOUN" else ())
    if pos in {"VERB", "AUX", "ADJ"} or _is_mistagged(token, lower, pos):
        found += of_verb(token)
    return [c for c in found if applies(c, token) is not None]


def _is_mistagged(token: Token, lower: str, pos: str) -> bool:
    """Whether a word of another sort stands where a verb does."""
    root = token.dep_ == "ROOT"
    if pos == "NOUN" and ((root and lower.endswith("t")) or any(c.dep_ == "aux" for c in token.children)):
        return True
    return root and any(c.dep_ == "nsubj" for c in token.children)


_FORMS: dict[str, Callable[[Token, Construction, Context], Iterator[Raw]]] = {
    "ww-vz": verb_prep,
    "ww-vz-terug": verb_prep_back,
    "ww": verb,
    "ww-dat": verb_that,
    "ww-om": verb_infinitive,
    "ww-doen": verb_causing,
    "bijzin": subclause,
    "bijzin-gevolg": result_clause,
    "hoe": comparison,
    "om-te": purpose,
    "voorzetsel": preposition,
    "voorzetsel-te": by_doing,
    "voorzetsel-gevolg": towards,
    "met-gevolg": with_result,
    "verwijzing": pointer,
    "naamwoord": noun,
    "naamwoord-terug": noun,
    "bijvoeglijk": adjective,
    "bijvoeglijk-terug": adjective,
    "steunwerkwoord": support_verb,
    "steunwerkwoord-dat": as_result,
}
