"""What the small causal picture of the A4 shows: a handful of arrows between lines of the page, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from queries.samenvatting_records import Pijl
from regiograaf.outputs.a4plaats import places
from regiograaf.outputs.a4tekening import VAK, VAKHOOGTE, Lijn, Vak, teken
from regiograaf.outputs.lettermaat import vouw
from regiograaf.outputs.tekst import kort, toonbaar

#: Boxes per column at most: more does not fit beside the sentences.
MAX_VAKKEN = 4
#: Letters in a box, in points, and the room beside them, in mm.
LETTER, _PADDING = 7.6, 1.4
_LEADING = 3.05
#: Beside the picture stand its sentences: characters on a line, those before the quote, and mm from line to line.
_SENTENCE_LINE, _SENTENCE_START, _SENTENCE_LEADING = 44, 16, 3.6
_KINDS = ("oorzaak", "knelpunt", "effect")


def picture(arrows: Sequence[Pijl], columns: Mapping[str, int], numbers: Mapping[str, str], maximum: int) -> dict[str, object] | None:
    """The picture as plain JSON values, measures in mm; None when no arrow runs between lines of the page.

    Args:
        arrows: All arrows, the strongest first.
        columns: Column (0 oorzaak, 1 knelpunt, 2 effect) of every label that stands on the page.
        numbers: K-number by label of a knelpunt.
        maximum: How many arrows at most.
    """
    chosen = list(_chosen(arrows, columns, maximum))
    if not chosen:
        return None
    used = {label for arrow in chosen for label in (arrow.van, arrow.naar)}
    drawn = teken({label: column for label, column in columns.items() if label in used}, [(arrow.van, arrow.naar) for arrow in chosen])
    tekens = _SENTENCE_LINE * max(2, int(drawn.hoogte / _SENTENCE_LEADING / len(chosen))) - _SENTENCE_START
    return {
        "breedte": _mm(drawn.breedte),
        "hoogte": _mm(drawn.hoogte),
        "vak": VAK,
        "vakhoogte": VAKHOOGTE,
        "letter": LETTER,
        "vakken": [_box(box, numbers) for box in drawn.vakken],
        "pijlen": [_line(number, line, arrow) for number, (line, arrow) in enumerate(zip(drawn.lijnen, chosen, strict=True), 1)],
        "uitleg": [_sentence(number, arrow, tekens) for number, arrow in enumerate(chosen, 1)],
        "alt": _in_words(chosen, numbers),
        "sleutel": _key(chosen),
    }


def _chosen(arrows: Sequence[Pijl], columns: Mapping[str, int], maximum: int) -> Iterator[Pijl]:
    """The strongest whose ends stand on the page, as long as no column gets too full."""
    boxes: list[set[str]] = [set(), set(), set()]
    passages = count = 0
    for arrow in arrows:
        if count == maximum:
            return
        if arrow.van not in columns or arrow.naar not in columns:
            continue
        first, last = columns[arrow.van], columns[arrow.naar]
        tried = [set(column) for column in boxes]
        tried[first].add(arrow.van)
        tried[last].add(arrow.naar)
        crossing = passages + (abs(first - last) == 2)
        if max(map(len, tried)) <= MAX_VAKKEN and len(tried[1]) + crossing / 2 <= MAX_VAKKEN:
            boxes, passages, count = tried, crossing, count + 1
            yield arrow


def _box(box: Vak, numbers: Mapping[str, str]) -> dict[str, object]:
    number = numbers.get(box.naam, "")
    label = f"{number} {toonbaar(box.naam)}".strip()
    lines = vouw(label, VAK - 2 * _PADDING, LETTER, 2)
    top = box.y + VAKHOOGTE / 2 - _LEADING * (len(lines) - 1) / 2
    return {
        "x": _mm(box.x),
        "y": _mm(box.y),
        "soort": _KINDS[box.kolom],
        "regels": [{"tekst": line, "x": _mm(box.x + VAK / 2), "y": _mm(top + _LEADING * at)} for at, line in enumerate(lines)],
    }


def _line(number: int, line: Lijn, arrow: Pijl) -> dict[str, object]:
    return {
        "nummer": f"{number}−" if arrow.teken == "-" else str(number),
        "bogen": [[[_mm(x), _mm(y)] for x, y in curve] for curve in line.bogen],
        "kop": [[_mm(x), _mm(y)] for x, y in line.kop],
        "midden": [_mm(line.nummer[0]), _mm(line.nummer[1])],
        "zeker": arrow.zekerheid == "vastgesteld",
    }


def _sentence(number: int, arrow: Pijl, tekens: int) -> dict[str, str]:
    return {
        "nummer": str(number),
        "noot": "" if arrow.zekerheid in ("vastgesteld", "") else arrow.zekerheid,
        "bron": places(arrow.vindplaatsen),
        "citaat": kort(arrow.citaat, tekens),
    }


def _in_words(arrows: Sequence[Pijl], numbers: Mapping[str, str]) -> str:
    """The picture for who cannot see it."""
    lines = []
    for number, arrow in enumerate(arrows, 1):
        ends = [f"{numbers[end]} {toonbaar(end)}" if end in numbers else toonbaar(end) for end in (arrow.van, arrow.naar)]
        verb = {"+": "leidt tot", "-": "vermindert"}.get(arrow.teken, "heeft invloed op")
        sure = "" if arrow.zekerheid in ("vastgesteld", "") else f" ({arrow.zekerheid})"
        lines.append(f"{number}: {kort(ends[0], 70)} {verb} {kort(ends[1], 70)}{sure}")
    return f"Oorzaken links, knelpunten in het midden, effecten rechts. {'; '.join(lines)}."


def _key(arrows: Sequence[Pijl]) -> str:
    """What the signs mean, as far as they are in the picture."""
    parts = []
    if any(arrow.zekerheid != "vastgesteld" for arrow in arrows):
        parts.append("gestippeld: de tekst verwacht het of noemt het mogelijk")
    if any(arrow.teken == "-" for arrow in arrows):
        parts.append("−: vermindert")
    return "; ".join(parts)


def _mm(value: float) -> float:
    return round(value, 2)
