"""Which place of care a clause is about: named in it, or 'de post', 'deze afdeling', 'ze' after one that was named before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extract.plans.measure_words import word_list
from extract.plans.parts import Part
from extract.plans.records import PlanText, Sentence
from ontology.plekken import Vindplek, find_plekken, load_plekken

if TYPE_CHECKING:
    from spacy.tokens import Token

#: How far back in the section the facility of 'de post' may be named.
_BACK = 4
_NAME = re.compile(r"[A-Z][\w-]*(?: (?:voor|en|in|van|de|het))* [A-Z]")
_REST = re.compile(r"-(\w+)")
_CORE = ("nsubj", "obj", "ROOT", "iobj")
_INSIDE_PHRASE = frozenset(
    {"nmod", "amod", "appos", "flat", "compound", "compound:prt", "fixed", "det", "nummod", "conj", "case", "advmod"}
)


@dataclass(frozen=True, slots=True)
class Facility:
    """The places of care a clause is about; ``named_in`` the sentence that names them when the clause itself does not."""

    keys: tuple[str, ...]
    begin: int
    named_in: Sentence | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    key: str
    begin: int
    token: Token | None
    core: bool
    behind: str


def facility(part: Part, plan: PlanText, verb: Token | None, *, weak: bool = False, beds: bool = False) -> Facility | None:
    """The facility of a clause; None when it is about something else.

    Args:
        part: the clause.
        plan: the document, for what was named before.
        verb: the word that gives the direction, None for a phrase.
        weak: only when subject or object is the facility or its number of beds.
        beds: the clause must count beds or places.
    """
    heads = _heads(verb, part) if verb is not None else []
    if any(_stands_for_other(t) for t in heads):
        return None
    hits = list(_hits(part))
    below = {i for t in heads for i in _phrase(t)}
    core = [h for h in hits if h.token is not None and h.token.i in below] or [
        h for h in hits if h.core and (not heads or _beds_for().search(part.text[: h.begin - part.begin]))
    ]
    generic = [t for t in part.tokens if t.lower_ in _generic() and t.lower_ not in _names(hits)]
    if beds and not any(
        t.lower_ in word_list("algemeen", "bedden") or t.lower_.endswith(("bedden", "plaatsen", "plekken")) for t in part.tokens
    ):
        return None
    if weak and heads and not any(_is_facility(t, part, hits) for t in heads):
        return None
    chosen = _chosen(core or [h for h in hits if h.behind not in word_list("buiten")])
    loose = generic and (not chosen or chosen <= word_list("algemeen", "niet_uit"))
    if not chosen or loose:
        before = _named_before(part, plan)
        if before is not None and (loose or generic or beds or (not weak and _elliptic(part, heads, before))):
            return before
    return Facility(tuple(sorted(chosen)), hits[0].begin if hits else part.begin) if chosen else None


def offered(part: Part) -> Facility | None:
    """The facility that people can go to in a clause: behind a preposition ('op een SEH'), or as a verb ('bevallen')."""
    found = [h for h in _hits(part) if h.behind or h.token is None or not _is_subject(h.token)]
    keys = {h.key for h in found} - word_list("algemeen", "gebouw") or {h.key for h in found}
    return Facility(tuple(sorted(_narrowest(keys))), part.begin) if keys else None


def _is_subject(token: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
    return token.dep_.startswith("nsubj")


def _hits(part: Part) -> Iterator[_Hit]:
    for found in find_plekken(part.text):
        begin = part.begin + found.begin
        rest = _REST.match(part.text, found.eind)
        if rest and not rest[1].lower().endswith(tuple(word_list("algemeen", "eigen_deel"))):
            continue  # 'SEH-behandelingen' is not the SEH
        token = _token_of(part, found)
        if found.sleutel in word_list("algemeen", "ook_naam") and _NAME.match(part.text, found.begin):
            continue  # 'Thuiszorg Linde' is a party
        core = token is None or _is_core(token, part) or bool(_beds_for().search(part.text[: found.begin]))
        yield _Hit(found.sleutel, begin, token, core, _behind(part, found, token))


@cache
def _beds_for() -> re.Pattern[str]:
    """'bedden voor', 'de afdeling van de': what follows is whose they are."""
    nouns = "|".join(sorted(_generic(), key=len, reverse=True))
    return re.compile(rf"\b(?:{nouns}) (?:voor|van|op|in|bij) (?:de |het |een |onze )?(?:\w+e )?$", re.IGNORECASE)


def _token_of(part: Part, found: Vindplek) -> Token | None:
    """The word of a hit that the rest of its words hang on."""
    words = [t for t in part.tokens if part.begin + found.begin <= t.idx < part.begin + found.eind]
    return next((t for t in words if t.head not in words or t.head == t), None)


def _is_core(token: Token, part: Part) -> bool:
    """Whether a word is (in) the subject, object or head of its clause, not behind a preposition of its own."""
    while token.dep_ in _INSIDE_PHRASE and part.holds(token.head) and token.head != token:
        if any(c.dep_ == "case" and c.lower_ not in {"van", "der"} for c in token.children):
            return False
        token = token.head
    return token.dep_.startswith(_CORE) and not any(c.dep_ == "case" for c in token.children)


def _behind(part: Part, found: Vindplek, token: Token | None) -> str:
    """The preposition in front of a hit."""
    if token is not None:
        return next((c.lower_ for c in token.children if c.dep_ == "case"), "")
    words = part.text[: found.begin].split()[-2:]
    return next((w.lower() for w in words if w.lower() in word_list("buiten")), "")


def _elliptic(part: Part, heads: list[Token], before: Facility) -> bool:
    """'... en sluit in Noord', 'Die sluit': no subject, or a pronoun for what the sentence before is about."""
    if not heads:
        return before.named_in is None and part.begin > part.sentence.begin
    pronoun = all(t.pos_ == "PRON" and t.dep_.startswith("nsubj") for t in heads)
    return pronoun and (before.named_in is None or before.named_in.index == part.sentence.index - 1)


def _heads(verb: Token, part: Part) -> list[Token]:
    """Subject and objects of a verb, also of the verbs it makes one predicate with."""
    group = [verb]
    while group[-1].dep_ in {"xcomp", "aux", "aux:pass"} and group[-1].head != group[-1] and part.holds(group[-1].head):
        group.append(group[-1].head)
    group += [c for v in list(group) for c in v.children if c.dep_ == "xcomp" and c.pos_ in {"VERB", "AUX"}]
    found = [c for v in group for c in v.children if c.dep_.startswith(("nsubj", "obj")) and c.lower_ not in word_list("niet_kern")]
    objects = [c for c in found if c.dep_ == "obj" and c.lower_ not in word_list("algemeen", "deur")]
    return objects or found


def _phrase(head: Token) -> set[int]:
    """Positions of a head and what hangs on it, without clauses."""
    found = {head.i}
    for child in head.children:
        if child.dep_ in _INSIDE_PHRASE:
            found |= _phrase(child)
    return found


def _stands_for_other(head: Token) -> bool:
    """Whether a head is something else: 'contract', also 'het aantal bezoeken'."""
    inside = _phrase(head) if head.lower_ in word_list("algemeen", "hoeveel") else {head.i}
    return any(
        t.lower_ in word_list("geen_voorziening") or t.lemma_.lower() in word_list("geen_voorziening")
        for t in (head.doc[i] for i in inside)
    )


def _is_facility(head: Token, part: Part, hits: Iterable[_Hit]) -> bool:
    """Whether a head is a place of care, a word such as 'post', or a number of beds of one."""
    inside = {t.i for t in head.subtree} if head.lower_ in word_list("algemeen", "hoeveel") or head.pos_ == "NUM" else {head.i}
    span = [(t.idx, t.idx + len(t)) for t in part.tokens if t.i in inside]
    named = any(a <= hit.begin < b or (hit.token is not None and a <= hit.token.idx < b) for hit in hits for a, b in span)
    counted = any(t.i in inside and t.lower_ in word_list("algemeen", "bedden") for t in part.tokens)
    quantity = head.lower_ in word_list("algemeen", "hoeveel") and (named or counted)
    return named or quantity or head.lower_ in _generic() or head.pos_ == "PRON"


def _generic() -> frozenset[str]:
    return word_list("algemeen") | word_list("algemeen", "bedden")


def _names(hits: Iterable[_Hit]) -> set[str]:
    return {h.token.lower_ for h in hits if h.token is not None}


def _chosen(hits: list[_Hit]) -> frozenset[str]:
    return _narrowest({h.key for h in hits})


def _narrowest(keys: Iterable[str]) -> frozenset[str]:
    """Without the wider places of the others: a SEH in a ziekenhuis is a SEH."""
    known = set(keys)
    return frozenset(key for key in known if not any(key in load_plekken()[other].deel_van for other in known))


def _named_before(part: Part, plan: PlanText) -> Facility | None:
    """The facility last named in the section: in the clause's own sentence, those before it, or the heading."""
    own = find_plekken(part.sentence.text[: part.begin - part.sentence.begin])
    if own:
        return Facility(_last(own) or (own[-1].sleutel,), part.begin)
    for sentence in plan.before(part.sentence, _BACK):
        keys = _last(find_plekken(sentence.text))
        if keys:
            return Facility(keys, part.begin, sentence)
    heading = " ".join(part.sentence.unit.section[-1:])
    keys = _last(find_plekken(heading))
    return Facility(keys, part.begin) if keys else None


def _last(found: list[Vindplek]) -> tuple[str, ...]:
    """The last facility of a text that is more than the building ('ziekenhuis')."""
    keys = [v.sleutel for v in found if v.sleutel not in word_list("algemeen", "niet_uit")]
    return tuple(keys[-1:])
