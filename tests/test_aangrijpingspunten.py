"""Aangrijpingspunten: beïnvloedbare oorzaken ranked by the knelpunten and effecten they reach, with the best chain to each."""

from __future__ import annotations

import json

import factory
import pytest

from extract.records import Claim, Extraction, Grounding
from graph.build import document_graph, write_base
from graph.iris import document_graph_iri
from graph.open import open_store
from graph.store import Store
from queries.aangrijpingspunten import Aangrijpingspunt, find_levers, lever_json
from queries.lezing import Lezing

PAGE = (
    "Slechte roosters leiden tot ziekteverzuim. Ziekteverzuim leidt tot werkdruk. Werkdruk leidt tot lange wachttijden. "
    "Lange wachttijden leiden tot zorgmijding onder ouderen. De vergrijzing leidt tot lange wachttijden."
)


def own(name: str) -> Grounding:
    return factory.grounding(name, regio="heuvelrand")


def step(cause: str, effect: str, belief: float = 0.8) -> Claim:
    names = {
        "Slechte roosters": "rooster",
        "Lange wachttijden": "wachttijd",
        "lange wachttijden": "wachttijd",
        "De vergrijzing": "vergrijzing",
    }
    one, other = (own(names.get(words, words.split()[0].lower())) for words in (cause, effect))
    return factory.claim(cause, effect, cause_concept=one, effect_concept=other, belief=belief, page_text=PAGE)


@pytest.fixture
def store() -> Store:
    claims = (
        step("Slechte roosters", "ziekteverzuim"),
        step("Ziekteverzuim", "werkdruk", 0.9),
        step("Werkdruk", "lange wachttijden"),
        step("Lange wachttijden", "zorgmijding", 0.7),
        step("De vergrijzing", "lange wachttijden"),
    )
    roles = tuple(
        factory.role_statement("vergrijzing", own(name), beinvloedbaar=value, label=label)
        for name, value, label in (("rooster", True, "oorzaak"), ("vergrijzing", False, "oorzaak"))
    )
    extraction: Extraction = factory.extraction(claims, (), roles, pages=(PAGE,))
    store = open_store(None)
    write_base(store)
    store.replace(document_graph_iri(extraction.document.info.id), document_graph(extraction))
    return store


def rooster(levers: list[Aangrijpingspunt]) -> Aangrijpingspunt:
    """The lever 'rooster', which only the text calls beïnvloedbaar; the list is in the order of the scores."""
    assert [lever.score for lever in levers] == sorted((lever.score for lever in levers), reverse=True)
    assert not any(lever.oorzaak.iri.endswith("/vergrijzing") for lever in levers)
    return next(lever for lever in levers if lever.oorzaak.iri.endswith("/rooster"))


def test_a_cause_is_ranked_by_what_it_reaches(store: Store) -> None:
    lever = rooster(find_levers(Lezing(store), "Heuvelrand"))
    reached = {pad.doel.iri.rpartition("/")[2]: round(pad.geloof, 3) for pad in lever.paden}
    assert reached["zorgmijding"] == round(0.8 * 0.9 * 0.8 * 0.7, 3)
    assert lever.score == pytest.approx(sum(pad.geloof for pad in lever.paden))
    assert [pad.geloof for pad in lever.paden] == sorted((pad.geloof for pad in lever.paden), reverse=True)


def test_it_is_explained_in_words_with_pages_and_quotes(store: Store) -> None:
    lever = rooster(find_levers(Lezing(store), "Heuvelrand"))
    assert "te beïnvloeden en bereikt" in lever.uitleg
    assert "p. 1" in lever.uitleg
    data = json.loads(json.dumps(lever_json(lever)))
    assert all(PAGE[proof["begin"] : proof["eind"]] == proof["citaat"] for proof in data["bewijs"])
    assert all(len(pad["keten"]) == len(pad["beweringen"]) + 1 for pad in data["paden"])


def test_another_region_gives_nothing(store: Store) -> None:
    assert find_levers(Lezing(store), "Elders") == []
