"""Causal statements in one parsed unit: a cue of the constructicon, and the words of its cause and effect.

Each form of construction has one function that yields ``Raw`` statements; nothing here decides what they are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, cast

from spacy.tokens import Doc, Span, Token

from extract.constructions import Construction, verbs, words
from extract.lemmas import verb_keys
from extract.spans import Positions, around, char_pieces, clause, coordinated, extended, has_content, left_of, phrase, right_of, split_clauses, subtree, tidy
from extract.words import word_set

Route = Literal["ontleding", "zinsdeel", "vorige_zin", "kop", "lijst"]


@dataclass(frozen=True, slots=True)
class Side:
    """Cause or effect: where it stands, as character pieces of the text of unit ``unit`` (0 = this unit, -1 = before)."""

    pieces: tuple[tuple[int, int], ...]
    unit: int = 0


@dataclass(frozen=True, slots=True)
class Raw:
    """A causal statement before it is weighed."""

    construction: Construction
    cause: Side
    effect: Side
    cue: tuple[int, int]
    trigger: int
    sentence: tuple[int, int]
    route: Route
    negated_by: int = -1


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before a unit in the same section: the doc of the previous unit, or None."""

    before: Doc | None = None
    items: tuple[Doc, ...] = ()


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


def _raws(
    construction: Construction, trigger: Token, cue: Token, causes: list[Side], effects: list[Side], route: Route
) -> Iterator[Raw]:
    begin, end = min(trigger.i, cue.i), max(trigger.i, cue.i)
    close = end - begin <= 3
    first, last = (trigger.doc[begin], trigger.doc[end]) if close else (trigger, trigger)
    sent = trigger.sent
    for cause in causes:
        for effect in effects:
            if cause.pieces and effect.pieces:
                yield Raw(
                    construction, cause, effect, (first.idx, last.idx + len(last)), trigger.i, (sent.start_char, sent.end_char), route
                )


def _side(doc: Doc, positions: Positions, unit: int = 0) -> list[Side]:
    ok = positions and has_content(doc, positions)
    return [Side(tuple(char_pieces(doc, positions)), unit)] if ok else []


# --- subjects and what they point at ---------------------------------------------------------------------------------


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, also through 'lijkt te leiden', coordination and relative clauses."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass", "csubj", "csubj:pass"}), None)
        if subject is not None:
            return subject
        if verb.dep_ not in {"xcomp", "conj", "aux", "parataxis"}:
            return None
        verb = verb.head
    return None


def _cause_sides(subject: Token | None, verb: Token, context: Context) -> tuple[list[Side], Route]:
    """Turn a subject into cause sides: phrase, clause, antecedent of a relative pronoun, or the previous sentence."""
    if subject is None:
        return _means(verb), "ontleding"
    doc = subject.doc
    if subject.dep_.startswith("csubj") or (subject.pos_ == "VERB" and any(c.dep_ == "mark" for c in subject.children)):
        return _side(doc, clause(subject)), "ontleding"
    if subject.pos_ == "PRON" and verb.dep_ == "acl:relcl":
        antecedent = verb.head
        return [s for h in coordinated(antecedent)[-1:] for s in _side(doc, phrase(h, subtree(verb)))], "ontleding"
    if _points_back(subject):
        sides, route = _previous(subject, context)
        return (sides, route) if sides or subject.pos_ != "NOUN" else (_side(doc, phrase(subject)), "ontleding")
    if subject.lower_ in word_set("actor") or subject.pos_ == "PRON":
        return _means(verb), "ontleding"
    return [s for head in coordinated(subject) for s in _side(doc, phrase(head))], "ontleding"


def _points_back(subject: Token) -> bool:
    """'Dit', 'dat', or 'deze ontwikkeling': the content stands in the sentence before."""
    if subject.lower_ in {"dit", "dat", "deze", "die", "hetgeen", "wat", "het"} and subject.pos_ in {"PRON", "DET"}:
        return True
    shown = any(c.lower_ in {"deze", "dit", "die", "dat"} for c in subject.children if c.dep_ == "det")
    return shown and subject.lower_ in word_set("verwijsnaamwoord")


