"""Count per construction how many of its claims a reader would sign, and write lexicon/precisie.toml.

    python -m extract.training.precisie PASSAGES.jsonl GOLD.jsonl [PASSAGES GOLD ...]

A claim is right when cause and effect each share at least half of their content words with one annotated relation of
the passage, in the same direction; each annotated relation counts once.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from extract.nlp import load_nlp
from extract.passages import extract_passage, read_passages
from extract.words import word_set

HEADER = """# Per constructie: welk deel van de gevonden beweringen klopt, geteld op beoordeelde bladzijden:
# 'goed' en 'fout' zijn aantallen; het vermoeden uit constructies.toml telt mee als acht waarnemingen.
# Gemaakt met: python -m extract.training.precisie
"""
#: Share of content words two phrases must have in common (F1 of the bags of words).
ENOUGH = 0.5


def overlap(a: str, b: str) -> float:
    """F1 of the content words of two phrases."""
    x, y = _bag(a), _bag(b)
    shared = sum((x & y).values())
    return 2 * shared / (sum(x.values()) + sum(y.values())) if shared else 0.0


def _bag(text: str) -> Counter[str]:
    words = re.findall(r"\w+", text.lower())
    return Counter([w for w in words if w not in word_set("functiewoord")] or words)


def right_and_wrong(gold: Iterable[Mapping[str, str]], found: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, bool]]:
    """(rule, right) for every claim found, each annotated relation used once, best first."""
    free = list(gold)
    for claim in found:
        scored = [(min(overlap(claim["cause"], g["cause"]), overlap(claim["effect"], g["effect"])), i) for i, g in enumerate(free)]
        best = max(scored, default=(0.0, -1))
        yield claim["rule"], best[0] >= ENOUGH
        if best[0] >= ENOUGH:
            free.pop(best[1])


def count(pairs: Iterable[tuple[Path, Path]]) -> dict[str, tuple[int, int]]:
    """(right, wrong) per construction over passages with their annotation."""
    nlp, tally = load_nlp(), Counter[tuple[str, bool]]()
    for passages, annotated in pairs:
        gold = {row["id"]: row["relations"] for row in map(json.loads, annotated.read_text(encoding="utf-8").splitlines())}
        for passage in read_passages(passages):
            if not isinstance(passage, str):
                found = extract_passage(passage.id, passage.text, nlp, threshold=0.0)["relations"]
                assert isinstance(found, list)  # noqa: S101 - narrows the type
                tally.update(right_and_wrong(gold.get(passage.id, []), found))
    return {rule: (tally[rule, True], tally[rule, False]) for rule in sorted({r for r, _ in tally})}


def main(arguments: list[str]) -> None:
    """Command line: pairs of passages and annotation."""
    paths = [Path(a) for a in arguments]
    lines = [HEADER]
    for rule, (right, wrong) in count(zip(paths[::2], paths[1::2], strict=True)).items():
        lines.append(f'[[regel]]\nid = "{rule}"\ngoed = {right}\nfout = {wrong}\n')
    (Path(__file__).parent.parent / "lexicon" / "precisie.toml").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
