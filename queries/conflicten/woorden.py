"""The words that the conflict rules need themselves (woorden.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(table: str) -> dict[str, Any]:  # Any: TOML has no narrower type
    """One table of woorden.toml."""
    found: dict[str, Any] = tomllib.loads((files("queries") / "conflicten" / "woorden.toml").read_text(encoding="utf-8"))
    return dict(found[table])
