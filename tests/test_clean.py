"""Cleaning: the cases of tests/cases/opmaak, the examples in opmaak.toml, and the map back to the pages."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.clean import clean
from extract.evidence import pieces, readable
from extract.opmaak import pattern
from extract.records import Document, DocumentInfo, Page, Unit

CASES = sorted((Path(__file__).parent / "cases" / "opmaak").glob("*.toml"))
PATTERNS = tomllib.loads((files("extract") / "lexicon" / "opmaak.toml").read_text(encoding="utf-8"))["patroon"]
NAMES = ["Aal", "Bos", "Dam", "Eik", "Fort", "Geest", "Horst", "Iep", "Kamp", "Loo", "Meer"]
INFO = DocumentInfo("toets", "toets.md", "", "overig", "Maasdal", 2024)


def units_of(*texts: str) -> tuple[Document, tuple[Unit, ...]]:
    document = Document(INFO, tuple(Page(number, text) for number, text in enumerate(texts, start=1)))
    return document, clean(document)


def check_map(document: Document, units: tuple[Unit, ...]) -> None:
    """Every character stands where its map says, or is a documented replacement."""
    texts = {page.number: page.text for page in document.pages}
    for position, unit in enumerate(units):
        assert unit.index == position
        assert len(unit.text) == len(unit.pages) == len(unit.offsets)
        assert unit.text and unit.text == " ".join(unit.text.split())
        for char, page, offset in zip(unit.text, unit.pages, unit.offsets, strict=True):
            raw = texts[page][offset] if offset >= 0 else char
            assert raw == char or replaced(raw, char), (raw, char)
        for i, (one, two) in enumerate(pairwise(unit.offsets), start=1):
            if min(one, two) >= 0 and i not in unit.breaks and unit.pages[i] == unit.pages[i - 1]:
                assert one < two
        assert unit.lead is None or unit.lead < unit.index


def replaced(raw: str, char: str) -> bool:
    return (
        (char == " " and (raw.isspace() or pattern("wit").fullmatch(raw) is not None))
        or (char == "'" and raw in "’‘`´")
        or (char == "-" and raw in "\u00ad\ufffe")
        or raw in "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
        or (char.isalpha() and raw.isascii() and raw.isalpha() and not char.isascii())
    )


def test_there_are_cases() -> None:
    assert len(CASES) >= 16


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    pages = case.get("paginas", [case.get("pagina")]) * case.get("herhaal", 1)
    pages = [text.replace("{n}", name) for text, name in zip(pages, NAMES, strict=False)]
    document, units = units_of(*pages)
    check_map(document, units)
    wanted = case.get("eenheden_van")
    found = [[u.kind, u.text, *([units[u.lead].text] if u.lead is not None else [])] for u in units if wanted in (None, u.pages[0])]
    assert found == case["eenheden"]


@pytest.mark.parametrize("entry", PATTERNS, ids=lambda entry: entry["naam"])
def test_pattern_examples(entry: dict[str, object]) -> None:
    assert entry["uitleg"] and entry["voorbeelden"] and entry["tegenvoorbeelden"]
    for example in entry["voorbeelden"]:
        assert pattern(entry["naam"]).search(example), example
    for example in entry["tegenvoorbeelden"]:
        assert not pattern(entry["naam"]).search(example), example


def test_unknown_pattern() -> None:
    with pytest.raises(KeyError):
        pattern("bestaat-niet")


def test_sections() -> None:
    _, units = units_of(
        "# Zorg thuis\n\n## Wijkverpleging\n\nDe vraag groeit.\n\n## Huisarts\n\nHet aanbod krimpt.\n\n# Wonen\n\nEr zijn te weinig huizen."
    )
    assert {u.text: u.section for u in units if u.kind == "alinea"} == {
        "De vraag groeit.": ("Zorg thuis", "Wijkverpleging"),
        "Het aanbod krimpt.": ("Zorg thuis", "Huisarts"),
        "Er zijn te weinig huizen.": ("Wonen",),
    }


def test_pieces_split_at_pages_and_furniture() -> None:
    document, units = units_of("We bieden hulp aan alle mensen in de streek die", "dat nodig hebben, ook in de dorpen.")
    (unit,) = units
    found = pieces(document.pages, unit, 0, len(unit.text))
    assert [(e.page, e.quote) for e in found] == [
        (1, "We bieden hulp aan alle mensen in de streek die"),
        (2, "dat nodig hebben, ook in de dorpen."),
    ]
    begin = unit.text.index("streek")
    assert [e.quote for e in pieces(document.pages, unit, begin, begin + len("streek die dat"))] == ["streek die", "dat"]


def test_small_gaps_stay_inside_a_piece() -> None:
    text = "Er zijn sectoren1, met aange-\nwezen   partijen."
    document, (unit,) = units_of(text)
    assert unit.text == "Er zijn sectoren, met aangewezen partijen."
    (piece,) = pieces(document.pages, unit, 3, len(unit.text))
    assert piece.quote == text[piece.begin : piece.end] == text[3:]
    assert readable(piece.quote) == "zijn sectoren1, met aangewezen partijen."


def test_rest_before_its_sentence_on_a_page_in_columns() -> None:
    rest = "zorg dichtbij te houden voor iedereen."
    head = "De gemeenten maken een plan voor de komende jaren. Daarin staat hoe zij samen werken om de"
    document, units = units_of(f"{rest}\n\nSamen aan de slag\n\n{head}")
    check_map(document, units)
    assert units[-1].text == f"{head} {rest}"
    found = pieces(document.pages, units[-1], 0, len(units[-1].text))
    assert [e.quote for e in found] == [head, rest]


def test_nothing_out_of_nothing() -> None:
    assert units_of()[1] == units_of("")[1] == units_of(" \n\n ", "12")[1] == ()


def test_sentences_are_not_lost() -> None:
    sentences = [f"De vraag naar zorg van soort {chr(97 + i % 26)} groeit door oorzaak nummer {i} in de streek." for i in range(60)]
    pages = ["\n\n".join(sentences[i : i + 6]) for i in range(0, 60, 6)]
    _, units = units_of(*pages)
    assert [u.text for u in units] == sentences


def test_speed() -> None:
    sentence = "De gemeenten en de verzekeraars in deze streek maken samen afspraken over de zorg voor ouderen die thuis wonen.\n"
    pages = [f"Kop van het plan {i}\n\n" + sentence * 20 for i in range(130)]
    begin = process_time()
    units_of(*pages)
    assert process_time() - begin < 5


WORDS = ["zorg", "De", "mensen", "programma", "en ", "of ", "IZA", "Als we ", "Bron: ", "H1 Begin\n"]
MARKS = [
    "-",
    "- ",
    "’",
    "’s",
    ".",
    ", ",
    ": ",
    ";",
    "?",
    "(",
    ")",
    "#",
    "=",
    "…",
    "> ",
    "## ",
    "**",
    "_",
    "[a](b)",
    "|",
    "| a | b |",
    "|---|---|\n",
    "• ",
    "\uf0d8 ",
]
SPACES = ["\n", "\n\n", "\r\n", " ", "  ", "    ", "\u00a0", "\t", "\f", "\u200b", "\ufffe", "\u00ad "]
ODD = ["1", "12", "3) ", "2. ", "14,10%", "²", "١", "ﬁ", "e\u0301", "\x02", "😀", "ß", "İ"]
FRAGMENTS = st.sampled_from([*WORDS, *MARKS, *SPACES, *ODD])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(FRAGMENTS, max_size=40).map("".join), max_size=12))
def test_map_holds_for_any_text(texts: list[str]) -> None:
    document, units = units_of(*texts)
    check_map(document, units)
    for unit in units:
        for evidence in pieces(document.pages, unit, 0, len(unit.text)):
            page = next(p for p in document.pages if p.number == evidence.page)
            assert evidence.quote and evidence.quote == page.text[evidence.begin : evidence.end] == evidence.quote.strip()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_readable_never_fails(quote: str) -> None:
    assert readable(quote) == " ".join(readable(quote).split())


FLEVOLAND = Path(__file__).parents[2] / "shared" / "texts" / "flevoland"


@pytest.mark.skipif(not FLEVOLAND.is_dir(), reason="de voorbeelddocumenten staan niet naast dit project")
@pytest.mark.parametrize("name", ["regiobeeld-flevoland-2023.md", "regioplan-iza-flevoland-2023.md", "roaz-beeld-flevoland-2023.txt"])
def test_real_documents(name: str) -> None:
    from extract.documents import read_document

    document = read_document(FLEVOLAND / name, INFO)
    units = clean(document)
    check_map(document, units)
    texts = [u.text for u in units]
    assert len(units) > 50
    assert not any(pattern("hoofdstuklabel").match(text) for text in texts)
    assert not any("Regioplan IZA Flevoland Voorwoord" in text for text in texts)
