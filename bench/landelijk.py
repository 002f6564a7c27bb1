"""An invented national corpus: ``python -m bench.landelijk MAP [--bladzijden 10000] [--zaad 1]``.

Writes regiobeelden, regioplannen and ROAZ-plannen of regions that do not exist, with a documenten.csv, as large as real ones: pages of
about 160 words, documents of 20 to 130 pages, and as many claims, knelpunten, goals and measures on a page. Every eighth is a Word file.
The text is no literature: its sentences have the forms and the number of different words that reading must cope with. The same seed gives
the same bytes. Every name is made up.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx

from bench.zinnen import Zinnen, woorden
from extract.sources import LIST_NAME
from regiograaf.outputs.vastezip import vast

#: Words on a page before its header and footer, how far most pages lie from it, and the fewest; real pages have 160 in the middle.
WOORDEN, SPREIDING, MINSTENS = 145, 75, 40
#: Pages of a document.
KORTSTE, LANGSTE = 20, 130
#: One in so many documents is a Word file.
WORD = 8
#: What a page is made of, by weight, and the number of sentences, items or rows of each.
BLOKKEN = {"alinea": 9, "opsomming": 3, "tabel": 1}
ZINNEN, REGELS = (3, 6), (3, 6)
#: Words that a block takes more or less than what is left; half a block.
MINDER = 25


@dataclass(frozen=True, slots=True)
class Gebied:
    """A region that does not exist, with what is there."""

    naam: str
    gemeenten: tuple[str, ...]
    organisaties: tuple[str, ...]
    verbanden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opzet:
    """A document that is to be written: its kind (of landelijk.toml), region, year, pages and file."""

    soort: str
    gebied: Gebied
    jaar: int
    bladzijden: int
    bestand: str

    @property
    def titel(self) -> str:
        """What it is called."""
        return str(woorden()["soort"][self.soort]["titel"]).format(regio=self.gebied.naam, jaar=self.jaar)

    @property
    def documentsoort(self) -> str:
        """What documenten.csv calls its kind."""
        return str(woorden()["soort"][self.soort]["documentsoort"])


#: A block of a page: what it is ('kop', 'alinea', 'regel', 'tabelkop', 'tabelrij', 'voet') and its cells, one for text.
Blok = tuple[str, tuple[str, ...]]


def landelijk(bladzijden: int, zaad: int) -> list[Opzet]:
    """Documents of usual lengths that hold so many pages in all."""
    rng = random.Random(f"landelijk {zaad}")  # noqa: S311 - reproducible text, not cryptography
    lengths: list[int] = []
    while (left := bladzijden - sum(lengths)) > 0:
        length = rng.randint(KORTSTE, LANGSTE)
        lengths.append(left if left < length + KORTSTE else length)
    return _opzetten(lengths, zaad)


def gelijke(documenten: int, bladzijden: int, zaad: int) -> list[Opzet]:
    """So many documents of the same length."""
    return _opzetten([bladzijden] * documenten, zaad)


def schrijf(opzetten: Sequence[Opzet], folder: Path, zaad: int) -> int:
    """Write documents and their documenten.csv in a folder; how many words they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    words = 0
    for opzet in opzetten:
        pages = list(paginas(opzet, zaad))
        content = _word(opzet, pages) if opzet.bestand.endswith(".docx") else _markdown(opzet, pages).encode("utf-8")
        (folder / opzet.bestand).write_bytes(content)
        words += sum(len(cell.split()) for page in pages for _, cells in page for cell in cells)
    (folder / LIST_NAME).write_text(_list(opzetten), encoding="utf-8", newline="")
    return words


def paginas(opzet: Opzet, zaad: int) -> Iterator[list[Blok]]:
    """The pages of a document, each as blocks."""
    place = opzet.gebied
    names = {"plaats": place.gemeenten, "regio": (place.naam,), "organisatie": place.organisaties, "verband": place.verbanden}
    zinnen = Zinnen(f"{zaad} {opzet.bestand}", names | {"jaar": (str(opzet.jaar),)})
    kind = woorden()["soort"][opzet.soort]
    for number in range(1, opzet.bladzijden + 1):
        page: list[Blok] = []
        wanted = max(MINSTENS, zinnen.rng.gauss(WOORDEN, SPREIDING))
        while _words(page) < wanted - MINDER:
            page += _block(zinnen, kind)
        yield [*page, ("voet", (f"{opzet.titel} | {number}",))]


def _words(page: Sequence[Blok]) -> int:
    return sum(len(cell.split()) for _, cells in page for cell in cells)


def _block(zinnen: Zinnen, kind: dict[str, Any]) -> list[Blok]:
    """A paragraph under a heading or not, a list, or a table."""
    what = zinnen.gewogen(BLOKKEN)
    if what == "alinea":
        head: list[Blok] = [("kop", (zinnen.vul(zinnen.rng.choice(woorden()["koppen"]["kop"])),))] if zinnen.rng.random() < 1 / 2 else []
        text = " ".join(zinnen.een(zinnen.gewogen(kind["zinnen"])) for _ in range(zinnen.rng.randint(*ZINNEN)))
        return [*head, ("alinea", (text,))]
    if what == "opsomming":
        form = woorden()["opsomming"][zinnen.gewogen(kind["opsommingen"])]
        rows: list[Blok] = [("regel", (zinnen.een(form["zinnen"]),)) for _ in range(zinnen.rng.randint(*REGELS))]
        return [("kop", (zinnen.vul(form["kop"]),)), ("alinea", (zinnen.vul(form["aanhef"]),)), *rows]
    table = woorden()["tabel"][zinnen.rng.choice(kind["tabellen"])]
    rows = [("tabelrij", tuple(zinnen.vul(cell) for cell in table["rij"])) for _ in range(zinnen.rng.randint(*REGELS))]
    return [("tabelkop", tuple(table["kop"])), *rows]


