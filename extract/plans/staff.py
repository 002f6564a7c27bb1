"""Staff that a plan asks for, that a forecast promises, and staff that plans share."""

from __future__ import annotations

from collections.abc import Iterator

from extract.dates import find_periods
from extract.numbers import Number, find_numbers
from extract.plans.areas import Areas, read_areas
from extract.plans.forms import forms_of, holds
from extract.plans.records import PlanText, RawFact, Sentence
from extract.plans.rows import rows
from ontology.beroepen import find_beroepen, load_beroepen
from ontology.planfeiten import Personeelsclaim, Waarborg
from ontology.plekken import Vindplek

_FILE = "personeel.toml"
#: Characters between a number and the profession it counts.
_NEAR = 60
#: The same for a number without 'fte': 'negen nieuwe huisartsen'.
_BESIDE = 10


def find_staff(plan: PlanText) -> Iterator[RawFact]:
    """One Personeelsclaim for each profession of a sentence that asks for staff or forecasts it, and what is shared."""
    areas = read_areas(plan)
    heads = {row.sentence.index: row.head for row in rows(plan)}
    for sentence in plan.sentences:
        found = list(_claims(sentence, plan, areas, heads.get(sentence.index, "")))
        yield from (RawFact(claim, (sentence,), f"personeel-{claim.aard}") for claim in found)
        if holds(_FILE, "gedeelde_inzet", sentence.text):
            yield from _shared(plan, sentence)


def _claims(sentence: Sentence, plan: PlanText, areas: Areas, head: str) -> Iterator[Personeelsclaim]:
    text = sentence.text
    professions = find_beroepen(text)
    kind = _kind(f"{head} {text}") if professions else ""  # in a table the head says what is asked
    if not kind:
        return
    numbers = [n for n in find_numbers(text) if n.unit in ("fte", "aantal")]
    periods = find_periods(text, plan.info.jaar)
    region = next((hit["naam"] for form in forms_of(_FILE, "arbeidsmarktregio") if (hit := form.search(text))), "")
    where = areas.where(text.replace(region, " ") if region else text)
    for key, number in _counted(text, professions, numbers):
        if kind == "claim" and number is not None and number.unit == "aantal" and not holds(_FILE, "erbij", text):
            continue  # how many a rota takes, not how many are asked for
        value = _asked(text, number, numbers) if number is not None else None
        yield Personeelsclaim(
            onderwerp=load_beroepen()[key].label,
            gemeenten=where.gemeenten,
            locaties=where.locaties,
            vanaf=periods[0].first if periods else "",
            tot=periods[-1].last if periods else "",
            beroep=key,
            aard="beschikbaar" if kind == "tekort" else kind,
            waarde=-value if kind == "tekort" and value is not None else value,
            eenheid=number.unit if number is not None else "",
            arbeidsmarktregio=region,
        )


def _asked(text: str, number: Number, numbers: list[Number]) -> float:
    """How many come on top: 'van 10 naar 22 fte' asks for twelve."""
    before = next((n for n in numbers if text[n.end : number.begin].strip() in ("naar", "tot") and text[: n.begin].endswith("van ")), None)
    return number.value - before.value if before is not None and number.value > before.value else number.value


def _kind(text: str) -> str:
    """beschikbaar, tekort, taakverlichting or claim; '' when the sentence asks for nobody."""
    if holds(_FILE, "taakverlichting", text):
        return "taakverlichting" if any(n.unit == "fte" for n in find_numbers(text)) else ""
    if holds(_FILE, "beschikbaar", text):
        return "beschikbaar"
    if holds(_FILE, "tekort", text):
        return "tekort"
    return "claim" if holds(_FILE, "claim", text) and not holds(_FILE, "verleden", text) else ""


def _counted(text: str, professions: list[Vindplek], numbers: list[Number]) -> Iterator[tuple[str, Number | None]]:
    """Each profession with the number that counts it; a profession without one only where it is what is asked for."""
    given: set[str] = set()
    for number in numbers:
        behind = [p for p in professions if 0 <= p.begin - number.end <= (_NEAR if number.unit == "fte" else _BESIDE)]
        before = [p for p in professions if number.unit == "fte" and p.eind <= number.begin]
        found = min(behind, key=lambda p: p.begin, default=None) or max(before, key=lambda p: p.begin, default=None)
        if found is not None and found.sleutel not in given:
            given.add(found.sleutel)
            yield found.sleutel, number
    if not given and not numbers:
        for form in forms_of(_FILE, "werving"):
            hit = form.search(text)
            wanted = [p for p in professions if hit and 0 <= p.begin - hit.end() <= _NEAR] if hit else []
            yield from ((p.sleutel, None) for p in wanted[:1])


def _shared(plan: PlanText, sentence: Sentence) -> Iterator[RawFact]:
    """A Waarborg for the professions that the sentence, or one beside it under the same heading, names."""
    own = {p.sleutel for p in find_beroepen(sentence.text)}
    near = [s for s in (*plan.before(sentence), *plan.after(sentence)) if find_beroepen(s.text) and find_numbers(s.text)]
    keys = own or {p.sleutel for s in near for p in find_beroepen(s.text)}
    for key in sorted(keys):
        about = [s for s in near if key in {p.sleutel for p in find_beroepen(s.text)}]
        places = (sentence, *(s for s in about if s is not sentence))
        yield RawFact(Waarborg(aard="gedeelde_inzet", onderwerp=load_beroepen()[key].label), places, "personeel-gedeeld")
