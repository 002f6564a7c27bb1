"""The parts of a view of the causal map, as the page, the loose file and the tests share them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from queries.records import ClaimRow, Finding, Node
from queries.weergave import Weergave
from queries.wording import count, enumeration


@dataclass(frozen=True, slots=True)
class Pijl:
    """All claims of one kind and sign between two concepts (IRIs); for a verband ``van`` and ``naar`` are only an order.

    ``teken`` is '+', '-' or '' when no sign is known.
    """

    id: str
    van: str
    naar: str
    soort: str
    teken: str
    claims: tuple[ClaimRow, ...]

    @property
    def aanvaard(self) -> bool:
        """At least one of the claims was accepted; otherwise the arrow waits for review."""
        return any(claim.status == "aanvaard" for claim in self.claims)

    @property
    def geloof(self) -> float:
        """The belief in the best claim."""
        return max(claim.geloof for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Knoop:
    """One box on the map: a concept, or several of one column folded together (IRIs, by label)."""

    id: str
    label: str
    kolom: str
    begrippen: tuple[str, ...]

    @property
    def gevouwen(self) -> bool:
        """Whether it stands for several concepts."""
        return len(self.begrippen) > 1


@dataclass(frozen=True, slots=True)
class Lijn:
    """One drawn arrow between two boxes (ids).

    It stands for one ``Pijl``, or at a folded box for all of one kind that join the same boxes.
    """

    id: str
    van: str
    naar: str
    soort: str
    teken: str
    pijlen: tuple[Pijl, ...]

    @property
    def aanvaard(self) -> bool:
        """At least one of the claims was accepted."""
        return any(pijl.aanvaard for pijl in self.pijlen)

    @property
    def gewicht(self) -> int:
        """How many claims give it its width: the accepted ones, or those in review when there are no others.

        Several arrows in one line weigh as one claim: many arrows that were folded are not one strong arrow.
        """
        if len(self.pijlen) > 1:
            return 1
        accepted = sum(claim.status == "aanvaard" for pijl in self.pijlen for claim in pijl.claims)
        return accepted or sum(len(pijl.claims) for pijl in self.pijlen)


@dataclass(frozen=True, slots=True)
class Filterstap:
    """What one filter took away: whole arrows, and claims (also of arrows that stay)."""

    naam: str
    reden: str
    pijlen: int
    beweringen: int

    def __str__(self) -> str:
        """'wacht op beoordeling: 12 pijlen (15 beweringen)'."""
        return f"{self.reden}: {count(self.pijlen, 'pijl', 'pijlen')} ({count(self.beweringen, 'bewering', 'beweringen')})"


@dataclass(frozen=True, slots=True)
class Pad:
    """One chain of arrows between two concepts.

    Attributes:
        begrippen: its concepts (IRIs), from begin to end.
        stappen: the most believed arrow of every step.
        zwakste: which step is believed least, counted from 0.
        teken: the product of the signs, '' when one is not known or texts differ.
        documenten: file names of the documents that hold every step; empty when no single one tells the whole chain.
    """

    begrippen: tuple[str, ...]
    stappen: tuple[Pijl, ...]
    zwakste: int
    teken: str
    documenten: tuple[str, ...]

    @property
    def opmerking(self) -> str:
        """Which texts hold the whole chain, and what the signs of its steps make of it, in Dutch."""
        whole = f"Alle schakels staan in {enumeration(self.documenten)}."
        stitched = "Geen document bevat alle schakels: geen tekst vertelt deze keten in zijn geheel."
        where = "" if len(self.stappen) == 1 else whole if self.documenten else stitched
        turned = {"+": "meer van het eind", "-": "minder van het eind"}.get(self.teken)
        works = f"De tekens van de schakels samen: meer van het begin, {turned}." if turned else ""
        return " ".join(part for part in (where, works) if part)


@dataclass(frozen=True, slots=True)
class Kring:
    """A finding that is a circle, with its arrows (ids) in this view.

    ``weg`` counts its steps that the view does not show, ``wacht`` those of them that wait for review; ``los`` says that
    its steps meet in other words, so that they do not close on the map.
    """

    finding: Finding
    begrippen: tuple[str, ...]
    pijlen: tuple[str, ...]
    weg: int
    wacht: int
    los: bool

    @property
    def opmerking(self) -> str:
        """What of the circle the map does not show, in Dutch; '' when it shows all."""
        waits = (
            "; die wacht op beoordeling" if self.weg == 1 else f"; {count(self.wacht, 'daarvan wacht', 'daarvan wachten')} op beoordeling"
        )
        gone = f"{count(self.weg, 'schakel staat', 'schakels staan')} niet op deze kaart{waits if self.wacht else ''}." if self.weg else ""
        loose = "De schakels sluiten op elkaar aan in andere woorden; op de kaart staan ze los van elkaar." if self.los else ""
        return " ".join(part for part in (gone, loose) if part)


@dataclass(frozen=True, slots=True)
class Kaartbeeld:
    """One view of the map: what is drawn, what is folded, and what was taken away and why.

    Attributes:
        weergave: what was asked, with concepts as IRIs.
        nodes: the concepts of ``pijlen``, by IRI.
        pijlen: all arrows of the view, folded or not, in a fixed order.
        knopen: the boxes, at most ``weergave.max_knopen``.
        lijnen: the arrows between boxes.
        onderling: for every folded box the arrows between its own concepts, which are not drawn.
        kringen: the circles of the documents in view.
        paden: the paths that were asked, shortest first.
        paden_volledig: whether those are all paths.
        stappen: what every filter took away, in the order they were applied.
        totaal: arrows and claims before any filter.
        meldingen: what of the view could not be done, in Dutch.
        bevindingen: the findings about one concept, by IRI.
    """

    weergave: Weergave
    nodes: dict[str, Node]
    pijlen: tuple[Pijl, ...]
    knopen: tuple[Knoop, ...]
    lijnen: tuple[Lijn, ...]
    onderling: dict[str, tuple[Pijl, ...]]
    kringen: tuple[Kring, ...]
    paden: tuple[Pad, ...]
    paden_volledig: bool
    stappen: tuple[Filterstap, ...]
    totaal: tuple[int, int]
    meldingen: tuple[str, ...]
    bevindingen: dict[str, tuple[Finding, ...]]

    @property
    def ids(self) -> dict[str, str]:
        """A short id for every concept, by IRI; a box for one concept has the same."""
        return begrip_ids(self.nodes)

    @property
    def knoop_van(self) -> dict[str, Knoop]:
        """The box in which a concept stands, by IRI."""
        return {iri: knoop for knoop in self.knopen for iri in knoop.begrippen}

    @property
    def beweringen(self) -> tuple[ClaimRow, ...]:
        """The claims of all arrows, by IRI."""
        return tuple(sorted((claim for pijl in self.pijlen for claim in pijl.claims), key=lambda claim: claim.iri))

    @property
    def weggefilterd(self) -> str:
        """What was taken away and why, in one Dutch sentence; '' when nothing was."""
        gone = sum(stap.pijlen for stap in self.stappen)
        if not self.stappen:
            return ""
        reasons = "; ".join(map(str, self.stappen))
        return f"{gone} van {count(self.totaal[0], 'pijl', 'pijlen')} weggefilterd: {reasons}."

    @property
    def samengevouwen(self) -> str:
        """What is folded, in Dutch; '' when every concept has a box of its own."""
        folded = [knoop for knoop in self.knopen if knoop.gevouwen]
        if not folded:
            return ""
        concepts = sum(len(knoop.begrippen) for knoop in folded)
        inside = sum(len(pijlen) for pijlen in self.onderling.values())
        text = f"{concepts} van {len(self.nodes)} begrippen staan samen in {count(len(folded), 'vak', 'vakken')}"
        within = f"; {count(inside, 'pijl', 'pijlen')} tussen begrippen in hetzelfde vak {'is' if inside == 1 else 'zijn'} niet getekend"
        return f"{text}{within if inside else ''}."


def begrip_ids(iris: Iterable[str]) -> dict[str, str]:
    """Short ids in the order of the IRIs."""
    return {iri: f"b{number}" for number, iri in enumerate(sorted(iris), 1)}


def pijlen_van(claims: Iterable[ClaimRow]) -> tuple[Pijl, ...]:
    """Gather claims into arrows, in a fixed order."""
    groups: dict[tuple[str, str, str, str], list[ClaimRow]] = {}
    for claim in claims:
        groups.setdefault(pijlsleutel(claim), []).append(claim)
    ordered = [(key, sorted(groups[key], key=lambda claim: claim.iri)) for key in sorted(groups)]
    return tuple(Pijl(f"p{number}", *key, claims=tuple(said)) for number, (key, said) in enumerate(ordered, 1))


def pijlsleutel(claim: ClaimRow) -> tuple[str, str, str, str]:
    """What claims of one arrow share: its ends, kind and sign."""
    van, naar = claim.oorzaak, claim.gevolg
    if claim.soort == "verband":
        van, naar = sorted((van, naar))
    return van, naar, claim.soort, claim.teken
