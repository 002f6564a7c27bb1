"""The workbook: six sheets that calculate nothing, the same bytes twice, and verdicts that come back as the decisions they are."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import factory
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from uitvoer import VIJANDIG, claim, finding, golden, node, small_view, view_of

from graph.besluiten.dagboek import read_decisions
from graph.besluiten.errors import BadMoment
from graph.besluiten.records import Besluit, besluit
from graph.besluiten.redenen import load_reasons
from graph.besluiten.toepassen import take_over
from graph.build import write_base, write_extraction
from graph.open import open_store
from graph.store import Store
from queries.lezing import Lezing
from queries.lezing_document import Kop
from queries.records import CausalView
from regiograaf.flow import Overzicht, export_file, import_workbook
from regiograaf.outputs.werkboek import MEESTE_TEKENS
from regiograaf.outputs.werkboekbladen import INVOER, Werkboekstof, write_workbook
from regiograaf.werkboek_lezen import WerkboekError, read_workbook

WHEN = "2026-11-23T09:30:00Z"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def material(view: CausalView, **known: object) -> Werkboekstof:
    fields: dict[str, object] = {
        "titel": "Vlietland",
        "view": view,
        "ontkend": frozenset({"urn:bewering:0003"}),
        "bevindingen": (finding(keten=("hoge werkdruk", "tekort aan personeel")),),
        "documenten": (Kop("g", "d", "beeld.pdf", "Beeld", "zorgkantoorregiobeeld", "Vlietland", 2023, ("Aalrade",)),),
        "besluiten": (besluit("urn:bewering:0001", "verwerp", "Noor", WHEN, reden="geen_relatie", toelichting="=1+1"),),
        "datum": "2026-11-22",
        "vingerafdruk": "3f9a",
    }
    return Werkboekstof(**(fields | known))  # type: ignore[arg-type]  # test helper: the caller names real fields


@pytest.fixture(scope="module")
def store() -> Store:
    made = open_store(None)
    write_base(made)
    write_extraction(made, factory.full_extraction(), NOW)
    return made


@pytest.fixture(scope="module")
def blank(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of the store in which nothing is filled in."""
    return exported(store, tmp_path_factory.mktemp("werkboek"))


def exported(store: Store, folder: Path) -> Path:
    return export_file(Overzicht(store), folder / "w.xlsx", "xlsx")


def fill(path: Path, rows: list[dict[str, str]], to: str = "in.xlsx") -> Path:
    """A copy in which the first claims are judged, as a reviewer types it in cells that hold text."""
    book = load_workbook(path)
    sheet = book["Beweringen"]
    places = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, 2):
        for name, text in row.items():
            cell = sheet.cell(number, places[name])
            cell.value = text
            cell.data_type = "s"
    book.save(path.with_name(to))
    return path.with_name(to)


def first_claims(path: Path) -> list[str]:
    """The claims of a workbook, row by row."""
    head, *rows = load_workbook(path)["Beweringen"].values
    return [str(row[head.index("bewering")]) for row in rows]


def test_sheets_are_as_agreed(tmp_path: Path) -> None:
    book = load_workbook(write_workbook(material(small_view()), tmp_path / "w.xlsx"))
    lines = [f"[{sheet.title}]\n" + "\n".join(" | ".join(str(value or "") for value in row) for row in sheet.values) for sheet in book]
    golden("werkboek.txt", "\n".join(lines) + "\n")


