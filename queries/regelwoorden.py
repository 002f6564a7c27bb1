"""Names of reading rules in words a reviewer understands (regelwoorden.toml, with the words of the lexicon itself)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import cast

from extract.words import lexicon

#: Words of one rule that are named at most.
_MAX_WORDS = 3


@cache
def rule_in_words(rule: str) -> str:
    """One Dutch sentence: which formulation made this a claim, and what it takes for cause and effect."""
    fixed = _texts()["regel"].get(rule)
    entry = _entries().get(rule)
    if fixed or entry is None:
        return fixed or f"Leesregel ‘{rule}’."
    form = "verband" if entry.get("soort") == "verband" else str(entry.get("vorm", "schakel"))
    template = _texts()["vorm"][form]
    return template.format(woorden=_words(entry), voorbeeld=example_of(rule))


@cache
def example_of(rule: str) -> str:
    """The first example sentence of a rule; '' when it has none."""
    examples = cast("list[Mapping[str, str]]", _entries().get(rule, {}).get("voorbeelden", []))
    return examples[0]["zin"] if examples else ""


def _words(entry: Mapping[str, object]) -> str:
    """The words of a rule: 'leiden tot', 'in gevaar brengen'; of many the first few."""
    words, fixed, preps = (cast("list[str]", entry.get(key, [])) for key in ("woorden", "vast", "voorzetsels"))
    before = f"{fixed[0]} " if words and len(fixed) == 1 else ""
    after = f" {preps[0]}" if words and len(preps) == 1 and not before.endswith(f" {preps[0]} ") else ""
    shown = [f"‘{before}{word}{after}’" for word in (words or fixed or preps)]
    if len(shown) > _MAX_WORDS:
        shown = [*shown[: _MAX_WORDS - 1], "iets dergelijks"]
    return " of ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


@cache
def _entries() -> Mapping[str, Mapping[str, object]]:
    return {str(entry["id"]): entry for entry in _all()}


def _all() -> Iterator[Mapping[str, object]]:
    yield from lexicon("schakels.toml")["schakel"]
    yield from lexicon("constructies.toml")["constructie"]


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.files("queries").joinpath("regelwoorden.toml").read_text(encoding="utf-8"))