def _previous(token: Token, context: Context) -> tuple[list[Side], Route]:
    """The clause that 'dit' or 'hierdoor' points at: earlier in the sentence, the previous sentence, or the unit before."""
    doc, sent = token.doc, token.sent
    if sent.start > 0:
        before = doc[sent.start - 1].sent
        return _side(doc, _core(before)), "vorige_zin"
    if context.before is not None and len(context.before):
        last = list(context.before.sents)[-1]
        return [replace(s, unit=-1) for s in _side(context.before, _core(last))], "vorige_zin"
    return [], "vorige_zin"


def _core(sentence: Span) -> Positions:
    """The main clause of a sentence, or the whole of it when the parse gives too little."""
    core = clause(sentence.root)
    return core if len(core) >= 3 else tidy(sentence.doc, range(sentence.start, sentence.end))


def _means(verb: Token) -> list[Side]:
    """'Door in te zetten op X dragen we bij aan Y': the means is the cause when the subject is an actor."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "door" for c in child.children):
            return _side(verb.doc, clause(child))
        if child.dep_ in {"obl", "obl:agent"} and any(c.dep_ == "case" and c.lower_ in {"door", "met", "via"} for c in child.children):
            return [s for h in coordinated(child) if h.lower_ not in word_set("actor") for s in _side(verb.doc, phrase(h))]
    return []


# --- complements -----------------------------------------------------------------------------------------------------


def _complement(verb: Token, preps: tuple[str, ...]) -> tuple[Token | None, Token | None, list[Side]]:
    """The prepositional complement of a verb: (preposition, head, sides); also 'leidt ertoe dat ...'."""
    doc = verb.doc
    pronominal = {x + ("toe" if p == "tot" else "mee" if p == "met" else p) for p in preps for x in ("er", "daar", "hier")}
    for token in doc[verb.sent.start : verb.sent.end]:
        that = next((t for t in doc[token.i + 1 : token.i + 4] if t.lower_ == "dat"), None) if token.lower_ in pronominal else None
        if that is not None:
            parts = split_clauses(doc, right_of(that, opens_sentence=False))
            return token, that, [s for part in parts for s in _side(doc, part)]
    options = [t for t in doc[verb.sent.start : verb.sent.end] if t.lower_ in preps and t.dep_ in {"case", "mark", "obl", "fixed"}]
    options = [t for t in options if t.i > verb.i or t.head.head.i == verb.i or verb.i in {a.i for a in t.ancestors}]
    options.sort(key=lambda t: (t.head.head.i != verb.i, abs(t.i - verb.i)))
    for prep in options:
        head = prep.head if prep.dep_ in {"case", "mark"} else next((c for c in prep.children if c.dep_ in {"nmod", "obl", "fixed"}), None)
        if head is None or head.i == verb.i or any(t.pos_ == "VERB" and is_between(t, verb, prep) for t in doc):
            continue
        sides = [s for h in coordinated(head) for s in _side(doc, extended(phrase(h, [prep.i]), verb))]
        if head.pos_ == "VERB" and prep.dep_ == "mark":
            sides = _side(doc, clause(head))
        if sides:
            return prep, head, sides
    return None, None, []


def is_between(token: Token, a: Token, b: Token) -> bool:
    """Whether a finite verb of another clause stands between two tokens."""
    return min(a.i, b.i) < token.i < max(a.i, b.i) and bool(token.morph.get("Tense"))


def _verb_prep(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    prep, _, effects = _complement(token, construction.preps)
    if not effects and context.items and token.sent.text.rstrip().endswith(":"):
        yield from _listed(token, construction, context, effect_listed=True)
        return
    if prep is None:
        return
    causes, route = _cause_sides(_subject(token), token, context)
    yield from _raws(construction, token, prep, causes, effects, route)


def _verb_prep_back(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    prep, head, causes = _complement(token, construction.preps)
    subject = _subject(token)
    if prep is None or head is None or subject is None or head.lower_ in word_set("actor") or head.pos_ == "PROPN":
        return
    effects, route = _cause_sides(subject, token, context)
    yield from _raws(construction, token, prep, causes, effects, route)


def _verb(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    doc = token.doc
    agent = next((c for c in token.children if c.dep_ in {"obl:agent", "obl"} and any(g.lower_ == "door" for g in c.children)), None)
    passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in token.children)
    if passive or (agent is not None and "Part" in token.morph.get("VerbForm")):
        subject = _subject(token)
        noun = token.head if token.dep_ in {"acl", "amod", "acl:relcl"} else None
        if agent is None or agent.lower_ in word_set("actor"):
            return
        causes = [s for h in coordinated(agent) for s in _side(doc, phrase(h))]
        route: Route = "ontleding"
        if noun is not None:
            effects = _side(doc, phrase(noun, subtree(token)))
        elif subject is not None:
            effects, route = _cause_sides(subject, token, context)
        else:
            return
        yield from _raws(construction, token, token, causes, effects, route)
        return
    objects = [c for c in token.children if c.dep_ in {"obj", "ccomp"}]
    that = next((t for t in doc[token.i + 1 : token.i + 3] if t.lower_ == "dat" and t.i < token.sent.end), None)
    if that is not None:
        effects = [s for part in split_clauses(doc, right_of(that, opens_sentence=False)) for s in _side(doc, part)]
        causes, route = _cause_sides(_subject(token), token, context)
        yield from _raws(construction, token, that, causes, effects, route)
        return
    effects = [s for o in objects for h in coordinated(o) for s in _side(doc, clause(h) if o.dep_ == "ccomp" else phrase(h))]
    causes, route = _cause_sides(_subject(token), token, context)
    yield from _raws(construction, token, token, causes, effects, route)


def _subclause(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    first = all(t.is_punct or t.i == token.i for t in token.doc[token.sent.start : token.i + 1])
    causes = [s for part in split_clauses(token.doc, right_of(token, opens_sentence=first)) for s in _side(token.doc, part)]
    route: Route = "zinsdeel"
    if not first:
        left = left_of(token)
        effects = _side(token.doc, left)
        if _is_pointer(token.doc, left):
            effects, route = _previous(token, context)
    else:
        end = causes[-1].pieces[-1][1] if causes else token.idx
        rest = [t.i for t in token.sent if t.idx >= end]
        effects = _side(token.doc, tidy(token.doc, rest))
    yield from _raws(construction, token, token, causes, effects, route)


def _is_pointer(doc: Doc, positions: Positions) -> bool:
    """'Dit komt (doordat)': the clause before the conjunction only points at the sentence before."""
    lemmas = {doc[i].lemma_.lower() for i in positions}
    return len(positions) <= 4 and bool(lemmas & {"dit", "dat"}) and bool(lemmas & {"komen", "zijn"})


def _result_clause(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    effects = [s for part in split_clauses(token.doc, right_of(token, opens_sentence=False)) for s in _side(token.doc, part)]
    first = all(t.is_punct or t.i == token.i for t in token.doc[token.sent.start : token.i + 1])
    causes, route = _previous(token, context) if first else (_side(token.doc, left_of(token)), "zinsdeel")
    yield from _raws(construction, token, token, causes, effects, route)


def _preposition(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    doc, head = token.doc, token.head
    gerund = token.dep_ == "mark" and head.pos_ == "VERB"
    if gerund != (construction.id == "door-te") or token.dep_ not in {"case", "mark", "fixed"} or head.i == token.i:
        return
    if head.lower_ in word_set("actor") or head.pos_ in {"PROPN", "PRON", "NUM"}:
        return
    if gerund:
        causes = _side(doc, clause(head))
    else:
        causes = [s for h in coordinated(head) for s in _side(doc, phrase(h, [token.i]))]
    governor, banned = head.head, subtree(head)
    if construction.id == "door" and _is_agent(head, governor):
        return
    if governor.i == head.i:
        return
    nominal = head.dep_ == "nmod" and governor.pos_ in {"NOUN", "PROPN"}
    rest = phrase(governor, banned) if nominal else clause(governor, banned) if gerund else around(token, banned)
    effects, route = _side(doc, rest), cast("Route", "ontleding")
    subject = _subject(governor)
    if subject is not None and subject.lower_ in {"dit", "dat"} and governor.lemma_.lower() in word_set("leeg_werkwoord"):
        effects, route = _previous(token, context)
    yield from _raws(construction, token, token, causes, effects, route)


def _is_agent(head: Token, governor: Token) -> bool:
    """'vastgesteld door de raad': a passive, or a verb whose own entry handles its 'door'."""
    own = any(c.form in {"ww", "ww-vz-terug"} for k in verb_keys(governor) for c in verbs().get(k, ()))
    passive = any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in governor.children) or head.dep_ == "obl:agent"
    participle = "Part" in governor.morph.get("VerbForm") and governor.dep_ in {"acl", "amod", "acl:relcl"}
    return own or passive or participle


def _pointer(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    doc = token.doc
    first = token.i - token.sent.start <= 4 and not any(is_border(t) for t in doc[token.sent.start : token.i])
    if first:
        causes, route = _previous(token, context)
        effects = _side(doc, tidy(doc, (t.i for t in token.sent if t.i > token.i)))
    else:
        causes, route = _side(doc, left_of(token)), "zinsdeel"
        effects = _side(doc, right_of(token, opens_sentence=False))
    yield from _raws(construction, token, token, causes, effects, route)


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
        other, way = _cause_sides(subject, token, context)
        route = way if way != "ontleding" else route
    elif token.dep_.startswith("nsubj") and _first_subject(token) is not None:
        other, _ = _cause_sides(_first_subject(token), token, context)
    elif token.dep_.startswith("nsubj") and any(c.dep_ == "cop" for c in token.head.children):
        other = [s for h in coordinated(token.head) for s in _side(doc, phrase(h, subtree(token)))]
    else:
        return
    causes, effects = (own, other) if back else (other, own)
    yield from _raws(construction, token, token, causes, effects, route)


def _support_verb(token: Token, construction: Construction, context: Context) -> Iterator[Raw]:
    """'X heeft invloed op Y': the noun is the cue, its verb's subject the cause."""
    verb = token.head
    if token.pos_ != "NOUN" or verb.pos_ not in {"VERB", "AUX"} or verb.lemma_.lower() not in word_set("steunwerkwoord"):
        return
    inside, _ = _noun_complement(token, construction.preps, context)
    prep, _, effects = (token, None, inside) if inside else _complement(verb, construction.preps)
    causes, route = _cause_sides(_subject(verb), verb, context)
    if prep is not None:
        yield from _raws(construction, token, token, causes, effects, route)


