"""The portable folders: the start script of Linux from a path with spaces and diacritics, and what the Windows recipe says."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINUX, WINDOWS = ROOT / "portable" / "linux", ROOT / "portable" / "windows"


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform != "linux", reason="het startscript is voor Linux")
def test_the_start_script_works_from_a_strange_path(tmp_path: Path) -> None:
    """With the Python of the tests in the place of the one that 'make portable' puts there."""
    place = tmp_path / "Mijn bestanden é & zo"
    (place / "python" / "bin").mkdir(parents=True)
    python = place / "python" / "bin" / "python3"
    python.write_text(f'#!/bin/sh\nshift\nexec env PYTHONPATH="{ROOT}" "{sys.executable}" "$@"\n', encoding="utf-8")  # without -I
    python.chmod(0o755)
    for path in LINUX.iterdir():
        (place / path.name).write_bytes(path.read_bytes())
        (place / path.name).chmod(path.stat().st_mode)
    graph = tmp_path / "Documenten één" / "Regiograaf"
    assert "nog leeg" in loaded(ROOT / "tools" / "portable.py").first_page(place, graph)
    assert graph.is_dir()
    shown = subprocess.run([place / "regiograaf", "--help"], capture_output=True, text=True, encoding="utf-8", check=False, cwd="/")
    assert shown.returncode == 0, shown.stderr
    assert "Opdrachten" in shown.stdout


def test_the_linux_files_can_be_started() -> None:
    for name in ("Start werkbank.sh", "regiograaf"):
        assert os.access(LINUX / name, os.X_OK) or sys.platform == "win32"
        assert (LINUX / name).read_text(encoding="utf-8").startswith("#!/bin/sh\n")


def test_the_windows_recipe_names_files_that_exist_and_quotes_its_paths() -> None:
    script = (WINDOWS / "maak-portable.ps1").read_text(encoding="utf-8")
    listed = re.search(r"foreach \(\$naam in (.+?)\)", script)
    assert listed is not None
    copied = re.findall(r'"([^"]+)"', listed[1])
    assert set(copied) | {"wielen_uitpakken.py", "maak-portable.ps1"} == {path.name for path in WINDOWS.iterdir()}
    body = re.sub(r'"[^"]*"', '""', script.partition("\n)\n")[2])  # what stands outside quotes
    bare = re.findall(r"^.*\$(?:PythonZip|Wielen|Uit|python|site|hier|naam)\b(?! =| in ).*$", body, re.MULTILINE)
    assert bare == []
    for bat in WINDOWS.glob("*.bat"):
        data = bat.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n"), "een .bat heeft regeleinden van Windows"
        text = data.decode("ascii")
        assert '"%~dp0python\\python.exe" -m regiograaf' in text
        assert all(f'"{path}"' in text or f"set {path}" in text for path in re.findall(r"(?<=graaf )\S+", text) if path == "%MAP%")


def test_the_recipe_is_explained_with_names_that_exist() -> None:
    text = (ROOT / "portable" / "windows.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:portable|tools)/[^`\s]+)`", text):
        assert (ROOT / name).exists(), name
    assert "niet uitgevoerd" in text


def test_wheels_are_unpacked_without_pip(tmp_path: Path) -> None:
    wheels, site = tmp_path / "wielen", tmp_path / "site"
    wheels.mkdir()
    unpack = loaded(WINDOWS / "wielen_uitpakken.py").main
    assert unpack(wheels, site) == 2
    with zipfile.ZipFile(wheels / "regiograaf-1-py3-none-any.whl", "w") as packed:
        packed.writestr("regiograaf/__init__.py", "")
        packed.writestr("regiograaf-1.data/purelib/erbij.py", "")
        packed.writestr("regiograaf-1.data/scripts/weg", "")
    assert unpack(wheels, site) == 0
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()) == ["erbij.py", "regiograaf/__init__.py"]
