"""With what a document was read, and when that has changed: the mark by which a build knows what it can leave as it is.

Needs no spaCy: looking what is new must cost next to nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import astuple
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from extract.errors import ModelMissing
from extract.llm.richtlijn import describe
from extract.records import DocumentInfo, Leeswijze
from ontology.afdruk import afdruk
from ontology.namen import digest
from ontology.versie import VERSION

#: Environment variable that names another spaCy pipeline (a package name or a folder).
MODEL_VARIABLE = "REGIOGRAAF_SPACY_MODEL"
#: The packages that decide what the graph says of a text.
_DECIDING = ("ontology", "extract", "graph")


def bundled_model() -> Path:
    """Folder of the pipeline that ships with the package."""
    return Path(str(resources.files("extract").joinpath("model", "nl_regiograaf")))


def wanted_model() -> str:
    """The pipeline to read with: the one in REGIOGRAAF_SPACY_MODEL (a package name or a folder), else the shipped one."""
    return os.environ.get(MODEL_VARIABLE) or str(bundled_model())


def model_name(wanted: str | None = None) -> str:
    """Name and version of a pipeline, without loading it.

    Raises:
        ModelMissing: no pipeline is there.
    """
    place = wanted or wanted_model()
    for folder in _folders(place):
        try:
            return described_model(json.loads((folder / "meta.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    raise ModelMissing(place)


def described_model(meta: dict[str, object]) -> str:
    """Name and version of a pipeline from its meta data, for the provenance of every run."""
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


@cache
def rules() -> str:
    """Twelve hex digits over all that decides what the graph says of a text: words, rules, concepts, models and code."""
    return digest("regels", *map(afdruk, _DECIDING), length=12)


def extractor(model: str, wijze: Leeswijze) -> str:
    """All that a document was read with, in one line; ``model`` as ``model_name`` gives it."""
    beside = f"; {describe(wijze.taalmodel)}" if wijze.taalmodel else ""
    return f"regiograaf {VERSION}; {model}; regels {rules()}; drempel {wijze.drempel:g}{beside}"


def leesmerk(info: DocumentInfo, sha256: str, read_with: str, answers: str = "") -> str:
    """The mark of one reading: the same file, described the same, read with the same ``extractor`` line, has the same mark.

    Args:
        info: what was known of the document before its text was read.
        sha256: of the file.
        read_with: the ``extractor`` line.
        answers: which answers of a language model were there (``extract.llm.merk``), '' without one.
    """
    known = [value for field, value in zip(DocumentInfo.__slots__, astuple(info), strict=True) if field != "sha256"]
    told = [answers] if answers else []
    return digest("leesmerk", sha256, read_with, json.dumps(known, ensure_ascii=True), *told)


def _folders(place: str) -> Iterator[Path]:
    """Where a pipeline of that name may lie."""
    if (Path(place) / "meta.json").is_file():
        yield Path(place)
        return
    try:
        found = find_spec(place)
    except (ImportError, ValueError):  # a path is no module name
        return
    for root in (found.submodule_search_locations or ()) if found else ():
        yield Path(root)
