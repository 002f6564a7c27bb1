"""Numbers in Dutch text: digits, words, shares and money, each with its unit and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, cast

from extract.words import lexicon

#: Digits as Dutch writes them: points between thousands, a comma before decimals.
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d])|\d+(?:,\d+)?"
_NUMERAL = re.compile(
    rf"(?P<sign>(?<!\w)[+\-−–](?=\d))?(?P<money>€ ?)?(?<![\w.,:/])(?P<digits>{_DIGITS})(?![\w]|[.,]\d)|\b(?P<word>[^\W\d_]{{2,}})\b"
)
#: A clock time, also with a point: 22.30 uur, 08:00.
_CLOCK = re.compile(r"(?<![\w.,:])(?P<h>[01]?\d|2[0-4])(?:\.(?P<m>[0-5]\d)(?= ?uur\b)|:(?P<n>[0-5]\d)(?: ?uur\b)?)(?![\d.:])(?: ?uur\b)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Number:
    """One number: ``text == whole[begin:end]``, with its unit inside and words such as 'ruim' outside.

    ``value`` is in ``unit``: shares ('een kwart', 'één op de vijf') in procent, money in whole euro, times of day as hours
    with decimals ('tijdstip'); ``unit`` is 'aantal' when none is named. ``bound`` is 'hoogstens', 'minstens' or '';
    ``sign`` is '+' or '-' when the number itself states a change (+36%, halvering), else ''.
    """

    begin: int
    end: int
    text: str
    value: float
    unit: str
    approximate: bool = False
    bound: str = ""
    sign: str = ""

    @property
    def plain(self) -> str:
        """The value as plain digits with a decimal point: '412', '12.4'."""
        return f"{self.value:.4f}".rstrip("0").rstrip(".")


def find_numbers(text: str) -> tuple[Number, ...]:
    """All numbers of a text in order, none overlapping; years, dates and paragraph numbers are left out."""
    found: list[Number] = []
    for number in (*_clocks(text), *_phrases(text), *_numerals(text)):
        if not any(k.begin < number.end and number.begin < k.end for k in found):
            found.append(number)
    return tuple(sorted(found, key=lambda n: n.begin))


def format_number(value: float) -> str:
    """A value as Dutch writes it: 6200 -> '6.200', 12.4 -> '12,4'."""
    whole, _, part = f"{value:,.4f}".rstrip("0").partition(".")
    return whole.replace(",", ".") + ("," + part if part else "")


@cache
def _data() -> dict[str, Any]:
    return cast("dict[str, Any]", lexicon("getallen.toml"))


@cache
def _words() -> dict[str, float]:
    """Every Dutch number word up to 999, with 'duizend' behind it, and the loose ones."""
    d = _data()["telwoord"]
    below: dict[str, float] = {**d["klein"], **d["tien"], **d["tientallen"]}
    for (one, a), (ten, b) in product({**d["een"], **d["klein"]}.items(), d["tientallen"].items()):
        below[f"{one}{'ën' if one.endswith('e') else 'en'}{ten}"] = a + b
    large = {d["honderd"]: 100.0, **{f"{w}{d['honderd']}": v * 100.0 for w, v in {**d["klein"], **d["tien"]}.items()}}
    hundreds = {**large, **{f"{h}{j}{w}": x + v for (h, x), (w, v) in product(large.items(), below.items()) for j in ("", "en")}}
    known = {**below, **hundreds}
    return {**known, d["duizend"]: 1000.0, **{f"{w}{d['duizend']}": v * 1000 for w, v in known.items() if v < 1000}, **d["los"]}


@cache
def _compiled(name: str) -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    """The forms of one list; units are matched as they stand, the others as whole words in any case."""
    shape = "{}{}" if name == "eenheid" else r"(?i:\b(?:{})\b){}"
    return tuple((re.compile(shape.format(e["vorm"], e.get("achter", ""))), e) for e in _data()[name])


@cache
def _before() -> tuple[tuple[re.Pattern[str], bool, str], ...]:
    return tuple((re.compile(rf"(?i)(?<!\w)(?:{_any(e['woorden'])}) ?(?:de )?$"), e["ongeveer"], e["grens"]) for e in _data()["ervoor"])


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _make(text: str, begin: int, end: int, value: float, unit: str, sign: str = "") -> Number:
    window = text[max(0, begin - _BEFORE) : begin]
    said = next(((a, g) for e, a, g in _before() if e.search(window)), (False, ""))
    return Number(begin, end, text[begin:end], round(float(value), 4), unit, said[0], said[1], sign)


def _clocks(text: str) -> Iterator[Number]:
    for hit in _CLOCK.finditer(text):
        yield _make(text, *hit.span(), int(hit["h"]) + int(hit["m"] or hit["n"]) / 60, "tijdstip")


def _phrases(text: str) -> Iterator[Number]:
    """Ratios ('één op de vijf', '9 van de 10'), shares ('een kwart') and words that are a change ('halvering')."""
    for hit in _ratio().finditer(text):
        part, whole = (_value_of(hit[k]) for k in ("part", "whole"))
        if part is not None and whole is not None and 0 < part < whole:
            yield _make(text, *hit.span(), round(100 * part / whole, 2), "procent")
    for name in ("breuk", "verandering"):
        for pattern, entry in _compiled(name):
            for hit in pattern.finditer(text):
                sign = "" if name == "breuk" else "-" if entry["waarde"] < 0 else "+"
                yield _make(text, *hit.span(), entry["waarde"], "procent", sign)


@cache
def _ratio() -> re.Pattern[str]:
    number, behind = r"\d+|[^\W\d_]+", r"\b(?![.,]\d| procent| ?%)"
    return re.compile(rf"(?<![\w.,])(?P<part>{number}) (?:{_data()['verhouding']['vorm']}) (?P<whole>{number}){behind}")


def _value_of(word: str) -> float | None:
    if word.isdigit():
        return float(word) if not _YEAR.fullmatch(word) else None
    return 1.0 if word.lower() == "een" else _words().get(word.lower())


def _numerals(text: str) -> Iterator[Number]:
    for hit in _NUMERAL.finditer(text):
        spoken = _words().get(hit["word"].lower()) if hit["word"] else None
        if (hit["word"] and spoken is None) or _is_no_number(text, hit):
            continue
        value = spoken if spoken is not None else float(hit["digits"].replace(".", "").replace(",", "."))
        end, factor = _scale(text, hit.end())
        unit, end = _unit(text, end)
        if (
            unit not in _data()["geen_jaartal"]["eenheden"]
            and hit["digits"]
            and factor == 1
            and not hit["money"]
            and _YEAR.fullmatch(hit["digits"])
        ):
            continue
        sign = {"": "", "+": "+"}.get(hit["sign"] or "", "-")
        value = -value if sign == "-" else value
        yield _make(text, hit.start(), end, value * factor, "euro" if hit["money"] else unit, sign)


def _is_no_number(text: str, hit: re.Match[str]) -> bool:
    """Part of a date, a paragraph number, an age ('75-plusser') or 'één op één'."""
    before = text[max(0, hit.start() - _BEFORE) : hit.start()]
    if hit["word"]:
        return hit["word"].lower() == "één" and (before.endswith("één op ") or text.startswith(" op één", hit.end()))
    none = _data()["geen_getal"]
    return bool(re.compile(none["erachter"]).match(text, hit.end()) or re.search("(?i)" + none["ervoor"], before))


def _scale(text: str, end: int) -> tuple[int, float]:
    hit = re.compile(r" (" + "|".join(_data()["schaal"]) + r")\b\.?").match(text, end)
    return (hit.end(), _data()["schaal"][hit[1]]) if hit else (end, 1.0)


def _unit(text: str, end: int) -> tuple[str, int]:
    found = next(((e["naam"], h.end()) for p, e in _compiled("eenheid") if (h := p.match(text, end))), None)
    return found or ("aantal", end)
