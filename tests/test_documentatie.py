"""The page of terms: every term has its anchor, every link leads somewhere, and no address ever goes away."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, Literal, URIRef

from ontology.documentatie import main, pagina, termen
from ontology.load import load_ontology
from ontology.prefixes import BEGRIP, NS

ROOT = Path(__file__).resolve().parents[1]
TERMEN = ROOT / "tests" / "golden" / "ontologie" / "termen.txt"


@pytest.fixture(scope="module")
def page() -> str:
    return pagina(load_ontology())


def test_every_term_has_its_anchor_and_every_link_leads_to_one(page: str) -> None:
    ontology = Graph().parse(ROOT / "ontology" / "regiograaf.ttl")
    wanted = {str(term).removeprefix(NS) for term in ontology.subjects(RDF.type) if str(term).startswith(NS)}
    anchors = re.findall(r' id="([^"]+)"', page)
    assert wanted <= set(anchors)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    assert not re.search(r"(?:src|href)=\"(?!#)|<script|@import|url\(", page)


def test_an_address_never_goes_away() -> None:
    """A term of an earlier version may get owl:deprecated; it may not be taken away. GOLDEN=schrijf adds what is new."""
    now = {term.adres for part in termen(load_ontology()).values() for term in part}
    known = set(TERMEN.read_text(encoding="utf-8").split())
    assert known - now == set(), "een term is weggehaald; zet hem terug met owl:deprecated true"
    if os.environ.get("GOLDEN") == "schrijf":
        TERMEN.write_text("".join(f"{address}\n" for address in sorted(now | known)), encoding="utf-8")
        known |= now
    assert now - known == set(), "nieuwe termen: leg hun adres vast met GOLDEN=schrijf"


def test_a_deprecated_term_stays_and_says_so() -> None:
    ontology = load_ontology()
    old, name = URIRef(NS + "Oudje"), URIRef(NS + "Knelpunt")
    ontology.add((old, RDF.type, OWL.Class))
    ontology.add((old, OWL.deprecated, Literal(True)))
    ontology.add((old, URIRef("http://purl.org/dc/terms/isReplacedBy"), name))
    text = pagina(ontology)
    entry = text[text.index('id="Oudje"') :].partition("</article>")[0]
    assert "vervallen" in entry
    assert 'href="#Knelpunt"' in entry


def test_texts_are_escaped() -> None:
    ontology = load_ontology()
    ontology.add(
        (URIRef(NS + "Knelpunt"), URIRef("http://www.w3.org/2004/02/skos/core#definition"), Literal("<script>x</script>", lang="nl"))
    )
    assert "<script>" not in pagina(ontology)


def test_examples_are_of_terms_and_every_term_is_explained(page: str) -> None:
    parts = termen(load_ontology())
    names = {term.anker for part in parts.values() for term in part}
    assert set(tomllib.loads((ROOT / "ontology" / "voorbeelden.toml").read_text(encoding="utf-8"))) <= names
    for heading, part in parts.items():
        for term in part:
            assert term.label, term.adres
            assert term.definitie or heading == "Begrippen", term.adres
    shown = [term for heading, part in parts.items() if heading != "Begrippen" for term in part]
    assert sum(bool(term.voorbeeld) for term in shown) / len(shown) > 0.7
    assert sum(term.adres.startswith(BEGRIP) for term in parts["Begrippen"]) > 100


def test_the_command_writes_the_same_page_each_time(tmp_path: Path, page: str) -> None:
    assert main([str(tmp_path / "uit" / "termen.html")]) == 0
    assert (tmp_path / "uit" / "termen.html").read_text(encoding="utf-8") == page
    assert main(["--onzin"]) == 2
