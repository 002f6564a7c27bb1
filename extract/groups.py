"""Doelgroepen: groups of people with a need, a risk or a trait, and how many they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from extract.mention_words import STAND_IN, RawMention, expressions, forms, make, words
from extract.spans import phrase, tidy

#: Most words of a relative clause that a group keeps.
_MAX_RELATIVE = 11


def find_groups(sentence: Span) -> Iterator[RawMention]:
    """Groups of one sentence that have a need, risk or trait in the phrase itself."""
    for token in sentence:
        lemma = token.lemma_.lower()
        own = {lemma, token.lower_} & words("doelgroep_eigen") or any(e.search(token.text) for e in expressions("doelgroep_leeftijd"))
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not (own or is_group(token)):
            continue
        if own or _trait_before(token) or any(_is_trait(c) for c in token.children):
            positions = group_phrase(token)
            for mention in make("doelgroep", token, positions, sentence, "doelgroep-kern", {}):
                text = token.doc.text[mention.begin : mention.end]
                fields = {"aard": text, **_size(sentence, mention.begin, mention.end)}
                yield replace(mention, fields=tuple(sorted(fields.items())))


def is_group(token: Token) -> bool:
    """Whether a noun names a group of people."""
    return token.lemma_.lower() in words("doelgroep_kern") or token.lower_ in words("doelgroep_vorm")


def _trait_before(token: Token) -> bool:
    """'kwetsbare ouderen', where the parse may take both words for adjectives of a later noun."""
    return token.i > token.sent.start and token.nbor(-1).pos_ == "ADJ" and token.nbor(-1).lemma_.lower() in words("doelgroep_kenmerk")


def _is_trait(child: Token) -> bool:
    if child.dep_ in {"amod", "nmod", "obl"} and child.lemma_.lower() in words("doelgroep_kenmerk"):
        return True
    cases = [c.lower_ for c in child.children if c.dep_ == "case"]
    if child.dep_ in {"nmod", "obl", "acl", "amod"} and any(c in words("doelgroep_voorzetsel") for c in cases):
        return child.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}
    return child.dep_ == "acl:relcl" and child.doc[child.left_edge.i].lower_ in words("doelgroep_bijzin")


def group_phrase(head: Token) -> tuple[int, ...]:
    """The noun phrase with its relative clause, without the number of people in front."""
    core = set(phrase(head)) | ({head.i - 1} if _trait_before(head) else set())
    for child in head.children:
        if child.dep_ == "acl:relcl" and child.right_edge.i - child.left_edge.i < _MAX_RELATIVE:
            core |= set(range(child.left_edge.i, child.right_edge.i + 1))
    found = tidy(head.doc, core)
    while found and found[0] < head.i and (head.doc[found[0]].like_num or head.doc[found[0]].lower_ in words("schatting")):
        found = tidy(head.doc, found[1:])
    return found


def _size(sentence: Span, begin: int, end: int) -> dict[str, str]:
    """How many people the group at these characters counts, when its number stands right before or behind it."""
    text = with_stand_in(sentence, begin, end)
    hits = (e.search(text) for e in forms("omvang"))
    return next(({"omvang": hit["omvang"].strip()} for hit in hits if hit), {})


def with_stand_in(sentence: Span, begin: int, end: int) -> str:
    """The clause text with the mention replaced by STAND_IN."""
    return sentence.text[: begin - sentence.start_char] + STAND_IN + sentence.text[end - sentence.start_char :]
