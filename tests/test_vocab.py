"""ontology/vocab.py is what regiograaf.ttl says, no more and no less."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import Graph

from ontology import generate
from ontology.prefixes import NS
from ontology.vocab import RG

ROOT = Path(__file__).parents[1]


def _ontology() -> Graph:
    return Graph().parse(data=(files("ontology") / "regiograaf.ttl").read_text(encoding="utf-8"), format="turtle")


def test_vocab_equals_a_fresh_generation() -> None:
    stored = (files("ontology") / "vocab.py").read_text(encoding="utf-8")
    assert stored == generate.vocabulary(_ontology())
    assert generate.main(["--check"]) == 0


def test_check_reports_a_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(generate, "__file__", str(tmp_path / "generate.py"))
    assert generate.main(["--check"]) == 1
    assert "draai 'python -m ontology.generate'" in capsys.readouterr().err
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0


def test_wrong_use_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--onzin"]) == 2
    assert "gebruik" in capsys.readouterr().err


def test_the_namespace_is_closed() -> None:
    assert str(RG.veroorzaakt) == NS + "veroorzaakt"
    with pytest.raises(AttributeError, match="veroorzakt"):
        _ = RG.veroorzakt


def test_every_term_carries_its_definition() -> None:
    lines = (files("ontology") / "vocab.py").read_text(encoding="utf-8").splitlines()
    terms = [number for number, line in enumerate(lines) if line.endswith(": URIRef")]
    assert len(terms) > 100
    assert all(lines[number - 1].startswith("    #: ") for number in terms)


def test_every_term_of_the_graph_model_exists() -> None:
    text = (ROOT / "docs" / "graafmodel.md").read_text(encoding="utf-8")
    used = set(re.findall(r"\brg:([A-Za-z]\w*)", text))
    assert len(used) > 60
    assert used - set(RG.__annotations__) == set()
