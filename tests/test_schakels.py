"""Every wording of a link finds its own examples; what only tells what will be done says nothing; circles of links close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.kringen import Link, find_drivers, find_rings
from extract.schakels import Pattern, links_in, patterns
from extract.zelfde import Wordings

if TYPE_CHECKING:
    from spacy.language import Language

CASES = [(p, e) for p in patterns() for e in p.construction.examples]


def test_enough_cases() -> None:
    assert len(CASES) >= 30


@pytest.mark.model
@pytest.mark.parametrize(("pattern", "example"), CASES, ids=lambda x: x.construction.id if isinstance(x, Pattern) else "")
def test_example(nlp: Language, pattern: Pattern, example) -> None:  # type: ignore[no-untyped-def]
    doc = nlp(example.sentence)
    found = [
        tuple(doc.text[side.pieces[0][0] : side.pieces[-1][1]] for side in (raw.cause, raw.effect))
        for raw, _ in links_in(doc)
        if raw.construction.id == pattern.construction.id
    ]
    assert (example.cause, example.effect) in found


@pytest.mark.model
@pytest.mark.parametrize("text", ["Door een vaste ploeg te vormen, willen we de drukte verlagen.", "Gidsen.", "Dat is zo."])
def test_nothing_to_link(nlp: Language, text: str) -> None:
    assert [raw for raw, weak in links_in(nlp(text)) if not weak] == []


def links(*said: tuple[str, str, float]) -> list[Link]:
    return [Link(f"b{n}", cause, effect, belief, ("1", n * 100, n * 100 + 50)) for n, (cause, effect, belief) in enumerate(said)]


ROUND = (
    ("verslagen onvolledig zijn", "gidsen bellen elkaar steeds opnieuw", 0.6),
    ("al dat bellen van gidsen", "er blijft weinig schrijftijd over", 0.4),
    ("de geringe schrijftijd", "onvolledige verslagen", 0.3),
)


def pages(found: list[Link]) -> Wordings:
    return Wordings([" ".join(f"{link.cause} en {link.effect}." for link in found)])


def test_a_circle_closes_in_other_words_and_says_on_which() -> None:
    found = links(*ROUND)
    (ring,) = find_rings(found, pages(found))
    assert {link.key for link in ring.links} == {"b0", "b1", "b2"}
    assert all(join.words for join in ring.joins)


def test_an_open_chain_is_no_circle() -> None:
    found = links(*ROUND[:2], ("de regen", "een natte vloer", 0.9))
    assert find_rings(found, pages(found)) == []


def test_a_sentence_told_both_ways_is_no_circle() -> None:
    forth = Link("a", "lege roosters", "veel uitval", 0.9, ("1", 0, 40))
    back = Link("b", "veel uitval", "lege roosters", 0.9, ("1", 0, 40))
    assert find_rings([forth, back], pages([forth, back])) == []


def test_a_cause_from_outside_drives_and_one_from_inside_does_not() -> None:
    found = links(*ROUND, ("de lange winter", "onvolledige verslagen", 0.8), ("geringe schrijftijd", "onvolledige verslagen", 0.8))
    (ring,) = find_rings(found[:3], pages(found))
    assert [driver.link.key for driver in find_drivers(ring, found, pages(found))] == ["b3"]


def test_a_long_document_asks_more_of_a_circle() -> None:
    found = links(*((cause, effect, belief / 3) for cause, effect, belief in ROUND))
    said = " ".join(f"{link.cause} en {link.effect}." for link in found)
    assert find_rings(found, Wordings([said]))
    assert not find_rings(found, Wordings([said + " Dat is zo." * 5000]))
