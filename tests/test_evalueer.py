"""Measuring: matching and counts on built cases, margins, breakdowns, mistakes, and the command on a small annotated set."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from uitvoer import golden

from extract.evaluation.bootstrap import bootstrap, drawing_units
from extract.evaluation.breakdown import breakdown, mistakes
from extract.evaluation.figures import Best, Counts, best_threshold, evaluate
from extract.evaluation.matching import largest_matching, overlap
from extract.evaluation.report import as_json, measure
from extract.evaluation.rows import Mention, Relation, Row, as_row, document_of, read_rows
from regiograaf.cli import main
from regiograaf.outputs.evaluatie import write_mistakes

FOLDER = Path(__file__).parent / "cases" / "evalueer"
FILES = sorted(FOLDER.glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["geval"]]
SET = (FOLDER / "passages.jsonl", FOLDER / "gold.jsonl")
READY = ("--voorspeld", FOLDER / "voorspeld.jsonl")


def relation(text: str, belief: float | None = None, **known: Any) -> Relation:
    """'oorzaak > gevolg | soort, teken, mogelijk, ontkend' as a record."""
    spans, _, marks = text.partition(" | ")
    cause, effect = spans.split(" > ")
    given = [m.strip() for m in marks.split(",")]
    kind, sign = "beoogd" if "beoogd" in given else "oorzakelijk", "-" if "-" in given else "+"
    return Relation(cause, effect, known.pop("cue", ""), kind, sign, "mogelijk" in given, "ontkend" in given, belief, **known)


def row(key: str, *relations: Relation, review: tuple[Relation, ...] = ()) -> Row:
    return Row(key, relations, (), review)


def mentions(texts: list[str]) -> tuple[Mention, ...]:
    return tuple(Mention(text, kind) for kind, text in (t.split(": ") for t in texts))


def example() -> tuple[dict[str, Row], dict[str, Row]]:
    return read_rows(FOLDER / "gold.jsonl")[0], read_rows(FOLDER / "voorspeld.jsonl")[0]


@dataclass(frozen=True)
class Shown:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Shown]:
    """The command in this process (spaCy is loaded once), from an empty folder."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object) -> Shown:
        monkeypatch.setattr(sys, "argv", ["regiograaf", "evalueer", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
        shown = capsys.readouterr()
        return Shown(int(stop.value.code or 0), shown.out, shown.err)

    return command


def test_enough_cases() -> None:
    assert len(CASES) >= 17


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["naam"])
def test_counts(case: dict[str, Any]) -> None:
    gold = Row("a:1", tuple(map(relation, case["gold"])), mentions(case.get("vermeldingen_gold", [])))
    review = tuple(map(relation, case.get("ter_beoordeling", [])))
    found = Row("a:1", tuple(map(relation, case["gevonden"])), mentions(case.get("vermeldingen_gevonden", [])), review)
    totals = evaluate({"a:1": gold}, {"a:1": found}).totals
    assert {name: totals[name] for name in case["verwacht"]} == {name: Counts(*counts) for name, counts in case["verwacht"].items()}


def test_overlap_is_the_f1_of_content_words() -> None:
    assert overlap("De druk op de haven", "druk in een haven") == 1.0
    assert overlap("zware storm op zee", "storm") == 0.5
    assert overlap("storm", "mist") == 0.0
    assert overlap("", "") == 0.0


def test_matching_is_as_large_as_possible_and_grows_with_its_items() -> None:
    assert largest_matching([[0, 1], [0]]) == {0: 1, 1: 0}
    assert largest_matching([[0], [0], []]) == {0: 0}
    draw = random.Random(7)
    for _ in range(50):
        wishes = [draw.sample(range(6), draw.randint(0, 3)) for _ in range(6)]
        whole = largest_matching(wishes)
        assert len(set(whole.values())) == len(whole)
        assert all(right in wishes[left] for left, right in whole.items())
        assert [len(largest_matching(wishes[:n])) for n in range(7)] == [sum(left < n for left in whole) for n in range(7)]


def test_shares_without_anything_to_divide_by_have_no_value() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert (Counts(0, 0, 3).precision, Counts(0, 0, 3).recall, Counts(0, 0, 3).f1) == (None, 0.0, 0.0)
    assert Counts(2, 4, 5).f1 == pytest.approx(4 / 9)


def test_a_passage_without_prediction_counts_as_nothing_found() -> None:
    gold = {"a:1": row("a:1", relation("regen > schade")), "a:2": row("a:2", relation("wind > hinder"))}
    totals = evaluate(gold, {"a:1": gold["a:1"], "b:9": row("b:9", relation("kou > ongemak"))}).totals
    assert totals["alle"] == Counts(1, 1, 2)


def test_threshold_moves_what_has_too_little_belief_to_review() -> None:
    gold = {"a:1": row("a:1", relation("regen > schade"), relation("wind > hinder"))}
    found = {"a:1": row("a:1", relation("regen > schade", 0.5), relation("wind > hinder", 0.49), relation("kou > ongemak"))}
    totals = evaluate(gold, found, threshold=0.5).totals
    assert totals["alle"] == Counts(1, 2, 2)
    assert totals["alle_met_beoordeling"] == Counts(2, 3, 2)
    assert evaluate(gold, found).totals["alle"] == Counts(2, 3, 2)


def test_best_threshold_equals_trying_every_threshold() -> None:
    draw, words = random.Random(3), ["regen", "wind", "zware regen", "harde wind", "schade", "hinder"]

    def passage(key: str, *, believed: bool) -> Row:
        made = (f"{draw.choice(words)} > {draw.choice(words)}" for _ in range(draw.randint(0, 6)))
        return row(key, *(relation(t, draw.choice([0.1, 0.4, 0.4, 0.7, 0.9]) if believed else None) for t in made))

    for _ in range(20):
        keys = [f"d{n % 3}:{n}" for n in range(6)]
        gold, found = {k: passage(k, believed=False) for k in keys}, {k: passage(k, believed=True) for k in keys}
        tried = [Best(b, evaluate(gold, found, threshold=b).totals["alle"]) for b in (0.9, 0.7, 0.4, 0.1)]
        best = best_threshold(gold, found)
        assert best is not None
        assert best in tried
        assert best.counts.f1 == max(t.counts.f1 or 0.0 for t in tried)
    assert best_threshold(gold, gold) is None


def test_margins_are_repeatable_and_hold_the_figure() -> None:
    draw = random.Random(5)
    units = {f"d{n}": {"alle": Counts(draw.randint(1, 5), draw.randint(6, 9), draw.randint(6, 12))} for n in range(20)}
    first, again, other = bootstrap(units), bootstrap(units), bootstrap(units, seed=1)
    assert first == again
    assert first != other
    total = sum((u["alle"] for u in units.values()), Counts())
    low, high = first["alle"].f1 or (1.0, 0.0)
    assert low < (total.f1 or 0.0) < high
    assert bootstrap(units, resamples=0)["alle"].f1 is None
    assert bootstrap({}) == {}


def test_margins_of_equal_documents_have_no_width_and_undefined_figures_none() -> None:
    units = {name: {"alle": Counts(1, 2, 4), "ontkend": Counts()} for name in "abc"}
    margins = bootstrap(units)
    assert (margins["alle"].precision, margins["alle"].recall) == ((0.5, 0.5), (0.25, 0.25))
    assert margins["ontkend"].f1 is None


def test_documents_are_drawn_and_passages_when_there_is_one_document() -> None:
    gold, found = example()
    unit, units = drawing_units(evaluate(gold, found))
    assert (unit, list(units)) == ("documenten", ["havenbeeld", "sluisplan"])
    one = {k: r for k, r in gold.items() if k.startswith("havenbeeld")}
    unit, units = drawing_units(evaluate(one, found))
    assert (unit, list(units)) == ("passages", ["havenbeeld:p1", "havenbeeld:p2"])
    assert [document_of(k) for k in ("beeld:p3a", "deel:een:p1", "los")] == ["beeld", "deel:een", "los"]


def test_a_thousand_draws_take_no_new_matching() -> None:
    units = {f"d{n}": {f"f{k}": Counts(1, 2, 3) for k in range(20)} for n in range(40)}
    start = time.perf_counter()
    bootstrap(units)
    assert time.perf_counter() - start < 5


def test_breakdown_by_cue_keeps_both_sides_apart() -> None:
    gold = {"a:1": row("a:1", relation("regen > schade", cue="Door"), relation("wind > hinder", cue="door"))}
    found = {"a:1": row("a:1", relation("regen > schade", 0.9, cue="leidt tot", rule="ww", route="boom"))}
    judged = evaluate(gold, found)
    cues = {g.name: (g.gold, g.recalled, g.found, g.right) for g in breakdown(judged, "signaalwoord")}
    assert cues == {"door": (2, 1, 0, 0), "leidt tot": (0, 0, 1, 1)}
    assert [(g.name, g.found, g.right, g.recall) for g in breakdown(judged, "constructie")] == [("ww", 1, 1, None)]
    assert [g.name for g in breakdown(judged, "route")] == ["boom"]
    assert breakdown(evaluate(gold, gold), "route") == []


def test_mistakes_are_complete_and_the_most_frequent_come_first() -> None:
    gold, found = example()
    listed = mistakes(evaluate(gold, found, threshold=0.5))
    assert [(m.kind, m.source, m.passage) for m in listed] == [
        ("gemist", "door", "havenbeeld:p2"),
        ("gemist", "kan leiden tot", "havenbeeld:p1"),
        ("gemist", "komt niet door", "sluisplan:p2"),
        ("onterecht", "komt-door", "sluisplan:p2"),
        ("onterecht", "ww-mijden", "sluisplan:p1"),
        ("soort", "met-willen", "sluisplan:p1"),
        ("teken", "met-willen", "sluisplan:p1"),
    ]
    assert listed[0].near is not None
    assert listed[0].near.belief == 0.3
    often = {"z:1": row("z:1", relation("regen > schade", cue="omdat"), relation("wind > hinder", cue="omdat"))}
    costs = [(m.source, m.cost) for m in mistakes(evaluate(gold | often, found, threshold=0.5))]
    assert costs[:3] == [("omdat", 2), ("omdat", 2), ("door", 1)]


def test_csv_of_mistakes_cannot_start_a_formula(tmp_path: Path) -> None:
    gold = {"a:1": row("a:1", relation("=HYPERLINK(1) > schade", cue="+door"))}
    write_mistakes(tmp_path / "f.csv", mistakes(evaluate(gold, {})))
    rows = list(csv.DictReader((tmp_path / "f.csv").open(encoding="utf-8", newline="")))
    assert rows[0]["geannoteerd"] == "'=HYPERLINK(1) → schade (oorzakelijk, teken +)"
    assert rows[0]["signaalwoord"] == "'+door"


def test_markdown_of_mistakes_stays_text(tmp_path: Path) -> None:
    gold = {"a:1": row("a:1", relation("<b>*storm*\n[x](y) > schade"))}
    write_mistakes(tmp_path / "f.md", mistakes(evaluate(gold, {})))
    assert r"\<b\>\*storm\* \[x\](y) → schade" in (tmp_path / "f.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "data",
    [[], {}, {"id": "a"}, {"id": 1, "relations": []}, {"id": "a", "relations": [{"cause": "x"}]}, {"id": "a", "relations": {"b": 1}}],
    ids=str,
)
def test_rows_of_another_shape_are_refused(data: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        as_row(data)


def test_review_takes_part_without_verbanden() -> None:
    shape = {"cause": "x", "effect": "y", "kind": "verband"}
    assert as_row({"id": "a", "relations": [], "ter_beoordeling": [shape, shape | {"kind": "beoogd"}]}).review == (
        Relation("x", "y", kind="beoogd"),
    )


def test_command_prints_tables(run: Callable[..., Shown], tmp_path: Path) -> None:
    split = [word for name in ("document", "constructie", "signaalwoord", "route") for word in ("--per", name)]
    result = run(*SET, *READY, "--drempel", "0.5", *split, "--fouten", "fouten.md")
    assert result.returncode == 1, result.stderr
    golden("evalueer.txt", "\n".join(line.rstrip() for line in result.stdout.splitlines()) + "\n")
    golden("evalueer_fouten.md", (tmp_path / "fouten.md").read_text(encoding="utf-8"))
    assert "Geannoteerd, maar niet bij de passages (1): sluisplan:p7; niet meegeteld." in result.stderr
    assert "Zonder annotatie (1): sluisplan:p9" in result.stderr


def test_command_gives_the_same_json_every_time(run: Callable[..., Shown], tmp_path: Path) -> None:
    words = (*SET, *READY, "--drempel", "0.5", "--drempel", "0.3", "--json", "--fouten", tmp_path / "fouten.csv")
    result = run(*words)
    golden("evalueer.json", result.stdout)
    golden("evalueer_fouten.csv", (tmp_path / "fouten.csv").read_text(encoding="utf-8"))
    assert run(*words).stdout == result.stdout
    data = json.loads(result.stdout)
    assert [d["drempel"] for d in data["drempels"]] == [0.5, 0.3]
    as_it_stands = json.loads(run(*SET, *READY, "--json", "--trekkingen", "0").stdout)["drempels"][0]
    assert as_it_stands["drempel"] is None
    assert as_it_stands["relaties"]["alle"]["gevonden"] == 5
    assert as_it_stands["relaties"]["alle"]["f1_marge"] is None


@pytest.mark.model
def test_command_reads_by_itself(run: Callable[..., Shown]) -> None:
    data = json.loads(run(*SET, "--json", "--drempel", "0", "--drempel", "1").stdout)
    low, high = (d["relaties"]["alle"] for d in data["drempels"])
    assert low["goed"] >= 1
    assert high["gevonden"] == 0
    assert (high["p"], high["met_beoordeling"]["gevonden"]) == (None, low["met_beoordeling"]["gevonden"])


def test_command_explains_itself(run: Callable[..., Shown]) -> None:
    shown = run("--help")
    assert shown.returncode == 0
    assert "Usage" not in shown.stdout
    assert "--voorspeld" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nee.jsonl", SET[1]], 3, "bestaat niet"),
        ([SET[0], "nee.jsonl"], 3, "bestaat niet"),
        ([*SET, "--voorspeld", "nee.jsonl"], 3, "bestaat niet"),
        ([*SET, *READY, "--fouten", "fouten.doc"], 2, ".md of .csv"),
        ([*SET, *READY, "--per", "maand"], 2, "--per"),
        ([*SET, *READY, "--drempel", "1.5"], 2, "--drempel"),
        ([SET[0]], 2, "verplicht"),
        ([SET[0], "ander.jsonl"], 3, "niets te meten"),
        ([SET[0], "ander.jsonl"], 3, "ander.jsonl, regel 2"),
        ([*SET, "--voorspeld", "ander.jsonl"], 1, "Zonder voorspelling (4): havenbeeld:p1"),
        ([*SET, "--voorspeld", "ander.jsonl"], 1, "Voorspeld, maar niet te meten (1): elders:p1"),
    ],
)
def test_mistakes_get_dutch_lines(arguments: list[object], code: int, words: str, run: Callable[..., Shown], tmp_path: Path) -> None:
    (tmp_path / "ander.jsonl").write_text('{"id": "elders:p1", "relations": []}\n{"id": 3}\n', encoding="utf-8")
    result = run(*arguments)
    assert result.returncode == code, result.stderr
    assert words in result.stderr


