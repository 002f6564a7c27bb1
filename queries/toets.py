"""Answers the criteria for each document: evidence found, in part, or not found. Never whether a document meets them.

The evidence that each criterion asks for stands in queries/criteria/*.toml; see ``queries.criteriasets``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.store import Store
from queries.criteriasets import Criteria, Criteriaset, Criterium, Element
from queries.records import Proof
from queries.toets_bron import Bron, Stuk, exact
from queries.toets_tekst import Bladzijde, Treffer, in_part, passages
from queries.wording import distinct

Oordeel = Literal["bewijs gevonden", "deels", "niet gevonden"]
OORDELEN: tuple[Oordeel, ...] = ("bewijs gevonden", "deels", "niet gevonden")
#: What is said of a document for which no set holds.
ZONDER_SET = "geen criteriaset geladen"


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The answer to one criterion; ``bladzijden`` are those of the document itself, ``ontbreekt`` is in words."""

    criterium: Criterium
    set: str
    oordeel: Oordeel
    bladzijden: tuple[int, ...]
    bewijs: tuple[Proof, ...]
    ontbreekt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toets:
    """The answers for one document; without sets there are none."""

    stuk: Stuk
    sets: tuple[Criteriaset, ...]
    antwoorden: tuple[Antwoord, ...]


@dataclass(frozen=True, slots=True)
class _Uitkomst:
    """What was found of one element; ``mate`` 1 is all that was asked, 0 nothing, between them a part."""

    element: Element
    mate: float
    bewijs: tuple[Proof, ...]
    ontbreekt: str = ""


def answer_criteria(
    store: Store, criteria: Criteria, *, peildatum: date | None = None, regio: str | None = None, document: str | None = None
) -> list[Toets]:
    """The answers for every document (of a region, or one by file name or id), by region, kind and file name."""
    bron = Bron(store, criteria.klassen)
    sets = criteria.on(peildatum)
    return [
        _test(bron, stuk, sets)
        for stuk in bron.stukken
        if (regio is None or stuk.regio.lower() == regio.lower()) and document in (None, stuk.bestand, stuk.id)
    ]


def _test(bron: Bron, stuk: Stuk, sets: Iterable[Criteriaset]) -> Toets:
    mine = [(one, [c for c in one.criteria if stuk.soort in c.soorten]) for one in sets]
    answers = [_answer(bron, stuk, one, criterion) for one, criteria in mine for criterion in criteria]
    return Toets(stuk, tuple(one for one, criteria in mine if criteria), tuple(answers))


def _answer(bron: Bron, stuk: Stuk, one: Criteriaset, criterion: Criterium) -> Antwoord:
    outcomes = [_look(bron, stuk, element) for element in criterion.elementen]
    proofs = distinct(proof for outcome in outcomes for proof in outcome.bewijs)
    oordeel = _verdict(outcomes)
    return Antwoord(
        criterium=criterion,
        set=one.id,
        oordeel=oordeel,
        bladzijden=tuple(sorted({p.pagina for p in proofs if p.document_id == stuk.id})) if oordeel != "niet gevonden" else (),
        bewijs=proofs if oordeel != "niet gevonden" else (),
        ontbreekt=tuple(outcome.ontbreekt for outcome in outcomes if outcome.ontbreekt),
    )


def _verdict(outcomes: Sequence[_Uitkomst]) -> Oordeel:
    if all(outcome.mate >= 1 for outcome in outcomes):
        return "bewijs gevonden"
    return "deels" if any(outcome.mate > 0 and outcome.element.dragend for outcome in outcomes) else "niet gevonden"


def _look(bron: Bron, stuk: Stuk, element: Element) -> _Uitkomst:
    if element.soort == "knelpunten":
        return _knelpunten(bron, stuk, element)
    if element.soort == "onderdelen":
        return _subtopics(bron, stuk, element)
    if element.soort == "vraag":
        found = [hit for other in bron.reach(stuk, element) for hit in bron.rows(other, element)]
    else:
        found = [hit for other in bron.reach(stuk, element) for hit in _passages(bron, other, element)]
    return _counted(element, found)


def _passages(bron: Bron, stuk: Stuk, element: Element, own: tuple[str, ...] = ()) -> list[Treffer]:
    pages = bron.pages(stuk)
    part = [page for number, page in enumerate(pages) if in_part(element.passage, number, len(pages))]
    return passages(bron.words(stuk), part, element.passage, stuk.jaar, own)


