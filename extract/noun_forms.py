"""Constructions whose cue is a noun or adjective: oorzaak van, gevolg van, schadelijk voor, heeft invloed op."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.arguments import cause_sides, complement, previous, subject_of
from extract.candidates import Context, Raw, Route, Side, raws, side
from extract.clauses import left_of
from extract.constructions import Construction
from extract.spans import is_finite, phrase, row, subtree, tidy
from extract.tokens import end_of, first_of, sentence_of, tokens_in
from extract.verb_forms import clause_behind
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARSED: Route = "ontleding"


def noun(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X is een risicofactor voor Y', 'de oorzaak van Y is X', 'oorzaken hiervan zijn A en B'; effect is Y, or X when terug."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return
    back = construction.form.endswith("terug")
    own, route = _noun_complement(token, construction.preps, context)
    if not own:
        return
    other, way = _predicated(token, context)
    causes, effects = (own, other) if back else (other, own)
    yield from raws(construction, token, token, causes, effects, way if way != _PARSED else route)


def _predicated(token: Token, context: Context) -> tuple[list[Side], Route]:
    """What a noun is said of: 'X is [de oorzaak]', '[de oorzaak] is X', 'X vormt [een drempel]', '[het gevolg] is dat X'."""
    doc, verb = token.doc, _linking(token)
    if verb is not None and verb.i > token.i and not any(t.is_punct for t in doc[token.i : verb.i]):
        that = [s for s in clause_behind(verb) if s.pieces]
        if that:
            return that, _PARSED
    subject = next((c for c in token.children if c.dep_.startswith("nsubj")), None)
    if subject is not None and subject.i != token.i:
        return cause_sides(subject, token, context)
    if token.dep_.startswith("nsubj") and token.head.pos_ != "ADJ" and _first_subject(token) is not None:
        return cause_sides(_first_subject(token), token, context)[0], _PARSED
    if token.dep_.startswith("nsubj") and token.head.pos_ != "ADJ" and any(c.dep_ == "cop" for c in token.head.children):
        return [s for h in row(token.head) for s in side(doc, phrase(h, subtree(token)))], _PARSED
    if token.dep_ in {"obj", "xcomp", "obl", "obl:arg"} and token.head.lemma_.lower() in word_set("steunwerkwoord"):
        return cause_sides(subject_of(token.head), token.head, context)
    if verb is not None and verb.i < token.i and token.dep_ not in {"nmod", "conj"}:
        return side(doc, left_of(verb)), "zinsdeel"
    return [], _PARSED


def _linking(token: Token) -> Token | None:
    """The nearest 'is', 'vormt' or the like in the sentence."""
    found = [t for t in tokens_in(sentence_of(token)) if is_finite(t) and t.lemma_.lower() in word_set("koppelwerkwoord")]
    return min(found, key=lambda t: (abs(t.i - token.i), t.i), default=None)


def adjective(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X is schadelijk voor Y', 'X is gericht op Y', 'X is nodig om Y te halen'."""
    subject = subject_of(token) or (subject_of(token.head) if token.dep_ in {"xcomp", "obl", "obj", "advmod"} else None)
    if token.dep_ == "amod" and token.i + 1 < len(token.doc) and token.nbor().pos_ == "NOUN":
        return
    prep, _, own = complement(token, tuple(p for p in construction.preps if p not in word_set("beknopte_bijzin")))
    if not own and set(construction.preps) & word_set("beknopte_bijzin"):
        prep, own = token, clause_behind(token)
    causes, route = cause_sides(subject, token, context) if subject is not None else _predicated(token, context)
    effects = own
    if construction.form.endswith("terug"):
        causes, effects = effects, causes
    if prep is not None:
        yield from raws(construction, token, prep, causes, effects, route)


def support_verb(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X heeft invloed op Y': the noun is the cue, its verb's subject the cause."""
    verb = token.head
    carried = verb.pos_ in {"VERB", "AUX"} and verb.lemma_.lower() in word_set("steunwerkwoord")
    if token.pos_ != "NOUN" or token.dep_.startswith("nsubj") or not carried:
        return
    inside, _ = _noun_complement(token, construction.preps, context)
    prep, _, effects = (token, None, inside) if inside else complement(verb, construction.preps)
    if not effects and set(construction.preps) & word_set("beknopte_bijzin"):
        prep, effects = token, clause_behind(token)
    causes, route = cause_sides(subject_of(verb), verb, context)
    if prep is not None:
        yield from raws(construction, token, token, causes, effects, route)


def as_result(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X heeft Y tot gevolg', 'X heeft als doel Y' and 'X heeft tot gevolg dat Y gebeurt' or 'als doel om Y te halen'."""
    doc, before = token.doc, token.doc[token.i - 1] if token.i else token
    has = next((t for t in doc[first_of(token) : end_of(token)] if t.lemma_.lower() in word_set("steunwerkwoord")), None)
    if before.lower_ not in word_set("tot_of_als") or has is None:
        return
    effects = clause_behind(token)
    if not effects:
        banned = {before.i, token.i}
        effects = [s for c in has.children if c.dep_ == "obj" for h in row(c) for s in side(doc, phrase(h, banned))]
    subject = next((t for t in doc[first_of(token) : has.i] if t.dep_.startswith("nsubj")), subject_of(has))
    causes, route = cause_sides(subject, has, context)
    yield from raws(construction, token, token, causes, effects, route)


def with_result(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'A, met B tot gevolg': the clause before 'met' -> what stands between."""
    doc, start = token.doc, first_of(token)
    if token.i - start < 3 or token.nbor(-1).lower_ not in word_set("tot_of_als"):
        return
    opener = next((t for t in reversed(doc[start : token.i - 1]) if t.lower_ in construction.preps or is_finite(t)), None)
    if opener is None or is_finite(opener):
        return
    heads = [t for t in doc[opener.i + 1 : token.i - 1] if t.pos_ in {"NOUN", "PROPN"} and t.head.i not in range(opener.i + 1, token.i - 1)]
    effects = [s for head in heads[:1] for h in row(head) for s in side(doc, phrase(h, [opener.i, token.i - 1, token.i]))]
    effects = effects or side(doc, tidy(doc, range(opener.i + 1, token.i - 1)))
    yield from raws(construction, token, token, side(doc, left_of(opener)), effects, "zinsdeel")


def _first_subject(token: Token) -> Token | None:
    """'Een lage SES is een risicofactor voor overgewicht', read as two subjects of the last noun: the first is the subject."""
    others = [c for c in token.head.children if c.dep_.startswith("nsubj") and c.i < token.i]
    return others[0] if others else None


def _noun_complement(token: Token, preps: tuple[str, ...], context: Context) -> tuple[list[Side], Route]:
    for child in token.children:
        if child.lower_ in word_set("hiervan"):
            return previous(token, context)
        if child.dep_ in {"nmod", "obl"} and any(c.dep_ == "case" and c.lower_ in preps for c in child.children):
            return [s for h in row(child) for s in side(token.doc, phrase(h))], _PARSED
    following = token.nbor() if token.i + 1 < end_of(token) else token
    if following.lower_ in word_set("hiervan"):
        return previous(token, context)
    after = following if following.lower_ in preps and following.dep_ == "case" else None
    if after is not None and after.head.i == token.head.i and token.dep_.startswith("nsubj"):
        return [s for h in row(token.head) for s in side(token.doc, phrase(h, subtree(token)))], _PARSED
    if after is not None and after.head.i > after.i:
        return [s for h in row(after.head) for s in side(token.doc, phrase(h, subtree(token)))], _PARSED
    return [], _PARSED
