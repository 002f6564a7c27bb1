"""Claims as rows of text: the columns that every export shares, and the CSV for a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from queries.records import CausalView, ClaimRow, Node
from queries.wording import page_list

#: Columns of the CSV, in order.
KOLOMMEN = (
    "bewering",
    "soort",
    "oorzaak",
    "gevolg",
    "oorzaaktekst",
    "gevolgtekst",
    "teken",
    "zekerheid",
    "ontkend",
    "status",
    "beoordeeld",
    "geloof",
    "signaalwoord",
    "regel",
    "regio",
    "document",
    "paginas",
    "citaat",
    "plaatsen",
    "paragraaf",
    "rol_oorzaak",
    "oorzaak_beinvloedbaar",
    "rol_gevolg",
    "dimensie_gevolg",
    "oorzaak_iri",
    "gevolg_iri",
)
INVLOED = {True: "ja", False: "nee", None: "onbepaald"}

# A cell that starts like a formula is run by a spreadsheet; so is one that a wrong separator cuts loose.
_FORMULA = re.compile(r"(^|[;,\t\r\n])([ \u00a0]*)('*[=+\-@＝＋－＠])")


def write_csv(view: CausalView, path: Path, *, ontkend: Collection[str] = (), excel: bool = False) -> Path:
    """Write one row per claim, with its page, quote and all its fields.

    What a spreadsheet would read as a formula gets an apostrophe in front (see ``veilig``). Only the column teken does
    not: a sign that stands alone in its cell is text to every spreadsheet.

    Args:
        view: The claims and their concepts.
        path: The file to write; its folder is made when needed.
        ontkend: The claims (by IRI) that the text denies.
        excel: Semicolons and a byte order mark, as a Dutch Excel expects; otherwise commas (RFC 4180).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig" if excel else "utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";" if excel else ",", quoting=csv.QUOTE_ALL)
        writer.writerow(KOLOMMEN)
        for claim in view.claims:
            row = claim_row(claim, view.nodes, ontkend=claim.iri in ontkend)
            writer.writerow([row[column] if column == "teken" else veilig(row[column]) for column in KOLOMMEN])
    return path


def veilig(tekst: str) -> str:
    """``tekst`` with an apostrophe wherever a spreadsheet could start to calculate; one less there gives the text back."""
    return _FORMULA.sub(r"\1\2'\3", tekst)


def claim_row(claim: ClaimRow, nodes: Mapping[str, Node], *, ontkend: bool = False) -> dict[str, str]:
    """A claim as texts by column (``KOLOMMEN``), with its quote, its pages and its places (page:begin-end)."""
    cause, effect = nodes[claim.oorzaak], nodes[claim.gevolg]
    return {
        "bewering": claim.iri,
        "soort": claim.soort,
        "oorzaak": cause.label,
        "gevolg": effect.label,
        "oorzaaktekst": claim.oorzaaktekst,
        "gevolgtekst": claim.gevolgtekst,
        "teken": claim.teken,
        "zekerheid": claim.zekerheid,
        "ontkend": "ja" if ontkend else "nee",
        "status": claim.status,
        "beoordeeld": claim.oordeel,
        "geloof": f"{claim.geloof:.3f}",
        "signaalwoord": claim.signaalwoord,
        "regel": claim.regel,
        "regio": claim.regio,
        "document": claim.document,
        "paginas": " ".join(map(str, sorted({proof.pagina for proof in claim.bewijs}))),
        "citaat": quote(claim),
        "plaatsen": " ".join(f"{proof.pagina}:{proof.begin}-{proof.eind}" for proof in claim.bewijs),
        "paragraaf": claim.paragraaf,
        "rol_oorzaak": cause.rol,
        "oorzaak_beinvloedbaar": INVLOED[cause.beinvloedbaar],
        "rol_gevolg": effect.rol,
        "dimensie_gevolg": effect.dimensie,
        "oorzaak_iri": claim.oorzaak,
        "gevolg_iri": claim.gevolg,
    }


def quote(claim: ClaimRow) -> str:
    """The sentence of a claim; pieces that stand apart are joined by '[…]'."""
    return " […] ".join(proof.citaat for proof in claim.bewijs)


def source(claim: ClaimRow) -> str:
    """Where the sentence stands: 'beeld.pdf p. 3 en 4'."""
    return f"{claim.document} {page_list(proof.pagina for proof in claim.bewijs)}"
