"""Learn to read causal claims, and measure it on documents that were not learned from.

    python -m extract.training leer PASSAGES.jsonl GOLD.jsonl [PASSAGES GOLD ...] [--teksten MAP] --uit MAP
    python -m extract.training meet PASSAGES.jsonl GOLD.jsonl [PASSAGES GOLD ...] [--teksten MAP] --uit VOORSPELD.jsonl

Our own invented pages are always learned from, and with ``--teksten`` the places that aanwijzingen.jsonl points out in
those documents. ``meet`` writes what models say of every passage that saw no page of its document; measure it with
``regiograaf evalueer --voorspeld``. It also prints the weights of lexicon/geloof.toml and soort.toml that fit these
predictions.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.learned.codes import Codes
from extract.nlp import load_nlp
from extract.passages import extract_passage
from extract.training.belief import belief_weights, judged, kind_weights
from extract.training.examples import Passage, passages
from extract.training.relations import learn, split
from extract.training.sources import OWN, Annotated, from_documents, from_files
from extract.words import lexicon

if TYPE_CHECKING:
    from spacy.language import Language

#: Parts into which the documents are split for measuring: one at a time is measured by models that learned from the rest.
PARTS = 6


def measure(core: Sequence[Annotated], others: Sequence[Passage], nlp: Language, parts: int) -> Iterator[dict[str, object]]:
    """What models say of every passage of ``core``, learned from the rest of it and from ``others`` without its document."""
    described = list(passages(core, nlp))
    part_of, codes = split([p.document for p in described for _ in range(1 + len(p.relations))], parts), Codes()
    for k in range(parts):
        models = learn([p for p in (*described, *others) if part_of.get(p.document) != k], codes)
        print(f"deel {k + 1} van {parts}", flush=True)  # noqa: T201 - this is the command's output
        for passage, row in zip(described, core, strict=True):
            if part_of[passage.document] == k:
                yield extract_passage(row.id, row.text, nlp, soort=row.soort, threshold=0.0, models=models)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("opdracht", choices=("leer", "meet"))
    parser.add_argument("bestanden", type=Path, nargs="+")
    parser.add_argument("--teksten", type=Path)
    parser.add_argument("--zonder-eigen", action="store_true")
    parser.add_argument("--delen", type=int, default=PARTS)
    parser.add_argument("--uit", type=Path, required=True)
    args = parser.parse_args()
    nlp, core = load_nlp(), list(from_files(args.bestanden))
    own = () if args.zonder_eigen else from_files([OWN, OWN])
    others = list(passages((*own, *(from_documents(args.teksten) if args.teksten else ())), nlp))
    if args.opdracht == "leer":
        learn([*passages(core, nlp), *others], Codes()).save(args.uit)
        return
    rows = list(measure(core, others, nlp, args.delen))
    args.uit.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    readings = judged(rows, args.bestanden[1::2])
    for file, weigh in (("geloof.toml", belief_weights), ("soort.toml", kind_weights)):
        print(f"gewichten die passen in {file}:")  # noqa: T201
        for name, weight in weigh(readings, [str(e["id"]) for e in lexicon(file)["teken"]]).items():
            print(f"  {name:20s} {weight:6.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
