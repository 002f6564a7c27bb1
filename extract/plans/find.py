"""All plan facts of a document: the finders in one list, and their facts as records with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.evidence import pieces
from extract.plans.agreements import find_agreements
from extract.plans.alignment import find_alignment
from extract.plans.capacity import find_capacity
from extract.plans.compensation import find_compensation, find_left_out
from extract.plans.conditions import find_conditions
from extract.plans.coordination import find_coordination
from extract.plans.figures import find_figures
from extract.plans.funds import find_funds
from extract.plans.leads import find_leads, find_scales
from extract.plans.measures import find_measures
from extract.plans.plan_area import find_area
from extract.plans.priorities import find_priorities
from extract.plans.records import Finder, RawFact, Sentence, plan_text
from extract.plans.requirements import find_requirements
from extract.plans.roles import find_roles
from extract.plans.safeguards import find_safeguards
from extract.plans.shifts import find_shifts
from extract.plans.staff import find_staff
from extract.plans.starts import find_starts
from extract.records import Document, Evidence, Fact, Unit
from ontology.namen import digest
from ontology.planfeiten import values

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: What is looked for, in this order.
FINDERS: tuple[Finder, ...] = (
    find_area,
    find_roles,
    find_alignment,
    find_coordination,
    find_priorities,
    find_measures,
    find_starts,
    find_shifts,
    find_capacity,
    find_conditions,
    find_safeguards,
    find_compensation,
    find_left_out,
    find_agreements,
    find_figures,
    find_funds,
    find_leads,
    find_requirements,
    find_scales,
    find_staff,
)


def find_facts(document: Document, units: Sequence[Unit], parsed: dict[int, Doc]) -> tuple[Fact, ...]:
    """The plan facts of a document, in text order, each once; the same document gives the same ids."""
    text = plan_text(document.info, units, parsed)
    raw = [fact for finder in FINDERS for fact in finder(text)]
    raw.sort(key=lambda fact: (fact.sentences[0].index, type(fact.fact).__name__))
    facts = (_record(document, fact) for fact in raw)
    return tuple({fact.id: fact for fact in facts}.values())


def _record(document: Document, raw: RawFact) -> Fact:
    evidence = tuple(dict.fromkeys(piece for sentence in raw.sentences for piece in _pieces(document, sentence)))
    where = "|".join(f"{piece.page}:{piece.begin}-{piece.end}" for piece in evidence)
    said = "|".join(f"{name}={value}" for name, value in values(raw.fact))
    kind = type(raw.fact).__name__
    return Fact(
        id=digest(document.info.id, "planfeit", kind, where, said),
        fact=raw.fact,
        evidence=evidence,
        rule=raw.rule,
        section=raw.sentences[0].unit.section,
    )


def _pieces(document: Document, sentence: Sentence) -> tuple[Evidence, ...]:
    return pieces(document.pages, sentence.unit, sentence.begin, sentence.end)
