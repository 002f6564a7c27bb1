"""Do the sealed documents give the same graph when they are read again?"""

from __future__ import annotations

import csv
import re
import shutil
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from extract.infer import UNKNOWN
from extract.records import THRESHOLD, Leeswijze
from extract.sources import LIST_NAME
from graph import iris
from graph.besluiten.dagboek import read_decisions
from graph.besluiten.toepassen import take_over
from graph.open import open_store
from graph.serialise import graph_hash
from graph.store import Change, Store
from graph.verschil import document_differences
from ontology.vocab import RG
from regiograaf.controle.regel import Regel, opsomming
from regiograaf.zegel.vorm import Gezegeld, Zegel

_COLUMNS = ("bestand", "titel", "soort", "regio", "jaar", "gemeenten")
#: What rg:extractor says of the reading; anything behind the threshold is a language model that read along.
_READ_WITH = re.compile(r"; drempel (?P<drempel>[0-9.]+)(?P<taalmodel>.*)$")


def rebuild(zegel: Zegel, originals: Mapping[str, Path], sealed: Store) -> list[Regel]:
    """Read the documents again in a temporary graph, with the threshold and the decisions of the seal, and compare.

    Args:
        zegel: the seal.
        originals: the file of each document, by id, with the sealed content.
        sealed: the graph of the seal.
    """
    absent = [one.bestand for one in zegel.documenten if one.id not in originals]
    if absent := absent or [one.bestand for one in zegel.documenten if not _plain(one.bestand)]:
        return [Regel("herbouw", False, f"kan niet: geen bruikbaar bestand voor {opsomming(absent)}")]
    by_model = [one.bestand for one in zegel.documenten if (read := _READ_WITH.search(one.extractor)) and read["taalmodel"]]
    if by_model:
        return [Regel("herbouw", False, f"kan niet: een taalmodel las mee bij {opsomming(by_model)}")]
    with TemporaryDirectory(prefix="regiograaf-", ignore_cleanup_errors=True) as temporary:
        failed = _built(zegel, originals, Path(temporary))
        if failed:
            return [Regel("herbouw", False, f"niet gelezen: {opsomming(failed)}")]
        store = open_store(Path(temporary) / "graaf")
        try:
            take_over(store, read_decisions(sealed))
            store.change(_same_marks(sealed, store))
            if graph_hash(store) == zegel.vingerafdruk:
                return [Regel("herbouw", True, "de documenten opnieuw gelezen, met de besluiten erbij: dezelfde graaf")]
            names = [one.bestand or one.document_id for one in document_differences(sealed, store)]
        finally:
            store.close()
    where = f"; anders: {opsomming(names)}" if names else "; anders: begrippen, gebieden of besluiten"
    return [Regel("herbouw", False, f"opnieuw gelezen geven de documenten een andere graaf{where}")]


def _built(zegel: Zegel, originals: Mapping[str, Path], temporary: Path) -> list[str]:
    """Read all documents in the graph in ``temporary``; returns the names of those that failed."""
    from regiograaf.building import Opdracht, build  # loads spaCy when it reads

    folders: defaultdict[float, list[Path]] = defaultdict(list)
    for number, one in enumerate(zegel.documenten):
        folders[_threshold(one)].append(_laid_out(one, originals[one.id], temporary / str(number)))
    reports = [build(chosen, temporary / "graaf", Opdracht(Leeswijze(drempel=drempel))) for drempel, chosen in sorted(folders.items())]
    return [failure.path.name for report in reports for failure in report.failures]


def _threshold(document: Gezegeld) -> float:
    read = _READ_WITH.search(document.extractor)
    try:
        return float(read["drempel"]) if read else THRESHOLD
    except ValueError:  # a seal may say anything
        return THRESHOLD


def _same_marks(sealed: Store, rebuilt: Store) -> list[Change]:
    """rg:leesmerk also tells how a document was described by its user; that is no part of what it says."""
    changes = []
    for name in filter(iris.document_id_of, rebuilt.graphs()):
        node = str(iris.document_iri(iris.document_id_of(name) or ""))
        old, new = ([triple for triple in store.about(name, [node]) if triple[1] == RG.leesmerk] for store in (rebuilt, sealed))
        changes.append(Change(name, old, new))
    return changes


def _plain(name: str) -> bool:
    """Whether a file name of a seal stays inside the folder it is put in."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not name.startswith("/") and ":" not in name and ".." not in parts and LIST_NAME not in parts


def _laid_out(document: Gezegeld, original: Path, folder: Path) -> Path:
    """The document in a folder of its own, with what the seal knows of it in a documenten.csv."""
    place = folder / document.bestand.replace("\\", "/")
    place.parent.mkdir(parents=True)
    shutil.copyfile(original, place)
    known = {"soort": document.soort, "regio": document.regio, "jaar": str(document.jaar or "")}
    row = {name: "" if value == UNKNOWN else value for name, value in known.items()}
    with (folder / LIST_NAME).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS)
        writer.writeheader()
        writer.writerow({"bestand": document.bestand, "titel": document.titel, "gemeenten": ";".join(document.gemeenten), **row})
    return folder
