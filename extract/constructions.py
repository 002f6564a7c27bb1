"""The constructicon: which Dutch words make a causal statement, and where its arguments stand (lexicon/constructies.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from spacy.tokens import Token

from extract.lemmas import stem, verb_keys
from extract.nlp import lexicon
from extract.records import Kind, Sign

Form = Literal[
    "ww-vz", "ww-vz-terug", "ww", "ww-dat", "bijzin", "bijzin-gevolg",
    "voorzetsel", "verwijzing", "naamwoord", "naamwoord-terug", "steunwerkwoord", "steunwerkwoord-dat",
]  # fmt: skip


#: How many counted claims the expert's guess of a construction is worth.
WEIGHT = 8
#: Forms whose trigger is a verb.
_VERB_FORMS = frozenset({"ww", "ww-dat", "ww-vz", "ww-vz-terug"})


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the lexicon with the cause and effect that must be found in it."""

    sentence: str
    cause: str
    effect: str


@dataclass(frozen=True, slots=True)
class Construction:
    """One entry: trigger words, form, sign and kind, and how often it is right.

    ``kind`` is None when the sentence decides between oorzakelijk and beoogd. ``prior`` is in (0, 1).
    """

    id: str
    form: Form
    words: tuple[str, ...]
    inseparable: tuple[str, ...]
    preps: tuple[str, ...]
    kind: Kind | None
    sign: Sign
    prior: float
    examples: tuple[Example, ...]
    negatives: tuple[str, ...]


def _strings(entry: dict[str, object], key: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", entry.get(key, [])))


def precision(guess: float, right: int, wrong: int) -> float:
    """The share of claims that are right: counted, with the expert's guess worth WEIGHT counts (Beta smoothing)."""
    return (guess * WEIGHT + right) / (WEIGHT + right + wrong)


@lru_cache(maxsize=1)
def load_constructions() -> tuple[Construction, ...]:
    """All constructions in the order of the file."""
    counted = {str(e["id"]): (cast("int", e["goed"]), cast("int", e["fout"])) for e in lexicon("precisie.toml")["regel"]}
    found = []
    for entry in lexicon("constructies.toml")["constructie"]:
        examples = cast("list[dict[str, str]]", entry.get("voorbeelden", []))
        key = str(entry["id"])
        found.append(
            Construction(
                id=key,
                form=cast("Form", entry["vorm"]),
                words=_strings(entry, "woorden"),
                inseparable=_strings(entry, "onscheidbaar"),
                preps=_strings(entry, "voorzetsels"),
                kind=cast("Kind | None", entry.get("soort")),
                sign=cast("Sign", entry.get("teken", "+")),
                prior=precision(float(cast("float", entry["vermoeden"])), *counted.get(key, (0, 0))),
                examples=tuple(Example(e["zin"], e["oorzaak"], e["gevolg"]) for e in examples),
                negatives=_strings(entry, "niet"),
            )
        )
    return tuple(found)


def of_verb(token: Token) -> tuple[Construction, ...]:
    """The constructions a verb can be the cue of; 'voorkomen' is never 'komt ... voor'."""
    for key, split in verb_keys(token):
        found = tuple(c for c in verbs().get(key, ()) if not split or key not in {stem(w) for w in c.inseparable})
        if found:
            return found
    return ()


@lru_cache(maxsize=1)
def verbs() -> dict[str, tuple[Construction, ...]]:
    """Verb constructions by the stem of their verb."""
    return _index(lambda c: c.form in _VERB_FORMS, stem)


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[Construction, ...]]:
    """All other constructions by their word, lower case: a surface form, or the lemma of a noun."""
    return _index(lambda c: c.form not in _VERB_FORMS, str.lower)


def _index(wanted: Callable[[Construction], bool], key: Callable[[str], str]) -> dict[str, tuple[Construction, ...]]:
    index: dict[str, list[Construction]] = defaultdict(list)
    for construction in filter(wanted, load_constructions()):
        for word in construction.words:
            index[key(word)].append(construction)
    return {word: tuple(found) for word, found in index.items()}
