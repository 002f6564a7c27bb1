"""Circles as findings: cirkelredenering, lus and schijnlus."""

from __future__ import annotations

from collections.abc import Mapping

from queries.causal_view import causal_view
from queries.lezing import Lezing
from queries.loops import Edge, Join, Loop, find_loops
from queries.records import ClaimRow, Ernst, Finding, Node, Proof
from queries.worded_loops import worded_loops
from queries.wording import distinct, documents_of, enumeration, finding_id, page_list, places

_WEIGHT: dict[str, Ernst] = {"cirkelredenering": "hoog", "lus": "midden", "schijnlus": "laag"}
_EFFECT = {
    "versterkend": "De kring versterkt zichzelf.",
    "dempend": "De kring remt zichzelf af.",
    "onbekend": "Of de kring zichzelf versterkt of afremt, is uit de tekst niet op te maken.",
}
#: Belief from which a claim that is still to be reviewed can be a step of a circle.
PLAUSIBLE = 0.2
#: Causes from outside that are shown as evidence; the others are listed without their quote.
_DRIVERS_SHOWN = 3


def find_circles(lezing: Lezing) -> list[Finding]:
    """A finding for every circle in a document, and for every circle that closes only over documents of a region.

    A sure circle over equal concepts goes before one whose steps meet in other words, and that before an unsure one.
    """
    view = causal_view(lezing, statussen=("aanvaard", "ter_beoordeling"))
    loops = [loop for loop in find_loops(view.claims) if _plausible(loop) and (loop.sure or not _told_both_ways(loop))]
    worded = [one for one in worded_loops(view.claims, view.nodes, lezing.pages) if not any(_goes_before(loop, one.loop) for loop in loops)]
    loops = [loop for loop in loops if loop.sure or not any(_same_story(loop, one.loop) for one in worded)]
    nodes = {**view.nodes, **{node.iri: node for one in worded for node in one.nodes}}
    return [_finding(loop, nodes) for loop in (*loops, *(one.loop for one in worded))]


def _goes_before(loop: Loop, worded: Loop) -> bool:
    """Whether a circle over equal concepts tells what one in other words tells, and is sure or all there is to it."""
    return _same_story(loop, worded) and (loop.sure or all(join.same_concept for join in worded.joins))


def _same_story(loop: Loop, other: Loop) -> bool:
    """Whether two circles rest on a same sentence."""
    if loop.regio != other.regio:
        return False
    told = [{proof for claim in one.told for proof in claim.bewijs} for one in (loop, other)]
    return bool(told[0] & told[1])


def _told_both_ways(loop: Loop) -> bool:
    """Whether one signal word was read in two directions: that is doubt about the sentence, no circle."""
    doubt = not all(step.accepted for step in loop.steps)
    return doubt and len(loop.told) > 1 and len({(claim.bewijs[-1], claim.signaalwoord) for claim in loop.told if claim.bewijs}) == 1


def _plausible(loop: Loop) -> bool:
    """Whether every step is accepted, or likely enough to ask a human about: a chain of guesses is not worth asking."""
    return all(step.accepted or max(claim.geloof for claim in step.claims) >= PLAUSIBLE for step in loop.steps)


def _finding(loop: Loop, nodes: Mapping[str, Node]) -> Finding:
    chain = tuple(nodes[iri].label for iri in loop.nodes)
    told = distinct(proof for claim in loop.told for proof in claim.bewijs)
    shown = loop.drivers[:_DRIVERS_SHOWN] if loop.kind == "lus" else ()
    proofs = distinct((*told, *(proof for driver in shown for proof in driver.claims[0].bewijs)))
    return Finding(
        id=finding_id(loop.kind, sorted({claim.document_id for claim in loop.told}), sorted(loop.nodes)),
        soort=loop.kind,
        regel="kringen",
        ernst=_weight(loop),
        regio=(loop.regio,),
        onderwerp=_round(chain),
        uitleg=" ".join(_sentences(loop, nodes, told)),
        documenten=documents_of(proofs) or tuple(sorted({claim.document for claim in loop.told})),
        bewijs=proofs,
        keten=chain,
        te_bevestigen=not loop.sure,
        extra=_extra(loop, nodes),
    )


def _weight(loop: Loop) -> Ernst:
    if not loop.sure:
        return "laag"
    if loop.kind == "cirkelredenering" and len(loop.steps) == 1:
        return "midden"  # two wordings of one concept: it may also be that they were linked too freely
    return _WEIGHT[loop.kind]


def _sentences(loop: Loop, nodes: Mapping[str, Node], told: tuple[Proof, ...]) -> list[str]:
    sentences = [_opening(loop, nodes, told), *_told_where(loop, told), *_outside(loop, nodes)]
    if loop.kind != "schijnlus":
        sentences.append(_EFFECT[loop.effect])
    if len(loop.steps) > 1:
        best = loop.weakest.claims[0]
        where = f"{best.document}, {page_list(proof.pagina for proof in best.bewijs)}"
        sentences.append(f"De zwakste schakel is {_arrow(loop.weakest, nodes)} ({where}).")
    doubt = [_arrow(step, nodes) for step in loop.steps if not step.accepted]
    if doubt:
        sentences.append(f"De kring rust op wat nog beoordeeld moet worden: {enumeration(doubt)}.")
    other = [f"'{join.gevolgtekst}' en '{join.oorzaaktekst}'" for join in loop.joins if not join.sure]
    if other:
        sentences.append(
            f"De schakels sluiten op elkaar aan in andere woorden; na te gaan is of hetzelfde bedoeld is met {enumeration(other)}."
        )
    if loop.others or not loop.complete:
        count = f"nog {loop.others}" if loop.complete else f"ten minste nog {loop.others}"
        sentences.append(f"Dezelfde begrippen vormen {count} andere {'kring' if loop.others == 1 else 'kringen'}.")
    return sentences


