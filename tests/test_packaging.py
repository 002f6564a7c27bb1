"""Wheel and sdist: every data file is in them, they work without the checkout, and the sdist brings tests that try the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from pathlib import Path

import httpx
import pytest

from ontology.versie import VERSION

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.langzaam


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, and the wheel as it is made from that sdist."""
    folder = tmp_path_factory.mktemp("uitgave")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def sdist(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked."""
    folder = tmp_path_factory.mktemp("broncode")
    with tarfile.open(next(built.glob("*.tar.gz"))) as packed:
        packed.extractall(folder, filter="data")
    return next(folder.iterdir())


def test_every_data_file_is_in_the_wheel(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    layers = ("ontology", "extract", "graph", "queries", "regiograaf")
    kinds = {".ttl", ".csv", ".toml", ".rq", ".md", ".j2", ".css", ".js", ".typ", ".typed", ".json", ".gz", ".cfg"}
    wanted = {p.relative_to(ROOT).as_posix() for layer in layers for p in (ROOT / layer).rglob("*") if p.suffix in kinds}
    wanted |= {p.relative_to(ROOT).as_posix() for p in (ROOT / "extract" / "model").rglob("*") if p.is_file()}
    assert len(wanted) > 60
    assert wanted - packed == set()


def test_the_version_is_said_in_one_place(wheel: Path, sdist: Path) -> None:
    assert wheel.name == f"regiograaf-{VERSION}-py3-none-any.whl"
    assert sdist.name == f"regiograaf-{VERSION}"
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    layers = ("ontology", "extract", "graph", "queries", "regiograaf")
    said = {
        p.relative_to(ROOT).as_posix() for layer in layers for p in (ROOT / layer).rglob("*.py") if f'"{VERSION}"' in p.read_text("utf-8")
    }
    assert said == {"ontology/versie.py"}


def test_the_licences_come_along(wheel: Path) -> None:
    packed = {name.partition("licenses/")[2] for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/licenses/" in name}
    vendored = {f"regiograaf/web/static/vendor/LICENSE-{name}" for name in ("cytoscape.txt", "elkjs.md", "htmx.txt")}
    assert packed == {"LICENSE", "NOTICE", "extract/model/nl_regiograaf/LICENSE"} | vendored


def test_the_sdist_holds_all_that_a_release_needs(sdist: Path) -> None:
    wanted = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "NOTICE", "Makefile", "requirements.lock", "docs/installeren.md"]
    wanted += [
        "tools/portable.py",
        "portable/windows.md",
        "portable/linux/Start werkbank.sh",
        "tests/conftest.py",
        "tests/cases/zinnen.toml",
    ]
    assert [name for name in wanted if not (sdist / name).is_file()] == []
    assert not [path for path in sdist.rglob("*") if path.name in ("__pycache__", ".venv", "dist")]


def test_the_tests_of_the_sdist_try_the_installed_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    """A few quick ones; -P keeps the code of the sdist itself out of the way, as running 'pytest' does."""
    target = tmp_path / "geinstalleerd"
    zipfile.ZipFile(wheel).extractall(target)
    env = {**os.environ, "PYTHONPATH": str(target)}
    python = [sys.executable, "-P"]
    where = subprocess.run(
        [*python, "-c", "import graph; print(graph.__file__)"], cwd=sdist, env=env, capture_output=True, text=True, check=True
    )
    assert str(target) in where.stdout
    words = [
        *python,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        *(f"tests/test_{name}.py" for name in ("vormen", "iris", "regelwoorden")),
    ]
    tried = subprocess.run(words, cwd=sdist, env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    assert tried.returncode == 0, tried.stdout[-3000:]


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
