"""Which answers there are for a file, known without reading it: by this a build knows whether to ask, and whether to read again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from extract.herkomst import rules
from extract.llm.opslag import MAX_BYTES, Opslag
from extract.llm.records import Taalmodel
from extract.llm.richtlijn import describe
from ontology.namen import digest

_NO_LIST = "onbekend"


def answer_mark(model: Taalmodel | None, sha256: str) -> str:
    """A mark of the answers of a model that are kept for a file; '' without a model. More answers give another mark."""
    if model is None:
        return ""
    names = listed(model, sha256)
    if names is None:
        return _NO_LIST
    kept = Opslag(model.opslag)
    return digest("antwoorden", *(name for name in names if kept.read(name) is not None))


def listed(model: Taalmodel, sha256: str) -> tuple[str, ...] | None:
    """The names of the answers that a file takes, as ``keep_list`` left them; None when that was with other rules, or never."""
    path = _place(model, sha256)
    try:
        names = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= MAX_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return tuple(names) if isinstance(names, list) and all(isinstance(name, str) for name in names) else None


def keep_list(model: Taalmodel, sha256: str, names: Sequence[str]) -> None:
    """Keep which answers a file takes; a folder that cannot be written costs time, nothing else."""
    path = _place(model, sha256)
    half = path.with_suffix(".half")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(json.dumps(names), encoding="utf-8")
        half.replace(path)


def _place(model: Taalmodel, sha256: str) -> Path:
    return (
        model.opslag
        / "documenten"
        / f"{digest(sha256, rules(), describe(model), f'{model.temperatuur:g}', str(model.antwoordtokens))}.json"
    )
