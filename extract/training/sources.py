"""Where annotated passages come from: pairs of files, our own invented pages, and places pointed out in documents one has.

``eigen.jsonl`` holds pages written for this project with their claims. ``aanwijzingen.jsonl`` holds no text: it says in
which document, on which page and between which characters a claim stands, for whoever has the documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.documents import read_document
from extract.errors import ReadError
from extract.passages import read_passages
from extract.records import DocumentInfo

HERE = Path(__file__).parent
OWN = HERE / "eigen.jsonl"
POINTED_OUT = HERE / "aanwijzingen.jsonl"
_KINDS = {"o": "oorzakelijk", "b": "beoogd"}


@dataclass(frozen=True, slots=True)
class Annotated:
    """One passage with the claims an annotator signed; ``relations`` have cause, effect, cue and kind."""

    id: str
    text: str
    soort: str
    relations: tuple[dict[str, str], ...]


def from_files(files: Sequence[Path]) -> Iterator[Annotated]:
    """The passages of pairs of files (passages, annotation); one file that holds both is given twice."""
    for texts, annotated in zip(files[::2], files[1::2], strict=True):
        gold = {row["id"]: row["relations"] for row in map(json.loads, annotated.read_text(encoding="utf-8").splitlines())}
        for row in read_passages(texts):
            if not isinstance(row, str) and row.id in gold:
                yield Annotated(row.id, row.text, row.soort, tuple(gold[row.id]))


def from_documents(folder: Path, pointed_out: Path = POINTED_OUT) -> Iterator[Annotated]:
    """The passages that ``pointed_out`` points at in the documents of a folder.

    Raises:
        ReadError: when a document is missing or is another version than the one that was annotated.
    """
    files = {path.name: path for path in sorted(folder.rglob("*")) if path.is_file()}
    pages: dict[str, dict[int, str]] = {}
    for row in map(json.loads, pointed_out.read_text(encoding="utf-8").splitlines()):
        name = row["bestand"]
        if name not in pages:
            pages[name] = _pages(files.get(name, folder / name), row["sha256"])
        text = pages[name][row["bladzijde"]][row["begin"] : row["eind"]]
        yield Annotated(row["id"], text, "", tuple(_relation(text, places) for places in row["relaties"]))


def _pages(path: Path, digest: str) -> dict[int, str]:
    document = read_document(path, DocumentInfo(id="", bestand=path.name, titel="", soort="", regio="", jaar=None))
    if not document.info.sha256.startswith(digest):
        raise ReadError(path, "beschadigd", "dit is een andere versie dan die waarin de beweringen zijn aangewezen.")
    return {page.number: page.text for page in document.pages}


def _relation(text: str, places: Sequence[int | str]) -> dict[str, str]:
    """cause, effect and cue by begin and end; then the first letter of the kind, and the sign."""
    numbers = [int(p) for p in places[:6]]
    cause, effect, cue = (text[numbers[k] : numbers[k + 1]] for k in (0, 2, 4))
    return {"cause": cause, "effect": effect, "cue": cue, "kind": _KINDS[str(places[6])], "polarity": str(places[7])}
