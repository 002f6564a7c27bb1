"""Fuzzing with spoiled real files: none may crash, hang or eat the memory, and every bad one is named.

``make fuzz``, or ``python -m tests.fuzz [BESTAND ...] -n 1000 --zaad 1``. The same files, number and seed give the same
spoiled files; those that went wrong are kept in the folder of ``--uit``. Exit code 1 when there are any.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from extract.clean import clean
from extract.errors import ReadError
from extract.learned.model import load_models
from extract.nlp import load_nlp
from extract.pipeline import extract_document
from extract.records import Document, Evidence, Extraction, Leeswijze, Page
from extract.sources import Source, find_sources, load
from graph.build import document_graph
from regiograaf.building import demo_folder
from regiograaf.lezen.pool import Leespool
from regiograaf.lezen.records import Gelezen, Grenzen
from tests.muteren import muteer
from tests.vijandig_bestanden import DOCXS, HTMLS, PDFS, TEKSTEN, ZIN, docx, flate, one_page, par, text_at

FORMATS = Path(__file__).resolve().parents[2] / "shared" / "texts" / "formats"
#: Pages of a spoiled file that are read for what they say, and characters of each: enough to meet every step.
PAGES, CHARACTERS = 2, 3000
#: How much more often a real file is spoiled than one of our own.
REAL = 4
#: How many times longer a file gets that was not ready in time.
PATIENCE = 3
#: What a reader says of itself when it did not get through; every other reason names what is wrong with the file.
FOUT = {"onverwacht": "CRASH", "uitgevallen": "CRASH", "te_lang": "HANGT", "te_zwaar": "GEHEUGEN"}
_KINDS = {".pdf": "pdf", ".docx": "docx", ".html": "html", ".htm": "html", ".md": "tekst", ".txt": "tekst"}

if multiprocessing.parent_process() is not None:  # in a reading process: the models come before the clock of the first file
    load_nlp()
    load_models()


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What came of one spoiled file: gelezen, geweigerd, CRASH, HANGT or GEHEUGEN."""

    bestand: str
    oordeel: str
    melding: str


def read_spoiled(source: Source, wijze: Leeswijze) -> Gelezen:
    """Read a file whole, and what some of its pages say; what must hold of anything that was read is checked."""
    document = load(source)
    _check_document(document)
    longest = sorted(document.pages, key=lambda page: -len(page.text))[:PAGES]
    some = replace(document, pages=tuple(Page(page.number, page.text[:CHARACTERS]) for page in longest))
    extraction = extract_document(some, load_nlp(), threshold=wijze.drempel)
    _check_extraction(extraction)
    return Gelezen(Extraction(replace(some, pages=())), 0)


def _check_document(document: Document) -> None:
    numbers = [page.number for page in document.pages]
    assert len(set(numbers)) == len(numbers), "een bladzijde staat er twee keer in"
    texts = {page.number: page.text for page in document.pages}
    for unit in clean(document):
        assert len(unit.text) == len(unit.pages) == len(unit.offsets)
        assert all(offset < len(texts[page]) for page, offset in zip(unit.pages, unit.offsets, strict=True))
    _check_serialised(Extraction(document))


def _check_extraction(extraction: Extraction) -> None:
    texts = {page.number: page.text for page in extraction.document.pages}
    for evidence in _evidence(extraction):
        assert texts[evidence.page][evidence.begin : evidence.end] == evidence.quote != ""
    _check_serialised(extraction)


def _evidence(extraction: Extraction) -> Iterator[Evidence]:
    for claim in extraction.claims:
        yield from (*claim.evidence, *claim.cause.evidence, *claim.effect.evidence)
    for mention in extraction.mentions:
        yield from (*mention.evidence, *mention.sentence)


def _check_serialised(extraction: Extraction) -> None:
    """Every triple is written and read back by another library."""
    graph = document_graph(extraction)
    written = graph.serialize(format="nt", encoding="utf-8")
    assert sum(1 for _ in ox.parse(written, ox.RdfFormat.N_TRIPLES)) == len(graph)


