"""The ontology holds together, every concept recognises its own words, and the reference data are complete and dated."""

from __future__ import annotations

import collections
import csv
import datetime
import json
import re
import shutil
import time
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from ontology import gebieden, load
from ontology.gebieden import ReferenceDataError
from ontology.load import Concept, ConceptError, load_concepts, load_gebieden, load_ontology, load_reference
from ontology.prefixes import BEGRIP, GEBIED, NS
from ontology.redeneren import check_consistency
from ontology.vocab import RG

VOCABULAIRE = Path(__file__).parents[2] / "shared" / "domain" / "vocabulaire.json"
CONCEPTS = load_concepts()
BY_IRI = {concept.iri: concept for concept in CONCEPTS}
CAUSAL = {"Oorzaak", "Knelpunt", "Effect", "Kans"}

each_concept = pytest.mark.parametrize("concept", CONCEPTS, ids=[concept.id for concept in CONCEPTS])


def _search(concept: Concept, text: str) -> re.Match[str] | None:
    return re.search(concept.pattern, text, re.IGNORECASE)


# --- classes and properties ---


def _own_terms(graph: Graph) -> list[URIRef]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    return sorted({t for kind in kinds for t in graph.subjects(RDF.type, kind) if isinstance(t, URIRef) and t.startswith(NS)})


def test_every_term_has_label_and_definition_in_two_languages() -> None:
    graph = load_ontology()
    terms = _own_terms(graph)
    assert len(terms) > 100
    for term in terms:
        for predicate in (RDFS.label, SKOS.definition):
            languages = sorted(str(v.language) for v in graph.objects(term, predicate) if isinstance(v, Literal))
            assert languages == ["en", "nl"], (term, predicate, languages)
        assert (term, RDFS.isDefinedBy, None) in graph, term


def test_the_three_kinds_of_link_stay_apart() -> None:
    graph = load_ontology()
    links = {RG.veroorzaakt, RG.beoogt, RG.hangtSamenMet}
    assert not [t for t in graph.triples((None, RDFS.subPropertyOf, None)) if t[0] in links or t[2] in links]
    assert [link for link in links if (link, RDF.type, OWL.SymmetricProperty) in graph] == [RG.hangtSamenMet]


def test_loading_gives_a_copy() -> None:
    first = load_ontology()
    size = len(first)
    first.add((URIRef("urn:x"), RDF.type, RG.Knelpunt))
    assert len(load_ontology()) == size


# --- reasoning ---


def _without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_kwargs: None)


@pytest.fixture(params=["owlrl", pytest.param("HermiT", marks=pytest.mark.langzaam)])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "owlrl":
        _without_java(monkeypatch)
    elif shutil.which("java") is None:
        pytest.skip("Java ontbreekt: HermiT kan niet draaien")
    return str(request.param)


#: One of everything that docs/graafmodel.md describes.
DOCUMENT = """
@prefix rg: <https://w3id.org/regiograaf/ns#> . @prefix begrip: <https://w3id.org/regiograaf/begrip/> .
@prefix id: <https://w3id.org/regiograaf/id/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:d a rg:Zorgkantoorregiobeeld ; rg:documentId "d" ; rg:jaar 2023 ; rg:regionaam "Elders" .
id:p a rg:Pagina ; rg:inDocument id:d ; rg:paginanummer 3 ; rg:paginatekst "tekst" .
id:v a rg:Vindplaats ; rg:inDocument id:d ; rg:paginanummer 3 ; rg:begin 0 ; rg:eind 5 ; rg:citaat "tekst" .
id:b a rg:OorzakelijkeBewering ; rg:inDocument id:d ; rg:oorzaakbegrip begrip:vergrijzing ; rg:gevolgbegrip begrip:hogere-zorgvraag ;
    rg:oorzaakpool "+" ; rg:ontkend false ; rg:geloof 0.62 ; prov:wasDerivedFrom id:v ; rg:vindplaatsOorzaak id:v .
begrip:vergrijzing rg:veroorzaakt begrip:hogere-zorgvraag .
id:eigen a skos:Concept , rg:RegioBegrip ; skos:prefLabel "iets van hier"@nl .
id:m a rg:Vermelding ; rg:vermeldt rg:Doelgroep ; rg:inDocument id:d ; rg:begrip id:eigen ; rg:aard "ouder" ; rg:inZin id:v .
id:u a rg:Roluitspraak ; rg:inDocument id:d ; rg:begrip begrip:vergrijzing ; rg:labelInTekst "knelpunt" ; rg:beinvloedbaar false .
id:r a rg:Roltoekenning ; rg:inDocument id:d ; rg:begrip begrip:vergrijzing ; rg:rol rg:Oorzaak ; rg:beinvloedbaar true .
id:k a rg:Koppeling ; rg:inDocument id:d ; rg:relatie "adresseert" ; rg:van id:m ; rg:naar id:m .
begrip:eenzaamheid a rg:Oorzaak , rg:Knelpunt , rg:Effect .
"""


