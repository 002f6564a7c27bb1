"""Circles as findings: cirkelredenering, lus and schijnlus."""

from __future__ import annotations

from collections.abc import Mapping

from graph.store import Store
from queries.causal_view import causal_view
from queries.loops import Edge, Loop, find_loops
from queries.records import ClaimRow, Ernst, Finding, Node, Proof
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


def find_circles(store: Store) -> list[Finding]:
    """A finding for every circle in a document, and for every circle that closes only over documents of a region."""
    view = causal_view(store, statussen=("aanvaard", "ter_beoordeling"))
    return [_finding(loop, view.nodes) for loop in find_loops(view.claims) if _plausible(loop)]


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
        "aandrijvers": [_step(driver, driver.claims[0], nodes) for driver in loop.drivers],
        "mogelijke_aandrijvers": [_step(driver, driver.claims[0], nodes) for driver in loop.possible_drivers],
        "te_beoordelen": [claim.iri for step in (*loop.steps, *loop.possible_drivers) if not step.accepted for claim in step.claims],
        "meer_kringen": loop.others,
        "zoektocht_volledig": loop.complete,
    }


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