def _counted(element: Element, found: Sequence[Treffer]) -> _Uitkomst:
    pages = {(hit.bladzijde.document_id, hit.bladzijde.nummer) for hit in found}
    mate = min(1.0, len(found) / element.minstens, len(pages) / element.bladzijden)
    proofs = _one_per_page(found)
    if mate >= 1 or not found:
        return _Uitkomst(element, mate, proofs, "" if mate >= 1 else element.omschrijving)
    asked = f"{element.minstens} plaatsen" if len(found) < element.minstens else f"{element.bladzijden} bladzijden"
    return _Uitkomst(element, mate, proofs, f"{element.omschrijving}: {len(found)} keer gevonden, gevraagd op ten minste {asked}")


def _subtopics(bron: Bron, stuk: Stuk, element: Element) -> _Uitkomst:
    named = element.onderdelen or tuple((name, (exact(name),)) for name in stuk.gemeenten)
    if not named:
        return _Uitkomst(element, 0.0, (), f"{element.omschrijving}: de gemeenten van de regio zijn niet bekend (zet ze in documenten.csv)")
    found: list[Treffer] = []
    absent: list[str] = []
    for name, words in named:
        hits = [hit for other in bron.reach(stuk, element) for hit in _passages(bron, other, element, words)]
        found += hits[:1]
        absent += [] if hits else [name]
    least = min(element.minstens, len(named)) if element.onderdelen else len(named)
    mate = min(1.0, len(found) / least)
    missing = f"{element.omschrijving}: niet gevonden voor {', '.join(absent)}" if found else element.omschrijving
    return _Uitkomst(element, mate, tuple(_proof(hit) for hit in found), missing if mate < 1 else "")


def _knelpunten(bron: Bron, stuk: Stuk, element: Element) -> _Uitkomst:
    every, shown = bron.knelpunten(stuk, element)
    share = len(shown) / len(every) if every else 0.0
    mate = 1.0 if every and share >= element.aandeel else share if share >= element.deels else 0.0
    missing = f"{element.omschrijving}: gevonden bij {len(shown)} van de {len(every)} knelpunten" if every else element.omschrijving
    proofs = tuple(proof for pieces in shown for proof in pieces) if mate else ()
    return _Uitkomst(element, mate, proofs, missing if mate < 1 else "")


def _one_per_page(found: Iterable[Treffer]) -> tuple[Proof, ...]:
    first: dict[tuple[str, int], Treffer] = {}
    for hit in found:
        first.setdefault((hit.bladzijde.document_id, hit.bladzijde.nummer), hit)
    return tuple(map(_proof, first.values()))


def _proof(hit: Treffer) -> Proof:
    page: Bladzijde = hit.bladzijde
    return Proof(page.document, page.nummer, page.tekst[hit.begin : hit.eind], hit.begin, hit.eind, page.document_id)


def toets_json(tested: Iterable[Toets]) -> dict[str, object]:
    """What ``regiograaf toets --json`` prints: answers by document, what no set holds for, and the sets themselves."""
    done = list(tested)
    used = {one.id: one for test in done for one in test.sets}
    return {
        "documenten": [_document_json(one) for one in done if one.sets],
        "zonder_set": [{**_head(one.stuk), "reden": ZONDER_SET} for one in done if not one.sets],
        "criteriasets": [_set_json(used[key]) for key in sorted(used)],
    }


def _head(stuk: Stuk) -> dict[str, object]:
    return {"document": stuk.bestand, "soort": stuk.soort, "regio": stuk.regio}


def _set_json(one: Criteriaset) -> dict[str, object]:
    return {
        "id": one.id,
        "titel": one.titel,
        "versie": one.versie,
        "geldig_van": one.geldig_van.isoformat(),
        "geldig_tot": one.geldig_tot.isoformat() if one.geldig_tot else None,
        "peildatum": one.peildatum.isoformat(),
        "bron": one.bron,
    }


def _document_json(one: Toets) -> dict[str, object]:
    return {**_head(one.stuk), "sets": [s.id for s in one.sets], "antwoorden": [_answer_json(answer) for answer in one.antwoorden]}


def _answer_json(answer: Antwoord) -> dict[str, object]:
    return {
        "id": answer.criterium.id,
        "set": answer.set,
        "vraag": answer.criterium.vraag,
        "bron": answer.criterium.bron,
        "oordeel": answer.oordeel,
        "bladzijden": list(answer.bladzijden),
        "bewijs": [
            {"document": p.document, "pagina": p.pagina, "citaat": p.citaat, "begin": p.begin, "eind": p.eind} for p in answer.bewijs
        ],
        "ontbreekt": list(answer.ontbreekt),
    }
