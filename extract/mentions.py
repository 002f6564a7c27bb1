"""Phrases that name a doelgroep, knelpunt, samenwerkingsverband, gezondheidsdoel, lacune or randvoorwaarde (lexicon/vermeldingen.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import cast

from spacy.tokens import Doc, Span, Token

from extract.nlp import lexicon
from extract.records import MentionType
from extract.spans import extended, phrase, runs, tidy
from extract.words import word_set

#: Stands for the mention itself in the patterns of vermeldingen.toml.
STAND_IN = "◊"
_YEAR = re.compile(r"\b(20\d\d)\b")
#: Most words of a relative clause that a group keeps, and of a knelpunt that is a clause.
_MAX_RELATIVE, _MAX_CLAUSE = 11, 18


@dataclass(frozen=True, slots=True)
class RawMention:
    """A mention in the text of one unit: type, characters, sentence characters, rule and parts."""

    type: MentionType
    begin: int
    end: int
    sentence: tuple[int, int]
    rule: str
    fields: tuple[tuple[str, str], ...] = ()


@cache
def expressions(name: str) -> tuple[re.Pattern[str], ...]:
    """The compiled patterns of one list of vermeldingen.toml; only a name of a verband is known by its capitals."""
    flags = 0 if name == "samenwerkingsverband" else re.IGNORECASE
    return tuple(re.compile(str(e["patroon"]), flags) for e in lexicon("vermeldingen.toml")[name])


@cache
def forms(name: str) -> tuple[re.Pattern[str], ...]:
    """The compiled forms of one list: patterns with the building blocks <jaar>, <getal> and <waarde> filled in."""
    blocks = lexicon("vermeldingen.toml")["doeldeel"][0]
    found = []
    for entry in lexicon("vermeldingen.toml")[name]:
        text = str(entry["vorm"])
        for block, pattern in blocks.items():
            text = text.replace(f"<{block}>", f"(?:{pattern})")
        found.append(re.compile(text))
    return tuple(found)


@cache
def words(name: str, key: str = "woorden") -> frozenset[str]:
    """The words of one list of vermeldingen.toml, lower case."""
    return frozenset(w.lower() for e in lexicon("vermeldingen.toml")[name] for w in cast("list[str]", e.get(key, [])))


@cache
def _one_of(name: str) -> re.Pattern[str]:
    """One expression for the words of a list as whole words, longest first."""
    listed = sorted(words(name), key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, listed)) + r")(?!\w)", re.IGNORECASE)


def holds(name: str, text: str) -> bool:
    """Whether a text holds a word of one list of vermeldingen.toml, as a whole word."""
    return _one_of(name).search(text) is not None


def label_of(word: str) -> str:
    """The singular of a region's own word: 'knelpunten' -> 'knelpunt', 'oorzaken' -> 'oorzaak'."""
    plurals = {
        str(form): str(label)
        for e in lexicon("vermeldingen.toml")["eigen_label"]
        for form, label in cast("dict[str, str]", e["enkelvoud"]).items()
    }
    return plurals.get(word.lower(), word.lower())


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
    yield from _groups(sentence)
    yield from _problems(sentence)
    yield from _collaborations(sentence)
    yield from _goals(sentence, year)
    for kind in cast("tuple[MentionType, ...]", ("lacune", "randvoorwaarde")):
        if any(e.search(sentence.text) for e in expressions(kind)):
            yield _whole(sentence, kind)


def _make(
    kind: MentionType, head: Token, positions: tuple[int, ...], sentence: Span, rule: str, fields: dict[str, str]
) -> Iterator[RawMention]:
    """The stretch of a phrase that holds its head; a piece behind a hole would be something else."""
    for first, last in runs(positions):
        if first <= head.i < last:
            begin, end = head.doc[first].idx, head.doc[last - 1].idx + len(head.doc[last - 1])
            yield RawMention(kind, begin, end, (sentence.start_char, sentence.end_char), rule, tuple(sorted(fields.items())))


def _whole(sentence: Span, kind: MentionType, fields: dict[str, str] | None = None) -> RawMention:
    text = sentence.text
    begin = sentence.start_char + len(text) - len(text.lstrip())
    bounds = (sentence.start_char, sentence.end_char)
    return RawMention(kind, begin, begin + len(text.strip()), bounds, f"{kind}-zin", tuple(sorted((fields or {}).items())))


def _groups(sentence: Span) -> Iterator[RawMention]:
    for token in sentence:
        lemma = token.lemma_.lower()
        own = {lemma, token.lower_} & words("doelgroep_eigen") or any(e.search(token.text) for e in expressions("doelgroep_leeftijd"))
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not (own or _is_group(token)):
            continue
        if own or _trait_before(token) or any(_is_trait(c) for c in token.children):
            positions = _group_phrase(token)
            for mention in _make("doelgroep", token, positions, sentence, "doelgroep-kern", {}):
                text = token.doc.text[mention.begin : mention.end]
                fields = {"aard": text, **_size(sentence, mention.begin, mention.end)}
                yield replace(mention, fields=tuple(sorted(fields.items())))


