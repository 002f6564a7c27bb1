"""What stands around a mention on its page: the sentences beside it, and whether they point to a cause, an effect or a group.

A pointer is no claim: it says where a person should look before writing that nothing was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.mention_words import matches
from queries.mentions import Mention
from queries.records import Proof

#: Characters before and behind a sentence that are looked at, and sentences behind it.
_REACH, _BEHIND = 500, 2
#: Ends of a sentence and of a paragraph (a blank line, a list item, a heading).
_SENTENCE = re.compile(r"(?<=[.!?])['’”\"]?\s+(?=[\"'‘“A-ZÀ-Ý0-9])")
_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*(?=[-•*#|])|\n\s*(?=(?:\d+|[a-z])[.)] )")

#: The text of pages, by document id and number.
Pages = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Pointers:
    """Places that may name a part of a knelpunt, by part (oorzaak, effect), and whether people are named in or beside it."""

    places: Mapping[str, tuple[Proof, ...]]
    people: bool


def pointers(pages: Pages, mentions: Iterable[Mention]) -> Pointers:
    """What points to a cause or effect in the sentences of the mentions and beside them in their paragraph."""
    found: dict[str, list[Proof]] = {"oorzaak": [], "effect": []}
    people = False
    for mention in mentions:
        own = " ".join(proof.citaat for proof in mention.sentence)
        before, behind = _beside(pages, mention.sentence)
        for part, places in found.items():
            if matches(f"{part}_in_zin", own) and not matches("geen_aanwijzing", own):
                places.extend(mention.sentence)
            places.extend(proof for proof in (*before, *behind) if _points(part, proof.citaat))
        people = people or any(matches("knelpunt_groep", text) for text in (own, *(p.citaat for p in (*before, *behind))))
    return Pointers({part: tuple(dict.fromkeys(places)) for part, places in found.items()}, people)


def _points(part: str, sentence: str) -> bool:
    """Whether a sentence beside a knelpunt may name this part: by its words, or because it explains without any."""
    if matches("geen_knelpuntzin", sentence) or matches("geen_aanwijzing", sentence):
        return False
    other = "effect" if part == "oorzaak" else "oorzaak"
    return matches(f"{part}_ernaast", sentence) or not matches(f"{other}_ernaast", sentence)


def _beside(pages: Pages, sentence: tuple[Proof, ...]) -> tuple[list[Proof], list[Proof]]:
    """The sentence before and those behind in the same paragraph."""
    first, last = sentence[0], sentence[-1]
    before = _stretch(pages, first, max(0, first.begin - _REACH), first.begin)
    start = max((m.end() for m in _PARAGRAPH.finditer(before)), default=0)
    behind = _stretch(pages, last, last.eind, last.eind + _REACH)
    stop = next((m.start() for m in _PARAGRAPH.finditer(behind)), len(behind))
    return (
        _sentences(first, before[start:], first.begin - len(before) + start)[-1:],
        _sentences(last, behind[:stop], last.eind)[:_BEHIND],
    )


def _stretch(pages: Pages, proof: Proof, begin: int, end: int) -> str:
    return pages.get(proof.document_id, {}).get(proof.pagina, "")[begin:end]


def _sentences(proof: Proof, text: str, offset: int) -> list[Proof]:
    found, begin = [], 0
    for end in (*(m.start() for m in _SENTENCE.finditer(text)), len(text)):
        piece = text[begin:end].strip()
        at = offset + begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        if len(piece.split()) > 2:
            found.append(Proof(proof.document, proof.pagina, piece, at, at + len(piece), proof.document_id))
        begin = end
    return found
