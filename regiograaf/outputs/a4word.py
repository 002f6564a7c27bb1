"""The A4 as a Word file that can be edited: the same words as on the PDF, in full-width tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, cast  # a page is JSON: its lists hold dicts of strings

from regiograaf.outputs.a4gegevens import Pagina
from regiograaf.outputs.a4pdf import picture_png
from regiograaf.outputs.wordbestand import word
from regiograaf.outputs.wordblokken import BREED, KLEIN, KOP, LIJST, ONDERTITEL, SLUIT, TITEL, Alinea, Beeld, Blok, Stuk, Tabel, past

_INK, _ORANGE, _BLUE, _PURPLE, _GREEN, _GREY = "1D2630", "B45A05", "0B5C97", "6B3FA0", "12704F", "55606B"
_PICTURE_COLUMN, _BORDER = 120.0, 1.0  # mm; the white border of the PNG


def word_a4(data: Pagina, date: datetime) -> bytes:
    """The page as .docx; see ``fits_word``."""
    return word(_blocks(data, picture_png), str(data["documenttitel"]), date)


def fits_word(data: Pagina) -> bool:
    """Whether Word will keep the page on one sheet: by a careful estimate, for Word is not there to ask."""
    return past(_blocks(data, lambda _: b""))


def _blocks(data: Pagina, png: Callable[[object], bytes]) -> list[Blok]:
    p = cast("dict[str, Any]", data)
    head = " · ".join(part for part in (p["soort"], p["ondertitel"], p["stand"], p["datum"]) if part)
    blocks: list[Blok] = [
        Alinea((Stuk(f" {p['titel']}"),), TITEL, _INK),
        Alinea((Stuk(f"  {head}"),), ONDERTITEL, _INK),
        Alinea(tuple(_sources(p))),
        *_knelpunten(p),
        *_picture(p, png),
        *_causes(p),
        *_effects(p),
        *_verbanden(p),
        *_findings(p),
        Alinea((Stuk(_foot(p)),), KLEIN),
    ]
    return [part for block in blocks for part in ((block, Alinea((), SLUIT)) if isinstance(block, Tabel) else (block,))]


def _head(text: str, more: str, colour: str) -> Alinea:
    return Alinea((Stuk(f" {text}"), Stuk(f"   {more}" if more else "", "klein")), KOP, colour)


def _sources(p: dict[str, Any]) -> Iterable[Stuk]:
    for number, source in enumerate(p["bronnen"]):
        yield Stuk("; " if number else "")
        yield Stuk(source["code"], "vet")
        yield Stuk(f" {source['tekst']}")
    yield Stuk(f" {p['meer_bronnen']}." if p["meer_bronnen"] else ".")
    if p["gemeenten"]:
        yield Stuk(f" Gemeenten in de documenten: {p['gemeenten']}.", "grijs")


def _cell(text: str, empty: str = "", note: str = "") -> tuple[Alinea, ...]:
    first = Stuk(text) if text else Stuk(empty, "niets")
    return (Alinea((first, Stuk(f" ({note})", "grijs")) if note else (first,)),)


def _place(text: str) -> tuple[Alinea, ...]:
    return (Alinea((Stuk(text),), KLEIN),)


def _knelpunten(p: dict[str, Any]) -> list[Blok]:
    head = _head("I  Knelpunten", p["meer_knelpunten"], _ORANGE)
    if not p["knelpunten"]:
        return [head, Alinea((Stuk("Geen knelpunt gevonden.", "niets"),))]
    chain = bool(p["met_schakels"])
    rows = tuple(
        (
            (Alinea((Stuk(line["nummer"], "vet"),)),),
            _cell(line["label"], note=line["noot"]),
            *((_cell(line["schakel"], "niet gevonden"),) if chain else ()),
            _cell(line["doelgroep"], "doelgroep niet gevonden"),
            _cell(line["keer"]),
            _place(line["bron"]),
        )
        for line in p["knelpunten"]
    )
    widths = (8.0, 56.0, 30.0, 38.0, 10.0, 40.0) if chain else (8.0, 64.0, 54.0, 10.0, 46.0)
    names = ("Nr", "Knelpunt", *(("Schakel in de keten",) if chain else ()), "Doelgroep en omvang", "Keer", "Vindplaats")
    return [head, Tabel(widths, names, rows, "Knelpunten met doelgroep, aantal keer genoemd en vindplaats.")]


def _picture(p: dict[str, Any], png: Callable[[object], bytes]) -> list[Blok]:
    head = _head("Hoe het samenhangt: de sterkste pijlen op deze bladzijde", "", _INK)
    picture = p["beeld"]
    if picture is None:
        return [head, Alinea((Stuk("Tussen de begrippen op deze bladzijde is geen aanvaarde pijl gevonden."),))]
    shown = Beeld(png(picture), picture["breedte"] + _BORDER, picture["hoogte"] + _BORDER, picture["alt"])
    lines = [
        Alinea((Stuk(line["nummer"], "vet"), Stuk(f" {line['bron']}{_note(line['noot'])}: ‘{line['citaat']}’")), KLEIN)
        for line in picture["uitleg"]
    ]
    if picture["sleutel"]:
        lines.append(Alinea((Stuk(f"Lijn {picture['sleutel']}."),), KLEIN))
    columns = (_PICTURE_COLUMN, BREED - _PICTURE_COLUMN)
    return [head, Tabel(columns, (), (((shown,), tuple(lines)),), "Links de tekening, rechts bij elke pijl de zin en de bladzijde.")]


def _note(text: str) -> str:
    return f" ({text})" if text else ""


def _causes(p: dict[str, Any]) -> list[Blok]:
    rows = []
    for group in p["oorzaken"]:
        influence = group["kop"].lower()
        for line in group["regels"]:
            judged = f"{influence}{_note(line['oordeel'])}"
            rows.append((_cell(line["label"], note=line["eigen"]), _cell(judged), _cell(line["knelpunten"] or "–"), _place(line["plaats"])))
        if not group["regels"]:
            rows.append((_cell("", "niet gevonden"), _cell(influence), _cell("–"), _place("")))
    names = ("Oorzaak", "Invloed van de regio", "Leidt tot", "Vindplaats")
    described = "Oorzaken, met of de regio er invloed op heeft en tot welke knelpunten zij leiden."
    return [_head("II  Oorzaken", p["meer_oorzaken"], _BLUE), Tabel((62.0, 56.0, 16.0, 48.0), names, tuple(rows), described)]


def _effects(p: dict[str, Any]) -> list[Blok]:
    head = _head("III  Effecten", p["meer_effecten"], _PURPLE)
    missing = p["effecten_niet_genoemd"]
    lines: list[Blok] = [Alinea((Stuk(f"Niet gevonden: {missing}.", "niets"),))] if missing else []
    rows = tuple(
        (_cell(line["label"], note=line["eigen"]), _cell(group["kop"].lower()), _cell(line["knelpunten"] or "–"), _place(line["plaats"]))
        for group in p["effecten"]
        for line in group["regels"]
    )
    if not rows:
        return [head, Alinea((Stuk("Geen effect gevonden.", "niets"),)), *lines]
    names = ("Effect", "Gevolg voor", "Volgt uit", "Vindplaats")
    table = Tabel((62.0, 56.0, 16.0, 48.0), names, rows, "Effecten, met waarvoor zij gevolg hebben en uit welke knelpunten zij volgen.")
    return [head, table, *lines]


def _verbanden(p: dict[str, Any]) -> list[Blok]:
    head = _head("IV  Samenwerkingsverbanden en de knelpunten waaraan ze werken", p["meer_verbanden"], _GREEN)
    if not p["verbanden"]:
        return [head, Alinea((Stuk("Geen samenwerkingsverband gevonden.", "niets"),))]
    rows = tuple(
        (_cell(line["label"]), _cell(line["knelpunten"], "geen knelpunt gevonden"), _place(line["bron"])) for line in p["verbanden"]
    )
    names = ("Samenwerkingsverband", "Werkt aan", "Vindplaats")
    return [head, Tabel((72.0, 64.0, 46.0), names, rows, "Samenwerkingsverbanden en de knelpunten waaraan zij werken.")]


def _findings(p: dict[str, Any]) -> list[Blok]:
    blocks: list[Blok] = [_head("Wat opvalt", "", _INK)]
    for line in p["bevindingen"]:
        words = f": {line['onderwerp']} {line['uitleg']}"
        blocks.append(Alinea((Stuk(line["soort"], "vet"), Stuk(words), Stuk(_note(line["bron"]), "grijs")), LIJST))
    if not p["bevindingen"]:
        blocks.append(Alinea((Stuk("Geen bevindingen bij deze documenten."),)))
    blocks.append(_head("Wat de teksten missen", p["meer_lacunes"], _GREY))
    blocks += [Alinea((Stuk(line["label"]), Stuk(_note(line["bron"]), "grijs")), LIJST) for line in p["lacunes"]]
    if not p["lacunes"]:
        blocks.append(Alinea((Stuk("Geen lacune genoemd.", "niets"),)))
    return blocks


def _foot(p: dict[str, Any]) -> str:
    print_ = f" Vingerafdruk van de graaf: {p['vingerafdruk']}." if p["vingerafdruk"] else ""
    return f"{p['weggelaten']} Rollen volgens het NZa-kader, uit {p['beweringen']}. Keer: aantal beweringen en vermeldingen.{print_}"
