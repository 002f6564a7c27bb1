"""Decisions as a file: two reviewers' work joined, damaged files refused whole, and the command that shows it all."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from besluithulp import CLAIMS, EXTRACTION, NOW, accept, correct, fresh, reject, values
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from graph.besluiten.dagboek import decisions_from_json, decisions_json, read_decisions
from graph.besluiten.errors import DecisionsDamaged
from graph.besluiten.maken import judge_finding, merge_concepts, take_back
from graph.besluiten.records import OVER_BEVINDING, Besluit, besluit
from graph.besluiten.toepassen import take_over
from graph.build import write_extraction
from graph.open import open_store
from graph.store import Store
from ontology.prefixes import BEGRIP
from regiograaf.cli import app


def full() -> dict[str, Any]:
    """What a reviewer's file holds: one of each kind."""
    store = fresh()
    one = reject(store, CLAIMS[0])
    correct(store, CLAIMS[1], oorzaaktekst="Het tekort aan verpleegkundigen")
    merge_concepts(store, BEGRIP + "eenzaamheid", BEGRIP + "vergrijzing", beoordelaar="Bram", tijdstip=NOW)
    judge_finding(store, "kring-1", "ontkracht", beoordelaar="Bram", tijdstip=NOW)
    take_back(store, one.id, beoordelaar="Anna", tijdstip=NOW)
    return json.loads(json.dumps(decisions_json(read_decisions(store))))  # type: ignore[no-any-return]  # test


FULL = full()


def test_the_work_of_two_reviewers_is_joined_in_any_order() -> None:
    mine, theirs = fresh(), fresh()
    accept(mine, CLAIMS[0], "Anna")
    reject(theirs, CLAIMS[0], "Bram")
    accept(theirs, CLAIMS[1], "Bram")
    hers, his = (decisions_from_json(decisions_json(read_decisions(store))) for store in (mine, theirs))
    assert take_over(mine, his) == 2 and take_over(theirs, hers) == 1
    assert mine.nquads() == theirs.nquads()
    assert values(mine, CLAIMS[0])["oordeel"] == "oneens" and values(mine, CLAIMS[1])["oordeel"] == "aanvaard"
    now = mine.nquads()
    assert take_over(mine, (*his, *hers)) == 0 and mine.nquads() == now


def test_what_comes_out_goes_in() -> None:
    store = fresh()
    assert take_over(store, decisions_from_json(FULL)) == 5
    assert decisions_json(read_decisions(store)) == FULL


def change(*path: object, value: object) -> Callable[[dict[str, Any]], object]:
    def damage(data: dict[str, Any]) -> object:
        here: Any = data
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = value
        return data

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: [],
        lambda data: {**data, "vorm": "iets anders"},
        lambda data: {**data, "besluiten": {}},
        lambda data: {**data, "besluiten": ["x"]},
        lambda data: {**data, "besluiten": data["besluiten"][1:]},
        change("besluiten", 0, "reden", value="teken"),
        change("besluiten", 0, "reden", value=3),
        change("besluiten", 0, "handeling", value="verbrand"),
        change("besluiten", 0, "handeling", value=["x"]),
        change("besluiten", 0, "tijdstip", value="gisteren"),
        change("besluiten", 0, "beoordelaar", value=""),
        change("besluiten", 0, "anker", value={}),
        change("besluiten", 0, "anker", value=None),
        change("besluiten", 0, "anker", "pagina", value="een"),
        change("besluiten", 0, "anker", "stukken", value="x"),
        change("besluiten", 0, "wijziging", value=[1]),
        change("besluiten", 0, "id", value="0" * 20),
    ],
)
def test_a_damaged_file_is_refused_whole(damage: Callable[[dict[str, Any]], object]) -> None:
    store = fresh()
    before = store.nquads()
    with pytest.raises(DecisionsDamaged) as caught:
        take_over(store, decisions_from_json(damage(copy.deepcopy(FULL)), plaats="werk.json"))
    line = str(caught.value)
    assert "\n" not in line and "niets overgenomen" in line and len(line) < 500
    assert store.nquads() == before


