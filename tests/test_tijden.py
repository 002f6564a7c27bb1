"""Dates and periods are read as a Dutch reader reads them: the examples of the lexicon, and what is written is read back."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import _data, find_periods

EXAMPLES: list[dict[str, Any]] = _data()["voorbeeld"]
MONTHS = {number: name for name, number in reversed(_data()["maand"].items())}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["tekst"][:40])
def test_example(example: dict[str, Any]) -> None:
    found = find_periods(example["tekst"], 2025)
    assert [f"{p.first or '...'} {p.last or '...'}" for p in found] == example["tijden"]


def test_enough_examples() -> None:
    assert len(EXAMPLES) >= 15


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_date_is_read_back(day: date) -> None:
    for text in (f"{day.day} {MONTHS[day.month]} {day.year}", f"{day.day:02}-{day.month:02}-{day.year}", day.isoformat()):
        (found,) = find_periods(f"De afdeling sluit op {text}.")
        assert (found.first, found.last, found.text) == (day.isoformat(), day.isoformat(), text)


@given(st.integers(2000, 2050), st.integers(1, 30), st.sampled_from(["{}-{}", "{} tot en met {}", "{} t/m {}"]))
def test_period_of_years_is_read_back(year: int, length: int, form: str) -> None:
    (found,) = find_periods("Het plan loopt van " + form.format(year, year + length))
    assert (found.first, found.last, found.year) == (f"{year}-01-01", f"{year + length}-12-31", year + length)


@given(st.integers(2000, 2099), st.integers(1, 12))
def test_month_is_read_back(year: int, month: int) -> None:
    (found,) = find_periods(f"in {MONTHS[month]} {year}")
    assert found.first == f"{year}-{month:02}-01"
    assert found.first < found.last < f"{year}-{month:02}-32"


@given(st.text(alphabet="0123456789-/ .tomevanjuliQ", max_size=60), st.none() | st.integers(2000, 2050))
def test_offsets_hold_and_nothing_overlaps(text: str, year: int | None) -> None:
    found = find_periods(text, year)
    assert all(p.text == text[p.begin : p.end] for p in found)
    assert all(a.end <= b.begin for a, b in pairwise(found))


def test_open_sides_have_no_bound() -> None:
    since, until, later = (find_periods(t)[0] for t in ("vanaf 2026", "tot en met 2025", "in 2028"))
    assert since.overlaps(later)
    assert not until.overlaps(since)
    assert not until.overlaps(later)


def test_without_a_year_of_the_document_nothing_is_guessed() -> None:
    assert find_periods("op 1 september en dit jaar") == ()
