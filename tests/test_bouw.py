"""Building reads what is new or changed and nothing else, and the graph is the same as when all was read at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from snellezers import SnelleLezer

import extract.herkomst
import regiograaf.stand
from extract.records import DocumentInfo, Leeswijze
from graph.bronnen import SOURCE_FOLDER
from graph.open import open_store
from graph.serialise import graph_hash
from regiograaf.building import BuildReport, Opdracht, build
from regiograaf.stand import known_documents

HEAD = "bestand,titel,soort,regio,jaar\n"


def folder_of(place: Path, **texts: str) -> Path:
    """A folder with a listed plan for each name, of a region of that name."""
    place.mkdir(exist_ok=True)
    for name, text in texts.items():
        (place / f"{name}.md").write_text(f"# Regioplan {name} 2026\n\n{text}\n", encoding="utf-8")
    rows = [f"{path.name},Plan {path.stem},regioplan,{path.stem.title()},2026\n" for path in sorted(place.glob("*.md"))]
    (place / "documenten.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return place


def run(sources: Path | list[Path], graaf: Path, **asked: bool) -> tuple[BuildReport, list[str]]:
    lezer = SnelleLezer()
    report = build(sources if isinstance(sources, list) else [sources], graaf, Opdracht(**asked), lezer=lezer)
    return report, lezer.gelezen


def hash_of(graaf: Path) -> str:
    store = open_store(graaf, read_only=True)
    try:
        return graph_hash(store)
    finally:
        store.close()


def test_what_did_not_change_is_not_read(tmp_path: Path) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", oost="Tekst.", west="Tekst."), tmp_path / "graaf"
    assert run(plans, graaf)[1] == ["oost.md", "west.md"]
    before = hash_of(graaf)
    report, read = run(plans, graaf)
    assert (read, len(report.unchanged), report.built, report.exit_code) == ([], 2, (), 0)
    assert hash_of(graaf) == before


def test_only_the_new_and_the_changed_are_read(tmp_path: Path) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", noord="Een.", oost="Een.", west="Een."), tmp_path / "graaf"
    run(plans, graaf)
    folder_of(plans, oost="Twee.", zuid="Een.")
    report, read = run(plans, graaf)
    assert read == ["oost.md", "zuid.md"]
    assert [one.bestand for one in report.unchanged] == ["noord.md", "west.md"]
    run(plans, tmp_path / "ineens")
    assert hash_of(graaf) == hash_of(tmp_path / "ineens")


def test_another_title_in_the_list_is_a_change(tmp_path: Path) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", oost="Tekst."), tmp_path / "graaf"
    run(plans, graaf)
    listed = plans / "documenten.csv"
    listed.write_text(listed.read_text(encoding="utf-8").replace("Plan oost", "Het plan"), encoding="utf-8")
    assert run(plans, graaf)[1] == ["oost.md"]


def test_a_moved_folder_is_no_change(tmp_path: Path) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", oost="Tekst."), tmp_path / "graaf"
    run(plans, graaf)
    assert run(plans.rename(tmp_path / "elders"), graaf)[1] == []


def test_all_is_read_again_when_asked(tmp_path: Path) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", oost="Tekst."), tmp_path / "graaf"
    run(plans, graaf)
    before = hash_of(graaf)
    assert run(plans, graaf, opnieuw=True)[1] == ["oost.md"]
    assert hash_of(graaf) == before


def test_a_removed_file_leaves_the_graph_when_asked(tmp_path: Path) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", oost="Een.", west="Twee."), tmp_path / "graaf"
    run(plans, graaf)
    (plans / "west.md").unlink()
    folder_of(plans)
    assert run(plans, graaf)[0].removed == ()
    assert len(list((graaf / SOURCE_FOLDER).iterdir())) == 2
    report, read = run(plans, graaf, opschonen=True)
    assert (read, [one.bestand for one in report.removed]) == ([], ["west.md"])
    assert len(list((graaf / SOURCE_FOLDER).iterdir())) == 1
    run(plans, tmp_path / "ineens")
    assert hash_of(graaf) == hash_of(tmp_path / "ineens")


def test_a_shared_original_stays_while_a_document_needs_it(tmp_path: Path) -> None:
    plans, graaf = folder_of(tmp_path / "plannen"), tmp_path / "graaf"
    for name in ("oost", "west"):
        (plans / f"{name}.md").write_text("# Regioplan 2026\n\nDezelfde tekst.\n", encoding="utf-8")
    folder_of(plans)
    run(plans, graaf)
    (plans / "west.md").unlink()
    folder_of(plans)
    assert len(run(plans, graaf, opschonen=True)[0].removed) == 1
    assert len(list((graaf / SOURCE_FOLDER).iterdir())) == 1


@pytest.mark.parametrize("spoil", ["missing", "list"])
def test_nothing_is_removed_when_the_sources_are_not_sound(tmp_path: Path, spoil: str) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", oost="Een.", west="Twee."), tmp_path / "graaf"
    run(plans, graaf)
    if spoil == "list":
        (plans / "documenten.csv").write_text("geen,lijst\n", encoding="utf-8")
    report, _ = run([plans, plans / "oost.md"] if spoil == "list" else [plans / "oost.md", tmp_path / "weg"], graaf, opschonen=True)
    assert report.removed == ()
    assert any("niets opgeschoond" in notice for notice in report.notices)
    assert len(known_documents(open_store(graaf, read_only=True))) == 2


def test_what_cannot_be_read_any_more_stays_as_it_was(tmp_path: Path) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", oost="Een.", west="Twee."), tmp_path / "graaf"
    run(plans, graaf)
    (plans / "west.md").write_bytes(b"")
    report, _ = run(plans, graaf, opschonen=True)
    assert (report.exit_code, report.removed) == (1, ())
    assert "west.md: wat de graaf er eerder van had, blijft staan." in report.notices
    assert len(known_documents(open_store(graaf, read_only=True))) == 2


def test_other_rules_say_which_documents_are_outdated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", oost="Een.", west="Twee."), tmp_path / "graaf"
    assert run(plans, graaf)[0].outdated == ()
    monkeypatch.setattr(extract.herkomst, "rules", lambda: "0" * 12)
    report, read = run(plans / "oost.md", graaf)
    assert read == ["oost.md"]
    assert [one.bestand for one in report.outdated] == ["west.md"]


def test_another_threshold_is_another_reading(tmp_path: Path) -> None:
    plans, graaf = folder_of(tmp_path / "plannen", oost="Een."), tmp_path / "graaf"
    run(plans, graaf)
    store = open_store(graaf, read_only=True)
    assert [one.bestand for one in regiograaf.stand.outdated(store, Leeswijze(0.8))] == ["oost.md"]
    assert regiograaf.stand.outdated(store, Leeswijze()) == ()


def test_two_of_one_name_stay_two_mistakes(tmp_path: Path) -> None:
    """The second of two documents with one id is refused every time, and the first stays."""
    one, two = folder_of(tmp_path / "een", oost="Een."), folder_of(tmp_path / "twee", oost="Twee.")
    for read in (["oost.md"], []):
        report, names = run([one, two], tmp_path / "graaf")
        assert ([error.reason for error in report.failures], names) == (["dubbel"], read)


def test_the_mark_covers_all_that_is_known() -> None:
    info = DocumentInfo("d", "d.md", "Titel", "regioplan", "Oost", 2026)
    mark = extract.herkomst.leesmerk(info, "0", "lezer")
    others = [
        replace(info, **change) for change in ({"titel": "t"}, {"gemeenten": ("A",)}, {"status": "concept"}, {"bron": "b"}, {"jaar": None})
    ]
    assert len({mark, *(extract.herkomst.leesmerk(other, "0", "lezer") for other in others)}) == len(others) + 1
    assert extract.herkomst.leesmerk(replace(info, sha256="x"), "0", "lezer") == mark