def test_same_bytes_twice(tmp_path: Path) -> None:
    one, two = (write_workbook(material(small_view()), tmp_path / name) for name in ("een.xlsx", "twee.xlsx"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = load_workbook(one).properties
    assert (about.creator, about.modified, about.title) == ("regiograaf", datetime(2026, 11, 22), "regiograaf: Vlietland")


def test_head_stays_in_sight_and_choices_are_offered(tmp_path: Path) -> None:
    book = load_workbook(write_workbook(material(small_view()), tmp_path / "w.xlsx"))
    assert book.sheetnames == ["Beweringen", "Bevindingen", "Begrippen", "Documenten", "Besluiten", "Toelichting"]
    sheet = book["Beweringen"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:AD10")
    assert all(sheet.column_dimensions[cell.column_letter].width >= 7 for cell in sheet[1])
    names = [cell.value for cell in sheet[1]]
    for rule, (column, choices) in zip(sheet.data_validations.dataValidation, (("oordeel", "oordelen"), ("reden", "redenen")), strict=True):
        letter = sheet.cell(1, names.index(column) + 1).column_letter
        assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", f"={choices}", f"{letter}2:{letter}10")
        (place,) = book.defined_names[choices].destinations
        listed = [cell[0].value for cell in book[place[0]][place[1].replace("$", "")]]
        assert listed == (["aanvaard", "verwerp"] if column == "oordeel" else [reason.label for reason in load_reasons().values()])


@pytest.mark.parametrize(
    "text", [*VIJANDIG, "=1+1", "+31 6", "-2", "@SUM(A1)", "＝1", "a\x00\x0b\ufffe", "\ud800", "_x0041_", "x" * 40_000]
)
def test_cells_are_text_only(tmp_path: Path, text: str) -> None:
    cause, effect = node("a", "Oorzaak", label=text), node("b", "Knelpunt")
    file = write_workbook(material(view_of(claim(1, cause, effect, citaat=text), nodes=(cause, effect)), titel=text), tmp_path / "w.xlsx")
    book = load_workbook(file)
    cells = [cell for sheet in book for row in sheet.rows for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    shown = book["Beweringen"].cell(2, 1).value or ""
    assert len(shown) <= MEESTE_TEKENS
    assert shown[:1000] == "".join("\ufffd" if sign in "\x00\x0b\ufffe\ud800" else sign for sign in text)[:1000]
    with zipfile.ZipFile(file) as parts:
        assert not any(b"<f>" in parts.read(name) or b"<f " in parts.read(name) for name in parts.namelist())


def test_a_column_to_fill_in_is_empty(store: Store, tmp_path: Path) -> None:
    sheet = load_workbook(exported(store, tmp_path))["Beweringen"]
    places = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.max_row == 1 + len(Lezing(store).claims)
    assert all(sheet.cell(row, places[name]).value is None for row in range(2, sheet.max_row + 1) for name in INVOER)
    assert read_workbook(tmp_path / "w.xlsx", store).besluiten == ()


NAMES = st.sampled_from(["Noor", "Bé de Wit", "=Jan"])
NOTES = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=20).map(lambda text: " ".join(text.split()))
ROWS = st.fixed_dictionaries(
    {
        "oordeel": st.sampled_from(["aanvaard", "verwerp"]),
        "reden": st.sampled_from(["", *load_reasons()]),
        "toelichting": NOTES,
        "beoordelaar": NAMES,
    }
).filter(lambda row: row["reden"] != "anders" or row["toelichting"])


@settings(max_examples=20, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4), st.booleans())
def test_decisions_come_back_as_they_were(store: Store, blank: Path, rows: list[dict[str, str]], by_label: bool) -> None:
    """What a reviewer fills in (a reason by its label or its key) is read back whole, with what was on the screen."""
    claims = first_claims(blank)
    shown = [row | {"reden": load_reasons()[row["reden"]].label} if by_label and row["reden"] else row for row in rows]
    read = read_workbook(fill(blank, shown), store, WHEN)
    assert read.niet_geplaatst == () and read.bekend == 0
    found = {one.over: one for one in read.besluiten}
    assert sorted(found) == sorted(claims[: len(rows)])
    for iri, row in zip(claims, rows, strict=False):
        one = found[iri]
        assert (one.handeling, one.reden, one.toelichting, one.beoordelaar, one.tijdstip) == (*(row[name] for name in INVOER), WHEN)
        assert one.anker is not None and one.anker.citaat


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    store = open_store(None)
    write_extraction(store, factory.full_extraction(), NOW)
    rows = [{"oordeel": "verwerp", "reden": "Geen verband", "beoordelaar": "Noor"}, {"oordeel": "AANVAARD", "beoordelaar": "Noor"}]
    file = fill(exported(store, tmp_path), rows)
    first = import_workbook(store, file)
    assert (len(first.besluiten), first.bekend) == (2, 0)
    known = read_decisions(store)
    assert {one.handeling for one in known} == {"verwerp", "aanvaard"}
    assert {claim.status for claim in Lezing(store).claims} >= {"verworpen"}
    again = import_workbook(store, file)
    later = import_workbook(store, file, "2027-01-01T00:00:00Z")
    assert (again.besluiten, again.bekend, later.besluiten, later.bekend) == ((), 2, (), 2)
    assert read_decisions(store) == known
    sheet = load_workbook(exported(store, tmp_path / "na"))["Besluiten"]
    assert sheet.max_row == 3 and sheet.cell(2, 2).value == "Noor"


def test_the_moment_is_when_the_file_was_saved(store: Store, blank: Path) -> None:
    file = fill(blank, [{"oordeel": "aanvaard", "beoordelaar": "Noor"}])
    saved = load_workbook(file).properties.modified.replace(tzinfo=UTC)
    (one,) = read_workbook(file, store).besluiten
    assert datetime.fromisoformat(one.tijdstip) == saved
    with pytest.raises(BadMoment):
        read_workbook(file, store, "gisteren")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"beoordelaar": "Noor"}, "Rij 2: er staat geen oordeel; kies aanvaard of verwerp."),
        ({"oordeel": "misschien", "beoordelaar": "Noor"}, "Rij 2: 'misschien' is geen oordeel; kies aanvaard of verwerp."),
        ({"oordeel": "aanvaard"}, "Rij 2: de naam van de beoordelaar ontbreekt of is te lang."),
        ({"oordeel": "verwerp", "reden": "zomaar", "beoordelaar": "Noor"}, "Rij 2: 'zomaar' is geen reden uit de lijst."),
        ({"oordeel": "verwerp", "reden": "anders", "beoordelaar": "Noor"}, "Rij 2: bij de reden 'anders' hoort een toelichting."),
        (
            {"oordeel": "verwerp", "beoordelaar": "Noor", "bewering": "urn:x"},
            "Rij 2: deze bewering staat niet in de graaf; misschien is het document opnieuw gelezen.",
        ),
        (
            {"oordeel": "verwerp", "beoordelaar": "Noor", "bewering": "<geen iri>"},
            "Rij 2: deze bewering staat niet in de graaf; misschien is het document opnieuw gelezen.",
        ),
    ],
)
def test_rows_that_cannot_be_placed_are_named(store: Store, blank: Path, row: dict[str, str], problem: str) -> None:
    """And nothing else fails: the other rows are read."""
    read = read_workbook(fill(blank, [row, {"oordeel": "aanvaard", "beoordelaar": "Bé"}]), store, WHEN)
    assert read.niet_geplaatst == (problem,)
    assert [one.beoordelaar for one in read.besluiten] == ["Bé"]


