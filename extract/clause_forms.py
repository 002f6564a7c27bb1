"""Constructions that join clauses: doordat, waardoor, om ... te, hierdoor, hoe meer ... hoe minder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.arguments import previous
from extract.candidates import Context, Raw, Route, raws, side
from extract.clauses import (
    bare,
    clauses,
    from_verb,
    infinitive_clause,
    left_of,
    opens_sentence,
    right_of,
    split_clauses,
    split_infinitives,
    verb_second,
)
from extract.constructions import Construction, of_verb, words
from extract.spans import is_finite, tidy
from extract.tokens import end_of, first_of, sentence_of, tokens_in
from extract.verb_forms import listed
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CLAUSE: Route = "zinsdeel"


def subclause(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'A doordat B', 'Doordat B, A', 'Dit komt doordat B'."""
    doc, route, first = token.doc, _CLAUSE, opens_sentence(token)
    if token.pos_ not in {"SCONJ", "CCONJ"} and token.lower_ not in word_set("altijd_grens"):
        return
    causes = [s for part in clauses(doc, right_of(token, opens_sentence=first)) for s in side(doc, part)]
    if first:
        end = causes[-1].pieces[-1][1] if causes else token.idx
        behind = tidy(doc, [t.i for t in tokens_in(sentence_of(token)) if t.idx >= end])
        effects = [s for part in clauses(doc, behind) for s in side(doc, part)]
    elif _only_points(doc[first_of(token) : token.i]):
        effects, route = previous(token, context)
    elif construction.opens:
        return
    else:
        effects = side(doc, left_of(_first_of_row(token)))
    yield from raws(construction, token, token, causes, effects, route)


def _first_of_row(token: Token) -> Token:
    """The first of coordinated conjunctions: in 'doordat A en omdat B' both explain what stands before 'doordat'."""
    if token.i == first_of(token) or token.nbor(-1).pos_ != "CCONJ":
        return token
    wanted = {c.form for c in words().get(token.lower_, ())}
    earlier = [t for t in token.doc[first_of(token) : token.i] if any(c.form in wanted for c in words().get(t.lower_, ()))]
    return earlier[-1] if earlier else token


def _only_points(before: Span) -> bool:
    """'Dit komt (doordat)': what stands before the conjunction only points at the sentence before."""
    empty = any(t.lemma_.lower() in word_set("leeg_werkwoord") for t in before)
    return len(before) <= 5 and before[0].lower_ in word_set("verwijzer") and empty


def result_clause(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'A, waardoor B'; 'A, zodat:' and a list."""
    doc = token.doc
    first = all(t.is_punct or t.i == token.i for t in doc[first_of(token) : token.i + 1])
    effects = [s for part in clauses(doc, right_of(token, opens_sentence=False)) for s in side(doc, part)]
    before = [] if first else [s for part in split_clauses(doc, left_of(_first_of_row(token))) for s in side(doc, part)]
    causes, route = previous(token, context) if first else (before, _CLAUSE)
    if not effects and context.items and token.i >= end_of(token) - 2:
        effects, route = listed(context), "lijst"
    yield from raws(construction, token, token, causes, effects, route)


def purpose(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'A om B te halen', 'Om B te halen doen we A': the main clause -> the infinitive clause."""
    doc, wanted = token.doc, infinitive_clause(token)
    if not wanted or (token.i > first_of(token) and _asks_infinitive(token)):
        return
    effects = [s for part in split_infinitives(doc, wanted) for s in side(doc, part)]
    if opens_sentence(token):
        causes = [s for part in from_verb(token) for s in side(doc, part)]
    else:
        causes = side(doc, left_of(_first_of_row(token)))
    yield from raws(construction, token, token, causes, effects, _CLAUSE)


def _asks_infinitive(token: Token) -> bool:
    """'de wens om', 'belangrijk om', 'probeert om': the infinitive completes a word and is no purpose."""
    before = token.nbor(-1)
    return before.lower_ in word_set("met_beknopte_bijzin") or before.lemma_.lower() in word_set("met_beknopte_bijzin")


def pointer(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'Hierdoor stijgt de druk', 'De druk stijgt hierdoor': the sentence before; '..., en daardoor ...': the clause before."""
    doc, opens = token.doc, token.i == first_of(token)
    follows = not opens and token.nbor(-1).pos_ in {"CCONJ", "PUNCT"}
    if construction.opens and not (token.i + 1 < end_of(token) and (follows or (opens and token.nbor().pos_ in {"VERB", "AUX"}))):
        return
    rest = right_of(token, opens_sentence=False)
    if opens and _own_cue(token):
        return
    if follows:
        before = left_of(token)
        causes, route = (side(doc, before), _CLAUSE) if any(is_finite(doc[i]) for i in before) else previous(token, context)
        parts = [bare(doc, rest)]
    else:
        causes, route = previous(token, context)
        whole = tidy(doc, (*(left_of(token) if not opens else ()), *rest))
        parts = clauses(doc, whole) if opens else [bare(doc, whole)]
    effects = [s for part in parts for s in side(doc, part)]
    yield from raws(construction, token, token, causes, effects, route)


def _own_cue(token: Token) -> bool:
    """'Hiermee dragen we bij aan Y': the verb's own construction has the smaller effect."""
    begin = verb_second(token)
    found = of_verb(token.doc[begin]) if begin is not None else ()
    actor = begin is not None and begin + 1 < end_of(token) and token.doc[begin + 1].lower_ in word_set("actor")
    return actor and any(c.form == "ww-vz" and not c.fixed for c in found)


def comparison(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'Hoe meer A, hoe (des te) minder B': the first part -> the second."""
    doc, end = token.doc, end_of(token)
    if not opens_sentence(token):
        return
    second = next((t for t in doc[token.i + 2 : end] if t.lower_ in construction.preps), None)
    if second is None:
        return
    causes = side(doc, tidy(doc, range(token.i + 1, second.i)))
    effects = side(doc, tidy(doc, range(second.i + 1, end)))
    yield from raws(construction, token, token, causes, effects, _CLAUSE)
