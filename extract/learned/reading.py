"""From parsed sentences and the statements of the rules to weighed proposals: which pairs of phrases are a causal claim."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from extract.candidates import Side
from extract.context import Statement
from extract.learned.codes import Codes
from extract.learned.features import Matrix
from extract.learned.model import Models, predict
from extract.learned.pairs import PAIR, RuleStatement, Window, best_pairs, pair_rows, share, window_of
from extract.learned.sentences import Sentence
from extract.learned.spans import Span, add, candidates
from extract.learned.triggers import describe, triggers
from extract.tokens import plain

#: A word less likely a cue than this is not looked at further.
CUE_FLOOR = 0.12
#: A pair less likely than this is not proposed, not even to a human.
PAIR_FLOOR = 0.05
#: Candidates per side that are paired.
BEST = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """A candidate cue that is worth a look: its row, its chance, what rules made of it, and the candidates around it.

    ``nearby`` is what rules made of any cue of the sentence.
    """

    sentence: Sentence
    position: int
    row: list[float]
    chance: float
    rules: list[RuleStatement]
    window: Window
    nearby: list[RuleStatement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair that may be a claim.

    ``chance`` in (0, 1) says how likely a reader would sign it, ``intended`` how likely it is meant rather than observed.
    """

    cue: Cue
    cause: tuple[Sentence, Span]
    effect: tuple[Sentence, Span]
    chance: float
    row: Matrix
    intended: float = 0.5


class Page:
    """The sentences of one document with what the rules said of them, ready to be described."""

    def __init__(self, found: Sequence[Sentence], statements: Iterable[Statement]) -> None:
        """Take in the rules' statements; their sides become candidates as well."""
        self.sentences = found
        self.by_unit: dict[int, list[Sentence]] = defaultdict(list)
        for sentence in found:
            self.by_unit[sentence.unit].append(sentence)
        self.rules: dict[int, dict[int, list[RuleStatement]]] = defaultdict(lambda: defaultdict(list))
        for statement in statements:
            self._take(statement)

    def _take(self, statement: Statement) -> None:
        cause = self._place(statement.raw.cause, statement.units[0])
        effect = self._place(statement.raw.effect, statement.units[1])
        home = next((s for s in self.by_unit[statement.unit] if s.begin <= statement.raw.trigger < s.begin + len(s)), None)
        if cause is not None and effect is not None and home is not None:
            self.rules[home.number][statement.raw.trigger - home.begin].append(RuleStatement(statement.raw, cause, effect))

    def _place(self, side: Side, unit: int) -> tuple[int, frozenset[int]] | None:
        """Sentence and positions of a side; it becomes a candidate there."""
        for sentence in self.by_unit[unit]:
            tokens = plain(sentence.doc).tokens
            first, last = tokens[sentence.begin], tokens[sentence.begin + len(sentence) - 1]
            if first.idx <= side.pieces[0][0] < last.idx + len(last):
                begins = [t.idx for t in tokens[sentence.begin : sentence.begin + len(sentence)]]
                inside = [i for a, b in side.pieces for i in range(bisect_left(begins, a), bisect_left(begins, b))]
                add(sentence, candidates(sentence), inside, "regel")
                return sentence.number, frozenset(inside)
        return None

    def said_of(self, sentence: Sentence, position: int) -> list[RuleStatement]:
        """What rules made of one cue."""
        return self.rules[sentence.number].get(position, []) if sentence.number in self.rules else []

    def said_in(self, sentence: Sentence) -> list[RuleStatement]:
        """What rules made of all cues of a sentence."""
        return [r for said in self.rules[sentence.number].values() for r in said] if sentence.number in self.rules else []

    def cue_rows(self, codes: Codes) -> list[tuple[Sentence, int, list[float]]]:
        """Every candidate cue with its row."""
        found = []
        for sentence in self.sentences:
            said = self.rules.get(sentence.number, {})
            found += [(sentence, i, describe(sentence, i, said, codes)) for i in triggers(sentence)]
        return found


