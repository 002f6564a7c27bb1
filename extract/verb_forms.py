"""Constructions whose cue is a verb: leidt tot, komt door, veroorzaakt, wordt veroorzaakt door, maakt dat, helpt om."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.arguments import cause_sides, complement, objects, subject_of
from extract.candidates import Context, Raw, Route, Side, raws, side
from extract.clauses import clauses, infinitive_clause, right_of, split_infinitives
from extract.constructions import Construction, applies
from extract.spans import phrase, row, subtree, tidy
from extract.tokens import end_of, sentence_of, text_of
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARSED: Route = "ontleding"


def verb_prep(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X leidt tot Y': subject -> complement; a list behind a colon gives an effect each."""
    prep, _, effects = complement(token, construction.preps)
    if not effects and context.items and text_of(sentence_of(token)).rstrip().endswith(":"):
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
    """'X veroorzaakt Y', 'X brengt Y in gevaar' and 'Y wordt veroorzaakt door X'."""
    fixed = applies(construction, token) or set()
    agent = next((c for c in token.children if c.dep_ in {"obl:agent", "obl"} and _marked_by_agent(c)), None)
    passive = any(c.dep_ == "nsubj:pass" or (c.dep_ == "aux:pass" and c.pos_ == "AUX") for c in token.children)
    if passive or (agent is not None and "Part" in token.morph.get("VerbForm", [])):
        yield from _passive(token, agent, construction, context)
        return
    causes, route = cause_sides(subject_of(token), token, context)
    yield from raws(construction, token, token, causes, objects(token, fixed), route)


def _marked_by_agent(token: Token) -> bool:
    return any(c.lower_ in word_set("lijdend_voorzetsel") for c in token.children)


def _passive(token: Token, agent: Token | None, construction: Construction, context: Context) -> Iterator[Raw]:
    if agent is None or agent.lower_ in word_set("actor") or agent.pos_ == "PROPN":
        return
    doc, subject, route = token.doc, subject_of(token), _PARSED
    causes = [s for h in row(agent) for s in side(doc, phrase(h))]
    if token.dep_ in {"acl", "amod", "acl:relcl"}:
        effects = side(doc, phrase(token.head, subtree(token)))
    elif subject is not None:
        effects, route = cause_sides(subject, token, context)
    else:
        return
    yield from raws(construction, token, token, causes, effects, route)


def verb_that(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X maakt dat Y gebeurt': only with the that-clause right behind the verb."""
    that = next((t for t in token.doc[token.i + 1 : token.i + 3] if t.lower_ in word_set("dat") and t.i < end_of(token)), None)
    if that is None:
        return
    effects = [s for part in clauses(token.doc, right_of(that, opens_sentence=False)) for s in side(token.doc, part)]
    causes, route = cause_sides(subject_of(token), token, context)
    yield from raws(construction, token, that, causes, effects, route)


def verb_infinitive(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X helpt (om) Y te halen', 'X maakt het mogelijk om Y te halen' or 'dat Y', 'X maakt Y mogelijk'."""
    fixed = applies(construction, token) or set()
    last = max([token.i, *fixed])
    effects = clause_behind(token.doc[last])
    if not effects and fixed:
        effects = objects(token, fixed)
    causes, route = cause_sides(subject_of(token), token, context)
    yield from raws(construction, token, token, causes, effects, route)


def clause_behind(token: Token) -> list[Side]:
    """The 'om ... te' or 'dat' clause close behind a word."""
    doc = token.doc
    for marker in doc[token.i + 1 : min(token.i + 5, end_of(token))]:
        if marker.lower_ in word_set("dat") and (marker.pos_ == "SCONJ" or marker.dep_ == "mark"):
            return [s for part in clauses(doc, right_of(marker, opens_sentence=False)) for s in side(doc, part)]
        if marker.lower_ in word_set("beknopte_bijzin"):
            return [s for part in split_infinitives(doc, infinitive_clause(marker)) for s in side(doc, part)]
    return []


def verb_causing(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X doet Y toenemen', 'X laat Y stijgen': what the second verb says happens to the object."""
    doc, fixed = token.doc, applies(construction, token) or set()
    change = next((doc[i] for i in sorted(fixed)), None)
    if change is None:
        return
    heads = [c for v in (token, change) for c in v.children if c.dep_ == "obj"]
    heads = heads or [c for v in (token, change) for c in v.children if c.dep_ == "nsubj" and token.i < c.i < change.i]
    subject = next((c for v in (token, change) for c in v.children if c.dep_ == "nsubj" and c not in heads), None)
    effects = [s for head in heads[:1] for h in row(head) for s in side(doc, phrase(h, fixed))]
    causes, route = cause_sides(subject or subject_of(token), token, context)
    yield from raws(construction, token, change, causes, effects, route)


def _listed(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'De krapte leidt tot:' and a list: every item is an effect."""
    causes, _ = cause_sides(subject_of(token), token, context)
    yield from raws(construction, token, token, causes, listed(context), "lijst")


def listed(context: Context) -> list[Side]:
    """The items of the list behind this unit, each as one side."""
    return [replace(s, unit=n) for n, item in enumerate(context.items, 1) for s in side(item, tidy(item, range(len(item))))]
