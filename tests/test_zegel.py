"""Sealed results: the same bytes each time, every change found and named, and nothing hostile gets further than one line."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import besluithulp as hulp
import factory
import pytest
from typer.testing import CliRunner

from extract.records import Leeswijze
from graph import iris
from graph.besluiten.maken import judge_claim
from graph.build import remove_document, write_extraction
from graph.errors import ExportError
from graph.open import open_store
from graph.store import Store
from ontology.vocab import RG
from regiograaf.building import Opdracht, build
from regiograaf.cli import app
from regiograaf.flow import Overzicht, make_seal
from regiograaf.outputs.vastezip import schrijf_vast
from regiograaf.zegel.lezen import open_seal
from regiograaf.zegel.vorm import BESLUITEN, BEVINDINGEN, GRAAF, LEESMIJ, LIJST, MEESTE_BYTES, GeenZegel

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PLAN = factory.PAGE_TEXT.encode()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of two documents and one decision ('graaf'), its seal ('zegel.zip') and its documents ('bron')."""
    folder = tmp_path_factory.mktemp("zegel")
    (folder / "bron").mkdir()
    store = hulp.fresh(lambda: open_store(folder / "graaf"))
    for number, (document_id, name) in enumerate(((factory.DOCUMENT_ID, "plan.md"), (hulp.SECOND, "plan-2.md"))):
        data = PLAN + b"\n" * number
        (folder / "bron" / name).write_bytes(data)
        write(store, document_id, bestand=name, sha256=hashlib.sha256(data).hexdigest())
    judge_claim(store, hulp.CLAIMS[0], "aanvaard", beoordelaar="A. de Vries", tijdstip=hulp.NOW)
    make_seal(Overzicht(store), folder / "zegel.zip")
    store.close()
    return folder


def write(store: Store, document_id: str, **known: object) -> None:
    extraction = factory.full_extraction(document_id)
    document = factory.Document(factory.info(document_id, **known), extraction.document.pages)
    write_extraction(store, factory.extraction(extraction.claims, extraction.mentions, document=document.info), NOW)


def controle(*arguments: object) -> tuple[int, dict[str, str]]:
    """The exit code, and what 'LET OP' was said, by part."""
    result = CliRunner().invoke(app, ["controle", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    lines = [line.removeprefix("LET OP").strip() for line in result.stdout.splitlines() if line.startswith("LET OP")]
    return result.exit_code, dict(line.partition(": ")[::2] for line in lines)


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def rezipped(path: Path, parts: Mapping[str, bytes]) -> Path:
    return schrijf_vast(path, [(name, [data]) for name, data in parts.items()])


def changed(path: Path, to: Path, change: Callable[[dict[str, bytes]], None], *, honest: bool = False) -> Path:
    """The seal with other parts; ``honest`` writes the hashes of the changed parts in the list, as a forger would."""
    parts = parts_of(path)
    change(parts)
    if honest:
        listed = json.loads(parts[LIJST])
        listed["bestanden"] = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items() if name != LIJST}
        parts[LIJST] = json.dumps(listed, ensure_ascii=False).encode()
    return rezipped(to, parts)


def test_the_same_graph_gives_the_same_bytes_and_all_of_it_is_in_order(made: Path, tmp_path: Path) -> None:
    again = tmp_path / "nieuw" / "zegel.zip"
    imprint = make_seal(Overzicht(open_store(made / "graaf", read_only=True)), again)
    assert again.read_bytes() == (made / "zegel.zip").read_bytes()
    with open_seal(again) as seal:
        assert seal.afdruk == imprint
    assert controle(again, "--graaf", made / "graaf", "--bron", made / "bron") == (0, {})
    assert [path.name for path in again.parent.iterdir()] == ["zegel.zip"]


@pytest.mark.parametrize("name", sorted(MEESTE_BYTES))
@pytest.mark.parametrize("where", [0.0, 0.37, 0.99])
def test_one_bit_in_a_part_is_found_and_named(made: Path, tmp_path: Path, name: str, where: float) -> None:
    def flip(parts: dict[str, bytes]) -> None:
        data = bytearray(parts[name])
        data[int(where * (len(data) - 1))] ^= 1
        parts[name] = bytes(data)

    path = changed(made / "zegel.zip", tmp_path / "z.zip", flip)
    if name != LIJST:
        code, told = controle(path)
        assert code == 1
        assert told[name] == "niet meer wat er verzegeld is"
        return
    try:
        with open_seal(path) as seal:
            imprint = seal.afdruk
    except GeenZegel as error:
        assert LIJST in str(error) or "vorm" in str(error)
        return
    with open_seal(made / "zegel.zip") as seal:
        assert imprint != seal.afdruk


@pytest.mark.parametrize("name", sorted(MEESTE_BYTES))
def test_one_bit_in_what_is_packed_is_found_and_named(made: Path, tmp_path: Path, name: str) -> None:
    data = bytearray((made / "zegel.zip").read_bytes())
    with zipfile.ZipFile(made / "zegel.zip") as opened:
        part = opened.getinfo(name)
        data[part.header_offset + 30 + len(name) + 20 + part.compress_size // 2] ^= 1
    path = tmp_path / "z.zip"
    path.write_bytes(data)
    if name == LIJST:
        with pytest.raises(GeenZegel, match=r"zegel\.json is"), open_seal(path):
            pass
        return
    code, told = controle(path)
    assert code == 1
    assert told[name] in {"beschadigd", "niet meer wat er verzegeld is"}


def forged(old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[GRAAF]
        parts[GRAAF] = parts[GRAAF].replace(old, new)

    return change


def emptied(parts: dict[str, bytes]) -> None:
    parts[BEVINDINGEN] = b'{"bevindingen": []}'


def without_decisions(parts: dict[str, bytes]) -> None:
    parts[BESLUITEN] = b'{"vorm": "regiograaf-besluiten-1", "besluiten": []}'


def another_year(parts: dict[str, bytes]) -> None:
    parts[LIJST] = parts[LIJST].replace(b'"jaar": 2024', b'"jaar": 2030')


def another_day(parts: dict[str, bytes]) -> None:
    parts[LIJST] = parts[LIJST].replace(b"2026-11-22", b"2025-01-01")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (forged(b'citaat> "Het tekort', b'citaat> "Het overschot'), "documenten"),
        (forged(b'"vastgesteld"', b'"verwacht"'), "graaf"),
        (emptied, "bevindingen"),
        (without_decisions, "besluiten"),
        (another_year, "documentenlijst"),
        (another_day, "datum"),
    ],
)
def test_a_forger_who_adapts_the_hashes_is_found_too(
    made: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], part: str
) -> None:
    code, told = controle(changed(made / "zegel.zip", tmp_path / "z.zip", change, honest=True))
    assert code == 1
    assert part in told
    assert not set(MEESTE_BYTES) & set(told)


