"""Phrases that name a doelgroep, knelpunt, samenwerkingsverband, gezondheidsdoel, lacune or randvoorwaarde (lexicon/vermeldingen.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from spacy.tokens import Doc, Span, Token

from extract.nlp import lexicon
from extract.records import MentionType
from extract.spans import phrase, runs, tidy
from extract.words import word_set

#: A year from which a stated value can be an aim rather than a fact, relative to the document's own year.
_YEAR = re.compile(r"\b(20\d\d)\b")
_AMOUNT = re.compile(
    r"\b\d+(?:[.,]\d+)*\s?(?:procent(?:punt)?|%|jaar|inwoners|mensen|personen|cliënten|patiënten|ouderen|jongeren|kinderen|gezinnen)?"
)
_PERCENT = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:procentpunt|procent|%)")


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
def words(name: str, key: str = "woorden") -> frozenset[str]:
    """The words of one list of vermeldingen.toml, lower case."""
    return frozenset(w.lower() for e in lexicon("vermeldingen.toml")[name] for w in cast("list[str]", e.get(key, [])))


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
    kind: MentionType, doc: Doc, positions: tuple[int, ...], sentence: Span, rule: str, fields: dict[str, str]
) -> Iterator[RawMention]:
    if positions:
        first, last = max(runs(positions), key=lambda r: r[1] - r[0])
        begin, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        yield RawMention(kind, begin, end, (sentence.start_char, sentence.end_char), rule, tuple(sorted(fields.items())))


def _whole(sentence: Span, kind: MentionType, fields: dict[str, str] | None = None) -> RawMention:
    text = sentence.text
    begin = sentence.start_char + len(text) - len(text.lstrip())
    bounds = (sentence.start_char, sentence.end_char)
    return RawMention(kind, begin, begin + len(text.strip()), bounds, f"{kind}-zin", tuple(sorted((fields or {}).items())))


# --- doelgroep -------------------------------------------------------------------------------------------------------


def _groups(sentence: Span) -> Iterator[RawMention]:
    for token in sentence:
        lemma = token.lemma_.lower()
        own = lemma in words("doelgroep_eigen") or re.fullmatch(r"\d\d[-+]?(?:plussers?|ers|\+)", token.lower_) is not None
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not (own or lemma in words("doelgroep_kern")):
            continue
        traits = [c for c in token.children if _is_trait(c)]
        if traits or own:
            positions = _group_phrase(token)
            aard = token.doc[positions[0] : positions[-1] + 1].text if positions else ""
            yield from _make("doelgroep", token.doc, positions, sentence, "doelgroep-kern", {"aard": aard, **_size(sentence)})


def _is_trait(child: Token) -> bool:
    if child.dep_ in {"amod", "nmod", "obl"} and child.lemma_.lower() in words("doelgroep_kenmerk"):
        return True
    if child.dep_ in {"nmod", "obl", "acl", "amod"} and any(c.lower_ in {"met", "zonder"} for c in child.children if c.dep_ == "case"):
        return child.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}
    return child.dep_ == "acl:relcl" and child.doc[child.left_edge.i].lower_ in {"die", "dat"}


def _group_phrase(head: Token) -> tuple[int, ...]:
    core = set(phrase(head))
    for child in head.children:
        if child.dep_ == "acl:relcl" and child.right_edge.i - child.left_edge.i <= 10:
            core |= set(range(child.left_edge.i, child.right_edge.i + 1))
    return tidy(head.doc, core)


def _size(sentence: Span) -> dict[str, str]:
    found = _AMOUNT.search(sentence.text)
    plain = found is not None and not re.fullmatch(r"(19|20)\d\d", found.group(0).strip())
    return {"omvang": found.group(0).strip()} if found is not None and plain else {}


# --- knelpunt --------------------------------------------------------------------------------------------------------


def _problems(sentence: Span) -> Iterator[RawMention]:
    for token in sentence:
        lemma = token.lemma_.lower()
        compound = len(token) > 6 and token.lower_.endswith(tuple(words("knelpunt_kern", "einde")))
        if token.pos_ == "NOUN" and (lemma in words("knelpunt_kern") or compound) and lemma != "knelpunt" and not _unwanted(token):
            yield from _make("knelpunt", token.doc, phrase(token), sentence, "knelpunt-kern", {})
    for expression in expressions("knelpunt_zin"):
        hit = expression.search(sentence.text)
        if hit is not None:
            span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand")
            if span is not None:
                positions = set(range(span.start, span.end))
                verb = next((t for t in span if t.pos_ in {"VERB", "AUX"}), span.root)
                subject = next((c for t in (verb, verb.head) for c in t.children if c.dep_.startswith("nsubj")), None)
                if subject is not None:
                    positions |= set(phrase(subject))
                yield from _spanning(sentence, positions)


def _spanning(sentence: Span, positions: set[int]) -> Iterator[RawMention]:
    kept = tidy(sentence.doc, range(min(positions), max(positions) + 1))
    if kept and len(kept) <= 18:
        yield from _make("knelpunt", sentence.doc, kept, sentence, "knelpunt-zin", {})


def _unwanted(token: Token) -> bool:
    """Denied, or only what a plan wants to prevent: 'geen tekort', 'minder wachttijd', 'wachttijden verkorten'."""
    if any(c.lower_ in {"geen", "minder", "kortere"} for c in token.children):
        return True
    governor = token.head
    return governor.pos_ == "VERB" and governor.lemma_.lower() in word_set("afname") and token.dep_ == "obj"


# --- samenwerkingsverband ----------------------------------------------------------------------------------------------


def _collaborations(sentence: Span) -> Iterator[RawMention]:
    taken: list[tuple[int, int]] = []
    for expression in (*expressions("samenwerkingsverband"), _known_names()):
        for hit in expression.finditer(sentence.text):
            begin, end = hit.span(1)
            if not any(a < end and begin < b for a, b in taken):
                taken.append((begin, end))
                text = re.sub(r"^(?:[Dd]e|[Hh]et|[Ee]en|[Ii]n|[Vv]an|[Vv]oor) ", "", hit.group(1))
                bounds = (sentence.start_char, sentence.end_char)
                stop = sentence.start_char + end
                yield RawMention("samenwerkingsverband", stop - len(text), stop, bounds, "samenwerkingsverband-naam")


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    """Names that are a collaboration wherever they stand, as written in the list."""
    names = [n for e in lexicon("vermeldingen.toml")["bekend_verband"] for n in cast("list[str]", e["woorden"])]
    return re.compile(r"(?<!\w)(" + "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))) + r")(?!\w)")


# --- gezondheidsdoel -----------------------------------------------------------------------------------------------------


def _goals(sentence: Span, year: int | None) -> Iterator[RawMention]:
    text, lower = sentence.text, sentence.text.lower()
    later = [y for y in _YEAR.findall(text) if year is not None and int(y) > year]
    measured = _holds("doelwoord", lower) or bool(later)
    if _holds("gezondheid", lower) and measured and any(e.search(text) for e in expressions("gezondheidsdoel")):
        yield _whole(sentence, "gezondheidsdoel", goal_fields(text, later))
        return
    for token in sentence:
        if token.lemma_.lower() in words("doelwerkwoord") and token.pos_ in {"VERB", "NOUN"}:
            positions = _aim(token)
            if positions and _holds("gezondheid", " ".join(token.doc[i].lower_ for i in positions)):
                yield from _make("gezondheidsdoel", token.doc, positions, sentence, "gezondheidsdoel-streven", goal_fields(text, later))


def _aim(token: Token) -> tuple[int, ...]:
    """What is to be improved, with the verb that says so; () when someone did it already."""
    if token.pos_ == "NOUN":
        return phrase(token)
    if token.morph.get("Tense", []) == ["Past"] or any(c.lower_ in {"is", "zijn", "werd", "heeft", "hebben"} for c in token.children):
        return ()
    found = [c for c in token.children if c.dep_ in {"obj", "nsubj:pass", "obl"} and c.pos_ == "NOUN"]
    positions = set(phrase(found[0])) | {token.i} if found else set()
    return tidy(token.doc, range(min(positions), max(positions) + 1)) if positions and max(positions) - min(positions) <= 16 else ()


def _holds(name: str, lower: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", lower) for w in words(name))


def goal_fields(text: str, later: list[str]) -> dict[str, str]:
    """Parts of an aim that stand in the sentence: doeljaar, streefwaarde and basiswaarde."""
    fields: dict[str, str] = {}
    years = _YEAR.findall(text)
    if later or years:
        fields["doeljaar"] = max(later or years)
    percents = [m.group(0) for m in _PERCENT.finditer(text)]
    if percents:
        fields["streefwaarde"] = percents[-1]
        if len(percents) > 1:
            fields["basiswaarde"] = percents[0]
    return fields