def own_samples() -> list[tuple[str, bytes]]:
    """A sound file of every format, and small hostile ones to go on from."""
    lines = b"".join(text_at(50, 700 - 14 * i) for i in range(12))
    sound = [
        ("eigen.pdf", one_page(flate(lines))),
        ("eigen.docx", docx(par(ZIN) * 5)),
        ("eigen.html", f"<main><p>{ZIN}</p></main>".encode()),
    ]
    small = ("kring", "vorm in", "objectstroom", "verwijzing", "tabellen diep", "alles open", "entiteiten", "gemengd", "bladzijde met")
    for ending, pile in ((".pdf", PDFS), (".docx", DOCXS), (".html", HTMLS), (".txt", TEKSTEN)):
        chosen = [name for name in pile if any(word in name for word in small)]
        sound += [(f"{name.replace(' ', '_')}{ending}", pile[name]()) for name in chosen]
    return [(name, data) for name, data in sound if len(data) < 200_000]


def default_files() -> list[Path]:
    """The real files beside the project, when there are any, and the documents of the demo region."""
    beside = sorted(path for path in FORMATS.iterdir() if path.is_file()) if FORMATS.is_dir() else []
    return [*beside, *sorted(demo_folder().glob("*.md"))]


def spoil(files: Sequence[Path], number: int, seed: int, folder: Path) -> list[Path]:
    """So many spoiled files in a folder, made from these and our own samples."""
    real = [(path.name, path.read_bytes()) for path in files if path.suffix.lower() in _KINDS]
    samples = real * REAL + own_samples()
    by_kind: dict[str, list[bytes]] = {}
    for name, data in samples:
        by_kind.setdefault(_KINDS[Path(name).suffix.lower()], []).append(data)
    made = []
    for i in range(number):
        rng = random.Random(f"{seed}-{i}")
        name, data = rng.choice(samples)
        kind = _KINDS[Path(name).suffix.lower()]
        path = folder / f"{i:05d}-{Path(name).stem[:60]}{Path(name).suffix.lower()}"
        path.write_bytes(muteer(rng, data, kind, by_kind[kind]))
        made.append(path)
    return made


def judge(files: Sequence[Path], werkers: int, grenzen: Grenzen) -> Iterator[Oordeel]:
    """What comes of each file, read in watched processes; what takes too long on a busy machine gets a second chance, alone."""
    sources = [source for path in files for source in find_sources([path]).files]
    pool = Leespool(werkers, grenzen, read_spoiled)
    patient = Leespool(1, replace(grenzen, seconden=PATIENCE * grenzen.seconden), read_spoiled)
    for source, first in zip(sources, pool.lees(sources, Leeswijze()), strict=True):
        late = isinstance(first, ReadError) and first.reason == "te_lang"
        said = next(patient.lees([source], Leeswijze())) if late else first
        if isinstance(said, ReadError):
            yield Oordeel(source.path.name, FOUT.get(said.reason, "geweigerd"), f"[{said.reason}] {said}")
        else:
            yield Oordeel(source.path.name, "gelezen", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bestanden", nargs="*", type=Path)
    parser.add_argument("-n", type=int, default=1000, help="hoeveel bedorven bestanden")
    parser.add_argument("--zaad", type=int, default=1)
    parser.add_argument("--werkers", type=int, default=2)
    parser.add_argument("--seconden", type=float, default=30.0, help="per bestand")
    parser.add_argument("--megabytes", type=int, default=2048, help="per bestand")
    parser.add_argument("--uit", type=Path, default=Path("dist") / "fuzz", help="waar de bestanden komen waarbij het misging")
    asked = parser.parse_args(arguments)
    asked.uit.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        files = spoil(asked.bestanden or default_files(), asked.n, asked.zaad, Path(folder))
        for one in judge(files, asked.werkers, Grenzen(asked.seconden, asked.megabytes, pogingen=1)):
            counts[one.oordeel] += 1
            reasons[one.melding.partition("]")[0].strip("[")] += one.oordeel == "geweigerd"
            if one.oordeel.isupper():
                shutil.copy2(Path(folder) / one.bestand, asked.uit / f"zaad{asked.zaad}-{one.bestand}")
                print(f"{one.oordeel}: {one.bestand} {one.melding}", flush=True)
    bad = sum(count for verdict, count in counts.items() if verdict.isupper())
    told = ", ".join(f"{verdict} {count}" for verdict, count in sorted(counts.items()))
    print(f"{sum(counts.values())} bestanden, zaad {asked.zaad}: {told}.")
    print("Geweigerd: " + ", ".join(f"{reason} {count}" for reason, count in reasons.most_common() if count) + ".")
    print(f"{bad} gingen mis; ze staan in {asked.uit}." if bad else "Geen enkel bestand ging mis.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
