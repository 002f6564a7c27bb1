"""The shapes on a pair of documents made for them: one with all that is asked for, one that lacks each part."""

from __future__ import annotations

from dataclasses import replace

import factory

from extract.records import Extraction, Fact, Link
from graph.build import document_graph
from graph.iris import document_graph_iri
from graph.open import open_store
from graph.validate import Melding, load_shapes, validate_document
from ontology.planfeiten import Afspraak

GOAL = (("basiswaarde", "22"), ("doeljaar", "2030"), ("indicator", "wachttijd"), ("populatie", "ouderen"), ("streefwaarde", "15"))


def messages(extraction: Extraction) -> list[Melding]:
    store, name = open_store(None), extraction.document.info.id
    store.replace(document_graph_iri(name), document_graph(extraction))
    return validate_document(store, name)


def document(*, sharp: bool) -> Extraction:
    """A knelpunt, an aim and an agreement, each with all its parts or with none."""
    wait = factory.grounding("wachttijd")
    problem = factory.mention("lange wachttijden", "knelpunt", concept=wait)
    group = factory.mention("thuiswonende ouderen", "doelgroep", fields=[("omvang", "3.400")] if sharp else [])
    network = factory.mention("Zorgnetwerk Heuvelrand", "samenwerkingsverband")
    goal = factory.mention("wachttijden verkorten", "gezondheidsdoel", fields=GOAL if sharp else ())
    agreed = Afspraak(partijen=("Zorgnetwerk Heuvelrand",), tot="2027", resultaat="10 procent korter") if sharp else Afspraak(onderwerp="x")
    proof = factory.evidence("Met een gezamenlijke roosterpool willen we de wachttijden verkorten.")
    shortage = factory.grounding("tekort-verpleegkundigen", regio="heuvelrand")
    claims = (
        factory.claim("tekort aan verpleegkundigen", "lange wachttijden", cause_concept=shortage, effect_concept=wait),
        factory.claim("lange wachttijden", "wachttijden verkorten", cause_concept=wait, effect_concept=shortage),
    )
    links = (
        Link("l1", "heeft_doelgroep", problem.id, group.id, "zin", problem.sentence),
        Link("l2", "adresseert", network.id, problem.id, "zin", problem.sentence),
    )
    extraction = factory.extraction(claims if sharp else (), (problem, group, network, goal), (), links if sharp else ())
    return replace(extraction, facts=(Fact("a", agreed, (proof,), "r"),))


def test_a_sharp_document_is_asked_nothing() -> None:
    assert messages(document(sharp=True)) == []


def test_every_missing_part_is_asked_for_in_dutch() -> None:
    found = messages(document(sharp=False))
    asked = {vorm: [m.tekst for m in found if m.vorm == vorm] for vorm in ("scherp knelpunt", "volledig doel", "volledige afspraak")}
    assert {vorm: len(texts) for vorm, texts in asked.items()} == {"scherp knelpunt": 5, "volledig doel": 5, "volledige afspraak": 3}
    for melding in found:
        assert ": schrijf " in melding.tekst
        assert melding.ernst in ("Warning", "Info")
        assert melding.knoop.startswith("https://w3id.org/regiograaf/id/")


def test_the_order_is_fixed() -> None:
    assert messages(document(sharp=False)) == messages(document(sharp=False))
    assert len(load_shapes())
