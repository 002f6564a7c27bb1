"""The vendored scripts are the ones that were put there, each with its licence, and the wheel holds them."""

from __future__ import annotations

import hashlib
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "regiograaf" / "web" / "static" / "vendor"


def test_the_scripts_are_unchanged_and_described() -> None:
    listed = dict(reversed(line.split()) for line in (VENDOR / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*.js")}
    assert found == listed
    origin = (VENDOR / "HERKOMST.md").read_text(encoding="utf-8")
    assert all(name in origin for name in found)
    assert len(list(VENDOR.glob("LICENSE-*"))) == len(found)


def test_no_page_points_to_another_host() -> None:
    web = VENDOR.parents[1]
    own = [p for p in web.rglob("*") if p.suffix in {".j2", ".js", ".css"} and VENDOR not in p.parents]
    assert len(own) > 4
    for path in own:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert "http://" not in text, path
        assert "https://" not in text, path
