"""The figures of a document: how many, which share, or how much more or less, of what, in which year and among whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.dates import Period, find_periods
from extract.indicators import label_of, measured
from extract.numbers import Number, find_numbers
from extract.plans.areas import Areas, read_areas
from extract.plans.forms import first, forms_of, holds
from extract.plans.people import ages, groups
from extract.plans.records import PlanText, RawFact, Sentence
from ontology.planfeiten import Cijfer, Waarborg

_FILE = "cijfers.toml"
#: Units of a share or a rate, of a count, and of a change.
_SHARES = frozenset({"procent", "per_1000", "per_10000", "per_100000"})
_COUNTS = frozenset({"aantal", "fte", "bedden", "plaatsen"})
#: Counts below this are items of a list ('drie opgaven'), not figures.
_LEAST = 10
#: What says too little without a place of care: contacts of whom, beds where.
_TOO_WIDE = frozenset({"gebruik", "bedden", "opname", "wachttijd", "kosten", "personeel"})
#: Characters around a number in which the words stand that say what it is.
_NEAR = 60
#: Sentences between a figure and what explains it.
_AROUND = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause of a sentence, with the text up to its end and the whole sentence, which supply what it leaves out."""

    text: str
    sofar: str
    wider: str
    year: int | None


def find_figures(plan: PlanText) -> Iterator[RawFact]:
    """One Cijfer for each number with an indicator and a year, and a Waarborg where a text explains a difference."""
    areas = read_areas(plan)
    with_figures: list[Sentence] = []
    for sentence in plan.sentences:
        if sentence.span is None or holds(_FILE, "geen_cijfer", sentence.text) or _only_explains(sentence):
            continue
        found = [fact for part in _parts(plan, sentence) for fact in _figures(part, plan, sentence, areas)]
        with_figures += [sentence] if found else []
        yield from (RawFact(fact, _places(plan, sentence), f"cijfer-{fact.wijze}") for fact in dict.fromkeys(found))
    yield from _explanations(plan, with_figures)


def _only_explains(sentence: Sentence) -> bool:
    """A sentence that leans on the figure before it and says why that differs."""
    return holds(_FILE, "terugwijzer", sentence.text) and holds(_FILE, "toelichting", sentence.text)


