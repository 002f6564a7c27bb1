"""How parties stand to the plan: who signed, took part, was consulted, or was only named (lexicon/planrollen.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.plans.areas import read_areas
from extract.plans.parties import Parties, Partij, read_parties
from extract.plans.records import PlanText, RawFact, Sentence
from extract.words import lexicon
from ontology.planfeiten import Planrol

#: Words in front of a name in a row.
_LED_IN = re.compile(r"(?i)^(?:en|alsmede|ook|door|namens|de|het|een)\s+")


@dataclass(frozen=True, slots=True)
class _Rol:
    rol: str
    vorm: re.Pattern[str]
    mandaat: bool
    vorige: bool
    rij: bool


def find_roles(plan: PlanText) -> Iterator[RawFact]:
    """One Planrol for each party of a sentence that says how parties stand to a plan, its own or another."""
    areas = read_areas(plan)
    parties, places = read_parties(plan, areas), areas.known | areas.delen.keys()
    for sentence in plan.sentences:
        role = next((r for r in _roles() if r.vorm.search(sentence.text)), None)
        if role is None:
            continue
        home, found = _who(plan, sentence, role, parties)
        found = [p for p in found if p.soort or p.naam not in places]
        about = "niet betrokken" if role.rol == "genoemd" else ""
        for party in found:
            fact = Planrol(
                onderwerp=about, partijen=(party.naam,), plekken=party.plekken, planrol=role.rol, mandaat=True if role.mandaat else None
            )
            yield RawFact(fact, (sentence,) if home is sentence else (sentence, home), f"planrol-{role.rol}")


def _who(plan: PlanText, sentence: Sentence, role: _Rol, parties: Parties) -> tuple[Sentence, list[Partij]]:
    """The parties of a role and the sentence that names them: this one, the row behind 'Indieners:', or one before ('Zij tekenden')."""
    pronoun = role.vorige and (role.rij or re.match(r"(?i)(?:zij|ze|die|deze|dezen)\b", sentence.text))
    homes = plan.after(sentence, 1) if sentence.text.endswith(":") else (sentence, *(plan.before(sentence) if pronoun else ()))
    for home in homes:
        found = [p for p in parties.find(home.text) if p.soort != "roaz"]
        if role.rij and found:
            found += _others(home.text, found)
        if role.rol == "genoemd":
            cue = role.vorm.search(home.text)
            found = _nearest(home.text, found, cue.end() if cue else len(home.text))
        enough = any(not p.algemeen for p in found) if home is not sentence and role.rij else found
        if enough:
            return home, list({p.naam: p for p in found}.values())
    return sentence, []


def _nearest(text: str, found: list[Partij], cue: int) -> list[Partij]:
    """The party that stands last in front of the end of the cue, with those in a row with it; else the first behind it."""
    before = [p for p in found if p.eind <= cue]
    kept = before[-1:] or found[:1]
    for party in reversed(before[:-1]):
        if not re.fullmatch(r"(?: \([^)]*\))?(?:,| en|, en)(?: de| het)? ", text[party.eind : kept[0].begin]):
            break
        kept.insert(0, party)
    return kept


def _others(text: str, found: list[Partij]) -> Iterator[Partij]:
    """Names in the row that no list of organisations knows."""
    begin = 0
    for part in re.split(r"(,|;|:| en (?=[A-Z]))", text):
        name = _LED_IN.sub("", part.strip(" ."))
        at = begin + max(part.find(name), 0)
        free = not any(p.begin < at + len(name) and at < p.eind for p in found)
        if free and re.fullmatch(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}", name) and text[at + len(name) : at + len(name) + 1] != ":":
            yield Partij(at, at + len(name), name, "", ())
        begin += len(part)


@cache
def _roles() -> tuple[_Rol, ...]:
    return tuple(
        _Rol(str(e["rol"]), re.compile(str(e["vorm"])), bool(e.get("mandaat")), bool(e.get("vorige")), bool(e.get("rij")))
        for e in lexicon("planrollen.toml")["rol"]
    )
