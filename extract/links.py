"""Which samenwerkingsverband works on which knelpunt, and whom a knelpunt is about.

A verband and a knelpunt are tied in one clause ('werkt aan'), or over sentences: the sentence with the verband says that it
takes something up, and points back ('dit knelpunt', 'hieraan'), follows the knelpunt in its paragraph, or names the same topic.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from extract.evidence import pieces
from extract.mention_words import expressions, matches
from extract.records import Document, Evidence, Link, Mention, Unit
from extract.wordings import is_direction, words_of
from extract.words import word_set
from ontology.namen import digest

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Most characters between an 'adresseert' pattern and the nearest of the two mentions when it stands outside them.
_DIRECTLY = 25
#: Sentences around a knelpunt in which its doelgroep may stand.
_NEAR = 1
#: Keys that a sentence on a verband must share with a knelpunt elsewhere in its section, and elsewhere in the document.
_SHARED_IN_SECTION, _SHARED_ELSEWHERE = 1, 2

Relation = Literal["adresseert", "heeft_doelgroep"]


class _Sentence(NamedTuple):
    """One sentence of a unit with its mentions; ``number`` counts within the unit."""

    unit: Unit
    number: int
    text: str
    evidence: tuple[Evidence, ...]
    mentions: tuple[Mention, ...]

    def of(self, kind: str) -> list[Mention]:
        return [m for m in self.mentions if m.type == kind]


def find_links(document: Document, units: Sequence[Unit], parsed: Mapping[int, Doc], mentions: Sequence[Mention]) -> tuple[Link, ...]:
    """The ties that a document states, each pair of mentions once."""
    found: dict[str, Link] = {}
    for link in (*_in_sentences(document, mentions), *_over_sentences(document, units, parsed, mentions)):
        found.setdefault(link.id, link)
    return tuple(found.values())


def _in_sentences(document: Document, mentions: Sequence[Mention]) -> Iterator[Link]:
    """A verband and a knelpunt, or a knelpunt and its doelgroep, in one clause."""
    by_sentence: dict[tuple[Evidence, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    for sentence, together in by_sentence.items():
        text = _Text(sentence)
        problems = [m for m in together if m.type == "knelpunt"]
        for source in (m for m in together if m.type == "samenwerkingsverband"):
            yield from (_link(document, "adresseert", source, p, sentence) for p in problems if text.works_on(source, p))
        for problem in problems:
            groups = [m for m in together if m.type == "doelgroep" and text.in_one_clause(problem, m)]
            yield from (_link(document, "heeft_doelgroep", problem, g, sentence) for g in groups)


# --- over sentences ------------------------------------------------------------------------------------------------------


def _over_sentences(document: Document, units: Sequence[Unit], parsed: Mapping[int, Doc], mentions: Sequence[Mention]) -> Iterator[Link]:
    sentences = list(_sentences(document, units, parsed, mentions))
    at = {(s.unit.index, s.number): k for k, s in enumerate(sentences)}
    for k, sentence in enumerate(sentences):
        for source in _takers(sentences, k):
            for target in _taken_up(sentences, k, source):
                yield _link(document, "adresseert", source, target, sentence.evidence, "adresseert-alinea")
        for problem in sentence.of("knelpunt"):
            near = [at.get((sentence.unit.index, sentence.number + step)) for step in range(-_NEAR, _NEAR + 1) if step]
            for other in (sentences[n] for n in near if n is not None):
                for group in other.of("doelgroep"):
                    yield _link(document, "heeft_doelgroep", problem, group, other.evidence, "heeft_doelgroep-alinea")


def _sentences(document: Document, units: Sequence[Unit], parsed: Mapping[int, Doc], mentions: Sequence[Mention]) -> Iterator[_Sentence]:
    """The sentences of the running text in order."""
    starts: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        starts[mention.evidence[0].page, mention.evidence[0].begin].append(mention)
    for unit in (u for u in units if u.index in parsed and u.kind != "kop"):
        placed = [(i, m) for i, place in enumerate(zip(unit.pages, unit.offsets, strict=True)) for m in starts.get(place, ())]
        for number, span in enumerate(parsed[unit.index].sents):
            begin, end = span.start_char, span.end_char
            inside = tuple(m for i, m in placed if begin <= i < end)
            yield _Sentence(unit, number, unit.text[begin:end], pieces(document.pages, unit, begin, end), inside)


def _takers(sentences: Sequence[_Sentence], k: int) -> list[Mention]:
    """The samenwerkingsverbanden of which a sentence says that they take something up; one named just before when it says 'het netwerk'."""
    sentence = sentences[k]
    if not (matches("adresseert_zin", sentence.text) or matches("wijst_terug", sentence.text)) or matches("niet_opgepakt", sentence.text):
        return []
    if matches("bestuurt_alleen", sentence.text) and not matches("wijst_terug", sentence.text):
        return []
    own = sentence.of("samenwerkingsverband")
    if own or not matches("verband_terug", sentence.text):
        return own
    before = (s for s in reversed(sentences[max(0, k - 2) : k]) if s.unit.section == sentence.unit.section)
    return next((s.of("samenwerkingsverband")[-1:] for s in before if s.of("samenwerkingsverband")), [])


def _taken_up(sentences: Sequence[_Sentence], k: int, source: Mention) -> list[Mention]:
    """The knelpunten that a sentence with a samenwerkingsverband is about."""
    sentence = sentences[k]
    paragraph = [s for s in sentences if s.unit.index == sentence.unit.index and s.number < sentence.number]
    found = [m for s in paragraph for m in s.of("knelpunt")]
    section = [s for s in sentences if s.unit.section == sentence.unit.section and s.unit.index != sentence.unit.index]
    if not found and not paragraph and matches("wijst_terug", sentence.text):
        last = next((s.unit.index for s in reversed(section) if s.unit.index < sentence.unit.index and s.of("knelpunt")), None)
        found = [m for s in section if s.unit.index == last for m in s.of("knelpunt")]
    led = [s for s in section if s.unit.lead is not None and s.unit.lead == sentence.unit.index]
    found += [m for s in led for m in s.of("knelpunt")]
    topic = topic_keys(sentence.text) | topic_keys(source.text)
    for other in (s for s in sentences if s.unit.index != sentence.unit.index and s.of("knelpunt")):
        near = other.unit.section == sentence.unit.section
        just_before = near and other.unit.index == sentence.unit.index - 1 and not paragraph
        about = topic_keys(" ".join((other.text, *other.unit.section[-1:]))) if just_before else frozenset[str]()
        least = _SHARED_IN_SECTION if near else _SHARED_ELSEWHERE
        found += [m for m in other.of("knelpunt") if len(topic & (about | topic_keys(m.text))) >= least]
    return found


def topic_keys(text: str) -> frozenset[str]:
    """What a text is about: the keys of its telling words."""
    found = (key for w in words_of(text) if w.weight >= w.end - w.begin for key in w.keys)
    return frozenset(key for key in found if not is_direction(key) and key not in word_set("leeg_naamwoord"))


class _Text:
    """The words of one sentence, its clause borders and where the mentions stand in it."""

    def __init__(self, sentence: tuple[Evidence, ...]) -> None:
        self.sentence = sentence
        self.text = " ".join(e.quote for e in sentence)
        self.plain = re.sub(r"\s", " ", self.text)  # same length: a line end is a space
        self.borders = [h.span() for e in expressions("zinsdeel_einde") for h in e.finditer(self.plain)]

    def place(self, mention: Mention) -> tuple[int, int] | None:
        """Characters of a mention in the text of the sentence; None when it does not stand there."""
        begin = 0
        for piece in self.sentence:
            inside = [e for e in mention.evidence if e.page == piece.page and piece.begin <= e.begin and e.end <= piece.end]
            if inside:
                return begin + inside[0].begin - piece.begin, begin + inside[-1].end - piece.begin
            begin += len(piece.quote) + 1
        return None

    def clause(self, one: Mention, other: Mention) -> tuple[int, int, int, int] | None:
        """Begin and end of both mentions together and of the clause they share; None when a border lies between."""
        places = [self.place(one), self.place(other)]
        if places[0] is None or places[1] is None:
            return None
        begin, end = min(places[0][0], places[1][0]), max(places[0][1], places[1][1])
        first, second = sorted((places[0], places[1]))
        if any(first[1] <= a < second[0] for a, _ in self.borders):
            return None
        left = max((b for _, b in self.borders if b <= begin), default=0)
        right = min((a for a, _ in self.borders if a >= end), default=len(self.plain))
        return begin, end, left, right

    def in_one_clause(self, one: Mention, other: Mention) -> bool:
        """Whether no clause border stands between two mentions."""
        return self.clause(one, other) is not None

    def works_on(self, source: Mention, target: Mention) -> bool:
        """Whether 'werkt aan' or the like stands between or directly around the two, and nothing denies it."""
        found = self.clause(source, target)
        if found is None:
            return False
        begin, end, left, right = found
        part = self.plain[left:right]
        spoken = re.findall(r"\w+", part.lower())
        after = [*spoken[1:], ""]
        denied = any(w in word_set("ontkenning") and n not in word_set("geen_ontkenning") for w, n in zip(spoken, after, strict=True))
        hits = (h.span() for e in expressions("adresseert") for h in e.finditer(part))
        return not denied and any(a + left < end + _DIRECTLY and b + left > begin - _DIRECTLY for a, b in hits)


def _link(document: Document, relation: Relation, source: Mention, target: Mention, sentence: tuple[Evidence, ...], rule: str = "") -> Link:
    key = digest(document.info.id, relation, source.id, target.id)
    return Link(key, relation, source.id, target.id, rule or f"{relation}-zin", sentence)
