"""Loose passages in, one JSON object per passage out: the contract of ``regiograaf extraheer`` (gold/GUIDELINES.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extract.aims import VISION
from extract.errors import ReadError
from extract.evidence import readable
from extract.learned.model import Models
from extract.llm.records import Taalmodel
from extract.pipeline import SHIPPED, extract_document
from extract.records import THRESHOLD, Argument, Claim, Document, DocumentInfo, Page

if TYPE_CHECKING:
    from spacy.language import Language

#: Types of mention that the contract asks for.
MENTIONS = frozenset({"doelgroep", "samenwerkingsverband", "gezondheidsdoel", "knelpunt"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of the input; ``soort`` is the kind of document when the line gives it, else ''."""

    id: str
    text: str
    soort: str = ""


def read_passages(path: Path) -> Iterator[Passage | str]:
    """The passages of a JSONL file in order; a bad line comes back as one Dutch sentence instead.

    Raises:
        ReadError: when the file is not there.
    """
    if not path.is_file():
        raise ReadError(path, "ontbreekt", "dit bestand bestaat niet; geef een bestand met per regel een JSON-object met id en text.")
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                yield Passage(str(row["id"]), str(row["text"]), str(row.get("soort", "")))
            except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
                yield f"{path.name}, regel {number}: geen JSON-object met id en text; deze regel is overgeslagen."


def extract_passage(
    key: str,
    text: str,
    nlp: Language,
    *,
    soort: str = "",
    threshold: float = THRESHOLD,
    models: Models | Literal["meegeleverd"] | None = SHIPPED,
    taalmodel: Taalmodel | None = None,
) -> dict[str, object]:
    """Claims and mentions of one passage.

    Returns:
        {"id", "relations", "mentions", "verbanden", "ter_beoordeling"}: accepted oorzakelijk and beoogd claims,
        mentions once each, correlations, and claims below the threshold, all in text order.
    """
    document = as_document(Passage(key, text, soort))
    result = extract_document(document, nlp, threshold=threshold, models=models, taalmodel=taalmodel)
    accepted = [c for c in result.claims if c.status == "aanvaard"]
    mentions: dict[tuple[str, str], dict[str, str]] = {}
    for mention in result.mentions:
        if mention.type in MENTIONS and mention.rule != VISION:  # the contract asks for the phrase, not the sentence around it
            mentions.setdefault((mention.type, mention.text.lower()), {"text": mention.text, "type": mention.type})
    return {
        "id": key,
        "relations": [_relation(c) for c in accepted if c.kind != "verband"],
        "mentions": list(mentions.values()),
        "verbanden": [_relation(c) for c in accepted if c.kind == "verband"],
        "ter_beoordeling": [_relation(c) for c in result.claims if c.status == "ter_beoordeling"],
    }


def as_document(passage: Passage) -> Document:
    """A passage as a document of one page."""
    info = DocumentInfo(id=passage.id, bestand=passage.id, titel="", soort=passage.soort, regio="", jaar=None)
    return Document(info, (Page(1, passage.text),))


def _relation(claim: Claim) -> dict[str, object]:
    return {
        "cause": _words(claim.cause),
        "effect": _words(claim.effect),
        "cue": claim.cue,
        "kind": claim.kind,
        "polarity": claim.polarity,
        "hedged": claim.certainty == "mogelijk",
        "negated": claim.negated,
        "belief": claim.belief,
        "rule": claim.rule,
        "route": next((s.removeprefix("route_") for s in claim.signs if s.startswith("route_")), ""),
        "chance": round(claim.chance, 4),
        "intended": round(claim.intended, 4),
        "signs": list(claim.signs),
    }


def _words(argument: Argument) -> str:
    """The words as they stand in the passage: one piece copied, more pieces joined by an ellipsis."""
    return " … ".join(readable(e.quote) for e in argument.evidence)
