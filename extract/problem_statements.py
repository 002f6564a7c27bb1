"""Knelpunten said as a short statement: 'De tolk is zelden beschikbaar', 'Het rooster is niet rond'.

A list of predicates says that something fails, lacks, comes too late or too little; a sentence that intends, decides or
weighs, or that speaks of the document itself, states nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.mention_words import RawMention, hits, matches
from extract.records import UnitKind
from extract.spans import Positions, tidy
from extract.surface import clause_around
from extract.tokens import text_of, tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Span

#: Fewest and most words of a statement; a longer sentence gives its clause.
_MIN, _MAX = 3, 28
#: Rules of knelpunten that are a statement or list item as a whole.
STATED = frozenset({"knelpunt-uitspraak", "knelpunt-lijst", "knelpunt-tabel"})


def states_nothing(sentence: Span) -> bool:
    """Whether a sentence only intends, decides, denies or tells of the document, so that its words are no knelpunt."""
    return matches("geen_knelpuntzin", text_of(sentence).strip())


def find_statement(sentence: Span, around: str, kind: UnitKind) -> RawMention | None:
    """The knelpunt that a sentence states, or an item under a heading 'knelpunten'; None when it states none.

    Args:
        sentence: a sentence in which no knelpunt was found by a noun or verb of its own.
        around: headings and lead-in above it.
        kind: kind of unit it stands in.
    """
    text = text_of(sentence).strip()
    if kind == "kop" or len(text.split()) < _MIN or states_nothing(sentence) or matches("zonder_eigen_onderwerp", text):
        return None
    label = next(hits("knelpuntlabel", text), None)
    if label is not None:
        begin = sentence.doc.char_span(*_stretch(sentence, label), alignment_mode="expand")
        return _mention(sentence, tidy(sentence.doc, range(begin.start, sentence.end)), "knelpunt-lijst") if begin is not None else None
    if matches("gunstig_punt", text):
        return None
    if is_problem_list(around) and kind == "opsomming" and sentence.start == 0 and len(sentence) <= _MAX:
        return _mention(sentence, tidy(sentence.doc, range(sentence.start, sentence.end)), "knelpunt-lijst")
    verbless = not any(t.pos_ in {"VERB", "AUX"} for t in tokens_in(sentence))
    if verbless or matches("geen_knelpuntkop", around.rsplit(" / ", 1)[-1]) or matches("lacune", text):
        return None
    people, signal = matches("knelpunt_groep", text), kind == "opsomming" and matches("signaalkop", around.rsplit(" / ", 1)[-1])
    lists = ["knelpunt_sterk", *(["knelpunt_uitspraak"] if people or signal or matches("knelpunt_onderwerp", text) else [])]
    lists += [*(["knelpunt_vaak"] if matches("kwaal", text) else []), *(["knelpunt_niet"] if people or signal else [])]
    hit = min((h for name in lists for h in hits(name, text_of(sentence))), key=lambda h: h.start(), default=None)
    span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand") if hit else None
    return _mention(sentence, _clause(sentence, span), "knelpunt-uitspraak") if span is not None else None


def _stretch(sentence: Span, label: re.Match[str]) -> tuple[int, int]:
    """Characters of what a label calls a knelpunt."""
    text = text_of(sentence)
    begin = sentence.start_char + len(text) - len(text.lstrip()) + label.start("wat")
    return begin, begin + len(label["wat"])


def is_problem_list(around: str) -> bool:
    """Whether the headings and lead-in above an item say that the items are knelpunten."""
    return matches("knelpuntkop", around) and not matches("geen_knelpuntlijst", around)


def _clause(sentence: Span, hit: Span) -> Positions:
    """The sentence up to where it turns to a cause or effect of what it states; when it is long the clause around the predicate."""
    text = text_of(sentence)
    cuts = [h.start() + sentence.start_char for name in ("oorzaak_in_zin", "effect_in_zin") for h in hits(name, text)]
    end = next((t.i for t in tokens_in(sentence) if t.i > hit.end - 1 and any(c <= t.idx for c in cuts if c >= hit.end_char)), sentence.end)
    whole = tidy(sentence.doc, range(sentence.start, end))
    if len(whole) <= _MAX:
        return whole
    return tidy(sentence.doc, range(*clause_around(sentence, hit.start, hit.end)))[:_MAX]


def _mention(sentence: Span, positions: Positions, rule: str) -> RawMention | None:
    if len(positions) < _MIN - 1:
        return None
    span = sentence.doc[positions[0] : positions[-1] + 1]
    return RawMention("knelpunt", span.start_char, span.end_char, (sentence.start_char, sentence.end_char), rule)