def _first_subject(token: Token) -> Token | None:
    """'Een lage SES is een risicofactor voor overgewicht', read as two subjects of the last noun: the first is the subject."""
    others = [c for c in token.head.children if c.dep_.startswith("nsubj") and c.i < token.i]
    return others[0] if others else None


def _noun_complement(token: Token, preps: tuple[str, ...], context: Context) -> tuple[list[Side], Route]:
    for child in token.children:
        if child.lower_ in {"hiervan", "hiervoor", "daarvan", "daarvoor"}:
            return _previous(token, context)
        if child.dep_ in {"nmod", "obl"} and any(c.dep_ == "case" and c.lower_ in preps for c in child.children):
            return [s for h in coordinated(child) for s in _side(token.doc, phrase(h))], "ontleding"
    after = next((c for c in token.head.children if c.dep_ == "case" and c.i == token.i + 1 and c.lower_ in preps), None)
    if after is not None and token.dep_.startswith("nsubj"):
        return [s for h in coordinated(token.head) for s in _side(token.doc, phrase(h, subtree(token)))], "ontleding"
    return [], "ontleding"


def _listed(token: Token, construction: Construction, context: Context, *, effect_listed: bool) -> Iterator[Raw]:
    """'De krapte leidt tot:' and a list: every item is an effect."""
    causes, _ = _cause_sides(_subject(token), token, context)
    for n, item in enumerate(context.items, 1):
        effects = [replace(s, unit=n) for s in _side(item, tidy(item, range(len(item))))]
        if effect_listed:
            yield from _raws(construction, token, token, causes, effects, "lijst")


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
