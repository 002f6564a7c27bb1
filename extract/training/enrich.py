"""Training sentences of the second phase: treebank sentences with words, quotes and layout of policy documents.

The words and own sentences are data (domeinwoorden.toml). Every change keeps the tree and the features: a noun gives way
to a noun of the same gender and number, a verb to a verb of the same form and the same kind of object.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from extract.training.corpus import Sentence, Token, augment, read_conllu, to_doc
from extract.training.lemma_tables import most

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

WORDS = Path(__file__).parent / "domeinwoorden.toml"
#: Share of the treebank sentences that is repeated in each changed shape.
SHARES = {
    "woorden": 0.7,
    "aanhaling": 0.12,
    "afkorting": 0.05,
    "titel": 0.08,
    "teken": 0.05,
    "nummer": 0.05,
    "no_stop": 0.12,
    "lower": 0.03,
}
#: How often each own sentence is repeated with other words.
OWN_REPEATS = 60
#: Chance that a noun or verb of a sentence is replaced, and that a noun gets a first part instead.
NOUN_CHANCE, VERB_CHANCE, COMPOUND_CHANCE = 0.4, 0.5, 0.3
#: Chance that the next sentence joins the same training text, and the most sentences of one text.
JOIN, LONGEST = 0.75, 8
VERB_FORMS = ("VerbForm=Inf", "Number=Sing|Tense=Pres", "Number=Sing|Tense=Past", "Number=Plur|Tense=Past", "VerbForm=Part")
ENDS = frozenset(".?!…\"”’'»") | {"''", "..."}


@dataclass
class Words:
    """The domain words by the features they may take the place of."""

    nouns: dict[str, list[str]] = field(default_factory=dict)
    verbs: dict[tuple[bool, str], list[str]] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    quotes: list[list[str]] = field(default_factory=list)
    bullets: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def read_words(path: Path = WORDS) -> Words:
    """Read the word lists."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    nouns: dict[str, list[str]] = {"Number=Plur": []}
    for name, gender in (("zijdig", "Com"), ("onzijdig", "Neut")):
        pairs = [entry.split() for entry in data[name]]
        nouns[f"Gender={gender}|Number=Sing"] = [one for one, _ in pairs if one != "-"]
        nouns["Number=Plur"] += [many for _, many in pairs if many != "-"]
    verbs: dict[tuple[bool, str], list[str]] = {}
    for name, transitive in (("overgankelijk", True), ("onovergankelijk", False)):
        for entry in data[name]:
            for form, feats in zip(entry.split(), VERB_FORMS, strict=True):
                verbs.setdefault((transitive, feats), []).append(form)
        verbs[transitive, "Number=Plur|Tense=Pres"] = verbs[transitive, "VerbForm=Inf"]
    quotes = [q.split() for q in data["aanhalingstekens"]]
    return Words(
        nouns, verbs, data["eerste_deel"], quotes, data["tekens"], data["nummers"], data["afkortingen"], data["titels"], data["zinnen"]
    )


def substitute(sentence: Sentence, words: Words, rng: random.Random) -> Sentence:
    """The sentence with domain nouns and verbs in place of some of its own, tree and features unchanged."""
    return tuple(_noun(t, words, rng) if t.upos == "NOUN" else _verb(t, i, sentence, words, rng) for i, t in enumerate(sentence))


def _noun(token: Token, words: Words, rng: random.Random) -> Token:
    chance = rng.random()
    if chance > NOUN_CHANCE or not token.form.isalpha():
        return token
    choice = words.nouns.get(token.feats)
    if not choice or chance < NOUN_CHANCE * COMPOUND_CHANCE:
        return replace(token, form=_cased(token.form, rng.choice(words.parts) + token.form.lower())) if len(token.form) > 3 else token
    return replace(token, form=_cased(token.form, rng.choice(choice)))


