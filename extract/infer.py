"""What kind of document is this, of which region and year: read off the file name and the first pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import cast

from extract.records import Document, DocumentInfo
from ontology.namen import digest, slug

UNKNOWN = "onbekend"
SOORTEN = ("zorgkantoorregiobeeld", "regioplan", "roaz-beeld", "roaz-plan", "transformatieplan", "werkagenda", "overig")
#: Pages, and characters of each, in which title, region and year are looked for.
FIRST_PAGES, HEAD, PROSE = 3, 400, 4000


@cache
def lexicon() -> Mapping[str, Sequence[Mapping[str, object]]]:
    """The word lists of documentsoorten.toml."""
    return tomllib.loads((files("extract") / "lexicon" / "documentsoorten.toml").read_text(encoding="utf-8"))


def document_id(regio: str, soort: str, jaar: int | None, bestand: str) -> str:
    """The stable id of a document: a slug of regio, soort, jaar and file name.

    A file name that its slug does not spell out gets a '~' and a digest of the literal name behind it, so that no two
    file names share an id.

    >>> document_id("'t Gooi", "regioplan", 2024, "plan-zorg.pdf")
    't-gooi-regioplan-2024-plan-zorg-pdf'
    >>> document_id("'t Gooi", "regioplan", 2024, "Plan zorg.pdf")
    't-gooi-regioplan-2024-plan-zorg-pdf~58ade7'
    """
    name = slug(bestand)
    stem, _, ending = bestand.rpartition(".")
    spelled_out = name == f"{stem}-{ending}" and "-" not in ending
    parts = (slug(regio), slug(soort), str(jaar or UNKNOWN), name)
    return "-".join(parts) + ("" if spelled_out else f"~{digest(bestand, length=6)}")


def infer_info(document: Document) -> DocumentInfo:
    """The document's info with what was unknown filled in from its file name, title and first pages.

    What is known stays. What cannot be inferred stays 'onbekend' (jaar: None); the id follows the new values.
    """
    info = document.info
    name = re.sub(r"[_\s]+", " ", PurePosixPath(info.bestand).stem)
    heads = [name, info.titel, *(page.text[:HEAD] for page in document.pages[:FIRST_PAGES])]
    prose = " ".join(page.text[:PROSE] for page in document.pages[:FIRST_PAGES])
    soort = info.soort if info.soort != UNKNOWN else _soort(heads)
    regio = info.regio if info.regio != UNKNOWN else _regio(name, heads, prose)
    jaar = info.jaar or _jaar(heads)
    return replace(
        info,
        id=document_id(regio, soort, jaar, info.bestand),
        titel=info.titel or _title(document) or name,
        soort=soort,
        regio=regio,
        jaar=jaar,
    )


def missing_notice(info: DocumentInfo) -> str | None:
    """One Dutch line that names what is still unknown of a document (not the document itself), or None."""
    values = (("soort", info.soort), ("regio", info.regio), ("jaar", info.jaar))
    unknown = [name for name, value in values if value in (UNKNOWN, None)]
    if not unknown:
        return None
    return f"{' en '.join(unknown)} niet herkend; zet dit in documenten.csv (kolommen bestand,titel,soort,regio,jaar)."


def _soort(heads: Sequence[str]) -> str:
    for text in heads:
        found = [(m.start(), str(e["naam"])) for e in lexicon()["soort"] if (m := re.search(str(e["uitdrukking"]), text, re.IGNORECASE))]
        if found:
            return min(found, key=lambda pair: pair[0])[1]
    return UNKNOWN


def _jaar(heads: Sequence[str]) -> int | None:
    for text in heads:
        if match := re.search(str(lexicon()["jaar"][0]["uitdrukking"]), text):
            return int(match.group(1))
    return None


def _regio(name: str, heads: Sequence[str], prose: str) -> str:
    """The region: after the kind of document in a head, else from the file name, else the known region most named."""
    for head in heads:
        if match := re.search(str(lexicon()["regio"][0]["uitdrukking"]), head):
            return match.group(1)
    known = _known_regions()
    for region in known:
        if re.search(rf"\b{re.escape(region)}\b", name, re.IGNORECASE):
            return region
    own = [word for word in re.findall(r"[^\W\d]+", name) if word.casefold() not in _noise() and len(word) > 2]
    spelled = [match.group() for word in own if (match := re.search(rf"\b{re.escape(word)}\b", prose, re.IGNORECASE))]
    if len(own) == len(spelled) == 1 and spelled[0][0].isupper():
        return spelled[0]
    counts = {region: len(re.findall(rf"\b{re.escape(region)}\b", prose)) for region in known}
    best = max(counts, key=lambda region: counts[region], default="")
    if best and counts[best]:
        return best
    match = re.search(str(lexicon()["regio"][1]["uitdrukking"]), prose)
    return match.group(1) if match else UNKNOWN


def _noise() -> frozenset[str]:
    return frozenset(cast("list[str]", lexicon()["ruis"][0]["woorden"]))


def _known_regions() -> tuple[str, ...]:
    """Names of the regions in the reference data; imported here, as reading a document with a list needs none of it."""
    from ontology.load import load_gebieden

    return tuple(dict.fromkeys(area.naam for area in load_gebieden() if area.soort != "gemeente"))


def _title(document: Document) -> str:
    lines = (line.strip("#* \t") for page in document.pages[:1] for line in page.text.splitlines())
    return next((line for line in lines if any(c.isalpha() for c in line)), "")[:150]
