"""What the graph has of each document, and whether that is still what reading it now would give."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.herkomst import extractor, leesmerk, model_name
from extract.llm.merk import answer_mark
from extract.records import Leeswijze
from extract.sources import Source
from graph import iris
from graph.store import Store
from ontology.vocab import RG

_READ = {str(RG.bestand): "bestand", str(RG.sha256): "sha256", str(RG.extractor): "extractor", str(RG.leesmerk): "leesmerk"}


@dataclass(frozen=True, slots=True)
class Bekend:
    """A document in the graph: its file, and with what and how it was read."""

    document_id: str
    bestand: str = ""
    sha256: str = ""
    extractor: str = ""
    leesmerk: str = ""


def known_documents(store: Store) -> dict[str, Bekend]:
    """The documents in the graph by id, sorted."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in store.graphs():
        if (key := iris.document_id_of(name)) is not None:
            node = str(iris.document_iri(key))
            said = store.statements(name, list(_READ))
            found[key] = {_READ[predicate]: str(value) for subject, predicate, value in said if subject == node}
    return {key: Bekend(key, **fields) for key, fields in sorted(found.items())}


def up_to_date(sources: Sequence[Source], known: Iterable[Bekend], wijze: Leeswijze) -> dict[Path, Bekend]:
    """The sources, by path, that the graph holds just as reading them now would give."""
    marks = {one.leesmerk: one for one in known if one.leesmerk}
    read_with = extractor(model_name(), wijze)
    found = {}
    for source in sources if marks else ():
        sha256 = file_sha256(source.path)
        if sha256 is None:
            continue
        one = marks.get(leesmerk(source.info, sha256, read_with, answer_mark(wijze.taalmodel, sha256)))
        if one is not None:
            found[source.path] = one
    return found


def outdated(store: Store, wijze: Leeswijze) -> tuple[Bekend, ...]:
    """The documents that were read with other rules, another model or another threshold than a build would use now."""
    read_with = extractor(model_name(), wijze)
    return tuple(one for one in known_documents(store).values() if one.extractor != read_with)


def file_sha256(path: Path) -> str | None:
    """Of a file; None when it cannot be read, which reading it will explain."""
    try:
        if not path.is_file():  # opening a named pipe would wait for ever
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
