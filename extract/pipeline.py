"""From a document to its claims and mentions: clean, parse, find, weigh, ground; the steps in order, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extract.candidates import Context, Raw, Side
from extract.causal import find_causal
from extract.clean import clean
from extract.evidence import pieces
from extract.linking import content_lemmas, ground
from extract.mention_words import expressions, label_of
from extract.mentions import find_mentions
from extract.nlp import describe, parse
from extract.qualify import qualify
from extract.records import THRESHOLD, Argument, Claim, Document, Evidence, Extraction, Grounding, Mention, Unit
from extract.statements import find_links, find_roles
from ontology.namen import digest

VERSION = "0.1.0"
#: Kinds of unit that hold running text.
_RUNNING = frozenset({"alinea", "opsomming", "kop"})


def extract_document(document: Document, nlp: Language, *, threshold: float = THRESHOLD) -> Extraction:
    """Read all claims and mentions of one document.

    Args:
        document: the pages as read.
        nlp: a pipeline of ``load_nlp``.
        threshold: belief from which a claim is accepted rather than put to a human.

    Returns:
        The extraction; the same document and pipeline give the same records with the same ids, in page order.
    """
    units = clean(document)
    parsed = parse_units(units, nlp)
    reader = _Reader(document, units, parsed, threshold)
    claims = reader.claims()
    mentions = reader.mentions()
    return Extraction(
        document=document,
        claims=claims,
        mentions=mentions,
        roles=find_roles(document, units, parsed, reader.argument),
        links=find_links(document, mentions),
        extractor=f"regiograaf {VERSION}; {describe(nlp)}",
        notices=document.notices,
    )


def parse_units(units: Sequence[Unit], nlp: Language) -> dict[int, Doc]:
    """Parse the running text; source lines and table rows are left alone. Keys are unit indices."""
    running = [u for u in units if u.kind in _RUNNING]
    return dict(zip((u.index for u in running), parse(nlp, (u.text for u in running)), strict=True))


class _Reader:
    """Turns what was found in the parsed units of one document into records with evidence."""

    def __init__(self, document: Document, units: Sequence[Unit], parsed: dict[int, Doc], threshold: float) -> None:
        self.document, self.units, self.parsed, self.threshold = document, units, parsed, threshold

    def claims(self) -> tuple[Claim, ...]:
        """Every weighed causal statement, in text order, each id once."""
        found: dict[str, Claim] = {}
        for unit in self.units:
            if unit.index in self.parsed and unit.kind != "kop":
                doc, items = self.parsed[unit.index], self._items(unit)
                before = self._before(unit)
                context = Context(self.parsed[before.index] if before else None, tuple(self.parsed[i.index] for i in items))
                for raw in find_causal(doc, context):
                    claim = self._claim(raw, unit, before, items)
                    found.setdefault(claim.id, claim)
        return tuple(found.values())

    def _before(self, unit: Unit) -> Unit | None:
        """The unit that 'dit' at the start of this one can point at: the lead-in of its list, else the paragraph before."""
        if unit.lead is not None and unit.lead in self.parsed and self.units[unit.lead].kind == "alinea":
            return self.units[unit.lead]
        for other in reversed(self.units[: unit.index]):
            if other.section != unit.section or other.kind == "kop":
                return None
            if other.index in self.parsed:
                return other
        return None

    def _items(self, unit: Unit) -> list[Unit]:
        return [u for u in self.units[unit.index + 1 : unit.index + 30] if u.lead == unit.index and u.index in self.parsed]

    def _claim(self, raw: Raw, unit: Unit, before: Unit | None, items: Sequence[Unit]) -> Claim:
        cause, effect = (self._side(s, unit, before, items) for s in (raw.cause, raw.effect))
        judged = qualify(raw, self.parsed[unit.index], self.document.info.soort, cause, effect, threshold=self.threshold)
        sentence = pieces(self.document.pages, unit, *raw.sentence)
        elsewhere = [
            e for side, arg in ((raw.cause, cause), (raw.effect, effect)) if side.unit for e in self._sentence(side, arg, before, items)
        ]
        before_text = self._earlier_sentence(raw, unit)
        return Claim(
            id=digest(self.document.info.id, "bewering", _where(cause), _where(effect), raw.construction.id),
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
            evidence=_in_order([*elsewhere, *before_text, *sentence]),
            section=unit.section,
            reason=judged.reason,
        )

    def _earlier_sentence(self, raw: Raw, unit: Unit) -> list[Evidence]:
        """The sentence before, when an argument stands in it: the reader must see both."""
        doc = self.parsed[unit.index]
        found: list[Evidence] = []
        for side in (raw.cause, raw.effect):
            if side.unit == 0 and side.pieces[0][0] < raw.sentence[0]:
                span = doc.char_span(*side.pieces[0], alignment_mode="expand")
                if span is not None:
                    found += pieces(self.document.pages, unit, span.sent.start_char, span.sent.end_char)
        return found

    def _sentence(self, side: Side, argument: Argument, before: Unit | None, items: Sequence[Unit]) -> Iterable[Evidence]:
        other = before if side.unit == -1 else items[side.unit - 1]
        doc = self.parsed[other.index] if other else None
        span = doc.char_span(*side.pieces[0], alignment_mode="expand") if doc is not None else None
        if other is None or span is None:
            return argument.evidence
        return pieces(self.document.pages, other, span.sent.start_char, span.sent.end_char)

    def _side(self, side: Side, unit: Unit, before: Unit | None, items: Sequence[Unit]) -> Argument:
        owner = unit if side.unit == 0 else before if side.unit == -1 else items[side.unit - 1]
        return self.argument(owner or unit, side.pieces)

    def argument(self, unit: Unit, stretches: Sequence[tuple[int, int]]) -> Argument:
        """The words of some stretches of a unit, with their evidence and concept."""
        text = " … ".join(unit.text[a:b] for a, b in stretches)
        evidence = _in_order([e for a, b in stretches for e in pieces(self.document.pages, unit, a, b)])
        return Argument(text, evidence, self._ground(unit, text, stretches))

    def _ground(self, unit: Unit, text: str, stretches: Sequence[tuple[int, int]]) -> Grounding:
        doc = self.parsed[unit.index]
        spans = [doc.char_span(a, b, alignment_mode="expand") for a, b in stretches]
        lemmas = tuple(lemma for s in spans if s is not None for lemma in content_lemmas(s))
        info = self.document.info
        return ground(text, lemmas, info.id if info.regio in ("", "onbekend") else info.regio)

    def mentions(self) -> tuple[Mention, ...]:
        """Every mention of a doelgroep, knelpunt, samenwerkingsverband, ... in text order."""
        found: dict[str, Mention] = {}
        for unit in self.units:
            if unit.index in self.parsed:
                for raw in find_mentions(self.parsed[unit.index], self.document.info.jaar):
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
