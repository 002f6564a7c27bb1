"""The facts behind the A4 of a region or a document: which documents, which blocks, which findings first."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from queries.a4soorten import load_a4soorten
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


def samenvatting(lezing: Lezing, regio: str, *, vingerafdruk: str = "", datum: str = "") -> Samenvatting:
    """What the documents of ``regio`` say, in the blocks of the BDO A4; the name may be written in any case.

    Args:
        lezing: The graph as read.
        regio: Name of the region, as in documenten.csv.
        vingerafdruk: Fingerprint of the graph, shown on the page.
        datum: The day the graph was last changed (``queries.stand.graph_date``), shown on the page.

    Raises:
        NothingToSummariseError: the graph has no document of this region.
    """
    own = lezing.binnen(regio)
    if not own.documenten:
        raise NothingToSummariseError(regio.strip(), _nearest(regio, (one.kop.regio for one in lezing.documenten)))
    return replace(_summarise(own), vingerafdruk=vingerafdruk, datum=datum)


def samenvatting_document(lezing: Lezing, document: str, *, vingerafdruk: str = "", datum: str = "") -> Samenvatting:
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
    return replace(_summarise(own), vingerafdruk=vingerafdruk, datum=datum)


def belangrijkste(findings: Iterable[Finding], page: Samenvatting, maximum: int = 3) -> tuple[Finding, ...]:
    """The findings about ``page`` that matter most: by ernst, sure before unsure, and of each kind one before a second.

    What a reviewer rejected is never among them; what one confirmed is sure.
    """
    order = load_a4soorten()[page.soort].bevindingen
    own = sorted(
        (finding for finding in findings if finding.soort in order and _matters(finding) and _concerns(finding, page)),
        key=lambda finding: (_WEIGHT[finding.ernst], _unsure(finding), order.index(finding.soort), finding.id),
    )
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, bool, int, int]] = []
    for place, finding in enumerate(own):
        ranked.append((_WEIGHT[finding.ernst], _unsure(finding), seen[finding.soort], place))
        seen[finding.soort] += 1
    return tuple(own[place] for *_, place in sorted(ranked)[:maximum])


def _unsure(finding: Finding) -> bool:
    return finding.te_bevestigen and finding.status != "bevestigd"


def _matters(finding: Finding) -> bool:
    """Not rejected, and not a gezondheidsdoel that lacks nothing."""
    complete = finding.soort == "gezondheidsdoel" and not finding.ontbreekt
    return finding.status != "verworpen" and not complete


def _concerns(finding: Finding, page: Samenvatting) -> bool:
    if finding.bewijs:
        own = {(bron.document_id, bron.bestand) for bron in page.bronnen}
        return any((proof.document_id, proof.document) in own for proof in finding.bewijs)
    return page.naam.casefold() in map(str.casefold, finding.regio)


def _summarise(lezing: Lezing) -> Samenvatting:
    koppen = [one.kop for one in lezing.documenten]
    bronnen = _with_codes(map(_bron, koppen))
    soort = _kind(bronnen)
    material = read_material(lezing, {bron.document_id: bron.code for bron in bronnen}, load_a4soorten()[soort])
    years = [bron.jaar for bron in bronnen if bron.jaar]
    return Samenvatting(
        naam=min(kop.regio for kop in koppen),
        soort=soort,
        bronnen=bronnen,
        gemeenten=tuple(sorted({name for kop in koppen for name in kop.gemeenten})),
        peiljaren=(min(years), max(years)) if years else None,
        beweringen=len(material.view.claims),
        knelpunten=material.knelpunten(),
        oorzaken=material.oorzaken(),
        effecten=material.effecten(),
        verbanden=material.verbanden(),
        lacunes=material.lacunes(),
        pijlen=material.pijlen(),
        beoordeeld=sum(bool(claim.oordeel) for claim in material.view.claims),
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
