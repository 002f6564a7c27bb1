"""The recipes of CONTRIBUTING.md, followed to the letter on a copy of the project."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
#: Running this one builds a graph of the examples of all criteria; that it is collected is enough here.
ONLY_COLLECTED = {"Een criterium"}


@dataclass(frozen=True)
class Recept:
    """A heading, the blocks to put in files (path, added behind or new, text), and the test to run."""

    naam: str
    stukken: tuple[tuple[str, str, str], ...]
    proef: tuple[str, ...]


def recipes() -> list[Recept]:
    found = []
    for part in TEXT.split("\n## ")[1:]:
        pieces = re.findall(r"^Bestand: `([^`]+)` \((achteraan|nieuw)\)\n\n```\w+\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
        test = re.search(r"^Nagaan: `python -m pytest (.+)`$", part, re.MULTILINE)
        if pieces and test:
            found.append(Recept(part.partition("\n")[0], tuple(pieces), tuple(shlex.split(test[1]))))
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with all recipes followed."""
    folder = tmp_path_factory.mktemp("kopie")
    for name in ("ontology", "extract", "graph", "queries", "regiograaf", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "web", "training"))
    shutil.copy2(ROOT / "pyproject.toml", folder / "pyproject.toml")
    for recipe in recipes():
        for path, place, text in recipe.stukken:
            target = folder / path
            assert target.exists() == (place == "achteraan"), path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("a", encoding="utf-8", newline="\n") as file:
                file.write(text if place == "nieuw" or path.endswith(".csv") else f"\n{text}")
    return folder


def test_there_is_a_recipe_for_each_kind() -> None:
    assert {recipe.naam.split()[1] for recipe in recipes()} == {"signaalwoord", "bewoording", "vraag", "vorm", "criterium", "regel"}


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.naam)
def test_a_recipe_works(copy: Path, recipe: Recept) -> None:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *recipe.proef]
    if recipe.naam in ONLY_COLLECTED:
        words += ["--collect-only", "-v"]
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(words, cwd=copy, env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stdout[-3000:]
    if recipe.naam in ONLY_COLLECTED:
        assert done.stdout.count("EO1-") == 2


def test_files_and_links_that_are_named_exist() -> None:
    new = {path for recipe in recipes() for path, place, _ in recipe.stukken if place == "nieuw"}
    named = set(re.findall(r"`((?:ontology|extract|graph|queries|regiograaf|tests|docs)/[^`\s]*)`", TEXT)) - new
    named |= set(re.findall(r"\]\(([^)#]+)\)", TEXT))
    assert len(named) > 10
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
