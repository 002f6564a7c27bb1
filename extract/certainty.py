"""How sure a text is of a causal statement: vastgesteld, verwacht or mogelijk.

Only what has the cue in its scope counts: its own auxiliaries, the verbs and clauses above it, and a condition on it.
'Kunnen' in the sense of being enabled ('zo kunnen we') is no doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.candidates import Raw, Side
from extract.records import Certainty
from extract.tokens import first_of, plain, sentence_of, tokens_in
from extract.words import mentions, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Forms whose cue is a word of the clause itself; in the others the cue joins two clauses or phrases.
PREDICATES = frozenset({"ww", "ww-dat", "ww-vz", "ww-vz-terug", "naamwoord", "naamwoord-terug", "steunwerkwoord", "steunwerkwoord-dat"})
#: How far 'dat' may stand behind 'het risico'.
NEAR = 4


def certainty(raw: Raw, doc: Doc, gain: float) -> Certainty:
    """The certainty of a statement; ``gain`` is the valence of its outcome, for 'kan' in an effect."""
    if is_doubted(raw, doc) or is_conditional(raw, doc) or has_modal(raw, doc, gain):
        return "mogelijk"
    expected = mentions("verwacht", plain(doc).text[raw.sentence[0] : raw.sentence[1]])
    return "verwacht" if expected else "vastgesteld"


def has_modal(raw: Raw, doc: Doc, gain: float) -> bool:
    """Whether a modal verb leaves the statement open: on the cue's own verb, or on the verb of the effect."""
    if raw.construction.form in PREDICATES:
        own = [t for v in verb_group(doc[raw.trigger]) for t in (v, *v.children)]
        return any(is_open(t) or (is_able(t) and not _enables(own)) for t in own)
    effect = tokens_of(raw.effect, doc, raw.trigger)
    if any(is_open(t) for t in effect):
        return True
    if raw.construction.kind == "beoogd":
        return False  # 'zodat ouderen thuis kunnen wonen': the cue itself names a means
    enabled = _enables(effect) or any(t.lower_ in word_set("ontkenning") for t in effect)
    explained = raw.construction.form == "voorzetsel" and bool(effect) and effect[0].idx < raw.cue[0]
    return any(is_able(t) for t in effect) and not enabled and (gain < 0 or explained)


def is_open(token: Token) -> bool:
    """'zou', 'dreigt te', 'lijkt te': a verb that leaves open whether it is so."""
    return token.lower_ in word_set("openlatend") and token.dep_ != "amod"


def is_able(token: Token) -> bool:
    """A form of 'kunnen'."""
    return token.lower_ in word_set("in_staat")


def _enables(tokens: Iterable[Token]) -> bool:
    """'Zo kunnen we ...': the writers are enabled; nothing is doubted."""
    return any(t.lower_ in word_set("wij") for t in tokens)


def is_doubted(raw: Raw, doc: Doc) -> bool:
    """'Mogelijk', 'waarschijnlijk', 'het risico dat', 'onduidelijk in hoeverre' with the cue in its scope."""
    before = plain(doc).text[raw.sentence[0] : raw.cue[1]]
    if mentions("in_twijfel", before):
        return True
    cue = doc[raw.trigger]
    if any(c.lower_ in word_set("twijfelwoord") for c in cue.children if c.dep_ == "amod"):
        return True
    framed = any(t.lemma_.lower() in word_set("twijfelkop") and _that_follows(t, cue) for t in doc[sentence_of(cue).start : cue.i])
    return framed or any(_is_doubt(t) for t in _scope(raw, doc))


def _that_follows(noun: Token, cue: Token) -> bool:
    return any(t.lower_ in word_set("dat_of") for t in noun.doc[noun.i + 1 : min(noun.i + 1 + NEAR, cue.i)])


def _is_doubt(token: Token) -> bool:
    """An adverb of doubt; not 'waar mogelijk', 'zo goed mogelijk' and 'mogelijk maken'."""
    if token.lower_ not in word_set("twijfelwoord") or token.dep_ == "amod":
        return False
    near = {t.lower_ for t in token.doc[max(first_of(token), token.i - 2) : token.i + 3]}
    return token.lower_ != "mogelijk" or not near & word_set("mogelijk_gemaakt")


def _scope(raw: Raw, doc: Doc) -> Iterator[Token]:
    """The words of the cue's clause: those around the arguments, and those in an argument that is a clause."""
    sent, inside = sentence_of(doc[raw.trigger]), set[int]()
    for side in (raw.cause, raw.effect):
        tokens = tokens_of(side, doc, raw.trigger)
        if not any(t.pos_ in {"VERB", "AUX"} for t in tokens):
            inside |= {t.i for t in tokens}
    edges = [t.i for side in (raw.cause, raw.effect) for t in tokens_of(side, doc, raw.trigger)] + [raw.trigger]
    yield from (t for t in doc[max(sent.start, min(edges) - NEAR) : min(sent.end, max(edges) + 2)] if t.i not in inside)


def is_conditional(raw: Raw, doc: Doc) -> bool:
    """'Als er niets gebeurt, leidt X tot Y': a condition on the clause of the cue, or one that holds it."""
    cue = doc[raw.trigger]
    above = {cue.i, *(a.i for a in cue.ancestors)}
    sentence = sentence_of(cue)
    first = next((t for t in sentence if not t.is_punct), cue)
    if first.lower_ in word_set("voorwaarde_voorzetsel") and raw.cue[0] > first.idx and first not in tokens_of(raw.cause, doc, cue.i):
        return True
    near = [t for t in sentence if _is_condition(t) and not _apart(t, cue)]
    return any(t.head.i in above or t.head.head.i in above or t.i == first.i for t in near)


def _apart(one: Token, other: Token) -> bool:
    """Whether a semicolon parts two words."""
    return any(t.text == ";" for t in one.doc[min(one.i, other.i) : max(one.i, other.i)])


def _is_condition(token: Token) -> bool:
    """A conjunction of condition; not 'zowel ... als', 'even groot als' and 'als het gaat om'."""
    if token.lower_ not in word_set("voorwaarde"):
        return False
    sent = sentence_of(token)
    opens = token.i == sent.start
    if not (token.dep_ == "mark" or opens):
        return False
    before = {t.lower_ for t in token.doc[max(sent.start, token.i - NEAR) : token.i]}
    after = token.doc[token.i : min(sent.end, token.i + 6)].text.lower()
    verbs = any(t.pos_ in {"VERB", "AUX"} for t in token.head.subtree)
    return (verbs or opens) and not before & word_set("vergelijking") and not mentions("betreffend", after)


def verb_group(trigger: Token) -> list[Token]:
    """The verbs that make one predicate with the cue: 'kan', 'dreigt' and 'hoeft' over 'te leiden tot'."""
    group = [trigger]
    if trigger.pos_ == "NOUN" and trigger.head.pos_ in {"VERB", "AUX"}:
        group.append(trigger.head)
    while group[-1].dep_ in {"xcomp", "aux", "aux:pass"} and group[-1].head.i != group[-1].i:
        group.append(group[-1].head)
    return group


@lru_cache(maxsize=16)
def tokens_of(side: Side, doc: Doc, cue: int) -> tuple[Token, ...]:
    """The words of a side within the sentence of the cue at position ``cue``."""
    pieces = side.pieces if side.unit == 0 else ()
    return tuple(t for t in tokens_in(sentence_of(doc[cue])) if any(a <= t.idx < b for a, b in pieces))
