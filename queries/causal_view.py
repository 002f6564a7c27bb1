"""The explanation graph: concepts and the claims between them, for a document, a region or everything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from graph.store import Store, Value
from queries.facts import (
    Concept,
    Places,
    RoleRow,
    framework_role,
    influence_of,
    local_name,
    read_concepts,
    read_places,
    read_roles,
    scope,
    text_of,
)
from queries.records import CausalView, ClaimRow, Node
from queries.run import run_intern

_KINDS = {"OorzakelijkeBewering": "oorzakelijk", "BeoogdeBewering": "beoogd", "Verbandbewering": "verband"}


def causal_view(
    store: Store,
    *,
    regio: str | None = None,
    document: str | None = None,
    soorten: Collection[str] = ("oorzakelijk",),
    statussen: Collection[str] = ("aanvaard",),
    ontkend: bool = False,
) -> CausalView:
    """The claims of a region (by name), a document (by file name or id) or everything, and their concepts.

    ``ClaimRow.teken`` is the sign between the *concepts*: where the text names the decrease or lack of a concept
    (a negative pole) the sign of the text is turned; '' when the graph gives no sign. A cause or effect that was not
    linked to a concept gets a node of its own, named after its claim, so that it joins nothing by accident.

    Args:
        store: the graph.
        regio: only documents of this region.
        document: only this document; a file name that several documents have gives them all.
        soorten: kinds of claim: oorzakelijk, beoogd, verband.
        statussen: aanvaard, ter_beoordeling.
        ontkend: also the claims that the text denies.
    """
    params = scope(regio, document)
    places = read_places(store, params, "bron")
    claims: list[ClaimRow] = []
    texts: dict[str, str] = {}
    for row in run_intern(store, "beweringen", params).rows:
        soort = _KINDS.get(local_name(row["klasse"]), "")
        if soort in soorten and text_of(row["status"]) in statussen and (ontkend or not row["ontkend"]):
            claim = _claim(soort, row, places)
            claims.append(claim)
            texts.setdefault(claim.oorzaak, claim.oorzaaktekst)
            texts.setdefault(claim.gevolg, claim.gevolgtekst)
    nodes = _nodes(claims, texts, read_concepts(store), read_roles(store, params))
    return CausalView(nodes, tuple(claims))


def _claim(soort: str, row: Mapping[str, Value], places: Places) -> ClaimRow:
    iri = text_of(row["bewering"])
    return ClaimRow(
        iri=iri,
        soort=soort,
        oorzaak=text_of(row["oorzaak"]) or f"{iri}#oorzaak",
        gevolg=text_of(row["gevolg"]) or f"{iri}#gevolg",
        oorzaaktekst=text_of(row["oorzaaktekst"]),
        gevolgtekst=text_of(row["gevolgtekst"]),
        teken=_sign(row),
        zekerheid=text_of(row["zekerheid"]),
        status=text_of(row["status"]),
        geloof=float(row["geloof"] or 0.0),
        signaalwoord=text_of(row["signaalwoord"]),
        regel=text_of(row["regel"]),
        document=text_of(row["document"]),
        regio=text_of(row["regio"]),
        paragraaf=text_of(row["paragraaf"]),
        bewijs=places.get((iri, "bron"), ()),
        document_id=text_of(row["document_id"]),
    )


def _sign(row: Mapping[str, Value]) -> str:
    sign = text_of(row["teken"])
    turned = [row["oorzaakpool"], row["gevolgpool"]].count("-") == 1
    return {"+": "-", "-": "+"}.get(sign, "") if turned else sign


def _nodes(
    claims: Iterable[ClaimRow], texts: Mapping[str, str], concepts: Mapping[str, Concept], roles: Mapping[str, list[RoleRow]]
) -> dict[str, Node]:
    claims = tuple(claims)
    causes = {claim.oorzaak for claim in claims}
    effects = {claim.gevolg for claim in claims}
    nodes: dict[str, Node] = {}
    for iri in sorted(causes | effects):
        concept, assigned = concepts.get(iri), roles.get(iri, [])
        by_place = "Effect" if iri not in causes else "Oorzaak" if iri not in effects else "Knelpunt"
        nodes[iri] = Node(
            iri=iri,
            label=concept.label if concept else texts[iri],
            rol=framework_role(concept, assigned) or by_place,
            beinvloedbaar=influence_of(concept, assigned),
            dimensie=concept.dimensie if concept else "",
        )
    return nodes
