"""The facts behind the A4 of a region or a document: which documents, which blocks, which findings first."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from queries.errors import VraagError
from queries.lezing import Lezing
from queries.lezing_document import Kop
from queries.records import Finding
from queries.samenvatting_blokken import read_material
from queries.samenvatting_records import Bron, RegionKind, Samenvatting

#: Short code of a document on the page, by soort; numbered when there are more of one soort.
CODES = {
    "zorgkantoorregiobeeld": "B",
    "regioplan": "P",
    "roaz-beeld": "RB",
    "roaz-plan": "RP",
    "transformatieplan": "T",
    "werkagenda": "W",
}
_OTHER_CODE = "O"
#: Findings that tell a reader something to act on, the weightiest kind first.
_ORDER = ("cirkelredenering", "planconflict", "ongekoppeld_knelpunt", "witte_vlek", "rolverwarring", "lus", "gezondheidsdoel", "schijnlus")
_WEIGHT = {"hoog": 0, "midden": 1, "laag": 2}


@dataclass(eq=False)
class NothingToSummariseError(VraagError):
    """No document in the graph has this region or file name; ``nearest`` are names that look most like it."""

    name: str
    nearest: tuple[str, ...]

    def __str__(self) -> str:
        """Name what was asked for and the likely ones."""
        hint = f"Bedoelt u {' of '.join(self.nearest)}?" if self.nearest else "De vraag 'documenten' laat zien wat er wel is."
        return f"De graaf bevat geen document van '{self.name}'. {hint}"


@dataclass(eq=False)
class AmbiguousDocumentError(VraagError):
    """More than one document has the file name ``name``; ``ids`` are theirs."""

    name: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        """Name the file and the ids to choose from."""
        return f"De graaf bevat {len(self.ids)} documenten met de naam '{self.name}'. Geef het id: {' of '.join(self.ids)}."


def samenvatting(lezing: Lezing, regio: str, *, vingerafdruk: str = "") -> Samenvatting:
    """What the documents of ``regio`` say, in the blocks of the BDO A4; the name may be written in any case.

    Args:
        lezing: The graph as read.
        regio: Name of the region, as in documenten.csv.
        vingerafdruk: Fingerprint of the graph, shown on the page.

    Raises:
        NothingToSummariseError: the graph has no document of this region.
    """
    own = lezing.binnen(regio)
    if not own.documenten:
        raise NothingToSummariseError(regio.strip(), _nearest(regio, (one.kop.regio for one in lezing.documenten)))
    return _summarise(own, vingerafdruk)


def samenvatting_document(lezing: Lezing, document: str, *, vingerafdruk: str = "") -> Samenvatting:
    """The same for one document, by its file name or id: for a ROAZ-beeld, whose region spans several zorgkantoorregio's.

    Raises:
        NothingToSummariseError: the graph has no such document.
        AmbiguousDocumentError: several documents have this file name.
    """
    own = lezing.binnen(document=document)
    if not own.documenten:
        raise NothingToSummariseError(document.strip(), _nearest(document, (one.kop.bestand for one in lezing.documenten)))
    if len(own.documenten) > 1:
        raise AmbiguousDocumentError(document, tuple(one.kop.document_id for one in own.documenten))
    return _summarise(own, vingerafdruk)


def belangrijkste(findings: Iterable[Finding], page: Samenvatting, maximum: int = 3) -> tuple[Finding, ...]:
    """The findings about ``page`` that matter most: by ernst, sure before unsure, and of each kind one before a second."""
    own = sorted(
        (finding for finding in findings if _matters(finding) and _concerns(finding, page)),
        key=lambda finding: (_WEIGHT[finding.ernst], finding.te_bevestigen, _ORDER.index(finding.soort), finding.id),
    )
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, bool, int, int]] = []
    for place, finding in enumerate(own):
        ranked.append((_WEIGHT[finding.ernst], finding.te_bevestigen, seen[finding.soort], place))
        seen[finding.soort] += 1
    return tuple(own[place] for *_, place in sorted(ranked)[:maximum])


def _matters(finding: Finding) -> bool:
    """Not rejected, and not a gezondheidsdoel that lacks nothing."""
    complete = finding.soort == "gezondheidsdoel" and not finding.ontbreekt
    return finding.soort in _ORDER and finding.status != "verworpen" and not complete


def _concerns(finding: Finding, page: Samenvatting) -> bool:
    if finding.bewijs:
        own = {(bron.document_id, bron.bestand) for bron in page.bronnen}
        return any((proof.document_id, proof.document) in own for proof in finding.bewijs)
    return page.naam.casefold() in map(str.casefold, finding.regio)


def _summarise(lezing: Lezing, vingerafdruk: str) -> Samenvatting:
    koppen = [one.kop for one in lezing.documenten]
    bronnen = _with_codes(map(_bron, koppen))
    material = read_material(lezing, {bron.document_id: bron.code for bron in bronnen})
    years = [bron.jaar for bron in bronnen if bron.jaar]
    return Samenvatting(
        naam=min(kop.regio for kop in koppen),
        soort=_kind(bronnen),
        bronnen=bronnen,
        gemeenten=tuple(sorted({name for kop in koppen for name in kop.gemeenten})),
        peiljaren=(min(years), max(years)) if years else None,
        beweringen=len(material.view.claims),
        knelpunten=material.knelpunten(),
        oorzaken=material.oorzaken(),
        effecten=material.effecten(),
        verbanden=material.verbanden(),
        lacunes=material.lacunes(),
        vingerafdruk=vingerafdruk,
    )


def _bron(kop: Kop) -> Bron:
    return Bron("", kop.bestand, kop.titel or kop.bestand, kop.soort or "overig", kop.jaar, kop.document_id)


def _with_codes(bronnen: Iterable[Bron]) -> tuple[Bron, ...]:
    """Sorted by soort, year and name; 'B' when there is one of a soort, else 'B1', 'B2'."""
    order = [*CODES, "overig"]
    ranked = sorted(
        bronnen,
        key=lambda bron: (order.index(bron.soort) if bron.soort in order else len(order), bron.jaar or 0, bron.bestand, bron.document_id),
    )
    letters = [CODES.get(bron.soort, _OTHER_CODE) for bron in ranked]
    seen: Counter[str] = Counter()
    coded = []
    for bron, letter in zip(ranked, letters, strict=True):
        seen[letter] += 1
        coded.append(replace(bron, code=letter if letters.count(letter) == 1 else f"{letter}{seen[letter]}"))
    return tuple(coded)


def _kind(bronnen: Sequence[Bron]) -> RegionKind:
    soorten = {bron.soort for bron in bronnen}
    if soorten & {"zorgkantoorregiobeeld", "regioplan"}:
        return "zorgkantoorregio"
    return "ROAZ-regio" if soorten & {"roaz-beeld", "roaz-plan"} else "regio"


def _nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    known = {found.casefold(): found for found in names}
    return tuple(known[match] for match in difflib.get_close_matches(name.strip().casefold(), sorted(known), n=3, cutoff=0.5))
