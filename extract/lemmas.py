"""Table lemmatizer: (form, UPOS) -> lemma from a treebank, and learned suffix rules for forms it never saw.

A separable verb whose particle stands elsewhere ("draagt ... bij") keeps the bare verb as its lemma; ``verb_keys`` joins
the two.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

#: Longest suffix a rule looks at.
MAX_SUFFIX = 6
NAME = "regiograaf_lemmas"

#: (take off at the front, take off at the end, put on at the end)
Script = tuple[int, int, str]


def edit_script(form: str, lemma: str) -> Script | None:
    """How to get from form to lemma by cutting a front ('ge' of participles) and swapping an end; None if neither works."""
    for front in (0, 2):
        if front and not form.startswith("ge"):
            break
        rest = form[front:]
        same = next((i for i, (a, b) in enumerate(zip(rest, lemma, strict=False)) if a != b), min(len(rest), len(lemma)))
        if same >= min(2, len(lemma)):
            return front, len(rest) - same, lemma[same:]
    return None


def apply_script(form: str, script: Script) -> str:
    """The lemma an edit script gives for a form."""
    front, cut, add = script
    return form[front : len(form) - cut] + add


def learn_tables(tokens: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, object]]:
    """Learn the tables from (form, UPOS, lemma) triples.

    Returns:
        {"table": {"UPOS form": lemma}, "rules": {"UPOS suffix": [front, cut, add]}}; a suffix rule is kept only
        when its shorter suffix would decide otherwise.
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for form, pos, lemma in tokens:
        seen[f"{pos} {form.lower()}"][lemma if pos == "PROPN" else lemma.lower()] += 1
    table = {key: max(sorted(c), key=lambda x: c[x]) for key, c in seen.items()}
    votes: dict[str, Counter[Script]] = defaultdict(Counter)
    for key, lemma in table.items():
        pos, form = key.split(" ", 1)
        script = edit_script(form, lemma)
        if script is not None and pos != "PROPN":
            for n in range(min(MAX_SUFFIX, len(form)) + 1):
                votes[f"{pos} {form[len(form) - n :]}"][script] += 1
    best = {key: max(sorted(c), key=lambda s: c[s]) for key, c in votes.items() if sum(c.values()) > 1}
    rules: dict[str, list[object]] = {}
    for key in sorted(best, key=len):
        pos, suffix = key.split(" ", 1)
        if not suffix or _decide(rules, pos, suffix[1:]) != list(best[key]):
            rules[key] = list(best[key])
    kept = {k: v for k, v in table.items() if _from_rules(rules, *k.split(" ", 1)) != v}
    return {"table": dict(sorted(kept.items())), "rules": dict(sorted(rules.items()))}


def _decide(rules: dict[str, list[object]], pos: str, form: str) -> list[object] | None:
    for n in range(min(MAX_SUFFIX, len(form)), -1, -1):
        rule = rules.get(f"{pos} {form[len(form) - n :]}")
        if rule is not None:
            return rule
    return None


def _from_rules(rules: dict[str, list[object]], pos: str, form: str) -> str:
    rule = _decide(rules, pos, form)
    if rule is None or pos == "PROPN":
        return form
    front, cut, add = rule
    return apply_script(form, (int(str(front)), int(str(cut)), str(add))) or form


class TableLemmatizer:
    """spaCy component that sets ``token.lemma_`` from the tables; requires ``token.pos``."""

    def __init__(self) -> None:
        """Start with empty tables; ``from_disk`` fills them."""
        self.table: dict[str, str] = {}
        self.rules: dict[str, list[object]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token; names keep their form."""
        for token in doc:
            token.lemma_ = self.lemma(token.text, token.pos_)
        return doc

    def lemma(self, form: str, pos: str) -> str:
        """Lemma of one form; auxiliaries the table misses are looked up as verbs."""
        lower = form.lower()
        for tag in (pos, "VERB") if pos == "AUX" else (pos,):
            found = self.table.get(f"{tag} {lower}")
            if found is not None:
                return found
        return form if pos == "PROPN" else _from_rules(self.rules, "VERB" if pos == "AUX" else pos, lower)

    def fill(self, tables: dict[str, dict[str, object]]) -> None:
        """Take over tables made by ``learn_tables``."""
        self.table = {k: str(v) for k, v in tables["table"].items()}
        self.rules = {k: list(v) for k, v in tables["rules"].items() if isinstance(v, list)}

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the tables as one gzip file without a time stamp."""
        path.mkdir(parents=True, exist_ok=True)
        data = json.dumps({"table": self.table, "rules": self.rules}, ensure_ascii=False, sort_keys=True).encode()
        (path / "tabellen.json.gz").write_bytes(gzip.compress(data, mtime=0))

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> TableLemmatizer:
        """Read the tables back."""
        self.fill(json.loads(gzip.decompress((Path(path) / "tabellen.json.gz").read_bytes())))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The tables as bytes (for worker processes)."""
        return json.dumps({"table": self.table, "rules": self.rules}).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> TableLemmatizer:
        """Read the tables from bytes."""
        self.fill(json.loads(data))
        return self


@Language.factory(NAME, requires=["token.pos"], assigns=["token.lemma"])
def make_table_lemmatizer(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component; spaCy calls this when a pipeline is loaded."""
    return TableLemmatizer()


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
