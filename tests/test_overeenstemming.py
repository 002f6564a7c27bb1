"""How far two reviewers agree, and the command that lists, hands over and takes over decisions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import factory
import pytest
from typer.testing import CliRunner

from graph import iris
from graph.besluiten.dagboek import read_decisions
from graph.besluiten.maken import judge_claim, take_back
from graph.besluiten.overeenstemming import agreement
from graph.build import write_base, write_extraction
from graph.open import open_store
from graph.store import Store
from regiograaf.cli import app

NOW = "2026-11-22T09:00:00Z"
CLAIMS = [str(iris.bewering_iri(one.id)) for one in factory.full_extraction().claims]


def graph(folder: Path | None) -> Store:
    store = open_store(folder)
    write_base(store)
    write_extraction(store, factory.full_extraction(), datetime(2026, 1, 1, tzinfo=UTC))
    return store


def judge(store: Store, who: str, verdicts: str) -> list[str]:
    """'+' accepts, '-' rejects, '.' leaves a claim alone."""
    acts = {"+": ("aanvaard", ""), "-": ("verwerp", "geen_relatie")}
    return [
        judge_claim(store, claim, acts[one][0], beoordelaar=who, tijdstip=NOW, reden=acts[one][1]).id  # type: ignore[arg-type]
        for claim, one in zip(CLAIMS, verdicts, strict=False)
        if one in acts
    ]


@pytest.mark.parametrize(
    ("anna", "bram", "samen", "gelijk", "kappa"),
    [
        ("++--", "++--", 4, 4, 1.0),
        ("++--", "--++", 4, 0, -1.0),
        ("++--", "+-+-", 4, 2, 0.0),
        ("+++.", "++.+", 2, 2, None),
    ],
)
def test_kappa(anna: str, bram: str, samen: int, gelijk: int, kappa: float | None) -> None:
    store = graph(None)
    judge(store, "Anna", anna)
    judge(store, "Bram", bram)
    (pair,) = agreement(read_decisions(store))
    assert (pair.een, pair.ander, pair.samen, pair.gelijk) == ("Anna", "Bram", samen, gelijk)
    assert pair.kappa == (None if kappa is None else pytest.approx(kappa))
    assert len(pair.verschillen) == samen - gelijk


def test_only_what_stands_and_what_both_judged_counts() -> None:
    store = graph(None)
    judge(store, "Anna", "++")
    assert agreement(read_decisions(store)) == ()
    (first, _) = judge(store, "Bram", "+-")
    take_back(store, first, beoordelaar="Bram", tijdstip=NOW)
    (pair,) = agreement(read_decisions(store))
    assert (pair.samen, pair.gelijk) == (1, 0)


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["besluiten", *words])
    return result.exit_code, result.output


def test_decisions_go_from_one_graph_to_another(tmp_path: Path) -> None:
    here, there, file = tmp_path / "hier", tmp_path / "daar", tmp_path / "besluiten.json"
    store = graph(here)
    judge(store, "Anna", "+-")
    store.close()
    graph(there).close()
    assert run("--graaf", str(here), "--uit", str(file))[0] == 0
    assert "2 besluiten overgenomen" in run("--graaf", str(there), "--in", str(file))[1]
    assert "0 besluiten overgenomen" in run("--graaf", str(there), "--in", str(file))[1]
    lists = [json.loads(run("--graaf", str(folder), "--json")[1]) for folder in (here, there)]
    assert lists[0] == lists[1]
    assert len(lists[0]["besluiten"]) == 2
    code, text = run("--graaf", str(there))
    assert code == 0
    assert "Anna: aanvaard" in text


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    graph(tmp_path / "graaf").close()
    code, text = run("--graaf", str(tmp_path / "graaf"), "--in", str(tmp_path / "weg.json"))
    assert code == 2
    assert "bestaat niet" in text
