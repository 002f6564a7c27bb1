"""What a sentence says of a concept: that a region can, or cannot, influence it, and which concept that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from extract import search
from extract.influence_words import searches
from extract.mention_words import words
from extract.spans import Positions, clause, coordinated, has_content, phrase, tidy
from extract.tokens import end_of, first_of, sentence_of, text_between, text_of
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: Parts of speech that can head the name of a concept.
_NAMING = frozenset({"NOUN", "PROPN", "VERB"})
_NOUNS = frozenset({"NOUN", "PROPN"})
#: Most words before the verdict that can be its subject where the parse shows none ('ouder worden | kunnen we niet veranderen').
_OPENING = 14


class Verdict(NamedTuple):
    """The words of a concept and whether it can be influenced; ``back`` when the sentence only points back at them."""

    positions: Positions
    value: bool
    back: bool


def verdicts(sentence: Span) -> Iterator[Verdict]:
    """The concepts of which a sentence says that they can (not) be influenced; the first word on a clause counts.

    Of words that say both ('iets aan doen' inside 'niets aan doen') the denial counts.
    """
    text = text_of(sentence)
    if search.matches(searches("onbeslist"), text):
        return
    seen: set[int] = set()
    taken: list[tuple[int, int]] = []
    for name, value in (("niet_beinvloedbaar", False), ("beinvloedbaar", True)):
        for hit in search.hits(searches(name), text):
            span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand")
            if span is None or any(hit.start() < b and a < hit.end() for a, b in taken):
                continue
            taken.append(hit.span())
            verb = clause_head(span.root)
            if verb.i not in seen:
                seen.add(verb.i)
                explained = _explained(sentence, span)
                named = explained or [(p, back) for p, back in concepts(verb) if not _is_empty(sentence.doc, p)]
                yield from (Verdict(p, value, back) for p, back in named or _before(sentence, verb, span))


# --- which concept -------------------------------------------------------------------------------------------------------


def subject_of(verb: Token) -> Token | None:
    """The subject of a clause, a clause itself too ('dat niemand belt, is een keuze')."""
    return next((c for c in verb.children if c.dep_.startswith(("nsubj", "csubj"))), None)


def is_actor(token: Token) -> bool:
    """Whether a word names a party that acts, not something that happens."""
    return token.lower_ in word_set("actor") or token.lemma_.lower() in word_set("actor") or token.lower_ in words("handelende")


def clause_head(token: Token) -> Token:
    """The verb or predicate of the clause a word stands in; a relative clause belongs to the clause around its noun."""
    while token.head.i != token.i and first_of(token) <= token.head.i < end_of(token):
        starts_clause = subject_of(token) is not None and token.dep_ != "acl:relcl"
        if starts_clause or token.dep_ in {"parataxis", "ccomp", "advcl"}:
            break
        token = token.head
    return token


def concepts(verb: Token) -> list[tuple[Positions, bool]]:
    """What a clause speaks of: its subject; the complement or object when the subject is an actor; else what it points at."""
    subject = subject_of(verb)
    if subject is None or is_actor(subject) or subject.lower_ in words("leeg_onderwerp"):
        found = [p for h in _complements(verb, subject) for p in map(phrase, coordinated(h)) if p]
        if found:
            return [(p, False) for p in found]
    elif not points_back(subject):
        return [(p, False) for p in map(phrase, coordinated(subject)) if p] if subject.pos_ in _NAMING else _pointed(verb, subject)
    pointing = next((t for t in verb.subtree if points_back(t) and t.dep_ not in {"det", "mark"}), None)
    return _pointed(verb, pointing) if pointing is not None else []


def _pointed(verb: Token, pointing: Token) -> list[tuple[Positions, bool]]:
    found = _antecedent(verb, pointing)
    return [(found, True)] if found else []


def _complements(verb: Token, subject: Token | None) -> list[Token]:
    """'invloed op X', 'aan X valt niets te doen', 'X kunnen wij niet sturen': the nouns the clause is about."""
    below = [t for t in verb.subtree if t.pos_ in _NOUNS and t != subject and not points_back(t) and not is_actor(t)]
    below = [t for t in below if t.lower_ not in words("leeg_onderwerp")]
    placed = [t for t in below if any(c.dep_ == "case" and c.lower_ in words("aanvulling") for c in t.children)]
    objects = [t for t in below if t.dep_ in {"obj", "nsubj:pass"} and not any(t in p.ancestors for p in placed)]
    predicate = [verb] if verb.pos_ == "NOUN" and subject is not None and subject.lower_ in words("leeg_onderwerp") else []
    return (placed or objects or predicate)[:1]


def points_back(token: Token) -> bool:
    """A demonstrative on its own, or with a noun that names nothing itself ('deze ontwikkeling', not 'deze zachte winters')."""
    if token.lower_ in words("terugwijzer"):
        return token.pos_ in {"PRON", "DET", "ADV"} and token.dep_ != "det" and not token.dep_.startswith("mark")
    lemma = token.lemma_.lower()
    empty = lemma in word_set("leeg_naamwoord") or token.lower_ in word_set("verwijsnaamwoord") or lemma in words("leeg_verwijswoord")
    described = any(c.dep_ in {"amod", "nmod", "acl:relcl"} for c in token.children)
    return empty and not described and any(c.lower_ in words("aanwijzend") for c in token.children)


def _antecedent(verb: Token, pointing: Token) -> Positions:
    """What a demonstrative points at: the clause before in this sentence, else the sentence before; () when there is none."""
    if verb.dep_ in {"conj", "parataxis"} and verb.head.i < pointing.i:
        found = _named(verb.head)
        if found:
            return found
    sentence = sentence_of(pointing)
    return _named(sentence_of(sentence.doc[sentence.start - 1]).root) if sentence.start > 0 else ()


def _named(root: Token) -> Positions:
    """The concept that a whole clause is about: its subject, else its object; () when it only points at yet another."""
    subject = subject_of(root)
    if subject is None:
        return clause(root)
    if is_actor(subject) or subject.lower_ in words("leeg_onderwerp"):
        found = next((c for c in root.children if c.dep_ in {"obj", "nsubj:pass"} and c.pos_ in _NOUNS), None)
        return phrase(found) if found is not None else ()
    return () if subject.pos_ == "PRON" or points_back(subject) else phrase(subject)


def _before(sentence: Span, verb: Token, hit: Span) -> list[tuple[Positions, bool]]:
    """When the parse shows no concept: what the sentence opens with, else the clause before it, here or in the sentence before."""
    opening = tidy(sentence.doc, (t.i for t in sentence if t.i < hit.start and t.i < verb.i))
    if opening and _names(sentence.doc, opening) and not _holds_pointer(sentence.doc[sentence.start : opening[-1] + 1]):
        return [(opening, False)]
    if not _holds_pointer(sentence):
        return []
    roots = [verb.head] if verb.head.i < verb.i and verb.dep_ in {"conj", "parataxis"} else []
    roots += [sentence_of(sentence.doc[sentence.start - 1]).root] if sentence.start > 0 else []
    return next(([(p, True)] for p in map(clause, roots) if has_content(sentence.doc, p)), [])


def _explained(sentence: Span, hit: Span) -> list[tuple[Positions, bool]]:
    """What an apposition around the words is about: 'de huizenprijzen, een factor buiten onze invloed, ...'."""
    comma = next((i for i in range(hit.start - 1, sentence.start, -1) if sentence.doc[i].lower_ == ","), None)
    if comma is None or not search.matches(searches("bijstelling"), text_between(sentence.doc, comma + 1, sentence.end)):
        return []
    noun = sentence.doc[comma - 1]
    heads = [t for t in (noun, *noun.ancestors) if sentence.start <= t.i < comma and t.pos_ in _NOUNS]
    inside = [t for t in heads if all(c.i < comma for c in t.children if c.dep_ in {"nmod", "amod"})]
    found = phrase((inside or heads)[-1]) if heads else ()
    return [(tuple(i for i in found if i < comma), False)] if found else []


def _names(doc: Doc, positions: Positions) -> bool:
    """Whether words name something that happens, and not only the party that acts."""
    return len(positions) <= _OPENING and any(doc[i].pos_ in _NAMING and not is_actor(doc[i]) for i in positions)


def _is_empty(doc: Doc, positions: Positions) -> bool:
    """Whether words name no cause of their own: 'twee belemmeringen', 'één oorzaak'."""
    nouns = [doc[i] for i in positions if doc[i].pos_ in _NAMING]
    return bool(nouns) and all(n.lemma_.lower() in word_set("leeg_naamwoord") | words("leeg_verwijswoord") for n in nouns)


def _holds_pointer(sentence: Span) -> bool:
    return any(t.lower_ in words("terugwijzer") | words("aanwijzend") for t in sentence)
