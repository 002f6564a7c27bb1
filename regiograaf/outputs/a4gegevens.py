"""The words on the A4: every line ready to print, cut to the room there is, with what was left out said in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from queries.a4soorten import load_a4soorten
from queries.records import Finding
from queries.samenvatting import belangrijkste
from queries.samenvatting_records import Blok, Doelgroep, Effect, Knelpunt, Oorzaak, Samenvatting, Verband, Vindplaats
from queries.wording import written_date
from regiograaf.outputs.a4beeld import picture
from regiograaf.outputs.a4bevindingen import finding_line
from regiograaf.outputs.a4plaats import more, places
from regiograaf.outputs.a4ruimte import Ruimte, shared
from regiograaf.outputs.tekst import aantal, kort, toonbaar

Line = TypeVar("Line")

#: A page as plain JSON values: all templates read the same one.
Pagina = dict[str, object]

_INVLOED = {"beïnvloedbaar": "Beïnvloedbaar", "niet beïnvloedbaar": "Niet beïnvloedbaar", "onbepaald": "Invloed onbepaald"}


def page(s: Samenvatting, findings: Iterable[Finding], room: Ruimte) -> Pagina:
    """All text of the page; lists hold dicts of strings, '' where there is nothing to say.

    Args:
        s: The facts of the region or document.
        findings: All findings; those that matter most for ``s`` are shown.
        room: How much of each may be on the page.
    """
    kind = load_a4soorten()[s.soort]
    shown = _cut(s, room)
    numbers = {line.label: f"K{number}" for number, line in enumerate(shown.knelpunten.regels, 1)}
    return {
        "titel": kort(s.naam, room.naam),
        "soort": kind.titel,
        "ondertitel": kind.ondertitel,
        "documenttitel": f"{kort(s.naam, room.naam)}: knelpunten, oorzaken, effecten en samenwerking op één A4",
        "stand": _stand(s),
        "datum": f"Graaf van {written_date(s.datum)}" if s.datum else "",
        "gemeenten": _names(s.gemeenten, room.gemeenten),
        "bronnen": [_source(bron.code, bron.soort, bron.jaar, bron.titel, room) for bron in s.bronnen[: room.bronnen]],
        "meer_bronnen": more(len(s.bronnen) - room.bronnen),
        "met_schakels": bool(kind.schakels),
        "knelpunten": [_knelpunt(line, numbers[line.label], room) for line in shown.knelpunten.regels],
        "meer_knelpunten": more(shown.knelpunten.weggelaten),
        "beeld": picture(s.pijlen, _columns(shown, numbers), numbers, room.pijlen),
        "oorzaken": [
            _group_of(_INVLOED[group], block, [_oorzaak(line, numbers, room) for line in block.regels])
            for group, block in shown.oorzaken.items()
            if block.regels or group != "onbepaald"
        ],
        "effecten": [
            _group_of(_dimension(name), block, [_effect(line, numbers, room) for line in block.regels])
            for name, block in shown.effecten.items()
            if block.regels
        ],
        "meer_oorzaken": more(sum(block.weggelaten for block in shown.oorzaken.values())),
        "meer_effecten": more(sum(block.weggelaten for block in shown.effecten.values())),
        "effecten_niet_genoemd": ", ".join(name for name, block in s.effecten.items() if not block.regels and name != "onbepaald"),
        "verbanden": [_verband(line, numbers, room) for line in shown.verbanden.regels],
        "meer_verbanden": more(shown.verbanden.weggelaten),
        "lacunes": [{"label": kort(line.label, room.tekens), "bron": places(line.vindplaatsen)} for line in shown.lacunes.regels],
        "meer_lacunes": more(shown.lacunes.weggelaten),
        "bevindingen": [finding_line(finding, s, room.tekens) for finding in belangrijkste(findings, s, room.bevindingen)],
        "weggelaten": _left_out(shown),
        "beweringen": _claims(s),
        "vingerafdruk": s.vingerafdruk[:16],
    }


def _cut(s: Samenvatting, room: Ruimte) -> Samenvatting:
    """The same region, with the lines for which there is room."""
    causes = shared({group: len(block.regels) for group, block in s.oorzaken.items()}, room.oorzaken)
    effects = shared({name: len(block.regels) for name, block in s.effecten.items()}, room.effecten)
    return replace(
        s,
        knelpunten=s.knelpunten.eerste(room.knelpunten),
        oorzaken={group: block.eerste(causes[group]) for group, block in s.oorzaken.items()},
        effecten={name: block.eerste(effects[name]) for name, block in s.effecten.items()},
        verbanden=s.verbanden.eerste(room.verbanden),
        lacunes=s.lacunes.eerste(room.lacunes),
    )


def _columns(shown: Samenvatting, numbers: Iterable[str]) -> dict[str, int]:
    """The column of the picture for every label on the page; a label in two blocks stands where it comes first."""
    placed = [(label, 1) for label in numbers]
    placed += [(line.label, 0) for block in shown.oorzaken.values() for line in block.regels]
    placed += [(line.label, 2) for block in shown.effecten.values() for line in block.regels]
    columns: dict[str, int] = {}
    for label, column in placed:
        columns.setdefault(label, column)
    return columns


def _group_of(kop: str, block: Blok[Line], lines: Sequence[dict[str, str]]) -> dict[str, object]:
    """A group of a block under its heading."""
    return {"kop": kop, "regels": lines, "meer": more(block.weggelaten)}


def _names(names: Sequence[str], room: int) -> str:
    """As many names as fit in ``room`` characters; only how many there are when not one fits."""
    shown: list[str] = []
    for name in names:
        if sum(map(len, shown)) + 2 * len(shown) + len(name) > room:
            break
        shown.append(toonbaar(name))
    if not shown:
        return str(len(names)) if names else ""
    return ", ".join(shown) + more(len(names) - len(shown), " en {} meer")


def _stand(s: Samenvatting) -> str:
    if s.peiljaren is None:
        return "Jaar van de teksten onbekend"
    first, last = s.peiljaren
    return f"Stand van de teksten: {first}" if first == last else f"Stand van de teksten: {first}–{last}"


def _source(code: str, soort: str, jaar: int | None, titel: str, room: Ruimte) -> dict[str, str]:
    return {"code": code, "tekst": f"{kort(titel, room.tekens)} ({kort(soort, 30)}, {jaar or 'jaar onbekend'})"}


def _dimension(name: str) -> str:
    return {"gezondheid": "Gezondheid", "onbepaald": "Niet ingedeeld"}.get(name, f"Zorg: {name}")


def _own(label: str) -> str:
    return f"in de tekst ‘{kort(label, 24)}’" if label else ""


def _group(group: Doelgroep, room: Ruimte) -> str:
    """Who, of what kind (unless the name says so) and how many."""
    aard = "" if group.aard.casefold() in group.tekst.casefold() else kort(group.aard, 30)
    return ", ".join(filter(None, (kort(group.tekst, room.tekens // 2), aard, kort(group.omvang, 30))))


def _knelpunt(line: Knelpunt, nummer: str, room: Ruimte) -> dict[str, str]:
    groups = [_group(group, room) for group in line.doelgroepen[:2]]
    return {
        "nummer": nummer,
        "label": kort(line.label, room.tekens),
        "noot": _own(line.eigen_label),
        "schakel": ", ".join(line.schakels[:2]) + more(len(line.schakels) - 2, " en {} meer"),
        "doelgroep": "; ".join(groups) + more(len(line.doelgroepen) - 2, " en {} meer"),
        "keer": f"{line.aantal}×",
        "bron": places(line.vindplaatsen),
    }


def _numbered(labels: Sequence[str], numbers: dict[str, str]) -> str:
    """The numbers of those labels that stand on the page: 'K1, K3'."""
    return ", ".join(sorted({numbers[label] for label in labels if label in numbers}))


def _oorzaak(line: Oorzaak, numbers: dict[str, str], room: Ruimte) -> dict[str, str]:
    judged = ", ".join(filter(None, (line.niveau, f"volgens de {line.bron}" if line.bron else "")))
    targets = _numbered(line.knelpunten, numbers)
    return {
        "label": kort(line.label, room.tekens),
        "knelpunten": targets,
        "oordeel": judged,
        "eigen": _own(line.eigen_label),
        "plaats": places(line.vindplaatsen),
        "bron": _noted((f"leidt tot {targets}" if targets else "", judged, _own(line.eigen_label)), line.vindplaatsen),
    }


def _effect(line: Effect, numbers: dict[str, str], room: Ruimte) -> dict[str, str]:
    origins = _numbered(line.knelpunten, numbers)
    return {
        "label": kort(line.label, room.tekens),
        "knelpunten": origins,
        "eigen": _own(line.eigen_label),
        "plaats": places(line.vindplaatsen),
        "bron": _noted((f"volgt uit {origins}" if origins else "", _own(line.eigen_label)), line.vindplaatsen),
    }


def _noted(notes: Iterable[str], vindplaatsen: Sequence[Vindplaats]) -> str:
    """'leidt tot K1, landelijk; B p. 3'."""
    return "; ".join(filter(None, (", ".join(filter(None, notes)), places(vindplaatsen))))


def _verband(line: Verband, numbers: dict[str, str], room: Ruimte) -> dict[str, str]:
    """What it works on by number; a knelpunt that does not stand on the page is named when there is no other."""
    on_page = _numbered(line.knelpunten, numbers)
    others = [label for label in line.knelpunten if label not in numbers]
    named = on_page or "".join(f"‘{kort(label, room.tekens // 2)}’" for label in others[:1])
    rest = len(others) - (0 if on_page else 1)
    works_on = named + (f" en {aantal(rest, 'ander knelpunt', 'andere knelpunten')}" if rest > 0 else "")
    return {"label": kort(line.label, room.tekens), "knelpunten": works_on, "bron": places(line.vindplaatsen)}


def _claims(s: Samenvatting) -> str:
    """What the page rests on, and how much of it a human saw."""
    count = aantal(s.beweringen, "aanvaarde oorzakelijke bewering", "aanvaarde oorzakelijke beweringen")
    return f"{count} ({s.beoordeeld or 'nog geen'} door een beoordelaar bekeken)" if s.beweringen else count


def _left_out(shown: Samenvatting) -> str:
    """What does not stand on the page, in one sentence."""
    counts = (
        (shown.knelpunten.weggelaten, "knelpunt", "knelpunten"),
        (sum(block.weggelaten for block in shown.oorzaken.values()), "oorzaak", "oorzaken"),
        (sum(block.weggelaten for block in shown.effecten.values()), "effect", "effecten"),
        (shown.verbanden.weggelaten, "samenwerkingsverband", "samenwerkingsverbanden"),
        (shown.lacunes.weggelaten, "lacune", "lacunes"),
    )
    words = [aantal(count, one, many) for count, one, many in counts if count]
    return f"Niet op deze bladzijde: {', '.join(words)}." if words else "Alles wat gevonden is, staat op deze bladzijde."
