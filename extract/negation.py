"""Does a text deny a causal statement? 'Geen' inside an argument does not: the lack of something can be cause or effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.candidates import Raw, Side
from extract.certainty import PREDICATES, tokens_of, verb_group
from extract.tokens import end_of, first_of, plain, sentence_of, tokens_in
from extract.words import mentions, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Forms whose effect is object or complement of the cue: 'veroorzaakt geen wachttijden' denies.
_WITH_OBJECT = frozenset({"ww", "ww-vz", "steunwerkwoord", "steunwerkwoord-dat"})


def is_denied(raw: Raw, doc: Doc) -> bool:
    """Whether the text denies the relation itself, in whole; 'niet alleen' and 'niet volledig' leave it standing."""
    trigger = doc[raw.trigger]
    if mentions("tegengesproken", plain(doc).text[raw.sentence[0] : raw.sentence[1]]):
        return True
    if any(t.lower_ == "zonder" and t.nbor().lower_ == "dat" and t.nbor().head.i == _clause_verb(trigger).i for t in _before(trigger)):
        return True
    if raw.construction.form in PREDICATES and trigger.dep_ not in {"case", "mark"}:
        return _predicate_denied(raw, doc) or _none(raw, doc)
    return _join_denied(trigger)


def _before(token: Token) -> list[Token]:
    return [t for t in tokens_in(sentence_of(token)) if t.i < token.i]


def _clause_verb(trigger: Token) -> Token:
    return trigger.head if trigger.pos_ == "NOUN" and trigger.head.pos_ in {"VERB", "AUX"} else trigger


def denies(token: Token) -> bool:
    """'Niet', 'nooit', 'nauwelijks', 'onvoldoende' when it is not about a part only ('niet alleen', 'niet volledig')."""
    if token.lower_ not in word_set("ontkenning") | word_set("onvoldoende"):
        return False
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following not in word_set("geen_ontkenning")


def _predicate_denied(raw: Raw, doc: Doc) -> bool:
    """'Leidt niet tot', 'hoeft niet te leiden tot', 'heeft geen gevolgen voor'."""
    trigger = doc[raw.trigger]
    group = verb_group(trigger)
    children = [c for verb in group for c in verb.children if c.dep_ in {"advmod", "obl", "det", "amod"} and abs(c.i - verb.i) <= 8]
    nominal = trigger.pos_ == "NOUN"
    about = [c for c in children if c.lower_ != "geen" or (nominal and c.head.i == trigger.i)]
    between = doc.char_span(*raw.cue, alignment_mode="expand") or ()
    return any(denies(c) for c in (*about, *between) if not _in_clause(c, raw, doc))


def _in_clause(token: Token, raw: Raw, doc: Doc) -> bool:
    """Whether a word belongs to an argument that is a clause of its own ('doordat er geen ruimte is')."""
    for side in (raw.cause, raw.effect):
        words = tokens_of(side, doc, raw.trigger)
        if token in words and any(t.pos_ in {"VERB", "AUX"} for t in words):
            return True
    return False


def _none(raw: Raw, doc: Doc) -> bool:
    """'Geen' on a phrase that is the effect of the cue, or 'geen enkele' on its cause."""
    if raw.route != "ontleding":
        return False
    effect = raw.construction.form in _WITH_OBJECT and _starts_with_none(raw.effect, raw, doc)
    words = " ".join(t.lower_ for t in tokens_of(raw.cause, doc, raw.trigger))
    return effect or words.startswith(tuple(word_set("geen_enkele")))


def _starts_with_none(side: Side, raw: Raw, doc: Doc) -> bool:
    words = tokens_of(side, doc, raw.trigger)
    if not words or any(t.pos_ in {"VERB", "AUX"} for t in words):
        return False
    before = words[0].nbor(-1).lower_ if words[0].i > first_of(doc[raw.trigger]) else ""
    return "geen" in (words[0].lower_, before)


def _join_denied(cue: Token) -> bool:
    """'Niet door X', 'niet zozeer doordat X maar ...'; 'lukt niet, omdat X' and 'lukt niet omdat X' give the reason of a failure."""
    doc = cue.doc
    start, end = first_of(cue), end_of(cue)
    before = list(doc[max(start, cue.i - 2) : cue.i])
    if not before:
        return False
    weak = len(before) == 2 and before[1].lower_ in word_set("niet_zozeer") and denies(before[0])
    if weak or (denies(before[-1]) and cue.dep_ == "case"):
        return True
    contrast = any(t.lower_ in word_set("maar") for t in doc[cue.i : end])
    empty = any(t.lemma_.lower() in word_set("leeg_werkwoord") for t in doc[start : cue.i])
    return denies(before[-1]) and (contrast or empty)
