"""All terms as one page to read: ``python -m ontology.documentatie [BESTAND.html]`` writes ontologie.html.

Every class and property has its name as anchor, so the address of a term (https://w3id.org/regiograaf/ns#Knelpunt) leads to it
wherever the page is served; a concept has ``begrip-<naam>``. A term is never taken away: one that is not used any more gets
``owl:deprecated true`` in regiograaf.ttl and stays on the page. The page needs no network and no script.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.load import load_ontology
from ontology.prefixes import BEGRIP, NS, PREFIXES
from ontology.versie import VERSION
from ontology.vocab import RG

#: Heading and kind of each section of terms, in order.
SOORTEN: tuple[tuple[str, str, URIRef], ...] = (
    ("Klassen", "klasse", OWL.Class),
    ("Verbanden tussen dingen", "eigenschap", OWL.ObjectProperty),
    ("Gegevens", "eigenschap", OWL.DatatypeProperty),
    ("Aantekeningen", "eigenschap", OWL.AnnotationProperty),
)
_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """Another term: what it is called, and its anchor on this page ('' for a term of others)."""

    naam: str
    anker: str


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the page; what is not known is empty."""

    anker: str
    adres: str
    naam: str
    label: str
    soort: str
    definitie: str
    bron: str = ""
    voorbeeld: str = ""
    vervallen: bool = False
    bij: tuple[tuple[str, tuple[Verwijzing, ...]], ...] = ()
    teksten: tuple[tuple[str, str], ...] = ()


def termen(ontology: Graph) -> dict[str, list[Term]]:
    """The entries by the heading of their section: the terms by name, and the concepts by label."""
    examples = tomllib.loads((files("ontology") / "voorbeelden.toml").read_text(encoding="utf-8"))
    found: dict[str, list[Term]] = {}
    for heading, soort, kind in SOORTEN:
        nodes = sorted(node for node in ontology.subjects(RDF.type, kind) if isinstance(node, URIRef) and node.startswith(NS))
        found[heading] = [_term(ontology, node, soort, examples) for node in nodes]
    concepts = {node for node in ontology.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef) and node.startswith(BEGRIP)}
    found["Begrippen"] = sorted((_concept(ontology, node) for node in concepts), key=lambda term: (term.soort, term.label.casefold()))
    return found


def pagina(ontology: Graph) -> str:
    """The whole page as HTML; the same ontology gives the same text."""
    template = (files("ontology") / "documentatie.html.j2").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return environment.from_string(template).render(delen=termen(ontology), versie=VERSION, ruimte=NS)


def _term(ontology: Graph, node: URIRef, soort: str, examples: dict[str, str]) -> Term:
    name = node.removeprefix(NS)
    return Term(
        anker=name,
        adres=str(node),
        naam=f"rg:{name}",
        label=_text(ontology, node, RDFS.label),
        soort=soort,
        definitie=_text(ontology, node, SKOS.definition),
        bron=_text(ontology, node, DCTERMS.source),
        voorbeeld=examples.get(name) or _instances(ontology, node),
        vervallen=_deprecated(ontology, node),
        bij=_references(
            ontology,
            (
                ("valt onder", ontology.objects(node, RDFS.subClassOf)),
                ("omvat", ontology.subjects(RDFS.subClassOf, node)),
                ("van", ontology.objects(node, RDFS.domain)),
                ("naar", ontology.objects(node, RDFS.range)),
                ("soort van", ontology.objects(node, RDFS.subPropertyOf)),
                ("sluit uit", (*ontology.objects(node, OWL.disjointWith), *ontology.subjects(OWL.disjointWith, node))),
                ("in plaats hiervan", ontology.objects(node, DCTERMS.isReplacedBy)),
            ),
        ),
    )


