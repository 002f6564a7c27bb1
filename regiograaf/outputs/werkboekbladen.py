"""What the sheets of the workbook hold: claims to judge, findings, concepts, documents, decisions, and what it all means."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.besluiten.records import Besluit
from graph.besluiten.redenen import load_reasons
from queries.lezing_document import Kop
from queries.records import CausalView, ClaimRow, Finding, Proof
from queries.wording import places, written_date
from regiograaf.outputs.exporteer import INVLOED, KOLOMMEN, claim_row
from regiograaf.outputs.werkboek import Blad, Kolom, werkboek

BEWERINGEN = "Beweringen"
#: The columns of 'Beweringen' that a reviewer fills in.
INVOER = ("oordeel", "reden", "toelichting", "beoordelaar")
OORDELEN = ("aanvaard", "verwerp")

_FIRST = ("oorzaak", "gevolg", "soort", "teken", "zekerheid", "ontkend", "status", "beoordeeld", "citaat", "document", "paginas")
_WIDE = {"citaat": 60, "oorzaak": 26, "gevolg": 26, "oorzaaktekst": 26, "gevolgtekst": 26, "paragraaf": 26, "document": 24}
_WIDE |= {"reden": 30, "toelichting": 34, "oorzaak_iri": 60, "gevolg_iri": 60, "bewering": 60}
_NARROW = {"teken": 7, "ontkend": 9, "paginas": 9, "beoordeeld": 12, "geloof": 8}
_COLUMNS = {
    "oorzaak, gevolg": "de begrippen waar de woorden van de tekst (oorzaaktekst, gevolgtekst) bij gezet zijn",
    "soort": "oorzakelijk: de tekst zegt dat het een tot het ander leidt; beoogd: de tekst wil dat bereiken; verband: het gaat samen",
    "teken": "+ meer geeft meer, - meer geeft minder",
    "zekerheid": "vastgesteld, verwacht of mogelijk volgens de tekst",
    "ontkend": "ja: de tekst zegt dat het verband er niet is",
    "status": "aanvaard, ter_beoordeling of verworpen",
    "beoordeeld": "wat beoordelaars ervan vonden: aanvaard, verworpen, gewijzigd of oneens; leeg: nog niemand",
    "citaat, document, paginas": "de zin, letterlijk, en waar die staat",
    "geloof": "hoe zeker het lezen is, van 0 tot 1",
    "oordeel, reden, toelichting, beoordelaar": "zelf in te vullen, met uw naam; 'regiograaf besluiten --in' neemt ze over",
}


@dataclass(frozen=True, slots=True)
class Werkboekstof:
    """All that goes into the workbook; ``view`` holds every claim, whatever its state, and ``ontkend`` those the text denies."""

    titel: str
    view: CausalView
    ontkend: frozenset[str]
    bevindingen: Sequence[Finding]
    documenten: Sequence[Kop]
    besluiten: Sequence[Besluit]
    datum: str = ""
    vingerafdruk: str = ""


def write_workbook(stof: Werkboekstof, path: Path) -> Path:
    """Write the workbook; its folder is made when needed."""
    reasons = _reasons()
    sheets = (_claims(stof), _findings(stof.bevindingen), _concepts(stof.view), _documents(stof), _decisions(stof.besluiten))
    moment = datetime.fromisoformat(stof.datum or "2000-01-01").replace(tzinfo=UTC)
    choices = {"oordelen": ("Toelichting", 4, len(OORDELEN)), "redenen": ("Toelichting", 5, len(reasons))}
    made = werkboek((*sheets, _explanation(stof, reasons)), f"regiograaf: {stof.titel}", moment, choices)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)
    return path


def _claims(stof: Werkboekstof) -> Blad:
    rest = [name for name in KOLOMMEN if name not in _FIRST and name != "bewering"]
    names = (*_FIRST, *INVOER, *rest, "bewering")
    choices = {"oordeel": "oordelen", "reden": "redenen"}
    columns = tuple(Kolom(name, (_WIDE | _NARROW).get(name, 16), name in INVOER, choices.get(name, "")) for name in names)
    in_order = sorted(stof.view.claims, key=_in_text)
    lines = (claim_row(claim, stof.view.nodes, ontkend=claim.iri in stof.ontkend) for claim in in_order)
    rows = tuple(tuple(line.get(name, "") for name in names) for line in lines)
    return Blad(BEWERINGEN, columns, rows, vast=2, afdruk=len(_FIRST) + len(INVOER))


def _in_text(claim: ClaimRow) -> tuple[str, str, list[tuple[int, int]], str]:
    return claim.document, claim.document_id, [(proof.pagina, proof.begin) for proof in claim.bewijs], claim.iri


def _findings(findings: Iterable[Finding]) -> Blad:
    columns = (
        *(Kolom("soort", 22), Kolom("onderwerp", 34), Kolom("uitleg", 60), Kolom("ernst", 9), Kolom("status", 12)),
        *(Kolom("te bevestigen", 12), Kolom("vindplaatsen", 34), Kolom("citaten", 60), Kolom("keten", 34), Kolom("ontbreekt", 24)),
        *(Kolom("regio", 16), Kolom("regel", 12), Kolom("bevinding", 30)),
    )
    rows = tuple(
        (
            *(one.soort, one.onderwerp, one.uitleg, one.ernst, one.status, "ja" if one.te_bevestigen else "nee"),
            *(places(one.bewijs), _quotes(one.bewijs), " → ".join(one.keten), ", ".join(one.ontbreekt)),
            *(", ".join(one.regio), one.regel, one.id),
        )
        for one in findings
    )
    return Blad("Bevindingen", columns, rows, vast=2)


def _quotes(proofs: Iterable[Proof]) -> str:
    return "\n".join(f"{proof.document} p. {proof.pagina}: ‘{proof.citaat}’" for proof in proofs)


def _concepts(view: CausalView) -> Blad:
    columns = (
        *(Kolom("begrip", 34), Kolom("rol", 12), Kolom("beïnvloedbaar", 14), Kolom("dimensie", 16)),
        *(Kolom("als oorzaak", 12), Kolom("als gevolg", 12), Kolom("id", 60)),
    )
    causes = Counter(claim.oorzaak for claim in view.claims)
    effects = Counter(claim.gevolg for claim in view.claims)
    nodes = sorted(view.nodes.values(), key=lambda node: (node.label.casefold(), node.iri))
    rows = tuple((n.label, n.rol, INVLOED[n.beinvloedbaar], n.dimensie, str(causes[n.iri]), str(effects[n.iri]), n.iri) for n in nodes)
    return Blad("Begrippen", columns, rows)


def _documents(stof: Werkboekstof) -> Blad:
    columns = (
        *(Kolom("document", 40), Kolom("titel", 40), Kolom("soort", 22), Kolom("regio", 18), Kolom("jaar", 8)),
        *(Kolom("gemeenten", 40), Kolom("beweringen", 12), Kolom("id", 50)),
    )
    counts = Counter(claim.document_id for claim in stof.view.claims)
    rows = tuple(
        (
            *(kop.bestand, kop.titel, kop.soort, kop.regio, str(kop.jaar or "onbekend")),
            *(", ".join(kop.gemeenten), str(counts[kop.document_id]), kop.document_id),
        )
        for kop in stof.documenten
    )
    return Blad("Documenten", columns, rows)


def _decisions(decisions: Iterable[Besluit]) -> Blad:
    columns = (
        *(Kolom("tijdstip", 22), Kolom("beoordelaar", 20), Kolom("handeling", 14), Kolom("reden", 20), Kolom("toelichting", 40)),
        *(Kolom("document", 30), Kolom("pagina", 8), Kolom("citaat", 60), Kolom("wijziging", 40), Kolom("over", 50), Kolom("besluit", 50)),
    )
    return Blad("Besluiten", columns, tuple(_decision(one) for one in decisions))


def _decision(one: Besluit) -> tuple[str, ...]:
    seen = (one.anker.bestand, str(one.anker.pagina), one.anker.citaat) if one.anker is not None else ("", "", "")
    change = json.dumps(dict(one.wijziging), ensure_ascii=False) if one.wijziging else ""
    return one.tijdstip, one.beoordelaar, one.handeling, one.reden, one.toelichting, *seen, change, one.over, one.id


def _reasons() -> list[tuple[str, str]]:
    return [(reason.label, reason.uitleg) for reason in load_reasons().values()]


def _explanation(stof: Werkboekstof, reasons: Sequence[tuple[str, str]]) -> Blad:
    """What is in the workbook, and beside it the lists that the columns to fill in choose from."""
    facts = [
        ("inhoud", stof.titel),
        ("graaf van", written_date(stof.datum) if stof.datum else "onbekend"),
        ("vingerafdruk van de graaf", stof.vingerafdruk),
        *_COLUMNS.items(),
    ]
    count = max(len(facts), len(reasons))
    padded = [*facts, *[("", "")] * (count - len(facts))]
    choices = [*OORDELEN, *[""] * (count - len(OORDELEN))]
    listed = [*reasons, *[("", "")] * (count - len(reasons))]
    rows = tuple((*fact, "", choice, *reason) for fact, choice, reason in zip(padded, choices, listed, strict=True))
    columns = (Kolom("onderdeel", 34), Kolom("betekenis", 70), Kolom("", 3), Kolom("oordeel", 12), Kolom("reden", 38), Kolom("uitleg", 70))
    return Blad("Toelichting", columns, rows)
