"""Causal statements in one parsed unit: a cue of the constructicon, and the words of its cause and effect.

Each form of construction has one function that yields ``Raw`` statements; nothing here decides what they are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract.arguments import cause_sides, complement, previous, subject_of
from extract.candidates import Context, Raw, Route, Side, raws, side
from extract.constructions import Construction, verbs, words
from extract.lemmas import verb_keys
from extract.spans import Positions, around, clause, coordinated, left_of, phrase, right_of, split_clauses, subtree, tidy
from extract.words import word_set

_PARSED: Route = "ontleding"


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
    if token.pos_ in {"VERB", "AUX", "ADJ"}:
        keys = verb_keys(token)
        return found + next((verbs()[k] for k in keys if k in verbs()), ())
    return found


def _verb_prep(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    prep, _, effects = complement(token, construction.preps)
    if not effects and context.items and token.sent.text.rstrip().endswith(":"):
        yield from _listed(token, construction, context, effect_listed=True)
        return
    if prep is None:
        return
    causes, route = cause_sides(subject_of(token), token, context)
    yield from raws(construction, token, prep, causes, effects, route)


def _verb_prep_back(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    prep, head, causes = complement(token, construction.preps)
    subject = subject_of(token)
    if prep is None or head is None or subject is None or head.lower_ in word_set("actor") or head.pos_ == "PROPN":
        return
    effects, route = cause_sides(subject, token, context)
    yield from raws(construction, token, prep, causes, effects, route)


def _verb(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    doc = token.doc
    agent = next((c for c in token.children if c.dep_ in {"obl:agent", "obl"} and any(g.lower_ == "door" for g in c.children)), None)
    passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in token.children)
    if passive or (agent is not None and "Part" in token.morph.get("VerbForm", [])):
        subject = subject_of(token)
        noun = token.head if token.dep_ in {"acl", "amod", "acl:relcl"} else None
        if agent is None or agent.lower_ in word_set("actor"):
            return
        causes = [s for h in coordinated(agent) for s in side(doc, phrase(h))]
        route: Route = "ontleding"
        if noun is not None:
            effects = side(doc, phrase(noun, subtree(token)))
        elif subject is not None:
            effects, route = cause_sides(subject, token, context)
        else:
            return
        yield from raws(construction, token, token, causes, effects, route)
        return
    objects = [c for c in token.children if c.dep_ in {"obj", "ccomp"}]
    that = next((t for t in doc[token.i + 1 : token.i + 3] if t.lower_ == "dat" and t.i < token.sent.end), None)
    if that is not None:
        effects = [s for part in split_clauses(doc, right_of(that, opens_sentence=False)) for s in side(doc, part)]
        causes, route = cause_sides(subject_of(token), token, context)
        yield from raws(construction, token, that, causes, effects, route)
        return
    effects = [s for o in objects for h in coordinated(o) for s in side(doc, clause(h) if o.dep_ == "ccomp" else phrase(h))]
    causes, route = cause_sides(subject_of(token), token, context)
    yield from raws(construction, token, token, causes, effects, route)


def _subclause(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    first = all(t.is_punct or t.i == token.i for t in token.doc[token.sent.start : token.i + 1])
    causes = [s for part in split_clauses(token.doc, right_of(token, opens_sentence=first)) for s in side(token.doc, part)]
    route: Route = "zinsdeel"
    if not first:
        left = left_of(token)
        effects = side(token.doc, left)
        if _is_pointer(token.doc, left):
            effects, route = previous(token, context)
    else:
        end = causes[-1].pieces[-1][1] if causes else token.idx
        rest = [t.i for t in token.sent if t.idx >= end]
        effects = side(token.doc, tidy(token.doc, rest))
    yield from raws(construction, token, token, causes, effects, route)


def _is_pointer(doc: Doc, positions: Positions) -> bool:
    """'Dit komt (doordat)': the clause before the conjunction only points at the sentence before."""
    lemmas = {doc[i].lemma_.lower() for i in positions}
    return len(positions) <= 4 and bool(lemmas & {"dit", "dat"}) and bool(lemmas & {"komen", "zijn"})


def _result_clause(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    effects = [s for part in split_clauses(token.doc, right_of(token, opens_sentence=False)) for s in side(token.doc, part)]
    first = all(t.is_punct or t.i == token.i for t in token.doc[token.sent.start : token.i + 1])
    causes, route = previous(token, context) if first else (side(token.doc, left_of(token)), "zinsdeel")
    yield from raws(construction, token, token, causes, effects, route)


def _preposition(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    doc, head = token.doc, token.head
    gerund = token.dep_ == "mark" and head.pos_ == "VERB"
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
    if subject is not None and subject.lower_ in {"dit", "dat"} and governor.lemma_.lower() in word_set("leeg_werkwoord"):
        effects, route = previous(token, context)
    yield from raws(construction, token, token, causes, effects, route)


def _is_agent(head: Token, governor: Token) -> bool:
    """'vastgesteld door de raad': a passive, or a verb whose own entry handles its 'door'."""
    own = any(c.form in {"ww", "ww-vz-terug"} for k in verb_keys(governor) for c in verbs().get(k, ()))
    passive = any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in governor.children) or head.dep_ == "obl:agent"
    participle = "Part" in governor.morph.get("VerbForm", []) and governor.dep_ in {"acl", "amod", "acl:relcl"}
    return own or passive or participle


def _pointer(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    doc = token.doc
    first = token.i - token.sent.start <= 4 and not any(is_border(t) for t in doc[token.sent.start : token.i])
    if first:
        causes, route = previous(token, context)
        effects = side(doc, tidy(doc, (t.i for t in token.sent if t.i > token.i)))
    else:
        causes, route = side(doc, left_of(token)), "zinsdeel"
        effects = side(doc, right_of(token, opens_sentence=False))
    yield from raws(construction, token, token, causes, effects, route)


def is_border(token: Token) -> bool:
    """A comma, semicolon or verb: what stands before it is another part of the sentence."""
    return token.text in {",", ";"} or token.pos_ == "VERB"


def _noun(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
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


def _support_verb(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X heeft invloed op Y': the noun is the cue, its verb's subject the cause."""
    verb = token.head
    if token.pos_ != "NOUN" or verb.pos_ not in {"VERB", "AUX"} or verb.lemma_.lower() not in word_set("steunwerkwoord"):
        return
    inside, _ = _noun_complement(token, construction.preps, context)
    prep, _, effects = (token, None, inside) if inside else complement(verb, construction.preps)
    causes, route = cause_sides(subject_of(verb), verb, context)
    if prep is not None:
        yield from raws(construction, token, token, causes, effects, route)


