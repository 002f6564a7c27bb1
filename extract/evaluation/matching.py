"""When two phrases say the same, and which found items go with which annotated ones."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

#: Share of content words two phrases must have in common (F1 of the bags of words).
ENOUGH = 0.5

_SOFT_HYPHEN = "\u00ad"
_BROKEN_WORD = re.compile(r"(?<=\w)-\s*\n\s*(?=\w)")

G = TypeVar("G")
P = TypeVar("P")


@cache
def filler_words() -> frozenset[str]:
    """Words that do not count when two phrases are compared."""
    return frozenset(tomllib.loads(Path(__file__).with_name("vulwoorden.toml").read_text(encoding="utf-8"))["vulwoorden"])


def tokens(text: str) -> list[str]:
    """Lower-case words without punctuation; words broken over two lines are whole again."""
    return re.findall(r"\w+", _BROKEN_WORD.sub("", text.lower().replace(_SOFT_HYPHEN, "")))


@lru_cache(maxsize=65_536)
def _bag(text: str, filler: frozenset[str]) -> Counter[str]:
    every = tokens(text)
    return Counter([w for w in every if w not in filler] or every)


@lru_cache(maxsize=65_536)
def normalised(text: str) -> str:
    """The words of a phrase as one string, for exact comparison."""
    return " ".join(tokens(text))


def overlap(a: str, b: str, filler: frozenset[str] | None = None) -> float:
    """F1 of the content words of two phrases, 0 to 1; a phrase of filler only is compared on that.

    Args:
        a: one phrase.
        b: the other.
        filler: words that do not count; without: those of the measure.
    """
    without = filler_words() if filler is None else filler
    x, y = _bag(a, without), _bag(b, without)
    shared = sum((x & y).values())
    return 2 * shared / (x.total() + y.total()) if shared else 0.0


def largest_matching(wishes: Sequence[Sequence[int]]) -> dict[int, int]:
    """One-to-one matching with as many pairs as possible (augmenting paths, Kuhn 1955).

    Args:
        wishes: per left item the right items it may go with, most wanted first.

    Returns:
        Left item to right item. Left items are served in order and never lose their place again, so the keys below n
        are also a largest matching of the first n left items alone.
    """
    holder: dict[int, int] = {}

    def serve(left: int, tried: set[int]) -> bool:
        for right in wishes[left]:
            if right not in tried:
                tried.add(right)
                if right not in holder or serve(holder[right], tried):
                    holder[right] = left
                    return True
        return False

    for left in range(len(wishes)):
        serve(left, set())
    return {left: right for right, left in holder.items()}


def match(left: Sequence[G], right: Sequence[P], likeness: Callable[[G, P], float]) -> dict[int, int]:
    """Largest matching of two lists by a likeness; 0 means that two items do not go together, more is more alike."""
    wishes = []
    for one in left:
        scored = [(likeness(one, other), j) for j, other in enumerate(right)]
        wishes.append([j for score, j in sorted(scored, key=lambda s: -s[0]) if score > 0])
    return largest_matching(wishes)
