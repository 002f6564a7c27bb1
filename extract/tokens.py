"""What is asked of every word again and again, read once per doc: spaCy makes a new object for each token it hands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: Where a doc keeps its lists.
_KEY = "regiograaf_plain"


@dataclass(frozen=True, slots=True)
class Plain:
    """A parsed doc as plain lists, by position: ``lower`` and ``lemma`` in lower case, ``begin`` and ``end`` of the sentence."""

    text: str
    tokens: list[Token]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    begin: list[int]
    end: list[int]


def plain(doc: Doc) -> Plain:
    """The lists of one doc, kept with it for the next questions about it; the parse must not change any more."""
    kept = doc.user_data.get(_KEY)
    return kept if isinstance(kept, Plain) else _read(doc)


def _read(doc: Doc) -> Plain:
    tokens = list(doc)
    begin, end = list[int](), list[int]()
    for sentence in doc.sents if tokens else ():
        begin += [sentence.start] * len(sentence)
        end += [sentence.end] * len(sentence)
    lower = [t.lower_ for t in tokens]
    found = Plain(doc.text, tokens, lower, [t.lemma_.lower() for t in tokens], [t.pos_ for t in tokens], begin, end)
    doc.user_data[_KEY] = found
    return found


def first_of(token: Token) -> int:
    """Position of the first word of the sentence of a token."""
    return plain(token.doc).begin[token.i]


def end_of(token: Token) -> int:
    """Position behind the last word of the sentence of a token."""
    return plain(token.doc).end[token.i]


def sentence_of(token: Token) -> Span:
    """The sentence of a token."""
    return token.doc[first_of(token) : end_of(token)]


def tokens_in(span: Span) -> list[Token]:
    """The tokens of a stretch."""
    return plain(span.doc).tokens[span.start : span.end]


def text_of(span: Span) -> str:
    """The text of a stretch; spaCy builds it anew from its words each time."""
    return plain(span.doc).text[span.start_char : span.end_char]


def text_between(doc: Doc, begin: int, end: int) -> str:
    """The text of the words from ``begin`` to ``end``, as of ``doc[begin:end]``; '' when there are none."""
    known = plain(doc)
    if begin >= end:
        return ""
    last = known.tokens[min(end, len(known.tokens)) - 1]
    return known.text[known.tokens[begin].idx : last.idx + len(last)]
