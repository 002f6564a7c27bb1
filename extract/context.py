"""What stands around a unit: the text that 'dit' can point at, and the list it introduces; and the rules' statements in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.candidates import Context, Raw, Side
from extract.causal import find_causal
from extract.records import Unit

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: How many units behind a lead-in can belong to its list.
LIST = 30


@dataclass(frozen=True, slots=True)
class Statement:
    """What a rule found in a unit; ``units`` are the indices of the units its cause and effect stand in."""

    raw: Raw
    unit: int
    units: tuple[int, int]


def before(units: Sequence[Unit], parsed: Mapping[int, Doc], unit: Unit) -> Unit | None:
    """The unit that 'dit' at the start of this one can point at: the lead-in of its list, else the paragraph before."""
    if unit.lead is not None and unit.lead in parsed and units[unit.lead].kind == "alinea":
        return units[unit.lead]
    for other in reversed(units[: unit.index]):
        if other.section != unit.section or other.kind == "kop":
            return None
        if other.index in parsed:
            return other
    return None


def items(units: Sequence[Unit], parsed: Mapping[int, Doc], unit: Unit) -> list[Unit]:
    """The list items a unit introduces."""
    return [u for u in units[unit.index + 1 : unit.index + LIST] if u.lead == unit.index and u.index in parsed]


def rule_statements(units: Sequence[Unit], parsed: Mapping[int, Doc]) -> Iterator[Statement]:
    """Everything the constructicon says of a document, unit by unit."""
    for unit in units:
        if unit.index in parsed and unit.kind != "kop":
            earlier, listed = before(units, parsed, unit), items(units, parsed, unit)
            context = Context(parsed[earlier.index] if earlier else None, tuple(parsed[i.index] for i in listed))
            for raw in find_causal(parsed[unit.index], context):
                cause, effect = (_home(side, unit, earlier, listed) for side in (raw.cause, raw.effect))
                yield Statement(raw, unit.index, (cause, effect))


def _home(side: Side, unit: Unit, earlier: Unit | None, listed: Sequence[Unit]) -> int:
    """The index of the unit a side stands in; a side counts units from the one with the cue."""
    if side.unit == 0 or (side.unit == -1 and earlier is None):
        return unit.index
    return earlier.index if side.unit == -1 and earlier else listed[side.unit - 1].index
