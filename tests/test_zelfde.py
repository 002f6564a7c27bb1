"""When two phrases name the same thing: word families, compounds, lack against plenty, names and words that are everywhere."""

from __future__ import annotations

from typing import cast

import pytest

from extract.kringen import JOIN
from extract.words import lexicon
from extract.zelfde import Wordings, root_of

ALIKE = [
    ("verslagen onvolledig", "het verslag onvolledig was"),
    ("er zelden samen wordt gerepeteerd", "zo weinig samen repeteren"),
    ("extra diensten", "structureel overwerken"),
    ("verlies van spierkracht", "spierverlies"),
    ("jonge bakkers vertrekken", "het vertrek van jonge bakkers"),
    ("wie de buren niet vertrouwt", "wantrouwen tegenover buren"),
    ("er laat wordt opgeschaald", "de late opschaling"),
]
DIFFERENT = [
    ("te weinig bankjes", "te weinig bomen"),
    ("de mensen in Oostdorp", "bussen in Oostdorp"),
    ("elk jaar opnieuw", "een ander jaar"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_same_thing_in_other_words(one: str, other: str) -> None:
    found = Wordings([f"{one}. {other}."]).likeness(one, other)
    assert found.score >= JOIN
    assert found.words


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_things(one: str, other: str) -> None:
    assert Wordings([f"Zie {one}. Zie {other}."]).likeness(one, other).score < JOIN


def test_lack_and_plenty_are_opposed() -> None:
    found = Wordings(["Weinig repetities. Veel repetities."]).likeness("weinig repetities", "veel repetities")
    assert found.opposed
    assert found.score < Wordings([]).likeness("weinig repetities", "te weinig repetities").score


def test_a_word_that_is_everywhere_weighs_little() -> None:
    often = Wordings([f"Over {n} staat de molen leeg." for n in ("maart", "april", "mei", "juni", "juli", "augustus")])
    rare = Wordings(["De molen staat leeg."])
    pair = ("de molen met de rode wieken", "bezoek aan de molen op zondag")
    assert often.likeness(*pair).score < rare.likeness(*pair).score


@pytest.mark.parametrize(("one", "other"), [("geoefend", "oefening"), ("opgeschaald", "opschaling"), ("eenzamer", "eenzaamheid")])
def test_forms_of_one_word_have_one_root(one: str, other: str) -> None:
    assert root_of(one) == root_of(other)


FAMILIES = list(lexicon("families.toml")["familie"])


def test_enough_families() -> None:
    assert len(FAMILIES) >= 110


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: str(family["naam"]))
def test_a_family_joins_its_example_and_keeps_apart_what_it_must(family: dict[str, object]) -> None:
    one, other = cast("list[str]", family["gelijk"])
    assert Wordings([f"{one}. {other}."]).likeness(one, other).words
    if "niet" in family:
        one, other = cast("list[str]", family["niet"])
        assert Wordings([f"{one}. {other}."]).likeness(one, other).score < JOIN