def _opening(loop: Loop, nodes: Mapping[str, Node], told: tuple[Proof, ...]) -> str:
    labels = [f"'{nodes[iri].label}'" for iri in loop.nodes]
    if loop.kind == "schijnlus":
        steps = [f"{_arrow(step, nodes)} in {places(claim.bewijs)}" for step, claim in zip(loop.steps, loop.told, strict=True)]
        return f"Deze kring sluit alleen als documenten worden samengevoegd; geen ervan vertelt hem helemaal: {enumeration(steps)}."
    if len(labels) == 1:
        claim = loop.told[0]
        return f"{places(told)} verklaart {labels[0]} uit zichzelf: '{claim.oorzaaktekst}' leidt tot '{claim.gevolgtekst}'."
    return f"In {places(told)} verklaren {enumeration(labels)} elkaar in een kring."


def _told_where(loop: Loop, told: tuple[Proof, ...]) -> list[str]:
    if loop.kind == "schijnlus" or len(loop.steps) == 1:
        return []
    if loop.whole:
        return ["De kring staat bij elkaar in één passage of paragraaf."]
    return [f"De kring is samengesteld uit passages op verschillende plaatsen ({page_list(proof.pagina for proof in told)})."]


def _outside(loop: Loop, nodes: Mapping[str, Node]) -> list[str]:
    if loop.kind == "schijnlus":
        return []
    if loop.drivers:
        return [f"Van buiten de kring: {enumeration([_driver_text(driver, nodes) for driver in loop.drivers[:_DRIVERS_SHOWN]])}."]
    if not loop.possible_drivers:
        return ["De tekst noemt geen oorzaak van buiten de kring."]
    possible = enumeration([_driver_text(driver, nodes) for driver in loop.possible_drivers[:_DRIVERS_SHOWN]])
    return [f"Of de tekst een oorzaak van buiten de kring noemt, is nog te beoordelen: {possible}."]


def _driver_text(driver: Edge, nodes: Mapping[str, Node]) -> str:
    return f"{_arrow(driver, nodes)} ({page_list(proof.pagina for proof in driver.claims[0].bewijs)})"


def _arrow(edge: Edge, nodes: Mapping[str, Node]) -> str:
    return f"{nodes[edge.oorzaak].label} → {nodes[edge.gevolg].label}"


def _round(chain: tuple[str, ...]) -> str:
    return " → ".join((*chain, chain[0]))


def _extra(loop: Loop, nodes: Mapping[str, Node]) -> dict[str, object]:
    steps = [_step(step, claim, nodes) for step, claim in zip(loop.steps, loop.told, strict=True)]
    weakest = loop.weakest
    return {
        "werking": loop.effect,
        "in_een_passage": loop.whole,
        "stappen": steps,
        "zwakste_schakel": _step(weakest, weakest.claims[0], nodes),
        "aansluitingen": [_join(join) for join in loop.joins],
        "doorbreekbaar": _breakable(loop, nodes),
        "aandrijvers": [_step(driver, driver.claims[0], nodes) for driver in loop.drivers],
        "mogelijke_aandrijvers": [_step(driver, driver.claims[0], nodes) for driver in loop.possible_drivers],
        "te_beoordelen": [claim.iri for step in (*loop.steps, *loop.possible_drivers) if not step.accepted for claim in step.claims],
        "meer_kringen": loop.others,
        "zoektocht_volledig": loop.complete,
    }


def _join(join: Join) -> dict[str, object]:
    return {
        "gevolgtekst": join.gevolgtekst,
        "oorzaaktekst": join.oorzaaktekst,
        "zelfde_woorden": [f"{one} = {other}" if one != other else one for one, other in join.woorden],
        "gelijkenis": join.gelijkenis,
        "tegengesteld": join.opposed,
    }


def _breakable(loop: Loop, nodes: Mapping[str, Node]) -> list[dict[str, object]]:
    """Where the circle can be broken: what a region can influence of the concepts in it and of what drives it."""
    found: dict[str, dict[str, object]] = {}
    for edge, claim in (*zip(loop.steps, loop.told, strict=True), *((driver, driver.claims[0]) for driver in loop.drivers)):
        node = nodes[edge.oorzaak]
        if node.beinvloedbaar:
            page = claim.bewijs[0].pagina if claim.bewijs else None
            found.setdefault(
                node.label, {"begrip": node.label, "beinvloedbaar": True, "bewering": claim.iri, "document": claim.document, "pagina": page}
            )
    return list(found.values())


def _step(edge: Edge, claim: ClaimRow, nodes: Mapping[str, Node]) -> dict[str, object]:
    return {
        "oorzaak": nodes[edge.oorzaak].label,
        "gevolg": nodes[edge.gevolg].label,
        "oorzaaktekst": claim.oorzaaktekst,
        "gevolgtekst": claim.gevolgtekst,
        "teken": edge.sign or "onbekend",
        "geloof": claim.geloof,
        "beweringen": len(edge.claims),
        "bewering": claim.iri,
        "document": claim.document,
        "pagina": claim.bewijs[0].pagina if claim.bewijs else None,
    }
