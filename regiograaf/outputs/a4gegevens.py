"""The words on the A4: every line ready to print, cut to the room there is, with what was left out said in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from queries.records import Finding, Proof
from queries.samenvatting import belangrijkste
from queries.samenvatting_records import Blok, Doelgroep, Effect, Knelpunt, Oorzaak, Samenvatting, Verband, Vindplaats
from regiograaf.outputs.tekst import aantal, kort, toonbaar

Line = TypeVar("Line")

#: A page as plain JSON values: both templates read the same one.
Pagina = dict[str, object]

SOORTEN = {
    "cirkelredenering": "Kring zonder oorzaak van buiten",
    "lus": "Lus",
    "schijnlus": "Lus over meer passages",
    "rolverwarring": "Eén thema in meer rollen",
    "ongekoppeld_knelpunt": "Knelpunt zonder koppeling",
    "planconflict": "Plannen die niet samengaan",
    "witte_vlek": "Gemeente zonder plan",
    "gezondheidsdoel": "Doel dat niet compleet is",
}
_KRINGEN = {
    "cirkelredenering": "De tekst noemt geen oorzaak van buiten de kring.",
    "lus": "De tekst noemt ook een oorzaak van buiten de kring.",
    "schijnlus": "De kring sluit alleen als passages of documenten worden samengevoegd.",
}
_DELEN = {"beinvloedbare_oorzaak": "beïnvloedbare oorzaak", "basis": "uitgangswaarde"}
_TITEL = {"zorgkantoorregio": "Zorgkantoorregio", "ROAZ-regio": "ROAZ-regio", "regio": "Regio"}
_INVLOED = {"beïnvloedbaar": "Beïnvloedbaar", "niet beïnvloedbaar": "Niet beïnvloedbaar", "onbepaald": "Invloed onbepaald"}
_PAGINAS = 4  # per document, on one line


@dataclass(frozen=True, slots=True)
class Ruimte:
    """How many lines each block may have, and how many characters a long text."""

    knelpunten: int = 7
    oorzaken: int = 4
    effecten: int = 4
    verbanden: int = 8
    lacunes: int = 3
    bevindingen: int = 3
    bronnen: int = 8
    tekens: int = 100


#: From roomy to tight; the first that fits on one page is used. Knelpunten go last: they are what the page is about.
RUIMTES = (
    Ruimte(),
    Ruimte(effecten=3, verbanden=6),
    Ruimte(oorzaken=3, effecten=2, verbanden=6),
    Ruimte(oorzaken=3, effecten=2, verbanden=5, lacunes=2, bronnen=6, tekens=80),
    Ruimte(oorzaken=2, effecten=2, verbanden=4, lacunes=2, bronnen=6, tekens=80),
    Ruimte(oorzaken=2, effecten=1, verbanden=4, lacunes=2, bronnen=6, tekens=80),
    Ruimte(oorzaken=2, effecten=1, verbanden=3, lacunes=1, bronnen=4, tekens=70),
    Ruimte(oorzaken=2, effecten=1, verbanden=3, lacunes=1, bronnen=4, tekens=55),
    Ruimte(knelpunten=6, oorzaken=1, effecten=1, verbanden=3, lacunes=1, bronnen=4, tekens=55),
    Ruimte(knelpunten=5, oorzaken=1, effecten=1, verbanden=2, lacunes=1, bronnen=3, tekens=45),
    Ruimte(knelpunten=4, oorzaken=1, effecten=1, verbanden=1, lacunes=1, bevindingen=2, bronnen=2, tekens=35),
)


def page(s: Samenvatting, findings: Iterable[Finding], room: Ruimte) -> Pagina:
    """All text of the page; lists hold dicts of strings, '' where there is nothing to say."""
    numbers = {line.label: f"K{number}" for number, line in enumerate(s.knelpunten.eerste(room.knelpunten).regels, 1)}
    return {
        "titel": kort(s.naam, 60),
        "soort": _TITEL[s.soort],
        "documenttitel": f"{kort(s.naam, 60)}: knelpunten, oorzaken, effecten en samenwerking op één A4",
        "stand": _stand(s),
        "gemeenten": _names(s.gemeenten, 180),
        "bronnen": [_source(bron.code, bron.soort, bron.jaar, bron.titel, room) for bron in s.bronnen[: room.bronnen]],
        "meer_bronnen": _more(len(s.bronnen) - room.bronnen),
        "knelpunten": [_knelpunt(line, numbers[line.label], room) for line in s.knelpunten.regels[: room.knelpunten]],
        "meer_knelpunten": _left(s.knelpunten, room.knelpunten),
        "oorzaken": [
            _group_of(_INVLOED[group], block, room.oorzaken, [_oorzaak(line, numbers, room) for line in block.regels])
            for group, block in s.oorzaken.items()
            if block.regels or group != "onbepaald"
        ],
        "effecten": [
            _group_of(_dimension(name), block, room.effecten, [_effect(line, numbers, room) for line in block.regels])
            for name, block in s.effecten.items()
            if block.regels
        ],
        "effecten_niet_genoemd": ", ".join(name for name, block in s.effecten.items() if not block.regels and name != "onbepaald"),
        "verbanden": [_verband(line, numbers, room) for line in s.verbanden.regels[: room.verbanden]],
        "meer_verbanden": _left(s.verbanden, room.verbanden),
        "lacunes": [
            {"label": kort(line.label, room.tekens), "bron": places(line.vindplaatsen)} for line in s.lacunes.regels[: room.lacunes]
        ],
        "meer_lacunes": _left(s.lacunes, room.lacunes),
        "bevindingen": [_finding(finding, s, room) for finding in belangrijkste(findings, s, room.bevindingen)],
        "weggelaten": _left_out(s, room),
        "beweringen": aantal(s.beweringen, "aanvaarde oorzakelijke bewering", "aanvaarde oorzakelijke beweringen"),
        "vingerafdruk": s.vingerafdruk[:16],
    }


def _group_of(kop: str, block: Blok[Line], maximum: int, lines: Sequence[dict[str, str]]) -> dict[str, object]:
    """A group of a block under its heading, with at most ``maximum`` of its lines."""
    return {"kop": kop, "regels": lines[:maximum], "meer": _left(block, maximum)}


def places(vindplaatsen: Sequence[Vindplaats]) -> str:
    """'B p. 12, 14; P p. 3'; many pages are cut: 'B p. 1, 2, 3, 4 en 9 meer'."""
    return "; ".join(_pages(plek) for plek in vindplaatsen[:3]) + _more(len(vindplaatsen) - 3, " en {} documenten meer")


def _pages(plek: Vindplaats) -> str:
    shown = ", ".join(str(number) for number in plek.paginas[:_PAGINAS])
    return f"{plek.code} p. {shown}{_more(len(plek.paginas) - _PAGINAS, ' en {} meer')}"


def _more(count: int, words: str = "… en {} meer") -> str:
    return words.format(count) if count > 0 else ""


def _left(block: Blok[Line], maximum: int) -> str:
    return _more(block.totaal - min(maximum, len(block.regels)))


def _names(names: Sequence[str], room: int) -> str:
    """As many names as fit in ``room`` characters."""
    shown: list[str] = []
    for name in names:
        if sum(map(len, shown)) + 2 * len(shown) + len(name) > room:
            break
        shown.append(toonbaar(name))
    return ", ".join(shown) + _more(len(names) - len(shown), " en {} meer")


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
        "doelgroep": "; ".join(groups) + _more(len(line.doelgroepen) - 2, " en {} meer"),
        "keer": f"{line.aantal}×",
        "bron": places(line.vindplaatsen),
    }


def _numbered(labels: Sequence[str], numbers: dict[str, str]) -> str:
    """The numbers of those labels that stand on the page: 'K1, K3'."""
    return ", ".join(sorted({numbers[label] for label in labels if label in numbers}))


def _oorzaak(line: Oorzaak, numbers: dict[str, str], room: Ruimte) -> dict[str, str]:
    judged = f"volgens de {line.bron}" if line.bron else ""
    targets = _numbered(line.knelpunten, numbers)
    notes = (f"leidt tot {targets}" if targets else "", line.niveau, judged, _own(line.eigen_label))
    return {"label": kort(line.label, room.tekens), "bron": _noted(notes, line.vindplaatsen)}


def _effect(line: Effect, numbers: dict[str, str], room: Ruimte) -> dict[str, str]:
    origins = _numbered(line.knelpunten, numbers)
    notes = (f"volgt uit {origins}" if origins else "", _own(line.eigen_label))
    return {"label": kort(line.label, room.tekens), "bron": _noted(notes, line.vindplaatsen)}


def _noted(notes: Iterable[str], vindplaatsen: Sequence[Vindplaats]) -> str:
    """'leidt tot K1, landelijk; B p. 3'."""
    return "; ".join(filter(None, (", ".join(filter(None, notes)), places(vindplaatsen))))


def _verband(line: Verband, numbers: dict[str, str], room: Ruimte) -> dict[str, str]:
    on_page = _numbered(line.knelpunten, numbers)
    others = [kort(label, room.tekens // 2) for label in line.knelpunten if label not in numbers]
    works_on = ", ".join(filter(None, (on_page, *others[:1]))) + _more(len(others) - 1, " en {} meer")
    return {"label": kort(line.label, room.tekens), "knelpunten": works_on, "bron": places(line.vindplaatsen)}


def _finding(finding: Finding, s: Samenvatting, room: Ruimte) -> dict[str, str]:
    return {
        "soort": SOORTEN[finding.soort] + (" (te bevestigen)" if finding.te_bevestigen else ""),
        "onderwerp": kort(_subject(finding), room.tekens + 40),
        "uitleg": kort(_explained(finding, s), 2 * room.tekens),
        "bron": places(_cited(finding.bewijs, s)),
    }


def _subject(finding: Finding) -> str:
    """A circle is written out, back to where it starts; the last stop of a path is its own."""
    chain = finding.keten
    if not chain or finding.soort not in _KRINGEN:
        return finding.onderwerp
    return " → ".join(chain if len(chain) > 1 and chain[0] == chain[-1] else (*chain, chain[0]))


def _explained(finding: Finding, s: Samenvatting) -> str:
    """One short sentence where the fields say it all; else the explanation itself, with codes for file names."""
    if finding.soort in _KRINGEN:
        return _KRINGEN[finding.soort]
    if finding.ontbreekt:
        return f"Niet gevonden: {', '.join(_DELEN.get(part, part) for part in finding.ontbreekt)}."
    text = finding.uitleg
    for bron in s.bronnen:
        text = text.replace(bron.bestand, bron.code)
    return text


def _cited(proofs: Sequence[Proof], s: Samenvatting) -> list[Vindplaats]:
    pages = {
        bron.code: sorted(
            {
                proof.pagina
                for proof in proofs
                if (proof.document_id or bron.document_id, proof.document) == (bron.document_id, bron.bestand)
            }
        )
        for bron in s.bronnen
    }
    return [Vindplaats(code, tuple(numbers)) for code, numbers in pages.items() if numbers]


def _left_out(s: Samenvatting, room: Ruimte) -> str:
    """What does not stand on the page, in one sentence."""
    counts = (
        (s.knelpunten.totaal - min(room.knelpunten, len(s.knelpunten.regels)), "knelpunt", "knelpunten"),
        (sum(b.totaal - min(room.oorzaken, len(b.regels)) for b in s.oorzaken.values()), "oorzaak", "oorzaken"),
        (sum(b.totaal - min(room.effecten, len(b.regels)) for b in s.effecten.values()), "effect", "effecten"),
        (s.verbanden.totaal - min(room.verbanden, len(s.verbanden.regels)), "samenwerkingsverband", "samenwerkingsverbanden"),
        (s.lacunes.totaal - min(room.lacunes, len(s.lacunes.regels)), "lacune", "lacunes"),
    )
    words = [aantal(count, one, many) for count, one, many in counts if count]
    return f"Niet op deze bladzijde: {', '.join(words)}." if words else "Alles wat gevonden is, staat op deze bladzijde."
