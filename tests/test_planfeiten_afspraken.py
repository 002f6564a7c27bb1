"""Agreements read from tables, blocks and sentences, and the signals for what they and other loose ends lack."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.pipeline import extract_document
from extract.plans.agreements import _says
from extract.records import Document, DocumentInfo, Extraction, Page
from extract.words import lexicon
from graph.build import write_extraction
from graph.open import open_store
from ontology.planfeiten import Afspraak
from queries.checks import ALL_CHECKS
from queries.lezing import Lezing

if TYPE_CHECKING:
    from spacy.language import Language

CASES = tomllib.loads((Path(__file__).parent / "cases" / "planfeiten" / "afspraken.toml").read_text(encoding="utf-8"))["geval"]


def read(nlp: Language, text: str) -> Extraction:
    """What is read from a short plan of 2025."""
    info = DocumentInfo("proef", "proef.md", "Proef", "regioplan", "Heuvelrand", 2025, ("Brinkhorst", "Veldwijk"))
    return extract_document(Document(info, (Page(1, text),)), nlp)


def test_enough_cases() -> None:
    assert len(CASES) >= 7


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tekst"].strip()[:40])
def test_text(nlp: Language, case: dict[str, Any]) -> None:
    agreed = [found.fact for found in read(nlp, case["tekst"]).facts if isinstance(found.fact, Afspraak)]
    assert [[a.onderwerp, list(a.partijen), a.vanaf, a.tot, a.resultaat] for a in agreed] == case["afspraken"]


def test_words() -> None:
    for entry in lexicon("afspraken.toml")["deel"]:
        assert all(re.fullmatch(str(entry["uitdrukking"]), head, re.IGNORECASE) for head in entry["voorbeelden"])
    for entry in lexicon("afspraken.toml")["zin"]:
        assert all(_says(text) for text in entry["voorbeelden"])
    for entry in lexicon("afspraken.toml")["niet"]:
        assert not any(_says(text) for text in entry["voorbeelden"])


@pytest.mark.model
def test_loose_ends_are_signals(nlp: Language) -> None:
    text = (
        "Met de huisartsen is afgesproken dat zij elkaar vervangen. Het Netwerk Ouderen Heuvelrand komt elke maand bijeen. "
        "Per 1 januari 2027 sluit Ziekenhuis De Linde de polikliniek in Brinkhorst."
    )
    store = open_store(None)
    write_extraction(store, read(nlp, text), datetime(2026, 1, 2, tzinfo=UTC))
    checks = {check.id: check.find(Lezing(store)) for check in ALL_CHECKS}
    (agreed,) = checks["afspraken"]
    assert agreed.ontbreekt == ("termijn", "resultaat")
    assert "Netwerk Ouderen Heuvelrand" in [finding.onderwerp for finding in checks["verbanden"]]
    assert [finding.soort for finding in checks["maatregelen"]] == ["signaal"]
    for name in ("afspraken", "verbanden", "maatregelen"):
        assert all(finding.bewijs and finding.uitleg.endswith(".") and finding.ernst == "laag" for finding in checks[name])
