"""The words behind the map: quotes, concepts, circles and paths for the side panel, and the table of all arrows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ontology.prefixes import ID
from queries.kaart_records import Kaartbeeld, Knoop, Kring, Lijn, Pad, Pijl
from queries.records import ClaimRow, Proof
from regiograaf.outputs.kaartstijl import kind_of, look_of_box, sign
from regiograaf.outputs.tekst import regels, toonbaar

INVLOED = {True: "beïnvloedbaar", False: "niet beïnvloedbaar", None: "onbepaald"}
STATUS = {"aanvaard": "aanvaard", "ter_beoordeling": "wacht op beoordeling"}
#: What reviewers made of a claim, behind its state.
OORDEEL = {"aanvaard": " door een beoordelaar", "gewijzigd": ", verbeterd door een beoordelaar", "oneens": ": beoordelaars zijn het oneens"}
#: How an arrow is read aloud, per kind.
WERKWOORD = {"oorzakelijk": "leidt tot", "beoogd": "beoogt", "verband": "hangt samen met"}
SOORT_KRING = {
    "cirkelredenering": "kring; de tekst noemt geen oorzaak van buiten de kring",
    "lus": "lus met een oorzaak van buiten",
    "schijnlus": "lus over meer passages of documenten",
}
#: Characters on a line of a box.
TEKENS = 22


def pages(proofs: tuple[Proof, ...]) -> list[int]:
    """The pages of some evidence, each once, in order."""
    return sorted({proof.pagina for proof in proofs})


def places(claims: tuple[ClaimRow, ...]) -> str:
    """Where the claims stand: 'beeld.pdf p. 3, 12; plan.pdf p. 4'."""
    found: dict[str, set[int]] = defaultdict(set)
    for claim in claims:
        for proof in claim.bewijs:
            found[proof.document].add(proof.pagina)
    return "; ".join(f"{toonbaar(name)} p. {', '.join(map(str, sorted(found[name])))}" for name in sorted(found))


def panel_data(beeld: Kaartbeeld) -> dict[str, object]:
    """All the map and its side panel can show, as plain JSON values; folded concepts are in it too.

    Returns:
        'begrippen', 'knopen', 'pijlen', 'lijnen', 'kringen' and 'paden' refer to each other by id; 'pijlen' hold
        positions in 'beweringen', and these a position in 'documenten'.
    """
    claims = beeld.beweringen
    documents = sorted({(claim.document, claim.document_id) for claim in claims})
    place = {document: number for number, document in enumerate(documents)}
    position = {claim.iri: number for number, claim in enumerate(claims)}
    ids, boxes = beeld.ids, beeld.knoop_van
    return {
        "documenten": [{"naam": toonbaar(name), "id": key} for name, key in documents],
        "beweringen": [_claim(claim, place[claim.document, claim.document_id]) for claim in claims],
        "begrippen": {ids[iri]: _concept(beeld, iri, boxes[iri]) for iri in beeld.nodes},
        "knopen": {knoop.id: _box(beeld, knoop, ids) for knoop in beeld.knopen},
        "pijlen": {pijl.id: _arrow(pijl, ids, position) for pijl in beeld.pijlen},
        "lijnen": {lijn.id: _line(lijn) for lijn in beeld.lijnen},
        "kringen": [_circle(kring, ids) for kring in beeld.kringen],
        "paden": [_path(pad, ids) for pad in beeld.paden],
    }


def table(beeld: Kaartbeeld) -> list[tuple[str, str, str, Pijl]]:
    """Every arrow as a row: van, verb, naar and the arrow; most claims first. For print, and for who sees no map."""
    labels = {iri: toonbaar(node.label) for iri, node in beeld.nodes.items()}
    rows = [(labels[pijl.van], WERKWOORD[pijl.soort], labels[pijl.naar], pijl) for pijl in beeld.pijlen]
    return sorted(rows, key=lambda row: (-len(row[3].claims), *row[:3], row[3].id))


def _claim(claim: ClaimRow, document: int) -> dict[str, object]:
    return {
        "id": claim.iri.removeprefix(ID + "bewering/"),
        "document": document,
        "paginas": pages(claim.bewijs),
        "citaten": [{"pagina": proof.pagina, "tekst": toonbaar(proof.citaat)} for proof in claim.bewijs],
        "oorzaaktekst": toonbaar(claim.oorzaaktekst),
        "gevolgtekst": toonbaar(claim.gevolgtekst),
        "signaalwoord": toonbaar(claim.signaalwoord),
        "regel": toonbaar(claim.regel),
        "geloof": round(claim.geloof, 2),
        "zekerheid": claim.zekerheid,
        "aanvaard": claim.status == "aanvaard",
        "status": STATUS.get(claim.status, claim.status) + OORDEEL.get(claim.oordeel, ""),
        "paragraaf": toonbaar(claim.paragraaf),
    }


def _concept(beeld: Kaartbeeld, iri: str, knoop: Knoop) -> dict[str, object]:
    node = beeld.nodes[iri]
    return {
        "iri": iri,
        "label": toonbaar(node.label),
        "rol": node.rol.lower() or "rol onbepaald",
        "invloed": INVLOED[node.beinvloedbaar],
        "dimensie": node.dimensie,
        "knoop": knoop.id,
        "bevindingen": [toonbaar(finding.uitleg) for finding in beeld.bevindingen.get(iri, ())],
    }


def _box(beeld: Kaartbeeld, knoop: Knoop, ids: Mapping[str, str]) -> dict[str, object]:
    return {
        "label": toonbaar(knoop.label),
        "regels": regels(knoop.label, TEKENS),
        "kolom": knoop.kolom,
        "uiterlijk": look_of_box(knoop, beeld),
        "begrippen": [ids[iri] for iri in knoop.begrippen],
        "onderling": [pijl.id for pijl in beeld.onderling.get(knoop.id, ())],
    }


def _arrow(pijl: Pijl, ids: Mapping[str, str], position: Mapping[str, int]) -> dict[str, object]:
    return {
        "van": ids[pijl.van],
        "naar": ids[pijl.naar],
        "soort": pijl.soort,
        "werkwoord": WERKWOORD[pijl.soort],
        "teken": sign(pijl.teken),
        "aanvaard": pijl.aanvaard,
        "beweringen": [position[claim.iri] for claim in pijl.claims],
    }


def _line(lijn: Lijn) -> dict[str, object]:
    return {
        "van": lijn.van,
        "naar": lijn.naar,
        "soort": lijn.soort,
        "uiterlijk": kind_of(lijn),
        "teken": sign(lijn.teken),
        "gewicht": lijn.gewicht,
        "pijlen": [pijl.id for pijl in lijn.pijlen],
    }


def _circle(kring: Kring, ids: Mapping[str, str]) -> dict[str, object]:
    finding = kring.finding
    return {
        "id": finding.id,
        "keten": [toonbaar(label) for label in finding.keten],
        "soort": SOORT_KRING[finding.soort],
        "uitleg": toonbaar(finding.uitleg),
        "te_bevestigen": finding.te_bevestigen,
        "begrippen": [ids[iri] for iri in kring.begrippen],
        "pijlen": list(kring.pijlen),
        "wacht": bool(kring.wacht),
        "opmerking": kring.opmerking,
        "bewijs": [
            {"document": {"naam": toonbaar(p.document), "id": p.document_id}, "pagina": p.pagina, "tekst": toonbaar(p.citaat)}
            for p in finding.bewijs
        ],
    }


def _path(pad: Pad, ids: Mapping[str, str]) -> dict[str, object]:
    return {
        "begrippen": [ids[iri] for iri in pad.begrippen],
        "pijlen": [pijl.id for pijl in pad.stappen],
        "zwakste": pad.stappen[pad.zwakste].id,
        "opmerking": pad.opmerking,
    }
