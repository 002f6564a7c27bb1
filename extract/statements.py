"""What the text itself says of its concepts (beïnvloedbaar, 'knelpunt'), and which verband works on which knelpunt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from spacy.tokens import Doc, Span, Token

from extract.evidence import pieces
from extract.mention_words import expressions, hits, label_of, matches, words
from extract.nlp import lexicon
from extract.records import Argument, Document, Evidence, Link, Mention, RoleStatement, Unit
from extract.spans import char_pieces, clause, coordinated, phrase
from extract.tokens import end_of, first_of, plain, sentence_of, text_of, tokens_in
from extract.words import word_set
from ontology.namen import digest

ArgumentMaker = Callable[[Unit, Sequence[tuple[int, int]]], Argument]
Positions = tuple[int, ...]
#: Most characters between an 'adresseert' pattern and the nearest of the two mentions when it stands outside them.
_DIRECTLY = 25


class _Said(NamedTuple):
    """What a sentence says of one concept."""

    label: str = ""
    value: bool | None = None


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
    said: dict[Positions, _Said] = {}
    for positions, possible in _influence(sentence):
        said.setdefault(positions, _Said(value=possible))
    for positions, label in _labels(sentence):
        said[positions] = said.get(positions, _Said())._replace(label=label)
    statements = []
    for positions, (label, value) in said.items():
        argument = make(unit, char_pieces(sentence.doc, positions))
        evidence = pieces(document.pages, unit, sentence.start_char, sentence.end_char)
        where = "|".join(f"{e.page}:{e.begin}" for e in argument.evidence)
        key = digest(document.info.id, "roluitspraak", where, label, str(value is False))
        niveau = _niveau(text_of(sentence)) if value is not None else ""
        statements.append(RoleStatement(key, argument, label, value, niveau, "roluitspraak", evidence))
    return statements


# --- beïnvloedbaar -------------------------------------------------------------------------------------------------------


def _influence(sentence: Span) -> Iterator[tuple[Positions, bool]]:
    """The concepts of which the sentence says that they can (not) be influenced; the first word on a clause counts."""
    if matches("onbeslist", text_of(sentence)):
        return
    seen: set[int] = set()
    for name, value in (("niet_beinvloedbaar", False), ("beinvloedbaar", True)):
        for needs_actor in (False, True):
            for hit in hits(name + "_actor" * needs_actor, text_of(sentence)):
                span = sentence.char_span(hit.start(), hit.end(), alignment_mode="expand")
                verb = _clause_head(span.root) if span is not None else None
                if verb is None or verb.i in seen:
                    continue
                subject = _subject(verb)
                if needs_actor and (subject is None or not _is_actor(subject)):
                    continue
                seen.add(verb.i)
                yield from ((positions, value) for positions in _concepts(verb))


def _niveau(text: str) -> str:
    """The level (landelijk, regionaal, lokaal) a sentence names as a whole word; '' when it names none."""
    levels = ((str(e["niveau"]), cast("list[str]", e["woorden"])) for e in lexicon("vermeldingen.toml")["niveau"])
    spoken = set(re.findall(r"[\w-]+", text.lower()))
    return next((level for level, listed in levels if spoken & {w.lower() for w in listed}), "")


# --- labels --------------------------------------------------------------------------------------------------------------


def _labels(sentence: Span) -> Iterator[tuple[Positions, str]]:
    """'X is ons grootste knelpunt': the label is the predicate of a copula, or follows 'als' ('als oorzaak genoemd')."""
    for token in (t for t in tokens_in(sentence) if _is_label(plain(t.doc).lower[t.i])):
        copula = any(c.dep_ == "cop" for c in token.children) and _subject(token) is not None
        bound = any(c.dep_ in {"nmod", "obl"} for c in token.children)
        named = any(c.lower_ in words("labelwoord") for c in token.children)
        asked = text_of(sentence).rstrip().endswith("?")
        if not ((copula and not bound) or named) or asked or _is_negated([token, token.head] if named else [token]):
            continue
        verb = _clause_head(token)
        given = next((c for c in verb.children if c.dep_ == "obj" and c.pos_ in {"NOUN", "PROPN"}), None) if named else None
        concepts = [phrase(h) for h in coordinated(given)] if given is not None else _concepts(verb)
        yield from ((positions, label_of(token.lower_)) for positions in concepts if positions)


@lru_cache(maxsize=65_536)
def _is_label(word: str) -> bool:
    return any(e.fullmatch(word) for e in expressions("eigen_label"))


def _is_negated(tokens: Sequence[Token]) -> bool:
    """Whether 'geen' or 'niet' stands with one of these words; 'niet alleen' denies nothing."""
    near = [c for t in tokens for c in t.children if not c.dep_.startswith("nsubj")]
    denying = [c for n in near for c in (n, *n.children) if c.lower_ in word_set("ontkenning")]
    return any(d.nbor(1).lower_ not in word_set("geen_ontkenning") for d in denying if d.i + 1 < len(d.doc))


# --- which concept -------------------------------------------------------------------------------------------------------


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_.startswith(("nsubj", "csubj"))), None)


def _is_actor(token: Token) -> bool:
    return token.lower_ in word_set("actor") or token.lemma_.lower() in word_set("actor")


def _clause_head(token: Token) -> Token:
    """The verb or predicate of the clause a word stands in; a relative clause belongs to the clause around its noun."""
    while token.head.i != token.i and first_of(token) <= token.head.i < end_of(token):
        starts_clause = _subject(token) is not None and token.dep_ != "acl:relcl"
        if starts_clause or token.dep_ in {"parataxis", "ccomp", "advcl"}:
            break
        token = token.head
    return token


def _concepts(verb: Token) -> list[Positions]:
    """What a clause speaks of: its subject; the complement or object when the subject is an actor; else what it points at."""
    subject = _subject(verb)
    if subject is None or _is_actor(subject) or subject.lower_ in words("leeg_onderwerp") | words("niveau"):
        found = _complements(verb, subject)
        if found:
            return [p for h in found for p in map(phrase, coordinated(h)) if p]
    elif not _points_back(subject):
        return [p for p in map(phrase, coordinated(subject)) if p] if subject.pos_ in {"NOUN", "PROPN", "VERB"} else []
    pointing = next((t for t in verb.subtree if _points_back(t) and t.dep_ not in {"det", "mark"}), None)
    return [p for p in [_antecedent(verb, pointing)] if p] if pointing is not None else []


def _complements(verb: Token, subject: Token | None) -> list[Token]:
    """'invloed op X', 'aan X valt niets te doen', 'X kunnen wij niet sturen': the nouns the clause is about."""
    below = [t for t in verb.subtree if t.pos_ in {"NOUN", "PROPN"} and t != subject and not _points_back(t)]
    below = [t for t in below if t.lower_ not in words("leeg_onderwerp")]
    placed = [t for t in below if any(c.dep_ == "case" and c.lower_ in words("aanvulling") for c in t.children)]
    objects = [t for t in below if t.dep_ in {"obj", "nsubj:pass"} and not any(t in p.ancestors for p in placed)]
    predicate = [verb] if verb.pos_ == "NOUN" and subject is not None and subject.lower_ in words("leeg_onderwerp") else []
    return (placed or objects or predicate)[:1]


def _points_back(token: Token) -> bool:
    """A demonstrative on its own, or with a noun that names nothing itself ('deze ontwikkeling')."""
    if token.lower_ in words("terugwijzer"):
        return token.pos_ in {"PRON", "DET", "ADV"} and token.dep_ != "det" and not token.dep_.startswith("mark")
    empty = token.lemma_.lower() in word_set("leeg_naamwoord") or token.lower_ in word_set("verwijsnaamwoord")
    return empty and any(c.lower_ in words("aanwijzend") for c in token.children)


def _antecedent(verb: Token, pointing: Token) -> Positions:
    """What a demonstrative points at: the clause before in this sentence, else the sentence before; () when there is none."""
    sentence = sentence_of(pointing)
    if verb.dep_ in {"conj", "parataxis"} and verb.head.i < pointing.i:
        before = verb.head
    elif sentence.start > 0:
        before = sentence_of(sentence.doc[sentence.start - 1]).root
    else:
        return ()
    subject = _subject(before)
    if subject is None:
        return clause(before)
    if _is_actor(subject) or subject.lower_ in words("leeg_onderwerp"):
        found = next((c for c in before.children if c.dep_ in {"obj", "nsubj:pass"} and c.pos_ in {"NOUN", "PROPN"}), None)
        return phrase(found) if found is not None else ()
    return () if subject.pos_ == "PRON" or _points_back(subject) else phrase(subject)


# --- links ---------------------------------------------------------------------------------------------------------------


def find_links(document: Document, mentions: Sequence[Mention]) -> tuple[Link, ...]:
    """A samenwerkingsverband and a knelpunt in one clause that says the one works on the other; a knelpunt and its doelgroep."""
    by_sentence: dict[tuple[Evidence, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    links = []
    for sentence, together in by_sentence.items():
        text = _Text(sentence)
        problems = [m for m in together if m.type == "knelpunt"]
        for source in (m for m in together if m.type == "samenwerkingsverband"):
            links += [_link(document, "adresseert", source, p, sentence) for p in problems if text.works_on(source, p)]
        for problem in problems:
            groups = [m for m in together if m.type == "doelgroep" and text.in_one_clause(problem, m)]
            links += [_link(document, "heeft_doelgroep", problem, g, sentence) for g in groups]
    return tuple(links)


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


def _link(
    document: Document, relation: Literal["adresseert", "heeft_doelgroep"], source: Mention, target: Mention, sentence: tuple[Evidence, ...]
) -> Link:
    key = digest(document.info.id, relation, source.id, target.id)
    return Link(key, relation, source.id, target.id, f"{relation}-zin", sentence)
