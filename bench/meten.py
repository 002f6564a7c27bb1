"""How fast the reading is, in ratios that hold on any machine: ``python bench/meten.py [FILE OR FOLDER ...] [--json FILE]``.

Times are CPU seconds of this process, so that other work on the machine does not count. Without a path the demo
documents are read. Ends with exit code 1 when a ratio is over its limit.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from extract.clean import clean
from extract.nlp import describe, load_nlp, parse
from extract.pipeline import extract_document
from extract.records import Document
from extract.sources import find_sources, load
from regiograaf.building import demo_folder

#: Words of the page of garbage and of the sentence without an end.
GARBAGE, SENTENCE = 30_000, 5_000
#: How often the main ratio is taken; the fastest counts.
TURNS = 3
#: Words of text the linearity starts from.
START = 4_000


@dataclass(frozen=True)
class Measure:
    """One line of the outcome; ``grens`` is the highest value allowed, None when it only informs."""

    naam: str
    waarde: float
    grens: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the value is within its limit."""
        return self.grens is None or self.waarde <= self.grens


def seconds(work: Callable[[], object], repeats: int = 1) -> float:
    """CPU seconds of the fastest of some runs."""
    best = float("inf")
    for _ in range(repeats):
        gc.collect()
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def words(documents: Iterable[Document]) -> int:
    """Words in the stored pages."""
    return sum(len(page.text.split()) for document in documents for page in document.pages)


def of_length(document: Document, length: int) -> Document:
    """The pages of the document, over and over, to about ``length`` words."""
    texts: list[str] = []
    total = 0
    while total < length:
        text = document.pages[len(texts) % len(document.pages)].text
        texts.append(text)
        total += len(text.split())
    return _with_pages(document, texts)


def _with_pages(document: Document, texts: Sequence[str]) -> Document:
    first = document.pages[0]
    pages = tuple(replace(first, number=number, text=text) for number, text in enumerate(texts, 1))
    return replace(document, pages=pages)


def garbage(rng: random.Random) -> str:
    """A page of words that are none, as a bad scan gives."""
    return " ".join("".join(rng.choices("abcdefghijklmnoprstuvwz.,;-()/%0123456789", k=rng.randint(1, 12))) for _ in range(GARBAGE))


def endless(document: Document) -> str:
    """One 'sentence' of plain words: the text of the document without capitals and marks."""
    found = [w.lower() for page in of_length(document, 2 * SENTENCE).pages for w in page.text.split() if w.isalpha()]
    return " ".join((found * (SENTENCE // max(1, len(found)) + 1))[:SENTENCE])


def measure(documents: Sequence[Document], reading: float) -> list[Measure]:
    """All measures on these documents; ``reading`` is what it took to read the files."""
    nlp = load_nlp()

    def extract(document: Document) -> Callable[[], object]:
        return lambda: extract_document(document, nlp)

    for document in documents:
        extract_document(of_length(document, 200), nlp)
    texts = [unit.text for document in documents for unit in clean(document) if unit.kind in {"alinea", "opsomming", "kop"}]
    # Taken by turns, so that a busy spell of the machine hits both.
    turns = [(seconds(lambda: list(parse(nlp, texts))), sum(seconds(extract(d)) for d in documents)) for _ in range(TURNS)]
    parsing, whole = (min(times) for times in zip(*turns, strict=True))
    longest = max(documents, key=lambda d: len(d.pages))
    once, twice, four = (seconds(extract(of_length(longest, n * START)), 2) for n in (1, 2, 4))
    noise = _with_pages(longest, [garbage(random.Random(1))])  # noqa: S311 - reproducible noise, not cryptography
    run_on = _with_pages(longest, [endless(longest)])
    per_word = four / words([of_length(longest, 4 * START)])
    return [
        Measure("hele uitlezing / ontleding", whole / parsing, 1.5),
        Measure("lezen van de bestanden / ontleding", reading / parsing),
        Measure("2x tekst / 1x tekst, per woord", _growth(longest, once, twice, 2), 1.2),
        Measure("4x tekst / 1x tekst, per woord", _growth(longest, once, four, 4), 1.2),
        Measure(f"bladzijde met {GARBAGE} onzinwoorden / gewone tekst", seconds(extract(noise)) / (per_word * words([noise])), 5.0),
        Measure(f"zin van {SENTENCE} woorden / gewone tekst", seconds(extract(run_on)) / (per_word * words([run_on])), 3.0),
        Measure("woorden per CPU-seconde, ontleding", sum(len(t.split()) for t in texts) / parsing),
        Measure("woorden per CPU-seconde, hele uitlezing", words(documents) / whole),
    ]


def _growth(document: Document, once: float, more: float, times: int) -> float:
    return (more / words([of_length(document, times * START)])) / (once / words([of_length(document, START)]))


def main() -> int:
    """Command line: measure, print a table and, with --json, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paden", type=Path, nargs="*", default=[demo_folder()])
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    begin = time.process_time()
    documents = [load(source) for source in find_sources(args.paden).files]
    if not documents:
        parser.error("geen leesbare documenten gevonden op deze plek")
    found = measure(documents, time.process_time() - begin)
    print(f"{describe(load_nlp())}; {len(documents)} documenten, {words(documents)} woorden")  # noqa: T201 - the outcome
    for m in found:
        limit = "" if m.grens is None else f"<= {m.grens:g}  {'goed' if m.holds else 'TE HOOG'}"
        print(f"{m.naam:55s} {m.waarde:10.2f}  {limit}")  # noqa: T201 - the outcome
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps([asdict(m) for m in found], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(m.holds for m in found) else 1


if __name__ == "__main__":
    sys.exit(main())
