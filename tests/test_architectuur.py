"""docs/architectuur.md and its drawing: what they name is there, in the order that the code keeps."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "architectuur.md").read_text(encoding="utf-8")
DRAWING = ROOT / "docs" / "beeld" / "architectuur.svg"
LAYERS = ["ontology", "extract", "graph", "queries", "regiograaf"]
SVG = "{http://www.w3.org/2000/svg}"


def drawn() -> list[tuple[float, float, str]]:
    """(y, x, words) of every text in the drawing."""
    texts = ET.parse(DRAWING).getroot().iter(f"{SVG}text")
    return [(float(one.attrib["y"]), float(one.attrib["x"]), one.text or "") for one in texts]


def test_every_place_that_is_named_exists() -> None:
    named = re.findall(r"`((?:ontology|extract|graph|queries|regiograaf|tests|docs)(?:/[^`\s]+)?)`", TEXT)
    assert len(named) > 35
    assert [path for path in named if not (ROOT / path).exists()] == []
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_every_command_that_is_named_exists() -> None:
    for module in re.findall(r"`python -m ([\w.]+)", TEXT):
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file()


def test_the_drawing_shows_the_layers_in_order_with_parts_that_exist() -> None:
    heads = [(y, words) for y, _x, words in drawn() if words in LAYERS]
    assert [words for _y, words in sorted(heads, reverse=True)] == LAYERS
    for layer, (top, _) in zip(LAYERS, sorted(heads, reverse=True), strict=True):
        for y, x, words in drawn():
            if x < 500 and top < y < top + 60:
                for part in re.findall(r"\((\w+)\)", words):
                    assert (ROOT / layer / part).is_dir(), (layer, part)


def test_the_drawing_can_be_heard_and_read_in_the_dark() -> None:
    root = ET.parse(DRAWING).getroot()
    named = {one.attrib.get("id") for one in root if one.tag in (f"{SVG}title", f"{SVG}desc") and (one.text or "").strip()}
    assert set(root.attrib["aria-labelledby"].split()) == named
    text = DRAWING.read_text(encoding="utf-8")
    assert "prefers-color-scheme: dark" in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
