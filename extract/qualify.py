"""What kind of statement it is: oorzakelijk or beoogd, how certain, denied or not, and how much we believe the reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from spacy.tokens import Doc, Token

from extract.candidates import Raw
from extract.nlp import lexicon
from extract.records import THRESHOLD, Argument, Certainty, Kind, Status
from extract.words import mentions, pattern, word_set

#: Words from which an effect counts as long.
LONG = 14
#: Document kinds in which most effects are intentions (domain.md, section 3: genre prior).
PLANS = frozenset({"regioplan", "roaz-plan", "transformatieplan", "werkagenda"})


@dataclass(frozen=True, slots=True)
class Qualified:
    """The judgement on one raw statement; ``reason`` says in Dutch what decided it."""

    kind: Kind
    certainty: Certainty
    negated: bool
    belief: float
    status: Status
    reason: str


def qualify(raw: Raw, doc: Doc, genre: str, cause: Argument, effect: Argument, *, threshold: float = THRESHOLD) -> Qualified | None:
    """Weigh one raw statement; None when the sentence is about the document itself and not about care.

    Args:
        raw: the statement, with positions in ``doc``.
        doc: the parsed unit that holds the cue.
        genre: soort of the document, '' when unknown.
        cause: its cause, grounded.
        effect: its effect, grounded.
        threshold: belief from which a claim is accepted.
    """
    sentence = doc.text[raw.sentence[0] : raw.sentence[1]]
    if mentions("over_het_document", sentence):
        return None
    kind, why = _kind(raw, doc, sentence, genre)
    certainty = _certainty(raw, doc, sentence)
    negated = _negated(doc[raw.trigger])
    belief = believe(raw.construction.prior, signs_of_belief(raw.route, cause, effect))
    status: Status = "aanvaard" if belief >= threshold and not sentence.rstrip().endswith("?") else "ter_beoordeling"
    return Qualified(kind, certainty, negated, belief, status, f"{raw.construction.id} via {raw.route}; {why}")


def signs_of_belief(route: str, cause: Argument, effect: Argument) -> list[str]:
    """What speaks for or against a reading, by the names of lexicon/geloof.toml."""
    signs = [f"route_{route}"]
    signs += [f"{name}_begrip" for name, side in (("oorzaak", cause), ("gevolg", effect)) if side.grounding and not side.grounding.new]
    return signs + (["gevolg_lang"] if len(effect.text.split()) > LONG else [])


def believe(prior: float, signs: Iterable[str]) -> float:
    """The belief in (0, 1): the construction's own precision as odds, times the measured ratio of each sign."""
    odds = prior / (1 - prior)
    for sign in signs:
        odds *= _ratios().get(sign, 1.0)
    return round(odds / (1 + odds), 4)


@lru_cache(maxsize=1)
def _ratios() -> dict[str, float]:
    return {str(e["id"]): float(cast("float", e["verhouding"])) for e in lexicon("geloof.toml")["teken"]}


def _kind(raw: Raw, doc: Doc, sentence: str, genre: str) -> tuple[Kind, str]:
    if raw.construction.kind is not None:
        return raw.construction.kind, f"soort vast bij {raw.construction.id}"
    hits = {m.group(0).lower() for m in pattern("bedoeling").finditer(sentence)}
    problem = {m.group(0).lower() for m in pattern("probleem").finditer(sentence)}
    if genre in PLANS and _favourable(raw, doc):
        return "beoogd", "een plan noemt een gunstige uitkomst"
    if len(hits) - 2 * len(problem) + (genre in PLANS) >= 2:
        return "beoogd", "bedoeling: " + ", ".join(sorted(hits))
    return "oorzakelijk", "beschrijvend" + (": " + ", ".join(sorted(problem)) if problem else "")


def _favourable(raw: Raw, doc: Doc) -> bool:
    """Whether the effect is an improvement and the cause no problem, so that a plan speaks of what it intends."""
    cause, effect = (" ".join(doc.text[a:b] for a, b in s.pieces) if not s.unit else "" for s in (raw.cause, raw.effect))
    better = mentions("verbetering", effect) or (raw.construction.sign == "-" and mentions("probleem", effect))
    return better and not mentions("probleem", cause)


def _certainty(raw: Raw, doc: Doc, sentence: str) -> Certainty:
    """Modal words of the clause of the cue decide; a prognosis is 'verwacht', not doubt."""
    around = doc.text[max(raw.sentence[0], raw.cue[0] - 60) : min(raw.sentence[1], raw.cue[1] + 30)]
    if mentions("mogelijk", around) or re.match(r"(?i)(als|wanneer|indien)\b", sentence):
        return "mogelijk"
    return "verwacht" if mentions("verwacht", sentence) else "vastgesteld"


def _negated(trigger: Token) -> bool:
    """'niet' or 'geen' on the cue itself; 'niet alleen' does not deny."""
    words, free = word_set("ontkenning"), word_set("geen_ontkenning")
    for token in (trigger, trigger.head) if trigger.dep_ in {"case", "mark", "fixed", "cop"} else (trigger,):
        for child in token.children:
            if child.lower_ in words and child.dep_ in {"advmod", "det"}:
                following = child.nbor() if child.i + 1 < len(child.doc) else None
                if following is None or following.lower_ not in free:
                    return True
    return False
