"""What the answers on disk say of a document: no network, in any process, the same answers giving the same readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.llm.antwoord import items
from extract.llm.gronden import Reden, ground
from extract.llm.opslag import Opslag
from extract.llm.passages import passages
from extract.llm.records import Taalmodel, Vondst
from extract.llm.richtlijn import key
from extract.records import Unit

#: Why something a model said does not count, in words; the order is that of the message.
REDENEN: Mapping[Reden, str] = {
    "citaat": "het citaat staat niet in de tekst",
    "oorzaak": "de oorzaak staat niet bij het citaat",
    "gevolg": "het gevolg staat niet bij het citaat",
    "signaalwoord": "het signaalwoord staat niet in het citaat",
    "overlappen": "oorzaak, gevolg en signaalwoord vallen over elkaar",
    "over_een_grens": "het loopt over twee alinea's of staat in een kop",
    "te_lang": "te lang",
    "waarde": "een soort of teken dat niet bestaat",
    "vorm": "er ontbreekt een veld",
    "gericht_aan_lezer": "de zin richt zich tot de lezer",
    "dubbel": "dubbel",
}


@dataclass(frozen=True, slots=True)
class Gehoord:
    """What a model said of one document: ``passages`` it has, ``zonder`` answer, ``beschadigd`` on disk, and what was dropped."""

    vondsten: tuple[Vondst, ...] = ()
    passages: int = 0
    zonder: int = 0
    beschadigd: int = 0
    weg: Mapping[Reden, int] = field(default_factory=dict)

    def notices(self) -> tuple[str, ...]:
        """What the user should know, in Dutch."""
        said = []
        if self.zonder:
            said.append(
                f"het taalmodel heeft {self.zonder} van de {self.passages} passages niet gelezen; die zijn op de gewone manier gelezen."
            )
        if self.beschadigd:
            said.append(f"van {self.beschadigd} passages is het bewaarde antwoord van het taalmodel beschadigd; vraag het opnieuw.")
        if self.weg:
            counts = ", ".join(f"{self.weg[reden]} × {words}" for reden, words in REDENEN.items() if self.weg.get(reden))
            said.append(f"van wat het taalmodel gaf, telt {sum(self.weg.values())} keer iets niet mee: {counts}.")
        return tuple(said)


def listen(units: Sequence[Unit], model: Taalmodel) -> Gehoord:
    """The grounded claims of the model in these units, from the answers that are kept."""
    kept, found, dropped = Opslag(model.opslag), list[Vondst](), Counter[Reden]()
    missing = damaged = 0
    asked = passages(units)
    for passage in asked:
        name = key(model, passage)
        answer = kept.read(name)
        told = items(answer.tekst) if answer else None
        if told is None:
            missing += 1
            damaged += kept.has(name)
            continue
        grounded = ground(passage, told)
        found += grounded.vondsten
        dropped.update(grounded.weg)
    return Gehoord(tuple(found), len(asked), missing, damaged, dict(dropped))
