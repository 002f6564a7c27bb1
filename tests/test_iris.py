"""IRIs: the forms of docs/graafmodel.md, safe and different for different texts."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import iris
from graph.errors import InvalidIri
from ontology import namen
from ontology.prefixes import GRAAF, ID

any_text = st.text(st.characters(exclude_categories=()), min_size=1)


def test_forms() -> None:
    assert str(iris.document_iri("d-1")) == ID + "document/d-1"
    assert iris.document_graph_iri("d-1") == GRAAF + "document/d-1"
    assert str(iris.page_iri("d-1", 3)) == ID + "document/d-1/pagina/3"
    assert str(iris.vindplaats_iri("d-1", 3, 10, 80)) == ID + "vindplaats/d-1/3-10-80"
    assert str(iris.bewering_iri("ab12")) == ID + "bewering/ab12"
    assert str(iris.vermelding_iri("ab12")) == ID + "vermelding/ab12"
    assert str(iris.roluitspraak_iri("ab12")) == ID + "roluitspraak/ab12"
    assert str(iris.koppeling_iri("ab12")) == ID + "koppeling/ab12"
    assert namen.region_concept("Elzenmark", "tekort begeleider") == ID + "begrip/elzenmark/tekort-begeleider"
    assert iris.roltoekenning_iri("d", "c", "Oorzaak").startswith(ID + "roltoekenning/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zuidoost-Brabant", "zuidoost-brabant"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("cliënten  met één\thulpvraag", "clienten-met-een-hulpvraag"),
        ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("ĲSSELLAND", "ijsselland"),
        ("Midden- en West-Drenthe", "midden-en-west-drenthe"),
    ],
)
def test_slug_reads_as_dutch(text: str, expected: str) -> None:
    assert namen.slug(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("zorg 65+", "zorg 65"), ("zorg 65+", "zorg 65%"), ("中", "文"), ("a" * 200, "a" * 201), ("", "+")],
)
def test_slug_keeps_apart_what_it_cannot_spell(one: str, other: str) -> None:
    assert namen.slug(one) != namen.slug(other)


@given(any_text)
def test_slug_is_one_safe_step(text: str) -> None:
    made = namen.slug(text)
    assert made and len(made) <= 91 and set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-~")
    assert namen.slug(text) == made


@given(any_text)
def test_any_document_id_gives_a_valid_iri_and_comes_back(document_id: str) -> None:
    for iri in (iris.document_iri(document_id), iris.document_graph_iri(document_id), iris.vindplaats_iri(document_id, 1, 0, 5)):
        assert ox.NamedNode(iri).value == str(iri)
    assert iris.document_id_of(iris.document_graph_iri(document_id)) == document_id


@given(any_text, any_text)
def test_different_ids_never_share_an_iri(one: str, other: str) -> None:
    assert (iris.bewering_iri(one) == iris.bewering_iri(other)) == (one == other)


@given(st.lists(any_text, min_size=1, max_size=3), st.lists(any_text, min_size=1, max_size=3))
def test_digest_keeps_the_borders_between_parts(one: list[str], other: list[str]) -> None:
    assert (namen.digest(*one) == namen.digest(*other)) == (one == other)


def test_dots_are_not_resolved_away() -> None:
    assert iris.document_iri("..").endswith("/%2E%2E")


@pytest.mark.parametrize("value", ["", "geen iri", "https://a.b/<c>", 'https://a.b/"', "https://a.b/\n", "https://a.b/\ud800"])
def test_bad_iri_is_refused_in_one_dutch_line(value: str) -> None:
    with pytest.raises(InvalidIri) as caught:
        iris.checked_iri(value)
    assert "\n" not in str(caught.value) and "geen geldige IRI" in str(caught.value)


def test_empty_id_is_refused() -> None:
    with pytest.raises(InvalidIri):
        iris.document_iri("")


def test_graph_of_something_else_has_no_document() -> None:
    assert iris.document_id_of(iris.BOUWLOG) is None
