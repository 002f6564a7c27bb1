"""The short form of fuzzing: pure functions on any text, and spoiled files by a fixed seed. The long form is ``make fuzz``."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.clean import clean
from extract.dates import find_periods
from extract.errors import ReadError
from extract.evidence import pieces
from extract.infer import document_id, infer_info
from extract.numbers import find_numbers
from extract.read_text import decode, split_pages, title_of
from extract.records import Document, DocumentInfo
from extract.sources import LIST_NAME, find_sources, load
from ontology.namen import digest, slug
from tests.fuzz import _check_document, default_files, own_samples, spoil
from tests.muteren import WOORDENBOEK, muteer

INFO = DocumentInfo("toets", "toets.txt", "", "onbekend", "onbekend", None)
#: Pieces that mean something to a reader of plans, between any other characters.
WORDS = (
    "\n",
    "\n\n",
    " ",
    "    ",
    "| ",
    "- ",
    "• ",
    "1. ",
    "# ",
    "## Page 2\n",
    "=== p3\n",
    "\f",
    "zorg",
    "De vraag groeit.",
    "en",
    "leidt tot",
)
MARKS = (
    "12",
    "1,5%",
    "€ 3",
    "2030",
    "1 januari 2025",
    "\u00ad\n",
    "-\n",
    "(",
    ")",
    "**",
    "[a](b)",
    ".....",
    "\u200b",
    "\u0301",
    "\ufb01",
    "’s",
    "¹",
)
TEXT = st.lists(st.one_of(st.sampled_from(WORDS + MARKS), st.text(max_size=8)), max_size=60).map("".join)
FEW = settings(max_examples=60, deadline=None, database=None)


def _document(text: str) -> Document:
    return Document(INFO, split_pages(text))


@FEW
@given(TEXT)
def test_every_character_of_a_unit_stands_where_it_says(text: str) -> None:
    document = _document(text)
    texts = {page.number: page.text for page in document.pages}
    for unit in clean(document):
        assert len(unit.text) == len(unit.pages) == len(unit.offsets)
        for evidence in pieces(document.pages, unit, 0, len(unit.text)):
            assert texts[evidence.page][evidence.begin : evidence.end] == evidence.quote
            assert evidence.quote.strip() == evidence.quote != ""


@FEW
@given(TEXT)
def test_no_text_is_lost_between_pages(text: str) -> None:
    pages = split_pages(text)
    assert len({page.number for page in pages}) == len(pages)
    assert sum(len(page.text) for page in pages) <= len(text)
    title_of(text)
    infer_info(_document(text))


@FEW
@given(st.binary(max_size=400))
def test_bytes_become_text_that_can_be_stored_or_are_named(data: bytes) -> None:
    try:
        decode(data, Path("x.txt")).encode("utf-8")
    except ReadError as error:
        assert error.reason == "onleesbaar"


@FEW
@given(TEXT)
def test_numbers_and_periods_stand_in_the_text(text: str) -> None:
    for number in find_numbers(text):
        assert 0 <= number.begin < number.end <= len(text)
    for period in find_periods(text, 2024):
        assert 0 <= period.begin < period.end <= len(text)


@FEW
@given(st.text(max_size=80))
def test_names_become_ids_that_can_be_written(name: str) -> None:
    assert slug(name).encode("ascii") == slug(name).encode("utf-8")
    digest(name)
    document_id(name, name, None, f"{name}.txt").encode("utf-8")


@FEW
@given(st.lists(st.lists(st.text(max_size=12), max_size=7), max_size=6), st.sampled_from((",", ";", "\t")))
def test_any_list_of_documents_gives_files_or_failures(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], sep: str) -> None:
    folder = tmp_path_factory.mktemp("lijst")
    lines = [sep.join(("bestand", "titel", "soort", "regio", "jaar")), *(sep.join(row) for row in rows)]
    (folder / LIST_NAME).write_bytes("\n".join(lines).encode("utf-8", "replace"))
    found = find_sources([folder])
    assert all(source.path.is_relative_to(folder) for source in found.files)
    assert all(str(error).encode("utf-8") and len(str(error).splitlines()) == 1 for error in found.failures)


def test_spoiled_files_are_read_or_named(tmp_path: Path) -> None:
    """Whole reading of sixty spoiled files; what they say is read by the long form."""
    demo = [path for path in default_files() if path.suffix == ".md"]
    for path in spoil(demo, 60, 20261122, tmp_path):
        (source,) = find_sources([path]).files
        try:
            _check_document(load(source))
        except ReadError as error:
            assert len(str(error).splitlines()) == 1 and str(error).endswith("."), path.name


@pytest.mark.parametrize("kind", WOORDENBOEK)
def test_the_same_seed_spoils_the_same_way(kind: str) -> None:
    sample = next(data for name, data in own_samples() if name.endswith({"tekst": ".txt"}.get(kind, f".{kind}")))
    made = [muteer(random.Random("zaad"), sample, kind, [sample]) for _ in range(2)]
    assert made[0] == made[1]
