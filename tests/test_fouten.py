"""Circumstances that stop a build: one Dutch line, nothing lost, and a later build ends where an undisturbed one does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from snellezers import SnelleLezer

from graph.open import open_store
from graph.serialise import graph_hash
from regiograaf.building import build
from regiograaf.stand import known_documents

ROOT = Path(__file__).resolve().parents[1]
_BUILD = """
import sys
from pathlib import Path
from snellezers import SnelleLezer
from regiograaf.building import build
from regiograaf.meldingen import FOUTEN
try:
    sys.exit(build([Path(sys.argv[1])], Path(sys.argv[2]), lezer=SnelleLezer()).exit_code)
except FOUTEN as error:
    sys.stderr.write(str(error) + chr(10))
    sys.exit(3)
"""
posix = pytest.mark.skipif(os.name != "posix", reason="grenzen en gebruikers van Unix")


def build_apart(sources: Path, graaf: Path, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, after ``before`` was done there."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    order = [sys.executable, "-c", _BUILD, str(sources), str(graaf)]
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(order, capture_output=True, text=True, env=environment, preexec_fn=before, check=False)


def plan(folder: Path, name: str, words: int) -> None:
    folder.mkdir(exist_ok=True)
    pages = "".join(f"\n\n## Pagina {number}\n\n{'zorg ' * 500}{number}" for number in range(1, words // 500 + 1))
    (folder / f"{name}.md").write_text(f"# Regioplan {name.title()} 2026{pages}\n", encoding="utf-8")


def hash_of(graaf: Path) -> str:
    store = open_store(graaf, read_only=True)
    try:
        return graph_hash(store)
    finally:
        store.close()


def names(graaf: Path) -> list[str]:
    store = open_store(graaf, read_only=True)
    try:
        return [one.bestand for one in known_documents(store).values()]
    finally:
        store.close()


@posix
def test_a_full_disk(tmp_path: Path) -> None:
    """A limit on the size of a file stands in for a disk without room."""
    import resource
    import signal

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    plans, graaf = tmp_path / "plannen", tmp_path / "graaf"
    plan(plans, "oost", 500)
    assert build([plans], graaf, lezer=SnelleLezer()).exit_code == 0
    plan(plans, "west", 200_000)
    failed = build_apart(plans, graaf, little_room)
    assert failed.returncode == 3
    assert len(failed.stderr.strip().splitlines()) == 1 and "vrije ruimte" in failed.stderr
    assert names(graaf) == ["oost.md"]
    assert build([plans], graaf, lezer=SnelleLezer()).exit_code == 0
    build([plans], tmp_path / "ineens", lezer=SnelleLezer())
    assert hash_of(graaf) == hash_of(tmp_path / "ineens")


def test_a_second_writer(tmp_path: Path) -> None:
    plans, graaf = tmp_path / "plannen", tmp_path / "graaf"
    plan(plans, "oost", 500)
    store = open_store(graaf)
    failed = build_apart(plans, graaf)
    store.close()
    assert failed.returncode == 3
    assert len(failed.stderr.strip().splitlines()) == 1 and "in gebruik" in failed.stderr


def test_a_damaged_graph(tmp_path: Path) -> None:
    plans, graaf = tmp_path / "plannen", tmp_path / "graaf"
    plan(plans, "oost", 500)
    build([plans], graaf, lezer=SnelleLezer())
    for file in (graaf / "store").glob("MANIFEST-*"):
        file.unlink()
    failed = build_apart(plans, graaf)
    assert failed.returncode == 3
    assert len(failed.stderr.strip().splitlines()) == 1 and "reservekopie" in failed.stderr


def test_without_a_language_model_no_graph_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans, graaf = tmp_path / "plannen", tmp_path / "graaf"
    plan(plans, "oost", 500)
    monkeypatch.setenv("REGIOGRAAF_SPACY_MODEL", str(tmp_path / "niets"))
    failed = build_apart(plans, graaf)
    assert failed.returncode == 3
    assert len(failed.stderr.strip().splitlines()) == 1 and "taalmodel" in failed.stderr
    assert not graaf.exists()
