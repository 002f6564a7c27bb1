"""The explanation graph: concepts and the claims between them, for a document, a region or everything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from queries.facts import Concept, RoleRow, framework_role, influence_of
from queries.lezing import Lezing, once
from queries.records import CausalView, ClaimRow, Node


@once
def causal_view(
    lezing: Lezing, *, soorten: Collection[str] = ("oorzakelijk",), statussen: Collection[str] = ("aanvaard",), ontkend: bool = False
) -> CausalView:
    """The claims of the documents of ``lezing`` (of everything, or ``binnen`` a region or document) and their concepts.

    ``ClaimRow.teken`` is the sign between the *concepts*: where the text names the decrease or lack of a concept
    (a negative pole) the sign of the text is turned; '' when the graph gives no sign. A cause or effect that was not
    linked to a concept gets a node of its own, named after its claim, so that it joins nothing by accident.

    Args:
        lezing: the graph as read.
        soorten: kinds of claim: oorzakelijk, beoogd, verband.
        statussen: aanvaard, ter_beoordeling.
        ontkend: also the claims that the text denies.
    """
    chosen = (claim for claim in lezing.claims if claim.soort in soorten and claim.status in statussen)
    claims = tuple(claim for claim in chosen if ontkend or claim.iri not in lezing.denied)
    texts: dict[str, str] = {}
    for claim in claims:
        texts.setdefault(claim.oorzaak, claim.oorzaaktekst)
        texts.setdefault(claim.gevolg, claim.gevolgtekst)
    return CausalView(_nodes(claims, texts, lezing.concepts, lezing.roles), claims)


def _nodes(
    claims: Iterable[ClaimRow], texts: Mapping[str, str], concepts: Mapping[str, Concept], roles: Mapping[str, list[RoleRow]]
) -> dict[str, Node]:
    place = _roles_by_place(tuple(claims))
    nodes: dict[str, Node] = {}
    for iri in sorted(place):
        concept, assigned = concepts.get(iri), roles.get(iri, [])
        nodes[iri] = Node(
            iri=iri,
            label=concept.label if concept else texts[iri],
            rol=framework_role(concept, assigned) or place[iri],
            beinvloedbaar=influence_of(concept, assigned),
            dimensie=concept.dimensie if concept else "",
        )
    return nodes


def _roles_by_place(claims: tuple[ClaimRow, ...]) -> dict[str, str]:
    """The role of a concept by where it stands: first in what the texts explain, then in what plans intend.

    A maatregel is no oorzaak, what it should lead to no knelpunt, and what only correlates neither ('').
    """
    ends: dict[str, tuple[set[str], set[str]]] = {soort: (set(), set()) for soort in ("oorzakelijk", "beoogd", "verband")}
    for claim in claims:
        causes, effects = ends[claim.soort]
        causes.add(claim.oorzaak)
        effects.add(claim.gevolg)
    place = dict.fromkeys(set[str]().union(*ends["verband"]), "")
    means, aims = ends["beoogd"]
    place |= dict.fromkeys(means, "Maatregel") | dict.fromkeys(aims, "Effect")
    causes, effects = ends["oorzakelijk"]
    place |= dict.fromkeys(causes, "Oorzaak") | dict.fromkeys(effects, "Effect")
    return place | dict.fromkeys(causes & effects, "Knelpunt")
