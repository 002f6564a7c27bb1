"""The tree keeps its promises: imports go one way, heavy libraries stay where they belong, files stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ["ontology", "extract", "graph", "queries", "regiograaf"]
FILES = sorted(p for layer in LAYERS for p in (ROOT / layer).rglob("*.py"))
#: Library -> the only places that may import it.
OWNERS = {
    "spacy": ("extract/", "regiograaf/building.py"),
    "pyoxigraph": ("graph/",),
    "pypdfium2": ("extract/read_pdf.py", "extract/pdf_", "regiograaf/outputs/a4pdf.py", "regiograaf/web/bladbeeld.py"),
    "docx": ("extract/read_docx.py", "regiograaf/outputs/wordbestand.py"),
    "selectolax": ("extract/read_html.py",),
    "owlready2": ("ontology/redeneren.py",),
    "pyvis": ("regiograaf/outputs/kaart",),
    "typst": ("regiograaf/outputs/a4pdf.py",),
    "openpyxl": ("regiograaf/outputs/werkboek.py", "regiograaf/werkboek_lezen.py"),
    "typer": ("regiograaf/cli/",),
    "fastapi": ("regiograaf/web/",),
    "starlette": ("regiograaf/web/", "regiograaf/bedien/"),
    "uvicorn": ("regiograaf/web/serve.py", "regiograaf/bedien/serve.py"),
    "httpx": ("graph/sparql_http.py", "extract/llm/verkeer.py", "extract/llm/vragen.py"),
}


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_there_are_files() -> None:
    assert len(FILES) > 60


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    assert not imports(path) & above


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_libraries_stay_where_they_belong(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for library in imports(path) & set(OWNERS):
        assert place.startswith(OWNERS[library]), f"{place} imports {library}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_fit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name == "vocab.py":
        return
    assert text.count("\n") <= 350
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 60, f"{path}:{node.name}"


def test_every_package_is_typed() -> None:
    assert all((ROOT / layer / "py.typed").is_file() for layer in LAYERS)
