"""The demo region against what a careful reader finds in it. The floors may only rise; docs/kwaliteit.md says what is missing."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from quotes import misplaced

from extract.evaluation.matching import overlap
from graph.open import open_store
from graph.store import Store
from queries.causal_view import causal_view
from queries.checks import all_looked_at, find_all, finding_json
from queries.lezing import Lezing
from queries.records import ClaimRow, Finding
from regiograaf.building import demo_folder

pytestmark = pytest.mark.model
EXPECTED = tomllib.loads((Path(__file__).parent / "demo_verwacht.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store(demo_graph: Path) -> Store:
    return open_store(demo_graph, read_only=True)


@pytest.fixture(scope="module")
def claims(store: Store) -> Sequence[ClaimRow]:
    kinds, states = ("oorzakelijk", "beoogd", "verband"), ("aanvaard", "ter_beoordeling")
    return causal_view(Lezing(store), soorten=kinds, statussen=states, ontkend=True).claims


@pytest.fixture(scope="module")
def findings(store: Store) -> list[Finding]:
    return find_all(Lezing(store))


def same(claim: ClaimRow, wanted: dict[str, str]) -> bool:
    sides = (overlap(claim.oorzaaktekst, wanted["oorzaak"]), overlap(claim.gevolgtekst, wanted["gevolg"]))
    return claim.document == wanted["document"] and min(sides) >= 0.5


def test_claims_found_and_right(claims: Sequence[ClaimRow]) -> None:
    wanted = EXPECTED["bewering"]
    found = [(w, next((c for c in claims if same(c, w)), None)) for w in wanted]
    hits = [(w, c) for w, c in found if c is not None]
    assert len(wanted) >= 120
    assert len(hits) / len(wanted) >= 0.75
    assert sum(c.soort == w["soort"] for w, c in hits) / len(hits) >= 0.9
    accepted = [c for c in claims if c.status == "aanvaard"]
    assert sum(any(same(c, w) for w in wanted) for c in accepted) / len(accepted) >= 0.85


def test_nothing_denied_becomes_an_arrow(store: Store, claims: Sequence[ClaimRow]) -> None:
    drawn = causal_view(Lezing(store)).claims
    denied = [w for w in EXPECTED["bewering"] if w.get("ontkend")]
    assert denied
    assert not [c for c in drawn for w in denied if same(c, w)]


def test_circles_are_of_the_right_kind(findings: list[Finding]) -> None:
    loops = {f.soort: f for f in findings if f.soort in {"cirkelredenering", "lus"}}
    closed = [f for f in findings if f.soort == "cirkelredenering"]
    assert ("lage inloop in de dorpshuizen", "korte openingstijden") in [f.keten for f in closed]
    assert any({"lange wachttijden in de ggz", "psychische klachten verergeren"} <= set(f.keten) for f in closed)
    assert len(closed) == 2
    driven = [f for f in findings if f.soort == "lus" and not f.te_bevestigen]
    assert {len(f.keten) for f in driven} == {2, 3}
    assert all(f.extra["aandrijvers"] for f in driven)
    assert set(loops) == {"cirkelredenering", "lus"}


def test_role_confusion_is_seen(findings: list[Finding]) -> None:
    assert "personeelstekort" in {f.onderwerp for f in findings if f.soort == "rolverwarring"}


def test_every_quote_of_every_finding_stands_on_its_page(store: Store, findings: list[Finding]) -> None:
    shown = [finding_json(finding) for finding in [*findings, *all_looked_at(Lezing(store))]]
    assert all(finding["bewijs"] for finding in shown)
    assert misplaced(demo_folder(), [proof for finding in shown for proof in finding["bewijs"]]) == []  # type: ignore[attr-defined]