def test_ontology_with_a_document_is_consistent(engine: str) -> None:
    verdict = check_consistency(load_ontology().parse(data=DOCUMENT, format="turtle"))
    assert (verdict.engine, verdict.consistent, verdict.unsatisfiable, verdict.clashes) == (engine, True, (), ())
    assert bool(verdict.not_checked) == (engine == "owlrl")


def test_a_concept_in_both_kinds_of_oorzaak_is_named(engine: str) -> None:
    graph = load_ontology()
    concept = URIRef(BEGRIP + "dubbele-vergrijzing")
    graph.add((concept, RDF.type, RG.BeinvloedbareOorzaak))
    graph.add((concept, RDF.type, RG.OnbeinvloedbareOorzaak))
    verdict = check_consistency(graph)
    assert verdict.engine == engine
    assert not verdict.consistent
    assert [(c.individual, c.label) for c in verdict.clashes] == [(str(concept), "dubbele vergrijzing")]


def test_a_class_that_must_stay_empty_is_reported(engine: str) -> None:
    graph = load_ontology()
    empty = URIRef("urn:leeg")
    graph.add((empty, RDF.type, OWL.Class))
    graph.add((empty, RDFS.subClassOf, RG.BeoogdeBewering))
    graph.add((empty, RDFS.subClassOf, RG.OorzakelijkeBewering))
    verdict = check_consistency(graph)
    assert (verdict.engine, verdict.consistent, verdict.unsatisfiable) == (engine, True, ("urn:leeg",))


@pytest.mark.langzaam
def test_reference_data_are_consistent(monkeypatch: pytest.MonkeyPatch) -> None:
    _without_java(monkeypatch)
    assert check_consistency(load_ontology() + load_reference()).consistent


# --- concepts ---


@each_concept
def test_pattern_recognises_its_examples_only(concept: Concept) -> None:
    assert concept.examples, "elk begrip heeft minstens één rg:voorbeeld"
    assert [text for text in (concept.label, *concept.examples) if not _search(concept, text)] == []
    assert [text for text in concept.counterexamples if _search(concept, text)] == []


@each_concept
def test_examples_do_not_fall_to_a_forbidden_neighbour(concept: Concept) -> None:
    neighbours = [BY_IRI[iri] for iri in concept.not_with]
    same_kind = [n for n in neighbours if (n.role in CAUSAL) == (concept.role in CAUSAL)]
    assert [(n.id, text) for n in same_kind for text in concept.examples if _search(n, text)] == []


