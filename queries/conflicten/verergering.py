"""C16: a measure of one plan raises what another document names as the cause of a bottleneck."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.planfeiten import Maatregel, Planfeit, Waarborg
from ontology.plekken import find_plekken, same_place
from queries.conflicten.records import Conflictregel, Treffer, Voorwaarde
from queries.mentions import PlaceIndex
from queries.planfeiten import Feit, Planfeiten
from queries.records import ClaimRow

#: Measures that take something away or bring it elsewhere.
_TAKES = frozenset({"sluiten", "afschalen", "concentreren", "verplaatsen"})
#: Most claims between the measure and the bottleneck.
_STEPS = 3


def find_worsening(feiten: Planfeiten) -> Iterator[Treffer]:
    """Each chain of claims from the sentence of a measure to a bottleneck of another document."""
    claims = [c for c in feiten.beweringen.claims if c.teken == "+"]
    told = PlaceIndex((claim.iri, claim.bewijs) for claim in claims)
    for measure in feiten.van(Maatregel):
        if measure.inhoud.richting not in _TAKES or not measure.plan.is_plan or measure.inhoud.planstatus in {"wens", "ingetrokken"}:
            continue
        nearby = told.at(measure.zin)
        for first in (c for c in claims if c.iri in nearby and set(c.bewijs) & set(measure.zin) and _caused_by(measure.inhoud, c)):
            for chain in _chains(first, claims, measure.plan.document_id):
                if _near(feiten, measure, chain[-1]):
                    yield _hit(feiten, measure, chain)


def _caused_by(measure: Maatregel, claim: ClaimRow) -> bool:
    """Whether the cause of a claim is the measure itself and not what led to it: it names a place of the measure."""
    named = {hit.sleutel for hit in find_plekken(claim.oorzaaktekst)}
    return bool(same_place(named, {*measure.plekken, *measure.van_plekken, *measure.naar_plekken}))


def _chains(first: ClaimRow, claims: list[ClaimRow], home: str) -> Iterator[tuple[ClaimRow, ...]]:
    """The chains that begin with a claim and end with one of another document, the shortest to each of those."""
    reached = {first.oorzaak, first.gevolg}
    chains: list[tuple[ClaimRow, ...]] = [(first,)]
    for _ in range(_STEPS - 1):
        longer = [(*chain, c) for chain in chains for c in claims if c.oorzaak == chain[-1].gevolg and c.gevolg not in reached]
        yield from (chain for chain in longer if chain[-1].document_id != home)
        reached |= {chain[-1].gevolg for chain in longer}
        chains = [chain for chain in longer if chain[-1].document_id == home]


def _near(feiten: Planfeiten, measure: Feit[Maatregel], last: ClaimRow) -> bool:
    """Whether the other document is about an area of the measure."""
    other = feiten.plannen[last.document_id]
    return bool(measure.gemeenten & other.gemeenten) or (measure.plan.regio == other.regio and not (measure.gemeenten and other.gemeenten))


def _hit(feiten: Planfeiten, measure: Feit[Maatregel], chain: tuple[ClaimRow, ...]) -> Treffer:
    last = chain[-1]
    labels = tuple(feiten.beweringen.nodes[iri].label for iri in (*(c.oorzaak for c in chain[1:]), last.gevolg))
    other: Feit[Planfeit] = Feit(last.iri, Planfeit(onderwerp=labels[-1]), feiten.plannen[last.document_id], last.bewijs, last.bewijs)
    return Treffer(
        onderwerp=f"{labels[0]}: oorzaak van {labels[-1]}",
        a=measure,
        b=(other,),
        uitleg=f"Volgens de tekst vergroot de maatregel: {labels[0]}. Een ander document noemt dat als oorzaak van: {labels[-1]}.",
        voorwaarden=(*_softened(feiten, measure), *_sure(chain)),
        extra_bewijs=tuple(proof for claim in chain[:-1] for proof in claim.bewijs),
        velden={"keten": list(labels)},
    )


def _softened(feiten: Planfeiten, measure: Feit[Maatregel]) -> Iterator[Voorwaarde]:
    """Clauses a and b: the plan does something about it, or has reckoned that on balance nothing gets worse."""
    pages = {proof.pagina for proof in measure.bewijs}
    done = [w for w in feiten.in_plan(Waarborg, measure.plan) if w.inhoud.aard == "mitigatie" and pages & {p.pagina for p in w.zin}]
    net = next((w for w in done if w.inhoud.onderwerp == "netto"), None)
    if net:
        yield Voorwaarde("b", "geen_conflict", "het plan heeft berekend dat het er per saldo niet slechter van wordt", net.zin)
    elif done:
        yield Voorwaarde("a", "geen_conflict", "het plan er zelf iets tegen doet", done[0].zin)
    else:
        yield Voorwaarde("a", "gaat_niet_op", "het plan er op die plaats niets tegen doet")


def _sure(chain: tuple[ClaimRow, ...]) -> Iterator[Voorwaarde]:
    """A step that still has to be judged makes it a signal."""
    unsure = next((claim for claim in chain if claim.status != "aanvaard"), None)
    if unsure:
        yield Voorwaarde("onzeker", "signaal", "een stap van de keten nog beoordeeld moet worden", unsure.bewijs)


C16 = Conflictregel("C16", find_worsening)
