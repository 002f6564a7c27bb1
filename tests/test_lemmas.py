"""The table lemmatizer: edit scripts give back what they were made of; stems bring forms of a verb together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lemmas import TableLemmatizer, apply_script, edit_script, learn_tables, stem

LETTERS = st.text(alphabet="abcdegilmnoprstuvz", min_size=1, max_size=12)


@given(LETTERS, LETTERS)
def test_script_gives_the_lemma_back(form: str, lemma: str) -> None:
    script = edit_script(form, lemma)
    if script is not None:
        assert apply_script(form, script) == lemma


def test_seen_forms_and_unseen_forms() -> None:
    seen = [
        ("huizen", "NOUN", "huis"),
        ("muizen", "NOUN", "muis"),
        ("gewerkt", "VERB", "werken"),
        ("gemerkt", "VERB", "merken"),
        ("is", "AUX", "zijn"),
    ]
    lemmatizer = TableLemmatizer()
    lemmatizer.fill(learn_tables(seen))
    assert [lemmatizer.lemma(form, pos) for form, pos, _ in seen] == [lemma for _, _, lemma in seen]
    assert lemmatizer.lemma("kluizen", "NOUN") == "kluis"
    assert lemmatizer.lemma("gesterkt", "VERB") == "sterken"
    assert lemmatizer.lemma("Zwolle", "PROPN") == "Zwolle"


def test_bytes_round_trip() -> None:
    one, two = TableLemmatizer(), TableLemmatizer()
    one.fill(learn_tables([("huizen", "NOUN", "huis"), ("is", "AUX", "zijn")]))
    two.from_bytes(one.to_bytes())
    assert (one.table, one.rules) == (two.table, two.rules)


@pytest.mark.parametrize(
    "forms",
    [
        ("vergroot", "vergroten", "vergrote"),
        ("leidt", "leiden"),
        ("veroorzaakt", "veroorzaken", "veroorzaakte"),
        ("belemmert", "belemmeren", "belemmerde"),
        ("remt", "remmen"),
        ("verkleint", "verkleinen"),
        ("draagt", "dragen"),
    ],
)
def test_forms_of_one_verb_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(f) for f in forms}) == 1
