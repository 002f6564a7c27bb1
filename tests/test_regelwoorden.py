"""Every reading rule in words: one sentence, with the words of the rule itself."""

from __future__ import annotations

import pytest

from extract.words import lexicon
from queries.regelwoorden import example_of, rule_in_words

_FILES = (("constructies.toml", "constructie"), ("schakels.toml", "schakel"))
RULES = [str(entry["id"]) for file, key in _FILES for entry in lexicon(file)[key]]


@pytest.mark.parametrize("rule", [*RULES, "geleerd", "taalmodel", "tabel", "beoordelaar"])
def test_every_rule_is_one_sentence(rule: str) -> None:
    words = rule_in_words(rule)
    assert words.endswith((".", ".’", "’"))
    assert "{" not in words
    assert "Leesregel" not in words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("leiden-tot", "‘leiden tot’"),
        ("ten-koste-gaan-van", "‘gaan ten koste van’ of ‘komen ten koste van’"),
        ("doordat", "‘doordat’"),
        ("samenhangen-met", "hangen samen"),
    ],
)
def test_the_words_of_a_rule_are_named(rule: str, words: str) -> None:
    assert words in rule_in_words(rule)


def test_an_unknown_rule_is_called_by_its_name() -> None:
    assert rule_in_words("van-elders") == "Leesregel ‘van-elders’."
    assert example_of("van-elders") == ""


def test_a_rule_has_an_example() -> None:
    assert example_of("leiden-tot").startswith("De vergrijzing leidt tot")
