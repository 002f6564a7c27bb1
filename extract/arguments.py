"""Where the arguments of a verb stand: its subject, what 'dit' and 'hierdoor' point at, and its prepositional complement."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from extract.candidates import Context, Route, Side, side
from extract.clauses import bare, clauses, infinitive_clause, left_of, right_of, split_infinitives
from extract.spans import Positions, clause, coordinated, extended, has_content, is_finite, phrase, row, runs, subtree, tidy
from extract.tokens import first_of, sentence_of, tokens_in
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


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
        found = means(verb) or (side(verb.doc, beside(verb, left=True)) if verb.dep_ == "ROOT" else [])
        return (found, "ontleding") if found else _pointed(verb, context)
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
        found = means(verb)
        return (found, "ontleding") if found else _pointed(verb, context)
    return [s for head in row(subject) for s in side(doc, phrase(head))], "ontleding"


def _pointed(verb: Token, context: Context) -> tuple[list[Side], Route]:
    """'Hiermee dragen we bij aan Y': an adverb that points back is the cause when the subject is an actor."""
    opening = verb.doc[first_of(verb)]
    if opening.lower_ in word_set("terugwijzend_bijwoord") and verb.i - opening.i <= 2:
        return previous(verb, context)
    return [], "ontleding"


def _points_back(subject: Token) -> bool:
    """'Dit', 'dat', or 'deze ontwikkeling': the content stands in the sentence before."""
    if subject.lower_ in word_set("verwijzer") and subject.pos_ in {"PRON", "DET"}:
        return True
    shown = any(c.lower_ in word_set("aanwijzer") for c in subject.children if c.dep_ == "det")
    return shown and subject.lower_ in word_set("verwijsnaamwoord")


def _said_before(pointer: Token, context: Context) -> tuple[list[Side], Route]:
    """What 'dit' or ', wat' stands for: the clause before it in its own sentence, else the sentence before."""
    first = pointer.left_edge
    here = left_of(first) if first.i - first_of(pointer) > 2 else ()
    if any(is_finite(pointer.doc[i]) for i in here):
        return side(pointer.doc, here), "zinsdeel"
    return previous(pointer, context)


def previous(token: Token, context: Context) -> tuple[list[Side], Route]:
    """The clause that 'dit' or 'hierdoor' points at: earlier in the sentence, the previous sentence, or the unit before."""
    doc, sent = token.doc, sentence_of(token)
    if sent.start > 0:
        before = sentence_of(doc[sent.start - 1])
        return side(doc, _core(before)), "vorige_zin"
    if context.before is not None and len(context.before):
        last = list(context.before.sents)[-1]
        return [replace(s, unit=-1) for s in side(context.before, _core(last))], "vorige_zin"
    return [], "vorige_zin"


def _core(sentence: Span) -> Positions:
    """The main clause of a sentence, or the whole of it when the parse gives too little."""
    contrast = [t.i for t in sentence if t.lower_ in word_set("tegenstelling") and t.i > sentence.start]
    if contrast:
        return bare(sentence.doc, tidy(sentence.doc, range(contrast[-1] + 1, sentence.end)))
    core = clause(sentence.root)
    if len(core) < 3 or len(runs(core)) > 3:
        core = tidy(sentence.doc, range(sentence.start, sentence.end))
    return bare(sentence.doc, core)


def means(verb: Token) -> list[Side]:
    """'Door in te zetten op X dragen we bij aan Y': the means is the cause when the subject is an actor."""
    doc = verb.doc
    for token in tokens_in(sentence_of(verb)):
        if token.lower_ in word_set("middel") and token.pos_ in {"ADP", "SCONJ"} and token.dep_ == "mark":
            found = infinitive_clause(token)
            if found:
                return [s for part in split_infinitives(doc, found) for s in side(doc, part)]
    for child in verb.children:
        if child.dep_ in {"obl", "obl:agent"} and any(c.dep_ == "case" and c.lower_ in word_set("middel") for c in child.children):
            return [s for h in row(child) if h.lower_ not in word_set("actor") for s in side(doc, phrase(h))]
    return []


def objects(verb: Token, banned: set[int]) -> list[Side]:
    """The objects of a verb, or the words right behind it when the parse finds none; a second subject is an object."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    found = [c for c in verb.children if c.dep_ in {"obj", "ccomp"}] or [c for c in subjects[1:] if c.i > verb.i]
    found = found or [c for i in sorted(banned) for c in verb.doc[i].children if c.dep_ in {"obj", "nsubj"} and c.i > first_of(verb) + 1]
    found = [c for c in found if c.i not in banned and not (c.pos_ == "PRON" and c.lower_ in word_set("loos_voornaamwoord"))]
    sides = []
    for head in found:
        if head.dep_ == "ccomp" and head.pos_ in {"VERB", "AUX"}:
            said = any(c.lower_ in word_set("dat") for c in head.children)  # 'voorkomt dat': another construction
            sides += [] if said else side(verb.doc, clause(head, banned))
        else:
            sides += [s for h in row(head) for s in side(verb.doc, phrase(h, banned))]
    if not sides and not found and verb.dep_ == "ROOT":
        sides = side(verb.doc, tidy(verb.doc, set(beside(verb, left=False)) - banned))
    return sides


