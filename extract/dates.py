"""Dates and periods in Dutch text, as days: '1 juli 2026', 'medio 2027', 'tot en met 2028', 'schooljaar 2025-2026'."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from extract.words import lexicon

Precision = Literal["dag", "maand", "deel", "jaar", "periode"]
#: Characters in front of a time in which words such as 'vanaf' stand.
_BEFORE = 26


@dataclass(frozen=True, slots=True)
class Period:
    """One time in a text: ``text == whole[begin:end]``, with words such as 'vanaf' in front of it outside.

    ``first`` and ``last`` are its first and last day as ISO dates, '' when the words leave that side open ('vanaf 2025');
    they sort as text. ``kind`` is 'vanaf', 'tot', 'tot_en_met' or '' (in, at). ``year`` is the year it ends in, or begins in
    when the end is open.
    """

    begin: int
    end: int
    text: str
    first: str
    last: str
    precision: Precision
    kind: str = ""
    approximate: bool = False

    @property
    def year(self) -> int:
        """The year that the words name last."""
        return int((self.last or self.first)[:4])

    def overlaps(self, other: Period) -> bool:
        """Whether the two have a day in common; an open side has no bound."""
        late = self.last and other.first and self.last < other.first
        early = other.last and self.first and other.last < self.first
        return not (late or early)


@dataclass(frozen=True, slots=True)
class _Moment:
    begin: int
    end: int
    first: str
    last: str
    precision: Precision


def find_periods(text: str, year_of_document: int | None = None) -> tuple[Period, ...]:
    """All dates and periods of a text in order, none overlapping.

    Args:
        text: any text.
        year_of_document: what 'dit jaar' and a date without a year count from; None leaves those out.
    """
    moments = _moments(text, year_of_document)
    found: list[Period] = []
    k = 0
    while k < len(moments):
        joined = _joined(text, moments[k], moments[k + 1]) if k + 1 < len(moments) else None
        found.append(joined or _single(text, moments[k]))
        k += 2 if joined else 1
    return tuple(found)


@cache
def _data() -> dict[str, Any]:
    return cast("dict[str, Any]", lexicon("tijden.toml"))


def _days(year: int, first: int, last: int, last_year: int | None = None) -> tuple[str, str]:
    """First day of the first month and last day of the last month."""
    ending = last_year or year
    return f"{year}-{first:02}-01", f"{ending}-{last:02}-{monthrange(ending, last)[1]:02}"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, dict[str, Any]], ...]:
    """Each way to write a time, the fullest first."""
    d = _data()
    months, year = "|".join(sorted(d["maand"], key=len, reverse=True)), r"(?P<year>(?:19|20)\d\d)(?![\w]|[.,]\d)"
    two = r"(?P<year>20\d\d) ?[-/–] ?(?P<other>20\d\d|\d\d)(?!\d)"
    return (
        (re.compile(r"(?<![\d-])(?P<year>20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])"), "dag", {}),
        (re.compile(r"(?<![\d-])(?P<day>[0-3]?\d)-(?P<month>[01]?\d)-(?P<year>20\d\d)(?![\d-])"), "dag", {}),
        (re.compile(rf"(?i)(?<![\d.,])(?P<day>[0-3]?\d) (?P<name>{months})\b\.?(?:,? {year})?"), "dag", {}),
        *((re.compile(rf"(?i)\b(?:{e['vorm']}) {two}"), "tweejarig", e) for e in d["tweejarig"]),
        *((re.compile(rf"(?i)\b(?:{e['vorm']}) {year}"), "deel", e) for e in d["deel"]),
        (re.compile(rf"(?i)\b(?P<name>{months})\b\.? {year}"), "maand", {}),
        (re.compile(rf"(?i)\b(?P<word>{'|'.join(d['jaarwoord'])})\b"), "jaarwoord", {}),
        (re.compile(rf"(?<![\w.,€]){year}"), "jaar", {}),
    )


def _moments(text: str, default: int | None) -> list[_Moment]:
    found: list[_Moment] = []
    for pattern, kind, entry in _patterns():
        for hit in pattern.finditer(text):
            if not any(m.begin < hit.end() and hit.start() < m.end for m in found):
                moment = _read(hit, kind, entry, default)
                found += [moment] if moment is not None else []
    return sorted(found, key=lambda m: m.begin)


def _read(hit: re.Match[str], kind: str, entry: dict[str, Any], default: int | None) -> _Moment | None:
    given = hit.groupdict()
    if kind == "jaarwoord":
        year = default + int(_data()["jaarwoord"][hit["word"].lower()]) if default is not None else None
    else:
        year = int(given["year"]) if given.get("year") else default
    if year is None:
        return None
    month = _data()["maand"][given["name"].lower()] if given.get("name") else int(given.get("month") or 0)
    if kind == "dag":
        day = int(hit["day"])
        if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            return None
        date = f"{year}-{month:02}-{day:02}"
        return _Moment(*hit.span(), date, date, "dag")
    if kind == "maand":
        return _Moment(*hit.span(), *_days(year, month, month), "maand")
    if kind == "tweejarig":
        return _Moment(*hit.span(), *_days(year, entry["van"], entry["tot"], int(str(year)[:2] + hit["other"][-2:])), "deel")
    if kind == "deel":
        return _Moment(*hit.span(), *_days(year, entry["van"], entry["tot"]), "deel")
    return _Moment(*hit.span(), *_days(year, 1, 12), "jaar")


def _joined(text: str, one: _Moment, other: _Moment) -> Period | None:
    """'2024-2028', 'tussen 2022 en 2030', 'van 1 maart 2026 tot 1 mei 2026': one period of two moments; None when they stand apart."""
    words, between = _data()["tijdvak"], text[one.end : other.begin].strip()
    led_in = _ends_with(words["ervoor"]).search(text[max(0, one.begin - _BEFORE) : one.begin])
    until = between in words["tot"]
    named = between in words["vast"] or (until and one.precision == "jaar")
    if one.first > other.first or not (named or (led_in and (until or between in words["los"]))):
        return None
    last = _day_before(other) if until and other.precision == "dag" else other.last
    return Period(one.begin, other.end, text[one.begin : other.end], one.first, last, "periode")


def _day_before(moment: _Moment) -> str:
    year, month, day = map(int, moment.first.split("-"))
    if day > 1:
        return f"{year}-{month:02}-{day - 1:02}"
    return _days(year - (month == 1), 1, (month - 2) % 12 + 1)[1]


def _single(text: str, moment: _Moment) -> Period:
    window = text[max(0, moment.begin - _BEFORE) : moment.begin]
    kind = next((k for e, k in _leads() if e.search(window)), "")
    first = "" if kind.startswith("tot") else moment.first
    last = {"vanaf": "", "tot": _day_before(moment)}.get(kind, moment.last)
    whole = text[moment.begin : moment.end]
    return Period(moment.begin, moment.end, whole, first, last, moment.precision, kind, bool(_unsure().search(window)))


@cache
def _leads() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_ends_with(e["woorden"]), e["soort"]) for e in _data()["ervoor"])


@cache
def _unsure() -> re.Pattern[str]:
    return _ends_with(_data()["onzeker"]["woorden"])


def _ends_with(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))}) (?:de |het )?$")
