"""A measurement to read: tables for the screen, and the list of mistakes as Markdown or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from rich import box
from rich.markup import escape
from rich.table import Table

from extract.evaluation.bootstrap import Interval
from extract.evaluation.breakdown import Mistake, Per, breakdown
from extract.evaluation.figures import ALL, EXACT, HEDGED, KIND_RIGHT, MENTIONS, NEGATED, REVIEWED, SIGN_RIGHT, Best, Evaluation
from extract.evaluation.report import Measured
from extract.evaluation.rows import KINDS, Relation
from regiograaf.outputs.exporteer import veilig

#: How many lines of a breakdown fit on the screen; JSON has all.
MOST_LINES = 25
_VARIANTS = {"relaties": "", "letterlijk gelijk": f"_{EXACT}", "met ter beoordeling": f"_{REVIEWED}"}
_MISTAKES = {
    "gemist": "Gemist",
    "onterecht": "Gevonden, maar niet geannoteerd",
    "soort": "Andere soort (oorzakelijk of beoogd)",
    "teken": "Ander teken",
}
_ORDER = "Vooraan staat wat het vaakst misgaat: zelfde soort fout, zelfde signaalwoord of constructie."
_COLUMNS = ("fout", "bron", "aantal", "passage", "signaalwoord", "constructie", "geloof", "geannoteerd", "gevonden", "ter beoordeling")


def figures_table(measured: Measured) -> Table:
    """Precision, recall and F1 of relations, their properties and mentions, with margins."""
    table = _table("", "aantallen", "P", "R", "F1")
    for label, suffix in _VARIANTS.items():
        table.add_row(f"[bold]{label}[/bold]")
        for kind in (ALL, *KINDS):
            _add_figure(table, measured, kind + suffix, kind)
        table.add_section()
    table.add_row("[bold]bij de juiste relaties[/bold]")
    for name, label in ((KIND_RIGHT, "zelfde soort"), (SIGN_RIGHT, "zelfde teken")):
        counts, margins = measured.figure(name)
        table.add_row(f"  {label}", f"{counts.right}/{counts.found}", _share(counts.precision, margins.precision), "", "")
    for name, label in ((HEDGED, "mogelijk"), (NEGATED, "ontkend")):
        _add_figure(table, measured, name, label)
    table.add_section()
    table.add_row("[bold]vermeldingen[/bold]")
    for kind in MENTIONS:
        _add_figure(table, measured, kind, kind)
    return table


def _add_figure(table: Table, measured: Measured, name: str, label: str) -> None:
    counts, margins = measured.figure(name)
    shares = (_share(counts.precision, margins.precision), _share(counts.recall, margins.recall), _share(counts.f1, margins.f1))
    table.add_row(f"  {label}", f"{counts.right}/{counts.found}/{counts.gold}", *shares)


def breakdown_table(evaluation: Evaluation, per: Per) -> tuple[Table, int]:
    """The largest groups of one breakdown, and how many groups were left out."""
    groups = breakdown(evaluation, per)
    # Annotation has cues and documents, but no constructions or routes.
    known = per in ("document", "signaalwoord")
    table = _table(per, "gevonden", "goed", "P", *(("geannoteerd", "teruggevonden", "R") if known else ()))
    for group in groups[:MOST_LINES]:
        of_annotated = (str(group.gold), str(group.recalled), _share(group.recall)) if known else ()
        table.add_row(escape(group.name), str(group.found), str(group.right), _share(group.precision), *of_annotated)
    return table, max(0, len(groups) - MOST_LINES)


def _table(first: str, *numbers: str) -> Table:
    table = Table(box=box.SIMPLE)
    table.add_column(first, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def best_line(kind: str, best: Best | None) -> str:
    """One sentence about the best single threshold."""
    if best is None:
        return f"{kind}: geen beste drempel te bepalen (er is niets gevonden met een geloof erbij)."
    c = best.counts
    return f"{kind}: {threshold_name(best.threshold)} (P {_share(c.precision)}, R {_share(c.recall)}, F1 {_share(c.f1)})"


def threshold_name(threshold: float | None) -> str:
    """A threshold as a reader writes it."""
    return "zoals in het bestand" if threshold is None else f"{threshold:g}".replace(".", ",")


def _share(value: float | None, interval: Interval | None = None) -> str:
    if value is None:
        return "–"
    return _dutch(value) + (f" ({_dutch(interval[0])}–{_dutch(interval[1])})" if interval else "")


def _dutch(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def write_mistakes(path: Path, found: Sequence[Mistake]) -> None:
    """Write the mistakes, the most frequent first; the ending of the name (.csv, else Markdown) is the format."""
    text = _as_csv(found) if path.suffix.lower() == ".csv" else _as_markdown(found)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _as_csv(found: Iterable[Mistake]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for m in found:
        shown = m.found or m.near
        belief = "" if shown is None or shown.belief is None else f"{shown.belief:g}"
        cue = (m.gold or m.found or Relation("", "")).cue
        cells = [m.kind, m.source, str(m.cost), m.passage, _flat(cue), shown.rule if shown else "", belief]
        writer.writerow([veilig(cell) for cell in (*cells, _words(m.gold), _words(m.found), _words(m.near))])
    return out.getvalue()


def _as_markdown(found: Sequence[Mistake]) -> str:
    lines = [
        "# Verschillen met de annotatie",
        "",
        _ORDER,
        "",
    ]
    for (_, kind, source), group in groupby(found, key=lambda m: (m.cost, m.kind, m.source)):
        same = list(group)
        lines += [f"## {_MISTAKES[kind]}: {_markdown(source)} ({len(same)}×)", ""]
        for m in same:
            lines.append(f"- **{_markdown(m.passage)}**")
            sides = (("geannoteerd", m.gold), ("gevonden", m.found), ("lag ter beoordeling", m.near))
            lines += [f"  - {label}: {_markdown(_words(r) + _origin(r))}" for label, r in sides if r is not None]
        lines.append("")
    return "\n".join(lines)


def _words(relation: Relation | None) -> str:
    """Cause and effect with what else was said about them, on one line."""
    if relation is None:
        return ""
    extra = [name for name, given in (("mogelijk", relation.hedged), ("ontkend", relation.negated)) if given]
    marks = ", ".join(m for m in (relation.kind, f"teken {relation.polarity}", *extra) if m)
    return f"{_flat(relation.cause)} → {_flat(relation.effect)} ({marks})"


def _origin(relation: Relation) -> str:
    parts = [
        f"signaalwoord '{_flat(relation.cue)}'" if relation.cue else "",
        f"constructie {relation.rule}" if relation.rule else "",
        f"geloof {_dutch(relation.belief)}" if relation.belief is not None else "",
    ]
    known = ", ".join(p for p in parts if p)
    return f"; {known}" if known else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _markdown(text: str) -> str:
    """The text with what Markdown would read as markup made harmless."""
    return "".join(f"\\{c}" if c in "\\`*_<>[]#|" else c for c in text)
