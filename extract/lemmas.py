"""Table lemmatizer: (form, part of speech, inflection) -> lemma from a treebank, and learned suffix rules for other forms.

Lemmas are the forms a dictionary has: compounds keep the linking letters they are written with (gezondheidszorg). A
separable verb whose particle stands elsewhere ("draagt ... bij") keeps the bare verb as its lemma; ``verb_keys`` joins
the two. The tables are made by ``extract.training.lemma_tables``.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Longest suffix a rule looks at, and shortest word that may be the last part of a compound.
MAX_SUFFIX, SHORTEST_HEAD = 6, 4
#: Prefixes that never leave their verb: 'verdrongen' inflects like 'drongen'.
FIXED_PREFIXES = frozenset({"be", "ver", "ont", "her", "over", "onder"})
#: Features that decide the inflection, by part of speech.
INFLECTION = {
    "VERB": ("VerbForm", "Tense", "Number"),
    "AUX": ("VerbForm", "Tense", "Number"),
    "NOUN": ("Number",),
    "ADJ": ("Degree",),
}
#: Parts of speech whose words may stand in for each other when the tagger took one for the other.
OPEN = ("NOUN", "VERB", "ADJ", "ADV")
NAME = "regiograaf_lemmas"

#: (take off at the front, take off at the end, put on at the end)
Script = tuple[int, int, str]


def inflection(pos: str, feats: Mapping[str, str]) -> str:
    """The part of speech with the features that decide the form: 'VERB.Fin.Pres.Sing'."""
    return ".".join([pos, *(feats[f] for f in INFLECTION.get(pos, ()) if f in feats)])


def rule_keys(form: str) -> Iterator[str]:
    """Suffixes of a form, longest first; forms in 'ge' have their own rules, as most are participles."""
    front = 2 if form.startswith("ge") and len(form) > 4 else 0
    for n in range(min(MAX_SUFFIX, len(form) - front), -1, -1):
        yield "+-"[not front] + form[len(form) - n :]


def apply_script(form: str, script: Script) -> str:
    """The lemma an edit script gives for a form."""
    front, cut, add = script
    return form[front : len(form) - cut] + add


class TableLemmatizer:
    """spaCy component that sets ``token.lemma_`` from the tables; requires ``token.pos`` and uses ``token.morph``."""

    def __init__(self) -> None:
        """Start with empty tables; ``from_disk`` fills them."""
        self.fill({"tabel": {}, "regels": {}, "deeltjes": []})

    def fill(self, tables: Mapping[str, object]) -> None:
        """Take over tables made by ``learn_tables``."""
        table, rules, particles = tables["tabel"], tables["regels"], tables["deeltjes"]
        assert isinstance(table, dict) and isinstance(rules, dict) and isinstance(particles, list)  # noqa: S101 - narrows
        self.table: dict[str, str] = dict(table)
        self.rules: dict[str, Script] = {k: (int(v[0]), int(v[1]), str(v[2])) for k, v in rules.items()}
        self.particles = frozenset(str(p) for p in particles)
        self.known = {f"{k.split(' ')[0].split('.')[0]} {v}" for k, v in self.table.items()}
        self._seen: dict[tuple[int, int, int], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token; names keep their form."""
        for token in doc:
            key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]  # missing from spaCy's stub
            if key not in self._seen:
                self._seen[key] = self.lemma(token.text, token.pos_, token.morph.to_dict())
            token.lemma_ = self._seen[key]
        return doc

    def lemma(self, form: str, pos: str, feats: Mapping[str, str] | None = None) -> str:
        """Lemma of one form: from the table, else from a form of its last part, else by rule."""
        lower = form.lower()
        found = self._listed(lower, pos, feats or {})
        if found is not None:
            return found
        if pos == "PROPN":
            return re.sub(r"['’]s$", "", form)
        tag = "VERB" if pos == "AUX" else pos
        by_rule = list(self._by_rule(lower, tag, inflection(tag, feats or {})))
        sure = next((c for c in by_rule if f"{tag} {c}" in self.known), None) if tag in OPEN else None
        return sure or self._by_last_part(lower, tag, inflection(tag, feats or {})) or next(iter(by_rule), lower)

    def _listed(self, form: str, pos: str, feats: Mapping[str, str]) -> str | None:
        """From the table; auxiliaries also as verbs, and a word the tagger took for another sort as what it is."""
        tags = [pos, *(("VERB",) if pos == "AUX" else ()), *(o for o in OPEN if pos in OPEN and o != pos)]
        keys = (f"{key} {form}" for tag in tags for key in (inflection(tag, feats), tag))
        return next((self.table[k] for k in keys if k in self.table), None)

    def _by_rule(self, form: str, pos: str, kind: str) -> Iterator[str]:
        for key in dict.fromkeys((kind, pos)):
            for suffix in rule_keys(form):
                script = self.rules.get(f"{key} {suffix}")
                if script is not None and script[0] + script[1] < len(form):
                    yield apply_script(form, script)

    def _by_last_part(self, form: str, pos: str, kind: str) -> str | None:
        """'speelsteden' by 'steden', 'meegesprongen' by 'gesprongen', 'uitgebloed' by the rules for 'gebloed'."""
        for i in range(2, len(form) - SHORTEST_HEAD + 1):
            first, rest = form[:i], form[i:]
            word = first in self.particles if pos == "VERB" else i >= SHORTEST_HEAD
            if not word and first not in FIXED_PREFIXES:
                continue
            listed = self.table.get(f"{kind} {rest}") or self.table.get(f"{pos} {rest}")
            if listed is None and pos == "VERB" and first in self.particles and rest.startswith("ge"):
                listed = next(self._by_rule(rest, pos, kind), None)
            if listed is not None:
                return first + listed
        return None

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The tables as bytes (for worker processes)."""
        tables = {"tabel": self.table, "regels": self.rules, "deeltjes": sorted(self.particles)}
        return json.dumps(tables, ensure_ascii=False, sort_keys=True).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> TableLemmatizer:
        """Read the tables from bytes."""
        self.fill(json.loads(data))
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the tables as one gzip file without a time stamp."""
        path.mkdir(parents=True, exist_ok=True)
        (path / "tabellen.json.gz").write_bytes(gzip.compress(self.to_bytes(), mtime=0))

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> TableLemmatizer:
        """Read the tables back."""
        return self.from_bytes(gzip.decompress((Path(path) / "tabellen.json.gz").read_bytes()))


