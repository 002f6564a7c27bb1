"""Train the Dutch pipeline that ships with the package, from CoNLL-U files and a seed.

    python -m extract.training.train --train A.conllu.gz --dev B.conllu.gz --test C.conllu.gz --seed 1 --uit MAP

Two phases: 8,000 steps on the treebank with some layout variation (pipeline.cfg, corpus.py; about an hour on one core), then
1,000 steps at a low learning rate on texts enriched with domain words, quotes and lists (finetune.cfg, enrich.py; quarter of an
hour). ``--basis MAP`` takes the outcome of the first phase from a folder. The result is a spaCy pipeline folder with
LICENSE, attribution and ``meta.json`` (data hashes, command, scores).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.cli.train import train as spacy_train
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.tokens import Token as Predicted
from spacy.training import Example

from extract.lemmas import NAME, TableLemmatizer
from extract.training.corpus import Token, evaluation_docs, read_conllu, training_docs
from extract.training.enrich import enriched_docs
from extract.training.lemma_tables import learn_tables

if TYPE_CHECKING:
    from spacy.language import Language

HERE = Path(__file__).parent
VERSION = "0.2.0"
ATTRIBUTION = """nl_regiograaf: a spaCy pipeline for Dutch.

Trained on UD_Dutch-LassySmall and on parts of the Alpino treebank as used in UD_Dutch-Alpino
(G. Bouma and G. van Noord, University of Groningen), CC BY-SA 4.0. The weights and word tables in this folder are
derived from that data and are available under the same licence, CC BY-SA 4.0; see LICENSE.
"""


def assemble(trained: Path, train_files: list[Path]) -> Language:
    """The trained pipeline with sentence starts before the parser, and the table lemmatizer at the end."""
    nlp = spacy.load(trained)
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # where this machine kept its files is nobody's business
    nlp.remove_pipe("senter")
    nlp.add_pipe("senter", source=spacy.load(trained), before="parser")
    lemmatizer = nlp.add_pipe(NAME)
    assert isinstance(lemmatizer, TableLemmatizer)  # noqa: S101 - narrows the type
    lemmatizer.fill(learn_tables((t.form, t.upos, t.feats, t.gold) for p in train_files for s in read_conllu(p) for t in s))
    return nlp


def scores(nlp: Language, paths: list[Path]) -> dict[str, float]:
    """Percentages on gold tokens, and words per CPU second.

    upos, uas, las and zinnen_f1 are spaCy's. Three lemma figures, all without regard to capitals: ``lemma`` against the
    form a dictionary has (see ``dictionary_lemma``); ``lemma_strikt`` against the treebank lemma with its part marks
    taken out, where no compound has its linking letters; ``lemma_met_deeltje`` as ``lemma``, but with the particle of a
    separable verb put back in the treebank and in the prediction.
    """
    golds = evaluation_docs(nlp.vocab, paths)
    begin = time.process_time()
    examples = [Example(nlp(Doc(nlp.vocab, words=[t.text for t in g], spaces=[bool(t.whitespace_) for t in g])), g) for g in golds]
    seconds = time.process_time() - begin
    found = Scorer(nlp).score(examples)
    tokens = [t for e in examples for t in e.predicted]
    truth = [t for p in paths for s in read_conllu(p) for t in s]
    names = {"upos": "pos_acc", "uas": "dep_uas", "las": "dep_las", "zinnen_f1": "sents_f"}
    result = {name: round(100 * found[key], 2) for name, key in names.items()}
    pairs = [(p.lemma_, g.lemma, _strict(g), _whole(p), _gold_whole(g)) for p, g in zip(tokens, truth, strict=True)]
    for name, (mine, theirs) in {"lemma": (0, 1), "lemma_strikt": (0, 2), "lemma_met_deeltje": (3, 4)}.items():
        result[name] = round(100 * sum(p[mine].lower() == p[theirs].lower() for p in pairs) / len(pairs), 2)
    return {**result, "woorden_per_cpu_seconde": round(len(tokens) / seconds)}


def _strict(gold: Token) -> str:
    return gold.lemma if gold.upos in {"VERB", "AUX"} else gold.gold.replace("_", "") or gold.form


def _gold_whole(gold: Token) -> str:
    return gold.gold.replace("_", "") if gold.upos == "VERB" else gold.lemma


def _whole(token: Predicted) -> str:
    particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), "") if token.pos_ == "VERB" else ""
    return particle + token.lemma_


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
        "maten": " ".join((scores.__doc__ or "").split()),
    }
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    meta.pop("performance", None)
    (out / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False), encoding="utf-8")
    (out / "ATTRIBUTION.md").write_text(ATTRIBUTION, encoding="utf-8")
    shutil.copy(HERE / "LICENSE-CC-BY-SA-4.0.txt", out / "LICENSE")


def run_phase(work: Path, config: str, docs: list[Doc], dev: list[Doc], settings: dict[str, str | int]) -> Path:
    """Train one phase in the folder ``work``; returns the folder of the last model."""
    work.mkdir()
    DocBin(docs=docs).to_disk(work / "train.spacy")
    DocBin(docs=dev).to_disk(work / "dev.spacy")
    overrides = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy"), **settings}
    spacy_train(HERE / config, work / "out", overrides=overrides)
    return work / "out" / "model-last"


def train(files: dict[str, list[Path]], out: Path, seed: int, base: Path | None = None) -> dict[str, float]:
    """Train both phases (only the second when ``base`` is given), assemble and save; returns the test scores."""
    vocab = spacy.blank("nl").vocab
    dev = evaluation_docs(vocab, files["dev"])
    with tempfile.TemporaryDirectory() as name:
        if base is None:
            base = run_phase(Path(name) / "1", "pipeline.cfg", training_docs(vocab, files["train"], seed), dev, {"system.seed": seed})
        settings: dict[str, str | int] = {"system.seed": seed, "paths.base": str(base)}
        trained = run_phase(Path(name) / "2", "finetune.cfg", enriched_docs(vocab, files["train"], seed), dev, settings)
        nlp = assemble(trained, files["train"])
        save(nlp, out, files, seed)
    return dict(nlp.meta["regiograaf"]["scores_test"])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("train", "dev", "test"):
        parser.add_argument(f"--{name}", type=Path, nargs="+", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--basis", type=Path)
    parser.add_argument("--uit", type=Path, required=True)
    args = parser.parse_args()
    files = {"train": args.train, "dev": args.dev, "test": args.test}
    for name, value in train(files, args.uit, args.seed, args.basis).items():
        print(f"{name:26s} {value}")  # noqa: T201 - this is the command's output


if __name__ == "__main__":
    main()
