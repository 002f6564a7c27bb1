"""Numbers are read as a Dutch reader reads them: the examples of the lexicon, and what is written is read back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numbers import _data, _words, find_numbers, format_number

EXAMPLES: list[dict[str, Any]] = _data()["voorbeeld"]


def listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["tekst"][:40])
def test_example(example: dict[str, Any]) -> None:
    found = find_numbers(example["tekst"])
    assert [n.value for n in found] == listed(example["waarde"])
    assert [n.unit for n in found] == listed(example["eenheid"])
    assert [n.approximate for n in found if "ongeveer" in example] == listed(example.get("ongeveer", []))[: len(found)]
    assert [n.bound for n in found if "grens" in example] == listed(example.get("grens", []))[: len(found)]
    assert [n.sign for n in found if "teken" in example] == listed(example.get("teken", []))[: len(found)]


def test_enough_examples() -> None:
    assert len(EXAMPLES) >= 20


@given(st.integers(0, 9_999_999).filter(lambda n: not 1900 <= n < 2100), st.sampled_from(["procent", "euro", "fte", "weken"]))
def test_whole_number_is_read_back(value: int, unit: str) -> None:
    (found,) = find_numbers(f"het gaat om {format_number(value)} {unit} in 2027.")
    assert (found.value, found.unit, found.text) == (value, unit, f"{format_number(value)} {unit}")


@given(st.integers(1, 999_999), st.integers(1, 3))
def test_decimal_is_read_back(value: int, digits: int) -> None:
    number = value / 10**digits
    (found,) = find_numbers(f"dit is {format_number(number)} procent")
    assert found.value == pytest.approx(number)
    assert float(found.plain) == pytest.approx(number)


@given(st.sampled_from(sorted(_words())))
def test_number_word_is_read_back(word: str) -> None:
    (found,) = find_numbers(f"er zijn {word} bewoners")
    assert found.value == _words()[word]


@given(st.text(alphabet="0123456789.,-+%€ aeinopqrtué", max_size=60))
def test_offsets_hold_and_nothing_overlaps(text: str) -> None:
    found = find_numbers(text)
    assert all(n.text == text[n.begin : n.end] for n in found)
    assert all(a.end <= b.begin for a, b in pairwise(found))
