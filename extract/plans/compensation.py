"""What a plan does for those who bear the consequences of a flow, and who says that they were not asked."""

from __future__ import annotations

from collections.abc import Iterator

from extract.numbers import Number, find_numbers
from extract.plans.areas import read_areas
from extract.plans.flow_places import find_places
from extract.plans.flow_words import form, keyed, said
from extract.plans.parties import read_parties
from extract.plans.records import PlanText, RawFact, Sentence
from extract.plans.shifts import find_shifts
from ontology.planfeiten import Maatregel, Planrol, Waarborg

#: Sentences behind a flow that may still be about it.
_REACH = 5


def find_compensation(text: PlanText) -> Iterator[RawFact]:
    """Compensation, its absence, mitigation and consent: round every flow, and elsewhere when the sentence names who gets it."""
    done = set()
    for raw in find_shifts(text):
        if isinstance(raw.fact, Maatregel) and raw.fact.naar_plekken:
            for sentence in (*text.before(raw.sentences[0], 1), raw.sentences[0], *text.after(raw.sentences[0], _REACH)):
                for fact in _safeguards(sentence, raw.fact.naar_plekken):
                    done.add(sentence.index)
                    yield RawFact(fact, (sentence,), f"waarborg-{fact.aard}")
    for sentence in text.sentences:
        own = _named(sentence.text)
        if own and sentence.index not in done:
            yield from (RawFact(fact, (sentence,), f"waarborg-{fact.aard}") for fact in _safeguards(sentence, own))


def _safeguards(sentence: Sentence, places: tuple[str, ...]) -> Iterator[Waarborg]:
    """What one sentence promises for some places; ``onderwerp`` says how far it goes: volledig, deels, ontbreekt or ''."""
    words = sentence.text
    places = _named(words) or places
    if said("vraag", words):
        return
    number = _staff(words)
    amount, unit = (number.value, number.unit) if number else (None, "")
    if said("geen_compensatie", words):
        yield Waarborg(aard="compensatie", onderwerp="ontbreekt", plekken=places, waarde=0.0)
    elif said("compensatie", words):
        reach = "deels" if said("deels", words) else "volledig" if said("volledig", words) else ""
        yield Waarborg(aard="compensatie", onderwerp=reach, plekken=places, waarde=amount, eenheid=unit)
    if said("instemming", words) and not said("voorbehoud", words):
        yield Waarborg(aard="instemming", plekken=places)
    if said("mitigatie", words):
        yield Waarborg(aard="mitigatie", plekken=places, onderwerp="netto" if said("netto", words) else "")


def _staff(words: str) -> Number | None:
    return next((n for unit in ("fte", "euro") for n in find_numbers(words) if n.unit == unit), None)


def find_left_out(text: PlanText) -> Iterator[RawFact]:
    """Sentences that say that a party or sector bears a plan but was not asked ('geraakt') or only told ('genoemd')."""
    areas = read_areas(text)
    parties = read_parties(text, areas)
    for sentence in text.sentences:
        role = "geraakt" if said("niet_betrokken", sentence.text) else "genoemd" if said("alleen_bericht", sentence.text) else ""
        if not role or said("over_mensen", sentence.text):
            continue
        back = text.before(sentence, 2) if said("terugwijzing", sentence.text) else ()
        source = next(((s,) for s in back if _speakers(s.text)), ())
        places = _speakers(sentence.text) or (_speakers(source[0].text) if source else ())
        named_parties = [p for p in parties.find(sentence.text) if not (places or p.algemeen)]
        places = places or tuple(sorted({key for p in named_parties for key in p.plekken}))
        if places:
            about = " ".join(s.text for s in (*back[:1], sentence))
            named = (areas.where(s.text) for s in (sentence, *back))
            names = next((found for where in named if (found := (*where.gemeenten, *where.locaties))), ())
            fact = Planrol(
                planrol=role,
                partijen=tuple(sorted({p.naam for p in named_parties})),
                plekken=places,
                locaties=tuple(sorted(set(names))),
                onderwerp=_plan(about),
            )
            yield RawFact(fact, (sentence, *source), f"rol-{role}")


def _speakers(words: str) -> tuple[str, ...]:
    """The places whose people are not asked; not those that people only come from or that did not ask."""
    asker = form("vroeg_niet").search(words)
    if asker and _named(words[asker.end() :]):
        words = words[asker.end() :]
    found = [(key, said("niet_de_spreker", words[:begin])) for key, begin, _ in find_places(words) if key != "thuis"]
    return tuple(sorted({key for key, other in found if not other} or {key for key, _ in found}))


def _plan(words: str) -> str:
    """The kind of plan that nobody asked about; 'hier' for the document itself, '' when it is not said."""
    if said("plan_hier", words):
        return "hier"
    return next((kind for kind, expression in keyed("plansoort", "soort") if expression.search(words)), "")


def _named(words: str) -> tuple[str, ...]:
    return tuple(sorted({key for key, _, _ in find_places(words)} - {"thuis"}))
