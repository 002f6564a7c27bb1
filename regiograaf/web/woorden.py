"""How a claim is named to a reader: its state, kind, sign and certainty in Dutch, with a mark that needs no colour."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.prefixes import ID
from queries.records import ClaimRow

#: Belief from which a reading is called fairly or very sure.
REDELIJK, HOOG = 0.4, 0.7


@dataclass(frozen=True, slots=True)
class Staat:
    """The state of a claim: its key (a CSS class), its sign and its name."""

    sleutel: str
    teken: str
    naam: str


STATEN = {
    one.sleutel: one
    for one in (
        Staat("aanvaard", "✓", "aanvaard"),
        Staat("ter_beoordeling", "?", "te beoordelen"),
        Staat("verworpen", "✗", "verworpen"),
    )
}
SOORTEN = {
    "oorzakelijk": "oorzakelijk: de tekst zegt dat het zo is",
    "beoogd": "beoogd: de tekst zegt dat men dit wil bereiken",
    "verband": "verband: de twee gaan samen, zonder richting",
}
TEKENS = {"+": "meer oorzaak, meer gevolg", "-": "meer oorzaak, minder gevolg", "": "de tekst geeft geen richting"}
ZEKERHEDEN = {"vastgesteld": "vastgesteld", "verwacht": "verwacht", "mogelijk": "mogelijk"}


#: States that say more: what reviewers made of a claim. The key stays that of its status.
_BEOORDEELD = {
    ("aanvaard", "aanvaard"): Staat("aanvaard", "✓", "aanvaard door een beoordelaar"),
    ("aanvaard", "gewijzigd"): Staat("aanvaard", "✎", "gewijzigd door een beoordelaar"),
    ("ter_beoordeling", "oneens"): Staat("ter_beoordeling", "≠", "beoordelaars verschillen van mening"),
}

#: Parts of a correction that are shown; of a concept its label says it.
WIJZIGINGEN = {
    "oorzaaktekst": "oorzaak",
    "gevolgtekst": "gevolg",
    "oorzaaklabel": "begrip van de oorzaak",
    "gevolglabel": "begrip van het gevolg",
    "omgekeerd": "omgedraaid",
    "teken": "teken",
    "soort": "soort",
    "zekerheid": "zekerheid",
}


def state_of(claim: ClaimRow) -> Staat:
    """The state of a claim."""
    return _BEOORDEELD.get((claim.status, claim.oordeel), STATEN[claim.status])


def claim_hash(claim: ClaimRow) -> str:
    """The last step of its IRI: how pages name it."""
    return claim.iri.removeprefix(ID + "bewering/")


def arrow(claim: ClaimRow) -> str:
    """The arrow between cause and effect: a verband has no head."""
    return {"oorzakelijk": "→", "beoogd": "⇢", "verband": "—"}[claim.soort]


def sureness(belief: float) -> str:
    """Belief in words."""
    return "hoge zekerheid" if belief >= HOOG else "redelijke zekerheid" if belief >= REDELIJK else "lage zekerheid"


def getal(value: float) -> str:
    """A number with two decimals, as the Dutch write it: '0,62'."""
    return f"{value:.2f}".replace(".", ",")


def procent(chance: float) -> str:
    """A chance as a percentage: '62 procent'."""
    return f"{chance:.0%}".replace("%", " procent")
