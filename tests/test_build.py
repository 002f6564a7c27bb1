"""From extraction to graph: everything docs/graafmodel.md promises, and nothing that a text does not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import factory
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import PROV, SKOS

from extract.records import Extraction, Grounding
from graph import iris
from graph.build import document_graph, remove_document, write_base, write_extraction
from graph.build_roles import RoleAssignment, role_assignments
from graph.errors import DuplicateId, GraphError, InvalidIri, UnknownField
from graph.open import open_store
from graph.serialise import export, graph_hash
from graph.store import Store
from graph.store_rdflib import RdflibStore
from ontology.load import Concept, load_concepts
from ontology.namen import region_concept
from ontology.prefixes import BEGRIP, ID
from ontology.vocab import RG

DAY, NEXT_DAY = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC)
DOCUMENT = iris.document_iri(factory.DOCUMENT_ID)
ARROWS = (RG.veroorzaakt, RG.beoogt, RG.hangtSamenMet)


@pytest.fixture(params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    return RdflibStore() if request.param == "rdflib" else open_store(None)


def arrows(graph: Graph) -> set[tuple[str, str, str]]:
    return {
        (str(s).removeprefix(BEGRIP), str(p).rpartition("#")[2], str(o).removeprefix(BEGRIP))
        for p in ARROWS
        for s, o in graph.subject_objects(p)
    }


def values(graph: Graph, subject: URIRef) -> dict[str, list[object]]:
    """The properties of a node by their last part."""
    found: dict[str, list[object]] = {}
    for predicate, value in graph.predicate_objects(subject):
        plain = value.toPython() if isinstance(value, Literal) else str(value)
        found.setdefault(str(predicate).replace("#", "/").rpartition("/")[2], []).append(plain)
    return {key: sorted(found[key], key=str) for key in sorted(found)}


# --- what is in the graph of a document ---


def test_document_and_pages() -> None:
    graph = document_graph(factory.extraction(pages=("eerste", "")))
    assert values(graph, DOCUMENT) == {
        "bestand": ["plan.md"],
        "documentId": [factory.DOCUMENT_ID],
        "extractor": ["regiograaf 0.1.0"],
        "gemeentenaam": ["Brinkhorst", "Veldwijk"],
        "jaar": [2024],
        "regionaam": ["Heuvelrand"],
        "sha256": ["0" * 64],
        "soortDocument": ["regioplan"],
        "title": ["Regioplan Heuvelrand"],
        "type": [str(RG.Regioplan)],
    }
    assert values(graph, iris.page_iri(factory.DOCUMENT_ID, 2)) == {
        "inDocument": [str(DOCUMENT)],
        "paginanummer": [2],
        "paginatekst": [""],
        "type": [str(RG.Pagina)],
    }


def test_unknown_things_of_a_document_are_left_out() -> None:
    graph = document_graph(factory.extraction(document=factory.info(soort="onbekend", regio="onbekend", jaar=None, titel="", gemeenten=())))
    known = values(graph, DOCUMENT)
    assert known["type"] == [str(RG.OverigDocument)] and known["regionaam"] == ["onbekend"]
    assert not {"jaar", "title", "gemeentenaam"} & set(known)


@pytest.mark.parametrize(
    ("soort", "name"),
    [
        ("zorgkantoorregiobeeld", "Zorgkantoorregiobeeld"),
        ("regioplan", "Regioplan"),
        ("roaz-beeld", "ROAZBeeld"),
        ("roaz-plan", "ROAZPlan"),
        ("transformatieplan", "Transformatieplan"),
        ("werkagenda", "Werkagenda"),
        ("overig", "OverigDocument"),
    ],
)
def test_class_of_a_document(soort: str, name: str) -> None:
    graph = document_graph(factory.extraction(document=factory.info(soort=soort)))
    assert list(graph.objects(DOCUMENT, RDF.type)) == [RG[name]]


def test_claim_in_full() -> None:
    claim = replace(factory.claim(), reason="zwakke aanwijzing")
    graph = document_graph(factory.extraction([claim]))
    node = iris.bewering_iri(claim.id)
    found = values(graph, node)
    places = {name: found.pop(name) for name in ("wasDerivedFrom", "vindplaatsOorzaak", "vindplaatsGevolg")}
    assert found == {
        "geloof": [Decimal("0.62")],
        "gevolgbegrip": [BEGRIP + "druk-wijkverpleging"],
        "gevolgpool": ["+"],
        "gevolgscore": [Decimal("0.9")],
        "gevolgtekst": ["een groter beroep op de wijkverpleging"],
        "inDocument": [str(DOCUMENT)],
        "ontkend": [False],
        "oorzaakbegrip": [BEGRIP + "vergrijzing"],
        "oorzaakpool": ["+"],
        "oorzaakscore": [Decimal("0.9")],
        "oorzaaktekst": ["vergrijzing"],
        "paragraaf": ["Zorg thuis > Wijkverpleging"],
        "reden": ["zwakke aanwijzing"],
        "regel": ["ww-leiden-tot"],
        "signaalwoord": ["leidt tot"],
        "status": ["aanvaard"],
        "teken": ["+"],
        "type": [str(RG.OorzakelijkeBewering)],
        "zekerheid": ["vastgesteld"],
    }
    assert [len(pieces) for pieces in places.values()] == [1, 1, 1]


def test_every_vindplaats_quotes_its_page() -> None:
    graph = document_graph(factory.full_extraction())
    pages = {int(values(graph, page)["paginanummer"][0]): page for page in graph.subjects(RDF.type, RG.Pagina)}  # type: ignore[arg-type,call-overload]  # test
    places = list(graph.subjects(RDF.type, RG.Vindplaats))
    assert len(places) > 5
    for place in places:
        assert isinstance(place, URIRef)
        found = values(graph, place)
        page, begin, end = (found[key][0] for key in ("paginanummer", "begin", "eind"))
        text = str(graph.value(pages[page], RG.paginatekst))  # type: ignore[index]  # test
        assert found["citaat"] == [text[begin:end]] and found["inDocument"] == [str(DOCUMENT)]  # type: ignore[misc]  # test
        assert str(place) == f"{ID}vindplaats/{factory.DOCUMENT_ID}/{page}-{begin}-{end}"


def test_mention_with_its_fields() -> None:
    goal = factory.mention(
        "wachttijden verkorten",
        "gezondheidsdoel",
        fields=[
            ("indicator", "wachttijd"),
            ("basiswaarde", "12 weken"),
            ("streefwaarde", "6 weken"),
            ("doeljaar", "2030"),
            ("populatie", ""),
        ],
    )
    found = values(document_graph(factory.extraction(mentions=[goal])), iris.vermelding_iri(goal.id))
    assert found["vermeldt"] == [str(RG.Gezondheidsdoel)] and found["tekst"] == ["wachttijden verkorten"]
    assert [found[key][0] for key in ("indicator", "basiswaarde", "streefwaarde", "doeljaar")] == [
        "wachttijd",
        "12 weken",
        "6 weken",
        "2030",
    ]
    assert "populatie" not in found and "labelInTekst" not in found and "begrip" not in found
    assert len(found["wasDerivedFrom"]) == len(found["inZin"]) == 1


def test_unknown_field_is_not_dropped_in_silence() -> None:
    with pytest.raises(UnknownField) as caught:
        document_graph(factory.extraction(mentions=[factory.mention("thuiswonende ouderen", "doelgroep", fields=[("kleur", "blauw")])]))
    assert "kleur" in str(caught.value)


def test_two_records_never_melt_together() -> None:
    claim = factory.claim()
    assert len(document_graph(factory.extraction([claim, claim]))) == len(document_graph(factory.extraction([claim])))
    with pytest.raises(DuplicateId):
        document_graph(factory.extraction([claim, replace(claim, polarity="-")]))


def test_role_statement_and_link() -> None:
    read = factory.full_extraction()
    graph = document_graph(read)
    said = values(graph, iris.roluitspraak_iri(read.roles[0].id))
    assert (
        said["beinvloedbaar"] == [False]
        and said["begrip"] == [BEGRIP + "vergrijzing"]
        and "niveau" not in said
        and "labelInTekst" not in said
    )
    tied = values(graph, iris.koppeling_iri(read.links[0].id))
    assert tied["relatie"] == ["adresseert"]
    assert tied["van"] == [str(iris.vermelding_iri(read.mentions[0].id))] and tied["naar"] == [
        str(iris.vermelding_iri(read.mentions[1].id))
    ]


def test_concept_of_the_region_has_one_label() -> None:
    one, other = (Grounding(f"{ID}begrip/heuvelrand/tekort", label, 0.0, new=True) for label in ("tekort", "het tekort"))
    graph = document_graph(factory.extraction([factory.claim(cause_concept=one), factory.claim(effect_concept=other, kind="verband")]))
    found = values(graph, URIRef(one.concept))
    assert found["prefLabel"] == ["tekort"] and found["regionaam"] == ["Heuvelrand"]
    assert found["type"] == sorted([str(SKOS.Concept), str(RG.RegioBegrip)])
    assert graph.value(URIRef(one.concept), SKOS.prefLabel) == Literal("tekort", lang="nl")
    assert (URIRef(BEGRIP + "vergrijzing"), RDF.type, None) not in graph  # a concept of the scheme is described elsewhere


def test_no_blank_nodes_and_only_known_terms() -> None:
    graph = document_graph(factory.full_extraction())
    assert not any(isinstance(node, BNode) for node in graph.all_nodes())
    assert all(predicate in RG for predicate in graph.predicates() if str(predicate).startswith(str(RG)))


# --- arrows ---


def test_each_kind_has_its_own_arrow() -> None:
    assert arrows(document_graph(factory.extraction([factory.claim(kind="oorzakelijk")]))) == {
        ("vergrijzing", "veroorzaakt", "druk-wijkverpleging")
    }
    assert arrows(document_graph(factory.extraction([factory.claim(kind="beoogd")]))) == {("vergrijzing", "beoogt", "druk-wijkverpleging")}
    assert arrows(document_graph(factory.extraction([factory.claim(kind="verband")]))) == {
        ("vergrijzing", "hangtSamenMet", "druk-wijkverpleging")
    }


def test_claim_without_concepts_has_no_arrow() -> None:
    claim = factory.claim()
    bare = replace(claim, effect=replace(claim.effect, grounding=None))
    graph = document_graph(factory.extraction([bare]))
    assert arrows(graph) == set() and not list(graph.objects(None, RG.gevolgpool))


@given(
    st.lists(
        st.tuples(st.sampled_from(["oorzakelijk", "beoogd", "verband"]), st.booleans(), st.sampled_from(["aanvaard", "ter_beoordeling"])),
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_only_accepted_claims_that_are_not_denied_give_an_arrow(made: list[tuple[str, bool, str]]) -> None:
    arrow = {"oorzakelijk": "veroorzaakt", "beoogd": "beoogt", "verband": "hangtSamenMet"}
    claims = [
        factory.claim(kind=kind, negated=negated, status=status, cause_concept=factory.grounding(f"c{number}"))  # type: ignore[arg-type]  # drawn from the literals
        for number, (kind, negated, status) in enumerate(made)
    ]
    expected = {
        (f"c{number}", arrow[kind], "druk-wijkverpleging")
        for number, (kind, negated, status) in enumerate(made)
        if not negated and status == "aanvaard"
    }
    assert arrows(document_graph(factory.extraction(claims))) == expected


# --- any text at all ---

any_text = st.text(st.characters(exclude_categories=()))
named = st.text(st.characters(exclude_categories=()), min_size=1)


@st.composite
def odd_extractions(draw: st.DrawFn) -> Extraction:
    """One claim and one mention whose words, names and ids are any unicode at all."""
    page = draw(any_text.filter(lambda text: text != ""))
    begin = draw(st.integers(0, len(page)))
    end = draw(st.integers(begin, len(page)))
    place = replace(factory.evidence("vergrijzing"), begin=begin, end=end, quote=page[begin:end])
    claim = factory.claim(belief=draw(st.floats(0, 1)))
    concept = Grounding(region_concept(draw(any_text), draw(any_text)), draw(any_text), 0.0, new=True)
    cause = replace(claim.cause, text=draw(any_text), evidence=(place,), grounding=concept)
    document = factory.info(draw(named), draw(any_text), bestand=draw(any_text), titel=draw(any_text), gemeenten=(draw(any_text),))
    odd = replace(claim, id=draw(named), cause=cause, cue=draw(any_text), section=(draw(any_text),), reason=draw(any_text))
    said = replace(factory.mention("thuiswonende ouderen", "doelgroep"), id=draw(named), fields=(("omvang", draw(any_text)),))
    return factory.extraction([odd], [said], document=document, pages=[page])


@given(odd_extractions())
@settings(max_examples=120, deadline=None)
def test_any_text_survives_turtle(odd: Extraction) -> None:
    graph = document_graph(odd)
    store = open_store(None)
    write_extraction(store, odd, DAY)
    written = export(store, "ttl", [odd.document.info.id])
    read = Graph().parse(data=written, format="turtle")
    assert isomorphic(graph, read)
    assert set(store.graph(iris.document_graph_iri(odd.document.info.id))) == set(graph)
    again = RdflibStore()
    write_extraction(again, odd, DAY)
    assert again.nquads() == store.nquads()


def test_iri_of_a_concept_is_checked() -> None:
    claim = factory.claim(cause_concept=Grounding("https://voorbeeld.nl/> <x", "x", 1.0))
    with pytest.raises(InvalidIri):
        document_graph(factory.extraction([claim]))


# --- NZa roles ---


def roles(
    *claims: object, mentions: object = (), statements: object = (), scheme: dict[str, Concept] | None = None
) -> list[RoleAssignment]:
    read = factory.extraction(claims, mentions, statements)  # type: ignore[arg-type]  # test helper
    return role_assignments(read, scheme if scheme is not None else SCHEME)


def concept(name: str, role: str, beinvloedbaar: bool | None = None, niveau: str = "") -> Concept:
    """A concept of an invented scheme, on the model of a real one."""
    example = next(iter(load_concepts()))
    return replace(example, iri=BEGRIP + name, label=name, role=role, beinvloedbaar=beinvloedbaar, niveau=niveau)  # type: ignore[arg-type]  # test


SCHEME = {
    made.iri: made
    for made in (
        concept("vergrijzing", "Oorzaak", False),
        concept("personeelstekort", "Oorzaak", True, "regionaal"),
        concept("complexe-zorgvraag", "Oorzaak"),
        concept("wachttijd", "Knelpunt"),
        concept("verlies-gezondheid", "Effect"),
    )
}


#: Words on the page that are in no class of causes, and words that are.
OWN_WORDS, DEMOGRAPHIC = "een groter beroep op de wijkverpleging", "vergrijzing"


def edge(cause: str, effect: str, words: str = OWN_WORDS, **how: object) -> object:
    by_name = {name: factory.grounding(name, regio="" if BEGRIP + name in SCHEME else "heuvelrand") for name in (cause, effect)}
    return factory.claim(words, cause_concept=by_name[cause], effect_concept=by_name[effect], **how)  # type: ignore[arg-type]  # test


def short(assignments: list[RoleAssignment]) -> set[tuple[str, str]]:
    return {(made.concept.rpartition("/")[2], made.role) for made in assignments}


def test_chain_of_oorzaak_knelpunt_effect() -> None:
    found = roles(edge("vergrijzing", "wachttijd"), edge("wachttijd", "verlies-gezondheid"))
    assert short(found) == {
        ("vergrijzing", "Oorzaak"),
        ("wachttijd", "Oorzaak"),
        ("wachttijd", "Knelpunt"),
        ("verlies-gezondheid", "Effect"),
    }


def test_concept_of_the_region_is_effect_when_it_never_explains() -> None:
    assert short(roles(edge("vergrijzing", "volle-wachtkamer"))) == {("vergrijzing", "Oorzaak"), ("volle-wachtkamer", "Effect")}
    found = short(roles(edge("vergrijzing", "volle-wachtkamer"), edge("volle-wachtkamer", "wachttijd")))
    assert ("volle-wachtkamer", "Oorzaak") in found and ("volle-wachtkamer", "Effect") not in found


def test_mentioned_as_knelpunt() -> None:
    called = factory.mention("lange wachttijden", "knelpunt", concept=factory.grounding("vergrijzing"), label="knelpunt")
    found = short(roles(edge("vergrijzing", "wachttijd"), mentions=[called]))
    assert {("vergrijzing", "Oorzaak"), ("vergrijzing", "Knelpunt")} <= found
    group = factory.mention("thuiswonende ouderen", "doelgroep", concept=factory.grounding("wachttijd"))
    assert roles(mentions=[group]) == []


@pytest.mark.parametrize("how", [{"negated": True}, {"status": "ter_beoordeling"}, {"kind": "beoogd"}, {"kind": "verband"}])
def test_only_what_the_text_asserts_as_a_cause_gives_roles(how: dict[str, object]) -> None:
    assert roles(edge("vergrijzing", "wachttijd", **how)) == []


def influence(*statements: object, cause: str = "vergrijzing") -> tuple[bool | None, str, str]:
    (found,) = [made for made in roles(edge(cause, "wachttijd"), statements=statements) if made.role == "Oorzaak"]
    return found.beinvloedbaar, found.niveau, found.source


def statement(beinvloedbaar: bool | None, niveau: str = "", name: str = "vergrijzing") -> object:
    return factory.role_statement("vergrijzing", factory.grounding(name), beinvloedbaar=beinvloedbaar, niveau=niveau)


def test_influence_from_text_goes_before_the_list() -> None:
    assert influence() == (False, "", "lijst")
    assert influence(cause="personeelstekort") == (True, "regionaal", "lijst")
    assert influence(statement(True, "regionaal")) == (True, "regionaal", "tekst")
    assert influence(statement(None, "landelijk")) == (False, "", "lijst")
    assert influence(statement(True, name="wachttijd")) == (False, "", "lijst")


def test_influence_can_be_undecided() -> None:
    assert influence(cause="complexe-zorgvraag") == (None, "", "")
    assert influence(cause="volle-wachtkamer") == (None, "", "")
    assert influence(statement(True), statement(False)) == (None, "", "")


def test_influence_of_an_own_concept_follows_the_class_of_its_words() -> None:
    (found,) = [made for made in roles(edge("oude-streek", "wachttijd", DEMOGRAPHIC)) if made.role == "Oorzaak"]
    assert (found.beinvloedbaar, found.niveau, found.source) == (False, "", "lijst")


def test_oorzaak_of_the_scheme_that_the_text_judges() -> None:
    assert roles(statements=[statement(False, "landelijk")]) == [
        RoleAssignment(BEGRIP + "vergrijzing", "Oorzaak", False, "landelijk", "tekst")
    ]
    assert roles(statements=[statement(True, name="wachttijd")]) == []


def test_undecided_influence_is_absent_from_the_graph() -> None:
    graph = document_graph(factory.extraction([edge("volle-wachtkamer", "nog-iets")]))  # type: ignore[list-item]  # test
    (node,) = graph.subjects(RG.rol, RG.Oorzaak)
    assert isinstance(node, URIRef)
    assert set(values(graph, node)) == {"type", "inDocument", "begrip", "rol"}
    judged = document_graph(factory.full_extraction())
    (node,) = set(judged.subjects(RG.rol, RG.Oorzaak)) & set(judged.subjects(RG.begrip, URIRef(BEGRIP + "vergrijzing")))
    assert isinstance(node, URIRef)
    found = values(judged, node)
    assert found["beinvloedbaar"] == [False] and found["bronInvloed"] == ["tekst"]


# --- writing to a store ---


def test_rewriting_one_document_changes_nothing_else(store: Store) -> None:
    for name in ("een", "twee", "drie"):
        write_extraction(store, factory.full_extraction(name), DAY)
    others = [iris.document_graph_iri("een"), iris.document_graph_iri("drie")]
    before = store.nquads(others)
    write_extraction(store, factory.extraction([factory.claim(document_id="twee")], document=factory.info("twee")), DAY)
    assert store.nquads(others) == before
    assert set(store.graph(iris.document_graph_iri("twee")).objects(None, RG.vermeldt)) <= {RG.Oorzaak}
    remove_document(store, "twee")
    assert store.graphs() == sorted([iris.BOUWLOG, *others]) and store.nquads(others) == before


def test_log_has_one_entry_per_document(store: Store) -> None:
    write_extraction(store, factory.full_extraction("een"), DAY)
    write_extraction(store, factory.full_extraction("twee"), DAY)
    write_extraction(store, factory.full_extraction("een"), NEXT_DAY)
    rows = store.query(f"SELECT ?g ?wanneer WHERE {{ GRAPH <{iris.BOUWLOG}> {{ ?g <{PROV.generatedAtTime}> ?wanneer }} }} ORDER BY ?g").rows
    assert [(row["g"], row["wanneer"]) for row in rows] == [
        (iris.document_graph_iri("een"), "2026-01-03T00:00:00Z"),
        (iris.document_graph_iri("twee"), "2026-01-02T03:04:05Z"),
    ]
    remove_document(store, "een")
    remove_document(store, "twee")
    assert store.graphs() == []


def test_two_builds_are_the_same_apart_from_the_log() -> None:
    built: list[Store] = [open_store(None), open_store(None), RdflibStore()]
    for made, names, moment in zip(built, (["een", "twee"], ["twee", "een", "twee"], ["een", "twee"]), (DAY, NEXT_DAY, DAY), strict=True):
        write_base(made)
        for name in names:
            write_extraction(made, factory.full_extraction(name), moment)
    first = [[line for line in made.nquads() if f"<{iris.BOUWLOG}> ." not in line] for made in built]
    assert first[0] == first[1] == first[2]
    assert len({graph_hash(made) for made in built}) == 1
    assert built[0].nquads() != built[1].nquads()


def test_base_is_written_once(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write_base(store)
    size = sum(file.stat().st_size for file in (tmp_path / "store").glob("*.log"))
    write_base(store)
    assert sum(file.stat().st_size for file in (tmp_path / "store").glob("*.log")) == size
    assert store.graphs() == [iris.ONTOLOGIE, iris.REFERENTIE]
    assert store.query("ASK { GRAPH graaf:ontologie { rg:Knelpunt a owl:Class } }").rows == ({"antwoord": True},)
    assert not any("_:" in line.split('"')[0] for line in store.nquads())
    store.close()


def test_a_refused_document_leaves_the_old_one(store: Store) -> None:
    write_extraction(store, factory.full_extraction(), DAY)
    before = store.nquads()
    bad = factory.claim(cause_concept=Grounding("geen iri", "x", 1.0))
    with pytest.raises(GraphError):
        write_extraction(store, factory.extraction([bad]), NEXT_DAY)
    assert store.nquads() == before
