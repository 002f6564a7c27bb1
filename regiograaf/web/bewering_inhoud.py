"""What the page of a claim shows of it: its sentence with what stands around it, its two sides, and what was decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.besluiten.geldend import holding
from graph.besluiten.records import OVER_BEWERING, Besluit
from queries.facts import Keus
from queries.lezing import Lezing
from queries.lezing_document import Documentlezing
from queries.records import ClaimRow, Proof
from regiograaf.flow import Overzicht
from regiograaf.web.markeren import Stuk, Vlak, cut, parts_of

#: Characters of page text shown before and after the sentence.
OMGEVING = 350


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence of a claim on one page, with some of the text around it."""

    pagina: int
    stukken: tuple[Stuk, ...]
    begint: bool
    eindigt: bool


@dataclass(frozen=True, slots=True)
class Kant:
    """Cause or effect: ``naam`` of the side, its words, its concept ('' when it has none), and what else it could be."""

    naam: str
    tekst: str
    begrip: str
    label: str
    keus: Keus


@dataclass(frozen=True, slots=True)
class Genomen:
    """A decision on a claim; ``geldt`` when it was not taken back."""

    besluit: Besluit
    geldt: bool


def passages(reading: Documentlezing, claim: ClaimRow) -> list[Passage]:
    """The sentence of a claim in its surroundings, page by page."""
    return [_passage(reading, claim, number) for number in sorted({proof.pagina for proof in claim.bewijs})]


def sides(lezing: Lezing, reading: Documentlezing, claim: ClaimRow) -> list[Kant]:
    """Cause and effect with their concepts, and how sure the reader was of those."""
    found = (("oorzaak", claim.oorzaaktekst, claim.oorzaak), ("gevolg", claim.gevolgtekst, claim.gevolg))
    concepts = lezing.concepts
    return [
        Kant(name, words, iri if iri in concepts else "", concepts[iri].label if iri in concepts else "", reading.choice(claim.iri, name))
        for name, words, iri in found
    ]


def history(overzicht: Overzicht, iri: str) -> list[Genomen]:
    """What was decided on a claim, the last first."""
    holds = holding(overzicht.besluiten)
    about = overzicht.plaatsen
    own = [one for one in overzicht.besluiten if one.handeling in OVER_BEWERING and about.get(one.id, one.over) == iri]
    return [Genomen(one, one.id in holds) for one in reversed(own)]


def _passage(reading: Documentlezing, claim: ClaimRow, number: int) -> Passage:
    text = reading.pages[number]
    own = [proof for proof in claim.bewijs if proof.pagina == number]
    begin, end = _window(text, own)
    areas = [Vlak(a - begin, b - begin, deel, 1) for deel, (a, b) in parts_of(reading, claim, number)]
    return Passage(number, cut(text[begin:end], areas, []), begin == 0, end == len(text))


def _window(text: str, own: Sequence[Proof]) -> tuple[int, int]:
    """From where to where the page is shown: around the sentence, from the beginning of a sentence or word."""
    first, last = min(proof.begin for proof in own), max(proof.eind for proof in own)
    begin, end = max(0, first - OMGEVING), min(len(text), last + OMGEVING)
    if begin:
        starts = [m.end() for m in re.finditer(r"(?<=[.!?:])\s+|\n\s*\n|\s+", text[begin:first])]
        sentences = [m.end() for m in re.finditer(r"(?<=[.!?])\s+|\n\s*\n", text[begin:first])]
        begin += (sentences or starts or [0])[0]
    if end < len(text):
        stops = [m.end() for m in re.finditer(r"[.!?](?=\s)", text[last:end])] or [m.start() for m in re.finditer(r"\s", text[last:end])]
        end = last + (stops or [end - last])[-1]
    return begin, end
