"""The diary of decisions: one append-only graph per reviewer, and decisions as a file to hand over."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import cast

from rdflib import RDF, XSD, Literal, URIRef

from graph import iris
from graph.besluiten.controle import check_decision
from graph.besluiten.errors import BadMoment, BadReviewer, DecisionsDamaged
from graph.besluiten.records import (
    HANDELINGEN,
    OVER_BEVINDING,
    Anker,
    Besluit,
    Handeling,
    anchor_fields,
    anchor_from,
    anchor_read,
    anchor_text,
    with_id,
)
from graph.errors import GraphError
from graph.store import Change, Store, Value
from graph.terms import Triple, text
from ontology.namen import slug
from ontology.prefixes import ID, NS
from ontology.vocab import RG

#: What a file of decisions calls itself; another form is refused.
VORM = "regiograaf-besluiten-1"
_LONGEST_NAME = 80
_NODE = f"{ID}besluit/"
_FIELDS = (
    *("beoordeelt", "overBevinding", "besluit", "beoordelaar", "tijdstip", "redenBesluit", "toelichting"),
    *("wijziging", "anker"),
)
_TEXTS = ("over", "beoordelaar", "tijdstip", "reden", "toelichting")


# --- in the graph -----------------------------------------------------------------------------------------------------------


def additions(decisions: Iterable[Besluit]) -> list[Change]:
    """What the graphs of the reviewers get; nothing is ever taken from them."""
    by_graph: defaultdict[str, list[Triple]] = defaultdict(list)
    for one in decisions:
        by_graph[iris.review_graph_iri(reviewer_key(one.beoordelaar))] += decision_triples(one)
    return [Change(name, (), tuple(triples)) for name, triples in sorted(by_graph.items())]


def read_decisions(store: Store) -> tuple[Besluit, ...]:
    """All decisions of all reviewers, taken back or not, by moment and id.

    Raises:
        DecisionsDamaged: a decision lacks a field or has one that cannot be read.
    """
    found: list[Besluit] = []
    for name in store.graphs():
        if name.startswith(iris.review_graph_iri("x")[:-1]):
            rows: defaultdict[str, dict[str, Value]] = defaultdict(dict)
            for subject, predicate, value in store.statements(name, [NS + field for field in _FIELDS]):
                rows[subject][predicate.removeprefix(NS)] = value
            found += [_from_row(node, row, name) for node, row in rows.items()]
    return tuple(sorted(found, key=in_time))


def decision_triples(one: Besluit) -> Iterator[Triple]:
    """One decision as docs/graafmodel.md describes it."""
    node = iris.besluit_iri(one.id)
    yield node, RDF.type, RG.Beoordelingsbesluit
    if one.handeling in OVER_BEVINDING:
        yield node, RG.overBevinding, text(one.over)
    else:
        yield node, RG.beoordeelt, iris.besluit_iri(one.over) if one.handeling == "neem_terug" else iris.checked_iri(one.over)
    yield node, RG.besluit, text(one.handeling)
    yield node, RG.beoordelaar, text(one.beoordelaar)
    yield node, RG.tijdstip, Literal(one.tijdstip, datatype=XSD.dateTime, normalize=False)
    if one.reden:
        yield node, RG.redenBesluit, text(one.reden)
    if one.toelichting:
        yield node, RG.toelichting, text(one.toelichting)
    if one.wijziging:
        yield node, RG.wijziging, text(json.dumps(dict(one.wijziging), ensure_ascii=False, sort_keys=True))
    if one.anker is not None:
        yield from _anchor_triples(node, one.anker)


def _anchor_triples(node: URIRef, anker: Anker) -> Iterator[Triple]:
    yield node, RG.anker, text(anchor_text(anker))
    if anker.bestand:
        yield node, RG.gezienDocument, text(anker.bestand)
    if anker.citaat:
        yield node, RG.gezienPagina, Literal(anker.pagina)
        yield node, RG.gezienCitaat, text(anker.citaat)


def _from_row(node: str, row: Mapping[str, Value], graph: str) -> Besluit:
    over = str(row.get("overBevinding", row.get("beoordeelt", "")))
    try:
        return Besluit(
            id=node.removeprefix(_NODE),
            over=over.removeprefix(_NODE) if row["besluit"] == "neem_terug" else over,
            handeling=cast("Handeling", row["besluit"]),
            beoordelaar=str(row["beoordelaar"]),
            tijdstip=str(row["tijdstip"]),
            reden=str(row.get("redenBesluit", "")),
            toelichting=str(row.get("toelichting", "")),
            wijziging=tuple(sorted(json.loads(str(row["wijziging"])).items())) if "wijziging" in row else (),
            anker=anchor_read(str(row["anker"])) if "anker" in row else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DecisionsDamaged(graph, f"besluit {node.removeprefix(_NODE)}") from error


# --- as a file ---------------------------------------------------------------------------------------------------------------


def decisions_json(decisions: Iterable[Besluit]) -> dict[str, object]:
    """Decisions to write as JSON, by moment and id; the same decisions give the same text."""
    return {"vorm": VORM, "besluiten": [_as_json(one) for one in sorted(decisions, key=in_time)]}


def decisions_from_json(data: object, *, plaats: str = "het bestand") -> tuple[Besluit, ...]:
    """The decisions that ``decisions_json`` gave, by moment and id.

    Args:
        data: parsed JSON.
        plaats: where it came from, for the message.

    Raises:
        DecisionsDamaged: anything in it is missing, unknown or changed (an id must fit its content).
    """
    if not isinstance(data, dict) or data.get("vorm") != VORM or not isinstance(data.get("besluiten"), list):
        raise DecisionsDamaged(plaats, "dit is geen bestand met besluiten van regiograaf")
    entries = data["besluiten"]
    if not all(isinstance(entry, dict) for entry in entries):
        raise DecisionsDamaged(plaats, "een besluit is geen JSON-object")
    made = {one.id: one for one in (_checked(entry, plaats, str(entry.get("id", ""))) for entry in entries)}
    return tuple(sorted(made.values(), key=in_time))


def _as_json(one: Besluit) -> dict[str, object]:
    return {
        "id": one.id,
        "over": one.over,
        "handeling": one.handeling,
        "beoordelaar": one.beoordelaar,
        "tijdstip": one.tijdstip,
        "reden": one.reden,
        "toelichting": one.toelichting,
        "wijziging": dict(one.wijziging),
        "anker": anchor_fields(one.anker) if one.anker is not None else None,
    }


def _checked(fields: Mapping[str, object], place: str, decision_id: str) -> Besluit:
    """A decision from its plain fields, refused when one is not what it has to be or the id does not fit."""

    def damaged(why: str) -> DecisionsDamaged:
        shown = decision_id[:_LONGEST_NAME].encode("utf-8", "replace").decode("utf-8")  # it may be anything
        return DecisionsDamaged(place, f"besluit {shown or 'zonder id'}: {why}")

    for name in _TEXTS:
        if not isinstance(fields.get(name, ""), str):
            raise damaged(f"{name} is geen tekst")
    change, anchor = fields.get("wijziging") or {}, fields.get("anker")
    if fields.get("handeling") not in HANDELINGEN or not fields.get("over"):
        raise damaged("handeling of onderwerp ontbreekt")
    if anchor is not None and not isinstance(anchor, dict):
        raise damaged("anker is geen JSON-object")
    if not isinstance(change, dict) or not all(isinstance(part, str) for pair in change.items() for part in pair):
        raise damaged("wijziging is geen lijst van teksten")
    try:
        if written(moment(str(fields.get("tijdstip", "")))) != fields["tijdstip"]:
            raise damaged("tijdstip staat niet in UTC")
        reviewer_key(str(fields.get("beoordelaar", "")))
        seen = anchor_from(anchor) if anchor is not None else None
    except (BadMoment, BadReviewer, TypeError, ValueError) as error:
        raise damaged("tijdstip, beoordelaar of anker klopt niet") from error
    texts = {name: str(fields.get(name, "")) for name in _TEXTS}
    pairs = tuple(sorted(change.items()))
    one = with_id(Besluit("", handeling=cast("Handeling", fields["handeling"]), wijziging=pairs, anker=seen, **texts))
    if one.id != decision_id:
        raise damaged("de inhoud is veranderd")
    try:
        check_decision(one)
    except (GraphError, ValueError) as error:
        raise damaged(str(error).rstrip(".")) from error
    return one


# --- who and when ------------------------------------------------------------------------------------------------------------


def reviewer_key(name: str) -> str:
    """What tells reviewers apart: their name without case, diacritics and signs.

    Raises:
        BadReviewer: no name, or more than a name.
    """
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise BadReviewer(name)
    return slug(name.strip())


def moment(tijdstip: str) -> datetime:
    """The moment that a text names, in UTC.

    Raises:
        BadMoment: it is not ISO 8601 with a time zone.
    """
    try:
        found = datetime.fromisoformat(tijdstip)
        if found.tzinfo is None:
            raise BadMoment(tijdstip)
        return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:  # OverflowError: a moment that in UTC lies before the year 1 or after 9999
        raise BadMoment(tijdstip) from error


def written(when: datetime) -> str:
    """A moment as it is stored: in UTC, no more digits than needed, so that every store leaves it as it is."""
    whole, _, fraction = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f").partition(".")
    digits = fraction.rstrip("0")
    return f"{whole}.{digits}Z" if digits else f"{whole}Z"


def in_time(one: Besluit) -> tuple[datetime, str]:
    """Sort key: by moment, then id."""
    return moment(one.tijdstip), one.id
