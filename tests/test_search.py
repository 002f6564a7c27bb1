"""A pattern is tried wherever it can match: the pieces it is looked for by never rule out a match."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from extract import mention_words, opmaak
from extract.search import hits, matches, pieces_of, search_for
from extract.tokens import plain, text_between
from extract.words import lexicon


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\b(?:loopt|lopen) (?:\w+ ){0,3}vast\b", ("loopt ", "lopen ")),
        (r"beïnvloedba(?:ar|re)", ("beïnvloedbaar", "beïnvloedbare")),
        (r"(?:zeer )?hoog|[Gg]root", ("groot", "hoog")),
        (r"\w+|druk", ()),
        (r"(?:druk)*", ()),
        (r"(?:druk){2,3}!?", ("druk",)),
    ],
)
def test_pieces(pattern: str, pieces: tuple[str, ...]) -> None:
    assert pieces_of(re.compile(pattern, re.IGNORECASE)) == pieces


@pytest.mark.parametrize("name", [n for n, es in lexicon("vermeldingen.toml").items() if "patroon" in es[0]])
def test_examples_of_mentions_are_possible(name: str) -> None:
    examples = [str(v) for e in lexicon("vermeldingen.toml")[name] for v in e.get("voorbeelden", [])]  # type: ignore[attr-defined]  # a list
    for pattern in mention_words.expressions(name):
        for text in (*examples, *(e.upper() for e in examples)):
            assert search_for(pattern).possible(text) or not pattern.search(text)


def test_examples_of_layout_are_possible() -> None:
    entries = opmaak._table()["patroon"]
    assert len(entries) > 40
    for entry in entries:
        for text in entry["voorbeelden"]:
            assert opmaak.finds(entry["naam"], text) == bool(opmaak.pattern(entry["naam"]).search(text))


def test_search_is_as_the_patterns() -> None:
    searches = tuple(search_for(re.compile(p, re.IGNORECASE)) for p in (r"\bdruk\b", r"wacht\w+"))
    text = "De Wachttijd stijgt en de DRUK ook."
    assert [h.group() for h in hits(searches, text)] == ["DRUK", "Wachttijd"]
    assert matches(searches, text) and not matches(searches, "De zorg is op orde.")


def test_plain_lists_are_as_spacy_gives_them(nlp: Language) -> None:
    doc = nlp("De werkdruk stijgt. Daardoor loopt de zorg vast, zo bleek (weer) in Veenrijk.")
    known = plain(doc)
    assert [t.i for t in known.tokens] == list(range(len(doc)))
    assert [(known.begin[t.i], known.end[t.i]) for t in doc] == [(t.sent.start, t.sent.end) for t in doc]
    assert [text_between(doc, a, b) for a in range(len(doc)) for b in range(len(doc) + 2)] == [
        doc[a:b].text for a in range(len(doc)) for b in range(len(doc) + 2)
    ]
    assert plain(doc) is known
