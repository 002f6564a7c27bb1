"""Constructions whose cue is a noun: oorzaak van, gevolg van, risicofactor voor, heeft invloed op, heeft tot gevolg."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.arguments import cause_sides, complement, previous, subject_of
from extract.candidates import Context, Raw, Route, Side, raws, side
from extract.constructions import Construction
from extract.spans import coordinated, phrase, right_of, split_clauses, subtree
from extract.words import word_set


def noun(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X is een risicofactor voor Y', 'de oorzaak van Y is X', 'oorzaken hiervan zijn A en B'; effect is Y, or X when terug."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return
    doc, back = token.doc, construction.form == "naamwoord-terug"
    own, route = _noun_complement(token, construction.preps, context)
    if not own:
        return
    subject = next((c for c in token.children if c.dep_.startswith("nsubj")), None)
    if subject is not None and subject.i != token.i:
        other, way = cause_sides(subject, token, context)
        route = way if way != "ontleding" else route
    elif token.dep_.startswith("nsubj") and _first_subject(token) is not None:
        other, _ = cause_sides(_first_subject(token), token, context)
    elif token.dep_.startswith("nsubj") and any(c.dep_ == "cop" for c in token.head.children):
        other = [s for h in coordinated(token.head) for s in side(doc, phrase(h, subtree(token)))]
    else:
        return
    causes, effects = (own, other) if back else (other, own)
    yield from raws(construction, token, token, causes, effects, route)


def support_verb(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X heeft invloed op Y': the noun is the cue, its verb's subject the cause."""
    verb = token.head
    if token.pos_ != "NOUN" or verb.pos_ not in {"VERB", "AUX"} or verb.lemma_.lower() not in word_set("steunwerkwoord"):
        return
    inside, _ = _noun_complement(token, construction.preps, context)
    prep, _, effects = (token, None, inside) if inside else complement(verb, construction.preps)
    causes, route = cause_sides(subject_of(verb), verb, context)
    if prep is not None:
        yield from raws(construction, token, token, causes, effects, route)


def as_result(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X heeft Y tot gevolg' and 'X heeft tot gevolg dat Y gebeurt'."""
    doc, before = token.doc, token.doc[token.i - 1] if token.i else token
    has = next((t for t in doc[token.sent.start : token.sent.end] if t.lemma_.lower() in word_set("steunwerkwoord")), None)
    if before.lower_ not in {"tot", "als"} or has is None:
        return
    that = next((t for t in doc[token.i + 1 : token.i + 2] if t.lower_ == "dat"), None)
    if that is not None:
        effects = [s for part in split_clauses(doc, right_of(that, opens_sentence=False)) for s in side(doc, part)]
    else:
        effects = [s for c in has.children if c.dep_ == "obj" for h in coordinated(c) for s in side(doc, phrase(h))]
    subject = next((t for t in doc[token.sent.start : has.i] if t.dep_.startswith("nsubj")), subject_of(has))
    causes, route = cause_sides(subject, has, context)
    yield from raws(construction, token, token, causes, effects, route)


def _first_subject(token: Token) -> Token | None:
    """'Een lage SES is een risicofactor voor overgewicht', read as two subjects of the last noun: the first is the subject."""
    others = [c for c in token.head.children if c.dep_.startswith("nsubj") and c.i < token.i]
    return others[0] if others else None


def _noun_complement(token: Token, preps: tuple[str, ...], context: Context) -> tuple[list[Side], Route]:
    for child in token.children:
        if child.lower_ in word_set("hiervan"):
            return previous(token, context)
        if child.dep_ in {"nmod", "obl"} and any(c.dep_ == "case" and c.lower_ in preps for c in child.children):
            return [s for h in coordinated(child) for s in side(token.doc, phrase(h))], "ontleding"
    after = next((c for c in token.head.children if c.dep_ == "case" and c.i == token.i + 1 and c.lower_ in preps), None)
    if after is not None and token.dep_.startswith("nsubj"):
        return [s for h in coordinated(token.head) for s in side(token.doc, phrase(h, subtree(token)))], "ontleding"
    return [], "ontleding"
