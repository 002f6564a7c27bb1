"""Measures on a facility: it closes, moves together, shrinks, stays, grows or starts, where, when and how firmly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.plans.areas import Areas, read_areas
from extract.plans.facilities import Facility, facility, offered
from extract.plans.measure_details import dagdelen, heaviness, is_own_measure, is_past, place_names, status_of, times, volume
from extract.plans.measure_words import Cue, cues, lists, word_list
from extract.plans.parts import Part, parts, whole
from extract.plans.records import PlanText, RawFact, Sentence
from ontology.planfeiten import Maatregel

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEHIND_PARTICLE = frozenset({"PUNCT", "VERB", "AUX", "CCONJ", "SPACE", "ADP"})
_ENDING = frozenset({"sluiten", "concentreren", "afschalen"})
_STAYING = frozenset({"behouden", "uitbreiden"})


@lru_cache(maxsize=1)  # two finders look for them
def find_measures(plan: PlanText) -> tuple[RawFact, ...]:
    """The measures of a document, sentence by sentence; of one facility in one sentence each direction once."""
    return tuple(_measures(plan))


def _measures(plan: PlanText) -> Iterator[RawFact]:
    areas = read_areas(plan)
    for sentence in plan.sentences:
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for part in parts(sentence) if sentence.span is not None else (whole(sentence),):
            for raw in _in_part(part, plan, areas):
                fact = raw.fact
                if isinstance(fact, Maatregel) and (fact.richting, fact.plekken) not in seen:
                    seen.add((fact.richting, fact.plekken))
                    yield raw


def _in_part(part: Part, plan: PlanText, areas: Areas) -> Iterator[RawFact]:
    if not is_own_measure(part):
        return
    found = [(cue, verb) for cue in cues() if not cue.thing for verb in hits(cue, part)]
    found.sort(key=lambda f: not f[0].counts)
    used: set[Token] = set()
    for cue, verb in found:
        about = _about(cue, verb, part, plan) if verb not in used else None
        raw = _measure(cue, about, part, plan, areas) if about is not None else None
        if raw is not None:
            yield raw
            used |= {verb} if cue.counts and verb is not None else set()


def hits(cue: Cue, part: Part) -> Iterator[Token | None]:
    """The verbs of a cue in a clause; None for a form or phrase."""
    if cue.form is not None:
        short = not cue.short or part.sentence.span is None or part.sentence.unit.kind == "opsomming"
        text = part.sentence.text if cue.access else part.text
        offset = part.begin - part.sentence.begin if cue.access else 0
        hit = cue.form.search(text) if short else None
        if hit and offset < hit.end() <= offset + len(part.text) and (cue.also is None or cue.also.search(text)):
            yield None
        return
    if cue.particles and not _has_particle(cue, part):
        return
    for token in part.tokens:
        if (
            (token.lemma_.lower() in cue.lemmas or token.lower_ in cue.lemmas)
            and token.dep_ != "amod"
            and not (cue.barred & _particles(token))
        ):
            yield token


def _has_particle(cue: Cue, part: Part) -> bool:
    """Whether one of the words of a cue stands in a clause, and not as a preposition in front of something."""
    words = f" {' '.join(t.lower_ for t in part.tokens)} "
    if any(f" {p} " in words for p in cue.particles if p not in word_list("ook_voorzetsel")):
        return True
    loose = (t for t in part.tokens if t.lower_ in cue.particles & word_list("ook_voorzetsel"))
    return any(t.dep_ == "compound:prt" or (t.dep_ != "case" and t.i + 1 < len(t.doc) and t.nbor().pos_ in _BEHIND_PARTICLE) for t in loose)


def _particles(verb: Token) -> set[str]:
    """The separate part of a verb: 'sluit ... aan'."""
    own = {c.lower_ for c in verb.children if c.dep_ == "compound:prt"}
    end = [t for t in verb.sent if not t.is_punct][-1:]
    return own | {t.lower_ for t in end if t.pos_ in {"ADP", "ADV"}}


def _about(cue: Cue, verb: Token | None, part: Part, plan: PlanText) -> Facility | None:
    if cue.access:
        return offered(part)
    return facility(part, plan, verb, weak=cue.weak, beds=cue.counts)


def _measure(cue: Cue, about: Facility, part: Part, plan: PlanText, areas: Areas) -> RawFact | None:
    direction = _denied(cue, part)
    if not direction:
        return None
    vanaf, tot = times(part, plan.info.jaar, direction)
    if not vanaf and direction in _ENDING:
        vanaf, _ = times(whole(part.sentence), plan.info.jaar, direction)
    late = bool(vanaf) and int(vanaf[:4]) >= (plan.info.jaar or 0)
    status = "uitgevoerd" if is_past(part) and not late else status_of(part, plan)
    if direction in _ENDING and not (vanaf or status in ("besluit", "verkenning", "ingetrokken") or _future(part)):
        return None
    if vanaf and plan.info.jaar and int(vanaf[:4]) < plan.info.jaar - 1 and direction in _ENDING:
        status = "uitgevoerd"
    named = place_names(part, areas, about, cue)
    waarde, eenheid = volume(part, plan, direction)
    sector = waarde is None and direction in _STAYING and set(about.keys) <= word_list("algemeen", "breed")
    if sector or (cue.counts and waarde is None):
        return None
    fact = Maatregel(
        onderwerp=_subject(part),
        plekken=about.keys,
        locaties=named,
        vanaf=vanaf,
        tot=tot,
        richting=direction,
        planstatus=status,
        urgentie=heaviness(part),
        dagdelen=cue.hours or dagdelen(part.text),
        waarde=waarde,
        eenheid=eenheid,
    )
    sentences: tuple[Sentence, ...] = (part.sentence,)
    return RawFact(fact, sentences, cue.name)


def _denied(cue: Cue, part: Part) -> str:
    """The direction of a cue in its clause: 'sluit niet' is behouden, another denied direction is none ('')."""
    denied = re.search(str(lists("ontkenning")["vorm"]), part.text, re.IGNORECASE)
    if not denied or (cue.form is not None and not cue.access):
        return cue.direction
    return "behouden" if cue.direction == "sluiten" else ""


def _subject(part: Part) -> str:
    return " ".join(part.text.split())[:120]


def _future(part: Part) -> bool:
    """Whether the writers say what they will do: 'wij', 'zal', 'gaan', or a command form of a list."""
    return (
        any(t.lower_ in {"wij", "we", "zal", "zullen", "gaat", "gaan", "willen", "wil"} for t in part.tokens) or part.sentence.span is None
    )
