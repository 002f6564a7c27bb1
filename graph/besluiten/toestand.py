"""All that decisions say together, ready to be put in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from graph.besluiten.begrippen import Begrippen, concept_state
from graph.besluiten.blad import Feiten, with_values
from graph.besluiten.geldend import Geldend, standing
from graph.besluiten.records import Besluit
from graph.besluiten.regelgeloof import Regelscore, scores

BEOORDELAAR = "beoordelaar"
REDEN_INVLOED = "zo besloten door een beoordelaar"


@dataclass(frozen=True, slots=True)
class Toestand:
    """What holds of claims and findings, how concepts are arranged, and how right each rule is."""

    besluiten: tuple[Besluit, ...]
    geldend: Geldend
    begrippen: Begrippen
    regels: Mapping[str, Regelscore]

    def influenced(self, facts: Feiten, begrip: URIRef | None) -> Feiten:
        """A cause with the influence that a reviewer decided on for its concept; as it was when nobody did."""
        if begrip is None or str(begrip) not in self.begrippen.invloed:
            return facts
        influence = self.begrippen.invloed[str(begrip)]
        value = None if influence is None else Literal(influence)
        known = {"beinvloedbaar": value, "bronInvloed": Literal(BEOORDELAAR), "niveau": None}
        return with_values(facts, **known)


def state(decisions: Iterable[Besluit], places: Mapping[str, str]) -> Toestand:
    """What decisions say together; ``places`` as for ``standing``. A rule is judged by what it was right in then, placed or not."""
    known = tuple(decisions)
    geldend = standing(known, places)
    begrippen = concept_state(geldend.begripsbesluiten)
    for one in (one for stand in geldend.beweringen.values() for one in stand.besluiten):
        for side in ("oorzaak", "gevolg"):
            if name := one.waarde(f"{side}label"):
                begrippen.namen.setdefault(one.waarde(f"{side}begrip"), name)
    return Toestand(known, geldend, begrippen, scores(standing(known) if places else geldend))
