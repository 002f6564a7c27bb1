"""The demo region and our own reading of it: every quote stands where it is said to stand, and the planted variety is there."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "regiograaf" / "demo"
GEMEENTEN = ROOT.parent / "shared" / "domain" / "gemeente_regios_2025.csv"
VERWACHT: dict[str, list[dict[str, Any]]] = tomllib.loads((Path(__file__).parent / "demo_verwacht.toml").read_text(encoding="utf-8"))
KNELPUNTDELEN = {"samenwerkingsverband", "oorzaak", "doelgroep"}
DOELDELEN = {"indicator", "basis", "streefwaarde", "jaar", "populatie"}
NOTE = "Dit document beschrijft een verzonnen regio"


def squeeze(text: str) -> str:
    """Whitespace as one space: a quote may run over a line end."""
    return " ".join(text.split())


def read_pages(path: Path) -> dict[int, str]:
    """Page number -> text; what stands above the first marker belongs to no page."""
    parts = re.split(r"(?m)^## Pagina (\d+)$", path.read_text(encoding="utf-8"))
    numbers = [int(n) for n in parts[1::2]]
    assert numbers == list(range(1, len(numbers) + 1)), f"{path.name}: bladzijden niet op volgorde"
    return dict(zip(numbers, map(squeeze, parts[2::2]), strict=True))


PAGES = {path.name: read_pages(path) for path in sorted(DEMO.glob("*.md"))}


def listed() -> list[dict[str, str]]:
    with (DEMO / "documenten.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def quoted(value: object, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table that carries a quote, however deep it lies."""
    if isinstance(value, dict):
        if "citaat" in value:
            yield where, value
        for key, part in value.items():
            yield from quoted(part, f"{where}.{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from quoted(part, f"{where}-{number}")


QUOTES = [pair for soort, items in VERWACHT.items() for pair in quoted(items, soort)]
BEWERINGEN = {item["id"]: item for item in VERWACHT["bewering"]}


def test_documenten_csv_names_exactly_the_files() -> None:
    rows = listed()
    assert list(rows[0]) == ["bestand", "titel", "soort", "regio", "jaar", "gemeenten"]
    assert sorted(row["bestand"] for row in rows) == sorted(PAGES)
    assert {row["soort"]: (row["regio"], row["jaar"]) for row in rows} == {
        "zorgkantoorregiobeeld": ("Eskerland", "2025"),
        "regioplan": ("Eskerland", "2026"),
        "roaz-plan": ("Wendermark", "2026"),
    }


def test_gemeenten_stand_in_the_text_and_overlap_in_part() -> None:
    per_soort = {row["soort"]: set(row["gemeenten"].split(";")) for row in listed()}
    for row in listed():
        text = " ".join(PAGES[row["bestand"]].values())
        assert all(gemeente in text for gemeente in row["gemeenten"].split(";")), row["bestand"]
    assert per_soort["zorgkantoorregiobeeld"] == per_soort["regioplan"]
    shared = per_soort["regioplan"] & per_soort["roaz-plan"]
    assert shared and shared < per_soort["regioplan"] and shared < per_soort["roaz-plan"]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_document_has_real_pages_and_says_it_is_invented(name: str) -> None:
    assert 3 <= len(PAGES[name]) <= 6
    assert all(300 <= len(text.split()) <= 450 for text in PAGES[name].values()), {n: len(t.split()) for n, t in PAGES[name].items()}
    first_lines = (DEMO / name).read_text(encoding="utf-8").split("## Pagina 1")[0]
    assert NOTE in first_lines
    body = " ".join(PAGES[name].values())
    assert not re.search(r"\b(?:verzonnen|fictie\w*|demo|testdata)\b", body, re.IGNORECASE)


@pytest.mark.parametrize(("where", "item"), QUOTES, ids=[where for where, _ in QUOTES])
def test_quote_stands_verbatim_on_its_page(where: str, item: dict[str, Any]) -> None:
    assert squeeze(item["citaat"]) in PAGES[item["document"]].get(item["pagina"], ""), where


@pytest.mark.parametrize("item", VERWACHT["bewering"], ids=list(BEWERINGEN))
def test_claim_parts_stand_in_its_quote(item: dict[str, Any]) -> None:
    assert all(item[part] in item["citaat"] for part in ("oorzaak", "gevolg", "signaal"))
    assert item["soort"] in {"oorzakelijk", "beoogd", "verband"}
    assert item.get("zekerheid", "vastgesteld") in {"vastgesteld", "verwacht", "mogelijk"}
    assert item.get("teken", "+") in {"+", "-"}


def test_claims_are_many_and_varied() -> None:
    claims = VERWACHT["bewering"]
    kinds = Counter(item["soort"] for item in claims)
    assert len(claims) == len(BEWERINGEN)
    assert kinds["oorzakelijk"] >= 75 and kinds["beoogd"] >= 30 and kinds["verband"] >= 4
    assert sum(item.get("zekerheid") == "mogelijk" for item in claims) >= 5
    assert sum(item.get("zekerheid") == "verwacht" for item in claims) >= 2
    assert sum(item.get("ontkend", False) for item in claims) >= 4
    assert sum(item.get("teken") == "-" for item in claims) >= 10
    assert len({item["signaal"].lower() for item in claims}) >= 30
    assert not any(item["soort"] == "beoogd" for item in claims if item["document"].startswith("zorgkantoorregiobeeld"))


def test_loops_close_and_only_a_lus_has_a_driver() -> None:
    kinds = Counter(loop["soort"] for loop in VERWACHT["kring"])
    assert kinds == {"cirkelredenering": 2, "lus": 2}
    for loop in VERWACHT["kring"]:
        steps = [BEWERINGEN[step] for step in loop["stappen"]]
        assert len(steps) == len(loop["keten"]) >= 2
        assert all(step["soort"] == "oorzakelijk" and not step.get("ontkend") for step in steps)
        assert bool(loop["aandrijver"]) == (loop["soort"] == "lus")
        assert all(BEWERINGEN[driver]["soort"] == "oorzakelijk" for driver in loop["aandrijver"])


def test_closed_circles_have_no_cause_from_outside() -> None:
    for loop in VERWACHT["kring"]:
        if loop["soort"] != "cirkelredenering":
            continue
        effects = {BEWERINGEN[step]["gevolg"] for step in loop["stappen"]}
        firm = (item for item in VERWACHT["bewering"] if item["soort"] == "oorzakelijk" and not item.get("ontkend"))
        assert {item["id"] for item in firm if item["gevolg"] in effects} == set(loop["stappen"])


def test_one_loop_is_told_over_several_pages() -> None:
    spread = [{BEWERINGEN[step]["pagina"] for step in loop["stappen"]} for loop in VERWACHT["kring"]]
    assert any(len(pages) > 1 for pages in spread) and any(len(pages) == 1 for pages in spread)


def test_one_theme_plays_all_three_roles() -> None:
    for item in VERWACHT["rolverwarring"]:
        assert {proof["rol"] for proof in item["bewijs"]} == {"knelpunt", "oorzaak", "effect"}
        assert all(item["begrip"] in proof["citaat"] for proof in item["bewijs"])


def test_knelpunten_linked_and_not() -> None:
    linked = [item for item in VERWACHT["knelpunt"] if item["samenwerkingsverband"]]
    loose = [item for item in VERWACHT["knelpunt"] if not item["samenwerkingsverband"]]
    assert len(linked) >= 5 and len(loose) >= 4
    assert all(item["samenwerkingsverband"] in item["verband"]["citaat"] for item in linked)
    assert all({"samenwerkingsverband"} <= set(item["ontbreekt"]) <= KNELPUNTDELEN for item in loose)
    assert {part for item in loose for part in item["ontbreekt"]} == KNELPUNTDELEN


def test_doelgroepen_and_goals() -> None:
    assert len(VERWACHT["doelgroep"]) >= 6
    assert all(item[part] in item["citaat"] for item in VERWACHT["doelgroep"] for part in ("tekst", "aard", "omvang"))
    goals = VERWACHT["gezondheidsdoel"]
    assert sum(not item["ontbreekt"] for item in goals) >= 4 and sum(len(item["ontbreekt"]) >= 2 for item in goals) >= 3
    assert all(set(item["ontbreekt"]) <= DOELDELEN for item in goals)
    assert {item["aard"] for item in goals} == {"gezondheid", "zorg"}
    fields = {part: {"basis": "basiswaarde", "jaar": "doeljaar"}.get(part, part) for part in DOELDELEN}
    assert all((field in item) == (part not in item["ontbreekt"]) for item in goals for part, field in fields.items())


def test_oorzaken_randvoorwaarden_lacunes_and_kansen() -> None:
    assert Counter(item["beinvloedbaar"] for item in VERWACHT["oorzaak"])[True] >= 5
    assert Counter(item["beinvloedbaar"] for item in VERWACHT["oorzaak"])[False] >= 5
    assert all(item["niveau"] in {"", "lokaal", "regionaal", "landelijk"} for item in VERWACHT["oorzaak"])
    assert len(VERWACHT["randvoorwaarde"]) >= 5 and len(VERWACHT["lacune"]) >= 6 and len(VERWACHT["kans"]) >= 2


def test_plan_conflicts_and_near_misses() -> None:
    conflicts = VERWACHT["planconflict"]
    assert {item["regel"] for item in conflicts} == {"C01", "C03", "C04", "C08", "C17"} and len(conflicts) == 5
    assert {item["regel"] for item in VERWACHT["bekeken"]} == {"C04", "C07"}
    assert all(item["a"]["document"] != item["b"]["document"] for item in conflicts + VERWACHT["bekeken"])
    assert all(item["opgeheven_door"] and item["extra_bewijs"] for item in VERWACHT["bekeken"])


@pytest.mark.skipif(not GEMEENTEN.exists(), reason="lijst van echte gemeenten niet aanwezig")
def test_no_real_gemeente_in_the_demo() -> None:
    with GEMEENTEN.open(encoding="utf-8", newline="") as source:
        real = {row["gemeente"] for row in csv.DictReader(source)}
    text = " ".join(page for pages in PAGES.values() for page in pages.values())
    assert not [name for name in sorted(real) if re.search(rf"\b{re.escape(name)}\b", text)]
