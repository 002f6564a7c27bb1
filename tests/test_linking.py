"""Wordings find their concept, forbidden pairs stay apart, and two wordings of one new concept meet."""

from __future__ import annotations

import time
import tomllib
from functools import cache
from pathlib import Path

import pytest
from factory import argument, claim, extraction

from extract.compounds import MAX_LENGTH, parts, stem
from extract.linking import CAUSAL_ROLES, FLOOR, content_lemmas, ground
from extract.nlp import load_nlp
from extract.records import Grounding, RoleStatement
from extract.wordings import keys_of
from extract.words import lexicon
from graph.build import document_graph
from graph.build_roles import role_assignments
from ontology.load import Concept, load_concepts
from ontology.prefixes import BEGRIP
from ontology.vocab import RG

CASES = Path(__file__).parent / "cases" / "begrippen"
FILES = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(CASES.glob("*.toml"))}
WORDINGS = [entry for cases in FILES.values() for entry in cases.get("bewoording", [])]
PAIRS = FILES["paren"]
CONCEPTS = {concept.iri: concept for concept in load_concepts() if concept.role in CAUSAL_ROLES}


@cache
def _read(text: str) -> Grounding:
    """Grounded as in a document: with the lemmas of the shipped pipeline."""
    return ground(text, content_lemmas(load_nlp()(text)[:]), "Proefland")


def _short(found: Grounding) -> tuple[str, str]:
    return ("nieuw", "+") if found.new else (found.concept.removeprefix(BEGRIP), found.pole)


def test_the_cases_are_there() -> None:
    assert len(WORDINGS) >= 140
    assert len(PAIRS["apart"]) >= 20
    assert len(PAIRS["samen"]) >= 12
    known = {concept.removeprefix(BEGRIP) for concept in CONCEPTS} | {"nieuw"}
    assert [entry for entry in WORDINGS if entry["begrip"] not in known] == []


@pytest.mark.parametrize("entry", WORDINGS, ids=[str(entry["tekst"]) for entry in WORDINGS])
def test_a_wording_finds_its_concept(entry: dict[str, str]) -> None:
    assert _short(_read(entry["tekst"])) == (entry["begrip"], entry.get("pool", "+"))


@pytest.mark.parametrize(("one", "other"), PAIRS["apart"])
def test_a_forbidden_pair_stays_apart(one: str, other: str) -> None:
    assert _read(one).concept != _read(other).concept


@pytest.mark.parametrize(("one", "other"), PAIRS["samen"])
def test_two_wordings_of_one_concept_meet(one: str, other: str) -> None:
    assert (_read(one).concept, _read(one).pole) == (_read(other).concept, _read(other).pole)


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=[concept.id for concept in CONCEPTS.values()])
def test_every_wording_of_the_scheme_finds_its_own_concept(concept: Concept) -> None:
    own = dict.fromkeys((concept.label, *concept.variants), "+") | dict.fromkeys((*concept.negative_pole, *concept.theme), "-")
    found = {wording: ground(wording, (), "Proefland") for wording in own}
    assert {w: (g.concept, g.pole) for w, g in found.items()} == {w: (concept.iri, pole) for w, pole in own.items()}


def test_concepts_that_never_merge_share_no_wording() -> None:
    """rg:nietSamenMet holds after synonyms and compounds too: no keys of one are the keys of the other."""
    keys = {iri: {keys_of(w) for w in (c.label, *c.variants)} for iri, c in CONCEPTS.items()}
    pairs = [(one, other) for one, c in CONCEPTS.items() for other in c.not_with if other in CONCEPTS]
    assert len(pairs) >= 100
    assert [(one, other) for one, other in pairs if keys[one] & keys[other]] == []


# --- score, runner-up, narrower and broader ---


def test_the_score_is_the_share_that_is_explained() -> None:
    assert ground("ziekteverzuim", (), "Proefland").score == 1.0
    part = ground("ziekteverzuim en langdurige files", (), "Proefland")
    assert (part.new, part.score, part.runner_up) == (True, 0.0, "ziekteverzuim")
    assert 0.0 < part.runner_up_score < FLOOR
    both = ground("werkdruk en ziekteverzuim", (), "Proefland")
    assert FLOOR <= both.score < 1.0
    assert both.runner_up == "hoge werkdruk van zorgverleners"
    assert both.runner_up_score < both.score


