"""Doelgroepen: groups of people with a need, a risk or a trait, how old and how many they are.

The words around the head are read from the surface: a parse often hangs 'met schulden' on the verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.mention_words import STAND_IN, RawMention, expressions, forms, holds, words
from extract.spans import is_finite
from extract.surface import CLOSE, OPEN, noun_phrase_end
from extract.tokens import end_of, first_of, plain, text_between, text_of, tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: Most words of a trait behind the head.
_MAX_TRAIT = 14
#: Parts of speech of a word that can name a group.
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "PRON"})


@dataclass(frozen=True, slots=True)
class Group:
    """A phrase around a group of people: its tokens (end exclusive) and whether its own words state a need, risk or trait."""

    begin: int
    end: int
    has_trait: bool


def find_groups(sentence: Span) -> Iterator[RawMention]:
    """Groups of one sentence that have a need, risk or trait, in the phrase itself or in what the sentence says of them."""
    named = _group_heads(sentence.doc)
    heads = [t for t in tokens_in(sentence) if t.i in named]
    needy, burdened = (bool(heads) and holds(name, text_of(sentence)) for name in ("nood", "last_van_groep"))
    for token in heads:
        group = group_of(token)
        carers = burdened and token.lower_ in words("doelgroep_belast")
        if group.has_trait or carers or (needy and _speaks_of(token)):
            yield _mention(sentence, group)


def _mention(sentence: Span, group: Group) -> RawMention:
    span = sentence.doc[group.begin : group.end]
    begin, end = span.start_char, span.end_char
    fields = {"aard": text_of(span), **_size(sentence, begin, end), **_age(text_of(span))}
    return RawMention("doelgroep", begin, end, (sentence.start_char, sentence.end_char), "doelgroep-kern", tuple(sorted(fields.items())))


def is_group(token: Token) -> bool:
    """Whether a word names a group of people."""
    return token.i in _group_heads(token.doc)


@lru_cache(maxsize=64)
def _group_heads(doc: Doc) -> frozenset[int]:
    known = plain(doc)
    forms_of_words = zip(known.lower, known.lemma, known.pos, strict=True)
    named = frozenset(i for i, form in enumerate(forms_of_words) if _names_group(*form))
    return named | {t.i for t, pos in zip(known.tokens, known.pos, strict=True) if pos in _NAMING and _from_a_place(t)}


@lru_cache(maxsize=65_536)
def _names_group(lower: str, lemma: str, pos: str) -> bool:
    if lower in words("doelgroep_vorm"):
        return True
    known = lemma in words("doelgroep_kern") and lower not in words("geen_groepsvorm")
    return pos in _NAMING and (known or _states_need(lower, lemma) or _is_age(lower))


def _from_a_place(token: Token) -> bool:
    """'de Veenrijkers met schulden', not the capital of a first word."""
    named = token.text[:1].isupper() and token.i > first_of(token) and token.nbor(-1).text not in {"•", "-"}
    return named and any(e.search(token.text) for e in expressions("bewonersnaam"))


def _own(token: Token) -> bool:
    """A word that states the need itself: 'laaggeletterden', 'ggz-cliënten'."""
    return _states_need(token.lower_, token.lemma_.lower())


def _states_need(lower: str, lemma: str) -> bool:
    if {lemma, lower} & words("doelgroep_eigen"):
        return True
    return len(lower) > 10 and lower.endswith(tuple(words("doelgroep_eigen", "einde")))


def _is_age(lower: str) -> bool:
    return any(e.search(lower) for e in expressions("doelgroep_leeftijd"))


def _speaks_of(token: Token) -> bool:
    """Whether a bare word is a group that a sentence about needs can be about, and not only a count of it."""
    if not (_is_age(token.lower_) or {token.lemma_.lower(), token.lower_} & words("doelgroep_kaal")):
        return False
    before = token.nbor(-1).lower_ if token.i > first_of(token) else ""
    return before in words("doelgroep_kaal", "voorzetsels")


def group_of(head: Token) -> Group:
    """The phrase of a group: traits before and behind it, without article, number or amount."""
    begin, before = _before(head)
    end, behind = _behind(head)
    if behind and begin == head.i:
        begin = _coordinated(head)
    carers = begin < head.i and head.lower_ in words("doelgroep_belast")  # 'jonge mantelzorgers'
    return Group(begin, end, before or behind or carers or _own(head))


def _before(head: Token) -> tuple[int, bool]:
    """First token of the adjectives in front, and whether one of them is a trait."""
    doc, begin, trait = head.doc, head.i, False
    for i in range(head.i - 1, max(first_of(head), head.i - 7) - 1, -1):
        token = doc[i]
        if token.lower_ in words("doelgroep_rand") or not _modifies(doc, i, head):
            break
        if token.lower_ in {"en", "of", ",", CLOSE, "en/of"}:
            continue
        begin = i - 1 if i > first_of(head) and doc[i - 1].text == OPEN and doc[i + 1].text == CLOSE else i
        trait = trait or _is_trait(token)
    return begin, trait


def _is_trait(token: Token) -> bool:
    return bool({token.lemma_.lower(), token.lower_} & words("doelgroep_kenmerk"))


def _modifies(doc: Doc, i: int, head: Token) -> bool:
    """An adjective or participle, an adverb with it, or what stands between two of them."""
    token = doc[i]
    if token.lower_ in {"en", "of", ",", "en/of"}:
        return i - 1 >= first_of(head) and doc[i + 1].i != head.i and _is_trait(doc[i - 1])
    if token.text in {OPEN, CLOSE}:
        return True
    inflected = token.pos_ in {"ADJ", "VERB"} and token.lower_.endswith(("e", "en", "r")) and not is_finite(token)
    return _is_trait(token) or inflected or (token.pos_ in {"ADV", "ADJ"} and i + 1 < head.i)


def _coordinated(head: Token) -> int:
    """'kinderen en gezinnen die hulp nodig hebben' is one group."""
    doc, i = head.doc, head.i
    if i - 2 >= first_of(head) and doc[i - 1].lower_ in {"en", "of", "/", "en/of"} and is_group(doc[i - 2]):
        return i - 2
    return i


def _behind(head: Token) -> tuple[int, bool]:
    """End of what follows the head, and whether it states a trait: an age, 'met schulden', 'die vastlopen'."""
    doc, end, trait = head.doc, head.i + 1, False
    stop = min(end_of(head), head.i + 1 + 2 * _MAX_TRAIT)
    behind = text_between(doc, head.i + 1, stop)
    age = next((hit for e in forms("leeftijd_achter") if (hit := e.match(behind)) is not None), None)
    if age is not None:
        span = doc.char_span(head.idx, doc[head.i + 1].idx + age.end(), alignment_mode="expand")
        end = span.end if span is not None else end
    while end < stop:
        reach = _trait_at(doc, end, stop)
        if reach == end:
            break
        end, trait = reach, True
    return end, trait


def _trait_at(doc: Doc, i: int, stop: int) -> int:
    """End of one trait that begins at a position; the position itself when there is none."""
    word = doc[i].lower_
    if word in words("doelgroep_voorzetsel"):
        end = noun_phrase_end(doc, i + 1, min(stop, i + _MAX_TRAIT))
        blocked = any({t.lower_, t.lemma_.lower()} & words("geen_kenmerk") for t in doc[i + 1 : end])
        return i if end == i + 1 or blocked else end
    if word in words("doelgroep_in"):
        end = noun_phrase_end(doc, i + 1, min(stop, i + 7))
        return end if end > i + 1 and any(t.lemma_.lower() in words("doelgroep_toestand") for t in doc[i + 1 : end]) else i
    comma = doc[i].text == "," and i + 1 < stop
    opener = i + comma
    if doc[opener].lower_ in words("doelgroep_bijzin"):
        end = _relative_end(doc, opener, stop)
        return end if holds("nood", text_between(doc, opener, end)) else i
    return i


def _relative_end(doc: Doc, begin: int, stop: int) -> int:
    """End of a relative clause: behind its verbs, at most at a border."""
    for i in range(begin + 1, min(stop, begin + _MAX_TRAIT)):
        if doc[i].text in {";", ":", "."}:
            return i
        verb = doc[i].pos_ in {"VERB", "AUX"} and not doc[i].lower_.endswith("nde")
        more = i + 1 < stop and (doc[i + 1].pos_ in {"VERB", "AUX"} or doc[i + 1].lower_ == "te")
        if verb and not more:
            return i + 1
    return min(stop, begin + _MAX_TRAIT)


def _size(sentence: Span, begin: int, end: int) -> dict[str, str]:
    """How many people the group at these characters counts, when its number stands right before or behind it."""
    text = with_stand_in(sentence, begin, end)
    hits = (e.search(text) for e in forms("omvang"))
    return next(({"omvang": hit["omvang"].strip()} for hit in hits if hit), {})


def _age(text: str) -> dict[str, str]:
    hits = (e.search(text) for e in forms("leeftijd"))
    return next(({"leeftijd": hit["leeftijd"].strip()} for hit in hits if hit), {})


def with_stand_in(sentence: Span, begin: int, end: int) -> str:
    """The clause text with the mention replaced by STAND_IN."""
    text = text_of(sentence)
    return text[: begin - sentence.start_char] + STAND_IN + text[end - sentence.start_char :]
