"""Decisions of reviewers: kept for ever, in force at once, undone without a trace in what the documents say."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import factory
import pytest
from besluithulp import (
    BOTH,
    CLAIMS,
    EXTRACTION,
    NOW,
    OTHER,
    accept,
    arrows,
    causes,
    correct,
    diary,
    fresh,
    kept,
    reject,
    roles,
    said,
    two_documents,
    values,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import iris
from graph.besluiten.anker import concept_name
from graph.besluiten.dagboek import decisions_from_json, decisions_json, read_decisions
from graph.besluiten.errors import (
    AlreadyTakenBack,
    BadCorrection,
    BadMoment,
    BadReviewer,
    BesluitError,
    NoteMissing,
    NotYours,
    SpanNotInQuote,
    UnknownAct,
    UnknownClaim,
    UnknownConcept,
    UnknownDecision,
    UnknownReason,
)
from graph.besluiten.geldend import standing, still_standing
from graph.besluiten.maken import (
    forbid_merge,
    judge_claim,
    judge_finding,
    merge_concepts,
    rename_concept,
    set_influence,
    split_concept,
    take_back,
)
from graph.besluiten.overeenstemming import agreement
from graph.besluiten.records import Besluit
from graph.besluiten.redenen import Reden, load_reasons
from graph.besluiten.regelgeloof import counts_as
from graph.besluiten.toepassen import apply_decisions, take_over
from graph.open import open_store
from graph.store import Store
from graph.store_rdflib import RdflibStore
from ontology.prefixes import BEGRIP


@pytest.fixture(params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    return fresh(RdflibStore if request.param == "rdflib" else lambda: open_store(None))


def test_a_rejected_claim_has_no_arrow_and_undo_puts_everything_back(store: Store) -> None:
    before = said(store)
    one = reject(store, CLAIMS[0])
    now = values(store, CLAIMS[0])
    assert (now["status"], now["oordeel"], now["geloof"]) == ("verworpen", "verworpen", 0.0)
    assert ("vergrijzing", "veroorzaakt", "druk-wijkverpleging") not in arrows(store)
    take_back(store, one.id, beoordelaar="Anna", tijdstip=NOW)
    assert said(store) == before and kept(store) == []


def test_a_correction_is_in_the_graph(store: Store) -> None:
    change = {"omgekeerd": "ja", "gevolgtekst": "De vergrijzing", "soort": "beoogd", "teken": "-", "zekerheid": "mogelijk"}
    before = said(store)
    one = judge_claim(store, CLAIMS[0], "wijzig", beoordelaar="Anna", tijdstip=NOW, wijziging=change, reden="verkeerde_richting")
    now = values(store, CLAIMS[0])
    assert (now["status"], now["oordeel"], now["gevolgtekst"], now["teken"]) == ("aanvaard", "gewijzigd", "De vergrijzing", "-")
    assert ("druk-wijkverpleging", "beoogt", "vergrijzing") in arrows(store)
    assert values(store, str(now["vindplaatsGevolg"]))["citaat"] == "De vergrijzing"
    apply_decisions(store)
    assert values(store, CLAIMS[0]) == now
    take_back(store, one.id, beoordelaar="Anna", tijdstip=NOW)
    assert said(store) == before and kept(store) == []


def test_the_way_a_reviewer_sees_the_sign_is_the_way_it_is_asked(store: Store) -> None:
    """The roosterpool claim names the decrease of wachttijd: '-' between the concepts is '+' between the words."""
    correct(store, CLAIMS[2], teken="+")
    assert values(store, CLAIMS[2])["teken"] == "-"
    correct(store, CLAIMS[2], teken="-")
    assert values(store, CLAIMS[2])["teken"] == "+"


def test_another_concept_has_a_name_in_the_document(store: Store) -> None:
    before = said(store)
    one = correct(store, CLAIMS[3], gevolgbegrip=BEGRIP + "tekort-woningen")
    now = values(store, CLAIMS[3])
    assert now["gevolgbegrip"] == BEGRIP + "tekort-woningen" and now["gevolgpool"] == "+" and "gevolgscore" not in now
    assert ("eenzaamheid", "hangtSamenMet", "tekort-woningen") in arrows(store)
    assert not [line for line in said(store) if "wegvallen-buurthuis" in line]  # nothing uses it any more
    assert one.waarde("gevolglabel") == concept_name(store, BEGRIP + "tekort-woningen")
    take_back(store, one.id, beoordelaar="Anna", tijdstip=NOW)
    assert said(store) == before


def test_roles_and_cause_mentions_follow(store: Store) -> None:
    assert causes(store)["vergrijzing"] == ("aanvaard", "vergrijzing", False, "tekst")
    assert {("vergrijzing", "Oorzaak", False, "tekst"), ("tekort-verpleegkundigen", "Oorzaak", True, "lijst")} & roles(store)
    reject(store, CLAIMS[1])
    assert not [role for role in roles(store) if role[0] == "tekort-verpleegkundigen"]
    assert causes(store)["tekort aan verpleegkundigen"][0] == "verworpen"
    accept(store, CLAIMS[1])
    assert causes(store)["tekort aan verpleegkundigen"][0] == "aanvaard"
    correct(store, CLAIMS[1], oorzaakbegrip=BEGRIP + "tekort-woningen")
    assert causes(store)["tekort aan verpleegkundigen"][1] == "tekort-woningen"


def test_an_accepted_claim_names_its_cause() -> None:
    waiting = replace(EXTRACTION.claims[1], status="ter_beoordeling", belief=0.12, rule="geleerd")
    store = fresh(extraction=replace(EXTRACTION, claims=(waiting,)))
    assert "tekort aan verpleegkundigen" not in causes(store)
    one = accept(store, CLAIMS[1])
    assert causes(store)["tekort aan verpleegkundigen"][:2] == ("aanvaard", "tekort-verpleegkundigen")
    take_back(store, one.id, beoordelaar="Anna", tijdstip=NOW)
    assert "tekort aan verpleegkundigen" not in causes(store) and kept(store) == []


# --- two reviewers ---


def test_reviewers_who_disagree_leave_the_claim_to_be_judged(store: Store) -> None:
    accept(store, CLAIMS[0], "Anna")
    reject(store, CLAIMS[0], "Bram")
    now = values(store, CLAIMS[0])
    assert (now["status"], now["oordeel"], now["geloof"]) == ("ter_beoordeling", "oneens", 0.62)
    assert ("vergrijzing", "veroorzaakt", "druk-wijkverpleging") not in arrows(store)
    accept(store, CLAIMS[0], "bram ")
    assert values(store, CLAIMS[0])["oordeel"] == "aanvaard"


def test_equal_corrections_agree_and_other_ones_do_not(store: Store) -> None:
    correct(store, CLAIMS[0], "Anna", zekerheid="mogelijk")
    correct(store, CLAIMS[0], "Bram", zekerheid="mogelijk")
    assert values(store, CLAIMS[0])["oordeel"] == "gewijzigd"
    correct(store, CLAIMS[0], "Bram", zekerheid="verwacht")
    assert values(store, CLAIMS[0])["oordeel"] == "oneens"


def test_agreement_between_reviewers(store: Store) -> None:
    for number, iri in enumerate(CLAIMS):
        accept(store, iri, "Anna") if number else reject(store, iri, "Anna")
    for number, iri in enumerate(CLAIMS):
        accept(store, iri, "Bram") if number > 1 else reject(store, iri, "Bram")
    (pair,) = agreement(read_decisions(store))
    assert (pair.een, pair.ander, pair.samen, pair.gelijk, pair.kappa) == ("Anna", "Bram", 4, 3, 0.5)


def test_a_finding_is_confirmed_refuted_or_open(store: Store) -> None:
    before = said(store)
    first = judge_finding(store, "kring-1", "bevestig", beoordelaar="Anna", tijdstip=NOW, onderwerp="de wachttijden")
    assert state_of(store) == "bevestigd" and said(store) == before
    judge_finding(store, "kring-1", "ontkracht", beoordelaar="Bram", tijdstip=NOW)
    assert state_of(store) == "open"
    take_back(store, first.id, beoordelaar="Anna", tijdstip=NOW)
    assert state_of(store) == "verworpen"


def state_of(store: Store) -> str:
    return standing(read_decisions(store)).bevindingen["kring-1"].oordeel


# --- what is refused ---

WHO = {"beoordelaar": "Anna", "tijdstip": NOW}


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda s: judge_claim(s, "urn:niets", "aanvaard", **WHO), UnknownClaim, "staat niet in de graaf"),
        (lambda s: judge_claim(s, "geen iri <", "aanvaard", **WHO), UnknownClaim, "staat niet in de graaf"),
        (lambda s: judge_claim(s, CLAIMS[0], "bevestig", **WHO), UnknownAct, "aanvaard, verwerp, wijzig"),
        (lambda s: judge_claim(s, CLAIMS[0], "verwerp", reden="zomaar", **WHO), UnknownReason, "geen_relatie"),
        (lambda s: judge_claim(s, CLAIMS[0], "verwerp", reden="anders", **WHO), NoteMissing, "toelichting"),
        (lambda s: judge_claim(s, CLAIMS[0], "wijzig", **WHO), BadCorrection, "niets gewijzigd"),
        (lambda s: correct(s, CLAIMS[0], teken="?"), BadCorrection, "teken"),
        (lambda s: correct(s, CLAIMS[0], kleur="rood"), BadCorrection, "kleur"),
        (lambda s: correct(s, CLAIMS[0], oorzaaktekst="de ontgroening"), SpanNotInQuote, "de ontgroening"),
        (lambda s: correct(s, CLAIMS[0], oorzaakbegrip=BEGRIP + "bestaat-niet"), UnknownConcept, "bestaat-niet"),
        (lambda s: judge_claim(s, CLAIMS[0], "aanvaard", beoordelaar=" ", tijdstip=NOW), BadReviewer, "naam"),
        (lambda s: judge_claim(s, CLAIMS[0], "aanvaard", beoordelaar="Anna", tijdstip="gisteren"), BadMoment, "tijdstip"),
        (lambda s: take_back(s, "onbekend", **WHO), UnknownDecision, "bestaat niet"),
    ],
)
def test_what_is_refused_leaves_no_trace(call: Callable[[Store], object], error: type[BesluitError], words: str) -> None:
    store = fresh()
    before = store.nquads()
    with pytest.raises(error) as caught:
        call(store)
    line = str(caught.value)
    assert words in line and "\n" not in line and len(line) < 400
    assert store.nquads() == before


def test_only_the_reviewer_takes_a_verdict_back_and_only_once(store: Store) -> None:
    one = accept(store, CLAIMS[0])
    with pytest.raises(NotYours, match="Anna"):
        take_back(store, one.id, beoordelaar="Bram", tijdstip=NOW)
    back = take_back(store, one.id, beoordelaar="anna", tijdstip=NOW)
    with pytest.raises(AlreadyTakenBack):
        take_back(store, one.id, beoordelaar="Anna", tijdstip=NOW)
    take_back(store, back.id, beoordelaar="Anna", tijdstip=NOW)
    assert values(store, CLAIMS[0])["oordeel"] == "aanvaard"


def test_a_later_decision_of_the_same_moment_counts(store: Store) -> None:
    times = [accept(store, CLAIMS[0]).tijdstip, reject(store, CLAIMS[0]).tijdstip, accept(store, CLAIMS[0]).tijdstip]
    assert times == ["2026-11-22T08:00:00Z", "2026-11-22T08:00:00.001Z", "2026-11-22T08:00:00.002Z"]
    assert values(store, CLAIMS[0])["oordeel"] == "aanvaard"


# --- reasons ---


@pytest.mark.parametrize("reden", load_reasons().values(), ids=lambda reden: reden.sleutel)
def test_every_reason_shows_what_it_is_for(reden: Reden) -> None:
    """The example is read, a reviewer gives the reason, and what is said of the rule is what the reason promises."""
    example = reden.voorbeeld
    page = example["zin"]
    concept = factory.grounding("vergrijzing")
    made = factory.claim(example["oorzaaktekst"], example["gevolgtekst"], cause_concept=concept, effect_concept=concept, page_text=page)
    store = fresh(extraction=factory.extraction([made], pages=(page,)))
    change = example.get("wijziging")
    one = judge_claim(
        store,
        str(iris.bewering_iri(made.id)),
        "wijzig" if change else "verwerp",
        reden=reden.sleutel,
        toelichting=example.get("toelichting", ""),
        wijziging=change,
        **WHO,
    )
    assert set(change or ()) <= set(reden.velden) and bool(example.get("toelichting")) == reden.toelichting_verplicht
    assert values(store, str(iris.bewering_iri(made.id)))["status"] == ("aanvaard" if change else "verworpen")
    stand = standing(read_decisions(store)).beweringen[one.over]
    assert counts_as(stand) == reden.telt_als


def test_reasons_have_keys_of_their_own() -> None:
    reasons = load_reasons().values()
    assert len({reason.toets for reason in reasons}) == len({reason.label for reason in reasons}) == len(reasons)
    assert all(len(reason.toets) == 1 for reason in reasons)


# --- a decision and its effect cannot come apart ---

_REVIEWER = """
import sys
from pathlib import Path
from graph.open import open_store
from graph.besluiten.maken import judge_claim
store = open_store(Path(sys.argv[1]))
print(0, flush=True)
while True:
    for act in ("verwerp", "aanvaard"):
        judge_claim(store, sys.argv[2], act, beoordelaar="Anna", tijdstip="2026-11-22T08:00:00Z")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 bestaat hier niet")
