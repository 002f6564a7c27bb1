"""Phrases that name a doelgroep, knelpunt, samenwerkingsverband, gezondheidsdoel, lacune or randvoorwaarde."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from spacy.tokens import Doc, Span, Token

from extract.goals import find_goals
from extract.groups import find_groups, with_stand_in
from extract.mention_words import RawMention, expressions, make, whole, words
from extract.nlp import lexicon
from extract.records import MentionType
from extract.spans import extended, phrase, tidy
from extract.words import word_set

#: Most words of a knelpunt that is a clause.
_MAX_CLAUSE = 18


def find_mentions(doc: Doc, year: int | None) -> list[RawMention]:
    """All mentions of one unit, in text order, each stretch of text once per type."""
    found: dict[tuple[MentionType, int, int], RawMention] = {}
    for sentence in doc.sents:
        for mention in _of_sentence(sentence, year):
            found.setdefault((mention.type, mention.begin, mention.end), mention)
    kept = [m for m in found.values() if not any(_inside(m, o) for o in found.values())]
    return sorted(kept, key=lambda m: (m.begin, m.end, m.type))


def _inside(mention: RawMention, other: RawMention) -> bool:
    longer = other.end - other.begin > mention.end - mention.begin
    return mention.type == other.type and longer and other.begin <= mention.begin and mention.end <= other.end


def _of_sentence(sentence: Span, year: int | None) -> Iterator[RawMention]:
    yield from find_groups(sentence)
    yield from _problems(sentence)
    yield from _collaborations(sentence)
    yield from find_goals(sentence, year)
    for kind in cast("tuple[MentionType, ...]", ("lacune", "randvoorwaarde")):
        if any(e.search(sentence.text) for e in expressions(kind)):
            yield whole(sentence, kind)


def _problems(sentence: Span) -> Iterator[RawMention]:
    for token in sentence:
        if _names_problem(token):
            positions = _problem_phrase(token)
            if not _says_nothing(token, positions):
                yield from make("knelpunt", token, positions, sentence, "knelpunt-kern", {})
    for name in ("knelpunt_zin", "knelpunt_groei"):
        for hit in (h for e in expressions(name) for h in e.finditer(sentence.text)):
            yield from _problem_clause(sentence, hit, burden_only=name == "knelpunt_groei")


def _names_problem(token: Token) -> bool:
    if token.pos_ != "NOUN" or token.lower_.endswith(tuple(words("geen_knelpuntwoord"))):
        return False
    lemma = token.lemma_.lower()
    follows = token.nbor(1).lower_ if token.i + 1 < token.sent.end else ""
    if lemma in words("knelpunt_met_voorzetsel"):
        named = follows in words("knelpunt_met_voorzetsel", "voorzetsels")
    elif lemma in words("knelpunt_toename"):
        named = any(c.dep_ == "nmod" and _is_burden(c) for c in token.children)
    else:
        named = lemma in words("knelpunt_kern") or (len(token) > 6 and token.lower_.endswith(tuple(words("knelpunt_kern", "einde"))))
    return named and not _unwanted(token)


def _is_burden(token: Token) -> bool:
    return any(t.lemma_.lower() in words("knelpunt_last") | words("knelpunt_kern") for t in (token, *token.children))


def _problem_phrase(token: Token) -> tuple[int, ...]:
    """The noun phrase with what stands right behind it and the parse may have hung on the verb, a place name too."""
    positions = phrase(token)
    for _ in range(2):
        positions = extended(positions, token.head)
    last = positions[-1] if positions else token.sent.end
    place = token.doc[last + 2] if last + 2 < token.sent.end else None
    if place is not None and place.pos_ == "PROPN" and place.nbor(-1).lower_ in word_set("vaste_voorzetsels"):
        return tidy(token.doc, [*positions, last + 1, *(t.i for t in place.subtree if t.i >= place.i and t.pos_ == "PROPN")])
    return positions


def _says_nothing(token: Token, positions: tuple[int, ...]) -> bool:
    """A bare 'wachttijden' of which nothing is said, or a shortage of money."""
    if any(token.doc[i].lemma_.lower() in words("knelpunt_geld") for i in positions):
        return True
    return len(positions) == 1 and token.lower_ in words("knelpunt_kaal") and not token.dep_.startswith("nsubj")


def _problem_clause(sentence: Span, hit: re.Match[str], *, burden_only: bool) -> Iterator[RawMention]:
    """A verb that makes a knelpunt of its subject, from the one to the other."""
    span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand")
    if span is None or _denied(sentence, span.start_char, span.end_char):
        return
    verb = next((t for t in span if t.pos_ in {"VERB", "AUX"}), span.root)
    subject = next((c for t in (verb, verb.head) for c in t.children if c.dep_.startswith("nsubj")), None)
    if burden_only and (subject is None or not (_is_burden(subject) or _names_problem(subject))):
        return
    positions = set(range(span.start, span.end)) | set(phrase(subject) if subject is not None else ())
    kept = tidy(sentence.doc, range(min(positions), max(positions) + 1))
    if kept and len(kept) <= _MAX_CLAUSE:
        yield from make("knelpunt", verb, kept, sentence, "knelpunt-zin", {})


def _unwanted(token: Token) -> bool:
    """Denied, over, or only what a plan wants to prevent: 'geen tekort', 'minder wachttijd', 'wachttijden verkorten'."""
    governor = token.head
    lessened = governor.pos_ == "VERB" and governor.lemma_.lower() in word_set("afname") and token.dep_ == "obj"
    return lessened or _denied(token.sent, token.idx, token.idx + len(token))


def _denied(sentence: Span, begin: int, end: int) -> bool:
    text = with_stand_in(sentence, begin, end)
    return any(e.search(text) for e in expressions("geen_knelpunt"))


def _collaborations(sentence: Span) -> Iterator[RawMention]:
    taken: list[tuple[int, int]] = []
    articles = tuple(f"{w} " for w in words("naam_begin"))
    for expression in (*expressions("samenwerkingsverband"), _known_names()):
        for hit in expression.finditer(sentence.text):
            begin, end = hit.span(1)
            hyphenated = sentence.text[end : end + 1] == "-"  # 'de ROAZ-regio' is a region
            if not hyphenated and not any(a < end and begin < b for a, b in taken):
                taken.append((begin, end))
                text = hit.group(1)
                while text.lower().startswith(articles):
                    text = text.split(" ", 1)[1]
                bounds = (sentence.start_char, sentence.end_char)
                stop = sentence.start_char + end
                yield RawMention("samenwerkingsverband", stop - len(text), stop, bounds, "samenwerkingsverband-naam")


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    """Names that are a collaboration wherever they stand, as written in the list."""
    names = [n for e in lexicon("vermeldingen.toml")["bekend_verband"] for n in cast("list[str]", e["woorden"])]
    return re.compile(r"(?<!\w)(" + "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))) + r")(?!\w)")
