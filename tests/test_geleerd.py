"""Learned reading: what it looks at, that it is bounded and the same every time, and that it can be learned again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from spacy.language import Language

from extract.clean import clean
from extract.context import rule_statements
from extract.errors import ReadingModelsMissing
from extract.learned import pairs, triggers
from extract.learned.claims import as_statement
from extract.learned.codes import UNKNOWN, Codes
from extract.learned.features import OWN, SEEN, field_of, seen_from
from extract.learned.model import load_models, predict
from extract.learned.reading import Page as Reading
from extract.learned.reading import propose
from extract.learned.sentences import Sentence, sentences
from extract.learned.spans import LONGEST, MAX_WORDS, candidates
from extract.pipeline import extract_document, parse_units
from extract.records import Document, DocumentInfo, Page
from extract.training.belief import Judged, belief_weights, kind_weights
from extract.training.examples import passages
from extract.training.relations import learn, split
from extract.training.sources import OWN as OWN_PAGES
from extract.training.sources import POINTED_OUT, from_documents, from_files
from extract.words import lexicon, word_set

pytestmark = pytest.mark.model
TEXT = (
    "De krapte op de arbeidsmarkt leidt tot langere wachttijden in de wijkverpleging. Hierdoor raken mantelzorgers overbelast.\n\n"
    "Dit komt door:\n- vergrijzing van het personeel\n- hoog verzuim\n"
)


def document(text: str) -> Document:
    return Document(DocumentInfo(id="t", bestand="t.txt", titel="", soort="", regio="", jaar=None), (Page(1, text),))


def reading(text: str, nlp: Language) -> Reading:
    units = clean(document(text))
    parsed = parse_units(units, nlp)
    return Reading(sentences(units, parsed), rule_statements(units, parsed))


def words(sentence: Sentence, span: tuple[int, ...]) -> str:
    return " ".join(sentence.words[i] for i in span)


def test_sentences_know_what_stands_before_and_below(nlp: Language) -> None:
    found = reading(TEXT, nlp).sentences
    assert [s.before.number if s.before else None for s in found[:2]] == [None, 0]
    lead = next(s for s in found if s.items)
    assert [item.words[0] for item in lead.items] == ["vergrijzing", "hoog"]
    assert all(item.before is lead for item in lead.items)


@pytest.mark.parametrize("wanted", ["krapte op arbeidsmarkt", "krapte", "langere wachttijden in wijkverpleging", "langere wachttijden"])
def test_candidates_hold_phrases_of_all_sizes(nlp: Language, wanted: str) -> None:
    sentence = reading(TEXT, nlp).sentences[0]
    assert wanted in {words(sentence, span).replace(" de ", " ") for span in candidates(sentence)}


def test_candidates_are_bounded(nlp: Language) -> None:
    long = "De " + " ".join(f"woord{i} en" for i in range(300)) + " druk leidt tot uitval."
    for sentence in reading(long, nlp).sentences:
        assert all(len(span) <= MAX_WORDS for span in candidates(sentence))
        assert len(candidates(sentence)) <= 12 * min(len(sentence), LONGEST) + 2 * len(sentence)


def test_rows_have_the_columns_they_are_named_by(nlp: Language) -> None:
    page, codes = reading(TEXT, nlp), Codes()
    sentence, position, row = next(iter(page.cue_rows(codes)))
    assert len(row) == len(triggers.NAMES)
    field = field_of(sentence, codes)
    assert field.own.shape == (len(field.spans), len(OWN))
    assert seen_from(field, sentence, position, [], codes).shape == (len(field.spans), len(SEEN))
    window = pairs.window_of(sentence, position, [], codes)
    chances = np.linspace(0, 1, len(window.places), dtype=np.float32)
    best = pairs.best_pairs(window, chances, chances, 5)
    assert pairs.pair_rows(window, best, row, 0.5, chances, chances, []).shape == (len(best), len(pairs.PAIR))


def test_a_closed_book_of_codes_knows_no_new_category(tmp_path: Path) -> None:
    codes = Codes()
    assert (codes("soort", "NOUN"), codes("soort", "VERB"), codes("soort", "NOUN")) == (0, 1, 0)
    codes.save(tmp_path / "codes.json")
    closed = Codes.load(tmp_path / "codes.json")
    assert (closed("soort", "VERB"), closed("soort", "INTJ"), closed("label", "obj")) == (1, UNKNOWN, UNKNOWN)


def test_proposals_are_no_two_readings_of_one_statement(nlp: Language) -> None:
    found = propose(reading(TEXT, nlp), load_models())
    assert found
    for n, one in enumerate(found):
        for other in found[:n]:
            same = one.cause[0] is other.cause[0] and one.effect[0] is other.effect[0]
            assert not (same and set(one.cause[1]) & set(other.cause[1]) and set(one.effect[1]) & set(other.effect[1]))


def test_a_proposal_takes_the_whole_phrases_of_a_rule_that_reads_alike(nlp: Language) -> None:
    page = reading(TEXT, nlp)
    docs = {s.unit: s.doc for s in page.sentences}
    ruled = {(r.raw.cause.pieces, r.raw.effect.pieces) for said in page.rules.values() for rules in said.values() for r in rules}
    made = [(p, as_statement(p)) for p in propose(page, load_models())]
    assert any((s.raw.cause.pieces, s.raw.effect.pieces) in ruled for _, s in made)
    for proposal, statement in made:
        text = " ".join(docs[statement.units[0]].text[a:b] for a, b in statement.raw.cause.pieces).lower()
        assert {proposal.cause[0].words[i] for i in proposal.cause[1]} & set(text.split())


def test_same_document_same_claims(nlp: Language) -> None:
    assert extract_document(document(TEXT), nlp).claims == extract_document(document(TEXT), nlp).claims


def test_split_keeps_documents_whole_and_parts_even() -> None:
    parts = split(["a"] * 5 + ["b"] * 4 + ["c"] * 3 + ["d"] * 2, 2)
    assert set(parts) == {"a", "b", "c", "d"}
    assert parts["a"] == parts["d"] != parts["b"] == parts["c"]


def test_weights_follow_what_was_right() -> None:
    good = [Judged(0.5, 0.5, frozenset({"oorzaak_begrip", "wil"}), n % 4 > 0, n % 4 > 0) for n in range(80)]
    bad = [Judged(0.5, 0.5, frozenset(), n % 4 == 0, False) for n in range(80)]
    weights = belief_weights([*good, *bad], ["oorzaak_begrip", "zeldzaam"])
    assert weights["oorzaak_begrip"] > 1 and weights["basis"] < 0 and "zeldzaam" not in weights
    assert kind_weights([*good, *bad], ["wil"])["wil"] > 1


def test_can_be_learned_again(nlp: Language, tmp_path: Path) -> None:
    texts, gold = tmp_path / "p.jsonl", tmp_path / "g.jsonl"
    nouns = ["krapte", "vergrijzing", "armoede", "drukte", "stress", "verzuim", "schaarste", "sluiting"]
    rows = [
        (f"d{n}:p1", f"De {a} leidt tot {b}. De raad vergadert over {b} en {a}.", a, b)
        for n, a in enumerate(nouns)
        for b in nouns
        if a != b
    ]
    relation = {"cue": "leidt tot", "kind": "oorzakelijk", "polarity": "+", "hedged": False, "negated": False}
    texts.write_text("".join(json.dumps({"id": f"{k}{n}", "text": t}) + "\n" for n, (k, t, _, _) in enumerate(rows)), encoding="utf-8")
    gold.write_text(
        "".join(
            json.dumps({"id": f"{k}{n}", "relations": [{**relation, "cause": a, "effect": b}]}) + "\n"
            for n, (k, _, a, b) in enumerate(rows)
        ),
        encoding="utf-8",
    )
    examples = list(passages(from_files([texts, gold]), nlp))
    assert sum(len(found) for p in examples for found in p.signed.values()) >= len(rows)
    models = learn(examples, Codes())
    models.save(tmp_path / "uit")
    assert {f.name for f in (tmp_path / "uit").iterdir()} == {
        "codes.json",
        *(f"{n}.txt" for n in ("signaal", "oorzaak", "gevolg", "paar", "soort")),
    }
    row = examples[0].reading.cue_rows(models.codes)
    assert predict(models.signaal, [r for *_, r in row]).max() > 0.5


def test_own_pages_hold_the_claims_they_are_given() -> None:
    rows = list(from_files([OWN_PAGES, OWN_PAGES]))
    assert len(rows) >= 250 and sum(len(r.relations) for r in rows) >= 1_400
    assert len({r.id for r in rows}) == len(rows)
    for row in rows:
        text = " ".join(row.text.split()).lower()
        for relation in row.relations:
            assert all(" ".join(relation[k].split()).lower() in text for k in ("cause", "effect", "cue")), row.id


def test_places_pointed_out_are_whole_words(shared: Path) -> None:
    rows = list(from_documents(shared / "texts"))
    assert len(rows) >= 400 and sum(len(r.relations) for r in rows) >= 1_800
    for row in rows:
        for relation in row.relations:
            assert all(relation[k].strip() == relation[k] and relation[k] for k in ("cause", "effect", "cue")), row.id


def test_pointing_out_holds_no_text() -> None:
    for line in POINTED_OUT.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"id", "bestand", "sha256", "bladzijde", "begin", "eind", "relaties"}
        assert all(isinstance(x, int) or len(x) == 1 for places in row["relaties"] for x in places)


@pytest.mark.parametrize("name", ["signaalwoord", "signaalnaamwoord", "signaalvoorzetsel", "modaal"])
def test_examples_hold_a_word_of_their_list(name: str) -> None:
    for entry in lexicon("signalen.toml")[name]:
        for text in cast("list[str]", entry["voorbeelden"]):
            assert word_set(name) & set(text.lower().strip(".").split())


def test_missing_models_are_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    load_models.cache_clear()
    monkeypatch.setattr("extract.learned.model.resources.files", lambda _: tmp_path)
    with pytest.raises(ReadingModelsMissing) as caught:
        load_models()
    assert "\n" not in str(caught.value) and "libgomp1" in str(caught.value)
    monkeypatch.undo()
    assert load_models()
