"""The text of a page cut into pieces, so that claims and mentions that overlap can all be shown on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from queries.lezing_document import Documentlezing
from queries.mentions import Mention
from queries.records import ClaimRow, Proof
from regiograaf.web.woorden import STATEN

#: What a stretch of the page can be for a claim.
DELEN = ("zin", "oorzaak", "gevolg", "signaal")


@dataclass(frozen=True, slots=True)
class Vlak:
    """A stretch of page text that belongs to something: to claim (or mention) ``nummer``, as ``deel`` of it."""

    begin: int
    eind: int
    deel: str
    nummer: int


@dataclass(frozen=True, slots=True)
class Stuk:
    """A stretch that is marked alike from begin to end.

    ``delen`` are the parts it is of, ``beweringen`` and ``vermeldingen`` the numbers of what it belongs to, ``eigen`` those
    of the claims of which it is more than the sentence, and ``merken`` the claims whose number is shown in front of it.
    """

    tekst: str
    delen: tuple[str, ...]
    beweringen: tuple[int, ...]
    eigen: tuple[int, ...]
    vermeldingen: tuple[int, ...]
    merken: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gemerkt:
    """What is shown on one page: its pieces, its claims in the order of the text, and its mentions."""

    stukken: tuple[Stuk, ...]
    beweringen: tuple[ClaimRow, ...]
    vermeldingen: tuple[Mention, ...]

    def staat(self, nummers: Iterable[int]) -> str:
        """The state that a piece of several claims shows: of accepted, in review and rejected the first that is among them."""
        found = {self.beweringen[number - 1].status for number in nummers}
        return next((state for state in STATEN if state in found), "")


def mark_page(reading: Documentlezing, page: int, claims: Iterable[ClaimRow], mentions: Iterable[Mention]) -> Gemerkt:
    """Mark what stands on a page; claims and mentions are numbered from 1 in the order of the text."""
    text = reading.pages[page]
    places = [(claim, parts_of(reading, claim, page)) for claim in claims]
    found = sorted(((claim, own) for claim, own in places if own), key=lambda pair: (_first(pair[1])[0], pair[0].iri))
    said = sorted(((m, [p for p in m.words if p.pagina == page]) for m in mentions), key=lambda pair: [(p.begin, p.eind) for p in pair[1]])
    named = [(mention, own) for mention, own in said if own]
    areas = [Vlak(*span, deel, number) for number, (_, own) in enumerate(found, 1) for deel, span in own]
    areas += [Vlak(p.begin, p.eind, "vermelding", number) for number, (_, own) in enumerate(named, 1) for p in own]
    starts = [(_first(own)[0], number) for number, (_, own) in enumerate(found, 1)]
    return Gemerkt(cut(text, areas, starts), tuple(claim for claim, _ in found), tuple(mention for mention, _ in named))


def cut(text: str, areas: Sequence[Vlak], starts: Sequence[tuple[int, int]]) -> tuple[Stuk, ...]:
    """Cut a text at every begin and end, so that each piece lies wholly in or out of every area; joined they are the text.

    Args:
        text: the text of a page.
        areas: what is marked; it may overlap, nest and touch.
        starts: (place, number) of the claims to name in front of a piece.
    """
    bounds = {0, len(text), *(place for place, _ in starts)}
    bounds |= {place for area in areas for place in (area.begin, area.eind)}
    edges = sorted(place for place in bounds if 0 <= place <= len(text))
    pieces = []
    for begin, end in pairwise(edges):
        over = [area for area in areas if area.begin <= begin and end <= area.eind]
        pieces.append(
            Stuk(
                tekst=text[begin:end],
                delen=tuple(deel for deel in (*DELEN, "vermelding") if any(area.deel == deel for area in over)),
                beweringen=_numbers(over, DELEN),
                eigen=_numbers(over, DELEN[1:]),
                vermeldingen=_numbers(over, ("vermelding",)),
                merken=tuple(sorted(number for place, number in starts if place == begin)),
            )
        )
    return tuple(pieces)


def _numbers(areas: Iterable[Vlak], delen: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({area.nummer for area in areas if area.deel in delen}))


def find_words(text: str, words: str, begin: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where words stand in a text, whatever the spaces and line ends between them."""
    parts = [re.escape(word) for word in words.split()]
    match = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE).search(text, begin, len(text) if end is None else end)
    return match.span() if match and parts else None


def parts_of(reading: Documentlezing, claim: ClaimRow, page: int) -> list[tuple[str, tuple[int, int]]]:
    """The parts of a claim that stand on a page, each with its begin and end."""
    text = reading.pages[page]
    found = [("zin", _span(p)) for p in claim.bewijs if p.pagina == page]
    found += [(deel, _span(p)) for deel in ("oorzaak", "gevolg") for p in reading.places.get((claim.iri, deel), ()) if p.pagina == page]
    sides = [span for deel, span in found if deel != "zin"]
    for begin, end in [span for deel, span in found if deel == "zin"]:
        cue = find_words(text, claim.signaalwoord, begin, end)
        if cue is not None and not any(a < cue[1] and cue[0] < b for a, b in sides):
            return [*found, ("signaal", cue)]
    return found


def _first(parts: Sequence[tuple[str, tuple[int, int]]]) -> tuple[int, int]:
    """Where the number of a claim stands: before its cause or effect, whichever comes first; else before its sentence."""
    return min(span for deel, span in parts if deel in ("oorzaak", "gevolg")) if any(d != "zin" for d, _ in parts) else parts[0][1]


def _span(proof: Proof) -> tuple[int, int]:
    return proof.begin, proof.eind
