"""Are the documents themselves still those that were sealed?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.sources import find_sources
from graph.bronnen import source_file
from regiograaf.controle.graafmap import file_digest
from regiograaf.controle.regel import Regel, opsomming
from regiograaf.zegel.vorm import Gezegeld, Zegel


def check_inputs(zegel: Zegel, folders: Sequence[Path], graaf: Path | None) -> tuple[list[Regel], dict[str, Path]]:
    """One line per sealed document: its file is there, is missing, or is not what was read.

    Args:
        zegel: the seal.
        folders: files and folders where the documents lie.
        graaf: a folder with a graph, which may have kept the originals.

    Returns:
        The lines, and the file of each document (by id) whose content is the sealed one.
    """
    by_digest: dict[str, Path] = {}
    by_name: dict[str, Path] = {}
    for source in find_sources(folders).files:
        by_digest.setdefault(file_digest(source.path) or "", source.path)
        by_name.setdefault(source.info.bestand, source.path)
    lines, found = [], {}
    for document in zegel.documenten:
        kept = source_file(graaf, document.sha256, document.bestand) if graaf is not None else None
        original = by_digest.get(document.sha256) or (kept if kept is not None and file_digest(kept) == document.sha256 else None)
        if original is not None:
            found[document.id] = original
        lines.append(_line(document, original, document.bestand in by_name, kept is not None))
    known = {document.sha256 for document in zegel.documenten}
    others = sorted(path.name for digest, path in by_digest.items() if digest not in known)
    if others:
        lines.append(Regel("andere documenten", True, f"niet in het zegel: {opsomming(others)}"))
    return lines, found


def _line(document: Gezegeld, original: Path | None, named: bool, kept: bool) -> Regel:
    part = f"bron {document.bestand}"
    if original is not None:
        return Regel(part, True, "hetzelfde bestand als bij het verzegelen")
    if named or kept:
        return Regel(part, False, "het bestand is veranderd sinds het verzegelen (andere SHA-256)")
    return Regel(part, False, "niet gevonden")
