"""The words for causes and their influence: every form finds its examples, every class holds its causes."""

from __future__ import annotations

from typing import Any

import pytest

from extract.influence_words import class_of, expanded, searches
from extract.words import lexicon

LISTS = [
    "niet_beinvloedbaar",
    "beinvloedbaar",
    "te_verhelpen",
    "geen_verhelpen",
    "antwoordregel",
    "oorzaakkop",
    "geen_oorzaakkop",
    "kop_van_buiten",
    "bijstelling",
    "onbeslist",
    "oorzaak_genoemd",
    "tekortkoming",
    "geen_oorzaak",
    "niveau",
]
FORMS = [(name, k) for name in LISTS for k in range(len(lexicon("invloed.toml")[name]))]
CLASSES = lexicon("invloedklassen.toml")["klasse"]


def name_of(text: str) -> str:
    found = class_of(text)
    return found.name if found is not None else ""


def test_enough_entries() -> None:
    assert len(FORMS) >= 34
    assert len(CLASSES) >= 12
    assert {bool(e["beinvloedbaar"]) for e in CLASSES} == {True, False}


@pytest.mark.parametrize(("name", "k"), FORMS)
def test_form_finds_its_examples(name: str, k: int) -> None:
    entry: dict[str, Any] = lexicon("invloed.toml")[name][k]
    form = expanded(str(entry["vorm"]))
    assert [t for t in entry["voorbeelden"] if not form.search(t)] == []
    assert [t for t in entry["niet"] if form.search(t)] == []


@pytest.mark.parametrize("entry", CLASSES, ids=lambda e: e["naam"])
def test_class_holds_its_causes(entry: dict[str, Any]) -> None:
    assert entry["reden"]
    assert [t for t in entry["voorbeelden"] if name_of(t) != entry["naam"]] == []
    assert [t for t in entry["niet"] if name_of(t) == entry["naam"]] == []


def test_what_is_in_no_class_stays_undecided() -> None:
    assert class_of("de hoge bloeddruk") is None


@pytest.mark.parametrize("name", LISTS)
def test_forms_stay_bounded(name: str) -> None:
    for found in searches(name):
        for text in ("de regio kan niet " * 300, "is een te " * 500, "wij daar niet over " * 300, "a " * 3_000):
            found.pattern.search(text)  # a pattern that explodes would run into the time limit of the whole run
