"""Word lists of the lexicon as sets and phrase tests; the words themselves are data (lexicon/*.toml)."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extract.nlp import lexicon


@cache
def word_set(name: str) -> frozenset[str]:
    """All words of one list (kwalificatie.toml or grenzen.toml), lower case."""
    for file in ("kwalificatie.toml", "grenzen.toml"):
        entries = lexicon(file).get(name)
        if entries is not None:
            return frozenset(w for e in entries for w in cast("list[str]", e["woorden"]))
    raise KeyError(name)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One expression that finds any word or phrase of a list, longest first."""
    words = sorted(word_set(name), key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


def mentions(name: str, text: str) -> bool:
    """Whether the text holds a word or phrase of the list."""
    return pattern(name).search(text) is not None
