"""What holds, put in the graph: always derived from what was read and from all decisions, so it can be done again at any time.

A decision and its effect are one transaction (``maken``), and so are the fresh graph of a document and what decisions make of it
(``with_decisions``): they cannot come apart, also not in a crash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, SKOS

from graph import iris
from graph.besluiten.begrippen import Begrippen
from graph.besluiten.bewering import judged, kern_of, quote_of
from graph.besluiten.blad import Blad, Feiten, facts_of, one, with_values, words
from graph.besluiten.dagboek import additions, moment, read_decisions
from graph.besluiten.errors import DecisionsDamaged, SpanNotInQuote
from graph.besluiten.geldend import Stand
from graph.besluiten.gevolgen import concepts_of, counts_for, is_item, plan_consequences, renamed, users
from graph.besluiten.oorzaken import plan_causes
from graph.besluiten.plaatsing import WOORDEN_WEG, document_of, place_decisions, present_documents
from graph.besluiten.records import Besluit
from graph.besluiten.regelgeloof import believed
from graph.besluiten.terug import put_back
from graph.besluiten.toestand import Toestand, state
from graph.build_document import vindplaats_triples
from graph.open import open_store
from graph.store import Change, Store
from ontology.vocab import RG

#: What leads from a claim to pieces of text.
_PLACES = (RG.vindplaatsOorzaak, RG.vindplaatsGevolg, PROV.wasDerivedFrom)


def apply_decisions(store: Store, document_id: str | None = None) -> None:
    """Put the effect of all decisions in the graph (or in that of one document), in one transaction.

    Doing it again changes nothing; without decisions the graph is as it was read.
    """
    present = present_documents(store)
    chosen = present if document_id is None else {document_id} & set(present)
    store.change(_changes(store, read_decisions(store), present, chosen))


def take_over(store: Store, decisions: Iterable[Besluit]) -> int:
    """Add decisions that were taken elsewhere, with their effect, in one transaction; what is known already changes nothing.

    Returns:
        How many were new.

    Raises:
        DecisionsDamaged: one takes back a decision that is neither known nor among them; nothing was written.
    """
    known = read_decisions(store)
    fresh = {one.id: one for one in decisions if one.id not in {old.id for old in known}}
    together = (*known, *fresh.values())
    if missing := {one.over for one in fresh.values() if one.handeling == "neem_terug"} - {one.id for one in together}:
        raise DecisionsDamaged("het bestand", f"teruggenomen besluit {min(missing)} ontbreekt")
    present = present_documents(store)
    store.change([*_changes(store, together, present, present), *additions(fresh.values())])
    return len(fresh)


def _changes(store: Store, decisions: tuple[Besluit, ...], present: Mapping[str, str], chosen: Iterable[str]) -> list[Change]:
    changes = ontology_changes(store, state(decisions, {}).begrippen)
    for document_id in sorted(chosen):
        changes += document_changes(Blad(store, iris.document_graph_iri(document_id)), decisions, present)
    return changes


def with_decisions(store: Store, name: str, graph: Graph) -> dict[str, Graph]:
    """The graph of a document that was read anew as decisions make it, with what is kept beside it, by name."""
    beside = iris.read_graph_iri(name)
    decisions = read_decisions(store)
    if not decisions:
        return {name: graph, beside: Graph()}
    alone = open_store(None)
    alone.replace(name, graph)
    own = next((str(value) for _, _, value in alone.statements(name, [str(RG.bestand)])), "")
    present = present_documents(store) | {iris.document_id_of(name) or "": own}
    alone.change(document_changes(Blad(alone, name), decisions, present))
    return {name: alone.graph(name), beside: alone.graph(beside)}


def document_changes(blad: Blad, decisions: Iterable[Besluit], present: Mapping[str, str]) -> list[Change]:
    """What the graph of one document has to become, whatever decisions did to it before."""
    touched = blad.touched()
    blad.load(touched)
    for subject in touched:
        blad.plan(subject, blad.read(subject))
    known, document_id = tuple(decisions), iris.document_id_of(blad.graaf) or ""
    own = [one for one in known if one.anker is not None and document_of(one.anker, present)[0] == document_id]
    places = {key: place.iri for key, place in place_decisions(blad, own).items() if place.iri or not place.vrij}
    toestand = state(known, places)
    ids = {one.id for one in own}
    judged_here = {iri for iri, stand in toestand.geldend.beweringen.items() if ids & {one.id for one in stand.besluiten}}
    ruled = blad.with_rule(rule for rule, score in toestand.regels.items() if score.telt or score.alleen_beoordeling)
    concepts = {URIRef(concept) for concept in toestand.begrippen.geraakt}
    subjects = {*map(URIRef, judged_here), *ruled, *users(blad, concepts), *(subject for subject in touched if is_item(blad, subject))}
    return [*effect(blad, subjects, toestand, concepts, whole=True), *blad.place(places)]


def effect(
    blad: Blad, subjects: Iterable[URIRef], toestand: Toestand, concepts: Iterable[URIRef] = (), *, whole: bool = False
) -> list[Change]:
    """What changes in a document when what holds of these claims and mentions, and of these concepts, is put in its graph.

    What follows from them is looked at where they come out differently than the graph has it, or everywhere when ``whole``.
    """
    chosen = sorted(set(subjects))
    blad.load([*chosen, *concepts])
    blad.load(place for subject in chosen if str(subject) in toestand.geldend.beweringen for place in _places(blad.read(subject)))
    for subject in chosen:
        _plan(blad, subject, toestand)
    items = [
        item for item in blad.planned() if is_item(blad, item) and (whole or counts_for(blad.stored(item)) != counts_for(blad.now(item)))
    ]
    if items:
        plan_causes(blad, items, toestand)
    about = {concept for item in items for concept in concepts_of(blad.read(item), blad.stored(item), blad.now(item))}
    plan_consequences(blad, about | {concept for concept in concepts if blad.read(concept) or blad.stored(concept)}, toestand)
    _release(blad, {place for item in items for place in _places(blad.stored(item)) - _places(blad.read(item)) - _places(blad.now(item))})
    return blad.changes()


def base_with_decisions(store: Store, graph: Graph) -> dict[str, Graph]:
    """The ontology of this version as decisions make it, with what is kept beside it, by name."""
    beside = iris.read_graph_iri(iris.ONTOLOGIE)
    begrippen = state(read_decisions(store), {}).begrippen
    if not begrippen.geraakt:
        return {iris.ONTOLOGIE: graph, beside: Graph()}
    alone = open_store(None)
    alone.replace(iris.ONTOLOGIE, graph)
    alone.change(ontology_changes(alone, begrippen))
    return {iris.ONTOLOGIE: alone.graph(iris.ONTOLOGIE), beside: alone.graph(beside)}


def ontology_changes(store: Store, begrippen: Begrippen) -> list[Change]:
    """The names and influence that reviewers gave to concepts of the scheme."""
    blad = Blad(store, iris.ONTOLOGIE)
    for concept in {*map(str, blad.touched()), *begrippen.labels, *begrippen.invloed}:
        read = blad.read(URIRef(concept))
        if SKOS.prefLabel in read:
            blad.plan(URIRef(concept), renamed(read, URIRef(concept), begrippen))
    return blad.changes()


def _plan(blad: Blad, subject: URIRef, toestand: Toestand) -> None:
    """One claim, mention or role statement; what follows from others (arrows, roles, cause mentions) is planned elsewhere."""
    facts = blad.read(subject)
    stand = toestand.geldend.beweringen.get(str(subject))
    if stand is not None:
        facts = _judged(blad, subject, stand)
    elif kern_of(facts) is not None:
        facts = believed(facts, toestand.regels.get(words(facts, RG.regel)))
    if kern_of(facts) is not None:
        for side in ("oorzaak", "gevolg"):
            chosen_at = moment(stand.laatste.tijdstip) if stand is not None and stand.laatste.waarde(f"{side}begrip") else None
            facts = _regrouped(facts, RG[f"{side}begrip"], RG[f"{side}tekst"], toestand.begrippen, chosen_at)
    elif RG.rol not in facts and one(facts, RG.vermeldt) != RG.Oorzaak:
        facts = _regrouped(facts, RG.begrip, RG.tekst, toestand.begrippen, None)
    blad.plan(subject, facts)


def _judged(blad: Blad, claim: URIRef, stand: Stand) -> Feiten:
    """A claim as reviewers see it; one that is not read any more comes back when it can."""
    facts = blad.read(claim)
    if not facts:
        triples = put_back(blad, claim, stand)
        facts = facts_of(triple for triple in triples if triple[0] == claim)
        for place in {triple[0] for triple in triples} - {claim}:
            blad.plan(place, facts_of(triple for triple in triples if triple[0] == place))
    if not facts:
        return {}
    try:
        facts, pieces = judged(facts, quote_of(blad, facts), stand)
    except SpanNotInQuote:  # the sentence was reworded since
        return with_values(facts, status=Literal("ter_beoordeling"), reden=Literal(WOORDEN_WEG))
    document_id = iris.document_id_of(blad.graaf) or ""
    for piece in pieces:
        place = iris.vindplaats_iri(document_id, piece.page, piece.begin, piece.end)
        blad.plan(place, facts_of(vindplaats_triples(document_id, piece)))
    return facts


def _regrouped(facts: Feiten, concept: URIRef, text: URIRef, begrippen: Begrippen, since: datetime | None) -> Feiten:
    """The concept that a use counts for after merges and splits."""
    if not (old := words(facts, concept)):
        return facts
    return {**facts, concept: frozenset({URIRef(begrippen.nu(old, words(facts, text), since))})}


def _release(blad: Blad, places: set[URIRef]) -> None:
    """Put back pieces of text that a correction had pointed to, when nothing points there any more."""
    for place in sorted(places):
        if not any(place in values for subject in blad.pointing(place) for values in blad.now(subject).values()):
            blad.plan(place, blad.read(place))


def _places(facts: Feiten) -> set[URIRef]:
    return {URIRef(place) for predicate in _PLACES for place in facts.get(predicate, ())}
