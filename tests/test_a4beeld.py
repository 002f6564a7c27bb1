"""The small picture of the A4: true arrows only, drawn clear of every box, the same for PDF, HTML and Word."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uitvoer import arrows, at, claim, node, view_of

from queries.records import Proof
from queries.samenvatting_pijlen import arrows as arrows_of
from queries.samenvatting_records import Pijl, Vindplaats
from regiograaf.outputs.a4beeld import MAX_VAKKEN, picture
from regiograaf.outputs.a4tekening import BREEDTE, VAK, VAKHOOGTE, Boog, Punt, teken
from regiograaf.outputs.lettermaat import aantal_regels, breedte, vouw

LABELS = {f"{column}{row}": column for column in range(3) for row in range(4)}


def spots(curve: tuple[Boog, ...]) -> list[Punt]:
    """Points along a curve."""
    found = []
    for piece in curve:
        for step in range(41):
            t = step / 40
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            found.append(tuple(sum(w * p[axis] for w, p in zip(weights, piece, strict=True)) for axis in (0, 1)))
    return found  # type: ignore[return-value]  # pairs


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(LABELS)), st.sampled_from(sorted(LABELS))).filter(lambda p: p[0] != p[1]), unique=True, max_size=8
    )
)
def test_arrows_run_from_box_to_box_and_behind_none(pairs: list[tuple[str, str]]) -> None:
    used = {end for pair in pairs for end in pair}
    drawn = teken({name: column for name, column in LABELS.items() if name in used}, pairs)
    boxes = {box.naam: box for box in drawn.vakken}
    assert set(boxes) == used and len(drawn.lijnen) == len(pairs)
    for one in boxes.values():
        assert -0.01 <= one.y <= drawn.hoogte - VAKHOOGTE + 0.01
        assert all(one is other or one.kolom != other.kolom or abs(one.y - other.y) > VAKHOOGTE for other in boxes.values())
    for (start, end), line in zip(pairs, drawn.lijnen, strict=True):
        for name, (x, y) in ((start, line.bogen[0][0]), (end, line.kop[0])):
            assert min(abs(x - boxes[name].x), abs(x - boxes[name].x - VAK)) < 0.01
            assert boxes[name].y < y < boxes[name].y + VAKHOOGTE
        for x, y in spots(line.bogen):
            assert not any(b.x + 0.05 < x < b.x + VAK - 0.05 and b.y < y < b.y + VAKHOOGTE for b in boxes.values())
        assert 0 < line.nummer[0] < BREEDTE and 0 <= line.nummer[1] <= drawn.hoogte


def test_two_ways_between_two_boxes_stay_apart() -> None:
    there, back = teken({"a": 0, "b": 1}, [("a", "b"), ("b", "a")]).lijnen
    assert math.dist(there.nummer, back.nummer) > 2.5
    assert there.kop[0][0] > there.kop[1][0] and back.kop[0][0] < back.kop[1][0]


def test_only_arrows_between_lines_of_the_page() -> None:
    labels = [f"knelpunt {number}" for number in range(1, 8)]
    columns = {"oorzaak beïnvloedbaar 1": 0, "knelpunt 1": 1, "knelpunt 2": 1}
    made = picture(arrows(labels, 1), columns, {"knelpunt 1": "K1", "knelpunt 2": "K2"}, 8)
    assert made is not None
    assert [box["soort"] for box in made["vakken"]] == ["oorzaak", "knelpunt", "knelpunt"]  # type: ignore[attr-defined]  # JSON
    assert len(made["pijlen"]) == len(made["uitleg"]) == 3  # type: ignore[arg-type]  # JSON
    assert made["sleutel"] == "gestippeld: de tekst verwacht het of noemt het mogelijk"
    assert "heeft invloed op oorzaak beïnvloedbaar 1 (mogelijk)" in str(made["alt"])
    assert picture(arrows(labels, 1), {"knelpunt 1": 1}, {}, 8) is None
    assert picture(arrows(labels, 1), columns, {}, 0) is None


def test_no_column_gets_too_full() -> None:
    many = tuple(Pijl(f"o{number}", f"k{number % 2}", "+", "vastgesteld", "Zin.", at(3)) for number in range(9))
    columns = {f"o{number}": 0 for number in range(9)} | {"k0": 1, "k1": 1}
    made = picture(many, columns, {}, 9)
    assert made is not None
    assert sum(box["soort"] == "oorzaak" for box in made["vakken"]) == MAX_VAKKEN  # type: ignore[attr-defined]  # JSON


def places(proofs: object) -> tuple[Vindplaats, ...]:
    pages = sorted({proof.pagina for proof in proofs})  # type: ignore[attr-defined]
    return (Vindplaats("B", tuple(pages)),)


def test_arrows_come_from_claims_strongest_first() -> None:
    cause, bottleneck, effect = node("oorzaak", "Oorzaak"), node("knelpunt", "Knelpunt"), node("gevolg", "Effect")
    loose = node("los", "Oorzaak")
    claims = (
        claim(1, cause, effect),
        claim(2, bottleneck, cause),
        claim(3, cause, bottleneck),
        claim(4, cause, bottleneck, teken="-", document="plan.pdf"),
        claim(5, bottleneck, bottleneck),
        claim(6, loose, bottleneck),
    )
    made = arrows_of(view_of(*claims, nodes=(cause, bottleneck, effect, loose)), ["Oorzaak", "knelpunt", "gevolg"], places)
    assert [(arrow.van, arrow.naar, arrow.teken) for arrow in made] == [
        ("Oorzaak", "knelpunt", ""),  # the texts differ on the sign
        ("knelpunt", "Oorzaak", "+"),
        ("Oorzaak", "gevolg", "+"),
    ]
    assert made[0].vindplaatsen == (Vindplaats("B", (6, 7)),)
    assert made[0].citaat == "oorzaak leidt tot knelpunt." and isinstance(claims[0].bewijs[0], Proof)


@pytest.mark.parametrize(
    ("text", "lines"), [("", [""]), ("zorg", ["zorg"]), ("een twee", ["een", "twee"]), ("a b c d e f", ["a b c d", "e f"])]
)
def test_wrapping(text: str, lines: list[str]) -> None:
    assert vouw(text, 9.0, 8, 3) == lines
    assert aantal_regels(text, 9.0, 8) == len(lines)


@given(st.text(max_size=80), st.integers(1, 3))
def test_wrapped_lines_fit(text: str, maximum: int) -> None:
    lines = vouw(text, 20.0, 8, maximum)
    assert 1 <= len(lines) <= maximum
    assert all(breedte(line, 8) <= 20.0 or len(line) <= 2 for line in lines)
