"""What the text itself says of its concepts: beïnvloedbaar or not, 'knelpunt' or 'oorzaak', or a cause named in so many words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extract import search
from extract.evidence import pieces
from extract.influence import clause_head, concepts, is_actor, subject_of, verdicts
from extract.influence_words import level_of, searches
from extract.mention_words import expressions, label_of, matches, words
from extract.records import Argument, Document, RoleStatement, Unit
from extract.spans import Positions, char_pieces, coordinated, has_content, phrase, tidy
from extract.tokens import plain, text_of, tokens_in
from extract.words import word_set
from ontology.namen import digest

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ArgumentMaker = Callable[[Unit, Sequence[tuple[int, int]]], Argument]
#: Rules of a role statement: on the concept its own sentence names, on one named before, a named cause, a shortcoming.
SAID, SAID_BACK, NAMED, SHORTCOMING = "roluitspraak", "roluitspraak-terug", "oorzaak-genoemd", "tekortkoming"
#: Rule of a sentence that only names what a region can change: it says something of a cause named just before, if there is one.
REMEDY = "te-verhelpen"
#: Rule of a cause of which the text says that a region can influence it in part.
IN_PART = "deels-beinvloedbaar"


class _Said(NamedTuple):
    """What a sentence says of one concept."""

    label: str = ""
    value: bool | None = None
    rule: str = SAID


def find_roles(document: Document, units: Sequence[Unit], parsed: dict[int, Doc], make: ArgumentMaker) -> tuple[RoleStatement, ...]:
    """Sentences that say of a concept that a region can or cannot influence it, call it knelpunt or oorzaak, or name it as cause."""
    found: dict[str, RoleStatement] = {}
    for unit in units:
        doc = parsed.get(unit.index)
        above = units[unit.lead].text if unit.kind == "opsomming" and unit.lead is not None else ""
        if doc is not None and above and (listed := _listed(document, unit, doc, above, make)):
            found.update((statement.id, statement) for statement in listed if statement.id not in found)
            continue
        for sentence in doc.sents if doc is not None and unit.kind != "kop" else ():
            for statement in _of_sentence(document, unit, sentence, make):
                found.setdefault(statement.id, statement)
    return tuple(found.values())


def _of_sentence(document: Document, unit: Unit, sentence: Span, make: ArgumentMaker) -> list[RoleStatement]:
    said: dict[Positions, _Said] = {}
    for verdict in verdicts(sentence):
        said.setdefault(verdict.positions, _Said(value=verdict.value, rule=SAID_BACK if verdict.back else SAID))
    if not said:
        said.update((positions, _Said(value=value, rule=REMEDY)) for positions, value in _remedies(sentence))
    for positions, label in _labels(sentence):
        said[positions] = said.get(positions, _Said())._replace(label=label)
    for rule, name in ((NAMED, "oorzaak_genoemd"), (SHORTCOMING, "tekortkoming")):
        for positions in _named(sentence, name):
            said.setdefault(positions, _Said(rule=rule))
    return [_statement(document, unit, sentence, positions, found, make) for positions, found in said.items()]


def _statement(document: Document, unit: Unit, sentence: Span, positions: Positions, said: _Said, make: ArgumentMaker) -> RoleStatement:
    argument = make(unit, char_pieces(sentence.doc, positions))
    begin = min(sentence.start_char, sentence.doc[positions[0]].sent.start_char)
    evidence = pieces(document.pages, unit, begin, sentence.end_char)
    where = "|".join(f"{e.page}:{e.begin}" for e in argument.evidence)
    key = digest(document.info.id, said.rule, where, said.label, str(said.value is False))
    niveau = level_of(text_of(sentence)) if said.value is not None else ""
    return RoleStatement(key, argument, said.label, said.value, niveau, said.rule, evidence)


# --- lists of causes and remedies ----------------------------------------------------------------------------------------


def _listed(document: Document, unit: Unit, doc: Doc, above: str, make: ArgumentMaker) -> list[RoleStatement]:
    """An item under 'Oorzaken ...:' is a cause; the item itself, else the line above it, says whether it can be influenced."""
    if not search.matches(searches("oorzaakkop"), above) or search.matches(searches("geen_oorzaakkop"), above):
        return []
    cut = min((i for i in (unit.text.find(mark) for mark in (" (", ":", ";", ". ")) if i > 0), default=len(unit.text.rstrip(".")))
    span = doc.char_span(0, cut, alignment_mode="contract")
    positions = tidy(doc, range(span.start, span.end)) if span is not None else ()
    if not positions or not has_content(doc, positions):
        return []
    value = _value(unit.text[cut:])
    value = _value(above) if value is None else value
    whole = doc[0 : len(doc)]
    named = _statement(document, unit, whole, positions, _Said(rule=NAMED), make)
    judged = [] if value is None else [_statement(document, unit, whole, positions, _Said(value=value), make)]
    level = level_of(above)
    return [named, *(replace(j, niveau=j.niveau or level) for j in judged)]


def _value(text: str) -> bool | None:
    """What a heading or a remark says of influence; None when it says nothing or leaves it open."""
    if search.matches(searches("onbeslist"), text):
        return None
    if search.matches((*searches("niet_beinvloedbaar"), *searches("kop_van_buiten")), text):
        return False
    return True if search.matches(searches("beinvloedbaar"), text) else None


def _remedies(sentence: Span) -> Iterator[tuple[Positions, bool]]:
    """What a sentence says that can be changed, or the answer a line gives to 'beïnvloedbaar?'."""
    text = text_of(sentence)
    answer = next(search.hits(searches("antwoordregel"), text.strip()), None)
    if answer is not None:
        value = False if matches("tabel_nee", answer["antwoord"]) else True if matches("tabel_ja", answer["antwoord"]) else None
        if value is not None:
            yield tuple(range(sentence.start, sentence.end)), value
        return
    if search.matches((*searches("geen_verhelpen"), *searches("onbeslist")), text):
        return
    hit = next(search.hits(searches("te_verhelpen"), text), None)
    span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand") if hit is not None else None
    if span is not None:
        verb = clause_head(span.root)
        things = [t for t in verb.subtree if t.pos_ in {"NOUN", "PROPN"} and t.dep_ in {"obj", "nsubj:pass", "nsubj"} and not is_actor(t)]
        objects = sorted(things, key=lambda t: t.dep_ == "nsubj")
        found = phrase(objects[0]) if objects else tidy(sentence.doc, range(sentence.start, sentence.end))
        if found:
            yield found, True


# --- named causes --------------------------------------------------------------------------------------------------------


def _named(sentence: Span, name: str) -> Iterator[Positions]:
    """The words that a sentence gives as cause; the first form that finds a stretch has it."""
    text = text_of(sentence)
    taken: set[int] = set()
    if search.matches(searches("onbeslist"), text):
        return
    for hit in search.hits(searches(name), text):
        group = next(g for g, words_found in hit.groupdict().items() if words_found is not None)
        span = sentence.char_span(*hit.span(group), alignment_mode="contract")
        positions = tidy(sentence.doc, range(span.start, span.end)) if span is not None else ()
        if positions and has_content(sentence.doc, positions) and not taken & set(positions):
            taken |= set(positions)
            yield positions


# --- labels --------------------------------------------------------------------------------------------------------------


def _labels(sentence: Span) -> Iterator[tuple[Positions, str]]:
    """'X is ons grootste knelpunt': the label is the predicate of a copula, or follows 'als' ('als oorzaak genoemd')."""
    for token in (t for t in tokens_in(sentence) if _is_label(plain(t.doc).lower[t.i])):
        copula = any(c.dep_ == "cop" for c in token.children) and subject_of(token) is not None
        bound = any(c.dep_ in {"nmod", "obl"} for c in token.children)
        named = any(c.lower_ in words("labelwoord") for c in token.children)
        asked = text_of(sentence).rstrip().endswith("?")
        if not ((copula and not bound) or named) or asked or _is_negated([token, token.head] if named else [token]):
            continue
        verb = clause_head(token)
        given = next((c for c in verb.children if c.dep_ == "obj" and c.pos_ in {"NOUN", "PROPN"}), None) if named else None
        spoken = [phrase(h) for h in coordinated(given)] if given is not None else [p for p, _ in concepts(verb)]
        yield from ((positions, label_of(token.lower_)) for positions in spoken if positions)


@lru_cache(maxsize=65_536)
def _is_label(word: str) -> bool:
    return any(e.fullmatch(word) for e in expressions("eigen_label"))


def _is_negated(tokens: Sequence[Token]) -> bool:
    """Whether 'geen' or 'niet' stands with one of these words; 'niet alleen' denies nothing."""
    near = [c for t in tokens for c in t.children if not c.dep_.startswith("nsubj")]
    denying = [c for n in near for c in (n, *n.children) if c.lower_ in word_set("ontkenning")]
    return any(d.nbor(1).lower_ not in word_set("geen_ontkenning") for d in denying if d.i + 1 < len(d.doc))
