"""What verdicts say of the rules: counted once per claim, and what a rule accepts goes to a human when it is wrong too often."""

from __future__ import annotations

from dataclasses import replace

import factory
import pytest
from besluithulp import NOW, accept, arrows, correct, fresh, kept, reject, said, values
from hypothesis import given
from hypothesis import strategies as st

from graph import iris
from graph.besluiten.dagboek import read_decisions
from graph.besluiten.geldend import still_standing
from graph.besluiten.maken import judge_claim, take_back
from graph.besluiten.regelgeloof import rule_scores
from graph.store import Store

WORDS = [f"oorzaak {letter}" for letter in "abcdefghij"]
PAGE = " ".join(f"De {word} leidt tot gevolg {word[-1]}." for word in WORDS)


def claims(status: str = "aanvaard", belief: float = 0.7) -> list[str]:
    return [str(iris.bewering_iri(c.id)) for c in made(status, belief)]


def made(status: str = "aanvaard", belief: float = 0.7) -> list[factory.Claim]:
    return [
        replace(
            factory.claim(word, f"gevolg {word[-1]}", page_text=PAGE, belief=belief, status=status),  # type: ignore[arg-type]  # test
            effect=factory.argument(f"gevolg {word[-1]}", factory.grounding(f"g{word[-1]}", regio="heuvelrand"), page_text=PAGE),
        )
        for word in WORDS
    ]


def graph(status: str = "aanvaard", belief: float = 0.7) -> Store:
    return fresh(extraction=factory.extraction(made(status, belief), pages=(PAGE,)))


def test_what_a_rule_accepts_goes_to_a_human_when_it_is_wrong_too_often() -> None:
    store, own = graph(), claims()
    before = said(store)
    for iri in own[:5]:
        assert values(store, own[9])["status"] == "aanvaard"
        reject(store, iri)
    now = values(store, own[9])
    assert now["status"] == "ter_beoordeling" and now["geloof"] < 0.7  # type: ignore[operator]  # a number
    assert now["reden"] == "van wat deze regel aanvaardde, vonden beoordelaars 0 van de 5 goed"
    assert arrows(store) == set()
    accept(store, own[9])
    assert values(store, own[9])["status"] == "aanvaard" and len(arrows(store)) == 1
    for one in reversed(still_standing(read_decisions(store))):
        take_back(store, one.id, beoordelaar="Anna", tijdstip=NOW)
    assert said(store) == before and kept(store) == []


def test_a_rule_that_is_right_more_often_promotes_nothing() -> None:
    store, own = graph("ter_beoordeling", 0.3), claims("ter_beoordeling", 0.3)
    for iri in own[:8]:
        accept(store, iri)
    now = values(store, own[9])
    assert now["status"] == "ter_beoordeling" and now["geloof"] > 0.5  # type: ignore[operator]  # a number


def test_doubts_that_were_right_do_not_count_against_what_a_rule_accepts() -> None:
    doubted = [replace(one, status="ter_beoordeling", belief=0.15) for one in made()[:9]]
    store = fresh(extraction=factory.extraction([*doubted, made()[9]], pages=(PAGE,)))
    for one in doubted:
        reject(store, str(iris.bewering_iri(one.id)))
    assert values(store, claims()[9])["status"] == "aanvaard"
    score = rule_scores(store)["ww-leiden-tot"]
    assert (score.goed, score.fout, score.aanvaard_goed, score.aanvaard_fout, score.alleen_beoordeling) == (0, 9, 0, 0, False)
    assert score.laag < score.kans < score.hoog < score.verwacht + 0.3


def test_one_verdict_counts_for_one_claim() -> None:
    store, own = graph(), claims()
    reject(store, own[0], "Anna")
    reject(store, own[0], "Bram")
    accept(store, own[1], "Anna")
    reject(store, own[1], "Bram")  # they disagree: it does not count
    judge_claim(store, own[2], "verwerp", beoordelaar="Anna", tijdstip=NOW, reden="anders", toelichting="staat twee keer")
    judge_claim(store, own[3], "verwerp", beoordelaar="Anna", tijdstip=NOW, reden="grens")
    correct(store, own[4], gevolgtekst="leidt tot gevolg e")
    correct(store, own[5], omgekeerd="ja")
    score = rule_scores(store)["ww-leiden-tot"]
    assert (score.goed, score.fout) == (2, 2)
    reject(store, own[4])
    assert (rule_scores(store)["ww-leiden-tot"].goed, rule_scores(store)["ww-leiden-tot"].fout) == (1, 3)


@pytest.mark.parametrize("number", [0, 4])
def test_too_few_verdicts_change_nothing(number: int) -> None:
    store, own = graph(), claims()
    before = values(store, own[9])
    for iri in own[:number]:
        reject(store, iri)
    assert values(store, own[9]) == before


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_the_chance_lies_between_what_was_believed_and_what_was_seen(right: int, wrong: int, belief: float) -> None:
    from graph.besluiten.redenen import load_weights
    from graph.besluiten.regelgeloof import _score, _Telling

    verdicts = [_Telling(k < right, belief, True) for k in range(right + wrong)]
    if not verdicts:
        return
    score = _score("regel", verdicts, load_weights())
    seen = right / (right + wrong)
    assert min(seen, belief) - 1e-3 <= score.kans <= max(seen, belief) + 1e-3
    assert 0 <= score.laag <= score.kans <= score.hoog <= 1
