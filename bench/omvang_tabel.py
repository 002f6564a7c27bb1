"""The outcome of bench/omvang.py as Markdown tables for docs/prestaties.md, with the machine they were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from bench.naast import Antwoord
    from bench.omvang import Bouw, Uitkomst

#: The packages whose version matters here.
PAKKETTEN = ("spacy", "pyoxigraph", "rdflib", "networkx", "lightgbm")
#: Columns of the table of builds.
BOUW = (
    *("bouw", "bladzijden", "leesprocessen", "klok", "CPU", "bladzijden per seconde", "CPU per bladzijde, zonder start"),
    *("piek alle processen", "piek schrijver", "quads per bladzijde", "schijf per bladzijde"),
)


def toon(found: Uitkomst, groot: Sequence[Bouw] = ()) -> str:
    """All tables."""
    builds = [found.start, *found.maten, *found.twee, *groot]
    return "\n\n".join(
        (
            machine(),
            _table(BOUW, (_build(found, one) for one in builds)),
            _table(("verhouding", "waarde"), _ratios(found)),
            _table(("vraag", "deze graaf (s)", "rdflib in geheugen (s)", "rdflib / deze", "antwoorden"), map(_answer, found.vragen)),
            _table(("kringen in", "deze zoeker (s)", "networkx (s)", "networkx / deze", "gevonden"), map(_answer, found.kringen)),
        )
    )


def machine() -> str:
    """The machine and the versions, in one line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PAKKETTEN)
    return f"{platform.system()} {platform.machine()}, {cores} rekenkernen, {memory:.0f} GB; Python {platform.python_version()}, {packages}"


def _build(found: Uitkomst, one: Bouw) -> tuple[str, ...]:
    used = one.verbruik
    own = "–" if one is found.start else f"{_dutch(found.per_bladzijde(one), 3)} s"
    speed = (f"{_dutch(used.klok)} s", f"{_dutch(used.cpu)} s", _dutch(one.bladzijden / used.klok), own)
    size = (f"{one.quads / one.bladzijden:.0f}", f"{one.bytes / one.bladzijden / 1024:.0f} kB")
    return (one.naam, _whole(one.bladzijden), str(one.werkers), *speed, f"{used.piek} MB", f"{used.eerste} MB", *size)


def _ratios(found: Uitkomst) -> Iterable[tuple[str, ...]]:
    parsed, largest = found.ontleding, found.maten[-1]
    yield "bladzijden per CPU-seconde, ontleding alleen", _dutch(1 / parsed.ontleding)
    yield "bladzijden per CPU-seconde, hele lezing", _dutch(1 / parsed.lezen)
    yield "hele lezing / ontleding, CPU per bladzijde", _dutch(parsed.lezen / parsed.ontleding, 2)
    yield "hele bouw / ontleding, CPU per bladzijde zonder start", _dutch(found.per_bladzijde(largest) / parsed.ontleding, 2)
    for growth, small, large in zip(found.groei, found.maten, found.maten[1:], strict=False):
        yield f"CPU per bladzijde, {large.naam} / {small.naam}", _dutch(growth, 2)
    for two in found.twee:
        yield f"{two.naam}, 1 leesproces / 2 leesprocessen, klok", _dutch(largest.verbruik.klok / two.verbruik.klok, 2)
    yield f"{found.erbij.naam} / {found.alleen.naam}, CPU", _dutch(found.erbij.verbruik.cpu / found.alleen.verbruik.cpu, 2)
    yield f"{found.erbij.naam} / {found.alleen.naam}, klok", _dutch(found.erbij.verbruik.klok / found.alleen.verbruik.klok, 2)


def _answer(one: Antwoord) -> tuple[str, ...]:
    ratio = "–" if one.onze is None or one.andere is None else _dutch(one.andere / max(one.onze, 1e-4))
    numbers = sorted({str(number) for number in one.antwoorden if number is not None})
    return (one.vraag, _seconds(one.onze), _seconds(one.andere), ratio, " en ".join(numbers) or "–")


def _seconds(value: float | None) -> str:
    return "niet klaar" if value is None else _dutch(value, 3)


def _dutch(value: float, decimals: int = 1) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def _whole(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
