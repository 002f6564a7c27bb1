"""Stated aims: a sentence that says which outcome for people or for care is to be reached, with figures or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.goal_fields import aim_fields, direction_of, indicator_of
from extract.goal_values import GoalValues, goal_values
from extract.groups import is_group
from extract.mention_words import RawMention, expressions, forms, holds, matches
from extract.tokens import text_of, tokens_in
from extract.valence import valence_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: Words of a sentence below which a wish is a slogan, and above which it is a story.
_LEAST, _MOST = 4, 60
#: Characters that end a sentence.
_ENDS = frozenset('.!?:;"”’')
#: Outcome of a sentence from which it pictures what goes wrong; 'patiënt' alone makes it a little bad.
_BAD = -0.5
#: Rule of an aim with figures and of one without.
MEASURED, VISION = "doel-meetbaar", "doel-visie"


def find_aims(doc: Doc, year: int | None, nearest: str) -> Iterator[RawMention]:
    """The aims of one unit, each as a whole sentence.

    Args:
        doc: the parsed unit.
        year: year of the document: an aim lies after it. None when unknown.
        nearest: the heading above the unit and the line that introduces its list: 'Beoogde resultaten'.
    """
    sentences = _sentences(doc)
    under = holds("doelkop", nearest)
    for i, sentence in enumerate(sentences):
        text = text_of(sentence).strip()
        if not _LEAST <= len(text.split()) <= _MOST or matches("geen_doelzin", text):
            continue
        behind = sentences[i + 1] if i + 1 < len(sentences) else None
        measured = _measured(sentence, sentences[i - 1] if i else None, behind, year, under)
        if measured is not None:
            span, values = measured
            yield _mention(span, sentence, behind, values, MEASURED)
        elif _is_vision(sentence, text, under):
            yield _mention(sentence, sentence, None, goal_values(text, year), VISION)


def _sentences(doc: Doc) -> list[Span]:
    """The sentences; what a parse cuts off in the middle ('Nu slaapt | 31 procent') is one sentence again."""
    found: list[Span] = []
    for sentence in doc.sents:
        whole = not found or text_of(found[-1]).rstrip()[-1:] in _ENDS
        found.append(sentence if whole else doc[found.pop().start : sentence.end])
    return found


def _mention(span: Span, sentence: Span, behind: Span | None, values: GoalValues, rule: str) -> RawMention:
    """The words of the aim, with the sentence before or behind it when that holds its base."""
    fields = aim_fields(span, values, text_of(behind) if behind is not None else "", measured=rule == MEASURED)
    text = text_of(sentence)
    begin = sentence.start_char + len(text) - len(text.lstrip())
    around = (span.start_char, span.start_char + len(text_of(span).rstrip()))
    return RawMention("gezondheidsdoel", begin, begin + len(text.strip()), around, rule, tuple(sorted(fields.items())))


# --- with figures --------------------------------------------------------------------------------------------------------


def _measured(sentence: Span, before: Span | None, behind: Span | None, year: int | None, under: bool) -> tuple[Span, GoalValues] | None:
    """The sentence, with the one beside it that holds its base, and the figures of an aim; None when it states none."""
    text = text_of(sentence)
    values = goal_values(text, year)
    dated = values.goal_year is not None or (under and values.base is not None) or _found("doelwens", text) is not None
    if not dated or (values.target is None and values.change is None):
        return None
    whole = sentence
    if before is not None and _needs(sentence, text, values):
        whole, values = _joined(before, sentence, values, year)
    if values.base is None and behind is not None and matches("doelterugwijzer", text_of(behind)):
        whole, values = _joined(sentence, behind, values, year)
    return (whole, values) if _is_about_people(whole) and _is_meant(whole, text, values, under) else None


def _joined(one: Span, other: Span, values: GoalValues, year: int | None) -> tuple[Span, GoalValues]:
    """Two sentences and their figures, when the one gives the other its base or its subject; else the one with the target."""
    both = one.doc[one.start : other.end]
    found = goal_values(text_of(both), year)
    same = found.target is not None and values.target is not None and found.target.text == values.target.text
    if same and found.base is not None:
        return both, found
    aim = one if values.target is not None and values.target.text in text_of(one) else other
    return (both if values.base is not None else aim), values


def _needs(sentence: Span, text: str, values: GoalValues) -> bool:
    """Whether the sentence leaves its base or its subject to the sentence before."""
    if not matches("doelterugwijzer", text):
        return False
    named = any(word.islower() for word in indicator_of(sentence, values).split())
    return values.base is None or not named or not _is_about_people(sentence)


def _is_about_people(span: Span) -> bool:
    """About the health or behaviour of people, or the use and quality of care; not about staff, beds or money."""
    text = text_of(span)
    if matches("geen_doelonderwerp", text):
        return False
    return holds("gezondheid", text) or holds("zorguitkomst", text) or _names_people(span)


def _names_people(span: Span) -> bool:
    return any(map(is_group, tokens_in(span))) or _found("doelpersoon", text_of(span)) is not None


def _is_meant(whole: Span, text: str, values: GoalValues, under: bool) -> bool:
    """Whether the change is wanted: said so, under a heading of aims, or for the better with a base and a year."""
    if under or matches("doelwil", text):
        return True
    direction = direction_of(text, values)
    if not direction or (values.base is None and values.change is None):
        return False
    measured = indicator_of(whole, values)
    for change in (*expressions("doelomlaag"), *expressions("doelomhoog")):
        measured = change.sub(" ", measured)
    better = valence_of(("meer " if direction == "omhoog" else "minder ") + measured)
    return better > 0 or (better == 0 and direction == "omlaag")


# --- without figures -----------------------------------------------------------------------------------------------------


def _found(name: str, text: str) -> re.Match[str] | None:
    return next((hit for e in forms(name) if (hit := e.search(text)) is not None), None)


def _is_vision(sentence: Span, text: str, under: bool) -> bool:
    """Someone wants, promises or pictures how people will fare or how care will feel."""
    felt, lived, better = (_found(name, text) for name in ("doelbeleving", "doelleven", "doelbeter"))
    if felt is not None and matches("nare_beleving", felt.group()) and not matches("weggewenst", text):
        felt = None
    if matches("doelmaatregel", text) or matches("doelmedewerker", text):
        return False
    if _found("doelwensmens", text) and not matches("doelprocedure", text):
        return True
    if not (felt or lived or better):
        return False
    wish = _found("doelwens", text)
    if better is None and not _names_people(sentence) and _found("doelstreek", text) is None:
        return False
    if wish is not None:
        return True
    told = felt or better or _found("doelkunnen", text) or _found("doelsfeer", text)
    if _found("doelplicht", text):
        return told is not None
    pictured = under or (told is not None and _found("doeltoekomst", text)) or (felt is not None and _found("doelallen", text))
    return bool(pictured) and valence_of(text) > _BAD
