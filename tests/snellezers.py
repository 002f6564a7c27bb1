"""Readers without a language model, for what is about building and not about reading; processes import them by name."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.errors import ReadError
from extract.herkomst import extractor, leesmerk, model_name
from extract.records import Extraction, Leeswijze
from extract.sources import Source, load
from regiograaf.lezen.lees import outcome
from regiograaf.lezen.records import Gelezen


def quick(source: Source, wijze: Leeswijze) -> Gelezen:
    """The pages and nothing else."""
    document = load(source)
    read_with = extractor(model_name(), wijze)
    return Gelezen(Extraction(document, extractor=read_with, leesmerk=leesmerk(source.info, document.info.sha256, read_with)), 0)


def difficult(source: Source, wijze: Leeswijze) -> Gelezen:
    """As ``quick``, but what the file says happens to the process that reads it."""
    text = source.path.read_text(encoding="utf-8")
    if "sterf altijd" in text:
        os._exit(9)
    if "sterf twee keer" in text:
        died = Path(f"{source.path}.gestorven")
        times = len(died.read_text()) if died.exists() else 0
        if times < 2:
            died.write_text("x" * (times + 1))
            os._exit(9)
    if "slaap" in text:
        time.sleep(60)
    if "vreet" in text:
        kept = [bytearray(50_000_000) for _ in range(200)]
        time.sleep(len(kept))
    if "traag" in text:
        time.sleep(0.3)
    if "fout" in text:
        raise KeyError("onverwacht")
    return quick(source, wijze)


class SnelleLezer:
    """Reads here with ``quick`` and keeps the names of what it read."""

    def __init__(self) -> None:
        self.gelezen: list[str] = []

    def lees(self, sources: Sequence[Source], wijze: Leeswijze) -> Iterator[Gelezen | ReadError]:
        for source in sources:
            self.gelezen.append(source.path.name)
            yield outcome(quick, source, wijze)