def _concept(ontology: Graph, node: URIRef) -> Term:
    kinds = {str(kind).removeprefix(NS) for kind in ontology.objects(node, RDF.type) if str(kind).startswith(NS)}
    role = ontology.value(node, RG.gebruikelijkeRol)
    soort = str(role).removeprefix(NS) if role is not None else min(kinds, default="Begrip")
    influence = ontology.value(node, RG.beinvloedbaar)
    words = "" if not isinstance(influence, Literal) else "ja" if influence.toPython() else "nee"
    return Term(
        anker=f"begrip-{node.removeprefix(BEGRIP)}",
        adres=str(node),
        naam=f"begrip:{node.removeprefix(BEGRIP)}",
        label=_text(ontology, node, SKOS.prefLabel),
        soort=soort,
        definitie=_text(ontology, node, SKOS.definition) or _text(ontology, node, SKOS.scopeNote),
        bron=_text(ontology, node, DCTERMS.source),
        voorbeeld=_text(ontology, node, RG.voorbeeld),
        vervallen=_deprecated(ontology, node),
        bij=_references(
            ontology,
            (
                ("ruimer", ontology.objects(node, SKOS.broader)),
                ("enger", ontology.subjects(SKOS.broader, node)),
                ("niet samen met", ontology.objects(node, RG.nietSamenMet)),
                ("valt onder", ontology.objects(node, RG.valtOnder)),
                ("in plaats hiervan", ontology.objects(node, DCTERMS.isReplacedBy)),
            ),
        ),
        teksten=tuple(
            (name, text)
            for name, text in (
                ("kenmerk", _text(ontology, node, SKOS.notation)),
                ("ook", "; ".join(_texts(ontology, node, SKOS.altLabel))),
                ("tegendeel", "; ".join(_texts(ontology, node, RG.negatievePool))),
                ("thema", "; ".join(_texts(ontology, node, RG.themawoord))),
                ("te beïnvloeden door de regio", words),
                ("niveau", _text(ontology, node, RG.niveau)),
                ("reden", _text(ontology, node, RG.redenInvloed)),
                ("dimensie", _text(ontology, node, RG.dimensie)),
            )
            if text
        ),
    )


def _references(ontology: Graph, pairs: Iterable[tuple[str, Iterable[Node]]]) -> tuple[tuple[str, tuple[Verwijzing, ...]], ...]:
    found = (
        (name, tuple(sorted({_reference(ontology, node) for node in nodes if isinstance(node, URIRef)}, key=_by_name)))
        for name, nodes in pairs
    )
    return tuple((name, terms) for name, terms in found if terms)


def _by_name(one: Verwijzing) -> str:
    return one.naam.casefold()


def _reference(ontology: Graph, node: URIRef) -> Verwijzing:
    if node.startswith(NS):
        return Verwijzing(f"rg:{node.removeprefix(NS)}", node.removeprefix(NS))
    if node.startswith(BEGRIP):
        return Verwijzing(_text(ontology, node, SKOS.prefLabel) or str(node), f"begrip-{node.removeprefix(BEGRIP)}")
    prefix = next((name for name, space in PREFIXES.items() if node.startswith(space)), "")
    return Verwijzing(f"{prefix}:{node.removeprefix(PREFIXES[prefix])}" if prefix else str(node), "")


def _instances(ontology: Graph, node: URIRef) -> str:
    """A few concepts that are of a class, or usually have it as role."""
    nodes = {*ontology.subjects(RDF.type, node), *ontology.subjects(RG.gebruikelijkeRol, node)}
    labels = sorted(label for one in nodes if isinstance(one, URIRef) and (label := _text(ontology, one, SKOS.prefLabel)))
    return ", ".join(labels[:_EXAMPLES])


def _deprecated(ontology: Graph, node: URIRef) -> bool:
    return any(isinstance(value, Literal) and value.toPython() is True for value in ontology.objects(node, OWL.deprecated))


def _texts(ontology: Graph, node: URIRef, term: URIRef) -> list[str]:
    values = (value for value in ontology.objects(node, term) if isinstance(value, Literal))
    return sorted(str(value) for value in values if value.language in (None, "nl"))


def _text(ontology: Graph, node: URIRef, term: URIRef) -> str:
    return "; ".join(_texts(ontology, node, term))


def main(arguments: list[str]) -> int:
    """Write the page; returns the exit code."""
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        sys.stderr.write("gebruik: python -m ontology.documentatie [BESTAND.html]\n")
        return 2
    path = Path(arguments[0] if arguments else "ontologie.html")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(pagina(load_ontology()), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
