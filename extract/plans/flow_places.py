"""The places of care in one sentence about people, work or costs: where they leave and where they arrive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extract.plans.flow_words import form, keyed, said
from extract.plans.parties import Parties
from extract.tokens import tokens_in
from ontology.plekken import find_plekken

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Prepositions behind which a place names the inside of what stands before: 'naar een bed in het verblijf'.
_INSIDE = frozenset({"in", "bij", "van", "op", "aan", "voor"})
#: The sector of a party for the old, whatever else it runs.
_WIDE = "vvt"
#: What stands between two places of one row.
_IN_ROW = re.compile(r"(?:,| en| of|,? en) (?:de |het |een )?(?:\w+e )?")
_SKIPPED = frozenset({"DET", "ADJ", "NUM", "PRON", "PROPN", "ADV"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a sentence: its key, characters in the sentence, its preposition, and what else tells its side.

    ``led`` is the preposition of the whole phrase: 'naar' in 'naar een bed in het verblijf'. ``gone`` is True behind
    'niet langer', 'in plaats van', 'die nu in'; ``acts`` when it is the subject or the agent of a verb.
    """

    key: str
    begin: int
    end: int
    prep: str
    led: str
    gone: bool
    acts: bool


def find_places(text: str) -> Iterator[tuple[str, int, int]]:
    """All places of care that a text names, also with words that name one only in such a sentence."""
    general = find_plekken(text)
    taken = [(hit.begin, hit.eind) for hit in general]
    found = [(hit.sleutel, hit.begin, hit.eind) for hit in general]
    for key, expression in keyed("plekwoord", "sleutel"):
        for hit in expression.finditer(text):
            free = not any(hit.start() < end and begin < hit.end() for begin, end in taken)
            if free and not (hit.group().lower() == "gemeenten" and said("ligging", text[: hit.start()])):
                taken.append(hit.span())
                found.append((key, *hit.span()))
    yield from sorted(found, key=lambda f: f[1])


def places_of(span: Span, parties: Parties) -> list[Place]:
    """The places of a parsed sentence in text order; a party stands for the places that it runs."""
    text = span.text
    hits = list(find_places(text))
    for party in parties.find(text):
        if not any(party.begin < end and begin < party.eind for _, begin, end in hits):
            runs = party.plekken if _WIDE not in party.plekken else (_WIDE,)
            hits += [(key, party.begin, party.eind) for key in runs]
    found: list[Place] = []
    for key, begin, end in sorted(hits, key=lambda hit: hit[1:]):
        head = span.doc.char_span(span.start_char + begin, span.start_char + end, alignment_mode="expand")
        if head is None or _is_compound(text, end):
            continue
        first = next((hit for hit in form("maar").finditer(text)), None)
        gone = said("weg", text[:begin]) or bool(first and begin < first.start() and said("niet_hier", text[:begin]))
        own = _own(text[begin:end].lower())
        prep, led = (own, own) if own else _prepositions(head[0])
        if found and not led and _IN_ROW.fullmatch(text[found[-1].end : begin]):
            prep, led = found[-1].prep, found[-1].led  # 'naar de huisarts en de thuiszorg'
        found.append(Place(key, begin, end, prep, led, gone, _acts(head, led)))
    return found


def keys(places: list[Place]) -> tuple[str, ...]:
    """The keys of places, sorted, each once."""
    return tuple(sorted({place.key for place in places}))


@cache
def _own(words: str) -> str:
    """The preposition inside the words of the place itself: 'naar huis', 'van huis'; 'huiswaarts' is one, and so is 'thuis'."""
    return next((prep for prep, expression in keyed("eigen_voorzetsel", "voorzetsel") if expression.match(words)), "")


def _is_compound(text: str, end: int) -> bool:
    """'SEH-patiënten', 'SEH-arts': the people or the work of a place, not the place."""
    return text[end : end + 1] == "-"


def _prepositions(token: Token) -> tuple[str, str]:
    """The preposition of the phrase that begins at a token, and that of the phrase around it."""
    at = _preposition(token)
    if at is None:
        return "", ""
    own = led = at.lower_
    while at.lower_ in _INSIDE and at.i > at.sent.start and said("houder", at.nbor(-1).text):
        around = _preposition(at.nbor(-1))
        if around is None:
            break
        at, led = around, around.lower_
    return own, led


def _preposition(token: Token) -> Token | None:
    """The preposition in front of a noun phrase, over articles, adjectives and names."""
    for i in range(token.i - 1, max(token.sent.start, token.i - 6) - 1, -1):
        before = token.doc[i]
        if before.pos_ == "ADP":
            return before
        if before.pos_ == "CCONJ" or before.text == ",":
            continue
        if before.pos_ not in _SKIPPED and not (before.pos_ == "NOUN" and i == token.i - 1 and before.dep_ == "compound"):
            return None
    return None


def _acts(head: Span, led: str) -> bool:
    """Whether the place is the subject of a verb, or the 'door' phrase of a passive one."""
    roles = {token.dep_ for token in tokens_in(head)} | {head.root.dep_}
    return led == "door" or (not led and any(role.startswith("nsubj") or role in {"obl:agent", "obj"} for role in roles))
