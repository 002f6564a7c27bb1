"""The table lemmatizer: dictionary forms, tables and rules learned from a few words, and back-offs for words never seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lemmas import TableLemmatizer, apply_script, stem
from extract.training.lemma_tables import dictionary_lemma, edit_script, learn_tables

LETTERS = st.text(alphabet="abcdegilmnoprstuvz", min_size=1, max_size=12)
FINITE, PLURAL = "Number=Sing|Tense=Pres|VerbForm=Fin", "Number=Plur"
SEEN = [
    ("huizen", "NOUN", PLURAL, "huis"),
    ("muizen", "NOUN", PLURAL, "muis"),
    ("steden", "NOUN", PLURAL, "stad"),
    ("zorgvragen", "NOUN", PLURAL, "zorg_vraag"),
    ("gewerkt", "VERB", "VerbForm=Part", "werken"),
    ("gemerkt", "VERB", "VerbForm=Part", "merken"),
    ("gesprongen", "VERB", "VerbForm=Part", "springen"),
    ("meegenomen", "VERB", "VerbForm=Part", "mee_nemen"),
    ("meegegeven", "VERB", "VerbForm=Part", "mee_geven"),
    ("groeit", "VERB", FINITE, "groeien"),
    ("is", "AUX", "", "zijn"),
]


@pytest.fixture
def lemmatizer() -> TableLemmatizer:
    made = TableLemmatizer()
    made.fill(learn_tables(SEEN))
    return made


@given(LETTERS, LETTERS)
def test_script_gives_the_lemma_back(form: str, lemma: str) -> None:
    script = edit_script(form, lemma)
    if script is not None:
        assert apply_script(form, script) == lemma


@pytest.mark.parametrize(
    ("form", "gold", "pos", "lemma"),
    [
        ("gezondheidszorg", "gezondheid_zorg", "NOUN", "gezondheidszorg"),
        ("wachtlijsten", "wacht_lijst", "NOUN", "wachtlijst"),
        ("klokkenluiders", "klok_luider", "NOUN", "klokkenluider"),
        ("oud-ministers", "oud_minister", "NOUN", "oud-minister"),
        ("jarenlange", "jaar_lang", "ADJ", "jarenlang"),
        ("meegenomen", "mee_nemen", "VERB", "meenemen"),
        ("neemt", "mee_nemen", "VERB", "nemen"),
        ("winnen", "in_winnen", "VERB", "winnen"),
        ("zorg", "zorg", "NOUN", "zorg"),
    ],
)
def test_dictionary_lemma(form: str, gold: str, pos: str, lemma: str) -> None:
    assert dictionary_lemma(form, gold, pos) == lemma


def test_seen_forms(lemmatizer: TableLemmatizer) -> None:
    found = [lemmatizer.lemma(form, pos) for form, pos, _, _ in SEEN]
    assert found == [dictionary_lemma(form, gold, pos) for form, pos, _, gold in SEEN]


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("kluizen", "NOUN", "kluis"),
        ("gesterkt", "VERB", "sterken"),
        ("Zwolle", "PROPN", "Zwolle"),
        ("Zwolle's", "PROPN", "Zwolle"),
        ("speelsteden", "NOUN", "speelstad"),
        ("meegesprongen", "VERB", "meespringen"),
        ("meegewerkt", "VERB", "meewerken"),
        ("groeit", "NOUN", "groeien"),
        ("'", "PUNCT", "'"),
    ],
)
def test_unseen_forms(lemmatizer: TableLemmatizer, form: str, pos: str, lemma: str) -> None:
    assert lemmatizer.lemma(form, pos) == lemma


def test_inflection_decides_between_lemmas() -> None:
    made = TableLemmatizer()
    made.fill(learn_tables([("wegen", "NOUN", PLURAL, "weg"), ("wegen", "NOUN", PLURAL, "weg"), ("wegen", "NOUN", "Number=Sing", "wegen")]))
    assert made.lemma("wegen", "NOUN", {"Number": "Plur"}) == "weg"
    assert made.lemma("wegen", "NOUN", {"Number": "Sing"}) == "wegen"


def test_bytes_round_trip(lemmatizer: TableLemmatizer) -> None:
    other = TableLemmatizer().from_bytes(lemmatizer.to_bytes())
    assert (lemmatizer.table, lemmatizer.rules, lemmatizer.particles) == (other.table, other.rules, other.particles)


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
