"""The arrows of the small picture on the A4: what the accepted claims say between concepts that stand on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from queries.records import CausalView, ClaimRow, Proof
from queries.samenvatting_records import Pijl, Vindplaats

#: How sure the text is, the surest first.
_SURE = ("vastgesteld", "verwacht", "mogelijk")


def arrows(view: CausalView, labels: Iterable[str], places: Callable[[Iterable[Proof]], tuple[Vindplaats, ...]]) -> tuple[Pijl, ...]:
    """The arrows between the concepts called ``labels`` (in any case), the strongest first.

    Arrows from an oorzaak to a knelpunt and from a knelpunt to an effect go first, then others to or from a knelpunt, then
    those from an oorzaak to an effect. After that count the documents that draw it, its different sentences, and the belief
    in the best of its claims. A concept that leads to itself is a finding, not an arrow.
    """
    on_page = {label.casefold(): label for label in labels}
    between: defaultdict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
    roles: dict[str, str] = {}
    for claim in view.claims:
        ends = [view.nodes[iri] for iri in (claim.oorzaak, claim.gevolg)]
        cause, effect = (on_page.get(node.label.casefold(), "") for node in ends)
        if cause and effect and cause != effect and claim.bewijs:
            roles |= {cause: ends[0].rol, effect: ends[1].rol}
            between[cause, effect].append(claim)
    made = [_arrow(*ends, claims, places(proof for claim in claims for proof in claim.bewijs)) for ends, claims in between.items()]
    return tuple(sorted(made, key=lambda arrow: _strength(arrow, between[arrow.van, arrow.naar], roles)))


def _arrow(cause: str, effect: str, claims: Sequence[ClaimRow], places: tuple[Vindplaats, ...]) -> Pijl:
    best = min(claims, key=lambda claim: (-claim.geloof, claim.document_id, claim.bewijs[0].pagina, claim.iri))
    signs = {claim.teken for claim in claims}
    return Pijl(
        van=cause,
        naar=effect,
        teken=signs.pop() if len(signs) == 1 else "",
        zekerheid=min((claim.zekerheid for claim in claims), key=_doubt),
        citaat=" […] ".join(proof.citaat for proof in best.bewijs),
        vindplaatsen=places,
    )


def _strength(arrow: Pijl, claims: Sequence[ClaimRow], roles: dict[str, str]) -> tuple[int, int, int, float, str, str]:
    sentences = {tuple(proof.citaat for proof in claim.bewijs) for claim in claims}
    best = max(claim.geloof for claim in claims)
    return _rank(roles[arrow.van], roles[arrow.naar]), -len(arrow.vindplaatsen), -len(sentences), -best, arrow.van, arrow.naar


def _rank(cause: str, effect: str) -> int:
    if (cause, effect) in (("Oorzaak", "Knelpunt"), ("Knelpunt", "Effect")):
        return 0
    if "Knelpunt" in (cause, effect):
        return 1
    return 2 if (cause, effect) == ("Oorzaak", "Effect") else 3


def _doubt(zekerheid: str) -> int:
    return _SURE.index(zekerheid) if zekerheid in _SURE else len(_SURE)
