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
        ("documenten.csv,T,regioplan,Maasdal,2024", "documentenlijst", "de lijst zelf"),
        ("sub,T,regioplan,Maasdal,2024", "documentenlijst", "is een map"),
        (".,T,regioplan,Maasdal,2024", "documentenlijst", "is een map"),
        ("plan.txt,Zorg, thuis,regioplan,Maasdal,2024", "documentenlijst", "6 kolommen in plaats van 5"),
        ("plan.txt,T,regioplan,Maasdal", "documentenlijst", "lege kolommen"),
        ("plan.txt", "documentenlijst", "regel 2"),
        ('"weg\n.md",T,regioplan,Maasdal,2024', "ontbreekt", "weg .md"),
        ('plan.txt,T,"vi\nsie",Maasdal,2024', "documentenlijst", "vi sie"),
        ("x" * 300 + ".md,T,regioplan,Maasdal,2024", "ontbreekt", "regel 2"),
        ("kring.md,T,regioplan,Maasdal,2024", "ontbreekt", "regel 2"),
    ],
)
def test_a_wrong_row_fails_alone(folder: Path, row: str, reason: str, word: str) -> None:
    (folder.parent / "buiten.md").write_text("buiten")
    (folder / "tabel.xlsx").write_text("x")
    (folder / "sub").mkdir()
    (folder / "snelkoppeling.md").symlink_to(folder.parent / "buiten.md")
    (folder / "kring.md").symlink_to(folder / "kring.md")
    write_list(folder, row, "beeld.md,T,zorgkantoorregiobeeld,Maasdal,2023")
    found = find_sources([folder])
    assert [s.path.name for s in found.files] == ["beeld.md"]
    (failure,) = found.failures
    assert failure.reason == reason and word in str(failure) and "\n" not in str(failure)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("naam,soort\nbeeld.md,regioplan\n", "bestand, titel, regio, jaar"),
        ("", "bestand,titel,soort,regio,jaar"),
        (HEADER + "\n", "de lijst is leeg"),
        (HEADER + "\nbeeld.md,T\0,regioplan,Maasdal,2024\n", "CSV"),
        (HEADER + '\nbeeld.md,"T,regioplan,Maasdal,2024\nplan.txt,T,regioplan,Maasdal,2024\n', "CSV"),
        (HEADER + "\nbeeld.md," + "T" * 140_000 + ",regioplan,Maasdal,2024\n", "CSV"),
    ],
)
def test_a_list_that_is_no_list(folder: Path, text: str, word: str) -> None:
    (folder / "documenten.csv").write_text(text)
    found = find_sources([folder])
    assert not found.files
    (failure,) = found.failures
    assert failure.reason == "documentenlijst" and failure.path.name == "documenten.csv"
    assert word in str(failure) and "\n" not in str(failure)


def test_empty_columns_at_the_end_of_a_row_are_no_fault(folder: Path) -> None:
    write_list(folder, "beeld.md;T;regioplan;Maasdal;2024;;", header=HEADER.replace(",", ";"))
    assert [s.path.name for s in find_sources([folder]).files] == ["beeld.md"]


def test_folder_without_list(folder: Path) -> None:
    (folder / "verwacht.json").write_text("{}")
    (folder / ".verborgen").write_text("x")
    (folder / "map").mkdir()
    found = find_sources([folder])
    assert [s.path.name for s in found.files] == ["beeld.md", "extra.md", "plan.txt"]
    assert [notice.split(":")[0] for notice in found.notices] == ["map", "verwacht.json"]
    assert not found.failures


@pytest.mark.parametrize("name", ["", "cijfers.xlsx", ".verborgen.md"])
def test_folder_with_nothing_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    if name:
        (tmp_path / name).write_text("x")
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path, Path()):
        (failure,) = find_sources([path]).failures
        assert failure.reason == "leeg" and str(failure).startswith(f"{tmp_path.name}: ")