def edited(parts: dict[str, bytes], **fields: object) -> bytes:
    return json.dumps({**json.loads(parts[LIJST]), **fields}).encode()


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in MEESTE_BYTES:
            made.writestr(name, b"{}" if name != GRAAF else b"\0" * 50_000_000)


def twice(path: Path) -> None:
    parts = io.BytesIO()
    with zipfile.ZipFile(parts, "w") as made, pytest.warns(UserWarning, match="Duplicate"):
        for name in (*MEESTE_BYTES, GRAAF):
            made.writestr(name, b"{}")
    path.write_bytes(parts.getvalue())


def names(*chosen: str) -> Callable[[Path], None]:
    def write_zip(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as made:
            for name in chosen:
                made.writestr(name, b"{}")

    return write_zip


def listed(data: bytes) -> Callable[[Path], None]:
    def write_zip(path: Path) -> None:
        rezipped(path, dict.fromkeys(MEESTE_BYTES, b"") | {LIJST: data})

    return write_zip


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda path: None, "bestaat niet"),
        (lambda path: path.write_bytes(b"geen zip"), "geen zip"),
        (lambda path: path.write_bytes(b""), "geen zip"),
        (bomb, "veel groter"),
        (twice, "dubbel"),
        (names(*MEESTE_BYTES, "../../etc/passwd"), "wat er niet in hoort"),
        (names(LIJST, GRAAF), "ontbreekt"),
        (names("word/document.xml"), "wat er niet in hoort"),
        (names("\u202e\x1bkwaad" * 999), "wat er niet in hoort"),
        (listed(b"[]"), "vorm"),
        (listed(b"[" * 100_000), "geen JSON"),
        (listed(b"\xff\xfe"), "geen JSON"),
        (listed(b"9" * 10_000), "zegel.json"),
        (listed(b'{"vorm": "regiograaf-zegel-1"}'), "documenten"),
        (listed(b'{"vorm": "regiograaf-zegel-1", "documenten": [1]}'), "versie"),
    ],
)
def test_what_is_no_seal_gets_one_line(tmp_path: Path, make: Callable[[Path], object], word: str) -> None:
    path = tmp_path / "z.zip"
    make(path)
    with pytest.raises(GeenZegel) as caught, open_seal(path):
        pass
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize(
    "quads",
    [
        b"onzin\n",
        b"<urn:a> <urn:b> <urn:c> .\n",
        b"_:x <urn:b> <urn:c> <urn:g> .\n",
        b'<urn:a> <https://w3id.org/regiograaf/ns#bestand> "x" <https://w3id.org/regiograaf/graaf/document/x> .\n',
        b"<urn:a> <https://w3id.org/regiograaf/ns#citaat> <urn:c> <https://w3id.org/regiograaf/graaf/document/x> .\n",
    ],
)
def test_a_graph_made_to_mislead_gets_lines_and_no_traceback(made: Path, tmp_path: Path, quads: bytes) -> None:
    def replaced(parts: dict[str, bytes]) -> None:
        parts[GRAAF] = quads

    code, told = controle(changed(made / "zegel.zip", tmp_path / "z.zip", replaced, honest=True))
    assert code == 1
    assert "graaf" in told