def _verb(token: Token, i: int, sentence: Sentence, words: Words, rng: random.Random) -> Token:
    feats = token.feats.replace("Mood=Ind|", "").replace("|VerbForm=Fin", "")
    children = {t.dep for j, t in enumerate(sentence) if t.head == i and j != i}
    bound = children & {"compound:prt", "expl", "expl:pv", "ccomp", "xcomp", "iobj", "csubj", "cop", "fixed"}
    plain = token.upos == "VERB" and token.dep not in {"amod", "xcomp", "fixed"} and not bound
    no_t = feats == "Number=Sing|Tense=Pres" and not token.form.endswith("t")
    inflected = feats == "VerbForm=Part" and token.form.endswith(("e", "end", "de", "den"))
    choice = words.verbs.get((bool(children & {"obj", "nsubj:pass"}), feats))
    if not plain or no_t or inflected or not choice or rng.random() > VERB_CHANCE:
        return token
    return replace(token, form=_cased(token.form, rng.choice(choice)))


def _cased(like: str, form: str) -> str:
    return form[0].upper() + form[1:] if like[:1].isupper() else form


def insert(sentence: Sentence, at: int, token: Token) -> Sentence:
    """The sentence with one token more; ``token.head`` counts in the new sentence."""
    moved = [replace(t, head=t.head + (t.head >= at)) for t in sentence]
    return (*moved[:at], token, *moved[at:])


def _root(sentence: Sentence) -> int:
    return next(i for i, t in enumerate(sentence) if t.dep == "ROOT")


def opening(sentence: Sentence, mark: str, space: bool) -> Sentence:
    """With a mark (quote, bullet) in front."""
    return insert(sentence, 0, Token(mark, mark, "PUNCT", "", _root(sentence) + 1, "punct", space))


def numbered(sentence: Sentence, number: str) -> Sentence:
    """With the number of a heading or list item in front: '2.4', or '1' and '.'."""
    for part in reversed(number.split()):
        numeral = part[0].isalnum()
        kind = ("NUM", "nummod") if numeral and part[0].isdigit() else ("X", "dep") if numeral else ("PUNCT", "punct")
        glued = numeral and len(number.split()) > 1
        sentence = insert(sentence, 0, Token(part, part, kind[0], "", _root(sentence) + 1, kind[1], not glued))
    return sentence


def titled(sentence: Sentence, words: Words, rng: random.Random) -> Sentence:
    """With a title ('mw.') before a name: the title takes the place of the name in the tree, as the treebank has it."""
    places = [i for i, t in enumerate(sentence) if t.upos == "PROPN" and t.dep != "flat" and (i == 0 or sentence[i - 1].upos != "PROPN")]
    if not places:
        return sentence
    at, form = rng.choice(places), rng.choice(words.titles)
    name = sentence[at]
    longer = list(insert(sentence, at, replace(name, form=_cased(name.form, form) if at == 0 else form, space=True)))
    head = at if name.dep == "ROOT" else name.head + (name.head >= at)
    longer = [replace(t, head=at) if t.head == at + 1 else t for t in longer]
    longer[at] = replace(longer[at], head=head)
    longer[at + 1] = replace(longer[at + 1], head=at, dep="flat")
    return tuple(longer)


def closing(sentence: Sentence, mark: str) -> Sentence:
    """With a closing quote behind the last token."""
    return insert(sentence, len(sentence), Token(mark, mark, "PUNCT", "", _root(sentence), "punct", True))


def quoted(group: list[Sentence], words: Words, rng: random.Random) -> list[Sentence]:
    """Direct speech over all sentences of the group, in one of the usual pairs of quotes."""
    left, right = rng.choice(words.quotes)
    first = opening(group[0], left, space=rng.random() < 0.4)
    out = [first, *group[1:]]
    glued = rng.random() < 0.6
    last = out[-1]
    out[-1] = closing((*last[:-1], replace(last[-1], space=not glued)), right)
    return out


