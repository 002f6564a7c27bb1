"""The conflict rules on short plans: each file in cases/conflicten/<rule> holds documents and what they must lead to.

[[document]]
bestand = "plan.md"; soort = "regioplan"; regio = "Heuvelrand"; jaar = 2025; gemeenten = ["Brinkhorst"]   (gemeenten optional)
tekst = '''...'''
[[verwacht]]            # every finding of the rule, no others
soort = "planconflict"  # or signaal, witte_vlek, bekeken
citaten = ["words of a", "words of b"]
clausule = "a"          # bekeken and signaal: the clause that said so
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.infer import document_id
from extract.nlp import load_nlp
from extract.pipeline import extract_document
from extract.records import Document, DocumentInfo, Page
from graph.build import write_extraction
from graph.open import open_store
from graph.store import Store
from queries.conflicten.regels import ALL_RULES, find_conflicts, find_looked_at, rule_texts
from queries.lezing import Lezing
from queries.records import Finding

CASES = Path(__file__).parent / "cases" / "conflicten"
FILES = sorted(CASES.glob("C*/*.toml"))
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@cache
def pipeline() -> Any:
    return load_nlp()


def store_of(case: dict[str, Any]) -> Store:
    """A store with the documents of a case."""
    store = open_store(None)
    for entry in case["document"]:
        known = {"titel": entry["bestand"], "sha256": "0" * 64} | {key: value for key, value in entry.items() if key != "tekst"}
        known["gemeenten"] = tuple(entry.get("gemeenten", ()))
        info = DocumentInfo(id=document_id(entry["regio"], entry["soort"], entry["jaar"], entry["bestand"]), **known)
        write_extraction(store, extract_document(Document(info, (Page(1, entry["tekst"]),)), pipeline()), NOW)
    return store


def test_every_rule_has_a_positive_case_and_every_clause_a_negative_one() -> None:
    assert {rule.id for rule in ALL_RULES} == set(rule_texts())
    wanted = {(rule, "planconflict", "") for rule in rule_texts()}
    wanted |= {(rule, "geen", clause) for rule, words in rule_texts().items() for clause in words.clausules}
    for path in FILES:
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("verwacht", []):
            positive = entry["soort"] in ("planconflict", "witte_vlek")
            wanted.discard((path.parent.name, "planconflict" if positive else "geen", entry.get("clausule", "")))
    assert not wanted


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_rule(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    store = store_of(case)
    found = [f for f in [*find_conflicts(Lezing(store)), *find_looked_at(Lezing(store))] if f.regel == path.parent.name]
    assert len(found) == len(case.get("verwacht", [])), [f"{f.soort}: {f.uitleg}" for f in found]
    for wanted in case.get("verwacht", []):
        assert any(fits(finding, wanted) for finding in found), [f"{f.soort}: {f.uitleg}" for f in found]


def fits(finding: Finding, wanted: dict[str, Any]) -> bool:
    """Whether a finding is the wanted one: kind, words in its evidence, and the clause that decided."""
    quotes = [" ".join(proof.citaat.split()) for proof in finding.bewijs]
    decided = {c["clausule"] for c in finding.extra["getoetst"] if c["uitkomst"] != "gaat_niet_op"}  # type: ignore[attr-defined]
    said = all(any(words in quote for quote in quotes) for words in wanted["citaten"])
    return finding.soort == wanted["soort"] and said and ("clausule" not in wanted or wanted["clausule"] in decided)
