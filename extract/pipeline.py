"""From a document to its claims and mentions: clean, parse, find, weigh, ground; the steps in order, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from extract.candidates import Side
from extract.clean import clean, is_running
from extract.context import Statement, rule_statements
from extract.evidence import pieces
from extract.goal_tables import table_aims
from extract.herkomst import extractor
from extract.learned.claims import as_statement
from extract.learned.model import Models, load_models
from extract.learned.reading import Page as Read
from extract.learned.reading import propose
from extract.learned.sentences import sentences
from extract.linking import content_lemmas, ground
from extract.links import find_links
from extract.llm.beweringen import as_statement as said_statement
from extract.llm.beweringen import compared
from extract.llm.geloof import added, agreed
from extract.llm.geloof import chances as told_chances
from extract.llm.lezen import Gehoord, listen
from extract.llm.records import Taalmodel, Vondst
from extract.mention_words import RawMention, expressions, label_of
from extract.mentions import find_mentions
from extract.nlp import describe, parse
from extract.plans.find import find_facts
from extract.qualify import Chances, qualify
from extract.records import (
    REVIEW_FLOOR,
    THRESHOLD,
    Argument,
    Claim,
    Document,
    Evidence,
    Extraction,
    Grounding,
    Leeswijze,
    Link,
    Mention,
    RoleStatement,
    Unit,
)
from extract.redenering import Reading, keep_in_circles
from extract.roles import find_roles
from extract.schakels import link_statements
from extract.table_records import TableRecords, table_records
from extract.tables import table_rows
from extract.tokens import sentence_of
from ontology.namen import digest

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: The learned models that come with the package.
SHIPPED: Final = "meegeleverd"
_Record = TypeVar("_Record", Claim, Mention, RoleStatement, Link)


def extract_document(
    document: Document,
    nlp: Language,
    *,
    threshold: float = THRESHOLD,
    models: Models | Literal["meegeleverd"] | None = SHIPPED,
    taalmodel: Taalmodel | None = None,
) -> Extraction:
    """Read all claims and mentions of one document.

    Args:
        document: the pages as read.
        nlp: a pipeline of ``load_nlp``.
        threshold: belief from which a claim is accepted rather than put to a human.
        models: what was learned of causal claims; None reads with the constructicon only.
        taalmodel: the model whose answers, as far as they are kept, count as well; nothing is asked here.

    Returns:
        The extraction; the same document, answers and pipeline give the same records with the same ids, in page order.
    """
    units = clean(document)
    parsed = parse_units(units, nlp)
    heard = listen(units, taalmodel) if taalmodel else Gehoord()
    reader = _Reader(document, units, parsed, threshold, load_models() if models == SHIPPED else models, heard.vondsten)
    claims = reader.claims()
    mentions = reader.mentions()
    tables = read_tables(document, units, nlp, threshold)
    stated = tuple(m for m in mentions if not _in_table(m, tables.mentions))
    links = find_links(document, units, parsed, stated)
    return Extraction(
        document=document,
        claims=_once((*tables.claims, *claims)),
        mentions=_once((*tables.mentions, *stated)),
        roles=_once((*tables.roles, *find_roles(document, units, parsed, reader.argument))),
        links=_once((*tables.links, *links)),
        facts=find_facts(document, units, parsed),
        extractor=extractor(describe(nlp), Leeswijze(threshold, taalmodel)),
        notices=(*document.notices, *heard.notices()),
    )


def parse_units(units: Sequence[Unit], nlp: Language) -> dict[int, Doc]:
    """Parse the running text and the table rows that are one sentence; other rows and source lines are left alone.

    Keys are unit indices.
    """
    running = [u for u in units if u.kind == "kop" or is_running(u)]
    return dict(zip((u.index for u in running), parse(nlp, (u.text for u in running)), strict=True))


def read_tables(document: Document, units: Sequence[Unit], nlp: Language, threshold: float) -> TableRecords:
    """What the tables of knelpunten and causes say; their cells are parsed for their concepts only."""
    rows = table_rows(document, units)
    cells = [cell.unit for row in rows for cell in row.cells]
    parsed = dict(zip((u.index for u in cells), parse(nlp, (u.text for u in cells)), strict=True))
    return table_records(document, rows, _Reader(document, cells, parsed, threshold, None).argument, threshold)


def _in_table(mention: Mention, in_tables: Sequence[Mention]) -> bool:
    """Whether a table gives the same words as a mention of the same type."""
    same = (e for m in in_tables if m.type == mention.type for e in m.evidence)
    return any(e.page == own.page and e.begin < own.end and own.begin < e.end for e in same for own in mention.evidence)


def _once(records: Iterable[_Record]) -> tuple[_Record, ...]:
    """Records in order, each id once."""
    found: dict[str, _Record] = {}
    for record in records:
        found.setdefault(record.id, record)
    return tuple(found.values())


class _Reader:
    """Turns what was found in the parsed units of one document into records with evidence."""

    def __init__(
        self,
        document: Document,
        units: Sequence[Unit],
        parsed: dict[int, Doc],
        threshold: float,
        models: Models | None,
        heard: Sequence[Vondst] = (),
    ) -> None:
        self.document, self.units, self.parsed, self.threshold, self.models = document, units, parsed, threshold, models
        self.heard = heard
        self.tables = {index: [aim] for index, aim in table_aims(units)}

    def claims(self) -> tuple[Claim, ...]:
        """Every weighed causal statement, in text order, each id once."""
        stated = list(rule_statements(self.units, self.parsed))
        weighed = [(s, Chances(s.raw.construction.prior)) for s in stated if self.models is None or s.raw.construction.kind == "verband"]
        if self.models is not None:
            reading = Read(sentences(self.units, self.parsed), stated)
            weighed += [(as_statement(p), Chances(p.chance, p.intended)) for p in propose(reading, self.models)]
        weighed.sort(key=lambda w: (w[0].unit, w[0].raw.cue))
        found: dict[str, Claim] = {}
        unsure: list[Claim] = []
        told = self._told()
        alone = [self._claim(statement, chances) for statement, chances in weighed]
        for claim in (agreed(one, told, alone, self.threshold) for one in alone):
            known = found.get(claim.id)
            if self.models is not None and claim.belief < REVIEW_FLOOR:
                unsure.append(claim)
            elif known is None or claim.belief > known.belief:
                found[claim.id] = claim
        found |= {claim.id: claim for claim in added(told, tuple(found.values()))}
        if self.models is not None:
            for claim in keep_in_circles(found.values(), self._readings(unsure, stated), self.document.pages):
                found.setdefault(claim.id, claim)
        return tuple(found.values())

    def _told(self) -> list[Claim]:
        """What the language model reads, qualified as every other statement and held beside what it says itself."""
        said = (one for one in (said_statement(vondst, self.parsed) for vondst in self.heard) if one is not None)
        return [compared(self._claim(one.statement, told_chances(one.vondst.soort)), one) for one in said]

    def _readings(self, unsure: Iterable[Claim], stated: Iterable[Statement]) -> Iterator[Reading]:
        """What may be part of a circle although it is too unsure to stand alone."""
        yield from (Reading(claim) for claim in unsure)
        yield from (Reading(self._claim(s, Chances(s.raw.construction.prior))) for s in stated)
        for statement, weak in link_statements(self.units, self.parsed):
            yield Reading(self._claim(statement, Chances(statement.raw.construction.prior)), stated=True, weak=weak)

    def _claim(self, statement: Statement, chances: Chances) -> Claim:
        raw, unit = statement.raw, self.units[statement.unit]
        homes = [self.units[k] for k in statement.units]
        cause, effect = (self.argument(home, side.pieces) for home, side in zip(homes, (raw.cause, raw.effect), strict=True))
        doc, info = self.parsed[unit.index], self.document.info
        judged = qualify(raw, doc, info.soort, cause, effect, chances, threshold=self.threshold)
        spoken = [e for home, side in zip(homes, (raw.cause, raw.effect), strict=True) for e in self._sentence(home, side)]
        return Claim(
            id=digest(info.id, "bewering", _where(cause), _where(effect), raw.construction.id),
            kind=judged.kind,
            cause=cause,
            effect=effect,
            polarity=raw.construction.sign,
            certainty=judged.certainty,
            negated=judged.negated,
            cue=unit.text[raw.cue[0] : raw.cue[1]],
            rule=raw.construction.id,
            belief=judged.belief,
            status=judged.status,
            evidence=_in_order([*spoken, *pieces(self.document.pages, unit, *raw.sentence)]),
            section=unit.section,
            reason=judged.reason,
            chance=chances.right,
            intended=chances.intended,
            signs=judged.signs,
        )

    def _sentence(self, home: Unit, side: Side) -> Iterable[Evidence]:
        """The sentence an argument stands in: the reader must see it beside the sentence with the cue."""
        span = self.parsed[home.index].char_span(*side.pieces[0], alignment_mode="expand")
        sentence = sentence_of(span[0]) if span is not None else None
        stretch = (sentence.start_char, sentence.end_char) if sentence is not None else side.pieces[0]
        return pieces(self.document.pages, home, *stretch)

    def argument(self, unit: Unit, stretches: Sequence[tuple[int, int]]) -> Argument:
        """The words of some stretches of a unit, with their evidence and concept."""
        text = " … ".join(unit.text[a:b] for a, b in stretches)
        evidence = _in_order([e for a, b in stretches for e in pieces(self.document.pages, unit, a, b)])
        return Argument(text, evidence, self._ground(unit, text, stretches))

    def _ground(self, unit: Unit, text: str, stretches: Sequence[tuple[int, int]]) -> Grounding:
        doc = self.parsed.get(unit.index)  # a table row is not parsed
        spans = [doc.char_span(a, b, alignment_mode="expand") for a, b in stretches] if doc is not None else []
        lemmas = tuple(lemma for s in spans if s is not None for lemma in content_lemmas(s))
        info = self.document.info
        return ground(text, lemmas, info.id if info.regio in ("", "onbekend") else info.regio)

    def mentions(self) -> tuple[Mention, ...]:
        """Every mention of a doelgroep, knelpunt, samenwerkingsverband, ... in text order."""
        found: dict[str, Mention] = {}
        for unit in self.units:
            for raw in self._raw_mentions(unit):
                argument = self.argument(unit, [(raw.begin, raw.end)])
                key = digest(self.document.info.id, "vermelding", _where(argument), raw.type)
                mention = Mention(
                    id=key,
                    type=raw.type,
                    text=argument.text,
                    evidence=argument.evidence,
                    rule=raw.rule,
                    grounding=argument.grounding if raw.type == "knelpunt" else None,
                    label_in_text=_label(unit),
                    sentence=pieces(self.document.pages, unit, *raw.sentence),
                    section=unit.section,
                    fields=raw.fields,
                )
                found.setdefault(key, mention)
        return tuple(found.values())

    def _raw_mentions(self, unit: Unit) -> list[RawMention]:
        doc = self.parsed.get(unit.index)
        if doc is None or unit.index in self.tables:
            return self.tables.get(unit.index, [])
        return find_mentions(doc, self.document.info.jaar, self._around(unit), self._nearest(unit), unit.kind)

    def _around(self, unit: Unit) -> str:
        """The headings above a unit and the line that introduces its list."""
        return " / ".join((*unit.section, *([self.units[unit.lead].text] if unit.lead is not None else ())))

    def _nearest(self, unit: Unit) -> str | None:
        """The heading right above a unit and the line that introduces its list; None for a heading."""
        lead = [self.units[unit.lead].text] if unit.lead is not None else []
        return None if unit.kind == "kop" else " / ".join((*unit.section[-1:], *lead))


def _label(unit: Unit) -> str:
    """The region's own word for what a list item or paragraph under such a heading is."""
    found = expressions("eigen_label")[0].search(unit.section[-1]) if unit.section else None
    return label_of(found.group(1)) if found else ""


def _where(argument: Argument) -> str:
    """Where an argument stands, as part of an id."""
    return "|".join(f"{e.page}:{e.begin}-{e.end}" for e in argument.evidence)


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Pieces once each, by page and place."""
    return tuple(sorted(set(evidence), key=lambda e: (e.page, e.begin, e.end)))
