"""What a conflict rule hands out, before it is known whether a 'not a conflict when' clause clears it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from ontology.planfeiten import Planfeit
from queries.planfeiten import Feit, Overlap, Planfeiten
from queries.records import Ernst, Proof

Uitkomst = Literal["gaat_niet_op", "geen_conflict", "signaal"]


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """One clause of geen_conflict_als as it was tested on a pair: its id in regels.toml, the outcome and why.

    ``uitkomst`` geen_conflict clears the pair, signaal makes it a signal, gaat_niet_op leaves it a conflict.
    """

    clausule: str
    uitkomst: Uitkomst
    toelichting: str
    bewijs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Treffer:
    """A pair of facts that a rule calls a conflict unless one of ``voorwaarden`` says otherwise.

    ``a`` is the fact that acts, ``b`` what it clashes with (more than one fact of one document, or none: ``b`` empty
    when the clash is that something is missing). ``uitleg`` is whole Dutch sentences. ``soort`` may be witte_vlek.
    """

    onderwerp: str
    a: Feit[Planfeit]
    b: tuple[Feit[Planfeit], ...]
    uitleg: str
    overlap: Overlap | None = None
    voorwaarden: tuple[Voorwaarde, ...] = ()
    extra_bewijs: tuple[Proof, ...] = ()
    soort: Literal["planconflict", "signaal", "witte_vlek"] = "planconflict"
    te_bevestigen: bool = False
    ernst: Ernst | None = None
    velden: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflictregel:
    """One rule: its id (C01..C18) and the function that finds the pairs; its words are in regels.toml."""

    id: str
    vind: Callable[[Planfeiten], Iterator[Treffer]]
