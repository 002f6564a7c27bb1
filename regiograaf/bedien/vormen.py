"""Which form an answer gets: what the asker accepts (RFC 9110, 12.5.1) against what there is (vormen.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Soort = Literal["tabel", "graaf"]


@dataclass(frozen=True, slots=True)
class Vorm:
    """One form of an answer; the fields are described in vormen.toml."""

    media: str
    format: tuple[str, ...]
    ook: tuple[str, ...]
    iri: str
    naam: str

    @property
    def content_type(self) -> str:
        """The value of Content-Type."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


#: The page for people; only for what is no answer to a query.
HTML = Vorm("text/html", ("html",), ("application/xhtml+xml",), "", "HTML")


@dataclass(frozen=True, slots=True)
class _Wens:
    """One part of an Accept header; ``precies`` is 0 for */*, 1 for text/*, 2 for a type."""

    media: str
    gewicht: float
    precies: int


@cache
def vormen(soort: Soort) -> tuple[Vorm, ...]:
    """The forms of a table (SELECT, ASK) or a graph (CONSTRUCT, DESCRIBE); the first goes to who has no wish."""
    read = tomllib.loads((files("regiograaf.bedien") / "vormen.toml").read_text(encoding="utf-8"))
    return tuple(Vorm(one["media"], tuple(one["format"]), tuple(one["ook"]), one["iri"], one["naam"]) for one in read[soort])


def kies(accept: str, offered: Iterable[Vorm], asked: str = "") -> Vorm | None:
    """The form that fits best; None when none does.

    Args:
        accept: the Accept header; '' for no wish.
        offered: what there is, the usual one first.
        asked: a name for &format=; it goes before the header, and a name nobody knows is no wish.
    """
    forms = list(offered)
    named = next((form for form in forms if asked.lower() in (*form.format, form.media)), None)
    if named is not None:
        return named
    wishes = _wensen(accept)
    best = max(forms, key=lambda form: _past(wishes, form))
    return best if _past(wishes, best)[0] > 0 else None


def _past(wishes: list[_Wens], form: Vorm) -> tuple[float, int, int]:
    """How well a form fits: the weight of the most precise wish for it, how precise that is, and how early it stands."""
    broad = (form.media.partition("/")[0] + "/*", "*/*")
    fits = [(wish.precies, -place, wish.gewicht) for place, wish in enumerate(wishes) if wish.media in (form.media, *form.ook, *broad)]
    if not fits:
        return (0.0, 0, 0)
    precise, place, weight = max(fits)
    return (weight, precise, place)


def _wensen(accept: str) -> list[_Wens]:
    found = []
    for part in (accept.strip() or "*/*").split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media:
            found.append(_Wens(media, _gewicht(parameters), (media != "*/*") + (not media.endswith("/*"))))
    return found


def _gewicht(parameters: Iterable[str]) -> float:
    given = next((value for name, _, value in (one.partition("=") for one in parameters) if name.strip() == "q"), "1")
    try:
        return min(max(float(given), 0.0), 1.0)
    except ValueError:  # a weight that cannot be read is no wish
        return 0.0
