"""Sentences of nonsense nouns for every construction, with exactly known claims: the grammar is read, not the words.

Every entry of the constructicon is put into the templates of its form (cases/generator/sjablonen.toml), once with one and
once with two causes and effects, and where the template has a place for it denied. What does not work is listed by cell
in cases/generator/kan_niet.toml: a listed cell that starts to work fails the test too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extract.candidates import Context, Side
from extract.causal import find_causal
from extract.constructions import Construction, load_constructions
from extract.nlp import parse
from extract.qualify import Chances, qualify
from extract.records import Argument

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model
FOLDER = Path(__file__).parent / "cases" / "generator"
CAUSES, EFFECTS = ("brakelslag", "flirpvorming"), ("gronkvraag", "snorpzorg")
Found = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Cell:
    """One generated sentence and the (cause, effect, sign, denied) that must come out of it, and nothing else."""

    key: str
    sentence: str
    expected: frozenset[Found]


def read(name: str, table: str) -> list[dict[str, str]]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))[table]  # type: ignore[no-any-return]


def phrase(nouns: tuple[str, ...]) -> str:
    return " en ".join(f"de {n}" for n in nouns)


def expected(template: dict[str, str], construction: Construction, two: bool, denied: bool) -> frozenset[Found]:
    whole = bool(template.get("heel"))
    sides = []
    for name, letter, nouns in (("oorzaak", "c", CAUSES), ("gevolg", "e", EFFECTS)):
        shape, many = template.get(name, "{" + letter + "}"), nouns[: 1 + two]
        joined = [" en de ".join(many)] if (whole or " " in shape) and name in template else list(many)
        sides.append([shape.format(**{letter: n}) for n in joined])
    return frozenset((c, e, construction.sign, denied) for c, e in product(*sides))


def cells(construction: Construction) -> Iterator[Cell]:
    for number, template in enumerate(t for t in read("sjablonen.toml", "sjabloon") if t["vorm"] == construction.form):
        if construction.opens and not template.get("opent"):
            continue
        preps = construction.preps if "{vz}" in template["zin"] else ("",)
        for word, prep, two, denied in product(construction.words, preps, (False, True), (False, True)):
            if (denied and "{niet}" not in template["zin"]) or prep == "om":
                continue
            text = template["zin"].format(
                c=phrase(CAUSES[: 1 + two]),
                e=phrase(EFFECTS[: 1 + two]),
                w=word,
                W=word[0].upper() + word[1:],
                vz=prep,
                vast=construction.fixed[0] + (" " if "{vast}{" in template["zin"] else "") if construction.fixed else "",
                niet="niet " if denied else "",
            )
            key = " ".join(x for x in (str(number), word, prep, "twee" if two else "een", "niet" if denied else "") if x)
            yield Cell(key, text[0].upper() + text[1:], expected(template, construction, two, denied))


@lru_cache(maxsize=1)
def known() -> dict[str, frozenset[str]]:
    return {e["id"]: frozenset(e["cellen"]) for e in read("kan_niet.toml", "reeks")}


def words(doc: Doc, side: Side) -> str:
    return " … ".join(doc.text[a:b] for a, b in side.pieces)


def claims(doc: Doc) -> frozenset[Found]:
    found = set()
    for raw in find_causal(doc, Context()):
        cause, effect = words(doc, raw.cause), words(doc, raw.effect)
        judged = qualify(raw, doc, "", Argument(cause, (), None), Argument(effect, (), None), Chances(0.5))
        found.add((cause.lower(), effect.lower(), raw.construction.sign, judged.negated))
    return frozenset(found)


@pytest.mark.parametrize("construction", load_constructions(), ids=lambda c: c.id)
def test_every_cell(nlp: Language, construction: Construction) -> None:
    made = list(cells(construction))
    docs = parse(nlp, [c.sentence for c in made])
    failed = {cell.key for cell, doc in zip(made, docs, strict=True) if claims(doc) != cell.expected}
    assert made
    assert failed == known().get(construction.id, frozenset())


def test_enough_cells() -> None:
    total = sum(len(list(cells(c))) for c in load_constructions())
    listed = sum(len(keys) for keys in known().values())
    assert total >= 3_000
    assert listed / total <= 0.5
    assert set(known()) <= {c.id for c in load_constructions()}
