"""Reading documents in: names from a browser, a process that reads, and the page that shows it."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from hulp import Dienst, accessible, no_sideways_scroll
from hypothesis import given
from hypothesis import strategies as st
from lezers import quick

from extract.errors import ModelMissing, ReadError, ReadingModelsMissing
from graph.bronnen import keep_source, source_file
from graph.open import open_store
from regiograaf.web import opslag
from regiograaf.web.leeswerk import Leesregel, Leeswerk
from regiograaf.web.opslag import safe_name, store_files
from regiograaf.web.werkplaats import Werkplaats

PLAN = "# Regioplan Duinmark 2026\n\nDe vergrijzing leidt tot een hogere zorgvraag.\n"
CSV = "bestand,titel,soort,regio,jaar\nplan.md,Het plan,regioplan,Duinmark,2026\n"


def files(**texts: str) -> list[tuple[str, io.BytesIO]]:
    return [(name.replace("_", "."), io.BytesIO(text.encode())) for name, text in texts.items()]


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\plan.pdf", "plan.pdf"),
        ("/plan.pdf", "plan.pdf"),
        ("..", "document"),
        ("", "document"),
        ("a\x00b.pdf", "a_b.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("Documenten.CSV", "documenten.csv"),
        ("<script>alert(1)</script>.md", "script_.md"),
        (".pdf", "pdf"),
        ("plan\u202efdp.md", "planfdp.md"),
    ],
)
def test_a_name_is_made_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(st.lists(st.text(max_size=400), max_size=6))
def test_every_name_stays_in_its_folder_and_is_its_own(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        safe = safe_name(name, taken)
        assert Path("map", safe).parent == Path("map")
        assert Path("map", safe).resolve().parent == Path("map").resolve()
        assert 0 < len(safe.encode()) < 200
        assert safe.casefold() not in {t.casefold() for t in taken}
        taken.append(safe)


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("é" * 300 + ".pdf").endswith("é.pdf")


def test_a_list_among_the_files_counts(tmp_path: Path) -> None:
    found = store_files(files(**{"documenten_csv": CSV, "plan_md": PLAN, "los_md": PLAN, "foto_png": "x"}), tmp_path)
    assert [(one.naam, bool(one.bron)) for one in found] == [("plan.md", True), ("los.md", True), ("foto.png", False)]
    assert found[0].bron is not None
    assert (found[0].bron.info.titel, found[0].bron.info.regio, found[0].bron.info.jaar) == ("Het plan", "Duinmark", 2026)
    assert "wordt niet gelezen" in found[2].fout


def test_a_list_that_is_wrong_is_named(tmp_path: Path) -> None:
    found = {one.naam: one.fout for one in store_files(files(documenten_csv="a,b\n", plan_md=PLAN), tmp_path)}
    assert "kolom" in found["documenten.csv"]
    assert "documenten.csv niet klopt" in found["plan.md"]


def test_a_row_without_its_file_is_named(tmp_path: Path) -> None:
    found = {one.naam: one.fout for one in store_files(files(documenten_csv=CSV, ander_md=PLAN), tmp_path)}
    assert "niet in de map" in found["plan.md"]
    assert found["ander.md"] == ""


def test_a_file_that_is_too_big_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opslag, "MAX_BYTES", 10)
    found = store_files(files(groot_md="x" * 11, klein_md="x" * 9), tmp_path)
    assert [(one.naam, bool(one.fout)) for one in found] == [("klein.md", False), ("groot.md", True)]
    assert not (tmp_path / "groot.md").exists()


def test_errors_of_reading_come_from_another_process_unchanged() -> None:
    for error in (ReadError(Path("a.pdf"), "leeg", "is leeg."), ModelMissing("x"), ReadingModelsMissing("x", OSError("y"))):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again)) == (type(error), str(error))


def test_the_original_is_kept_by_its_content(tmp_path: Path) -> None:
    from hashlib import sha256

    own = tmp_path / "Plan.MD"
    own.write_text(PLAN)
    key = sha256(PLAN.encode()).hexdigest()
    keep_source(tmp_path, own, key)
    kept = source_file(tmp_path, key, "Plan.MD")
    assert kept is not None
    own.write_text("later veranderd")
    keep_source(tmp_path, own, key)
    assert kept.read_text() == PLAN
    assert source_file(tmp_path, "../" + key, "Plan.MD") is None
    keep_source(tmp_path, own, "0" * 64)  # it is no longer what was read
    assert source_file(tmp_path, "0" * 64, "Plan.MD") is None


def test_building_keeps_the_originals(demo_graph: Path) -> None:
    assert len(list((demo_graph / "bronnen").iterdir())) == 3


def test_the_server_does_not_load_spacy() -> None:
    code = "import sys, regiograaf.web.app; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def leeswerk(tmp_path: Path) -> Iterator[Leeswerk]:
    werkplaats = Werkplaats(tmp_path / "graaf")
    work = Leeswerk(werkplaats, quick)
    yield work
    work.close()
    werkplaats.close()


def wait_for(test: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not test():
        assert time.monotonic() < end, "duurt te lang"
        time.sleep(0.02)


def finish(work: Leeswerk) -> list[Leesregel]:
    wait_for(lambda: all(line.staat in ("gelezen", "mislukt") for line in work.regels()))
    return work.regels()


def test_a_failing_file_stops_no_other(leeswerk: Leeswerk) -> None:
    leeswerk.receive(files(a_md="stuk", b_md="einde", c_md="fout", d_md=PLAN, e_md=PLAN))
    leeswerk.describe({5: {"titel": "Mijn titel", "regio": "Elzenmark", "jaar": "2027"}})
    leeswerk.start()
    lines = finish(leeswerk)
    assert [line.staat for line in lines] == ["mislukt"] * 3 + ["gelezen"] * 2
    assert "is stuk" in lines[0].melding
    assert "leesproces is afgebroken" in lines[1].melding
    assert "meld dit" in lines[2].melding
    assert lines[4].gelezen is not None
    assert (lines[4].gelezen.info.titel, lines[4].gelezen.info.regio, lines[4].gelezen.info.jaar) == ("Mijn titel", "Elzenmark", 2027)


def test_a_killed_reader_is_named_and_the_next_file_goes_on(leeswerk: Leeswerk) -> None:
    leeswerk.receive(files(a_md="traag", b_md=PLAN))
    leeswerk.start()
    wait_for(lambda: leeswerk.proces is not None and leeswerk.regels()[0].staat == "leest")
    os.kill(leeswerk.proces or 0, signal.SIGTERM)
    first, second = finish(leeswerk)
    assert "afgebroken" in first.melding
    assert second.staat == "gelezen"


def test_reading_can_be_stopped(leeswerk: Leeswerk) -> None:
    leeswerk.receive(files(a_md="traag", b_md=PLAN, c_md=PLAN))
    leeswerk.start()
    wait_for(lambda: leeswerk.proces is not None and leeswerk.regels()[0].staat == "leest")
    leeswerk.stop(2)
    leeswerk.stop(1)
    assert [line.melding for line in finish(leeswerk)] == ["het lezen is op uw verzoek gestopt."] * 2 + [""]


def test_what_is_filled_in_wrongly_waits(leeswerk: Leeswerk) -> None:
    leeswerk.receive(files(a_md=PLAN))
    leeswerk.describe({1: {"jaar": "26"}})
    leeswerk.start()
    assert leeswerk.regels()[0].staat == "klaargezet"
    assert "geen jaartal" in leeswerk.regels()[0].melding
    leeswerk.describe({1: {"jaar": "2026"}})
    assert leeswerk.regels()[0].melding == ""


def test_the_graph_holds_it_with_its_original(tmp_path: Path) -> None:
    werkplaats = Werkplaats(tmp_path / "graaf")
    work = Leeswerk(werkplaats, quick)
    for _ in range(2):
        work.receive(files(plan_md=PLAN))
        work.start()
        finish(work)
    assert [line.vervangen for line in work.regels()] == [False, True]
    work.close()
    werkplaats.close()
    assert len(list((tmp_path / "graaf" / "bronnen").iterdir())) == 1
    found = open_store(tmp_path / "graaf", read_only=True).query("SELECT ?d { GRAPH ?g { ?d rg:bestand 'plan.md' } }")
    assert len(found.rows) == 1


def test_a_form_without_script_works(dienst: Dienst) -> None:
    key = dienst.werkplaats.sleutel
    with httpx.Client(base_url=dienst.url, follow_redirects=True) as client:
        sent = client.post("/inlezen", data={"sleutel": key}, files=[("bestanden", ("../<b>.md", PLAN))])
        assert "Toch niet" in sent.text
        assert "<b>" not in sent.text
        assert client.post("/inlezen", data={"sleutel": key}, files=[("bestanden", ("", b""))]).status_code == 400
        assert client.post("/inlezen/1/stop", data={"sleutel": key}).status_code == 200
        assert "Toch niet" not in client.get("/").text


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_dropping_files(dienst: Dienst, open_page, width: int) -> None:
    page = open_page(dienst.url, width=width)
    drop = """(e) => {
        const d = new DataTransfer();
        d.items.add(new File(["# Regioplan Duinmark 2026"], "<img src=x onerror=gehackt(1)>.md"));
        d.items.add(new File(["x"], "a".repeat(300) + ".exe"));
        e.dispatchEvent(new DragEvent("drop", {dataTransfer: d, bubbles: true, cancelable: true}));
    }"""
    page.locator(".neerzetten").evaluate(drop)
    page.get_by_role("button", name="Lees in").wait_for()
    assert page.get_by_text("1 bestand staat klaar").is_visible()
    assert page.get_by_text("dit soort bestand wordt niet gelezen").is_visible()
    no_sideways_scroll(page)
    accessible(page)


@pytest.mark.browser
@pytest.mark.model
def test_a_document_is_read_in_while_pages_work(dienst: Dienst, open_page) -> None:
    page = open_page(dienst.url)
    page.set_input_files("#bestanden", {"name": "plan.md", "mimeType": "text/markdown", "buffer": PLAN.encode()})
    page.get_by_label("Titel").fill("Ons plan")
    page.get_by_role("button", name="Lees in").click()
    page.locator("#voortgang .label.midden").wait_for()
    began = time.monotonic()
    assert httpx.get(dienst.url).status_code == 200
    assert time.monotonic() - began < 2
    page.locator(".leesregel.gelezen").wait_for(timeout=90_000)
    page.get_by_role("table").get_by_role("link", name="Ons plan").wait_for()
