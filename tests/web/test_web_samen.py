"""Two reviewers on the page where reviewing starts."""

from __future__ import annotations

import httpx
from hulp import Dienst

from graph.besluiten.maken import judge_claim

NOW = "2026-11-22T09:00:00Z"


def test_the_page_says_how_far_reviewers_agree(dienst: Dienst) -> None:
    with dienst.werkplaats.lees() as overzicht:
        one, other, last = [claim.iri for claim in overzicht.lezing.claims if claim.status == "ter_beoordeling"][:3]
    with dienst.werkplaats.schrijf() as store:
        for who, claim, act in (
            ("Anna", one, "aanvaard"),
            ("Bram", one, "aanvaard"),
            ("Anna", other, "aanvaard"),
            ("Bram", other, "verwerp"),
        ):
            judge_claim(store, claim, act, beoordelaar=who, tijdstip=NOW, reden="geen_relatie" if act == "verwerp" else "")  # type: ignore[arg-type]
        judge_claim(store, last, "aanvaard", beoordelaar="Anna", tijdstip=NOW)
    page = httpx.get(dienst.url + "/beoordelen").text
    assert '<td>Anna en Bram</td><td class="getal">2</td><td class="getal">1</td>' in page
    assert "/beoordelen?welke=oneens" in page