def _places(plan: PlanText, sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentence; one that leans on the sentence before comes with it, and stays the one that counts."""
    return (sentence, *plan.before(sentence, 1)) if holds(_FILE, "terugwijzer", sentence.text) else (sentence,)


def _parts(plan: PlanText, sentence: Sentence) -> Iterator[_Part]:
    before = " ".join(s.text for s in plan.before(sentence, 1)) if holds(_FILE, "terugwijzer", sentence.text) else ""
    cut = re.compile("|".join(form.vorm.pattern for form in forms_of(_FILE, "snede")))
    text = sentence.text
    edges = sorted({0, *(hit.end() for hit in cut.finditer(text)), *_between_figures(text), len(text)})
    for begin, end in pairwise(edges):
        yield _Part(text[begin:end], f"{before} {text[:end]}".lstrip(), f"{before} {text}".strip(), plan.info.jaar)


def _between_figures(text: str) -> Iterator[int]:
    """Where a sentence turns to another figure on another thing: 'huishoudens met ◊ en het aantal inwoners met ◊'."""
    for one, other in pairwise(find_numbers(text)):
        middle = text.rfind(" en ", one.end, other.begin)
        if middle > 0 and _turns(measured(text[:middle]), measured(text[middle:])):
            yield middle


def _turns(before: frozenset[str], behind: frozenset[str]) -> bool:
    return bool(before and behind) and not behind <= before


def _figures(part: _Part, plan: PlanText, sentence: Sentence, areas: Areas) -> Iterator[Cijfer]:
    numbers = [n for n in find_numbers(part.text) if n.unit in _SHARES | _COUNTS]
    if not numbers:
        return
    periods = find_periods(part.text, part.year) or find_periods(part.wider, part.year)
    own = bool(find_periods(part.text, part.year))
    keys = measured(part.text) or measured(part.sofar)
    if not periods or not keys or keys <= _TOO_WIDE:
        return
    for number in numbers:
        marked = part.text[: number.begin] + "◊" + part.text[number.end :]
        if _is_elsewhere(part, number) or (number.unit == "aantal" and holds(_FILE, "geen_waarde", marked)):
            continue
        near = _near(part.text, number, numbers, periods) if own else list(periods)
        change = _change(part, number)
        if change is not None:
            base, goal = _span(part, near, periods if own else ())
            yield from _made(part, plan, sentence, areas, keys, ("verandering", change, "procent", base, goal))
        elif number.unit in _SHARES or number.value >= _LEAST:
            goal = next((_year(p) for p in near if p.precision != "periode"), None)
            yield from _made(part, plan, sentence, areas, keys, ("niveau", number.value, number.unit, None, goal))


def _made(
    part: _Part,
    plan: PlanText,
    sentence: Sentence,
    areas: Areas,
    keys: frozenset[str],
    said: tuple[str, float, str, int | None, int | None],
) -> Iterator[Cijfer]:
    kind, value, unit, base, goal = said
    if goal is None:
        return
    around = " ".join(s.text for s in (sentence, *plan.before(sentence), *plan.after(sentence)))
    where = areas.where(part.text)
    young, old = ages(part.text)
    yield Cijfer(
        onderwerp=label_of(keys),
        indicator=" ".join(sorted(keys)),
        wijze=kind,
        waarde=value,
        eenheid=unit,
        basisjaar=base,
        peiljaar=goal,
        groepen=groups(part.text),
        leeftijd_van=young,
        leeftijd_tot=old,
        gemeenten=where.gemeenten,
        locaties=where.locaties,
        scenario=_key("scenario", sentence.text) or _key("scenario", around),
        bronvermelding=_source(sentence.text),
    )


def _key(name: str, text: str) -> str:
    form = first(_FILE, name, text)
    return form.velden["sleutel"] if form else ""


def _source(text: str) -> str:
    return next((hit.group() for form in forms_of(_FILE, "herkomst") if (hit := form.search(text))), "")


def _is_elsewhere(part: _Part, number: Number) -> bool:
    """About the country or another area: 'Nederland: 15 procent', or the second of two that are compared."""
    before = (part.sofar.removesuffix(part.text) + part.text[: number.begin])[-_NEAR:]
    behind = part.text[number.end : number.end + _NEAR]
    compared = re.match(r" ?(?:vs|versus|tegenover)\b", behind)
    return not compared and (holds(_FILE, "elders", before) or holds(_FILE, "elders_erachter", behind))


def _change(part: _Part, number: Number) -> float | None:
    """The change in percent that a number states; None when it states a value."""
    if number.unit != "procent":
        return None
    led_in = part.sofar.removesuffix(part.text) if part.text.startswith(" en ") else ""  # 'een groei van ◊ van A en van ◊ van B'
    marked = led_in + part.text[: number.begin] + "◊" + part.text[number.end :]
    if not number.sign and not holds(_FILE, "verandering", marked):
        return None
    down = number.value > 0 and holds(_FILE, "omlaag", marked) and number.sign != "+"
    return -number.value if down else number.value


def _near(text: str, number: Number, numbers: Sequence[Number], periods: Sequence[Period]) -> list[Period]:
    """The times that belong to a number: on the nearer side of it, up to the next number; all of the clause when there are none."""
    following = min((n.begin for n in numbers if n.begin > number.begin), default=len(text))
    previous = max((n.end for n in numbers if n.begin < number.begin), default=0)
    behind = [p for p in periods if number.end <= p.begin < following]
    before = [p for p in periods if previous <= p.begin < number.begin]
    if behind and before and not previous:
        after, ahead = text[number.end : behind[0].begin], text[before[-1].end : number.begin]
        return before if _distance(after) > _distance(ahead) else behind
    return behind or before or list(periods)


def _distance(between: str) -> int:
    """Characters between a number and a time; a comma keeps them apart."""
    return len(between) + _NEAR * between.count(",")


def _year(period: Period) -> int:
    """The last year that the words name: 2035 in 'tot 2035'."""
    named = re.findall(r"(?:19|20)\d\d", period.text)
    return int(named[-1]) if named else period.year


def _span(part: _Part, near: Sequence[Period], shared: Sequence[Period]) -> tuple[int | None, int | None]:
    """First and last year of a change; None for a year that the text does not give."""
    whole = next((p for p in (*near, *shared) if p.precision == "periode" and p.first and p.last), None)
    if whole is not None:
        return int(whole.first[:4]), _year(whole)
    bases = [p for p in (*near, *shared) if _is_base(part, p)]
    goals = [_year(p) for found in (near, shared) for p in found if p not in bases][:1]
    base = _year(bases[0]) if bases else part.year if holds(_FILE, "nu", part.text) else None
    return base, next(iter(goals), None)


def _is_base(part: _Part, period: Period) -> bool:
    text = part.text if part.text[period.begin : period.end] == period.text else part.wider
    return holds(_FILE, "vanaf", text[max(0, period.begin - 40) : period.begin])


def _explanations(plan: PlanText, with_figures: Sequence[Sentence]) -> Iterator[RawFact]:
    """Sentences that say why a figure differs from that of another document, with the figures they are about."""
    for sentence in plan.sentences:
        if holds(_FILE, "toelichting", sentence.text):
            keys = measured(sentence.text)
            near = [s for s in with_figures if s.unit.section == sentence.unit.section and abs(s.index - sentence.index) <= _AROUND]
            about = [s for s in near if measured(s.text) & keys] or sorted(near, key=lambda s: (s.index > sentence.index, -s.index))[:1]
            places = (sentence, *(s for s in about if s is not sentence))
            yield RawFact(Waarborg(aard="toelichting", onderwerp=label_of(keys)), places, "cijfer-toelichting")
