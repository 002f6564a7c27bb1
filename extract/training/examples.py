"""Annotated passages as training examples: which candidate cue, which arguments and which pairs an annotator signed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from extract.clean import clean
from extract.context import rule_statements
from extract.evaluation.matching import ENOUGH, filler_words
from extract.evaluation.rows import document_of
from extract.learned.codes import Codes
from extract.learned.features import Matrix
from extract.learned.pairs import Window, window_of
from extract.learned.reading import Cue
from extract.learned.reading import Page as Reading
from extract.learned.sentences import Sentence, sentences
from extract.learned.spans import Span, candidates
from extract.pipeline import parse_units
from extract.records import Document, DocumentInfo, Page
from extract.training.sources import Annotated

if TYPE_CHECKING:
    from spacy.language import Language

Words = list[str]


@dataclass(frozen=True, slots=True)
class Relation:
    """One annotated claim as bags of words."""

    cause: Words
    effect: Words
    cue: Words
    intended: bool


@dataclass(eq=False, slots=True)
class Passage:
    """One annotated passage, read: ``signed`` gives per (sentence number, position) the relations whose cue holds that word."""

    key: str
    document: str
    soort: str
    reading: Reading
    relations: list[Relation]
    signed: dict[tuple[int, int], list[Relation]]
    windows: dict[tuple[int, int], Window] = field(default_factory=dict)
    targets: dict[tuple[int, int, int, int], Relation | None] = field(default_factory=dict)

    def window(self, sentence: Sentence, position: int, codes: Codes) -> Window:
        """The candidates around a cue; computed once."""
        place = (sentence.number, position)
        if place not in self.windows:
            self.windows[place] = window_of(sentence, position, self.reading.said_of(sentence, position), codes)
        return self.windows[place]

    def target(self, cue: Cue, pair: tuple[int, int]) -> Relation | None:
        """The relation that a pair of candidates of a cue names, if any; computed once."""
        place = (cue.sentence.number, cue.position, *pair)
        if place not in self.targets:
            self.targets[place] = _pair_target(cue.window, pair, self.relations)
        return self.targets[place]


def passages(annotated: Iterable[Annotated], nlp: Language) -> Iterator[Passage]:
    """Annotated passages, read and described."""
    for row in annotated:
        info = DocumentInfo(id=row.id, bestand=row.id, titel="", soort=row.soort, regio="", jaar=None)
        units = clean(Document(info, (Page(1, row.text),)))
        parsed = parse_units(units, nlp)
        reading = Reading(sentences(units, parsed), rule_statements(units, parsed))
        relations = [_relation(r) for r in row.relations]
        yield Passage(row.id, document_of(row.id), row.soort, reading, relations, _signed(reading, relations))


def _relation(row: dict[str, str]) -> Relation:
    return Relation(content(row["cause"]), content(row["effect"]), _words(row["cue"]), row["kind"] == "beoogd")


def _words(text: str) -> Words:
    return re.findall(r"\w+", text.lower().replace("\u00ad", ""))


def content(text: str) -> Words:
    """The content words of a phrase; all of its words when it has no other."""
    words = _words(text)
    return [w for w in words if w not in filler_words()] or words


def span_content(sentence: Sentence, span: Span) -> Words:
    """The content words of a candidate; computed once."""
    known = sentence.cache.setdefault("content", {})
    assert isinstance(known, dict)  # noqa: S101 - narrows the type
    if span not in known:
        known[span] = content(" ".join(sentence.words[i] for i in span))
    return list(known[span])


def likeness(a: Words, b: Words) -> float:
    """F1 of two bags of words."""
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b)) if shared else 0.0


def _signed(reading: Reading, relations: Sequence[Relation]) -> dict[tuple[int, int], list[Relation]]:
    """Where the cue of each relation stands: the occurrence around which its arguments fit best."""
    found: dict[tuple[int, int], list[Relation]] = defaultdict(list)
    for relation in relations:
        best: tuple[float, int, list[int]] = (0.6, 0, [])
        for sentence in reading.sentences:
            for places in _occurrences(sentence, relation.cue):
                fit = _fit(sentence, relation.cause) + _fit(sentence, relation.effect)
                best = max(best, (fit, -sentence.number, places))
        for place in set(best[2]):
            found[-best[1], place].append(relation)
    return dict(found)


def _occurrences(sentence: Sentence, cue: Words) -> Iterator[list[int]]:
    words = [(w, i) for i, token in enumerate(sentence.words) for w in _words(token)]
    for k in range(len(words) - len(cue) + 1):
        if [w for w, _ in words[k : k + len(cue)]] == cue:
            yield [i for _, i in words[k : k + len(cue)]]


def _fit(sentence: Sentence, wanted: Words) -> float:
    """How well the best candidate in the window of a cue fits an argument; nearer is a little better."""
    around = [(sentence, 0.0), *([(sentence.before, 0.02)] if sentence.before else []), *((s, 0.04) for s in sentence.items)]
    return max((likeness(span_content(s, span), wanted) - far for s, far in around for span in candidates(s)), default=0.0)


def argument_targets(window: Window, relations: Sequence[Relation]) -> Matrix:
    """Per candidate how well it fits a signed cause and a signed effect: the likeness, 0 below ENOUGH."""
    rows = []
    for sentence, span in window.places:
        words = span_content(sentence, span)
        fits = (max((likeness(words, side) for side in sides), default=0.0) for sides in _sides(relations))
        rows.append([fit if fit >= ENOUGH else 0.0 for fit in fits])
    return np.array(rows, dtype=np.float32).reshape(len(rows), 2)


def _sides(relations: Sequence[Relation]) -> tuple[list[Words], list[Words]]:
    return [r.cause for r in relations], [r.effect for r in relations]


def _pair_target(window: Window, pair: tuple[int, int], relations: Sequence[Relation]) -> Relation | None:
    """The relation of the passage that a pair of candidates names, if any."""
    cause, effect = (span_content(*window.places[i]) for i in pair)
    for relation in relations:
        if likeness(cause, relation.cause) >= ENOUGH and likeness(effect, relation.effect) >= ENOUGH:
            return relation
    return None
