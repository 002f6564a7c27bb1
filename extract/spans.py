"""From a head word in a parse to the words of an argument: minimal, split at conjunctions, bounded.

An argument is a sorted tuple of token positions; it may have a hole where the cue stood, and then it is shown as two
pieces of the page, never as one string that the page does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extract.tokens import end_of, first_of, plain
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Positions = tuple[int, ...]

#: Longest argument in words; a longer one is a parse gone wrong.
MAX_WORDS = 45
_NOT_IN_PHRASE = {"acl:relcl", "appos", "parataxis", "conj", "cc", "case", "mark", "advcl", "orphan", "list", "discourse", "cop", "nsubj"}
_NOT_IN_CLAUSE = {"parataxis", "cc", "mark", "advcl", "acl:relcl", "appos", "discourse", "list", "orphan"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM", "VERB"}


def extended(positions: Positions, governor: Token) -> Positions:
    """A noun phrase with the prepositional phrase right behind it that the parse hangs on the verb ('stagnatie in de uitstroom')."""
    if not positions:
        return positions
    doc, last = governor.doc, positions[-1]
    following = doc[last + 1] if last + 1 < end_of(governor) else None
    if following is None or following.lower_ not in word_set("vaste_voorzetsels") or following.dep_ != "case":
        return positions
    head = following.head
    attached = head.dep_ in {"obl", "nmod"} and head.head.i == governor.i and head.i > last
    return tidy(doc, [*positions, *subtree(head)]) if attached and head.pos_ == "NOUN" else positions


def subtree(token: Token) -> set[int]:
    """Positions of a token and all below it."""
    return {t.i for t in token.subtree}


def coordinated(head: Token) -> list[Token]:
    """The head and what is coordinated with it: 'A, B en C' -> A, B, C."""
    others = [c for c in head.children if c.dep_ == "conj" and c.pos_ in _NOMINAL]
    return [head, *(c for c in (_noun_of(o) for o in others) if c is not None)]


def row(head: Token) -> list[Token]:
    """The head and what is coordinated with it, also where the parse hangs 'A en B' on something else, in text order."""
    found = coordinated(head)
    beside = [t for t in (_before_and(head), _behind_and(found[-1])) if t is not None and t not in found]
    return sorted({t.i: t for t in (*found, *beside)}.values(), key=lambda t: t.i)


def _opens(token: Token) -> bool:
    """Whether no verb stands before a word in its sentence: it can be part of the first phrase."""
    return not any(t.pos_ in {"VERB", "AUX"} for t in token.doc[first_of(token) + 1 : token.i])


def _before_and(head: Token) -> Token | None:
    """The noun in front of 'en (de) head'; not that of an earlier clause."""
    doc, i, start = head.doc, head.i - 1, first_of(head)
    while i > start and doc[i].pos_ in {"DET", "ADJ", "NUM"}:
        i -= 1
    if i <= start or doc[i].pos_ != "CCONJ" or doc[i - 1].pos_ not in {"NOUN", "PROPN"}:
        return None
    earlier_clause = head.dep_.startswith("nsubj") and not _opens(doc[i - 1])
    return None if earlier_clause or (head in doc[i - 1].ancestors and doc[i - 1].dep_ != "conj") else doc[i - 1]


def _behind_and(head: Token) -> Token | None:
    """The noun in 'head en (de) noun', unless a new clause begins with it."""
    doc, end, i = head.doc, end_of(head), head.i + 2
    if i >= end or doc[i - 1].pos_ != "CCONJ":
        return None
    while i < end and doc[i].pos_ in {"DET", "ADJ", "NUM"}:
        i += 1
    if i >= end or doc[i].pos_ not in {"NOUN", "PROPN"}:
        return None
    following = doc[i + 1] if i + 1 < end else None
    main_verb = following is not None and following.pos_ in {"VERB", "AUX"} and is_finite(following) and not following.is_ancestor(head)
    return None if main_verb and not _opens(head) else doc[i]


def _noun_of(token: Token) -> Token | None:
    """The noun an adjective in a coordination belongs to ('vergrijzing en ongezonde leefstijl'); None when it has none."""
    following = token.doc[token.i + 1] if token.i + 1 < end_of(token) else None
    if token.pos_ != "ADJ" or following is None:
        return token
    if following.pos_ == "NOUN":
        return following
    return None if token.text.endswith("e") else token


def phrase(head: Token, banned: Iterable[int] = ()) -> Positions:
    """The noun phrase of a head without preposition, relative clauses, appositions and coordinated phrases."""
    keep = {head.i}
    following = head.doc[head.i + 1] if head.i + 1 < end_of(head) else None
    if head.pos_ == "ADJ" and head.text.endswith("e") and following is not None and following.pos_ in {"NOUN", "VERB", "PROPN"}:
        keep.add(following.i)  # 'tot langere reistijden leiden', with a noun the parse takes for a verb
    for child in head.children:
        if child.dep_ not in _NOT_IN_PHRASE or (child.dep_ == "nsubj" and head.pos_ == "VERB"):
            keep |= _without_relatives(child)
    return tidy(head.doc, _with_valence(head.doc, keep) - set(banned))


def _with_valence(doc: Doc, keep: set[int]) -> set[int]:
    """Add what the last noun asks for and the parse may have hung elsewhere: 'kans | op uitval', 'aantal | huisbezoeken'."""
    last = max(keep)
    if last + 1 >= len(doc) or doc[last].pos_ != "NOUN":
        return keep
    asks = f"{doc[last].lemma_.lower()} {doc[last + 1].lower_}" in word_set("naamwoord_voorzetsel")
    if asks or doc[last].lemma_.lower() in word_set("maatwoord"):
        return keep | _noun_behind(doc, last + 1 + asks, last + 1)
    return keep


def _noun_behind(doc: Doc, begin: int, first: int) -> set[int]:
    """Positions from ``first`` to the first noun at or behind ``begin``, over articles and adjectives only."""
    for i in range(begin, min(begin + 4, end_of(doc[first - 1]))):
        if doc[i].pos_ in {"NOUN", "PROPN"}:
            return set(range(first, i + 1))
        if doc[i].pos_ not in {"DET", "ADJ", "NUM"}:
            break
    return set()


def _without_relatives(token: Token) -> set[int]:
    keep = {token.i}
    for child in token.children:
        if child.dep_ not in {"acl:relcl", "appos", "parataxis"}:
            keep |= _without_relatives(child)
    return keep


def clause(root: Token, banned: Iterable[int] = ()) -> Positions:
    """The clause of a verb (or predicate) without conjunction, other clauses and what is banned."""
    keep = {root.i}
    for child in root.children:
        other_clause = child.dep_ == "conj" and any(g.dep_.startswith(("nsubj", "aux", "cop")) for g in child.children)
        infinitive_mark = child.dep_ == "mark" and child.lower_ == "te"
        if (child.dep_ not in _NOT_IN_CLAUSE and not other_clause) or infinitive_mark:
            keep |= _without_relatives(child)
    return tidy(root.doc, keep - set(banned))


def tidy(doc: Doc, positions: Iterable[int]) -> Positions:
    """Sorted positions without bracketed text and without articles, adverbs and punctuation at the edges."""
    known, edge = plain(doc), word_set("rand")
    kept = [i for i in sorted(set(positions)) if not known.lower[i].isspace()]
    kept = without_details(_without_brackets(known.lower, kept), known.lower, known.pos)
    while kept and (doc[kept[0]].is_punct or known.lower[kept[0]] in edge or known.lower[kept[0]] in word_set("lidwoord")):
        kept = kept[1:]
    while kept and (doc[kept[-1]].is_punct or known.pos[kept[-1]] in {"CCONJ", "SCONJ"} or known.lower[kept[-1]] in edge):
        kept = kept[:-1]
    return tuple(kept) if len(kept) <= MAX_WORDS else ()


def _without_brackets(words: list[str], kept: list[int]) -> list[int]:
    depth, result = 0, []
    for i in kept:
        depth += words[i] == "("
        if not depth:
            result.append(i)
        depth -= words[i] == ")" and depth > 0
    return result


def without_details(kept: list[int], words: list[str], tags: list[str]) -> list[int]:
    """Without a closing explanation: 'inkomensverlies, met name bij vrouwen'; it stays when the verb comes after it."""
    for k, i in enumerate(kept):
        if k and words[i] in word_set("toelichting") and words[i - 1] == "," and not any(tags[j] in {"VERB", "AUX"} for j in kept[k:]):
            return kept[:k]
    return kept


def runs(positions: Positions) -> list[tuple[int, int]]:
    """Contiguous stretches as (first, last + 1)."""
    found: list[tuple[int, int]] = []
    for i in positions:
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def char_pieces(doc: Doc, positions: Positions) -> list[tuple[int, int]]:
    """Character stretches of an argument in the text of the doc."""
    return [(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in runs(positions)]


def has_content(doc: Doc, positions: Positions) -> bool:
    """Whether an argument can name a concept: a noun, name, verb or adjective."""
    pos = plain(doc).pos
    return any(pos[i] in {"NOUN", "PROPN", "VERB", "ADJ", "X"} for i in positions)


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb."""
    return token.pos_ in {"VERB", "AUX"} and ("Fin" in token.morph.get("VerbForm", []) or bool(token.morph.get("Tense", [])))
