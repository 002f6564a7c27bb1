"""Candidate arguments: every phrase and clause of a sentence that could be the cause or effect of a claim.

For 95 of 100 annotated arguments one of these shares at least half of its content words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from extract.learned.sentences import Sentence
from extract.spans import without_details
from extract.words import word_set

#: Longest candidate in words.
MAX_WORDS = 45
#: Longest sentence that is a candidate as a whole.
WHOLE = 40
#: Sentence from which the parse is no use (a table, garbage): only its stretches between borders are candidates.
LONGEST = 150
_OUTSIDE_PHRASE = frozenset({"acl:relcl", "appos", "parataxis"})
_NOT_IN_PHRASE = _OUTSIDE_PHRASE | {"conj", "cc", "case", "mark", "advcl", "orphan", "list", "discourse", "cop", "nsubj"}
_NOT_IN_CLAUSE = _OUTSIDE_PHRASE | {"cc", "mark", "advcl", "discourse", "list", "orphan"}
_SEPARATE = frozenset({"mark", "cc", "parataxis", "conj"})
#: Labels of subjects.
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_MODIFIERS = frozenset({"amod", "nummod", "compound", "advmod", "nmod:poss", "flat"})
_NOMINAL = frozenset({"obj", "nsubj", "obl", "nmod", "nsubj:pass", "obl:agent"})
#: Parts of speech that name something.
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "X"})

Span = tuple[int, ...]


def candidates(sentence: Sentence) -> dict[Span, tuple[str, int]]:
    """All candidates of a sentence: positions -> (how it was cut, its head), in a fixed order; computed once."""
    known = sentence.cache.get("spans")
    if isinstance(known, dict):
        return known
    found: dict[Span, tuple[str, int]] = {}
    for way, head, positions in _ways(sentence):
        add(sentence, found, positions, way, head)
    sentence.cache["spans"] = found
    return found


def add(sentence: Sentence, found: dict[Span, tuple[str, int]], positions: Iterable[int], way: str, head: int = -1) -> None:
    """Add one candidate when it is new, not too long and names something."""
    span = tidy(sentence, positions)
    if len(span) > 1 and sentence.words[span[0]] in word_set("koppelnaamwoord") and sentence.words[span[1]] == "van":
        return  # 'gevolg van X' is how a sentence links, not what it links
    if span and span not in found and len(span) <= MAX_WORDS and any(sentence.tags[i] in CONTENT for i in span):
        found[span] = (way, head if head >= 0 else _top(sentence, span))


def _ways(sentence: Sentence) -> Iterator[tuple[str, int, Iterable[int]]]:
    for i, tag in enumerate(sentence.tags if len(sentence) <= LONGEST else ()):
        if tag in {"NOUN", "PROPN"} or (tag in {"ADJ", "VERB", "NUM", "PRON", "X"} and sentence.labels[i] in _NOMINAL):
            yield from _phrases(sentence, i)
        predicate = any(sentence.labels[c] in SUBJECTS or sentence.labels[c] == "cop" for c in sentence.children[i])
        if tag == "VERB" or predicate or sentence.labels[i] == "ROOT":
            yield from _clauses(sentence, i)
    yield from _stretches(sentence)


def _phrases(sentence: Sentence, head: int) -> Iterator[tuple[str, int, Iterable[int]]]:
    labels, children = sentence.labels, sentence.children[head]
    keep = {head}
    for child in children:
        if labels[child] not in _NOT_IN_PHRASE or (labels[child] == "nsubj" and sentence.tags[head] == "VERB"):
            keep |= sentence.subtree(child, _OUTSIDE_PHRASE)
    yield "naamgroep", head, keep
    short = {head}.union(*(sentence.subtree(c) for c in children if c < head and labels[c] in _MODIFIERS))
    short = {i for i in short if i <= head}
    yield "kort", head, short
    behind = [c for c in children if c > head and labels[c] in {"nmod", "obl"}]
    if behind:
        yield "kort_en_een", head, short | sentence.subtree(behind[0])
    elif head + 1 < len(sentence) and sentence.tags[head + 1] == "ADP" and sentence.heads[head + 1] > head:
        yield "kort_en_volgende", head, short | sentence.subtree(sentence.heads[head + 1], _OUTSIDE_PHRASE)
    row = {i for i in sentence.subtree(head, _OUTSIDE_PHRASE) if i >= min(short)}
    yield "rij", head, row
    if any(labels[c] in _OUTSIDE_PHRASE for c in children):
        yield "met_bijzin", head, {i for i in sentence.subtree(head) if i >= min(short)}


def _clauses(sentence: Sentence, root: int) -> Iterator[tuple[str, int, Iterable[int]]]:
    labels, children = sentence.labels, sentence.children[root]
    keep = {root}
    for child in children:
        own = labels[child] == "conj" and any(labels[g] in SUBJECTS | _HELPERS for g in sentence.children[child])
        infinitive = labels[child] == "mark" and sentence.words[child] == "te"
        if (labels[child] not in _NOT_IN_CLAUSE and not own) or infinitive:
            keep |= sentence.subtree(child, _OUTSIDE_PHRASE)
    yield "zin", root, keep
    rest = keep - {i for c in children if labels[c] in SUBJECTS for i in sentence.subtree(c)}
    yield "gezegde", root, rest
    yield "kaal_gezegde", root, rest - {c for c in children if labels[c] in _HELPERS}
    for left_out in _cue_phrases(sentence, root):
        yield "zonder_signaal", root, keep - left_out
    apart = [c for c in children if labels[c] in _SEPARATE and sentence.words[c] != "te"]
    yield "hele_zin", root, sentence.subtree(root) - {i for c in apart for i in sentence.subtree(c)}


def _cue_phrases(sentence: Sentence, root: int) -> Iterator[set[int]]:
    """What a clause says of its cause or aim: 'hierdoor', or 'door de vergrijzing'; without it the clause is the other side."""
    for child in sentence.children[root]:
        pointing = sentence.tags[child] == "ADV" and sentence.words[child] in word_set("signaalwoord")
        cased = any(
            sentence.words[g] in word_set("signaalwoord") for g in sentence.children[child] if sentence.labels[g] in {"case", "mark"}
        )
        if pointing or cased:
            yield sentence.subtree(child)


def _stretches(sentence: Sentence) -> Iterator[tuple[str, int, Iterable[int]]]:
    """Stretches between any border, and between hard borders: what remains when the parse is of no use."""
    words, tags, size = sentence.words, sentence.tags, len(sentence)
    opens = [i > 0 and words[i - 1] == "," and words[i] in word_set("zinsdeelgrens") for i in range(size)]
    always = [words[i] in {";", ":"} or words[i] in word_set("altijd_grens") or opens[i] for i in range(size)]
    soft = [always[i] or words[i] in {",", "(", ")"} or tags[i] in {"SCONJ", "CCONJ"} for i in range(size)]
    for name, cuts in (("stuk", soft), ("zinsdeel", always)):
        borders = [-1, *(i for i in range(size) if cuts[i]), size]
        for left, right in pairwise(borders):
            yield name, -1, range(left + 1, right)
    if size <= WHOLE:
        yield "alles", -1, range(size)


def tidy(sentence: Sentence, positions: Iterable[int]) -> Span:
    """Sorted, without bracketed text and without articles, adverbs and punctuation at the edges."""
    words, tags, edge = sentence.words, sentence.tags, word_set("rand")
    kept, depth = [], 0
    for i in sorted(positions):
        depth += words[i] == "("
        if not depth and tags[i] != "SPACE":
            kept.append(i)
        depth -= words[i] == ")" and depth > 0
    kept = without_details(kept, words, tags)
    begin, end = 0, len(kept)
    while begin < end and (tags[kept[begin]] == "PUNCT" or words[kept[begin]] in edge or words[kept[begin]] in word_set("lidwoord")):
        begin += 1
    while begin < end and (tags[kept[end - 1]] in {"PUNCT", "CCONJ", "SCONJ"} or words[kept[end - 1]] in edge):
        end -= 1
    return tuple(kept[begin:end])


def _top(sentence: Sentence, span: Span) -> int:
    """The word of a span that the others hang on."""
    inside = set(span)
    return next((i for i in span if sentence.heads[i] not in inside or sentence.heads[i] == i), span[0])