# --- regions and documents --------------------------------------------------------------------------------------------------


def _opzetten(lengths: Sequence[int], zaad: int) -> list[Opzet]:
    """Documents of these lengths: of each region a regiobeeld, a regioplan and a ROAZ-plan."""
    rng = random.Random(f"gebieden {zaad}")  # noqa: S311 - reproducible text, not cryptography
    kinds = list(woorden()["soort"])
    regions = _gebieden(-(-len(lengths) // len(kinds)), rng)
    found = []
    for number, length in enumerate(lengths):
        kind, region = kinds[number % len(kinds)], regions[number // len(kinds)]
        year = rng.randint(*woorden()["soort"][kind]["jaren"])
        ending = "docx" if number % WORD == WORD - 1 else "md"
        found.append(Opzet(kind, region, year, length, f"{kind}-{region.naam.lower()}-{year}.{ending}"))
    return found


def _gebieden(number: int, rng: random.Random) -> list[Gebied]:
    """Regions with names of their own; a gemeente or an organisation is in one region only, as long as there are names."""
    names = woorden()["namen"]
    regions = _names(names["begin"], names["regio_eind"], number, rng)
    gemeenten = _names(names["begin"], names["plaats_eind"], number * 6, rng)
    organisaties = _names(names["begin"], names["organisatie_eind"], number * 6, rng)
    found = []
    for place, name in enumerate(regions):
        own = slice(place * 6, place * 6 + rng.randint(4, 6))
        kinds = [rng.choice(names["organisatie_soort"]) for _ in range(6)]
        orgs = tuple(f"{kind} {org}" for kind, org in zip(kinds, organisaties[own], strict=False))
        found.append(Gebied(name, tuple(gemeenten[own]), orgs, tuple(f"{kind} {name}" for kind in rng.sample(names["verband_soort"], 3))))
    return found


def _names(begin: Sequence[str], end: Sequence[str], number: int, rng: random.Random) -> list[str]:
    """Names of two parts in a random order, each once; when there are no more, with 'Nieuw-' and 'Nieuw-Nieuw-' before them."""
    pairs = [a + b for a in begin for b in end]
    rng.shuffle(pairs)
    return ["Nieuw-" * (place // len(pairs)) + pairs[place % len(pairs)] for place in range(number)]


# --- files ------------------------------------------------------------------------------------------------------------------


def _markdown(opzet: Opzet, pages: Sequence[Sequence[Blok]]) -> str:
    lines = [f"# {opzet.titel}", "", f"*Bedacht door bench/landelijk.py: {opzet.gebied.naam} bestaat niet.*", ""]
    for number, page in enumerate(pages, 1):
        lines += [f"## Pagina {number}", ""]
        for what, cells in page:
            text = " | ".join(cells)
            if what == "tabelkop":
                lines += ["", f"| {text} |", "|" + "---|" * len(cells)]
            elif what == "tabelrij":
                lines.append(f"| {text} |")
            elif what == "regel":
                lines.append(f"- {text}")
            else:
                lines += ["", f"### {text}" if what == "kop" else text, ""]
        lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _word(opzet: Opzet, pages: Sequence[Sequence[Blok]]) -> bytes:
    """A Word file with a page break between the pages; without the time of day in it."""
    made: Any = docx.Document()
    styles = {"kop": "Heading 2", "regel": "List Bullet"}
    made.add_heading(opzet.titel, 0)
    for number, page in enumerate(pages):
        if number:
            made.add_page_break()
        rows: list[tuple[str, ...]] = []
        for what, cells in [*page, ("eind", ())]:
            if what.startswith("tabel"):
                rows.append(cells)
                continue
            if rows:
                _table(made, rows)
                rows = []
            if cells:
                made.add_paragraph(cells[0], styles.get(what))
    written = io.BytesIO()
    made.save(written)
    return vast(written.getvalue())


def _table(made: Any, rows: Sequence[tuple[str, ...]]) -> None:
    # Cell by cell python-docx takes a time that grows with the square of the rows.
    table = made.add_table(0, len(rows[0]))
    for cells in rows:
        for place, cell in zip(table.add_row().cells, cells, strict=False):
            place.text = cell


def _list(opzetten: Sequence[Opzet]) -> str:
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("bestand", "titel", "soort", "regio", "jaar", "gemeenten"))
    for one in opzetten:
        rows.writerow((one.bestand, one.titel, one.documentsoort, one.gebied.naam, one.jaar, ";".join(one.gebied.gemeenten)))
    return written.getvalue()


def main() -> None:
    """Command line: write the corpus and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("map", type=Path)
    parser.add_argument("--bladzijden", type=int, default=10_000)
    parser.add_argument("--zaad", type=int, default=1)
    args = parser.parse_args()
    opzetten = landelijk(args.bladzijden, args.zaad)
    words = schrijf(opzetten, args.map, args.zaad)
    print(f"{len(opzetten)} documenten, {args.bladzijden} bladzijden, {words} woorden in {args.map}")  # noqa: T201 - the outcome


if __name__ == "__main__":
    main()
