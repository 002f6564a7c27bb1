"""Constructions whose cue is a preposition: door, vanwege, dankzij, met, door ... te, ter voorkoming van."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.arguments import previous, subject_of
from extract.candidates import Context, Raw, Route, Side, raws, side
from extract.clauses import around, from_verb, infinitive_clause, left_of, opens_sentence, split_infinitives, verb_second
from extract.constructions import Construction, applies, of_verb
from extract.spans import Positions, extended, phrase, row, runs, subtree
from extract.tokens import end_of, first_of
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARSED: Route = "ontleding"
_CLAUSE: Route = "zinsdeel"


def preposition(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'Door X stijgt Y', 'Y stijgt vanwege X', 'uitval door ziekte': the phrase -> the clause or noun around it."""
    head, opens = head_of(token), opens_sentence(token)
    if head is None or head.lower_ in word_set("actor") or head.pos_ in {"PRON", "NUM"} or infinitive_clause(token):
        return
    beside = {head.lemma_.lower(), token.nbor().lemma_.lower()}
    if (head.pos_ == "PROPN" and not construction.opens) or beside & word_set("plaats_of_tijd"):
        return
    if construction.opens and (not opens or verb_second(token) is None):
        return
    if construction.id in word_set("met_handelend_voorwerp") and _is_agent(head, head.head, opens=opens):
        return
    main = verb_second(token) if opens else None
    banned = [token.i, *(range(main, end_of(token)) if main is not None else ())]
    causes = [s for h in row(head) if h.i not in banned for s in side(token.doc, extended(phrase(h, banned), head.head))]
    effects, route = _happening(token, head, context)
    yield from raws(construction, token, token, causes, effects, route)


def head_of(token: Token) -> Token | None:
    """The head of the phrase behind a preposition; the parse may take 'gezien' for a verb at the start of a sentence."""
    if token.dep_ in {"case", "mark", "fixed"} and token.head.i > token.i:
        return token.head
    after = [t for t in token.doc[token.i + 1 : min(token.i + 5, end_of(token))] if t.pos_ in {"NOUN", "PROPN"}]
    return after[0] if after and opens_sentence(token) and token.pos_ == "VERB" else None


def _happening(token: Token, head: Token, context: Context) -> tuple[list[Side], Route]:
    """What the phrase explains: the main clause behind it, the noun it belongs to, or the clause around it."""
    doc, governor = token.doc, head.head
    subject = subject_of(governor)
    if subject is not None and subject.lower_ in word_set("verwijzer") and governor.lemma_.lower() in word_set("leeg_werkwoord"):
        return previous(token, context)
    if opens_sentence(token):
        parts = from_verb(token)
        if parts:
            return [s for part in parts for s in side(doc, part)], _CLAUSE
    if governor.i != head.i and head.dep_ in {"nmod", "obl"} and _belongs(token, governor):
        while governor.dep_ == "nmod" and governor.head.pos_ == "NOUN" and governor.head.i < governor.i:
            governor = governor.head  # 'uitval van personeel | door ziekte'
        return side(doc, phrase(governor, subtree(head))), _PARSED
    return side(doc, around(token, subtree(head) | {token.i})), _PARSED


def _belongs(token: Token, governor: Token) -> bool:
    """'De uitval door ziekte stijgt': a noun with its phrase before the verb, in a heading, or behind the cue of another claim."""
    if governor.pos_ not in {"NOUN", "PROPN"} or governor.i > token.i:
        return False
    before = [t for t in token.doc[first_of(token) : token.i] if t.pos_ in {"VERB", "AUX"}]
    return not before or any(c.form in {"ww", "ww-vz"} and applies(c, governor.head) is not None for c in of_verb(governor.head))


def _is_agent(head: Token, governor: Token, *, opens: bool) -> bool:
    """'vastgesteld door de raad': a passive, or a verb whose own entry handles its 'door'."""
    own = any(c.form in {"ww", "ww-vz-terug"} and applies(c, governor) is not None for c in of_verb(governor))
    passive = not opens and (any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in governor.children) or head.dep_ == "obl:agent")
    participle = "Part" in governor.morph.get("VerbForm", []) and governor.dep_ in {"acl", "amod", "acl:relcl"}
    return (own and not opens) or passive or participle


def by_doing(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'Door X te doen halen we Y', 'We halen Y door X te doen': the infinitive clause -> the main clause."""
    doc, how = token.doc, infinitive_clause(token)
    if not how:
        return
    causes = [s for part in split_infinitives(doc, how) for s in side(doc, part)]
    effects, route = _gained(token, how, context)
    yield from raws(construction, token, token, causes, effects, route)


def _gained(token: Token, how: Positions, context: Context) -> tuple[list[Side], Route]:
    """What the doing brings: the sentence before ('Dit doen we door'), the main clause behind, or the clause before."""
    doc, start = token.doc, first_of(token)
    before = doc[start : token.i]
    points = len(before) > 0 and before[0].lower_ in word_set("verwijzer") and len(before) <= 5
    if points and any(t.lemma_.lower() in word_set("leeg_werkwoord") for t in before):
        return previous(token, context)
    if opens_sentence(token):
        after = doc[runs(how)[-1][1] - 1]
        return [s for part in from_verb(after) for s in side(doc, part)], _CLAUSE
    return side(doc, left_of(token)), _CLAUSE


def towards(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'A ter voorkoming van B', 'A, met als gevolg B': the clause before -> the phrase."""
    doc, head = token.doc, head_of(token)
    if head is None:
        return
    effects = [s for h in row(head) for s in side(doc, extended(phrase(h, [token.i]), head.head))]
    parts = from_verb(token) if opens_sentence(token) else [left_of(token)]
    causes = [s for part in parts for s in side(doc, part)]
    yield from raws(construction, token, token, causes, effects, _CLAUSE)
