"""Train the Dutch pipeline that ships with the package, from CoNLL-U files and a seed.

    python -m extract.training.train --train A.conllu.gz --dev B.conllu.gz --test C.conllu.gz --seed 1 --uit MAP

The result is a spaCy pipeline folder with LICENSE, attribution and ``meta.json`` (data hashes, command, scores).
Takes about an hour on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import time
from pathlib import Path

import spacy
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import DocBin
from spacy.training import Example

from extract.lemmas import NAME, TableLemmatizer, learn_tables
from extract.training.corpus import evaluation_docs, read_conllu, training_docs

HERE = Path(__file__).parent
VERSION = "0.1.0"
ATTRIBUTION = """nl_regiograaf: a spaCy pipeline for Dutch.

Trained on UD_Dutch-LassySmall and on parts of the Alpino treebank as used in UD_Dutch-Alpino
(G. Bouma and G. van Noord, University of Groningen), CC BY-SA 4.0. The weights and word tables in this folder are
derived from that data and are available under the same licence, CC BY-SA 4.0; see LICENSE.
"""


def assemble(trained: Path, train_files: list[Path]) -> Language:
    """The trained pipeline with sentence starts before the parser, and the table lemmatizer at the end."""
    nlp = spacy.load(trained)
    nlp.remove_pipe("senter")
    nlp.add_pipe("senter", source=spacy.load(trained), before="parser")
    lemmatizer = nlp.add_pipe(NAME)
    assert isinstance(lemmatizer, TableLemmatizer)  # noqa: S101 - narrows the type
    lemmatizer.fill(learn_tables((t.form, t.upos, t.lemma) for p in train_files for s in read_conllu(p) for t in s))
    return nlp


def scores(nlp: Language, paths: list[Path]) -> dict[str, float]:
    """UPOS, lemma, UAS, LAS (gold tokens) and sentence F1 in percent, and words per CPU second."""
    golds = evaluation_docs(nlp.vocab, paths)
    begin = time.process_time()
    examples = [Example(nlp(_bare(nlp, gold)), gold) for gold in golds]
    seconds = time.process_time() - begin
    found = Scorer(nlp).score(examples)
    lemma = sum(p.lemma_.lower() == g.lemma_.lower() for e in examples for p, g in zip(e.predicted, e.reference, strict=True))
    total = sum(len(g) for g in golds)
    result = {
        name: round(100 * found[key], 2)
        for name, key in (("upos", "pos_acc"), ("uas", "dep_uas"), ("las", "dep_las"), ("zinnen_f1", "sents_f"))
    }
    return {**result, "lemma": round(100 * lemma / total, 2), "woorden_per_cpu_seconde": round(total / seconds)}


def _bare(nlp: Language, gold: spacy.tokens.Doc) -> spacy.tokens.Doc:
    return spacy.tokens.Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])


def save(nlp: Language, out: Path, files: dict[str, list[Path]], seed: int) -> None:
    """Write the pipeline with its provenance."""
    nlp.meta.update(
        name="regiograaf",
        version=VERSION,
        license="CC BY-SA 4.0",
        description="Dutch pipeline: tok2vec, morphologizer, sentence starts, dependency parser, table lemmatizer",
        author="regiograaf",
    )
    nlp.meta["regiograaf"] = {
        "data_sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for ps in files.values() for p in ps},
        "opdracht": "python -m extract.training.train --train "
        + " ".join(p.name for p in files["train"])
        + f" --dev {files['dev'][0].name} --test {files['test'][0].name} --seed {seed}",
        "scores_test": scores(nlp, files["test"]),
    }
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    meta.pop("performance", None)
    (out / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False), encoding="utf-8")
    (out / "ATTRIBUTION.md").write_text(ATTRIBUTION, encoding="utf-8")
    shutil.copy(HERE / "LICENSE-CC-BY-SA-4.0.txt", out / "LICENSE")


def train(files: dict[str, list[Path]], out: Path, seed: int) -> dict[str, float]:
    """Train, assemble and save; returns the test scores."""
    vocab = spacy.blank("nl").vocab
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        DocBin(docs=training_docs(vocab, files["train"], seed)).to_disk(work / "train.spacy")
        DocBin(docs=evaluation_docs(vocab, files["dev"])).to_disk(work / "dev.spacy")
        overrides = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy"), "system.seed": seed}
        spacy_train(HERE / "pipeline.cfg", work / "out", overrides=overrides)
        nlp = assemble(work / "out" / "model-last", files["train"])
        save(nlp, out, files, seed)
    return dict(nlp.meta["regiograaf"]["scores_test"])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("train", "dev", "test"):
        parser.add_argument(f"--{name}", type=Path, nargs="+", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--uit", type=Path, required=True)
    args = parser.parse_args()
    files = {"train": args.train, "dev": args.dev, "test": args.test}
    for name, value in train(files, args.uit, args.seed).items():
        print(f"{name:26s} {value}")  # noqa: T201 - this is the command's output


if __name__ == "__main__":
    main()
