"""The enriched training sentences: every change keeps one root, heads inside the sentence, and the tree of what was there."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from extract.training.corpus import Sentence, Token
from extract.training.enrich import abbreviated, numbered, opening, own_sentences, quoted, read_words, substitute, texts, titled

WORDS = read_words()


def sentence(*rows: tuple[str, str, str, int, str]) -> Sentence:
    return tuple(Token(form, form, upos, feats, head, dep, True) for form, upos, feats, head, dep in rows)


PLAIN = sentence(
    ("Jansen", "PROPN", "", 1, "nsubj"),
    ("koopt", "VERB", "Number=Sing|Tense=Pres|VerbForm=Fin", 1, "ROOT"),
    ("twee", "NUM", "", 3, "nummod"),
    ("boeken", "NOUN", "Number=Plur", 1, "obj"),
    ("voor", "ADP", "", 5, "case"),
    ("kinderen", "NOUN", "Number=Plur", 3, "nmod"),
    (".", "PUNCT", "", 1, "punct"),
)
HEADING = sentence(("Nieuwe", "ADJ", "Degree=Pos", 1, "amod"), ("boeken", "NOUN", "Number=Plur", 1, "ROOT"))
CHANGES: list[Callable[[random.Random], Sentence]] = [
    lambda rng: substitute(PLAIN, WORDS, rng),
    lambda rng: abbreviated(PLAIN, WORDS, rng),
    lambda rng: titled(PLAIN, WORDS, rng),
    lambda rng: numbered(PLAIN, "1 ."),
    lambda rng: opening(PLAIN, "•", space=True),
    lambda rng: quoted([PLAIN], WORDS, rng)[0],
]


def edges(tokens: Sentence) -> set[tuple[str, str]]:
    return {(t.upos + t.dep, tokens[t.head].upos) for t in tokens}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_keeps_the_tree(change: Callable[[random.Random], Sentence]) -> None:
    for seed in range(20):
        changed = change(random.Random(seed))
        assert sum(t.dep == "ROOT" and t.head == i for i, t in enumerate(changed)) == 1
        assert all(0 <= t.head < len(changed) for t in changed)
        assert len(changed) >= len(PLAIN)
        assert edges(PLAIN) - edges(changed) <= {("PROPNnsubj", "VERB")}


def test_a_noun_gives_way_to_one_of_the_same_number() -> None:
    found = {substitute(PLAIN, WORDS, random.Random(seed))[3].form for seed in range(60)} - {"boeken"}
    plurals = set(WORDS.nouns["Number=Plur"])
    assert found & plurals
    assert all(form in plurals or form.endswith("boeken") for form in found)


def test_own_sentences_are_trees() -> None:
    made = own_sentences(WORDS, [PLAIN])
    assert len(made) >= 30
    for tokens in made:
        assert sum(t.dep == "ROOT" for t in tokens) == 1
        assert all(0 <= t.head < len(tokens) for t in tokens)


def test_a_heading_ends_its_text() -> None:
    for seed in range(20):
        for text in texts([PLAIN, HEADING, PLAIN, PLAIN, HEADING], random.Random(seed)):
            assert all(s is not HEADING for s in text[:-1])