def abbreviated(sentence: Sentence, words: Words, rng: random.Random) -> Sentence:
    """With an abbreviation ('m.n.') before a noun or name that opens its phrase."""
    heads = {t.head for i, t in enumerate(sentence) if i < t.head}
    places = [i for i, t in enumerate(sentence) if i and t.upos in {"NOUN", "PROPN"} and i not in heads]
    if not places:
        return sentence
    at, form = rng.choice(places), rng.choice(words.abbreviations)
    return insert(sentence, at, Token(form, form, "ADV", "", at + 1, "advmod", True))


def own_sentences(words: Words, known: Iterable[Sentence]) -> list[Sentence]:
    """The hand-made sentences with the features their words mostly have in the treebank."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for sentence in known:
        for t in sentence:
            counts.setdefault((t.form.lower(), t.upos), Counter())[t.feats] += 1
    listed = {form: feats for feats, forms in words.nouns.items() for form in forms}
    out = []
    for line in words.sentences:
        tokens = []
        parts = [part.rsplit("/", 3) for part in line.split()]
        for i, (form, upos, head, dep) in enumerate(parts):
            space = i + 1 == len(parts) or parts[i + 1][1] != "PUNCT"
            found = counts.get((form.lower(), upos))
            feats = listed.get(form.lower()) if upos == "NOUN" else None
            feats = feats or (most(found) if found else "")
            tokens.append(Token(form, form, upos, feats, i if head == "0" else int(head) - 1, dep, space))
        out.append(tuple(tokens))
    return out


def texts(sentences: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """Consecutive sentences as texts; a sentence without a closing mark ends its text, as headings do.

    Treebank titles run on into the next sentence teach the model that any capital may start a sentence.
    """
    out, current = [], list(sentences[:1])
    for before, after in pairwise(sentences):
        if before[-1].form not in ENDS or rng.random() > JOIN or len(current) == LONGEST:
            out.append(current)
            current = []
        current.append(after)
    return [*out, current]


def enriched_docs(vocab: Vocab, paths: list[Path], seed: int) -> list[Doc]:
    """All training texts of the second phase; fixed by ``seed``."""
    rng = random.Random(seed)  # noqa: S311 - reproducible shuffling, not cryptography
    words = read_words()
    sentences = [s for p in paths for s in read_conllu(p)]
    changes: dict[str, Callable[[Sentence], Sentence]] = {
        "woorden": lambda s: substitute(s, words, rng),
        "afkorting": lambda s: abbreviated(s, words, rng),
        "titel": lambda s: titled(s, words, rng),
        "nummer": lambda s: numbered(augment(substitute(s, words, rng), "no_stop"), rng.choice(words.numbers)),
        "teken": lambda s: opening(substitute(s, words, rng), rng.choice(words.bullets), space=True),
        "no_stop": lambda s: augment(substitute(s, words, rng), "no_stop"),
        "lower": lambda s: augment(s, "lower"),
    }
    found = texts(sentences, rng)
    for name, change in changes.items():
        loose = name in {"teken", "no_stop", "nummer"}
        chosen = [group for group in texts(sentences, rng) if rng.random() < SHARES[name]]
        found += [[change(s)] for group in chosen for s in group] if loose else [[change(s) for s in group] for group in chosen]
    closed = [group for group in texts(sentences, rng) if group[-1][-1].form in ".?!"]
    for group in closed:
        if rng.random() < SHARES["aanhaling"]:
            size = rng.choice((1, 1, 2, 3))
            at = rng.randrange(len(group))
            found.append([*group[:at], *quoted(group[at : at + size], words, rng), *group[at + size :]])
    own = [substitute(s, words, rng) for s in own_sentences(words, sentences) for _ in range(OWN_REPEATS)]
    rng.shuffle(own)
    docs = [to_doc(vocab, group) for group in [*found, *texts(own, rng)]]
    rng.shuffle(docs)
    return docs
