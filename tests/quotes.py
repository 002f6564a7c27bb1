"""Checks that quotes stand on the page they name, reading the source files without any code of the product."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

MARK = re.compile(r"^(?:## Pag(?:e|ina) (\d+)|=== p(\d+))[^\n]*$", re.MULTILINE)


def squeeze(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def pages_of(path: Path) -> dict[int, str]:
    """The squeezed pages of a text or Markdown file; what stands before the first mark belongs to page 1."""
    text = path.read_text(encoding="utf-8")
    marks = list(MARK.finditer(text))
    pages = {1: squeeze(text[: marks[0].start()] if marks else text)}
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        number = int(mark.group(1) or mark.group(2))
        pages[number] = pages.get(number, "") + squeeze(text[mark.end() : after.start() if after else None])
    return pages


def misplaced(folder: Path, proofs: Iterable[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """The proofs (document, pagina, citaat) whose quote does not stand on its page."""
    pages: dict[str, dict[int, str]] = {}
    wrong = []
    for proof in proofs:
        name = str(proof["document"])
        found = pages.setdefault(name, pages_of(folder / name))
        if not squeeze(str(proof["citaat"])) or squeeze(str(proof["citaat"])) not in found.get(int(str(proof["pagina"])), ""):
            wrong.append(proof)
    return wrong
