"""From a head word in a parse to the words of an argument: minimal, split at conjunctions, bounded.

An argument is a sorted tuple of token positions; it may have a hole where the cue stood, and then it is shown as two
pieces of the page, never as one string that the page does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from extract.words import word_set

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
    following = doc[last + 1] if last + 1 < governor.sent.end else None
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


def _noun_of(token: Token) -> Token | None:
    """The noun an adjective in a coordination belongs to ('vergrijzing en ongezonde leefstijl'); None when it has none."""
    following = token.doc[token.i + 1] if token.i + 1 < token.sent.end else None
    if token.pos_ != "ADJ" or following is None:
        return token
    if following.pos_ == "NOUN":
        return following
    return None if token.text.endswith("e") else token


def phrase(head: Token, banned: Iterable[int] = ()) -> Positions:
    """The noun phrase of a head without preposition, relative clauses, appositions and coordinated phrases."""
    keep = {head.i}
    following = head.doc[head.i + 1] if head.i + 1 < head.sent.end else None
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
    for i in range(begin, min(begin + 4, doc[first - 1].sent.end)):
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
    kept = [i for i in sorted(set(positions)) if not doc[i].is_space]
    kept = _without_brackets(doc, kept)
    edge = word_set("rand")
    while kept and (doc[kept[0]].is_punct or doc[kept[0]].lower_ in edge or doc[kept[0]].lower_ in word_set("lidwoord")):
        kept = kept[1:]
    while kept and (doc[kept[-1]].is_punct or doc[kept[-1]].pos_ in {"CCONJ", "SCONJ"} or doc[kept[-1]].lower_ in edge):
        kept = kept[:-1]
    return tuple(kept) if len(kept) <= MAX_WORDS else ()


def _without_brackets(doc: Doc, kept: list[int]) -> list[int]:
    depth, result = 0, []
    for i in kept:
        depth += doc[i].text == "("
        if not depth:
            result.append(i)
        depth -= doc[i].text == ")" and depth > 0
    return result


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
    return any(doc[i].pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "X"} for i in positions)


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb."""
    return token.pos_ in {"VERB", "AUX"} and ("Fin" in token.morph.get("VerbForm", []) or bool(token.morph.get("Tense", [])))


def right_of(cue: Token, *, opens_sentence: bool) -> Positions:
    """The clause after a conjunction: up to the next clause, or the main verb when the conjunction opens the sentence."""
    openers = word_set("zinsdeelgrens")
    doc, end, verb_seen = cue.doc, cue.sent.end, False
    for i in range(cue.i + 1, cue.sent.end):
        token = doc[i]
        after_comma = doc[i - 1].text == ","
        new_clause = i > cue.i + 1 and token.lower_ in word_set("altijd_grens")
        if token.text in {";", ":"} or (after_comma and token.lower_ in openers) or new_clause:
            end = i
            break
        if opens_sentence and token.pos_ in {"VERB", "AUX"} and (after_comma or (verb_seen and doc[i - 1].pos_ in {"VERB", "AUX"})):
            end = i
            break
        verb_seen = verb_seen or is_finite(token)
    return tidy(doc, range(cue.i + 1, end))


def left_of(cue: Token) -> Positions:
    """The clause before a conjunction: from the sentence start or the last clause border."""
    openers = word_set("zinsdeelgrens")
    doc, begin = cue.doc, cue.sent.start
    for i in range(cue.i - 1, cue.sent.start - 1, -1):
        opens = doc[i].lower_ in openers and i > cue.sent.start and doc[i - 1].text == ","
        if doc[i].text in {";", ":"} or opens or (doc[i].lower_ in word_set("altijd_grens") and i < cue.i - 1):
            begin = i + 1
            break
    return tidy(doc, range(begin, cue.i))


def around(cue: Token, banned: set[int]) -> Positions:
    """The clause that a prepositional phrase stands in: between clause borders, without the phrase itself."""
    openers = word_set("zinsdeelgrens")
    doc, begin, end = cue.doc, cue.sent.start, cue.sent.end
    for i in range(cue.i - 1, cue.sent.start - 1, -1):
        if doc[i].text in {";", ":"} or (doc[i].text == "," and doc[i + 1].lower_ in openers and i not in banned):
            begin = i + 1
            break
    for i in range(max([cue.i, *banned]) + 1, cue.sent.end):
        if doc[i].text in {";", ":"} or (doc[i].text == "," and i + 1 < cue.sent.end and doc[i + 1].lower_ in openers):
            end = i
            break
    return tidy(doc, (i for i in range(begin, end) if i not in banned))


def split_clauses(doc: Doc, positions: Positions) -> list[Positions]:
    """'a gebeurt en b gebeurt' -> two clauses, when both sides of the conjunction hold a finite verb."""
    for k, i in enumerate(positions):
        left, right = positions[:k], positions[k + 1 :]
        if doc[i].pos_ == "CCONJ" and any(is_finite(doc[j]) for j in left) and any(is_finite(doc[j]) for j in right):
            return [tidy(doc, left), *split_clauses(doc, tidy(doc, right))]
    return [positions]
