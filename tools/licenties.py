"""Writes the list of packages and licences in docs/licenties.md from what is installed: ``python tools/licenties.py``."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

from pakketten import needed

PAGE = Path(__file__).resolve().parents[1] / "docs" / "licenties.md"
BEGIN, END = "<!-- pakketten: make licenties -->", "<!-- einde pakketten -->"
_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST = 60


def licence(package: str) -> str:
    """The licence of an installed package: what it declares, or else its classifiers."""
    about = metadata.metadata(package)
    declared = " ".join((about.get("License-Expression") or about.get("License") or "").split())
    if declared and len(declared) <= _LONGEST and declared.upper() != "UNKNOWN":
        return declared
    classes = [line.removeprefix(_CLASSIFIER) for line in about.get_all("Classifier", []) if line.startswith(_CLASSIFIER)]
    return ", ".join(classes)


def table() -> str:
    """All packages that come with regiograaf, with their licences, as a Markdown table."""
    rows = [f"| {name} | {licence(name)} |" for name in needed()]
    return "\n".join(["| pakket | licentie |", "|---|---|", *rows])


def forbidden(words: str) -> bool:
    """Whether a licence is GPL or AGPL, and not LGPL (owlready2, used unchanged) or one of several to choose from."""
    parts = re.split(r"\bOR\b|;|, ", words)
    return all(re.search(r"(?<!L)\bA?GPL|Affero|(?<!Lesser )General Public", part) for part in parts if part.strip()) if words else False


def page(text: str) -> str:
    """The page with the list of today."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    sys.exit(0)
