"""The wheel holds every data file, and works from an empty folder without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.langzaam


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wiel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert made.returncode == 0, made.stdout + made.stderr
    return next(folder.glob("*.whl"))


def test_every_data_file_is_in_the_wheel(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    layers = ("ontology", "extract", "graph", "queries", "regiograaf")
    kinds = {".ttl", ".csv", ".toml", ".rq", ".md", ".j2", ".css", ".js", ".typ", ".typed", ".json", ".gz", ".cfg"}
    wanted = {p.relative_to(ROOT).as_posix() for layer in layers for p in (ROOT / layer).rglob("*") if p.suffix in kinds}
    wanted |= {p.relative_to(ROOT).as_posix() for p in (ROOT / "extract" / "model").rglob("*") if p.is_file()}
    assert len(wanted) > 60
    assert wanted - packed == set()


def test_the_wheel_works_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "geinstalleerd"
    zipfile.ZipFile(wheel).extractall(target)
    empty = tmp_path / "leeg"
    empty.mkdir()
    code = "import regiograaf, sys; from regiograaf.cli import main; print(regiograaf.__file__, file=sys.stderr); main()"
    env = {**os.environ, "PYTHONPATH": str(target)}
    shown = subprocess.run(
        [sys.executable, "-c", code, "demo"], cwd=empty, env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
    )
    assert shown.returncode == 0, shown.stderr
    assert str(target) in shown.stderr
    assert (empty / "demo-uit" / "bevindingen.json").is_file()
    assert len(list((empty / "demo-uit").glob("*.pdf"))) == 2


def test_the_workbench_of_the_wheel_shows_its_first_page(wheel: Path, tmp_path: Path) -> None:
    """Pages, styles and vendored scripts come from the wheel, and the server ends without a word."""
    target, empty = tmp_path / "geinstalleerd", tmp_path / "leeg"
    zipfile.ZipFile(wheel).extractall(target)
    empty.mkdir()
    command = [sys.executable, "-c", "from regiograaf.cli import main; main()", "werkbank", "--graaf", "graaf", "--geen-browser"]
    env = {**os.environ, "PYTHONPATH": str(target), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(command, cwd=empty, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        assert address.startswith("http://127.0.0.1:")
        assert "Alleen vanaf deze computer" in server.stdout.readline()
        assert "nog leeg" in fetched(address)
        assert "cytoscape" in fetched(address + "static/vendor/cytoscape.min.js")
    finally:
        server.terminate()
        _out, err = server.communicate(timeout=20)
    assert "Traceback" not in err


def fetched(url: str) -> str:
    for _ in range(100):
        try:
            return httpx.get(url).raise_for_status().text
        except httpx.ConnectError:
            time.sleep(0.1)
    pytest.fail("de werkbank antwoordt niet")
