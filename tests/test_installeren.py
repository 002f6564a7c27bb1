"""docs/installeren.md: the version, extras, make targets and commands that it names are there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from typer.main import get_command

from ontology.versie import VERSION
from regiograaf.cli import app

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "installeren.md").read_text(encoding="utf-8")


def test_it_speaks_of_this_version() -> None:
    for text in (TEXT, (ROOT / "README.md").read_text(encoding="utf-8")):
        assert set(re.findall(r"regiograaf-(\d[\w.]*?)-py3", text)) == {VERSION}


def test_extras_targets_commands_and_links_exist() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(re.findall(r"regiograaf\[(\w+)\]", TEXT)) == set(extras) - {"dev"}
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([\w-]+)`", TEXT)) <= targets
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]  # the app is a group
    assert set(re.findall(r"(?:^|`)regiograaf (\w+)", TEXT, re.MULTILINE)) <= commands
    assert [link for link in re.findall(r"\]\(([^)#h][^)#]*)\)", TEXT) if not (ROOT / "docs" / link).exists()] == []
    headings = {re.sub(r"[^\w -]", "", line[3:].lower()).replace(" ", "-") for line in TEXT.splitlines() if line.startswith("## ")}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= headings
