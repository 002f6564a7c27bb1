"""Causal statements in one parsed unit: a cue of the constructicon, and the words of its cause and effect.

Each form of construction has one function that yields ``Raw`` statements; nothing here decides what they are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span, Token

from extract.arguments import previous, subject_of
from extract.candidates import Context, Raw, Route, Side, raws, side
from extract.constructions import Construction, of_verb, words
from extract.noun_forms import as_result, noun, support_verb
from extract.spans import around, clause, coordinated, left_of, phrase, right_of, split_clauses, subtree, tidy
from extract.verb_forms import verb, verb_prep, verb_prep_back, verb_that
from extract.words import word_set

_PARSED: Route = "ontleding"
_CLAUSE: Route = "zinsdeel"


def find_causal(doc: Doc, context: Context) -> list[Raw]:
    """All causal statements of one unit, in text order, each pair of arguments once."""
    found: list[Raw] = []
    seen: set[tuple[Side, Side]] = set()
    for token in doc:
        for construction in _constructions(token):
            for raw in _FORMS[construction.form](token, construction, context):
                if (raw.cause, raw.effect) not in seen and raw.cause != raw.effect:
                    seen.add((raw.cause, raw.effect))
                    found.append(raw)
    return sorted(found, key=lambda r: (r.cue, r.construction.id, r.cause.pieces, r.effect.pieces))


def _constructions(token: Token) -> tuple[Construction, ...]:
    found = words().get(token.lower_, ()) or (words().get(token.lemma_.lower(), ()) if token.pos_ == "NOUN" else ())
    finite = token.dep_ == "ROOT" and token.lower_.endswith("t")
    mistagged = token.pos_ == "NOUN" and (finite or any(c.dep_ == "aux" for c in token.children))
    return found + (of_verb(token) if token.pos_ in {"VERB", "AUX", "ADJ"} or mistagged else ())


def _subclause(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    doc, route = token.doc, _CLAUSE
    first = all(t.is_punct or t.i == token.i for t in doc[token.sent.start : token.i + 1])
    causes = [s for part in split_clauses(doc, right_of(token, opens_sentence=first)) for s in side(doc, part)]
    if first:
        end = causes[-1].pieces[-1][1] if causes else token.idx
        effects = side(doc, tidy(doc, [t.i for t in token.sent if t.idx >= end]))
    elif _only_points(doc[token.sent.start : token.i]):
        effects, route = previous(token, context)
    else:
        effects = side(doc, left_of(_first_of_row(token)))
    yield from raws(construction, token, token, causes, effects, route)


def _first_of_row(token: Token) -> Token:
    """The first of coordinated conjunctions: in 'doordat A en omdat B' both explain what stands before 'doordat'."""
    if token.i == token.sent.start or token.nbor(-1).pos_ != "CCONJ":
        return token
    earlier = [t for t in token.doc[token.sent.start : token.i] if any(c.form == "bijzin" for c in words().get(t.lower_, ()))]
    return earlier[-1] if earlier else token


def _only_points(before: Span) -> bool:
    """'Dit komt (doordat)': what stands before the conjunction only points at the sentence before."""
    empty = any(t.lemma_.lower() in word_set("leeg_werkwoord") for t in before)
    return len(before) <= 5 and before[0].lower_ in word_set("verwijzer") and empty


def _result_clause(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    effects = [s for part in split_clauses(token.doc, right_of(token, opens_sentence=False)) for s in side(token.doc, part)]
    first = all(t.is_punct or t.i == token.i for t in token.doc[token.sent.start : token.i + 1])
    causes, route = previous(token, context) if first else (side(token.doc, left_of(token)), "zinsdeel")
    yield from raws(construction, token, token, causes, effects, route)


def _preposition(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    doc, head = token.doc, token.head
    gerund = token.dep_ == "mark" and head.pos_ == "VERB" and any(c.lower_ == "te" for c in head.children)
    if gerund != (construction.id == "door-te") or token.dep_ not in {"case", "mark", "fixed"} or head.i == token.i:
        return
    if head.lower_ in word_set("actor") or head.pos_ in {"PROPN", "PRON", "NUM"}:
        return
    causes = side(doc, clause(head)) if gerund else [s for h in coordinated(head) for s in side(doc, phrase(h, [token.i]))]
    governor, banned = head.head, subtree(head)
    if construction.id == "door" and _is_agent(head, governor):
        return
    if governor.i == head.i:
        return
    nominal = head.dep_ == "nmod" and governor.pos_ in {"NOUN", "PROPN"}
    rest = phrase(governor, banned) if nominal else clause(governor, banned) if gerund else around(token, banned)
    effects, route = side(doc, rest), _PARSED
    subject = subject_of(governor)
    if subject is not None and subject.lower_ in word_set("verwijzer") and governor.lemma_.lower() in word_set("leeg_werkwoord"):
        effects, route = previous(token, context)
    yield from raws(construction, token, token, causes, effects, route)


def _is_agent(head: Token, governor: Token) -> bool:
    """'vastgesteld door de raad': a passive, or a verb whose own entry handles its 'door'."""
    own = any(c.form in {"ww", "ww-vz-terug"} for c in of_verb(governor))
    passive = any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in governor.children) or head.dep_ == "obl:agent"
    participle = "Part" in governor.morph.get("VerbForm", []) and governor.dep_ in {"acl", "amod", "acl:relcl"}
    return own or passive or participle


def _pointer(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'Hierdoor stijgt de druk', 'De druk stijgt hierdoor': the sentence before; '..., en daardoor ...': the clause before."""
    doc, opens = token.doc, token.i == token.sent.start
    rest = right_of(token, opens_sentence=False)
    if not opens and token.nbor(-1).pos_ in {"CCONJ", "PUNCT"}:
        causes, route, effects = side(doc, left_of(token)), _CLAUSE, side(doc, rest)
    else:
        causes, route = previous(token, context)
        effects = side(doc, tidy(doc, (*(left_of(token) if not opens else ()), *rest)))
    yield from raws(construction, token, token, causes, effects, route)


_FORMS: dict[str, Callable[[Token, Construction, Context], Iterator[Raw]]] = {
    "ww-vz": verb_prep,
    "ww-vz-terug": verb_prep_back,
    "ww": verb,
    "ww-dat": verb_that,
    "bijzin": _subclause,
    "bijzin-gevolg": _result_clause,
    "voorzetsel": _preposition,
    "verwijzing": _pointer,
    "naamwoord": noun,
    "naamwoord-terug": noun,
    "steunwerkwoord": support_verb,
    "steunwerkwoord-dat": as_result,
}
