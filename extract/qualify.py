"""What kind of statement it is: oorzakelijk or beoogd, how certain, denied or not, and how much we believe the reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, cast

from extract.candidates import Raw
from extract.certainty import certainty
from extract.kinds import judge_kind, logit, outcome, signs_of_kind
from extract.negation import is_denied
from extract.records import THRESHOLD, Argument, Certainty, Kind, Status
from extract.tokens import plain
from extract.words import lexicon, mentions, pattern, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Words from which an effect counts as long.
LONG = 14
#: Signs that keep a claim off the map whatever its belief.
BARRING = frozenset({"over_het_document", "niet_beweerd", "vraag", "alleen_wie"})
#: Word lists that show a sentence to be about the document or its figures.
_ABOUT = ("over_het_document", "over_de_cijfers", "meta")


@dataclass(frozen=True, slots=True)
class Chances:
    """What the learned models make of a statement, in (0, 1): that a reader would sign it, and that it is meant, not observed."""

    right: float
    intended: float = 0.5


@dataclass(frozen=True, slots=True)
class Qualified:
    """The judgement on one raw statement; ``reason`` says in Dutch what decided it."""

    kind: Kind
    certainty: Certainty
    negated: bool
    belief: float
    status: Status
    reason: str
    signs: tuple[str, ...]


def qualify(
    raw: Raw, doc: Doc, genre: str, cause: Argument, effect: Argument, chances: Chances, *, threshold: float = THRESHOLD
) -> Qualified:  # fmt: skip
    """Weigh one raw statement.

    Args:
        raw: the statement, with positions in ``doc``.
        doc: the parsed unit that holds the cue.
        genre: soort of the document, '' when unknown.
        cause: its cause, grounded.
        effect: its effect, grounded.
        chances: what the learned models make of its words and place.
        threshold: belief from which a claim is accepted.
    """
    sentence = plain(doc).text[raw.sentence[0] : raw.sentence[1]]
    purposes = signs_of_kind(raw, doc, genre, cause.text, effect.text)
    kind, why = judge_kind(raw, purposes, chances.intended)
    signs = signs_of_belief(raw, sentence, cause, effect)
    belief = believe(chances.right, signs)
    status: Status = "aanvaard" if belief >= threshold and not BARRING.intersection(signs) else "ter_beoordeling"
    reason = f"{raw.construction.id}; {', '.join(signs)}; {why}"
    sure = certainty(raw, doc, outcome(raw, doc, effect.text))
    return Qualified(kind, sure, is_denied(raw, doc), belief, status, reason, (*signs, *sorted(purposes)))


def signs_of_belief(raw: Raw, sentence: str, cause: Argument, effect: Argument) -> list[str]:
    """What speaks for or against a reading, by the names of lexicon/geloof.toml."""
    signs = [f"route_{raw.route}"]
    signs += [f"{name}_begrip" for name, side in (("oorzaak", cause), ("gevolg", effect)) if side.grounding and not side.grounding.new]
    signs += ["gevolg_lang"] if len(effect.text.split()) > LONG else []
    signs += ["over_het_document"] if is_about_document(sentence) else []
    signs += ["niet_beweerd"] if is_unasserted(raw, sentence) else []
    signs += ["alleen_wie"] if any(_names_somebody(side.text) for side in (cause, effect)) else []
    return signs + (["vraag"] if sentence.rstrip().endswith("?") else [])


def _names_somebody(text: str) -> bool:
    """Whether words only say who ('inwoners', 'de ziekenhuizen'): that is no cause and no effect."""
    words = [w for w in text.lower().split() if w not in word_set("lidwoord")]
    return bool(words) and all(w in word_set("actor") for w in words)


def is_about_document(sentence: str) -> bool:
    """Whether a sentence is about the making of the document, its figures or its terms (GUIDELINES rule 5)."""
    return any(mentions(name, sentence) for name in _ABOUT)


def is_unasserted(raw: Raw, sentence: str) -> bool:
    """Whether the sentence asks, contradicts, supposes or prevents what it holds: 'we onderzoeken of X leidt tot Y'.

    The cue itself does not count: in 'dit voorkomt dat Y' the statement is that Y is prevented.
    """
    if mentions("tegengesproken", sentence):
        return True
    begin, end = (x - raw.sentence[0] for x in raw.cue)
    return any(m.start() < begin and not begin < m.end() <= end for m in pattern("niet_beweerd").finditer(sentence))


def believe(chance: float, signs: Iterable[str]) -> float:
    """The belief in (0, 1): the chance of the learned models and the signs, weighed by what held in documents they never saw."""
    weights = _weights()
    odds = weights["basis"] + weights["kans"] * logit(chance) + sum(weights.get(s, 0.0) for s in signs)
    return round(1 / (1 + exp(-odds)), 4)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {str(e["id"]): float(cast("float", e["gewicht"])) for e in lexicon("geloof.toml")["teken"]}
