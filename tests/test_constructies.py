"""Every construction finds its own examples, with exactly those arguments, and leaves its counterexamples alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.constructions import Construction, Example, load_constructions
from extract.passages import extract_passage

if TYPE_CHECKING:
    from spacy.language import Language

CASES = [(c, e) for c in load_constructions() for e in c.examples]
NEGATIVES = [(c, n) for c in load_constructions() for n in c.negatives]

pytestmark = pytest.mark.model


def found(nlp: Language, sentence: str) -> list[dict[str, object]]:
    result = extract_passage("zin", sentence, nlp, threshold=0.0, models=None)
    return [*result["relations"], *result["verbanden"], *result["ter_beoordeling"]]  # type: ignore[misc]


def test_enough_cases() -> None:
    assert len(CASES) >= 120
    assert len(NEGATIVES) >= 85
    assert len(load_constructions()) >= 90
    assert len({w for c in load_constructions() for w in c.words}) >= 450


@pytest.mark.parametrize(("construction", "example"), CASES, ids=lambda x: x.id if isinstance(x, Construction) else x.sentence[:40])
def test_example(nlp: Language, construction: Construction, example: Example) -> None:
    got = [(r["cause"], r["effect"]) for r in found(nlp, example.sentence) if r["rule"] == construction.id]
    assert (example.cause, example.effect) in got


@pytest.mark.parametrize(("construction", "sentence"), NEGATIVES, ids=lambda x: x.id if isinstance(x, Construction) else x[:40])
def test_negative(nlp: Language, construction: Construction, sentence: str) -> None:
    assert [r for r in found(nlp, sentence) if r["rule"] == construction.id] == []


def test_sign_and_kind_are_of_the_entry(nlp: Language) -> None:
    for construction, example in CASES:
        for relation in found(nlp, example.sentence):
            if relation["rule"] == construction.id:
                assert relation["polarity"] == construction.sign
                assert construction.kind in (None, relation["kind"])
