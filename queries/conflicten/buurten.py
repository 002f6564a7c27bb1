"""Which documents can meet at all: those of one region or with a place in common, so that rules need not pair the whole country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import networkx as nx

from ontology.planfeiten import Personeelsclaim, Planfeit
from queries.planfeiten import Feit, Planfeiten
from queries.records import CausalView, ClaimRow


def neighbourhoods(feiten: Planfeiten) -> Iterator[Planfeiten]:
    """The plans and facts of each group of documents that hang together by region or place, by the first document id.

    Every rule asks for a shared region or gemeente, so no pair is lost. Names of gemeenten stay those of the whole graph.
    """
    facts: defaultdict[int, list[Feit[Planfeit]]] = defaultdict(list)
    claims: defaultdict[int, list[ClaimRow]] = defaultdict(list)
    home = {document: number for number, group in enumerate(_groups(feiten)) for document in group}
    for feit in feiten.feiten:
        facts[home[feit.plan.document_id]].append(feit)
    for claim in feiten.beweringen.claims:
        claims[home[claim.document_id]].append(claim)
    for number in dict.fromkeys(home.values()):
        plans = {key: plan for key, plan in feiten.plannen.items() if home[key] == number}
        view = CausalView(feiten.beweringen.nodes, tuple(claims[number]))
        yield replace(feiten, plannen=plans, feiten=tuple(facts[number]), beweringen=view)


def _groups(feiten: Planfeiten) -> list[list[str]]:
    graph = nx.Graph()
    regions = {plan.regio.lower() for plan in feiten.plannen.values()}
    for plan in feiten.plannen.values():
        graph.add_node(("document", plan.document_id))
        graph.add_edges_from((("document", plan.document_id), ("naam", name.lower())) for name in (plan.regio, *plan.gemeenten))
    for feit in feiten.feiten:
        names = {*feit.gemeenten, *(name.lower() for name in _named(feit.inhoud))}
        names |= regions & {party.lower() for party in feit.inhoud.partijen}
        graph.add_edges_from((("document", feit.plan.document_id), ("naam", name)) for name in names)
    groups = (sorted(key for kind, key in group if kind == "document") for group in nx.connected_components(graph))
    return sorted(groups)


def _named(inhoud: Planfeit) -> tuple[str, ...]:
    market = (inhoud.arbeidsmarktregio,) if isinstance(inhoud, Personeelsclaim) and inhoud.arbeidsmarktregio else ()
    return (*inhoud.gemeenten, *inhoud.locaties, *market)
