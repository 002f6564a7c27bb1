"""From text to claims: arguments, direction, certainty, denial, what points back, and evidence that is really there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.linking import ground
from extract.passages import extract_passage
from extract.pipeline import extract_document
from extract.records import Claim, Document, DocumentInfo, Page

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def read(nlp: Language, *pages: str, soort: str = "zorgkantoorregiobeeld") -> tuple[Claim, ...]:
    info = DocumentInfo(id="proef", bestand="proef.md", titel="", soort=soort, regio="Proefland", jaar=2025)
    document = Document(info, tuple(Page(i, text) for i, text in enumerate(pages, 1)))
    extraction = extract_document(document, nlp, threshold=0.0, models=None)
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
        "p1", "De vergrijzing leidt tot een tekort aan personeel.\nEenzaamheid hangt samen met armoede.", nlp, threshold=0.0, models=None
    )
    assert set(result) == {"id", "relations", "mentions", "verbanden", "ter_beoordeling"}
    (relation,) = result["relations"]  # type: ignore[misc]
    assert set(relation) == {
        "cause",
        "effect",
        "cue",
        "kind",
        "polarity",
        "hedged",
        "negated",
        "belief",
        "rule",
        "route",
        "chance",
        "intended",
        "signs",
    }
    assert len(result["verbanden"]) == 1  # type: ignore[arg-type]
    strict = extract_passage("p1", "De vergrijzing leidt tot een tekort aan personeel.", nlp, threshold=1.0, models=None)
    assert strict["relations"] == []
    assert len(strict["ter_beoordeling"]) == 1  # type: ignore[arg-type]


#: Sentence -> claims as (cause, effect, denied); what is not here may not be found. Each was once read wrong.
READ_WRONG_ONCE = {
    "De griep heerst in de regio. De krapte neemt toe, wat leidt tot wachttijden.": [("krapte neemt toe", "wachttijden", False)],
    "De wachttijden zijn lang. Dit komt doordat er weinig artsen zijn.": [("er weinig artsen zijn", "wachttijden zijn lang", False)],
    "De sluiting veroorzaakt geen wachttijden.": [("sluiting", "geen wachttijden", True)],
    "De kosten stijgen niet door de vergrijzing.": [("vergrijzing", "kosten stijgen niet", True)],
    "De wachttijd ontstaat niet doordat er te weinig artsen zijn.": [("er te weinig artsen zijn", "wachttijd ontstaat niet", True)],
    "Geen enkele maatregel leidt tot kortere wachttijden.": [("Geen enkele maatregel", "kortere wachttijden", True)],
    "Door Zilveren Kruis worden de wachttijden verminderd.": [],
    "Het verzuim is zowel oorzaak als gevolg van de werkdruk.": [],
    "De wachttijd groeit doordat personeel uitvalt en omdat de vraag stijgt.": [
        ("personeel uitvalt", "wachttijd groeit", False),
        ("vraag stijgt", "wachttijd groeit", False),
    ],
    "Mentale problemen komen in de stad vaker voor dan daarbuiten.": [],
    "De zorg komt nu naar huis. Zieke kinderen hoeven hierdoor niet altijd naar het ziekenhuis.": [
        ("zorg komt nu naar huis", "Zieke kinderen hoeven … niet altijd naar het ziekenhuis", False)
    ],
    "De roosterpool kan de werkdruk verminderen.": [("roosterpool", "werkdruk", False)],
}


@pytest.mark.parametrize("text", READ_WRONG_ONCE)
def test_read_wrong_once(nlp: Language, text: str) -> None:
    assert [(c.cause.text, c.effect.text, c.negated) for c in read(nlp, text)] == READ_WRONG_ONCE[text]


@pytest.mark.parametrize(
    "sentence",
    [
        "We onderzoeken of de sluiting leidt tot drukte.",
        "Leidt de krapte op de arbeidsmarkt tot wachttijden?",
        "Er is geen bewijs dat de krapte leidt tot uitval.",
    ],
)
def test_what_is_not_asserted_is_never_accepted(nlp: Language, sentence: str) -> None:
    assert [c for c in read(nlp, sentence) if c.status == "aanvaard"] == []


def test_a_preposition_is_no_condition(nlp: Language) -> None:
    (claim,) = read(nlp, "Als gevolg van de krapte stijgt de werkdruk.")
    assert claim.certainty == "vastgesteld"


def test_what_must_help_is_intended(nlp: Language) -> None:
    text = "De inzet van de roosterpool moet leiden tot minder verzuim."
    info = DocumentInfo(id="proef", bestand="proef.md", titel="", soort="zorgkantoorregiobeeld", regio="Proefland", jaar=2025)
    assert {c.kind for c in extract_document(Document(info, (Page(1, text),)), nlp, threshold=0.0).claims} == {"beoogd"}
    assert {c.kind for c in read(nlp, "Er is een tekort aan huisartsen, zodat patiënten lang wachten.")} == {"oorzakelijk"}


@pytest.mark.parametrize(
    ("span", "concept", "pole"),
    [
        ("lange wachttijden", "lange wachttijden in de zorg", "+"),
        ("kortere wachttijden", "lange wachttijden in de zorg", "-"),
        ("wachttijden dalen", "lange wachttijden in de zorg", "-"),
        ("ziekteverzuim", "ziekteverzuim", "+"),
        ("terugdringen van het ziekteverzuim", "ziekteverzuim", "-"),
    ],
)
def test_poles(span: str, concept: str, pole: str) -> None:
    found = ground(span, (), "Proefland")
    assert (found.label, found.pole) == (concept, pole)


def test_less_of_a_new_concept_is_a_concept_of_its_own() -> None:
    more, less = ground("dorpsbussen", ("dorpsbus",), "Proefland"), ground("minder dorpsbussen", ("dorpsbus",), "Proefland")
    assert more.new and less.new and "dorpsbus" in more.concept
    assert more.concept != less.concept
    assert more.pole == less.pole == "+", "the label keeps 'minder', so the sign may not say it again"


def test_a_lack_is_counted_once() -> None:
    assert ground("geschikte woningen ontbreken", (), "Proefland").pole == "+"
    assert ground("inwoners zonder auto", ("inwoner", "auto"), "Proefland").pole == "+"


@pytest.mark.model
def test_a_table_row_that_is_one_sentence_is_read_as_one(nlp: Language) -> None:
    text = (
        "| Doel |\n|---|\n| Het aandeel rokers van 18 jaar en ouder daalt van 22 procent in 2023 naar 15 procent in 2030 |\n| Korte cel |\n"
    )
    info = DocumentInfo("proef", "proef.md", "Proef", "regioplan", "Heuvelrand", 2025)
    read = extract_document(Document(info, (Page(1, text),)), nlp)
    (aim,) = (mention for mention in read.mentions if mention.type == "gezondheidsdoel" and dict(mention.fields).get("aard"))
    assert dict(aim.fields)["streefgetal"] == "15"
    assert text[aim.evidence[0].begin : aim.evidence[0].end] == aim.evidence[0].quote