def _first_subject(token: Token) -> Token | None:
    """'Een lage SES is een risicofactor voor overgewicht', read as two subjects of the last noun: the first is the subject."""
    others = [c for c in token.head.children if c.dep_.startswith("nsubj") and c.i < token.i]
    return others[0] if others else None


def _noun_complement(token: Token, preps: tuple[str, ...], context: Context) -> tuple[list[Side], Route]:
    for child in token.children:
        if child.lower_ in {"hiervan", "hiervoor", "daarvan", "daarvoor"}:
            return previous(token, context)
        if child.dep_ in {"nmod", "obl"} and any(c.dep_ == "case" and c.lower_ in preps for c in child.children):
            return [s for h in coordinated(child) for s in side(token.doc, phrase(h))], "ontleding"
    after = next((c for c in token.head.children if c.dep_ == "case" and c.i == token.i + 1 and c.lower_ in preps), None)
    if after is not None and token.dep_.startswith("nsubj"):
        return [s for h in coordinated(token.head) for s in side(token.doc, phrase(h, subtree(token)))], "ontleding"
    return [], "ontleding"


def _listed(token: Token, construction: Construction, context: Context, *, effect_listed: bool) -> Iterator[Raw]:
    """'De krapte leidt tot:' and a list: every item is an effect."""
    causes, _ = cause_sides(subject_of(token), token, context)
    for n, item in enumerate(context.items, 1):
        effects = [replace(s, unit=n) for s in side(item, tidy(item, range(len(item))))]
        if effect_listed:
            yield from raws(construction, token, token, causes, effects, "lijst")


_FORMS: dict[str, Callable[[Token, Construction, Context], Iterator[Raw]]] = {
    "ww-vz": _verb_prep,
    "ww-vz-terug": _verb_prep_back,
    "ww": _verb,
    "bijzin": _subclause,
    "bijzin-gevolg": _result_clause,
    "voorzetsel": _preposition,
    "verwijzing": _pointer,
    "naamwoord": _noun,
    "naamwoord-terug": _noun,
    "steunwerkwoord": _support_verb,
}
