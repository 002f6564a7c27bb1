"""What belongs to a finding when a person looks at it: its check, the two sides, the words around a quote, the claims to judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.prefixes import ID
from queries.checks import ALL_CHECKS, Check, all_looked_at
from queries.conflicten.regels import rule_texts
from queries.lezing import Lezing, once
from queries.records import ClaimRow, Finding, Proof
from queries.wording import distinct

_SENTENCE = re.compile(r"[.!?:\n]\s+")


@dataclass(frozen=True, slots=True)
class Omlijst:
    """A quote with what stands before and after it on its page; both may be '' at the edge of the page."""

    voor: str
    bewijs: Proof
    na: str


def check_of(finding: Finding) -> Check:
    """The check that a finding comes from: its question and what to do."""
    return next(check for check in ALL_CHECKS if finding.regel in check.regels)


def is_conflict(finding: Finding) -> bool:
    """Whether it comes from a rule that compares plans (C01..C18)."""
    return finding.regel in rule_texts()


@once
def looked_at(lezing: Lezing) -> tuple[Finding, ...]:
    """What looked like a conflict and was cleared by a condition, kept with the reading."""
    return tuple(all_looked_at(lezing))


def around(lezing: Lezing, proof: Proof, characters: int = 320) -> Omlijst:
    """The text before and after a quote, from the start of a sentence where there is one near."""
    page = lezing.pages.get(proof.document_id, {}).get(proof.pagina, "")
    before, after = page[: proof.begin], page[proof.eind :]
    if len(before) > characters:
        cut = before[-characters:]
        start = _SENTENCE.search(cut)
        before = "… " + (cut[start.end() :] if start else cut.partition(" ")[2])
    if len(after) > characters:
        cut = after[:characters]
        ends = [match.start() + 1 for match in _SENTENCE.finditer(cut)]
        after = (cut[: ends[-1]] if ends else cut.rpartition(" ")[0]) + " …"
    return Omlijst(before, proof, after)


def sides(finding: Finding) -> tuple[tuple[Proof, ...], tuple[Proof, ...], tuple[Proof, ...]]:
    """The proofs of the one plan, of the other, and those that only help to understand it."""
    named = finding.extra.get("naast_elkaar")
    shown = [list(_matching(finding, pieces)) for pieces in named] if isinstance(named, list) else []
    one, other = (distinct(side) for side in (*shown, [], [])[:2])
    return one, other, tuple(proof for proof in finding.bewijs if proof not in (*one, *other))


def to_look_at(lezing: Lezing, finding: Finding) -> tuple[ClaimRow, ...]:
    """The claims still to be judged that a finding hangs on."""
    wanted = set(_claims(finding.extra.get("te_beoordelen")))
    return tuple(claim for claim in lezing.claims if claim.iri in wanted and claim.status == "ter_beoordeling") if wanted else ()


def _matching(finding: Finding, pieces: Iterable[Mapping[str, object]]) -> Iterator[Proof]:
    wanted = [(piece["document"], piece["pagina"], piece["citaat"]) for piece in pieces]
    return (proof for proof in finding.bewijs if (proof.document, proof.pagina, proof.citaat) in wanted)


def _claims(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.startswith(ID + "bewering/"):
        yield value
    elif isinstance(value, dict):
        yield from _claims(list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _claims(part)
