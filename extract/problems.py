"""Knelpunten: phrases and clauses that say care or health is short, late, overburdened, hindered or getting worse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.groups import group_of, is_group, with_stand_in
from extract.mention_words import RawMention, hits, matches, words
from extract.problem_statements import find_statement, is_problem_list, states_nothing
from extract.records import UnitKind
from extract.spans import Positions, is_finite, phrase, tidy
from extract.surface import clause_around, noun_phrase_end
from extract.tokens import end_of, first_of, plain, sentence_of, text_between, text_of, tokens_in
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Most words of a knelpunt that is a clause, and of a complement of a noun.
_MAX_CLAUSE, _MAX_COMPLEMENT = 18, 9
#: Rule of a knelpunt that a sentence names without stating it: in an aim, a decision, a heading.
NAMED_ONLY = "knelpunt-genoemd"


def find_problems(sentence: Span, around: str = "", kind: UnitKind = "alinea") -> Iterator[RawMention]:
    """Knelpunten of one sentence: clauses with a failing verb, noun phrases outside them, else the statement it makes.

    Args:
        sentence: the sentence.
        around: headings and lead-in above it, which may say that its items are knelpunten.
        kind: kind of unit it stands in.
    """
    found = [*_clauses(sentence), *_noun_phrases(sentence)]
    if not found and (statement := find_statement(sentence, around, kind)) is not None:
        found = [statement]
    named_only = bool(found) and (kind == "kop" or (states_nothing(sentence) and not is_problem_list(around)))
    yield from (replace(m, rule=NAMED_ONLY) if named_only else m for m in found)


def _noun_phrases(sentence: Span) -> Iterator[RawMention]:
    known = plain(sentence.doc)
    for i in range(sentence.start, sentence.end):
        token, follows = known.tokens[i], known.lower[i + 1] if i + 1 < known.end[i] else ""
        begin, end = _noun_phrase(token, follows) if _can_head(known.lower[i], known.lemma[i], follows) else (0, 0)
        if begin < end and not _says_nothing(token, end - begin) and not _unwanted(token):
            yield _mention(sentence, begin, end, "knelpunt-kern")


def _mention(sentence: Span, begin: int, end: int, rule: str) -> RawMention:
    span = sentence.doc[begin:end]
    bounds = (sentence.start_char, sentence.end_char)
    return RawMention("knelpunt", span.start_char, span.end_char, bounds, rule, tuple(sorted(_named(sentence).items())))


def _named(sentence: Span) -> dict[str, str]:
    """Whom the sentence of a knelpunt is about."""
    groups = (group_of(t) for t in tokens_in(sentence) if is_group(t))
    group = next((g for g in groups if g.has_trait), None)
    return {"doelgroep": text_between(sentence.doc, group.begin, group.end)} if group is not None else {}


# --- noun phrases --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def _can_head(lower: str, lemma: str, follows: str) -> bool:
    """Whether a word can head a knelpunt, by its form and the word behind it; what stands around it decides."""
    if lower in words("knelpunt_bijvoeglijk") or lower in words("knelpunt_groeiend"):
        return True
    if lower.endswith(tuple(words("geen_knelpuntwoord"))):
        return False
    forms = {lemma, lower}  # not the part of speech: the tagger takes 'krapte' and 'wachttijden' for verbs
    paired = any(f"{form} {follows}" in words("knelpunt_met_voorzetsel") for form in forms)
    if paired or forms & words("knelpunt_toename") or forms & words("knelpunt_kern"):
        return True
    return len(lower) > 6 and lower.endswith(tuple(words("knelpunt_kern", "einde")))


def _noun_phrase(token: Token, follows: str) -> tuple[int, int]:
    """First token and end of the knelpunt that a word can head; (0, 0) when it heads none here."""
    if token.lower_ in words("knelpunt_bijvoeglijk") or token.lower_ in words("knelpunt_groeiend"):
        return _qualified(token)
    if {token.lemma_.lower(), token.lower_} & words("knelpunt_toename") and not _grows(token, follows):
        return 0, 0
    positions = tidy(token.doc, range(_begin(token), _complement_end(token)))
    return (positions[0], positions[-1] + 1) if positions else (0, 0)


def _qualified(token: Token) -> tuple[int, int]:
    """'onvoldoende opvangplekken', 'een toenemende zorgzwaarte': the noun must be about care, or a burden."""
    doc, end = token.doc, noun_phrase_end(token.doc, token.i + 1, min(end_of(token), token.i + _MAX_COMPLEMENT))
    about = "last" if token.lower_ in words("knelpunt_groeiend") else "zorgwoord"
    begin = token.i - 1 if token.i > first_of(token) and doc[token.i - 1].lower_ in {"te", "steeds", "relatief"} else token.i
    follows = end > token.i + 1 and matches(about, text_between(doc, token.i + 1, end))
    return (begin, end) if follows else (0, 0)


def _grows(token: Token, follows: str) -> bool:
    """'Toename van complexe problematiek': growth is a knelpunt when it is that of a burden."""
    begin = token.i + 1 + (follows in words("knelpunt_toename", "voorzetsels"))
    end = noun_phrase_end(token.doc, begin, min(end_of(token), token.i + _MAX_COMPLEMENT))
    heads_line = token.i == first_of(token)  # 'Toename complexe problematiek'
    return (begin > token.i + 1 or heads_line) and matches("last", text_between(token.doc, begin, end))


def _begin(token: Token) -> int:
    """First of the adjectives in front of a noun, without numbers and articles."""
    i = token.i
    while i > first_of(token):
        before = token.doc[i - 1]
        qualifies = before.pos_ in {"ADJ", "ADV"} or (before.pos_ == "VERB" and before.lower_.endswith("e") and not is_finite(before))
        if not (qualifies or before.lower_ in {"te", "veel"}) or before.lower_ in words("knelpunt_rand"):
            break
        i -= 1
    return i


def _complement_end(token: Token) -> int:
    """End of the prepositional phrases right behind a noun: 'aan huisartsen in Kranewijk'."""
    doc, end = token.doc, token.i + 1
    stop = min(end_of(token), token.i + 1 + _MAX_COMPLEMENT)
    for _ in range(3):
        ends = end + 1 >= stop or doc[end].lower_ not in words("knelpunt_verder") or doc[end + 1].lower_ in words("knelpunt_einde")
        if ends:
            break
        begin = end + 1
        reach = noun_phrase_end(doc, begin, stop)
        if reach == begin:
            break
        end = reach
    return end


def _says_nothing(token: Token, length: int) -> bool:
    """A bare 'wachttijden' of which nothing is said, or a shortage of money."""
    if any(t.lemma_.lower() in words("knelpunt_geld") for t in token.doc[max(first_of(token), token.i - 2) : token.i + 4]):
        return True
    before = token.nbor(-1).lower_ if token.i > first_of(token) else ""
    bare = length == 1 and token.lower_ in words("knelpunt_kaal")
    return bare and not token.dep_.startswith("nsubj") and before not in words("knelpunt_kaal", "na")


# --- clauses -------------------------------------------------------------------------------------------------------------


def _clauses(sentence: Span) -> Iterator[RawMention]:
    """A predicate that makes a knelpunt of its clause; growth only of a burden, lack only of care."""
    for name, about in (("knelpunt_zin", ""), ("knelpunt_groei", "last"), ("knelpunt_gemis", "zorgwoord"), ("knelpunt_hoog", "last")):
        for hit in hits(name, text_of(sentence)):
            span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand")
            if span is None or _denied(sentence, span.start_char, span.end_char):
                continue
            positions = _clause(sentence, span)
            if positions and (not about or matches(about, text_between(sentence.doc, positions[0], positions[-1] + 1))):
                yield _mention(sentence, positions[0], positions[-1] + 1, "knelpunt-zin")


def _clause(sentence: Span, hit: Span) -> Positions:
    """The clause around a predicate, up to the predicate when what follows is only detail; () when it is too long."""
    first, last = clause_around(sentence, hit.start, hit.end)
    verbs_behind = any(is_finite(t) for t in sentence.doc[hit.end : last])
    end = last if verbs_behind or first == hit.start else hit.end
    positions = tidy(sentence.doc, range(first, end))
    if positions and len(positions) <= _MAX_CLAUSE:
        return positions
    verb = next((t for t in hit if t.pos_ in {"VERB", "AUX"}), hit.root)
    subject = next((c for t in (verb, verb.head) for c in t.children if c.dep_.startswith("nsubj")), None)
    named = set(range(hit.start, hit.end)) | set(phrase(subject) if subject is not None else ())
    kept = tidy(sentence.doc, range(min(named), max(named) + 1))
    return kept if len(kept) <= _MAX_CLAUSE else ()


def _unwanted(token: Token) -> bool:
    """Denied, over, or only what a plan wants to prevent: 'geen tekort', 'minder wachttijd', 'wachttijden verkorten'."""
    governor = token.head
    lessened = governor.pos_ == "VERB" and governor.lemma_.lower() in word_set("afname") and token.dep_ == "obj"
    return lessened or _denied(sentence_of(token), token.idx, token.idx + len(token))


def _denied(sentence: Span, begin: int, end: int) -> bool:
    text = with_stand_in(sentence, begin, end)
    return matches("geen_knelpunt", text)
