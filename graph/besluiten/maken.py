"""Taking a decision: everything is checked first, and what is refused leaves no trace.

All functions write the decision and put its effect in the graph, in one transaction; ``tijdstip`` is ISO 8601 and is moved on a
little when the reviewer's last decision is not before it. They raise ``BesluitError`` (and ``graph.errors.GraphError``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from rdflib import URIRef

from graph.besluiten.anker import anchor_of, concept_name, document_graph_of
from graph.besluiten.begrippen import Begrippen, concept_state, fold, influence_text, own_concept
from graph.besluiten.bewering import quote_of
from graph.besluiten.blad import Blad
from graph.besluiten.controle import check_label, check_reason
from graph.besluiten.dagboek import read_decisions, reviewer_key
from graph.besluiten.errors import (
    AlreadyMerged,
    AlreadyTakenBack,
    BadCorrection,
    MergeForbidden,
    NotYours,
    UnknownAct,
    UnknownDecision,
)
from graph.besluiten.geldend import holding, still_standing
from graph.besluiten.nemen import Voorstel, about, take
from graph.besluiten.records import OVER_BEGRIP, OVER_BEVINDING, OVER_BEWERING, Besluit, Handeling
from graph.besluiten.wijziging import check_correction, corrected
from graph.store import Store


def judge_claim(
    store: Store,
    iri: str,
    handeling: Handeling,
    *,
    beoordelaar: str,
    tijdstip: str,
    reden: str = "",
    toelichting: str = "",
    wijziging: Mapping[str, str] | None = None,
) -> Besluit:
    """Accept, reject or correct a claim, and put the effect in the graph.

    Args:
        store: open to write.
        iri: the claim.
        handeling: aanvaard, verwerp or wijzig.
        beoordelaar: who decides.
        tijdstip: when, ISO 8601; moved on a little when the reviewer's last decision is not before it.
        reden: a key of besluiten.toml, or ''.
        toelichting: what the reviewer wrote.
        wijziging: for wijzig: the new values, see ``Besluit``.

    Raises:
        BesluitError: the decision cannot be taken; nothing was written.
    """
    _check_act(handeling, OVER_BEWERING)
    check_reason(reden, toelichting)
    blad = Blad(store, document_graph_of(store, iri))
    anker = anchor_of(blad, URIRef(iri))
    changes = {key: " ".join(value.split()) for key, value in (wijziging or {}).items()}
    if handeling == "wijzig":
        check_correction(changes)
        read = blad.read(URIRef(iri))
        corrected(read, quote_of(blad, read), changes)
        for side in ("oorzaak", "gevolg"):
            if concept := changes.get(f"{side}begrip"):
                changes[f"{side}label"] = concept_name(store, concept)
    return take(store, Voorstel(iri, handeling, beoordelaar, tijdstip, reden, toelichting, changes, anker))


def judge_finding(
    store: Store,
    finding_id: str,
    handeling: Handeling,
    *,
    beoordelaar: str,
    tijdstip: str,
    toelichting: str = "",
    onderwerp: str = "",
) -> Besluit:
    """Confirm (bevestig) or refute (ontkracht) a finding; ``onderwerp`` is kept to recognise it by.

    Raises:
        BesluitError: the decision cannot be taken; nothing was written.
    """
    _check_act(handeling, OVER_BEVINDING)
    if not finding_id.strip():
        raise UnknownAct(handeling, OVER_BEVINDING)
    changes = {"onderwerp": onderwerp} if onderwerp else {}
    return take(store, Voorstel(finding_id, handeling, beoordelaar, tijdstip, toelichting=toelichting, wijziging=changes))


def take_back(store: Store, besluit_id: str, *, beoordelaar: str, tijdstip: str, toelichting: str = "") -> Besluit:
    """Take a decision back; what it changed is as if it had never been taken. Taking back can itself be taken back.

    A verdict on a claim or finding is its reviewer's own; a decision on concepts is everybody's.

    Raises:
        UnknownDecision, NotYours, AlreadyTakenBack: nothing was written.
    """
    known = {one.id: one for one in read_decisions(store)}
    if besluit_id not in known:
        raise UnknownDecision(besluit_id)
    root = about(known, known[besluit_id])
    if root.handeling not in OVER_BEGRIP and reviewer_key(known[besluit_id].beoordelaar) != reviewer_key(beoordelaar):
        raise NotYours(known[besluit_id].beoordelaar)
    if besluit_id not in holding(known.values()):
        raise AlreadyTakenBack(besluit_id)
    return take(store, Voorstel(besluit_id, "neem_terug", beoordelaar, tijdstip, toelichting=toelichting))


def merge_concepts(store: Store, van: str, naar: str, *, beoordelaar: str, tijdstip: str, toelichting: str = "") -> Besluit:
    """Let every use of concept ``van`` count for ``naar``.

    Raises:
        UnknownConcept, AlreadyMerged: one of both is not there, or they are one already.
        MergeForbidden: a reviewer decided that two concepts which this would join, also through others, stay apart.
    """
    names, arranged = _names(store, van, naar), _arranged(store)
    if arranged.samen(van) == arranged.samen(naar) or arranged.samen(van) != van:
        raise AlreadyMerged(names[van], names[naar])
    pair = arranged.botsing(van, naar)
    if pair is not None:
        one, other = (concept_name(store, arranged.samen(side)) if side not in names else names[side] for side in sorted(pair))
        raise MergeForbidden(one, other)
    change = {"naar": arranged.samen(naar), "naam": names[van], "naarnaam": concept_name(store, arranged.samen(naar))}
    return _take(store, van, "voeg_samen", change, beoordelaar, tijdstip, toelichting)


def split_concept(
    store: Store, van: str, label: str, teksten: Iterable[str], *, beoordelaar: str, tijdstip: str, toelichting: str = ""
) -> Besluit:
    """Give the uses of ``van`` that are in the words of ``teksten`` a concept of their own, called ``label``.

    Raises:
        UnknownConcept: there is no ``van``.
        BadCorrection: no words or no name, or the name is that of ``van`` itself.
    """
    name, fresh = concept_name(store, van), check_label(label)
    texts = sorted({fold(text) for text in teksten if text.strip()})
    if not texts:
        raise BadCorrection("teksten", "kies ten minste één plaats die een eigen begrip wordt")
    if own_concept(fresh) == van or fold(fresh) == fold(name):
        raise BadCorrection("label", "geef het nieuwe begrip een andere naam dan het oude")
    change = {"label": fresh, "teksten": json.dumps(texts, ensure_ascii=False), "naam": name}
    return _take(store, van, "splits", change, beoordelaar, tijdstip, toelichting)


def forbid_merge(store: Store, a: str, b: str, *, beoordelaar: str, tijdstip: str, toelichting: str = "") -> Besluit:
    """Keep two concepts apart: no merge may join them, also not through others.

    Raises:
        UnknownConcept, AlreadyMerged: one of both is not there, or they are one already.
    """
    names, arranged = _names(store, a, b), _arranged(store)
    if arranged.samen(a) == arranged.samen(b):
        raise AlreadyMerged(names[a], names[b])
    first, second = sorted((a, b))
    change = {"ander": second, "naam": names[first]}
    return _take(store, first, "verbied", change, beoordelaar, tijdstip, toelichting)


def rename_concept(store: Store, iri: str, label: str, *, beoordelaar: str, tijdstip: str, toelichting: str = "") -> Besluit:
    """Give a concept another name; it is still found under the old one.

    Raises:
        UnknownConcept, BadCorrection: there is no such concept, or the name cannot be one.
    """
    return _take(store, iri, "hernoem", {"label": check_label(label), "naam": concept_name(store, iri)}, beoordelaar, tijdstip, toelichting)


def set_influence(store: Store, iri: str, beinvloedbaar: bool | None, *, beoordelaar: str, tijdstip: str, toelichting: str = "") -> Besluit:
    """Say whether a region can influence a concept (None: undecided); it goes before what texts and the list say.

    Raises:
        UnknownConcept: there is no such concept.
    """
    change = {"beinvloedbaar": influence_text(beinvloedbaar), "naam": concept_name(store, iri)}
    return _take(store, iri, "zet_invloed", change, beoordelaar, tijdstip, toelichting)


def _take(store: Store, over: str, handeling: Handeling, change: Mapping[str, str], by: str, at: str, note: str) -> Besluit:
    return take(store, Voorstel(over, handeling, by, at, toelichting=note, wijziging=change))


def _names(store: Store, one: str, other: str) -> dict[str, str]:
    return {concept: _name_then(store, concept) for concept in (one, other)}


def _name_then(store: Store, concept: str) -> str:
    """The name of a concept, or the one it had before it was merged away."""
    known = _arranged(store).namen
    return known[concept] if concept in known else concept_name(store, concept)


def _arranged(store: Store) -> Begrippen:
    return concept_state(still_standing(read_decisions(store)))


def _check_act(handeling: Handeling, known: tuple[Handeling, ...]) -> None:
    if handeling not in known:
        raise UnknownAct(handeling, known)
