"""From text to claims: arguments, direction, certainty, denial, what points back, and evidence that is really there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.passages import extract_passage
from extract.pipeline import extract_document
from extract.records import Claim, Document, DocumentInfo, Page

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def read(nlp: Language, *pages: str, soort: str = "zorgkantoorregiobeeld") -> tuple[Claim, ...]:
    info = DocumentInfo(id="proef", bestand="proef.md", titel="", soort=soort, regio="Proefland", jaar=2025)
    document = Document(info, tuple(Page(i, text) for i, text in enumerate(pages, 1)))
    extraction = extract_document(document, nlp, threshold=0.0)
    texts = {p.number: p.text for p in document.pages}
    for claim in extraction.claims:
        for evidence in (*claim.evidence, *claim.cause.evidence, *claim.effect.evidence):
            assert texts[evidence.page][evidence.begin : evidence.end] == evidence.quote
    for mention in extraction.mentions:
        for evidence in (*mention.evidence, *mention.sentence):
            assert texts[evidence.page][evidence.begin : evidence.end] == evidence.quote
    return extraction.claims


def pairs(claims: tuple[Claim, ...]) -> set[tuple[str, str]]:
    return {(c.cause.text, c.effect.text) for c in claims}


def test_conjunctions_give_a_claim_each(nlp: Language) -> None:
    claims = read(nlp, "Armoede en eenzaamheid leiden tot stress.")
    assert pairs(claims) == {("Armoede", "stress"), ("eenzaamheid", "stress")}


def test_this_points_to_the_sentence_before(nlp: Language) -> None:
    claims = read(nlp, "Er zijn te weinig huisartsen in de regio. Hierdoor nemen praktijken geen nieuwe patiënten aan.")
    (claim,) = claims
    assert claim.cause.text.startswith("Er zijn te weinig huisartsen")
    assert len(claim.evidence) == 2, "both sentences are shown"
    here = read(nlp, "Doordat er te weinig huisartsen zijn, nemen praktijken geen nieuwe patiënten aan.")
    assert claim.belief < here[0].belief


def test_nothing_points_back_across_a_heading(nlp: Language) -> None:
    claims = read(nlp, "# Een\n\nEr zijn te weinig huisartsen in de regio.\n\n# Twee\n\nHierdoor sluiten praktijken hun deuren.\n")
    assert claims == ()


@pytest.mark.parametrize(
    ("sentence", "certainty", "negated"),
    [
        ("De sluiting leidt tot langere wachttijden.", "vastgesteld", False),
        ("De sluiting kan leiden tot langere wachttijden.", "mogelijk", False),
        ("De sluiting zal leiden tot langere wachttijden.", "verwacht", False),
        ("De sluiting leidt niet tot langere wachttijden.", "vastgesteld", True),
        ("De sluiting leidt niet alleen tot langere wachttijden.", "vastgesteld", False),
    ],
)
def test_certainty_and_denial(nlp: Language, sentence: str, certainty: str, negated: bool) -> None:
    (claim,) = [c for c in read(nlp, sentence) if c.rule == "leiden-tot"]
    assert (claim.certainty, claim.negated) == (certainty, negated)


@pytest.mark.parametrize(
    "sentence",
    [
        "Het rapport is vastgesteld door de gemeenteraad.",
        "De zorg wordt geleverd door huisartsen en wijkverpleegkundigen.",
        "Omdat de data ontbreken is de definitie in dit regiobeeld aangepast.",
    ],
)
def test_no_claim(nlp: Language, sentence: str) -> None:
    assert read(nlp, sentence) == ()


def test_plans_intend_and_beelden_observe(nlp: Language) -> None:
    sentence = "De vaste contactpersoon zorgt voor minder stress bij mantelzorgers."
    assert {c.kind for c in read(nlp, sentence, soort="regioplan")} == {"beoogd"}
    assert {c.kind for c in read(nlp, "De vergrijzing leidt tot een tekort aan personeel.", soort="regioplan")} == {"oorzakelijk"}


def test_verband_is_not_an_arrow(nlp: Language) -> None:
    (claim,) = read(nlp, "Eenzaamheid hangt samen met armoede.")
    assert claim.kind == "verband"


def test_every_list_item_is_an_effect(nlp: Language) -> None:
    claims = read(nlp, "De krapte op de arbeidsmarkt leidt tot:\n\n- langere wachttijden\n- gesloten afdelingen\n")
    assert {c.effect.text for c in claims} == {"langere wachttijden", "gesloten afdelingen"}
    assert {c.cause.text for c in claims} == {"krapte op de arbeidsmarkt"}


def test_same_input_same_records(nlp: Language) -> None:
    text = "De vergrijzing leidt tot een hogere zorgvraag. Hierdoor lopen de wachttijden op."
    assert read(nlp, text) == read(nlp, text)
    assert len({c.id for c in read(nlp, text)}) == len(read(nlp, text))


def test_a_page_of_garbage_stays_bounded(nlp: Language) -> None:
    assert read(nlp, "waardoor " * 3_000) == ()


def test_passage_contract(nlp: Language) -> None:
    result = extract_passage(
        "p1", "De vergrijzing leidt tot een tekort aan personeel.\nEenzaamheid hangt samen met armoede.", nlp, threshold=0.0
    )
    assert set(result) == {"id", "relations", "mentions", "verbanden", "ter_beoordeling"}
    (relation,) = result["relations"]  # type: ignore[misc]
    assert set(relation) == {"cause", "effect", "cue", "kind", "polarity", "hedged", "negated", "belief", "rule"}
    assert len(result["verbanden"]) == 1  # type: ignore[arg-type]
    strict = extract_passage("p1", "De vergrijzing leidt tot een tekort aan personeel.", nlp, threshold=1.0)
    assert strict["relations"] == []
    assert len(strict["ter_beoordeling"]) == 1  # type: ignore[arg-type]
