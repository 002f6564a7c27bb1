"""Reading a graph once: what is kept, what lies within a region or document, and which documents can meet."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset, Literal, URIRef

from graph.errors import InvalidIri
from graph.iris import place_of, vindplaats_iri
from graph.open import open_store
from graph.store import Store
from graph.store_rdflib import RdflibStore
from ontology.planfeiten import Maatregel, Planfeit
from ontology.vocab import RG
from queries.causal_view import causal_view
from queries.conflicten.buurten import neighbourhoods
from queries.lezing import Lezing
from queries.planfeiten import Feit, Plan, Planfeiten

CASE = Path(__file__).parent / "cases" / "checks" / "kringen" / "schijnlus.trig"


@pytest.fixture(params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = RdflibStore() if request.param == "rdflib" else open_store(None)
    dataset = Dataset()
    dataset.parse(CASE, format="trig")
    for graph in dataset.graphs():
        made.replace(str(graph.identifier), graph)
    return made


def test_both_stores_give_one_reading(store: Store) -> None:
    lezing = Lezing(store)
    assert [one.kop.bestand for one in lezing.documenten] == sorted(one.kop.bestand for one in lezing.documenten)
    assert lezing.claims and all(claim.bewijs and claim.document_id for claim in lezing.claims)
    assert {claim.oorzaak for claim in lezing.claims} <= lezing.concepts.keys()


def test_a_part_shares_what_was_read(store: Store) -> None:
    lezing = Lezing(store)
    first = lezing.documenten[0]
    part = lezing.binnen(document=first.kop.bestand.join("  "))
    assert part.documenten == (first,) and part.claims == first.claims
    assert part.concepts is lezing.concepts
    assert lezing.binnen(first.kop.regio.upper()).documenten and not lezing.binnen("elders").documenten


def test_only_what_was_written_is_read_again(store: Store) -> None:
    first = Lezing(store)
    changed, *others = first.documenten
    graph = store.graph(changed.kop.graaf)
    claim = URIRef(next(one.iri for one in changed.claims))
    graph.set((claim, RG.status, Literal("verworpen")))
    store.replace(changed.kop.graaf, graph)
    again = Lezing(store, Lezing(store, first))
    assert again.documenten[0] is not changed and list(again.documenten[1:]) == others
    assert next(one.status for one in again.claims if one.iri == str(claim)) == "verworpen"
    assert again.claims == Lezing(store).claims


def test_a_view_is_made_once(store: Store) -> None:
    lezing = Lezing(store)
    assert causal_view(lezing) is causal_view(lezing)
    assert causal_view(lezing) is not causal_view(lezing, ontkend=True)


def test_place_of_a_vindplaats() -> None:
    assert place_of(str(vindplaats_iri("een-document-2024", 3, 10, 80))) == (3, 10, 80)
    with pytest.raises(InvalidIri):
        place_of("https://voorbeeld.nl/3-10")


def _fact(document: str, regio: str, **said: object) -> Feit[Planfeit]:
    plan = Plan(document, f"{document}.md", document, "regioplan", regio, 2026, frozenset())
    return Feit(f"urn:{document}", Maatregel(**said), plan, (), ())  # type: ignore[arg-type]


def test_documents_of_a_region_or_with_a_place_in_common_are_neighbours() -> None:
    facts = (
        _fact("a", "Noord"),
        _fact("b", "noord"),
        _fact("c", "Zuid", gemeenten=("Brinkdorp",)),
        _fact("d", "West", locaties=("brinkdorp",)),
        _fact("e", "Oost", partijen=("Gemeente Brinkdorp",)),
        _fact("f", "Delta", partijen=("Oost",)),
    )
    whole = Planfeiten({fact.plan.document_id: fact.plan for fact in facts}, facts)
    parts = list(neighbourhoods(whole))
    assert [sorted(part.plannen) for part in parts] == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert sorted(fact.iri for part in parts for fact in part.feiten) == sorted(fact.iri for fact in facts)
