"""Writing a decision: dated after the reviewer's others, and together with its effect, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from rdflib import URIRef

from graph import iris
from graph.besluiten.begrippen import family
from graph.besluiten.blad import Blad
from graph.besluiten.dagboek import additions, moment, read_decisions, reviewer_key, written
from graph.besluiten.gevolgen import users
from graph.besluiten.plaatsing import document_of, present_documents, read_places
from graph.besluiten.records import OVER_BEGRIP, OVER_BEVINDING, Anker, Besluit, Handeling, besluit
from graph.besluiten.regelgeloof import changed_rules
from graph.besluiten.toepassen import effect, ontology_changes
from graph.besluiten.toestand import state
from graph.store import Change, Store


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A decision as it is asked for: checked, but not yet dated after the reviewer's others."""

    over: str
    handeling: Handeling
    beoordelaar: str
    tijdstip: str
    reden: str = ""
    toelichting: str = ""
    wijziging: Mapping[str, str] = field(default_factory=dict)
    anker: Anker | None = None


def take(store: Store, asked: Voorstel) -> Besluit:
    """Write a decision and its effect, in one transaction.

    Raises:
        BadReviewer, BadMoment: nothing was written.
    """
    known = read_decisions(store)
    one = besluit(
        asked.over,
        asked.handeling,
        asked.beoordelaar.strip(),
        _after_last(known, asked.beoordelaar, asked.tijdstip),
        reden=asked.reden,
        toelichting=asked.toelichting.strip(),
        wijziging=asked.wijziging,
        anker=asked.anker,
    )
    store.change([*_effects(store, known, one), *additions([one])])
    return one


def about(known: Mapping[str, Besluit], one: Besluit) -> Besluit:
    """What is decided on in the end: behind every taking back stands a decision on a claim, finding or concept."""
    while one.handeling == "neem_terug":
        one = known[one.over]
    return one


def _effects(store: Store, known: tuple[Besluit, ...], one: Besluit) -> list[Change]:
    """What a decision changes in the graphs of the documents."""
    root = about({other.id: other for other in (*known, one)}, one)
    if root.handeling in OVER_BEVINDING:
        return []
    present, places = present_documents(store), read_places(store)
    before, after = state(known, places), state((*known, one), places)
    sheets = {key: Blad(store, iris.document_graph_iri(key)) for key in sorted(present)}
    if root.handeling in OVER_BEGRIP:
        concepts = {URIRef(concept) for concept in family((*known, one), root)}
        changes = [c for blad in sheets.values() for c in effect(blad, users(blad, concepts), after, concepts, whole=True)]
        return [*changes, *ontology_changes(store, after.begrippen)]
    claim = places.get(root.id, root.over)
    home = document_of(root.anker, present)[0] if root.anker is not None else ""
    rules = changed_rules(before.regels, after.regels)
    changes = []
    for key, blad in sheets.items():
        unjudged = {other for other in blad.with_rule(rules) if str(other) not in after.geldend.beweringen}
        subjects = {*unjudged, *([URIRef(claim)] if key == home and claim else ())}
        if subjects:
            changes += effect(blad, subjects, after)
    return changes


def _after_last(known: tuple[Besluit, ...], beoordelaar: str, tijdstip: str) -> str:
    """``tijdstip``, or just after the reviewer's last decision: what was decided later has to count."""
    when, key = moment(tijdstip), reviewer_key(beoordelaar)
    last = max((moment(one.tijdstip) for one in known if reviewer_key(one.beoordelaar) == key), default=None)
    return written(when if last is None or when > last else last + timedelta(milliseconds=1))
