"""Plan facts as data: the words that name places and groups, and the way of a fact through the graph."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

import factory
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records import Fact
from graph.build import document_graph, write_extraction
from graph.open import open_store
from ontology.planfeiten import KLASSEN, Maatregel, Planfeit, build, property_name, values
from ontology.plekken import Groepswoord, Plek, find_groepen, find_plekken, load_groepen, load_plekken, places_of
from ontology.vocab import RG
from queries.lezing import Lezing
from queries.planfeiten import read_planfeiten, shared_period

WOORDEN: list[Plek | Groepswoord] = [*load_plekken().values(), *load_groepen().values()]


@pytest.mark.parametrize("entry", WOORDEN, ids=lambda entry: entry.sleutel)
def test_examples_are_found_and_counterexamples_are_not(entry: Plek | Groepswoord) -> None:
    find = find_plekken if isinstance(entry, Plek) else find_groepen
    assert entry.voorbeelden
    for example in entry.voorbeelden:
        assert entry.sleutel in {hit.sleutel for hit in find(example)}, example
    for example in entry.niet:
        assert entry.sleutel not in {hit.sleutel for hit in find(example)}, example


def test_every_kind_of_places_holds_places() -> None:
    for klasse in ("breed", "acuut", "verblijf", "ontvanger", "ontvanger_met_getal", "thuis"):
        assert places_of(klasse) <= load_plekken().keys()
        assert places_of(klasse)


def test_every_link_of_the_chain_is_a_place() -> None:
    for plek in load_plekken().values():
        assert {*plek.keten, *plek.deel_van} <= load_plekken().keys()


@pytest.mark.parametrize("klasse", KLASSEN, ids=lambda klasse: klasse.__name__)
def test_every_class_and_field_is_a_term_of_the_ontology(klasse: type[Planfeit]) -> None:
    assert RG[klasse.__name__]
    assert all(RG[property_name(field.name)] for field in fields(klasse))


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)


@given(
    st.builds(
        Maatregel,
        onderwerp=_TEXT,
        plekken=st.sets(_TEXT).map(lambda found: tuple(sorted(found))),
        vanaf=st.sampled_from(["", "2026", "2026-07-01"]),
        leeftijd_van=st.none() | st.integers(0, 120),
        waarde=st.none() | st.integers(-10_000, 10_000).map(float),
    )
)
def test_a_fact_is_rebuilt_from_its_values(fact: Maatregel) -> None:
    assert build(Maatregel, list(values(fact))) == fact


def test_a_fact_comes_back_from_the_graph() -> None:
    proof = factory.evidence("Met een gezamenlijke roosterpool willen we de wachttijden verkorten.")
    fact = Fact(
        "x", Maatregel(onderwerp="roosterpool", richting="starten", gemeenten=("Brinkhorst",), vanaf="2026", waarde=2.5), (proof,), "r"
    )
    extraction = factory.extraction([])
    store = open_store(None)
    write_extraction(store, type(extraction)(document=extraction.document, facts=(fact,)), datetime(2026, 1, 2, tzinfo=UTC))
    assert len(document_graph(extraction))
    (feit,) = read_planfeiten(Lezing(store)).van(Maatregel)
    assert feit.inhoud == fact.fact
    assert feit.tekst == proof.quote
    assert feit.gemeenten == {"brinkhorst"}


def test_periods() -> None:
    assert shared_period(("2026-07-01", ""), ("", "2028")) == ("2026-07-01", "2028")
    assert shared_period(("2028-07", ""), ("2025", "2028")) == ("2028-07", "2028")
    assert shared_period(("2029", ""), ("2025", "2028")) is None
