"""A finding on the A4: its kind, its subject and why, in two lines."""

from __future__ import annotations

from collections.abc import Sequence

from queries.records import Finding, Proof
from queries.samenvatting_records import Samenvatting, Vindplaats
from regiograaf.outputs.a4plaats import places
from regiograaf.outputs.tekst import kort

SOORTEN = {
    "cirkelredenering": "Kring zonder oorzaak van buiten",
    "lus": "Lus",
    "schijnlus": "Lus over meer passages",
    "rolverwarring": "Eén thema in meer rollen",
    "ongekoppeld_knelpunt": "Knelpunt zonder koppeling",
    "planconflict": "Plannen die niet samengaan",
    "witte_vlek": "Gemeente zonder plan",
    "gezondheidsdoel": "Doel dat niet compleet is",
}
_KRINGEN = {
    "cirkelredenering": "De tekst noemt geen oorzaak van buiten de kring.",
    "lus": "De tekst noemt ook een oorzaak van buiten de kring.",
    "schijnlus": "De kring sluit alleen als passages of documenten worden samengevoegd.",
}
_DELEN = {"beinvloedbare_oorzaak": "beïnvloedbare oorzaak", "basis": "uitgangswaarde"}


def finding_line(finding: Finding, s: Samenvatting, tekens: int) -> dict[str, str]:
    """One finding as the page shows it; ``tekens`` is how long a text may be."""
    return {
        "soort": SOORTEN[finding.soort] + _certainty(finding),
        "onderwerp": _closed(kort(_subject(finding), tekens + 40)),
        "uitleg": kort(_explained(finding, s), 2 * tekens),
        "bron": places(_cited(finding.bewijs, s)),
    }


def _closed(text: str) -> str:
    return text if text.endswith(("…", ".", "?", "!")) else f"{text}."


def _certainty(finding: Finding) -> str:
    if finding.status == "bevestigd":
        return " (bevestigd)"
    return " (te bevestigen)" if finding.te_bevestigen else ""


def _subject(finding: Finding) -> str:
    """A circle is written out, back to where it starts; the last stop of a path is its own."""
    chain = finding.keten
    if not chain or finding.soort not in _KRINGEN:
        return finding.onderwerp
    return " → ".join(chain if len(chain) > 1 and chain[0] == chain[-1] else (*chain, chain[0]))


def _explained(finding: Finding, s: Samenvatting) -> str:
    """One short sentence where the fields say it all; else the explanation itself, with codes for file names."""
    if finding.soort in _KRINGEN:
        return _KRINGEN[finding.soort]
    if finding.ontbreekt:
        return f"Niet gevonden: {', '.join(_DELEN.get(part, part) for part in finding.ontbreekt)}."
    text = finding.uitleg
    for bron in s.bronnen:
        text = text.replace(bron.bestand, bron.code)
    return text


def _cited(proofs: Sequence[Proof], s: Samenvatting) -> list[Vindplaats]:
    pages = {
        bron.code: sorted(
            {
                proof.pagina
                for proof in proofs
                if (proof.document_id or bron.document_id, proof.document) == (bron.document_id, bron.bestand)
            }
        )
        for bron in s.bronnen
    }
    return [Vindplaats(code, tuple(numbers)) for code, numbers in pages.items() if numbers]
