"""Annotated and predicted passages as records, and the JSON lines they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from extract.errors import ReadError

#: The kinds of relation with a direction; the third, verband, is not measured here.
KINDS = ("oorzakelijk", "beoogd")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation as annotated or found; ``belief`` (0 to 1), ``rule`` and ``route`` are only there on found ones."""

    cause: str
    effect: str
    cue: str = ""
    kind: str = ""
    polarity: str = "+"
    hedged: bool = False
    negated: bool = False
    belief: float | None = None
    rule: str = ""
    route: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention as annotated or found."""

    text: str
    type: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one passage holds; ``review`` is what was found but not accepted (never on annotated rows)."""

    id: str
    relations: tuple[Relation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    review: tuple[Relation, ...] = ()

    def at(self, threshold: float) -> Row:
        """The same row with relations of too little belief moved to ``review``; what has no belief stays accepted."""
        accepted = tuple(r for r in self.relations if r.belief is None or r.belief >= threshold)
        low = tuple(r for r in self.relations if r.belief is not None and r.belief < threshold)
        return Row(self.id, accepted, self.mentions, low + self.review)


def document_of(key: str) -> str:
    """The document of a passage id 'document:page'; an id without a page is its own document."""
    return key.rpartition(":")[0] or key


def as_row(data: Mapping[str, object]) -> Row:
    """A row from the JSON shape of annotation and of ``extract_passage``.

    Raises:
        KeyError, TypeError, ValueError: when a required field is missing or of another type.
    """
    return Row(
        _text(data, "id"),
        tuple(map(_relation, _objects(data["relations"]))),
        tuple(Mention(_text(m, "text"), _text(m, "type")) for m in _objects(data.get("mentions", []))),
        tuple(r for r in map(_relation, _objects(data.get("ter_beoordeling", []))) if r.kind in KINDS),
    )


def _objects(found: object) -> list[Mapping[str, object]]:
    if not isinstance(found, list) or not all(isinstance(x, dict) for x in found):
        raise TypeError(found)
    return found


def _text(data: Mapping[str, object], name: str) -> str:
    if not isinstance(data[name], str):
        raise TypeError(name)
    return cast("str", data[name])


def _relation(data: Mapping[str, object]) -> Relation:
    belief = data.get("belief")
    return Relation(
        cause=_text(data, "cause"),
        effect=_text(data, "effect"),
        cue=str(data.get("cue") or ""),
        kind=str(data.get("kind") or ""),
        polarity=str(data.get("polarity") or "+"),
        hedged=bool(data.get("hedged")),
        negated=bool(data.get("negated")),
        belief=None if belief is None else float(cast("float", belief)),
        rule=str(data.get("rule") or ""),
        route=str(data.get("route") or ""),
    )


def read_rows(path: Path) -> tuple[dict[str, Row], list[str]]:
    """The rows of a JSONL file by passage id, and one Dutch sentence per line that cannot be used.

    Raises:
        ReadError: when the file is not there.
    """
    if not path.is_file():
        raise ReadError(path, "ontbreekt", "dit bestand bestaat niet; geef een bestand met per regel een JSON-object met id en relations.")
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        return _collect(path.name, lines)


def _collect(name: str, lines: Iterable[str]) -> tuple[dict[str, Row], list[str]]:
    rows: dict[str, Row] = {}
    notices = []
    for number, row in _parsed(lines):
        if row is None:
            notices.append(f"{name}, regel {number}: geen bruikbaar JSON-object met id en relations; deze regel is overgeslagen.")
        elif row.id in rows:
            notices.append(f"{name}, regel {number}: id '{row.id}' stond er al; deze regel is overgeslagen.")
        else:
            rows[row.id] = row
    return rows, notices


def _parsed(lines: Iterable[str]) -> Iterator[tuple[int, Row | None]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, as_row(json.loads(line))
            except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
                yield number, None
