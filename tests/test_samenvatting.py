"""From graph to the facts of the A4: the right block, the right pages, the right order, and nothing of another region."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import factory
import pytest
from uitvoer import finding, summary

from extract.records import Claim, Extraction, Grounding, Link, Mention
from graph.build import write_base, write_extraction
from graph.open import open_store
from graph.store import Store
from ontology.plekken import load_plekken
from queries.a4soorten import load_a4soorten
from queries.lezing import Lezing
from queries.records import Proof
from queries.samenvatting import AmbiguousDocumentError, NothingToSummariseError, belangrijkste, samenvatting, samenvatting_document
from queries.samenvatting_records import DIMENSIES, Blok, Bron, Samenvatting
from queries.stand import graph_date
from queries.wording import written_date

PAGES = (
    "De vergrijzing leidt tot lange wachttijden. De personeelskrapte zorgt voor lange wachttijden. "
    "Op de vergrijzing hebben wij geen invloed.",
    "Lange wachttijden voor kwetsbare ouderen leiden tot zorgmijding. De personeelskrapte noemen wij een knelpunt.",
    "Het Zorgnetwerk Kreekland werkt aan de lange wachttijden. Het Platform Zuid overlegt. Cijfers over mantelzorg ontbreken.",
)
WAIT, AGEING = factory.grounding("wachttijd"), factory.grounding("vergrijzing")
STAFF, AVOID = factory.grounding("personeelstekort"), factory.grounding("uitstel-van-zorg")


def on_page(page: int, text: str) -> Mention:
    """A bare mention of ``text`` on a page, with the sentence around it."""
    quote = factory.evidence(text, PAGES[page - 1], page)
    sentence = next(part for part in PAGES[page - 1].split(". ") if text in part)
    return Mention(
        f"{page}-{text.replace(' ', '-')}", "lacune", text, (quote,), "proef", sentence=(factory.evidence(sentence, PAGES[page - 1], page),)
    )


def arrow(page: int, cause: str, effect: str, cause_concept: Grounding, effect_concept: Grounding, **known: object) -> Claim:
    made = factory.claim(cause, effect, cause_concept=cause_concept, effect_concept=effect_concept, page_text=PAGES[page - 1])
    pieces = tuple(replace(piece, page=page) for piece in made.evidence)
    cause_at, effect_at = factory.evidence(cause, PAGES[page - 1], page), factory.evidence(effect, PAGES[page - 1], page)
    return replace(
        made,
        id=f"{made.id}{page}",
        evidence=pieces,
        cause=replace(made.cause, evidence=(cause_at,)),
        effect=replace(made.effect, evidence=(effect_at,)),
        **known,  # type: ignore[arg-type]  # test helper: the caller names real fields
    )


def beeld(document_id: str = "kreekland-beeld", **known: object) -> Extraction:
    wait = replace(on_page(2, "Lange wachttijden"), type="knelpunt", grounding=WAIT, label_in_text="opgave")
    elders = replace(on_page(2, "kwetsbare ouderen"), type="doelgroep", fields=(("aard", "kwetsbaar"), ("omvang", "1.200")))
    staff = replace(on_page(2, "personeelskrapte"), type="knelpunt", grounding=STAFF, label_in_text="knelpunt")
    network = replace(on_page(3, "Zorgnetwerk Kreekland"), type="samenwerkingsverband")
    platform = replace(on_page(3, "Platform Zuid"), type="samenwerkingsverband")
    claims = (
        arrow(1, "vergrijzing", "lange wachttijden", AGEING, WAIT),
        arrow(1, "personeelskrapte", "lange wachttijden", STAFF, WAIT),
        arrow(2, "Lange wachttijden", "zorgmijding", WAIT, AVOID),
        arrow(2, "personeelskrapte", "knelpunt", STAFF, AVOID, negated=True),
        arrow(3, "mantelzorg", "Cijfers", AGEING, AVOID, status="ter_beoordeling"),
    )
    judged = replace(
        factory.role_statement("vergrijzing", AGEING, beinvloedbaar=False, niveau="landelijk"),
        evidence=(factory.evidence("Op de vergrijzing hebben wij geen invloed.", PAGES[0]),),
        argument=factory.argument("vergrijzing", AGEING, page_text=PAGES[0]),
    )
    mentions = (wait, elders, staff, network, platform, on_page(3, "Cijfers over mantelzorg ontbreken"))
    links = (Link("koppeling-1", "adresseert", network.id, wait.id, "proef", network.sentence),)
    about: dict[str, object] = {
        "regio": "Kreekland",
        "bestand": "beeld.md",
        "titel": "Beeld van Kreekland",
        "soort": "zorgkantoorregiobeeld",
        "jaar": 2023,
    }
    document = factory.info(document_id, **(about | known))  # type: ignore[arg-type]  # test helper
    return factory.extraction(claims, mentions, (judged,), links, document=document, pages=PAGES)


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_store(None)
    write_base(store)
    now = datetime(2026, 1, 2, tzinfo=UTC)
    write_extraction(store, beeld(), now)
    write_extraction(store, factory.full_extraction(), now)  # another region
    return store


@pytest.fixture(scope="module")
def page(store: Store) -> Samenvatting:
    return samenvatting(Lezing(store), "kreekLAND ", vingerafdruk="abc")


def test_header(page: Samenvatting) -> None:
    assert (page.naam, page.soort, page.peiljaren, page.vingerafdruk) == ("Kreekland", "zorgkantoorregio", (2023, 2023), "abc")
    assert page.bronnen == (Bron("B", "beeld.md", "Beeld van Kreekland", "zorgkantoorregiobeeld", 2023, "kreekland-beeld"),)
    assert page.gemeenten == ("Brinkhorst", "Veldwijk")


def test_only_accepted_claims_that_are_not_denied(page: Samenvatting) -> None:
    assert (page.beweringen, page.beoordeeld) == (3, 0)


def test_knelpunt_with_doelgroep_pages_and_own_word(page: Samenvatting) -> None:
    (line,) = page.knelpunten.regels
    assert (line.aantal, line.eigen_label) == (4, "opgave")
    assert [(place.code, place.paginas) for place in line.vindplaatsen] == [("B", (1, 2))]
    assert [(group.tekst, group.aard, group.omvang) for group in line.doelgroepen] == [("kwetsbare ouderen", "kwetsbaar", "1.200")]


def test_oorzaken_by_influence(page: Samenvatting) -> None:
    (ageing,) = page.oorzaken["niet beïnvloedbaar"].regels
    assert (ageing.bron, ageing.niveau) == ("tekst", "landelijk")
    assert ageing.knelpunten == (page.knelpunten.regels[0].label,)
    (staff,) = page.oorzaken["beïnvloedbaar"].regels
    assert (staff.bron, staff.eigen_label) == ("lijst", "knelpunt")  # the text calls it knelpunt, its role is oorzaak
    assert page.oorzaken["onbepaald"] == Blok((), 0)


def test_effects_follow_from_knelpunten(page: Samenvatting) -> None:
    (line,) = page.effecten["toegankelijkheid"].regels
    assert line.knelpunten == (page.knelpunten.regels[0].label,)


def test_verbanden_with_and_without_knelpunt(page: Samenvatting) -> None:
    assert [(line.label, bool(line.knelpunten)) for line in page.verbanden.regels] == [
        ("Zorgnetwerk Kreekland", True),
        ("Platform Zuid", False),
    ]


def test_lacunes(page: Samenvatting) -> None:
    assert [line.label for line in page.lacunes.regels] == ["Cijfers over mantelzorg ontbreken"]


def test_no_line_without_page(page: Samenvatting) -> None:
    blocks = (page.knelpunten, page.verbanden, page.lacunes, *page.oorzaken.values(), *page.effecten.values())
    lines = [line for block in blocks for line in block.regels]
    assert lines
    assert all(line.vindplaatsen and all(place.paginas for place in line.vindplaatsen) for line in lines)


def test_document_gives_the_same_as_its_region(store: Store, page: Samenvatting) -> None:
    assert samenvatting_document(Lezing(store), "beeld.md", vingerafdruk="abc") == page


@pytest.mark.parametrize(
    ("asked", "message"), [("kreekl", "Bedoelt u Kreekland?"), ("zzz", "De vraag 'documenten' laat zien wat er wel is.")]
)
def test_unknown_region(store: Store, asked: str, message: str) -> None:
    with pytest.raises(NothingToSummariseError) as caught:
        samenvatting(Lezing(store), asked)
    assert str(caught.value) == f"De graaf bevat geen document van '{asked}'. {message}"


def test_document_by_its_id(store: Store, page: Samenvatting) -> None:
    assert samenvatting_document(Lezing(store), "kreekland-beeld", vingerafdruk="abc") == page


def test_same_file_name_in_another_region_stays_apart(page: Samenvatting) -> None:
    store = open_store(None)
    write_base(store)
    now = datetime(2026, 1, 2, tzinfo=UTC)
    write_extraction(store, beeld(), now)
    write_extraction(store, beeld("duinland-beeld", regio="Duinland", jaar=2020), now)
    assert samenvatting(Lezing(store), "Kreekland", vingerafdruk="abc") == page
    assert samenvatting_document(Lezing(store), "kreekland-beeld", vingerafdruk="abc") == page
    with pytest.raises(AmbiguousDocumentError) as caught:
        samenvatting_document(Lezing(store), "beeld.md")
    assert str(caught.value) == ("De graaf bevat 2 documenten met de naam 'beeld.md'. Geef het id: duinland-beeld of kreekland-beeld.")
    elsewhere, here = (
        finding(name=name, documenten=("beeld.md",), bewijs=(Proof("beeld.md", 1, "q", 0, 1, f"{name}-beeld"),))
        for name in ("duinland", "kreekland")
    )
    assert belangrijkste([elsewhere, here], page) == (here,)


def test_same_file_name_in_one_region_is_two_sources() -> None:
    store = open_store(None)
    now = datetime(2026, 1, 2, tzinfo=UTC)
    write_extraction(store, beeld("oud", jaar=2021), now)
    write_extraction(store, beeld("nieuw"), now)
    made = samenvatting(Lezing(store), "Kreekland")
    assert [(bron.code, bron.bestand, bron.document_id) for bron in made.bronnen] == [
        ("B1", "beeld.md", "oud"),
        ("B2", "beeld.md", "nieuw"),
    ]
    assert [(place.code, place.paginas) for place in made.knelpunten.regels[0].vindplaatsen] == [("B1", (1, 2)), ("B2", (1, 2))]


def test_unknown_document(store: Store) -> None:
    with pytest.raises(NothingToSummariseError, match=r"Bedoelt u beeld\.md"):
        samenvatting_document(Lezing(store), "beelt.md")


@pytest.mark.parametrize(
    ("soorten", "codes", "kind"),
    [
        (("regioplan", "zorgkantoorregiobeeld", "regioplan"), ["B", "P1", "P2"], "zorgkantoorregio"),
        (("roaz-plan", "roaz-beeld"), ["RB", "RP"], "ROAZ-regio"),
        (("transformatieplan", "overig", "werkagenda"), ["T", "W", "O"], "regio"),
    ],
)
def test_codes_and_kind_follow_the_documents(soorten: tuple[str, ...], codes: list[str], kind: str) -> None:
    store = open_store(None)
    for number, soort in enumerate(soorten):
        write_extraction(
            store, beeld(f"d{number}", bestand=f"{number}.md", soort=soort, jaar=2024 - number), datetime(2026, 1, 2, tzinfo=UTC)
        )
    made = samenvatting(Lezing(store), "Kreekland")
    assert [bron.code for bron in made.bronnen] == codes
    assert made.soort == kind
    assert made.peiljaren == (2024 - len(soorten) + 1, 2024)
    assert [place.code for place in made.knelpunten.regels[0].vindplaatsen] == codes


def test_without_a_year() -> None:
    store = open_store(None)
    write_extraction(store, beeld(jaar=None), datetime(2026, 1, 2, tzinfo=UTC))
    assert samenvatting(Lezing(store), "Kreekland").peiljaren is None


def test_most_important_findings() -> None:
    found = [
        finding("lus", name="1"),
        finding("cirkelredenering", name="2", ernst="hoog"),
        finding("cirkelredenering", name="3", ernst="hoog"),
        finding("planconflict", name="4", ernst="hoog"),
        finding("planconflict", name="5", ernst="hoog", te_bevestigen=True),
        finding("planconflict", name="6", ernst="hoog", status="verworpen"),
        finding("gezondheidsdoel", name="7", ernst="hoog"),
        finding("signaal", name="8", ernst="hoog"),
        finding("witte_vlek", name="9", ernst="hoog", regio=("Elders",), documenten=(), bewijs=()),
        finding("planconflict", name="a", ernst="hoog", documenten=("ander.pdf",), bewijs=(Proof("ander.pdf", 4, "q", 0, 1),)),
    ]
    assert [one.id for one in belangrijkste(found, summary())] == ["2", "4", "3"]
    assert [one.id for one in belangrijkste(found, summary(), 9)] == ["2", "4", "3", "5", "1"]


def test_finding_without_document_belongs_to_its_region() -> None:
    gap = finding("witte_vlek", regio=("vlietland",), documenten=(), bewijs=())
    assert belangrijkste([gap], summary()) == (gap,)


def test_arrows_run_between_lines_of_the_page(page: Samenvatting) -> None:
    (wait,) = (line.label for line in page.knelpunten.regels)
    ageing = page.oorzaken["niet beïnvloedbaar"].regels[0].label
    avoid = page.effecten["toegankelijkheid"].regels[0].label
    assert {(arrow.van, arrow.naar) for arrow in page.pijlen} >= {(ageing, wait), (wait, avoid)}
    assert all(arrow.citaat and arrow.vindplaatsen for arrow in page.pijlen)


def test_the_date_is_that_of_the_graph(store: Store) -> None:
    assert graph_date(store) == "2026-01-02"
    assert samenvatting(Lezing(store), "Kreekland", datum="2026-01-02").datum == "2026-01-02"
    assert graph_date(open_store(None)) == ""
    assert (written_date("2026-01-02"), written_date("onbekend")) == ("2 januari 2026", "onbekend")


def test_what_hangs_on_a_knelpunt_goes_first(page: Samenvatting) -> None:
    assert page.knelpunten.regels[0].schakels == ()
    assert list(page.effecten) == list(load_a4soorten()["zorgkantoorregio"].dimensies)


def test_a_roaz_region_has_a_page_of_its_own() -> None:
    store = open_store(None)
    write_extraction(store, beeld(soort="roaz-beeld"), datetime(2026, 1, 2, tzinfo=UTC))
    made = samenvatting(Lezing(store), "Kreekland")
    assert next(iter(made.effecten)) == "beschikbaarheid"
    clash, loop = (finding(soort, name=soort, ernst="hoog") for soort in ("planconflict", "cirkelredenering"))
    assert [one.soort for one in belangrijkste([loop, clash], summary())] == ["cirkelredenering", "planconflict"]
    assert [one.soort for one in belangrijkste([loop, clash], replace(summary(), soort="ROAZ-regio"))] == [
        "planconflict",
        "cirkelredenering",
    ]


def test_kinds_of_pages_are_whole_and_explained() -> None:
    kinds = load_a4soorten()
    explained = " ".join((Path(__file__).parents[1] / "docs" / "a4.md").read_text(encoding="utf-8").split())
    for kind in kinds.values():
        assert sorted(kind.dimensies) == sorted(DIMENSIES)
        assert set(kind.schakels) <= load_plekken().keys()
        assert sorted(kind.bevindingen) == sorted(kinds["regio"].bevindingen)
        assert " ".join(kind.reden.split()) in explained
