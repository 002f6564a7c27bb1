"""The main job on the real documents: build, and check every quote of findings, claims, map and questions on its page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from quotes import misplaced

from graph.open import open_store
from graph.store import Store
from queries.causal_view import causal_view
from queries.checks import all_looked_at, find_all, finding_json
from queries.lezing import Lezing
from queries.run import load_queries, run_named
from queries.weergave import Weergave
from regiograaf.building import BuildReport, build
from regiograaf.flow import Overzicht, make_a4, make_map

pytestmark = [pytest.mark.langzaam, pytest.mark.model]

#: Parameters of the questions that cannot do without.
NEEDED = {
    "oorzaken-van": {"begrip": "zorg"},
    "gevolgen-van": {"begrip": "zorg"},
    "doelgroepen-verschil": {"regio": "Flevoland", "ander": "Elders"},
}


@pytest.fixture(scope="module")
def source(shared: Path) -> Path:
    return shared / "texts" / "flevoland"


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildReport, Path]:
    folder = tmp_path_factory.mktemp("flevoland")
    return build([source], folder), folder


@pytest.fixture(scope="module")
def store(built: tuple[BuildReport, Path]) -> Store:
    return open_store(built[1], read_only=True)


def test_all_pages_are_read(built: tuple[BuildReport, Path]) -> None:
    assert built[0].exit_code == 0
    assert {b.info.bestand: b.pages for b in built[0].built} == {
        "regiobeeld-flevoland-2023.md": 132,
        "regioplan-iza-flevoland-2023.md": 116,
        "roaz-beeld-flevoland-2023.txt": 5,
    }


def test_every_quote_of_every_finding(store: Store, source: Path) -> None:
    lezing = Lezing(store)
    findings = [finding_json(f) for f in [*find_all(lezing), *all_looked_at(lezing)]]
    proofs = [p for f in findings for p in f["bewijs"]]  # type: ignore[attr-defined]
    assert len(findings) >= 10
    assert all(f["bewijs"] for f in findings)
    assert misplaced(source, proofs) == []


def test_every_quote_of_every_claim(store: Store, source: Path) -> None:
    view = causal_view(Lezing(store), soorten=("oorzakelijk", "beoogd", "verband"), statussen=("aanvaard", "ter_beoordeling"), ontkend=True)
    proofs = [{"document": p.document, "pagina": p.pagina, "citaat": p.citaat} for c in view.claims for p in c.bewijs]
    assert len(view.claims) >= 150
    assert misplaced(source, proofs) == []


@pytest.mark.parametrize("name", [q.name for q in load_queries() if {"document", "pagina", "citaat"} <= set(q.kolommen)])
def test_every_quote_of_every_question(name: str, store: Store, source: Path) -> None:
    needed = NEEDED.get(name, {})
    if name == "bewijs":
        pytest.skip("vraagt één IRI; de stukken zelf zijn bij de beweringen al nagekeken")
    rows = run_named(store, name, needed).rows
    assert misplaced(source, [r for r in rows if r["citaat"] is not None]) == []


def test_offsets_are_those_of_the_stored_page(store: Store) -> None:
    rows = store.query(
        "SELECT ?citaat ?begin ?eind ?tekst WHERE { GRAPH ?g { ?v a rg:Vindplaats ; rg:citaat ?citaat ; rg:begin ?begin ; rg:eind ?eind ; "
        "rg:inDocument ?d ; rg:paginanummer ?n . ?p a rg:Pagina ; rg:inDocument ?d ; rg:paginanummer ?n ; rg:paginatekst ?tekst } }"
    ).rows
    assert len(rows) > 500
    for row in rows:
        assert str(row["tekst"])[int(str(row["begin"])) : int(str(row["eind"]))] == row["citaat"]


def test_map_and_a4(store: Store, source: Path, tmp_path: Path) -> None:
    page = make_map(Overzicht(store), tmp_path / "kaart.html", Weergave(regio="Flevoland")).read_text(encoding="utf-8")
    data = json.loads(re.search(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL).group(1))  # type: ignore[union-attr]
    assert "http://" not in page.split("</style>")[0]
    assert data
    made = make_a4(Overzicht(store), tmp_path, "Flevoland")
    assert {p.suffix for p in made} == {".html", ".pdf"}
