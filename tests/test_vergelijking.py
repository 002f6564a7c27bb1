"""What came, went and changed between two versions of a plan, on a pair of documents made for it."""

from __future__ import annotations

import json
from pathlib import Path

import factory
from test_cli import run

from graph.build import document_graph
from graph.iris import document_graph_iri
from graph.open import open_store
from graph.store import Store
from queries.vergelijking import compare

PAIR = Path(__file__).parent / "cases" / "vergelijk"
OLD, NEW = PAIR / "regioplan_duinmark_2024.md", PAIR / "regioplan_duinmark_2026.md"


def test_the_pair_on_the_command_line() -> None:
    result = run("vergelijk", OLD, NEW, "--json")
    assert result.returncode == 0
    found = json.loads(result.stdout)
    came = {(part["soort"], part["tekst"]) for part in found["gekomen"]}
    went = {(part["soort"], part["tekst"]) for part in found["verdwenen"]}
    assert any(soort == "oorzakelijk" and tekst.startswith("ziekteverzuim →") for soort, tekst in came)
    assert any(soort == "oorzakelijk" and tekst.startswith("vergrijzing →") for soort, tekst in went)
    changed = {(d["veld"], d["oud"], d["nieuw"]) for change in found["gewijzigd"] for d in change["verschillen"]}
    assert ("zekerheid", "vastgesteld", "mogelijk") in changed
    assert any(soort == "knelpunt" and "eenzaam" in tekst.lower() for soort, tekst in came | went) is False
    pages = {page.read_text(encoding="utf-8") for page in (OLD, NEW)}
    for part in [*found["gekomen"], *found["verdwenen"]]:
        assert all(any(proof["citaat"] in text for text in pages) for proof in part["bewijs"])


def test_the_pair_for_people() -> None:
    shown = run("vergelijk", OLD, NEW).stdout
    for words in ("Gekomen:", "Verdwenen:", "Gewijzigd:", "zekerheid: vastgesteld → mogelijk", "Gelijk gebleven:"):
        assert words in shown


def store_of(document_id: str, **known: object) -> Store:
    """A store with one document of an invented region."""
    store = open_store(None)
    goal = factory.mention(
        "wachttijden verkorten",
        "gezondheidsdoel",
        fields=(("indicator", "wachttijd"), ("streefwaarde", str(known.get("streef", "6"))), ("doeljaar", "2030")),
        document_id=document_id,
    )
    claims = (factory.claim(document_id=document_id, certainty="mogelijk" if known.get("twijfel") else "vastgesteld"),)
    extraction = factory.extraction(claims, (goal,), document=factory.info(document_id))
    store.replace(document_graph_iri(document_id), document_graph(extraction))
    return store


def test_equal_versions_differ_in_nothing() -> None:
    result = compare(store_of("oud"), "oud", store_of("nieuw"), "nieuw")
    assert (result.gekomen, result.verdwenen, result.gewijzigd, result.gelijk) == ((), (), (), 2)


def test_a_changed_target_and_certainty_are_told_with_both_values() -> None:
    result = compare(store_of("oud"), "oud", store_of("nieuw", streef="4", twijfel=True), "nieuw")
    assert {difference for change in result.gewijzigd for difference in change.verschillen} == {
        ("streefwaarde", "6", "4"),
        ("zekerheid", "vastgesteld", "mogelijk"),
    }
    assert all(change.oud.bewijs and change.nieuw.bewijs for change in result.gewijzigd)


def test_an_unknown_document_is_a_mistake_in_one_line(tmp_path: Path) -> None:
    result = run("vergelijk", "a.md", "b.md", cwd=tmp_path)
    assert result.returncode == 3
    assert result.stderr.count("\n") == 1
