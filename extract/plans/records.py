"""What the finders of plan facts get and give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.records import DocumentInfo, Unit
from ontology.planfeiten import Planfeit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of running text, or one line of a table, in the order of the document.

    ``text`` is ``unit.text[begin:end]``; ``span`` its parse, None for a line of a table. ``index`` is its place in
    ``PlanText.sentences``.
    """

    index: int
    unit: Unit
    begin: int
    end: int
    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class RawFact:
    """A fact with the sentences that state it; ``sentences`` in text order, the first is the one that counts."""

    fact: Planfeit
    sentences: tuple[Sentence, ...]
    rule: str


@dataclass(frozen=True, eq=False)
class PlanText:
    """A document as the finders see it; two are equal when they are the same object, so that what is read of one can be cached."""

    info: DocumentInfo
    sentences: tuple[Sentence, ...]

    def before(self, sentence: Sentence, most: int = 2) -> tuple[Sentence, ...]:
        """Up to ``most`` sentences before this one under the same headings, nearest first."""
        return self._near(range(sentence.index - 1, sentence.index - 1 - most, -1), sentence)

    def after(self, sentence: Sentence, most: int = 2) -> tuple[Sentence, ...]:
        """Up to ``most`` sentences after this one under the same headings, nearest first."""
        return self._near(range(sentence.index + 1, sentence.index + 1 + most), sentence)

    def section(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """All sentences under the same headings as this one, in text order."""
        return tuple(other for other in self.sentences if other.unit.section == sentence.unit.section)

    def _near(self, places: Iterable[int], sentence: Sentence) -> tuple[Sentence, ...]:
        near = (self.sentences[k] for k in places if 0 <= k < len(self.sentences))
        return tuple(other for other in near if other.unit.section == sentence.unit.section)


Finder = Callable[[PlanText], Iterable[RawFact]]


def plan_text(info: DocumentInfo, units: Sequence[Unit], parsed: dict[int, Doc]) -> PlanText:
    """The sentences of a document: parsed ones of running text, the lines of tables as they are; headings are left out."""
    found: list[Sentence] = []
    for unit in units:
        if unit.kind == "tabelrij":
            found.append(Sentence(len(found), unit, 0, len(unit.text), unit.text, None))
        elif unit.kind != "kop" and unit.index in parsed:
            for span in parsed[unit.index].sents:
                found.append(Sentence(len(found), unit, span.start_char, span.end_char, span.text, span))
    return PlanText(info, tuple(found))