@each_concept
def test_pattern_has_no_catastrophic_backtracking(concept: Concept) -> None:
    expression = re.compile(concept.pattern, re.IGNORECASE)
    for seed in ("a ", *concept.examples, *concept.counterexamples):
        text = (seed + " ") * (10_000 // (len(seed) + 1))
        start = time.perf_counter()
        collections.deque(expression.finditer(text), maxlen=0)
        assert time.perf_counter() - start < 3, seed


@each_concept
def test_concept_is_well_formed(concept: Concept) -> None:
    assert concept.iri.startswith(BEGRIP)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept.iri.removeprefix(BEGRIP))
    assert "/" not in concept.label
    assert len(concept.variants) >= (8 if concept.role in CAUSAL else 1)
    assert set(concept.not_with) <= set(BY_IRI)
    assert concept.broader is None or concept.broader in BY_IRI
    assert concept.niveau in {"", "lokaal", "regionaal", "landelijk"}
    assert (concept.dimension != "") == (concept.role == "Effect")
    if concept.niveau == "landelijk":
        assert concept.beinvloedbaar is False
        assert (URIRef(concept.iri), RDF.type, RG.Randvoorwaarde) in load_ontology()


def test_ids_and_wordings_belong_to_one_concept() -> None:
    assert len({concept.id for concept in CONCEPTS}) == len(CONCEPTS) >= 150
    owners: dict[str, list[str]] = collections.defaultdict(list)
    for concept in CONCEPTS:
        for wording in {concept.label.casefold(), *(variant.casefold() for variant in concept.variants)}:
            owners[wording].append(concept.id)
    assert {wording: ids for wording, ids in owners.items() if len(ids) > 1} == {}


def test_a_negative_pole_is_never_a_positive_wording() -> None:
    wordings = {w.casefold() for c in CONCEPTS if c.role in CAUSAL for w in (c.label, *c.variants)}
    for concept in CONCEPTS:
        assert not [p for p in (*concept.negative_pole, *concept.theme) if p.casefold() in wordings], concept.id
        own = " | ".join((concept.label, *concept.variants, *concept.examples)).casefold()
        assert not [p for p in concept.negative_pole if p.casefold() in own], concept.id


def test_influence_follows_the_nza_distinction() -> None:
    influence = {concept.id: concept.beinvloedbaar for concept in CONCEPTS}
    assert influence["O01"] is influence["O02"] is influence["O30"] is False
    assert influence["O05"] is influence["O32"] is True
    assert influence["O12"] is influence["O14"] is None
    assert next(c.role for c in CONCEPTS if c.id == "O45") == "Kans"


def test_a_theme_word_alone_is_no_knelpunt() -> None:
    knelpunten = [concept for concept in CONCEPTS if concept.role == "Knelpunt"]
    themes = ("jeugdhulp", "wijkverpleging", "thuiszorg", "ambulance", "SEH", "IC", "HAP", "gehandicaptenzorg", "palliatieve zorg")
    assert [(c.id, theme) for c in knelpunten for theme in themes if _search(c, f"de {theme} in de regio")] == []


def test_every_researched_concept_is_there() -> None:
    if not VOCABULAIRE.exists():
        pytest.skip("de gedeelde woordenlijst staat hier niet")
    ids = {entry["id"] for entry in json.loads(VOCABULAIRE.read_text(encoding="utf-8"))}
    assert len(ids) == 81
    assert ids - {concept.id for concept in CONCEPTS} == set()


def test_a_broken_concept_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = load_ontology()
    broken.set((URIRef(BEGRIP + "vergrijzing"), RG.patroon, Literal("(")))
    monkeypatch.setattr(load, "_ontology", lambda: broken)
    load_concepts.cache_clear()
    try:
        with pytest.raises(ConceptError, match=r"begrip/vergrijzing: rg:patroon is geen geldige reguliere uitdrukking"):
            load_concepts()
    finally:
        load_concepts.cache_clear()


# --- reference data ---


def _kind(soort: str, peildatum: datetime.date | None = None) -> list[load.Gebied]:
    return [gebied for gebied in load_gebieden(peildatum) if gebied.soort == soort]


def test_counts_of_areas() -> None:
    counts = collections.Counter(gebied.soort for gebied in load_gebieden())
    assert counts == {
        "gemeente": 342, "zorgkantoorregio": 31, "izaregio": 42, "ggdregio": 25, "veiligheidsregio": 25, "roazregio": 10, "roazsubregio": 6
    }  # fmt: skip


