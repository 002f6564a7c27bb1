"""The invented national corpus: the same each time, as large as asked, readable, and nothing in it exists."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import pytest

from bench.landelijk import KORTSTE, LANGSTE, gelijke, landelijk, paginas, schrijf
from bench.zinnen import woorden
from extract.infer import SOORTEN
from extract.sources import find_sources, load
from ontology.gebieden import load_gebieden


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("landelijk")
    schrijf(landelijk(600, 1), folder, 1)
    return folder


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        schrijf(gelijke(8, 2, 5), tmp_path / name, 5)
    schrijf(gelijke(8, 2, 6), tmp_path / "ander", 6)
    files = sorted(path.name for path in (tmp_path / "een").iterdir())
    assert any(name.endswith(".docx") for name in files)
    assert all((tmp_path / "een" / name).read_bytes() == (tmp_path / "twee" / name).read_bytes() for name in files)
    assert files != sorted(path.name for path in (tmp_path / "ander").iterdir())


@pytest.mark.parametrize("bladzijden", [1, 19, 20, 151, 10_000])
def test_it_has_the_pages_that_were_asked(bladzijden: int) -> None:
    opzetten = landelijk(bladzijden, 1)
    assert sum(one.bladzijden for one in opzetten) == bladzijden
    assert all(one.bladzijden <= LANGSTE + KORTSTE for one in opzetten)
    assert all(one.bladzijden >= KORTSTE for one in opzetten) or bladzijden < KORTSTE
    assert len({one.bestand for one in opzetten}) == len(opzetten)


def test_a_region_has_a_regiobeeld_a_regioplan_and_a_roaz_plan_and_its_own_places() -> None:
    opzetten = gelijke(3 * 150, 1, 1)
    regions = {one.gebied.naam: one.gebied for one in opzetten}
    assert [one.documentsoort for one in opzetten[:3]] == ["zorgkantoorregiobeeld", "regioplan", "roaz-plan"]
    assert {one.documentsoort for one in opzetten} <= set(SOORTEN)
    gemeenten = [name for region in regions.values() for name in region.gemeenten]
    assert len(regions) == 150
    assert len(set(gemeenten)) == len(gemeenten)


def test_no_name_exists() -> None:
    names = {name.lower() for one in gelijke(3 * 150, 1, 1) for name in (one.gebied.naam, *one.gebied.gemeenten)}
    assert not names & {gebied.naam.lower() for gebied in load_gebieden()}


def test_it_is_read_as_it_was_written(corpus: Path) -> None:
    found = find_sources([corpus])
    opzetten = {one.bestand: one for one in landelijk(600, 1)}
    assert not found.failures
    assert {source.path.name for source in found.files} == set(opzetten)
    words = []
    for source in found.files:
        document, opzet = load(source), opzetten[source.path.name]
        assert (len(document.pages), document.info.regio, document.info.soort) == (opzet.bladzijden, opzet.gebied.naam, opzet.documentsoort)
        words += [len(page.text.split()) for page in document.pages]
    assert 130 <= statistics.median(words) <= 190  # real pages have about 160


def test_no_slot_is_left_and_every_kind_of_sentence_is_there(corpus: Path) -> None:
    text = "\n".join(cell for one in landelijk(600, 1) for page in paginas(one, 1) for _, cells in page for cell in cells)
    assert "{" not in text
    for kind, forms in woorden()["zinnen"].items():
        literal = [re.split(r"\{[\w-]+\}", form) for form in forms]
        assert any(max(pieces, key=len).strip() in text for pieces in literal), kind


def test_its_words_are_many() -> None:
    text = " ".join(cell for one in landelijk(600, 1) for page in paginas(one, 1) for _, cells in page for cell in cells)
    assert len({word.lower().strip(".,") for word in text.split()}) > 3_000  # a real document of 120 pages has 3.500
    sentences = re.findall(r"[A-Z][^.|]+\.", text)
    assert len(set(sentences)) > 0.9 * len(sentences)
