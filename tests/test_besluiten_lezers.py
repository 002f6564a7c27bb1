"""What readers make of decisions: a rejected claim is in no answer, a judged finding says so, a reviewer goes before text and list."""

from __future__ import annotations

import pytest
from besluithulp import CLAIMS, NOW, accept, correct, fresh, reject

from graph.besluiten.maken import judge_finding, set_influence
from graph.store import Store
from ontology.prefixes import BEGRIP
from queries.checks import find_all
from queries.kaartbeeld import kaartbeeld
from queries.lezing import Lezing
from queries.run import load_queries, run_named
from queries.samenvatting import belangrijkste, samenvatting
from queries.weergave import Weergave

QUERIES = [query for query in load_queries() if query.name != "besluiten"]


def answers(store: Store) -> dict[str, str]:
    """All that the named queries answer, whatever region or concept is asked."""
    found = {}
    for query in QUERIES:
        filled = {
            parameter.naam: "Heuvelrand" if parameter.naam == "regio" else "" for parameter in query.parameters if parameter.verplicht
        }
        if query.name != "bewijs" and all(filled.values()):
            found[query.name] = str([tuple(row.values()) for row in run_named(store, query.name, filled).rows])
    return found


def test_a_rejected_claim_is_in_no_answer() -> None:
    store = fresh()
    before = answers(store)
    assert len(before) > 20
    asked = {name for name, text in before.items() if CLAIMS[1] in text or "tekort verpleegkundigen" in text or "tekort aan" in text}
    assert {"beweringen", "oorzaken"} <= asked
    reject(store, CLAIMS[1])
    for name, text in answers(store).items():
        assert CLAIMS[1] not in text and "tekort verpleegkundigen" not in text, name
    assert run_named(store, "documenten").rows[0]["beweringen"] == len(CLAIMS) - 1


def test_what_reviewers_disagree_on_waits_and_what_was_judged_does_not() -> None:
    store = fresh()
    accept(store, CLAIMS[0])
    assert run_named(store, "ter-beoordeling").rows == ()
    reject(store, CLAIMS[0], "Bram")
    assert [row["bewering"] for row in run_named(store, "ter-beoordeling").rows] == [CLAIMS[0]]


def test_a_claim_row_tells_what_was_decided() -> None:
    store = fresh()
    correct(store, CLAIMS[0], zekerheid="mogelijk")
    rows = {claim.iri: claim for claim in Lezing(store).claims}
    assert (rows[CLAIMS[0]].oordeel, rows[CLAIMS[0]].status, rows[CLAIMS[1]].oordeel) == ("gewijzigd", "aanvaard", "")


def test_a_judged_finding_says_so_and_a_refuted_one_is_not_shown() -> None:
    store = fresh()
    found = find_all(Lezing(store))
    assert {finding.status for finding in found} == {"open"}
    page = samenvatting(Lezing(store), "Heuvelrand")
    (first,) = belangrijkste(found, page, maximum=1)
    judge_finding(store, first.id, "bevestig", beoordelaar="Anna", tijdstip=NOW)
    again = {finding.id: finding for finding in find_all(Lezing(store))}
    assert again[first.id].status == "bevestigd" and sum(finding.status != "open" for finding in again.values()) == 1
    judge_finding(store, first.id, "ontkracht", beoordelaar="Anna", tijdstip=NOW)
    findings = find_all(Lezing(store))
    assert first.id not in {finding.id for finding in belangrijkste(findings, page, maximum=9)}
    image = kaartbeeld(Lezing(store), Weergave(), findings)
    assert first.id not in str(image.bevindingen)


@pytest.mark.parametrize("answer", [True, None])
def test_the_a4_says_who_decided_on_influence(answer: bool | None) -> None:
    store = fresh()
    set_influence(store, BEGRIP + "vergrijzing", answer, beoordelaar="Anna", tijdstip=NOW)
    blocks = samenvatting(Lezing(store), "Heuvelrand").oorzaken
    lines = {line.label: (group, line.bron) for group, block in blocks.items() for line in block.regels}
    assert lines["vergrijzing"] == ("beïnvloedbaar" if answer else "onbepaald", "beoordelaar")