def test_a_list_without_a_part_and_hostile_values_are_named(made: Path, tmp_path: Path) -> None:
    parts = parts_of(made / "zegel.zip")
    code, told = controle(rezipped(tmp_path / "z.zip", parts | {LIJST: edited(parts, bestanden={LEESMIJ: "x", "../x": "y"})}))
    assert code == 1
    assert "noemt niet alle delen" in told["zegel.json"]
    documents = [{**one, "bestand": "../../kwaad.md"} for one in json.loads(parts[LIJST])["documenten"]]
    path = rezipped(tmp_path / "z.zip", parts | {LIJST: edited(parts, documenten=documents)})
    code, told = controle(path, "--bron", made / "bron", "--herbouw")
    assert code == 1
    assert "geen bruikbaar bestand" in told["herbouw"]


def test_the_graph_in_a_folder_is_compared_document_by_document(made: Path, tmp_path: Path) -> None:
    own = tmp_path / "graaf"
    shutil.copytree(made / "graaf", own)
    store = open_store(own)
    judge_claim(store, hulp.CLAIMS[1], "verwerp", beoordelaar="B. Bakker", tijdstip=hulp.NOW, reden="geen_relatie")
    store.close()
    code, told = controle(made / "zegel.zip", "--graaf", own)
    assert code == 1
    assert told["plan.md"].startswith("is gelijk gelezen, maar er zijn andere besluiten")
    assert told["besluiten"] == "1 na het verzegelen erbij gekomen, van B. Bakker"
    assert "plan-2.md" not in told
    store = open_store(own)
    remove_document(store, hulp.SECOND)
    write(store, "een-derde", bestand="derde.md")
    write(store, factory.DOCUMENT_ID, sha256="1" * 64)
    store.close()
    _, told = controle(made / "zegel.zip", "--graaf", own)
    assert told["plan-2.md"] == "staat in het zegel en niet meer in de map"
    assert told["derde.md"] == "staat wel in de map en niet in het zegel"
    assert told["plan.md"] == "is gelezen uit een ander bestand dan bij het verzegelen"


def test_the_documents_themselves_are_compared(made: Path, tmp_path: Path) -> None:
    sources = tmp_path / "bron"
    sources.mkdir()
    (sources / "anders-genoemd.md").write_bytes(PLAN)
    (sources / "plan-2.md").write_bytes(b"iets anders")
    code, told = controle(made / "zegel.zip", "--bron", sources)
    assert (code, set(told)) == (1, {"bron plan-2.md"})
    assert "veranderd" in told["bron plan-2.md"]
    (sources / "plan-2.md").unlink()
    assert controle(made / "zegel.zip", "--bron", sources)[1] == {"bron plan-2.md": "niet gevonden"}


def test_wrong_use_is_told(made: Path, tmp_path: Path) -> None:
    assert controle("--bron", made)[0] == 2
    assert controle(made / "zegel.zip", "--herbouw")[0] == 2
    assert controle(made / "zegel.zip", "--bron", tmp_path / "weg")[0] == 2
    with pytest.raises(GeenZegel):
        controle(tmp_path / "weg.zip")
    with pytest.raises(ExportError, match="geen document"):
        make_seal(Overzicht(open_store(None)), tmp_path / "leeg.zip")
    assert not list(tmp_path.iterdir())
    result = CliRunner().invoke(app, ["exporteer", "--graaf", str(made / "graaf"), "--verzegeld", "z.zip", "--formaat", "csv"])
    assert result.exit_code == 2


def test_rebuilding_gives_the_sealed_graph(tmp_path: Path) -> None:
    """What a user said of a document (here: in documenten.csv) comes back from the seal, not from the folder."""
    sources, graaf, seal = tmp_path / "bron", tmp_path / "graaf", tmp_path / "zegel.zip"
    sources.mkdir()
    (sources / "plan.md").write_bytes(PLAN)
    described = "bestand,titel,soort,regio,jaar,bron\nplan.md,Plan,regioplan,Heuvelrand,2026,van de regio\n"
    (sources / "documenten.csv").write_text(described, encoding="utf-8")
    build([sources], graaf, Opdracht(Leeswijze(drempel=0.9)))
    store = open_store(graaf)
    claims = store.members(
        iris.document_graph_iri(next(filter(None, map(iris.document_id_of, store.graphs())))), str(RG.OorzakelijkeBewering)
    )
    judge_claim(store, claims[0], "verwerp", beoordelaar="B. Bakker", tijdstip=hulp.NOW, reden="geen_relatie")
    make_seal(Overzicht(store), seal)
    store.close()
    (sources / "documenten.csv").unlink()
    assert controle(seal, "--graaf", graaf, "--bron", sources, "--herbouw") == (0, {})
    (sources / "plan.md").unlink()
    assert controle(seal, "--graaf", graaf, "--herbouw")[1] == {}
    code, told = controle(seal, "--bron", sources, "--herbouw")
    assert code == 1
    assert set(told) == {"bron plan.md", "herbouw"}