@pytest.mark.parametrize("soort", ["zorgkantoorregio", "ggdregio", "veiligheidsregio"])
def test_every_gemeente_lies_in_exactly_one_region(soort: str) -> None:
    names = sorted(name for gebied in _kind(soort) for name in gebied.gemeenten)
    assert names == sorted(gebied.naam for gebied in _kind("gemeente"))
    assert all(gebied.gemeenten_volledig for gebied in _kind(soort))


@pytest.mark.parametrize(("year", "number"), [(2019, 355), (2021, 352), (2022, 345), (2023, 342), (2026, 342)])
def test_gemeenten_at_a_date(year: int, number: int) -> None:
    assert len(_kind("gemeente", datetime.date(year, 1, 1))) == number


def test_almere_and_zeewolde_choose_another_iza_region() -> None:
    where = {(g.soort, g.naam): g for g in load_gebieden()}
    assert "Almere" in where["izaregio", "Flevoland"].gemeenten
    assert "Almere" in where["zorgkantoorregio", "'t Gooi"].gemeenten
    assert "Zeewolde" in where["izaregio", "Noord Veluwe"].gemeenten
    assert "Zeewolde" in where["zorgkantoorregio", "Flevoland"].gemeenten


def test_every_row_is_dated_and_sourced() -> None:
    folder = files("ontology") / "reference"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".csv"))
    assert names == ["gemeenten.csv", "iza_leden.csv", "regios.csv", "rollen.csv"]
    for name in names:
        for row in csv.DictReader((folder / name).read_text(encoding="utf-8").splitlines()):
            assert row["bron"], (name, row)
            assert datetime.date.fromisoformat(row["geldig_van"]), (name, row)
            assert not row.get("geldig_tot") or row["geldig_van"] < row["geldig_tot"], (name, row)


def test_reference_graph_has_roles_and_marks_what_is_provisional() -> None:
    graph = load_reference()
    roles = collections.Counter(str(role).removeprefix(BEGRIP) for role in graph.objects(None, RG.vervultRol))
    assert roles == {"rol-marktleider": 31, "rol-mandaatgemeente": 42}
    almere = URIRef(GEBIED + "gemeente/GM0034")
    assert (almere, RG.ligtIn, URIRef(GEBIED + "zorgkantoorregio/ZK21")) in graph
    assert (almere, RG.ligtVoorlopigIn, URIRef(GEBIED + "roazregio/noord-holland-flevoland")) in graph
    roaz = set(graph.subjects(RDF.type, RG.ROAZRegio))
    assert not [place for place in graph.objects(None, RG.ligtIn) if place in roaz and place not in _parents(graph)]
    known = set(load_ontology().subjects(RDF.type, RG.Rol))
    assert set(graph.objects(None, RG.vervultRol)) <= known


def _parents(graph: Graph) -> set[object]:
    return {parent for sub in graph.subjects(RDF.type, RG.ROAZSubregio) for parent in graph.objects(sub, RG.ligtIn)}


def test_every_code_that_is_referred_to_exists() -> None:
    graph = load_reference()
    for predicate in (RG.ligtIn, RG.ligtVoorlopigIn, RG.opgegaanIn, RG.inRegio):
        for target in graph.objects(None, predicate):
            assert (target, RDF.type, None) in graph, (predicate, target)


def test_a_bad_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict(gebieden._rows("regios.csv")[0], geldig_van="vorig jaar")
    real = gebieden._rows
    monkeypatch.setattr(gebieden, "_rows", lambda name: (row,) if name == "regios.csv" else real(name))
    load_gebieden.cache_clear()
    try:
        with pytest.raises(ReferenceDataError, match=r"regios.csv, regel met code 'ZK01': kolom geldig_van is geen datum"):
            load_gebieden()
    finally:
        load_gebieden.cache_clear()
