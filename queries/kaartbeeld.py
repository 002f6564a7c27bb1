"""The causal map as a person asks to see it: one model for the page and for the loose file.

The order is fixed and told: claims are chosen, then a trail, path or circle is followed, and last is folded what does
not fit. Folding before following would join what no text joins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from queries.causal_view import causal_view
from queries.kaart_records import Filterstap, Kaartbeeld, Kring, Pad, Pijl, pijlen_van
from queries.kaartfilter import kies, stap
from queries.kaartvouw import vouw
from queries.lezing import Lezing, once
from queries.records import CausalView, ClaimRow, Finding
from queries.sporen import op_paden, paden, spoor
from queries.weergave import SOORTEN, Weergave
from queries.wording import count

#: Kinds of finding that are a circle of explanations.
KRINGEN = ("cirkelredenering", "lus", "schijnlus")
_RICHTING = {"stroomop": "wat leidt tot", "stroomaf": "wat volgt uit", "beide": "wat leidt tot of volgt uit"}


def kaartbeeld(lezing: Lezing, weergave: Weergave, bevindingen: Iterable[Finding] = ()) -> Kaartbeeld:
    """The view of the map that is asked.

    Args:
        lezing: the whole graph; region and document are in ``weergave``.
        weergave: what is asked.
        bevindingen: findings; circles can be followed, the others stand with the concept they are about.
    """
    part = deel(lezing, weergave.regio, weergave.document)
    statuses = ("aanvaard", "ter_beoordeling") if weergave.ook_ter_beoordeling else ("aanvaard",)
    view = causal_view(part, soorten=SOORTEN, statussen=statuses)
    claims, steps, total = kies(lezing, weergave, part, view)
    scope = {claim.iri: claim for claim in part.claims}
    return beeld_van(CausalView(view.nodes, claims), weergave, bevindingen, scope=scope, stappen=steps, totaal=total)


@once
def deel(lezing: Lezing, regio: str, document: str) -> Lezing:
    """The reading of a region or document, kept with that of the whole graph."""
    return lezing.binnen(regio, document)


def beeld_van(
    view: CausalView,
    weergave: Weergave,
    bevindingen: Iterable[Finding] = (),
    *,
    scope: Mapping[str, ClaimRow] | None = None,
    stappen: Sequence[Filterstap] = (),
    totaal: tuple[int, int] | None = None,
) -> Kaartbeeld:
    """Follow and fold what was chosen.

    Args:
        view: the chosen claims, and at least their concepts.
        weergave: what is asked; its filters have been applied already.
        bevindingen: findings.
        scope: the claims of the region or document before any filter, by IRI.
        stappen: what the filters took away.
        totaal: arrows and claims before any filter.
    """
    findings = tuple(finding for finding in bevindingen if finding.status != "verworpen")
    everything = scope or {claim.iri: claim for claim in view.claims}
    chosen = pijlen_van(view.claims)
    asked, messages = _resolved(weergave, view, chosen)
    followed, found, complete, more = _follow(chosen, asked, view, findings, everything, messages)
    pijlen = tuple(followed)
    nodes = {iri: view.nodes[iri] for iri in sorted({iri for pijl in pijlen for iri in (pijl.van, pijl.naar)})}
    rings = _circles(findings, everything, pijlen)
    fixed = [iri for iri in (asked.begrip, asked.van, asked.naar) if iri]
    folded = vouw(pijlen, nodes, asked, fixed, [ring.begrippen for ring in rings])
    return Kaartbeeld(
        weergave=asked,
        nodes=nodes,
        pijlen=pijlen,
        knopen=folded.knopen,
        lijnen=folded.lijnen,
        onderling=folded.onderling,
        kringen=rings,
        paden=found,
        paden_volledig=complete,
        stappen=(*stappen, *more),
        totaal=totaal or (len(chosen), len(view.claims)),
        meldingen=tuple(messages),
        bevindingen=_about(findings, CausalView(nodes, view.claims)),
    )


def _resolved(weergave: Weergave, view: CausalView, pijlen: Sequence[Pijl]) -> tuple[Weergave, list[str]]:
    """The view with its concepts as IRIs, and what was not found or not certain."""
    messages: list[str] = []
    weight = Counter(iri for pijl in pijlen for _ in pijl.claims for iri in (pijl.van, pijl.naar))
    known: dict[str, str] = {}
    for name in ("begrip", "van", "naar"):
        text = getattr(weergave, name)
        same = _named(text, weight, view)
        if text and not same:
            messages.append(f"Het begrip ‘{text}’ komt in deze weergave niet voor. Kies een ander begrip of zet een filter uit.")
        if len(same) > 1:
            messages.append(f"{len(same)} begrippen heten ‘{text}’; gevolgd is het begrip met de meeste beweringen.")
        known[name] = same[0] if text and same else ""
    return replace(weergave, begrip=known["begrip"], van=known["van"], naar=known["naar"]), messages


def _named(text: str, weight: Mapping[str, int], view: CausalView) -> list[str]:
    """The concepts in view that a text means, by IRI or label, the one with the most claims first."""
    same = [iri for iri in weight if text == iri] or [iri for iri in weight if view.nodes[iri].label.casefold() == text.casefold()]
    return sorted(same, key=lambda iri: (-weight[iri], iri))


def _follow(
    chosen: Sequence[Pijl],
    weergave: Weergave,
    view: CausalView,
    findings: Sequence[Finding],
    scope: Mapping[str, ClaimRow],
    messages: list[str],
) -> tuple[Sequence[Pijl], tuple[Pad, ...], bool, list[Filterstap]]:
    """Follow the trail, then the paths, then the circle; ``messages`` gains what could not be done."""
    pijlen: Sequence[Pijl] = chosen
    steps: list[Filterstap] = []
    found: tuple[Pad, ...] = ()
    complete = True
    if weergave.begrip:
        label, within = (
            view.nodes[weergave.begrip].label,
            f", binnen {count(weergave.stappen, 'pijl', 'pijlen')}" if weergave.stappen else "",
        )
        pijlen = _kept(
            steps,
            "spoor",
            f"niet op het spoor ({_RICHTING[weergave.richting]} ‘{label}’{within})",
            pijlen,
            spoor(pijlen, weergave.begrip, weergave.richting, weergave.stappen),
        )
    if weergave.van and weergave.naar:
        found, complete = paden(pijlen, weergave.van, weergave.naar)
        van, naar = view.nodes[weergave.van].label, view.nodes[weergave.naar].label
        if not found:
            messages.append(f"Tussen ‘{van}’ en ‘{naar}’ is in deze weergave geen pad van pijlen gevonden.")
        pijlen = _kept(steps, "pad", f"niet op een pad van ‘{van}’ naar ‘{naar}’", pijlen, op_paden(pijlen, found))
    if weergave.kring:
        pijlen = _kept(steps, "kring", "hoort niet bij de gekozen kring", pijlen, _of_circle(pijlen, weergave, findings, scope, messages))
    return pijlen, found, complete, steps


def _kept(steps: list[Filterstap], name: str, reason: str, before: Sequence[Pijl], after: Sequence[Pijl]) -> Sequence[Pijl]:
    step = stap(name, reason, (claim for pijl in before for claim in pijl.claims), (claim for pijl in after for claim in pijl.claims))
    if step.beweringen:
        steps.append(step)
    return after


def _of_circle(
    pijlen: Sequence[Pijl], weergave: Weergave, findings: Sequence[Finding], scope: Mapping[str, ClaimRow], messages: list[str]
) -> Sequence[Pijl]:
    """The arrows of the circle that is asked, and those by which causes from outside drive it."""
    finding = next((finding for finding in findings if finding.id == weergave.kring and finding.soort in KRINGEN), None)
    if finding is None:
        messages.append("De gekozen kring is niet meer in de graaf; hieronder staan de kringen die er wel zijn.")
        return pijlen
    told = _told(finding, "stappen", scope) + _told(finding, "aandrijvers", scope) + _told(finding, "mogelijke_aandrijvers", scope)
    return _between(pijlen, told)


def _told(finding: Finding, part: str, scope: Mapping[str, ClaimRow]) -> list[ClaimRow]:
    """The claims that tell the steps or the drivers of a circle, as far as they are in scope."""
    steps = cast("Sequence[Mapping[str, str]]", finding.extra.get(part, ()))
    return [scope[step["bewering"]] for step in steps if step["bewering"] in scope]


def _between(pijlen: Sequence[Pijl], told: Iterable[ClaimRow]) -> list[Pijl]:
    ends = {(claim.oorzaak, claim.gevolg) for claim in told}
    return [pijl for pijl in pijlen if pijl.soort == "oorzakelijk" and (pijl.van, pijl.naar) in ends]


def _circles(findings: Sequence[Finding], scope: Mapping[str, ClaimRow], pijlen: Sequence[Pijl]) -> tuple[Kring, ...]:
    """The circles among the findings that the documents in scope tell, in the order given."""
    rings = []
    for finding in findings:
        told = _told(finding, "stappen", scope) if finding.soort in KRINGEN else []
        if not told:
            continue
        arrows = _between(pijlen, told)
        drawn = {(pijl.van, pijl.naar) for pijl in arrows}
        gone = [claim for claim in told if (claim.oorzaak, claim.gevolg) not in drawn]
        rings.append(
            Kring(
                finding,
                begrippen=tuple(sorted({iri for step in drawn for iri in step})),
                pijlen=tuple(pijl.id for pijl in arrows),
                weg=len(gone),
                wacht=sum(claim.status == "ter_beoordeling" for claim in gone),
                los=any(one.gevolg != other.oorzaak for one, other in zip(told, (*told[1:], told[0]), strict=True)),
            )
        )
    return tuple(rings)


def _about(findings: Iterable[Finding], view: CausalView) -> dict[str, tuple[Finding, ...]]:
    """The findings about one concept of this view alone, and about a region of it; by IRI."""
    regions = {claim.regio.casefold() for claim in view.claims}
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.soort not in KRINGEN and (not finding.regio or any(name.casefold() in regions for name in finding.regio)):
            about.setdefault(finding.onderwerp.casefold(), []).append(finding)
    return {iri: tuple(about[node.label.casefold()]) for iri, node in view.nodes.items() if node.label.casefold() in about}
