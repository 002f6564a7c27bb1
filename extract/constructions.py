"""The constructicon: which Dutch words make a causal statement, and where its arguments stand (lexicon/constructies.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from extract.lemmas import stem, verb_keys
from extract.records import Kind, Sign
from extract.tokens import plain
from extract.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal[
    "ww-vz", "ww-vz-terug", "ww", "ww-dat", "ww-om", "ww-doen", "bijzin", "bijzin-gevolg", "hoe", "om-te",
    "voorzetsel", "voorzetsel-te", "voorzetsel-gevolg", "met-gevolg", "verwijzing", "naamwoord", "naamwoord-terug",
    "bijvoeglijk", "bijvoeglijk-terug", "steunwerkwoord", "steunwerkwoord-dat",
]  # fmt: skip


#: How many words from the verb the fixed words of a construction may stand.
REACH = 16
#: What 'eraan', 'daartoe' and 'hiermee' begin with.
FIRST = ("er", "daar", "hier")
#: Forms whose trigger is a verb.
_VERB_FORMS = frozenset({"ww", "ww-dat", "ww-vz", "ww-vz-terug", "ww-om", "ww-doen"})


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the lexicon with the cause and effect that must be found in it."""

    sentence: str
    cause: str
    effect: str


@dataclass(frozen=True, slots=True)
class Construction:
    """One entry: trigger words, form, sign and kind, and how often it is right.

    ``kind`` is None when the sentence decides between oorzakelijk and beoogd. ``prior`` is in (0, 1). ``fixed`` holds
    phrases of which one must stand in the clause ('in gevaar' with 'brengt'); ``opens`` says that the cue counts only at
    the start of a sentence or clause.
    """

    id: str
    form: Form
    words: tuple[str, ...] = ()
    inseparable: tuple[str, ...] = ()
    preps: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    opens: bool = False
    kind: Kind | None = None
    sign: Sign = "+"
    prior: float = 0.5
    examples: tuple[Example, ...] = ()
    negatives: tuple[str, ...] = ()


def _strings(entry: dict[str, object], key: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", entry.get(key, [])))


@lru_cache(maxsize=1)
def load_constructions() -> tuple[Construction, ...]:
    """All constructions in the order of the file."""
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
                fixed=_strings(entry, "vast"),
                opens=bool(entry.get("opent", False)),
                kind=cast("Kind | None", entry.get("soort")),
                sign=cast("Sign", entry.get("teken", "+")),
                prior=float(cast("float", entry["vermoeden"])),
                examples=tuple(Example(e["zin"], e["oorzaak"], e["gevolg"]) for e in examples),
                negatives=_strings(entry, "niet"),
            )
        )
    return tuple(found)


def of_verb(token: Token) -> tuple[Construction, ...]:
    """The constructions a verb can be the cue of; 'voorkomen' is never 'komt ... voor'."""
    return _of_keys((*_far_particle(token), *verb_keys(token)))


@lru_cache(maxsize=65_536)
def _of_keys(keys: tuple[tuple[str, bool], ...]) -> tuple[Construction, ...]:
    found: tuple[Construction, ...] = ()
    for key, split in keys:
        here = tuple(c for c in verbs().get(key, ()) if not split or key not in {stem(w) for w in c.inseparable})
        found += tuple(c for c in here if c not in found and (not found or c.fixed))
    return found


def _far_particle(token: Token) -> list[tuple[str, bool]]:
    """'draagt eraan bij dat': a particle behind 'eraan' that the parse hangs elsewhere."""
    known, i = plain(token.doc), token.i
    for k in range(i + 1, min(i + 4, known.end[i] - 1)):
        if known.pos[k] == "ADV" and known.pos[k + 1] == "ADP" and known.lower[k].startswith(FIRST):
            return [(stem(known.lower[k + 1] + form), True) for form in (known.lower[i], known.lemma[i])]
    return []


def applies(construction: Construction, token: Token) -> set[int] | None:
    """Positions of the fixed words that a construction asks for around its cue; None when they are not there."""
    if not construction.fixed:
        return set()
    known, i = plain(token.doc), token.i
    first = max(known.begin[i], i - REACH)
    spoken = [word.rstrip(".") for word in known.lower[first : min(known.end[i], i + REACH)]]
    for phrase in _as_words(construction.fixed):
        for k, word in enumerate(spoken):
            if word == phrase[0] and tuple(spoken[k : k + len(phrase)]) == phrase:
                return set(range(first + k, first + k + len(phrase)))
    return None


@lru_cache(maxsize=512)
def _as_words(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Phrases as words, longest first."""
    return tuple(sorted((tuple(p.split()) for p in phrases), key=lambda w: (-len(w), w)))


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
