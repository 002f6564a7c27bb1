"""Constructions whose cue is a verb: leidt tot, komt door, veroorzaakt, wordt veroorzaakt door, maakt dat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extract.arguments import beside, cause_sides, complement, subject_of
from extract.candidates import Context, Raw, Route, raws, side
from extract.constructions import Construction
from extract.spans import clause, coordinated, phrase, right_of, split_clauses, subtree, tidy
from extract.words import word_set


def verb_prep(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X leidt tot Y': subject -> complement; a list behind a colon gives an effect each."""
    prep, _, effects = complement(token, construction.preps)
    if not effects and context.items and token.sent.text.rstrip().endswith(":"):
        yield from _listed(token, construction, context)
        return
    if prep is None:
        return
    causes, route = cause_sides(subject_of(token), token, context)
    yield from raws(construction, token, prep, causes, effects, route)


def verb_prep_back(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X komt door Y': complement -> subject; not when the complement is somebody."""
    prep, head, causes = complement(token, construction.preps)
    subject = subject_of(token)
    if prep is None or head is None or subject is None or head.lower_ in word_set("actor") or head.pos_ == "PROPN":
        return
    effects, route = cause_sides(subject, token, context)
    yield from raws(construction, token, prep, causes, effects, route)


def verb(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X veroorzaakt Y' and 'Y wordt veroorzaakt door X'."""
    agent = next((c for c in token.children if c.dep_ in {"obl:agent", "obl"} and any(g.lower_ == "door" for g in c.children)), None)
    passive = any(c.dep_ == "nsubj:pass" or (c.dep_ == "aux:pass" and c.pos_ == "AUX") for c in token.children)
    if passive or (agent is not None and "Part" in token.morph.get("VerbForm", [])):
        yield from _passive(token, agent, construction, context)
        return
    objects = [c for c in token.children if c.dep_ in {"obj", "ccomp"}]
    effects = [s for o in objects for h in coordinated(o) for s in side(token.doc, clause(h) if o.dep_ == "ccomp" else phrase(h))]
    if not objects and token.dep_ == "ROOT":
        effects = side(token.doc, beside(token, left=False))
    causes, route = cause_sides(subject_of(token), token, context)
    yield from raws(construction, token, token, causes, effects, route)


def _passive(token: Token, agent: Token | None, construction: Construction, context: Context) -> Iterator[Raw]:
    if agent is None or agent.lower_ in word_set("actor") or agent.pos_ == "PROPN":
        return
    doc, subject, route = token.doc, subject_of(token), _PARSED
    causes = [s for h in coordinated(agent) for s in side(doc, phrase(h))]
    if token.dep_ in {"acl", "amod", "acl:relcl"}:
        effects = side(doc, phrase(token.head, subtree(token)))
    elif subject is not None:
        effects, route = cause_sides(subject, token, context)
    else:
        return
    yield from raws(construction, token, token, causes, effects, route)


def verb_that(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X maakt dat Y gebeurt': only with the that-clause right behind the verb."""
    that = next((t for t in token.doc[token.i + 1 : token.i + 3] if t.lower_ == "dat" and t.i < token.sent.end), None)
    if that is None:
        return
    effects = [s for part in split_clauses(token.doc, right_of(that, opens_sentence=False)) for s in side(token.doc, part)]
    causes, route = cause_sides(subject_of(token), token, context)
    yield from raws(construction, token, that, causes, effects, route)


_PARSED: Route = "ontleding"


def _listed(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'De krapte leidt tot:' and a list: every item is an effect."""
    causes, _ = cause_sides(subject_of(token), token, context)
    for n, item in enumerate(context.items, 1):
        effects = [replace(s, unit=n) for s in side(item, tidy(item, range(len(item))))]
        yield from raws(construction, token, token, causes, effects, "lijst")
