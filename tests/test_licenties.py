"""Licences: every package that comes along is listed with its licence, and none is GPL or AGPL."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "licenties.md").read_text(encoding="utf-8")
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


@pytest.fixture
def licenties(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    spec = importlib.util.spec_from_file_location("licenties", ROOT / "tools" / "licenties.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_package_is_listed_with_a_licence(licenties: ModuleType) -> None:
    listed = dict(re.findall(r"^\| ([a-z0-9.-]+) \| (.*) \|$", PAGE.partition(licenties.BEGIN)[2], re.MULTILINE))
    assert all(listed.values()), [name for name, licence in listed.items() if not licence]
    if sys.platform == "linux":
        assert set(licenties.needed()) <= set(listed), "draai: make licenties"
    assert len(listed) > 60


def test_no_package_is_gpl(licenties: ModuleType) -> None:
    assert [name for name in licenties.needed() if licenties.forbidden(licenties.licence(name))] == []


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        *(("MIT", False), ("LGPL-3.0-or-later", False), ("GNU Lesser General Public License v3 (LGPLv3)", False), ("", False)),
        *(("GPL-3.0", True), ("AGPL-3.0-only", True), ("GNU Affero General Public License v3", True), ("MIT OR GPL-2.0", False)),
        ("GNU General Public License v3 (GPLv3)", True),
    ],
)
def test_what_is_refused(licenties: ModuleType, licence: str, refused: bool) -> None:
    assert licenties.forbidden(licence) == refused


def test_the_model_and_the_vendored_scripts_are_named() -> None:
    meta = json.loads((ROOT / "extract" / "model" / "nl_regiograaf" / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    for text in (PAGE, NOTICE):
        assert "CC BY-SA 4.0" in text
        for name in ("cytoscape", "elkjs", "htmx", "MIT", "EPL-2.0", "0BSD", "LassySmall", "Alpino"):
            assert name in text
    for name in ("cytoscape.txt", "elkjs.md", "htmx.txt"):
        assert (ROOT / "regiograaf" / "web" / "static" / "vendor" / f"LICENSE-{name}").is_file()
