"""What a reviewer decides, and what was on the screen at that moment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from typing import Literal

from ontology.namen import digest

Handeling = Literal[
    "aanvaard", "verwerp", "wijzig", "neem_terug", "bevestig", "ontkracht", "voeg_samen", "splits", "verbied", "hernoem", "zet_invloed"
]
#: What can be done with a claim, with a finding, and with a concept.
OVER_BEWERING: tuple[Handeling, ...] = ("aanvaard", "verwerp", "wijzig")
OVER_BEVINDING: tuple[Handeling, ...] = ("bevestig", "ontkracht")
OVER_BEGRIP: tuple[Handeling, ...] = ("voeg_samen", "splits", "verbied", "hernoem", "zet_invloed")
HANDELINGEN: tuple[Handeling, ...] = (*OVER_BEWERING, *OVER_BEVINDING, *OVER_BEGRIP, "neem_terug")

#: How a decision writes whether a region can influence a concept.
INVLOED: dict[str, bool | None] = {"ja": True, "nee": False, "onbepaald": None}


@dataclass(frozen=True, slots=True)
class Stuk:
    """One contiguous piece of the quote: page and offsets as in ``Evidence``."""

    pagina: int
    begin: int
    eind: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Anker:
    """What the reviewer saw: enough to find the claim again in another reading, and to bring it back.

    ``citaat`` is the whole sentence, its ``stukken`` joined by a space; ``pagina``, ``begin`` and ``eind`` are those of the
    first piece. ``geloof``, ``status`` and the texts are as the reader gave them, before any decision. Concepts are IRIs, '' when none.
    """

    document_id: str
    bestand: str
    sha256: str
    pagina: int
    begin: int
    eind: int
    citaat: str
    soort: str
    oorzaaktekst: str
    gevolgtekst: str
    oorzaakbegrip: str = ""
    gevolgbegrip: str = ""
    oorzaaklabel: str = ""
    gevolglabel: str = ""
    oorzaakpool: str = ""
    gevolgpool: str = ""
    teken: str = ""
    ontkend: bool = False
    zekerheid: str = ""
    regel: str = ""
    geloof: float = 0.0
    status: str = ""
    signaalwoord: str = ""
    paragraaf: str = ""
    stukken: tuple[Stuk, ...] = ()


@dataclass(frozen=True, slots=True)
class Besluit:
    """One decision of one reviewer; ``id`` is a hash of everything in it.

    ``over`` is the IRI of a bewering or begrip, the id of a finding or, for 'neem_terug', the id of another decision.
    ``tijdstip`` is ISO 8601 in UTC; ``wijziging`` holds (key, new value) pairs, sorted by key.
    """

    id: str
    over: str
    handeling: Handeling
    beoordelaar: str
    tijdstip: str
    reden: str = ""
    toelichting: str = ""
    wijziging: tuple[tuple[str, str], ...] = ()
    anker: Anker | None = None

    def waarde(self, key: str) -> str:
        """The new value under ``key``, '' when the decision leaves it alone."""
        return dict(self.wijziging).get(key, "")


def besluit(
    over: str,
    handeling: Handeling,
    beoordelaar: str,
    tijdstip: str,
    *,
    reden: str = "",
    toelichting: str = "",
    wijziging: Mapping[str, str] | None = None,
    anker: Anker | None = None,
) -> Besluit:
    """A decision with the id that follows from its content."""
    pairs = tuple(sorted((wijziging or {}).items()))
    return with_id(Besluit("", over, handeling, beoordelaar, tijdstip, reden, toelichting, pairs, anker))


def with_id(made: Besluit) -> Besluit:
    """The same decision under the id that its content asks for."""
    parts = (made.over, made.handeling, made.beoordelaar, made.tijdstip, made.reden, made.toelichting)
    return replace(made, id=digest("besluit", *parts, json.dumps(made.wijziging, ensure_ascii=False), anchor_text(made.anker)))


def anchor_text(anker: Anker | None) -> str:
    """An anchor as one line of JSON, '' for none; the same anchor gives the same text."""
    return "" if anker is None else json.dumps(anchor_fields(anker), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def anchor_fields(anker: Anker) -> dict[str, object]:
    """An anchor as plain values, ready for JSON; without what is not known, so that a field that comes later changes no id."""
    plain: dict[str, object] = {f.name: value for f in fields(anker) if (value := getattr(anker, f.name)) != f.default}
    return plain | {"stukken": [asdict(piece) for piece in anker.stukken]}


@lru_cache(maxsize=16384)
def anchor_read(text: str) -> Anker:
    """The anchor that ``anchor_text`` wrote; the same text is read once.

    Raises:
        TypeError, ValueError: it is no anchor.
    """
    parsed = json.loads(text)
    if not isinstance(parsed, dict):
        raise TypeError(text)
    return anchor_from(parsed)


def anchor_from(plain: Mapping[str, object]) -> Anker:
    """The anchor that ``anchor_fields`` gave.

    Raises:
        TypeError, ValueError: a field is missing, unknown or of another type.
    """
    pieces = plain.get("stukken", [])
    if not isinstance(pieces, list):
        raise TypeError("stukken")
    made = Anker(**{**plain, "stukken": tuple(Stuk(**piece) for piece in pieces)})  # type: ignore[arg-type]  # checked below
    _check_types(made)
    for piece in made.stukken:
        _check_types(piece)
    return made


def _check_types(record: Anker | Stuk) -> None:
    for name, kind in record.__annotations__.items():
        value = getattr(record, name)
        if (kind == "str" and not isinstance(value, str)) or (kind == "int" and type(value) is not int):
            raise TypeError(name)
        if kind == "bool" and not isinstance(value, bool):
            raise TypeError(name)
        if kind == "float" and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise TypeError(name)
