"""What a sentence is about when plans make choices: its themes, else its own telling nouns."""

from __future__ import annotations

from functools import cache
from typing import cast

from extract.plans.records import Sentence
from extract.words import lexicon
from ontology.themas import find_themas, thema_labels

#: Shorter nouns are seldom the subject of a choice.
_LEAST = 7


def topics(sentence: Sentence) -> str:
    """The themes of a sentence as labels ('dementie; valpreventie'); nouns of the sentence when no theme is known, '' without either."""
    themes = find_themas(sentence.text)
    if themes or sentence.span is None:
        return thema_labels(themes)
    nouns = {t.lemma_.lower() for t in sentence.span if t.pos_ == "NOUN" and len(t.lemma_) >= _LEAST}
    return "; ".join(sorted(nouns - _general()))


@cache
def _general() -> frozenset[str]:
    return frozenset(w for e in lexicon("prioriteiten.toml")["algemeen"] for w in cast("list[str]", e["woorden"]))