@pytest.mark.parametrize("delay", [0.1, 0.23, 0.4])
def test_kill_9_leaves_decision_and_effect_together(tmp_path: Path, delay: float) -> None:
    store = fresh(lambda: open_store(tmp_path))
    store.close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])}
    words = [sys.executable, "-c", _REVIEWER, str(tmp_path), CLAIMS[0]]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None and process.stdout.readline() == "0\n"
        time.sleep(delay)
        process.kill()
    store = open_store(tmp_path)
    last = standing(read_decisions(store)).beweringen.get(CLAIMS[0])
    assert values(store, CLAIMS[0]).get("oordeel") == (None if last is None else last.oordeel)
    now = store.nquads()
    apply_decisions(store)
    assert store.nquads() == now
    store.close()


# --- any order of decisions ---

CONCEPTS = sorted({g.concept for c in EXTRACTION.claims for g in (c.cause.grounding, c.effect.grounding) if g is not None})
KNOWN = [BEGRIP + name for name in ("vergrijzing", "eenzaamheid", "tekort-woningen")]
PEOPLE = st.sampled_from(["Anna", "Bram"])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["aanvaard", "verwerp", "grens", "draai", "begrip"]), st.integers(0, 7), PEOPLE),
        st.tuples(st.sampled_from(["terug", "samen", "splits", "verbied", "hernoem", "invloed"]), st.integers(0, 40), PEOPLE),
    ),
    max_size=9,
)


