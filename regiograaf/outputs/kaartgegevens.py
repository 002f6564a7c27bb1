"""The words behind the map: quotes, concepts and circles for the side panel, and the table of all arrows."""

from __future__ import annotations

from collections import defaultdict

from queries.records import CausalView, ClaimRow, Finding, Proof
from regiograaf.outputs.kaartmodel import KRINGEN, Arrow, Circle, Scene
from regiograaf.outputs.tekst import toonbaar

INVLOED = {True: "beïnvloedbaar", False: "niet beïnvloedbaar", None: "onbepaald"}
STATUS = {"aanvaard": "aanvaard", "ter_beoordeling": "wacht op beoordeling"}
#: How an arrow is read aloud, per kind.
WERKWOORD = {"oorzakelijk": "leidt tot", "beoogd": "beoogt", "verband": "hangt samen met"}
SOORT_KRING = {
    "cirkelredenering": "kring zonder oorzaak van buiten",
    "lus": "lus met een oorzaak van buiten",
    "schijnlus": "lus over meer passages of documenten",
}


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


def panel_data(scene: Scene) -> dict[str, object]:
    """All the side panel can show, as plain JSON values; concepts that are not drawn are in it too.

    Returns:
        'begrippen', 'pijlen' and 'kringen' refer to each other by id; 'pijlen' hold positions in 'beweringen'.
    """
    claims = sorted(scene.view.claims, key=lambda claim: claim.iri)
    documents = sorted({claim.document for claim in claims})
    position = {claim.iri: number for number, claim in enumerate(claims)}
    return {
        "documenten": [toonbaar(name) for name in documents],
        "beweringen": [_claim(claim, documents.index(claim.document)) for claim in claims],
        "begrippen": {scene.ids[iri]: _concept(scene, iri) for iri in sorted(scene.ids)},
        "pijlen": {f"p{number}": _arrow(scene, arrow, position) for number, arrow in enumerate(scene.arrows, 1)},
        "kringen": [_circle(scene, circle) for circle in scene.circles],
    }


def table(scene: Scene) -> list[tuple[str, str, str, str, int, str]]:
    """Every arrow as a row: van, verb, naar, sign, number of claims, places. For print, and for who sees no map."""
    labels = {iri: toonbaar(node.label) for iri, node in scene.view.nodes.items()}
    rows = [
        (labels[arrow.van], WERKWOORD[arrow.soort], labels[arrow.naar], sign(arrow), len(arrow.claims), places(arrow.claims))
        for arrow in scene.arrows
    ]
    return sorted(rows, key=lambda row: (-row[4], row))


def sign(arrow: Arrow) -> str:
    """'−' when more of the one means less of the other, else ''."""
    return "−" if arrow.teken == "-" else ""


def _claim(claim: ClaimRow, document: int) -> dict[str, object]:
    return {
        "document": document,
        "paginas": pages(claim.bewijs),
        "citaten": [{"pagina": proof.pagina, "tekst": toonbaar(proof.citaat)} for proof in claim.bewijs],
        "oorzaaktekst": toonbaar(claim.oorzaaktekst),
        "gevolgtekst": toonbaar(claim.gevolgtekst),
        "signaalwoord": toonbaar(claim.signaalwoord),
        "regel": toonbaar(claim.regel),
        "geloof": round(claim.geloof, 2),
        "zekerheid": claim.zekerheid,
        "status": STATUS.get(claim.status, claim.status),
        "paragraaf": toonbaar(claim.paragraaf),
    }


def _concept(scene: Scene, iri: str) -> dict[str, object]:
    node = scene.view.nodes[iri]
    return {
        "label": toonbaar(node.label),
        "rol": node.rol.lower() or "onbepaald",
        "invloed": INVLOED[node.beinvloedbaar],
        "dimensie": node.dimensie,
        "getekend": iri in scene.selection.getoond,
        "bevindingen": [toonbaar(finding.uitleg) for finding in scene.findings if _about(finding, node.label, scene.view)],
    }


def _about(finding: Finding, label: str, view: CausalView) -> bool:
    """The finding is about this concept alone, and about a region of this view."""
    if finding.soort in KRINGEN or finding.onderwerp.casefold() != label.casefold():
        return False
    regions = {claim.regio.casefold() for claim in view.claims}
    return not finding.regio or any(name.casefold() in regions for name in finding.regio)


def _arrow(scene: Scene, arrow: Arrow, position: dict[str, int]) -> dict[str, object]:
    return {
        "van": scene.ids[arrow.van],
        "naar": scene.ids[arrow.naar],
        "soort": arrow.soort,
        "werkwoord": WERKWOORD[arrow.soort],
        "teken": sign(arrow),
        "aanvaard": arrow.aanvaard,
        "beweringen": [position[claim.iri] for claim in arrow.claims],
    }


def _circle(scene: Scene, circle: Circle) -> dict[str, object]:
    keten = [scene.ids[iri] for iri in circle.keten]
    steps = set(zip(circle.keten, (*circle.keten[1:], circle.keten[0]), strict=True))
    return {
        "soort": SOORT_KRING[circle.finding.soort],
        "onderwerp": toonbaar(circle.finding.onderwerp),
        "uitleg": toonbaar(circle.finding.uitleg),
        "te_bevestigen": circle.finding.te_bevestigen,
        "keten": keten,
        "onbekend": circle.onbekend,
        "pijlen": [
            f"p{number}"
            for number, arrow in enumerate(scene.arrows, 1)
            if arrow.soort == "oorzakelijk" and (arrow.van, arrow.naar) in steps
        ],
        "bewijs": [
            {"document": toonbaar(proof.document), "pagina": proof.pagina, "tekst": toonbaar(proof.citaat)}
            for proof in circle.finding.bewijs
        ],
    }
