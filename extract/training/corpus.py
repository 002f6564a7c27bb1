"""CoNLL-U treebank files -> spaCy training documents, with augmentation for policy layout.

Policy documents hold headings without a full stop, bullets and capitals that a news treebank lacks, so a
fixed share of the training sentences is repeated in those shapes.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from extract.training.lemma_tables import dictionary_lemma

if TYPE_CHECKING:
    from spacy.vocab import Vocab

#: Share of training sentences that is repeated in each changed shape.
AUGMENT = {"no_stop": 0.15, "lower": 0.04, "bullet": 0.04, "upper": 0.01}
#: Sentences per training document: single units (headings, bullets) and short paragraphs.
GROUP_SIZES = (1, 3, 8)


@dataclass(frozen=True)
class Token:
    """One treebank token; ``head`` is the 0-based index in its sentence (itself for the root)."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    dep: str
    space: bool
    #: The lemma as the treebank writes it, with the parts of compounds marked.
    gold: str = ""


Sentence = tuple[Token, ...]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Read one CoNLL-U file (plain or .gz); multiword ranges and empty nodes are left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    rows: list[list[str]] = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line and rows:
                yield tuple(_token(r) for r in rows)
                rows = []
    if rows:
        yield tuple(_token(r) for r in rows)


def _token(columns: list[str]) -> Token:
    index, head = int(columns[0]) - 1, int(columns[6]) - 1
    return Token(
        form=columns[1],
        lemma=dictionary_lemma(columns[1], columns[2], columns[3]),
        upos=columns[3],
        feats=columns[5] if columns[5] != "_" else "",
        head=index if head < 0 else head,
        dep="ROOT" if head < 0 else columns[7],
        space="SpaceAfter=No" not in (columns[9] if len(columns) > 9 else ""),
        gold=columns[2],
    )


def augment(sentence: Sentence, how: str) -> Sentence:
    """Return the sentence in another layout: no_stop, lower, upper or bullet."""
    if how == "no_stop":
        last = sentence[-1]
        used = {t.head for i, t in enumerate(sentence) if i != t.head}
        stop = last.upos == "PUNCT" and len(sentence) > 1 and len(sentence) - 1 not in used and last.dep != "ROOT"
        return sentence[:-1] if stop else sentence
    if how == "lower":
        return tuple(replace(t, form=t.form.lower()) for t in sentence)
    if how == "upper":
        return tuple(replace(t, form=t.form.upper()) for t in sentence)
    root = next(i for i, t in enumerate(sentence) if t.dep == "ROOT")
    bullet = Token("•", "•", "PUNCT", "", root + 1, "punct", True)
    return (bullet, *(replace(t, head=t.head + 1) for t in sentence))


def to_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Join sentences into one gold-annotated Doc."""
    tokens = [t for sentence in sentences for t in sentence]
    starts: list[bool | int | None] = [i == 0 for sentence in sentences for i in range(len(sentence))]
    bases = list(accumulate((len(s) for s in sentences), initial=0))
    return Doc(
        vocab,
        words=[t.form for t in tokens],
        spaces=[t.space or i == len(s) - 1 for s in sentences for i, t in enumerate(s)],
        heads=[base + t.head for base, s in zip(bases, sentences, strict=False) for t in s],
        deps=[t.dep for t in tokens],
        pos=[t.upos for t in tokens],
        morphs=[t.feats for t in tokens],
        lemmas=[t.lemma for t in tokens],
        sent_starts=starts,
    )


def training_docs(vocab: Vocab, paths: list[Path], seed: int) -> list[Doc]:
    """All sentences of the files grouped into documents, plus the augmented shapes; fixed by ``seed``."""
    rng = random.Random(seed)  # noqa: S311 - reproducible shuffling, not cryptography
    sentences = [s for p in paths for s in read_conllu(p)]
    extra = [augment(s, how) for how, share in AUGMENT.items() for s in sentences if rng.random() < share]
    docs = group(vocab, sentences, GROUP_SIZES, rng) + [to_doc(vocab, [s]) for s in extra]
    rng.shuffle(docs)
    return docs


def group(vocab: Vocab, sentences: list[Sentence], sizes: tuple[int, ...], rng: random.Random) -> list[Doc]:
    """Consecutive sentences as documents whose size is drawn from ``sizes``."""
    docs, i = [], 0
    while i < len(sentences):
        n = rng.choice(sizes)
        docs.append(to_doc(vocab, sentences[i : i + n]))
        i += n
    return docs


def evaluation_docs(vocab: Vocab, paths: list[Path], size: int = 10) -> list[Doc]:
    """The sentences of the files in documents of ``size`` sentences, unchanged."""
    sentences = [s for p in paths for s in read_conllu(p)]
    return [to_doc(vocab, sentences[i : i + size]) for i in range(0, len(sentences), size)]
