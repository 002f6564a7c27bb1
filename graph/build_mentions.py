"""What else a document says, in the graph: vermeldingen, roluitspraken and koppelingen."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, Literal, URIRef

from extract.records import Link, Mention, RoleStatement
from graph import iris
from graph.build_claims import section_path
from graph.build_document import evidence_triples, texts
from graph.errors import UnknownField
from graph.terms import Triple, text
from ontology.vocab import RG

#: The property for each part of a mention.
_FIELDS: dict[str, URIRef] = {
    "aard": RG.aard,
    "omvang": RG.omvang,
    "indicator": RG.indicator,
    "basiswaarde": RG.basiswaarde,
    "streefwaarde": RG.streefwaarde,
    "doeljaar": RG.doeljaar,
    "populatie": RG.populatie,
    "basisgetal": RG.basisgetal,
    "basisjaar": RG.basisjaar,
    "streefgetal": RG.streefgetal,
    "eenheid": RG.eenheid,
    "richting": RG.richting,
    "definitie": RG.definitie,
    "gebied": RG.gebied,
}


def mention_triples(document_id: str, mention: Mention) -> Iterator[Triple]:
    """One vermelding: its kind, words, parts and places.

    Raises:
        UnknownField: for a part that the graph model has no property for.
    """
    node = iris.vermelding_iri(mention.id)
    yield node, RDF.type, RG.Vermelding
    yield node, RG.vermeldt, RG[mention.type.capitalize()]
    yield node, RG.inDocument, iris.document_iri(document_id)
    yield node, RG.tekst, text(mention.text)
    if mention.grounding is not None:
        yield node, RG.begrip, iris.checked_iri(mention.grounding.concept)
    yield from texts(
        node,
        (RG.labelInTekst, mention.label_in_text),
        (RG.regel, mention.rule),
        (RG.paragraaf, section_path(mention.section)),
    )
    for name, value in mention.fields:
        if name not in _FIELDS:
            raise UnknownField(mention.id, name)
        yield from texts(node, (_FIELDS[name], value))
    yield from evidence_triples(document_id, node, mention.evidence)
    yield from evidence_triples(document_id, node, mention.sentence, RG.inZin)


def role_statement_triples(document_id: str, statement: RoleStatement) -> Iterator[Triple]:
    """What the text itself says of a concept; ``beinvloedbaar`` only when the text says it."""
    node = iris.roluitspraak_iri(statement.id)
    yield node, RDF.type, RG.Roluitspraak
    yield node, RG.inDocument, iris.document_iri(document_id)
    yield node, RG.tekst, text(statement.argument.text)
    if statement.argument.grounding is not None:
        yield node, RG.begrip, iris.checked_iri(statement.argument.grounding.concept)
    if statement.beinvloedbaar is not None:
        yield node, RG.beinvloedbaar, Literal(statement.beinvloedbaar)
    yield from texts(node, (RG.labelInTekst, statement.label), (RG.niveau, statement.niveau), (RG.regel, statement.rule))
    yield from evidence_triples(document_id, node, statement.evidence)


def link_triples(document_id: str, link: Link) -> Iterator[Triple]:
    """The text ties one vermelding to another."""
    node = iris.koppeling_iri(link.id)
    yield node, RDF.type, RG.Koppeling
    yield node, RG.inDocument, iris.document_iri(document_id)
    yield node, RG.relatie, Literal(link.relation)
    yield node, RG.van, iris.vermelding_iri(link.source)
    yield node, RG.naar, iris.vermelding_iri(link.target)
    yield from texts(node, (RG.regel, link.rule))
    yield from evidence_triples(document_id, node, link.evidence)
