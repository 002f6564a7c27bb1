"""What the causal map shows: claims gathered into arrows, and the concepts that get a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from queries.records import CausalView, ClaimRow, Finding
from regiograaf.outputs.tekst import aantal

#: Kinds of finding that are a circle of explanations.
KRINGEN = ("cirkelredenering", "lus", "schijnlus")


@dataclass(frozen=True, slots=True)
class Arrow:
    """All claims of one kind and sign between two concepts; for a verband ``van`` and ``naar`` are only an order."""

    van: str
    naar: str
    soort: str
    teken: str
    claims: tuple[ClaimRow, ...]

    @property
    def aanvaard(self) -> bool:
        """At least one of the claims was accepted; otherwise the arrow waits for review."""
        return any(claim.status == "aanvaard" for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Circle:
    """A finding that is a circle: its concepts in causal order (IRIs) and how many of its names the view does not hold."""

    finding: Finding
    keten: tuple[str, ...]
    onbekend: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The concepts that are drawn, and what was left out (concept -> number of claims)."""

    getoond: tuple[str, ...]
    weggelaten: dict[str, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """One map: what is in view, what of it is drawn, and short ids that follow the order of the IRIs."""

    view: CausalView
    findings: tuple[Finding, ...]
    arrows: tuple[Arrow, ...]
    circles: tuple[Circle, ...]
    selection: Selection
    ids: dict[str, str]

    @property
    def drawn(self) -> list[Arrow]:
        """The arrows between two concepts that are both drawn."""
        return [arrow for arrow in self.arrows if arrow.van in self.selection.getoond and arrow.naar in self.selection.getoond]


def scene(view: CausalView, findings: Iterable[Finding], maximum: int) -> Scene:
    """Gather the claims of ``view`` into arrows and choose at most ``maximum`` concepts to draw."""
    found = tuple(findings)
    kringen = circles(view, found)
    pijlen = arrows(view.claims)
    used = sorted({iri for arrow in pijlen for iri in (arrow.van, arrow.naar)})
    ids = {iri: f"b{number}" for number, iri in enumerate(used, 1)}
    return Scene(view, found, pijlen, kringen, select(view, pijlen, kringen, maximum), ids)


def arrows(claims: Iterable[ClaimRow]) -> tuple[Arrow, ...]:
    """Gather claims into arrows, in a fixed order."""
    groups: dict[tuple[str, str, str, str], list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        van, naar = claim.oorzaak, claim.gevolg
        if claim.soort == "verband":
            van, naar = sorted((van, naar))
        groups[van, naar, claim.soort, claim.teken].append(claim)
    return tuple(Arrow(*key, claims=tuple(sorted(groups[key], key=lambda claim: claim.iri))) for key in sorted(groups))


def circles(view: CausalView, findings: Iterable[Finding]) -> tuple[Circle, ...]:
    """The circles among the findings that touch this view, in the order given."""
    by_label = {node.label: iri for iri, node in sorted(view.nodes.items(), reverse=True)}
    found = []
    for finding in findings:
        if finding.soort not in KRINGEN or not finding.keten:
            continue
        keten = finding.keten[:-1] if len(finding.keten) > 1 and finding.keten[0] == finding.keten[-1] else finding.keten
        known = tuple(by_label[label] for label in keten if label in by_label)
        if known:
            found.append(Circle(finding, known, len(keten) - len(known)))
    return tuple(found)


def select(view: CausalView, pijlen: Sequence[Arrow], kringen: Sequence[Circle], maximum: int) -> Selection:
    """Choose the concepts to draw, arrow by arrow, so that none stands on the map without an arrow.

    Arrows of a circle go first, then those between the concepts with the most claims. A concept without any claim in
    the view is not drawn: there is nothing to say about it.
    """
    weight: Counter[str] = Counter()
    for claim in view.claims:
        weight.update({claim.oorzaak, claim.gevolg})
    rings = [set(circle.keten) for circle in kringen]

    def rank(arrow: Arrow) -> tuple[bool, int, int, int]:
        low, high = sorted((weight[arrow.van], weight[arrow.naar]))
        return (not any({arrow.van, arrow.naar} <= ring for ring in rings), -low, -high, -len(arrow.claims))

    chosen: set[str] = set()
    for arrow in sorted(pijlen, key=rank):
        ends = {arrow.van, arrow.naar}
        if len(chosen | ends) <= maximum:
            chosen |= ends
    return Selection(tuple(sorted(chosen)), {iri: weight[iri] for iri in sorted(weight) if iri not in chosen})


def left_out(selection: Selection) -> str:
    """What is not drawn, in one sentence; '' when everything is."""
    parts = []
    for claims, concepts in sorted(Counter(selection.weggelaten.values()).items()):
        subject = aantal(concepts, "begrip", "begrippen")
        if concepts == 1:
            parts.append(f"{subject} met {aantal(claims, 'bewering', 'beweringen')}")
        else:
            parts.append(f"{subject} met elk {'één bewering' if claims == 1 else f'{claims} beweringen'}")
    if len(parts) > 3:
        fewest, most = min(selection.weggelaten.values()), max(selection.weggelaten.values())
        return f"{len(selection.weggelaten)} begrippen met elk {fewest} tot {most} beweringen niet getekend."
    return f"{', '.join(parts)} niet getekend." if parts else ""
