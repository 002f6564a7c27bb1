"""Do two phrases of one document name the same thing? Words by their family, compounds taken apart, common words light.

'De overdracht onvolledig was' and 'onvolledige overdrachten' do; 'weinig begeleiders' and 'veel begeleiders' name one thing with
another sign. The answer says which words it rests on, so that a reader can judge it (lexicon/zelfde.toml).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from extract.compounds import stem
from extract.words import lexicon, word_set

#: Shortest root that counts inside a compound ('spierverlies' holds 'verlies').
PART = 4
#: What a shared part of a compound is worth beside a shared word.
PARTLY = 0.7
#: Letters that two compounds with one first part share at least, and what that is worth ('spierkracht', 'spierverlies').
SAME_START, PREFIXED = 5, 0.6
#: Shared weight that is ample; of a likeness that rests on less, or that leaves much of the longer phrase, so much is lost at most.
AMPLE, SPARSE = 1.2, 0.35
#: What a name of a place or organisation weighs, and a word that is general in this field: pure places and groups join nothing.
NAME, GENERAL = 0.15, 0.5
#: What is left of a likeness when one phrase speaks of lack and the other of plenty.
OPPOSED = 0.6
#: Least weight the shared words must have together: one word that is everywhere joins nothing.
LEAST = 0.25
#: Weight that is lost by every other phrase of the document with the word, and what is always left of it.
WEAR, WORN = 0.2, 0.4

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
#: A word with a capital inside a sentence: at its start every word has one.
_NAME = re.compile(r"(?<=[a-zë,] )[A-Z][\w-]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s|\n\s*\n")
_ENDINGS = ("heden", "heid", "ingen", "ing", "ers", "er", "ende", "end", "tie", "lijk", "ste", "en", "te", "de", "t", "d", "e", "s")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two phrases are, in [0, 1], and on which words that rests, as (word of one, word of the other).

    ``whole`` is the part of the longer phrase that the other says too.
    """

    score: float
    words: tuple[tuple[str, str], ...] = ()
    opposed: bool = False
    whole: float = 0.0

    @property
    def same(self) -> float:
        """How much both say nothing but the same, in [0, 1]."""
        return min(self.score, self.whole)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as roots with the words they come from; ``level`` is -1 for lack, 1 for plenty, 0 when it does not say."""

    roots: dict[str, str]
    level: Literal[-1, 0, 1]


class Wordings:
    """The words of one document, so that a word that stands in many of its sentences weighs little."""

    def __init__(self, pages: Iterable[str]) -> None:
        """Count in how many sentences of the pages every root stands."""
        texts = tuple(pages)
        said = [set(phrase_of(sentence).roots) for page in texts for sentence in _SENTENCE.split(page)]
        self._count = Counter(root for roots in said for root in roots)
        self.sentences = len(said)
        names = {name for page in texts for name in _NAME.findall(page) if not name.isupper()}
        self._names = {root_of(name) for name in names} - {root_of(w) for page in texts for w in _WORD.findall(page) if w[0].islower()}
        self._known: dict[tuple[str, str], Likeness] = {}

    def weight(self, root: str) -> float:
        """What a root weighs, in (0, 1]."""
        common = NAME if root in self._names and self._count[root] > 1 else GENERAL if root in _general() or root in _light() else 1.0
        return common * max(WORN, 1 / (1 + WEAR * max(0, self._count[root] - 2)))

    def likeness(self, one: str, other: str) -> Likeness:
        """How alike two phrases are."""
        key = (one, other) if one <= other else (other, one)
        if key not in self._known:
            self._known[key] = self._compare(phrase_of(key[0]), phrase_of(key[1]))
        return self._known[key]

    def _size(self, phrase: Phrase) -> float:
        """What the words of a phrase weigh together; a word of two families counts once."""
        heaviest: dict[str, float] = {}
        for root, word in phrase.roots.items():
            heaviest[word] = max(heaviest.get(word, 0.0), self.weight(root))
        return sum(heaviest.values())

    def _compare(self, one: Phrase, other: Phrase) -> Likeness:
        met = [(match, r, o) for r in one.roots for o in other.roots if (match := _match(r, o))]
        if not met:
            return Likeness(0.0)
        shared: list[tuple[float, str, str]] = []
        pairs = [(match * min(self.weight(r), self.weight(o)), one.roots[r], other.roots[o]) for match, r, o in met]
        for weight, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
            if all(a != c and b != d for _, c, d in shared):
                shared.append((weight, a, b))
        total = sum(weight for weight, _, _ in shared)
        if total < LEAST:
            return Likeness(0.0)
        sizes = sorted(self._size(phrase) for phrase in (one, other))
        part = min(1.0, total / sizes[0]) * (1 - SPARSE + SPARSE * min(1.0, total / sizes[1]))
        score = (part + min(1.0, total / AMPLE)) / 2
        opposed = one.level * other.level == -1
        words = tuple((a, b) for _, a, b in sorted(shared, reverse=True))
        whole = round(min(1.0, total / sizes[1]), 3)
        return Likeness(round(score * (OPPOSED if opposed else 1.0), 3), words, opposed, whole)


@lru_cache(maxsize=50_000)
def phrase_of(text: str) -> Phrase:
    """The roots of a phrase and whether it speaks of lack or plenty."""
    lower = text.lower()
    forms = _WORD.findall(lower)
    families = _in_families(lower)
    roots: dict[str, str] = {}
    taken = {form for _, words in families for form in words.split() if " " in words or form in _families()}
    for name, words in families:
        roots.setdefault(name, words)
    for form in forms:
        if form not in taken and form not in _empty() and len(form) > 2:
            roots.setdefault(root_of(form), form)
    level = (any(f in _few() for f in forms) and -1) or (any(f in _much() for f in forms) and 1) or 0
    return Phrase(roots, cast("Literal[-1, 0, 1]", level))


def _in_families(text: str) -> list[tuple[str, str]]:
    """The families a phrase has a form of, each with that form."""
    found: dict[str, str] = {}
    forms = _WORD.findall(text)
    present = set(forms)
    for form in forms:
        for name in _families_of(form):
            found.setdefault(name, form)
    for words, form, names in _phrases():
        if words <= present:
            for name in names:
                found[name] = form
    return list(found.items())


@lru_cache(maxsize=50_000)
def root_of(form: str) -> str:
    """A form without its endings, so that verb, noun and adjective of one word meet: 'geoefend', 'oefening' -> 'oefen'."""
    word = form.lower().strip("'’-")
    word = word[2:] if word.startswith("on") and len(word) > 6 else word
    word = _participle().sub(r"\1\2", word)
    cut = True
    while cut:
        ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= PART), None)
        cut = ending is not None
        word = word[: -len(ending)] if ending else word
    word = re.sub(r"(.)\1", r"\1", stem(word) if len(word) > PART else word)
    word = word[:-1] + {"v": "f", "z": "s"}.get(word[-1], word[-1])
    return next((word[: -len(a)] + b for a, b in _strong() if word.endswith(a) and len(word) - len(a) <= 3), word)


def traces(text: str) -> frozenset[str]:
    """What two phrases must have one of in common to be alike at all: the begin or end of a root."""
    return frozenset(trace for root in phrase_of(text).roots for trace in (root[:PART] + "-", "-" + root[-PART:]))


@lru_cache(maxsize=200_000)
def _match(one: str, other: str) -> float:
    """1 for one root, less for a part of a compound, 0 for different roots."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= PART and (long.endswith(short) or long.startswith(short)):
        return PARTLY
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return PREFIXED if same >= SAME_START else 0.0