def test_the_narrower_concept_goes_before_the_broader() -> None:
    found = ground("wachttijden in de ggz zijn al jaren te lang", (), "Proefland")
    assert (found.label, found.runner_up) == ("wachttijden en wachtlijsten in de ggz", "lange wachttijden in de zorg")


def test_what_stands_first_and_is_narrowed_is_a_kind_of_it() -> None:
    assert not ground("werkdruk bij de doktersassistenten van de spoedpost", (), "Proefland").new
    assert ground("scholing van doktersassistenten over de werkdruk", (), "Proefland").new


def test_spaces_and_line_breaks_make_no_difference() -> None:
    assert ground("tekort  aan\nbuschauffeurs", (), "P") == ground("tekort aan buschauffeurs", (), "P")


def test_what_the_region_calls_a_concept_leaves_its_role_alone() -> None:
    """NZa par. 2.3.2: vergrijzing under the heading 'Knelpunten' keeps the role of the scheme; the word is another fact."""
    cause = argument("vergrijzing", ground("vergrijzing", (), "Heuvelrand"))
    called = RoleStatement("r", cause, "knelpunt", None, "", "eigen-label", cause.evidence)
    said = extraction([claim(cause_concept=cause.grounding)], roles=[called])
    roles = role_assignments(said, {concept.iri: concept for concept in load_concepts()})
    assert [(r.role, r.beinvloedbaar) for r in roles if r.concept == BEGRIP + "vergrijzing"] == [("Oorzaak", False)]
    graph = document_graph(said)
    assert {str(word) for word in graph.objects(None, RG.labelInTekst)} == {"knelpunt"}
    assert RG.Knelpunt not in set(graph.objects(None, RG.rol))


# --- words ---


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("personeelstekort", ("personeel", "tekort")),
        ("zorgpersoneelstekorten", ("zorg", "personeel", "tekort")),
        ("jeugdzorgwachttijden", ("jeugdzorg", "wachttijd")),
        ("stageplekkentekort", ("stage", "plek", "tekort")),
        ("huisartsentekort", ("huisarts", "tekort")),
        ("ggz-wachtlijsten", ("ggz", "wachtlijst")),
        ("buschauffeurstekort", ("buschauffeur", "tekort")),
        ("mantelzorgers", ("mantelzorger",)),
        ("kinderopvang", ("kinderopvang",)),
        ("dorpsbussen", ("dorpsbus",)),
    ],
)
def test_compounds(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected


@pytest.mark.parametrize(
    ("forms", "base"),
    [
        (("woning", "woningen"), "woning"),
        (("gezin", "gezinnen"), "gezin"),
        (("probleem", "problemen"), "probleem"),
        (("sociaal", "sociale"), "sociaal"),
        (("krap", "krappe"), "krap"),
        (("huis", "huizen"), "huis"),
        (("begeleider", "begeleiders"), "begeleider"),
        (("vaardigheid", "vaardigheden"), "vaardigheid"),
        (("opname", "opnames", "opnamen"), "opname"),
        (("oudere", "ouderen"), "oudere"),
        (("ouder", "ouders"), "ouder"),
    ],
)
def test_forms_of_one_word_share_a_base_form(forms: tuple[str, ...], base: str) -> None:
    assert {stem(form) for form in forms} == {base}


def test_a_long_word_stays_whole_and_takes_no_time() -> None:
    start = time.perf_counter()
    assert parts("zorg" * 5_000) == (stem("zorg" * 5_000),)
    assert len(parts("zorg" * (MAX_LENGTH // 4))) == MAX_LENGTH // 4
    keys_of("tekort aan personeel in de zorg " * 500)
    ground("personeelstekort en wachttijden, " * 300, (), "Proefland")
    assert time.perf_counter() - start < 3


def test_a_word_has_one_meaning() -> None:
    """A form that stood in two groups would merge them half."""
    owners: dict[str, set[str]] = {}
    for name in ("gelijk", "richting"):
        for entry in lexicon("gelijk.toml")[name]:
            for word in entry["woorden"]:  # type: ignore[attr-defined]
                owners.setdefault(word, set()).add(str(entry["naam"]))
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_forms_of_two_words_may_stand_apart() -> None:
    assert keys_of("treinen vallen steeds vaker uit") == {"trein", "uitval", "meer"}
    assert keys_of("de huur neemt ieder jaar af") == {"huur", "minder"}
