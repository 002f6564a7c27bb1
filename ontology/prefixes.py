"""The one prefix map: binds rdflib, heads SPARQL queries, shortens IRIs."""

from __future__ import annotations

BASE = "https://w3id.org/regiograaf/"
#: Terms of the ontology (classes, properties), see regiograaf.ttl.
NS = BASE + "ns#"
#: Concepts of the shared concept scheme.
BEGRIP = BASE + "begrip/"
#: Regions, gemeenten and other reference data.
GEBIED = BASE + "gebied/"
#: Everything minted from documents: documents, claims, mentions, concepts of a region.
ID = BASE + "id/"
#: Named graphs.
GRAAF = BASE + "graaf/"

PREFIXES: dict[str, str] = {
    "rg": NS,
    "begrip": BEGRIP,
    "gebied": GEBIED,
    "rgid": ID,
    "graaf": GRAAF,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
}