def test_names_no_file_can_have(folder: Path) -> None:
    found = find_sources([folder / "a\0b.md", folder / ("x" * 300 + ".md")])
    assert [f.reason for f in found.failures] == ["ontbreekt", "ontbreekt"]


def test_single_files(folder: Path) -> None:
    write_list(folder, "plan.txt,Plan,regioplan,Maasdal,2024")
    found = find_sources([folder / "plan.txt", folder / "extra.md", folder / "weg.pdf", folder / "documenten.csv"])
    assert [(s.path.name, s.info.soort) for s in found.files] == [("plan.txt", "regioplan"), ("extra.md", "onbekend")]
    assert [f.reason for f in found.failures] == ["ontbreekt", "niet_ondersteund"]


@pytest.mark.parametrize(
    ("row", "reason", "word"),
    [
        ("plan.txt,T,visie,Maasdal,2024", "documentenlijst", "visie"),
        ("plan.txt,T,regioplan,Maasdal,24", "documentenlijst", "jaartal"),
        ("plan.txt,T,regioplan", "documentenlijst", "regel 2"),
    ],
)
def test_a_single_file_with_a_wrong_row_fails(folder: Path, row: str, reason: str, word: str) -> None:
    write_list(folder, row, "weg.md,T,regioplan,Maasdal,2024")
    found = find_sources([folder / "plan.txt"])
    assert not found.files
    (failure,) = found.failures
    assert (failure.path.name, failure.reason) == ("plan.txt", reason) and word in str(failure)
    assert "regel 2" in str(failure)
    assert [s.info.soort for s in find_sources([folder / "extra.md"]).files] == ["onbekend"]


def test_a_single_file_beside_a_list_that_cannot_be_read_fails(folder: Path) -> None:
    write_list(folder, "plan.txt,regioplan", header="bestand,soort")
    (failure,) = find_sources([folder / "plan.txt"]).failures
    assert failure.path.name == "documenten.csv" and "titel, regio, jaar" in str(failure)


def test_the_same_file_twice_and_two_files_with_one_id(folder: Path) -> None:
    (folder / "ander").mkdir()
    (folder / "ander" / "plan.txt").write_text("Ander plan.")
    for place in (folder, folder / "ander"):
        write_list(place, "plan.txt,A,regioplan,Maasdal,2024")
    found = find_sources([folder, folder / "plan.txt", folder / "ander"])
    assert [s.path for s in found.files] == [folder / "plan.txt"]
    assert [f.reason for f in found.failures] == ["dubbel"] and len(found.notices) == 1


def test_ids_of_ordinary_names_are_readable() -> None:
    assert document_id("'t Gooi", "roaz-plan", 2024, "ons-plan-v2.pdf") == "t-gooi-roaz-plan-2024-ons-plan-v2-pdf"
    assert document_id("onbekend", "onbekend", None, "x.md") == "onbekend-onbekend-onbekend-x-md"


def test_different_file_names_never_share_an_id() -> None:
    names = [
        "plan a.md",
        "plan_a.md",
        "plan-a.md",
        "Plan-a.md",
        "plan-a.MD",
        "plan--a.md",
        "plan.a.md",
        "plan/a.md",
        "plän-a.md",
        "plan-a-md",
    ]
    ids = [
        document_id("Maasdal", "regioplan", 2024, name) for name in [*names, "plan.a-md", "a.md", "-a.md", ".md", "md", "65+.md", "65.md"]
    ]
    assert len(set(ids)) == len(ids)
    assert ids[2] == "maasdal-regioplan-2024-plan-a-md"
    assert all(re.fullmatch(r"maasdal-regioplan-2024-plan-a-md~[0-9a-f]{6}", one) for one in [*ids[:2], *ids[3:11]])


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
    # the file name is not in it: whoever shows a notice knows the document
    assert document.notices == ("regio en jaar niet herkend; zet dit in documenten.csv (kolommen bestand,titel,soort,regio,jaar).",)


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
