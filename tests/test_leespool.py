"""Reading processes that die, hang or take too much change nothing in what comes of the other documents."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from snellezers import SnelleLezer, difficult

from extract.errors import ReadError
from extract.records import Leeswijze
from extract.sources import Source, find_sources
from graph.open import open_store
from graph.serialise import graph_hash
from regiograaf.building import build
from regiograaf.lezen.errors import ProcesStartNiet
from regiograaf.lezen.pool import Leespool, fitting_number
from regiograaf.lezen.records import Gelezen, Grenzen

GRENZEN = Grenzen()


def sources_of(folder: Path, *texts: str) -> tuple[Source, ...]:
    for number, text in enumerate(texts):
        (folder / f"plan-{number:02}.md").write_text(f"# Regioplan Streek {number} 2026\n\n{text}\n", encoding="utf-8")
    return find_sources([folder]).files


def answers(sources: tuple[Source, ...], grenzen: Grenzen = GRENZEN, aantal: int = 2) -> list[str]:
    """The reason of each that was not read, '' for each that was; in order."""
    found = list(Leespool(aantal, grenzen, difficult).lees(sources, Leeswijze()))
    for source, one in zip(sources, found, strict=True):
        assert isinstance(one, ReadError) or one.extraction.document.info.bestand == source.path.name
    return [one.reason if isinstance(one, ReadError) else "" for one in found]


def test_a_document_that_kills_its_process_is_named(tmp_path: Path) -> None:
    assert answers(sources_of(tmp_path, "goed", "sterf altijd", "goed", "goed")) == ["", "uitgevallen", "", ""]


def test_a_document_is_read_again_when_its_process_died(tmp_path: Path) -> None:
    assert answers(sources_of(tmp_path, "sterf twee keer", "goed")) == ["", ""]
    assert (tmp_path / "plan-00.md.gestorven").read_text() == "xx"


def test_time_and_memory_are_bounded(tmp_path: Path) -> None:
    found = answers(sources_of(tmp_path, "slaap", "goed", "vreet", "goed"), Grenzen(seconden=8, megabytes=400))
    assert found == ["te_lang", "", "te_zwaar", ""]


def test_a_fault_of_the_program_costs_one_document(tmp_path: Path) -> None:
    assert answers(sources_of(tmp_path, "fout", "goed"), aantal=1) == ["onverwacht", ""]


def test_order_holds_whoever_is_first(tmp_path: Path) -> None:
    assert answers(sources_of(tmp_path, "traag", *["goed"] * 11)) == [""] * 12


def test_killed_processes_change_nothing(tmp_path: Path) -> None:
    """Whatever is killed while a build runs, the graph is the one that a quiet build gives."""
    plans = tmp_path / "plannen"
    plans.mkdir()
    sources_of(plans, *["traag"] * 12)
    pool, stop = Leespool(2, Grenzen(pogingen=50), difficult), threading.Event()
    killed = []

    def kill() -> None:
        while not stop.wait(0.5):
            for process in list(pool.processen)[:1]:
                if process.pid and len(killed) < 5:
                    os.kill(process.pid, signal.SIGKILL)
                    killed.append(process.pid)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        assert build([plans], tmp_path / "een", lezer=pool).exit_code == 0
    finally:
        stop.set()
        thread.join()
    assert killed
    build([plans], tmp_path / "twee", lezer=SnelleLezer())
    one, two = (open_store(tmp_path / name, read_only=True) for name in ("een", "twee"))
    assert graph_hash(one) == graph_hash(two)


def test_nothing_keeps_running_when_reading_is_left(tmp_path: Path) -> None:
    pool = Leespool(2, GRENZEN, difficult)
    reading = pool.lees(sources_of(tmp_path, "goed", "slaap", "slaap"), Leeswijze())
    assert isinstance(next(reading), Gelezen)
    pids = [process.pid for process in pool.processen]
    reading.close()
    assert pool.processen == []
    time.sleep(0.1)
    assert [pid for pid in pids if pid and Path(f"/proc/{pid}").exists()] == []


def test_processes_that_do_not_start_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when there is no memory left to start one."""
    monkeypatch.setattr("regiograaf.lezen.proces.Leesproces.begin", lambda self, source, wijze: self._process.kill())
    with pytest.raises(ProcesStartNiet, match="niet gestart"):
        list(Leespool(1, GRENZEN, difficult).lees(sources_of(tmp_path, "goed"), Leeswijze()))


def test_the_number_fits() -> None:
    assert fitting_number(1) == 1
    assert 1 <= fitting_number(1000) <= (os.cpu_count() or 1)
