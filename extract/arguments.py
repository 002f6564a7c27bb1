"""Where the arguments of a verb stand: its subject, what 'dit' and 'hierdoor' point at, and its prepositional complement."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from extract.candidates import Context, Route, Side, side
from extract.spans import (
    Positions,
    clause,
    coordinated,
    extended,
    has_content,
    is_finite,
    left_of,
    phrase,
    right_of,
    split_clauses,
    subtree,
    tidy,
)
from extract.words import word_set


def subject_of(verb: Token) -> Token | None:
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


def cause_sides(subject: Token | None, verb: Token, context: Context) -> tuple[list[Side], Route]:
    """Turn a subject into cause sides: phrase, clause, antecedent of a relative pronoun, or the previous sentence."""
    if subject is None:
        return means(verb) or (side(verb.doc, beside(verb, left=True)) if verb.dep_ == "ROOT" else []), "ontleding"
    doc = subject.doc
    if subject.dep_.startswith("csubj") or (subject.pos_ == "VERB" and any(c.dep_ == "mark" for c in subject.children)):
        return side(doc, clause(subject)), "ontleding"
    if subject.pos_ == "PRON" and verb.dep_ == "acl:relcl":
        antecedent = verb.head
        return [s for h in coordinated(antecedent)[-1:] for s in side(doc, phrase(h, subtree(verb)))], "ontleding"
    if _points_back(subject):
        sides, route = _said_before(subject, context)
        return (sides, route) if sides or subject.pos_ != "NOUN" else (side(doc, phrase(subject)), "ontleding")
    if subject.lower_ in word_set("actor") or subject.pos_ == "PRON":
        return means(verb), "ontleding"
    return [s for head in coordinated(subject) for s in side(doc, phrase(head))], "ontleding"


def _points_back(subject: Token) -> bool:
    """'Dit', 'dat', or 'deze ontwikkeling': the content stands in the sentence before."""
    if subject.lower_ in word_set("verwijzer") and subject.pos_ in {"PRON", "DET"}:
        return True
    shown = any(c.lower_ in word_set("aanwijzer") for c in subject.children if c.dep_ == "det")
    return shown and subject.lower_ in word_set("verwijsnaamwoord")


def _said_before(pointer: Token, context: Context) -> tuple[list[Side], Route]:
    """What 'dit' or ', wat' stands for: the clause before it in its own sentence, else the sentence before."""
    first = pointer.left_edge
    here = left_of(first) if first.i - pointer.sent.start > 2 else ()
    if any(is_finite(pointer.doc[i]) for i in here):
        return side(pointer.doc, here), "zinsdeel"
    return previous(pointer, context)


def previous(token: Token, context: Context) -> tuple[list[Side], Route]:
    """The clause that 'dit' or 'hierdoor' points at: earlier in the sentence, the previous sentence, or the unit before."""
    doc, sent = token.doc, token.sent
    if sent.start > 0:
        before = doc[sent.start - 1].sent
        return side(doc, _core(before)), "vorige_zin"
    if context.before is not None and len(context.before):
        last = list(context.before.sents)[-1]
        return [replace(s, unit=-1) for s in side(context.before, _core(last))], "vorige_zin"
    return [], "vorige_zin"


def _core(sentence: Span) -> Positions:
    """The main clause of a sentence, or the whole of it when the parse gives too little."""
    contrast = [t.i for t in sentence if t.lower_ in word_set("tegenstelling") and t.i > sentence.start]
    if contrast:
        return tidy(sentence.doc, range(contrast[-1] + 1, sentence.end))
    core = clause(sentence.root)
    return core if len(core) >= 3 else tidy(sentence.doc, range(sentence.start, sentence.end))


def means(verb: Token) -> list[Side]:
    """'Door in te zetten op X dragen we bij aan Y': the means is the cause when the subject is an actor."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "door" for c in child.children):
            return side(verb.doc, clause(child))
        if child.dep_ in {"obl", "obl:agent"} and any(c.dep_ == "case" and c.lower_ in word_set("middel") for c in child.children):
            return [s for h in coordinated(child) if h.lower_ not in word_set("actor") for s in side(verb.doc, phrase(h))]
    return []


def complement(verb: Token, preps: tuple[str, ...]) -> tuple[Token | None, Token | None, list[Side]]:
    """The prepositional complement of a verb: (preposition, head, sides); also 'leidt ertoe dat ...'."""
    doc = verb.doc
    pronominal = {x + ("toe" if p == "tot" else "mee" if p == "met" else p) for p in preps for x in ("er", "daar", "hier")}
    for token in doc[verb.sent.start : verb.sent.end]:
        that = next((t for t in doc[token.i + 1 : token.i + 4] if t.lower_ == "dat"), None) if token.lower_ in pronominal else None
        if that is not None:
            parts = split_clauses(doc, right_of(that, opens_sentence=False))
            return token, that, [s for part in parts for s in side(doc, part)]
    options = [t for t in doc[verb.sent.start : verb.sent.end] if t.lower_ in preps and t.dep_ in {"case", "mark", "obl", "fixed"}]
    options = [t for t in options if t.i > verb.i or t.head.head.i == verb.i or verb.i in {a.i for a in t.ancestors}]
    options.sort(key=lambda t: (t.head.head.i != verb.i, abs(t.i - verb.i)))
    for prep in options:
        head = prep.head if prep.dep_ in {"case", "mark"} else next((c for c in prep.children if c.dep_ in {"nmod", "obl", "fixed"}), None)
        if head is None or head.i == verb.i or any(t.pos_ == "VERB" and is_between(t, verb, prep) for t in doc):
            continue
        sides = [s for h in coordinated(head) for s in side(doc, extended(phrase(h, [prep.i]), verb))]
        if head.pos_ == "VERB" and prep.dep_ == "mark":
            sides = side(doc, clause(head))
        if sides:
            return prep, head, sides
    return None, None, []


def is_between(token: Token, a: Token, b: Token) -> bool:
    """Whether a finite verb of another clause stands between two tokens."""
    return min(a.i, b.i) < token.i < max(a.i, b.i) and bool(token.morph.get("Tense", []))


_ENDS_PHRASE = frozenset({"PUNCT", "SCONJ", "AUX", "ADP", "PRON"})


def beside(verb: Token, *, left: bool) -> Positions:
    """The words beside a main verb, for when the parse finds no subject or object there: one short phrase, no clause."""
    doc, sent = verb.doc, verb.sent
    if left:
        begin = next((t.i + 1 for t in reversed(doc[sent.start : verb.i]) if t.pos_ in {"PUNCT", "SCONJ"}), sent.start)
        found = doc[begin : verb.i]
        plain = len(found) > 0 and found[0].pos_ not in {"ADP", "ADV", "SCONJ", "PRON", "CCONJ"} and not any(t.pos_ == "AUX" for t in found)
        return tidy(doc, range(begin, verb.i)) if plain and any(t.pos_ in {"NOUN", "PROPN"} for t in found) and len(found) <= 12 else ()
    end = next((t.i for t in doc[verb.i + 1 : sent.end] if t.pos_ in _ENDS_PHRASE or is_finite(t)), sent.end)
    return tidy(doc, range(verb.i + 1, end)) if has_content(doc, tuple(range(verb.i + 1, end))) and end - verb.i <= 9 else ()
