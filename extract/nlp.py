"""The one place that loads a spaCy pipeline: the shipped Dutch model, or one the user names.

Relies only on ``pos_``, ``dep_`` and ``morph`` (Universal Dependencies), heads, ``lemma_`` and sentence starts, so that a
user's own nl_core_news pipeline can take the place of the shipped one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

import extract.lemmas  # noqa: F401 - registers the lemmatizer component
from extract.errors import ModelMissing
from extract.herkomst import described_model, wanted_model
from extract.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Longest stretch of words parsed as one piece; longer text is cut, so that garbage stays bounded.
MAX_WORDS = 400
MULTIWORD = "regiograaf_meerwoorden"
NOUNS = "regiograaf_naamwoorden"


@Language.factory(MULTIWORD, assigns=["token.norm"])
def make_multiword(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Component that joins fixed expressions ('als gevolg van') into one token before the parser mangles them.

    The joined token gets the norm of a single word with the same grammar, which is what the model looks at.
    """
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    norms = {}
    for entry in lexicon("meerwoorden.toml")["uitdrukking"]:
        norms[str(entry["tekst"])] = str(entry["als"])
        matcher.add(str(entry["tekst"]), [nlp.make_doc(str(entry["tekst"]))])

    def join(doc: Doc) -> Doc:
        spans = filter_spans([doc[begin:end] for _, begin, end in matcher(doc) if not _in_enumeration(doc, begin)])
        with doc.retokenize() as retokenizer:
            for span in spans:
                retokenizer.merge(span, attrs={"NORM": norms[span.text.lower()]})
        return doc

    return join


@Language.factory(NOUNS, assigns=["token.pos", "token.morph"])
def make_nouns(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Component that puts right the part of speech of nouns of the field that a general model takes for something else."""
    number = {"enkelvoud": "Sing", "meervoud": "Plur"}
    known = {
        str(w): number[key]
        for key, entries in lexicon("naamwoorden.toml").items()
        for e in entries
        for w in cast("list[str]", e["woorden"])
    }

    def put_right(doc: Doc) -> Doc:
        for token in doc:
            if token.pos_ not in {"NOUN", "PROPN"} and token.lower_ in known:
                token.pos_ = "NOUN"
                token.set_morph({"Number": known[token.lower_]})  # type: ignore[attr-defined]  # missing from spaCy's stub
        return doc

    return put_right


def _in_enumeration(doc: Doc, begin: int) -> bool:
    """'zowel oorzaak als gevolg van': here 'als' belongs to 'zowel'."""
    return any(t.lower_ == "zowel" for t in doc[max(0, begin - 4) : begin])


@lru_cache(maxsize=2)
def load_nlp(name: str | None = None) -> Language:
    """Load a pipeline: ``name``, else the one in REGIOGRAAF_SPACY_MODEL, else the shipped one.

    Raises:
        ModelMissing: when the named pipeline is not installed or the folder holds none.
    """
    wanted = name or wanted_model()
    try:
        nlp = spacy.load(wanted, exclude=["ner"])
    except OSError as error:
        raise ModelMissing(wanted) from error
    _add_abbreviations(nlp)
    nlp.add_pipe(MULTIWORD, first=True)
    lemmatizer = next((n for n in nlp.pipe_names if "lemma" in n), None)
    nlp.add_pipe(NOUNS, before=lemmatizer) if lemmatizer else nlp.add_pipe(NOUNS)
    return nlp


def _add_abbreviations(nlp: Language) -> None:
    """Abbreviations stay one token with their full stop, so that it does not end a sentence."""
    for entry in lexicon("afkortingen.toml")["afkorting"]:
        for form in cast("list[str]", entry["woorden"]):
            for shape in (form, form[0].upper() + form[1:]):
                nlp.tokenizer.add_special_case(shape, [{"ORTH": shape}])  # type: ignore[union-attr]  # a function in spaCy's stub


def describe(nlp: Language) -> str:
    """Name and version of a pipeline, for the provenance of every run."""
    return described_model(nlp.meta)


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts in order; in a text over MAX_WORDS words a sentence is begun every MAX_WORDS words."""
    yield from nlp.pipe(_bounded(nlp, text) for text in texts)


def _bounded(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    for i in range(MAX_WORDS, len(doc), MAX_WORDS):
        doc[i].is_sent_start = True
    return doc
