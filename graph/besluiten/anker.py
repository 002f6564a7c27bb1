"""The anchor of a claim: what a reviewer has on the screen, written down with the decision."""

from __future__ import annotations

from rdflib import URIRef
from rdflib.namespace import SKOS

from graph import iris
from graph.besluiten.bewering import kern_of, quote_of
from graph.besluiten.blad import Blad, Feiten, words
from graph.besluiten.errors import UnknownClaim, UnknownConcept
from graph.besluiten.records import Anker, Stuk
from graph.errors import InvalidIri
from graph.store import Store
from ontology.vocab import RG


def document_graph_of(store: Store, claim: str) -> str:
    """The graph of the document that holds a claim.

    Raises:
        UnknownClaim: no document has it.
    """
    try:
        node = iris.checked_iri(claim)
    except InvalidIri as error:
        raise UnknownClaim(claim) from error
    rows = store.query(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ <{node}> rg:oorzaaktekst ?woorden ; a ?klasse }} }}").rows
    found = sorted(str(row["g"]) for row in rows if iris.document_id_of(str(row["g"])) is not None)
    if not found:
        raise UnknownClaim(claim)
    return found[0]


def anchor_of(blad: Blad, claim: URIRef) -> Anker:
    """What the reader made of a claim, with its sentence and its place.

    Raises:
        UnknownClaim: the graph has no such claim.
    """
    facts = blad.read(claim)
    kern = kern_of(facts)
    if kern is None:
        raise UnknownClaim(str(claim))
    document = blad.read(iris.document_iri(iris.document_id_of(blad.graaf) or ""))
    pieces = tuple(Stuk(piece.page, piece.begin, piece.end, piece.quote) for piece in quote_of(blad, facts))
    first = pieces[0] if pieces else Stuk(0, 0, 0, "")
    return Anker(
        document_id=words(document, RG.documentId),
        bestand=words(document, RG.bestand),
        sha256=words(document, RG.sha256),
        pagina=first.pagina,
        begin=first.begin,
        eind=first.eind,
        citaat=" ".join(piece.tekst for piece in pieces),
        soort=kern.soort,
        oorzaaktekst=words(facts, RG.oorzaaktekst),
        gevolgtekst=words(facts, RG.gevolgtekst),
        oorzaakbegrip=words(facts, RG.oorzaakbegrip),
        gevolgbegrip=words(facts, RG.gevolgbegrip),
        oorzaaklabel=label_of(blad, kern.oorzaak),
        gevolglabel=label_of(blad, kern.gevolg),
        oorzaakpool=words(facts, RG.oorzaakpool),
        gevolgpool=words(facts, RG.gevolgpool),
        teken=words(facts, RG.teken),
        ontkend=words(facts, RG.ontkend) == "true",
        zekerheid=words(facts, RG.zekerheid),
        regel=words(facts, RG.regel),
        geloof=float(words(facts, RG.geloof) or 0.0),
        status=words(facts, RG.status),
        signaalwoord=words(facts, RG.signaalwoord),
        paragraaf=words(facts, RG.paragraaf),
        stukken=pieces,
    )


def label_of(blad: Blad, concept: URIRef | None) -> str:
    """The name of a concept, as this document or the scheme has it; '' when neither does."""
    if concept is None:
        return ""
    for sheet in (blad, Blad(blad.store, iris.ONTOLOGIE)):
        labels = _dutch(sheet.stored(concept))
        if labels:
            return min(labels)
    return ""


def concept_name(store: Store, concept: str) -> str:
    """The name of a concept of the scheme or of any document.

    Raises:
        UnknownConcept: nothing in the graph has this IRI and a name.
    """
    try:
        node = iris.checked_iri(concept)
    except InvalidIri as error:
        raise UnknownConcept(concept) from error
    rows = store.query(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ <{node}> <{SKOS.prefLabel}> ?naam }} }}").rows
    names = [str(row["g"]) for row in rows if str(row["g"]) == iris.ONTOLOGIE or iris.document_id_of(str(row["g"])) is not None]
    labels = [label for name in sorted(names) for label in _dutch(Blad(store, name).stored(node))]
    if not labels:
        raise UnknownConcept(concept)
    return min(labels)


def _dutch(facts: Feiten) -> list[str]:
    return [str(value) for value in facts.get(SKOS.prefLabel, ()) if getattr(value, "language", None) in (None, "nl")]
