"""A view of the map: choose, follow, fold, in that order; nothing untrue drawn, nothing silently left out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from factory import DOCUMENT_ID, full_extraction
from factory import claim as said
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from uitvoer import claim, finding, node, small_view, view_of

from extract.records import Extraction
from graph.build import write_base, write_extraction
from graph.iris import document_graph_iri
from graph.open import open_store
from graph.store import Store
from graph.weergaven import LegeNaamError, NaamBezetError, read_views, remove_view, save_view
from ontology.prefixes import BEGRIP
from ontology.vocab import RG
from queries.causal_view import causal_view
from queries.errors import BadWeergaveError
from queries.kaart_records import Kaartbeeld, pijlen_van
from queries.kaartbeeld import beeld_van, deel, kaartbeeld
from queries.kaartfilter import doelgroepen, keuzes, sectoren
from queries.lezing import Lezing
from queries.records import CausalView, Node
from queries.sporen import MAX_PADEN, paden, spoor
from queries.weergave import KEUZES, KOLOMMEN, SOORTEN, Weergave, naar_vraag, titel_van, uit_vraag


def store_of(*extractions: Extraction) -> Store:
    store = open_store(None)
    write_base(store)
    for one in extractions:
        write_extraction(store, one, datetime(2026, 1, 1, tzinfo=UTC))
    return store


@pytest.fixture(scope="module")
def lezing() -> Lezing:
    return Lezing(store_of(full_extraction()))


def chain(*names: str) -> tuple[list[Node], CausalView]:
    """Concepts that each lead to the next."""
    nodes = [node(name, "Oorzaak") for name in names]
    return nodes, view_of(*(claim(n, a, b) for n, (a, b) in enumerate(itertools.pairwise(nodes))), nodes=tuple(nodes))


def labels(beeld: Kaartbeeld) -> set[str]:
    return {one.label for one in beeld.nodes.values()}


# ---- the view and its link ------------------------------------------------------------------------------------------

_TEXT = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)
_VIEWS = st.builds(
    Weergave,
    regio=st.one_of(st.just(""), _TEXT),
    document=st.one_of(st.just(""), _TEXT),
    soorten=st.sets(st.sampled_from(SOORTEN), min_size=1).map(lambda chosen: tuple(one for one in SOORTEN if one in chosen)),
    ook_ter_beoordeling=st.booleans(),
    beoordeeld=st.sampled_from(KEUZES["beoordeeld"]),
    geloof=st.floats(0, 1, allow_nan=False).map(abs),
    doelgroep=st.one_of(st.just(""), _TEXT),
    sector=st.one_of(st.just(""), _TEXT),
    invloed=st.sampled_from(KEUZES["invloed"]),
    begrip=st.one_of(st.just(""), _TEXT),
    richting=st.sampled_from(KEUZES["richting"]),
    stappen=st.integers(0, 20),
    van=st.one_of(st.just(""), _TEXT),
    naar=st.one_of(st.just(""), _TEXT),
    kring=st.one_of(st.just(""), _TEXT),
    open_gevouwen=st.sets(st.sampled_from(KOLOMMEN)).map(lambda chosen: tuple(one for one in KOLOMMEN if one in chosen)),
    max_knopen=st.integers(6, 500),
)


@given(_VIEWS)
def test_every_view_is_a_link(weergave: Weergave) -> None:
    assert uit_vraag(naar_vraag(weergave)) == weergave


def test_a_link_names_only_what_is_asked() -> None:
    assert naar_vraag(Weergave()) == ""
    asked = Weergave(regio="Vlietland", soorten=("beoogd", "verband"), ook_ter_beoordeling=True, geloof=0.5)
    assert naar_vraag(asked) == "regio=Vlietland&soort=beoogd&soort=verband&ook_ter_beoordeling=ja&geloof=0.5"
    assert uit_vraag("?regio=&geloof=0,5&soort=verband&soort=oorzakelijk&soort=verband") == Weergave(
        soorten=("oorzakelijk", "verband"), geloof=0.5
    )
    assert titel_van(asked) == "Oorzakenkaart Vlietland"


@pytest.mark.parametrize(
    ("vraag", "words"),
    [
        ("kleur=rood", "regio"),
        ("soort=gevoel", "oorzakelijk, beoogd, verband"),
        ("richting=links", "stroomop"),
        ("max_knopen=4", "6 tot en met 500"),
        ("max_knopen=veel", "getal"),
        ("geloof=nan", "0 tot en met 1"),
        ("stappen=-1", "0 tot en met 20"),
        ("ook_ter_beoordeling=misschien", "ja, nee"),
        ("open_gevouwen=kelder", "knelpunt"),
    ],
)
def test_a_link_that_cannot_be_says_so_in_one_line(vraag: str, words: str) -> None:
    with pytest.raises(BadWeergaveError) as caught:
        uit_vraag(vraag)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_view_without_any_kind_is_no_view() -> None:
    with pytest.raises(BadWeergaveError):
        Weergave(soorten=())


# ---- choosing -------------------------------------------------------------------------------------------------------


def test_the_whole_map_leaves_nothing_out(lezing: Lezing) -> None:
    beeld = kaartbeeld(lezing, Weergave())
    assert beeld.totaal == (4, 4)
    assert len(beeld.pijlen) == len(beeld.lijnen) == 4
    assert beeld.weggefilterd == beeld.samengevouwen == ""


def test_every_filter_says_what_it_took_away_in_a_fixed_order(lezing: Lezing) -> None:
    beeld = kaartbeeld(lezing, Weergave(soorten=("oorzakelijk",), geloof=0.7))
    assert beeld.weggefilterd == (
        "4 van 4 pijlen weggefilterd: andere soort (beoogd effect en verband zonder richting): 2 pijlen (2 beweringen); "
        "geloof onder 0,70: 2 pijlen (2 beweringen)."
    )
    assert beeld.knopen == ()


def test_what_is_elsewhere_denied_or_in_review_is_counted() -> None:
    waiting, denied = said(status="ter_beoordeling", belief=0.2), said(negated=True)
    store = store_of(full_extraction(), Extraction(full_extraction("ander").document, (waiting, denied), (), (), (), extractor="x"))
    beeld = kaartbeeld(Lezing(store), Weergave(document="ander"))
    assert [(stap.naam, stap.beweringen) for stap in beeld.stappen] == [("gebied", 4), ("ontkend", 1), ("twijfel", 1)]
    shown = kaartbeeld(Lezing(store), Weergave(document="ander", ook_ter_beoordeling=True))
    assert [pijl.aanvaard for pijl in shown.pijlen] == [False]


def test_a_claim_belongs_to_a_doelgroep_by_its_sentence_or_by_a_koppeling() -> None:
    whole = full_extraction()
    _network, problem, elders = whole.mentions
    linked = Extraction(
        whole.document,
        whole.claims,
        whole.mentions,
        whole.roles,
        (*whole.links, type(whole.links[0])("k", "heeft_doelgroep", problem.id, elders.id, "r", problem.sentence)),
        extractor="x",
    )
    lezing = Lezing(store_of(linked))
    with_group = doelgroepen(lezing)
    told = {claim.gevolgtekst for claim in lezing.claims if claim.iri in with_group}
    assert told == {"lange wachttijden"}  # by koppeling: its own sentence names no one
    assert {"thuiswonende ouderen", "ouderen"} <= set().union(*with_group.values())
    beeld = kaartbeeld(lezing, Weergave(doelgroep="Thuiswonende ouderen"))
    assert [(stap.naam, stap.pijlen) for stap in beeld.stappen] == [("doelgroep", 3)]
    chosen = keuzes(with_group, lezing.claims, "Doelgroep")
    assert ("ouderen", 1) in chosen[True]
    assert chosen[False] == [("thuiswonende ouderen", 1)]
    assert not kaartbeeld(lezing, Weergave(doelgroep="kinderen")).pijlen


def test_a_claim_belongs_to_a_sector_by_its_sentence_or_heading(lezing: Lezing) -> None:
    assert all("wijkverpleging" in names for names in sectoren(lezing).values())
    assert len(sectoren(lezing)) == 4  # all stand under the heading Wijkverpleging
    assert not kaartbeeld(lezing, Weergave(sector="mondzorg")).pijlen
    thuiszorg = "verpleging, verzorging en thuiszorg"  # only in the heading above that of the paragraaf
    assert not any(thuiszorg in names for names in sectoren(lezing).values())


def test_influence_is_that_of_the_cause(lezing: Lezing) -> None:
    no = kaartbeeld(lezing, Weergave(invloed="nee"))
    assert {no.nodes[pijl.van].label for pijl in no.pijlen} == {"vergrijzing"}


def test_what_is_only_a_means_is_no_oorzaak(lezing: Lezing) -> None:
    kolommen = {knoop.label: knoop.kolom for knoop in kaartbeeld(lezing, Weergave()).knopen}
    assert kolommen["gezamenlijke roosterpool"] == "maatregel"
    assert kolommen["vergrijzing"] == "oorzaak"
    assert kolommen["wegvallen buurthuis"] == "onbepaald"


def test_what_a_human_judged_and_what_nobody_did() -> None:
    store = store_of(full_extraction())
    graph = store.graph(document_graph_iri(DOCUMENT_ID))
    graph.add((URIRef(Lezing(store).claims[0].iri), RG.oordeel, Literal("aanvaard")))
    graph.set((URIRef(Lezing(store).claims[1].iri), RG.status, Literal("verworpen")))
    store.replace(document_graph_iri(DOCUMENT_ID), graph)
    lezing = Lezing(store)
    assert len(kaartbeeld(lezing, Weergave(beoordeeld="beoordeeld")).pijlen) == 1
    rest = kaartbeeld(lezing, Weergave(beoordeeld="onbeoordeeld", ook_ter_beoordeling=True))
    assert [(stap.naam, stap.pijlen) for stap in rest.stappen] == [("verworpen", 1), ("beoordeeld", 1)]
    assert len(rest.pijlen) == 2


# ---- following ------------------------------------------------------------------------------------------------------


def test_a_trail_goes_up_down_or_both_ways_for_some_steps() -> None:
    _, view = chain("a", "b", "c", "d", "e")
    for richting, stappen, expected in [("stroomop", 0, "abc"), ("stroomaf", 0, "cde"), ("beide", 0, "abcde"), ("beide", 1, "bcd")]:
        beeld = beeld_van(view, Weergave(begrip="C", richting=richting, stappen=stappen))
        assert labels(beeld) == set(expected), richting
    assert beeld.stappen[-1].reden == "niet op het spoor (wat leidt tot of volgt uit ‘c’, binnen 1 pijl)"


def test_a_verband_is_on_no_trail() -> None:
    a, b, c = (node(name, "Oorzaak") for name in "abc")
    view = view_of(claim(1, a, b), claim(2, b, c, soort="verband"), nodes=(a, b, c))
    assert labels(beeld_van(view, Weergave(begrip="b"))) == {"a", "b"}


def test_tracing_comes_before_folding() -> None:
    """Folded first, a -> (b, c) -> d would look like a path; no text joins a and d."""
    a, b, c, d = (node(name, "Oorzaak") for name in "abcd")
    more = [node(f"x{n}", "Oorzaak") for n in range(12)]
    hub = node("hub", "Oorzaak")
    claims = (claim(1, a, b), claim(2, c, d), *(claim(9 + n, one, hub) for n, one in enumerate(more)))
    view = view_of(*claims, nodes=(a, b, c, d, hub, *more))
    beeld = beeld_van(view, Weergave(van="a", naar="d", max_knopen=6))
    assert beeld.paden == ()
    assert "geen pad" in beeld.meldingen[0]
    assert labels(beeld_van(view, Weergave(begrip="a", richting="stroomaf", max_knopen=6))) == {"a", "b"}


def test_a_concept_that_is_not_there_is_told_and_changes_nothing() -> None:
    _, view = chain("a", "b")
    beeld = beeld_van(view, Weergave(begrip="iets anders"))
    assert len(beeld.pijlen) == 1
    assert "iets anders" in beeld.meldingen[0]


def test_of_two_concepts_with_one_name_the_most_told_is_followed_and_told() -> None:
    one, two, end = node("1", "Oorzaak", label="druk"), node("2", "Oorzaak", label="Druk"), node("e", "Effect")
    view = view_of(claim(1, one, end), claim(2, two, end), claim(3, two, end, document="plan.pdf"), nodes=(one, two, end))
    beeld = beeld_van(view, Weergave(begrip="druk", richting="stroomaf"))
    assert beeld.weergave.begrip == two.iri
    assert "2 begrippen heten" in beeld.meldingen[0]


def test_paths_come_shortest_first_with_their_weakest_link_and_who_tells_them() -> None:
    a, b, c = (node(name, "Oorzaak") for name in "abc")
    view = view_of(
        claim(1, a, b),
        claim(2, b, c, teken="-"),
        claim(3, a, c, document="plan.pdf"),
        claim(4, b, c, teken="-", document="plan.pdf"),
        nodes=(a, b, c),
    )
    beeld = beeld_van(view, Weergave(van="a", naar="c"))
    short, long = beeld.paden
    assert (len(short.stappen), len(long.stappen)) == (1, 2)
    assert (short.teken, long.teken) == ("+", "-")
    assert long.documenten == ("beeld.pdf",)
    assert long.opmerking == "Alle schakels staan in beeld.pdf. De tekens van de schakels samen: meer van het begin, minder van het eind."
    assert long.zwakste == 0
    assert beeld.paden_volledig


def test_a_path_over_documents_says_that_no_text_tells_it() -> None:
    a, b, c = (node(name, "Oorzaak") for name in "abc")
    view = view_of(claim(1, a, b), claim(2, b, c, document="plan.pdf"), nodes=(a, b, c))
    (pad,) = beeld_van(view, Weergave(van="a", naar="c")).paden
    assert pad.opmerking.startswith("Geen document bevat alle schakels")


def test_paths_are_bounded() -> None:
    layers = [[node(f"{layer}{n}", "Oorzaak") for n in range(4)] for layer in range(6)]
    pairs = [(one, two) for left, right in itertools.pairwise(layers) for one in left for two in right]
    pijlen = pijlen_van(claim(n, *pair) for n, pair in enumerate(pairs))
    found, complete = paden(pijlen, layers[0][0].iri, layers[-1][0].iri)
    assert (len(found), complete) == (MAX_PADEN, False)
    assert paden(pijlen, layers[0][0].iri, layers[0][0].iri) == ((), True)
    assert paden(pijlen, "nergens", layers[0][0].iri) == ((), True)
    assert spoor(pijlen, "nergens", "beide", 0) == ()


def ring(*, los: bool = False) -> tuple[CausalView, object]:
    nodes, view = chain("a", "b", "c", "d")
    back = claim(9, nodes[2], nodes[0], status="ter_beoordeling")
    loop = finding(
        keten=("a", "b", "c"),
        stappen=[
            {"bewering": view.claims[0].iri},
            {"bewering": view.claims[1].iri},
            {"bewering": view.claims[2 if los else 0].iri if los else back.iri},
        ],
        aandrijvers=[],
    )
    return CausalView(view.nodes, (*view.claims, back)), loop


def test_a_circle_names_its_arrows_and_what_is_not_in_view() -> None:
    view, loop = ring()
    accepted = CausalView(view.nodes, view.claims[:3])
    scope = {one.iri: one for one in view.claims}
    (kring,) = beeld_van(accepted, Weergave(), [loop], scope=scope).kringen  # type: ignore[list-item]
    assert (len(kring.pijlen), kring.weg, kring.wacht, kring.los) == (2, 1, 1, False)
    assert kring.opmerking == "1 schakel staat niet op deze kaart; die wacht op beoordeling."
    (whole,) = beeld_van(view, Weergave(), [loop]).kringen  # type: ignore[list-item]
    assert (len(whole.pijlen), whole.opmerking) == (3, "")


def test_a_circle_alone() -> None:
    view, loop = ring()
    beeld = beeld_van(view, Weergave(kring="b1"), [loop])  # type: ignore[list-item]
    assert labels(beeld) == {"a", "b", "c"}
    assert beeld.stappen[-1].naam == "kring"
    gone = beeld_van(view, Weergave(kring="weg"), [loop])  # type: ignore[list-item]
    assert len(gone.pijlen) == 4
    assert "niet meer in de graaf" in gone.meldingen[0]


def test_a_circle_whose_steps_meet_in_other_words_says_so() -> None:
    view, loop = ring(los=True)
    (kring,) = beeld_van(view, Weergave(), [loop]).kringen  # type: ignore[list-item]
    assert kring.los
    assert "in andere woorden" in kring.opmerking


def test_a_circle_of_elsewhere_is_left_out() -> None:
    assert beeld_van(chain("x", "y")[1], Weergave(), [finding(keten=("x", "y"))]).kringen == ()


# ---- folding --------------------------------------------------------------------------------------------------------


def star(leaves: int, rol: str = "Oorzaak") -> CausalView:
    hub = node("middelpunt", "Knelpunt")
    around = [node(f"oorzaak {number:03}", rol) for number in range(leaves)]
    return view_of(*(claim(number, leaf, hub) for number, leaf in enumerate(around)), nodes=(hub, *around))


def test_what_does_not_fit_is_folded_and_keeps_all_its_claims() -> None:
    beeld = beeld_van(star(20), Weergave(max_knopen=9))
    assert len(beeld.knopen) == 9
    (fold,) = [knoop for knoop in beeld.knopen if knoop.gevouwen]
    assert (fold.label, len(fold.begrippen)) == ("nog 13 oorzaken", 13)
    (line,) = [lijn for lijn in beeld.lijnen if lijn.van == fold.id]
    assert len(line.pijlen) == 13
    assert line.gewicht == 1
    assert beeld.samengevouwen == "13 van 21 begrippen staan samen in 1 vak."
    assert len(beeld.pijlen) == 20


def test_arrows_within_a_folded_box_are_counted_and_kept() -> None:
    nodes = [node(f"n{number:02}", "Oorzaak") for number in range(20)]
    view = view_of(*(claim(number, nodes[number], nodes[number + 1]) for number in range(0, 20, 2)), nodes=tuple(nodes))
    beeld = beeld_van(view, Weergave(max_knopen=7))
    assert sum(map(len, beeld.onderling.values())) == 7
    assert beeld.samengevouwen == "14 van 20 begrippen staan samen in 1 vak; 7 pijlen tussen begrippen in hetzelfde vak zijn niet getekend."


def test_a_fold_of_one_is_a_box_of_its_own() -> None:
    view = star(6)
    knopen = beeld_van(view, Weergave(max_knopen=6)).knopen
    assert len(knopen) == 6
    assert sum(len(knoop.begrippen) for knoop in knopen) == 7


def test_an_opened_column_and_what_is_asked_for_are_not_folded() -> None:
    many = [node(f"o{n:02}", "Oorzaak") for n in range(12)]
    ends = [node(f"e{n:02}", "Effect") for n in range(12)]
    hub = node("hub", "Knelpunt")
    claims = [*(claim(n, one, hub) for n, one in enumerate(many)), *(claim(50 + n, hub, one) for n, one in enumerate(ends))]
    view = view_of(*claims, nodes=(hub, *many, *ends))
    opened = beeld_van(view, Weergave(max_knopen=8, open_gevouwen=("effect",)))
    own = [knoop.kolom for knoop in opened.knopen if not knoop.gevouwen]
    assert own.count("effect") == 5
    asked = beeld_van(view, Weergave(max_knopen=8, begrip="hub"))
    assert "hub" in {knoop.label for knoop in asked.knopen}
    assert "o11" in {knoop.label for knoop in beeld_van(view, Weergave(max_knopen=8, begrip="o11", richting="beide")).knopen}


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(SOORTEN), st.sampled_from("+-")), max_size=60),
    st.integers(6, 20),
)
def test_nothing_untrue_and_nothing_lost(arrows: Sequence[tuple[int, int, str, str]], most: int) -> None:
    roles = ("Maatregel", "Oorzaak", "Knelpunt", "Effect", "")
    nodes = [node(f"n{n:02}", roles[n % 5]) for n in range(31)]
    view = view_of(*(claim(n, nodes[a], nodes[b], soort=s, teken=t) for n, (a, b, s, t) in enumerate(arrows)), nodes=tuple(nodes))
    beeld = beeld_van(view, Weergave(max_knopen=most))
    assert len(beeld.knopen) <= most
    box = beeld.knoop_van
    assert set(box) == set(beeld.nodes)
    for lijn in beeld.lijnen:
        for pijl in lijn.pijlen:
            ends = {box[pijl.van].id, box[pijl.naar].id}
            assert ends == {lijn.van, lijn.naar}
            assert pijl.soort == lijn.soort
            if pijl.soort != "verband":
                assert (box[pijl.van].id, box[pijl.naar].id) == (lijn.van, lijn.naar)
    drawn = [pijl.id for lijn in beeld.lijnen for pijl in lijn.pijlen] + [pijl.id for group in beeld.onderling.values() for pijl in group]
    assert sorted(drawn) == sorted(pijl.id for pijl in beeld.pijlen)
    assert len(beeld.beweringen) == len(arrows)


def test_same_view_same_picture_whatever_the_order_of_the_claims() -> None:
    view = small_view()
    turned = CausalView(dict(reversed(view.nodes.items())), view.claims[::-1])
    assert beeld_van(view, Weergave(max_knopen=6)) == beeld_van(turned, Weergave(max_knopen=6))


def test_other_findings_stand_with_their_concept() -> None:
    mine = finding("ongekoppeld_knelpunt", onderwerp="Lange wachttijden", regio=("VLIETLAND",))
    other = finding("ongekoppeld_knelpunt", onderwerp="lange wachttijden", regio=("Elders",), name="b2")
    found = beeld_van(small_view(), Weergave(), [mine, other]).bevindingen
    assert list(found.values()) == [(mine,)]


def test_the_part_of_a_region_is_read_once(lezing: Lezing) -> None:
    assert deel(lezing, "Heuvelrand", "") is deel(lezing, "Heuvelrand", "")
    assert causal_view(deel(lezing, "Heuvelrand", "")) is causal_view(deel(lezing, "Heuvelrand", ""))


# ---- saved views ----------------------------------------------------------------------------------------------------


def test_a_saved_view_comes_back_and_is_never_overwritten() -> None:
    store = store_of(full_extraction())
    vraag = naar_vraag(Weergave(begrip=BEGRIP + "vergrijzing", doelgroep="ouderen & jongeren"))
    save_view(store, "  Voor de   raad ", vraag)
    save_view(store, "Ander", "")
    assert [(view.naam, view.vraag) for view in read_views(store)] == [("Ander", ""), ("Voor de raad", vraag)]
    with pytest.raises(NaamBezetError, match="Voor de raad"):
        save_view(store, "Voor de raad", "")
    with pytest.raises(LegeNaamError, match="letter of cijfer"):
        save_view(store, " -- ", "")
    remove_view(store, read_views(store)[0].iri)
    remove_view(store, "urn:weg")
    assert [view.naam for view in read_views(store)] == ["Voor de raad"]
