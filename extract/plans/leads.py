"""Who leads a theme in which gemeenten, and on what scale something is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.dates import find_periods
from extract.plans.areas import Areas, Where, read_areas
from extract.plans.parties import read_parties
from extract.plans.people import groups
from extract.plans.records import PlanText, RawFact, Sentence
from extract.words import lexicon
from ontology.planfeiten import Coordinatiefunctie, Planrol
from ontology.themas import find_themas, thema_labels

#: Sentences in front of 'Wie: Zorggroep Beuk is trekker' that may say what it leads, and where.
_BACK = 2


def find_leads(plan: PlanText) -> Iterator[RawFact]:
    """One Planrol trekker for each sentence in which a party with a name of its own leads or carries out a theme."""
    areas = read_areas(plan)
    parties = read_parties(plan, areas)
    for sentence in plan.sentences:
        cue = _cue().search(sentence.text)
        named = [p for p in parties.find(sentence.text) if not p.algemeen and p.soort != "roaz"] if cue else []
        if not named:
            continue
        themes, proof = _theme(plan, sentence)
        if themes:
            fact = Planrol(
                onderwerp=thema_labels(themes),
                planrol="trekker",
                partijen=(named[0].naam,),
                plekken=named[0].plekken,
                gemeenten=(where := _where(areas, proof)).gemeenten,
                locaties=where.locaties,
                vanaf=next((p.first for s in (sentence, *proof) for p in find_periods(s.text, plan.info.jaar) if p.first), ""),
            )
            yield RawFact(fact, proof, "planrol-trekker")


def find_scales(plan: PlanText) -> Iterator[RawFact]:
    """One Coordinatiefunctie for each sentence that says on what scale a theme is done; ``taken`` is 'uitvoering'."""
    areas = read_areas(plan)
    for sentence in plan.sentences:
        scale = next((scale for scale, form in _scales() if form.search(sentence.text)), "")
        themes, proof = _theme(plan, sentence) if scale else (frozenset[str](), (sentence,))
        if themes:
            fact = Coordinatiefunctie(
                onderwerp=thema_labels(themes),
                naam=thema_labels(themes),
                taken=("uitvoering",),
                schaal=scale,
                gemeenten=_where(areas, proof).gemeenten,
                groepen=groups(sentence.text),
            )
            yield RawFact(fact, proof, "coordinatiefunctie-schaal")


def _theme(plan: PlanText, sentence: Sentence) -> tuple[frozenset[str], tuple[Sentence, ...]]:
    """The themes of a sentence and the sentences that name them: its own, else those of the sentence before, else of the heading."""
    themes = find_themas(sentence.text)
    before = plan.before(sentence, _BACK)
    if themes and not sentence.text.lower().startswith("wie"):
        return themes, (sentence,)
    for near in before:
        if find_themas(near.text):
            return find_themas(near.text), (sentence, near)
    heading = find_themas(sentence.unit.section[-1]) if sentence.unit.section else frozenset[str]()
    return themes | heading, (sentence,)


def _where(areas: Areas, proof: tuple[Sentence, ...]) -> Where:
    return areas.where(" ".join(s.text for s in proof))


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(str(lexicon("planrollen.toml")["trekker"][0]["vorm"]))


@cache
def _scales() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((str(e["schaal"]), re.compile(str(e["vorm"]))) for e in lexicon("planrollen.toml")["schaal"])
