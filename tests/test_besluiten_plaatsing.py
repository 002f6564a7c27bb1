"""After a document is read anew, a decision finds its claim again by its sentence and words, and is never put by a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import factory
import pytest
from besluithulp import NOW, accept, arrows, correct, kept, reject, values
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import DocumentInfo, Evidence, Extraction
from graph import iris
from graph.besluiten import plaatsing
from graph.besluiten.dagboek import read_decisions
from graph.besluiten.maken import take_back
from graph.besluiten.plaatsing import unplaced
from graph.besluiten.toepassen import apply_decisions
from graph.besluiten.woorden import Tekst, fold
from graph.build import document_graph, remove_document, write_extraction
from graph.open import open_store
from graph.store import Store
from ontology.namen import digest

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
ZIN = "Het tekort aan wijkverpleegkundigen zorgt voor lange wachttijden."
OORZAAK, GEVOLG = "tekort aan wijkverpleegkundigen", "lange wachttijden"
KOP = "Inleiding bij het beeld van de regio. "


def read(
    *pages: str,
    cause: str = OORZAAK,
    effect: str = GEVOLG,
    info: DocumentInfo | None = None,
    found: bool = True,
    rule: str = "ww-leiden-tot",
) -> Extraction:
    """A document of these pages, with one claim on the page that holds its words (none when not ``found``)."""
    document = info or factory.info()
    number = next((k for k, page in enumerate(pages, 1) if cause in page), 0)
    if not found or not number:
        return factory.extraction((), document=document, pages=pages)
    made = factory.claim(cause, effect, page_text=pages[number - 1], status="ter_beoordeling", belief=0.3)
    where = (str(number), str(made.evidence[0].begin), str(made.cause.evidence[0].begin))
    made = replace(
        made,
        id=digest(document.id, *where, cause, rule),
        rule=rule,
        cause=replace(made.cause, evidence=_on(number, made.cause.evidence)),
        effect=replace(made.effect, evidence=_on(number, made.effect.evidence)),
        evidence=_on(number, made.evidence),
    )
    return factory.extraction([made], document=document, pages=pages)


def _on(page: int, pieces: Sequence[Evidence], later: int = 0) -> tuple[Evidence, ...]:
    return tuple(replace(piece, page=page, begin=piece.begin + later, end=piece.end + later) for piece in pieces)


def iri(extraction: Extraction) -> str:
    return str(iris.bewering_iri(extraction.claims[0].id))


def graaf(extraction: Extraction) -> str:
    return iris.document_graph_iri(extraction.document.info.id)


def judged(extraction: Extraction, act: str = "aanvaard") -> Store:
    store = open_store(None)
    write_extraction(store, extraction, MOMENT)
    {"aanvaard": accept, "verwerp": reject}[act](store, iri(extraction))
    return store


def again(store: Store, extraction: Extraction) -> Store:
    """Read anew; the whole of it applied again must change nothing."""
    write_extraction(store, extraction, MOMENT)
    now = store.nquads()
    apply_decisions(store)
    assert store.nquads() == now
    return store


FIRST = read(KOP + ZIN)


@pytest.mark.parametrize(
    "later",
    [
        read(KOP + ZIN),
        read("Een nieuwe zin vooraan. " + KOP + ZIN),
        read("Een voorblad.", KOP + ZIN),
        read("Een voorblad.", KOP + ZIN.replace("wijkverpleegkundigen zorgt", "wijkverpleegkundigen  zorgt")),
        read(KOP + ZIN.replace("zorgt voor", "zorgt dit jaar opnieuw voor")),
        read(KOP + ZIN.replace("tekort", "grote tekort"), cause="grote tekort aan wijkverpleegkundigen"),
        read(KOP + ZIN, rule="andere-regel"),
        read(KOP + ZIN, info=factory.info("heuvelrand-regioplan-2025-plan-md", jaar=2025)),
    ],
    ids=[
        "zelfde",
        "verschoven",
        "andere-bladzijde",
        "andere-witruimte",
        "iets-anders-verwoord",
        "andere-grens",
        "andere-regel",
        "ander-id",
    ],
)
def test_a_decision_finds_its_claim_again(later: Extraction) -> None:
    store = judged(FIRST)
    if graaf(later) != graaf(FIRST):
        remove_document(store, FIRST.document.info.id)
    again(store, later)
    now = values(store, iri(later), graaf(later))
    assert (now["status"], now["oordeel"]) == ("aanvaard", "aanvaard") and unplaced(store) == []
    (one,) = read_decisions(store)
    take_back(store, one.id, beoordelaar="Anna", tijdstip=NOW)
    assert values(store, iri(later), graaf(later))["status"] == "ter_beoordeling"


def test_two_reviewers_meet_on_the_claim_that_moved() -> None:
    store = judged(FIRST)
    later = again(store, read("Een nieuwe zin vooraan. " + KOP + ZIN))
    moved = read("Een nieuwe zin vooraan. " + KOP + ZIN)
    reject(later, iri(moved), "Bram")
    assert values(later, iri(moved))["oordeel"] == "oneens"


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (read(KOP + "Er is genoeg personeel in de wijk.", cause="genoeg personeel", found=False), plaatsing.ZIN_WEG),
        (read(f"{ZIN} En verderop: {ZIN}", found=False), plaatsing.ZIN_WEG),
        (read(KOP + ZIN, cause=GEVOLG, effect=OORZAAK), ""),
    ],
    ids=["zin-weg", "zin-twee-keer", "omgedraaid"],
)
def test_what_cannot_be_placed_is_listed(later: Extraction, why: str) -> None:
    """The other way round is another claim: the accepted one comes back beside it."""
    store = again(judged(FIRST), later)
    assert [reason for _, reason in unplaced(store)] == ([why] if why else [])
    for claim in later.claims:
        assert "oordeel" not in values(store, str(iris.bewering_iri(claim.id)))


@pytest.mark.parametrize(
    ("page", "known"),
    [
        (ZIN, {"polarity": "-"}),
        (ZIN, {"negated": True}),
        (ZIN, {"kind": "beoogd"}),
        (ZIN.replace("zorgt", "zorgt niet"), {"negated": True}),
    ],
    ids=["teken", "ontkend", "soort", "niet"],
)
@pytest.mark.parametrize("start", ["", "Nieuw begin. "], ids=["zelfde-id", "ander-id"])
def test_a_verdict_on_another_reading_of_the_sentence_is_not_carried_over(page: str, known: dict[str, object], start: str) -> None:
    later = read(start + KOP + page)
    later = replace(later, claims=(replace(later.claims[0], **known),))  # type: ignore[arg-type]  # test: real fields
    store = again(judged(FIRST), later)
    assert "oordeel" not in values(store, iri(later)) and [why for _, why in unplaced(store)] == [plaatsing.ANDERS_GELEZEN]
    accept(store, iri(later))
    assert values(store, iri(later))["oordeel"] == "aanvaard"


def test_a_correction_is_carried_over_when_the_sentence_is_now_read_that_way() -> None:
    store = open_store(None)
    write_extraction(store, FIRST, MOMENT)
    correct(store, iri(FIRST), teken="-")
    again(store, replace(FIRST, claims=(replace(FIRST.claims[0], polarity="-"),)))
    assert (values(store, iri(FIRST))["teken"], unplaced(store)) == ("-", [])


def test_two_claims_that_fit_as_well_are_no_guess() -> None:
    page = f"{ZIN} {ZIN}"
    one = read(page).claims[0]
    second = page.rindex(ZIN) - page.index(ZIN)

    other = replace(
        one,
        id="tweede",
        cause=replace(one.cause, evidence=_on(1, one.cause.evidence, second)),
        effect=replace(one.effect, evidence=_on(1, one.effect.evidence, second)),
        evidence=_on(1, one.evidence, second),
    )
    store = again(judged(FIRST), factory.extraction([one, other], pages=(page,)))
    assert [why for _, why in unplaced(store)] == [plaatsing.VEEL_BEWERINGEN]
    assert not [line for line in store.nquads([graaf(FIRST)]) if "oordeel" in line]


def test_other_words_in_the_same_place_are_another_claim() -> None:
    taken = replace(read("Een " + "x" * 30 + " " + ZIN).claims[0], id=FIRST.claims[0].id)
    other = "De sluiting van het dorpshuis leidt tot minder ontmoeting in de kern."
    made = replace(factory.claim("sluiting van het dorpshuis", "minder ontmoeting", page_text=other), id=taken.id, status="ter_beoordeling")
    store = again(judged(FIRST), factory.extraction([made], pages=(other,)))
    assert "oordeel" not in values(store, iri(FIRST))
    assert [why for _, why in unplaced(store)] == [plaatsing.ANDER]
    reject(store, iri(FIRST), "Bram")
    assert values(store, iri(FIRST))["oordeel"] == "verworpen"


def test_different_verdicts_on_what_is_now_one_claim_wait_for_a_human() -> None:
    one = FIRST.claims[0]
    twin = replace(one, id="tweeling", rule="tweede-regel")
    store = open_store(None)
    write_extraction(store, factory.extraction([one, twin], pages=(KOP + ZIN,)), MOMENT)
    accept(store, str(iris.bewering_iri(one.id)))
    reject(store, str(iris.bewering_iri(twin.id)))
    later = again(store, read("Nieuw begin. " + KOP + ZIN, rule="derde-regel"))
    assert {why for _, why in unplaced(later)} == {plaatsing.STRIJDIG} and len(unplaced(later)) == 2


# --- back from the anchor ---


@pytest.mark.parametrize("pages", [(KOP + ZIN,), ("Voorblad.", "Iets anders. " + ZIN.replace("aan wijk", "aan\nwijk"))])
def test_an_accepted_claim_that_is_not_read_any_more_comes_back(pages: Sequence[str]) -> None:
    store = again(judged(FIRST), read(*pages, found=False))
    now = values(store, iri(FIRST))
    assert (now["regel"], now["status"], now["oordeel"], now["oorzaaktekst"]) == ("beoordelaar", "aanvaard", "aanvaard", OORZAAK)
    assert ("vergrijzing", "veroorzaakt", "druk-wijkverpleging") in arrows(store)
    place = values(store, str(now["wasDerivedFrom"]))
    assert place["citaat"] == pages[int(str(place["paginanummer"])) - 1][int(str(place["begin"])) : int(str(place["eind"]))]
    assert unplaced(store) == []
    (one,) = read_decisions(store)
    back = take_back(store, one.id, beoordelaar="Anna", tijdstip=NOW)
    assert values(store, iri(FIRST)) == {} and arrows(store) == set() and kept(store) == []
    take_back(store, back.id, beoordelaar="Anna", tijdstip=NOW)
    assert values(store, iri(FIRST)) == now


def test_a_corrected_claim_comes_back_corrected() -> None:
    store = open_store(None)
    write_extraction(store, FIRST, MOMENT)
    correct(store, iri(FIRST), omgekeerd="ja", zekerheid="mogelijk")
    again(store, read("Nieuw. " + ZIN, found=False))
    now = values(store, iri(FIRST))
    assert (now["oorzaaktekst"], now["gevolgtekst"], now["zekerheid"], now["oordeel"]) == (GEVOLG, OORZAAK, "mogelijk", "gewijzigd")


def test_a_rejected_claim_that_is_not_read_any_more_stays_away() -> None:
    store = again(judged(FIRST, "verwerp"), read(KOP + ZIN, found=False))
    assert values(store, iri(FIRST)) == {}
    assert [why for _, why in unplaced(store)] == [plaatsing.NIET_GELEZEN]


def test_corrected_words_that_are_gone_go_to_a_human() -> None:
    store = open_store(None)
    write_extraction(store, FIRST, MOMENT)
    correct(store, iri(FIRST), oorzaaktekst="Het tekort aan wijkverpleegkundigen")
    later = read(KOP + ZIN.replace("Het tekort", "Een tekort"))
    again(store, later)
    now = values(store, iri(later))
    assert now["status"] == "ter_beoordeling" and "oordeel" not in now
    assert [why for _, why in unplaced(store)] == [plaatsing.WOORDEN_WEG]


# --- documents ---


def test_decisions_on_a_removed_document_stay_and_come_back() -> None:
    store = judged(FIRST)
    now = store.nquads()
    remove_document(store, FIRST.document.info.id)
    assert [why for _, why in unplaced(store)] == [plaatsing.WEG]
    write_extraction(store, FIRST, MOMENT)
    assert store.nquads() == now


def test_two_documents_with_the_same_file_name_are_no_guess() -> None:
    store = judged(FIRST)
    remove_document(store, FIRST.document.info.id)
    for name in ("een", "twee"):
        write_extraction(store, read(KOP + ZIN, info=factory.info(name)), MOMENT)
    apply_decisions(store)
    assert [why for _, why in unplaced(store)] == [plaatsing.VEEL_DOCUMENTEN]
    assert not [line for line in store.nquads() if "oordeel>" in line]


# --- words ---


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet="aéB .,-\n", max_size=12), min_size=1, max_size=4), st.data())
def test_what_stands_in_a_document_is_found_as_it_stands_there(pages: list[str], data: st.DataObject) -> None:
    numbered = dict(enumerate(pages, 1))
    number = data.draw(st.sampled_from(sorted(numbered)))
    begin = data.draw(st.integers(0, len(numbered[number])))
    wanted = numbered[number][begin : data.draw(st.integers(begin, len(numbered[number])))]
    found = Tekst(numbered).find(wanted, number)
    assert all(numbered[piece.page][piece.begin : piece.end] == piece.quote for piece in found)
    if found:
        assert fold(" ".join(piece.quote for piece in found)) == fold(wanted)


def test_a_document_graph_is_as_read_without_decisions() -> None:
    store = open_store(None)
    write_extraction(store, FIRST, MOMENT)
    assert set(store.graph(graaf(FIRST))) == set(document_graph(FIRST)) and kept(store) == []
