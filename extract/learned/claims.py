"""A proposal as a statement with character positions, so that it is qualified and shown like one of the rules."""

from __future__ import annotations

from extract.candidates import Raw, Route, Side
from extract.constructions import Construction
from extract.context import Statement
from extract.learned.pairs import RuleStatement
from extract.learned.reading import Proposal
from extract.learned.sentences import Sentence
from extract.learned.spans import CONTENT, Span, tidy
from extract.learned.triggers import found_constructions
from extract.records import Sign
from extract.spans import char_pieces
from extract.valence import roles_of

#: Share of content words (F1) a proposal must have in common with a rule's statement, on both sides, to be the same reading.
SAME = 0.5


def as_statement(proposal: Proposal) -> Statement:
    """Where a proposal stands.

    When a rule reads the sentence alike, its construction, cue and whole phrases are taken over: on documents that were not
    learned from that is right as often, and the phrases are those a reader would point at.
    """
    sentence, position = proposal.cue.sentence, proposal.cue.position
    token = sentence.doc[sentence.begin + position]
    rule = _same_reading(proposal)
    own = found_constructions(sentence).get(position, ())
    construction = rule.raw.construction if rule else own[0] if own else _without_construction(token.pos_, token.lower_)
    span = sentence.doc[sentence.begin : sentence.begin + len(sentence)]
    cue = rule.raw.cue if rule else (token.idx, token.idx + len(token))
    raw = Raw(
        construction=construction,
        cause=_side(proposal.cause, sentence, cue, rule.raw.cause if rule else None),
        effect=_side(proposal.effect, sentence, cue, rule.raw.effect if rule else None),
        cue=cue,
        trigger=rule.raw.trigger if rule else token.i,
        sentence=(span.start_char, span.end_char),
        route=_route(proposal, rule),
    )
    return Statement(raw, sentence.unit, (proposal.cause[0].unit, proposal.effect[0].unit))


def _same_reading(proposal: Proposal) -> RuleStatement | None:
    """The rule's statement in the same sentence that shares most with a proposal, when that is enough; of its own cue first."""
    rules = [*proposal.cue.rules, *proposal.cue.nearby]
    scored = [(min(_f1(proposal.cause, r.cause), _f1(proposal.effect, r.effect)), -n) for n, r in enumerate(rules)]
    best = max(scored, default=(0.0, 0))
    return rules[-best[1]] if best[0] >= SAME else None


def _f1(place: tuple[Sentence, Span], side: tuple[int, frozenset[int]]) -> float:
    """How many content words two phrases of one sentence share."""
    sentence, span = place
    if sentence.number != side[0]:
        return 0.0
    first, second = ({i for i in words if sentence.tags[i] in CONTENT} for words in (span, side[1]))
    return 2 * len(first & second) / max(len(first) + len(second), 1)


def _side(place: tuple[Sentence, Span], home: Sentence, cue: tuple[int, int], by_rule: Side | None) -> Side:
    """A side as characters: the phrase of the rule, else the words of the proposal without those of the cue."""
    sentence, span = place
    unit = 0 if sentence.unit == home.unit else -1 if sentence.number < home.number else 1
    if by_rule is not None:
        return Side(by_rule.pieces, unit)
    if sentence is home:
        said = [i for i in span if not cue[0] <= home.doc[home.begin + i].idx < cue[1]]
        span = tidy(home, said) or span
    return Side(tuple(char_pieces(sentence.doc, tuple(sentence.begin + i for i in span))), unit)


def _route(proposal: Proposal, rule: RuleStatement | None) -> Route:
    home = proposal.cue.sentence.number
    if home == proposal.cause[0].number == proposal.effect[0].number:
        return rule.raw.route if rule else "geleerd"
    return "lijst" if max(proposal.cause[0].number, proposal.effect[0].number) > home else "vorige_zin"


def _without_construction(tag: str, word: str) -> Construction:
    """Stands in for a construction where the constructicon knows none for this cue."""
    sign: Sign = "-" if "minder" in roles_of(word) else "+"
    return Construction(id="geleerd", form="ww" if tag in {"VERB", "AUX"} else "voorzetsel", sign=sign)
