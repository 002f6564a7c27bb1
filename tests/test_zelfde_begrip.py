"""Which concepts are put to a person as perhaps one, and which never are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extract.records import Document, DocumentInfo, Evidence, Extraction, Grounding, Mention, Page
from graph.build import write_base, write_extraction
from graph.open import open_store
from ontology.load import load_concepts
from ontology.namen import digest, region_concept
from queries.begrippen import concept_list, usage
from queries.lezing import Lezing
from queries.zelfde_begrip import suggestions

SCHEME = {concept.label: concept.iri for concept in load_concepts()}


def read(*labels: str) -> Lezing:
    """A graph in which every label is a knelpunt once: a concept of the scheme, or else of the region."""
    text = ". ".join(labels)
    info = DocumentInfo("proef", "proef.md", "", "zorgkantoorregiobeeld", "Proefland", 2025, (), sha256="0" * 64)
    mentions = []
    for label in labels:
        begin = text.index(label)
        place = (Evidence(1, begin, begin + len(label), label),)
        concept = Grounding(SCHEME.get(label) or region_concept("Proefland", label), label, 1.0, new=label not in SCHEME)
        mentions.append(Mention(digest(label), "knelpunt", label, place, "lijst", concept, "", place))
    store = open_store(None)
    write_base(store)
    write_extraction(
        store, Extraction(Document(info, (Page(1, text),)), (), tuple(mentions), extractor="proef"), datetime(2026, 1, 1, tzinfo=UTC)
    )
    return Lezing(store)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("leegstand van scholen", "scholen met leegstand", True),
        ("gesloten zwembaden in de winter", "gesloten zwembaden in winterse kernen", None),
        ("zwembaden voor ouderen in dorpen", "overdekte zwembaden voor ouderen in dorpen", False),
    ],
)
def test_the_same_words_are_suggested(one: str, other: str, same: bool | None) -> None:
    found = [pair.gelijk for pair in suggestions(read(one, other))]
    assert found == ([] if same is None else [same])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("toename van leegstand", "afname van leegstand"),
        ("meer zwembaden in dorpen", "minder zwembaden in dorpen"),
        ("zwembaden in dorpen", "geen zwembaden in dorpen"),
        ("vergrijzing", "dubbele vergrijzing"),
        ("leegstand", "zwembaden"),
    ],
)
def test_what_differs_is_not(one: str, other: str) -> None:
    assert not suggestions(read(one, other))


def test_the_ontology_keeps_apart_also_for_other_words() -> None:
    """A concept of a region in the words of B is not suggested for A when rg:nietSamenMet parts A and B."""
    parted = [(c, next(o for o in load_concepts() if o.iri == c.not_with[0])) for c in load_concepts() if c.not_with]
    assert parted
    for listed, rival in parted[:: len(parted) // 4]:
        pairs = suggestions(read(listed.label, f"{rival.label} zwembaddorp"))
        assert all(listed.iri not in (pair.een.iri, pair.ander.iri) for pair in pairs), (listed.label, rival.label)


def test_a_reviewer_keeps_apart() -> None:
    lezing = read("leegstand van scholen", "scholen met leegstand")
    assert suggestions(lezing, lambda _one, _other: True) == []


def test_wordings_of_a_concept() -> None:
    lezing = read("leegstand van scholen")
    (only,) = concept_list(lezing)
    assert (only.vermeldingen, only.beweringen, only.regios) == (1, 0, ("Proefland",))
    assert [(w.tekst, len(w.plekken)) for w in usage(lezing, only.iri).bewoordingen] == [("leegstand van scholen", 1)]