def cues(page: Page, models: Models) -> list[Cue]:
    """The candidate cues that are worth a look."""
    rows = page.cue_rows(models.codes)
    chances = predict(models.signaal, [row for _, _, row in rows])
    found = []
    for (sentence, position, row), chance in zip(rows, chances.tolist(), strict=True):
        rules = page.said_of(sentence, position)
        if chance >= CUE_FLOOR:
            window = window_of(sentence, position, rules, models.codes)
            found.append(Cue(sentence, position, row, chance, rules, window, page.said_in(sentence)))
    return found


def propose(page: Page, models: Models) -> list[Proposal]:
    """The likeliest pairs of a document that are not two readings of one statement, in text order of their cues."""
    found = cues(page, models)
    if not found:
        return []
    rows = np.vstack([argument_rows(cue) for cue in found])
    sizes = np.cumsum([len(cue.window.places) for cue in found])[:-1]
    causes, effects = (np.split(predict(m, rows), sizes) for m in (models.oorzaak, models.gevolg))
    paired = [pair_up(cue, c, e) for cue, c, e in zip(found, causes, effects, strict=True)]
    matrix = np.vstack([m for _, m in paired])
    chances = predict(models.paar, matrix)
    places = [(cue, pair) for cue, (pairs, _) in zip(found, paired, strict=True) for pair in pairs]
    made = []
    for n in np.flatnonzero(chances >= PAIR_FLOOR).tolist():
        cue, (c, e) = places[n]
        made.append(Proposal(cue, cue.window.places[c], cue.window.places[e], float(chances[n]), matrix[n]))
    kept = select(made)
    intended = predict(models.soort, np.array([p.row for p in kept])).tolist()
    return [replace(p, intended=chance) for p, chance in zip(kept, intended, strict=True)]


def argument_rows(cue: Cue) -> Matrix:
    """The rows the argument models look at: every candidate around the cue."""
    return np.hstack([cue.window.rows, np.tile(np.array(cue.row, dtype=np.float32), (len(cue.window.places), 1))])


def pair_up(cue: Cue, causes: Matrix, effects: Matrix) -> tuple[list[tuple[int, int]], Matrix]:
    """The pairs worth weighing and their rows: the likeliest of both sides."""
    pairs = best_pairs(cue.window, causes, effects, BEST)
    if not pairs:
        return [], np.zeros((0, len(PAIR)), dtype=np.float32)
    return pairs, pair_rows(cue.window, pairs, cue.row, cue.chance, causes, effects, cue.rules)


def select(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The likeliest first; what is another reading of a statement that was kept before it is left out."""
    kept: list[Proposal] = []
    near: dict[tuple[int, int], list[Proposal]] = defaultdict(list)
    for p in sorted(proposals, key=lambda p: (-p.chance, p.cue.sentence.number, p.cue.position, p.cause[1], p.effect[1])):
        places = ((p.cause[0].number, p.effect[0].number), (-1 - p.cue.sentence.number, p.cue.position))
        if not any(_rival(p, k) for place in places for k in near[place]):
            kept.append(p)
            for place in places:
                near[place].append(p)
    return sorted(kept, key=lambda p: (p.cue.sentence.number, p.cue.position, p.cause[1], p.effect[1]))


def _rival(a: Proposal, b: Proposal) -> bool:
    """Whether two proposals read one statement twice: their sides share words, or could only both be right in an enumeration."""
    cause, effect = share(a.cause, b.cause), share(a.effect, b.effect)
    if cause and effect:
        return True
    if cause or effect or a.cue is b.cue:
        return not (_together(a.cause, b.cause) and _together(a.effect, b.effect))
    return False


def _together(a: tuple[Sentence, Span], b: tuple[Sentence, Span]) -> bool:
    """Whether one cue can have both: the same phrase, items of a list, or parts of an enumeration."""
    if a[0] is not b[0] or a[1] == b[1]:
        return True
    low, high = sorted((a[1], b[1]))
    between = range(low[-1] + 1, high[0])
    return any(a[0].words[i] == "," or a[0].tags[i] == "CCONJ" for i in between)
