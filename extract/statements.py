"""What the text itself says of its concepts (beïnvloedbaar, 'knelpunt'), and which verband works on which knelpunt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Literal

from spacy.tokens import Doc, Span, Token

from extract.evidence import pieces
from extract.mentions import expressions, label_of
from extract.records import Argument, Document, Evidence, Link, Mention, RoleStatement, Unit
from extract.spans import char_pieces, clause, phrase
from extract.words import mentions as has_word
from extract.words import word_set
from ontology.namen import digest

ArgumentMaker = Callable[[Unit, Sequence[tuple[int, int]]], Argument]


def find_roles(document: Document, units: Sequence[Unit], parsed: dict[int, Doc], make: ArgumentMaker) -> tuple[RoleStatement, ...]:
    """Sentences that say of a concept that a region can or cannot influence it, or that call it knelpunt or oorzaak."""
    found: dict[str, RoleStatement] = {}
    for unit in units:
        doc = parsed.get(unit.index)
        for sentence in doc.sents if doc is not None and unit.kind != "kop" else ():
            for statement in _of_sentence(document, unit, sentence, make):
                found.setdefault(statement.id, statement)
    return tuple(found.values())


def _of_sentence(document: Document, unit: Unit, sentence: Span, make: ArgumentMaker) -> list[RoleStatement]:
    text = sentence.text
    denied = any(e.search(text) for e in expressions("niet_beinvloedbaar"))
    granted = not denied and any(e.search(text) for e in expressions("beinvloedbaar"))
    label = _label(sentence)
    if not (denied or granted or label):
        return []
    niveau = next((n for n in ("landelijk", "regionaal", "lokaal") if n in text.lower()), "")
    statements = []
    for stretches in _about(sentence):
        argument = make(unit, stretches)
        evidence = pieces(document.pages, unit, sentence.start_char, sentence.end_char)
        where = "|".join(f"{e.page}:{e.begin}" for e in argument.evidence)
        key = digest(document.info.id, "roluitspraak", where, label, str(denied))
        value = False if denied else True if granted else None
        statements.append(RoleStatement(key, argument, label, value, niveau if value is not None else "", "roluitspraak", evidence))
    return statements


def _label(sentence: Span) -> str:
    """'X is ons grootste knelpunt': the label is the predicate of a copula, or follows 'als' ('als oorzaak genoemd')."""
    for token in sentence:
        if any(e.fullmatch(token.lower_) for e in expressions("eigen_label")):
            copula = any(c.dep_ == "cop" for c in token.children) and any(c.dep_.startswith("nsubj") for c in token.children)
            named = any(c.lower_ == "als" for c in token.children)
            bound = any(c.dep_ in {"nmod", "obl"} for c in token.children)
            if (copula and not bound) or named:
                return label_of(token.lower_)
    return ""


def _about(sentence: Span) -> list[list[tuple[int, int]]]:
    """What the sentence speaks of: its subject, or the sentence before when the subject only points back."""
    root = sentence.root
    subject = next((c for c in root.children if c.dep_.startswith(("nsubj", "csubj"))), None)
    if subject is not None and not _points_back(subject) and subject.lower_ not in word_set("actor"):
        heads = [subject, *(c for c in subject.children if c.dep_ == "conj")]
        return [char_pieces(sentence.doc, p) for p in (phrase(h) for h in heads) if p]
    pointing = subject is None or _points_back(subject) or has_word("verwijswoord", sentence.text)
    if pointing and sentence.start > 0:
        before = sentence.doc[sentence.start - 1].sent
        earlier = next((c for c in before.root.children if c.dep_.startswith("nsubj")), None)
        positions = phrase(earlier) if earlier is not None and not _points_back(earlier) else clause(before.root)
        return [char_pieces(sentence.doc, positions)] if positions else []
    return []


def _points_back(token: Token) -> bool:
    return token.pos_ in {"PRON", "DET"} or any(c.lower_ in {"deze", "dit", "die", "dat"} for c in token.children)


def find_links(document: Document, mentions: Sequence[Mention]) -> tuple[Link, ...]:
    """A samenwerkingsverband and a knelpunt in one sentence that says the one works on the other."""
    by_sentence: dict[tuple[Evidence, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    links = []
    for sentence, together in by_sentence.items():
        text = " ".join(e.quote for e in sentence)
        works = any(e.search(text) for e in expressions("adresseert"))
        problems = [m for m in together if m.type == "knelpunt"]
        groups = [m for m in together if m.type == "doelgroep"]
        for source in (m for m in together if m.type == "samenwerkingsverband" and works):
            links += [_link(document, "adresseert", source, p, sentence) for p in problems]
        for problem in problems:
            links += [_link(document, "heeft_doelgroep", problem, g, sentence) for g in groups]
    return tuple(links)


def _link(
    document: Document, relation: Literal["adresseert", "heeft_doelgroep"], source: Mention, target: Mention, sentence: tuple[Evidence, ...]
) -> Link:
    key = digest(document.info.id, relation, source.id, target.id)
    return Link(key, relation, source.id, target.id, f"{relation}-zin", sentence)
