"""Decisions on concepts hold in every document, at once and after reading anew, and can be undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from besluithulp import (
    CLAIMS,
    EXTRACTION,
    GRAAF,
    NOW,
    OTHER,
    SECOND,
    arrows,
    causes,
    correct,
    fresh,
    kept,
    roles,
    said,
    two_documents,
    values,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import iris
from graph.besluiten.begrippen import concept_state, own_concept
from graph.besluiten.dagboek import decisions_from_json, decisions_json, read_decisions
from graph.besluiten.errors import AlreadyMerged, BadCorrection, MergeForbidden, UnknownConcept
from graph.besluiten.maken import forbid_merge, merge_concepts, rename_concept, set_influence, split_concept, take_back
from graph.besluiten.plaatsing import unplaced
from graph.besluiten.records import besluit
from graph.besluiten.toepassen import apply_decisions, take_over
from graph.build import write_base, write_extraction
from graph.open import open_store
from graph.store import Store
from ontology.prefixes import BEGRIP, ID
from queries.facts import influence_of
from queries.lezing import Lezing

WHO = {"beoordelaar": "Anna", "tijdstip": NOW}
VERGRIJZING, EENZAAMHEID, WONINGEN = (BEGRIP + name for name in ("vergrijzing", "eenzaamheid", "tekort-woningen"))
TEKORT = f"{ID}begrip/heuvelrand/tekort-verpleegkundigen"
GRAPHS = (GRAAF, iris.document_graph_iri(SECOND))


@pytest.fixture
def store() -> Store:
    return two_documents()


# --- merge ---


def test_merging_moves_every_use_in_every_document(store: Store) -> None:
    before = said(store)
    one = merge_concepts(store, TEKORT, VERGRIJZING, **WHO)
    for graph in GRAPHS:
        assert not [line for line in store.nquads([graph]) if TEKORT in line]
        assert ("vergrijzing", "veroorzaakt", "wachttijd") in arrows(store, graph)
        assert causes(store, graph)["tekort aan verpleegkundigen"][1] == "vergrijzing"
        assert "tekort-verpleegkundigen" not in {role[0] for role in roles(store, graph)}
    take_back(store, one.id, beoordelaar="Bram", tijdstip=NOW)
    assert said(store) == before and kept(store) == []


def test_merging_into_a_concept_of_another_document_takes_its_name_along() -> None:
    store = two_documents()
    store.remove(GRAPHS[1])
    merge_concepts(store, VERGRIJZING, TEKORT, **WHO)
    write_extraction(store, OTHER, datetime(2026, 1, 1, tzinfo=UTC))
    assert values(store, TEKORT, GRAPHS[1])["prefLabel"] == "tekort verpleegkundigen"
    assert ("tekort-verpleegkundigen", "veroorzaakt", "druk-wijkverpleging") in arrows(store, GRAPHS[1])


def test_merging_goes_on_from_earlier_merges(store: Store) -> None:
    merge_concepts(store, TEKORT, EENZAAMHEID, **WHO)
    second = merge_concepts(store, EENZAAMHEID, VERGRIJZING, **WHO)
    assert ("vergrijzing", "veroorzaakt", "wachttijd") in arrows(store)
    third = merge_concepts(store, WONINGEN, EENZAAMHEID, **WHO)
    assert third.waarde("naar") == VERGRIJZING
    with pytest.raises(AlreadyMerged, match="al samengevoegd"):
        merge_concepts(store, TEKORT, VERGRIJZING, **WHO)
    take_back(store, second.id, **WHO)
    assert ("eenzaamheid", "veroorzaakt", "wachttijd") in arrows(store)


# --- keep apart ---


def test_what_is_kept_apart_is_not_merged_also_not_through_others(store: Store) -> None:
    apart = forbid_merge(store, VERGRIJZING, WONINGEN, **WHO)
    merge_concepts(store, EENZAAMHEID, VERGRIJZING, **WHO)
    before = store.nquads()
    for van, naar in ((VERGRIJZING, WONINGEN), (WONINGEN, VERGRIJZING), (WONINGEN, EENZAAMHEID)):
        with pytest.raises(MergeForbidden, match="mogen niet samen"):
            merge_concepts(store, van, naar, **WHO)
    assert store.nquads() == before
    take_back(store, apart.id, **WHO)
    merge_concepts(store, WONINGEN, EENZAAMHEID, **WHO)


def test_what_is_merged_cannot_be_kept_apart(store: Store) -> None:
    merge_concepts(store, EENZAAMHEID, VERGRIJZING, **WHO)
    with pytest.raises(AlreadyMerged):
        forbid_merge(store, VERGRIJZING, EENZAAMHEID, **WHO)


def test_a_colleague_who_keeps_apart_what_i_merged_is_not_overruled(store: Store) -> None:
    merge_concepts(store, TEKORT, VERGRIJZING, **WHO)
    first, second = sorted((TEKORT, VERGRIJZING))
    theirs = besluit(first, "verbied", "Bram", NOW, wijziging={"ander": second})
    take_over(store, [theirs])
    assert ("tekort-verpleegkundigen", "veroorzaakt", "wachttijd") in arrows(store)
    ((mine, why),) = unplaced(store)
    assert mine.handeling == "voeg_samen" and "spreken elkaar tegen" in why


NAMES = st.sampled_from([VERGRIJZING, EENZAAMHEID, WONINGEN, TEKORT])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["voeg_samen", "verbied"]), NAMES, NAMES), max_size=8))
def test_no_order_of_decisions_joins_what_is_kept_apart(acts: list[tuple[str, str, str]]) -> None:
    made = [
        besluit(one, act, "Anna", f"2026-11-22T08:00:{number:02}Z", wijziging={"naar" if act == "voeg_samen" else "ander": other})  # type: ignore[arg-type]
        for number, (act, one, other) in enumerate(acts)
        if one != other
    ]
    arranged = concept_state(made)
    for pair in arranged.verboden:
        one, other = pair
        assert arranged.nu(one, "woorden") != arranged.nu(other, "woorden")
    for concept in (VERGRIJZING, EENZAAMHEID, WONINGEN, TEKORT):
        assert arranged.nu(concept, "woorden") == arranged.samen(concept)


# --- split ---


def test_splitting_gives_some_uses_a_concept_of_their_own(store: Store) -> None:
    before = said(store)
    one = split_concept(store, VERGRIJZING, "Ouder wordende inwoners", ["  De\nVergrijzing ", "vergrijzing"], **WHO)
    own = own_concept("Ouder wordende inwoners")
    for graph in GRAPHS:
        assert values(store, own, graph)["prefLabel"] == "Ouder wordende inwoners"
        assert ("ouder-wordende-inwoners", "veroorzaakt", "druk-wijkverpleging") in arrows(store, graph)
    merge_concepts(store, own, WONINGEN, **WHO)
    assert ("tekort-woningen", "veroorzaakt", "druk-wijkverpleging") in arrows(store)
    for made in reversed(read_decisions(store)):
        take_back(store, made.id, **WHO)
    assert said(store) == before and kept(store) == [] and one.handeling == "splits"


def test_whoever_chooses_the_concept_after_a_split_means_it(store: Store) -> None:
    split_concept(store, VERGRIJZING, "Ouder worden", ["vergrijzing"], **WHO)
    correct(store, CLAIMS[0], oorzaakbegrip=VERGRIJZING)
    assert values(store, CLAIMS[0])["oorzaakbegrip"] == VERGRIJZING


# --- name and influence ---


def test_a_new_name_is_everywhere_and_the_old_one_finds_it_still(store: Store) -> None:
    before = said(store)
    rename_concept(store, VERGRIJZING, "ouder wordende bevolking", **WHO)
    rename_concept(store, TEKORT, "te weinig verpleegkundigen", **WHO)
    concepts = Lezing(store).concepts
    assert (concepts[VERGRIJZING].label, concepts[TEKORT].label) == ("ouder wordende bevolking", "te weinig verpleegkundigen")
    old = {str(row["o"]) for row in store.query(f"SELECT ?o WHERE {{ GRAPH ?g {{ <{TEKORT}> skos:altLabel ?o }} }}").rows}
    assert old == {"tekort verpleegkundigen"}
    for made in read_decisions(store):
        take_back(store, made.id, **WHO)
    assert said(store) == before and kept(store) == []


@pytest.mark.parametrize("answer", [True, False, None])
def test_a_reviewer_goes_before_text_and_list(store: Store, answer: bool | None) -> None:
    set_influence(store, VERGRIJZING, answer, **WHO)
    for graph in GRAPHS:
        assert ("vergrijzing", "Oorzaak", answer, "beoordelaar") in roles(store, graph)
        assert causes(store, graph)["vergrijzing"] == ("aanvaard", "vergrijzing", answer, "beoordelaar")
    lezing = Lezing(store)
    assert influence_of(lezing.concepts[VERGRIJZING], lezing.roles[VERGRIJZING]) is answer


# --- a new build ---


def test_decisions_hold_after_everything_is_written_anew() -> None:
    store = open_store(None)
    write_base(store)
    for extraction in (EXTRACTION, OTHER):
        write_extraction(store, extraction, datetime(2026, 1, 1, tzinfo=UTC))
    merge_concepts(store, TEKORT, EENZAAMHEID, **WHO)
    rename_concept(store, EENZAAMHEID, "alleen zijn", **WHO)
    set_influence(store, VERGRIJZING, True, **WHO)
    now = store.nquads()
    write_base(store)
    for extraction in (EXTRACTION, OTHER):
        write_extraction(store, extraction, datetime(2026, 1, 1, tzinfo=UTC))
    assert store.nquads() == now
    apply_decisions(store)
    assert store.nquads() == now


def test_decisions_of_others_hold_the_same(store: Store) -> None:
    merge_concepts(store, TEKORT, EENZAAMHEID, **WHO)
    split_concept(store, VERGRIJZING, "ouder worden", ["vergrijzing"], **WHO)
    other = two_documents()
    taken = decisions_from_json(decisions_json(read_decisions(store)))
    assert (take_over(other, taken), take_over(other, taken)) == (2, 0)
    assert other.nquads() == store.nquads()


# --- what is refused ---


def test_what_cannot_be() -> None:
    store = fresh()
    before = store.nquads()
    with pytest.raises(UnknownConcept):
        merge_concepts(store, VERGRIJZING, BEGRIP + "bestaat-niet", **WHO)
    with pytest.raises(UnknownConcept):
        rename_concept(store, "geen iri <", "naam", **WHO)
    for label in ("", " ", "x" * 200, "naam\x00"):
        with pytest.raises(BadCorrection, match="naam"):
            rename_concept(store, VERGRIJZING, label, **WHO)
    with pytest.raises(BadCorrection, match="andere naam"):
        split_concept(store, VERGRIJZING, "Vergrijzing", ["vergrijzing"], **WHO)
    with pytest.raises(BadCorrection, match="ten minste één"):
        split_concept(store, VERGRIJZING, "anders", [" "], **WHO)
    with pytest.raises(AlreadyMerged):
        merge_concepts(store, VERGRIJZING, VERGRIJZING, **WHO)
    assert store.nquads() == before