def _is_group(token: Token) -> bool:
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


def _group_phrase(head: Token) -> tuple[int, ...]:
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
    text = _with_stand_in(sentence, begin, end)
    hits = (e.search(text) for e in forms("omvang"))
    return next(({"omvang": hit["omvang"].strip()} for hit in hits if hit), {})


def _with_stand_in(sentence: Span, begin: int, end: int) -> str:
    return sentence.text[: begin - sentence.start_char] + STAND_IN + sentence.text[end - sentence.start_char :]


def _problems(sentence: Span) -> Iterator[RawMention]:
    for token in sentence:
        if _names_problem(token):
            positions = _problem_phrase(token)
            if not _says_nothing(token, positions):
                yield from _make("knelpunt", token, positions, sentence, "knelpunt-kern", {})
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
        yield from _make("knelpunt", verb, kept, sentence, "knelpunt-zin", {})


def _unwanted(token: Token) -> bool:
    """Denied, over, or only what a plan wants to prevent: 'geen tekort', 'minder wachttijd', 'wachttijden verkorten'."""
    governor = token.head
    lessened = governor.pos_ == "VERB" and governor.lemma_.lower() in word_set("afname") and token.dep_ == "obj"
    return lessened or _denied(token.sent, token.idx, token.idx + len(token))


def _denied(sentence: Span, begin: int, end: int) -> bool:
    text = _with_stand_in(sentence, begin, end)
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


def _goals(sentence: Span, year: int | None) -> Iterator[RawMention]:
    text = sentence.text
    later = [y for y in _YEAR.findall(text) if year is not None and int(y) > year]
    measured = holds("doelwoord", text) or bool(later)
    if holds("gezondheid", text) and measured and any(e.search(text) for e in expressions("gezondheidsdoel")):
        yield _whole(sentence, "gezondheidsdoel", goal_fields(sentence, year))
        return
    for token in sentence:
        if token.lemma_.lower() in words("doelwerkwoord") and token.pos_ in {"VERB", "NOUN"}:
            positions = _aim(token)
            if positions and holds("gezondheid", " ".join(token.doc[i].text for i in positions)):
                yield from _make("gezondheidsdoel", token, positions, sentence, "gezondheidsdoel-streven", goal_fields(sentence, year))


def _aim(token: Token) -> tuple[int, ...]:
    """What is to be improved, with the verb that says so; () when someone did it already."""
    if token.pos_ == "NOUN":
        return phrase(token)
    if token.morph.get("Tense", []) == ["Past"] or any(c.lemma_.lower() in words("voltooid") for c in token.children):
        return ()
    found = [c for c in token.children if c.dep_ in {"obj", "nsubj:pass", "obl"} and c.pos_ == "NOUN"]
    positions = set(phrase(found[0])) | {token.i} if found else set()
    return tidy(token.doc, range(min(positions), max(positions) + 1)) if positions and max(positions) - min(positions) <= 16 else ()


def goal_fields(sentence: Span, year: int | None) -> dict[str, str]:
    """Parts of an aim that stand in its sentence: indicator, populatie, basiswaarde, streefwaarde and doeljaar.

    Args:
        sentence: the sentence of the aim.
        year: year of the document; a year up to then is no doeljaar. None when unknown.
    """
    fields: dict[str, str] = {}
    taken: list[tuple[int, int]] = []
    for hit in (h for e in forms("doelwaarde") for h in e.finditer(sentence.text)):
        if not any(a < hit.end() and hit.start() < b for a, b in taken):
            taken.append(hit.span())
            for part, value in hit.groupdict().items():
                if value:
                    fields.setdefault(part, value.strip())
    past = _YEAR.findall(fields.get("basiswaarde", ""))
    years = [y for y in _YEAR.findall(sentence.text) if (year is None or int(y) > year) and y not in past]
    if years:
        fields.setdefault("doeljaar", max(years))
    group = next((t for t in sentence if _is_group(t)), None)
    if group is not None:
        fields["populatie"] = next((sentence.doc[a:b].text for a, b in runs(_group_phrase(group)) if a <= group.i < b), group.text)
    indicator = _indicator(sentence)
    return {**fields, "indicator": indicator} if indicator else fields


def _indicator(sentence: Span) -> str:
    """What is measured: the words behind 'aandeel' or 'aantal', else the health word of the sentence in its phrase."""
    measured = next((hit for e in forms("doelindicator") for hit in e.finditer(sentence.text)), None)
    if measured is not None:
        return str(measured["indicator"]).strip()
    hit = _one_of("gezondheid").search(sentence.text)
    span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand") if hit else None
    if span is None:
        return ""
    if span.root.pos_ == "VERB":
        return span.root.lemma_
    found = tuple(i for i in phrase(span.root) if not _is_group(span.doc[i])) if span.root.pos_ == "NOUN" else ()
    return next((span.doc[a:b].text for a, b in runs(found) if a <= span.root.i < b), span.text)