@Language.factory(NAME, requires=["token.pos"], assigns=["token.lemma"])
def make_table_lemmatizer(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component; spaCy calls this when a pipeline is loaded."""
    return TableLemmatizer()


@lru_cache(maxsize=65_536)
def stem(form: str) -> str:
    """What the forms of a regular verb share: 'vergroot', 'vergroten' and 'vergrote' -> 'vergrot'.

    Surface forms are surer than predicted lemmas for the verbs of the lexicon.
    """
    plain = unicodedata.normalize("NFKD", form.lower()).encode("ascii", "ignore").decode()
    short = re.sub(r"(?:ende?|en|de|te|d|t|e)$", "", plain)
    short = re.sub(r"(?:d|t)$", "", short) if re.search(r"(?:den|ten)$", plain) and len(short) > 4 else short
    return re.sub(r"([a-z])\1+", r"\1", short.replace("v", "f").replace("z", "s"))


def verb_keys(token: Token) -> list[tuple[str, bool]]:
    """Stems a verb may be known by, and whether its particle stands elsewhere ('draagt ... bij'); without 'ge' of a participle."""
    forms = [token.lower_, token.lemma_.lower()]
    forms += [re.sub(r"^(\w{0,4}?)ge", r"\1", token.lower_, count=1)] if "ge" in token.lower_[:6] else []
    particles = [c.lower_ for c in token.children if c.dep_ in {"compound:prt", "advmod", "obl", "case"} and len(c) <= 6 and c.is_alpha]
    return [(stem(p + f), bool(p)) for p in [*particles, ""] for f in forms]
