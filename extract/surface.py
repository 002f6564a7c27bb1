"""Phrases and clauses read from the words themselves, for where a parse of report Dutch hangs things in the wrong place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.mention_words import words
from extract.spans import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

OPEN, CLOSE = "(", ")"


def noun_phrase_end(doc: Doc, begin: int, stop: int) -> int:
    """End of the noun phrase that begins at a position: up to its noun, with what is coordinated or asked for behind it."""
    end = i = begin
    while i < stop:
        token = doc[i]
        if token.text == OPEN:
            close = next((j for j in range(i, min(stop + 4, len(doc))) if doc[j].text == CLOSE), i)
            i = close
        elif _nominal(token):
            end = i + 1
            following = i + 1 < stop and (doc[i + 1].pos_ in {"NOUN", "PROPN"} or doc[i + 1].text == OPEN)
            if not following and not _goes_on(doc, i + 1, stop):
                break
        elif end == begin and token.pos_ not in {"DET", "ADJ", "ADV", "NUM", "VERB", "PRON", "CCONJ", "PUNCT", "SYM", "ADP"}:
            break
        i += 1
    return end


def _nominal(token: Token) -> bool:
    """A noun, a name, a half compound ('hart-'), or a noun that the tagger takes for something else ('gezondheidsvaardigheden')."""
    return token.pos_ in {"NOUN", "PROPN", "X"} or token.lower_.endswith(tuple(words("naamwoord_einde", "einde")))


def _goes_on(doc: Doc, i: int, stop: int) -> bool:
    """'risico op uitval', 'dementie en diabetes': a preposition or conjunction with a noun close behind it and no verb between."""
    if i >= stop or doc[i].lower_ not in words("kenmerk_verder"):
        return False
    for token in doc[i + 1 : min(i + 4, stop)]:
        if _nominal(token):
            after = doc[token.i + 1] if token.i + 1 < stop else None
            return after is None or doc[i].lower_ not in {"en", "of"} or not is_finite(after)
        if token.pos_ not in {"ADJ", "DET", "NUM"} and token.text not in {OPEN, CLOSE}:
            return False
    return False


def clause_around(sentence: Span, begin: int, end: int) -> tuple[int, int]:
    """First token and end of the clause around some tokens: between punctuation and conjunctions that open a clause."""
    doc, first, last = sentence.doc, sentence.start, sentence.end
    for i in range(begin - 1, sentence.start - 1, -1):
        if _is_border(doc, i):
            first = i + 1
            break
    for i in range(end, sentence.end):
        if _is_border(doc, i):
            last = i
            break
    return first, last


def _is_border(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text in {",", ";", ":", "•", "–", "."} or token.lower_ in words("zinsdeel_opener"):
        return not (token.text == "," and _in_list(doc, i))
    return token.lower_ in {"en", "maar"} and i + 1 < len(doc) and doc[i + 1].lower_ in words("zinsdeel_opener", "na_en")


def _in_list(doc: Doc, i: int) -> bool:
    """A comma between the items of a short enumeration ('gezond, veilig en kansrijk')."""
    before, after = doc[max(i - 1, 0)], doc[i + 1 : i + 4]
    return any(t.lower_ in {"en", "of"} for t in after) and not any(is_finite(t) for t in after) and not is_finite(before)
