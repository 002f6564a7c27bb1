"""The facts behind the A4 of a region or a document: which documents, which blocks, which findings first."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.store import Store, Value
from queries.errors import VraagError
from queries.facts import scope, text_of
from queries.records import Finding
from queries.run import run_intern
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


def samenvatting(store: Store, regio: str, *, vingerafdruk: str = "") -> Samenvatting:
    """What the documents of ``regio`` say, in the blocks of the BDO A4; the name may be written in any case.

    Args:
        store: The graph.
        regio: Name of the region, as in documenten.csv.
        vingerafdruk: Fingerprint of the graph, shown on the page.

    Raises:
        NothingToSummariseError: the graph has no document of this region.
    """
    return _summarise(store, regio, scope(regio, None), vingerafdruk)


def samenvatting_document(store: Store, document: str, *, vingerafdruk: str = "") -> Samenvatting:
    """The same for one document, by its file name or id: for a ROAZ-beeld, whose region spans several zorgkantoorregio's.

    Raises:
        NothingToSummariseError: the graph has no such document.
        AmbiguousDocumentError: several documents have this file name.
    """
    return _summarise(store, document, scope(None, document), vingerafdruk)


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


def _summarise(store: Store, name: str, params: Mapping[str, str], vingerafdruk: str) -> Samenvatting:
    rows = run_intern(store, "samenvatting-kop", params).rows
    if not rows:
        raise NothingToSummariseError(name.strip(), _nearest(store, name, "document" if params["document"] else "regio"))
    documents = {text_of(row["document_id"]): row for row in rows}
    if params["document"] and len(documents) > 1:
        raise AmbiguousDocumentError(name, tuple(documents))
    bronnen = _with_codes(_bron(row) for row in documents.values())
    material = read_material(store, params, {bron.document_id: bron.code for bron in bronnen})
    years = [bron.jaar for bron in bronnen if bron.jaar]
    return Samenvatting(
        naam=min(text_of(row["regio"]) for row in rows),
        soort=_kind(bronnen),
        bronnen=bronnen,
        gemeenten=tuple(sorted({text_of(row["gemeente"]) for row in rows} - {""})),
        peiljaren=(min(years), max(years)) if years else None,
        beweringen=len(material.view.claims),
        knelpunten=material.knelpunten(),
        oorzaken=material.oorzaken(),
        effecten=material.effecten(),
        verbanden=material.verbanden(),
        lacunes=material.lacunes(),
        vingerafdruk=vingerafdruk,
    )


def _bron(row: Mapping[str, Value]) -> Bron:
    return Bron(
        code="",
        bestand=text_of(row["document"]),
        titel=text_of(row["titel"]) or text_of(row["document"]),
        soort=text_of(row["soort"]) or "overig",
        jaar=int(row["jaar"]) if row["jaar"] else None,
        document_id=text_of(row["document_id"]),
    )


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


def _nearest(store: Store, name: str, column: str) -> tuple[str, ...]:
    known = {text_of(row[column]).casefold(): text_of(row[column]) for row in run_intern(store, "samenvatting-kop").rows}
    return tuple(known[match] for match in difflib.get_close_matches(name.strip().casefold(), sorted(known), n=3, cutoff=0.5))
