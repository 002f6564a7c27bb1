"""Every command in the README is run, in order, as a newcomer would; every file it links to is there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    found = []
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words:
                found.append(words)
    return found


def test_commands_of_the_readme(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "regiograaf" / "demo", tmp_path / "regiograaf" / "demo")
    run_here = [c for c in commands() if c[0] == "regiograaf"]
    assert len(run_here) >= 10
    for command in run_here:
        words = [sys.executable, "-m", *command]
        result = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
        assert result.returncode == 0, (command, result.stderr)
        assert result.stdout.strip(), command


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    used = {c[1] for c in commands() if c[0] == "make"}
    assert used == {"demo", "test", "bench"}
    assert used <= targets


def test_links_and_pictures_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).is_file(), target


def test_make_demo(tmp_path: Path) -> None:
    if Path(sys.prefix) != ROOT / ".venv":
        pytest.skip("alleen in de .venv die make zelf maakt")
    made = subprocess.run(
        ["make", "demo", f"UIT={tmp_path}"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
    )
    assert made.returncode == 0, made.stderr
    for line in made.stdout.splitlines():
        if str(tmp_path) in line and "regiograaf demo" not in line:
            assert Path(line.split("  ")[-1].strip()).exists(), line
    assert made.stdout.count(str(tmp_path)) >= 7