@pytest.mark.parametrize("name", ["dev", "train"])
def test_figures_equal_those_of_the_reference_scorer(name: str, shared: Path, tmp_path: Path) -> None:
    """Predictions are the annotation itself, disturbed: what is dropped, cut, swapped or marked otherwise must cost the same."""
    gold = read_rows(shared / "gold" / f"{name}_gold.jsonl")[0]
    draw = random.Random(11)
    found = {key: replace(one, relations=tuple(_disturbed(one.relations, draw)), mentions=one.mentions[::2]) for key, one in gold.items()}
    (tmp_path / "p.jsonl").write_text("".join(json.dumps(_as_line(one)) + "\n" for one in found.values()), encoding="utf-8")
    command = [sys.executable, shared / "gold" / "score.py", shared / "gold" / f"{name}_gold.jsonl", tmp_path / "p.jsonl", "--json"]
    wanted = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours: Any = as_json(measure(gold, found, [None], resamples=0))["drempels"]
    relations, marks, mentioned = (ours[0][k] for k in ("relaties", "eigenschappen", "vermeldingen"))
    pairs = [(relations["alle"], wanted["relations"]), (relations["oorzakelijk"], wanted["relations_oorzakelijk"])]
    for mine, theirs in pairs + [(mentioned[kind], wanted["mentions"][kind]) for kind in mentioned]:
        shares = [round(theirs[k], 4) for k in ("precision", "recall", "f1")]
        assert [mine[k] or 0.0 for k in ("p", "r", "f1")] == pytest.approx(shares, abs=5e-4)
    assert marks["soort"]["aandeel"] == pytest.approx(wanted["kind_accuracy_on_matched"], abs=5e-4)
    assert marks["teken"]["aandeel"] == pytest.approx(wanted["polarity_accuracy_on_matched"], abs=5e-4)


def _disturbed(relations: tuple[Relation, ...], draw: random.Random) -> list[Relation]:
    made = []
    for one in relations:
        kind = draw.choice(["oorzakelijk", "beoogd"]) if draw.random() < 0.3 else one.kind
        sign, cut = "-" if draw.random() < 0.1 else one.polarity, draw.randint(1, 6)
        cause, effect = (one.effect, one.cause) if draw.random() < 0.1 else (one.cause, " ".join(one.effect.split()[:cut]))
        made.append(replace(one, cause=cause, effect=effect, kind=kind, polarity=sign, negated=one.negated != (draw.random() < 0.05)))
    draw.shuffle(made)
    return made[: len(made) * 3 // 4 + 1]


def _as_line(one: Row) -> dict[str, object]:
    keys = ("cause", "effect", "cue", "kind", "polarity", "hedged", "negated")
    relations = [{k: getattr(r, k) for k in keys} for r in one.relations]
    return {"id": one.id, "relations": relations, "mentions": [{"text": m.text, "type": m.type} for m in one.mentions]}
