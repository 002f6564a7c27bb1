"""The stated aims of a graph as facts that rules compare: what is measured, among whom, from where to where, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extract.indicators import measured
from extract.plans.forms import holds
from extract.plans.people import ages, groups
from ontology.planfeiten import Groepsfeit

_RATE = re.compile(r"\bper (1\.?000|10\.?000|100\.?000)\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_AGE = re.compile(r"\d ?(?:jaar|-?plus|\+)")
#: Most words of the name of a registration.
_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Doel(Groepsfeit):
    """A stated aim (docs/graafmodel.md, Vermelding): values in ``eenheid``, ``verandering`` in percent when only that is said.

    ``sleutels`` are the keys of what is measured (extract.indicators); ``richting`` is omhoog, omlaag or ''.
    """

    indicator: str = ""
    sleutels: frozenset[str] = frozenset()
    populatie: str = ""
    basisgetal: float | None = None
    basisjaar: int | None = None
    streefgetal: float | None = None
    verandering: float | None = None
    doeljaar: int | None = None
    eenheid: str = ""
    richting: str = ""
    definitie: str = ""


def make_aim(fields: Mapping[str, str], text: str, areas: Mapping[str, tuple[str, ...]]) -> Doel:
    """An aim from the fields of its mention.

    Args:
        fields: as ``queries.check_doelen.read_aim_fields`` gives them.
        text: its sentence.
        areas: names of places and parts of the region, lower case, with their gemeenten.
    """
    target = _number(fields.get("streefgetal", ""))
    people = fields.get("populatie", "")
    young, old = ages(people if _AGE.search(people) else text)
    lowered = text.lower()
    nearby = ((place, names) for place, names in areas.items() if place in lowered)  # most are not: cheaper than a pattern for each
    named = {name for place, names in nearby if re.search(rf"(?<!\w){re.escape(place)}(?!\w)", lowered) for name in names}
    direction = fields.get("richting", "") or ("omlaag" if holds("cijfers.toml", "omlaag", text) else "")
    source = fields.get("definitie", "")
    told = text.replace(source, " ") if source and len(source.split()) <= _NAME else text  # a registration names places of its own
    return Doel(
        onderwerp=fields.get("indicator", ""),
        gemeenten=tuple(sorted(named)),
        groepen=groups(text),
        leeftijd_van=young,
        leeftijd_tot=old,
        indicator=fields.get("indicator", ""),
        sleutels=measured(told),
        populatie=fields.get("populatie", ""),
        basisgetal=_number(fields.get("basisgetal", "")),
        basisjaar=_year(fields.get("basisjaar", "")),
        streefgetal=target,
        verandering=_change(fields, direction) if target is None else None,
        doeljaar=_year(fields.get("doeljaar", "")),
        eenheid=_unit(fields.get("eenheid", ""), told),
        richting=direction,
        definitie=fields.get("definitie", ""),
    )


def _number(text: str) -> float | None:
    hit = _NUMBER.search(text)
    return float(hit.group().replace(",", ".")) if hit else None


def _unit(unit: str, text: str) -> str:
    """The unit; a count 'per 10.000' of which the denominator stands elsewhere in the sentence is a rate."""
    hit = _RATE.search(text) if unit in ("", "aantal") else None
    return f"per_{hit[1].replace('.', '')}" if hit else unit


def _year(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _change(fields: Mapping[str, str], direction: str) -> float | None:
    """'8 procent' with direction omlaag is -8; None when the text names no number or no direction."""
    size = _number(fields.get("streefwaarde", ""))
    sign = {"omlaag": -1.0, "omhoog": 1.0}.get(direction)
    return size * sign if size is not None and sign is not None and fields.get("eenheid") in ("procent", "procentpunt") else None
