"""Writes ``vocab.py`` from ``regiograaf.ttl``: a closed namespace in which every term carries its definition.

``python -m ontology.generate`` writes the file; with ``--check`` it only compares and exits 1 when they differ.
The result depends on the ontology alone (no time stamp), so that a fresh run equals the stored file.
"""

from __future__ import annotations

import sys
import textwrap
from importlib.resources import files
from pathlib import Path

from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from ontology.prefixes import NS

#: Sections of the generated class, in this order.
SECTIONS: tuple[tuple[str, URIRef], ...] = (
    ("Classes", OWL.Class),
    ("Object properties", OWL.ObjectProperty),
    ("Datatype properties", OWL.DatatypeProperty),
    ("Annotation properties", OWL.AnnotationProperty),
)

_HEAD = '''"""Terms of the ontology. Generated from regiograaf.ttl by ``python -m ontology.generate``: change that file, not this one."""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class RG(DefinedNamespace):
    """Terms of regiograaf; a term that is not here raises AttributeError."""

    _fail = True
    _NS = Namespace("{ns}")
'''


def vocabulary(ontology: Graph) -> str:
    """The text of ``vocab.py`` for an ontology."""
    parts = [_HEAD.format(ns=NS)]
    for title, kind in SECTIONS:
        terms = sorted(str(term).removeprefix(NS) for term in ontology.subjects(RDF.type, kind) if str(term).startswith(NS))
        parts.append(f"\n    # {title}\n" + "".join(_term(ontology, term) for term in terms))
    return "".join(parts)


def _term(ontology: Graph, term: str) -> str:
    values = (value for value in ontology.objects(URIRef(NS + term), SKOS.definition) if isinstance(value, Literal))
    definitions = sorted(str(value) for value in values if value.language == "en")
    comment = textwrap.wrap(" ".join(definitions), width=130)
    return "".join(f"    #: {line}\n" for line in comment) + f"    {term}: URIRef\n"


def main(arguments: list[str]) -> int:
    """Write or, with ``--check``, compare ``vocab.py``; returns the exit code."""
    ontology = Graph().parse(data=(files("ontology") / "regiograaf.ttl").read_text(encoding="utf-8"), format="turtle")
    fresh = vocabulary(ontology)
    target = Path(__file__).with_name("vocab.py")
    if arguments not in ([], ["--check"]):
        sys.stderr.write("gebruik: python -m ontology.generate [--check]\n")
        return 2
    if not arguments:
        target.write_text(fresh, encoding="utf-8")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == fresh:
        return 0
    sys.stderr.write("ontology/vocab.py past niet bij regiograaf.ttl; draai 'python -m ontology.generate'.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
