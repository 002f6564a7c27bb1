"""Desks, centres and lines that distribute care: what each does, for which sectors, where, from when and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.dates import find_periods
from extract.plans.areas import Areas, read_areas
from extract.plans.parties import Parties, read_parties
from extract.plans.people import ages, groups
from extract.plans.records import PlanText, RawFact, Sentence
from extract.words import lexicon
from ontology.planfeiten import Coordinatiefunctie
from ontology.plekken import find_plekken

#: Taking in questions alone distributes nothing, and who works at people's homes does not distribute that work.
_CORE = frozenset({"triage", "bedden", "vervoer", "beoordeling"})
#: Most sentences behind the one that names a function.
_MOST = 3
_SCALE = {"roaz-plan": "roaz", "regioplan": "regio", "transformatieplan": "regio", "werkagenda": "regio"}


def find_coordination(plan: PlanText) -> Iterator[RawFact]:
    """One Coordinatiefunctie for each function that a section describes, with all sentences that describe it."""
    areas = read_areas(plan)
    parties = read_parties(plan, areas)
    seen: set[tuple[tuple[str, ...], str]] = set()
    for sentence in plan.sentences:
        hit = function_form().search(sentence.text)
        if hit is None or (sentence.unit.section, _head(hit)) in seen or _explored().search(sentence.text):
            continue
        described = _described(plan, sentence, hit)
        tasks = _tasks(described)
        if tasks & _CORE:
            seen.add((sentence.unit.section, _head(hit)))
            yield RawFact(_fact(plan, described, hit, tasks, areas, parties), described, "coordinatiefunctie")


def _fact(
    plan: PlanText, described: Sequence[Sentence], hit: re.Match[str], tasks: set[str], areas: Areas, parties: Parties
) -> Coordinatiefunctie:
    text = " ".join(sentence.text for sentence in described)
    vanaf, tot = _period(described, plan.info.jaar)
    youngest, oldest = ages(text)
    return Coordinatiefunctie(
        onderwerp=(name := _name(text, hit)),
        naam=name,
        taken=tuple(sorted(tasks)),
        plekken=tuple(sorted({place.sleutel for place in find_plekken(_without_names(text, parties))})),
        gemeenten=areas.where(text).gemeenten,
        partijen=_owner(described[0].text, parties) or _owner(text, parties),
        groepen=groups(text),
        leeftijd_van=youngest,
        leeftijd_tot=oldest,
        schaal=_SCALE.get(plan.info.soort, ""),
        vanaf=vanaf,
        tot=tot,
        achter=_behind(described, hit),
    )


def _described(plan: PlanText, first: Sentence, hit: re.Match[str]) -> tuple[Sentence, ...]:
    """The sentence that names a function and those behind it that go on about it."""
    found = [first]
    for sentence in plan.after(first, _MOST):
        other = function_form().search(sentence.text)
        if other and _head(other) != _head(hit) and not _behind_form().search(sentence.text[: other.start()]):
            break
        same = re.search(rf"(?i)\b(?:het|dit|de|deze) (?:{re.escape(_tail(hit))})\b", sentence.text) or (
            other and _head(other) == _head(hit)
        )
        if same or (_follows().search(sentence.text) and sentence.unit.index == first.unit.index):
            found.append(sentence)
    return tuple(found)


def _tasks(described: Sequence[Sentence]) -> set[str]:
    text = " ".join(s.text for s in described)
    return {str(e["sleutel"]) for e in lexicon("coordinatie.toml")["taak"] if _compiled(str(e["vorm"])).search(text)}


def _name(text: str, hit: re.Match[str]) -> str:
    """The function as the text calls it, with the capitalised words behind it: 'Meldpunt Acuut', 'Zorgcoördinatiecentrum (ZCC) Zand'."""
    begin = text.find(hit.group())
    more = re.match(r"(?: \([A-Z]+\))?(?: (?:De |Het )?[A-Z][\w-]+){0,2}", text[begin + len(hit.group()) :])
    return (hit.group() + (more.group() if more else "")).strip()


def _owner(text: str, parties: Parties) -> tuple[str, ...]:
    """The party that has the function: behind 'onder beheer van', else the first that the text names by its own name."""
    named = [p for p in parties.find(text) if not p.algemeen and p.soort != "roaz"]
    led = [p for p in named if _owner_form().search(text[: p.begin])]
    return tuple(p.naam for p in (led or named)[:1])


def _without_names(text: str, parties: Parties) -> str:
    """The text without parties by their own name: 'Thuiszorg De Berk' runs the desk, which says nothing of whose care it distributes."""
    for party in parties.find(text):
        if not party.algemeen:
            text = text[: party.begin] + " " * (party.eind - party.begin) + text[party.eind :]
    return text


def _period(described: Sequence[Sentence], year: int | None) -> tuple[str, str]:
    """First and last day, from the first of the two sentences that name and explain the function."""
    for sentence in described[:2]:
        for period in find_periods(sentence.text, year):
            if period.kind.startswith("tot"):
                return "", period.last
            return period.first, period.last if period.precision == "periode" else ""
    return "", ""


def _behind(described: Sequence[Sentence], hit: re.Match[str]) -> str:
    """The function that this one passes questions on to, when it says so; 'ja' when it names none."""
    for sentence in described:
        cue = _behind_form().search(sentence.text)
        if cue:
            others = [o.group() for o in function_form().finditer(sentence.text) if _head(o) != _head(hit)]
            return others[0] if others else ""
    return ""


def _head(hit: re.Match[str]) -> str:
    return hit.group().lower()


def _tail(hit: re.Match[str]) -> str:
    """The last part of a compound, by which the text goes on about it: 'loket', 'punt', 'bureau'."""
    tails = ("loket", "punt", "bureau", "centrum", "centrale", "lijn", "kamer")
    return next((tail for tail in tails if hit.group().lower().endswith(tail)), hit.group())


def function_form() -> re.Pattern[str]:
    """The nouns for a function that distributes care."""
    return _compiled(str(lexicon("coordinatie.toml")["functie"][0]["vorm"]))


def _behind_form() -> re.Pattern[str]:
    return _compiled(str(lexicon("coordinatie.toml")["achter"][0]["vorm"]))


def _owner_form() -> re.Pattern[str]:
    return _compiled(str(lexicon("coordinatie.toml")["eigenaar"][0]["vorm"]))


def _explored() -> re.Pattern[str]:
    return _compiled(str(lexicon("coordinatie.toml")["verkenning"][0]["vorm"]))


def _follows() -> re.Pattern[str]:
    return _compiled(str(lexicon("coordinatie.toml")["vervolg"][0]["vorm"]))


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form)