@pytest.mark.parametrize(
    "made",
    [
        besluit(CLAIMS[0], "verwerp", "Anna", NOW),
        besluit("geen iri <>", "hernoem", "Anna", NOW, wijziging={"label": "x"}),
        besluit(BEGRIP + "a", "hernoem", "Anna", NOW, wijziging={"label": " "}),
        besluit(BEGRIP + "a", "splits", "Anna", NOW, wijziging={"label": "x", "teksten": "geen lijst"}),
        besluit(BEGRIP + "a", "voeg_samen", "Anna", NOW, wijziging={"naar": "geen iri <>"}),
        besluit(BEGRIP + "a", "zet_invloed", "Anna", NOW, wijziging={"beinvloedbaar": "soms"}),
    ],
    ids=["zonder-anker", "iri", "naam", "teksten", "naar", "invloed"],
)
def test_a_decision_that_could_not_have_been_taken_is_refused(made: Besluit) -> None:
    with pytest.raises(DecisionsDamaged):
        decisions_from_json(decisions_json([made]))


TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.sampled_from(OVER_BEVINDING), TEXT.filter(str.strip), TEXT, TEXT)
def test_any_text_survives_file_and_graph(act: Any, over: str, note: str, subject: str) -> None:
    made = besluit(over, act, "Anna", NOW, toelichting=note, wijziging={"onderwerp": subject} if subject else {})
    assert decisions_from_json(json.loads(json.dumps(decisions_json([made])))) == (made,)
    store = open_store(None)
    take_over(store, [made])
    assert read_decisions(store) == (made,)


# --- the command ---


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = open_store(tmp_path / "graaf")
    write_extraction(store, EXTRACTION, datetime(2026, 1, 1, tzinfo=UTC))
    store.close()
    return tmp_path / "graaf"


def run(*words: object) -> str:
    result = CliRunner().invoke(app, ["besluiten", *map(str, words)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def opened(folder: Path, do: Callable[[Store], object]) -> None:
    store = open_store(folder)
    do(store)
    store.close()


def test_command_shows_decisions_agreement_rules_and_what_has_no_effect(folder: Path) -> None:
    assert "nog geen besluiten" in run("--graaf", folder)
    opened(folder, lambda s: [accept(s, CLAIMS[0], "Anna"), reject(s, CLAIMS[0], "Bram"), accept(s, CLAIMS[1], "Anna")])
    opened(folder, lambda s: judge_finding(s, "weg", "bevestig", beoordelaar="Anna", tijdstip=NOW, onderwerp="de wachttijden"))
    shown = run("--graaf", folder)
    assert "2026-11-22 08:00 Bram: verwerp (geen_relatie) - plan.md, bladzijde 1: De vergrijzing leidt tot" in shown
    assert "Anna en Bram: 1 keer dezelfde bewering, 0 keer hetzelfde oordeel (kappa 0,00)" in shown
    assert "Regel ww-leiden-tot: 1 keer goed, 0 keer fout" in shown
    assert "Zonder werking: 2026-11-22 08:00 Anna: bevestig - de wachttijden: deze bevinding komt niet meer voor" in shown
    data = json.loads(run("--graaf", folder, "--json"))
    assert len(data["besluiten"]) == 4 and len(data["geldend"]) == 4 and data["overeenstemming"][0]["samen"] == 1
    assert data["zonder_plaats"][0]["waarom"] == "deze bevinding komt niet meer voor"


def test_command_hands_decisions_over(folder: Path, tmp_path: Path) -> None:
    opened(folder, lambda s: accept(s, CLAIMS[0]))
    file = tmp_path / "werk" / "besluiten.json"
    assert "1 besluit geschreven" in run("--graaf", folder, "--uit", file)
    other = tmp_path / "ander"
    opened(other, lambda s: write_extraction(s, EXTRACTION, datetime(2026, 1, 1, tzinfo=UTC)))
    assert "1 besluit overgenomen" in run("--graaf", other, "--in", file)
    assert "0 besluiten overgenomen" in run("--graaf", other, "--in", file)
    opened(other, lambda s: values(s, CLAIMS[0])["oordeel"] == "aanvaard" or pytest.fail("niet overgenomen"))
    file.write_text("{", encoding="utf-8")
    with pytest.raises(DecisionsDamaged, match=r"besluiten\.json"):
        run("--graaf", other, "--in", file)
