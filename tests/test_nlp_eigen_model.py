"""A user's own pipeline through one setting: reading needs no more of it than any Dutch UD pipeline gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups

from extract.errors import ModelMissing
from extract.herkomst import MODEL_VARIABLE, bundled_model
from extract.nlp import describe, load_nlp, parse
from extract.pipeline import extract_document
from extract.records import Document, DocumentInfo, Page

ROOT = Path(__file__).resolve().parents[1]
TEXT = """De krapte op de arbeidsmarkt leidt tot lange wachttijden. Door de vergrijzing neemt de zorgvraag toe.

Veel ouderen zijn eenzaam. Hierdoor verslechtert hun gezondheid."""
LEMMAS = {"wachttijden": "wachttijd", "leidt": "leiden", "neemt": "nemen", "ouderen": "oudere", "zijn": "zijn"}

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def own_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of another make: other name, spaCy's lookup lemmatizer, sentences from the parser, an entity recogniser."""
    shipped = spacy.load(bundled_model())
    made = spacy.blank("nl")
    for name in ("tok2vec", "morphologizer", "parser"):
        made.add_pipe(name, source=shipped)
    lemmatizer = made.add_pipe("lemmatizer", config={"mode": "lookup"})
    tables = Lookups()
    tables.add_table("lemma_lookup", LEMMAS)
    lemmatizer.initialize(lookups=tables)  # type: ignore[attr-defined]
    made.add_pipe("entity_ruler", name="ner")
    made.meta.update(name="eigen_md", version="9.9.9")
    folder = tmp_path_factory.mktemp("model") / "nl_eigen_md"
    made.to_disk(folder)
    return folder


@pytest.fixture
def own(own_model: Path, monkeypatch: pytest.MonkeyPatch) -> Language:
    load_nlp.cache_clear()
    monkeypatch.setenv(MODEL_VARIABLE, str(own_model))
    return load_nlp()


def test_the_setting_names_the_pipeline(own: Language) -> None:
    assert describe(own) == "nl_eigen_md 9.9.9"
    assert "ner" not in own.pipe_names
    assert "regiograaf_lemmas" not in own.pipe_names


def test_reading_runs_and_finds_claims(own: Language) -> None:
    info = DocumentInfo(id="proef", bestand="proef.md", titel="Proef", soort="regioplan", regio="Vlierstreek", jaar=2025)
    found = extract_document(Document(info, (Page(1, TEXT),)), own)
    pairs = {(c.cause.text.lower(), c.effect.text.lower()) for c in found.claims}
    assert any("krapte" in cause and "wachttijden" in effect for cause, effect in pairs), pairs
    assert len(pairs) >= 2
    assert "nl_eigen_md 9.9.9" in found.extractor


def test_a_pipeline_without_lemmas_or_inflection_still_reads(own: Language) -> None:
    for doc in parse(own, [TEXT]):
        assert len(list(doc.sents)) >= 3
    bare = spacy.load(bundled_model(), exclude=["regiograaf_lemmas", "senter"])
    info = DocumentInfo(id="proef", bestand="proef.md", titel="Proef", soort="regioplan", regio="Vlierstreek", jaar=2025)
    assert extract_document(Document(info, (Page(1, TEXT),)), bare).claims


def test_a_name_that_is_no_pipeline_gives_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / "niets"))
    load_nlp.cache_clear()
    with pytest.raises(ModelMissing) as caught:
        load_nlp()
    assert "\n" not in str(caught.value)
    load_nlp.cache_clear()


def test_only_what_every_ud_pipeline_gives_is_used() -> None:
    """No CGN tags, entities, vectors or noun chunks: those differ from pipeline to pipeline."""
    other = re.compile(r"\.(?:tag_|ents|ent_type_|noun_chunks|vector|similarity|cats)\b")
    used = [p.name for p in sorted((ROOT / "extract").glob("*.py")) if other.search(p.read_text(encoding="utf-8"))]
    assert used == []
