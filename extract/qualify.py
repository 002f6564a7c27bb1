"""What kind of statement it is: oorzakelijk or beoogd, how certain, denied or not, and how much we believe the reading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.candidates import Raw, Route
from extract.records import Certainty, Kind, Status
from extract.words import mentions, pattern, word_set

#: Belief factor per way the arguments were found: what is resolved from another sentence is less sure.
ROUTE_FACTOR: dict[Route, float] = {"ontleding": 1.0, "zinsdeel": 1.0, "vorige_zin": 0.85, "kop": 0.7, "lijst": 0.9}
#: Above this belief a claim is accepted (goes on the map); below it, it goes to a human.
THRESHOLD = 0.5
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


def qualify(raw: Raw, doc: Doc, genre: str, *, threshold: float = THRESHOLD) -> Qualified | None:
    """Weigh one raw statement; None when the sentence is about the document itself and not about care.

    Args:
        raw: the statement, with positions in ``doc``.
        doc: the parsed unit that holds the cue.
        genre: soort of the document, '' when unknown.
        threshold: belief from which a claim is accepted.
    """
    sentence = doc.text[raw.sentence[0] : raw.sentence[1]]
    if mentions("over_het_document", sentence):
        return None
    kind, why = _kind(raw, doc, sentence, genre)
    certainty = _certainty(raw, doc, sentence)
    negated = _negated(doc[raw.trigger])
    belief = round(raw.construction.prior * ROUTE_FACTOR[raw.route], 4)
    status: Status = "aanvaard" if belief >= threshold and not sentence.rstrip().endswith("?") else "ter_beoordeling"
    return Qualified(kind, certainty, negated, belief, status, f"{raw.construction.id} via {raw.route}; {why}")


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