def test_two_verdicts_of_one_reviewer_on_one_claim(store: Store, blank: Path) -> None:
    first = first_claims(blank)[0]
    same = {"beoordelaar": "Noor", "bewering": first}
    read = read_workbook(fill(blank, [same | {"oordeel": "aanvaard"}, same | {"oordeel": "verwerp"}]), store, WHEN)
    assert [one.handeling for one in read.besluiten] == ["aanvaard"]
    assert read.niet_geplaatst == ("Rij 3: deze beoordelaar oordeelt hierboven al over deze bewering.",)


def test_what_is_no_workbook_is_refused(store: Store, tmp_path: Path) -> None:
    text = tmp_path / "a.xlsx"
    text.write_text("geen zip", encoding="utf-8")
    other = Workbook()
    other.save(tmp_path / "b.xlsx")
    less = Workbook()
    less.active.title = "Beweringen"
    less.active.append(["bewering", "oordeel"])
    less.save(tmp_path / "c.xlsx")
    for name, words in (
        ("a.xlsx", "dit is geen Excel-werkboek"),
        ("b.xlsx", "het blad 'Beweringen' ontbreekt"),
        ("c.xlsx", "ontbreekt de kolom reden, toelichting, beoordelaar"),
        ("d.xlsx", "het bestand bestaat niet"),
    ):
        with pytest.raises(WerkboekError, match=words) as caught:
            read_workbook(tmp_path / name, store)
        assert str(caught.value).startswith(name)


def test_a_decision_taken_back_can_be_taken_again(tmp_path: Path) -> None:
    store = open_store(None)
    write_extraction(store, factory.full_extraction(), NOW)
    file = fill(exported(store, tmp_path), [{"oordeel": "verwerp", "beoordelaar": "Noor"}])
    (one,) = import_workbook(store, file, WHEN).besluiten
    back: Besluit = besluit(one.id, "neem_terug", "Noor", "2026-11-24T00:00:00Z")
    take_over(store, [back])
    assert len(import_workbook(store, file, "2026-11-25T00:00:00Z").besluiten) == 1


def test_the_command_takes_a_workbook_over(tmp_path: Path) -> None:
    """From graph to workbook and back, and the rows that cannot be used are named on stderr."""
    folder = tmp_path / "graaf"
    store = open_store(folder)
    write_extraction(store, factory.full_extraction(), NOW)
    file = fill(exported(store, tmp_path), [{"oordeel": "verwerp", "beoordelaar": "Noor"}, {"oordeel": "aanvaard"}])
    store.close()
    words = [sys.executable, "-m", "regiograaf", "besluiten", "--graaf", str(folder), "--in", str(file)]
    first, second = (subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False) for _ in range(2))
    assert (first.returncode, first.stdout.strip()) == (1, f"1 besluit overgenomen uit {file}; 0 waren er al.")
    assert first.stderr.strip() == "Rij 3: de naam van de beoordelaar ontbreekt of is te lang."
    assert second.stdout.strip() == f"0 besluiten overgenomen uit {file}; 1 was er al."
    assert [one.beoordelaar for one in read_decisions(open_store(folder, read_only=True))] == ["Noor"]
