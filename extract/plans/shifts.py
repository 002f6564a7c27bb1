"""Flows: people, work or costs that a plan sends from one place to another, keeps somewhere, or no longer lets through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.dates import Period, find_periods
from extract.groups import group_of, is_group
from extract.numbers import find_numbers
from extract.plans.areas import Areas, read_areas
from extract.plans.flow_places import Place, find_places, keys, places_of
from extract.plans.flow_sides import Flow, find_flow
from extract.plans.flow_words import form, said
from extract.plans.parties import Parties, read_parties
from extract.plans.records import PlanText, RawFact, Sentence
from extract.plans.rows import rows
from extract.tokens import tokens_in
from ontology.planfeiten import Maatregel, Waarborg
from ontology.plekken import find_groepen, load_groepen

if TYPE_CHECKING:
    from spacy.tokens import Span

#: Words of a subject for people to read.
_MOST_WORDS = 14
#: Characters behind a place in which its town stands.
_NAME = 26
#: Characters behind a place in which its owner stands.
_OWNER = 8
#: Units of a number that counts people or acts of care.
_COUNT = "aantal"
#: A smaller number counts no flow: 'drie keer per dag', 'binnen 48 uur'.
_FEW, _MANY_HOURS = 5, 200


@lru_cache(maxsize=1)  # two finders look for them
def find_shifts(text: PlanText) -> tuple[RawFact, ...]:
    """Every flow of a document, and beside it whether it is meant to be temporary."""
    return tuple(_shifts(text))


def _shifts(text: PlanText) -> Iterator[RawFact]:
    areas = read_areas(text)
    parties = read_parties(text, areas)
    yield from _in_tables(text, areas)
    for sentence in text.sentences:
        if sentence.span is None or _is_over(text, sentence) or any(said(name, sentence.text) for name in ("doelzin", "niet_betrokken")):
            continue
        for span in _parts(sentence.span):
            places = places_of(span, parties)
            flow = find_flow(span, places)
            if flow is None or not _is_planned(text, sentence, flow):
                continue
            fact, others = _measure(text, sentence, flow)
            sites = sites_at(areas, span.text, flow.right)
            fact = replace(fact, gemeenten=_whose(areas, sentence.text), locaties=sites, partijen=_names(parties, span.text, flow.right))
            yield RawFact(fact, (sentence, *others), flow.rule)
            if said("tijdelijk", span.text):
                yield RawFact(Waarborg(aard="toelichting", onderwerp="tijdelijk", groepen=fact.groepen), (sentence,), "stroom-tijdelijk")


def _in_tables(text: PlanText, areas: Areas) -> Iterator[RawFact]:
    """The flows of tables with a column for where people or work are now and where they will be."""
    for row in rows(text):
        left, right = ({key for key, _, _ in find_places(row.under(side))} for side in ("van", "naar"))
        if left and right - left:
            numbers = [n.value for n in find_numbers(row.sentence.text) if n.unit == _COUNT and n.value >= _FEW]
            period = _period(text, row.sentence)
            fact = Maatregel(
                onderwerp=row.under("wat") or row.cells[0][1],
                richting="verplaatsen",
                van_plekken=tuple(sorted(left)),
                naar_plekken=tuple(sorted(right - left)),
                planstatus=_status(row.sentence.text),
                groepen=tuple(sorted({hit.sleutel for hit in find_groepen(row.sentence.text)})),
                waarde=max(numbers, default=None),
                eenheid="aantal" if numbers else "",
                vanaf=period.first if period else "",
                gemeenten=areas.where(row.sentence.text).gemeenten,
            )
            yield RawFact(fact, (row.sentence,), "stroom-tabel")


def _whose(areas: Areas, text: str) -> tuple[str, ...]:
    """The gemeenten whose people or professionals a flow is about; where a hospital happens to stand does not limit it."""
    hit = form("voor_wie").search(text)
    return areas.where(hit.group()).gemeenten if hit else ()


def sites_at(areas: Areas, text: str, places: list[Place]) -> tuple[str, ...]:
    """The names of towns and streets right behind some places: 'de post in Brinkhorst'."""
    found = [areas.where(text[place.begin : place.end + _NAME]) for place in places]
    return tuple(sorted({name for where in found for name in (*where.gemeenten, *where.locaties)}))


def _names(parties: Parties, text: str, places: list[Place]) -> tuple[str, ...]:
    """The parties by name that stand at some places of a text, as their own name or right behind: 'de post van De Linde'."""
    named = [p for p in parties.find(text) if not p.algemeen]
    here = (p for p in named for place in places if place.begin < p.eind and p.begin < place.end + _OWNER)
    return tuple(sorted({p.naam for p in here}))


def _parts(span: Span) -> list[Span]:
    """A sentence at its semicolons; who bears the costs may stand behind one."""
    if said("last", span.text):
        return [span]
    cuts = [token.i for token in tokens_in(span) if token.text == ";"]
    bounds = [span.start, *(cut + 1 for cut in cuts), span.end]
    return [span.doc[begin:end] for begin, end in pairwise(bounds) if end - begin > 1]


def _is_over(text: PlanText, sentence: Sentence) -> bool:
    """Whether a sentence only tells what was; a moment ahead says that the tense was misread."""
    ahead = any(p.year >= (text.info.jaar or 9999) for p in find_periods(sentence.text, text.info.jaar))
    return sentence.span is not None and not ahead and _is_past(sentence.span)


def _is_past(span: Span) -> bool:
    """Whether every finite verb of a sentence is in the past tense: it tells what was, not what is planned."""
    tenses = {tense for token in tokens_in(span) if token.pos_ in {"VERB", "AUX"} for tense in token.morph.get("Tense", [])}
    return tenses == {"Past"}


def _is_planned(text: PlanText, sentence: Sentence, flow: Flow) -> bool:
    """Whether a sentence says that something will change, of people or a volume."""
    year = text.info.jaar or 0
    ahead = any(period.year >= year for period in find_periods(sentence.text, text.info.jaar))
    whom = bool(find_groepen(sentence.text)) or said("groepswoord", sentence.text) or said("wijzing", sentence.text)
    meant = ahead or said("voornemen", sentence.text)
    if flow.rule in ("stroom-dicht", "stroom-overdracht", "stroom-last"):
        return meant or flow.rule == "stroom-last"
    if flow.rule == "stroom-nazorg":
        return meant
    return (whom and (meant or bool(flow.left) or flow.richting == "behouden")) or (ahead and bool(flow.left))


def _measure(text: PlanText, sentence: Sentence, flow: Flow) -> tuple[Maatregel, tuple[Sentence, ...]]:
    """The fact of a flow, and the other sentences that say whom it is about or how much."""
    back = text.before(sentence, 2)
    who = sentence
    if not find_groepen(sentence.text) and said("wijzing", sentence.text):
        who = next((s for s in back if find_groepen(s.text)), sentence)
    ahead = next((s for s in text.after(sentence, 1) if s.text.lower().startswith("het gaat")), None)
    amount = _amount(sentence) or (_amount(ahead) if ahead else None)
    groups = tuple(sorted({hit.sleutel for hit in find_groepen(who.text)}))
    ages = [age for key in groups if (age := load_groepen()[key].leeftijd)]
    period = _period(text, sentence)
    fact = Maatregel(
        onderwerp=_subject(who),
        richting=flow.richting,
        van_plekken=keys(flow.left),
        naar_plekken=keys(flow.right),
        planstatus=_status(sentence.text),
        groepen=groups,
        leeftijd_van=min((low for low, _ in ages), default=None),
        leeftijd_tot=max((high for _, high in ages), default=None),
        urgentie=tuple(name for name in ("hoog", "laag") if said(f"{name}_urgent", f"{who.text} {sentence.text}")),
        waarde=amount,
        eenheid="aantal" if amount is not None else "",
        vanaf=period.first if period else "",
        tot=period.last if period and period.kind.startswith("tot") else "",
    )
    others = {s.index: s for s in (who, *((ahead,) if ahead else ())) if s.index != sentence.index}
    return fact, tuple(others.values())


def _amount(sentence: Sentence) -> float | None:
    """The largest number of people or acts of care that a sentence names."""
    least = {_COUNT: _FEW, "uur": _MANY_HOURS}
    found = [n.value for n in find_numbers(sentence.text) if n.unit in least and n.value >= least[n.unit]]
    return max(found, default=None)


def _period(text: PlanText, sentence: Sentence) -> Period | None:
    """The time of a flow: in the sentence, else in those before it."""
    for near in (sentence, *text.before(sentence, 1)):
        since = str((text.info.jaar or 1) - 1)
        found = [p for p in find_periods(near.text, text.info.jaar) if p.first >= since or p.kind.startswith("tot")]
        if found:
            return found[0]
    return None


def _status(text: str) -> str:
    if said("verkenning", text):
        return "verkenning"
    return "besluit" if said("besluit", text) else "voornemen"


def _subject(sentence: Sentence) -> str:
    """Whom or what a flow is about, in few words: the group with its traits, else what is counted; '' when nothing is said."""
    span = sentence.span
    head = next((token for token in tokens_in(span) if is_group(token)), None) if span is not None else None
    if head is not None and not said("kaal", head.text):
        group = group_of(head)
        words = " ".join(head.doc[group.begin : group.end].text.split()[:_MOST_WORDS])
    else:
        hit = form("groepswoord").search(sentence.text)
        words = hit.group() if hit and not said("kaal", hit.group()) else ""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
