"""What kind of statement it is: oorzakelijk or beoogd, how certain, denied or not, and how much we believe the reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from spacy.tokens import Doc, Token

from extract.candidates import Raw, Side
from extract.nlp import lexicon
from extract.records import THRESHOLD, Argument, Certainty, Kind, Status
from extract.words import mentions, pattern, word_set

#: Words from which an effect counts as long.
LONG = 14
#: Signs that keep a claim off the map whatever its belief.
BARRING = frozenset({"over_het_document", "niet_beweerd", "vraag"})
#: Document kinds in which most effects are intentions (domain.md, section 3: genre prior).
PLANS = frozenset({"regioplan", "roaz-plan", "transformatieplan", "werkagenda"})


@dataclass(frozen=True, slots=True)
class Qualified:
    """The judgement on one raw statement; ``reason`` says in Dutch what decided it."""

    kind: Kind
    certainty: Certainty
    negated: bool
    belief: float
    status: Status
    reason: str


def qualify(raw: Raw, doc: Doc, genre: str, cause: Argument, effect: Argument, *, threshold: float = THRESHOLD) -> Qualified:
    """Weigh one raw statement.

    Args:
        raw: the statement, with positions in ``doc``.
        doc: the parsed unit that holds the cue.
        genre: soort of the document, '' when unknown.
        cause: its cause, grounded.
        effect: its effect, grounded.
        threshold: belief from which a claim is accepted.
    """
    sentence = doc.text[raw.sentence[0] : raw.sentence[1]]
    kind, why = _kind(raw, doc, sentence, genre)
    signs = signs_of_belief(raw, sentence, cause, effect)
    belief = believe(raw.construction.prior, signs)
    status: Status = "aanvaard" if belief >= threshold and not BARRING.intersection(signs) else "ter_beoordeling"
    reason = f"{raw.construction.id}; {', '.join(signs)}; {why}"
    return Qualified(kind, _certainty(raw, doc, sentence), _negated(doc, raw), belief, status, reason)


def signs_of_belief(raw: Raw, sentence: str, cause: Argument, effect: Argument) -> list[str]:
    """What speaks for or against a reading, by the names of lexicon/geloof.toml."""
    signs = [f"route_{raw.route}"]
    signs += [f"{name}_begrip" for name, side in (("oorzaak", cause), ("gevolg", effect)) if side.grounding and not side.grounding.new]
    signs += ["gevolg_lang"] if len(effect.text.split()) > LONG else []
    signs += ["over_het_document"] if mentions("over_het_document", sentence) else []
    signs += ["niet_beweerd"] if mentions("niet_beweerd", sentence) else []
    return signs + (["vraag"] if sentence.rstrip().endswith("?") else [])


def believe(prior: float, signs: Iterable[str]) -> float:
    """The belief in (0, 1): the construction's own precision as odds, times the measured ratio of each sign."""
    odds = prior / (1 - prior)
    for sign in signs:
        odds *= _ratios().get(sign, 1.0)
    return round(odds / (1 + odds), 4)


@lru_cache(maxsize=1)
def _ratios() -> dict[str, float]:
    return {str(e["id"]): float(cast("float", e["verhouding"])) for e in lexicon("geloof.toml")["teken"]}


def _kind(raw: Raw, doc: Doc, sentence: str, genre: str) -> tuple[Kind, str]:
    fixed = raw.construction.kind
    if fixed == "beoogd" and _is_problem(raw.cause, doc) and not _better(raw, doc):
        return "oorzakelijk", "de oorzaak is een probleem"
    if fixed != "verband" and mentions("probleem", _words(raw.effect, doc)) and not _better(raw, doc):
        return "oorzakelijk", "het gevolg is een probleem"
    if fixed is not None:
        return fixed, f"soort vast bij {raw.construction.id}"
    if any(c.lower_ in word_set("opdracht") for c in doc[raw.trigger].children if c.dep_ == "aux") and not _is_problem(raw.cause, doc):
        return "beoogd", "wat iets moet opleveren"
    if genre in PLANS and _better(raw, doc) and not _is_problem(raw.cause, doc):
        return "beoogd", "een plan noemt een gunstige uitkomst"
    hits = {m.group(0).lower() for m in pattern("bedoeling").finditer(sentence)}
    problem = {m.group(0).lower() for m in pattern("probleem").finditer(sentence)}
    if len(hits) - 2 * len(problem) + (genre in PLANS) >= 2:
        return "beoogd", "bedoeling: " + ", ".join(sorted(hits))
    return "oorzakelijk", "beschrijvend" + (": " + ", ".join(sorted(problem)) if problem else "")


def _words(side: Side, doc: Doc) -> str:
    return "" if side.unit else " ".join(doc.text[a:b] for a, b in side.pieces)


def _is_problem(side: Side, doc: Doc) -> bool:
    return mentions("probleem", _words(side, doc))


def _better(raw: Raw, doc: Doc) -> bool:
    """Whether the effect is an improvement: it says so, or a problem grows less."""
    return mentions("verbetering", _words(raw.effect, doc)) or (raw.construction.sign == "-" and _is_problem(raw.effect, doc))


def _certainty(raw: Raw, doc: Doc, sentence: str) -> Certainty:
    """Modal words around the cue and conditions decide; a prognosis is 'verwacht', not doubt."""
    around = doc.text[max(raw.sentence[0], raw.cue[0] - 60) : min(raw.sentence[1], raw.cue[1] + 30)]
    conditional = any(t.lower_ in word_set("voorwaarde") and t.dep_ == "mark" for t in doc[raw.trigger].sent)
    if conditional or mentions("mogelijk", around):
        return "mogelijk"
    return "verwacht" if mentions("verwacht", sentence) else "vastgesteld"


def _negated(doc: Doc, raw: Raw) -> bool:
    """'niet' on the cue, 'niet door', or 'geen' right before an effect or cause that is a phrase; 'niet alleen' does not deny."""
    trigger = doc[raw.trigger]
    clausal = trigger.dep_ in {"case", "mark", "fixed", "advmod"}
    if clausal:
        return trigger.i > trigger.sent.start and _denies(trigger.nbor(-1))
    if any(_denies(c) for c in trigger.children if c.dep_ == "advmod"):
        return True
    none = [s for s in (raw.cause, raw.effect) if s.unit == 0 and raw.route == "ontleding" and _starts_with_none(doc, s)]
    return bool(none) and (none != [raw.cause] or "enkel" in _words(raw.cause, doc).lower()[:14])


def _denies(token: Token) -> bool:
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return token.lower_ in word_set("ontkenning") and (following is None or following.lower_ not in word_set("geen_ontkenning"))


def _starts_with_none(doc: Doc, side: Side) -> bool:
    span = doc.char_span(*side.pieces[0], alignment_mode="expand")
    if span is None:
        return False
    before = doc[span.start - 1].lower_ if span.start > span.sent.start else ""
    return "geen" in (span[0].lower_, before) and not any(t.pos_ in {"VERB", "AUX"} for t in span)
