"""Facts from the rows of a table, and the heads of the columns they are read by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from extract.pipeline import extract_document
from extract.records import Document, DocumentInfo, Page
from extract.words import lexicon
from ontology.planfeiten import Maatregel, Personeelsclaim, Planfeit

if TYPE_CHECKING:
    from spacy.language import Language


def facts(nlp: Language, text: str) -> list[Planfeit]:
    """The facts of a short plan of 2025."""
    info = DocumentInfo("proef", "proef.md", "Proef", "regioplan", "Heuvelrand", 2025, ("Brinkhorst", "Veldwijk"))
    return [found.fact for found in extract_document(Document(info, (Page(1, text),)), nlp).facts]


@pytest.mark.parametrize("column", lexicon("kolommen.toml")["kolom"], ids=lambda column: column["sleutel"])
def test_heads(column: dict[str, Any]) -> None:
    form = re.compile("|".join(f"(?:{f})" for f in column["vormen"]), re.IGNORECASE)
    assert all(form.fullmatch(head) for head in column["voorbeelden"])
    assert not any(form.fullmatch(head) for head in column["niet"])


@pytest.mark.model
def test_a_row_moves_work(nlp: Language) -> None:
    head = "| Maatregel | Van | Naar | Aantal | Start |\n|---|---|---|---|---|\n"
    table = f"{head}| Wondzorg | polikliniek | wijkverpleging | 900 per jaar | 2026 |\n"
    (flow,) = [f for f in facts(nlp, table) if isinstance(f, Maatregel) and f.richting == "verplaatsen"]
    assert (flow.van_plekken, flow.naar_plekken, flow.waarde, flow.vanaf) == (("polikliniek",), ("wijkverpleging",), 900.0, "2026-01-01")


@pytest.mark.model
def test_a_row_begins_and_ends_things(nlp: Language) -> None:
    head = "| Nr | Actie | Trekker | Gereed |\n|---|---|---|---|\n"
    begins = "| A1 | Nachtteam wijkverpleging | Thuiszorg Linde | juli 2027 |\n"
    table = f"{head}{begins}| A2 | Sluiting SEH Veldwijk | De Bron | 2027 |\n"
    found = [(f.richting, f.vanaf) for f in facts(nlp, table) if isinstance(f, Maatregel)]
    assert found == [("starten", "2027-07"), ("sluiten", "2027")]


@pytest.mark.model
def test_the_head_says_what_is_asked(nlp: Language) -> None:
    table = "| Beroep | Extra fte | Jaar |\n|---|---|---|\n| Physician assistants | 8 fte | 2027 |\n"
    (claim,) = [f for f in facts(nlp, table) if isinstance(f, Personeelsclaim)]
    assert (claim.beroep, claim.aard, claim.waarde) == ("physician_assistant", "claim", 8.0)