def complement(verb: Token, preps: tuple[str, ...]) -> tuple[Token | None, Token | None, list[Side]]:
    """The prepositional complement of a verb: (preposition, head, sides); also 'leidt ertoe dat ...'."""
    doc = verb.doc
    spoken = tokens_in(sentence_of(verb))
    for token in (t for t in spoken if t.lower_ in _pronominal(preps)):
        that = next((t for t in doc[token.i + 1 : token.i + 4] if t.lower_ in word_set("dat")), None)
        if that is not None:
            return token, that, [s for part in clauses(doc, right_of(that, opens_sentence=False)) for s in side(doc, part)]
    options = [t for t in spoken if t.lower_ in preps and t.dep_ in {"case", "mark", "obl", "fixed"}]
    options = [t for t in options if t.i > verb.i or t.head.head.i == verb.i or verb.i in {a.i for a in t.ancestors}]
    options.sort(key=lambda t: (t.head.head.i != verb.i, abs(t.i - verb.i)))
    for prep in options:
        head = prep.head if prep.dep_ in {"case", "mark"} else next((c for c in prep.children if c.dep_ in {"nmod", "obl", "fixed"}), None)
        if head is None or head.i == verb.i or _verb_between(verb, prep):
            continue
        sides = [s for h in row(head) for s in side(doc, extended(phrase(h, [prep.i]), verb))]
        if head.pos_ == "VERB" and prep.dep_ == "mark":
            sides = side(doc, clause(head))
        if sides:
            return prep, head, sides
    return None, None, []


@cache
def _pronominal(preps: tuple[str, ...]) -> frozenset[str]:
    """'ertoe', 'daaraan', 'hiermee': what stands for these prepositions with 'het'."""
    changed = dict(pair.split(" ") for pair in word_set("voornaamwoordelijk"))
    return frozenset(x + changed.get(p, p) for p in preps for x in word_set("er_daar_hier"))


def _verb_between(verb: Token, prep: Token) -> bool:
    """Whether a finite verb of another clause stands between a verb and a preposition."""
    first, last = sorted((verb.i, prep.i))
    return any(t.pos_ == "VERB" and t.morph.get("Tense", []) for t in verb.doc[first + 1 : last])


_ENDS_PHRASE = frozenset({"PUNCT", "SCONJ", "AUX", "ADP", "PRON"})


def beside(verb: Token, *, left: bool) -> Positions:
    """The words beside a main verb, for when the parse finds no subject or object there: one short phrase, no clause."""
    doc, sent = verb.doc, sentence_of(verb)
    if left:
        begin = next((t.i + 1 for t in reversed(doc[sent.start : verb.i]) if t.pos_ in {"PUNCT", "SCONJ"}), sent.start)
        found = doc[begin : verb.i]
        plain = len(found) > 0 and found[0].pos_ not in {"ADP", "ADV", "SCONJ", "PRON", "CCONJ"} and not any(t.pos_ == "AUX" for t in found)
        return tidy(doc, range(begin, verb.i)) if plain and any(t.pos_ in {"NOUN", "PROPN"} for t in found) and len(found) <= 12 else ()
    end = next((t.i for t in doc[verb.i + 1 : sent.end] if t.pos_ in _ENDS_PHRASE or is_finite(t)), sent.end)
    return tidy(doc, range(verb.i + 1, end)) if has_content(doc, tuple(range(verb.i + 1, end))) and end - verb.i <= 9 else ()
