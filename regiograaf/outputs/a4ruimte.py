"""How much may stand on the A4: from a roomy page to one so tight that any region fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Ruimte:
    """How many lines each block may have, and how many characters a text.

    ``oorzaken`` and ``effecten`` are shared by the groups of their block (see ``shared``); ``pijlen`` counts the arrows of
    the picture; ``naam`` and ``gemeenten`` are the characters of the title and of the list of municipalities, ``tekens``
    those of any other long text.
    """

    knelpunten: int = 7
    oorzaken: int = 12
    effecten: int = 12
    verbanden: int = 8
    lacunes: int = 3
    bevindingen: int = 3
    bronnen: int = 8
    pijlen: int = 8
    tekens: int = 100
    gemeenten: int = 180
    naam: int = 60


#: From roomy to tight, one change at a time. Knelpunten go last: they are what the page is about.
_STAPPEN: tuple[tuple[str, int], ...] = (
    *(("oorzaken", 11), ("effecten", 11), ("oorzaken", 10), ("effecten", 10), ("verbanden", 7), ("oorzaken", 9), ("effecten", 9)),
    *(("verbanden", 6), ("tekens", 90), ("oorzaken", 8), ("effecten", 8), ("pijlen", 7), ("lacunes", 2), ("bronnen", 6)),
    *(("oorzaken", 7), ("effecten", 7), ("tekens", 80), ("oorzaken", 6), ("verbanden", 5), ("effecten", 6), ("verbanden", 4)),
    *(("pijlen", 6), ("oorzaken", 5), ("effecten", 5), ("tekens", 70), ("bronnen", 4), ("lacunes", 1), ("gemeenten", 120)),
    *(("oorzaken", 4), ("effecten", 4), ("tekens", 55), ("pijlen", 5), ("verbanden", 3), ("knelpunten", 6), ("oorzaken", 3)),
    *(("effecten", 3), ("bevindingen", 2), ("tekens", 45), ("naam", 40), ("pijlen", 4), ("verbanden", 2), ("knelpunten", 5)),
    *(("bronnen", 2), ("gemeenten", 60), ("tekens", 35), ("knelpunten", 4), ("pijlen", 2), ("naam", 30), ("verbanden", 1)),
    *(("bevindingen", 1), ("tekens", 22), ("bronnen", 1), ("knelpunten", 3), ("gemeenten", 20), ("naam", 16), ("pijlen", 0)),
    *(("tekens", 14), ("lacunes", 0)),
)
RUIMTES = tuple(accumulate(_STAPPEN, lambda room, step: replace(room, **{step[0]: step[1]}), initial=Ruimte()))


def shared(lengths: Mapping[str, int], total: int) -> dict[str, int]:
    """``total`` lines over groups of these lengths: one each, then another, as long as there are; no group goes without."""
    given = {name: min(1, length) for name, length in lengths.items()}
    while sum(given.values()) < total:
        hungry = [name for name, length in lengths.items() if given[name] < length]
        if not hungry:
            break
        for name in hungry[: total - sum(given.values())]:
            given[name] += 1
    return given
