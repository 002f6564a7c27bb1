"""The measurements of size measure what they say, and say when something is not ready."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import naast, omvang
from bench.naast import Antwoord, Ontleding
from bench.omvang import Bouw, Uitkomst
from bench.omvang_tabel import toon
from bench.verbruik import Mislukt, Verbruik, verbruik

_GROWS = "import subprocess, sys, time; kept = bytearray(60_000_000); {}; time.sleep(1.2)"
_CHILD = "subprocess.run([sys.executable, '-c', 'import time; kept = bytearray(90_000_000); time.sleep(1.2)'])"


def test_memory_and_time_are_those_of_every_process_of_the_command() -> None:
    used = verbruik([sys.executable, "-c", _GROWS.format(_CHILD)])
    assert used.klok >= 2.4
    assert 55 < used.eerste < 120
    assert used.piek >= used.eerste + 85
    if os.name != "nt":
        assert 0 < used.cpu < 2


def test_a_command_that_says_much_does_not_wait_for_a_reader() -> None:
    assert verbruik([sys.executable, "-c", "print('regel ' * 100_000)"]).klok < 30


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(Mislukt, match="kapot"):
        verbruik([sys.executable, "-c", "raise SystemExit('kapot')"])


def sleeper(_: int) -> Callable[[str], float]:
    """Answers after as many seconds as the question says."""

    def answer(name: str) -> float:
        time.sleep(float(name))
        return float(name)

    return answer


def test_what_is_not_ready_is_left_and_after_a_few_times_the_rest_too() -> None:
    ready, *answers = naast._ask(sleeper, (0,), ["0", "9", "0", "9", "9", "0"], 1.0)
    assert ready is not None and ready[1] is None
    assert [one and one[1] for one in answers] == [0.0, None, 0.0, None, None, None]


def build(documenten: int, bladzijden: int, cpu: float, naam: str = "") -> Bouw:
    used = Verbruik(klok=cpu, cpu=cpu, piek=900, eerste=200)
    return Bouw(naam or f"{documenten} documenten", documenten, bladzijden, 1, used, bladzijden * 200, bladzijden * 2048)


@pytest.fixture
def uitkomst() -> Uitkomst:
    return Uitkomst(
        start=build(1, 1, 5.0, "start"),
        maten=(build(1, 6, 6.0), build(10, 60, 16.8), build(100, 600, 124.8)),
        twee=(build(100, 600, 80.0),),
        erbij=build(1, 6, 7.5, "één document bij 100"),
        alleen=build(1, 6, 6.0, "één document alleen"),
        ontleding=Ontleding(30, 0.05, 0.25),
        vragen=(Antwoord("knelpunten", 0.01, 1.5, (7, 7)), Antwoord("oorzaken", 0.5, None, (3, None))),
        kringen=(Antwoord("kluwen", 0.2, 0.4, (9, 9)),),
    )


def test_growth_is_per_page_without_what_a_build_costs_before_it_reads(uitkomst: Uitkomst) -> None:
    assert uitkomst.groei == pytest.approx((1.0, 1.0))


def test_the_table_says_what_was_measured_and_on_what(uitkomst: Uitkomst) -> None:
    lines = toon(uitkomst, [build(132, 10_000, 2000.0, "landelijk corpus")]).splitlines()
    assert "rekenkernen" in lines[0] and "pyoxigraph" in lines[0]
    national = next(line for line in lines if line.startswith("| landelijk corpus"))
    assert national == ("| landelijk corpus | 10.000 | 1 | 2000,0 s | 2000,0 s | 5,0 | 0,200 s | 900 MB | 200 MB | 200 | 2 kB |")
    assert "| hele lezing / ontleding, CPU per bladzijde | 5,00 |" in lines
    assert "| 100 documenten, 1 leesproces / 2 leesprocessen, klok | 1,56 |" in lines
    assert "| één document bij 100 / één document alleen, CPU | 1,25 |" in lines
    assert "| knelpunten | 0,010 | 1,500 | 150,0 | 7 |" in lines
    assert "| oorzaken | 0,500 | niet klaar | – | 3 |" in lines


@pytest.mark.langzaam
@pytest.mark.model
def test_a_small_run_measures_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(omvang, "KEREN", 1)
    monkeypatch.setattr(naast, "LAGEN", 3)
    table, figures = tmp_path / "tabel.md", tmp_path / "cijfers.json"
    arguments = ["--maten", "2", "--per-document", "1", "--grens", "30", "--tabel", str(table), "--json", str(figures)]
    monkeypatch.setattr(sys, "argv", ["omvang", *arguments])
    assert omvang.main() in (0, 1)  # on so few pages growth is chance
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert [one["bladzijden"] for one in found["maten"]] == [2]
    assert all(one["quads"] > 0 and one["verbruik"]["piek"] > one["verbruik"]["eerste"] > 0 for one in (*found["maten"], *found["twee"]))
    assert found["ontleding"]["lezen"] > found["ontleding"]["ontleding"] > 0
    assert all(one["antwoorden"][0] == one["antwoorden"][1] for one in found["vragen"] if one["andere"] is not None)
    assert table.read_text(encoding="utf-8").strip() in capsys.readouterr().out
