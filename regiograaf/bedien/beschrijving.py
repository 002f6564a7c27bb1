"""What the endpoint is: as RDF (SPARQL 1.1 Service Description) for programs, as a page for people."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SDO, VOID
from starlette.requests import Request
from starlette.responses import Response

from ontology.prefixes import PREFIXES
from regiograaf.bedien.vormen import HTML, kies, vormen
from regiograaf.bedien.weigeren import STRAKS, Weigering

if TYPE_CHECKING:
    from regiograaf.bedien.app import Grenzen

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_UITLEG = (
    "Kennisgraaf van regionale zorgdocumenten, alleen om te lezen. De standaardgraaf is de unie van alle benoemde grafen; dezelfde triple "
    "in twee grafen telt twee keer. Gebruik GRAPH en COUNT(DISTINCT ...)."
)


def beschrijving(request: Request, grenzen: Grenzen) -> Response:
    """The answer to a request without a question.

    Raises:
        Weigering: what is accepted is neither RDF nor HTML.
    """
    asked = kies(",".join(request.headers.getlist("accept")), (*vormen("graaf"), HTML))
    if asked is None:
        raise Weigering("vorm", "Zonder vraag geeft dit adres een beschrijving van de dienst: als text/turtle, RDF/XML of text/html.")
    endpoint = str(request.url.replace(path="/sparql", query=""))
    if asked is HTML:
        return Response(_page(endpoint, grenzen), headers={"Content-Type": HTML.content_type, "Vary": "Accept"})
    # rdflib calls its forms by other names than their media types only for N-Triples.
    form = "nt" if asked.media == "application/n-triples" else asked.media
    text = _rdf(endpoint).serialize(format=form, encoding="utf-8")
    return Response(text, headers={"Content-Type": asked.content_type, "Vary": "Accept"})


def _rdf(endpoint: str) -> Graph:
    graph = Graph()
    graph.bind("sd", _SD)
    service, dataset, default = URIRef(endpoint), BNode(), BNode()
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, _SD.endpoint, service))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((service, _SD.feature, _SD.UnionDefaultGraph))
    for form in (*vormen("tabel"), *vormen("graaf")):
        graph.add((service, _SD.resultFormat, URIRef(form.iri)))
    graph.add((service, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    graph.add((dataset, _SD.defaultGraph, default))
    graph.add((default, RDF.type, _SD.Graph))
    graph.add((default, DCTERMS.description, Literal(_UITLEG, "nl")))
    for iri in PREFIXES.values():
        graph.add((dataset, VOID.vocabulary, URIRef(iri)))
    graph.add((service, SDO.softwareVersion, Literal("regiograaf")))
    return graph


def _page(endpoint: str, grenzen: Grenzen) -> str:
    return (
        _environment()
        .get_template("dienst.html.j2")
        .render(
            adres=endpoint,
            grenzen=grenzen,
            tabel=vormen("tabel"),
            graaf=vormen("graaf"),
            voorvoegsels=PREFIXES,
            straks=STRAKS,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("regiograaf.bedien", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True)
