"""The rules in one list, and their hits as findings: conflict, signal, or looked at and no conflict."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from queries.conflicten.afwenteling import C11
from queries.conflicten.bedden import C04
from queries.conflicten.buurten import neighbourhoods
from queries.conflicten.cijfers import C10
from queries.conflicten.coordinatie import C05
from queries.conflicten.doelen import C08
from queries.conflicten.gebied import C17
from queries.conflicten.middelen import C15
from queries.conflicten.personeel import C07
from queries.conflicten.prioriteit import C12
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.conflicten.schaal import C06
from queries.conflicten.sluiting import C01, C02
from queries.conflicten.stromen import C13
from queries.conflicten.termijnen import C09
from queries.conflicten.transformatie import C18, weigh
from queries.conflicten.verergering import C16
from queries.conflicten.verschuiving import C03
from queries.conflicten.voorwaarden import C14
from queries.lezing import Lezing
from queries.planfeiten import Overlap, read_planfeiten
from queries.records import Ernst, Finding, Proof
from queries.wording import distinct, documents_of, enumeration, finding_id

ALL_RULES: tuple[Conflictregel, ...] = (
    C01,
    C02,
    C03,
    C04,
    C05,
    C06,
    C07,
    C08,
    C09,
    C10,
    C11,
    C12,
    C13,
    C14,
    C15,
    C16,
    C17,
    C18,
)


@dataclass(frozen=True, slots=True)
class Regeltekst:
    """The words of a rule in regels.toml: what it is called, how heavy it weighs, and its clauses by id."""

    naam: str
    ernst: Ernst
    wat_te_doen: str
    clausules: dict[str, str]


@cache
def rule_texts() -> dict[str, Regeltekst]:
    """The words of every rule, by id."""
    table: dict[str, Any] = tomllib.loads((files("queries") / "conflicten" / "regels.toml").read_text(encoding="utf-8"))
    return {
        str(entry["id"]): Regeltekst(entry["naam"], entry["ernst"], entry["wat_te_doen"], dict(entry.get("geen_conflict_als", {})))
        for entry in table.get("regel", [])
    }


def find_conflicts(lezing: Lezing) -> list[Finding]:
    """The conflicts and signals of all rules (planconflict, signaal, witte_vlek)."""
    return [finding for finding in _findings(lezing) if finding.soort != "bekeken"]


def find_looked_at(lezing: Lezing) -> list[Finding]:
    """The pairs that look like a conflict and that a clause cleared; ``soort`` is 'bekeken'."""
    return [finding for finding in _findings(lezing) if finding.soort == "bekeken"]


def _findings(lezing: Lezing) -> Iterator[Finding]:
    for feiten in neighbourhoods(read_planfeiten(lezing)):
        hits = ((rule.id, hit) for rule in ALL_RULES for hit in _merged(rule.vind(feiten)))
        yield from (_finding(rule, hit) for rule, hit in weigh(hits, feiten))


def _merged(hits: Iterable[Treffer]) -> Iterator[Treffer]:
    """One hit for each sentence of a, document of b and subject; then one for what several sentences of a do to the same b."""
    by_act: defaultdict[tuple[object, ...], list[Treffer]] = defaultdict(list)
    for hit in hits:
        others = tuple(sorted({feit.plan.document_id for feit in hit.b}))
        by_act[hit.a.zin, hit.onderwerp, others, _verdict(hit)].append(hit)
    by_clash: defaultdict[tuple[object, ...], list[Treffer]] = defaultdict(list)
    for group in by_act.values():
        hit = replace(group[0], b=tuple(dict.fromkeys(feit for one in group for feit in one.b)), extra_bewijs=_extra(group))
        key = (hit.a.plan.document_id, hit.onderwerp, frozenset(feit.zin for feit in hit.b), _verdict(hit))
        by_clash[key if hit.b else (*key, hit.a.zin)].append(hit)
    for group in by_clash.values():
        acts = distinct(proof for hit in group[1:] for proof in hit.a.bewijs)
        yield replace(group[0], extra_bewijs=distinct([*acts, *_extra(group)]))


def _extra(group: Iterable[Treffer]) -> tuple[Proof, ...]:
    return distinct(proof for hit in group for proof in hit.extra_bewijs)


def _verdict(hit: Treffer) -> str:
    outcomes = {condition.uitkomst for condition in hit.voorwaarden}
    return "bekeken" if "geen_conflict" in outcomes else "signaal" if "signaal" in outcomes else hit.soort


def _finding(rule: str, hit: Treffer) -> Finding:
    words, soort = rule_texts()[rule], _verdict(hit)
    proofs = distinct([*hit.a.bewijs, *(p for feit in hit.b for p in feit.bewijs), *hit.extra_bewijs])
    regions = sorted({feit.plan.regio for feit in (hit.a, *hit.b)})
    ernst: Ernst = "laag" if soort in ("signaal", "bekeken") or hit.te_bevestigen else hit.ernst or words.ernst
    return Finding(
        id=finding_id(soort, (rule, hit.onderwerp), sorted({hit.a.tekst, *(feit.tekst for feit in hit.b)})),
        soort=soort,
        regel=rule,
        ernst=ernst,
        regio=tuple(regions),
        onderwerp=hit.onderwerp,
        uitleg=_explanation(hit, words, soort),
        documenten=documents_of(proofs),
        bewijs=proofs,
        te_bevestigen=hit.te_bevestigen,
        extra={
            "regelnaam": words.naam,
            "naast_elkaar": [_side([hit.a.zin]), _side([feit.zin for feit in hit.b])],
            "overlap": _overlap(hit.overlap),
            "getoetst": [_condition(rule, condition) for condition in hit.voorwaarden],
            "wat_te_doen": words.wat_te_doen,
            **hit.velden,
        },
    )


def _explanation(hit: Treffer, words: Regeltekst, soort: str) -> str:
    sentences = [hit.uitleg]
    if hit.overlap and hit.overlap.gemeenten:
        sentences.append(f"Beide gelden in {enumeration(hit.overlap.gemeenten)}.")
    elif hit.overlap and not hit.overlap.bekend:
        sentences.append("Welke gemeenten beide plannen delen, noemen de teksten niet; de regio heeft dezelfde naam.")
    cleared = [condition.toelichting for condition in hit.voorwaarden if condition.uitkomst != "gaat_niet_op"]
    if soort == "bekeken":
        cleared = [condition.toelichting for condition in hit.voorwaarden if condition.uitkomst == "geen_conflict"]
        return f"Bekeken, geen conflict, omdat {enumeration(cleared)}. {' '.join(sentences)}"
    if soort == "signaal" and cleared:
        sentences.append(f"Een signaal en geen conflict, omdat {enumeration(cleared)}.")
    return " ".join(sentences)


def _overlap(overlap: Overlap | None) -> dict[str, object] | None:
    return {"gemeenten": list(overlap.gemeenten), "vanaf": overlap.vanaf, "tot": overlap.tot} if overlap else None


def _side(pieces: Iterable[tuple[Proof, ...]]) -> list[dict[str, object]]:
    return [{"document": p.document, "pagina": p.pagina, "citaat": p.citaat} for p in distinct(p for piece in pieces for p in piece)]


def _condition(rule: str, condition: Voorwaarde) -> dict[str, object]:
    return {
        "clausule": condition.clausule,
        "geen_conflict_als": rule_texts()[rule].clausules[condition.clausule],
        "uitkomst": condition.uitkomst,
        "toelichting": condition.toelichting,
        "bewijs": _side([condition.bewijs]),
    }
