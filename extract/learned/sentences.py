"""Sentences as plain columns, so that thousands of candidate readings of a document are cheap to describe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.records import Unit, UnitKind
from extract.spans import is_finite
from extract.tokens import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Items of a list that one lead-in can have as arguments.
MAX_ITEMS = 12


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence; every column has one value per token, and positions count from its first token.

    ``before`` is the sentence that 'dit' can point at (in the unit, else the one before it), ``items`` the first sentences
    of the list it introduces.
    """

    number: int
    unit: int
    kind: UnitKind
    doc: Doc
    begin: int
    words: list[str]
    lemmas: list[str]
    tags: list[str]
    labels: list[str]
    heads: list[int]
    finite: list[bool]
    children: list[list[int]]
    before: Sentence | None = None
    items: tuple[Sentence, ...] = ()
    cache: dict[str, object] = field(default_factory=dict)

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.words)

    def subtree(self, root: int, without: frozenset[str] = frozenset()) -> set[int]:
        """Positions of a token and all below it, not entering children with one of the labels ``without``."""
        found, todo = {root}, [root]
        while todo:
            for child in self.children[todo.pop()]:
                if self.labels[child] not in without:
                    found.add(child)
                    todo.append(child)
        return found


def sentences(units: Sequence[Unit], parsed: Mapping[int, Doc]) -> list[Sentence]:
    """The sentences of all parsed units in reading order, each with what stands before it and what it introduces."""
    found: list[Sentence] = []
    first: dict[int, Sentence] = {}
    last: dict[int, Sentence] = {}
    for unit in units:
        for span in parsed[unit.index].sents if unit.index in parsed else ():
            sentence = _columns(parsed[unit.index], span.start, span.end, unit, len(found))
            sentence.before = last.get(unit.index)
            found.append(sentence)
            last[unit.index] = sentence
            first.setdefault(unit.index, sentence)
    for unit in units:
        if unit.index in first:
            first[unit.index].before = _earlier(units, unit, last)
        if unit.lead is not None and unit.lead in last and unit.index in first:
            last[unit.lead].items = (*last[unit.lead].items, first[unit.index])[:MAX_ITEMS]
    return found


def _earlier(units: Sequence[Unit], unit: Unit, last: Mapping[int, Sentence]) -> Sentence | None:
    """The sentence before a unit: the end of the lead-in of its list, else of the paragraph before it in the section."""
    if unit.lead is not None and unit.lead in last:
        return last[unit.lead]
    for other in reversed(units[: unit.index]):
        if other.section != unit.section or other.kind == "kop":
            return None
        if other.index in last:
            return last[other.index]
    return None


def _columns(doc: Doc, begin: int, end: int, unit: Unit, number: int) -> Sentence:
    known = plain(doc)
    tokens = known.tokens[begin:end]
    places = [t.head.i for t in tokens]
    heads = [place - begin if begin <= place < end else i for i, place in enumerate(places)]
    children: list[list[int]] = [[] for _ in tokens]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    tags = known.pos[begin:end]
    return Sentence(
        number=number,
        unit=unit.index,
        kind=unit.kind,
        doc=doc,
        begin=begin,
        words=known.lower[begin:end],
        lemmas=known.lemma[begin:end],
        tags=tags,
        labels=[t.dep_ for t in tokens],
        heads=heads,
        finite=[tag in {"VERB", "AUX"} and is_finite(t) for t, tag in zip(tokens, tags, strict=True)],
        children=children,
    )
