"""How concepts and arrows look and what they are called: one list for the page, the loose file and their legends."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from queries.kaart_records import Kaartbeeld, Knoop, Lijn, Pijl
from queries.records import Node


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of concept or arrow is drawn and what the legend calls it."""

    naam: str
    vulling: str
    lijn: str
    streep: tuple[int, ...] = ()


#: The looks of a concept, in the order of the legend.
BEGRIPPEN = {
    "maatregel": Look("maatregel of middel", "#d9efe3", "#12805c"),
    "oorzaak-ja": Look("oorzaak, beïnvloedbaar", "#cfe5f7", "#0b5c97"),
    "oorzaak-nee": Look("oorzaak, niet beïnvloedbaar", "#dfe2e6", "#5b6673"),
    "oorzaak-onbepaald": Look("oorzaak, invloed onbepaald", "#ffffff", "#0b5c97", (6, 4)),
    "knelpunt": Look("knelpunt", "#fde3c2", "#b45a05"),
    "effect": Look("effect", "#e7daf3", "#6b3fa0"),
    "overig": Look("rol onbepaald", "#ffffff", "#5b6673", (6, 4)),
    "vak": Look("meer begrippen samen in één vak", "#f5f7f9", "#5b6673", (2, 3)),
}
#: The looks of an arrow, in the order of the legend.
PIJLEN = {
    "oorzakelijk": Look("de tekst noemt een oorzakelijke relatie", "", "#3d4a57"),
    "beoogd": Look("beoogd effect van een maatregel", "", "#12805c", (10, 6)),
    "verband": Look("verband, zonder richting", "", "#a07800"),
    "te-beoordelen": Look("wacht op beoordeling", "", "#98a2ad", (2, 5)),
}
#: Headings of the columns.
KOPPEN = {"maatregel": "Maatregelen", "oorzaak": "Oorzaken", "knelpunt": "Knelpunten", "effect": "Effecten", "onbepaald": "Rol onbepaald"}


def look_of(node: Node) -> str:
    """The key in ``BEGRIPPEN`` of a concept."""
    if node.rol == "Oorzaak":
        return {True: "oorzaak-ja", False: "oorzaak-nee", None: "oorzaak-onbepaald"}[node.beinvloedbaar]
    return node.rol.lower() if node.rol.lower() in BEGRIPPEN else "overig"


def look_of_box(knoop: Knoop, beeld: Kaartbeeld) -> str:
    """The key in ``BEGRIPPEN`` of a box."""
    return "vak" if knoop.gevouwen else look_of(beeld.nodes[knoop.begrippen[0]])


def kind_of(arrow: Lijn | Pijl) -> str:
    """The key in ``PIJLEN`` of an arrow; what is in review never looks like what was accepted."""
    return arrow.soort if arrow.aanvaard else "te-beoordelen"


def sign(teken: str) -> str:
    """'−' when more of the one means less of the other, else ''."""
    return "−" if teken == "-" else ""


def width(claims: int) -> float:
    """Width of an arrow: every doubling of the number of claims adds as much."""
    return round(1.3 + 1.4 * math.log2(claims), 2)


def legend(beeld: Kaartbeeld) -> tuple[list[Look], list[tuple[Look, str]]]:
    """The looks that this view draws: of concepts, and of arrows with their key."""
    boxes = {look_of_box(knoop, beeld) for knoop in beeld.knopen}
    kinds = {kind_of(lijn) for lijn in beeld.lijnen}
    return [look for key, look in BEGRIPPEN.items() if key in boxes], [(look, key) for key, look in PIJLEN.items() if key in kinds]


def some_negative(lijnen: Iterable[Lijn]) -> bool:
    """Whether the legend has to explain the minus sign."""
    return any(sign(lijn.teken) for lijn in lijnen)
