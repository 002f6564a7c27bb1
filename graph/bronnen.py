"""The original documents beside the graph: ``bronnen/<sha256><ext>``, so that a page can still be shown as it was printed.

Named after their content: a file is kept once whatever its name, and is never changed afterwards.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from graph.errors import NotWritable

#: Where the originals lie in the folder that a user names with --graaf.
SOURCE_FOLDER = "bronnen"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"\.[a-z0-9]{1,10}")


def keep_source(folder: Path, path: Path, sha256: str) -> None:
    """Copy a file that was read into the graph folder; a file that changed since it was read is not kept.

    A copy and not a link: whoever later edits the own file in place must not change what was read.

    Raises:
        NotWritable: no rights, or no room.
    """
    kept = _place(folder, sha256, path.name)
    if kept is None or kept.exists():
        return
    try:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            return
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_name(f"{kept.name}.deel")
        part.write_bytes(data)
        part.replace(kept)
    except OSError as error:
        raise NotWritable(folder, error.strerror or str(error)) from error


def source_file(folder: Path, sha256: str, bestand: str) -> Path | None:
    """The original of a document by the hash and the file name that the graph holds; None when it was not kept."""
    kept = _place(folder, sha256, bestand)
    return kept if kept is not None and kept.is_file() else None


def forget_source(folder: Path, sha256: str, bestand: str) -> None:
    """Remove the original of a document that left the graph; one that was not kept is no error."""
    kept = _place(folder, sha256, bestand)
    if kept is not None:
        kept.unlink(missing_ok=True)


def _place(folder: Path, sha256: str, name: str) -> Path | None:
    """Where a file is kept; None for what is no hash, for a graph may come from elsewhere."""
    ending = Path(name).suffix.lower()
    if not _SHA256.fullmatch(sha256):
        return None
    return folder / SOURCE_FOLDER / (sha256 + (ending if _ENDING.fullmatch(ending) else ""))
