"""Which files are read: folders, documenten.csv, and what is inferred without it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract import infer
from extract.infer import SOORTEN, document_id, infer_info, lexicon, missing_notice
from extract.records import Document, DocumentInfo, Page
from extract.sources import find_sources, load

HEADER = "bestand,titel,soort,regio,jaar"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("beeld.md", "plan.txt", "extra.md"):
        (tmp_path / name).write_text("De zorg groeit.", encoding="utf-8")
    return tmp_path


def write_list(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> None:
    (folder / "documenten.csv").write_text("\n".join([header, *rows]) + "\n", encoding=encoding)


def test_only_listed_files(folder: Path) -> None:
    write_list(folder, "plan.txt,Plan voor later,regioplan,Maasdal,2024", 'beeld.md,"Beeld, 2023",zorgkantoorregiobeeld,Maasdal,2023')
    found = find_sources([folder])
    assert [(s.path.name, s.info.titel, s.info.soort, s.info.regio, s.info.jaar) for s in found.files] == [
        ("plan.txt", "Plan voor later", "regioplan", "Maasdal", 2024),
        ("beeld.md", "Beeld, 2023", "zorgkantoorregiobeeld", "Maasdal", 2023),
    ]
    assert found.files[0].info.id == "maasdal-regioplan-2024-plan-txt"
    assert found.notices == found.failures == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_shapes_of_the_list(folder: Path, encoding: str, separator: str) -> None:
    header = separator.join(["Bestand", "titel", "soort", "regio", "jaar", "gemeenten", "status"])
    row = separator.join(["beeld.md", "Cliënten", "ROAZ-beeld", "Súd", "2023", '"Oost; West"', "vastgesteld"])
    write_list(folder, row, "", header=header, encoding=encoding)
    (source,) = find_sources([folder]).files
    assert (source.info.titel, source.info.soort, source.info.regio) == ("Cliënten", "roaz-beeld", "Súd")
    assert (source.info.gemeenten, source.info.status) == (("Oost", "West"), "vastgesteld")


@pytest.mark.parametrize(
    ("row", "reason", "word"),
    [
        ("weg.md,T,regioplan,Maasdal,2024", "ontbreekt", "weg.md"),
        ("../buiten.md,T,regioplan,Maasdal,2024", "buiten_map", "buiten"),
        ("sub/../../buiten.md,T,regioplan,Maasdal,2024", "buiten_map", "buiten"),
        ("..\\buiten.md,T,regioplan,Maasdal,2024", "buiten_map", "buiten"),
        ("/etc/hostname,T,regioplan,Maasdal,2024", "buiten_map", "buiten"),
        ("C:\\plan.md,T,regioplan,Maasdal,2024", "buiten_map", "buiten"),
        ("snelkoppeling.md,T,regioplan,Maasdal,2024", "buiten_map", "buiten"),
        ("plan.txt,T,visie,Maasdal,2024", "documentenlijst", "zorgkantoorregiobeeld"),
        ("plan.txt,T,regioplan,Maasdal,24", "documentenlijst", "jaartal"),
        ("plan.txt,T,regioplan,Maasdal,²024", "documentenlijst", "jaartal"),
        (",T,regioplan,Maasdal,2024", "documentenlijst", "regel 2"),
        ("tabel.xlsx,T,regioplan,Maasdal,2024", "niet_ondersteund", "PDF"),
    ],
)
def test_a_wrong_row_fails_alone(folder: Path, row: str, reason: str, word: str) -> None:
    (folder.parent / "buiten.md").write_text("buiten")
    (folder / "tabel.xlsx").write_text("x")
    (folder / "sub").mkdir()
    (folder / "snelkoppeling.md").symlink_to(folder.parent / "buiten.md")
    write_list(folder, row, "beeld.md,T,zorgkantoorregiobeeld,Maasdal,2023")
    found = find_sources([folder])
    assert [s.path.name for s in found.files] == ["beeld.md"]
    (failure,) = found.failures
    assert failure.reason == reason and word in str(failure) and "\n" not in str(failure)


@pytest.mark.parametrize("text", ["naam,soort\nbeeld.md,regioplan\n", "", HEADER + "\n"])
def test_a_list_that_is_no_list(folder: Path, text: str) -> None:
    (folder / "documenten.csv").write_text(text)
    found = find_sources([folder])
    assert not found.files
    assert [f.reason for f in found.failures] == ["documentenlijst"]


def test_folder_without_list(folder: Path) -> None:
    (folder / "verwacht.json").write_text("{}")
    (folder / ".verborgen").write_text("x")
    (folder / "map").mkdir()
    found = find_sources([folder])
    assert [s.path.name for s in found.files] == ["beeld.md", "extra.md", "plan.txt"]
    assert [notice.split(":")[0] for notice in found.notices] == ["map", "verwacht.json"]
    assert not found.failures


def test_folder_with_nothing_to_read(tmp_path: Path) -> None:
    assert [f.reason for f in find_sources([tmp_path]).failures] == ["leeg"]


def test_single_files(folder: Path) -> None:
    write_list(folder, "plan.txt,Plan,regioplan,Maasdal,2024")
    found = find_sources([folder / "plan.txt", folder / "extra.md", folder / "weg.pdf", folder / "documenten.csv"])
    assert [(s.path.name, s.info.soort) for s in found.files] == [("plan.txt", "regioplan"), ("extra.md", "onbekend")]
    assert [f.reason for f in found.failures] == ["ontbreekt", "niet_ondersteund"]


def test_the_same_file_twice_and_two_files_with_one_id(folder: Path) -> None:
    (folder / "plan_.txt").write_text("Ander plan.")
    write_list(folder, "plan.txt,A,regioplan,Maasdal,2024", "plan_.txt,B,regioplan,Maasdal,2024")
    found = find_sources([folder, folder / "plan.txt"])
    assert [s.path.name for s in found.files] == ["plan.txt"]
    assert [f.reason for f in found.failures] == ["dubbel"] and len(found.notices) == 1


def test_ids_are_stable_slugs() -> None:
    assert document_id("'t Gooi", "roaz-plan", 2024, "Ons plän (v2).PDF") == "t-gooi-roaz-plan-2024-ons-plan-v2-pdf"
    assert document_id("onbekend", "onbekend", None, "x_y.md") == "onbekend-onbekend-onbekend-x-y-md"


# ---------------------------------------------------------------- inference


@pytest.fixture
def regions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infer, "_known_regions", lambda: ("Maasdal", "Noord-Oever"))


def inferred(bestand: str, text: str) -> DocumentInfo:
    return infer_info(Document(DocumentInfo("x", bestand, "", "onbekend", "onbekend", None), (Page(1, text),)))


@pytest.mark.parametrize(
    ("bestand", "text", "expected"),
    [
        ("regioplan_zonnestreek_2024.pdf", "Samen verder\nIn de Zonnestreek werken we samen.", ("regioplan", "Zonnestreek", 2024)),
        ("def.pdf", "Zorgkantoorregiobeeld Maasdal\n2023\nDe vraag groeit.", ("zorgkantoorregiobeeld", "Maasdal", 2023)),
        ("plan.pdf", "ROAZ-plan Noord-Oever 2024-2027", ("roaz-plan", "Noord-Oever", 2024)),
        (
            "11-regiobeeld.md",
            "Het beeld van 2022. In Noord-Oever is de zorg duur. Noord-Oever vergrijst.",
            ("zorgkantoorregiobeeld", "Noord-Oever", 2022),
        ),
        (
            "stuk.pdf",
            "Transformatieplan Herstel Thuis 2025 voor de regio Heuvelrand en omgeving",
            ("transformatieplan", "Heuvelrand", 2025),
        ),
        ("noord-oever_memo.pdf", "Over Maasdal, Maasdal en Maasdal.", ("onbekend", "Noord-Oever", None)),
        ("memo.pdf", "Over van alles en nog wat.", ("onbekend", "onbekend", None)),
    ],
)
@pytest.mark.usefixtures("regions")
def test_infer(bestand: str, text: str, expected: tuple[str, str, int | None]) -> None:
    info = inferred(bestand, text)
    assert (info.soort, info.regio, info.jaar) == expected
    soort, regio, jaar = expected
    assert info.id == document_id(regio, soort, jaar, bestand)


@pytest.mark.usefixtures("regions")
def test_load_infers_and_tells_what_stays_unknown(folder: Path) -> None:
    write_list(folder, "beeld.md,,regioplan,,")
    (source,) = find_sources([folder]).files
    document = load(source)
    assert (document.info.soort, document.info.regio, document.info.jaar) == ("regioplan", "onbekend", None)
    assert document.notices == (
        "beeld.md: regio en jaar niet herkend; zet dit in documenten.csv (kolommen bestand,titel,soort,regio,jaar).",
    )


def test_no_notice_when_all_is_known() -> None:
    assert missing_notice(DocumentInfo("x", "a.md", "", "regioplan", "Maasdal", 2024)) is None


@pytest.mark.parametrize("entry", [e for group in ("soort", "regio", "jaar") for e in lexicon()[group]], ids=lambda e: str(e["naam"]))
def test_lexicon_examples(entry: dict[str, object]) -> None:
    flags = re.IGNORECASE if entry in lexicon()["soort"] else re.NOFLAG
    for example in entry["voorbeelden"]:
        assert re.search(entry["uitdrukking"], example, flags), example
    for example in entry["tegenvoorbeelden"]:
        assert not re.search(entry["uitdrukking"], example, flags), example


def test_every_kind_can_be_inferred_but_overig() -> None:
    assert {e["naam"] for e in lexicon()["soort"]} == set(SOORTEN) - {"overig"}
