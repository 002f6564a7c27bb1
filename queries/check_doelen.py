"""Stated aims and what they need to be followed: indicator, base, target, year and population (NZa par. 3.3)."""

from __future__ import annotations

from collections.abc import Mapping

from queries.lezing import Lezing
from queries.mentions import Mention
from queries.records import Ernst, Finding
from queries.wording import distinct, documents_of, enumeration, finding_id, places

#: What an aim needs, in the order of the report: the field that holds it, and how a sentence names it.
_PARTS = {
    "indicator": ("indicator", "wat er gemeten wordt"),
    "basis": ("basiswaarde", "de waarde nu"),
    "streefwaarde": ("streefwaarde", "de waarde die bereikt moet worden"),
    "jaar": ("doeljaar", "het jaar waarin dat moet zijn"),
    "populatie": ("populatie", "voor wie het geldt"),
}
#: Most characters of an aim as a subject.
_SHORT = 90

Fields = Mapping[str, str]


def find_aims(lezing: Lezing) -> list[Finding]:
    """A finding for every stated aim, complete or not, by document and place; one without an aard only names a striving."""
    aims = [mention for mention in lezing.mentions if mention.soort == "Gezondheidsdoel" and mention.aard]
    aims.sort(key=lambda m: (m.document_id, [(p.pagina, p.begin) for p in m.words], m.iri))
    return [_finding(aim, lezing.aims[aim.iri]) for aim in aims]


def missing_parts(fields: Fields) -> tuple[str, ...]:
    """What an aim does not name, out of indicator, basis, streefwaarde, jaar and populatie."""
    return tuple(part for part, (field, _) in _PARTS.items() if not fields.get(field))


def _finding(aim: Mention, fields: Fields) -> Finding:
    absent = missing_parts(fields)
    proofs = distinct(aim.sentence)
    return Finding(
        id=finding_id("gezondheidsdoel", (aim.document_id,), (proof.citaat for proof in proofs)),
        soort="gezondheidsdoel",
        regel="doel",
        ernst=_weight(fields, absent),
        regio=(aim.regio,),
        onderwerp=fields.get("indicator") or _short(aim.tekst),
        uitleg=_explanation(aim, fields, absent),
        documenten=documents_of(proofs),
        bewijs=proofs,
        ontbreekt=absent,
        extra={"vermelding": aim.iri, **dict(sorted(fields.items()))},
    )


def _weight(fields: Fields, absent: tuple[str, ...]) -> Ernst:
    """An aim with a target that cannot be followed for want of a part is worth a question first."""
    return "midden" if absent and fields.get("streefwaarde") else "laag"


def _explanation(aim: Mention, fields: Fields, absent: tuple[str, ...]) -> str:
    where = places(aim.sentence)
    said = enumeration([f"{words} ({_value(part, fields)})" for part, (_, words) in _PARTS.items() if part not in absent])
    opening = f"Het doel '{_short(aim.tekst)}' in {where}"
    if not absent:
        return f"{opening} is volledig: gevonden zijn {said}. Leg het naast de doelen van andere plannen voor hetzelfde gebied."
    lacking = enumeration([_PARTS[part][1] for part in absent])
    known = f" noemt {said}." if said else " is een streven zonder maat."
    todo = "Vraag de regio dit aan te vullen; anders is later niet na te gaan of het doel is gehaald."
    return f"{opening}{known} Niet gevonden: {lacking}. {todo}"


def _value(part: str, fields: Fields) -> str:
    """The part as it stands in the text, the base with its year when the words leave it out."""
    value = " ".join(fields[_PARTS[part][0]].split())
    year = fields.get("basisjaar", "")
    return f"{value} in {year}" if part == "basis" and year and year not in value else value


def _short(text: str) -> str:
    whole = " ".join(text.split()).rstrip(".").removeprefix("Doel: ")
    return whole if len(whole) <= _SHORT else whole[: whole.rindex(" ", 0, _SHORT)] + " …"