def act(store: Store, what: str, number: int, by: str, taken: list[Besluit]) -> Besluit | None:
    """One of the acts that hypothesis chose; None when it was refused."""
    who: dict[str, str] = {"beoordelaar": by, "tijdstip": NOW}
    at = BOTH[number % len(BOTH)]
    claim = next(c for c in (*EXTRACTION.claims, *OTHER.claims) if str(iris.bewering_iri(c.id)) == at)
    concepts = [*KNOWN, *CONCEPTS]
    one, other = concepts[number % len(concepts)], concepts[number * 7 % len(concepts)]
    try:
        match what:
            case "terug":
                return take_back(store, taken[number % len(taken)].id, **who) if taken else None
            case "samen":
                return merge_concepts(store, one, other, **who)
            case "splits":
                return split_concept(store, one, f"eigen {number % 3}", ["vergrijzing", "lange wachttijden"], **who)
            case "verbied":
                return forbid_merge(store, one, other, **who)
            case "hernoem":
                return rename_concept(store, one, f"naam {number % 3}", **who)
            case "invloed":
                return set_influence(store, one, (True, False, None)[number % 3], **who)
            case "grens":
                return judge_claim(store, at, "wijzig", wijziging={"oorzaaktekst": claim.evidence[0].quote.split(" ")[0]}, **who)
            case "draai":
                return judge_claim(store, at, "wijzig", wijziging={"omgekeerd": "ja", "soort": "oorzakelijk"}, **who)
            case "begrip":
                return judge_claim(store, at, "wijzig", wijziging={"gevolgbegrip": KNOWN[number % 3]}, **who)
            case _:
                return judge_claim(store, at, what, **who)  # type: ignore[arg-type]
    except BesluitError as error:
        assert "\n" not in str(error) and len(str(error)) < 400
        return None


@settings(max_examples=40, deadline=None)
@given(ACTS)
def test_any_decisions_taken_back_leave_the_graph_as_it_was(acts: list[tuple[str, int, str]]) -> None:
    store = two_documents()
    before = said(store)
    taken: list[Besluit] = []
    for what, number, by in acts:
        history, unchanged = set(diary(store)), store.nquads()
        made = act(store, what, number, by, taken)
        assert history <= set(diary(store))
        if made is None:
            assert store.nquads() == unchanged
        else:
            taken.append(made)
    now = said(store), kept(store)
    apply_decisions(store)
    assert (said(store), kept(store)) == now
    other = two_documents()
    take_over(other, decisions_from_json(json.loads(json.dumps(decisions_json(read_decisions(store))))))
    assert other.nquads() == store.nquads()
    while left := still_standing(read_decisions(store)):
        take_back(store, left[-1].id, beoordelaar=left[-1].beoordelaar, tijdstip=NOW)
    assert said(store) == before and kept(store) == []
