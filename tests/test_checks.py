"""The checks on small graphs: each .trig in cases/checks/<check> has a .toml with the findings it must give, and no others."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from test_queries import load

from graph.open import open_store
from graph.store import Store
from ontology.load import load_ontology
from ontology.prefixes import BEGRIP
from ontology.redeneren import check_consistency
from ontology.vocab import RG
from queries.causal_view import causal_view
from queries.check_invloed import influence_types
from queries.checks import ALL_CHECKS, Check, find_all, finding_json, findings_json
from queries.lezing import Lezing
from queries.records import Ernst, Finding
from queries.wording import enumeration

CASES = Path(__file__).parent / "cases" / "checks"
OURS = ("kringen", "koppeling", "rol", "invloed", "doelen")
FILES = sorted(path for check in OURS for path in (CASES / check).glob("*.trig"))
MINIMUM = {"kringen": 18, "koppeling": 10, "rol": 8, "invloed": 4, "doelen": 5}
CHECKS = {check.id: check for check in ALL_CHECKS}


def graph(path: Path) -> Store:
    return load(open_store(None), path)


def seen(finding: dict[str, object], key: str) -> object:
    """A field of a finding, or a short form of its evidence."""
    evidence: list[dict[str, object]] = finding["bewijs"]  # type: ignore[assignment]  # the shape that finding_json promises
    if key == "paginas":
        return sorted({proof["pagina"] for proof in evidence}, key=str)
    if key == "citaten":
        return [proof["citaat"] for proof in evidence]
    if key == "aandrijvers":
        return [driver["oorzaak"] for driver in finding["aandrijvers"]]  # type: ignore[attr-defined,index]
    return finding[key]


def test_no_case_was_lost() -> None:
    for check, least in MINIMUM.items():
        assert sum(path.parent.name == check for path in FILES) >= least
    assert all(path.with_suffix(".toml").exists() for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_findings(path: Path) -> None:
    expected = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8")).get("bevinding", [])
    found = sorted(
        (json.loads(json.dumps(finding_json(finding))) for finding in CHECKS[path.parent.name].find(Lezing(graph(path)))), key=order
    )
    assert len(found) == len(expected), [finding["uitleg"] for finding in found]
    for finding, wanted in zip(found, expected, strict=True):
        for text in wanted.pop("uitleg_bevat", []):
            assert text in finding["uitleg"]
        pages = wanted.pop("paginas", None)
        assert pages is None or sorted({proof["pagina"] for proof in finding["bewijs"]}) == pages
        assert {key: seen(finding, key) for key in wanted} == wanted


def order(finding: dict[str, object]) -> str:
    """Findings of one case stand in the order of region, then of the evidence they rest on, best first."""
    return str(finding["regio"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_finding_can_be_checked(path: Path) -> None:
    store = graph(path)
    findings = find_all(Lezing(store))
    assert findings == find_all(Lezing(store))
    assert len({finding.id for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.bewijs
        assert finding.uitleg.endswith(".")
        assert all(proof.document in finding.documenten for proof in finding.bewijs)
        assert not finding.te_bevestigen or finding.ernst == "laag"
        assert "voldoet" not in finding.uitleg
        assert "denkfout" not in finding.uitleg


def test_order_is_weight_then_sure_then_region_then_id(monkeypatch: pytest.MonkeyPatch) -> None:
    def some(ernst: Ernst, unsure: bool, regio: str, number: str) -> Finding:
        return Finding(number, "lus", "kringen", ernst, (regio,), "", "", (), (), te_bevestigen=unsure)

    ordered = [
        some("hoog", False, "Z", "1"),
        some("midden", False, "A", "1"),
        some("midden", False, "A", "2"),
        some("midden", False, "B", "1"),
        some("midden", True, "A", "1"),
        some("laag", False, "A", "1"),
    ]
    monkeypatch.setattr("queries.checks.ALL_CHECKS", (Check("x", ("lus",), "?", "", lambda store: ordered[::-1], ()),))
    assert find_all(Lezing(open_store(None))) == ordered


def test_json_has_the_keys_of_the_contract() -> None:
    store = graph(CASES / "kringen" / "gesloten-in-een-passage.trig")
    (finding,) = (json.loads(json.dumps(finding_json(finding))) for finding in CHECKS["kringen"].find(Lezing(store)))
    assert {field.name for field in fields(Finding)} - {"extra"} <= finding.keys()
    assert "extra" not in finding
    assert {"document", "pagina", "citaat", "begin", "eind"} == finding["bewijs"][0].keys()
    assert finding["status"] == "open"
    assert findings_json([]) == {"bevindingen": []}
    near_miss = Finding("1", "bekeken", "C01", "laag", ("A",), "", "", (), ())
    assert findings_json([], bekeken=[near_miss])["bekeken"] == [finding_json(near_miss)]


def test_id_stays_when_the_text_around_it_changes() -> None:
    ids = [
        [finding.id for finding in CHECKS["kringen"].find(Lezing(graph(CASES / "kringen" / f"{name}.trig")))]
        for name in ("gesloten-in-een-passage", "gesloten-verspreid", "te-bevestigen")
    ]
    assert ids[0] == ids[1] == ids[2]
    assert ids[0] != [finding.id for finding in CHECKS["kringen"].find(Lezing(graph(CASES / "kringen" / "lus-met-aandrijver.trig")))]


def test_every_check_says_what_it_asks_and_what_to_do() -> None:
    assert len(CHECKS) == len(ALL_CHECKS)
    for check in ALL_CHECKS:
        assert check.vraag.endswith("?")
        assert check.wat_te_doen.endswith(".")
        assert check.soorten


def test_reasoner_reports_what_texts_disagree_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_kwargs: None)  # the rules of OWL 2 RL, without Java

    def clashes(name: str) -> list[tuple[str, str, set[str]]]:
        verdict = check_consistency(load_ontology() + influence_types(Lezing(graph(CASES / "invloed" / f"{name}.trig"))))
        assert verdict.engine == "owlrl"
        assert verdict.consistent == (not verdict.clashes)
        return [(clash.individual, clash.label, set(clash.classes)) for clash in verdict.clashes]

    both = {str(RG.BeinvloedbareOorzaak), str(RG.OnbeinvloedbareOorzaak)}
    assert clashes("teksten-spreken-elkaar-tegen") == [(f"{BEGRIP}vergrijzing", "vergrijzing", both)]
    assert clashes("geen-tekst-tegen-lijst") == []


# --- two documents with one file name


def test_file_name_does_not_tell_documents_apart() -> None:
    store = graph(CASES / "kringen" / "geen-zelfde-bestandsnaam.trig")
    assert [len(causal_view(Lezing(store).binnen(document=name)).claims) for name in ("beeld.md", "beeld", "plan", "plan.md")] == [
        3,
        2,
        1,
        0,
    ]
    assert {(claim.document, claim.document_id) for claim in causal_view(Lezing(store)).claims} == {
        ("beeld.md", "beeld"),
        ("beeld.md", "plan"),
    }


def test_id_of_a_finding_depends_on_the_document_not_on_its_file_name() -> None:
    (other,) = CHECKS["kringen"].find(Lezing(graph(CASES / "kringen" / "schijnlus.trig")))
    (same,) = CHECKS["kringen"].find(Lezing(graph(CASES / "kringen" / "schijnlus-zelfde-bestandsnaam.trig")))
    assert other.documenten != same.documenten
    assert other.id == same.id


# --- the explanation graph


def test_view_signs_poles_and_roles() -> None:
    view = causal_view(Lezing(graph(CASES / "kringen" / "dempend.trig")))
    assert [(claim.oorzaaktekst, claim.teken) for claim in view.claims] == [("Lange wachttijden", "+"), ("afmeldingen", "-")]
    assert {node.label: (node.rol, node.beinvloedbaar) for node in view.nodes.values()} == {
        "wachttijden": ("Knelpunt", None),
        "afmeldingen": ("Knelpunt", None),
    }


def test_view_selects_kind_status_and_place() -> None:
    store = graph(CASES / "kringen" / "geen-beoogd-of-verband.trig")
    assert len(causal_view(Lezing(store)).claims) == 2
    assert {claim.soort for claim in causal_view(Lezing(store), soorten=("beoogd", "verband")).claims} == {"beoogd", "verband"}
    assert not causal_view(Lezing(store).binnen("Heuvelrijk")).claims
    assert len(causal_view(Lezing(store).binnen("Waterrand", "beeld.md")).claims) == 2
    denied = graph(CASES / "kringen" / "geen-ontkend.trig")
    assert (len(causal_view(Lezing(denied)).claims), len(causal_view(Lezing(denied), ontkend=True).claims)) == (2, 3)
    unsure = graph(CASES / "kringen" / "te-bevestigen.trig")
    assert [claim.status for claim in causal_view(Lezing(unsure), statussen=("ter_beoordeling",)).claims] == ["ter_beoordeling"]


def test_view_keeps_ends_without_a_concept_apart() -> None:
    view = causal_view(Lezing(graph(CASES / "kringen" / "lus-aandrijver-zonder-begrip.trig")))
    (node,) = (node for node in view.nodes.values() if node.label == "Reorganisaties")
    assert node.iri.endswith("#oorzaak")
    assert node.rol == "Oorzaak"


def test_view_takes_influence_from_the_text_before_the_list() -> None:
    def influence(name: str) -> bool | None:
        view = causal_view(Lezing(graph(CASES / "koppeling" / f"{name}.trig")))
        return next(node.beinvloedbaar for node in view.nodes.values() if node.label == "hoge werkdruk")

    assert influence("geen-alles-gekoppeld") is True
    assert influence("tekst-gaat-voor-de-lijst") is False


def test_enumeration_reads_as_dutch() -> None:
    assert [enumeration(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a en b", "a, b en c"]
