"""What begins, opens or is delivered, with the moment: a desk, a team, a platform, a building, whatever others may wait for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.dates import find_periods
from extract.plans.areas import Areas, read_areas
from extract.plans.measure_details import dagdelen, is_own_measure, iso, status_of
from extract.plans.measure_words import cues, word_list
from extract.plans.measures import hits
from extract.plans.parts import Part, parts, whole
from extract.plans.records import PlanText, RawFact
from extract.plans.rows import rows
from extract.spans import phrase
from extract.tokens import text_between
from ontology.planfeiten import Maatregel
from ontology.plekken import find_plekken

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_starts(plan: PlanText) -> Iterator[RawFact]:
    """Everything that a plan says will begin at a moment; 'het' and 'dat' are what the clause before is about."""
    areas = read_areas(plan)
    yield from _in_tables(plan, areas)
    before, section = "", None
    for sentence in plan.sentences:
        before, section = (before if sentence.unit.section == section else ""), sentence.unit.section
        for part in parts(sentence) if sentence.span is not None else ():
            verb = next((v for cue in cues() if cue.thing for v in hits(cue, part) if v is not None), None)
            thing = _thing(verb, part) if verb is not None else ""
            if verb is not None and (not thing or _is_place(thing, areas)):
                thing = before
            periods = [p for p in find_periods(part.text, plan.info.jaar) if p.first and p.year >= (plan.info.jaar or 0)]
            if verb is not None and thing and periods and is_own_measure(part):
                where = areas.where(part.text)
                fact = Maatregel(
                    onderwerp=thing,
                    plekken=tuple(sorted({v.sleutel for v in find_plekken(thing)})),
                    locaties=tuple(sorted({*where.gemeenten, *where.locaties})),
                    vanaf=iso(periods[0], first=True),
                    richting="starten",
                    planstatus=status_of(part, plan),
                    dagdelen=dagdelen(f"{thing} {part.text}"),
                )
                yield RawFact(fact, (sentence,), "starten")
            before = thing or before


def _in_tables(plan: PlanText, areas: Areas) -> Iterator[RawFact]:
    """What a table plans: a thing under the column for what, with a moment under the one for when."""
    for row in rows(plan):
        thing, moment = row.under("wat"), row.under("wanneer")
        periods = [p for p in find_periods(moment, plan.info.jaar) if p.first and p.year >= (plan.info.jaar or 0)]
        if thing and periods and not any([*hits(cue, whole(row.sentence))] for cue in cues() if not cue.thing):
            where = areas.where(row.sentence.text)
            fact = Maatregel(
                onderwerp=thing,
                plekken=tuple(sorted({v.sleutel for v in find_plekken(thing)})),
                locaties=tuple(sorted({*where.gemeenten, *where.locaties})),
                vanaf=iso(periods[0], first=True),
                richting="starten",
                planstatus="voornemen",
                dagdelen=dagdelen(thing),
            )
            yield RawFact(fact, (row.sentence,), "starten-tabel")


def _is_place(thing: str, areas: Areas) -> bool:
    """Whether words only name places: 'in 2027 komen Noord en Zuid erbij'."""
    where = areas.where(thing)
    left = (
        re.sub("|".join(map(re.escape, (*where.gemeenten, *where.locaties, " en ", ", "))), "", thing)
        if where.gemeenten or where.locaties
        else thing
    )
    return not left.strip()


def _thing(verb: Token, part: Part) -> str:
    """What begins: the object ('wij richten X in') or the subject, in its own words; '' for a pronoun."""
    group = [verb]
    while group[-1].dep_ in {"xcomp", "aux", "aux:pass", "cop"} and part.holds(group[-1].head) and group[-1].head != group[-1]:
        group.append(group[-1].head)
    children = [c for v in group for c in v.children if part.holds(c) and c.lower_ not in word_list("niet_kern")]
    heads = [c for c in children if c.dep_ == "obj"] or [c for c in children if c.dep_.startswith("nsubj")]
    nouns = [h for h in heads if h.pos_ in {"NOUN", "PROPN", "ADJ", "X"} and h.lower_ not in word_list("algemeen", "deur")]
    nouns = nouns or [c for c in children if c.dep_.startswith("nsubj") and c.pos_ in {"NOUN", "PROPN"}]
    found = [phrase(noun) or (noun.i,) for noun in nouns]
    longest = max(found, key=lambda positions: (len(positions), positions), default=())
    return text_between(verb.doc, longest[0], longest[-1] + 1) if longest else ""
