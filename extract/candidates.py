"""What the search for causal statements hands on: where cause, effect and cue stand, before anything is weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extract.constructions import Construction, of_verb
from extract.spans import Positions, char_pieces, has_content
from extract.tokens import sentence_of
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Route = Literal["ontleding", "zinsdeel", "vorige_zin", "lijst", "geleerd", "taalmodel"]


@dataclass(frozen=True, slots=True)
class Side:
    """Cause or effect: where it stands, as character pieces of the text of unit ``unit`` (0 = this unit, -1 = before)."""

    pieces: tuple[tuple[int, int], ...]
    unit: int = 0


@dataclass(frozen=True, slots=True)
class Raw:
    """A causal statement before it is weighed."""

    construction: Construction
    cause: Side
    effect: Side
    cue: tuple[int, int]
    trigger: int
    sentence: tuple[int, int]
    route: Route


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before a unit in the same section: the doc of the previous unit, or None."""

    before: Doc | None = None
    items: tuple[Doc, ...] = ()


def raws(construction: Construction, trigger: Token, cue: Token, causes: list[Side], effects: list[Side], route: Route) -> Iterator[Raw]:
    """A statement for every pair of cause and effect; the cue spans trigger and preposition when they stand together."""
    begin, end = min(trigger.i, cue.i), max(trigger.i, cue.i)
    close = end - begin <= 3
    first, last = (trigger.doc[begin], trigger.doc[end]) if close else (trigger, trigger)
    sent = sentence_of(trigger)
    for cause in causes:
        for effect in effects:
            if cause.pieces and effect.pieces:
                yield Raw(
                    construction, cause, effect, (first.idx, last.idx + len(last)), trigger.i, (sent.start_char, sent.end_char), route
                )


def side(doc: Doc, positions: Positions, unit: int = 0) -> list[Side]:
    """The positions as one side; none when they cannot name a concept."""
    ok = positions and has_content(doc, positions) and not _says_nothing(doc, positions)
    return [Side(tuple(char_pieces(doc, positions)), unit)] if ok else []


def _says_nothing(doc: Doc, positions: Positions) -> bool:
    """Whether it names nothing: only 'oorzaak' or 'gevolg', one word of change ('vaker'), or a cue verb by itself."""
    if len(positions) == 1:
        word = doc[positions[0]]
        return (word.pos_ != "NOUN" and word.lower_ in word_set("verandering")) or (word.pos_ == "VERB" and bool(of_verb(word)))
    if len(positions) > 1 and doc[positions[0]].lower_ in word_set("koppelnaamwoord") and doc[positions[1]].lower_ == "van":
        return True  # '... en de wachttijd is gevolg van X', taken for a part of an enumeration
    nouns = [doc[i].lemma_.lower() for i in positions if doc[i].pos_ in {"NOUN", "PROPN"}]
    verbs = [i for i in positions if doc[i].pos_ == "VERB"]
    return bool(nouns) and not verbs and all(n in word_set("leeg_naamwoord") for n in nouns)
