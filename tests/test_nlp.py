"""The shipped pipeline on own policy sentences: where sentences begin, and what sort of word each word is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import cast

import pytest
from spacy.language import Language

from extract.herkomst import bundled_model
from extract.nlp import parse
from extract.words import lexicon

CASES = Path(__file__).parent / "cases"
ENDINGS = tomllib.loads((CASES / "zinnen.toml").read_text(encoding="utf-8"))["geval"]
WORDS: list[list[str]] = tomllib.loads((CASES / "woordsoorten.toml").read_text(encoding="utf-8"))["zinnen"]
#: Share of the texts that must be cut right, of all kinds together; and of the words that must be tagged right.
CUT_FLOOR, TAG_FLOOR = 0.9, 0.97

pytestmark = pytest.mark.model


def wrong_cuts(nlp: Language, texts: list[str]) -> list[str]:
    """Texts whose sentences differ from what the case says."""
    plain = [" ".join(text.replace("|", " ").split()) for text in texts]
    wanted = [[" ".join(part.split()) for part in text.split("|")] for text in texts]
    found = [[s.text.strip() for s in doc.sents] for doc in parse(nlp, plain)]
    return [" | ".join(f) for f, w in zip(found, wanted, strict=True) if f != w]


def test_there_are_cases() -> None:
    assert sum(len(case["teksten"]) for case in ENDINGS) >= 55
    assert sum(len(words) for _, *words in WORDS) >= 110


def test_model_says_nothing_of_the_machine_it_was_made_on() -> None:
    for name in ("config.cfg", "meta.json"):
        assert not re.search(r'"/|\\\\', (bundled_model() / name).read_text(encoding="utf-8")), name


def test_sentences_begin_where_they_should(nlp: Language) -> None:
    wrong = {case["soort"]: wrong_cuts(nlp, case["teksten"]) for case in ENDINGS}
    total = sum(len(case["teksten"]) for case in ENDINGS)
    assert 1 - sum(map(len, wrong.values())) / total >= CUT_FLOOR, wrong


def test_words_get_their_part_of_speech(nlp: Language) -> None:
    wrong, total = [], 0
    for doc, (text, *words) in zip(parse(nlp, [text for text, *_ in WORDS]), WORDS, strict=True):
        tags = {t.text: t.pos_ for t in doc}
        for form, *allowed in map(str.split, words):
            total += 1
            wrong += [f"{form} {tags.get(form)}: {text}"] if tags.get(form) not in allowed else []
    assert 1 - len(wrong) / total >= TAG_FLOOR, wrong


def nouns(key: str) -> list[str]:
    """All words or examples of the nouns of the field."""
    return [text for entries in lexicon("naamwoorden.toml").values() for e in entries for text in cast("list[str]", e[key])]


@pytest.mark.parametrize("sentence", nouns("voorbeelden"))
def test_nouns_of_the_field_are_nouns(nlp: Language, sentence: str) -> None:
    known = set(nouns("woorden"))
    found = [t for t in nlp(sentence) if t.lower_ in known]
    assert found and all(t.pos_ == "NOUN" and t.morph.get("Number") for t in found)
