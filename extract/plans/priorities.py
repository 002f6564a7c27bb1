"""What a plan puts first, leaves out, or leaves to another plan on purpose, by theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.plans.areas import read_areas
from extract.plans.people import groups
from extract.plans.records import PlanText, RawFact, Sentence
from extract.plans.themes import topics
from extract.words import lexicon
from ontology.planfeiten import Prioriteit
from ontology.themas import find_themas, thema_labels

#: Sentences of a chosen task that are kept as its proof.
_MOST = 6


def find_priorities(plan: PlanText) -> Iterator[RawFact]:
    """A Prioriteit for each sentence that ranks themes, and one for each heading of a chosen task."""
    areas = read_areas(plan)
    for sentence in plan.sentences:
        found = _of(plan, sentence)
        if found:
            stand, themes, proof = found
            where = areas.where(sentence.text).gemeenten
            fact = Prioriteit(onderwerp=themes, stand=stand, gemeenten=where, groepen=groups(sentence.text))
            yield RawFact(fact, proof, f"prioriteit-{stand}")
    yield from _headings(plan)


def _of(plan: PlanText, sentence: Sentence) -> tuple[str, str, tuple[Sentence, ...]] | None:
    """How a sentence ranks which themes; when it points back ('Dat is een taakverdeling'), the themes are those of the sentence before."""
    stand = next((stand for stand, form in _forms() if form.search(sentence.text)), "")
    if not stand:
        return None
    before, after = plan.before(sentence, 1), plan.after(sentence, 1)
    themes, proof = topics(sentence), [sentence]
    if not themes and before:
        themes, proof = topics(before[0]), [sentence, before[0]]
    if not themes and stand == "prioriteit" and sentence.unit.section:
        themes, proof = thema_labels(find_themas(sentence.unit.section[-1])), [sentence]
    if stand == "geen_prioriteit" and after and _forms()[0][1].search(after[0].text):
        return (
            None  # 'Evenmin staat de geboortezorg op onze lijst. Dat is een afgesproken taakverdeling': the next sentence says where it is
        )
    return (stand, themes, tuple(proof)) if themes else None


def _headings(plan: PlanText) -> Iterator[RawFact]:
    """The tasks that a plan chose by its numbered headings, with the sentences under them."""
    seen: set[str] = set()
    for sentence in plan.sentences:
        heading = sentence.unit.section[-1] if sentence.unit.section else ""
        hit = _heading().match(heading)
        themes = find_themas(heading) if hit else frozenset()
        if hit and themes and heading not in seen:
            seen.add(heading)
            rank = hit["rang"] or hit["nummer"]
            number = int(rank) if rank.isdigit() else ord(rank.lower()) - ord("a") + 1
            fact = Prioriteit(onderwerp=thema_labels(themes), stand="prioriteit", rang=number)
            yield RawFact(fact, plan.section(sentence)[:_MOST], "prioriteit-kop")


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((str(e["stand"]), re.compile(str(e["vorm"]))) for e in lexicon("prioriteiten.toml")["prioriteit"])


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(str(lexicon("prioriteiten.toml")["opgavekop"][0]["vorm"]))
