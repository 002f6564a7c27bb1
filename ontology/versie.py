"""The version of regiograaf: the one place that says it; pyproject.toml, every document graph and every seal read it here."""

from __future__ import annotations

VERSION = "0.9.0"
