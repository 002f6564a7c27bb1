"""What of the causal map is shown: one frozen record, and the same record as the query string of a link.

The order in which it is applied is fixed (``queries.kaartbeeld``): first the claims are chosen, then a trail or path is
followed, and only then is folded what does not fit. Folding first would invent paths.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from queries.errors import BadWeergaveError

SOORTEN: Final = ("oorzakelijk", "beoogd", "verband")
#: The columns of the map from left to right; a concept without a role stands in the last.
KOLOMMEN: Final = ("maatregel", "oorzaak", "knelpunt", "effect", "onbepaald")
MINSTE_KNOPEN, MEESTE_KNOPEN = 6, 500
MEESTE_STAPPEN = 20

#: What a field may hold, for the fields that offer a choice.
KEUZES: Final = {
    "soorten": SOORTEN,
    "beoordeeld": ("alles", "beoordeeld", "onbeoordeeld"),
    "invloed": ("", "ja", "nee", "onbepaald"),
    "richting": ("beide", "stroomop", "stroomaf"),
    "open_gevouwen": KOLOMMEN,
}
#: The name of a field in a link, where it differs.
SLEUTELS: Final = {"soorten": "soort", "begrip": "spoor"}


@dataclass(frozen=True, slots=True)
class Weergave:
    """One view of the map; '' and the other defaults ask nothing.

    Attributes:
        regio: name of the region.
        document: file name or id.
        soorten: kinds of claim, in the order of ``SOORTEN``.
        ook_ter_beoordeling: also what waits for review.
        beoordeeld: only what a human did, or did not, judge.
        geloof: least belief in a claim, 0 to 1.
        doelgroep: label of a doelgroep, or its words in a text (``queries.kaartkeuzes``).
        sector: label of a sector.
        invloed: whether the region can influence the cause of an arrow.
        begrip: label or IRI of the concept whose trail is followed, in ``richting`` and for ``stappen`` arrows (0: no end).
        van: label or IRI of where paths begin.
        naar: label or IRI of where they end.
        kring: id of the finding that is a circle.
        open_gevouwen: columns that get room before the others.
        max_knopen: at most this many boxes on the map, folded ones counted.
    """

    regio: str = ""
    document: str = ""
    soorten: tuple[str, ...] = SOORTEN
    ook_ter_beoordeling: bool = False
    beoordeeld: str = "alles"
    geloof: float = 0.0
    doelgroep: str = ""
    sector: str = ""
    invloed: str = ""
    begrip: str = ""
    richting: str = "beide"
    stappen: int = 0
    van: str = ""
    naar: str = ""
    kring: str = ""
    open_gevouwen: tuple[str, ...] = ()
    max_knopen: int = 50

    def __post_init__(self) -> None:
        """Refuse what no map can show.

        Raises:
            BadWeergaveError: a value is not one of ``KEUZES`` or out of bounds.
        """
        if not self.soorten:
            raise BadWeergaveError(_key("soorten"), "", f"Kies uit: {', '.join(SOORTEN)}.")
        for name, known in KEUZES.items():
            value = getattr(self, name)
            for one in value if isinstance(value, tuple) else (value,):
                if one not in known:
                    raise BadWeergaveError(_key(name), str(one), f"Kies uit: {', '.join(word for word in known if word)}.")
        for name, least, most in (("geloof", 0, 1), ("stappen", 0, MEESTE_STAPPEN), ("max_knopen", MINSTE_KNOPEN, MEESTE_KNOPEN)):
            if not least <= getattr(self, name) <= most:
                raise BadWeergaveError(_key(name), str(getattr(self, name)), f"Geef een getal van {least} tot en met {most}.")


def naar_vraag(weergave: Weergave) -> str:
    """The view as a query string, without what it does not ask; '' for the whole map."""
    pairs: list[tuple[str, str]] = []
    for one in fields(Weergave):
        value = getattr(weergave, one.name)
        if value != one.default:
            pairs += [(_key(one.name), _text(part)) for part in (value if isinstance(value, tuple) else (value,))]
    return urlencode(pairs)


def uit_vraag(vraag: str) -> Weergave:
    """The view a query string asks for; an empty value asks nothing, as in a form that is sent half filled in.

    Raises:
        BadWeergaveError: a name is not known, or a value does not fit.
    """
    return uit_paren(parse_qsl(vraag.lstrip("?")))


def uit_paren(paren: Iterable[tuple[str, str]]) -> Weergave:
    """The view that pairs of key and value ask for, see ``uit_vraag``."""
    names = {_key(one.name): one for one in fields(Weergave)}
    asked: dict[str, list[str]] = {}
    for key, value in paren:
        if key not in names:
            raise BadWeergaveError(key, value, f"Bekend zijn: {', '.join(names)}.")
        if value.strip():
            asked.setdefault(key, []).append(value.strip())
    values: dict[str, Any] = {names[key].name: _value(key, names[key].default, said) for key, said in asked.items()}
    return Weergave(**values)


def _key(name: str) -> str:
    return SLEUTELS.get(name, name)


def _text(value: object) -> str:
    return "ja" if value is True else str(value)


def _value(key: str, default: object, values: list[str]) -> object:
    """The values of one key in the type of its field; of a field with one value the last counts."""
    last = values[-1]
    if isinstance(default, tuple):
        known = SOORTEN if key == "soort" else KOLOMMEN
        return tuple(sorted(set(values), key=lambda one: (known.index(one) if one in known else len(known), one)))
    if isinstance(default, bool):
        if last not in ("ja", "nee"):
            raise BadWeergaveError(key, last, "Kies uit: ja, nee.")
        return last == "ja"
    if isinstance(default, int | float):
        try:
            return type(default)(last.replace(",", "."))
        except ValueError:
            raise BadWeergaveError(key, last, "Geef een getal.") from None
    return last


def titel_van(weergave: Weergave) -> str:
    """What the map of a view is called."""
    return f"Oorzakenkaart {weergave.regio or weergave.document or 'alle regio’s'}"
