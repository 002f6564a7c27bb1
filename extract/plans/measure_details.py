"""What goes with a measure: how firm it is, when, where, how many beds, at what hours and how heavy the care."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from extract.dates import Period, find_periods
from extract.numbers import Number, find_numbers
from extract.plans.areas import Areas
from extract.plans.facilities import Facility
from extract.plans.measure_words import Cue, forms, lists, word_list
from extract.plans.parts import Part
from extract.plans.records import PlanText

#: Sentences behind a measure in which 'Dat is een besluit' may stand.
_AFTER = 2
#: Characters behind a facility in which its place stands.
_NEAR = 60


def is_own_measure(part: Part) -> bool:
    """Whether a clause can say what this plan does: not 'als de SEH sluit', 'daar kunnen wij mee leven', 'elders sloot'."""
    return not any(
        form.search(part.sentence.text if kind != "voorwaardelijk" else part.text) for form, kind in forms("geen_maatregel", "soort")
    )


def accepts(part: Part) -> bool:
    """Whether the writers say that they resign themselves to a measure of others."""
    return any(form.search(part.text) for form, kind in forms("geen_maatregel", "soort") if kind == "aanvaarding")


def status_of(part: Part, plan: PlanText) -> str:
    """How firm a measure is: by its own sentence, a decision also by 'Dat is besloten' in the sentences behind it."""
    for form, status in forms("status", "planstatus"):
        if form.search(part.sentence.text) and status != "besluit":
            return str(status)
    decided = next(form for form, status in forms("status", "planstatus") if status == "besluit")
    behind = [s.text for s in plan.after(part.sentence, _AFTER) if _refers_back().search(s.text)]
    return "besluit" if any(decided.search(text) for text in (part.sentence.text, *behind)) else "voornemen"


def is_past(part: Part) -> bool:
    """Whether a clause tells what happened: a finite verb in the past tense that is no modal ('moesten', 'zouden')."""
    finite = [t for t in part.tokens if "Past" in t.morph.get("Tense", []) and t.pos_ in {"VERB", "AUX"} and t.lower_ != t.lemma_.lower()]
    return any(t.lower_ not in word_list("geen_verleden") for t in finite)


@cache
def _refers_back() -> re.Pattern[str]:
    return re.compile(str(lists("terugwijzing")["vorm"]), re.IGNORECASE)


def times(part: Part, year: int | None, direction: str) -> tuple[str, str]:
    """When a measure begins and ends, as partial dates; a facility that stays 'tot 2028' or is there 'in 2028' has an end."""
    found = [p for p in find_periods(part.text, year) if not _dates_a_decision(part.text, p)]
    if not found:
        return "", ""
    if direction in ("behouden",):
        ends = [p for p in found if p.last]
        starts = [p for p in found if p.kind == "vanaf"]
        return (iso(starts[0], first=True) if starts else ""), (iso(max(ends, key=lambda p: p.last), first=False) if ends else "")
    best = next((p for p in found if p.kind == "vanaf" and p.first), None) or max(found, key=lambda p: p.first or p.last)
    tot = iso(best, first=False) if best.precision == "periode" else ""
    return iso(best, first=True), tot


def iso(period: Period, *, first: bool) -> str:
    """One side of a period as precise as the words: '2026', '2026-07', '2026-07-01'."""
    day = (period.first if first else period.last) or ""
    keep = {"jaar": 4, "maand": 7, "deel": 7}.get(period.precision, 10)
    return day[:keep]


def _dates_a_decision(text: str, period: Period) -> bool:
    around = text[max(0, period.begin - 40) : period.begin] + " | " + text[period.end : period.end + 40]
    return bool(re.search(str(lists("besluitdatum")["vorm"]), around, re.IGNORECASE))


def place_names(part: Part, areas: Areas, about: Facility, cue: Cue) -> tuple[str, ...]:
    """Where the facility stands: names in the clause, else in its sentence, the one that names the facility, or the heading.

    Where care comes together is the place it goes to; of several places those near the words that count are meant.
    """
    sentence = part.sentence
    texts = [part.text, sentence.text[: part.begin - sentence.begin], about.named_in.text if about.named_in else ""]
    texts += sentence.unit.section[-1:] if cue.direction == "sluiten" else []
    for text in texts:
        names = _names(text, areas)
        goal = (
            {name for name in names if re.search(rf"{_goal()}{re.escape(name)}", text)}
            if cue.direction in ("sluiten", "concentreren")
            else set()
        )
        if goal:
            names = goal if cue.direction == "concentreren" else names - goal
        elif len(names) > 1 and text == part.text:
            names = _names(_near(part, about, cue), areas) or names
        if cue.direction == "concentreren" and cue.form is None and not goal:
            names -= _names(_own_phrase(part, about), areas)  # where it comes from
        if names:
            return tuple(sorted(names))
    return ()


@cache
def _goal() -> str:
    return str(lists("bestemming")["vorm"])


def _own_phrase(part: Part, about: Facility) -> str:
    """The words that say where a facility stands: 'IC in Noord'."""
    hit = re.match(str(lists("bij_naam")["vorm"]), part.text[max(0, about.begin - part.begin) :])
    return hit.group() if hit else ""


def _names(text: str, areas: Areas) -> set[str]:
    where = areas.where(text)
    return {*where.gemeenten, *where.locaties}


def _near(part: Part, about: Facility, cue: Cue) -> str:
    """The words around the facility, or those of a phrase that gives the direction."""
    hit = cue.form.search(part.text) if cue.form is not None and not cue.access else None
    begin, end = (hit.start(), hit.end() + _NEAR // 2) if hit else (about.begin - part.begin, about.begin - part.begin + _NEAR)
    return part.text[max(0, begin) : end]


def dagdelen(text: str) -> tuple[str, ...]:
    """The parts of day and week that a text names."""
    return tuple(sorted({d for form, found in forms("dagdeel", "dagdelen") if form.search(text) for d in found}))


def heaviness(part: Part) -> tuple[str, ...]:
    """Whether a clause is about heavy care (hoog), light care (laag), or both; a clause that says nothing has that of its sentence."""
    for text in (part.text, part.sentence.text):
        found = {str(level) for form, level in forms("zwaarte", "urgentie") if form.search(text)}
        if found:
            return tuple(sorted(found | ({"hoog"} if forms("ook_zwaar", "vorm")[0][0].search(text) else set())))
    return ()


def volume(part: Part, plan: PlanText, direction: str) -> tuple[float | None, str]:
    """By how many beds or places a facility shrinks or grows; None when the text does not say."""
    if direction not in ("afschalen", "uitbreiden", "sluiten"):
        return None, ""
    numbers = [n for n in find_numbers(part.text) if n.unit not in ("tijdstip", "euro", "procent", "jaar")]
    change = _between(part.text, numbers)
    if change is not None:
        return change, "bedden"
    target = next((n for n in numbers if re.search(r"\bnaar (?:\w+ )?$", part.text[: n.begin])), None)
    if target is not None:
        before = _earlier(part, plan, target.value)
        return (before, "bedden") if before is not None else (None, "")
    counted = [n for n in numbers if _is_count(part.text, n, direction)]
    return (sum(n.value for n in counted), "bedden") if counted else (None, "")


def _between(text: str, numbers: list[Number]) -> float | None:
    """'van 54 naar 36' -> 18."""
    for one, other in pairwise(numbers):
        if re.search(r"\bvan (?:\w+ )?$", text[: one.begin]) and re.search(r"\b(?:naar|tot|op)\b", text[one.end : other.begin]):
            return abs(one.value - other.value)
    return None


def _earlier(part: Part, plan: PlanText, target: float) -> float | None:
    """The change to ``target`` from the number of beds in the sentence before."""
    for sentence in (*plan.before(part.sentence, 1), part.sentence):
        text = sentence.text
        for number in find_numbers(text):
            if number.value != target and re.match(
                rf"\W*(?:\w+-)?(?:{'|'.join(word_list('algemeen', 'bedden'))})|\w*-?\w*bed", text[number.end :].lstrip()
            ):
                return abs(number.value - target)
    return None


def _is_count(text: str, number: Number, direction: str) -> bool:
    """Whether a number counts beds that go or come: not 'van de 26 bedden', of which there were so many."""
    whole_of = re.search(r"\b[Vv]an (?:de|onze|haar|zijn|hun|het)\s*$", text[: number.begin])
    behind = text[number.end :].lstrip().lower()
    beds = re.match(r"(?:\w+ ){0,2}\S*(?:bed|plaats|plek|kamer)", behind) or re.match(r"[.,);]|$", behind)
    return bool(beds) and not whole_of and number.value == int(number.value)
