"""The ways in which a sentence says that people, work or costs leave one place for another, are kept, or find a road closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.numbers import find_numbers
from extract.plans.flow_places import Place, keys
from extract.plans.flow_words import form, lemmas, said
from extract.tokens import tokens_in
from ontology.plekken import find_groepen

if TYPE_CHECKING:
    from spacy.tokens import Span

#: Prepositions of a place where something is done 'instead of' elsewhere.
_ANYWHERE = frozenset({"naar", "van", "door", "bij", "in", "aan", "op", "thuis"})
#: Characters behind 'ten laste van' in which who bears it stands.
_NEXT = 26


@dataclass(frozen=True, slots=True)
class Flow:
    """The sides of one flow and how the words say it; ``richting`` verplaatsen, sluiten (a road closed) or behouden (people stay)."""

    richting: str
    left: list[Place]
    right: list[Place]
    rule: str


def find_flow(span: Span, places: list[Place]) -> Flow | None:
    """What a sentence with these places says of a flow, if anything."""
    return _closed(span, places) or _stay(span, places) or _flow(span, places)


def _flow(span: Span, places: list[Place]) -> Flow | None:
    """A flow that a sentence states, by the first way of saying that fits."""
    verbs = verbs_of(span)
    gone = [place for place in places if place.gone]
    stay = [place for place in places if not place.gone]
    for rule, found in (
        ("stroom-last", _bearers(stay, span.text)),
        ("stroom-naar", _targets(stay, verbs, span.text)),
        ("stroom-overdracht", [p for p in stay if p.led == "aan"] if verbs & lemmas("overdragen") else []),
        ("stroom-overname", [p for p in stay if p.acts] if _takes_over(verbs, span.text) else []),
        ("stroom-opname", _admitting(span, stay) if verbs & lemmas("opnemen") else []),
        ("stroom-anders", _instead(gone, stay)),
        ("stroom-nazorg", [p for p in stay if p.acts] if verbs & lemmas("verzorgen") and said("na_ziekenhuis", span.text) else []),
        ("stroom-erbij", [p for p in stay if p.led != "uit"] if _extra(span.text) else []),
    ):
        if found and ({p.key for p in found} - {"thuis"} or rule in ("stroom-naar", "stroom-anders")):
            right = [*found, *_carers(stay, found)]
            return Flow("verplaatsen", _left(rule, gone, stay, right), right, rule)
    return None


def _targets(stay: list[Place], verbs: set[str], text: str) -> list[Place]:
    """Where a verb of motion sends people."""
    if verbs & lemmas("neerleggen"):
        return [p for p in stay if p.led in {"bij", "naar", "op", "in"}]
    moves = verbs & lemmas("verplaatsen") or said("verplaatsen", text) or said("verplaatsing", text)
    return [p for p in stay if p.led in {"naar", "richting"}] if moves else []


def _bearers(stay: list[Place], text: str) -> list[Place]:
    """Who bears the costs: 'ten laste van de gemeenten', else who does what 'niet op de begroting van de aanvragers drukt'."""
    hit = form("last").search(text)
    behind = [p for p in stay if hit and 0 <= p.begin - hit.end() < _NEXT]
    return behind or [p for p in stay if hit and p.acts]


def _admitting(span: Span, stay: list[Place]) -> list[Place]:
    """Where people are admitted: 'neemt hen op de afdeling op'."""
    return [p for p in stay if p.prep in {"in", "op", "bij"} and _behind_verb(span, p)]


def _instead(gone: list[Place], stay: list[Place]) -> list[Place]:
    """What comes in the place of what is 'niet langer' the place; not the other name of the same."""
    return [p for p in stay if (p.acts or p.led in _ANYWHERE) and p.key not in keys(gone)] if gone else []


def _left(rule: str, gone: list[Place], stay: list[Place], right: list[Place]) -> list[Place]:
    """Where people or work leave."""
    if rule == "stroom-erbij":
        return []
    if rule in ("stroom-overdracht", "stroom-last"):
        return [p for p in stay if p not in right and (p.acts or p.prep == "van") and p.key not in keys(right)]
    preps = {"van", "vanuit", "vanaf", "uit"} | ({"in"} if rule == "stroom-opname" else set())
    left = [*gone, *(p for p in stay if p not in right and p.prep in preps)]
    return [p for p in left if p.key not in keys(right)]


def _carers(stay: list[Place], right: list[Place]) -> list[Place]:
    """Who takes care behind 'naar huis': 'met wijkverpleging', 'waar een naaste ...'."""
    home = next((p for p in right if p.key == "thuis"), None)
    behind = [p for p in stay if home and p.begin > home.end and p not in right]
    return [p for p in behind if p.acts or p.prep in {"met", "van", "door", "bij", ""}]


def _takes_over(verbs: set[str], text: str) -> bool:
    return bool(verbs & lemmas("overnemen")) or said("overnemen", text)


def _extra(text: str) -> bool:
    """A number of extra patients or acts of care for somebody."""
    return said("werk", text) and any(n.unit == "aantal" for n in find_numbers(text))


def _closed(span: Span, places: list[Place]) -> Flow | None:
    """A road that is closed: 'opname in X rechtstreeks vanaf Y is niet meer mogelijk'."""
    if not said("dicht", span.text):
        return None
    left = [p for p in places if p.prep in {"vanaf", "vanuit", "van", "uit"}]
    right = [p for p in places if p not in left and (p.led in {"in", "naar", "op", "bij", "tot"} or p.acts)]
    return Flow("sluiten", left, right, "stroom-dicht") if right else None


def _stay(span: Span, places: list[Place]) -> Flow | None:
    """People who are kept somewhere: 'blijven ten minste een dag op de afdeling'."""
    inside = [p for p in places if p.prep in {"in", "op", "bij"} or p.key == "thuis"]
    kept = verbs_of(span) & lemmas("blijven") and said("blijf_norm", span.text) and find_groepen(span.text)
    if not inside or not kept or said("verplaatsing", span.text):
        return None
    return Flow("behouden", [], inside, "stroom-blijft")


def verbs_of(span: Span) -> set[str]:
    """The verbs of a sentence, each also with its particle in front."""
    found = set()
    for token in tokens_in(span):
        if token.pos_ in {"VERB", "AUX"}:
            lemma = token.lemma_.lower()
            found |= {lemma, *(f"{child.lower_}{lemma}" for child in token.children if child.dep_ == "compound:prt")}
    return found


def _behind_verb(span: Span, place: Place) -> bool:
    """Whether a place stands behind the first finite verb of the main clause."""
    root = next((token for token in tokens_in(span) if token.dep_ == "ROOT"), None)
    return root is not None and place.begin > min(root.idx, *(c.idx for c in root.children if c.pos_ == "AUX"), root.idx) - span.start_char
