"""Partijen, sectoren and gemeenten that a text names, each with the key under which wordings meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from extract.mention_words import RawMention
from extract.records import MentionType
from extract.words import any_of, lexicon
from ontology.load import load_concepts, load_gebieden

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_parties(doc: Doc) -> Iterator[RawMention]:
    """Every partij, sector and gemeente of one unit, in text order; of two of one type that overlap the longer."""
    for kind, found in (("partij", _parties()), ("sector", _sectors()), ("gemeente", _gemeenten())):
        pattern, keys = found
        for hit in pattern.finditer(doc.text):
            key = keys.get(hit.group(), "") or keys.get(hit.group().lower(), "")
            span = doc.char_span(*hit.span())
            if key and span is not None and _is_clear(kind, doc.text, hit):
                bounds = (span.sent.start_char, span.sent.end_char)
                yield RawMention(cast("MentionType", kind), *hit.span(), bounds, f"{kind}-naam", (("sleutel", key),))


def _is_clear(kind: str, text: str, hit: re.Match[str]) -> bool:
    """Whether a word is the name of a gemeente here: 'Best' is one only in 'de gemeente Best'."""
    entries = lexicon("partijen.toml")["gemeente_dubbelzinnig"] if kind == "gemeente" else []
    for entry in entries:
        if hit.group() in cast("list[str]", entry["woorden"]):
            return text[: hit.start()].rstrip().rsplit(" ", 1)[-1].lower() in cast("list[str]", entry["na"])
    return True


@lru_cache(maxsize=1)
def _parties() -> tuple[re.Pattern[str], dict[str, str]]:
    keys = {w: str(e["sleutel"]) for e in lexicon("partijen.toml")["partij"] for w in cast("list[str]", e["woorden"])}
    keys |= {w.capitalize(): key for w, key in keys.items() if w.islower()}
    return re.compile(any_of(keys)), keys


@lru_cache(maxsize=1)
def _sectors() -> tuple[re.Pattern[str], dict[str, str]]:
    keys = {w.lower(): c.iri for c in load_concepts() if c.role == "Sector" for w in (c.label, *c.variants)}
    return re.compile(any_of(keys), re.IGNORECASE), keys


@lru_cache(maxsize=1)
def _gemeenten() -> tuple[re.Pattern[str], dict[str, str]]:
    keys = {g.naam: g.iri for g in load_gebieden() if g.soort == "gemeente"}
    return re.compile(any_of(keys)), keys
