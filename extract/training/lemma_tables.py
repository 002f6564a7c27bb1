"""Learn the tables of the lemmatizer from a treebank, and bring treebank lemmas to the form a dictionary has.

Alpino lemmas mark the parts of compounds and separable verbs (gezondheid_zorg, mee_nemen) and leave out linking letters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from extract.lemmas import Script, inflection, rule_keys

#: A suffix rule needs this many words, and this share of them, to agree.
FEWEST, SHARE = 2, 0.5
#: Longest end a rule may take off; a longer difference is another word, not an ending.
LONGEST_END = 5
#: Weight of the bare verb seen inside a separable one: counts only where the form itself was never seen.
HALF_SEEN = 0.01


def feature_dict(feats: str) -> dict[str, str]:
    """CoNLL-U features as a mapping."""
    return dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)


def dictionary_lemma(form: str, lemma: str, upos: str) -> str:
    """The treebank lemma as a dictionary has it.

    Compounds as they are written, the last part uninflected ('gezondheid_zorg' for 'gezondheidszorg' becomes
    gezondheidszorg); a verb whose particle stands elsewhere without the particle ('hangt ... af': hangen).
    """
    first, _, rest = lemma.partition("_")
    if not rest:
        return lemma.replace("_", "") or form
    if upos in {"VERB", "AUX"}:
        return (lemma if form.lower().startswith(first.lower()) else rest).replace("_", "")
    start, last = _last_part(form, lemma)
    return form[:start] + last if start else lemma.replace("_", "")


def _last_part(form: str, lemma: str) -> tuple[int, str]:
    """Where the last part of a compound begins in the form (0 when not found), and its lemma."""
    *front, last = lemma.split("_")
    expected, lower = len("".join(front)), form.lower()
    shared = [
        (_common(lower[i:], last.lower()), -abs(i - expected), i) for i in range(max(1, expected - 4), min(len(form) - 1, expected + 5) + 1)
    ]
    length, _, start = max(shared, default=(0, 0, 0))
    return (start, last) if length >= min(2, len(last)) else (0, last)


def _common(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def edit_script(form: str, lemma: str) -> Script | None:
    """How to get from form to lemma by cutting a front ('ge' of participles) and swapping an end; None if neither works."""
    for front in (0, 2):
        if front and not form.startswith("ge"):
            break
        rest = form[front:]
        same = _common(rest, lemma)
        if same >= min(2, len(lemma)) and len(rest) - same <= LONGEST_END:
            return front, len(rest) - same, lemma[same:]
    return None


def learn_tables(tokens: Iterable[tuple[str, str, str, str]]) -> dict[str, object]:
    """Learn the tables from (form, UPOS, features, treebank lemma).

    Returns:
        {"tabel": {"UPOS form" or "UPOS.inflection form": lemma}, "regels": {"UPOS[.inflection] suffix": [front, cut, add]},
        "deeltjes": verb particles}; a lemma by inflection is kept only where it differs from the one by part of speech.
    """
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    particles = Counter[str]()
    for form, pos, feats, gold in tokens:
        lower, kind = form.lower(), inflection(pos, feature_dict(feats))
        lemma = dictionary_lemma(form, gold, pos)
        _count(seen, kind, lower, lemma if pos == "PROPN" else lemma.lower(), 1)
        first, _, rest = gold.lower().partition("_")
        if pos == "VERB" and rest:
            particles[first] += 1
            if lower.startswith(first):
                _count(seen, kind, lower[len(first) :], rest.replace("_", ""), HALF_SEEN)
    best = {key: most(c) for key, c in seen.items()}
    table = {f"{kind} {form}": v for (kind, form), v in best.items() if "." not in kind or best[kind.split(".")[0], form] != v}
    kept = {k: list(script) for k, script in sorted(_rules(best).items())}
    return {"tabel": dict(sorted(table.items())), "regels": kept, "deeltjes": sorted(p for p, n in particles.items() if n > 1)}


def _count(seen: dict[tuple[str, str], Counter[str]], kind: str, form: str, lemma: str, weight: float) -> None:
    for key in {kind, kind.split(".")[0]}:
        seen[key, form][lemma] += weight  # type: ignore[assignment]  # Counter is typed for whole numbers only


def most(counts: Mapping[str, float]) -> str:
    """The key with the highest count, the first by alphabet among equals."""
    return max(sorted(counts), key=lambda x: counts[x])


def _rules(best: Mapping[tuple[str, str], str]) -> dict[str, Script]:
    votes: dict[str, Counter[Script]] = defaultdict(Counter)
    for (kind, form), lemma in best.items():
        script = edit_script(form, lemma) if not kind.startswith("PROPN") else None
        if script is not None:
            for suffix in rule_keys(form):
                votes[f"{kind} {suffix}"][script] += 1
    top = {key: max(sorted(c), key=lambda s: c[s]) for key, c in votes.items()}
    return {key: script for key, script in top.items() if _agreed(votes[key], script)}


def _agreed(votes: Counter[Script], script: Script) -> bool:
    return votes.total() >= FEWEST and votes[script] >= SHARE * votes.total()