@cache
def _participle() -> re.Pattern[str]:
    """'geoefend' and 'opgeschaald': ge- at the front or behind a particle, with the ending of a participle."""
    particles = "|".join(sorted((w for w in _list("deeltje")), key=lambda w: (-len(w), w)))
    return re.compile(rf"^({particles}|)ge(\w{{3,}}(?:d|t|de|te|en))$")


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Form -> the families it belongs to."""
    table: dict[str, tuple[str, ...]] = {}
    for entry in (*lexicon("zelfde.toml")["familie"], *lexicon("families.toml")["familie"]):
        for form in cast("list[str]", entry["woorden"]):
            table[form] = tuple(dict.fromkeys((*table.get(form, ()), str(entry["naam"]))))
    return table


@lru_cache(maxsize=50_000)
def _families_of(form: str) -> tuple[str, ...]:
    """The families of a form: its own, else those of its root, else those of the word that a compound begins or ends with."""
    known = _families().get(form)
    if known is not None or form in _empty() or len(form) <= PART:
        return known or ()
    root, roots = root_of(form), _family_roots()
    if root in roots:
        return roots[root]
    ends = [root[:n] for n in range(len(root) - 3, PART, -1)] + [root[n:] for n in range(PART, len(root) - PART)]
    return next((roots[end] for end in ends if end in roots), ())


@cache
def _family_roots() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for form, names in _families().items():
        if " " not in form and len(root_of(form)) > PART:
            table.setdefault(root_of(form), names)
    return table


@cache
def _light() -> frozenset[str]:
    """Families that name who or where rather than what is the matter."""
    return frozenset(str(entry["naam"]) for entry in lexicon("families.toml")["familie"] if entry.get("licht"))


@cache
def _phrases() -> tuple[tuple[frozenset[str], str, tuple[str, ...]], ...]:
    """Forms of several words as word sets: in the sentence they may stand apart."""
    return tuple((frozenset(form.split()), form, names) for form, names in _families().items() if " " in form)


@cache
def _strong() -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for e in lexicon("zelfde.toml")["sterk"] for a, b in cast("list[list[str]]", e["paren"]))


@cache
def _empty() -> frozenset[str]:
    return _list("leeg") | _few() | _much() | word_set("functiewoord") | word_set("verandering") | word_set("lidwoord")


@cache
def _few() -> frozenset[str]:
    return _list("weinig")


@cache
def _much() -> frozenset[str]:
    return _list("veel")


@cache
def _general() -> frozenset[str]:
    """Roots that say little in this field."""
    return frozenset(root_of(w) for e in lexicon("gelijk.toml")["algemeen"] for w in cast("list[str]", e["woorden"]))


def _list(name: str) -> frozenset[str]:
    return frozenset(w for e in lexicon("zelfde.toml")[name] for w in cast("list[str]", e["woorden"]))
